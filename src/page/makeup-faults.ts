/** What the rules of make-up cost a page that is only thought of: the same predicates as `banxin lint` has. */
import { hullOf, type LaidStory } from "../lint/laid-page.js";
import { type RuleId, RULES } from "../lint/rules.js";
import type { Cells } from "../layout/grid.js";
import type { StoryShape, StoryWishes } from "./arrange.js";
import type { MakeupRules } from "./makeup-search.js";

/** A story in a place, before it is set. */
export interface ShapedStory {
  readonly plan: {
    readonly article: { readonly id: string };
    shapeIn(cells: Cells, wishes: StoryWishes): StoryShape | undefined;
  };
  readonly cells: Cells;
  readonly wishes: StoryWishes;
}

/** Faults of a page that is only thought of. */
export interface Faults {
  /** What they cost, by rule. */
  readonly terms: ReadonlyMap<RuleId, number>;
  /** Ids of the stories that have them; undefined when one of them is nobody's in particular. */
  readonly stories: ReadonlySet<string> | undefined;
}

/** All faults of stories in `area`, the most important first. */
export function faultsOf(stories: readonly ShapedStory[], area: Cells, { weights, blocks }: MakeupRules): Faults {
  const laid = stories.flatMap(({ plan, cells, wishes }) => {
    const shape = plan.shapeIn(cells, wishes);
    return shape === undefined ? [] : [laidStory(plan.article.id, shape, area)];
  });
  const fixed = blocks.map(({ cells }) => within(cells, area));
  const page = { columns: area.columns, rows: area.rows, leading: 0, stories: laid, fixed };
  const terms = new Map<RuleId, number>();
  const touched = new Set<string>();
  let isNobodys = false;
  for (const [rule, price] of weights.rules) {
    const faults = RULES[rule].check(page);
    if (faults.length > 0) terms.set(rule, price * faults.length);
    for (const fault of faults) {
      isNobodys ||= fault.stories.length === 0;
      for (const id of fault.stories) touched.add(id);
    }
  }
  return { terms, stories: isNobodys ? undefined : touched };
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
