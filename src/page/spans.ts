/** How many columns the photos and boxes of a story may take. */

/** 1, 2, … up to each width of a box. */
const PANEL_SPANS = [[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4]];

/** A box takes at most half of its story's width. */
export function panelSpansOf(columns: number): readonly number[] {
  return PANEL_SPANS[Math.max(1, Math.floor(columns / 2))] ?? PANEL_SPANS.at(-1) ?? [];
}

/** Equal spans for all, and for several a larger first one. */
export function spansOf(count: number, most: number, widest: number, full = true): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  const result: number[][] = [];
  for (let span = 1; span <= Math.min(most, widest); span += 1) {
    result.push(Array.from({ length: count }, () => span));
    if (count > 1 && span < Math.min(most, widest))
      result.push(Array.from({ length: count }, (_, i) => (i === 0 ? span + 1 : span)));
  }
  if (full && most > widest && count === 1) result.push([most]);
  return result;
}
