/** The sizes that a step of the ladder names are used as they are written, and told as they stand in the template. */
import { describe, expect, it } from "vitest";
import { compose } from "../../src/pipeline.js";
import { editionOf, fonts, runsOf } from "./one-story.js";
import { templateFrom } from "./own-template.js";
import { pt } from "../../src/base/length.js";

const LADDER = (size: string, min: string): string =>
  `headlines: { ladder: [{ priority: 999, span: 1, size: ${size}, min: ${min} }] }\n`;

function set(headline: string, ladder: string) {
  const edition = editionOf(["江水向东。"], { article: { headline } });
  return compose({ ...edition, images: new Map() }, templateFrom(ladder, "tabloid"), fonts, { explain: ["a"] });
}

describe("sizes of the ladder", () => {
  it("that no list holds are set", () => {
    const [run] = runsOf(set("江", LADDER("55pt", "41pt")), "headline");
    expect(run?.size).toBe(pt(55));
  });

  it("are explained by the figures of the template", () => {
    const [setting] = set("江上第一班渡船", LADDER("55pt", "13.7pt")).settings ?? [];
    expect([setting?.head?.largest, setting?.head?.smallest]).toEqual([55, 13.7]);
  });
});
