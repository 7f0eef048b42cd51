/** Which arrangement of a story in its place comes out best once its text is set. */
import type { Article } from "../edition/model.js";
import { flow } from "../layout/float.js";
import { WIDOW } from "../layout/flow.js";
import type { Cells, PageGrid } from "../layout/grid.js";
import { linesOf } from "../layout/region.js";
import { arrangements, type StoryWishes } from "./arrange.js";
import { jumpTo } from "./jump.js";
import { pointerLine } from "./row-block.js";
import { balanced, cutShort, type Fit, measured } from "./story-fit.js";
import type { Prepared } from "./story-parts.js";
import type { TextItem } from "./text-item.js";
import type { Typesetter } from "./typeset.js";

type FitParts = Pick<Prepared, "article" | "parts" | "text" | "runsOn">;

/** Arrangements whose text is really set, the cheapest by estimate first, until one fits exactly. */
const TRIES = 12;

/** The arrangement in which the text comes out best, with the text set; undefined when the place is too small for any. */
export function fitStory(
  setter: Typesetter,
  grid: PageGrid,
  story: FitParts,
  cells: Cells,
  wishes: StoryWishes,
): Fit | undefined {
  let best: Fit | undefined;
  const options = arrangements(story.parts, cells, wishes, true);
  // Text may be eased into room that arithmetic takes for too little: pictures give way once it is set, and does not.
  for (const isNarrowed of [false, true]) {
    if (isNarrowed && (best?.set.overset.length === 0 || story.runsOn !== undefined)) break;
    const own = options.filter((one) => (one.isNarrowed === true) === isNarrowed);
    for (const arrangement of own.slice(0, TRIES)) {
      const { legs } = arrangement;
      const set = flow(story.text.items, measured(grid, legs));
      const cost = set.cost + arrangement.cost;
      if (best === undefined || cost < best.set.cost + best.arrangement.cost) {
        best = { arrangement, available: linesOf(legs), legs, set };
      }
      if (set.overset.length === 0 && set.shortRows + set.blankRows === 0 && set.cost < WIDOW) break;
    }
  }
  if (best === undefined) return undefined;
  return story.runsOn !== undefined && best.set.overset.length > 0
    ? cutShort(grid, story.text, best, jumpLine(setter, grid, story.article, story.runsOn))
    : balanced(grid, story.text, cells, best);
}

/** The line 下转 at the end of a story that goes on elsewhere. */
export function jumpLine(setter: Typesetter, grid: PageGrid, article: Article, runsOn: number): TextItem {
  return pointerLine(setter, grid, article, jumpTo(article, runsOn, setter.language), "end");
}
