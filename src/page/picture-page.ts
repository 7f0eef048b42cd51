/**
 * Pages of pictures (图片版): the ways to part the area under a head into a rectangle for each photo and one for the text, a
 * slicing tree without holes. Dynamic programming over (set of parts, columns, rows), as `makeup.ts` does it for stories: a photo
 * takes as many rows as its crop and its caption allow, the text as many as its lines need. One search tells the costs of all depths.
 */
import type { Cells } from "../layout/grid.js";
import { SHORTEST_LEG_ROWS } from "../layout/region.js";
import { dearness } from "../template/makeup.js";
import type { PhotoBlock, PhotoCells } from "./photo.js";
import { type PhotoParts, photoWishes } from "./photo-columns.js";
import { CORNERS, MOST_PHOTOS } from "./photo-places.js";
import { cutTableCost, fitCost, leastLeg, legRowsCost, pictureCost, type WeighedParts } from "./place-cost.js";

/** Columns that no lesser picture need exceed: half of a broadsheet. */
const HALF = 4;
/** Parts that are combined in every way; of more, photos stay beside those before and after them. */
const EXACT = 8;
/** Rows that are searched at least: more than a broadsheet has, so that one search does for a page. */
const ROWS = 128;
/** Parts that cost as much belong to no page worth setting. */
const BOUND = 6_000;
/** White under a picture beside a taller one is a hole: so many times as dear as at the foot of the page. */
const HOLE = 2;
/** A column off its editor's wish; two of them are four times as bad. */
const OFF_WISH = 100;
/** The first picture narrower than wished is no longer the page's largest by far: so many times as bad. */
const FIRST = 3;
/** A picture nearly as large as the first: the page has no dominant one. */
const RIVAL = 400;
/** The part of the first picture's area that no other exceeds. */
const LESSER = 0.7;
/** All pictures together count as so many do elsewhere: more would put a full page out of the search's reach. */
const FULL = 2;
/** The others' width against that of a field of them all, so that they have sizes alike. */
const SHARE = 1.1;
/** Height against width of a picture that could not be read. */
const USUAL_SHAPE = 2 / 3;

export interface PictureParts extends WeighedParts, PhotoParts {
  readonly panels: readonly unknown[];
  /** Searches by columns, kept: asked for again with every other head. */
  readonly picturePages?: Map<number, PicturePage>;
}

/** Where photos and text stand under a head, in their rows alone. */
export interface PicturePlaces {
  readonly photos: readonly Cells[];
  /** One cell; none of a story without text. */
  readonly text: readonly Cells[];
  /** Rows of columns that stay white. */
  readonly white: number;
}

export interface PicturePage {
  readonly rows: number;
  /** Of the cheapest way in so many rows; Infinity where there is none. */
  costIn(rows: number): number;
  placesIn(rows: number): PicturePlaces | undefined;
}

/** Pictures and text of a story in their places on the page. */
export interface PlacedPictures {
  readonly photos: readonly PhotoCells[];
  readonly legs: readonly Cells[];
  readonly lost: number;
  readonly cost: number;
}

/**
 * Whether a story may be a page of pictures: it has more photos than corners, all of them still to be placed, and nothing else
 * beside its text. One that is to take a part of a column needs lines beside it.
 */
export function isPicturePage(parts: PictureParts, columns: number): boolean {
  const { photos } = parts.article;
  const isWhole = parts.photos === Math.min(photos.length, MOST_PHOTOS);
  const hasParts = photos.some((photo) => !Number.isInteger(photo.columns ?? 1));
  return columns > 1 && parts.photos > CORNERS && isWhole && parts.panels.length === 0 && !hasParts;
}

/** The most columns that each photo usefully stands over there: one more than its editor wishes, half a broadsheet, or all for the first. */
export function widestPhotos(parts: PictureParts, columns: number): readonly number[] {
  const wishes = photoWishes(parts).slice(0, parts.photos);
  return wishes.map((wish, index) => Math.min(columns, wish === undefined ? (index === 0 ? columns : HALF) : wish + 1));
}

/** The cheapest page of pictures in an area under a head; undefined where none fits for less than `dearest`. */
export function picturesIn(parts: PictureParts, area: Cells, dearest: number): PlacedPictures | undefined {
  if (area.rows <= 0) return undefined;
  const page = picturePage(parts, area.columns, area.rows);
  const places = page.costIn(area.rows) < dearest ? page.placesIn(area.rows) : undefined;
  if (places === undefined) return undefined;
  const moved = (own: Cells): Cells => ({ ...own, column: area.column + own.column, row: area.row + own.row });
  const photos = places.photos.map((own, index): PhotoCells => {
    const side = parts.article.photos[index]?.side ?? (own.column === 0 ? "left" : "right");
    return { ...moved(own), side };
  });
  const text = places.text.map(moved);
  const legs = text.flatMap((own) =>
    Array.from({ length: own.columns }, (_, index) => ({ ...own, column: own.column + index, columns: 1 })),
  );
  return { photos, legs, lost: places.white, cost: page.costIn(area.rows) };
}

/** The search for a story over so many columns and `rows` or fewer. */
function picturePage(parts: PictureParts, columns: number, rows: number): PicturePage {
  const known = parts.picturePages?.get(columns);
  if (known !== undefined && known.rows >= rows) return known;
  const made = new Search(parts, columns, Math.max(ROWS, rows)).page();
  parts.picturePages?.set(columns, made);
  return made;
}

/** A set of parts in one width, by its rows. */
interface State {
  readonly from: number;
  readonly to: number;
  readonly cost: Float64Array;
  /** How it is parted, and the rows of the first part. */
  readonly way: Int32Array;
  readonly rowsA: Int16Array;
  /** The same with white under it, and the rows that it has then. */
  readonly padded: Float64Array;
  readonly filled: Int16Array;
}

const LEAF = -1;
/** A way to part a set: the first part, and its columns beside the other part, or 0 over it. */
const WIDTHS = 64;

class Search {
  private readonly states = new Map<number, State>();
  private readonly void: State;
  private readonly text: number;
  private readonly all: number;
  private readonly lead: number;
  private readonly wishes: readonly (number | undefined)[];
  private readonly bound: number;
  /** Of many pictures each counts for less. */
  private readonly share: number;

  constructor(
    private readonly parts: PictureParts,
    private readonly columns: number,
    private readonly rows: number,
  ) {
    this.text = parts.textRows.natural > 0 ? 2 ** parts.photos : 0;
    this.all = 2 ** parts.photos - 1 + this.text;
    this.wishes = photoWishes(parts).slice(0, parts.photos);
    const widest = Math.max(...this.wishes.map((wish) => wish ?? 0));
    this.lead = widest === 0 ? 0 : this.wishes.indexOf(widest);
    this.share = FULL / parts.photos;
    this.bound = BOUND * dearness(parts.weights);
    const none = this.draft();
    this.void = { ...none, from: rows + 1, to: -1, ...this.padded(none.cost, 0) };
  }

  page(): PicturePage {
    const { parts, columns, rows: most } = this;
    this.search();
    const root = this.state(this.all, columns);
    // White that remains is at the foot of the page.
    const { padded, filled } = this.padded(root.cost, parts.weights.white * columns);
    return {
      rows: most,
      costIn: (rows) => padded[rows] ?? Number.POSITIVE_INFINITY,
      placesIn: (rows) => {
        if (!Number.isFinite(padded[rows] ?? Number.POSITIVE_INFINITY)) return undefined;
        const full = filled[rows] ?? 0;
        const places: Unfolded = { photos: [], text: [], white: (rows - full) * columns };
        this.unfold(this.all, { column: 0, columns, row: 0, rows: full }, places);
        return places;
      },
    };
  }

  private search(): void {
    const isExact = this.parts.photos + (this.text === 0 ? 0 : 1) <= EXACT;
    for (let set = 1; set <= this.all; set += 1) {
      if (!isExact && !this.isRun(set)) continue;
      const isSingle = (set & (set - 1)) === 0;
      const splits = isSingle ? [] : this.splits(set, isExact);
      for (let width = 1; width <= this.columns; width += 1) {
        if (set === this.all && width < this.columns) continue;
        const state = isSingle ? this.leaf(set, width) : this.composite(set, width, splits);
        if (state !== this.void) this.states.set(set * WIDTHS + width, state);
      }
    }
  }

  /** Whether its photos follow one another in the story. */
  private isRun(set: number): boolean {
    const photos = set & ~this.text;
    const from = photos & -photos;
    return (photos & (photos + from)) === 0;
  }

  /** The first parts of all ways to part a set in two. */
  private splits(set: number, isExact: boolean): readonly number[] {
    const first = set & -set;
    const found: number[] = [];
    for (let part = (set - 1) & set; part > 0; part = (part - 1) & set) {
      if ((part & first) === 0) continue;
      if (isExact || (this.isRun(part) && this.isRun(set - part))) found.push(part);
    }
    return found;
  }

  private state(set: number, width: number): State {
    return this.states.get(set * WIDTHS + width) ?? this.void;
  }

  private composite(set: number, width: number, splits: readonly number[]): State {
    const draft = this.draft();
    for (const part of splits) {
      this.stack(part, [this.state(part, width), this.state(set - part, width)], draft);
      for (let widthA = 1; widthA < width; widthA += 1)
        this.side(part * WIDTHS + widthA, [this.state(part, widthA), this.state(set - part, width - widthA)], draft);
    }
    return this.close(draft, this.hole(width));
  }

  private hole(width: number): number {
    return HOLE * this.parts.weights.white * width;
  }

  private stack(part: number, [a, b]: readonly [State, State], { cost, way, rowsA: first }: Draft): void {
    for (let rowsA = a.from; rowsA <= a.to; rowsA += 1) {
      const costA = a.cost[rowsA] as number;
      if (costA >= this.bound) continue;
      const most = Math.min(b.to, this.rows - 1 - rowsA);
      for (let rowsB = b.from; rowsB <= most; rowsB += 1) {
        const total = costA + (b.cost[rowsB] as number);
        const rows = rowsA + 1 + rowsB;
        if (total >= (cost[rows] as number)) continue;
        cost[rows] = total;
        way[rows] = part * WIDTHS;
        first[rows] = rowsA;
      }
    }
  }

  /** Side by side, one of the two as deep as both. */
  private side(own: number, [a, b]: readonly [State, State], { cost, way }: Draft): void {
    if (a.from > a.to || b.from > b.to) return;
    for (let rows = Math.max(a.from, b.from); rows <= Math.max(a.to, b.to); rows += 1) {
      const total = Math.min(
        (a.cost[rows] as number) + (b.padded[rows] as number),
        (a.padded[rows] as number) + (b.cost[rows] as number),
      );
      if (total >= (cost[rows] as number)) continue;
      cost[rows] = total;
      way[rows] = own;
    }
  }

  private leaf(set: number, width: number): State {
    const draft = this.draft();
    if (set === this.text) this.textLeaf(width, draft);
    else this.photoLeaf(31 - Math.clz32(set), width, draft);
    draft.way.fill(LEAF);
    return this.close(draft, this.hole(width));
  }

  private photoLeaf(index: number, width: number, { cost }: Draft): void {
    const photo = this.parts.photoAt(index, width);
    if (photo === undefined) return;
    const own = this.widthCost(index, width, photo);
    const most = Math.min(this.rows, photo.most + photo.captionRows);
    for (let rows = photo.least + photo.captionRows; rows <= most; rows += 1)
      cost[rows] = this.share * (own + pictureCost(this.parts, index, { columns: width, rows }));
  }

  private textLeaf(width: number, { cost }: Draft): void {
    const { parts } = this;
    const { least, most } = parts.textRows;
    const wanted = leastLeg(parts);
    const from = Math.max(SHORTEST_LEG_ROWS, Math.ceil(least / width));
    for (let rows = from; rows <= Math.min(this.rows, Math.max(from, Math.ceil(most / width))); rows += 1) {
      const legs = legRowsCost(parts.weights, rows, wanted) * width;
      cost[rows] = fitCost(parts, rows * width) + legs + cutTableCost(parts, rows);
    }
  }

  /** What counts against a photo over so many columns: its editor's wish, or its size among the others; and rivals of the first. */
  private widthCost(index: number, width: number, photo: PhotoBlock): number {
    const isLead = index === this.lead;
    const wish = this.wishes[index];
    const most = this.leadColumns();
    const isRival = !isLead && shapeOf(photo) * width ** 2 > LESSER * this.shapeAt(this.lead) * most ** 2;
    const rival = isRival && (wish === undefined || width > wish) ? RIVAL : 0;
    if (wish !== undefined) {
      const off = width - Math.min(wish, this.columns);
      return rival + OFF_WISH * off ** 2 * (isLead && off < 0 ? FIRST : 1);
    }
    const { smallPicture } = this.parts.weights;
    if (isLead) return smallPicture * Math.max(0, most - width) ** 2;
    const usual = (SHARE * this.columns) / Math.sqrt(this.parts.photos);
    const wanted = Math.min(this.columns, Math.round(usual * Math.sqrt(USUAL_SHAPE / shapeOf(photo))));
    return rival + smallPicture * Math.max(0, wanted - width) ** 2;
  }

  /** Columns that make the first picture as large as a usual one over more than half of them. */
  private leadColumns(): number {
    const wish = this.wishes[this.lead];
    const half = Math.floor(this.columns / 2) + 1;
    const own = Math.round(half * Math.sqrt(USUAL_SHAPE / this.shapeAt(this.lead)));
    return Math.max(1, Math.min(this.columns, wish ?? own));
  }

  private shapeAt(index: number): number {
    return shapeOf(this.parts.photoAt(index, 1));
  }

  private draft(): Draft {
    const { rows } = this;
    return {
      cost: new Float64Array(rows + 1).fill(Number.POSITIVE_INFINITY),
      way: new Int32Array(rows + 1),
      rowsA: new Int16Array(rows + 1),
    };
  }

  /** `white`: what a row of white under it costs. */
  private close({ cost, way, rowsA }: Draft, white: number): State {
    let from = cost.length;
    let to = -1;
    for (let rows = 0; rows < cost.length; rows += 1) {
      if ((cost[rows] as number) >= this.bound) cost[rows] = Number.POSITIVE_INFINITY;
      else [from, to] = [Math.min(from, rows), rows];
    }
    if (to < 0) return this.void;
    return { from, to, cost, way, rowsA, ...this.padded(cost, white) };
  }

  /** With white under it, for so much a row. */
  private padded(cost: Float64Array, white: number): Pick<State, "padded" | "filled"> {
    const padded = cost.slice();
    const filled = new Int16Array(cost.length);
    for (let rows = 0; rows < cost.length; rows += 1) {
      const under = rows === 0 ? Number.POSITIVE_INFINITY : (padded[rows - 1] as number) + white;
      const isOwn = (cost[rows] as number) <= under;
      padded[rows] = isOwn ? (cost[rows] as number) : under;
      filled[rows] = isOwn || rows === 0 ? rows : (filled[rows - 1] as number);
    }
    return { padded, filled };
  }

  private unfold(set: number, cells: Cells, places: Unfolded): void {
    const { columns, rows } = cells;
    const state = this.state(set, columns);
    const way = state.way[rows] as number;
    if (way === LEAF && set === this.text) places.text.push(cells);
    else if (way === LEAF) places.photos[31 - Math.clz32(set)] = cells;
    if (way === LEAF) return;
    const part = Math.floor(way / WIDTHS);
    const rest = set - part;
    const widthA = way % WIDTHS;
    if (widthA === 0) {
      const rowsA = state.rowsA[rows] as number;
      const rowsB = rows - 1 - rowsA;
      const isFirst = this.rank(part) < this.rank(rest);
      const a = { ...cells, rows: rowsA, row: isFirst ? cells.row : cells.row + rowsB + 1 };
      const b = { ...cells, rows: rowsB, row: isFirst ? cells.row + rowsA + 1 : cells.row };
      this.unfold(part, a, places);
      this.unfold(rest, b, places);
      return;
    }
    const widthB = columns - widthA;
    const [a, b] = [this.state(part, widthA), this.state(rest, widthB)];
    const isAWhole =
      (a.cost[rows] as number) + (b.padded[rows] as number) <= (a.padded[rows] as number) + (b.cost[rows] as number);
    const rowsA = isAWhole ? rows : (a.filled[rows] as number);
    const rowsB = isAWhole ? (b.filled[rows] as number) : rows;
    places.white += (rows - rowsA) * widthA + (rows - rowsB) * widthB;
    const sides = this.sideOf(part) - this.sideOf(rest);
    const isLeft = sides === 0 ? this.rank(part) < this.rank(rest) : sides < 0;
    this.unfold(
      part,
      { ...cells, columns: widthA, rows: rowsA, column: isLeft ? cells.column : cells.column + widthB },
      places,
    );
    this.unfold(
      rest,
      { ...cells, columns: widthB, rows: rowsB, column: isLeft ? cells.column + widthA : cells.column },
      places,
    );
  }

  /** The order from the head of the page and from its left: the first picture, the text, the others. */
  private rank(set: number): number {
    if ((set & (2 ** this.lead)) !== 0) return 0;
    return (set & this.text) !== 0 ? 1 : 2 + Math.log2(set & -set);
  }

  /** How far its photos are wished to the right; below 0 to the left. */
  private sideOf(set: number): number {
    return this.parts.article.photos.reduce((sum, { side }, index) => {
      if (side === undefined || (set & (2 ** index)) === 0) return sum;
      return sum + (side === "right" ? 1 : -1);
    }, 0);
  }
}

interface Unfolded {
  readonly photos: Cells[];
  readonly text: Cells[];
  white: number;
}

type Draft = Pick<State, "cost" | "way" | "rowsA">;

function shapeOf(photo: PhotoBlock | undefined): number {
  const shape = photo?.shape;
  return shape === undefined ? USUAL_SHAPE : shape.height / shape.width;
}
