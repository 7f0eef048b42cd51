import { existsSync, readFileSync } from "node:fs";
import { create } from "fontkit";
import { describe, expect, it } from "vitest";
import { Outlines } from "../../src/font/outline.js";
import { bundledFonts } from "../../src/host/fonts.js";

/** Where a path goes, as absolute points: our short relative data and fontkit's plain data must agree. */
function points(data: string): number[][] {
  const out: number[][] = [];
  let [x, y, startX, startY, controlX, controlY] = [0, 0, 0, 0, 0, 0];
  for (const [, command = "", rest = ""] of data.matchAll(/([a-zA-Z])([^a-zA-Z]*)/gu)) {
    const numbers = (rest.match(/-?\d+(?:\.\d+)?/gu) ?? []).map(Number);
    const relative = command === command.toLowerCase();
    const arity = { m: 2, l: 2, q: 4, t: 2, c: 6, z: 0 }[command.toLowerCase()] ?? 0;
    if (arity === 0) [x, y] = [startX, startY];
    const steps = arity === 0 ? 0 : numbers.length / arity;
    for (let step = 0; step < steps; step++) {
      const i = step * arity;
      const args = numbers.slice(i, i + arity).map((n, k) => n + (relative ? (k % 2 === 0 ? x : y) : 0));
      if (command.toLowerCase() === "t") args.unshift(2 * x - controlX, 2 * y - controlY);
      if (args.length > 2) [controlX = 0, controlY = 0] = args.slice(-4);
      [x = 0, y = 0] = args.slice(-2);
      if (command.toLowerCase() === "m") [startX, startY] = [x, y];
      else if (args.length === 2) [controlX, controlY] = [x, y];
      out.push(args);
    }
  }
  return out;
}

/** fontkit's path, upside down; lines that go nowhere or home are left out of ours. */
function expected(bytes: Uint8Array, gid: number): number[][] {
  const font = create(Buffer.from(bytes));
  if (!("getGlyph" in font)) throw new Error("a single font was expected");
  return font.getGlyph(gid).path.commands.map(({ args }) => args.map((value, i) => (i % 2 === 0 ? value : -value)));
}

/** Ours may leave out a closing line; compare the points that are visited. */
function visited(list: readonly number[][]): Set<string> {
  return new Set(list.filter((args) => args.length > 0).map((args) => args.map((n) => (n + 0).toFixed(1)).join(",")));
}

describe("Outlines", () => {
  it.each(["Noto Serif SC", "LXGW WenKai"])("draws %s as fontkit does", (family) => {
    const source = bundledFonts().find((one) => one.family === family && one.weight === 400);
    const bytes = readFileSync(source?.origin ?? "");
    const outlines = new Outlines(bytes);
    for (const gid of [5, 34, 70, 100, 500, 5000, 8719, 12_770, 20_000, 28_000]) {
      const ours = visited(points(outlines.pathOf(gid)));
      const theirs = visited(expected(bytes, gid));
      expect([...ours].filter((point) => !theirs.has(point))).toEqual([]);
    }
  });

  it("draws composite glyphs", (context) => {
    const path = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf";
    if (!existsSync(path)) context.skip("DejaVu Serif is not installed");
    const bytes = readFileSync(path);
    const font = create(Buffer.from(bytes));
    if (!("glyphForCodePoint" in font)) throw new Error("a single font was expected");
    for (const character of "éÅçñǖ") {
      const gid = font.glyphForCodePoint(character.codePointAt(0) ?? 0).id;
      const ours = visited(points(new Outlines(bytes).pathOf(gid)));
      const theirs = visited(expected(bytes, gid));
      expect([...ours].filter((point) => !theirs.has(point))).toEqual([]);
      expect(ours.size).toBeGreaterThan(10);
    }
  });

  it("has nothing for a space or a glyph that is not there", () => {
    const outlines = new Outlines(readFileSync(bundledFonts()[2]?.origin ?? ""));
    expect(outlines.pathOf(1)).toBe("");
    expect(outlines.pathOf(70_000)).toBe("");
  });
});
