/** Lists: items like paragraphs, hung beside a mark or a number of their own. */
import type { Block } from "../edition/model.js";
import { breakParagraph } from "../text/break.js";
import { commitLine } from "../text/commit.js";
import { inlineSpans } from "./inline.js";
import { type BodyContext, splitAtBreaks } from "./paragraph.js";
import { runningText } from "./running-text.js";
import type { TextItem } from "./text-item.js";
import { drawLine, prepare, spanOf, styleOf, templateText } from "./typeset.js";

/** White between a marker and its text, at least, in em. */
const LEAST_GAP = 0.25;
/** The numbers that a marker may count with. */
const COUNTERS: readonly { readonly sign: RegExp; readonly write: (number: number) => string }[] = [
  { sign: /\d+/u, write: String },
  { sign: /[①-⑳]/u, write: (number) => String.fromCodePoint(0x245f + number) },
  { sign: /[一二三四五六七八九十]+/u, write: hanNumber },
  { sign: /[A-Z]/u, write: (number) => String.fromCodePoint(0x40 + number) },
  { sign: /[a-z]/u, write: (number) => String.fromCodePoint(0x60 + number) },
];
/** Signs such as ⑳ and Z end somewhere; lists that are longer count in plain figures. */
const LAST = new Map<string, number>([
  ["①", 20],
  ["A", 26],
]);

export function list(context: BodyContext, block: Extract<Block, { kind: "list" }>): readonly TextItem[] {
  const { items, marker, passed = 0, continued = false } = block;
  const { setter, grid, article } = context;
  const body = styleOf(setter, "body");
  const style = { ...styleOf(setter, "listMarker"), size: body.size };
  const measureOf = (): number => Number.MAX_SAFE_INTEGER;
  const markers = items.map((_, index) => {
    const span = spanOf(setter, templateText(markerOf(marker, passed + index)), {
      style,
      role: "list",
      article: article.id,
    });
    const prepared = prepare(setter, [span]);
    const [line] = breakParagraph(prepared, { indent: 0, measureOf, uniform: true, looseness: 0 })?.lines ?? [];
    return line === undefined ? undefined : commitLine(prepared, line, "start");
  });
  const widest = Math.max(0, ...markers.map((line) => line?.width ?? 0));
  const hang = Math.ceil((widest + LEAST_GAP * grid.em) / grid.em) * grid.em;
  return items.map((inlines, index) => {
    const parts = splitAtBreaks(inlines).map((part) =>
      prepare(setter, inlineSpans(setter, part, { style: body, role: "body", article: article.id })),
    );
    const own = continued && index === 0 ? undefined : markers[index];
    return runningText(setter, grid, parts, {
      align: body.align,
      looseness: setter.template.story.looseness,
      inset: { start: hang, end: 0 },
      beside: (x, baseline) => (own === undefined ? [] : drawLine(setter, own, x, baseline)),
    });
  });
}

/** `1.` counts 1. 2. 3., `（一）` counts （一） （二）; a marker without a number stands as it is. */
export function markerOf(marker: string, index: number): string {
  for (const { sign, write } of COUNTERS) {
    const found = sign.exec(marker)?.[0];
    if (found === undefined) continue;
    const first = firstNumber(found);
    const last = LAST.get(/[a-z]/iu.test(found) ? "A" : /[①-⑳]/u.test(found) ? "①" : "") ?? Number.POSITIVE_INFINITY;
    const number = first + index;
    return marker.replace(found, number > last ? String(number) : write(number));
  }
  return marker;
}

function firstNumber(sign: string): number {
  if (/^\d+$/u.test(sign)) return Number(sign);
  const cp = sign.codePointAt(0) ?? 0;
  if (cp >= 0x2460) return cp <= 0x2473 ? cp - 0x245f : numberOf(sign);
  return cp & 0x1f || 1;
}

const HAN_DIGITS = "〇一二三四五六七八九";

/** Up to 99: 一, 十, 十一, 二十. */
function hanNumber(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  if (number > 99) return [...String(number)].map((digit) => HAN_DIGITS[Number(digit)] ?? "").join("");
  const head = tens === 0 ? "" : `${tens === 1 ? "" : (HAN_DIGITS[tens] ?? "")}十`;
  return head + (ones === 0 && tens > 0 ? "" : (HAN_DIGITS[ones] ?? ""));
}

function numberOf(sign: string): number {
  const [tens, ones] = sign.includes("十") ? sign.split("十") : ["", sign];
  const value = (text: string | undefined): number =>
    Math.max(0, HAN_DIGITS.indexOf(text === "" ? "〇" : (text ?? "")));
  return (sign.includes("十") ? 10 * (tens === "" ? 1 : value(tens)) : 0) + value(ones);
}
