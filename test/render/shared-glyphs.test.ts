/**
 * Faces draw many characters with one glyph: 目 and the radical ⽬, 豈 and its compatibility ideograph, — and ―. What a PDF's
 * readers extract must be the character that was set, whichever of them it was.
 */
import { describe, expect, it } from "vitest";
import { mm, pt } from "../../src/base/length.js";
import type { Face } from "../../src/font/face.js";
import { renderPdf } from "../../src/render/pdf.js";
import { hasTool, pdfText, runTool } from "../tools.js";
import { bundledFace, line, page, scene } from "./scenes.js";

const FACES = [
  ["Noto Serif SC", 400],
  ["Noto Serif SC", 900],
  ["Noto Sans SC", 400],
  ["Noto Sans SC", 700],
  ["LXGW WenKai", 400],
] as const;
const FIRST = 0xa0;
const LAST = 0x323ff;
const A_LINE = 24;
const LINES_A_PAGE = 18;

/** Spaces and soft hyphens are white: what readers make of them is theirs. Surrogates are no characters. */
const isSet = (codePoint: number): boolean =>
  !(codePoint >= 0xd800 && codePoint < 0xe000) && !/[\p{Z}\p{C}]/u.test(String.fromCodePoint(codePoint));

/** Every character that shares its glyph with another one, those of one glyph side by side. */
function sharing(face: Face): readonly string[] {
  const byGlyph = new Map<number, string[]>();
  for (let codePoint = FIRST; codePoint <= LAST; codePoint += 1) {
    const gid = isSet(codePoint) ? face.hanGlyphFor(codePoint) : 0;
    if (gid === 0) continue;
    const known = byGlyph.get(gid) ?? [];
    known.push(String.fromCodePoint(codePoint));
    byGlyph.set(gid, known);
  }
  return [...byGlyph.values()].filter((characters) => characters.length > 1).flat();
}

function rowsOf(characters: readonly string[]): readonly string[] {
  const rows: string[] = [];
  for (let i = 0; i < characters.length; i += A_LINE) rows.push(characters.slice(i, i + A_LINE).join(""));
  return rows;
}

async function pdfOf(face: Face, rows: readonly string[]): Promise<Uint8Array> {
  const sheets = Array.from({ length: Math.ceil(rows.length / LINES_A_PAGE) }, (_, k) =>
    rows.slice(k * LINES_A_PAGE, (k + 1) * LINES_A_PAGE),
  );
  const pages = sheets.map((sheet, k) =>
    page(
      sheet.map((text, i) => line(text, mm(15), mm(10) + pt(20 * (i + 1)), { face })),
      { number: k + 1 },
    ),
  );
  return renderPdf(scene(pages, [face]));
}

const linesOf = (text: string): readonly string[] => text.split(/[\n\f]+/u).filter((found) => found !== "");

describe.skipIf(!hasTool("pdftotext")).each(FACES)("%s %i", (family, weight) => {
  const face = bundledFace(family, weight);
  const characters = sharing(face);

  it("extracts every one of the characters that share a glyph", async () => {
    expect(characters.length).toBeGreaterThan(20);
    const rows = rowsOf(characters);
    expect(linesOf(pdfText(await pdfOf(face, rows), "-raw"))).toEqual(rows);
  });

  it("extracts each where it is alone in its file", async () => {
    const first = rowsOf(characters.filter((_, i) => i % 2 === 0));
    expect(linesOf(pdfText(await pdfOf(face, first), "-raw"))).toEqual(first);
  });

  it.skipIf(!hasTool("mutool"))("extracts them with MuPDF too", async () => {
    const rows = rowsOf(characters);
    const { out } = runTool("mutool", ["draw", "-q", "-F", "txt", "-o", "{out}", "{in}"], await pdfOf(face, rows));
    expect(linesOf(out.toString("utf8"))).toEqual(rows);
  });
});
