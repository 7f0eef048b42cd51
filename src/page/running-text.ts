/**
 * Running text as a flow item: a paragraph in one or more parts that hard breaks divide, set in from its leg's sides, perhaps
 * around a drop cap. Prepared once; how many rows it takes at a measure, or a line shorter or longer, is arithmetic.
 */
import type { Len } from "../base/length.js";
import { baselineOf, type PageGrid } from "../layout/grid.js";
import type { FlowParagraph, PlacedItem, PlacedLine } from "../layout/flow.js";
import type { SceneItem } from "../scene/list.js";
import { breakVariants } from "../text/break.js";
import { commitLine } from "../text/commit.js";
import type { Align } from "../text/final-gaps.js";
import type { Broken, Line, Prepared, SetLine } from "../text/model.js";
import type { LegPlace, TextItem } from "./text-item.js";
import { explainPlaced } from "./explain.js";
import { drawLine, type Typesetter } from "./typeset.js";

/** White at both sides of the leg. */
interface Inset {
  readonly start: Len;
  readonly end: Len;
  /** It gives way, down to `least`, where lines would be shorter than `line`. */
  readonly yields?: { readonly line: Len; readonly least: Len };
}

export interface TextShape {
  readonly align: Align;
  /** The first line's indent at a measure. */
  readonly indentAt?: (measure: Len) => Len;
  /** Lines more or fewer that copy-fit may ask for. */
  readonly looseness: number;
  readonly inset?: Inset;
  /** Further white at the start of lines that carry on the line before them. */
  readonly hang?: Len;
  /** Lines that begin beside a drop cap. */
  readonly notch?: { readonly lines: number; readonly width: Len };
  /** Empty rows over and under the text. */
  readonly padding?: number;
  /** Lines stand as a block in the middle of the measure. */
  readonly centred?: boolean;
  readonly keepFirst?: number;
  readonly keepLast?: number;
  /** What stands beside the first line: its start and its baseline, and how many rows of the text stand under one another there. */
  readonly beside?: (x: Len, baseline: Len, rows: number) => readonly SceneItem[];
  /** What lies under the rows that stand in one leg. */
  readonly under?: (rows: RowStretch) => readonly SceneItem[];
}

/** Neighbouring rows of one item in one leg. */
export interface RowStretch {
  readonly x: Len;
  readonly measure: Len;
  /** On the page's grid, from its top. */
  readonly row: number;
  readonly rows: number;
  /** Whether the item begins and ends here. */
  readonly first: boolean;
  readonly last: boolean;
}

/** Where a line stands within its paragraph, and whose text it is. */
interface LinePart {
  readonly part: Prepared;
  /** From the leg's start to the line's. */
  readonly start: Len;
}

/** The ways to set all parts one after the other, by how many lines they differ from the best one. */
type Ways = ReadonlyMap<number, Broken>;
/** The room and the start of a line, by its number in the paragraph and in its part. */
type Measure = (line: number, inPart: number) => { readonly start: Len; readonly width: Len };

/** `text` is all of it, when the parts lack some, such as a drop cap's character. */
export function runningText(
  setter: Typesetter,
  grid: PageGrid,
  parts: readonly Prepared[],
  shape: TextShape,
  text = parts.map((part) => part.text).join("\n"),
): TextItem {
  const { looseness, keepFirst, keepLast, padding = 0 } = shape;
  const lineParts = new WeakMap<Line, LinePart>();
  const breakAll = (legMeasureOf: (line: number) => Len, uniform: boolean, bound: number): Ways => {
    const measure = measureIn(shape, legMeasureOf);
    const indent = shape.indentAt?.(legMeasureOf(0)) ?? 0;
    const ways = waysThrough(parts, { indent, measure, bound, uniform: uniform && isUniform(shape) }, lineParts);
    return new Map([...ways].map(([step, way]) => [step, padded(way, padding, shape.notch?.lines ?? 0)]));
  };
  const kept = new Map<Len, Ways>();
  const keptAcross = new Map<string, Ways>();
  const flow: FlowParagraph = {
    kind: "paragraph",
    looseness,
    ...(keepFirst === undefined ? {} : { keepFirst }),
    ...(keepLast === undefined ? {} : { keepLast }),
    broken(measure, wanted) {
      const known = kept.get(measure) ?? breakAll(() => measure, true, looseness);
      kept.set(measure, known);
      return known.get(wanted) ?? null;
    },
    brokenAcross(measureOf, wanted, { name, lines }) {
      const bound = Math.abs(wanted);
      const key = `${bound} ${name}`;
      const known = keptAcross.get(key);
      const ways = known ?? breakAll(measureOf, false, bound);
      // Lines beyond those that the name tells of may be others another time.
      if (known === undefined && [...ways.values()].every((way) => way.lines.length <= lines))
        keptAcross.set(key, ways);
      return ways.get(wanted) ?? null;
    },
  };
  return {
    flow,
    text,
    textFrom: (line) => textFrom(parts, lineParts.get(line)?.part, line),
    explain: (placed, legs) =>
      placed.kind === "paragraph" ? explainPlaced(placed, legs, (line) => lineParts.get(line)?.part) : undefined,
    draw(placed, legs, measures) {
      if (placed.kind !== "paragraph") return [];
      const stretches = stretchesOf(placed, legs, measures, lineParts);
      const under = shape.under === undefined ? [] : stretches.flatMap(shape.under);
      return [...under, ...drawLines(setter, grid, placed, legs, measures, lineParts, shape)];
    },
  };
}

function isUniform(shape: TextShape): boolean {
  return shape.notch === undefined && (shape.hang ?? 0) === 0;
}

function measureIn(shape: TextShape, legMeasureOf: (line: number) => Len): Measure {
  const { hang = 0, padding = 0, notch } = shape;
  return (line, inPart) => {
    const leg = legMeasureOf(line + padding);
    const inset = insetIn(shape, leg);
    const beside = notch !== undefined && line < notch.lines ? notch.width : 0;
    const start = inset.start + beside + (inPart > 0 ? hang : 0);
    return { start, width: Math.max(1, leg - start - inset.end) };
  };
}

function insetIn({ inset = { start: 0, end: 0 } }: TextShape, measure: Len): Inset {
  const { start, end, yields } = inset;
  if (yields === undefined || measure - start - end >= yields.line) return inset;
  return { start: Math.min(start, yields.least), end: Math.min(end, yields.least) };
}

interface WayOptions {
  readonly indent: Len;
  readonly measure: Measure;
  readonly uniform: boolean;
  readonly bound: number;
}

function waysThrough(parts: readonly Prepared[], options: WayOptions, lineParts: WeakMap<Line, LinePart>): Ways {
  const { measure, uniform, bound } = options;
  let ways: Ways = new Map([[0, { lines: [], cost: 0 }]]);
  for (const [index, part] of parts.entries()) {
    const next = new Map<number, Broken>();
    for (const [before, way] of ways) {
      const done = way.lines.length;
      const measureOf = (line: number): Len => measure(done + line, line).width;
      const indent = index === 0 ? options.indent : 0;
      const variants = breakVariants(part, { indent, measureOf, uniform, looseness: 0 }, bound);
      for (const [step, variant] of variants) {
        const looseness = before + step;
        const cost = way.cost + variant.cost;
        if (Math.abs(looseness) > bound || (next.get(looseness)?.cost ?? Number.POSITIVE_INFINITY) <= cost) continue;
        const lines = variant.lines.length > 0 ? variant.lines : [emptyLine()];
        lines.forEach((line, i) => lineParts.set(line, { part, start: measure(done + i, i).start }));
        next.set(looseness, { lines: [...way.lines, ...lines], cost });
      }
    }
    ways = next;
  }
  return ways;
}

/** A row without text: two hard breaks in a row, or white around a note. */
function emptyLine(): Line {
  return { start: 0, end: 0, indent: 0, measure: 0, natural: 0, cost: 0, last: true };
}

/** White over and under the text, and beside a drop cap that is taller than its text. */
function padded(way: Broken, padding: number, least: number): Broken {
  const white = (rows: number): readonly Line[] => Array.from({ length: Math.max(0, rows) }, emptyLine);
  if (padding === 0 && way.lines.length >= least) return way;
  return {
    lines: [...white(padding), ...way.lines, ...white(least - way.lines.length), ...white(padding)],
    cost: way.cost,
  };
}

function textFrom(parts: readonly Prepared[], part: Prepared | undefined, line: Line): string {
  if (part === undefined) return "";
  const rest = parts.slice(parts.indexOf(part) + 1).map((later) => later.text);
  return [part.text.slice(part.starts[line.start] ?? 0), ...rest].join("\n");
}

type PlacedParagraph = Extract<PlacedItem, { kind: "paragraph" }>;

function drawLines(
  setter: Typesetter,
  grid: PageGrid,
  placed: PlacedParagraph,
  legs: readonly LegPlace[],
  measures: readonly Len[],
  lineParts: WeakMap<Line, LinePart>,
  shape: TextShape,
): readonly SceneItem[] {
  const widest = shape.centred === true ? widestLine(placed, lineParts) : 0;
  let above: DrawnLine | undefined;
  return placed.lines.flatMap(({ line, leg, row }, index) => {
    const place = legs[leg];
    const found = lineParts.get(line);
    if (place === undefined) return [];
    const baseline = baselineOf(grid, place.row + row);
    const measure = measures[leg] ?? 0;
    const beside = index === 0 ? (shape.beside?.(place.x, baseline, rowsAtStart(placed, legs)) ?? []) : [];
    if (found === undefined) return beside;
    const centring = shape.centred === true ? Math.max(0, Math.round((measure - widest) / 2)) : 0;
    const x = place.x + found.start + centring;
    const set = commitLine(found.part, line, shape.align);
    if (above?.leg === leg && above.row === row - 1) reportClash(setter, above, { set, x });
    above = { set, x, leg, row };
    return [...beside, ...drawLine(setter, set, x, baseline)];
  });
}

/** Lines from the first on that stand under one another, from one left edge. */
function rowsAtStart({ lines }: PlacedParagraph, legs: readonly LegPlace[]): number {
  const [first] = lines;
  const place = legs[first?.leg ?? 0];
  if (first === undefined || place === undefined) return 0;
  const apart = lines.findIndex(({ leg, row }, index) => {
    const own = legs[leg];
    return own?.x !== place.x || own.row + row !== place.row + first.row + index;
  });
  return apart < 0 ? lines.length : apart;
}

interface DrawnLine {
  readonly set: SetLine;
  readonly x: Len;
  readonly leg: number;
  readonly row: number;
}

/** Marks under a line and readings over the next one share the white between them: where they meet, a person must look. */
function reportClash(setter: Typesetter, above: DrawnLine, { set, x }: Pick<DrawnLine, "set" | "x">): void {
  const reading = set.runs.find((run) => {
    if (!run.annotation) return false;
    const [from, to] = [x + (run.offsets[0] ?? 0), x + (run.offsets.at(-1) ?? 0) + run.size];
    return above.set.marks.some(
      (mark) =>
        mark.kind !== "dots-over" && mark.kind !== "box" && above.x + mark.from < to && above.x + mark.to > from,
    );
  });
  if (reading === undefined) return;
  const { article, pointer } = reading.source;
  setter.remarks.push({
    severity: "warning",
    code: "ruby-under-mark",
    ...(article === undefined ? {} : { article }),
    message: `the reading at ${pointer} stands right under a mark of the line over it`,
    hint: "take one of them away, or change a few words so that they part",
  });
}

function widestLine(placed: PlacedParagraph, lineParts: WeakMap<Line, LinePart>): Len {
  return placed.lines.reduce((widest, { line }) => {
    return Math.max(widest, (lineParts.get(line)?.start ?? 0) + Math.min(line.natural, line.measure));
  }, 0);
}

function stretchesOf(
  placed: PlacedParagraph,
  legs: readonly LegPlace[],
  measures: readonly Len[],
  lineParts: WeakMap<Line, LinePart>,
): readonly RowStretch[] {
  const byLeg = new Map<number, PlacedLine[]>();
  for (const line of placed.lines) byLeg.set(line.leg, [...(byLeg.get(line.leg) ?? []), line]);
  const all = [...byLeg];
  return all.flatMap(([leg, lines], index) => {
    const place = legs[leg];
    const [top] = lines;
    const foot = lines.at(-1);
    if (place === undefined || top === undefined || foot === undefined) return [];
    return [
      {
        x: place.x,
        measure: measures[leg] ?? 0,
        row: place.row + top.row,
        rows: lines.length,
        first: index === 0,
        // The white under the text was set too.
        last: index === all.length - 1 && !lineParts.has(foot.line),
      },
    ];
  });
}
