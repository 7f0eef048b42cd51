/** Where the characters of a changed text stood in the original: kept so that every glyph still points into the file. */

/** From offset `at` of the changed text on, characters stood `by` units further on in the original. Sorted; `at` > 0. */
export interface Shift {
  readonly at: number;
  readonly by: number;
}

/** Offset in the original of an offset in the changed text, both from the text's start. */
export function originalOffset(shifts: readonly Shift[] | undefined, offset: number): number {
  return offset + (shifts?.[countUpTo(shifts, offset) - 1]?.by ?? 0);
}

/** The way back: where the changed text, of `length` units, goes on with what stood at an offset of the original or after it. */
export function changedOffset(shifts: readonly Shift[] | undefined, original: number, length: number): number {
  let offset = 0;
  while (offset < length && originalOffset(shifts, offset) < original) offset += 1;
  return offset;
}

/** The shifts of a part of a text; undefined where there are none. */
export function shiftsWithin(
  shifts: readonly Shift[] | undefined,
  from: number,
  to: number,
): readonly Shift[] | undefined {
  if (shifts === undefined) return undefined;
  const base = originalOffset(shifts, from) - from;
  const part = shifts
    .slice(countUpTo(shifts, from), countUpTo(shifts, to))
    .map(({ at, by }) => ({ at: at - from, by: by - base }));
  return part.length === 0 ? undefined : part;
}

/** How many shifts begin at an offset or before it: long texts have thousands, and are asked for each of their glyphs. */
function countUpTo(shifts: readonly Shift[], offset: number): number {
  let low = 0;
  let high = shifts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shifts[middle]?.at ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
