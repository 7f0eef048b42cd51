/**
 * A story that finds no room on its page even alone, because of a picture or a box that is too large for it, is planned without
 * these: its text stands on the page, and what is left out is told.
 */
import type { Article } from "../edition/model.js";
import type { Cells } from "../layout/grid.js";
import type { StoryFit } from "../scene/list.js";
import type { MakeupWeights } from "../template/makeup.js";
import { captionText, joinText, relatedStories, unplacedBoxes, unsetPhotos } from "./leftover.js";
import { leastSlots } from "./makeup-leaf.js";
import { farCeiling } from "./makeup-search.js";
import type { StoryPlacement, StoryPlan } from "./story.js";

/** What a story may do without. */
type Extras = Pick<Article, "photos" | "related">;

/**
 * The plan of an article, without pictures and boxes that leave it no room in an area. Nothing is left out of a story whose text
 * alone has no room there.
 */
export function planWithin(
  planOf: (article: Article) => StoryPlan,
  article: Article,
  area: Cells,
  weights: MakeupWeights,
): StoryPlan {
  const whole = planOf(article);
  const { photos, related } = article;
  if (photos.length + related.length === 0) return whole;
  const ceiling = farCeiling(weights);
  const hasRoom = ({ parts }: StoryPlan): boolean => Number.isFinite(leastSlots(parts, area, ceiling));
  if (hasRoom(whole)) return whole;
  const bare = planOf({ ...article, photos: [], related: [] });
  if (!hasRoom(bare)) return whole;
  for (const rest of fewer(article)) {
    const plan = planOf({ ...article, ...rest });
    if (hasRoom(plan)) return lacking(plan, whole, missing(article, rest), area);
  }
  return lacking(bare, whole, { photos, related }, area);
}

/** With one picture or box less, the last first; then without any pictures, and without any boxes. */
function fewer({ photos, related }: Article): readonly Extras[] {
  const others = <T>(all: readonly T[], left: T): readonly T[] => all.filter((one) => one !== left);
  return [
    ...photos.toReversed().map((photo) => ({ photos: others(photos, photo), related })),
    ...related.toReversed().map((box) => ({ photos, related: others(related, box) })),
    { photos: [], related },
    { photos, related: [] },
  ];
}

function missing({ photos, related }: Article, rest: Extras): Extras {
  return {
    photos: photos.filter((photo) => !rest.photos.includes(photo)),
    related: related.filter((box) => !rest.related.includes(box)),
  };
}

/** A plan that tells wherever it is placed what its story lacks. */
function lacking(plan: StoryPlan, whole: StoryPlan, { photos, related }: Extras, area: Cells): StoryPlan {
  const captions = captionText(photos);
  const boxes = new Set(related.flatMap((box) => [box, ...relatedStories(box)]).map(({ id }) => id));
  const withLost = (placement: StoryPlacement): StoryPlacement => {
    const fits = placement.fits.map((fit) => (fit.article === whole.article.id ? withText(fit, captions) : fit));
    const unplaced = whole.place({ ...area, rows: 0 }).fits.filter((fit) => boxes.has(fit.article));
    const lost = unplaced.map((fit) => ({ ...fit, namedText: fit.oversetText }));
    const notes = [
      ...unsetPhotos(photos, whole.article.photos.length === 1),
      ...unplacedBoxes(related.flatMap((box) => [box, ...relatedStories(box)])),
    ];
    return { ...placement, notes: [...notes, ...placement.notes], fits: [...fits, ...lost] };
  };
  return {
    article: whole.article,
    parts: plan.parts,
    troubleIn: (cells, wishes) => plan.troubleIn(cells, wishes),
    shapeIn: (cells, wishes) => plan.shapeIn(cells, wishes),
    headTop: (cells, wishes) => plan.headTop(cells, wishes),
    place: (cells, wishes, beside) => withLost(plan.place(cells, wishes, beside)),
  };
}

function withText<T extends Pick<StoryFit, "oversetText" | "namedText">>(fit: T, captions: string): T {
  if (captions === "") return fit;
  const { oversetText, namedText = "" } = fit;
  return { ...fit, oversetText: joinText(captions, oversetText), namedText: joinText(captions, namedText) };
}
