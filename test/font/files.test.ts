import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { buildSfnt } from "../../src/font/build.js";
import { extractFace } from "../../src/font/collection.js";
import { createLibrary } from "../../src/font/library.js";
import { readNames } from "../../src/font/names.js";
import { openFace } from "../../src/font/open.js";
import { faceCount, parseSfnt, viewOf } from "../../src/font/sfnt.js";
import { bundledFonts, packageRoot, userFonts } from "../../src/host/fonts.js";

const folder = mkdtempSync(join(tmpdir(), "banxin-fonts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kai = readFileSync(join(packageRoot(), "fonts", "LXGWWenKai-Regular.ttf"));

function tablesOf(bytes: Uint8Array): { tag: string; bytes: Uint8Array }[] {
  return [...parseSfnt(bytes).tables].map(([tag, { offset, length }]) => ({
    tag,
    bytes: bytes.subarray(offset, offset + length),
  }));
}

/** A collection of the same face twice, tables shared. */
function collection(bytes: Uint8Array): Uint8Array {
  const shift = 20;
  const out = new Uint8Array(bytes.length + shift);
  const view = viewOf(out);
  view.setUint32(0, 0x74746366);
  view.setUint32(4, 0x00010000);
  view.setUint32(8, 2);
  view.setUint32(12, shift);
  view.setUint32(16, shift);
  out.set(bytes, shift);
  const count = view.getUint16(shift + 4);
  for (let i = 0; i < count; i++) {
    const at = shift + 12 + i * 16 + 8;
    view.setUint32(at, view.getUint32(at) + shift);
  }
  return out;
}

describe("bundledFonts", () => {
  it("lists eight weights of Song, nine of Hei and one of Kai, all of them there", () => {
    const count = (family: string): number => bundledFonts().filter((source) => source.family === family).length;
    expect([count("Noto Serif SC"), count("Noto Sans SC"), count("LXGW WenKai")]).toEqual([8, 9, 1]);
    for (const source of bundledFonts()) expect(readFileSync(source.origin).length).toBeGreaterThan(1_000_000);
  });
});

describe("names", () => {
  it("gives the family, the Chinese family and a PDF name", () => {
    const names = readNames(parseSfnt(kai));
    expect(names.family).toBe("LXGW WenKai");
    expect(names.localFamily).toBe("霞鹜文楷");
    expect(names.postscript).toBe("LXGWWenKai-Regular");
  });
});

describe("collections", () => {
  it("give up a face that stands alone", () => {
    const bytes = collection(kai);
    expect(faceCount(bytes)).toBe(2);
    const single = extractFace(bytes, 1);
    expect(faceCount(single)).toBe(1);
    const face = openFace(single, { family: "K", weight: 400, id: "k" });
    expect(face.advanceOf(face.glyphFor(0x4e00))).toBe(1000);
    expect(face.doubleDash).toBeGreaterThan(0);
    expect(() => extractFace(bytes, 2)).toThrow("the collection has 2 faces, not 3");
  });

  it("are rebuilt with the checksum the standard asks for", () => {
    const bytes = buildSfnt(0x00010000, tablesOf(kai));
    const view = viewOf(bytes);
    let sum = 0;
    for (let at = 0; at < bytes.length; at += 4) sum = (sum + view.getUint32(at)) | 0;
    expect(sum >>> 0).toBe(0xb1b0afba);
  });
});

describe("userFonts", () => {
  it("finds fonts in folders, by their English and Chinese names", async () => {
    writeFileSync(join(folder, "kai.ttf"), kai);
    writeFileSync(join(folder, "notes.txt"), "not a font");
    const found = await userFonts([folder]);
    expect(found.ok).toBe(true);
    if (!found.ok) return;
    expect(found.value.map(({ family, weight }) => `${family} ${weight}`)).toEqual(["LXGW WenKai 400", "霞鹜文楷 400"]);
    expect(createLibrary(found.value).face("霞鹜文楷", 400)?.postscriptName).toBe("LXGWWenKai-Regular");
  });

  it("takes collections apart", async () => {
    const path = join(folder, "two.ttc");
    writeFileSync(path, collection(kai));
    const found = await userFonts([path]);
    expect(found.ok && found.value.map(({ origin }) => origin)).toEqual([
      `${path}#0`,
      `${path}#0`,
      `${path}#1`,
      `${path}#1`,
    ]);
    expect(found.ok && found.value[3]?.load().length).toBeGreaterThan(1_000_000);
  });

  it("refuses web fonts with a hint, files that are no fonts, and paths that are not there, all at once", async () => {
    const web = join(folder, "web.woff2");
    const text = join(folder, "text.ttf");
    writeFileSync(web, Uint8Array.from([0x77, 0x4f, 0x46, 0x32, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]));
    writeFileSync(text, "just some text, longer than a header");
    const found = await userFonts([web, text, join(folder, "absent.ttf")]);
    expect(found.ok).toBe(false);
    expect(found.diagnostics.map(({ code }) => code)).toEqual(["bad-font", "bad-font", "font-not-found"]);
    expect(found.diagnostics[0]?.hints.join()).toContain("decompress");
    expect(found.diagnostics[1]?.message).toContain("text.ttf: the file is not a TrueType or OpenType font");
  });
});
