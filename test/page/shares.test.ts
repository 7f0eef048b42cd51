/** Stories on a page that falls into free rectangles: all stand as long as there is a way to share them out. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { Scene } from "../../src/scene/list.js";
import { fonts, pictureOf } from "./one-story.js";

const berliner = await loadTemplate("berliner");
const TALL = pictureOf("mill.jpg", 800, 1000);

function sentences(count: number, from: number): string {
  return Array.from({ length: count }, (_, i) => `第${from + i}架水车在闸口转着，木桶把河水送上高坡的菜地。`).join("");
}

function set(counts: readonly number[], ads: readonly object[]): Scene {
  const articles = counts.map((count, at) => ({
    id: `s${at}`,
    priority: at + 1,
    headline: ["水车重新转了起来", "菜地喝上河水", "闸口老人记账五十年", "木匠收徒"][at],
    body: [sentences(count, 100 * at)],
    ...(at === 0 || at === 2
      ? { photos: [{ src: TALL.id, caption: "闸口的水车。", ...(at === 0 ? { columns: 2 } : {}) }] }
      : {}),
  }));
  const credits = [{ role: "责编", names: ["芦笛"] }];
  const pages = [{ number: 4, credits, articles: articles.map(({ id }) => id), ads }];
  const read = readEdition(JSON.stringify({ pages, articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map([[TALL.id, TALL]]) }, berliner, fonts);
}

const lost = ({ findings }: Scene): readonly string[] =>
  findings.flatMap(({ code, article = "" }) => (code === "overset-text" || code === "no-room" ? [article] : []));

describe("a page whose advertisements leave it free rectangles", () => {
  const { rows } = berliner.grid;
  const LEVEL = [
    { columns: [1, 2], rows: [rows - 18, rows], label: "澜江航运" },
    { columns: [3, 4], rows: [rows - 18, rows], label: "水车酒坊" },
  ];
  const STEPPED = [
    { columns: [1, 2], rows: [rows - 18, rows], label: "澜江航运" },
    { columns: [3, 4], rows: [rows - 24, rows], label: "水车酒坊" },
  ];

  it.each([
    ["level", LEVEL],
    ["of two heights", STEPPED],
  ])("has all its stories beside advertisements that are %s", (_what, ads) => {
    for (const last of [16, 20, 24]) expect([last, lost(set([88, last, 28], ads))]).toEqual([last, []]);
  });
});
