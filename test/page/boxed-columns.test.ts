/** Boxes whose text stands in columns of its own (`makeup.setIn`, 破栏). */
import { describe, expect, it } from "vitest";
import { auditScene } from "../../src/audit/audit.js";
import type { Edition } from "../../src/edition/model.js";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import type { Finding, Scene, SceneItem } from "../../src/scene/list.js";
import { fonts, pictureOf, rowOf, runsOf, startOf, template } from "./one-story.js";

const QUAY = pictureOf("quay.jpg", 1200, 500);
const PHOTO = { src: "quay.jpg", caption: "清晨的码头。", credit: "安然 摄" };
const BODY = "河水涨过石阶，摆渡的老人把缆绳又收紧了一圈，等着最后一班客人。".repeat(9);
const TABLE = {
  rows: [
    ["名次", "球队", "赛", "胜", "平", "负", "得失球", "积分"],
    ["1", "南浦铁匠", "24", "16", "4", "4", "47/21", "52"],
  ],
};

/** Rows of a full box that surely hold text. */
const LINES = 28;
let edition: Edition;

function box(columns: number, setIn: number, more: object = {}, rows = 40): Scene {
  const layout = [{ article: "a", columns: [1, columns], rows: [1, rows] }];
  const credits = [{ role: "责编", names: ["安然"] }];
  const articles = [{ id: "a", box: true, headline: "渡口", body: [BODY], makeup: { setIn }, ...more }];
  const read = readEdition(
    JSON.stringify({ pages: [{ number: 2, credits, articles: ["a"], layout }], articles }),
    "e.json",
  );
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  edition = read.value;
  return compose({ ...read.value, images: new Map([["quay.jpg", QUAY]]) }, template, fonts);
}

/** What is told of one column of the box when its lines are taken away from a row of the page on. */
function holesIn(scene: Scene, leg: number, from: number): readonly string[] {
  const [page] = scene.pages;
  const own = page?.areas.find(({ kind }) => kind === "box")?.columns?.[leg];
  if (page === undefined || own === undefined) throw new Error("no such column");
  const isTaken = (item: SceneItem): boolean =>
    item.kind === "glyphs" &&
    item.role === "body" &&
    startOf(item) >= own.x &&
    startOf(item) <= own.x + own.width &&
    rowOf(item) >= from;
  const items = page.items.filter((item) => !isTaken(item));
  const spoilt = { ...page, items, bounds: { ...page.bounds, whitePart: 1 } };
  const middle = own.x + own.width / 2;
  const foot = page.grid.top + LINES * page.grid.leading;
  const isThere = ({ box: hole }: Finding): boolean =>
    hole !== undefined && hole.x <= middle && hole.x + hole.width >= middle && hole.y < foot;
  return auditScene({ ...scene, pages: [spoilt], findings: [] }, edition)
    .filter((finding) => finding.code === "white-hole" && isThere(finding))
    .map(({ message }) => message);
}

/** Left edges of full lines: one for each column of text. */
function legsOf(scene: Scene): number {
  const counts = new Map<number, number>();
  for (const run of runsOf(scene, "body")) counts.set(startOf(run), (counts.get(startOf(run)) ?? 0) + 1);
  return [...counts.values()].filter((lines) => lines > 2).length;
}
const toldOf = ({ findings }: Scene): readonly string[] =>
  findings.filter(({ code }) => code === "columns-not-set").map(({ pointer }) => pointer ?? "");

describe("a box with setIn", () => {
  it.each([
    [3, 2],
    [4, 2],
    [4, 3],
    [4, 4],
    [5, 3],
    [5, 5],
  ])("over %i columns is set in %i", (columns, setIn) => {
    for (const more of [{}, { photos: [PHOTO] }]) {
      const scene = box(columns, setIn, more);
      expect([legsOf(scene), toldOf(scene)]).toEqual([setIn, []]);
    }
  });

  it.each([
    [5, 2],
    [5, 3],
    [4, 2],
    [4, 1],
  ])("in %i columns over the page's six is told of a hole in any of them", (setIn, leg) => {
    const scene = box(6, setIn, { body: Array.from({ length: 12 }, () => BODY) }, 50);
    expect(holesIn(scene, leg, Number.POSITIVE_INFINITY)).toEqual([]);
    const [told, ...others] = holesIn(scene, leg, 14);
    expect(told).toMatch(/^rows \d+–\d+ of column/u);
    expect(others).toEqual([]);
  });

  it("tells by the hint where its columns would be too narrow or too broad", () => {
    expect(toldOf(box(2, 5))).toEqual(["/articles/0/makeup/setIn"]);
    expect(toldOf(box(2, 5, { photos: [PHOTO] }))).toEqual(["/articles/0/makeup/setIn"]);
    expect(toldOf(box(5, 1))).toEqual(["/articles/0/makeup/setIn"]);
  });

  it("tells where its table wants broader columns", () => {
    const scene = box(4, 4, { body: [BODY, { table: TABLE }] });
    expect(toldOf(scene)).toEqual(["/articles/0/makeup/setIn"]);
    expect(scene.findings.map(({ code }) => code)).not.toContain("table-tight");
  });
});
