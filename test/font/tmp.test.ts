import { test } from "vitest";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
test("x", () => {
  const t = performance.now();
  const src = bundledFonts();
  console.log(src.map((s) => s.family + s.weight + " " + s.origin).join("\n"), performance.now() - t);
  const lib = createLibrary(src);
  for (const [f, w] of [["Noto Serif SC", 400], ["Noto Serif SC", 900], ["Noto Sans SC", 950], ["LXGW WenKai", 500]] as const) {
    const t0 = performance.now();
    const face = lib.face(f, w)!;
    const t1 = performance.now();
    const g = face.glyphFor(0x4e00);
    console.log(face.id, face.postscriptName, face.ascent, face.descent, "open", (t1 - t0).toFixed(1), g, face.advanceOf(g), JSON.stringify(face.inkOf(g)), face.glyphFor(0x20bb7));
    const t2 = performance.now();
    console.log("dash", face.glyphFor(0x2014), face.hanGlyphFor(0x2014), face.advanceOf(face.hanGlyphFor(0x2014)), JSON.stringify(face.inkOf(face.hanGlyphFor(0x2014))), "dd", face.doubleDash, face.advanceOf(face.doubleDash), (performance.now() - t2).toFixed(1));
    for (const cp of [0xb7, 0x2013, 0x2015, 0x2018, 0x201c, 0x2022, 0x2026, 0x30fb]) if (face.glyphFor(cp) !== face.hanGlyphFor(cp)) console.log(cp.toString(16), face.glyphFor(cp), face.hanGlyphFor(cp), face.advanceOf(face.glyphFor(cp)), face.advanceOf(face.hanGlyphFor(cp)));
    const t3 = performance.now();
    for (const w of ["office", "AVATAR", "cafe\u0301", "x\u0301\u0302y", "1/2", "3.14%", "\u{20bb7}", "a\u200bb", "葛\u{E0100}b", "1\u20442"]) console.log(w, face.shapeWord(w).map((s) => `${s.gid}:${s.advance}@${s.offsetX},${s.offsetY}[${s.start}-${s.end}]`).join(" "));
    console.log((performance.now() - t3).toFixed(1));
  }
});
import { readFileSync } from "node:fs";
import * as S from "../../src/font/sfnt.js";
import { readCharacterMap } from "../../src/font/cmap.js";
import { readNames } from "../../src/font/names.js";
test("t", () => {
  for (const w of ["700Bold/NotoSerifSC_700Bold","400Regular/NotoSerifSC_400Regular","900Black/NotoSerifSC_900Black"]) {
  const T: string[] = []; let t = performance.now(); const lap = (n: string) => { const now = performance.now(); T.push(n + " " + (now - t).toFixed(2)); t = now; };
  const b = readFileSync(`node_modules/@expo-google-fonts/noto-serif-sc/${w}.ttf`); lap("read");
  const s = S.parseSfnt(b); lap("dir"); const m = S.readMetrics(s); lap("met"); S.readAdvances(s, m); lap("adv"); readCharacterMap(s); lap("cmap"); readNames(s); lap("names"); S.readLocations(s, m); lap("loca");
  console.log(T.join(", "));
  }
});
