/** How a story's lines were fitted, at their places on the page: what `check --explain` tells. */
import type { Len } from "../base/length.js";
import type { Flow, PlacedItem } from "../layout/flow.js";
import type { PageGrid } from "../layout/grid.js";
import type {
  BlockSetting,
  HeadSetting,
  LineSetting,
  ParagraphSetting,
  RowsSetting,
  StorySetting,
} from "../scene/setting.js";
import { explainLines, loneAvoided } from "../text/explain.js";
import type { Line, Prepared } from "../text/model.js";
import type { LegPlace, TextItem } from "./text-item.js";

/** What tells how each of its lines was fitted. */
interface Explained {
  explain(flow: Flow, legs: readonly LegPlace[], measures: readonly Len[]): readonly BlockSetting[];
}

interface Surroundings {
  /** How the headline came out, if there is one. */
  readonly head: HeadSetting | undefined;
  readonly places: readonly LegPlace[];
  readonly measures: readonly Len[];
}

/** A story's text as it was set into its legs. */
export function settingOf(
  grid: PageGrid,
  article: string,
  text: Explained,
  flow: Flow,
  { places, measures, head }: Surroundings,
): Omit<StorySetting, "page"> {
  const rowsIn = (leg: number): number =>
    flow.placed.reduce((foot, placed) => {
      const ends =
        placed.kind === "block"
          ? [{ leg: placed.leg, end: placed.row + placed.rows }]
          : placed.lines.map((line) => ({ leg: line.leg, end: line.row + 1 }));
      return Math.max(foot, ...ends.map((own) => (own.leg === leg ? own.end : 0)));
    }, 0);
  return {
    article,
    ...(head === undefined ? {} : { head }),
    legs: places.map(({ row }, leg) => ({ measure: (measures[leg] ?? 0) / grid.em, row: row + 1, rows: rowsIn(leg) })),
    blocks: text.explain(flow, places, measures),
    oversetRows: flow.oversetRows,
  };
}

type PlacedParagraph = Extract<PlacedItem, { kind: "paragraph" }>;

/** The lines of one item that stand on the page; `partOf` tells whose text a line is, and nothing of white rows. */
export function explainPlaced(
  placed: PlacedParagraph,
  legs: readonly LegPlace[],
  partOf: (line: Line) => Prepared | undefined,
): ParagraphSetting {
  const lines: LineSetting[] = [];
  const notes: string[] = [];
  let first: Prepared | undefined;
  for (let from = 0; from < placed.lines.length;) {
    const part = partOf((placed.lines[from] as PlacedParagraph["lines"][number]).line);
    let to = from + 1;
    while (to < placed.lines.length && partOf((placed.lines[to] as PlacedParagraph["lines"][number]).line) === part)
      to += 1;
    const own = placed.lines.slice(from, to);
    from = to;
    if (part === undefined) continue;
    first ??= part;
    const told = explainLines(
      part,
      own.map(({ line }) => line),
    );
    own.forEach(({ leg, row }, i) => {
      const note = told[i];
      if (note !== undefined) lines.push({ ...note, leg: leg + 1, row: (legs[leg]?.row ?? 0) + row + 1 });
    });
    const lone = loneAvoided(
      part,
      own.map(({ line }) => line),
    );
    if (lone !== undefined) notes.push(lone);
  }
  // A dateline before it, or a bold word in it, does not name the paragraph.
  const span = first?.spans.findLast(({ source }) => source.pointer !== "") ?? first?.spans[0];
  return {
    kind: "paragraph",
    what: span?.role ?? "body",
    pointer: span?.source.pointer ?? "",
    looseness: placed.looseness,
    cost: lines.reduce((sum, { cost }) => sum + cost, 0),
    lines,
    notes,
  };
}

/** What takes whole rows at once. */
export function rowsSetting(
  item: TextItem,
  what: string,
  placed: Extract<PlacedItem, { kind: "block" }>,
  legs: readonly LegPlace[],
  measures: readonly Len[],
): RowsSetting {
  const { leg, row, rows } = placed;
  const asked = item.flow.kind === "block" ? (item.flow.rows(measures[leg] ?? 0)[0] ?? rows) : rows;
  return { kind: "rows", what, text: item.text, leg: leg + 1, row: (legs[leg]?.row ?? 0) + row + 1, rows, asked };
}
