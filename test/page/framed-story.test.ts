/** Boxes with pictures, with boxes of their own, and with text in the box's own styles. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import { templateFrom } from "./own-template.js";
import { compose } from "../../src/pipeline.js";
import type { Rect } from "../../src/base/geometry.js";
import type { Scene, SceneImage, SceneItem } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";

const fonts = createLibrary(bundledFonts());
const tabloid = await loadTemplate("tabloid-inside");
const PHOTO: SceneImage = {
  id: "quay.jpg",
  format: "jpeg",
  bytes: new Uint8Array(),
  width: 1200,
  height: 800,
  orientation: 1,
};
const images = new Map([["quay.jpg", PHOTO]]);
const BODY = "清晨的渡口还没有醒来，摆渡人已经把缆绳解开，船头的灯照着薄雾里的水面。".repeat(6);

function set(article: object, place: object | undefined, template: Template = tabloid): Scene {
  const page = {
    number: 2,
    credits: [{ role: "责编", names: ["安然"] }],
    articles: ["a"],
    ...(place === undefined ? {} : { layout: [{ article: "a", ...place }] }),
  };
  const story = {
    id: "a",
    headline: "渡口灯火",
    byline: "本报记者 安然",
    body: [BODY, { subhead: "薄雾" }, BODY],
    ...article,
  };
  const read = readEdition(JSON.stringify({ pages: [page], articles: [story] }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images }, template, fonts);
}

const boxItems = (scene: Scene): readonly SceneItem[] =>
  scene.pages[0]?.items.filter(({ role }) => role === "box") ?? [];
/** Em boxes of glyphs, and what else an item covers. */
function rectOf(item: SceneItem): Rect {
  if (item.kind === "shape") throw new Error("no shapes here");
  if (item.kind !== "glyphs") return item.rect;
  const { x, y, size, offsets } = item;
  return { x, y: y - size, width: (offsets.at(-1) ?? 0) + size / 2, height: size };
}
const within = (inner: Rect, outer: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const PHOTOS = { box: true, photos: [{ src: "quay.jpg", caption: "渡口的早晨。", credit: "安然 摄", columns: 2 }] };
const PLACE = { columns: [1, 3], rows: [1, 48] };

describe("a box with a picture", () => {
  it("has its ground and its frame, and keeps everything inside", () => {
    const scene = set(PHOTOS, PLACE);
    const [ground, frame] = boxItems(scene);
    expect([ground?.kind, frame?.kind]).toEqual(["fill", "frame"]);
    if (frame?.kind !== "frame") return;
    const story = scene.pages[0]?.items.filter((item) => "source" in item && item.source?.article === "a") ?? [];
    expect(story.some(({ kind }) => kind === "picture")).toBe(true);
    for (const item of story) expect(within(rectOf(item), frame.rect)).toBe(true);
    expect(scene.fits.map(({ oversetText }) => oversetText)).toEqual([""]);
    // The rest of the page is white.
    const errors = scene.findings.filter(({ severity, code }) => severity === "error" && code !== "white-page");
    expect(errors).toEqual([]);
  });

  it("stands in the place that the engine finds for it", () => {
    const scene = set(PHOTOS, undefined);
    expect(boxItems(scene)).toHaveLength(2);
    expect(scene.fits.every(({ oversetText }) => oversetText === "")).toBe(true);
  });

  it("holds boxes of its own", () => {
    const related = [{ id: "b", headline: "摆渡人", body: [BODY] }];
    const scene = set({ ...PHOTOS, related }, { columns: [1, 4], rows: [1, 70] });
    expect(boxItems(scene).filter(({ kind }) => kind === "frame")).toHaveLength(2);
  });

  it("says that pins inside of it are not obeyed", () => {
    const scene = set(PHOTOS, { legs: [PLACE], head: { columns: [1, 3], rows: [1, 6] } });
    expect(scene.findings.map(({ code }) => code)).toContain("box-not-pinned");
  });

  it("draws no frame where the story has no room", () => {
    const scene = set(PHOTOS, { columns: [1, 1], rows: [1, 3] });
    expect(boxItems(scene)).toEqual([]);
    expect(scene.fits[0]?.oversetText).toContain("渡口灯火");
  });
});

describe("a related box with a picture", () => {
  const boxed = (box: object, article: object = {}): Scene =>
    set({ body: [BODY, BODY, BODY], ...article, related: [{ id: "b", ...box }] }, { columns: [1, 6], rows: [1, 60] });
  const picturesOf = (scene: Scene): readonly Rect[] =>
    scene.pages[0]?.items.flatMap((item) => (item.kind === "picture" ? [item.rect] : [])) ?? [];
  const frameOf = (scene: Scene): Rect | undefined =>
    boxItems(scene).flatMap((item) => (item.kind === "frame" ? [item.rect] : []))[0];
  const errorsOf = (scene: Scene): readonly string[] =>
    scene.findings.flatMap(({ severity, code }) => (severity === "error" && code !== "white-page" ? [code] : []));

  it("shows the picture and its caption within its frame", () => {
    const photos = [{ src: "quay.jpg", caption: "船还没有开。", credit: "安然 摄" }];
    const scene = boxed({ headline: "摆渡人", body: [BODY], photos });
    const [picture] = picturesOf(scene);
    const frame = frameOf(scene);
    if (picture === undefined || frame === undefined) throw new Error("no picture, or no frame");
    expect(within(picture, frame)).toBe(true);
    expect(errorsOf(scene)).toEqual([]);
    expect(scene.fits.map(({ oversetText }) => oversetText)).toEqual(["", ""]);
  });

  it("is filled by the picture where it has no text", () => {
    const scene = boxed({ body: [], photos: [{ src: "quay.jpg" }] });
    const [picture] = picturesOf(scene);
    expect(picture?.width).toBeGreaterThan(0.9 * (frameOf(scene)?.width ?? 0));
    expect(errorsOf(scene)).toEqual([]);
  });

  it("is as wide as its picture is to be", () => {
    const scene = boxed({ body: [BODY], photos: [{ src: "quay.jpg", columns: 3 }] });
    expect(frameOf(scene)?.width).toBeGreaterThan(3 * tabloid.grid.columnWidth);
    expect(scene.findings.map(({ code }) => code)).not.toContain("photo-narrower");
  });

  it("stands in a box of the box too", () => {
    const inner = { id: "c", body: [BODY.slice(0, 36)], photos: [{ src: "quay.jpg" }] };
    const scene = boxed({ body: [BODY], related: [inner] });
    expect(picturesOf(scene)).toHaveLength(1);
    expect(errorsOf(scene)).toEqual([]);
  });

  it("is named where it finds no room", () => {
    const scene = set(
      { related: [{ id: "b", body: [], photos: [{ src: "quay.jpg" }] }] },
      { legs: [{ columns: [1, 1], rows: [1, 4] }], head: { columns: [1, 2], rows: [41, 50] } },
    );
    expect(picturesOf(scene)).toEqual([]);
    expect(errorsOf(scene)).toContain("box-not-set");
  });

  it("says that its headline is not set vertically", () => {
    const scene = boxed({ headline: "摆渡人", headlineDirection: "vertical", body: [BODY] });
    const told = scene.findings.filter(({ code }) => code === "vertical-head");
    expect(told.map(({ pointer }) => pointer)).toEqual(["/articles/0/related/0"]);
  });
});

it("says that a photo is narrower in its box than asked", () => {
  const scene = set({ ...PHOTOS, photos: [{ src: "quay.jpg", columns: 3 }] }, { columns: [1, 2], rows: [1, 70] });
  expect(scene.findings.map(({ code }) => code)).toContain("photo-narrower");
});

describe("the styles of boxes", () => {
  const WHITE = { space: "cmyk", c: 0, m: 0, y: 0, k: 0 };
  const colours = (scene: Scene): ReadonlyMap<string, unknown> =>
    new Map(
      scene.pages[0]?.items.flatMap((item) =>
        item.kind === "glyphs" && item.source.article === "a" ? [[item.role, item.colour] as const] : [],
      ),
    );
  const text = {
    body: [BODY, { subhead: "薄雾" }, { quote: "灯照着水面" }, { text: ["灯", { text: "火", style: "strong" }] }],
    deck: "一条老航线的早晨",
    kicker: "江上",
  };

  it.each([
    ["a plain box", { box: true, ...text }],
    ["a box with a picture", { ...PHOTOS, ...text }],
  ])("%s is white on dark by one key", (_what, article) => {
    const dark = templateFrom(
      'colours: { navy: "100 80 20 30", white: "0 0 0 0" }\nbox: { ground: navy, colour: white }\n',
      "tabloid-inside",
    );
    const found = colours(set(article, PLACE, dark));
    expect(found.size).toBeGreaterThan(5);
    for (const [role, colour] of found) expect([role, colour]).toEqual([role, WHITE]);
  });

  it("have one for each part, which takes over what it does not say", () => {
    const own = templateFrom(
      'colours: { white: "0 0 0 0" }\nstyles:\n  relatedHeadline: { colour: white }\n  relatedQuote: { colour: red }\n',
      "tabloid-inside",
    );
    const found = colours(set({ box: true, ...text }, PLACE, own));
    expect(found.get("headline")).toEqual(WHITE);
    expect(found.get("quote")).toEqual(own.colours.get("red"));
    expect(found.get("body")).toEqual(own.styles.body.colour);
  });
});

describe("boxes beside one another", () => {
  const place = (article: string, columns: readonly number[], rows: readonly number[]) => ({ article, columns, rows });
  const rulesOf = (boxed: readonly boolean[]): number => {
    const ids = ["a", "b", "c"];
    const layout = [place("a", [1, 3], [1, 20]), place("b", [4, 6], [1, 20]), place("c", [1, 3], [23, 44])];
    const credits = [{ role: "责编", names: ["安然"] }];
    const articles = ids.map((id, index) => ({ id, headline: "渡口灯火", body: [BODY], box: boxed[index] }));
    const read = readEdition(
      JSON.stringify({ pages: [{ number: 2, credits, articles: ids, layout }], articles }),
      "e.json",
    );
    if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
    const { storyRule } = tabloid.story;
    const { items = [] } = compose({ ...read.value, images: new Map() }, tabloid, fonts).pages[0] ?? {};
    return items.filter((item) => item.kind === "fill" && item.role === "rule" && item.key === storyRule?.key).length;
  };

  it("have no rule between their frames, and stories keep theirs", () => {
    expect(rulesOf([false, false, false])).toBe(2);
    expect(rulesOf([true, true, true])).toBe(0);
    expect(rulesOf([true, false, true])).toBe(1);
  });
});
