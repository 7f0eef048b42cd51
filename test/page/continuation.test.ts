/** The head over a story that goes on from another page: the editor's words, and smaller than the lead of that page. */
import { describe, expect, it } from "vitest";
import type { Rect } from "../../src/base/geometry.js";
import { toPt } from "../../src/base/length.js";
import { readEdition } from "../../src/edition/read.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { Scene, ScenePage } from "../../src/scene/list.js";
import { fonts } from "./one-story.js";

const tabloid = await loadTemplate("tabloid");
const credits = [{ role: "责编", names: ["安然"] }];
const LINES = ["雾里先听见桨声，后看见船。", "老闸口的石阶被水磨得发亮。", "他把账本翻到最后一页，又合上了。"];
const text = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => `第${from + i + 1}天，${LINES[i % 3] ?? ""}`.repeat(2));

const OWN = [
  { id: "lock", priority: 1, headline: "老闸口今天开闸", body: text(20) },
  { id: "bell", priority: 3, headline: "钟楼报时改在整点", body: text(14) },
  { id: "quay", priority: 4, headline: "码头长凳换新", body: text(10) },
];

function setTwo(story: object, own: readonly object[] = OWN): Scene {
  const ferry = { id: "ferry", priority: 1, headline: ["一条江上的渡船", "走过四十年"], body: text(90), ...story };
  const layout = [{ article: "ferry", columns: [1, 3], rows: [1, 30] }];
  const read = readEdition(
    JSON.stringify({
      pages: [
        { number: 1, articles: ["ferry"], layout, credits },
        { number: 3, articles: [...own.map((one) => (one as { id: string }).id), "ferry"], credits },
      ],
      articles: [ferry, ...own],
    }),
    "e.json",
  );
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, tabloid, fonts);
}

/** Three stories that go on on page 3, among two of its own. */
function setThree(template: typeof tabloid, stories: Readonly<Record<string, object>> = {}): Scene {
  const jumping = ["ferry", "dam", "mill"].map((id, index) => ({
    id,
    priority: 2,
    headline: ["渡船走过四十年", "沙洲水闸通水", "老磨坊开磨"][index],
    body: text(34, index * 40),
    pages: [1, 3],
    ...stories[id],
  }));
  const layout = jumping.map(({ id }, index) => ({
    article: id,
    columns: [2 * index + 1, 2 * index + 2],
    rows: [1, 30],
  }));
  const read = readEdition(
    JSON.stringify({
      pages: [
        { number: 1, articles: [], layout, credits },
        { number: 3, articles: ["ferry", "lock", "dam", "bell", "mill"], credits },
      ],
      articles: [...jumping, OWN[0], OWN[1]],
    }),
    "e.json",
  );
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, template, fonts);
}

function headOf(
  page: ScenePage | undefined,
  id: string,
): { readonly text: string; readonly size: number; readonly lines: number } {
  const runs = (page?.items ?? []).flatMap((item) =>
    item.kind === "glyphs" && item.role === "headline" && item.source.article === id ? [item] : [],
  );
  return {
    text: runs.flatMap(({ texts }) => texts).join(""),
    size: toPt(Math.max(0, ...runs.map(({ size }) => size))),
    lines: new Set(runs.map(({ y }) => y)).size,
  };
}

describe("stories that go on on one page", () => {
  it("stand by one another where the template says so, or are told", () => {
    const scene = setThree({ ...tabloid, jump: { ...tabloid.jump, together: true } });
    const places = new Map(
      (scene.pages[1]?.areas ?? []).flatMap(({ kind, article, rect }) => (kind === "story" ? [[article, rect]] : [])),
    );
    const told = scene.findings.filter(({ code }) => code === "hint-not-met");
    const [ferry, dam, mill] = ["ferry", "dam", "mill"].map((id) => places.get(id));
    if (ferry === undefined || dam === undefined || mill === undefined) throw new Error("a story has no place");
    expect([apart(ferry, dam), apart(dam, mill)].filter((white) => white < 4 * tabloid.grid.leading)).toHaveLength(
      2 - told.length,
    );
    expect(told.length).toBeLessThan(2);
    for (const { pointer } of told) expect(pointer).toMatch(/^\/articles\/\d$/u);
  });

  it("are asked for places of their own by the make-up of `continuation`", () => {
    const { pages, findings } = setThree(tabloid, {
      mill: { continuation: { makeup: { columns: 1, side: "right" } } },
    });
    const place = pages[1]?.areas.find(({ kind, article }) => kind === "story" && article === "mill")?.rect;
    expect(place?.width).toBe(tabloid.grid.columnWidth);
    expect(findings.filter(({ code }) => code === "hint-not-met")).toEqual([]);
  });

  it("are told at that key where it gives way", () => {
    const { findings } = setThree(tabloid, {
      mill: { continuation: { makeup: { columns: 12 } } },
    });
    const unmet = findings.filter(({ code }) => code === "hint-not-met");
    for (const { pointer } of unmet) expect(pointer).toMatch(/^\/articles\/2\/continuation\/makeup\//u);
    expect(unmet.length).toBeGreaterThan(0);
  });
});

/** The white between two places, down or across. */
function apart(a: Rect, b: Rect): number {
  const across = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  const down = Math.max(a.y, b.y) - Math.min(a.y + a.height, b.y + b.height);
  return Math.max(across, down);
}

describe("the head over a continuation", () => {
  it("is the editor's own", () => {
    const [front, back] = setTwo({ continuation: { headline: "四十年渡船" } }).pages;
    expect(headOf(front, "ferry").text).toBe("一条江上的渡船走过四十年");
    expect(headOf(back, "ferry").text).toBe("四十年渡船");
  });

  it("may have lines of its own", () => {
    const [, back] = setTwo({ continuation: { headline: "四十年\n渡船" } }).pages;
    expect(headOf(back, "ferry")).toMatchObject({ text: "四十年渡船", lines: 2 });
  });

  it("is smaller than that of the page's lead", () => {
    for (const headline of ["渡船", "四十年渡船", "一条江上的渡船走过四十年风雨终于歇了"]) {
      const [, back] = setTwo({ continuation: { headline } }).pages;
      expect(headOf(back, "ferry").size).toBeLessThan(headOf(back, "lock").size);
      expect(headOf(back, "ferry").size).toBeGreaterThan(10);
    }
  });

  it("is smaller than that of a lead whose head is small for its rank", () => {
    const own = OWN.map((one) => ({ ...one, priority: one.id === "lock" ? 3 : 5 }));
    const [, back] = setTwo({}, own).pages;
    expect(headOf(back, "ferry").size).toBeLessThan(headOf(back, "lock").size);
  });

  it("is smaller than that of a lead with a size of the editor's own", () => {
    const own = OWN.map((one) => (one.id === "lock" ? { ...one, head: { size: "20pt" } } : one));
    const [, back] = setTwo({}, own).pages;
    expect(headOf(back, "lock").size).toBe(20);
    expect(headOf(back, "ferry").size).toBeLessThan(20);
  });

  it("takes a size of the editor's own, and tells at its key where it can't", () => {
    const scene = setTwo({ head: { size: "40pt" }, continuation: { headline: "四十年渡船", head: { size: "18pt" } } });
    expect(headOf(scene.pages[1], "ferry").size).toBe(18);
    const wide = setTwo({ continuation: { headline: "四十年渡船", head: { lines: 5 } } });
    expect(
      wide.findings.filter(({ code }) => code === "head-not-met").map(({ page, pointer }) => [page, pointer]),
    ).toEqual([[3, "/articles/0/continuation/head/lines"]]);
  });
});
