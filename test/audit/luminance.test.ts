/** How light inks on paper are: as colour profiles have it, not as screens mix light. */
import { describe, expect, it } from "vitest";
import { contrastOf, INVISIBLE, luminanceOf, ofCmyk } from "../../src/audit/luminance.js";

const BLACK = ofCmyk(0, 0, 0, 1);
const PAPER = ofCmyk(0, 0, 0, 0);

describe("inks on paper", () => {
  // Luminances by FOGRA39, against paper.
  it.each([
    ["cyan", [1, 0, 0, 0], 0.261],
    ["green", [1, 0, 1, 0], 0.209],
    ["dark green", [0.9, 0.4, 0.9, 0.4], 0.078],
    ["navy", [1, 0.8, 0.2, 0.3], 0.048],
    ["red", [0, 1, 0.9, 0.05], 0.17],
    ["grey", [0, 0, 0, 0.45], 0.397],
  ] as const)("are as light as on a press: %s", (_name, [c, m, y, k], luminance) => {
    expect(Math.abs(Math.log((ofCmyk(c, m, y, k) + 0.05) / (luminance + 0.05)))).toBeLessThan(0.1);
  });

  it("leave black unreadable on navy, and green type readable on paper", () => {
    expect(contrastOf(BLACK, ofCmyk(1, 0.8, 0.2, 0.3))).toBeLessThan(INVISIBLE);
    expect(contrastOf(ofCmyk(1, 0, 1, 0), PAPER)).toBeGreaterThan(3);
    expect(contrastOf(ofCmyk(1, 0, 0, 0), PAPER)).toBeGreaterThan(3);
  });

  it("are the lighter, the thinner the tint, and paper without any", () => {
    const tints = [0, 0.2, 0.4, 0.6, 0.8, 1].map((tint) =>
      luminanceOf({ space: "spot", name: "PANTONE 287 C", tint, alternate: { c: 1, m: 0.75, y: 0.02, k: 0.18 } }),
    );
    expect(tints).toEqual(tints.toSorted((a, b) => b - a));
    expect(tints[0]).toBeCloseTo(1, 6);
  });
});
