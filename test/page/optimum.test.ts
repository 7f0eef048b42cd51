/** The search finds the optimum of its own objective: on small pages, held against every make-up there is. */
import { describe, expect, it } from "vitest";
import type { StoryParts } from "../../src/page/arrange.js";
import { makeUps, wheelMakeUps } from "../../src/page/makeup.js";
import { searches } from "../../src/page/makeup-search.js";
import { makeupWeights } from "../../src/template/makeup.js";
import { cheapestOfAll, cheapestWheel, type Page } from "./brute-force.js";

const RULES = { gapRows: 1, weights: makeupWeights(), blocks: [] };

/** Whole numbers below `n`, the same for the same seed. */
function randomOf(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.floor((state / 2_147_483_647) * n);
  };
}

/** A story of so many column rows, under a head of one or two rows whose size grows with its width. */
function story(id: string, rows: number, ease: number, head: number, size: number): StoryParts {
  return {
    article: {
      id,
      pointer: "",
      priority: 1,
      headline: [{ text: "题", pointer: "", offset: 0 }],
      body: [],
      photos: [],
      related: [],
      box: false,
      headlineDirection: "horizontal",
    },
    weights: RULES.weights,
    photos: 0,
    headRowsAt: (_columns, step) => Math.max(1, head - step),
    headSizeAt: (columns) => size + 4 * columns,
    headWhiteAt: (columns) => (columns > 2 ? columns - 2 : 0),
    headForcedAt: () => false,
    textRows: { natural: rows, least: rows - ease, most: rows + ease },
    photoAt: () => undefined,
    panels: [],
  };
}

/** Stories that fill a page, more or less. */
function storiesFor(seed: number, count: number, { columns, rows, gapRows }: Page): readonly StoryParts[] {
  const random = randomOf(seed);
  const room = columns * (rows - gapRows - 2) - 2 * count;
  const shares = Array.from({ length: count }, (_, index) => 2 + random(4) + (index === 0 ? 3 : 0));
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share, index) => {
    const own = Math.max(4, Math.round((room * share) / all) + random(3) - 1);
    return story(`s${index}`, own, 1 + random(3), 1 + random(2), 8 + random(8));
  });
}

interface Outcome {
  readonly seed: number;
  readonly cost: number;
  readonly least: number;
  readonly interlocks: boolean;
}

function outcomes(count: number, page: Page, seeds: number): readonly Outcome[] {
  return Array.from({ length: seeds }, (_, index) => index + 1).map((seed) => {
    const stories = storiesFor(seed, count, page);
    const [search] = searches(stories, RULES);
    if (search === undefined) throw new Error("there is no way to search");
    const area = { column: 0, row: 0, columns: page.columns, rows: page.rows };
    const [best] = makeUps(stories, area, search);
    const cost = best?.cost ?? Number.POSITIVE_INFINITY;
    const interlocks = best?.made?.kind === "interlock";
    return { seed, cost, interlocks, least: cheapestOfAll(stories, page, search.ceiling) };
  });
}

const isExact = ({ cost, least }: Outcome): boolean => cost === least || Math.abs(cost - least) < 1e-6;

describe("the search", () => {
  it.each<[number, Page, number]>([
    [2, { columns: 4, rows: 16, gapRows: 1 }, 20],
    [3, { columns: 3, rows: 14, gapRows: 1 }, 20],
    // Tall enough for the lead to interlock.
    [3, { columns: 3, rows: 30, gapRows: 1 }, 20],
    [4, { columns: 2, rows: 26, gapRows: 1 }, 6],
    // Three columns for four stories: heads beside a part decide how it is best made up.
    [4, { columns: 3, rows: 12, gapRows: 1 }, 40],
    [4, { columns: 3, rows: 16, gapRows: 1 }, 30],
  ])("finds the cheapest make-up of %i stories on %j", (count, page, seeds) => {
    const all = outcomes(count, page, seeds);
    expect(all.filter((outcome) => !isExact(outcome))).toEqual([]);
    expect(all.some(({ interlocks }) => interlocks)).toBe(page.rows > 16);
    expect(all.filter(({ least }) => Number.isFinite(least)).length).toBeGreaterThan(seeds / 2);
  });
});

describe("wheels", () => {
  it.each<[number, Page, number]>([
    [5, { columns: 4, rows: 18, gapRows: 1 }, 12],
    [6, { columns: 3, rows: 15, gapRows: 1 }, 2],
  ])("are found at their cheapest, of %i stories on %j", (count, page, seeds) => {
    const area = { column: 0, row: 0, columns: page.columns, rows: page.rows };
    const all = Array.from({ length: seeds }, (_, index) => index + 1).map((seed) => {
      const stories = storiesFor(seed, count, page);
      const [search] = searches(stories, RULES);
      if (search === undefined) throw new Error("there is no way to search");
      const [best] = wheelMakeUps(stories, area, search, { left: Number.POSITIVE_INFINITY }, new Map(), 5_000);
      const least = cheapestWheel(stories, page, search.ceiling);
      return { seed, interlocks: false, cost: best?.cost ?? Number.POSITIVE_INFINITY, least };
    });
    expect(all.filter((outcome) => !isExact(outcome))).toEqual([]);
    expect(all.filter(({ least }) => Number.isFinite(least)).length).toBeGreaterThan(0);
  });
});
