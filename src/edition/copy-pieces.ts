/** Pieces of a text that fall apart at marks in it: paragraphs, lines, and styles that markup asked for. */
import { STYLE_MARKS } from "./copy-markup.js";
import { sliceInline } from "./inline.js";
import type { Inline } from "./model.js";

/** The inlines between each two of a mark, which itself goes. */
export function splitAt(inlines: readonly Inline[], mark: string): readonly (readonly Inline[])[] {
  const parts: Inline[][] = [[]];
  for (const inline of inlines) {
    if (inline.hardBreak === true || !inline.text.includes(mark)) {
      parts.at(-1)?.push(inline);
      continue;
    }
    let from = 0;
    for (let at = inline.text.indexOf(mark); at >= 0; at = inline.text.indexOf(mark, from)) {
      if (at > from) parts.at(-1)?.push(sliceInline(inline, from, at));
      parts.push([]);
      from = at + 1;
    }
    if (from < inline.text.length) parts.at(-1)?.push(sliceInline(inline, from));
  }
  return parts;
}

const ANY_STYLE = /[\uFDD1-\uFDD6]/u;
const [STRONG_ON, STRONG_OFF] = [...STYLE_MARKS.strong];
const [SUPER_ON, SUPER_OFF] = [...STYLE_MARKS.super];
const [SUB_ON, SUB_OFF] = [...STYLE_MARKS.sub];

interface MarkedStyle {
  strong: boolean;
  script: "super" | "sub" | undefined;
}

/** The inlines in the styles that marks of markup begin and end; what already has a style keeps it. */
export function styledPieces(inlines: readonly Inline[]): readonly Inline[] {
  if (!inlines.some(({ text }) => ANY_STYLE.test(text))) return inlines;
  const state: MarkedStyle = { strong: false, script: undefined };
  return inlines.flatMap((inline) => {
    const pieces: Inline[] = [];
    let from = 0;
    for (let at = 0; at <= inline.text.length; at += 1) {
      const unit = inline.text[at];
      if (unit !== undefined && !ANY_STYLE.test(unit)) continue;
      if (at > from) pieces.push(inStyle(sliceInline(inline, from, at), state));
      from = at + 1;
      if (unit !== undefined) switchStyle(state, unit);
    }
    return pieces;
  });
}

function switchStyle(state: MarkedStyle, mark: string): void {
  if (mark === STRONG_ON || mark === STRONG_OFF) state.strong = mark === STRONG_ON;
  else if (mark === SUPER_ON) state.script = "super";
  else if (mark === SUB_ON) state.script = "sub";
  else if (mark === SUPER_OFF || mark === SUB_OFF) state.script = undefined;
}

function inStyle(inline: Inline, { strong, script }: MarkedStyle): Inline {
  return {
    ...inline,
    ...(strong && inline.style === undefined ? { style: "strong" } : {}),
    ...(script !== undefined && inline.script === undefined ? { script } : {}),
  };
}
