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
/** How far a grid may miss the type area's width: the classic 8 × 13 字 at 9 pt misses 350 mm by 2.4 mm. */
const TOLERANCE = mm(3.5);

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

interface Extent {
  readonly width: Len;
  readonly height: Len;
}

/** The sheet, the type area, or both: without a type area, it is the sheet less usual margins. */
type GridPlace = (Extent & { readonly area?: undefined }) | (Partial<Extent> & { readonly area: Extent });

export type GridQuery = GridPlace & {
  readonly body: Len;
  readonly leading: Len;
  /** How many columns to try; 2 to 12. */
  readonly columns?: Bounds;
  /** How many 字 a column may have; 8 to 30. */
  readonly columnEms?: Bounds;
  /** Gutters to try, in 字; 1, 1.5 and 2. */
  readonly gutters?: readonly number[];
  /** How far the width may miss; 3.5 mm. */
  readonly tolerance?: Len;
};

export interface GridChoice {
  readonly columns: number;
  readonly columnEms: number;
  readonly gutterEms: number;
  readonly rows: number;
  readonly width: Len;
  /** From the head of the first row's characters to the foot of the last row's. */
  readonly height: Len;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly widthPt: number;
  /** Millimetres by which the width misses the type area's. */
  readonly missMm: number;
  /** Characters the page holds (版容). */
  readonly capacity: number;
}

function typeAreaOf(place: GridPlace): Extent {
  if (place.area !== undefined) return place.area;
  return { width: place.width - MARGIN_WIDTH, height: place.height - MARGIN_HEIGHT };
}

/** The grids that close on a type area, the nearest first; none is wider than the sheet. */
export function closingGrids(query: GridQuery): readonly GridChoice[] {
  const { body, leading } = query;
  const area = typeAreaOf(query);
  const widest = query.width ?? Infinity;
  const columns = query.columns ?? { min: FEWEST_COLUMNS, max: MOST_COLUMNS };
  const ems = query.columnEms ?? { min: FEWEST_EMS, max: MOST_EMS };
  const tolerance = query.tolerance ?? TOLERANCE;
  // The last row ends with its characters: it needs no space between lines below it.
  const rows = body > 0 && leading > 0 ? Math.floor((area.height - body) / leading) + 1 : 0;
  if (rows < 1) return [];
  const choices: GridChoice[] = [];
  for (let count = columns.min; count <= columns.max; count += 1) {
    for (const gutterEms of query.gutters ?? GUTTERS) {
      for (let columnEms = ems.min; columnEms <= ems.max; columnEms += 1) {
        const width = count * columnEms * body + (count - 1) * Math.round(gutterEms * body);
        const miss = width - area.width;
        if (Math.abs(miss) > tolerance || width > widest) continue;
        const height = (rows - 1) * leading + body;
        choices.push({
          columns: count,
          columnEms,
          gutterEms,
          rows,
          width,
          height,
          widthMm: toMm(width),
          heightMm: toMm(height),
          widthPt: toPt(width),
          missMm: toMm(miss),
          capacity: count * columnEms * rows,
        });
      }
    }
  }
  return choices.toSorted((a, b) => Math.abs(a.missMm) - Math.abs(b.missMm) || a.columns - b.columns);
}
