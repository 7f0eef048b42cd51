/** What the rules of make-up cost a page that is only thought of: the same predicates as `banxin lint` has. */
import { hullOf, type LaidStory } from "../lint/laid-page.js";
import { type RuleId, RULES } from "../lint/rules.js";
import type { Cells } from "../layout/grid.js";
import type { MakeupWeights } from "../template/makeup.js";
import type { StoryShape, StoryWishes } from "./arrange.js";
import type { Block } from "./blocks.js";

/** A story in a place, before it is set. */
export interface ShapedStory {
  readonly plan: {
    readonly article: { readonly id: string };
    shapeIn(cells: Cells, wishes: StoryWishes): StoryShape | undefined;
  };
  readonly cells: Cells;
  readonly wishes: StoryWishes;
}

/** The cost of all faults of stories in `area`, the most important first, by rule. */
export function faultTerms(
  stories: readonly ShapedStory[],
  area: Cells,
  rules: MakeupWeights["rules"],
  blocks: readonly Block[],
): ReadonlyMap<RuleId, number> {
  const laid = stories.flatMap(({ plan, cells, wishes }) => {
    const shape = plan.shapeIn(cells, wishes);
    return shape === undefined ? [] : [laidStory(plan.article.id, shape, area)];
  });
  const fixed = blocks.map(({ cells }) => within(cells, area));
  const page = { columns: area.columns, rows: area.rows, leading: 0, stories: laid, fixed };
  const terms = new Map<RuleId, number>();
  for (const [rule, price] of rules) {
    const cost = price * RULES[rule].check(page).length;
    if (cost > 0) terms.set(rule, cost);
  }
  return terms;
}

function laidStory(id: string, { head, headSize, legs, photos, boxes }: StoryShape, area: Cells): LaidStory {
  const moved = (cells: Cells): Cells => within(cells, area);
  const own = [...(head === undefined ? [] : [head]), ...legs, ...photos, ...boxes].map(moved);
  return {
    id,
    head: head === undefined ? undefined : moved(head),
    headSize,
    legs: legs.map((leg) => ({ ...moved(leg), lines: [] })),
    photos: photos.map(moved),
    boxes: boxes.map(moved),
    hull: hullOf(own),
  };
}

function within(cells: Cells, area: Cells): Cells {
  return { ...cells, column: cells.column - area.column, row: cells.row - area.row };
}
