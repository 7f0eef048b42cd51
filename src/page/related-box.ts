/**
 * A box of a story (`related`) as a panel beside the story's text: plain text as such (`panel.ts`), one with pictures as a
 * boxed story of its own in the columns that the panel takes (`framed-story.ts`).
 */
import type { Article } from "../edition/model.js";
import type { PageGrid } from "../layout/grid.js";
import { planFramed } from "./framed-story.js";
import { relatedStories, unmetWishes } from "./leftover.js";
import { planPanel, type PanelPlan } from "./panel.js";
import type { ImageSize } from "./image-size.js";
import type { StoryMaterial } from "./story-parts.js";
import type { Typesetter } from "./typeset.js";

/** All boxes of a story, those within its boxes too, on whichever grid the story is set. */
export function boxesOf(article: Article, images: ReadonlyMap<string, ImageSize>): StoryMaterial["boxes"] {
  const related = relatedStories(article);
  return (setter, grid) => related.map((box) => planRelated(setter, grid, box, images));
}

function planRelated(
  setter: Typesetter,
  grid: PageGrid,
  box: Article,
  images: ReadonlyMap<string, ImageSize>,
): PanelPlan {
  const panel = box.photos.length === 0 ? planPanel(setter, grid, box) : framedPanel(setter, grid, box, images);
  const unmet = unmetWishes({ ...box, box: true, photos: [] }, 0);
  return {
    ...panel,
    place(cells) {
      const placement = panel.place(cells);
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
