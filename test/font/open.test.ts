import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FontError } from "../../src/font/error.js";
import type { Face } from "../../src/font/face.js";
import { createLibrary } from "../../src/font/library.js";
import { openFace } from "../../src/font/open.js";
import { bundledFonts, userFonts } from "../../src/host/fonts.js";

const NIMBUS = "/usr/share/fonts/opentype/urw-base35/NimbusRoman-Bold.otf";
const sources = bundledFonts();
const library = createLibrary(sources);

function face(family: string, weight = 400): Face {
  const found = library.face(family, weight);
  if (found === undefined) throw new Error(`no ${family}`);
  return found;
}

const song = face("Noto Serif SC");
const hei = face("Noto Sans SC", 900);
const kai = face("LXGW WenKai");
const code = (character: string): number => character.codePointAt(0) ?? 0;
const ranges = (opened: Face, text: string): string[] =>
  opened.shapeWord(text).map(({ start, end }) => `${start}-${end}`);

describe("openFace", () => {
  it.each([
    ["Noto Serif SC", song],
    ["Noto Sans SC", hei],
    ["LXGW WenKai", kai],
  ])("reads the em box and Han advances of %s", (_name, opened) => {
    expect([opened.unitsPerEm, opened.ascent, opened.descent]).toEqual([1000, 880, 120]);
    for (const character of "一国，。「") expect(opened.advanceOf(opened.glyphFor(code(character)))).toBe(1000);
  });

  it("has 0 for what the face lacks, and characters beyond the basic plane where it has them", () => {
    expect(song.glyphFor(0x20bb7)).toBe(0);
    expect(song.glyphFor(0x10fffd)).toBe(0);
    expect(kai.glyphFor(0x20bb7)).toBeGreaterThan(0);
    expect(kai.glyphFor(code("한"))).toBeGreaterThan(0);
  });

  it("shares a glyph between a radical and its character", () => {
    expect(song.glyphFor(code("⼀"))).toBe(song.glyphFor(code("一")));
  });

  it("knows ink boxes, empty ones too", () => {
    expect(song.inkOf(song.glyphFor(code("一")))).toEqual({ minX: 48, minY: 398, maxX: 959, maxY: 514 });
    expect(song.inkOf(song.glyphFor(0x20))).toEqual({ minX: 0, minY: 0, maxX: 0, maxY: 0 });
    expect(song.inkOf(99_999)).toEqual({ minX: 0, minY: 0, maxX: 0, maxY: 0 });
  });

  it("sets a Chinese dash an em wide, and two as one glyph", () => {
    for (const opened of [song, hei, kai]) {
      expect(opened.advanceOf(opened.hanGlyphFor(code("—")))).toBe(1000);
      expect(opened.advanceOf(opened.doubleDash)).toBe(2000);
    }
    expect(song.advanceOf(song.glyphFor(code("—")))).toBe(890);
    expect(song.hanGlyphFor(code("中"))).toBe(song.glyphFor(code("中")));
    expect(song.hanGlyphFor(0x20bb7)).toBe(0);
  });
});

describe("shapeWord", () => {
  it("forms ligatures and says what they show", () => {
    expect(ranges(song, "office")).toEqual(["0-1", "1-4", "4-5", "5-6"]);
  });

  it("kerns", () => {
    const [a, v] = song.shapeWord("AV");
    expect(a?.advance).toBeLessThan(song.advanceOf(song.glyphFor(code("A"))));
    expect(v?.advance).toBe(song.advanceOf(song.glyphFor(code("V"))));
  });

  it("composes a letter and its mark, or gives the mark an empty range", () => {
    expect(ranges(song, "cafe\u0301s")).toEqual(["0-1", "1-2", "2-3", "3-5", "5-6"]);
    expect(ranges(song, "x\u0301y")).toEqual(["0-2", "2-2", "2-3"]);
  });

  it("covers every character once, in order", () => {
    for (const text of ["don’t", "a\u200bb", "1\u20442", "𠮷x", "葛\u{e0100}b", "Ωλ", "x\u0301\u0302", "ffi"]) {
      const shaped = kai.shapeWord(text);
      let at = 0;
      for (const { start, end } of shaped) {
        expect(start === at || start === end).toBe(true);
        at = Math.max(at, end);
      }
      expect(at).toBe(text.length);
    }
  });

  it("keeps a cluster's characters although their glyphs are shared", () => {
    expect(ranges(song, "⼀")).toEqual(["0-1"]);
    expect(ranges(song, "一")).toEqual(["0-1"]);
  });

  it("sets figures as the cmap does, so that a year looks the same in and out of words", () => {
    expect(song.shapeWord("2025").map(({ gid }) => gid)).toEqual([..."2025"].map((c) => song.glyphFor(code(c))));
  });

  it("uses the narrow apostrophe within a Latin word", () => {
    const apostrophe = song.shapeWord("don’t")[3];
    expect(apostrophe?.advance).toBeLessThan(500);
  });

  it("keeps results by text", () => {
    expect(song.shapeWord("kept")).toBe(song.shapeWord("kept"));
  });

  it("forgets them when they are many", () => {
    const before = song.shapeWord("kept");
    for (let n = 0; n < 5_001; n += 1) song.shapeWord(`w${n}`);
    expect(song.shapeWord("kept")).not.toBe(before);
    expect(song.shapeWord("kept")).toEqual(before);
  });

  it("has nothing to say about nothing", () => {
    expect(song.shapeWord("")).toEqual([]);
  });
});

describe("damaged fonts", () => {
  const whole = Uint8Array.from(song.bytes);
  const info = { family: "Bad", weight: 400, id: "bad" };
  const problemOf = (bytes: Uint8Array): string => {
    try {
      openFace(bytes, info);
      return "opened";
    } catch (error) {
      return error instanceof FontError ? error.problem : `not a FontError: ${String(error)}`;
    }
  };

  it("are refused with the reason", () => {
    expect(problemOf(new Uint8Array())).toBe("not-a-font");
    expect(problemOf(new TextEncoder().encode("<!doctype html><p>404"))).toBe("not-a-font");
    expect(problemOf(whole.subarray(0, 1000))).toBe("corrupt");
    expect(problemOf(whole.subarray(0, whole.length / 2))).toBe("corrupt");
    expect(problemOf(Uint8Array.from([0x77, 0x4f, 0x46, 0x32, ...Array<number>(60).fill(0)]))).toBe("web-font");
    expect(() => openFace(new Uint8Array(4), info)).toThrow("Bad 400: the file is too short to be a font");
  });

  it("never fail in another way, wherever a byte of the directory or the headers is wrong", () => {
    for (let at = 0; at < 300; at++) {
      const broken = whole.slice(0, 2000);
      broken[at] = 0xff;
      expect(problemOf(broken), `byte ${at}`).not.toMatch(/^not a FontError/u);
    }
  });
});

describe("createLibrary", () => {
  it("chooses the nearest weight and opens a file once", () => {
    expect(library.face("Noto Serif SC", 1000)?.weight).toBe(900);
    expect(library.face("Noto Serif SC", 100)?.weight).toBe(200);
    expect(library.face("LXGW WenKai", 900)?.weight).toBe(400);
    expect(library.face("Noto Serif SC", 400)).toBe(song);
  });

  it("of two equally near weights takes the bolder above regular and the lighter below", () => {
    expect(library.face("Noto Serif SC", 850)?.weight).toBe(900);
    expect(library.face("Noto Serif SC", 350)?.weight).toBe(300);
  });

  describe("of a family with several postures and widths", () => {
    const load = (): Uint8Array => song.bytes;
    const faces = [
      { family: "F", weight: 400, origin: "regular", load },
      { family: "F", weight: 400, italic: true, origin: "italic", load },
      { family: "F", weight: 700, origin: "bold", load },
      { family: "F", weight: 700, italic: true, origin: "bold italic", load },
      { family: "F", weight: 900, stretch: 3, origin: "condensed black", load },
      { family: "F", weight: 400, stretch: 3, origin: "condensed", load },
    ];

    it.each([[faces], [faces.toReversed()]])(
      "sets the upright of normal width, whatever was registered last",
      (all) => {
        const mixed = createLibrary(all);
        expect([400, 700, 900].map((weight) => mixed.face("F", weight)?.id)).toEqual(["f-400", "f-700", "f-700"]);
      },
    );

    it("sets an italic or a condensed face where there is no other", () => {
      expect(createLibrary([faces[1] as (typeof faces)[0]]).face("F", 700)?.id).toBe("f-400-italic");
      expect(createLibrary(faces.slice(4)).face("F", 900)?.id).toBe("f-900-stretch-3");
    });

    it.runIf(existsSync(NIMBUS))("tells an italic by its file", async () => {
      const styles = ["Bold", "BoldItalic", "Regular", "Italic"].map((style) => NIMBUS.replace("Bold", style));
      const found = await userFonts(styles);
      expect(found.ok && found.value.map(({ weight, italic }) => [weight, italic])).toEqual([
        [700, false],
        [700, true],
        [400, false],
        [400, true],
      ]);
    });
  });

  it("does not mind case and spaces of a family's name, and knows what it does not have", () => {
    expect(library.face("noto serif sc", 400)).toBe(song);
    expect(library.face("NotoSerifSC", 400)).toBe(song);
    expect(library.face("方正书宋", 400)).toBeUndefined();
    expect(library.families).toEqual(["Noto Serif SC", "Noto Sans SC", "LXGW WenKai"]);
  });

  it("lets a later source of the same family and weight win, under unique ids", () => {
    const own = { family: "Noto Serif SC", weight: 400, origin: "own", load: () => kai.bytes };
    const slugTwin = { ...own, family: "Noto-Serif SC" };
    const mixed = createLibrary([...sources, own, slugTwin]);
    expect(mixed.face("Noto Serif SC", 400)?.postscriptName).toBe("LXGWWenKai-Regular");
    expect(mixed.face("Noto-Serif SC", 400)?.id).not.toBe(mixed.face("Noto Serif SC", 400)?.id);
  });

  it("reads no file before a face is asked for", () => {
    let reads = 0;
    const load = (): Uint8Array => {
      reads++;
      return readFileSync(sources[0]?.origin ?? "");
    };
    const counted = createLibrary([{ family: "A", weight: 400, origin: "", load }]);
    expect(reads).toBe(0);
    counted.face("A", 400);
    counted.face("A", 700);
    expect(reads).toBe(1);
  });
});
