/**
 * Sizes in which advertisements are sold: by name (半版, 通栏), in centimetres, or in columns and centimetres. Read here; what they
 * come to in columns and rows of a page is found by `page/ad-places.ts`.
 */
import { type Len, mm, parseLength } from "../base/length.js";
import type { CheckParams } from "./schema-parts.js";

/** A part of the page's width and height, or of its width alone. */
export interface NamedSize {
  readonly kind: "part";
  readonly name: string;
  /** Of the type area's width; `height` is a part of its rows where it is no length. */
  readonly width: number;
  readonly height: { readonly part: number } | { readonly length: Len };
}

export type AdSize =
  | NamedSize
  | { readonly kind: "measured"; readonly width: Len; readonly height: Len }
  /** Without a height it is as high as what stands in it. */
  | { readonly kind: "columns"; readonly columns: number; readonly height?: Len };

/**
 * Where an advertisement is wanted. `foot` and `head`: low or high before all, then outside; `outside` and `inside`: at that edge
 * of the page before all, then low.
 */
export const AD_POSITIONS = ["foot", "outside", "inside", "head"] as const;
export type AdPosition = (typeof AD_POSITIONS)[number];

/**
 * 通栏: the whole width, and 8 cm. Rate cards of mainland papers have it so on both sizes of sheet: 35 × 8 cm of a page of
 * 35 × 48, and 23.5 × 8 of one of 23.5 × 33.
 */
const STRIP_HEIGHT = mm(80);

/** Each under its Chinese name and under the English one. A quarter is a half each way, as most rate cards have it. */
const PARTS: readonly (readonly [names: readonly string[], width: number, height: NamedSize["height"]])[] = [
  [["整版", "full-page"], 1, { part: 1 }],
  [["半版", "half-page"], 1, { part: 1 / 2 }],
  [["四分之一版", "quarter-page"], 1 / 2, { part: 1 / 2 }],
  [["通栏", "strip"], 1, { length: STRIP_HEIGHT }],
  [["半通栏", "half-strip"], 1 / 2, { length: STRIP_HEIGHT }],
];

/** Names of places that no page has: the gutter between two pages is outside both type areas. */
const GUTTER = /^(?:中缝|gutter)$/iu;
const TIMES = String.raw`\s*[x×*]\s*`;
const NUMBER = String.raw`\d{1,5}(?:\.\d{1,4})?`;
const MEASURED = new RegExp(`^(${NUMBER})\\s*(mm|cm|in)?${TIMES}(${NUMBER})\\s*(mm|cm|in)$`, "iu");
const IN_COLUMNS = new RegExp(`^(\\d{1,5})\\s*(?:栏|欄|columns?)${TIMES}(${NUMBER}\\s*(?:mm|cm|in))$`, "iu");

const NAMES = PARTS.map(([names]) => names.join(" or ")).join(", ");
const HINT = `write a name (${NAMES}), width × height as "12 x 8 cm", or columns as "3栏 x 8cm"`;

export type ParsedAdSize =
  { readonly ok: true; readonly value: AdSize } | { readonly ok: false; readonly why: CheckParams };

/** Reads a size that is written as one text. */
export function parseAdSize(text: string): ParsedAdSize {
  const trimmed = text.trim();
  const named = PARTS.find(([names]) => names.includes(trimmed.toLowerCase()));
  if (named !== undefined) {
    const [, width, height] = named;
    return { ok: true, value: { kind: "part", name: trimmed, width, height } };
  }
  if (GUTTER.test(trimmed)) {
    const message = `cannot be "${trimmed}": the gutter between two pages belongs to neither, and banxin sets single pages`;
    const hint =
      'write a column at the inner edge instead: "size": { "columns": 1, "height": "30cm" }, "position": "inside"';
    return { ok: false, why: { code: "ad-in-gutter", message, hint } };
  }
  const measured = MEASURED.exec(trimmed);
  if (measured !== null) {
    const [, width = "", unit = measured[4] ?? "", height = "", last = ""] = measured;
    return readSides(`${width}${unit}`, `${height}${last}`);
  }
  const inColumns = IN_COLUMNS.exec(trimmed);
  if (inColumns !== null) {
    const [, columns = "", height = ""] = inColumns;
    const length = lengthOf(height);
    if (length !== undefined && Number(columns) > 0)
      return { ok: true, value: { kind: "columns", columns: Number(columns), height: length } };
  }
  return { ok: false, why: { code: "bad-ad-size", message: `cannot be "${shown(trimmed)}"`, hint: HINT } };
}

function readSides(width: string, height: string): ParsedAdSize {
  const [across, down] = [lengthOf(width), lengthOf(height)];
  if (across !== undefined && down !== undefined)
    return { ok: true, value: { kind: "measured", width: across, height: down } };
  return { ok: false, why: { code: "bad-ad-size", message: `cannot be "${width} x ${height}"`, hint: HINT } };
}

/** A length over 0; undefined for any other text. */
export function lengthOf(text: string): Len | undefined {
  const parsed = parseLength(text);
  return parsed.ok && parsed.value > 0 ? parsed.value : undefined;
}

const LONGEST_SHOWN = 40;

/** A text of the file as a message shows it. */
export function shown(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
