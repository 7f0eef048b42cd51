/**
 * Han–Han gaps, as a page's reader and pagecheck count them, at every number of characters a line; beside them the bound that
 * no breaker under the same rules gets below. Run with `npm run bench:gaps`; `-v` shows each line that is wider than its goal.
 */
import { existsSync } from "node:fs";
import { breakParagraph } from "../src/text/break.js";
import { Kind } from "../src/text/classes.js";
import { finalGaps } from "../src/text/final-gaps.js";
import { Break, type BreakOptions, type Line, type Prepared } from "../src/text/model.js";
import { EM, gapsIn, isPure, paragraphsOf, prepareAll } from "../test/text/gap-figures.js";
import { leastWeight, type Look } from "./least-gaps.js";

const FILES = [
  "../shared/seed/page.json",
  "samples/broadsheet/edition.json",
  "samples/tabloid/edition.json",
  "samples/feature/edition.json",
  "samples/front/edition.json",
  "samples/richness/edition.json",
  "test/page/mixed/edition.json",
];
const MEASURES = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22];
/** No gap of one page in a hundred is to be wider than this, and none at all than that. */
const goalAt = (ems: number): number => (ems < 14 ? 0.1 : 0.07);
const MOST = 0.2;
/** Rounded gaps are no wider than what they were rounded from. */
const EPSILON = 0.0005;
const MANY = 10_000;

const args = process.argv.slice(2);
const verbose = args.includes("-v");
const chosen = <T extends string>(name: string, of: readonly T[], otherwise: T): T =>
  of.find((value) => args.includes(`--${name}=${value}`)) ?? otherwise;
/** As the bundled templates have them. */
const config = {
  hanging: chosen("hanging", ["off", "rescue", "on"], "off"),
  hyphenation: chosen("hyphenation", ["off", "rescue", "on"], "rescue"),
};
const wanted = args.filter((arg) => !arg.startsWith("-") && !/^\d+$/u.test(arg));
const measures = args.filter((arg) => /^\d+$/u.test(arg)).map(Number);

for (const file of (wanted.length > 0 ? wanted : FILES).filter(existsSync)) {
  const paragraphs = prepareAll(paragraphsOf(file), config);
  console.log(`\n${file}`);
  console.log(
    "  字 goal   p50   p95   p99   max  >goal allowed  least(all reluctant plain)    >.2   grid%  rivers Han–Latin      rel unit force hung",
  );
  for (const ems of measures.length > 0 ? measures : MEASURES) report(paragraphs, ems);
}

function report(paragraphs: readonly Prepared[], ems: number): void {
  const options: BreakOptions = {
    indent: (ems > 11 ? 2 : 1) * EM,
    measureOf: () => ems * EM,
    uniform: true,
    looseness: 0,
  };
  const goal = goalAt(ems);
  // What exceeds the most is dearer than any number of gaps over the goal: no line gapes so that others need not.
  const weight = ({ gap, count }: Look): number => (gap > MOST + EPSILON ? MANY : gap > goal + EPSILON ? count : 0);
  const gaps: number[] = [];
  const mixed: number[] = [];
  const bad: string[] = [];
  const least = { all: 0, reluctant: 0, plain: 0 };
  let [pure, onGrid, rivers, reluctant, units, forced, hung, worst] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (const p of paragraphs) {
    const lines = breakParagraph(p, options)?.lines ?? [];
    rivers += riversOf(p, lines);
    for (const breaks of ["all", "reluctant", "plain"] as const)
      least[breaks] += leastWeight(p, options, breaks, weight).least;
    for (const line of lines) {
      const { hanHan, hanLatin } = gapsIn(p, line);
      const gap = Math.max(0, ...hanHan);
      gaps.push(...hanHan);
      mixed.push(...hanLatin);
      const kind = p.breakBefore[line.end] as Break;
      if (!line.last) {
        if (kind === Break.Reluctant || kind === Break.Counted) reluctant += 1;
        if (kind === Break.LastResort || kind === Break.Rescue) units += 1;
        if (kind === Break.No) forced += 1;
        if (line.edge !== undefined) hung += 1;
        if (isPure(p, line)) {
          pure += 1;
          if (hanHan.every((g) => g === 0)) onGrid += 1;
        }
      }
      if (gap > MOST + EPSILON) worst += 1;
      if (gap > goal + EPSILON) bad.push(`      ${gap.toFixed(3)} ${shown(p, line)}`);
    }
  }
  const sorted = gaps.toSorted((a, b) => a - b);
  const q = (part: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0).toFixed(3);
  const over = gaps.filter((gap) => gap > goal + EPSILON).length;
  console.log(
    `  ${ems} ${goal.toFixed(2)} ${[0.5, 0.95, 0.99, 1].map(q).join(" ")} ${String(over).padStart(6)} ${String(sorted.length - 1 - Math.floor(0.99 * sorted.length)).padStart(6)}` +
      `   ${[least.all, least.reluctant, least.plain].map((n) => `${n % MANY}+${Math.floor(n / MANY)}`.padStart(8)).join("")}   ${String(worst).padStart(6)}` +
      `   ${((100 * onGrid) / Math.max(1, pure)).toFixed(1).padStart(5)} ${String(rivers).padStart(5)}   ${Math.min(...mixed).toFixed(3)}–${Math.max(...mixed).toFixed(3)} ${[reluctant, units, forced, hung].map((n) => String(n).padStart(5)).join("")}`,
  );
  if (verbose) console.log(bad.join("\n"));
}

/** As pagecheck counts them: gaps over a fifth of an em that stand under one another in three lines or more. */
function riversOf(p: Prepared, lines: readonly Line[]): number {
  let rivers = 0;
  let run = new Map<number, number>();
  for (const line of lines) {
    const next = new Map<number, number>();
    let x = line.indent;
    finalGaps(p, line, "justify").forEach((gap, k) => {
      const i = line.start + k;
      x += p.boxes[i] ?? 0;
      if (gap > MOST * EM && p.kinds[i] === Kind.Han && p.kinds[i + 1] === Kind.Han) {
        const above = [...run].filter(([at]) => Math.abs(at - x) < EM / 2).map(([, depth]) => depth);
        const depth = Math.max(0, ...above) + 1;
        next.set(x, depth);
        if (depth === 3) rivers += 1;
      }
      x += gap;
    });
    run = next;
  }
  return rivers;
}

function shown(p: Prepared, line: Line): string {
  const text = (from: number, to: number): string =>
    p.text.slice(p.starts[Math.max(0, from)] ?? 0, p.starts[Math.min(p.length, to)] ?? p.text.length);
  return `${text(line.start - 6, line.start)}[${text(line.start, line.end)}]${text(line.end, line.end + 9)}`;
}
