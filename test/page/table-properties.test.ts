/**
 * Tables of every kind at every measure: no cell leaves its column or touches another, no figure and no word is parted, no
 * text is lost. A table that has no room for that is named in an error, and still overprints nothing.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flow } from "../../src/layout/flow.js";
import { pageGrid } from "../../src/layout/grid.js";
import { prepareTable } from "../../src/page/table.js";
import type { Remark } from "../../src/page/remark.js";
import { createTypesetter } from "../../src/page/typeset.js";
import type { GlyphRun, SceneItem } from "../../src/scene/list.js";
import { editionOf, endOf, fonts, startOf, template, textOf } from "./one-story.js";

const { em } = template.grid;
const LEFT = 1_000_000;

const FIGURES = [
  "1 234.50",
  "12/20",
  "3∶1",
  "1:23.4",
  "−2.06%",
  "100％",
  "12",
  "7",
  "$9 846/t",
  "5.25",
  "—",
  "3～12℃",
  "1,200",
];
const NAMES = [
  "临浦",
  "白鹭洲",
  "江城理工大学",
  "USD/CNY",
  "江城市郊区老渡口",
  "Maximilian Featherstone",
  "LME铜",
  "晴",
  "",
];

interface RawCell {
  readonly text: string;
  readonly columns?: number;
}

interface RawTable {
  readonly columns: readonly { width?: number; align?: string }[];
  readonly rows: readonly (readonly RawCell[])[];
  readonly head: number;
  readonly rules: "all";
}

const column = fc.record(
  { width: fc.constantFrom(1, 2, 3, 5, 40), align: fc.constantFrom("start", "center", "end") },
  { requiredKeys: [] },
);
const oneKind = fc.constantFrom(FIGURES, NAMES, [...FIGURES, ...NAMES]);

/** Rows of cells, some of them over two columns. */
function rowOf(kinds: readonly (readonly string[])[], spans: readonly boolean[], picks: readonly number[]): RawCell[] {
  const cells: RawCell[] = [];
  for (let at = 0; at < kinds.length; at += 1) {
    const texts = kinds[at] as readonly string[];
    const text = texts[(picks[at] ?? 0) % texts.length] ?? "";
    const isWide = spans[at] === true && at + 1 < kinds.length;
    cells.push(isWide ? { text, columns: 2 } : { text });
    if (isWide) at += 1;
  }
  return cells;
}

const tables: fc.Arbitrary<RawTable> = fc.integer({ min: 1, max: 12 }).chain((count) => {
  const per = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: count, maxLength: count });
  const spans = per(fc.integer({ min: 0, max: 9 }).map((n) => n === 0));
  const row = fc.tuple(spans, per(fc.nat(50)));
  return fc
    .tuple(per(column), per(oneKind), fc.array(row, { minLength: 1, maxLength: 5 }), fc.integer({ min: 0, max: 1 }))
    .map(([columns, kinds, rows, head]) => ({
      columns,
      rows: rows.map(([wide, picks]) => rowOf(kinds, wide, picks)),
      head,
      rules: "all",
    }));
});

const typesetter = createTypesetter(template, fonts, "zh-Hans");

interface Drawn {
  readonly items: readonly SceneItem[];
  readonly remarks: readonly Remark[];
}

function drawAt(raw: RawTable, measure: number, rows = 300): Drawn {
  const [article] = editionOf([{ table: raw }]).articles;
  const block = article?.body[0];
  if (article === undefined || block?.kind !== "table") throw new Error("no table");
  const setter = { ...typesetter, remarks: [], missing: [] };
  const context = { setter, grid: pageGrid(template.grid, 0), article, body: "body", dateline: "dateline" } as const;
  const { items, toldOf } = prepareTable(context, block.table, { pointer: `${block.pointer}/table`, isEnd: true });
  const legs = Array.from({ length: rows < 100 ? 9 : 1 }, () => ({ measure, rows }));
  const set = flow(
    items.map((item) => item.flow),
    legs,
  );
  const places = legs.map((_, leg) => ({ x: LEFT + leg * 10_000_000, row: 0 }));
  const measures = legs.map(() => measure);
  return {
    items: set.placed.flatMap((placed) => items[placed.item]?.draw(placed, places, measures) ?? []),
    remarks: [...setter.remarks, ...toldOf(set.placed.map((one) => (one.kind === "block" ? one.leg : 0)))],
  };
}

const runsOf = (items: readonly SceneItem[]): readonly GlyphRun[] =>
  items.flatMap((item) => (item.kind === "glyphs" && item.texts.join("").trim() !== "" ? [item] : []));
const isError = ({ severity, code }: Remark): boolean => severity === "error" && code === "table-tight";

function groupedBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function overlaps(runs: readonly GlyphRun[]): boolean {
  const lines = groupedBy(runs, ({ y }) => y);
  return [...lines.values()].some((line) => {
    const spans = line.map((run) => [startOf(run), endOf(run)] as const).toSorted((a, b) => a[0] - b[0]);
    return spans.some(([from], i) => i > 0 && from < (spans[i - 1]?.[1] ?? 0) - 2);
  });
}

/** Upright rules cut through no cell that does not span them. */
function cutsThrough(items: readonly SceneItem[], runs: readonly GlyphRun[]): boolean {
  const upright = items.flatMap((item) =>
    item.kind === "fill" && item.rect.height > item.rect.width * 4 ? [item.rect] : [],
  );
  return runs.some((run) =>
    upright.some(({ x, y, height, width }) => {
      const middle = x + width / 2;
      return run.y > y && run.y < y + height && startOf(run) < middle - width && endOf(run) > middle + width;
    }),
  );
}

/** Figures and words of cells that stand on more than one line. */
function partedPieces(raw: RawTable, runs: readonly GlyphRun[]): readonly string[] {
  const byCell = groupedBy(runs, ({ source }) => source.pointer);
  return [...byCell.values()].flatMap((cell) => {
    const lines = [...groupedBy(cell, ({ y }) => y).values()].map((line) => line.map(textOf).join("").trim());
    const text = lines.join(" ");
    const whole = raw.rows.flat().find((one) => one.text.replaceAll(/\s/gu, "") === text.replaceAll(/\s/gu, ""))?.text;
    const pieces = FIGURES.includes(whole ?? "") ? [whole ?? ""] : (whole?.match(/[A-Za-z/]+/gu) ?? []);
    return pieces.filter((piece) => !lines.some((line) => line.includes(piece)));
  });
}

describe("a table", () => {
  it("too wide for its place steps down in sizes that all measures share, so that few are kept", () => {
    const wide: RawTable = {
      columns: [{}, {}, {}, {}],
      rows: [NAMES.slice(2, 6).map((text) => ({ text }))],
      head: 0,
      rules: "all",
    };
    const measures = Array.from({ length: 40 }, (_, step) => Math.round((5 + step / 20) * em));
    const sizes = measures.map((measure) => Math.min(...runsOf(drawAt(wide, measure).items).map(({ size }) => size)));
    expect(Math.max(...sizes)).toBeLessThan(template.table.min);
    expect(new Set(sizes).size).toBeLessThan(10);
  });

  it("has every cell in its column, figures and words whole, or is named in an error", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 8, max: 40 }), (raw, ems) => {
        const { items, remarks } = drawAt(raw, ems * em);
        const runs = runsOf(items);
        expect(overlaps(runs)).toBe(false);
        expect(cutsThrough(items, runs)).toBe(false);
        for (const run of runs) {
          expect(startOf(run)).toBeGreaterThanOrEqual(LEFT);
          expect(endOf(run)).toBeLessThanOrEqual(LEFT + ems * em + 2);
        }
        expect(partedPieces(raw, runs)).toEqual([]);
        const smallest = Math.min(...runs.map(({ size }) => size));
        const isTooSmall = runs.length > 0 && smallest < template.table.min - 10;
        expect(isTooSmall && !remarks.some(isError)).toBe(false);
        const told = raw.rows
          .flat()
          .map(({ text }) => text)
          .join("");
        const sorted = (text: string): string => [...text.replaceAll(/\s/gu, "")].toSorted().join("");
        expect(sorted(runs.map(textOf).join(""))).toBe(sorted(told));
      }),
      { seed: 14, numRuns: 60 },
    );
  });

  it("lines its figures up at one place in each column", () => {
    const texts = ["1.20", "12.5", "1 234.50", "7", "−0.755"];
    const { items } = drawAt({ columns: [{}], rows: texts.map((text) => [{ text }]), head: 0, rules: "all" }, 12 * em);
    const at = runsOf(items).map((run) => {
      const text = textOf(run);
      const point = text.includes(".") ? text.indexOf(".") : text.length;
      return run.texts.length > point ? run.x + (run.offsets[point] ?? 0) : endOf(run);
    });
    for (const place of at) expect(Math.abs(place - (at[0] ?? 0))).toBeLessThanOrEqual(em / 100);
  });

  it("stands again under its head in every leg, and says where it is divided", () => {
    const rows = [["站名", "到站"], ...Array.from({ length: 30 }, (_, i) => [`第${i + 1}站`, `${6 + i}:05`])];
    const raw = {
      columns: [{}, {}],
      rows: rows.map((row) => row.map((text) => ({ text }))),
      head: 1,
      rules: "all" as const,
    };
    const { items, remarks } = drawAt(raw, 12 * em, 12);
    const heads = runsOf(items).filter((run) => textOf(run) === "站名");
    expect(heads.length).toBe(3);
    expect(heads.filter(({ annotation }) => annotation === true).length).toBe(2);
    expect(new Set(heads.map(({ y }) => y)).size).toBe(1);
    expect(remarks.map(({ code }) => code)).toContain("table-split");
  });
});
