/** Figures of one page of a generated edition, from its scene: what a person would count on the print. */
import type { Rect } from "../../src/base/geometry.js";
import type { ComposedJob } from "../../src/compose.js";
import { faultsOf } from "../../src/lint/lint.js";
import { RULE_IDS, type RuleId } from "../../src/lint/rules.js";
import { headSizes } from "../../src/scene/head-sizes.js";
import type { SceneItem, ScenePage } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";
import { seenWhite } from "../seen-white.js";
import type { NewsArticle, NewsEdition } from "./edition-types.js";

/** Two stories of this priority difference or more, the lesser with the larger head, are told as rising. */
const LARGER = 1.04;
/** White rows of a column between two things that are no hole: the gap with its rule, and that under a head. */
const GAP = 3;
/** Em of ink that make a row of a column no white one. */
const LEAST_INK = 0.8;
const OVERLAP = 12_700;

export interface LeadFigures {
  readonly largest: boolean;
  readonly atHead: boolean;
  readonly wide: boolean;
  /** No story of the page's head stands left of it. */
  readonly first: boolean;
}

export interface NewsFigures {
  readonly lead: LeadFigures;
  readonly leads: boolean;
  /** Stories whose head is larger than one of a smaller `priority`. */
  readonly rising: number;
  readonly overset: number;
  readonly overlaps: number;
  /** Rows of columns without ink beyond the gaps between stories, in percent of the type area's; and the longest run of them, in rows. */
  readonly white: number;
  readonly longest: number;
  /** Holes that a reader sees, in percent of the type area: all, and the largest. */
  readonly seen: number;
  readonly hole: number;
  readonly faults: ReadonlyMap<RuleId, number>;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

export function newsFigures(
  { scene }: ComposedJob,
  number: number,
  template: Template,
  edition: NewsEdition,
): NewsFigures {
  const page = scene.pages.find((one) => one.number === number);
  if (page === undefined) throw new Error(`there is no page ${number}`);
  const fits = scene.fits.filter((fit) => fit.page === number);
  const found = scene.findings.filter((finding) => finding.page === number);
  const codes = (severity: string): readonly string[] =>
    found.filter((one) => one.severity === severity).map(({ code }) => code);
  const lead = leadFigures(page, template);
  const seen = seenWhite(page);
  return {
    lead,
    leads: lead.largest && lead.atHead && lead.wide,
    rising: rising(page, edition),
    overset: fits.reduce((sum, { oversetText }) => sum + oversetText.replaceAll(/\s/gu, "").length, 0),
    overlaps: overlaps(page),
    ...whiteOf(page),
    seen: 100 * seen.total,
    hole: 100 * seen.largest,
    faults: new Map(RULE_IDS.map((rule) => [rule, faultsOf(page, rule, page.order).length])),
    errors: codes("error"),
    warnings: codes("warning"),
  };
}

function leadFigures(page: ScenePage, { makeup }: Template): LeadFigures {
  const [lead = "", ...others] = page.order;
  const sizes = headSizes(page.items);
  const stories = page.areas.filter(({ kind }) => kind === "story");
  const own = stories.find(({ article }) => article === lead);
  const top = Math.min(...stories.map(({ rect }) => rect.y));
  const least = Math.ceil(makeup.leadColumns * page.grid.columns.length - 1e-9);
  return {
    largest: others.every((id) => (sizes.get(id) ?? 0) <= LARGER * (sizes.get(lead) ?? 0)),
    atHead: own !== undefined && own.rect.y - top < page.grid.leading / 2,
    first: own !== undefined && own.rect.x === Math.min(...stories.map(({ rect }) => rect.x)),
    wide: own !== undefined && columnsOf(page, own.rect) >= least,
  };
}

function columnsOf({ grid }: ScenePage, rect: Rect): number {
  return grid.columns.filter(({ x, width }) => x + width / 2 > rect.x && x + width / 2 < rect.x + rect.width).length;
}

function rising({ items, order }: ScenePage, { articles }: NewsEdition): number {
  const sizes = headSizes(items);
  // A story that goes on from another page ranks behind the page's own, with its head repeated.
  const own = articles.filter(({ id, pages }) => order.includes(id) && pages === undefined);
  return own.filter(({ id, priority }) =>
    own.some(
      (one) =>
        one.priority < priority &&
        (sizes.get(one.id) ?? 0) > 0 &&
        LARGER * (sizes.get(one.id) ?? 0) < (sizes.get(id) ?? 0),
    ),
  ).length;
}

/** Pairs of heads, columns of text, pictures and advertisements that share more than a point. */
export function overlaps({ areas, fixed }: ScenePage): number {
  const rects = [
    ...areas.filter(({ kind }) => kind === "leg" || kind === "head" || kind === "photo").map(({ rect }) => rect),
    ...fixed,
  ];
  return rects.reduce((sum, a, i) => sum + rects.slice(i + 1).filter((b) => meet(a, b)).length, 0);
}

function meet(a: Rect, b: Rect): boolean {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const tall = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return wide > OVERLAP && tall > OVERLAP;
}

/** Rows of columns that hold no ink. Heads count whole: the white beside their lines is told by `seen`. */
function whiteOf(page: ScenePage): { readonly white: number; readonly longest: number } {
  const { grid, areas, fixed, items } = page;
  const heads = areas.filter(({ kind }) => kind === "head").map(({ rect }) => rect);
  const inked = [...items.flatMap(inkOf), ...heads, ...fixed];
  let white = 0;
  let longest = 0;
  for (const { x, width } of grid.columns) {
    const taken = new Uint8Array(grid.rows);
    for (const rect of inked) {
      if (Math.min(rect.x + rect.width, x + width) - Math.max(rect.x, x) < LEAST_INK * grid.em) continue;
      const from = Math.max(0, Math.floor((rect.y - grid.top) / grid.leading + 0.05));
      const to = Math.min(grid.rows, Math.ceil((rect.y + rect.height - grid.top) / grid.leading - 0.05));
      if (to > from) taken.fill(1, from, to);
    }
    let run = 0;
    for (let row = 0; row <= grid.rows; row += 1) {
      if (row < grid.rows && taken[row] === 0) {
        run += 1;
        continue;
      }
      const isFoot = row === grid.rows;
      const over = isFoot ? run : Math.max(0, run - GAP);
      white += over;
      longest = Math.max(longest, over);
      run = 0;
    }
  }
  return { white: (100 * white) / (grid.columns.length * grid.rows), longest };
}

function inkOf(item: SceneItem): readonly Rect[] {
  if (item.kind === "picture") return [item.rect];
  if (item.kind !== "glyphs") return [];
  const { x, y, size, offsets, direction } = item;
  const [from, to] = [offsets[0] ?? 0, offsets.at(-1) ?? 0];
  return direction === "vertical"
    ? [{ x: x - size / 2, y: y + from - size, width: size, height: to - from + size }]
    : [{ x: x + from, y: y - 0.8 * size, width: to - from + size, height: 0.85 * size }];
}

/** Characters of an edition's stories that are neither painted nor named as overset, story by story. */
export function lostCharacters({ scene }: ComposedJob, { articles }: NewsEdition): number {
  const painted = new Map<string, string[]>();
  const add = (id: string, text: string): void => {
    const list = painted.get(id) ?? [];
    painted.set(id, list);
    list.push(text);
  };
  for (const { items } of scene.pages)
    for (const item of items)
      if (item.kind === "glyphs" && item.source.article !== undefined) add(item.source.article, item.texts.join(""));
  for (const { article, oversetText } of scene.fits) add(article, oversetText);
  const lostOf = (article: NewsArticle): number => {
    const boxes = article.related ?? [];
    // What is overset of a box may be named with its story.
    const have = bag([article.id, ...boxes.map(({ id }) => id)].flatMap((id) => painted.get(id) ?? []));
    const texts = [article, ...boxes].flatMap(textsOf);
    return [...bag(texts)].reduce(
      (sum, [character, count]) => sum + Math.max(0, count - (have.get(character) ?? 0)),
      0,
    );
  };
  return articles.reduce((sum, article) => sum + lostOf(article), 0);
}

function bag(texts: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const character of texts.join("").replaceAll(/\s/gu, "")) found.set(character, (found.get(character) ?? 0) + 1);
  return found;
}

function textsOf({
  label,
  kicker,
  headline,
  deck,
  byline,
  dateline,
  body,
  photos = [],
}: NewsArticle): readonly string[] {
  const blocks = body.flatMap((block): readonly string[] => {
    if (typeof block === "string") return [block];
    if ("subhead" in block) return [block.subhead];
    if ("quote" in block) return [block.quote];
    if ("note" in block) return [block.note];
    if ("list" in block) return block.list;
    if ("verse" in block) return block.verse;
    return [block.table.title ?? "", ...block.table.rows.flat()];
  });
  const heads = [label, kicker, deck, byline, dateline].flatMap((text) => text ?? []);
  return [
    ...heads,
    ...(typeof headline === "string" ? [headline] : headline),
    ...blocks,
    ...photos.flatMap(({ caption = "", credit }) => [caption, credit]),
  ];
}
