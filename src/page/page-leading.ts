/**
 * The last lever of copy-fit: a page whose stories come out over or short, whatever else was eased, takes a row or two more
 * or fewer, as far as the template lets it (`grid.easeRows`). The type area stays as high, so that all baselines of that page
 * stand a little closer or further apart; they keep no register with those of other pages, which is why it is the last.
 */
import type { Diagnostic } from "../base/diagnostic.js";
import { roundedPt } from "../base/length.js";
import type { Edition, PageInput } from "../edition/model.js";
import type { StoryFit } from "../scene/list.js";
import type { StyleName, Template, TextStyle } from "../template/resolved.js";
import { folioRows } from "./folio.js";
import type { HeldPage } from "./held-page.js";
import { type ComposedPage, composePage, type PageMaterial, storyRows } from "./page.js";

/** White rows of columns that a page may keep: its last story's last row. */
const MOST_WHITE = 1;
/** A row without room against rows that stay white. */
const OVERSET_ROWS = 1_000;

/** The template as a page is set in it: with the rows that the editor, or an earlier make-up, gave the page. */
export function templateFor(template: Template, { rows }: Pick<PageInput, "rows">): Template {
  return rows === undefined || !isWithin(template, rows) ? template : inRows(template, rows);
}

/** Rows of a page that its template does not let it have. */
export function rowsMistakes(
  edition: Edition,
  { rows, pointer }: PageInput,
  template: Template,
): readonly Diagnostic[] {
  if (rows === undefined || isWithin(template, rows)) return [];
  const [least, most] = template.grid.rowsBounds;
  const may = least === most ? `${least} rows` : `${least} to ${most} rows`;
  return [
    {
      severity: "error",
      code: "page-rows",
      message: `the page has ${rows} rows, but template ${template.name} sets ${may}`,
      at: edition.placeOf(`${pointer}/rows`),
      hints: ["leave `rows` out, or let the template ease the page's leading with `grid.easeRows`"],
    },
  ];
}

/** A template whose furniture leaves a page no rows for stories. */
export function furnitureMistakes(edition: Edition, page: PageInput, template: Template): readonly Diagnostic[] {
  const left = storyRows(template, edition, page);
  if (left >= 1) return [];
  const { grid, banner, masthead, name } = template;
  const taken = grid.rows - left;
  const { head, foot } = folioRows(template);
  const parts = [
    ...(masthead !== undefined || head + foot === 0 ? [] : [`folio line ${head + foot}`]),
    ...(masthead === undefined ? [] : [`nameplate ${masthead.rows + 1}`]),
    ...(page.banner === undefined ? [] : [`banner ${banner.rows}`]),
    ...(page.refers === undefined ? [] : ["refers"]),
  ];
  const given = edition.placeOf(page.rows === undefined ? page.pointer : `${page.pointer}/rows`);
  return [
    {
      severity: "error",
      code: "no-rows-for-stories",
      message: `the ${grid.rows} rows of template ${name} hold no story: ${parts.join(", ")} take ${taken} of them`,
      at: page.rows === undefined ? (grid.rowsAt ?? given) : given,
      hints: ["give `grid` more `rows`, or the page no `banner` or `refers`"],
    },
  ];
}

/** Sets a page; in other rows when that mends what the usual ones leave over or white. */
export function composeEased(material: PageMaterial): ComposedPage {
  const usual = composePage(material);
  const { page, template, later, choice, held } = material;
  const [least, most] = template.grid.rowsBounds;
  if (held !== undefined && held.anew === undefined) return inHeldRows(usual, held, material);
  // Places in rows mean other places with other rows; text that runs on elsewhere has room there.
  const isFixed = page.rows !== undefined || page.layout !== undefined || page.fixed.length > 0;
  if (least === most || isFixed || (later?.size ?? 0) > 0) return usual;
  const { rows } = template.grid;
  const isOver = usual.fits.some(isOverset);
  // No leading makes room for text that is more than twice the page.
  if (usual.fits.some(({ areLinesReckoned }) => areLinesReckoned === true)) return usual;
  let best = usual;
  for (let step = 1; (isOver ? rows + step <= most : rows - step >= least) && troubleOf(best) > MOST_WHITE; step += 1) {
    const eased = inRows(template, isOver ? rows + step : rows - step);
    // Make-ups that are known are in the usual rows.
    const fresh = choice === undefined ? {} : { choice: { rank: choice.rank, of: choice.of } };
    const made = composePage({ ...material, ...fresh, template: eased });
    // Other make-ups begin with the usual rows again.
    if (troubleOf(made) < troubleOf(best)) best = { ...told(made, template, eased), ...foundBy(usual) };
  }
  return best;
}

function foundBy({ makeups, mostHead }: ComposedPage): Pick<ComposedPage, "makeups" | "mostHead"> {
  return { makeups, ...(mostHead === undefined ? {} : { mostHead }) };
}

/** A make-up that is held has its rows too: they are told like those that a page is eased to. */
function inHeldRows(made: ComposedPage, { rows }: HeldPage, { page, template }: PageMaterial): ComposedPage {
  const isSet = page.rows === undefined && rows !== undefined && rows === template.grid.rows;
  return isSet ? { ...made, easedRows: rows } : made;
}

function told(made: ComposedPage, usual: Template, { grid }: Template): ComposedPage {
  const points = (leading: number): string => `${roundedPt(leading, 2)} pt`;
  return {
    ...made,
    easedRows: grid.rows,
    findings: [
      ...made.findings,
      {
        page: made.page.number,
        severity: "info",
        code: "page-leading",
        message: `the page is set in ${grid.rows} rows of ${points(grid.leading)} instead of ${usual.grid.rows} of ${points(usual.grid.leading)}, so that its stories fit`,
        hint: "cut or add text to keep the paper's leading; the stories tell how much",
      },
    ],
  };
}

/** Rows of columns that are missing or white: in stories, and at the page's foot. */
function troubleOf({ fits, placed, page }: ComposedPage): number {
  const { columns, rows } = page.grid;
  const footOf = (column: number): number => {
    const there = placed.filter(({ cells }) => cells.column <= column && column < cells.column + cells.columns);
    return Math.max(0, ...there.map(({ cells }) => cells.row + cells.rows));
  };
  const atFoot = columns.reduce((sum, _, column) => sum + rows - footOf(column), 0);
  return fits.reduce((sum, fit) => {
    return sum + fit.shortLines + (isOverset(fit) ? OVERSET_ROWS * (fit.oversetLines ?? 1) : 0);
  }, atFoot);
}

/** A label or a credit too long for its place needs no rows. */
export function isOverset({ oversetText, namedText = "" }: Pick<StoryFit, "oversetText" | "namedText">): boolean {
  return oversetText !== namedText;
}

function isWithin({ grid }: Template, rows: number): boolean {
  const [least, most] = grid.rowsBounds;
  return least <= rows && rows <= most;
}

/** The same type area in so many rows. */
function inRows(template: Template, rows: number): Template {
  const { grid, styles } = template;
  if (rows === grid.rows) return template;
  const leading = Math.floor((grid.rows * grid.leading) / rows);
  const onGrid = Object.entries(styles).map(([name, style]): [string, TextStyle] => {
    return [name, style.leading === grid.leading ? { ...style, leading } : style];
  });
  return {
    ...template,
    grid: { ...grid, rows, leading },
    styles: Object.fromEntries(onGrid) as Record<StyleName, TextStyle>,
  };
}
