import { existsSync, readFileSync } from "node:fs";
import { create } from "fontkit";
import { describe, expect, it } from "vitest";
import { Outlines } from "../../src/font/outline.js";
import { parseSfnt, readAdvances, readMetrics, viewOf } from "../../src/font/sfnt.js";
import { openSubsetSource, subsetTrueType } from "../../src/render/subset.js";
import { bundledFace } from "./scenes.js";

const song = openSubsetSource(bundledFace("Noto Serif SC").bytes);
const kai = openSubsetSource(bundledFace("LXGW WenKai").bytes);

function sums(bytes: Uint8Array): { whole: number; wrong: string[] } {
  const view = viewOf(bytes);
  const sumOf = (from: number, length: number): number => {
    let sum = 0;
    for (let at = from; at < from + length; at += 4) sum = (sum + view.getUint32(at)) | 0;
    return sum >>> 0;
  };
  const wrong: string[] = [];
  for (let i = 0; i < view.getUint16(4); i++) {
    const record = 12 + i * 16;
    const tag = String.fromCharCode(...bytes.subarray(record, record + 4));
    const padded = (view.getUint32(record + 12) + 3) & ~3;
    const sum = sumOf(view.getUint32(record + 8), padded);
    // head is summed with its adjustment set to nought.
    const adjustment = tag === "head" ? view.getUint32(view.getUint32(record + 8) + 8) : 0;
    if ((sum - adjustment) >>> 0 !== view.getUint32(record + 4)) wrong.push(tag);
  }
  return { whole: sumOf(0, bytes.length), wrong };
}

describe("subsetTrueType", () => {
  const gids = [0, 8719, 70, 34, 12_770, 8719, 20_000, 1];

  it.each([
    ["Noto Serif SC", song],
    ["LXGW WenKai", kai],
  ])("keeps the outlines and advances of %s, in the order asked for", (_name, source) => {
    const bytes = subsetTrueType(source, gids);
    const whole = new Outlines(source.sfnt.bytes);
    const part = parseSfnt(bytes);
    const advances = readAdvances(part, readMetrics(part));
    for (const [place, gid] of gids.entries()) {
      expect(fontkitPath(bytes, place)).toEqual(fontkitPath(source.sfnt.bytes, gid));
      expect(advances[place]).toBe(whole.advanceOf(gid));
    }
  });

  it("has right checksums, table by table and as a whole", () => {
    expect(sums(subsetTrueType(song, gids))).toEqual({ whole: 0xb1b0afba, wrong: [] });
  });

  it("spends few bytes on a repeated glyph, and can give it another advance", () => {
    const once = subsetTrueType(song, [0, 8719, 22_562]);
    const twice = subsetTrueType(song, [0, 8719, 22_562, 22_562], [1000, 1000, 1000, 500]);
    expect(twice.length - once.length).toBeLessThanOrEqual(28);
    expect(fontkitPath(twice, 3)).toEqual(fontkitPath(once, 2));
    const part = parseSfnt(twice);
    expect([...readAdvances(part, readMetrics(part))]).toEqual([1000, 1000, 1000, 500]);
  });

  it("brings the parts of composite glyphs along", (context) => {
    const path = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf";
    if (!existsSync(path)) context.skip("DejaVu Serif is not installed");
    const source = openSubsetSource(readFileSync(path));
    const font = create(readFileSync(path));
    if (!("glyphForCodePoint" in font)) throw new Error("a single font was expected");
    const wanted = [0, ..."éÅǖfi".split("").map((c) => font.glyphForCodePoint(c.codePointAt(0) ?? 0).id)];
    const bytes = subsetTrueType(source, [...wanted, ...wanted.slice(1)]);
    for (const [i, gid] of [...wanted, ...wanted.slice(1)].entries()) {
      expect(fontkitPath(bytes, i)).toEqual(fontkitPath(source.sfnt.bytes, gid));
    }
    expect(sums(bytes).wrong).toEqual([]);
  });

  it("refuses a glyph that the face does not have", () => {
    expect(() => subsetTrueType(song, [0, 60_000])).toThrow("the font has no glyph 60000");
  });
});

function fontkitPath(bytes: Uint8Array, gid: number): unknown {
  const font = create(Buffer.from(bytes));
  if (!("getGlyph" in font)) throw new Error("a single font was expected");
  return font.getGlyph(gid).path.commands;
}
