/** Over how many columns of a story its panels (boxes, wide tables, a vertical head) may stand, and what it costs where these are too few. */
import type { PanelRoom } from "./vertical-place.js";
import { panelSpansOf, spansOf } from "./spans.js";

export interface PanelWidths {
  /** Rows of each panel over so many columns, where `free` rows are left for it. */
  readonly panels: readonly ((columns: number, free?: number, room?: PanelRoom) => number)[];
  /** The fewest columns that each of them needs; 1 where absent. */
  readonly panelColumns?: readonly number[];
  /** Columns that each of them should take where the story has so many; 1 where absent. */
  readonly panelWishes?: readonly number[];
  /** Which of them stand at the foot of their story: tables, before which text is read. */
  readonly panelsAtFoot?: readonly boolean[];
  /** Columns of those in whose tables names part in fewer. */
  readonly narrowedPanels?: readonly number[];
}

/** Panels whose tables break: out of the question, too, where the columns are not the editor's. */
const PANEL_BROKEN = 1e6;
/** A table in which names part since its story is so narrow: five rows of white. */
const PANEL_NARROWED = 300;

/** Columns that one of the panels may take: more than half of them only where its tables need more. */
export function panelSpansAt(parts: PanelWidths, index: number, columns: number): readonly number[] {
  const wide = panelSpansOf(columns).map((span) => atLeast(parts, index, span, columns));
  return [...new Set(wide)];
}

function atLeast({ panelColumns, panelWishes }: PanelWidths, index: number, span: number, columns: number): number {
  return Math.min(columns, Math.max(span, panelColumns?.[index] ?? 1, panelWishes?.[index] ?? 1));
}

/** What panels cost whose tables need, or want, more columns than there are. */
export function tightPanels({ panelColumns, narrowedPanels }: PanelWidths, columns: number): number {
  if (panelColumns?.some((least) => least > columns) === true) return PANEL_BROKEN;
  return PANEL_NARROWED * (narrowedPanels?.filter((wished) => wished > columns).length ?? 0);
}

export function allPanelSpans(parts: PanelWidths, columns: number): readonly (readonly number[])[] {
  const widest = panelSpansOf(columns).length;
  const all = spansOf(parts.panels.length, widest, widest, false).map((spans) =>
    spans.map((span, index) => atLeast(parts, index, span, columns)),
  );
  return [...new Map(all.map((spans) => [spans.join(" "), spans])).values()];
}
