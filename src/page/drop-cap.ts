/**
 * Drop caps (首字下沉): the first character as tall as two rows or more, its em box from the top of the first row's to the foot
 * of the last one's, and the lines beside it a whole number of 字 shorter, so that they stay on the grid of characters.
 */
import type { Len } from "../base/length.js";
import { sliceInline } from "../edition/inline.js";
import type { Article, Inline } from "../edition/model.js";
import type { PageGrid } from "../layout/grid.js";
import type { SceneItem } from "../scene/list.js";
import { commitLine } from "../text/commit.js";
import { breakParagraph } from "../text/break.js";
import type { Prepared } from "../text/model.js";
import { drawLine, prepare, spanOf, styleOf, type Typesetter } from "./typeset.js";

/** White between the cap and the lines beside it, at least, in body em. */
const LEAST_GAP = 0.15;
/** Lines beside a cap keep this part of their measure; in narrower legs the cap is an ordinary character. */
const LEAST_LEFT = 0.5;
/** CJK type's em box under its baseline, and the height of Latin capitals, in em. */
const DESCENT = 0.12;
const CAP_HEIGHT = 0.73;
/** Ink of Han characters over the baseline, in em. */
const HAN_TOP = 0.84;
/** Marks that open a quotation go with the first character; a number stands whole. */
const FIRST = /^(?:[“‘「『《〈（【〔]{0,2})(?:\d{1,4}(?![\d.])|\P{M}\p{M}*)/u;

export interface DropCap {
  readonly rows: number;
  readonly text: string;
  /** The pieces without the cap's characters. */
  readonly rest: readonly Inline[];
  /** White that the lines beside it leave at their start. */
  readonly notch: Len;
  /** Whether a leg is wide enough. */
  fits(measure: Len): boolean;
  /** The cap beside the line that begins at `x`. */
  items(x: Len, baseline: Len): readonly SceneItem[];
}

/** Takes the first character out of the text; undefined where it can't be taken, such as under a reading. */
export function takeDropCap(
  setter: Typesetter,
  grid: PageGrid,
  article: Article,
  inlines: readonly Inline[],
  rows: number,
): DropCap | undefined {
  const [first, ...others] = inlines;
  const text = first === undefined ? undefined : FIRST.exec(first.text)?.[0];
  if (first === undefined || text === undefined || first.ruby !== undefined || /^\s/u.test(text)) return undefined;
  const latin = /^[\p{Script=Latin}\d]/u.test(text);
  const between = (rows - 1) * grid.leading;
  const size = latin ? Math.round((between + HAN_TOP * grid.em) / CAP_HEIGHT) : between + grid.em;
  const style = { ...styleOf(setter, "dropCap"), size };
  const piece = { ...first, text };
  const prepared = prepare(setter, [spanOf(setter, piece, { style, role: "body", article: article.id })]);
  const rest = sliceInline(first, text.length);
  const width = capWidth(prepared);
  const notch = Math.ceil((width + LEAST_GAP * grid.em) / grid.em) * grid.em;
  // The em box of Han stands on the foot of the last row's; Latin stands on its baseline.
  const drop = between + (latin ? 0 : Math.round(DESCENT * (grid.em - size)));
  return {
    rows,
    text,
    rest: rest.text === "" ? others : [rest, ...others],
    notch,
    fits: (measure) => notch <= (1 - LEAST_LEFT) * measure,
    items(x, baseline) {
      const [line] = capLines(prepared);
      return line === undefined ? [] : drawLine(setter, commitLine(prepared, line, "start"), x, baseline + drop);
    },
  };
}

function capLines(prepared: Prepared) {
  const measureOf = (): Len => Number.MAX_SAFE_INTEGER;
  return breakParagraph(prepared, { indent: 0, measureOf, uniform: true, looseness: 0 })?.lines ?? [];
}

function capWidth(prepared: Prepared): Len {
  return capLines(prepared)[0]?.natural ?? 0;
}
