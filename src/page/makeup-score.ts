/**
 * What a make-up costs, term by term: the same objective that the search adds up while it parts the page, told apart for
 * the editor. A finished make-up alone is looked at, so that nothing of the search is needed for it.
 */
import { headKind, headsCost } from "./head-kinds.js";
import type { RuleId } from "../lint/rules.js";
import type { Cells } from "../layout/grid.js";
import { inBrokenColumns } from "../layout/broken-columns.js";
import { slotsOf } from "../layout/region.js";
import { headCost } from "./head-rooms.js";
import { arrangements, type StoryParts, type StoryWishes } from "./arrange.js";
import { fitCost, photoCost } from "./place-cost.js";
import { partingCost, widthCost } from "./hints.js";
import { whiteBeside } from "./makeup-leaf.js";
import { besideCost, leadWidthCost } from "./makeup-lead.js";
import type { MakeupWeights } from "../template/makeup.js";
import { gutterCost, type MakeupRules } from "./makeup-search.js";
import { type Made, type MadePart, placesOf, storiesIn } from "./makeup-tree.js";
import { cheapestColumns, leastCost } from "./story-cost.js";

/** What is weighed, as reports name it: rules of make-up by their own names. */
export type MakeupTerm =
  | RuleId
  /** Rows of columns that stay white. */
  | "white"
  /** Lines by which text must be eased, and text without room. */
  | "text"
  /** Heads set smaller, with more white around them, or broken where they come. */
  | "heads"
  | "pictures"
  /** Columns of text too short, too tall, or apart from one another. */
  | "legs"
  /** Heads smaller than their stories' rank asks for, and a narrow lead. */
  | "hierarchy"
  /** A lead lower than the head of the page, or over fewer columns than it should have. */
  | "lead"
  /** Stories over or left of more important ones. */
  | "order"
  | "interlock"
  /** Text in columns of another width than the page's, where the editor does not ask for it. */
  | "columns"
  /** What the editor asked for on single stories. */
  | "hints"
  /** White, overset and lone lines that came out once the text was set. */
  | "setting";

export type MakeupTerms = ReadonlyMap<MakeupTerm, number>;

/** Times that it costs more of another story than of the lead that its legs end at two heights: rectangles are read more easily. */
const LESSER_STEP = 5;

/** What it costs that the legs of a story end at two heights. */
export function stepWeight(index: number, { interlock }: Pick<MakeupWeights, "interlock">): number {
  return index === 0 ? interlock : LESSER_STEP * interlock;
}

/** What they cost together. */
export function costOf(terms: MakeupTerms): number {
  let total = 0;
  for (const cost of terms.values()) total += cost;
  return total;
}

/** Adds up by term; what costs nothing is left out. */
export class Account {
  readonly terms = new Map<MakeupTerm, number>();

  add(term: MakeupTerm, cost: number): void {
    if (cost !== 0) this.terms.set(term, (this.terms.get(term) ?? 0) + cost);
  }

  addAll(terms: MakeupTerms): void {
    for (const [term, cost] of terms) this.add(term, cost);
  }
}

/** The terms of the search: together they are the make-up's cost before its rules are judged and its text is set. */
export function searchTerms(
  stories: readonly StoryParts[],
  area: Cells,
  rules: Pick<MakeupRules, "weights" | "lead" | "blocks" | "crossed">,
  made: Made,
): MakeupTerms {
  const { weights, lead: place } = rules;
  const account = new Account();
  const member = (part: Made): readonly StoryParts[] => storiesIn(part).flatMap((index) => stories[index] ?? []);
  const first = (part: Made): number => storiesIn(part)[0] ?? 0;

  const all = placesOf(made).length;

  const part = (one: MadePart): void => {
    if (one.kind === "leaf" || one.kind === "around") {
      leaf(account, stories, area, rules, one);
      return;
    }
    if (one.kind === "step") {
      leaf(account, stories, area, rules, one);
      part(one.a);
      part(one.b);
      const under = [one.a, one.b].flatMap(member);
      const least = Math.min(first(one.a), first(one.b));
      account.add("hints", partingCost(stories.slice(one.index, one.index + 1), under, "stack"));
      account.add("hints", partingCost(member(one.a), member(one.b), "side"));
      account.add("order", least < one.index ? weights.order : 0);
      account.add("lead", least === 0 ? (place?.underCost ?? 0) : 0);
      account.add(
        "order",
        first(one.b) < first(one.a) && first(one.a) < stories.length ? besideCost(first(one.b), weights) : 0,
      );
      return;
    }
    const { kind, cells, a, b } = one;
    part(a);
    part(b);
    const isWhole = storiesIn(one).length === all;
    account.add("hints", partingCost(member(a), member(b), kind));
    // Blocks have the numbers after the stories, and matter to nobody.
    const inOrder = first(a) < first(b) || first(a) >= stories.length;
    if (kind === "stack") {
      account.add("order", inOrder ? 0 : weights.order);
      account.add("lead", first(b) === 0 && first(a) < stories.length ? (place?.underCost ?? 0) : 0);
      account.add("page-cut", cells.columns === area.columns ? weights.pageCut : 0);
    } else {
      account.add("order", inOrder ? 0 : besideCost(first(b), weights));
      account.add("gap-through", isWhole && cells.columns === area.columns ? gutterCost(rules, a.cells.columns) : 0);
      const [left, right] = [cornerHead(stories, a, "right"), cornerHead(stories, b, "left")];
      account.add("heads-butt", headsCost(left, right, weights.headsButt));
    }
  };

  if (made.kind === "interlock") {
    const { lead, a, b } = made;
    account.add("interlock", weights.interlock);
    const own = stories[lead.index];
    const under = [...member(a), ...member(b)];
    if (own !== undefined) {
      account.add("hints", widthCost(own, area.columns) + partingCost([own], under, "stack"));
      story(account, own, lead.cells, lead.without === undefined ? {} : { without: lead.without });
    }
    account.add("hints", partingCost(member(a), member(b), "side"));
    part(a);
    part(b);
  } else if (made.kind === "wheel") {
    const { parts, isMirrored } = made;
    const terms = wheelTerms(
      parts.map((one) => ({ first: first(one), members: member(one) })),
      isMirrored,
      stories.length,
      rules,
    );
    account.addAll(terms);
    const [a, b, , d, e] = parts;
    for (const [one, other] of [
      [a, b],
      [d, e],
    ] as const) {
      const [left, right] = isMirrored ? [other, one] : [one, other];
      const heads = [cornerHead(stories, left, "right"), cornerHead(stories, right, "left")] as const;
      account.add("heads-butt", headsCost(...heads, weights.headsButt));
    }
    for (const one of parts) part(one);
  } else part(made);
  const foot = Math.max(...placesOf(made).map(({ cells }) => cells.row + cells.rows));
  account.add("white", weights.white * area.columns * (area.row + area.rows - foot));
  return account.terms;
}

/** A part of a wheel: its stories, and the number of the most important; blocks have the numbers after all `stories`. */
export interface WheelPart {
  readonly first: number;
  readonly members: readonly StoryParts[];
}

/** What the order of importance, hints and the lead's place cost in a wheel (`Made`), beside its parts and their heads. */
export function wheelTerms(
  parts: readonly WheelPart[],
  isMirrored: boolean,
  stories: number,
  { weights, lead }: Pick<MakeupRules, "weights" | "lead">,
): MakeupTerms {
  const account = new Account();
  const [a, b, c, d, e] = parts;
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined) return account.terms;
  const [left, right] = isMirrored
    ? [
        [b, c],
        [a, d],
      ]
    : [
        [a, d],
        [b, c],
      ];
  const isReversed = (before: WheelPart, after: WheelPart): boolean =>
    before.first < stories && after.first < before.first;
  const over = [
    [a, d],
    [b, c],
    [a, e],
    [e, c],
  ] as const;
  const beside = isMirrored
    ? ([
        [b, a],
        [c, d],
      ] as const)
    : ([
        [a, b],
        [d, c],
      ] as const);
  account.add("order", weights.order * over.filter(([one, other]) => isReversed(one, other)).length);
  for (const [one, other] of beside)
    account.add("order", isReversed(one, other) ? besideCost(other.first, weights) : 0);
  account.add("lead", [c, d, e].some(({ first }) => first === 0) ? (lead?.underCost ?? 0) : 0);
  const of = (all: readonly WheelPart[]): readonly StoryParts[] => all.flatMap(({ members }) => members);
  account.add(
    "hints",
    partingCost(of([a, b]), of([e, c, d]), "stack") + partingCost(of(left), of([...right, e]), "side"),
  );
  return account.terms;
}

/** The headline in an upper corner of a part (`headKind`). */
function cornerHead(stories: readonly StoryParts[], part: MadePart, corner: "left" | "right"): number {
  if (part.kind === "leaf" || part.kind === "around" || part.kind === "step") {
    const own = stories[part.index];
    return own === undefined ? 0 : headKind(own, part.cells.columns);
  }
  return cornerHead(stories, part.kind === "side" && corner === "right" ? part.b : part.a, corner);
}

function leaf(
  account: Account,
  stories: readonly StoryParts[],
  area: Cells,
  { weights, lead, blocks }: Pick<MakeupRules, "weights" | "lead" | "blocks">,
  made: Extract<MadePart, { kind: "leaf" | "around" | "step" }>,
): void {
  const { index } = made;
  const cells = made.kind === "step" ? made.over : made.cells;
  const { columns } = cells;
  const parts = stories[index];
  if (parts === undefined) {
    const block = blocks[index - stories.length];
    account.add("white", block === undefined ? 0 : whiteBeside(block.cells, columns, { weights }));
    return;
  }
  const size = parts.headSizeAt(columns);
  const largest = Math.max(1, parts.headSizeAt(area.columns));
  account.add("hierarchy", size === 0 ? 0 : (weights.hierarchy[index] ?? 0) * (1 - size / largest));
  account.add("hierarchy", index === 0 ? weights.narrowLead * (area.columns - columns) : 0);
  account.add("lead", index === 0 ? leadWidthCost(lead, columns, weights) : 0);
  account.add("hints", widthCost(parts, columns));
  if (made.kind === "around") account.add("interlock", weights.interlock);
  if (made.kind === "step") account.add("interlock", stepWeight(index, weights));
  story(account, parts, cells, made.kind === "leaf" ? {} : { without: [made.without] });
}

/** The cheapest arrangement of a story in its place. */
function story(account: Account, parts: StoryParts, cells: Cells, wishes: StoryWishes): void {
  if (parts.boxRowsAt !== undefined) {
    account.add("white", leastCost(parts, cells.columns, cells.rows));
    return;
  }
  const own = cheapestColumns(parts, cells, wishes);
  if (own !== undefined) {
    account.add("columns", own.cost);
    const without = wishes.without?.flatMap((cut) => inBrokenColumns(cut, cells, own.columns) ?? []);
    const inOwn = { ...cells, column: 0, columns: own.columns };
    story(account, own.parts, inOwn, without === undefined ? {} : { without });
    return;
  }
  const [best] = arrangements(parts, cells, wishes);
  if (best === undefined) return;
  const { head, headStep, photos, legs, lost, cost } = best;
  const slots = slotsOf(legs);
  const extra = head === undefined ? 0 : head.rows - parts.headRowsAt(head.columns, headStep);
  const heads = headCost(parts, head?.columns ?? cells.columns, headStep, extra, wishes.mostHead);
  const pictures = photoCost(parts, photos);
  const fit = fitCost(parts, slots);
  const white = parts.weights.white * (lost + Math.max(0, slots - parts.textRows.most));
  account.add("heads", heads);
  account.add("pictures", pictures);
  account.add("white", white);
  const text = fit - parts.weights.white * Math.max(0, slots - parts.textRows.most);
  account.add("text", text);
  account.add("legs", cost - heads - pictures - white - text);
}
