/**
 * Running text as a flow item: a paragraph in one or more parts that hard breaks divide, set in from its leg's sides, perhaps
 * around a drop cap. Prepared once; how many rows it takes at a measure, or a line shorter or longer, is arithmetic.
 */
import type { Len } from "../base/length.js";
import { baselineOf, type PageGrid } from "../layout/grid.js";
import type { FlowParagraph, PlacedItem } from "../layout/flow.js";
import type { SceneItem } from "../scene/list.js";
import { breakVariants } from "../text/break.js";
import { type Align, commitLine } from "../text/commit.js";
import type { Broken, Line, Prepared } from "../text/model.js";
import type { LegPlace, TextItem } from "./text-item.js";
import { drawLine, type Typesetter } from "./typeset.js";

export interface TextShape {
  readonly align: Align;
  /** The first line's indent at a measure. */
  readonly indentAt: (measure: Len) => Len;
  /** Lines more or fewer that copy-fit may ask for. */
  readonly looseness: number;
}

/** The ways to set all parts one after the other, by how many lines they differ from the best one. */
type Ways = ReadonlyMap<number, Broken>;

export function runningText(
  setter: Typesetter,
  grid: PageGrid,
  parts: readonly Prepared[],
  shape: TextShape,
): TextItem {
  const { looseness, indentAt, align } = shape;
  const partOf = new WeakMap<Line, Prepared>();
  const breakAll = (measureOf: (line: number) => Len, uniform: boolean, bound: number): Ways =>
    waysThrough(parts, { indent: indentAt(measureOf(0)), measureOf, uniform, bound }, partOf);
  const kept = new Map<Len, Ways>();
  const flow: FlowParagraph = {
    kind: "paragraph",
    looseness,
    broken(measure, wanted) {
      const known = kept.get(measure) ?? breakAll(() => measure, true, looseness);
      kept.set(measure, known);
      return known.get(wanted) ?? null;
    },
    brokenAcross: (measureOf, wanted) => breakAll(measureOf, false, Math.abs(wanted)).get(wanted) ?? null,
  };
  return {
    flow,
    text: parts.map((part) => part.text).join("\n"),
    textFrom: (line) => textFrom(parts, partOf.get(line), line),
    draw: (placed, legs) => drawLines(setter, grid, placed, legs, partOf, align),
  };
}

interface WayOptions {
  readonly indent: Len;
  readonly measureOf: (line: number) => Len;
  readonly uniform: boolean;
  readonly bound: number;
}

function waysThrough(parts: readonly Prepared[], options: WayOptions, partOf: WeakMap<Line, Prepared>): Ways {
  const { measureOf, uniform, bound } = options;
  let ways: Ways = new Map([[0, { lines: [], cost: 0 }]]);
  for (const [index, part] of parts.entries()) {
    const next = new Map<number, Broken>();
    for (const [before, way] of ways) {
      const done = way.lines.length;
      const variants = breakVariants(
        part,
        {
          indent: index === 0 ? options.indent : 0,
          measureOf: (line) => measureOf(line + done),
          uniform,
          looseness: 0,
        },
        bound,
      );
      for (const [step, variant] of variants) {
        const looseness = before + step;
        const cost = way.cost + variant.cost;
        if (Math.abs(looseness) > bound || (next.get(looseness)?.cost ?? Number.POSITIVE_INFINITY) <= cost) continue;
        const lines = variant.lines.length > 0 ? variant.lines : [emptyLine(measureOf(done))];
        for (const line of lines) partOf.set(line, part);
        next.set(looseness, { lines: [...way.lines, ...lines], cost });
      }
    }
    ways = next;
  }
  return ways;
}

/** The row of a part without text: two hard breaks in a row. */
function emptyLine(measure: Len): Line {
  return { start: 0, end: 0, indent: 0, measure, natural: 0, cost: 0, last: true };
}

function textFrom(parts: readonly Prepared[], part: Prepared | undefined, line: Line): string {
  if (part === undefined) return "";
  const rest = parts.slice(parts.indexOf(part) + 1).map((later) => later.text);
  return [part.text.slice(part.starts[line.start] ?? 0), ...rest].join("\n");
}

function drawLines(
  setter: Typesetter,
  grid: PageGrid,
  placed: PlacedItem,
  legs: readonly LegPlace[],
  partOf: WeakMap<Line, Prepared>,
  align: Align,
): readonly SceneItem[] {
  if (placed.kind !== "paragraph") return [];
  return placed.lines.flatMap(({ line, leg, row }) => {
    const place = legs[leg];
    const part = partOf.get(line);
    if (place === undefined || part === undefined) return [];
    return drawLine(setter, commitLine(part, line, align), place.x, baselineOf(grid, place.row + row));
  });
}
