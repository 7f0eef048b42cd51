/** Frames of any thickness: what they frame stands inside of them. */
import { describe, expect, it } from "vitest";
import { type Rect, sharedArea } from "../../src/base/geometry.js";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { Frame, GlyphRun, SceneItem } from "../../src/scene/list.js";
import { remarksOn, templateFrom } from "./own-template.js";

const fonts = createLibrary(bundledFonts());
const BODY = "缆车每天六点开出，赶早市的人把竹筐放在脚边，雾从谷底慢慢升上来。".repeat(6);

function itemsOf(template: string, article: object, page: object = {}): readonly SceneItem[] {
  const credits = [{ role: "责编", names: ["安然"] }];
  const layout = [{ article: "a", columns: [1, 4], rows: [1, 60] }];
  const articles = [{ id: "a", headline: "山城缆车", body: [BODY, BODY], ...article }];
  const source = { pages: [{ number: 2, credits, articles: ["a"], layout, ...page }], articles };
  const read = readEdition(JSON.stringify(source), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const scene = compose({ ...read.value, images: new Map() }, templateFrom(template, "tabloid-inside"), fonts);
  return scene.pages[0]?.items ?? [];
}

const isFrame = (item: SceneItem): item is Frame => item.kind === "frame";

/** The boxes of type, half a row of white at each side left out: what ink surely covers. */
function type(items: readonly SceneItem[], isWanted: (run: GlyphRun) => boolean): readonly Rect[] {
  return items.flatMap((item) => {
    if (item.kind !== "glyphs" || !isWanted(item)) return [];
    const { x, y, size, offsets } = item;
    const [from, to] = [offsets[0] ?? 0, offsets.at(-1) ?? 0];
    return [{ x: x + from, y: y - 0.8 * size, width: to - from + 0.5 * size, height: 0.8 * size }];
  });
}

function inside({ rect, thickness }: Frame, { x, y, width, height }: Rect): boolean {
  const isAcross = x >= rect.x + thickness && x + width <= rect.x + rect.width - thickness;
  return isAcross && y >= rect.y + thickness && y + height <= rect.y + rect.height - thickness;
}

/** What a frame, or a line of an open one, covers. */
function linesOf(item: SceneItem): readonly Rect[] {
  if (item.kind === "fill") return [item.rect];
  if (item.kind !== "frame") return [];
  const { rect, thickness } = item;
  const { x, y, width, height } = rect;
  const across = [y, y + height - thickness].map((top) => ({ x, y: top, width, height: thickness }));
  return [...across, ...[x, x + width - thickness].map((left) => ({ x: left, y, width: thickness, height }))];
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

const within = (frame: Frame | undefined, rects: readonly Rect[]): boolean =>
  frame !== undefined && rects.length > 0 && rects.every((rect) => inside(frame, rect));

describe("a thick frame", () => {
  it.each(["4pt, colour: black }, paddingInline: 0字", "12pt, colour: black }, paddingInline: 0.5字, paddingRows: 0"])(
    "of %s stands round the text of its box",
    (frame) => {
      const items = itemsOf(`box: { frame: { thickness: ${frame} }\n`, { box: true });
      const text = type(items, ({ source }) => source.article === "a");
      expect(within(items.find(isFrame), text)).toBe(true);
    },
  );

  it.each(["2pt", "14pt"])("of %s keeps off the text of a note, in two legs too", (thickness) => {
    const note = `note: { frame: { thickness: ${thickness}, colour: black }, inset: 0pt }\n`;
    const items = itemsOf(note, { body: [BODY, { note: BODY.slice(0, 66) }, BODY] });
    const text = type(items, ({ role }) => role === "note");
    const lines = items.flatMap((item) => (item.role === "note" ? linesOf(item) : []));
    expect(Math.min(text.length, lines.length)).toBeGreaterThan(0);
    for (const rect of text) expect(lines.filter((line) => overlap(line, rect))).toEqual([]);
  });

  it("keeps off the text of a note whose inset leaves too little of its column", () => {
    const note = "note: { frame: { thickness: 2pt, colour: black }, inset: 5字 }\n";
    const items = itemsOf(note, { body: [BODY, { note: BODY.slice(0, 66) }, BODY] });
    const text = type(items, ({ role }) => role === "note");
    const lines = items.flatMap((item) => (item.role === "note" ? linesOf(item) : []));
    expect(Math.min(text.length, lines.length)).toBeGreaterThan(0);
    for (const rect of text) expect(lines.filter((line) => overlap(line, rect))).toEqual([]);
  });

  it("stands round the label and the mark of an advertisement", () => {
    const ads = [{ columns: [1, 6], rows: [62, 72], label: "缆车月票", mark: "广告" }];
    const items = itemsOf("box: { frame: { thickness: 9pt, colour: black } }\n", {}, { ads });
    const [area, corner] = items.filter(isFrame);
    const text = type(items, ({ role }) => role === "advertisement");
    expect(text).toHaveLength(2);
    expect(text.filter((rect) => area !== undefined && inside(area, rect)).length).toBe(2);
    expect(text.some((rect) => corner !== undefined && inside(corner, rect))).toBe(true);
  });

  it("is refused where a column has no room within it", () => {
    const found = remarksOn("box: { frame: { thickness: 40pt, colour: black } }\n", "tabloid-inside");
    expect(found.map(({ code }) => code)).toEqual(["frame-too-thick"]);
  });
});

it("leaves the padding alone where the frame stands in it", () => {
  const { box, note } = templateFrom("box: { frame: { thickness: 0.6pt, colour: black } }\n", "tabloid-inside");
  const usual = templateFrom("", "tabloid-inside");
  expect([box.paddingInline, box.paddingRows, note]).toEqual([usual.grid.em, 1, usual.note]);
});

describe("letters in a framed area of few rows", () => {
  /** Half of the white that Han characters leave in their em box. */
  const INK = 0.04;

  it.each(["tabloid", "broadsheet", "berliner"])("keep off its frame and that of its mark: %s", async (name) => {
    const template = await loadTemplate(`${name}${name === "tabloid" ? "-inside" : ""}`);
    for (const rows of [1, 2, 3]) {
      for (const label of ["江边灯饰", "江边灯饰行与渡口缆绳铺同日开张"]) {
        const ads = [{ columns: [1, 2], rows: [20, 19 + rows], label }];
        const credits = [{ role: "责编", names: ["安然"] }];
        const articles = [{ id: "a", headline: "山城缆车", body: [BODY] }];
        const read = readEdition(
          JSON.stringify({ pages: [{ number: 2, credits, articles: ["a"], ads }], articles }),
          "e.json",
        );
        if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
        const scene = compose({ ...read.value, images: new Map() }, template, fonts);
        const items = (scene.pages[0]?.items ?? []).filter(({ role }) => role === "advertisement");
        const lines = items.filter(isFrame).flatMap(linesOf);
        const inks = items.flatMap((item) => {
          if (item.kind !== "glyphs") return [];
          const { x, y, size, offsets } = item;
          const width = (offsets.at(-1) ?? 0) + (1 - INK) * size;
          return [{ x: x + INK * size, y: y - (0.88 - INK) * size, width, height: (1 - 2 * INK) * size }];
        });
        expect(inks.length).toBeGreaterThan(1);
        expect(lines.filter((line) => inks.some((ink) => sharedArea(line, ink) > 0))).toEqual([]);
        expect(scene.findings.filter(({ code }) => code === "furniture-too-long")).toEqual([]);
      }
    }
  });
});
