/** Stories without a headline. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import { fonts, template } from "./one-story.js";

const TEXT = "渡口的灯亮了一夜，船工们轮流守着水位，天亮时雾散了，第一班船准时离岸。".repeat(6);

function told(story: object): readonly unknown[] {
  const articles = [
    { id: "首", headline: "渡口复航", body: [TEXT, TEXT] },
    { id: "次", ...story },
  ];
  const credits = [{ role: "责编", names: ["安然"] }];
  const source = JSON.stringify({ pages: [{ number: 2, credits, articles: ["首", "次"] }], articles }, undefined, 1);
  const read = readEdition(source, "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const { findings } = compose({ ...read.value, images: new Map() }, template, fonts);
  return findings.filter(({ code }) => code === "no-headline");
}

describe("a story without a headline", () => {
  it("is told at its place, with or without a byline, a kicker or a dateline", () => {
    for (const own of [{}, { byline: "本报记者 苇岸" }, { kicker: "江边" }, { dateline: "本报讯" }]) {
      const [finding, ...others] = told({ body: [TEXT, TEXT], ...own });
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ severity: "warning", article: "次", pointer: "/articles/1" });
      expect(finding).toHaveProperty("at.line");
    }
  });

  it("is none of: labelled, boxed, filler, what goes on from another page, notes, and a picture with its text", () => {
    const photos = [{ src: "p.jpg", caption: "晨雾里的渡口" }];
    for (const own of [
      { label: "简讯" },
      { box: true },
      { headline: "潮声" },
      { continues: { from: { page: 1 } } },
      { body: [{ note: [TEXT] }] },
      { photos, body: [TEXT] },
    ])
      expect(told({ body: [TEXT, TEXT], ...own })).toEqual([]);
    expect(told({ photos, body: [TEXT, TEXT] })).toHaveLength(1);
  });
});
