/**
 * Columns that an editor asks a story to be set in (`setIn`, 破栏): a template bounds their width, and where they cannot be,
 * the story is told of with what would help. Boxes ask here for both; other stories keep their plans (`broken-columns.ts`).
 */
import type { Len } from "../base/length.js";
import type { Article } from "../edition/model.js";
import { emsOfColumns, type PageGrid, spanWidth } from "../layout/grid.js";
import type { Note } from "./leftover.js";
import type { Typesetter } from "./typeset.js";

/** Both absent where the editor asks for nothing. */
export interface AskedColumns {
  readonly count?: number;
  /** Why it is not set so. */
  readonly unmet?: Note;
}

/** In how many columns the text of a box over `columns` of the page's is asked for, where these can be and hold its tables. */
export function columnsInBox(
  { template }: Typesetter,
  grid: PageGrid,
  article: Article,
  columns: number,
  holdsTables: (measure: Len) => boolean = () => true,
): AskedColumns {
  const setIn = article.makeup?.setIn;
  if (setIn === undefined) return {};
  const ems = emsOfColumns(grid, spanWidth(grid, columns) - 2 * template.box.paddingInline, setIn);
  const bounds = template.story.brokenEms;
  const pointer = pointerOf(article);
  if (ems < bounds[0] || ems > bounds[1]) {
    return { unmet: { ...columnsNotSet({ setIn, columns, ems, bounds }), severity: "warning", pointer } };
  }
  return holdsTables(ems * grid.em) ? { count: setIn } : { unmet: { ...tablesTooWide(setIn, ems), pointer } };
}

/** Where the edition asks for the columns of a story. */
export function pointerOf({ pointer, makeup }: Article): string {
  return `${makeup?.pointer ?? `${pointer}/makeup`}/setIn`;
}

interface Wanted {
  readonly setIn: number;
  /** Columns of the page that the story stands over. */
  readonly columns: number;
  /** Characters in one of the columns asked for, and how many the template allows. */
  readonly ems: number;
  readonly bounds: readonly [number, number];
}

/** Lines of a story over several of the page's columns, longer than the template lets a column be. */
export function tooLongLines(ems: number, [, most]: readonly [number, number]): Note {
  return {
    severity: "warning",
    code: "line-too-long",
    message: `its lines are ${ems} 字 long, and the template sets at most ${most}: a reader loses the next one`,
    hint: "part the place in `legs` of fewer columns, write `setIn`, or raise the template's `story.brokenEms`",
  };
}

export function columnsNotSet({ setIn, columns, ems, bounds }: Wanted): Omit<Note, "severity"> {
  const [least, most] = bounds;
  const of = setIn === 1 ? "column" : "columns";
  return {
    code: "columns-not-set",
    message: `${setIn} ${of} of text over ${columns} would be ${ems} 字 wide, and the template sets ${least} to ${most} in such columns`,
    hint: "give the story more or fewer columns, or change `setIn` or the template's `story.brokenEms`",
  };
}

function tablesTooWide(setIn: number, ems: number): Note {
  return {
    severity: "warning",
    code: "columns-not-set",
    message: `a table of the box does not fit the ${ems} 字 of a column where its text is set in ${setIn}`,
    hint: "ask for fewer columns in `setIn`, or give the box more of the page's",
  };
}
