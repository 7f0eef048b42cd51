/** Pages made by hand as press files, looked at with Ghostscript's plates: bleed, spot colours, knockout, pictures. */
import sharp, { type Sharp } from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { mm, pt, toPt, type Len } from "../../src/base/length.js";
import { openCondition } from "../../src/cli/conditions.js";
import type { OutputCondition } from "../../src/press/condition.js";
import { preflight } from "../../src/press/preflight/preflight.js";
import { NEWSPAPER } from "../../src/press/preflight/profile.js";
import { pressPage, type PressedPage } from "../../src/press/press.js";
import type { PressSettings } from "../../src/press/settings.js";
import { cmykTiff } from "../../src/press/tiff.js";
import type { Colour, Fill, Picture, SceneImage, SceneItem } from "../../src/scene/list.js";
import { BLACK, line, page, scene } from "../render/scenes.js";
import { hasTool } from "../tools.js";
import { mostOf, type Plate, plates } from "./plates.js";

const SETTINGS: PressSettings = { bleed: 0, marks: false, overprintBelow: pt(36), richBlack: [], knockout: [] };
/** Pixels of plates are points. */
const DPI = 72;
const [WIDTH, HEIGHT] = [mm(200), mm(150)];

let condition: OutputCondition;
beforeAll(async () => {
  const opened = await openCondition({ condition: "newsprint", conditionAt: undefined, icc: undefined }, { cwd: "/" });
  if (!opened.ok) throw new Error("no condition");
  condition = opened.value;
});

async function press(
  items: readonly SceneItem[],
  settings: Partial<PressSettings> = {},
  images: readonly SceneImage[] = [],
): Promise<PressedPage> {
  return pressPage(scene([page(items)], undefined, images), {
    page: 1,
    profile: "pdfx1a",
    condition,
    settings: { ...SETTINGS, ...settings },
    template: "t",
  });
}

const fill = (x: Len, y: Len, width: Len, height: Len, colour: Colour): Fill => ({
  kind: "fill",
  role: "background",
  rect: { x, y, width, height },
  colour,
});

/** Ink at a point of the page (points from the sheet's top left corner), 0 to 255. */
function inkAt(all: ReadonlyMap<string, Plate>, x: number, y: number): Readonly<Record<string, number>> {
  const box = { left: Math.round(x), right: Math.round(x) + 1, top: Math.round(y), bottom: Math.round(y) + 1 };
  return Object.fromEntries([...all].map(([name, plate]) => [name, mostOf(plate, box)]));
}

describe.skipIf(!hasTool("gs"))("bleed", () => {
  it("carries on what ends at the trim, and nothing else", async () => {
    const cyan: Colour = { space: "cmyk", c: 1, m: 0, y: 0, k: 0 };
    const bleed = mm(3);
    const items = [fill(0, 0, WIDTH, mm(20), cyan), fill(mm(50), mm(60), mm(20), mm(20), BLACK)];
    const { bytes, geometry } = await press(items, { bleed });
    expect(geometry.mediaBox).toEqual(geometry.bleedBox);
    expect(geometry.trimBox[0]).toBeCloseTo(toPt(bleed), 6);
    const all = await plates(bytes, DPI);
    const [right, foot] = [toPt(WIDTH + 2 * bleed), toPt(HEIGHT + 2 * bleed)];
    for (const [x, y] of [
      [1, 1],
      [right - 3, 1],
      [1, 40],
    ] as const)
      expect(inkAt(all, x, y)["Cyan"]).toBe(255);
    expect(inkAt(all, 1, foot - 3)["Cyan"]).toBe(0);
    expect(inkAt(all, toPt(mm(53) + bleed), toPt(mm(61) + bleed))["Black"]).toBe(255);
    expect(inkAt(all, toPt(mm(48) + bleed), toPt(mm(61) + bleed))["Black"]).toBe(0);
    const found = await preflight(bytes);
    expect(found.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("shows as much more of a cropped picture as there is", async () => {
    const red = await picture(
      sharp({ create: { width: 400, height: 400, channels: 3, background: "#d02020" } }).jpeg(),
    );
    const shown = { ...place(red), rect: { x: 0, y: 0, width: mm(60), height: mm(60) } };
    const whole = await press([{ ...shown, crop: { x: 0.2, y: 0.2, width: 0.5, height: 0.5 } }], { bleed: mm(3) }, [
      red,
    ]);
    expect(inkAt(await plates(whole.bytes, DPI), 1, 1)["Magenta"]).toBeGreaterThan(150);
    const none = await press([shown], { bleed: mm(3) }, [red]);
    expect(inkAt(await plates(none.bytes, DPI), 1, 1)["Magenta"]).toBe(0);
    const found = await preflight(none.bytes, {
      ...NEWSPAPER,
      bleed: toPt(mm(3)),
    });
    expect(found.findings.map(({ code }) => code)).toContain("missing-bleed");
  });
});

describe.skipIf(!hasTool("gs"))("a spot colour", () => {
  it("has a plate of its own, and none of the others", async () => {
    const gold: Colour = { space: "spot", name: "Gold 8003", tint: 0.6, alternate: { c: 0.2, m: 0.3, y: 0.8, k: 0.1 } };
    const made = await press([fill(mm(20), mm(20), mm(40), mm(40), gold)]);
    expect(made.plates).toEqual(["Gold 8003"]);
    const ink = inkAt(await plates(made.bytes, DPI), toPt(mm(40)), toPt(mm(40)));
    expect(Math.abs((ink["Gold 8003"] ?? 0) - 153)).toBeLessThan(3);
    expect(["Cyan", "Magenta", "Yellow", "Black"].map((name) => ink[name])).toEqual([0, 0, 0, 0]);
    expect((await preflight(made.bytes)).spots).toEqual(["Gold 8003"]);
  });
});

describe.skipIf(!hasTool("gs"))("black over a colour", () => {
  const tint: Colour = { space: "cmyk", c: 0.5, m: 0, y: 0, k: 0 };
  const bar = { ...fill(mm(20), mm(30), mm(100), pt(2), BLACK), role: "rule" } as const;
  const ground = fill(mm(10), mm(10), mm(150), mm(60), tint);
  it.each([
    ["overprints", [], 128],
    ["knocks out where that is asked for", ["rule"], 0],
  ] as const)("%s", async (_what, knockout, cyan) => {
    const all = await plates((await press([ground, bar], { knockout })).bytes, DPI);
    const ink = inkAt(all, toPt(mm(60)), toPt(mm(30)) + 1);
    expect([Math.abs((ink["Cyan"] ?? 0) - cyan) < 3, ink["Black"]]).toEqual([true, 255]);
  });

  it("of type keeps the ground under it, too", async () => {
    const all = await plates((await press([ground, line("囗", mm(30), mm(40), { size: pt(30) })])).bytes, DPI);
    const least = Math.min(
      ...Array.from({ length: 24 }, (_, x) => inkAt(all, toPt(mm(30)) + x, toPt(mm(40)) - 12)["Cyan"] ?? 0),
    );
    expect(least).toBeGreaterThan(124);
  });
});

const placed = { width: mm(60), height: mm(60) };

async function picture(made: Sharp, orientation = 1, format: SceneImage["format"] = "jpeg"): Promise<SceneImage> {
  const { data, info } = await made.toBuffer({ resolveWithObject: true });
  const [width, height] = orientation >= 5 ? [info.height, info.width] : [info.width, info.height];
  return { id: "p", format, bytes: data, width, height, orientation };
}

function place(image: SceneImage): Picture {
  return {
    kind: "picture",
    role: "photo",
    source: { pointer: "", start: 0, end: 0 },
    image: image.id,
    rect: { x: mm(20), y: mm(20), ...placed },
    crop: { x: 0, y: 0, width: 1, height: 1 },
    alt: "",
  };
}

describe.skipIf(!hasTool("gs"))("a picture", () => {
  const at = (all: ReadonlyMap<string, Plate>, across: number, down: number) =>
    inkAt(all, toPt(mm(20) + placed.width * across), toPt(mm(20) + placed.height * down));
  const halves = (left: string, right: string, size = 600) =>
    sharp({ create: { width: size, height: size, channels: 3, background: left } }).composite([
      {
        input: { create: { width: size / 2, height: size, channels: 3, background: right } },
        left: size / 2,
        top: 0,
      },
    ]);

  it("of 16 bits is printed as its colours are", async () => {
    const deep = await picture(halves("#ff0000", "#ffffff").toColourspace("rgb16").png(), 1, "png");
    expect((await sharp(deep.bytes).metadata()).depth).toBe("ushort");
    const all = await plates((await press([place(deep)], {}, [deep])).bytes, DPI);
    expect(at(all, 0.25, 0.5)["Magenta"]).toBeGreaterThan(200);
    expect(Object.values(at(all, 0.75, 0.5))).toEqual([0, 0, 0, 0]);
  });

  it("with transparent parts is laid on white, and leaves no mask", async () => {
    const clear = sharp({
      create: { width: 600, height: 600, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } },
    });
    const half = clear.composite([
      {
        input: { create: { width: 300, height: 600, channels: 4, background: { r: 0, g: 0, b: 255, alpha: 0.5 } } },
        left: 0,
        top: 0,
      },
    ]);
    const image = await picture(half.png(), 1, "png");
    const ground = fill(mm(10), mm(10), mm(100), mm(100), { space: "cmyk", c: 0, m: 0, y: 1, k: 0 });
    const { bytes } = await press([ground, place(image)], {}, [image]);
    expect(Buffer.from(bytes).toString("latin1")).not.toContain("/SMask");
    const all = await plates(bytes, DPI);
    // The ground does not shine through: in X-1a nothing is transparent.
    expect(Object.values(at(all, 0.75, 0.5))).toEqual([0, 0, 0, 0]);
    const left = at(all, 0.25, 0.5);
    expect([(left["Cyan"] ?? 0) > 80, (left["Yellow"] ?? 255) < 40]).toEqual([true, true]);
  });

  it.each([
    [6, [0.5, 0.25], [0.5, 0.75]],
    [3, [0.75, 0.5], [0.25, 0.5]],
    [8, [0.5, 0.75], [0.5, 0.25]],
    [2, [0.75, 0.5], [0.25, 0.5]],
  ] as const)("of EXIF orientation %i stands upright", async (orientation, inked, white) => {
    const turned = await picture(halves("#00a0e0", "#ffffff").withMetadata({ orientation }).jpeg(), orientation);
    const all = await plates((await press([place(turned)], {}, [turned])).bytes, DPI);
    expect(at(all, inked[0], inked[1])["Cyan"]).toBeGreaterThan(150);
    expect(at(all, white[0], white[1])["Cyan"]).toBe(0);
  });

  const inks = (size: number, [c, m, y, k]: readonly [number, number, number, number]) => {
    const raw = Buffer.alloc(size * size * 4);
    for (let i = 0; i < size * size; i++) raw.set([c, m, y, k], i * 4);
    return sharp(cmykTiff(raw, size, size))
      .pipelineColourspace("cmyk")
      .toColourspace("cmyk")
      .jpeg({ quality: 95 });
  };

  it("in CMYK that fits goes through byte by byte, and prints its own inks", async () => {
    const own = await picture(inks(600, [200, 20, 0, 30]));
    const { bytes } = await press([place(own)], {}, [own]);
    expect(Buffer.from(bytes).includes(Buffer.from(own.bytes))).toBe(true);
    const ink = at(await plates(bytes, DPI), 0.5, 0.5);
    expect(
      Math.abs((ink["Cyan"] ?? 0) - 200) + Math.abs((ink["Magenta"] ?? 0) - 20) + (ink["Yellow"] ?? 9),
    ).toBeLessThan(9);
  });

  it.each([
    ["too much ink", inks(600, [255, 255, 255, 200])],
    ["too many pixels", inks(1500, [200, 20, 0, 30])],
  ])("in CMYK with %s is coded anew, in CMYK and under the limit", async (_what, made) => {
    const own = await picture(made);
    const { bytes } = await press([place(own)], {}, [own]);
    expect(Buffer.from(bytes).includes(Buffer.from(own.bytes))).toBe(false);
    const ink = at(await plates(bytes, DPI), 0.5, 0.5);
    expect(Object.values(ink).reduce((sum, one) => sum + one, 0) / 2.55).toBeLessThanOrEqual(225);
    expect(ink["Cyan"]).toBeGreaterThan(50);
  });

  it("in grey prints in black alone, with paper for white and a solid for black", async () => {
    const grey = await picture(halves("#000000", "#ffffff").jpeg({ quality: 95 }));
    const made = await press([place(grey)], {}, [grey]);
    expect(made.plates).toEqual(["Black"]);
    const all = await plates(made.bytes, DPI);
    expect(at(all, 0.25, 0.5)).toMatchObject({ Cyan: 0, Magenta: 0, Yellow: 0, Black: 255 });
    expect(at(all, 0.75, 0.5)["Black"]).toBe(0);
  });
});
