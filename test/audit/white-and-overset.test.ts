/** A page with white and text without room at once wants a better make-up, not more text. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { takenCells } from "../../src/audit/white-rows.js";
import type { PaintedCover, PaintedPage } from "../../src/audit/painted.js";
import { compose } from "../../src/pipeline.js";
import type { Finding, Scene, ScenePage } from "../../src/scene/list.js";
import { fonts, template } from "../page/one-story.js";

function findingsOf(layout: readonly object[], articles: readonly object[]): readonly Finding[] {
  return sceneOf(layout, articles).findings;
}

function sceneOf(layout: readonly object[], articles: readonly object[], more: object = {}): Scene {
  const ids = layout.map((own) => (own as { article: string }).article);
  const pages = [{ number: 2, credits: [{ role: "责编", names: ["安然"] }], articles: ids, layout, ...more }];
  const read = readEdition(JSON.stringify({ pages, articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, template, fonts);
}

function hintOf(more: object, sentences: number): string {
  const body = ["渡船停在上游的石阶边，等雾散了再走。".repeat(sentences)];
  const layout = [{ article: "a", columns: [1, 2], rows: [1, 14] }];
  const pages = [{ number: 2, credits: [{ role: "责编", names: ["安然"] }], articles: ["a"], layout, ...more }];
  const read = readEdition(JSON.stringify({ pages, articles: [{ id: "a", headline: "雾渡", body }] }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const { findings } = compose({ ...read.value, images: new Map() }, template, fonts);
  return findings.find(({ code }) => code === "white-page")?.hint ?? "";
}

it("asks for more text only where all of it stands", () => {
  expect(hintOf({}, 8)).toContain("characters more");
  expect(hintOf({}, 60)).toMatch(
    /^\d+ characters find no room on this page all the same: give their stories more rows/u,
  );
  const ads = [{ columns: [4, 4], rows: [20, 30], label: "石阶茶社" }];
  expect(hintOf({ ads }, 60)).toContain("move the advertisements");
});

describe("white that stories of uneven length leave", () => {
  const body = (sentences: number) => ["渡船停在上游的石阶边，等雾散了再走。".repeat(sentences)];
  const stories = [
    { id: "fog", headline: "雾渡", body: body(24) },
    { id: "pier", headline: "石阶", body: body(9) },
  ];
  const layout = [
    { article: "fog", columns: [1, 3], rows: [1, 30] },
    { article: "pier", columns: [4, 4], rows: [1, 50] },
  ];

  /** Columns and rows from 1, as messages name them. */
  const places = (text: string) =>
    Array.from(
      text.matchAll(/rows? (\d+)(?:–(\d+))? of columns? (\d+)(?:–(\d+))?/gu),
      ([, top, foot, first, last]) => ({
        rows: [Number(top), Number(foot ?? top)] as const,
        columns: [Number(first), Number(last ?? first)] as const,
      }),
    );

  it("is named in rectangles in which nothing stands", () => {
    const scene = sceneOf(layout, stories);
    const [page] = scene.pages;
    const named = places(scene.findings.find(({ code }) => code === "white-page")?.message ?? "");
    expect(named.length).toBeGreaterThan(1);
    expect(page).toBeDefined();
    if (page === undefined) return;
    const { grid, items } = page;
    for (const { rows, columns } of named) {
      const [left, right] = [grid.columns[columns[0] - 1]?.x ?? 0, grid.columns[columns[1] - 1]];
      const [top, foot] = [grid.top + (rows[0] - 1) * grid.leading, grid.top + rows[1] * grid.leading];
      const inside = items.filter(
        (item) =>
          item.kind === "glyphs" &&
          item.y > top + grid.leading / 2 &&
          item.y < foot &&
          item.x >= left &&
          item.x < (right?.x ?? 0) + (right?.width ?? 0),
      );
      expect(inside).toEqual([]);
    }
  });

  it("holds the advertisement that is proposed for it", () => {
    const hint = sceneOf(layout, stories).findings.find(({ code }) => code === "white-page")?.hint ?? "";
    const [place] = places(hint);
    expect(hint).toContain("an advertisement in rows");
    const ads = [{ ...place, label: "石阶茶社" }];
    const { findings } = sceneOf(layout, stories, { ads });
    expect(findings.filter(({ severity, code }) => severity === "error" && code !== "white-page")).toEqual([]);
    // No place is proposed that stories fill.
    const full = [{ article: "fog", columns: [1, 6], rows: [1, 78] }];
    const told = sceneOf(full, stories.slice(0, 1)).findings.find(({ code }) => code === "white-page");
    expect(told?.hint).not.toContain("advertisement");
  });
});

it("names the story whose text would fill a hole", () => {
  const text = (sentences: number) => ["渡船停在上游的石阶边，等雾散了再走。".repeat(sentences)];
  const rows = 72;
  const layout = [
    { article: "fog", columns: [1, 4], rows: [1, 40] },
    { article: "pier", columns: [5, 6], rows: [1, rows] },
    { article: "weir", columns: [1, 4], rows: [42, rows] },
  ];
  const full = (id: string, sentences: number) => ({ id, headline: "雾渡", body: text(sentences) });
  const told = findingsOf(layout, [full("fog", 70), full("pier", 86), full("weir", 74)]);
  const hints = told.filter(({ code }) => code === "white-hole").map(({ hint }) => hint);
  expect(hints.length).toBeGreaterThan(0);
  expect(hints.join("\n")).toContain("add text to fog");
});

it("says of a story without a place that nothing of it stands there", () => {
  const story = { id: "a", headline: "雾渡", body: ["渡船停在上游的石阶边。"] };
  const layout = [{ article: "a", columns: [1, 1], rows: [1, 1] }];
  const told = findingsOf(layout, [story]).find(({ code }) => code === "overset-text");
  expect(told?.message).toMatch(/^nothing of it stands on the page: all \d+ characters/u);
});

describe("white in a table", () => {
  const columns = Array.from({ length: 4 }, (_, at) => ({ x: at * 110_000, width: 100_000 }));
  const page = {
    grid: { columns, top: 0, leading: 10_000, rows: 20, em: 9_000 },
    fixed: [],
    areas: [],
  } as unknown as ScenePage;
  const cover = (role: string, x: number, y: number, width: number, height: number) =>
    ({ kind: "fill", role, article: "a", pointer: "", rect: { x, y, width, height } }) as unknown as PaintedCover;
  const taken = (role: string): readonly number[] => {
    // Rules over four columns and their rows, with nothing between the first column and the last.
    const paints = [3, 5, 7, 9].map((row) => cover(role, 0, row * 10_000, 430_000, 100));
    const cells = takenCells({ paints } as unknown as PaintedPage, page, columns);
    return cells.map((rows) => rows.filter(Boolean).length);
  };

  it("is its own from its first rule to its last", () => {
    expect(taken("table")).toEqual([7, 7, 7, 7]);
    expect(taken("rule")).toEqual([0, 0, 0, 0]);
  });
});
