/** Pins what src/font/shape.ts takes from fontkit's inside. When this fails after an update, that file is to be looked at. */
import { readFileSync } from "node:fs";
import { create } from "fontkit";
import { describe, expect, it } from "vitest";
import { openFontkit } from "../../src/font/shape.js";
import { bundledFonts } from "../../src/host/fonts.js";

function bytesOf(family: string): Uint8Array {
  const source = bundledFonts().find((one) => one.family === family && one.weight === 400);
  return readFileSync(source?.origin ?? "");
}

describe("fontkit", () => {
  it("has a layout engine with the parts that shaping calls", () => {
    const engine = openFontkit(bytesOf("Noto Serif SC"))._layoutEngine.engine;
    for (const method of ["setup", "substitute", "position", "cleanup"] as const) {
      expect(engine?.[method]).toBeTypeOf("function");
    }
  });

  it("takes GSUB for a font with morx once that table is gone", () => {
    const font = openFontkit(bytesOf("LXGW WenKai"));
    expect(font.directory.tables).not.toHaveProperty("morx");
    expect(font._layoutEngine.engine?.constructor).toBe(
      openFontkit(bytesOf("Noto Serif SC"))._layoutEngine.engine?.constructor,
    );
  });

  it("still shares one glyph object between characters, which is why layout() is not used", () => {
    const font = create(Buffer.from(bytesOf("Noto Serif SC")));
    if (!("layout" in font)) throw new Error("a single font was expected");
    expect(font.layout("⼀").glyphs[0]?.codePoints).toEqual(font.layout("一").glyphs[0]?.codePoints);
  });
});
