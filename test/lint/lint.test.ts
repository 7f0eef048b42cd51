/** Rules of make-up on pages drawn by hand: what breaks each, and what does not. */
import { describe, expect, it } from "vitest";
import { pt } from "../../src/base/length.js";
import { faultsOf, inWords, lintPage } from "../../src/lint/lint.js";
import { PROFILE_NAMES, PROFILES, RULE_IDS, type RuleId, RULES } from "../../src/lint/rules.js";
import type { Area, SceneItem, ScenePage } from "../../src/scene/list.js";
import { BODY, fakePage } from "../proof/fake-scene.js";

const COLUMNS = 6;
const ROWS = 80;
const PITCH = pt(99);
const WIDTH = pt(90);
const LEADING = pt(10);

type Box = readonly [column: number, columns: number, row: number, rows: number];
interface Story {
  readonly id: string;
  readonly head?: Box;
  readonly size?: number;
  readonly legs: readonly Box[];
  readonly photos?: readonly Box[];
  /** Rows of the page that hold a subhead instead of text. */
  readonly subheads?: readonly number[];
  /** Lines that a leg has fewer than rows. */
  readonly short?: number;
}

const rect = ([column, columns, row, rows]: Box) => ({
  x: column * PITCH,
  y: row * LEADING,
  width: columns * PITCH - (PITCH - WIDTH),
  height: rows * LEADING,
});

const withAds = (page: ScenePage, ...ads: readonly Box[]): ScenePage => ({ ...page, fixed: ads.map(rect) });

function pageOf(...stories: readonly Story[]): ScenePage {
  const areas: Area[] = [];
  const items: SceneItem[] = [];
  for (const { id, head, size = 20, legs, photos = [], subheads = [], short = 0 } of stories) {
    areas.push({ kind: "story", article: id, rect: rect([0, COLUMNS, 0, ROWS]) });
    if (head !== undefined) {
      areas.push({ kind: "head", article: id, rect: rect(head) });
      const source = { article: id, pointer: `/${id}/headline`, start: 0, end: 1 };
      items.push({ ...BODY, role: "headline", size: pt(size), source, x: rect(head).x, y: rect(head).y } as SceneItem);
    }
    for (const leg of legs) {
      areas.push({ kind: "leg", article: id, rect: rect(leg) });
      const [, , row, rows] = leg;
      for (let line = row; line < row + rows - short; line += 1) {
        const role = subheads.includes(line) ? "subhead" : "body";
        const source = { article: id, pointer: `/${id}/body/${role === "body" ? 0 : 1}`, start: 0, end: 1 };
        items.push({ ...BODY, role, source, x: rect(leg).x, y: line * LEADING + pt(8) } as SceneItem);
      }
    }
    for (const photo of photos) areas.push({ kind: "photo", article: id, rect: rect(photo) });
  }
  const columns = Array.from({ length: COLUMNS }, (_, i) => ({ x: i * PITCH, width: WIDTH }));
  return fakePage(4, { areas, items, grid: { columns, em: pt(9), top: 0, leading: LEADING, rows: ROWS } });
}

/** A story over whole columns: its head, and legs under it. */
function block(id: string, [column, columns, row, rows]: Box, size = 20, headRows = 6): Story {
  return {
    id,
    size,
    head: [column, columns, row, headRows],
    legs: Array.from({ length: columns }, (_, i): Box => [column + i, 1, row + headRows, rows - headRows]),
  };
}

const count = (rule: RuleId, page: ScenePage, order?: readonly string[]): number => faultsOf(page, rule, order).length;
const GOOD = pageOf(
  block("a", [0, 4, 0, 38], 40),
  block("b", [4, 2, 0, 50], 22),
  block("c", [0, 4, 39, 41], 24),
  block("d", [4, 2, 51, 29], 18),
);

describe("a page on which nothing is wrong", () => {
  it("breaks only what its two towers break", () => {
    const broken = RULE_IDS.filter((rule) => count(rule, GOOD, ["a", "b", "c", "d"]) > 0);
    expect(broken).toEqual(["gap-through"]);
  });
});

describe("heads", () => {
  it("butt when they are level, neighbours and of about one size", () => {
    const beside = (size: number, row: number, column = 3): number =>
      count("heads-butt", pageOf(block("a", [0, 3, 0, 40], 24), block("b", [column, 6 - column, row, 40], size)));
    expect(beside(24, 0)).toBe(1);
    expect(beside(20, 0)).toBe(1);
    expect(beside(18, 0)).toBe(0);
    expect(beside(24, 20)).toBe(0);
    expect(beside(24, 0, 4)).toBe(0);
  });

  it("are stacked when few lines of text part two of one width", () => {
    const under = (rows: number, size = 20, columns = 3): number =>
      count("head-stack", pageOf(block("a", [0, 3, 0, rows]), block("b", [0, columns, rows + 1, 30], size)));
    expect([under(12), under(30), under(12, 12), under(12, 20, 2)]).toEqual([1, 0, 0, 0]);
  });

  it("have text under them, and so have subheads", () => {
    expect(
      count(
        "head-orphan",
        pageOf({
          id: "a",
          head: [0, 1, 0, 6],
          legs: [
            [0, 1, 6, 2],
            [1, 1, 0, 40],
          ],
        }),
      ),
    ).toBe(1);
    const subhead = (row: number): number =>
      count("head-orphan", pageOf({ ...block("a", [0, 1, 0, 40]), subheads: [row] }));
    expect([subhead(39), subhead(38), subhead(37), subhead(10)]).toEqual([1, 1, 0, 0]);
  });

  it("cover their own text", () => {
    const story = (columns: number): Story => ({ ...block("a", [0, 3, 0, 30]), head: [0, columns, 0, 6] });
    expect([count("under-head", pageOf(story(3))), count("under-head", pageOf(story(2)))]).toEqual([0, 1]);
  });

  it("fall in size from the lead down", () => {
    const sizes = (lead: number, upper: number, lower: number): number =>
      count(
        "head-order",
        pageOf(
          block("lead", [0, 6, 0, 30], lead),
          block("b", [0, 3, 31, 20], upper),
          block("c", [0, 3, 52, 20], lower),
        ),
        ["lead", "b", "c"],
      );
    expect([sizes(40, 24, 20), sizes(40, 20, 24), sizes(22, 24, 20), sizes(40, 20, 20)]).toEqual([0, 1, 1, 0]);
  });
});

describe("seams", () => {
  const top = block("a", [0, 6, 0, 40]);
  it("cut the page unless a story crosses them", () => {
    expect(count("page-cut", pageOf(top, block("b", [0, 6, 41, 39])))).toBe(1);
    expect(count("page-cut", withAds(pageOf(top), [0, 6, 41, 39]))).toBe(0);
    expect(count("page-cut", withAds(pageOf(top, block("b", [0, 5, 41, 39])), [5, 1, 35, 12]))).toBe(0);
    const legs = top.legs.map((leg, i): Box => (i < 2 ? [leg[0], 1, 6, 44] : leg));
    expect(count("page-cut", pageOf({ ...top, legs }, block("b", [2, 4, 41, 39]), block("c", [0, 2, 51, 29])))).toBe(0);
  });

  it("run down a gutter unless a story crosses it", () => {
    const left = block("a", [0, 3, 0, 80]);
    expect(count("gap-through", pageOf(left, block("b", [3, 3, 0, 80])))).toBe(1);
    expect(
      count("gap-through", pageOf(block("a", [0, 3, 0, 50]), block("b", [3, 3, 0, 50]), block("c", [0, 6, 51, 29]))),
    ).toBe(0);
    expect(count("gap-through", pageOf(left))).toBe(0);
    const short = pageOf(block("a", [0, 3, 0, 60]), block("b", [3, 3, 0, 60]));
    expect(count("gap-through", withAds(short, [0, 6, 61, 19]))).toBe(0);
    expect(count("gap-through", withAds(short, [0, 3, 61, 19]))).toBe(1);
  });

  it("leave every story a rectangle where that is wished", () => {
    const a: Story = {
      id: "a",
      head: [0, 2, 0, 6],
      legs: [
        [0, 1, 6, 40],
        [1, 1, 6, 20],
      ],
    };
    expect(count("rect", pageOf(a, block("b", [1, 1, 27, 19])))).toBe(1);
    expect(count("rect", pageOf(a, block("b", [2, 1, 0, 46])))).toBe(0);
  });
});

describe("columns of text", () => {
  it("leave no holes: at their end, at the page's foot, or between stories", () => {
    const full = block("a", [0, 6, 0, ROWS]);
    expect(count("hole", pageOf(full))).toBe(0);
    expect(count("hole", pageOf({ ...full, short: 3 }))).toBe(0);
    // One hole under all columns.
    expect(count("hole", pageOf({ ...full, short: 4 }))).toBe(1);
    const half = pageOf(block("a", [0, 6, 0, 60]));
    expect(count("hole", withAds(half, [0, 6, 61, 19]))).toBe(0);
    expect(count("hole", withAds(half, [0, 4, 61, 19]))).toBe(1);
    expect(count("hole", pageOf(block("a", [0, 6, 0, 40]), block("b", [0, 6, 45, 35])))).toBe(1);
  });

  it("hold lines that begin with an opening mark, whose empty half stands over the column's edge", () => {
    const page = pageOf(block("a", [0, 6, 0, ROWS]));
    const trimmed = (item: SceneItem): SceneItem =>
      item.kind === "glyphs" && item.role === "body" ? { ...item, x: item.x - Math.round(item.size / 2) } : item;
    expect(count("hole", { ...page, items: page.items.map(trimmed) })).toBe(0);
  });

  it("may begin with a byline, which has white around it", () => {
    const page = pageOf(block("a", [0, 6, 0, ROWS]));
    const first = page.items.filter((item) => item.kind === "glyphs" && item.role === "body").slice(0, 6);
    const [over, under] = [first.slice(0, 3), first.slice(4)];
    const items = page.items.filter((item) => !over.includes(item) && !under.includes(item));
    const signed = items.map((item) => (item === first[3] ? ({ ...item, role: "byline" } as SceneItem) : item));
    expect(count("hole", { ...page, items: signed })).toBe(0);
    expect(count("hole", { ...page, items: items.filter((item) => item !== first[3]) })).toBe(1);
  });

  it("go on next door", () => {
    const legs = (...columns: readonly number[]): Story => ({
      id: "a",
      legs: columns.map((c, i): Box => [c, 1, i * 10, 8]),
    });
    expect([
      count("leap", pageOf(legs(0, 1, 2))),
      count("leap", pageOf(legs(0, 2))),
      count("leap", pageOf(legs(1, 1))),
    ]).toEqual([0, 1, 1]);
  });

  it("end within a paragraph while the story goes on", () => {
    const legs: Story = {
      id: "a",
      legs: [
        [0, 1, 0, 10],
        [1, 1, 0, 10],
      ],
    };
    expect(count("cry-apart", pageOf(legs))).toBe(0);
    expect(count("cry-apart", pageOf({ ...legs, subheads: [9] }))).toBe(1);
  });

  it("are neither shallow nor endless, nor grey", () => {
    expect(count("leg-length", pageOf(block("a", [0, 2, 0, 10])))).toBe(1);
    expect(count("leg-length", pageOf(block("a", [0, 2, 0, 80])))).toBe(1);
    expect(count("leg-length", pageOf(block("a", [0, 2, 0, 60])))).toBe(0);
    expect(count("grey", pageOf(block("a", [0, 4, 0, 70])))).toBe(1);
    expect(count("grey", pageOf({ ...block("a", [0, 4, 0, 70]), subheads: [30] }))).toBe(0);
  });
});

describe("pictures", () => {
  it("have one that dominates, over their text", () => {
    const story = (second: number, row: number): ScenePage =>
      pageOf({
        id: "a",
        legs: [[0, 1, 0, 10]],
        photos: [
          [2, 2, 0, 20],
          [0, 2, row, second],
        ],
      });
    expect([count("dominant", story(18, 20)), count("dominant", story(8, 20))]).toEqual([1, 0]);
    expect([
      count("art-in-leg", story(8, 20)),
      count("art-in-leg", pageOf({ id: "a", legs: [[0, 1, 9, 10]], photos: [[0, 1, 0, 8]] })),
    ]).toEqual([1, 0]);
  });
});

describe("a profile", () => {
  it("weighs every rule, and findings carry their place and cure", () => {
    for (const name of PROFILE_NAMES) expect(Object.keys(PROFILES[name]).toSorted()).toEqual(RULE_IDS.toSorted());
    const page = pageOf(block("a", [0, 3, 0, 80], 24), block("b", [3, 3, 0, 80], 24));
    const found = lintPage(page, { ...PROFILES["zh-modular"], "leg-length": "off", grey: "off" });
    expect(found.map(({ code, severity }) => `${code} ${severity}`)).toEqual(["heads-butt error", "gap-through error"]);
    expect(found[0]).toMatchObject({ article: "b", hint: RULES["heads-butt"].cure, box: rect([0, 6, 0, 6]) });
    expect(lintPage(page, { ...PROFILES["en-modular"], "leg-length": "off", grey: "off" })[1]?.severity).toBe(
      "warning",
    );
  });

  it("names places as layout counts them", () => {
    expect(inWords({ column: 1, columns: 1, row: 0, rows: 4 })).toBe("column 2, rows 1–4");
  });
});
