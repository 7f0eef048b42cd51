/** A scene and its PDF are judged alike: whatever is done to a page, the file tells the faults that the scene tells. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paintedScene } from "../../src/audit/from-scene.js";
import { paintedFaults } from "../../src/audit/geometry.js";
import { mm, pt, type Len } from "../../src/base/length.js";
import { preflight } from "../../src/press/preflight/preflight.js";
import { NEWSPAPER } from "../../src/press/preflight/profile.js";
import { renderPdf } from "../../src/render/pdf.js";
import type { Colour, GlyphRun, SceneItem } from "../../src/scene/list.js";
import { BLACK, line, page, scene } from "../render/scenes.js";

const WHITE: Colour = { space: "cmyk", c: 0, m: 0, y: 0, k: 0 };
const GROUND: Colour = { space: "cmyk", c: 0.2, m: 0, y: 0.1, k: 0 };
const LINES = ["渡口清晨开出第一班船", "山路尽头是一座老茶亭", "夜里有人在桥上点灯"];

/** Three lines, a ground beside them, and a rule under them: nothing wrong. */
const SOUND: readonly SceneItem[] = [
  { kind: "fill", role: "background", rect: { x: mm(120), y: mm(20), width: mm(60), height: mm(60) }, colour: GROUND },
  ...LINES.map((text, i) => line(text, mm(20), mm(30 + i * 15), { size: pt(16) })),
  { kind: "fill", role: "rule", rect: { x: mm(20), y: mm(75), width: mm(80), height: pt(0.5) }, colour: BLACK },
];

type Change = (run: GlyphRun, items: readonly SceneItem[]) => readonly SceneItem[];

const replaced = (run: GlyphRun, items: readonly SceneItem[], by: GlyphRun): readonly SceneItem[] =>
  items.map((item) => (item === run ? by : item));
const cover = (x: Len, y: Len, width: Len, height: Len, role: "background" | "rule" = "background"): SceneItem => ({
  kind: "fill",
  role,
  rect: { x, y, width, height },
  colour: role === "rule" ? BLACK : GROUND,
});

const CHANGES: Readonly<Record<string, Change>> = {
  "hidden-text": (run, items) => [...items, cover(run.x, run.y - run.size, mm(30), pt(20))],
  "struck-text": (run, items) => [...items, cover(run.x - mm(5), run.y - run.size / 3, mm(90), pt(1), "rule")],
  "overprinted-text": (run, items) => [
    ...items,
    line("报纸上的另一行字", run.x + pt(2), run.y + pt(2), { size: run.size }),
  ],
  "text-off-page": (run, items) => replaced(run, items, { ...run, x: mm(175) }),
  "notdef-glyph": (run, items) => replaced(run, items, { ...run, gids: run.gids.map((gid, i) => (i === 2 ? 0 : gid)) }),
  "type-too-small": (run, items) =>
    replaced(run, items, { ...run, size: pt(3), offsets: run.offsets.map((offset) => Math.round((offset * 3) / 16)) }),
  "low-contrast": (run, items) => replaced(run, items, { ...run, colour: WHITE }),
};

async function judged(items: readonly SceneItem[]): Promise<{ scene: readonly string[]; file: readonly string[] }> {
  const set = page(items);
  const faults = paintedFaults(paintedScene(set), pt(NEWSPAPER.leastText));
  const bytes = await renderPdf(scene([set]));
  const { findings } = await preflight(bytes);
  const told = findings.filter(({ check }) => check === "Page audit");
  return { scene: codes(faults), file: codes(told) };
}

function codes(list: readonly { readonly code: string }[]): readonly string[] {
  return [...new Set(list.map(({ code }) => code))].toSorted();
}

describe("a scene and its file", () => {
  it("are both sound", async () => {
    expect(await judged(SOUND)).toEqual({ scene: [], file: [] });
  });

  it.each(Object.entries(CHANGES))("both tell %s", async (code, change) => {
    for (const run of SOUND.filter((item) => item.kind === "glyphs")) {
      const { scene: ofScene, file } = await judged(change(run, SOUND));
      expect(ofScene).toContain(code);
      expect(file).toEqual(ofScene);
    }
  });

  it("tell the same of any two changes", async () => {
    const names = Object.keys(CHANGES).filter((name) => name !== "text-off-page");
    const runs = SOUND.filter((item) => item.kind === "glyphs");
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(names, { minLength: 2, maxLength: 2 }),
        fc.integer({ min: 0, max: 1 }),
        async (chosen, first) => {
          let items = SOUND;
          for (const [i, name] of chosen.entries()) {
            const run = runs[first + i];
            const change = CHANGES[name];
            if (run !== undefined && change !== undefined) items = change(run, items);
          }
          const { scene: ofScene, file } = await judged(items);
          expect(ofScene.length).toBeGreaterThan(0);
          expect(file).toEqual(ofScene);
        },
      ),
      { numRuns: 20, seed: 14 },
    );
  }, 60_000);
});
