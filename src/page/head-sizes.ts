/**
 * The sizes that a headline may take: the ladder's step for its rank and span and the scale below it, or what the editor asks
 * (`head` of a story), which goes before the ladder.
 */
import type { Len } from "../base/length.js";
import type { Article, HeadWish } from "../edition/model.js";
import type { HeadlineStep } from "../template/resolved.js";
import { clearlyUnder } from "../base/type-size.js";
import type { Typesetter } from "./typeset.js";

/** Sizes that are tried together: the first list in which the headline fits is taken. */
export type SizeLists = readonly (readonly Len[])[];

/** All sizes that a headline over so many columns may take, the largest first, `step` of the scale left out. */
export function headSizes(setter: Typesetter, article: Article, columns: number, step = 0): readonly Len[] {
  return [...new Set(sizeLists(setter, article, columns, step).flat())].toSorted((a, b) => b - a);
}

/**
 * The same in the order in which they are tried. Of the template's sizes that in which the headline has the fewest lines is
 * taken; a size that the editor asks for goes before the number of lines.
 */
export function sizeLists(setter: Typesetter, article: Article, columns: number, step = 0): SizeLists {
  const own = rangeFor(setter, article.priority, columns);
  const { size, step: moved = 0 } = article.head ?? {};
  const from = Math.max(0, step);
  if (size !== undefined) {
    const smaller = scaleIn(setter, { largest: size, least: Math.min(size, own.least) });
    return smaller.slice(Math.min(from, smaller.length - 1)).map((one) => [one]);
  }
  const isContinued = article.continuesFrom !== undefined;
  const ranges = moved > 0 ? [shifted(setter, own, moved), own] : [shifted(setter, own, moved)];
  const lists = ranges.map((range) => underMost(setter, scaleIn(setter, range), isContinued));
  const steps = Math.max(...lists.map((sizes) => sizes.length));
  const under = isContinued ? sizesUnder(setter, lists.at(-1)?.at(-1) ?? 0) : [];
  const smaller = under[Math.min(from - steps, under.length - 1)];
  if (smaller !== undefined) return [[smaller]];
  return lists.map((sizes) => sizes.slice(Math.min(from, sizes.length - 1)));
}

/** Steps by which a headline may be smaller than the ladder asks, and the ladder's own size. */
export function headStepCount(setter: Typesetter, article: Article, columns: number): number {
  const own = headSizes(setter, article, columns);
  const hasMore = article.continuesFrom !== undefined && !hasOwnSize(article);
  return own.length + (hasMore ? sizesUnder(setter, own.at(-1) ?? 0).length : 0);
}

/**
 * Sizes under the ladder's: for the head over what goes on from another page, which is smaller than that of the page's own lead
 * whatever its rank was.
 */
function sizesUnder({ template }: Typesetter, size: Len): readonly Len[] {
  return template.headlineSizes.filter((own) => own < size);
}

/** The sizes that the editor asks for, by `size` or by `step`; undefined where he asks for none. */
export function wishedRange(setter: Typesetter, article: Article, columns: number): SizeRange | undefined {
  const { size, step = 0 } = article.head ?? {};
  if (size !== undefined) return { largest: size, least: size };
  return step === 0 ? undefined : shifted(setter, rangeFor(setter, article.priority, columns), step);
}

export function isIn({ least, largest }: SizeRange, size: Len): boolean {
  return size >= least && size <= largest;
}

/** How many wishes for its size and its lines a headline over so many columns does not meet. */
export function unmetAt(
  setter: Typesetter,
  article: Article,
  columns: number,
  head: { readonly size: Len; readonly lines: number },
): number {
  const range = wishedRange(setter, article, columns);
  const isSized = range === undefined || isIn(range, head.size);
  const lines = article.head?.lines ?? head.lines;
  return (isSized ? 0 : 1) + (lines === head.lines ? 0 : 1);
}

/** Whether the editor asks for a size of his own: that of no other story bounds it. */
export function hasOwnSize({ head }: { readonly head?: HeadWish }): boolean {
  return head?.size !== undefined;
}

/** The least size of the template's ladder for a story's headline over so many columns. */
export function leastOfLadder(setter: Typesetter, { priority }: Article, columns: number): Len {
  return rangeFor(setter, priority, columns).least;
}

export interface SizeRange {
  readonly largest: Len;
  readonly least: Len;
}

function rangeFor({ template }: Typesetter, priority: number, columns: number): SizeRange {
  const { ladder, grid } = template;
  const step = ladderStep(ladder, priority, columns);
  return { largest: step?.size ?? grid.em * 2, least: step?.min ?? grid.em * 1.5 };
}

/** The range's own sizes are used as they are written; the template's list holds those between them. */
function scaleIn({ template }: Typesetter, { largest, least }: SizeRange): readonly Len[] {
  const between = template.headlineSizes.filter((size) => size < largest && size > least);
  return [...new Set([largest, ...between, least])];
}

/** So many sizes of the whole scale further up. */
function shifted({ template }: Typesetter, range: SizeRange, steps: number): SizeRange {
  if (steps === 0) return range;
  const all = [
    ...template.headlineSizes,
    ...template.ladder.flatMap(({ size, min }) => [size, min]),
    range.least,
    range.largest,
  ];
  const scale = [...new Set(all)].toSorted((a, b) => b - a);
  const move = (size: Len): Len => scale[Math.min(scale.length - 1, Math.max(0, scale.indexOf(size) - steps))] ?? size;
  return { largest: move(range.largest), least: move(range.least) };
}

/** `isContinued`: it is smaller than the largest, by a size of the template's at least. */
function underMost({ mostHead, template }: Typesetter, sizes: readonly Len[], isContinued: boolean): readonly Len[] {
  if (mostHead === undefined) return sizes;
  const most = isContinued ? mostHead - 1 : mostHead;
  const under = sizes.filter((size) => size <= most);
  if (under.length > 0) return under;
  return [isContinued ? (template.headlineSizes.find((size) => size <= most) ?? clearlyUnder(mostHead)) : mostHead];
}

/** The step with the nearest priority that covers the story's, and of those the widest span that it reaches. */
function ladderStep(ladder: readonly HeadlineStep[], priority: number, columns: number): HeadlineStep | undefined {
  const reached = ladder.filter((step) => step.span <= columns);
  const covering = reached.filter((step) => step.priority >= priority);
  const pool = covering.length > 0 ? covering : reached;
  return pool.toSorted((a, b) => a.priority - b.priority || b.span - a.span)[0];
}
