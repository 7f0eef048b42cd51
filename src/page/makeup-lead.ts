/** The lead leads: it begins at the head of the page and stands over no fewer columns than the template asks for. */
import { HARD, LEAD_SOFT, type MakeupWeights } from "../template/makeup.js";
import type { StoryParts } from "./arrange.js";
import { sharesColumn } from "../layout/cells.js";
import type { Finding } from "../scene/list.js";
import type { StandingStory } from "./hint-findings.js";
import { askedColumns } from "./hints.js";

/** Where the lead should stand. */
export interface LeadPlace {
  /** The fewest columns that it spans. */
  readonly columns: number;
  /** What it costs that another story stands over it. */
  readonly underCost: number;
}

/** The fewest columns that the lead spans on a page of so many; the editor's hint goes before the template's. */
export function leadColumns({ article }: StoryParts, columns: number, weights: MakeupWeights): number {
  // Two fifths of five columns are two, not a little more.
  const least = Math.ceil(weights.leadColumns * columns - 1e-9);
  return Math.min(least, askedColumns(article)?.[1] ?? columns);
}

/** What the lead needs on a page of so many columns; the editor's hints go before the template's. */
export function leadPlace(
  lead: StoryParts,
  others: readonly StoryParts[],
  columns: number,
  weights: MakeupWeights,
): LeadPlace {
  const isWantedLow = lead.article.makeup?.sides.includes("bottom") === true;
  // Who asks for another story at the top may have it over the lead, where the two find no place side by side.
  const isOtherWanted = others.some(({ article }) => article.makeup?.sides.includes("top") === true);
  const underCost = isWantedLow ? 0 : isOtherWanted ? Math.min(weights.lead, LEAD_SOFT) : weights.lead;
  return { columns: leadColumns(lead, columns, weights), underCost };
}

/** What stands where the editor put it. */
export interface ByHand {
  readonly stories: readonly string[];
  /** Whether advertisements or notices stand in the page's upper half. */
  readonly hasFixed: boolean;
}

/**
 * A lead that does not lead: lower than another story, or over fewer columns than it should have. An error where the template is
 * hard. The editor who placed it himself hears only of stories that the engine put over it.
 */
export function leadFindings(
  id: string,
  { columns: least, underCost }: LeadPlace,
  stories: readonly StandingStory[],
  { lead }: MakeupWeights,
  byHand: ByHand,
): readonly Omit<Finding, "page">[] {
  const own = stories.find(({ article }) => article.id === id);
  if (own === undefined || lead === 0) return [];
  const { cells, article } = own;
  const isPlaced = byHand.stories.includes(id);
  const over = stories
    .filter((one) => one.cells.row + one.cells.rows <= cells.row && sharesColumn(one.cells, cells))
    .filter((one) => !isPlaced || !byHand.stories.includes(one.article.id));
  const isWanted = over.every((one) => one.article.makeup?.sides.includes("top") === true);
  const told: Omit<Finding, "page">[] = [];
  const tell = (code: string, isError: boolean, message: string): void => {
    const severity = isError && lead === HARD && !isPlaced ? "error" : "warning";
    const hint = isPlaced ? PLACED_HINT : byHand.hasFixed ? `${FIXED_HINT}, ${LEAD_HINT}` : LEAD_HINT;
    told.push({ severity, code, article: id, message, hint, pointer: article.pointer });
  };
  if (over.length > 0 && underCost > 0) {
    const names = over.map((one) => one.article.id).join(", ");
    tell("lead-low", !isWanted, `the page's lead stands under ${names}, not at the head of the page`);
  }
  if (cells.columns < least && !isPlaced)
    tell(
      "lead-narrow",
      true,
      `the page's lead stands over ${cells.columns} columns, fewer than the template's ${least}`,
    );
  return told;
}

const PLACED_HINT = "give the lead rows from the head of the page, or those stories a place in `layout`";
const FIXED_HINT = "move advertisements out of the page's upper half";
const LEAD_HINT =
  "give another story less room or the lead a place in `layout`; `makeup: { lead: soft }` in the template makes this a warning";

/** What it costs that the lead stands over so few columns. */
export function leadWidthCost(place: LeadPlace | undefined, columns: number, { lead }: MakeupWeights): number {
  const missing = place === undefined ? 0 : Math.max(0, place.columns - columns);
  return lead === HARD ? (missing > 0 ? HARD : 0) : missing * lead;
}

/** What it costs that a story stands left of a more important one, whose number is `second`; the first is the page's lead. */
export function besideCost(second: number, { orderBeside, leadBeside }: MakeupWeights): number {
  return second === 0 ? leadBeside : orderBeside;
}
