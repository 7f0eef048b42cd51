/** Heads of stories side by side begin on one line, whatever stands in them and however many rows they have. */
import { describe, expect, it } from "vitest";
import { toPt } from "../../src/base/length.js";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import type { Scene } from "../../src/scene/list.js";
import { fillsOf, fonts, inkTopOf, runsOf, template } from "./one-story.js";

const TEXT = "清早的雾散得很慢，渡船靠岸的时候，岸边已经站满了人，有人提着篮子，有人推着车，谁也不催谁。";
const body = Array.from({ length: 30 }, (_, i) => TEXT.slice(0, 20 + ((i * 7) % 22)));
const HEAD_ROLES = new Set(["label", "kicker", "headline", "deck"]);

function set(articles: readonly object[], layout: readonly object[] = []): Scene {
  const all = articles.map((keys, i) => ({ id: `s${i}`, body, ...keys }));
  const pages = [
    { number: 2, credits: [{ role: "责编", names: ["苇岸"] }], layout, articles: all.map(({ id }) => id) },
  ];
  const read = readEdition(JSON.stringify({ pages, articles: all }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, template, fonts);
}

/** Where the head of a story begins, in points: its first ink, or the ground of its label. */
function topOf(scene: Scene, id: string): number {
  const runs = runsOf(scene).filter(({ role, source }) => HEAD_ROLES.has(role) && source.article === id);
  const inks = runs.filter(({ role }) => role !== "label").map(inkTopOf);
  const labels = runs.filter(({ role }) => role === "label");
  const grounds = fillsOf(scene, "label").filter(({ rect }) =>
    labels.some(({ x, y }) => x >= rect.x && x <= rect.x + rect.width && y > rect.y && y < rect.y + rect.height),
  );
  return toPt(Math.min(...inks, ...grounds.map(({ rect }) => rect.y)));
}

const at = (article: string, columns: readonly [number, number], rows = 60) => ({ article, columns, rows: [1, rows] });

describe("heads side by side", () => {
  const { columns } = template.grid;
  const thirds = [at("s0", [1, 2]), at("s1", [3, columns - 1]), at("s2", [columns, columns])];

  it("begin on one line: kickers, headlines of any size, labels", () => {
    const scene = set(
      [
        { priority: 1, kicker: "江边人家", headline: "渡口新码头提前开放" },
        { priority: 1, headline: "老街夜校添了教室" },
        { priority: 4, label: "民生", headline: "水文站搬进一座新楼" },
      ],
      thirds,
    );
    const tops = ["s0", "s1", "s2"].map((id) => topOf(scene, id));
    for (const top of tops) expect(top).toBeCloseTo(tops[0] ?? 0, 1);
  });

  it("leave the white of their rows under themselves where one of them has less", () => {
    for (const rows of [9, 10, 11, 12]) {
      const scene = set(
        [
          { priority: 2, headline: "渡口新码头提前开放", head: { size: "22pt" } },
          { priority: 3, kicker: "夜校", headline: "老街添了教室", deck: "三间" },
        ],
        [
          { ...at("s0", [1, 3]), head: { columns: [1, 3], rows: [1, rows] } },
          { ...at("s1", [4, columns]), head: { columns: [4, columns], rows: [1, rows - 2] } },
        ],
      );
      expect(topOf(scene, "s0")).toBeCloseTo(topOf(scene, "s1"), 1);
    }
  });

  it("begin on the line of text where they have no white to spare, whatever their size", () => {
    const { leading, em } = template.grid;
    for (const size of [16, 24, 36, 52]) {
      const rows = Math.ceil((size * 1.2) / toPt(leading)) + 1;
      const layout = [{ ...at("s0", [1, columns]), head: { columns: [1, columns], rows: [1, rows] } }];
      const scene = set([{ headline: "渡口开放", head: { size: `${size}pt` } }], layout);
      const area = scene.pages[0]?.areas.find(({ kind }) => kind === "head");
      const white = topOf(scene, "s0") - toPt(area?.rect.y ?? 0) - toPt(leading - em) / 2;
      expect(white).toBeGreaterThanOrEqual(-0.1);
      expect(white).toBeLessThan(toPt(leading) / 2);
    }
  });

  it("begin on one line in boxes too", () => {
    const scene = set(
      [
        { box: true, headline: "渡口新码头", body: body.slice(0, 12) },
        { box: true, kicker: "夜校", headline: "老街添了三间教室", body: body.slice(0, 9) },
      ],
      [at("s0", [1, 2], 40), at("s1", [3, columns], 40)],
    );
    expect(topOf(scene, "s0")).toBeCloseTo(topOf(scene, "s1"), 1);
  });
});
