/** Whatever a story paints stands in an area of it, and nothing is left out: pages that fuzzing found. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { Scene, SceneImage } from "../../src/scene/list.js";
import { fonts } from "./one-story.js";

const SIZES = {
  "wide.jpg": [180, 120],
  "strip.jpg": [400, 40],
  "low.jpg": [1800, 300],
  "flat.jpg": [1800, 420],
} as const;
const images = new Map<string, SceneImage>(
  Object.entries(SIZES).map(([id, [width, height]]) => [
    id,
    { id, format: "jpeg", bytes: new Uint8Array(), width, height, orientation: 1 },
  ]),
);

async function setStories(articles: readonly object[], composition: object = {}): Promise<Scene> {
  const read = readEdition(JSON.stringify({ pages: [{}], articles }), "edition.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const template = await loadTemplate("broadsheet");
  const changed = { ...template, composition: { ...template.composition, ...composition } };
  return compose({ ...read.value, images }, changed, fonts);
}

const OUT = new Set([
  "struck-text",
  "text-out-of-place",
  "picture-out-of-place",
  "lost-text",
  "off-page",
  "text-off-page",
]);

function outOf({ findings }: Scene): readonly string[] {
  return findings.filter(({ code }) => OUT.has(code)).map(({ message }) => message);
}

describe("the areas of a story", () => {
  it("hold a table that stands beside the text over several columns", async () => {
    const rows = [["59559", "e-mail白", "公布了工", "2298", "61619元"]];
    const scene = await setStories([{ id: "s", body: [{ table: { rows } }] }]);
    expect(outOf(scene)).toEqual([]);
  });

  it.each(["low.jpg", "flat.jpg", "strip.jpg"])(
    "hold %s and its caption, whose rows cropping does not meet",
    async (src) => {
      const photos = [{ src, caption: "十一月的渡口，船还没有开，岸上的人已经站成了一排。", columns: 1 }];
      const body = Array.from({ length: 6 }, () => "天刚亮，摆渡人就把缆绳解开，船头的灯照着水面。".repeat(4));
      const scene = await setStories([{ id: "s", headline: "渡口停航", photos, body }]);
      expect(scene.findings.map(({ code }) => code)).not.toContain("photo-too-low");
      expect(scene.fits.map(({ oversetText }) => oversetText)).toEqual([""]);
    },
  );

  it("keep readings in a table under the rule over their row", async () => {
    const cell = { text: [{ text: "渡口", ruby: ["dù", "kǒu"] }] };
    const scene = await setStories([
      {
        id: "s",
        body: [
          {
            table: {
              rows: [
                ["甲", cell],
                [cell, "乙"],
              ],
              rules: "all",
            },
          },
        ],
      },
    ]);
    expect(outOf(scene)).toEqual([]);
  });

  it.each(["left", "right"])("hold a picture that reaches out of the type area at the %s", async (side) => {
    const photos = [{ src: "wide.jpg", breakOut: true, side, columns: 2 }];
    const scene = await setStories([{ id: "s", body: ["渡口的灯亮了一夜。"], photos }]);
    expect(scene.findings.map(({ code }) => code)).not.toContain("photo-not-out");
    expect(outOf(scene)).toEqual([]);
  });

  it("let marks hang out where the template does", async () => {
    const body = [`${"渡口的灯亮了一".repeat(9)}，`.repeat(6)];
    expect(outOf(await setStories([{ id: "s", body }], { hanging: "on" }))).toEqual([]);
    expect(outOf(await setStories([{ id: "s", body: ["共登记百来件，增长三成多，"] }], { hanging: "on" }))).toEqual([]);
  });

  it("hold the byline of a framed story that asks for a vertical head", async () => {
    const story = { byline: "本报记者 尤一舟", body: ["渡口的灯亮了一夜。"], photos: [{ src: "strip.jpg" }] };
    const scene = await setStories([{ id: "s", ...story, box: true, headlineDirection: "vertical" }]);
    expect(outOf(scene)).toEqual([]);
  });
});
