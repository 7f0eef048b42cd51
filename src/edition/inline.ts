/** Parts of inlines, and inlines with some of their text changed: their offsets and readings keep to the file's. */
import { originalOffset, type Shift, shiftsWithin } from "../base/shifts.js";
import type { TextEdit } from "./text-edit.js";
import type { Inline } from "./model.js";

/** The part of an inline from `from` up to `to`, with its own readings. */
export function sliceInline(inline: Inline, from: number, to = inline.text.length): Inline {
  if (from === 0 && to === inline.text.length) return inline;
  const { ruby, shifts: all, ...rest } = inline;
  const shifts = shiftsWithin(all, from, to);
  const text = inline.text.slice(from, to);
  const readings = ruby === undefined ? undefined : readingsWithin(inline.text, ruby, from, to);
  return {
    ...rest,
    text,
    offset: inline.offset + originalOffset(all, from),
    ...(readings === undefined ? {} : { ruby: readings }),
    ...(shifts === undefined ? {} : { shifts }),
  };
}

/** The text of several. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map(({ text }) => text).join("");
}

/** Inlines up to an offset of their joint text. */
export function inlinesUpTo(inlines: readonly Inline[], offset: number): readonly Inline[] {
  const kept: Inline[] = [];
  let left = offset;
  for (const inline of inlines) {
    if (left <= 0) break;
    kept.push(left >= inline.text.length ? inline : sliceInline(inline, 0, left));
    left -= inline.text.length;
  }
  return kept;
}

/** Inlines from an offset of their joint text on. */
export function inlinesFrom(inlines: readonly Inline[], offset: number): readonly Inline[] {
  let before = 0;
  return inlines.flatMap((inline) => {
    const from = Math.max(0, offset - before);
    before += inline.text.length;
    if (from >= inline.text.length && inline.text !== "") return [];
    return [sliceInline(inline, from)];
  });
}

/** One reading a character; one for the whole stays. */
function readingsWithin(text: string, ruby: readonly string[], from: number, to: number): readonly string[] {
  if (ruby.length < 2) return ruby;
  const before = Array.from(text.slice(0, from)).length;
  return ruby.slice(before, before + Array.from(text.slice(from, to)).length);
}

/** An inline with edits of its own text, in order. */
function editInline(inline: Inline, edits: readonly TextEdit[]): Inline {
  if (edits.length === 0) return inline;
  const { ruby, shifts: _moved, ...rest } = inline;
  const text = applyEdits(inline.text, edits);
  const moved = shiftsAfter(inline, edits);
  const lead = originalOffset(moved, 0);
  const shifts = moved.filter(({ at }) => at > 0).map(({ at, by }) => ({ at, by: by - lead }));
  const readings = ruby !== undefined && ruby.length > 1 ? readingsAfter(inline.text, ruby, edits) : ruby;
  return {
    ...rest,
    text,
    offset: inline.offset + lead,
    ...(readings === undefined ? {} : { ruby: readings }),
    ...(shifts.length === 0 ? {} : { shifts }),
  };
}

function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { offset, before, after } of edits) {
    parts.push(text.slice(done, offset), after);
    done = offset + before.length;
  }
  parts.push(text.slice(done));
  return parts.join("");
}

/** The shifts of the edited text: those that were there, moved, and one after each edit that changes the length. */
function shiftsAfter({ shifts: old = [] }: Inline, edits: readonly TextEdit[]): readonly Shift[] {
  const result: Shift[] = [];
  let next = 0;
  let gained = 0;
  const carry = (until: number): void => {
    for (; next < old.length && (old[next]?.at ?? 0) < until; next += 1) {
      const { at, by } = old[next] ?? { at: 0, by: 0 };
      result.push({ at: at + gained, by: by - gained });
    }
  };
  for (const { offset, before, after } of edits) {
    carry(offset + 1);
    const end = offset + before.length;
    while ((old[next]?.at ?? Infinity) <= end) next += 1;
    const by = old[next - 1]?.by ?? 0;
    gained += after.length - before.length;
    if (after.length !== before.length || by !== 0) result.push({ at: end + gained, by: by - gained });
  }
  carry(Infinity);
  // Of several at one place, the last holds.
  return result.filter(({ at }, i) => result[i + 1]?.at !== at);
}

/** Of characters that became another, the first one's reading stays; what was taken out takes its reading with it. */
function readingsAfter(text: string, ruby: readonly string[], edits: readonly TextEdit[]): readonly string[] {
  const result: string[] = [];
  const count = (from: number, to: number): number => Array.from(text.slice(from, to)).length;
  let done = 0;
  let index = 0;
  for (const { offset, before, after } of edits) {
    const kept = count(done, offset);
    for (const reading of ruby.slice(index, index + kept)) result.push(reading);
    index += kept;
    for (let i = 0; i < Array.from(after).length; i += 1) result.push(i === 0 ? (ruby[index] ?? "") : "");
    index += count(offset, offset + before.length);
    done = offset + before.length;
  }
  return [...result, ...ruby.slice(index)];
}

/**
 * The part of an edit that falls into the inline from `start` to `end`. What was typed half in one style and half in another
 * becomes one text in the inline where it begins; the rest of it goes.
 */
function clip(edit: TextEdit, start: number, end: number): TextEdit[] {
  const from = Math.max(edit.offset, start);
  const to = Math.min(edit.offset + edit.before.length, end);
  if (from >= to) return [];
  const before = edit.before.slice(from - edit.offset, to - edit.offset);
  return [{ ...edit, offset: from - start, before, after: from === edit.offset ? edit.after : "" }];
}

/** Inlines that are read as one text, `joint` between them, with edits of that text; `tell` hears of each. */
export function editInlines(
  inlines: readonly Inline[],
  joint: string,
  edits: readonly TextEdit[],
  tell: (inline: Inline, edit: TextEdit) => void,
): readonly Inline[] {
  if (edits.length === 0) return inlines;
  let start = 0;
  let next = 0;
  return inlines.map((inline) => {
    const end = start + inline.text.length;
    const own: TextEdit[] = [];
    for (let i = next; i < edits.length; i += 1) {
      const edit = edits[i] as TextEdit;
      if (edit.offset >= end) break;
      own.push(...clip(edit, start, end));
      if (edit.offset + edit.before.length <= end) next = i + 1;
    }
    start = end + joint.length;
    for (const edit of own) tell(inline, edit);
    return editInline(inline, own);
  });
}
