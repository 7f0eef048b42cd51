/**
 * Grids that close: columns and gutters of whole 字 that fill a type area, and the rows that its height holds. A grid that
 * closes exactly beats round millimetres.
 */
import { type Len, mm, toMm, toPt } from "../base/length.js";

/** Sheet edge to type area, both sides together: 390 × 550 mm carries 350 × 490 mm. */
const MARGIN_WIDTH = mm(40);
const MARGIN_HEIGHT = mm(60);
const GUTTERS = [1, 1.5, 2];
const FEWEST_COLUMNS = 2;
const MOST_COLUMNS = 12;
const FEWEST_EMS = 8;
const MOST_EMS = 30;
/** How far a grid may miss the type area's width. */
const TOLERANCE = mm(3.5);

export interface GridQuery {
  /** The sheet. */
  readonly width: Len;
  readonly height: Len;
  readonly body: Len;
  readonly leading: Len;
  /** The type area itself, when it is known; otherwise the sheet less usual margins. */
  readonly area?: { readonly width: Len; readonly height: Len };
}

export interface GridChoice {
  readonly columns: number;
  readonly columnEms: number;
  readonly gutterEms: number;
  readonly rows: number;
  readonly width: Len;
  readonly height: Len;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly widthPt: number;
  /** Millimetres by which the width misses the type area's. */
  readonly missMm: number;
  /** Characters the page holds (版容). */
  readonly capacity: number;
}

/** The grids that close on a sheet's type area, the nearest first. */
export function closingGrids(query: GridQuery): readonly GridChoice[] {
  const area = query.area ?? { width: query.width - MARGIN_WIDTH, height: query.height - MARGIN_HEIGHT };
  const rows = Math.floor(area.height / query.leading);
  const choices: GridChoice[] = [];
  for (let columns = FEWEST_COLUMNS; columns <= MOST_COLUMNS; columns += 1) {
    for (const gutterEms of GUTTERS) {
      for (let columnEms = FEWEST_EMS; columnEms <= MOST_EMS; columnEms += 1) {
        const width = columns * columnEms * query.body + (columns - 1) * Math.round(gutterEms * query.body);
        const miss = width - area.width;
        if (Math.abs(miss) > TOLERANCE || width > query.width) continue;
        const height = rows * query.leading;
        choices.push({
          columns,
          columnEms,
          gutterEms,
          rows,
          width,
          height,
          widthMm: toMm(width),
          heightMm: toMm(height),
          widthPt: toPt(width),
          missMm: toMm(miss),
          capacity: columns * columnEms * rows,
        });
      }
    }
  }
  return choices.toSorted((a, b) => Math.abs(a.missMm) - Math.abs(b.missMm) || a.columns - b.columns);
}
