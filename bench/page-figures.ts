/** Figures of one finished page, from its scene: what a person would count on the print. */
import type { Edition, Inline } from "../src/edition/model.js";
import { faultsOf } from "../src/lint/lint.js";
import type { RuleId } from "../src/lint/rules.js";
import type { ComposedJob } from "../src/compose.js";
import type { PlacedStory } from "../src/page/place-stories.js";
import { headSizes } from "../src/scene/head-sizes.js";
import type { Area, ScenePage } from "../src/scene/list.js";
import type { Template } from "../src/template/resolved.js";
import { seenWhite } from "./seen-white.js";

/** The rules whose faults are counted: 碰题, 通缝, 断版. */
const RULES: readonly RuleId[] = ["heads-butt", "gap-through", "page-cut"];

export interface PageFigures {
  /** Characters of the input that are neither painted nor named as overset. */
  readonly lost: number;
  readonly overset: number;
  /** Rows of columns that hold nothing, in percent of the type area's. */
  readonly white: number;
  readonly overlaps: number;
  /** Holes that a reader sees, in percent of the type area: all, and the largest. */
  readonly seen: number;
  readonly hole: number;
  /** The lead's headline is the largest; it begins at the head of the page; it spans two fifths of the columns. */
  readonly leads: boolean;
  /** Stories with a larger headline than one of a smaller `priority`. */
  readonly rising: number;
  /** By rule of make-up. */
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
  const seen = seenWhite(page);
  return {
    lost: lostCharacters(scene, edition),
    overset,
    white: (100 * white) / total,
    overlaps: overlapping(frames),
    seen: 100 * seen.total,
    hole: 100 * seen.largest,
    leads: leads(page, stories, grid),
    rising: rising(page, edition),
    faults: Object.fromEntries(RULES.map((rule) => [rule, faultsOf(page, rule).length])),
  };
}

function leads(page: ScenePage, stories: readonly PlacedStory[], { columns }: Template["grid"]): boolean {
  const [lead = "", ...others] = page.order;
  const cells = stories.find(({ article }) => article === lead)?.cells;
  const sizes = headSizes(page.items);
  const isLargest = others.every((id) => (sizes.get(id) ?? 0) <= (sizes.get(lead) ?? 0));
  return isLargest && cells?.row === 0 && cells.columns >= Math.ceil((2 * columns) / 5);
}

function rising(page: ScenePage, { articles }: Edition): number {
  const sizes = headSizes(page.items);
  const sized = articles
    .map(({ id, priority }) => ({ priority, size: sizes.get(id) ?? 0 }))
    .filter(({ size }) => size > 0);
  return sized.filter(({ priority, size }) => sized.some((one) => one.priority < priority && one.size < size)).length;
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
      ...article.photos.flatMap(({ caption = [], credit }) => [...caption, credit]),
    ];
    for (const inline of inlines) if (inline !== undefined) add(inline.text, -1);
  }
  return [...have.values()].reduce((sum, n) => sum + Math.max(0, -n), 0);
}
