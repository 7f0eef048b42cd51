import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCopy } from "../../src/edition/copy.js";
import { compose } from "../../src/pipeline.js";
import { buildReport } from "../../src/proof/report.js";
import type { GlyphRun, Scene } from "../../src/scene/list.js";
import { editionOf, fonts, runsOf, startOf, template, textOf, type Place } from "./one-story.js";

function set(body: readonly unknown[], place: Place = {}): Scene {
  return compose({ ...readCopy(editionOf(body, place)), images: new Map() }, template, fonts);
}

/** Where each glyph of a line stands, in em from the first one. */
function placesOf(runs: readonly GlyphRun[]): readonly number[] {
  const places = runs.flatMap(({ x, offsets, size }) => offsets.map((offset) => (x + offset) / size));
  return places.map((place) => Math.round((place - (places[0] ?? 0)) * 1000) / 1000);
}

const bodyRuns = (body: readonly unknown[], place: Place = {}): readonly GlyphRun[] => runsOf(set(body, place), "body");

const IGNORABLE = [
  ..."\u00ad\u034f\u061c\u115f\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202e\u2060\u2066\u2069\u3164\ufe0f\ufeff\uffa0\u{e0041}\u{e0100}",
];

describe("characters that show nothing", () => {
  it("take no room and no box, wherever they stand", () => {
    const piece = fc.constantFrom(...IGNORABLE, ..."渡口灯A1，（ ");
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 20 }), (pieces) => {
        const text = `江${pieces.join("")}边`;
        const scene = set([text], { article: { headline: text } });
        expect(scene.findings.filter(({ code }) => code === "missing-glyph")).toEqual([]);
        expect(runsOf(scene).flatMap(({ gids }) => gids)).not.toContain(0);
      }),
      { numRuns: 25 },
    );
  });

  it("leave their neighbours where they stand without them", () => {
    const plain = placesOf(bodyRuns(["江水A边，灯"]));
    const mixed = placesOf(bodyRuns(["江\u200e水\u2066A\u2069边\u200b，灯\u200f"]));
    expect(mixed).toEqual(plain);
  });

  it("take no box in a vertical head", () => {
    const article = { headline: "渡\u200e口\ufeff灯", headlineDirection: "vertical" };
    expect(runsOf(set(["江水。".repeat(40)], { article }), "headline").flatMap(({ gids }) => gids)).not.toContain(0);
  });
});

describe("spaces", () => {
  it.each([
    ["\u2003", 1],
    ["\u2002", 0.5],
    ["\u2009", 0.2],
    ["\u202f", 0.2],
    ["\u3000", 1],
  ])("%j is as wide as it is", (space, width) => {
    expect(placesOf(bodyRuns([`江${space}水`])).at(-1)).toBeCloseTo(1 + width, 2);
  });

  it("part Korean words by a third of an em in heads too", () => {
    const scene = set(["강변"], { language: "ko", article: { headline: "강변 등불" } });
    const runs = runsOf(scene, "headline");
    const text = runs.map(textOf).join("");
    expect(text).toBe("강변 등불");
    const places = placesOf(runs);
    expect((places[3] ?? 0) - (places[1] ?? 0)).toBeLessThan(1.5);
  });
});

describe("what was read otherwise", () => {
  it("still points at the characters of the file", () => {
    const text = "　　か\u3099，江&nbsp;水</b>\n　　灯";
    const runs = bodyRuns([text]);
    const parts = runs.map(({ source }) => text.slice(source.start, source.end));
    expect(parts.join("|")).toContain("か\u3099，江");
    expect(parts.at(-1)).toBe("灯");
    expect(runs.every((run) => startOf(run) >= 0)).toBe(true);
  });

  it("is in the findings and the report of the library", () => {
    const scene = set(["　　江水&mdash;\ufffc边"]);
    const told = scene.findings.map(({ code, severity }) => `${severity} ${code}`);
    expect(told).toContain("info copy-cleaned");
    expect(told).toContain("info house-style");
    expect(told).toContain("warning object-replacement");
    const report = buildReport(scene, new Map(), { compose: 0, render: 0 });
    const [page] = report.pages;
    expect(page?.issues.map(({ code }) => code)).toContain("copy-cleaned");
    expect(scene.findings.find(({ code }) => code === "object-replacement")?.at?.file).toBe("e.json");
  });
});
