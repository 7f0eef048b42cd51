/** Where the characters of a changed text stood in the original: kept so that every glyph still points into the file. */

/** From offset `at` of the changed text on, characters stood `by` units further on in the original. Sorted; `at` > 0. */
export interface Shift {
  readonly at: number;
  readonly by: number;
}

/** Offset in the original of an offset in the changed text, both from the text's start. */
export function originalOffset(shifts: readonly Shift[] | undefined, offset: number): number {
  let by = 0;
  for (const shift of shifts ?? []) {
    if (shift.at > offset) break;
    by = shift.by;
  }
  return offset + by;
}

/** The shifts of the rest of a text, from `from` on; undefined where there are none. */
export function shiftsFrom(shifts: readonly Shift[] | undefined, from: number): readonly Shift[] | undefined {
  const base = originalOffset(shifts, from) - from;
  const rest = (shifts ?? []).filter(({ at }) => at > from).map(({ at, by }) => ({ at: at - from, by: by - base }));
  return rest.length === 0 ? undefined : rest;
}
