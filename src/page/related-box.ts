/**
 * A box of a story (`related`) as a panel beside the story's text: plain text as such (`panel.ts`), one with pictures as a
 * boxed story of its own in the columns that the panel takes (`framed-story.ts`).
 */
import type { Len } from "../base/length.js";
import type { Article } from "../edition/model.js";
import type { PageGrid } from "../layout/grid.js";
import { planFramed } from "./framed-story.js";
import { headSizes } from "./head-sizes.js";
import { relatedStories, unmetWishes } from "./leftover.js";
import { planPanel, type PanelPlan } from "./panel.js";
import type { ImageSize } from "./image-size.js";
import type { MostBoxHead, StoryMaterial } from "./story-parts.js";
import type { Typesetter } from "./typeset.js";
import type { PanelRoom } from "./vertical-place.js";

/** All boxes of a story, those within its boxes too, on whichever grid the story is set. */
export function boxesOf(article: Article, images: ReadonlyMap<string, ImageSize>): StoryMaterial["boxes"] {
  const related = relatedStories(article);
  return (setter, grid, mostHead) => related.map((box) => planRelated(setter, grid, { box, images, mostHead }));
}

interface RelatedBox {
  readonly box: Article;
  readonly images: ReadonlyMap<string, ImageSize>;
  readonly mostHead: MostBoxHead;
}

/** The box, and in stories whose head is no larger than its own would be, the same with a smaller head. */
function planRelated(setter: Typesetter, grid: PageGrid, { box, images, mostHead }: RelatedBox): PanelPlan {
  const planned = (own: Typesetter): PanelPlan =>
    box.photos.length === 0 ? planPanel(own, grid, box) : framedPanel(own, grid, box, images);
  const panel = planned(setter);
  const smaller = new Map<Len, PanelPlan>();
  const largest = new Map<number, Len>();
  const largestAt = (columns: number): Len => {
    // It is a step less important than a story of its priority.
    const size = largest.get(columns) ?? headSizes(setter, { ...box, priority: box.priority + 1 }, columns)[0] ?? 0;
    largest.set(columns, size);
    return size;
  };
  const panelIn = (columns: number, room: PanelRoom | undefined): PanelPlan => {
    if (room === undefined || box.headline.length === 0) return panel;
    const most = mostHead(room);
    if (largestAt(columns) <= most) return panel;
    const known = smaller.get(most) ?? planned({ ...setter, mostHead: Math.min(most, setter.mostHead ?? most) });
    smaller.set(most, known);
    return known;
  };
  const unmet = unmetWishes({ ...box, box: true, photos: [] }, 0);
  return {
    ...panel,
    rowsAt: (columns, free, room) => panelIn(columns, room).rowsAt(columns, free, room),
    place(cells, options) {
      const placement = panelIn(cells.columns, options?.panel).place(cells, options);
      // What is said of a box is said at its own place in the edition, not at its story's.
      return { ...placement, notes: [...placement.notes, ...unmet].map((note) => ({ pointer: box.pointer, ...note })) };
    },
  };
}

function framedPanel(
  setter: Typesetter,
  grid: PageGrid,
  box: Article,
  images: ReadonlyMap<string, ImageSize>,
): PanelPlan {
  const text = planPanel(setter, grid, box);
  const plan = planFramed(setter, grid, { ...box, related: [], headlineDirection: "horizontal" }, { images });
  return {
    article: box,
    rowsAt: (columns) => plan.parts.boxRowsAt?.(columns) ?? 0,
    leastColumns: () => text.leastColumns(),
    whiteAt: (columns) => plan.whiteAt(columns),
    wishedColumns: Math.max(text.wishedColumns ?? 1, ...box.photos.map(({ columns }) => Math.ceil(columns ?? 1))),
    wholeText: () => text.wholeText(),
    place(cells) {
      const { items, areas, fits, notes, settings } = plan.place(cells);
      const [fit] = fits;
      return {
        items,
        areas: areas.filter(({ kind }) => kind !== "story"),
        notes,
        ...(fit === undefined ? {} : { fit }),
        ...(settings === undefined ? {} : { settings }),
      };
    },
  };
}
