import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { arrangements, type StoryParts } from "../../src/page/arrange.js";
import { leastCost, steppedCost } from "../../src/page/story-cost.js";
import { type Makeup, makeUps } from "../../src/page/makeup.js";
import { columnMakeUps } from "../../src/page/makeup-columns.js";
import { improved, type Judge } from "../../src/page/makeup-improve.js";
import { searches } from "../../src/page/makeup-search.js";
import { searchTerms } from "../../src/page/makeup-score.js";
import { partingCost } from "../../src/page/hints.js";
import { SetHints } from "../../src/page/set-hints.js";
import type { Block } from "../../src/page/blocks.js";
import type { Cells } from "../../src/layout/grid.js";
import { cellsOverlap } from "../../src/layout/region.js";
import { makeupWeights } from "../../src/template/makeup.js";
import type { Article, Photo } from "../../src/edition/model.js";

const RULES = { gapRows: 1, weights: makeupWeights(), blocks: [] };

function article(id: string, headed: boolean): Article {
  return {
    id,
    pointer: "",
    priority: 1,
    headline: headed ? [{ text: "题", pointer: "", offset: 0 }] : [],
    body: [],
    photos: [],
    related: [],
    box: false,
    headlineDirection: "horizontal",
  };
}

/** A story of `rows` column rows that may give or take `ease` of them, under a head of `head` rows. */
function story(id: string, rows: number, ease: number, head = 2): StoryParts {
  return {
    article: article(id, head > 0),
    weights: RULES.weights,
    photos: 0,
    headRowsAt: () => head,
    headSizeAt: () => (head === 0 ? 0 : 12),
    headWhiteAt: () => 0,
    headForcedAt: () => false,
    textRows: { natural: rows, least: rows - ease, most: rows + ease },
    photoAt: () => undefined,
    panels: [],
  };
}

const photo: Photo = { src: "a.jpg", pointer: "", srcPointer: "/src", breakOut: false, focus: [0.5, 0.5], alt: "" };

function makeUp(stories: readonly StoryParts[], area: Cells, gapRows: number): Makeup | undefined {
  const [search] = searches(stories, { ...RULES, gapRows });
  if (search === undefined) throw new Error("there is no way to search");
  return makeUps(stories, area, search)[0];
}

const AREA = { column: 0, columns: 4, row: 0, rows: 24 };

describe("arrangements", () => {
  it("puts the exact fit first, with the head over the whole width", () => {
    const [best] = arrangements(story("a", 40, 0), { column: 0, columns: 4, row: 0, rows: 12 });
    expect(best?.head).toEqual({ column: 0, columns: 4, row: 0, rows: 2 });
    expect(best?.cost).toBe(0);
  });

  it("counts the white beside a head that is set smaller", () => {
    const cells = { column: 0, columns: 4, row: 0, rows: 12 };
    const plain: StoryParts = { ...story("a", 40, 4, 3), headRowsAt: (_columns, step) => 3 - step };
    const beside: StoryParts = { ...plain, headWhiteAt: (_columns, step) => 4 * step };
    const costOf = (parts: StoryParts, step: number) =>
      arrangements(parts, cells, {}, true).find(({ headStep }) => headStep === step)?.cost ?? 0;
    expect(costOf(beside, 0)).toBe(costOf(plain, 0));
    expect(costOf(beside, 1)).toBe(costOf(plain, 1) + 4 * RULES.weights.besideHead);
  });

  it("leaves the corner that other stories take, with pictures that grow into what is left", () => {
    const cells = { column: 0, columns: 6, row: 0, rows: 40 };
    for (const cut of [
      { column: 0, columns: 3, row: 26, rows: 14 },
      { column: 3, columns: 3, row: 24, rows: 16 },
    ]) {
      const room = 6 * 40 - cut.columns * cut.rows;
      const pictured: StoryParts = {
        ...story("p", room - 6 * 3 - 3 * 18 - 2 * 12 - 6, 6, 3),
        photos: 2,
        article: { ...article("p", true), photos: [photo, photo] },
        photoAt: (_index, columns) => ({
          photo,
          shape: undefined,
          columns,
          width: columns,
          columnWidth: 1,
          natural: columns * 6 - 2,
          least: columns * 5 - 2,
          most: columns * 7 - 2,
          captionRows: 1,
          texts: [],
          unfit: [],
        }),
      };
      const all = arrangements(pictured, cells, { without: [cut] }, true);
      for (const { head, photos } of all)
        for (const piece of [...photos, ...(head === undefined ? [] : [head])]) {
          expect(cellsOverlap(piece, cut)).toBe(false);
          expect(piece.row + piece.rows).toBeLessThanOrEqual(40);
        }
      expect(all[0]?.cost).toBeLessThan(300);
    }
  });

  it("counts white dearer than eased lines, and overset dearer than white", () => {
    const at = (rows: number) => arrangements(story("a", 40, 4), { column: 0, columns: 4, row: 0, rows })[0]?.cost ?? 0;
    expect(at(12)).toBeLessThan(at(13));
    expect(at(13)).toBeLessThan(at(16));
    expect(at(16)).toBeLessThan(at(9));
  });
});

function placesOverlap(a: Makeup["places"][number], b: Makeup["places"][number], area: Cells = AREA): boolean {
  for (let column = 0; column < area.columns; column += 1)
    for (let row = 0; row < area.rows; row += 1) {
      const cell = { column, columns: 1, row, rows: 1 };
      const [inA, inB] = [a, b].map(
        (place) => cellsOverlap(place.cells, cell) && !(place.without ?? []).some((cut) => cellsOverlap(cut, cell)),
      );
      if (inA === true && inB === true) return true;
    }
  return false;
}

describe("makeUp", () => {
  it("fills the page exactly when the copy allows it", () => {
    const stories = [story("a", 44, 2), story("b", 18, 2), story("c", 18, 2)];
    const made = makeUp(stories, AREA, 1);
    expect(made).toBeDefined();
    for (let column = 0; column < AREA.columns; column += 1) {
      const rows = Array.from({ length: AREA.rows }, (_, row) =>
        made?.places.some((place) => placesOverlap(place, { index: -1, cells: { column, columns: 1, row, rows: 1 } }))
          ? "#"
          : " ",
      ).join("");
      expect(rows).toMatch(/^#+( #+)*$/u);
    }
  });

  it("puts the most important story at the top", () => {
    const made = makeUp([story("a", 20, 3), story("b", 20, 3), story("c", 20, 3)], AREA, 1);
    expect(made?.places[0]?.cells.row).toBe(0);
    expect(made?.places[0]?.cells.column).toBe(0);
  });

  it("is undefined when there is far too much copy", () => {
    expect(makeUp([story("a", 900, 3), story("b", 900, 3)], AREA, 1)).toBeUndefined();
  });

  it("places every story once, inside the page, without overlap", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 6, max: 30 }), { minLength: 1, maxLength: 6 }), (sizes) => {
        const made = makeUp(
          sizes.map((rows, i) => story(`s${i}`, rows, 3)),
          AREA,
          1,
        );
        if (made === undefined) return;
        expect(made.places.map((p) => p.index)).toEqual(sizes.map((_, i) => i));
        for (const [i, place] of made.places.entries()) {
          const { cells } = place;
          expect(cells.column + cells.columns).toBeLessThanOrEqual(AREA.columns);
          expect(cells.row + cells.rows).toBeLessThanOrEqual(AREA.rows);
          for (const other of made.places.slice(i + 1)) expect(placesOverlap(place, other)).toBe(false);
        }
      }),
      { seed: 11, numRuns: 60 },
    );
  });
});

describe("a block in a lower corner", () => {
  const PAGE = { column: 0, columns: 4, row: 0, rows: 40 };
  const block = (column: number): Block => ({
    cells: { column, columns: 1, row: 28, rows: 12 },
    atHead: false,
    atFoot: true,
    atLeft: column === 0,
    atRight: column === 3,
  });
  const made = (stories: readonly StoryParts[], blocks: readonly Block[]): Makeup | undefined => {
    const [search] = searches(stories, { ...RULES, blocks });
    if (search === undefined) throw new Error("there is no way to search");
    return makeUps(stories, PAGE, search)[0];
  };

  it.each([0, 3])("has a story round it that fills the page so alone: column %i", (column) => {
    const makeup = made([story("a", 4 * 38 - 13, 0)], [block(column)]);
    const without = [{ column, columns: 1, row: 27, rows: 13 }];
    expect(makeup?.places[0]).toEqual({ index: 0, cells: PAGE, without });
  });

  it("has none where its columns would be too short under the head, or a step of a few rows", () => {
    const low = { ...block(3), cells: { column: 3, columns: 1, row: 35, rows: 5 } };
    expect(made([story("a", 4 * 38 - 6, 0)], [low])).toBeUndefined();
    const high = { ...block(3), cells: { column: 3, columns: 1, row: 8, rows: 32 } };
    expect(made([story("a", 4 * 38 - 33, 0)], [high])).toBeUndefined();
  });

  it("costs in each make-up the terms that it is told by, with stories apart from one another", () => {
    const rows = fc.integer({ min: 8, max: 60 });
    fc.assert(
      fc.property(fc.array(rows, { minLength: 2, maxLength: 4 }), fc.constantFrom(0, 3), (all, column) => {
        const stories = all.map((own, index) => story(`s${index}`, own, 8));
        const [search] = searches(stories, { ...RULES, blocks: [block(column)] });
        if (search === undefined) throw new Error("there is no way to search");
        const found = makeUps(stories, PAGE, search);
        const starts = found.slice(0, 2);
        for (const makeup of [
          ...found,
          ...improved({ stories, area: PAGE, search, leaves: new Map() }, starts, judgeNothing),
        ]) {
          if (makeup.made === undefined) throw new Error("a make-up without a tree");
          const terms = [...searchTerms(stories, PAGE, search, makeup.made).values()];
          expect(terms.reduce((sum, cost) => sum + cost, 0)).toBeCloseTo(makeup.cost, 6);
          for (const [at, place] of makeup.places.entries())
            for (const other of makeup.places.slice(at + 1)) expect(placesOverlap(place, other, PAGE)).toBe(false);
        }
      }),
      { numRuns: 20, seed: 3 },
    );
  });
});

/** No page has faults. */
const judgeNothing: Judge = { verdict: () => ({ cost: 0, stories: [] }), setting: () => 0 };

describe("SetHints", () => {
  it("has the costs of the stories of each set, side by side and one over the other", () => {
    const side = fc.constantFrom("top", "bottom", "left", "right");
    const wish = fc.record({ sides: fc.array(side, { maxLength: 2 }), near: fc.integer({ min: 0, max: 7 }) });
    fc.assert(
      fc.property(fc.array(fc.option(wish), { minLength: 2, maxLength: 8 }), fc.nat(), fc.nat(), (wishes, x, y) => {
        const stories = wishes.map((own, i): StoryParts => {
          const plain = story(`s${i}`, 10, 1);
          if (own === null) return plain;
          const makeup = { sides: own.sides, near: `s${own.near}`, pointer: "" };
          return { ...plain, article: { ...plain.article, makeup } as Article };
        });
        const all = 2 ** stories.length;
        const a = x % all;
        const b = (y % all) - ((y % all) & a);
        const members = (set: number) => stories.filter((_, i) => Math.floor(set / 2 ** i) % 2 === 1);
        const hints = new SetHints(stories);
        for (const kind of ["stack", "side"] as const)
          expect(hints.cost(a, b, kind)).toBe(partingCost(members(a), members(b), kind));
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

describe("columnMakeUps", () => {
  const PAGE = { column: 0, columns: 6, row: 0, rows: 72 };
  const lead = { columns: 3, underCost: 1e5 };
  const FOOT: Block = {
    cells: { column: 4, columns: 2, row: 58, rows: 14 },
    atHead: false,
    atFoot: true,
    atLeft: false,
    atRight: true,
  };
  const sizes = fc.array(fc.integer({ min: 9, max: 16 }), { minLength: 19, maxLength: 22 });

  it.each([
    ["on a whole page", []],
    ["round a block in a corner", [FOOT]],
  ])("puts the lead over columns of many small stories, each whole and at its true cost, %s", (_what, blocks) => {
    const rules = { ...RULES, lead, blocks };
    let made = 0;
    fc.assert(
      fc.property(sizes, (rows) => {
        const taken = blocks.reduce((sum, { cells }) => sum + cells.columns * (cells.rows + 1), 0);
        const scale = (6 * 72 - taken - 50 - 3 * rows.length) / rows.reduce((sum, one) => sum + one, 0);
        const others = rows.map((one, i) => story(`s${i + 1}`, Math.round(one * scale), 2));
        const stories = [story("s0", 34, 4, 4), ...others];
        const search = searches(stories, rules).at(-1);
        if (search === undefined) throw new Error("there is no way to search");
        const page = { stories, area: PAGE, search, leaves: new Map() };
        for (const { places, cost, made: parted } of columnMakeUps(page, { left: 1e6 }, 1e5)) {
          if (parted === undefined) throw new Error("a make-up without its parts");
          made += 1;
          const terms = [...searchTerms(stories, PAGE, rules, parted).values()];
          expect(terms.reduce((sum, term) => sum + term, 0)).toBeCloseTo(cost, 6);
          expect(places.map(({ index }) => index)).toEqual([...stories, ...blocks].map((_, index) => index));
          expect(places[0]?.cells.columns).toBeGreaterThanOrEqual(3);
          expect(places[0]?.cells.row).toBe(0);
          for (const [at, place] of places.entries()) {
            for (const other of places.slice(at + 1)) expect(placesOverlap(place, other, PAGE)).toBe(false);
          }
          for (const [at, block] of blocks.entries()) expect(places[stories.length + at]?.cells).toEqual(block.cells);
        }
      }),
      { seed: 5, numRuns: 4 },
    );
    expect(made).toBeGreaterThan(4);
  });

  it("has none of stories that need more than a column", () => {
    const wide = { ...story("s2", 20, 2), headRowsAt: (columns: number) => (columns < 2 ? 80 : 2) };
    const stories = [story("s0", 34, 4, 4), ...Array.from({ length: 8 }, (_, i) => story(`s${i + 1}`, 40, 2)), wide];
    const search = searches(stories, { ...RULES, lead }).at(-1);
    if (search === undefined) throw new Error("there is no way to search");
    expect(columnMakeUps({ stories, area: PAGE, search, leaves: new Map() }, { left: 1e6 }, 1e5)).toEqual([]);
  });
});

describe("improved", () => {
  const HIGH = { column: 0, columns: 5, row: 0, rows: 40 };
  const sizes = fc.array(fc.integer({ min: 8, max: 30 }), { minLength: 3, maxLength: 10 });

  it("gives make-ups that cost less with their faults, each whole and at its true cost", () => {
    let better = 0;
    let steps = 0;
    fc.assert(
      fc.property(sizes, (rows) => {
        const scale = (5 * 36 - 14 * rows.length) / rows.reduce((sum, one) => sum + one, 0);
        const stories = rows.map((one, i) => ({
          ...story(`s${i}`, Math.max(6, Math.round(one * scale)), 4, 1 + (i % 3)),
          headSizeAt: (columns: number) => 10 + 6 * columns - (i % 4),
        }));
        const [search] = searches(stories, RULES);
        const [start] = search === undefined ? [] : makeUps(stories, HIGH, search);
        if (search === undefined || start === undefined) return;
        // The last story should stand at the head of the page.
        const last = stories.length - 1;
        const verdict = ({ places }: Makeup) => {
          const isLow = places.some(({ index, cells }) => index === last && cells.row > 0);
          return { cost: isLow ? 600 : 0, stories: [last] };
        };
        const found = improved({ stories, area: HIGH, search, leaves: new Map() }, [start], {
          verdict,
          setting: () => 0,
        });
        better += found.length;
        const totals = found.map((makeup) => makeup.cost + verdict(makeup).cost);
        expect(totals).toEqual(totals.toSorted((a, b) => a - b));
        for (const [i, { made, cost, places }] of found.entries()) {
          expect(totals[i]).toBeLessThan(start.cost + verdict(start).cost);
          if (made === undefined) throw new Error("a make-up without its parts");
          const terms = [...searchTerms(stories, HIGH, RULES, made).values()];
          expect(terms.reduce((sum, term) => sum + term, 0)).toBeCloseTo(cost, 6);
          expect(places.map(({ index }) => index)).toEqual(stories.map((_, index) => index));
          if (places.some(({ index, without }) => index > 0 && without !== undefined)) steps += 1;
          for (const [at, place] of places.entries()) {
            expect(place.cells.column + place.cells.columns).toBeLessThanOrEqual(HIGH.columns);
            expect(place.cells.row + place.cells.rows).toBeLessThanOrEqual(HIGH.rows);
            for (const other of places.slice(at + 1)) expect(placesOverlap(place, other, HIGH)).toBe(false);
          }
        }
      }),
      { seed: 13, numRuns: 10 },
    );
    expect(better).toBeGreaterThan(8);
    // Stories that matter less than the lead end at two heights too.
    expect(steps).toBeGreaterThan(0);
  });
});

describe("searchTerms", () => {
  it("tells of a gutter that something fixed crosses elsewhere on the page as a quarter of one", () => {
    // Two stories that stand side by side alone.
    const stories = [story("a", 44, 0), story("b", 44, 0)];
    const bestOf = (crossed: ReadonlySet<number>): Makeup | undefined => {
      const [search] = searches(stories, { ...RULES, crossed });
      return search === undefined ? undefined : makeUps(stories, AREA, search)[0];
    };
    const [open, closed] = [bestOf(new Set()), bestOf(new Set([2]))];
    if (open?.made === undefined || closed?.made === undefined) throw new Error("there is no make-up");
    const { gapThrough } = RULES.weights;
    expect(open.cost - closed.cost).toBeCloseTo((3 * gapThrough) / 4, 6);
    const terms = searchTerms(stories, AREA, { ...RULES, crossed: new Set([2]) }, closed.made);
    expect(terms.get("gap-through")).toBeCloseTo(gapThrough / 4, 6);
  });

  it("tells the cost of every make-up that was found, term by term", () => {
    const sizes = fc.array(fc.integer({ min: 6, max: 34 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 12 }), (rows, ease) => {
        const stories = rows.map((one, i) => ({
          ...story(`s${i}`, one, Math.min(ease, one - 4), 1 + (i % 3)),
          headSizeAt: (columns: number) => 10 + 6 * columns - i,
        }));
        for (const search of searches(stories, RULES)) {
          for (const { made, cost } of makeUps(stories, AREA, search)) {
            if (made === undefined) throw new Error("a make-up without its parts");
            const terms = [...searchTerms(stories, AREA, RULES, made).values()];
            expect(terms.reduce((sum, term) => sum + term, 0)).toBeCloseTo(cost, 6);
          }
        }
      }),
      { seed: 13, numRuns: 10 },
    );
  });
});

describe("steppedCost", () => {
  it("is the cost of the cheapest arrangement around the corner that is left out", () => {
    const panel = (columns: number) => Math.ceil(24 / columns);
    const tabled = { ...story("t", 60, 4, 3), tableRows: 12 };
    for (const parts of [story("a", 60, 4, 3), { ...story("b", 70, 4, 2), panels: [panel] }, tabled]) {
      for (let columnsA = 1; columnsA < 6; columnsA += 1) {
        for (let rowsA = 10; rowsA <= 30; rowsA += 1) {
          for (const rowsB of [8, 12, 18, 25]) {
            if (rowsA === rowsB) continue;
            const row = Math.min(rowsA, rowsB);
            const rows = Math.max(rowsA, rowsB);
            const cut = rowsA < rowsB ? { column: 0, columns: columnsA } : { column: columnsA, columns: 6 - columnsA };
            const [best] = arrangements(
              parts,
              { column: 0, columns: 6, row: 0, rows },
              { without: [{ ...cut, row, rows: rows - row }] },
              true,
            );
            expect(steppedCost(parts, 6, columnsA, [rowsA, rowsB])).toBeCloseTo(
              best?.cost ?? Number.POSITIVE_INFINITY,
              6,
            );
          }
        }
      }
    }
  });
});

describe("leastCost", () => {
  it("is out of the question in columns that are too short for a table", () => {
    const bare = story("t", 24, 3);
    const dearer = (columns: number, rows: number): number =>
      leastCost({ ...bare, tableRows: 9 }, columns, rows) - leastCost(bare, columns, rows);
    expect(dearer(4, 8)).toBeGreaterThan(600);
    expect(dearer(2, 14)).toBe(0);
  });

  it("is the cost of the cheapest arrangement", () => {
    const panel = (columns: number) => Math.ceil(20 / columns);
    const boxed = { ...story("a", 60, 4, 3), panels: [panel] };
    const pictured: StoryParts = {
      ...story("p", 18, 2, 3),
      photos: 1,
      article: { ...article("p", true), photos: [photo] },
      photoAt: (_index, columns) => ({
        photo,
        shape: undefined,
        columns,
        width: columns,
        columnWidth: 1,
        natural: columns * 6,
        least: columns * 5,
        most: columns * 7,
        captionRows: 1,
        texts: [],
        unfit: [],
      }),
    };
    const tabled = { ...boxed, tableRows: 9 };
    for (const parts of [story("a", 40, 3), story("b", 40, 3, 0), boxed, pictured, tabled]) {
      for (let columns = 1; columns <= 6; columns += 1) {
        for (let rows = 4; rows <= 40; rows += 1) {
          const [best] = arrangements(parts, { column: 0, columns, row: 0, rows });
          // What is hopeless need not be priced; what is not must be priced right.
          const capped = (cost: number) => (cost > 600 ? "hopeless" : cost.toFixed(6));
          expect(capped(leastCost(parts, columns, rows))).toBe(capped(best?.cost ?? Number.POSITIVE_INFINITY));
        }
      }
    }
  });
});
