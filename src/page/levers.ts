/**
 * What was done so that a story fits its place: paragraphs set a line shorter or longer, subheads with more rows, a smaller
 * headline, pictures cropped. Told to the editor, who may want to do it in the text instead.
 */
import type { Len } from "../base/length.js";
import type { Flow, FlowItem, PlacedItem } from "../layout/flow.js";
import type { Cells } from "../layout/grid.js";
import type { Lever } from "../scene/list.js";
import type { PhotoBlock } from "./photo.js";

export interface Fitted {
  readonly set: Flow;
  readonly items: readonly FlowItem[];
  /** Measures of the legs that the text runs through. */
  readonly measures: readonly Len[];
  /** Steps by which the headline is smaller than the template asks for. */
  readonly headStep: number;
  readonly photos: readonly { readonly cells: Cells; readonly photo: PhotoBlock | undefined }[];
}

export function leversOf({ set, items, measures, headStep, photos }: Fitted): readonly Lever[] {
  const steps = set.placed.map((placed) => (placed.kind === "paragraph" ? placed.looseness : 0));
  const [shorter, longer] = [steps.filter((step) => step < 0).length, steps.filter((step) => step > 0).length];
  const taller = set.placed.reduce((sum, placed) => sum + rowsOver(placed, items, measures), 0);
  const levers: Lever[] = [];
  const pull = (kind: Lever["kind"], by: number, says: string): void => void levers.push({ kind, by, says });
  if (shorter > 0) pull("paragraph", -shorter, `${counted(shorter, "paragraph")} one line shorter`);
  if (longer > 0) pull("paragraph", longer, `${counted(longer, "paragraph")} one line longer`);
  if (taller > 0) pull("subhead", taller, `subheads ${counted(taller, "row")} taller`);
  if (headStep > 0) pull("headline", -headStep, `headline ${counted(headStep, "step")} smaller`);
  photos.forEach(({ cells, photo }, index) => {
    const rows = photo === undefined ? 0 : cells.rows - photo.captionRows - photo.natural;
    if (rows === 0) return;
    const name = photos.length === 1 ? "photo" : `photo ${index + 1}:`;
    pull("photo", rows, `${name} ${counted(Math.abs(rows), "row")} ${rows > 0 ? "taller" : "lower"}`);
  });
  return levers;
}

/** Rows that a block takes over those that the template asks for. */
function rowsOver(placed: PlacedItem, items: readonly FlowItem[], measures: readonly Len[]): number {
  if (placed.kind === "paragraph") return 0;
  const item = items[placed.item];
  if (item?.kind !== "block") return 0;
  const asked = item.rows(measures[placed.leg] ?? 0)[0] ?? placed.rows;
  // At a leg's head the white over it falls away, and the head of a table stands again.
  const atHead = (item.again?.(measures[placed.leg] ?? 0) ?? 0) - (item.lead ?? 0);
  return placed.rows - (placed.row === 0 ? asked + atHead : asked);
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
