/** Heads that do not head their story: set smaller than its text, or standing under it. */
import { type Len, roundedPt } from "../base/length.js";
import { stepUnder } from "../base/type-size.js";
import type { Area, GlyphRun, ScenePage } from "../scene/list.js";
import type { Fault } from "./painted.js";

/** `stories`: by the id of a box, the story that it belongs to. */
export function headFaults({ items, areas }: ScenePage, stories: ReadonlyMap<string, string>): readonly Fault[] {
  const runs = items.filter((item): item is GlyphRun => item.kind === "glyphs");
  return [...smallHeads(runs), ...largeBoxHeads(runs, stories), ...headsUnderText(areas)];
}

/** The largest run of each headline, by story. */
function largestRuns(runs: readonly GlyphRun[]): ReadonlyMap<string, GlyphRun> {
  const heads = new Map<string, GlyphRun>();
  for (const run of runs) {
    const { article } = run.source;
    if (article === undefined || run.role !== "headline") continue;
    if (run.size > (heads.get(article)?.size ?? 0)) heads.set(article, run);
  }
  return heads;
}

/** Heads of boxes that are as large as that of their story. */
function largeBoxHeads(runs: readonly GlyphRun[], stories: ReadonlyMap<string, string>): readonly Fault[] {
  const heads = largestRuns(runs);
  return [...heads].flatMap(([article, head]): readonly Fault[] => {
    const story = heads.get(stories.get(article) ?? "");
    if (story === undefined || head.size <= stepUnder(story.size)) return [];
    return [
      {
        severity: "warning",
        code: "box-head-large",
        message: `the headline of this box is set in ${roundedPt(head.size, 1)} pt, that of its story in ${roundedPt(story.size, 1)} pt: a box reads as a story of its own then`,
        hint: "give the box's `head` a smaller `size`, or that of the story a larger one",
        box: undefined,
        article,
        pointer: head.source.pointer,
      },
    ];
  });
}

/** The largest type of a story's headline against the usual type of its text. */
function smallHeads(runs: readonly GlyphRun[]): readonly Fault[] {
  const texts = usualSizes(runs);
  return [...largestRuns(runs)].flatMap(([article, head]) => {
    const text = texts.get(article);
    if (text === undefined || head.size > text) return [];
    return [
      {
        severity: "error" as const,
        code: "head-under-body",
        message: `its headline is set in ${roundedPt(head.size, 1)} pt, its text in ${roundedPt(text, 1)} pt: nobody sees that it is a headline`,
        hint: "give `head` a larger `size`, or more rows or columns",
        box: undefined,
        article,
        pointer: head.source.pointer,
      },
    ];
  });
}

/** By story: the size of most characters of its text; drop caps are larger. */
function usualSizes(runs: readonly GlyphRun[]): ReadonlyMap<string, Len> {
  const counts = new Map<string, Map<Len, number>>();
  for (const { role, source, size, gids } of runs) {
    if (source.article === undefined || role !== "body") continue;
    const own = counts.get(source.article) ?? new Map<Len, number>();
    own.set(size, (own.get(size) ?? 0) + gids.length);
    counts.set(source.article, own);
  }
  return new Map([...counts].map(([article, own]) => [article, [...own].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0]));
}

/** A head with text of its story over it in its columns, and none under it. */
function headsUnderText(areas: readonly Area[]): readonly Fault[] {
  return areas.flatMap((head): readonly Fault[] => {
    if (head.kind !== "head") return [];
    const legs = areas.filter(
      ({ kind, article, rect }) =>
        kind === "leg" &&
        article === head.article &&
        rect.height > 0 &&
        rect.x < head.rect.x + head.rect.width &&
        head.rect.x < rect.x + rect.width,
    );
    const isOver = ({ rect }: Area): boolean => rect.y + rect.height <= head.rect.y;
    if (legs.length === 0 || !legs.every(isOver)) return [];
    return [
      {
        severity: "error",
        code: "head-at-foot",
        message: "its head stands under its text: readers take it for the head of what follows",
        hint: "move `head` over the text in `layout`",
        box: head.rect,
        article: head.article,
        pointer: undefined,
      },
    ];
  });
}
