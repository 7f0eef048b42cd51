/**
 * A galley (小样): one story by itself in the measure in which it stands on its page, its lines numbered, for reading and
 * cutting before, or without, the page.
 */
import type { Len } from "../base/length.js";
import { mm } from "../base/length.js";
import type { Article, Language } from "../edition/model.js";
import type { Face } from "../font/face.js";
import type { FontLibrary } from "../font/library.js";
import { flow } from "../layout/flow.js";
import { baselineOf, type PageGrid, pageGrid, rowsFor } from "../layout/grid.js";
import type { SceneItem, ScenePage } from "../scene/list.js";
import type { StorySetting } from "../scene/setting.js";
import type { Template } from "../template/resolved.js";
import { asHeaded } from "./byline.js";
import { composeHead } from "./head.js";
import { moved } from "./moved.js";
import { storyText } from "./story-parts.js";
import { prepareText } from "./story-text.js";
import { createTypesetter, drawBlock, inBox, styledLine, styleOf, templateText, type Typesetter } from "./typeset.js";

/** Rows on one sheet of a galley: a long story takes several. */
const SHEET_ROWS = 100;
const MARGIN = mm(12);
/** Room for the numbers beside the lines. */
const NUMBERS = mm(9);

export interface GalleyLine {
  /** From 1; absent for white rows that a subhead or a quote takes. */
  readonly number: number;
  readonly text: string;
}

export interface Galley {
  readonly pages: readonly ScenePage[];
  readonly faces: ReadonlyMap<string, Face>;
  readonly lines: readonly GalleyLine[];
  /** Rows of the page's grid that the text takes, white ones too. */
  readonly rows: number;
  /** Characters of the text, without spaces. */
  readonly characters: number;
}

export interface GalleyMaterial {
  readonly article: Article;
  readonly template: Template;
  readonly fonts: FontLibrary;
  readonly language: Language;
  /** The measure in which the story stands. */
  readonly measure: Len;
  /** Whether it is set in the type of boxes. */
  readonly isBox: boolean;
}

/** The measure of most of a story's lines; a column's, where none of it stands. */
export function usualMeasure(settings: readonly StorySetting[], article: string, { grid }: Template): Len {
  const depths = new Map<number, number>();
  for (const { legs } of settings.filter((setting) => setting.article === article))
    for (const { measure, rows } of legs) depths.set(measure, (depths.get(measure) ?? 0) + rows);
  const [deepest] = [...depths].toSorted(([, a], [, b]) => b - a);
  return deepest === undefined ? grid.columnWidth : Math.round(deepest[0] * grid.em);
}

export function composeGalley({ article, template, fonts, language, measure, isBox }: GalleyMaterial): Galley {
  const plain = createTypesetter(template, fonts, language);
  const setter = isBox ? inBox(plain) : plain;
  const own = pageGrid(template.grid, 0);
  const left = MARGIN + NUMBERS;
  const head = composeHead(setter, isBox ? article : asHeaded(setter, article), { width: measure, columns: 1 });
  const headRows = head === undefined ? 0 : rowsFor(own, head.height) + template.story.headGapRows;
  const grid: PageGrid = { ...own, columns: 1, columnWidth: measure, left, top: MARGIN, rows: SHEET_ROWS };
  const text = isBox ? prepareText(setter, grid, article) : storyText(setter, grid, article);
  let rows = Math.max(1, text.rowsAt(measure).natural);
  let set = flow(text.items, [{ measure, rows }]);
  // Rules that keep lines together may want a row more than the lines take by themselves.
  for (let more = 0; more < SHEET_ROWS && set.overset.length > 0; more += 1) {
    rows += 1;
    set = flow(text.items, [{ measure, rows }]);
  }
  const body = text.draw(set, [{ x: left, row: headRows }], [measure]);
  const numbered = numberLines(setter, grid, body, headRows);
  const items = [...(head?.draw(left, MARGIN).items ?? []), ...body, ...numbered.items];
  return {
    pages: sheets({ grid, bounds: template.audit, width: left + measure + MARGIN }, items, headRows + rows),
    faces: setter.faces,
    lines: numbered.lines,
    rows,
    characters: numbered.lines.reduce((sum, line) => sum + [...line.text.replaceAll(/\s/gu, "")].length, 0),
  };
}

/** Each baseline that holds text is a line; its number stands left of it. */
function numberLines(
  setter: Typesetter,
  grid: PageGrid,
  body: readonly SceneItem[],
  headRows: number,
): { readonly items: readonly SceneItem[]; readonly lines: readonly GalleyLine[] } {
  const texts = new Map<Len, { x: Len; text: string }[]>();
  for (const item of body) {
    if (item.kind !== "glyphs" || item.annotation === true) continue;
    // Superscripts and marks stand off the line they belong to.
    const line = lineNear(texts, item.y, grid.leading);
    texts.set(line, [...(texts.get(line) ?? []), { x: item.x, text: item.texts.join("") }]);
  }
  const ordered = [...texts].toSorted(([a], [b]) => a - b);
  const lines = ordered.map(([, pieces], index) => ({
    number: index + 1,
    text: pieces
      .toSorted((a, b) => a.x - b.x)
      .map(({ text }) => text)
      .join(""),
  }));
  const style = styleOf(setter, "photoCredit");
  const first = baselineOf(grid, headRows);
  const items = ordered.flatMap(([y], index) => {
    const block = styledLine(setter, [templateText(String(index + 1))], { style, role: "overlay" });
    const top = y - first + grid.top + headRows * grid.leading;
    const x = grid.left - Math.round(grid.em / 2) - block.width;
    return drawBlock(setter, block, x, top + Math.round((grid.leading - block.height) / 2));
  });
  return { items, lines };
}

function lineNear(lines: ReadonlyMap<Len, unknown>, y: Len, leading: Len): Len {
  return [...lines.keys()].slice(-2).find((line) => Math.abs(line - y) < leading / 2) ?? y;
}

/** The galley's sheets, one under the other in the file. */
function sheets(
  { grid, bounds, width }: Pick<ScenePage, "bounds" | "width"> & { grid: PageGrid },
  items: readonly SceneItem[],
  rows: number,
): readonly ScenePage[] {
  const depth = SHEET_ROWS * grid.leading;
  const count = Math.max(1, Math.ceil(rows / SHEET_ROWS));
  return Array.from({ length: count }, (_, index): ScenePage => {
    const from = grid.top + index * depth;
    const own = items.filter((item) => {
      const sheet = Math.floor((topOf(item) - grid.top) / depth);
      return Math.min(count - 1, Math.max(0, sheet)) === index;
    });
    const height = 2 * grid.top + Math.min(SHEET_ROWS, rows - index * SHEET_ROWS) * grid.leading;
    return {
      number: index + 1,
      order: [],
      bounds,
      width,
      height,
      grid: {
        columns: [{ x: grid.left, width: grid.columnWidth }],
        em: grid.em,
        top: grid.top,
        leading: grid.leading,
        rows: SHEET_ROWS,
      },
      items: own.map((item) => moved(item, 0, grid.top - from)),
      areas: [],
      fixed: [],
      bookmarks: [],
    };
  });
}

function topOf(item: SceneItem): Len {
  switch (item.kind) {
    case "glyphs":
      return item.y;
    case "shape": {
      const [start] = item.path;
      return start === undefined || start.to === "close" ? 0 : start.y;
    }
    case "fill":
    case "frame":
    case "picture":
      return item.rect.y;
  }
}
