/** The lead leads: it begins at the head of the page and stands over no fewer columns than the template asks for. */
import { HARD, LEAD_SOFT, type MakeupWeights } from "../template/makeup.js";
import type { StoryParts } from "./arrange.js";
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

/** What it costs that the lead stands over so few columns. */
export function leadWidthCost(place: LeadPlace | undefined, columns: number, { lead }: MakeupWeights): number {
  const missing = place === undefined ? 0 : Math.max(0, place.columns - columns);
  return lead === HARD ? (missing > 0 ? HARD : 0) : missing * lead;
}
