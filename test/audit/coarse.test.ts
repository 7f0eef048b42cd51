/** Pictures of so few pixels that a reader sees them. */
import { describe, expect, it } from "vitest";
import { auditScene } from "../../src/audit/audit.js";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import { fonts, pictureOf, template } from "../page/one-story.js";

function codesOf(width: number): readonly string[] {
  const article = {
    id: "a",
    headline: "摆渡口",
    body: ["缆绳收紧了一圈，客人都上了岸。".repeat(9)],
    photos: [{ src: "p.png", columns: 3 }],
  };
  const pages = [{ number: 2, credits: [{ role: "责编", names: ["安然"] }], articles: ["a"] }];
  const read = readEdition(JSON.stringify({ pages, articles: [article] }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const image = pictureOf("p.png", width, (2 * width) / 3);
  const scene = compose({ ...read.value, images: new Map([["p.png", image]]) }, template, fonts);
  return auditScene({ ...scene, findings: [] }, read.value)
    .filter(({ code }) => code === "picture-too-coarse")
    .map(({ severity, message }) => `${severity} ${/\d+ pixels/u.exec(message)?.[0] ?? ""}`);
}

describe("a picture", () => {
  it("of under fifty pixels an inch at its size is told", () => {
    const [told, ...others] = codesOf(60);
    expect(told).toMatch(/^error \d pixels|^error 1\d pixels/u);
    expect(others).toEqual([]);
  });

  it("of more is not", () => {
    expect(codesOf(900)).toEqual([]);
  });
});
