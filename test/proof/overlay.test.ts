import { describe, expect, it } from "vitest";
import { pt } from "../../src/base/length.js";
import { OVERLAY_KINDS, withOverlay } from "../../src/proof/overlay.js";
import type { Scene, SceneItem } from "../../src/scene/list.js";
import { BODY, fakePage, fakeScene } from "./fake-scene.js";

const RECT = { x: pt(20), y: pt(20), width: pt(90), height: pt(126) };

function itemsOf(scene: Scene): readonly SceneItem[] {
  return scene.pages[0]?.items ?? [];
}

describe("overlays", () => {
  it("leave the scene alone when none is asked for", () => {
    const scene = fakeScene();
    expect(withOverlay(scene, [])).toBe(scene);
  });

  it("add items of their own role around those of the page, which stay the same and in order", () => {
    const scene = fakeScene({ pages: [fakePage(4, { areas: [{ kind: "overset", article: "lead", rect: RECT }] })] });
    const items = itemsOf(withOverlay(scene, OVERLAY_KINDS));
    expect(items.filter((item) => item.role !== "overlay")).toEqual([BODY]);
    expect(items.length).toBeGreaterThan(50);
    expect(itemsOf(scene)).toEqual([BODY]);
  });

  it("draw every row, cell edge and baseline of the grid, in whole lengths", () => {
    const fills = itemsOf(withOverlay(fakeScene(), ["grid"])).filter((item) => item.kind === "fill");
    // Two columns of ten 字 and twenty 行: 21 edges of rows, 11 of cells, 20 baselines each.
    expect(fills).toHaveLength(2 * (21 + 11 + 20));
    for (const { rect } of fills) {
      for (const value of Object.values(rect)) expect(Number.isInteger(value)).toBe(true);
    }
    const baseline = pt(20) + Math.round(pt(3.6) / 2 + pt(9) * 0.88);
    expect(fills.some(({ rect }) => rect.y + rect.height / 2 === baseline)).toBe(true);
  });

  it("outline areas by kind, and leave overset ones to their own overlay", () => {
    const areas = (["story", "head", "leg", "photo", "box", "overset"] as const).map((kind) => ({
      kind,
      article: "lead",
      rect: RECT,
    }));
    const scene = fakeScene({ pages: [fakePage(4, { areas })] });
    const frames = itemsOf(withOverlay(scene, ["frames"])).filter((item) => item.kind === "frame");
    expect(new Set(frames.map(({ colour }) => JSON.stringify(colour))).size).toBe(5);
  });

  it("name each story with its rows and how they were filled", () => {
    const fit = { page: 4, article: "lead", linesSet: 9, linesAvailable: 10, oversetText: "", shortLines: 1 };
    const levers = [{ kind: "photo", by: 3, says: "photo 3 rows taller" }] as const;
    const scene = fakeScene({
      pages: [fakePage(4, { areas: [{ kind: "story", article: "lead", rect: RECT }] })],
      fits: [{ ...fit, levers }],
    });
    const words: string[] = [];
    const face = { id: "sans", family: "Sans", weight: 400, postscriptName: "Sans", bytes: new Uint8Array() };
    const lettering = {
      draw: (text: string) => (words.push(text), []),
      faces: new Map([["sans", face]]),
    };
    const drawn = withOverlay(scene, ["makeup"], lettering);
    const rows = Math.round(RECT.height / pt(12.6));
    expect(words).toEqual([`lead: ${rows} rows, 9/10 lines, 1 short; photo 3 rows taller`]);
    expect(drawn.faces.get("sans")).toBe(face);
    expect(itemsOf(drawn).map(({ kind, role }) => `${kind} ${role}`)).toEqual([
      "glyphs body",
      "frame overlay",
      "fill overlay",
    ]);
    // The strip covers nothing of the story.
    const strip = itemsOf(drawn).find((item) => item.kind === "fill");
    expect(strip?.kind === "fill" && strip.rect.y + strip.rect.height).toBe(RECT.y);
  });

  it("follow what others take of a story, and tell what counts against the page", () => {
    const half = Math.round(RECT.width / 2);
    const cut = { x: RECT.x + half, y: RECT.y + Math.round(RECT.height / 2), width: half, height: RECT.height };
    const scene = fakeScene({
      pages: [
        {
          ...fakePage(4, { areas: [{ kind: "story", article: "lead", rect: RECT, without: [cut] }] }),
          score: { cost: 7, terms: [{ term: "white", cost: 7 }] },
        },
      ],
    });
    const words: string[] = [];
    const lettering = { draw: (text: string) => (words.push(text), []), faces: new Map(), tell: () => "7 points" };
    const items = itemsOf(withOverlay(scene, ["makeup"], lettering));
    expect(words.at(-1)).toBe("7 points");
    expect(items.some(({ kind }) => kind === "frame")).toBe(false);
    const lines = items.flatMap((item) => (item.kind === "fill" && item.role === "overlay" ? [item.rect] : []));
    const inCut = ({ x, y, width, height }: (typeof lines)[number]) =>
      x + width > cut.x + pt(3) && y + height > cut.y + pt(3) && y < RECT.y + RECT.height - pt(3);
    expect(lines.filter(({ width, height }) => Math.min(width, height) < pt(2)).some(inCut)).toBe(false);
  });

  it("mark overset places under and over the text, once each", () => {
    const finding = { page: 4, severity: "error", code: "overset-text", message: "", hint: "", box: RECT } as const;
    const other = { ...RECT, x: pt(119) };
    const scene = fakeScene({
      pages: [fakePage(4, { areas: [{ kind: "overset", article: "lead", rect: RECT }] })],
      findings: [finding, { ...finding, box: other }, { ...finding, page: 9 }, { ...finding, code: "widow" }],
    });
    const kinds = itemsOf(withOverlay(scene, ["overset"])).map((item) => item.kind);
    expect(kinds).toEqual(["fill", "fill", "glyphs", "frame", "frame"]);
  });
});
