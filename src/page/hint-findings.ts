/** Hints for the make-up (`makeup` of a story) that the page does not follow: which, and what would free them. */
import type { Article, MakeupHints, PageSide } from "../edition/model.js";
import { cellsTouch } from "../layout/cells.js";
import type { Cells } from "../layout/grid.js";
import type { Finding } from "../scene/list.js";

export interface StandingStory {
  readonly article: Article;
  readonly cells: Cells;
}

/**
 * `asking`: stories that the engine placed, of all `stories` of the page. `area`: all rows and columns that the page has for
 * stories; `gapRows`: white rows between two stories.
 */
export function hintFindings(
  asking: readonly StandingStory[],
  stories: readonly StandingStory[],
  area: Cells,
  gapRows: number,
): readonly Omit<Finding, "page">[] {
  return asking.flatMap((story) => {
    const { id, makeup, pointer } = story.article;
    const unmet = makeup === undefined ? [] : unmetHints(story, makeup, stories, area, gapRows);
    return unmet.map(({ key, message, hint }) => ({
      severity: "warning" as const,
      code: "hint-not-met",
      article: id,
      message,
      hint: `${hint}; \`check --alternatives 6\` lists other make-ups, and \`layout\` places a story by hand`,
      pointer: makeup?.pointer === undefined ? pointer : `${makeup.pointer}/${key}`,
    }));
  });
}

interface Unmet {
  readonly key: "columns" | "side" | "near";
  readonly message: string;
  readonly hint: string;
}

function unmetHints(
  { cells }: StandingStory,
  { columns, sides, near }: MakeupHints,
  stories: readonly StandingStory[],
  area: Cells,
  gapRows: number,
): readonly Unmet[] {
  const unmet: Unmet[] = [];
  if (columns !== undefined && (cells.columns < columns[0] || cells.columns > columns[1])) {
    const asked = columns[0] === columns[1] ? String(columns[0]) : `${columns[0]} to ${columns[1]}`;
    const message = `it stands over ${cells.columns} columns, not ${asked}: no cheaper make-up of the page was found with them`;
    unmet.push({
      key: "columns",
      message,
      hint: "ask for more widths in `columns`, or for fewer things of other stories",
    });
  }
  for (const side of sides) {
    if (standsAt(cells, side, area)) continue;
    const message = `it does not stand at the ${side}: no cheaper make-up of the page was found with it there`;
    unmet.push({ key: "side", message, hint: "ask for less of other stories, or give it more `columns`" });
  }
  const other = stories.find(({ article }) => article.id === near);
  if (near !== undefined && other !== undefined && !cellsTouch(cells, other.cells, gapRows)) {
    const message = `it does not stand by ${near}: no cheaper make-up of the page was found with the two together`;
    unmet.push({ key: "near", message, hint: `let ${near} name it as \`near\` too, or ask for less of other stories` });
  }
  return unmet;
}

/** A story stands at a side when its middle lies in that half of the page. */
function standsAt(cells: Cells, side: PageSide, area: Cells): boolean {
  const across = 2 * cells.column + cells.columns - (2 * area.column + area.columns);
  const down = 2 * cells.row + cells.rows - (2 * area.row + area.rows);
  switch (side) {
    case "left":
      return across <= 0;
    case "right":
      return across >= 0;
    case "top":
      return down <= 0;
    case "bottom":
      return down >= 0;
  }
}
