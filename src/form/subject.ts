/** What is checked: an edition and its composed pages, and how to read set text back from them. */
import type { Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import type { Edition, PageInput } from "../edition/model.js";
import type { GlyphRun, Role, ScenePage } from "../scene/list.js";

export interface FormPage {
  readonly page: PageInput;
  readonly number: number;
  /** All page numbers that it stands for: a spread has two. */
  readonly numbers: readonly number[];
  readonly scene: ScenePage;
  /** What its folio line is to say. */
  readonly labels: { readonly number?: string; readonly date?: string };
}

export interface FormSubject {
  readonly edition: Edition;
  /** In the edition's order; some of its pages may be left out. */
  readonly pages: readonly FormPage[];
}

/** Text of one kind on a page, without its white. */
export function textOf(page: ScenePage, role: Role): string {
  return lettersOf(page, role)
    .map(({ text }) => text)
    .join("");
}

/** Where a text of one kind stands; undefined where it does not. White does not count. */
export function findText(page: ScenePage, role: Role, wanted: string): Rect | undefined {
  const letters = lettersOf(page, role);
  const needle = withoutWhite(wanted);
  const at =
    needle === ""
      ? -1
      : letters
          .map(({ text }) => text)
          .join("")
          .indexOf(needle);
  if (at < 0) return undefined;
  let before = 0;
  const found = letters.filter(({ text }) => {
    const start = before;
    before += text.length;
    return start < at + needle.length && before > at;
  });
  return boxOf(found);
}

/** The rectangle around a run's glyphs: an em high, and as wide as they begin, and one em. */
export function runBox(run: GlyphRun): Rect {
  return boxOf(lettersIn(run)) ?? { x: run.x, y: run.y, width: 0, height: 0 };
}

interface Letter {
  readonly text: string;
  readonly x: Len;
  /** Baseline. */
  readonly y: Len;
  readonly size: Len;
}

/** Of an em box, so much stands over the baseline. */
const ASCENT = 0.88;

function lettersOf({ items }: ScenePage, role: Role): readonly Letter[] {
  return items.flatMap((item) => (item.kind === "glyphs" && item.role === role ? lettersIn(item) : []));
}

function lettersIn({ direction, texts, offsets, x, y, size }: GlyphRun): readonly Letter[] {
  return texts.flatMap((raw, index): Letter[] => {
    const text = withoutWhite(raw);
    const offset = offsets[index] ?? 0;
    if (text === "") return [];
    return [
      direction === "horizontal"
        ? { text, x: x + offset, y, size }
        : { text, x: x - Math.round(size / 2), y: y + offset + size, size },
    ];
  });
}

function withoutWhite(text: string): string {
  return text.replaceAll(/\s/gu, "");
}

function boxOf(letters: readonly Letter[]): Rect | undefined {
  if (letters.length === 0) return undefined;
  const x = Math.min(...letters.map((one) => one.x));
  const y = Math.min(...letters.map((one) => one.y - Math.round(one.size * ASCENT)));
  const right = Math.max(...letters.map((one) => one.x + one.size));
  const foot = Math.max(...letters.map((one) => one.y + Math.round(one.size * (1 - ASCENT))));
  return { x, y, width: right - x, height: foot - y };
}
