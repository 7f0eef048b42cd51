/**
 * Fillers (补白): stories that a page takes in only where its own leave it white beyond the template's bound. The page is set
 * without any first; then fillers that are about as long as what is white are tried, each with the whole page made up anew, and
 * the one that leaves the least white stays.
 */
import { textsOf } from "../edition/blocks.js";
import type { Article, PageInput } from "../edition/model.js";
import type { ScenePage } from "../scene/list.js";
import { composeEased, isOverset } from "./page-leading.js";
import type { ComposedPage, PageMaterial } from "./page.js";

/** What of a page is white: rows of columns, and whether that is more than its template lets be. */
export interface PageWhite {
  readonly cells: number;
  readonly isTooMuch: boolean;
}

/** So many fillers are tried for one place, each a make-up of the whole page; and so many stand on a page. */
const MOST_TRIED = 4;
const MOST_USED = 3;
/** A filler is tried where it needs up to so much more than what is white: text can be eased, heads grow smaller. */
const EASE = 1.1;
/** Rows of a column that a filler's head takes, about. */
const HEAD_ROWS = 4;
/** Of a picture in each of its columns, about. */
const PICTURE_ROWS = 8;
/** A filler has to take away so much of the room that it needs: else it only moves the white. */
const LEAST_GAIN = 1 / 3;

export interface FilledPage {
  readonly composed: ComposedPage;
  /** The page with the fillers that it has taken. */
  readonly page: PageInput;
}

/** Sets a page, with as many of `fillers` as fill what its own stories leave white. `whiteOf` measures the finished page. */
export function composeFilled(
  material: PageMaterial,
  fillers: readonly Article[],
  whiteOf: (page: ScenePage) => PageWhite,
): FilledPage {
  const { page } = material;
  if (fillers.length === 0) return { composed: composeEased(material), page };
  // Each of several make-ups has the fillers of the best.
  const { choice, ...best } = material;
  const filled = takenIn(best, fillers, whiteOf);
  if (choice === undefined || choice.of === 1) return filled;
  return { ...filled, composed: composeEased({ ...material, page: filled.page }) };
}

function takenIn(
  material: PageMaterial,
  fillers: readonly Article[],
  whiteOf: (page: ScenePage) => PageWhite,
): FilledPage {
  let filled = withFillers(material, heldFillers(material, fillers));
  for (let count = 0; count < MOST_USED; count += 1) {
    const white = whiteOf(filled.composed.page);
    if (!white.isTooMuch || filled.composed.fits.some(isOverset)) break;
    const free = fillers.filter(({ id }) => !filled.page.articles.includes(id));
    const next = bestOf({ ...material, page: filled.page }, free, filled, white, whiteOf);
    if (next === undefined) break;
    filled = next;
  }
  return filled;
}

/** Those that stood on the page in the make-up that is held. */
function heldFillers({ held }: PageMaterial, fillers: readonly Article[]): readonly string[] {
  return fillers.flatMap(({ id }) => (held?.places.some(({ article }) => article === id) === true ? [id] : []));
}

function withFillers(material: PageMaterial, ids: readonly string[]): FilledPage {
  const page = ids.length === 0 ? material.page : { ...material.page, articles: [...material.page.articles, ...ids] };
  return { composed: composeEased({ ...material, page }), page };
}

/** The page with the filler that leaves the least white; undefined where none takes enough of it. */
function bestOf(
  material: PageMaterial,
  fillers: readonly Article[],
  before: FilledPage,
  white: PageWhite,
  whiteOf: (page: ScenePage) => PageWhite,
): FilledPage | undefined {
  const { columnEms } = material.template.grid;
  const fitting = fillers
    .map((filler) => ({ id: filler.id, rows: rowsOf(filler, columnEms) }))
    .filter(({ rows }) => rows <= EASE * white.cells)
    .toSorted((a, b) => b.rows - a.rows)
    .slice(0, MOST_TRIED);
  let best: { readonly filled: FilledPage; readonly left: number } | undefined;
  for (const { id, rows } of fitting) {
    const filled = withFillers(material, [id]);
    const { cells: left, isTooMuch } = whiteOf(filled.composed.page);
    const isSet = filled.composed.placed.some(({ article }) => article === id);
    // A filler is worth no fault of the page's own stories.
    const isWorse = errorsOf(filled) > errorsOf(before);
    if (!isSet || isWorse || filled.composed.fits.some(isOverset) || left > white.cells - LEAST_GAIN * rows) continue;
    if (best === undefined || left < best.left) best = { filled, left };
    if (!isTooMuch) break;
  }
  return best?.filled;
}

function errorsOf({ composed: { findings } }: FilledPage): number {
  return findings.filter(({ severity }) => severity === "error").length;
}

/** About how many rows of a column a story takes. */
function rowsOf(filler: Article, columnEms: number): number {
  const lines = filler.body.flatMap(textsOf);
  const rows = lines.map((inlines) => Math.ceil(inlines.reduce((sum, { text }) => sum + text.length, 0) / columnEms));
  const pictures = filler.photos.reduce((sum, { columns = 1 }) => sum + Math.ceil(columns) * PICTURE_ROWS, 0);
  return HEAD_ROWS + pictures + rows.reduce((sum, own) => sum + own, 0);
}
