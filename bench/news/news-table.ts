/** The figures of many pages as one table in Markdown: all of them, and by sheet. */
import type { RuleId } from "../../src/lint/rules.js";
import type { Row } from "../news.bench.js";

/** Pages whose copy is as full as their editors meant it: white is theirs where it is not. */
const FULL = [0.95, 1.03] as const;
const SHEETS = ["broadsheet", "berliner", "tabloid"] as const;
const RULES: readonly (readonly [RuleId, string])[] = [
  ["heads-butt", "碰题"],
  ["gap-through", "通缝"],
  ["page-cut", "断版"],
  ["head-stack", "叠题"],
  ["head-order", "head order"],
  ["head-orphan", "背题"],
  ["under-head", "text out from under its head"],
  ["leg-length", "columns too short or tall"],
  ["hole", "four white rows in a column"],
];

type Measure = (rows: readonly Row[]) => string;

function part(test: (row: Row) => boolean, of: (row: Row) => boolean = () => true): Measure {
  return (rows) => {
    const counted = rows.filter(of);
    return counted.length === 0 ? "–" : `${((100 * counted.filter(test).length) / counted.length).toFixed(1)} %`;
  };
}

function percentile(of: (row: Row) => number, at: number, digits: number): Measure {
  return (rows) => {
    const sorted = rows.map(of).toSorted((a, b) => a - b);
    return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0).toFixed(digits);
  };
}

function both(...measures: readonly Measure[]): Measure {
  return (rows) => measures.map((measure) => measure(rows)).join(", ");
}

const isFull = ({ copy }: Row): boolean => copy >= FULL[0] && copy <= FULL[1];
const looked = (row: Row): boolean => row.possible !== undefined;

export function table(rows: readonly Row[]): string {
  const groups = [rows, ...SHEETS.map((sheet) => rows.filter(({ template }) => template.startsWith(sheet)))];
  const codes = (of: (row: Row) => readonly string[]): readonly string[] => {
    const count = (code: string): number => rows.filter((row) => of(row).includes(code)).length;
    return [...new Set(rows.flatMap(of))].toSorted((a, b) => count(b) - count(a));
  };
  const measures: readonly (readonly [string, Measure])[] = [
    ["pages", (of) => String(of.length)],
    ["stories a page, median", percentile(({ stories }) => stories, 0.5, 0)],
    ["the lead leads", part(({ leads }) => leads)],
    ["its head is the largest", part(({ lead }) => lead.largest)],
    ["it stands at the head of the page", part(({ lead }) => lead.atHead)],
    ["it stands at the left", part(({ lead }) => lead.first)],
    ["it spans two fifths of the columns", part(({ lead }) => lead.wide)],
    ...(rows.some(looked)
      ? [["where it does not, it could (found by search)", part(({ possible }) => possible !== "no", looked)] as const]
      : []),
    ["no text lost", part(({ lost }) => lost === 0)],
    ["no overlap", part(({ overlaps }) => overlaps === 0)],
    ["nothing overset, copy for 95–103 %", part(({ overset }) => overset === 0, isFull)],
    ["white ≤ 1 %, copy for 95–103 %", part(({ white }) => white <= 1, isFull)],
    [
      "white, copy for 95–103 %: median, p95",
      (of) =>
        both(
          percentile(({ white }) => white, 0.5, 1),
          percentile(({ white }) => white, 0.95, 1),
        )(of.filter(isFull)),
    ],
    [
      "the same on all pages",
      both(
        percentile(({ white }) => white, 0.5, 1),
        percentile(({ white }) => white, 0.95, 1),
      ),
    ],
    [
      "holes a reader sees, median: all, the largest",
      both(
        percentile(({ seen }) => seen, 0.5, 1),
        percentile(({ hole }) => hole, 0.5, 1),
      ),
    ],
    ["a lesser story has the larger head", part((row) => row.rising > 0)],
    ...RULES.map(([rule, term]) => [`\`${rule}\` ${term}`, part(({ faults }) => (faults.get(rule) ?? 0) > 0)] as const),
    [
      "none of 碰题, 通缝, 断版",
      part(({ faults }) =>
        ["heads-butt", "gap-through", "page-cut"].every((rule) => (faults.get(rule as RuleId) ?? 0) === 0),
      ),
    ],
    ["pages with an error", part(({ errors }) => errors.length > 0)],
    ...codes(({ errors }) => errors).map(
      (code) => [`error \`${code}\``, part(({ errors }) => errors.includes(code))] as const,
    ),
    [
      "time, ms: median, p95",
      both(
        percentile(({ time }) => time, 0.5, 0),
        percentile(({ time }) => time, 0.95, 0),
      ),
    ],
  ];
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(["", "all", ...SHEETS]),
    line(["---", ...groups.map(() => "---:")]),
    ...measures.map(([name, measure]) => line([name, ...groups.map((group) => measure(group))])),
  ].join("\n");
}
