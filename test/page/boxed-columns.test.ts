/** Boxes whose text stands in columns of its own (`makeup.setIn`, 破栏). */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import type { Scene, SceneImage } from "../../src/scene/list.js";
import { fonts, runsOf, startOf, template } from "./one-story.js";

const QUAY: SceneImage = {
  id: "quay.jpg",
  format: "jpeg",
  bytes: new Uint8Array(),
  width: 1200,
  height: 500,
  orientation: 1,
};
const PHOTO = { src: "quay.jpg", caption: "清晨的码头。", credit: "安然 摄" };
const BODY = "河水涨过石阶，摆渡的老人把缆绳又收紧了一圈，等着最后一班客人。".repeat(9);
const TABLE = {
  rows: [
    ["名次", "球队", "赛", "胜", "平", "负", "得失球", "积分"],
    ["1", "南浦铁匠", "24", "16", "4", "4", "47/21", "52"],
  ],
};

function box(columns: number, setIn: number, more: object = {}): Scene {
  const layout = [{ article: "a", columns: [1, columns], rows: [1, 40] }];
  const credits = [{ role: "责编", names: ["安然"] }];
  const articles = [{ id: "a", box: true, headline: "渡口", body: [BODY], makeup: { setIn }, ...more }];
  const read = readEdition(
    JSON.stringify({ pages: [{ number: 2, credits, articles: ["a"], layout }], articles }),
    "e.json",
  );
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map([["quay.jpg", QUAY]]) }, template, fonts);
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
