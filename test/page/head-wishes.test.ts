/** `head` of a story: what the editor asks of its headline is set, or told with what stands against it. */
import { describe, expect, it } from "vitest";
import { toPt } from "../../src/base/length.js";
import { readEdition } from "../../src/edition/read.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { Scene, SceneImage } from "../../src/scene/list.js";
import { fonts, runsOf } from "./one-story.js";

const tabloid = await loadTemplate("tabloid");
const HEADS = [
  "渡口新码头提前半月开放",
  "老街夜校添了三间教室",
  "水文站搬进新楼",
  "粮管所改成图书馆",
  "议事厅开门",
  "收购价公布",
];
const TEXT = "清早的雾散得很慢，渡船靠岸的时候，岸边已经站满了人，有人提着篮子，有人推着车。";

const QUAY: SceneImage = {
  id: "quay.jpg",
  format: "jpeg",
  bytes: new Uint8Array(),
  width: 1200,
  height: 600,
  orientation: 1,
};

type Wishes = Readonly<Record<string, object>>;

function editionOf(wishes: Wishes, layout: readonly object[] = []) {
  const articles = HEADS.map((headline, index) => ({
    id: `s${index}`,
    priority: index + 1,
    headline,
    body: Array.from({ length: [26, 18, 14, 12, 10, 8][index] ?? 8 }, (_, i) => TEXT.slice(0, 20 + ((i * 7) % 18))),
    ...wishes[`s${index}`],
  }));
  const credits = [{ role: "责编", names: ["甲乙"] }];
  const pages = [{ number: 2, credits, layout, articles: articles.map(({ id }) => id) }];
  return readEdition(JSON.stringify({ pages, articles }), "e.json");
}

function set(wishes: Wishes, layout: readonly object[] = []): Scene {
  const read = editionOf(wishes, layout);
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map([[QUAY.id, QUAY]]) }, tabloid, fonts);
}

function headOf(scene: Scene, id: string): { readonly size: number; readonly lines: number; readonly columns: number } {
  const runs = runsOf(scene, "headline").filter(({ source }) => source.article === id);
  const area = scene.pages[0]?.areas.find(({ kind, article }) => kind === "head" && article === id);
  const { grid } = tabloid;
  return {
    size: toPt(Math.max(...runs.map(({ size }) => size))),
    lines: new Set(runs.map(({ y }) => y)).size,
    columns: Math.round(((area?.rect.width ?? 0) + grid.gutter) / (grid.columnWidth + grid.gutter)),
  };
}

function told(scene: Scene): readonly string[] {
  return scene.findings
    .filter(({ code }) => code === "head-not-met")
    .map(({ article, pointer }) => `${article} ${pointer}`);
}

describe("a headline for which the editor asks", () => {
  const plain = set({});

  it("has the size that it is given, wherever its story stands", () => {
    for (const size of [22, 30, 38]) {
      const scene = set({ s1: { head: { size: `${size}pt` } } });
      expect(headOf(scene, "s1").size).toBe(size);
      expect(told(scene)).toEqual([]);
    }
    expect(headOf(set({ s2: { head: { size: "小一" } } }), "s2").size).toBe(24);
  });

  it("steps up and down the template's scale", () => {
    const place = [{ article: "s1", columns: [1, 3], rows: [40, 68] }];
    const size = (step: number): number => headOf(set({ s1: { head: { step } } }, place), "s1").size;
    const usual = headOf(set({}, place), "s1").size;
    expect(size(-1)).toBeLessThan(usual);
    expect(size(-2)).toBeLessThan(size(-1));
    expect(size(0)).toBe(usual);
    expect(size(1)).toBeGreaterThanOrEqual(usual);
  });

  it("has as many lines as it is given", () => {
    for (const lines of [1, 2, 3]) {
      const scene = set({ s1: { head: { lines } } });
      expect(headOf(scene, "s1").lines).toBe(lines);
      expect(told(scene)).toEqual([]);
    }
  });

  it("stands over as many columns as it is given, its story too where that is left open", () => {
    const scene = set({ s1: { head: { columns: 2 } } });
    expect(headOf(scene, "s1").columns).toBe(2);
    expect(told(scene)).toEqual([]);
    const pinned = set({ s1: { head: { columns: 2 } } }, [{ article: "s1", columns: [1, 4], rows: [40, 68] }]);
    expect(headOf(pinned, "s1").columns).toBe(2);
    expect(told(pinned)).toEqual([]);
    const fits = pinned.fits.find(({ article }) => article === "s1");
    expect(fits?.linesAvailable).toBeGreaterThan(3 * 24);
  });

  it("keeps its size over the lead's, which is told and no error", () => {
    const scene = set({ s0: { makeup: { columns: 3 } }, s3: { head: { size: "44pt" } } });
    expect(headOf(scene, "s3").size).toBe(44);
    const over = scene.findings.filter(({ code }) => code === "head-over-lead");
    expect(over.map(({ severity, hint }) => [severity, hint])).toEqual([
      ["warning", "give that one a smaller `size` in its `head`"],
    ]);
  });

  it("is told where no place holds what it asks for", () => {
    const place = [{ article: "s1", columns: [1, 1], rows: [1, 60] }];
    expect(told(set({ s1: { head: { size: "200pt" } } }, place))).toEqual(["s1 /articles/1/head/size"]);
    expect(told(set({ s1: { head: { lines: 1 } } }, place))).toEqual(["s1 /articles/1/head/lines"]);
    expect(told(set({ s1: { head: { columns: 3 } } }, place))).toEqual(["s1 /articles/1/head/columns"]);
    const parted = set({ s1: { headline: ["老街夜校", "添了三间", "教室"], head: { lines: 2 } } });
    expect(told(parted)).toEqual(["s1 /articles/1/head/lines"]);
  });

  it.each([2, 3, 4, 5, 6])("steps on the scale of its columns in boxes of every kind, over %i", (columns) => {
    const layout = [{ article: "s1", columns: [1, columns], rows: [1, 60] }];
    const photos = [{ src: "quay.jpg", caption: "码头。" }];
    for (const own of [{}, { photos }]) {
      const asked = (head?: object) =>
        set({ s1: { box: true, ...own, ...(head === undefined ? {} : { head }) } }, layout);
      for (const step of [-2, -1, 1]) {
        const unmet = asked({ step }).findings.filter(({ code }) => code === "head-not-met");
        const other = unmet.filter(({ message }) => !message.endsWith("no headline is larger than the lead's"));
        expect(other.map(({ message }) => message)).toEqual([]);
      }
      expect(told(asked({ columns }))).toEqual([]);
    }
  });

  it("asks in boxes and in vertical heads as well", () => {
    const box = set({ s1: { box: true, head: { size: "26pt" } } });
    expect(headOf(box, "s1").size).toBe(26);
    expect(told(box)).toEqual([]);
    const vertical = set({ s1: { headlineDirection: "vertical", head: { size: "28pt" } } });
    expect(headOf(vertical, "s1").size).toBe(28);
    expect(told(vertical)).toEqual([]);
  });

  it("changes nothing of a page where it asks for nothing", () => {
    expect(set({ s1: { head: {} }, s2: { head: { step: 0 } } }).pages).toEqual(plain.pages);
  });

  it.each([
    [{ size: "0pt" }, "bad-length"],
    [{ size: "2字" }, "bad-length"],
    [{ size: "48" }, "bad-length"],
    [{ step: 9 }, "out-of-range"],
    [{ lines: 0 }, "out-of-range"],
    [{ size: "48pt", step: 1 }, "size-and-step"],
    [{ rows: 3 }, "unknown-key"],
  ])("refuses %j", (head, code) => {
    const { diagnostics } = editionOf({ s1: { head } });
    expect(diagnostics.map((one) => one.code)).toEqual([code]);
    expect(diagnostics[0]?.hints.join("")).not.toBe("");
  });
});
