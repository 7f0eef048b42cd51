/** What is told of a story's fit: what was done for it, by how much it misses its place, and cures that really cure. */
import { describe, expect, it } from "vitest";
import { fitsOf, setStory } from "./one-story.js";

const CLAUSES = ["渡口的灯一直亮着", "老人翻着本子慢慢说", "江面上起了薄雾", "水位比去年低了半米", "来的人比预想的多"];

/** Paragraphs of varied length, the same every time. */
function body(paragraphs: number): string[] {
  return Array.from({ length: paragraphs }, (_, i) => {
    const clauses = Array.from({ length: 3 + ((i * 5) % 7) }, (_clause, j) => CLAUSES[(i * 3 + j) % CLAUSES.length]);
    return `${clauses.join("，")}${"这".repeat((i * 3) % 5)}。`;
  });
}

const TEXT = body(8);
/** The text with a cure's characters taken out, or put in, before the mark that closes its paragraph. */
function cured(
  text: readonly string[],
  { kind, by, pointer }: { kind: string; by: number; pointer: string },
): string[] {
  const index = Number(pointer.split("/").at(-1));
  return text.map((paragraph, i) => {
    if (i !== index) return paragraph;
    const words = paragraph.slice(0, -1);
    return `${kind === "cut" ? words.slice(0, -by) : words + words.slice(-by)}。`;
  });
}

describe("a story that is over", () => {
  const least = Array.from({ length: 80 }, (_, i) => i + 1).find(
    (rows) => fitsOf(setStory(TEXT, { legs: [rows] }))[0]?.oversetText === "",
  );

  it("says by how many lines and characters, and what saves them", () => {
    const legs = [(least ?? 0) - 1];
    const scene = setStory(TEXT, { legs });
    const [fit] = fitsOf(scene);
    expect(fit?.oversetLines).toBe(1);
    const cures = fit?.cures ?? [];
    expect(cures.length).toBeGreaterThan(1);
    expect(cures.map(({ by }) => by)).toEqual(cures.map(({ by }) => by).toSorted((a, b) => a - b));
    // Every one of them does what it says.
    for (const cure of cures) {
      expect(cure).toMatchObject({ kind: "cut", lines: 1 });
      expect(fitsOf(setStory(cured(TEXT, cure), { legs }))[0]?.oversetText).toBe("");
    }
    const told = scene.findings.find(({ code }) => code === "overset-text");
    expect(told?.message).toMatch(/\d+ characters \(1 line\) found no room/u);
    expect(told?.hint).toContain(cures[0]?.says);
  });
});

describe("a story that is short", () => {
  it("says what gains a line", () => {
    const longest = Array.from({ length: 90 }, (_, i) => 90 - i).find(
      (rows) => fitsOf(setStory(TEXT, { legs: [rows] }))[0]?.shortLines === 0,
    );
    const legs = [(longest ?? 0) + 1];
    const cures = fitsOf(setStory(TEXT, { legs }))[0]?.cures ?? [];
    expect(cures.length).toBeGreaterThan(0);
    for (const cure of cures) {
      expect(cure).toMatchObject({ kind: "add", lines: 1 });
      expect(fitsOf(setStory(cured(TEXT, cure), { legs }))[0]?.shortLines).toBe(0);
    }
  });
});

describe("a story that fits", () => {
  it("needs no cure, and tells what was done for it", () => {
    const rows = Array.from({ length: 80 }, (_, i) => i + 1).filter((count) => {
      const [fit] = fitsOf(setStory(TEXT, { legs: [count] }));
      return fit?.oversetText === "" && fit.shortLines === 0;
    });
    const levers = rows.map((count) => fitsOf(setStory(TEXT, { legs: [count] }))[0]);
    expect(levers.every((fit) => fit?.cures === undefined && fit?.oversetLines === undefined)).toBe(true);
    // From a line fewer for each row that is missing, to a line more for each that is left.
    const steps = levers.map((fit) => (fit?.levers ?? []).reduce((sum, { by }) => sum + by, 0));
    expect(steps).toEqual(steps.map((_, i) => i + (steps[0] ?? 0)));
    expect(steps).toContain(0);
  });
});
