/** Colours of templates as inks: black, RGB, spot colours, too much ink; and what overprints. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { mm, pt } from "../../src/base/length.js";
import { openCondition } from "../../src/cli/conditions.js";
import { type InkPolicy, inked, needsProfile, overprints } from "../../src/press/colour.js";
import type { OutputCondition } from "../../src/press/condition.js";
import { limitInk, totalInk } from "../../src/press/ink.js";
import { Separation } from "../../src/press/separation.js";
import type { Colour, Role } from "../../src/scene/list.js";
import { BLACK, line } from "../render/scenes.js";

const cmyk = (c: number, m: number, y: number, k: number): Colour => ({ space: "cmyk", c, m, y, k });
const rgb = (r: number, g: number, b: number): Colour => ({ space: "rgb", r, g, b });
const POLICY: InkPolicy = { limit: 2.2, richBlack: [], separation: undefined };
const share = fc.integer({ min: 0, max: 1000 }).map((value) => value / 1000);

let condition: OutputCondition;
let separation: Separation;
beforeAll(async () => {
  const opened = await openCondition({ condition: "newsprint", conditionAt: undefined, icc: undefined }, { cwd: "/" });
  if (!opened.ok) throw new Error("no condition");
  condition = opened.value;
  separation = await Separation.of(condition);
});

describe("black in several inks", () => {
  it.each([
    ["four solids", cmyk(1, 1, 1, 1), 1],
    ["black over a tint", cmyk(0.4, 0.3, 0.3, 1), 1],
    ["nearly black, in four", cmyk(0.5, 0.4, 0.4, 0.92), 0.92],
    ["three inks that make black", cmyk(0.75, 0.68, 0.67, 0), 1],
  ])("%s becomes black ink alone", (_what, colour, k) => {
    expect(inked(colour, POLICY)).toEqual({ colour: cmyk(0, 0, 0, k), changes: ["rich-black-removed"] });
  });

  it("stays where the template names it, under the limit", () => {
    const named = cmyk(0.44, 0.38, 0.38, 1);
    expect(inked(named, { ...POLICY, richBlack: [named] })).toEqual({ colour: named, changes: [] });
    const heavy = cmyk(1, 1, 1, 1);
    const kept = inked(heavy, { ...POLICY, richBlack: [heavy] });
    expect(kept.changes).toEqual(["ink-limited"]);
    expect(kept.colour.space === "cmyk" && [kept.colour.k, Math.round(totalInk(kept.colour) * 1e6) / 1e6]).toEqual([
      1, 2.2,
    ]);
  });

  it.each([
    ["black alone", BLACK],
    ["grey", cmyk(0, 0, 0, 0.45)],
    ["a dark brown", cmyk(0.3, 0.8, 0.9, 0.2)],
    ["paper", cmyk(0, 0, 0, 0)],
  ])("%s is none", (_what, colour) => expect(inked(colour, POLICY)).toEqual({ colour, changes: [] }));
});

describe("RGB", () => {
  it.each([
    ["black", rgb(0, 0, 0), 1],
    ["a grey", rgb(0.5, 0.5, 0.5), 0.5],
    ["a grey that is a hundredth off", rgb(0.5, 0.51, 0.5), 0.4966667],
    ["white", rgb(1, 1, 1), 0],
  ])("%s is black ink alone, and needs no profile", (_what, colour, k) => {
    const made = inked(colour, POLICY);
    expect(needsProfile(colour)).toBe(false);
    expect(made.changes).toEqual(["rgb-converted"]);
    expect(made.colour).toMatchObject({ space: "cmyk", c: 0, m: 0, y: 0 });
    expect(made.colour.space === "cmyk" ? made.colour.k : -1).toBeCloseTo(k, 6);
  });

  it("is separated by the profile, under its limit, hue by hue", () => {
    const inksOf = (colour: Colour) => {
      const made = inked(colour, { ...POLICY, separation });
      if (made.colour.space !== "cmyk") throw new Error("no inks");
      return made.colour;
    };
    const red = inksOf(rgb(0.85, 0.1, 0.1));
    expect([red.m > 0.8, red.y > 0.7, red.c < 0.2]).toEqual([true, true, true]);
    const blue = inksOf(rgb(0.1, 0.2, 0.7));
    expect([blue.c > 0.8, blue.y < 0.15]).toEqual([true, true]);
    fc.assert(
      fc.property(share, share, share, (r, g, b) => totalInk(inksOf(rgb(r, g, b))) <= condition.inkLimit / 100 + 1e-6),
      { seed: 3, numRuns: 300 },
    );
  });

  it("is a mistake of the program without a profile", () => {
    expect(() => inked(rgb(0.9, 0.1, 0.1), POLICY)).toThrow("needs the output profile");
  });
});

describe("spot colours", () => {
  it("stay what they are, their stand-in under the limit", () => {
    const spot = (c: number, k: number): Colour => ({
      space: "spot",
      name: "PANTONE 186 C",
      tint: 0.7,
      alternate: { c, m: 1, y: 0.8, k },
    });
    expect(inked(spot(0, 0), POLICY)).toEqual({ colour: spot(0, 0), changes: [] });
    const { colour } = inked(spot(1, 0.5), POLICY);
    expect(colour).toMatchObject({ space: "spot", name: "PANTONE 186 C", tint: 0.7 });
    expect(colour.space === "spot" ? totalInk(colour.alternate) : 9).toBeLessThanOrEqual(2.2 + 1e-9);
  });
});

describe("the ink limit", () => {
  it("holds for any colour, leaves black, and keeps neutrals neutral", () => {
    fc.assert(
      fc.property(share, share, share, share, fc.integer({ min: 110, max: 400 }), (c, m, y, k, percent) => {
        const limited = limitInk({ c, m, y, k }, percent / 100);
        expect(totalInk(limited)).toBeLessThanOrEqual(Math.max(percent / 100, 1) + 1e-9);
        expect(limited.k).toBeGreaterThanOrEqual(k - 1e-9);
        expect(Math.max(limited.c - c, limited.m - m, limited.y - y)).toBeLessThanOrEqual(1e-9);
        // Proportions of the three stay, so that no hue does change.
        expect(limited.c * m).toBeCloseTo(limited.m * c, 6);
        expect(limited.m * y).toBeCloseTo(limited.y * m, 6);
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});

describe("overprint", () => {
  const settings = { overprintBelow: pt(36), knockout: [] as readonly Role[] };
  const rule = (height: number, role: Role = "rule", colour: Colour = BLACK) =>
    ({ kind: "fill", role, rect: { x: 0, y: 0, width: mm(100), height: pt(height) }, colour }) as const;

  it.each([
    ["body type", line("字", 0, 0), true],
    ["type of the size itself", line("字", 0, 0, { size: pt(36) }), false],
    ["white type", line("字", 0, 0, { colour: cmyk(0, 0, 0, 0) }), false],
    ["grey type", line("字", 0, 0, { colour: cmyk(0, 0, 0, 0.6) }), false],
    ["red type", line("字", 0, 0, { colour: cmyk(0, 1, 1, 0) }), false],
    ["a rule", rule(0.5), true],
    ["a bar", rule(3), false],
    [
      "a thin frame",
      { kind: "frame", role: "box", rect: rule(90).rect, thickness: pt(0.6), colour: BLACK } as const,
      true,
    ],
  ])("of %s: %o", (_what, item, wanted) => expect(overprints(item, settings)).toBe(wanted));

  it("is taken from items that are named", () => {
    const asked = { ...settings, knockout: ["headline", "rule"] as const };
    expect(overprints(line("字", 0, 0, { role: "headline" }), asked)).toBe(false);
    expect(overprints(rule(0.5), asked)).toBe(false);
    expect(overprints(line("字", 0, 0), asked)).toBe(true);
  });
});
