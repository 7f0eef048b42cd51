/**
 * The cheapest sizes of the parts of a page (`Tree`): for each width what a part costs in every number of rows, reckoned once from
 * the tables of its two parts and kept, so that a small change of a page asks for few new ones.
 */
import { type Block, keepsCorners } from "./blocks.js";
import { headKind, headsCost } from "./head-kinds.js";
import { asksForPlace, partingCost } from "./hints.js";
import type { Cells } from "../layout/grid.js";
import { slotBounds, type StoryParts } from "./arrange.js";
import {
  aroundIn,
  askedCost,
  LEAST_STEP,
  LEAST_UNDER_HEAD,
  leafIn,
  madeAround,
  rankCost,
  type SearchedPage,
} from "./makeup-leaf.js";
import type { Tree } from "./makeup-moves.js";
import { type Budget, gutterCost } from "./makeup-search.js";
import type { State } from "./makeup-state.js";
import { type MadePart, type Step, stepped } from "./makeup-tree.js";
import { stepWeight } from "./makeup-score.js";
import { steppedCost } from "./story-cost.js";

/** Making a table of sizes, in steps of search. */
const TABLE_STEPS = 60;
/** Numbers in one piece of memory, and how many pieces are kept before all tables are given up: some 50 MB. */
const PIECE = 2 ** 18;
const MOST_PIECES = 16;

/** Working out what a story costs over two depths, in steps of search. */
const STEP_STEPS = 40;
/** More than any page has: parts of numbers that say two things. */
const MOST_COLUMNS = 64;
const MOST_ROWS = 1024;

const INFINITE = Number.POSITIVE_INFINITY;

/** One piece of memory for many tables: making a typed array for each takes longer than what stands in it. */
interface Piece {
  readonly cost: Float64Array;
  /** The rows of the upper part, or the columns of the left one. */
  readonly cut: Uint16Array;
  /** The headlines in the upper corners, by `Heads`. */
  readonly left: Uint16Array;
  readonly right: Uint16Array;
}

/** What a part costs in one width, from `from` to `to` rows; the first of them at `at` in its piece. No rows: it has no room there. */
export interface Table {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly piece: Piece;
}

/** What a part costs in so many rows. */
export function costIn({ from, to, at, piece }: Table, rows: number): number {
  return rows < from || rows > to ? INFINITE : (piece.cost[at + rows - from] as number);
}

/** All that is known of one part. */
interface Known {
  /** By width. */
  readonly tables: (Table | undefined)[];
  /** Rows of columns that its stories take at least and at most. */
  readonly least: number;
  readonly most: number;
}

export class Sizes {
  private known = new Map<Tree, Known>();
  private byKey = new Map<string, Known>();
  private pieces: Piece[] = [];
  private used = PIECE;
  private readonly heads: Heads;
  private readonly blocks: readonly Block[];
  private readonly hasHints: boolean;
  private readonly draft: Piece;
  private readonly nothing: Table;
  private readonly stepCosts = new Map<number, number>();

  constructor(
    private readonly page: SearchedPage,
    private readonly budget: Budget,
    /** What a part of the page may cost. */
    private readonly bound: number,
  ) {
    this.heads = new Heads(page);
    this.blocks = page.search.blocks;
    this.hasHints = page.stories.some(asksForPlace);
    this.draft = piece(page.area.rows + 1);
    this.nothing = { from: 1, to: 0, at: 0, piece: this.draft };
  }

  /** Gives up what is known when it takes too much memory. Tables that were asked for before are not good any more. */
  tidy(): void {
    if (this.pieces.length <= MOST_PIECES) return;
    this.pieces = [];
    this.used = PIECE;
    this.known = new Map();
    this.byKey = new Map();
  }

  table(tree: Tree, width: number): Table {
    const { tables } = this.of(tree);
    const known = tables[width];
    if (known !== undefined) return known;
    this.budget.left -= TABLE_STEPS;
    const made = this.made(tree, width);
    tables[width] = made;
    return made;
  }

  /** No fewer rows than the part needs in a width, and no more than it can fill. */
  rowsOf(tree: Tree, width: number): readonly [number, number] {
    const { least, most } = this.of(tree);
    return [least / width, most / width];
  }

  /** What the heads of two parts cost that begin in one row, the first left of the second or, mirrored, right of it. */
  headsBeside(first: Table, rows: number, second: Table, otherRows: number, isMirrored: boolean): number {
    const one = first.at + rows - first.from;
    const other = second.at + otherRows - second.from;
    return isMirrored
      ? this.heads.cost(second.piece.right[other] as number, first.piece.left[one] as number)
      : this.heads.cost(first.piece.right[one] as number, second.piece.left[other] as number);
  }

  holdsBlock({ members }: Tree, block: number): boolean {
    return members.includes(this.page.stories.length + block);
  }

  admits(kind: "stack" | "side", a: Tree, b: Tree): boolean {
    if (this.blocks.length === 0) return true;
    const isIn = (tree: Tree) => (block: number) => this.holdsBlock(tree, block);
    return keepsCorners(this.blocks, kind, isIn(a), isIn(b));
  }

  /** What the editor's hints say about parting two trees. */
  hinted(kind: "stack" | "side", a: Tree, b: Tree): number {
    return this.hasHints ? partingCost(this.members(a), this.members(b), kind) : 0;
  }

  /** The stories of a tree that hints may be about; none where there are no hints. */
  hintable(tree: Tree): readonly StoryParts[] {
    return this.hasHints ? this.members(tree) : [];
  }

  members({ members }: Tree): readonly StoryParts[] {
    return members.flatMap((index) => this.page.stories[index] ?? []);
  }

  /** A part in its cheapest sizes. */
  unfold(tree: Tree, cells: Cells): MadePart {
    if (tree.kind === "leaf") return { kind: "leaf", index: tree.index, cells };
    const { kind, a, b } = tree;
    if (kind === "around") return madeAround(this.page, [a.first, b.first], cells);
    const { from, at, piece } = this.table(tree, cells.columns);
    const cut = piece.cut[at + cells.rows - from] ?? 0;
    if (kind === "step") {
      const rowsA = Math.floor(cut / MOST_COLUMNS);
      const under = cells.rows - this.page.search.gapRows;
      const step = { widthA: cut % MOST_COLUMNS, overA: under - rowsA, overB: under - rowsA + tree.drop };
      const part = (one: Tree) => (place: Cells) => this.unfold(one, place);
      return stepped(cells, a.index, step, this.page.search.gapRows, [part(b.a), part(b.b)]);
    }
    if (kind === "side") {
      const beside = { ...cells, column: cells.column + cut, columns: cells.columns - cut };
      return { kind, cells, a: this.unfold(a, { ...cells, columns: cut }), b: this.unfold(b, beside) };
    }
    const down = cut + this.page.search.gapRows;
    const under = { ...cells, row: cells.row + down, rows: cells.rows - down };
    return { kind, cells, a: this.unfold(a, { ...cells, rows: cut }), b: this.unfold(b, under) };
  }

  private of(tree: Tree): Known {
    const own = this.known.get(tree);
    if (own !== undefined) return own;
    const same = this.byKey.get(tree.key);
    const made = same ?? this.boundsOf(tree);
    this.known.set(tree, made);
    if (same === undefined) this.byKey.set(tree.key, made);
    return made;
  }

  private boundsOf(tree: Tree): Known {
    const { area, search } = this.page;
    const tables: (Table | undefined)[] = [];
    if (tree.kind !== "leaf" && tree.kind !== "around") {
      const [a, b] = [this.of(tree.a), this.of(tree.b)];
      const gap = tree.kind !== "side" ? search.gapRows * area.columns : 0;
      return { tables, least: a.least + b.least, most: a.most + b.most + gap };
    }
    let least = INFINITE;
    let most = 0;
    for (let width = 1; width <= area.columns; width += 1) {
      const { from, to } = (tables[width] = this.made(tree, width));
      if (to < from) continue;
      least = Math.min(least, from * width);
      most = Math.max(most, to * width);
    }
    return { tables, least, most };
  }

  private made(tree: Tree, width: number): Table {
    if (tree.kind === "leaf") {
      const { stories } = this.page;
      const parts = stories[tree.index];
      const head = parts === undefined ? 0 : this.heads.of(tree.index, width);
      return this.kept(leafIn(this.page, tree.index, width), head);
    }
    const { kind, a, b } = tree;
    if (kind === "around") {
      if (a.kind !== "leaf" || b.kind !== "leaf" || this.page.stories[a.index] === undefined) return this.nothing;
      return this.kept(aroundIn(this.page, [a.index, b.index], width), this.heads.of(a.index, width));
    }
    if (kind === "step")
      return this.admits("stack", a, b) && this.admits("side", b.a, b.b) ? this.step(tree, width) : this.nothing;
    if (!this.admits(kind, a, b)) return this.nothing;
    return kind === "stack" ? this.stack(a, b, width) : this.side(a, b, width);
  }

  /** A story's costs, as the search of pages has them. */
  private kept({ layers: [{ cost }], from, to }: State, head: number): Table {
    if (from >= cost.length) return this.nothing;
    const { draft, bound } = this;
    for (let rows = from; rows <= to; rows += 1) {
      const own = cost[rows] as number;
      draft.cost[rows] = own < bound ? own : INFINITE;
      draft.left[rows] = head;
      draft.right[rows] = head;
    }
    return this.closed(from, to);
  }

  private stack(a: Tree, b: Tree, width: number): Table {
    const { area, search } = this.page;
    const top = this.table(a, width);
    const under = this.table(b, width);
    if (top.to < top.from || under.to < under.from) return this.nothing;
    const { bound, draft } = this;
    const { gapRows } = search;
    const extra = this.parting("stack", a, b) + (width === area.columns ? search.weights.pageCut : 0);
    const from = top.from + gapRows + under.from;
    const to = Math.min(area.rows, top.to + gapRows + under.to);
    const { cost, cut, left, right } = draft;
    cost.fill(INFINITE, from, to + 1);
    const underCost = under.piece.cost;
    for (let rowsA = top.from; rowsA <= top.to; rowsA += 1) {
      const anyway = (top.piece.cost[top.at + rowsA - top.from] as number) + extra;
      if (anyway >= bound) continue;
      const shift = rowsA + gapRows - under.at + under.from;
      const last = under.at + Math.min(under.to, area.rows - gapRows - rowsA) - under.from;
      for (let at = under.at; at <= last; at += 1) {
        const total = anyway + (underCost[at] as number);
        const rows = at + shift;
        if (total >= (cost[rows] as number) || total >= bound) continue;
        cost[rows] = total;
        cut[rows] = rowsA;
      }
      this.budget.left -= Math.max(0, last - under.at + 1) / 8;
    }
    for (let rows = from; rows <= to; rows += 1) {
      const at = top.at + (cut[rows] as number) - top.from;
      left[rows] = top.piece.left[at] as number;
      right[rows] = top.piece.right[at] as number;
    }
    return this.closed(from, to);
  }

  private side(a: Tree, b: Tree, width: number): Table {
    const { area, search, stories } = this.page;
    const isPage =
      width === area.columns && a.members.length + b.members.length === stories.length + this.blocks.length;
    const parted = this.parting("side", a, b);
    const { bound, draft, heads } = this;
    const pairs = this.pairs([a, b], width, isPage ? area.rows : 1, 0);
    if (pairs.length === 0) return this.nothing;
    let from = area.rows + 1;
    let to = 0;
    draft.cost.fill(INFINITE);
    for (const [widthA, left, right] of pairs) {
      const last = Math.min(left.to, right.to);
      const extra = parted + (isPage ? gutterCost(search, widthA) : 0);
      for (let rows = Math.max(left.from, right.from, isPage ? area.rows : 0); rows <= last; rows += 1) {
        const atA = left.at + rows - left.from;
        const atB = right.at + rows - right.from;
        const parts = (left.piece.cost[atA] as number) + (right.piece.cost[atB] as number) + extra;
        const most = draft.cost[rows] as number;
        if (parts >= bound || parts >= most) continue;
        const total = parts + heads.cost(left.piece.right[atA] as number, right.piece.left[atB] as number);
        if (total >= bound || total >= most) continue;
        draft.cost[rows] = total;
        draft.cut[rows] = widthA;
        draft.left[rows] = left.piece.left[atA] as number;
        draft.right[rows] = right.piece.right[atB] as number;
        if (rows < from) from = rows;
        if (rows > to) to = rows;
      }
    }
    return to < from ? this.nothing : this.closed(from, to);
  }

  /** Two parts side by side by the columns of the first, wherever both have room, in `depth` rows at least and the first in `drop` more. */
  private pairs(
    [a, b]: readonly [Tree, Tree],
    width: number,
    depth: number,
    drop: number,
  ): readonly (readonly [number, Table, Table])[] {
    const { rows } = this.page.area;
    const [first, second] = [this.of(a), this.of(b)];
    const pairs: (readonly [number, Table, Table])[] = [];
    for (let widthA = 1; widthA < width; widthA += 1) {
      const widthB = width - widthA;
      // Most widths are too wide for the one part or too narrow for the other.
      if (first.least > rows * widthA || second.least > rows * widthB) continue;
      if (first.most < depth * widthA || second.most < depth * widthB) continue;
      if (first.least / widthA > second.most / widthB + drop || second.least / widthB > first.most / widthA - drop)
        continue;
      const left = this.table(a, widthA);
      const right = left.to < left.from ? left : this.table(b, widthB);
      if (right.to >= right.from) pairs.push([widthA, left, right]);
    }
    this.budget.left -= (TABLE_STEPS / 4) * pairs.length;
    return pairs;
  }

  /** A story over two parts that end apart. Of pictures and upright heads arithmetic knows too little. */
  private step({ a, b, drop }: Extract<Tree, { readonly kind: "step" }>, width: number): Table {
    const { page, draft, bound } = this;
    const { area, search, stories } = page;
    const parts = stories[a.index];
    const isKnown = parts !== undefined && parts.boxRowsAt === undefined && parts.brokenAt?.(width)?.isAsked !== true;
    if (!isKnown || Math.abs(drop) < LEAST_STEP) return this.nothing;
    const sought = { parts, story: a.index, width, area, search };
    const extra =
      this.parting("stack", a, b) +
      this.parting("side", b.a, b.b) +
      stepWeight(a.index, search.weights) +
      rankCost(sought) +
      askedCost(sought);
    const { least, most } = slotBounds(parts, width);
    const widest = most + search.ceiling / search.weights.white;
    const shortest = parts.headRowsAt(width, 0) + LEAST_UNDER_HEAD;
    const pairs = this.pairs([b.a, b.b], width, 1, drop);
    let [first, last] = [area.rows + 1, 0];
    draft.cost.fill(INFINITE);
    const head = this.heads.of(a.index, width);
    for (const [widthA, left, right] of pairs) {
      for (
        let rowsA = Math.max(left.from, right.from + drop);
        rowsA <= Math.min(left.to, right.to + drop);
        rowsA += 1
      ) {
        const rowsB = rowsA - drop;
        const under = costIn(left, rowsA) + costIn(right, rowsB) + extra;
        if (under >= bound) continue;
        const taken = search.gapRows * width + rowsA * widthA + rowsB * (width - widthA);
        const from = Math.max(Math.ceil((least + taken) / width), shortest + search.gapRows + Math.max(rowsA, rowsB));
        const to = Math.min(area.rows, Math.floor((widest + taken) / width));
        this.budget.left -= Math.max(0, to - from + 1);
        for (let rows = from; rows <= to; rows += 1) {
          if (under >= (draft.cost[rows] as number)) continue;
          const over = rows - search.gapRows;
          const total =
            under + this.stepCost(parts, a.index, width, { widthA, overA: over - rowsA, overB: over - rowsB });
          if (total >= bound || total >= (draft.cost[rows] as number)) continue;
          draft.cost[rows] = total;
          draft.cut[rows] = rowsA * MOST_COLUMNS + widthA;
          first = Math.min(first, rows);
          last = Math.max(last, rows);
        }
      }
    }
    draft.left.fill(head, first, last + 1);
    draft.right.fill(head, first, last + 1);
    return last < first ? this.nothing : this.closed(first, last);
  }

  private stepCost(parts: StoryParts, story: number, width: number, { widthA, overA, overB }: Step): number {
    const key = (((story * MOST_COLUMNS + width) * MOST_COLUMNS + widthA) * MOST_ROWS + overA) * MOST_ROWS + overB;
    const known = this.stepCosts.get(key);
    if (known !== undefined) return known;
    this.budget.left -= STEP_STEPS;
    const own = steppedCost(parts, width, widthA, [overA, overB]) ?? INFINITE;
    const made = own < this.page.search.ceiling ? own : INFINITE;
    this.stepCosts.set(key, made);
    return made;
  }

  /** What it costs to part two trees, beside seams, gutters and heads. */
  private parting(kind: "stack" | "side", a: Tree, b: Tree): number {
    const { lead, weights } = this.page.search;
    const { order, orderBeside } = weights;
    // Blocks matter to nobody.
    const holdsStory = a.first < this.page.stories.length;
    const asLead = kind === "stack" && b.first === 0 && holdsStory ? (lead?.underCost ?? 0) : 0;
    const turned = holdsStory && b.first < a.first ? (kind === "stack" ? order : orderBeside) : 0;
    return turned + asLead + this.hinted(kind, a, b);
  }

  /** Puts the rows of the draft that cost less than the bound into memory. */
  private closed(first: number, last: number): Table {
    const { draft, bound } = this;
    let [from, to] = [first, last];
    while (from <= to && (draft.cost[from] as number) >= bound) from += 1;
    while (to >= from && (draft.cost[to] as number) >= bound) to -= 1;
    if (to < from) return this.nothing;
    const count = to - from + 1;
    if (this.used + count > PIECE) {
      this.pieces.push(piece(PIECE));
      this.used = 0;
    }
    const own = this.pieces.at(-1) ?? draft;
    const at = this.used;
    for (let rows = from; rows <= to; rows += 1) {
      const place = at + rows - from;
      own.cost[place] = draft.cost[rows] as number;
      own.cut[place] = draft.cut[rows] as number;
      own.left[place] = draft.left[rows] as number;
      own.right[place] = draft.right[rows] as number;
    }
    this.used += count;
    return { from, to, at, piece: own };
  }
}

function piece(size: number): Piece {
  return {
    cost: new Float64Array(size),
    cut: new Uint16Array(size),
    left: new Uint16Array(size),
    right: new Uint16Array(size),
  };
}

/** Headlines by small numbers, 0 for none, and what two of them cost side by side. */
class Heads {
  private readonly columns: number;
  private readonly butting: number;
  private readonly kinds: readonly number[];
  private readonly costs: Float64Array;

  constructor({ stories, area, search }: SearchedPage) {
    this.columns = area.columns;
    this.butting = search.weights.headsButt;
    const widths = Array.from({ length: area.columns }, (_, at) => at + 1);
    this.kinds = [0, ...stories.flatMap((story) => widths.map((width) => headKind(story, width)))];
    this.costs = new Float64Array(this.kinds.length ** 2).fill(-1);
  }

  of(story: number, width: number): number {
    const number = story * this.columns + width;
    return this.kinds[number] === 0 ? 0 : number;
  }

  cost(a: number, b: number): number {
    if (a === 0 || b === 0) return 0;
    const at = a * this.kinds.length + b;
    const known = this.costs[at] as number;
    if (known >= 0) return known;
    const made = headsCost(this.kinds[a] ?? 0, this.kinds[b] ?? 0, this.butting);
    this.costs[at] = made;
    return made;
  }
}
