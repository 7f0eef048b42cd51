/** What a template says about make-up: its weights are obeyed, and say nothing where it says nothing. */
import { describe, expect, it } from "vitest";
import { loadTemplate } from "../../src/host/templates.js";
import { readEdition } from "../../src/edition/read.js";
import { composeJob } from "../../src/compose.js";
import { jobOf } from "../../src/pipeline.js";
import { HARD, makeupWeights, type RawMakeup } from "../../src/template/makeup.js";
import { hardFindings } from "../../src/page/made-up.js";
import { fonts } from "./one-story.js";

const bundled = await loadTemplate("tabloid-inside");
const HEADS = ["老码头换新颜", "渡船又开了", "夜校添了新课", "果园采摘忙"];

/** Stories of so many paragraphs of three lines. */
function pageOf(paragraphs: readonly number[], makeup: RawMakeup) {
  const articles = paragraphs.map((count, index) => ({
    id: `s${index}`,
    priority: index + 1,
    headline: HEADS[index],
    body: Array.from({ length: count }, (_, i) => `第${i + 1}天清早，河面上的雾还没有散，岸边已经站了许多人。`),
  }));
  const credits = [{ role: "责编", names: ["甲乙"] }];
  const pages = [{ number: 3, credits, articles: articles.map(({ id }) => id) }];
  const read = readEdition(JSON.stringify({ pages, articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const template = { ...bundled, makeup: makeupWeights(makeup) };
  const { scene, placed } = composeJob(jobOf({ ...read.value, images: new Map() }, template, fonts));
  return { scene, places: placed.get(3) ?? [], terms: scene.pages[0]?.score?.terms.map(({ term }) => term) ?? [] };
}

const FULL = [62, 28, 20, 14];

describe("weights of make-up", () => {
  it("are the usual ones where a template has no section", () => {
    expect(bundled.makeup).toEqual(makeupWeights({}, true));
    expect(makeupWeights({ rules: { "page-cut": "soft" }, order: "soft" })).toEqual(makeupWeights());
  });

  it("weigh what they name", () => {
    const plain = makeupWeights();
    const own = makeupWeights({ white: 90, order: 80, rules: { "page-cut": 100, "heads-butt": "off", rect: 30 } });
    expect([own.white, own.order, own.orderBeside]).toEqual([90, 80, 20]);
    expect([own.pageCut, own.headsButt, own.gapThrough]).toEqual([80, 0, plain.gapThrough]);
    expect(own.rules.map(([rule]) => rule)).toEqual(["gap-through", "page-cut", "head-order", "head-stack", "rect"]);
  });

  it("a rule that is hard is kept where it can be", () => {
    const soft = pageOf(FULL, {});
    expect(soft.places.some(({ without }) => without !== undefined)).toBe(true);
    const hard = pageOf(FULL, { rules: { rect: "hard" } });
    expect(hard.places.map(({ without }) => without)).toEqual(FULL.map(() => undefined));
    expect(hard.scene.findings.map(({ code }) => code)).not.toContain("hard-makeup-rule");
    expect(hard.terms).not.toContain("rect");
  });

  it("a rule that is hard and cannot be kept is told", () => {
    const { scene } = pageOf([80, 40], { rules: { "page-cut": "hard", "gap-through": "hard" } });
    const found = scene.findings.filter(({ code }) => code === "hard-makeup-rule");
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(/without a fault of `(?:page-cut|gap-through)`/u);
    // Whoever does what the hint says hears no more of it.
    const [, section, rule] = /`makeup\.(rules)\.([\w-]+): soft`/u.exec(found[0]?.hint ?? "") ?? [];
    expect(section).toBe("rules");
    const rules = { "page-cut": "hard", "gap-through": "hard", [rule ?? ""]: "soft" } as const;
    const obeyed = pageOf([80, 40], { rules }).scene.findings.filter(({ code }) => code === "hard-makeup-rule");
    expect(obeyed.map(({ hint }) => hint)).not.toContain(found[0]?.hint);
  });

  it("what came out dear and nobody made hard is not told as hard", () => {
    const terms = [
      { term: "setting", cost: 2 * HARD },
      { term: "text", cost: 2 * HARD },
      { term: "order", cost: 2 * HARD },
      { term: "page-cut", cost: 2 * HARD },
    ];
    const score = { cost: 8 * HARD, terms };
    expect(hardFindings({ score }, 3, makeupWeights())).toEqual([]);
    const order = hardFindings({ score }, 3, makeupWeights({ order: "hard" }));
    expect(order.map(({ hint }) => hint)).toEqual([expect.stringContaining("`makeup.order: soft`")]);
  });

  it("however dear white is, every story finds its place", () => {
    const { scene, places } = pageOf([40, 28, 20, 9], { white: 2_000, shortColumn: 900, easedText: 4_000 });
    expect(places).toHaveLength(4);
    expect(scene.fits.map(({ oversetText }) => oversetText)).toEqual(["", "", "", ""]);
  });
});
