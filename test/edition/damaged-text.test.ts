import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { damagedText } from "../../src/edition/damaged-text.js";
import { read, remarks } from "./copied.js";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const misread = (text: string, encoding: string): string => new TextDecoder(encoding).decode(utf8(text));

describe("text in a wrong encoding", () => {
  it.each([
    ["渡口停航", "windows-1252"],
    ["，灯", "windows-1252"],
    ["—“灯”…", "windows-1252"],
    ["渡口停航", "gbk"],
    ["渡口", "gbk"],
    ["江潮：今天，灯亮了", "gbk"],
    ["ひかり", "windows-1252"],
    ["밤배", "windows-1252"],
  ])("is found in %s read as %s", (text, encoding) => {
    const damaged = misread(text, encoding);
    expect(damagedText(`前${damaged}`)).toMatchObject([{ code: "damaged-text" }]);
  });

  it.each([
    "café",
    "naïve",
    "Zürich",
    "Straße",
    "cœur",
    "coût",
    "año",
    "São",
    "żółw",
    "“灯",
    "…",
    "’",
    "×",
    "°",
    "Привет",
    "αβγ",
  ])("is found in %s read as Windows-1252", (text) => {
    expect(damagedText(`a ${misread(text, "windows-1252")} b`)).toHaveLength(1);
  });

  it("names what the text was, at its place", () => {
    expect(damagedText(`他说${misread("渡口停航", "windows-1252")}`)).toMatchObject([
      { severity: "error", offset: 2, message: expect.stringContaining("is “渡口停航”, read in a wrong encoding") },
    ]);
    expect(damagedText(misread("渡口停航", "gbk"))).toMatchObject([
      { severity: "error", offset: 0, message: expect.stringContaining("“渡口停航”") },
    ]);
  });

  it("is found in Latin-1, where its bytes are control characters", () => {
    const latin1 = String.fromCodePoint(...utf8("渡口灯"));
    expect(remarks(read({ body: [latin1] }))).toContain("damaged-text");
  });

  it("is found in GBK that was read as Windows-1252, and in what memory is filled with", () => {
    expect(damagedText("¶É¿Ú")).toMatchObject([{ severity: "error", message: expect.stringContaining("“渡口”") }]);
    for (const text of ["锟斤拷", "烫烫烫", "屯屯屯", "ï»¿渡"]) expect(damagedText(text)).toHaveLength(1);
  });

  it.each([
    "»CAFɫ",
    "“CAFÉ”",
    "»SPAß«",
    "le café”—dit-il",
    "café…”",
    "LIBERTÉ… ÉGALITÉ’",
    "LA TÊTE À L’ÉTÉ",
    "café¹², Noël³",
    "São João, açúcar, coração",
    "ÄÖÜäöü",
    "ÅÄÖ, åäö",
    "IRMÃ’S, “IRMÃ”",
    "CAFÉ™ ROSÉ®",
    "ÇĞİÖŞÜ çğıöşü",
    "25 °C, 3 × 4 ÷ 2, § 5, ½",
    "Þórður Ásgeirsson, ÐURIÐ",
    "朱镕基、陶喆、李堃、黄昇民、王玥",
    "氤氲葳蕤，踟蹰徘徊，耄耋饕餮魑魅魍魉",
    "魏碑瓒、嬭媪、渌口、洣水",
    "車馬東風，繁體漢字書寫，國語辭彙",
    "熱湯熱湯燙燙",
    "烫烫手，屯屯粮",
  ])("is not in %s", (text) => {
    expect(damagedText(text)).toEqual([]);
  });

  // No four letters with accents meet in a word, and neither œ nor ÿ follows one.
  const letters = (all: string) => fc.constantFrom(...Array.from(all));
  const syllable = fc
    .tuple(
      fc.array(letters("éèùàâêîôûëïüçæäößñãõåøÉÀÇÈÊÔÄÖÜÑÃÂÅØ"), { maxLength: 3 }),
      fc.array(letters("aeiounrst"), { minLength: 1, maxLength: 3 }),
    )
    .map((both) => both.flat().join(""));
  const latinWord = fc
    .tuple(fc.array(syllable, { minLength: 1, maxLength: 3 }), letters("éèàâêôüßãéÉÃn"))
    .map(([all, last]) => all.join("") + last);
  const marks = fc.constantFrom(" ", ", ", "” ", " “", "’", "» ", " «", "… ", "—", " – ", "™ ", ". ", "“", "; ");

  it("is in no word of Latin letters between its marks", () => {
    const words = latinWord.map((word) => word.slice(0, 1) + word.slice(1).toLowerCase());
    const capitals = latinWord.map((word) => word.toUpperCase());
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(words, capitals), marks), { maxLength: 30 }), (all) => {
        expect(damagedText(all.flat().join(""))).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it("is in no mixture of usual, rare and traditional Han", () => {
    const han = fc.oneof(
      fc.integer({ min: 0x4e00, max: 0x9fff }),
      fc.integer({ min: 0x3400, max: 0x4dbf }),
      fc.constantFrom(
        ..."的一是在不了有和人这中大为上个国我以要他时来用们渡口灯亮".split("").map((c) => c.charCodeAt(0)),
      ),
      fc.constantFrom(0xff0c, 0x3002, 0x201c, 0x201d),
    );
    fc.assert(
      fc.property(fc.array(han, { maxLength: 200 }), (codes) => {
        expect(damagedText(String.fromCodePoint(...codes))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is found in every text of usual characters that was read so", () => {
    const usual = fc.array(
      fc.constantFrom(..."的一是在不了有和人这中大为上个国我以要他时来用们渡口停航今天夜班恢复，。：“”".split("")),
      { minLength: 6, maxLength: 40 },
    );
    fc.assert(
      fc.property(usual, fc.constantFrom("gbk", "windows-1252"), (characters, encoding) => {
        expect(damagedText(misread(characters.join(""), encoding))).toHaveLength(1);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(["é", "É”", "ä¸", "娴", "浠庝", "¶É", "縺", "渡", "é”—"])("takes no time in much of %j", (piece) => {
    const start = performance.now();
    damagedText(piece.repeat(20_000));
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
