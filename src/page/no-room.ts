/** Why nothing of a story stands in its place, or on its page, and what would mend that. */
import type { Article } from "../edition/model.js";
import type { Cells, PageGrid } from "../layout/grid.js";
import { oversetLength } from "../scene/overset-length.js";
import { counted } from "./levers.js";
import { headText } from "./leftover.js";
import type { StoryPlan } from "./story.js";
import { isHeadPanel } from "./vertical-place.js";

/** What of a story is taller than the place, and what to do about it. */
interface Cause {
  readonly says: string;
  /** Whether the whole page is too small for it, too. */
  readonly isHopeless: boolean;
}

/** `isPinned`: the editor gave it the place `cells`; else these are what make-up left of the page, none where it left nothing. */
export interface Room {
  readonly grid: PageGrid;
  readonly cells: Cells;
  readonly isPinned: boolean;
  /** Whether other stories stand on the page. */
  readonly hasOthers: boolean;
}

/** The hint of a story of which nothing stands. */
export function roomHint(plan: StoryPlan, { grid, cells, isPinned, hasOthers }: Room): string {
  const place = cells.rows === 0 ? { columns: grid.columns, rows: grid.rows } : cells;
  const cause = causeOf(plan, place, grid);
  if (cause?.isHopeless === true) return cause.says;
  const larger = isPinned ? "give it more rows or columns in `layout`" : undefined;
  if (cause !== undefined) return `${cause.says}${larger === undefined ? "" : `, or ${larger}`}`;
  if (larger !== undefined) return `${larger}, or take boxes or pictures out of it`;
  return hasOthers
    ? "take it or another story off the page, shorten the others, or give it a place in `layout`"
    : "shorten it, or free room on the page: advertisements and notices may take too much";
}

function causeOf(
  plan: StoryPlan,
  { columns, rows }: Pick<Cells, "columns" | "rows">,
  grid: PageGrid,
): Cause | undefined {
  const { parts, article } = plan;
  const tooTall = (needed: (over: number) => number, says: (count: number) => string): Cause | undefined => {
    const own = needed(columns);
    if (own <= rows) return undefined;
    const over = counted(columns, "column");
    const message = `${says(own)} over ${over}, and there are ${rows}`;
    return { says: message, isHopeless: needed(grid.columns) > grid.rows };
  };
  const { boxRowsAt } = parts;
  if (boxRowsAt !== undefined)
    return tooTall(boxRowsAt, (count) => `shorten it: its box takes ${counted(count, "row")}`);
  const headRows = (over: number): number => parts.headRowsAt(over, parts.fittingStep?.(over, rows) ?? 0);
  const head = tooTall(
    headRows,
    (count) => `shorten its ${longestOf(article)}: the head takes ${counted(count, "row")}`,
  );
  if (head !== undefined) return head;
  for (const [index, panel] of parts.panels.entries()) {
    if (isHeadPanel(article, index)) continue;
    const spans = (over: number): readonly number[] => Array.from({ length: over }, (_, at) => at + 1);
    const least = (over: number): number => headRows(over) + Math.min(...spans(over).map((span) => panel(span)));
    const found = tooTall(
      least,
      (count) => `shorten its boxes and tables: with the head one of them takes ${counted(count, "row")}`,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The longest part of a head, by its key in the edition and its characters. */
function longestOf(article: Article): string {
  const { label, kicker, headline, deck, byline, beyond } = article;
  const length = (texts: readonly string[]): number => oversetLength(texts.join(""));
  const fields = [
    { key: "headline", count: length(headline.map(({ text }) => text)) },
    ...Object.entries({ label, kicker, deck, byline }).map(([key, inline]) => ({
      key,
      count: length([inline?.text ?? ""]),
    })),
  ];
  const [longest] = fields.toSorted((a, b) => b.count - a.count);
  const more = oversetLength(beyond?.heads ?? "");
  if (longest === undefined) return `head of ${oversetLength(headText(article))} characters`;
  return `\`${longest.key}\` of ${counted(longest.count + more, "character")}`;
}
