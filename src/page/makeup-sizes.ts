/**
 * The cheapest sizes of the parts of a page (`Tree`): for each width what a part costs in every number of rows, reckoned once from
 * the tables of its two parts and kept, so that a small change of a page asks for few new ones.
 */
import { Heads } from "./makeup-heads.js";
import { type Piece, pieceOf, type Table } from "./makeup-table.js";
import type { Cells } from "../layout/grid.js";
import { aroundIn, leafIn, madeAround, type SearchedPage } from "./makeup-leaf.js";
import type { Tree } from "./makeup-moves.js";
import { type Budget, gutterCost } from "./makeup-search.js";
import type { State } from "./makeup-state.js";
import { PartingCosts } from "./makeup-parting.js";
import { stepOf, Steps } from "./makeup-steps.js";
import { type MadePart, stepped } from "./makeup-tree.js";

/** Making a table of sizes, in steps of search. */
const TABLE_STEPS = 60;
/** Numbers in one piece of memory, and how many pieces are kept before all tables are given up: some 50 MB. */
const PIECE = 2 ** 18;
const MOST_PIECES = 16;

const INFINITE = Number.POSITIVE_INFINITY;

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
  /** What it costs to part two trees. */
  readonly partings: PartingCosts;
  private readonly draft: Piece;
  private readonly nothing: Table;
  private readonly steps: Steps;

  constructor(
    private readonly page: SearchedPage,
    private readonly budget: Budget,
    /** What a part of the page may cost. */
    private readonly bound: number,
  ) {
    this.heads = new Heads(page);
    this.partings = new PartingCosts(page);
    this.steps = new Steps(page, budget, bound);
    this.draft = pieceOf(page.area.rows + 1);
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

  /** A part in its cheapest sizes. */
  unfold(tree: Tree, cells: Cells): MadePart {
    if (tree.kind === "leaf") return { kind: "leaf", index: tree.index, cells };
    const { kind, a, b } = tree;
    if (kind === "around") return madeAround(this.page, [a.first, b.first], cells);
    const { from, at, piece } = this.table(tree, cells.columns);
    const cut = piece.cut[at + cells.rows - from] ?? 0;
    if (kind === "step") {
      const step = stepOf(cut, cells.rows - this.page.search.gapRows, tree.drop);
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
      return this.partings.admits("stack", a, b) && this.partings.admits("side", b.a, b.b)
        ? this.step(tree, width)
        : this.nothing;
    if (!this.partings.admits(kind, a, b)) return this.nothing;
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
    const extra = this.partings.of("stack", a, b) + (width === area.columns ? search.weights.pageCut : 0);
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
      width === area.columns && a.members.length + b.members.length === stories.length + search.blocks.length;
    const parted = this.partings.of("side", a, b);
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

  /** A story over two parts that end apart. */
  private step({ a, b, drop }: Extract<Tree, { readonly kind: "step" }>, width: number): Table {
    const pairs = this.pairs([b.a, b.b], width, 1, drop);
    if (pairs.length === 0) return this.nothing;
    const parted = this.partings.of("stack", a, b) + this.partings.of("side", b.a, b.b);
    const filled = this.steps.fill(this.draft, { story: a.index, width, drop, pairs, parted });
    if (filled === undefined) return this.nothing;
    const [first, last] = filled;
    const head = this.heads.of(a.index, width);
    this.draft.left.fill(head, first, last + 1);
    this.draft.right.fill(head, first, last + 1);
    return this.closed(first, last);
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
      this.pieces.push(pieceOf(PIECE));
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
