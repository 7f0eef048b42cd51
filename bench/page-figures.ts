/** Figures of one finished page, from its scene: what a person would count on the print. */
import type { Edition, Inline } from "../src/edition/model.js";
import type { ComposedJob } from "../src/pipeline.js";
import type { PlacedStory } from "../src/page/page.js";
import type { Area, SceneItem, ScenePage } from "../src/scene/list.js";
import type { Template } from "../src/template/resolved.js";

export interface PageFigures {
  /** Characters of the input that are neither painted nor named as overset. */
  readonly lost: number;
  readonly overset: number;
  /** Rows of columns that hold nothing, in percent of the type area's. */
  readonly white: number;
  readonly overlaps: number;
  readonly faults: Readonly<Record<string, number>>;
}

export function measurePage({ scene, placed }: ComposedJob, edition: Edition, template: Template): PageFigures {
  const [page] = scene.pages;
  if (page === undefined) throw new Error("there is no page");
  const { grid } = template;
  const areas = page.areas;
  const stories = placed.get(page.number) ?? [];
  const overset = scene.fits.reduce((sum, fit) => sum + fit.oversetText.replaceAll(/\s/gu, "").length, 0);
  const short = scene.fits.reduce((sum, fit) => sum + fit.shortLines, 0);
  const total = grid.columns * grid.rows;
  const white = emptySlots(stories, grid) + short;
  const frames = areas.filter(({ kind }) => kind === "leg" || kind === "head" || kind === "photo");
  return {
    lost: lostCharacters(scene, edition),
    overset,
    white: (100 * white) / total,
    overlaps: overlapping(frames),
    faults: {
      "heads side by side (碰题)": headsAbut(
        areas.filter(({ kind }) => kind === "head"),
        page.items,
      ),
      "gutter through (通缝)": isThrough(page, template) ? 1 : 0,
      "page cut (断版)": isCut(coverOf(page, template), grid.rows) ? 1 : 0,
    },
  };
}

/** Rows of columns that belong to no story. The empty rows between two stories are no white: a rule stands in them. */
function emptySlots(stories: readonly PlacedStory[], grid: Template["grid"]): number {
  let white = 0;
  for (let column = 0; column < grid.columns; column += 1) {
    const taken = Array.from({ length: grid.rows }, (_, row) =>
      stories.some(
        ({ cells, without }) => holds(cells, column, row) && !(without ?? []).some((cut) => holds(cut, column, row)),
      ),
    );
    let empty = 0;
    let seen = false;
    for (const one of taken) {
      if (one) {
        white += seen && empty <= 3 ? 0 : empty;
        empty = 0;
        seen = true;
      } else empty += 1;
    }
    white += empty;
  }
  return white;
}

function holds({ column, columns, row, rows }: PlacedStory["cells"], c: number, r: number): boolean {
  return c >= column && c < column + columns && r >= row && r < row + rows;
}

function overlapping(areas: readonly Area[]): number {
  let count = 0;
  areas.forEach(({ rect: a }, i) => {
    for (const { rect: b } of areas.slice(i + 1)) {
      if (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height) count += 1;
    }
  });
  return count;
}

/** Two headlines of about one size at one height, with nothing but a gutter between them. */
function headsAbut(heads: readonly Area[], items: readonly SceneItem[]): number {
  let count = 0;
  const sizes = new Map(heads.map((head) => [head, headlineSize(head, items)]));
  for (const a of heads) {
    for (const b of heads) {
      const gap = b.rect.x - a.rect.x - a.rect.width;
      const [one, other] = [sizes.get(a) ?? 0, sizes.get(b) ?? 0];
      const alike = Math.abs(one - other) < 0.2 * Math.max(one, other);
      const level = Math.abs(a.rect.y - b.rect.y) < 13 * 12_700;
      if (a.article !== b.article && gap > 0 && gap < 300_000 && alike && level) count += 1;
    }
  }
  return count;
}

function headlineSize({ article }: Area, items: readonly SceneItem[]): number {
  return items.reduce(
    (size, item) =>
      item.kind === "glyphs" && item.role === "headline" && item.source.article === article
        ? Math.max(size, item.size)
        : size,
    0,
  );
}

/** What each story covers of each column, in rows: from its highest thing there to its lowest. */
type Cover = readonly (readonly { readonly from: number; readonly to: number }[])[];

function coverOf(page: ScenePage, { grid }: Template): Cover {
  return Array.from({ length: grid.columns }, (_, column) => {
    const x = grid.left + column * (grid.columnWidth + grid.gutter) + grid.columnWidth / 2;
    const stories = new Map<string, { from: number; to: number }>();
    for (const { kind, article, rect } of page.areas) {
      if (kind === "story" || article === undefined || rect.x > x || rect.x + rect.width < x) continue;
      const from = Math.round((rect.y - grid.top) / grid.leading);
      const to = Math.round((rect.y + rect.height - grid.top) / grid.leading);
      const known = stories.get(article);
      stories.set(article, { from: Math.min(from, known?.from ?? from), to: Math.max(to, known?.to ?? to) });
    }
    return [...stories.values()];
  });
}

/** Whether a line from side to side crosses no story, with stories over and under it (断版). */
function isCut(cover: Cover, rows: number): boolean {
  for (let row = 1; row < rows; row += 1) {
    const crossed = cover.some((column) => column.some(({ from, to }) => from < row && to > row));
    const over = cover.some((column) => column.some(({ to }) => to <= row));
    const under = cover.some((column) => column.some(({ from }) => from >= row));
    if (!crossed && over && under) return true;
  }
  return false;
}

/** Whether a gutter runs from the head of the page to its foot without a story across it (通缝). */
function isThrough(page: ScenePage, { grid }: Template): boolean {
  const pitch = grid.columnWidth + grid.gutter;
  const across = page.areas.filter(({ kind, article }) => kind !== "story" && article !== undefined);
  return Array.from({ length: grid.columns - 1 }, (_, i) => grid.left + (i + 1) * pitch - grid.gutter / 2).some(
    (x) =>
      !across.some(({ rect }) => rect.x < x && rect.x + rect.width > x) && !sameStoryBeside(page.areas, x, grid.gutter),
  );
}

/** Columns of one story stand at both sides: its gutter is no seam. */
function sameStoryBeside(areas: readonly Area[], x: number, gutter: number): boolean {
  const legs = areas.filter(({ kind }) => kind === "leg");
  return legs.some(({ article, rect: a }) =>
    legs.some(
      ({ article: other, rect: b }) =>
        article === other && Math.abs(a.x + a.width - x) <= gutter && Math.abs(b.x - x) <= gutter && a.x < b.x,
    ),
  );
}

function lostCharacters({ pages, fits }: ComposedJob["scene"], edition: Edition): number {
  const have = new Map<string, number>();
  const add = (text: string, step: number): void => {
    for (const character of text.replaceAll(/\s/gu, "")) have.set(character, (have.get(character) ?? 0) + step);
  };
  for (const page of pages)
    for (const item of page.items)
      if (item.kind === "glyphs" && item.source.article !== undefined) add(item.texts.join(""), 1);
  for (const fit of fits) add(fit.oversetText, 1);
  for (const article of edition.articles) {
    const inlines: (Inline | undefined)[] = [
      article.label,
      article.kicker,
      ...article.headline,
      article.deck,
      article.byline,
      article.dateline,
      ...article.body.flatMap((block) =>
        block.kind === "subhead" ? block.lines : "inlines" in block ? block.inlines : [],
      ),
      ...article.photos.flatMap(({ caption, credit }) => [caption, credit]),
    ];
    for (const inline of inlines) if (inline !== undefined) add(inline.text, -1);
  }
  return [...have.values()].reduce((sum, n) => sum + Math.max(0, -n), 0);
}
