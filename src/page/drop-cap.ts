/**
 * Drop caps (首字下沉): the first character as tall as two rows or more, its em box from the top of the first row's to the foot
 * of the last one's, and the lines beside it a whole number of 字 shorter, so that they stay on the grid of characters.
 */
import { quotable } from "../base/quote.js";
import type { Len } from "../base/length.js";
import { units } from "../font/units.js";
import { inlinesFrom, inlinesUpTo, plainText } from "../edition/inline.js";
import type { Article, Inline } from "../edition/model.js";
import type { PageGrid } from "../layout/grid.js";
import type { SceneItem } from "../scene/list.js";
import { commitLine } from "../text/commit.js";
import { breakParagraph } from "../text/break.js";
import type { Prepared, SetLine } from "../text/model.js";
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
/** Opening marks go with the first character or word, and so does what may not begin the line beside it. */
const OPENING = /^[“‘「『《〈（【〔]{0,2}/u;
const CLOSING = /^[”’」』》〉）】〕，。、；：？！%％℃°]{0,3}/u;
/** A figure with its sign and marks, or a word of Latin letters: neither is parted. */
const FIGURE = /^[-−+±\p{Sc}]?[\d０-９]+(?:[.,:：．][\d０-９]+)*/u;
const WORD = /^[\p{Script=Latin}\p{M}\d]+(?:[-.&'’+][\p{Script=Latin}\d]+)*\+?/u;
const CHARACTER = /^\P{M}\p{M}*/u;
/** A mark is no initial: a dash or an ellipsis would be torn apart, or as wide as its column. */
const MARKS = /^(\p{P})\1*/u;
/** Longer figures and words would be wider than the column. */
const LONGEST_WORD = 4;

export interface DropCap {
  readonly rows: number;
  readonly text: string;
  /** The pieces without the cap's characters. */
  readonly rest: readonly Inline[];
  /** White that the lines beside it leave at their start. */
  readonly notch: Len;
  /** Whether a leg is wide enough. */
  fits(measure: Len): boolean;
  /** The cap beside the line that begins at `x`, smaller where fewer than its rows stand there. */
  items(x: Len, baseline: Len, rows: number): readonly SceneItem[];
}

/** Why a paragraph has no cap, in the words of a message. */
export type NoCap = string;

/** Takes the first character out of the text, or says why that can't be. */
export function takeDropCap(
  setter: Typesetter,
  grid: PageGrid,
  article: Article,
  inlines: readonly Inline[],
  rows: number,
): DropCap | NoCap {
  const plain = inlines.findIndex((inline) => !isPlain(inline));
  const lead = plain < 0 ? inlines : inlines.slice(0, plain);
  const joined = plainText(lead);
  const text = capOf(joined, setter.language);
  const begin = joined.replace(OPENING, "");
  const [marks] = FIGURE.test(begin) ? [] : (MARKS.exec(begin) ?? []);
  if (marks !== undefined) return `it begins with the mark “${quotable(marks)}”`;
  if (text.length === 0) return "its first character has a reading or a mark, or is none";
  const isWhole = text.length < joined.length || plain < 0;
  if (Array.from(withoutMarks(text)).length > LONGEST_WORD || !isWhole)
    return `its first word “${quotable(withoutMarks(text))}” is too long for one`;
  const latin = /^[\p{Script=Latin}\d]/u.test(withoutMarks(text));
  const taken = inlinesUpTo(inlines, text.length);
  const capIn = (size: Len): Cap => {
    const style = { ...styleOf(setter, "dropCap"), size };
    const spans = taken.map((piece) => spanOf(setter, piece, { style, role: "body", article: article.id }));
    return sizedCap(prepare(setter, spans));
  };
  const cap = fittedCap(grid, rows, latin, capIn);
  const notch = Math.ceil((cap.width + LEAST_GAP * grid.em) / grid.em) * grid.em;
  return {
    rows,
    text,
    rest: inlinesFrom(inlines, text.length),
    notch,
    fits: (measure) => notch <= (1 - LEAST_LEFT) * measure,
    items: (x, baseline, room) => {
      const { line, shift, drop } = room < rows ? fittedCap(grid, Math.max(1, room), latin, capIn) : cap;
      return line === undefined ? [] : drawLine(setter, line, x + shift, baseline + drop);
    },
  };
}

function isPlain({ ruby, mark, script, space, hardBreak }: Inline): boolean {
  return ruby === undefined && mark === undefined && script === undefined && space === undefined && hardBreak !== true;
}

/** The first character with the marks around it, a figure or a Latin word whole; of English text its first letter. */
function capOf(text: string, language: Typesetter["language"]): string {
  const opening = OPENING.exec(text)?.[0] ?? "";
  const after = text.slice(opening.length);
  const word = language === "en" ? undefined : WORD.exec(after)?.[0];
  const core = FIGURE.exec(after)?.[0] ?? word ?? CHARACTER.exec(after)?.[0] ?? "";
  // 5G and 3D begin as figures do.
  const whole = word !== undefined && word.length > core.length ? word : core;
  if (/^\s*$/u.test(whole)) return "";
  const closing = language === "en" ? "" : (CLOSING.exec(after.slice(whole.length))?.[0] ?? "");
  return opening + whole + closing;
}

function withoutMarks(text: string): string {
  return text.replace(OPENING, "").replace(/[”’」』》〉）】〕，。、；：？！%％℃°]+$/u, "");
}

interface FittedCap {
  readonly line: SetLine | undefined;
  readonly width: Len;
  /** From the start of the rows, and from the first one's baseline. */
  readonly shift: Len;
  readonly drop: Len;
}

function fittedCap(grid: PageGrid, rows: number, latin: boolean, capIn: (size: Len) => Cap): FittedCap {
  const between = (rows - 1) * grid.leading;
  const wanted = latin ? Math.round((between + HAN_TOP * grid.em) / CAP_HEIGHT) : between + grid.em;
  const natural = capIn(wanted);
  // A tail or an accent makes a letter higher than its rows: such a letter is set smaller, and its foot on theirs.
  const high = natural.over + natural.under;
  const size = high <= between + grid.em ? wanted : Math.floor((wanted * (between + grid.em)) / high);
  const cap = size === wanted ? natural : capIn(size);
  const tolerance = LEAST_GAP * grid.em;
  const shift = cap.left < -tolerance ? -cap.left : 0;
  // The em box of Han stands on the foot of the last row's; Latin stands on its baseline.
  const foot = between + (latin ? 0 : Math.round(DESCENT * (grid.em - size)));
  return {
    line: cap.line,
    width: shift + (cap.right > cap.width + tolerance ? cap.right : cap.width),
    shift,
    drop: Math.min(foot, between + Math.round(DESCENT * grid.em) - cap.under),
  };
}

/** A cap in one size, with what its ink covers from its start and its baseline. */
interface Cap {
  readonly line: SetLine | undefined;
  readonly width: Len;
  readonly left: Len;
  readonly right: Len;
  readonly over: Len;
  readonly under: Len;
}

function sizedCap(prepared: Prepared): Cap {
  const [broken] = capLines(prepared);
  const line = broken === undefined ? undefined : commitLine(prepared, broken, "start");
  let [left, right, over, under] = [0, 0, 0, 0];
  for (const { face, gids, offsets, size, rise } of line?.runs ?? []) {
    const scaled = (value: number): Len => units(face, value, size);
    for (const [index, gid] of gids.entries()) {
      const { minX, maxX, minY, maxY } = face.inkOf(gid);
      if (maxX <= minX) continue;
      left = Math.min(left, (offsets[index] ?? 0) + scaled(minX));
      right = Math.max(right, (offsets[index] ?? 0) + scaled(maxX));
      over = Math.max(over, rise + scaled(maxY));
      under = Math.max(under, -rise - scaled(minY));
    }
  }
  return { line, width: broken?.natural ?? 0, left, right, over, under };
}

function capLines(prepared: Prepared) {
  const measureOf = (): Len => Number.MAX_SAFE_INTEGER;
  return breakParagraph(prepared, { indent: 0, measureOf, uniform: true, looseness: 0 })?.lines ?? [];
}
