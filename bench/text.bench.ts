/**
 * What composing running text costs: the paragraphs of an edition, and one paragraph that grows. Run with
 * `npm run bench:text [-- EDITION.json]`; the files are bundled first, as users have them.
 */
import { pt } from "../src/base/length.js";
import { breakParagraph, breakVariants } from "../src/text/break.js";
import { commitLine } from "../src/text/commit.js";
import type { BreakOptions, ComposeConfig, Prepared } from "../src/text/model.js";
import { prepareParagraph } from "../src/text/prepare.js";
import { BODY, span } from "../test/text/fake-face.js";
import { paragraphsOf } from "../test/text/gap-figures.js";
import { bundledFace } from "../test/render/scenes.js";

const EM = pt(9);
const chain = { faces: [bundledFace("Noto Serif SC")] };
const RUNS = 200;
const GROWTH = [10_000, 100_000, 1_000_000];

const prepare = (text: string, mode: ComposeConfig["mode"] = "total-fit"): Prepared =>
  prepareParagraph([span(text, { chain, size: EM })], { ...BODY, em: EM, hyphenation: "rescue", mode });
const inColumn = (ems: number): BreakOptions => ({
  indent: 2 * EM,
  measureOf: () => ems * EM,
  uniform: true,
  looseness: 0,
});

/** Milliseconds: the median and the least of the second half of the runs, when the code is compiled. */
function measure(name: string, run: () => void, runs = RUNS): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  const settled = times.slice(runs >> 1).toSorted((a, b) => a - b);
  const [least = 0, median = 0] = [settled[0], settled[settled.length >> 1]];
  console.log(`${name.padEnd(52)} ${median.toFixed(2).padStart(8)} ms median ${least.toFixed(2).padStart(8)} ms least`);
  return median;
}

const file = process.argv[2] ?? "samples/broadsheet/edition.json";
const texts = paragraphsOf(file);
const prepared = texts.map((text) => prepare(text));
const greedy = texts.map((text) => prepare(text, "greedy"));
const broken = prepared.map((p) => breakParagraph(p, inColumn(13)));
console.log(`${file}: ${texts.join("").length} characters in ${texts.length} paragraphs`);
measure("prepare", () => texts.forEach((text) => prepare(text)));
measure("prepare and break, 13 characters a line", () => {
  for (const text of texts) breakParagraph(prepare(text), inColumn(13));
});
for (const ems of [13, 20]) {
  const best = measure(`break, ${ems} characters a line`, () => {
    for (const p of prepared) breakParagraph(p, inColumn(ems));
  });
  measure(`break with line counts either way, ${ems} characters a line`, () => {
    for (const p of prepared) breakVariants(p, inColumn(ems), 2);
  });
  const first = measure(`first fit, ${ems} characters a line`, () => {
    for (const p of greedy) breakParagraph(p, inColumn(ems));
  });
  console.log(`${"".padEnd(52)} total fit takes ${(best / first).toFixed(1)} times as long as first fit`);
}
measure("commit", () => {
  for (const [i, p] of prepared.entries()) for (const line of broken[i]?.lines ?? []) commitLine(p, line, "justify");
});
for (const length of GROWTH) {
  const all = texts.join("");
  const p = prepare(all.repeat(Math.ceil(length / all.length)).slice(0, length));
  const took = measure(`one paragraph of ${length} characters`, () => void breakParagraph(p, inColumn(13)), 8);
  console.log(`${"".padEnd(52)} ${((1_000_000 * took) / length).toFixed(0)} ns a character`);
}
