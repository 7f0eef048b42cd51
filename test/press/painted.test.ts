/** The rules of the audit on finished files: each fault under its code, and nothing told of its like that is none. */
import { describe, expect, it } from "vitest";
import type { PreflightFinding } from "../../src/press/preflight/finding.js";
import { preflight } from "../../src/press/preflight/preflight.js";
import { page, type Parts, replace, set, stream } from "./hand-made.js";

type Case = readonly [what: string, content: string, change?: (parts: Parts) => void];

const CMYK = "/ColorSpace /DeviceCMYK /BitsPerComponent 8";
const none = (): void => undefined;
const state = (name: string, dict: string) => replace("resources", "/Over <<", `/${name} << ${dict} >> /Over <<`);
const both =
  (...changes: readonly ((parts: Parts) => void)[]) =>
  (parts: Parts) =>
    changes.forEach((change) => change(parts));

/** Four letters of 20 pt, 80 pt wide, in black. */
const text = (x: number, y: number, colour = "0 0 0 1 k", codes = "0001000200030004"): string =>
  `${colour} BT /F1 20 Tf ${x} ${y} Td <${codes}> Tj ET`;
const WORD = text(100, 200);
const COVER = "0 0 0 0.2 k 90 190 120 40 re f";
const PICTURE = "q 120 0 0 40 90 190 cm /Im1 Do Q";

async function audit(content: string, change: (parts: Parts) => void = none): Promise<readonly PreflightFinding[]> {
  const { findings } = await preflight(page(change, content));
  return findings.filter(({ check }) => check === "Page audit");
}

const FAULTS: Readonly<Record<string, readonly Case[]>> = {
  "error hidden-text": [
    ["text under a fill", `${WORD} ${COVER}`],
    ["text under a picture", `${WORD} ${PICTURE}`],
    ["a letter under a fill", `${WORD} 0 0 0 0.2 k 118 190 22 40 re f`],
    ["text under a picture turned by a quarter", `${WORD} q 0 40 -120 0 210 190 cm /Im1 Do Q`],
    [
      "text under the part of a picture that its clip leaves",
      `${WORD} q 90 190 120 40 re W n 300 0 0 200 0 100 cm /Im1 Do Q`,
    ],
    ["text under a fill of a form", `${WORD} /Fm1 Do`, form(COVER)],
  ],
  "warning hidden-text": [["a line cut off by its clip", `q 100 190 42 40 re W n ${WORD} Q`]],
  "info hidden-text": [["a line outside its clip", `q 300 300 20 20 re W n ${WORD} Q`]],
  "error struck-text": [
    ["a rule through a line, and beyond it", `${WORD} 0 0 0 1 k 60 206 200 0.5 re f`],
    ["a drawn line through it", `${WORD} 0 0 0 1 K 1 w 60 206 m 260 206 l S`],
    ["the side of a frame through a letter", `${WORD} 0 0 0 1 K 1 w 130 150 100 100 re S`],
  ],
  "error overprinted-text": [
    ["two lines in one place", `${WORD} ${text(104, 203, "0 0 0 1 k", "0004000300020001")}`],
    ["upright text over level text", `${WORD} BT /F1 20 Tf 0 1 -1 0 120 180 Tm <0003000300030003> Tj ET`],
  ],
  "error text-off-page": [
    ["a line over the right edge", text(380, 300)],
    ["a line over the foot", text(100, 22)],
    ["a line that goes on beyond the edge", `${text(345, 300)} ${text(435, 300)}`],
  ],
  "error notdef-glyph": [["the glyph for what the font has not got", text(100, 200, "0 0 0 1 k", "0001000000020003")]],
  "error type-too-small": [
    ["type of 3 pt", "0 0 0 1 k BT /F1 3 Tf 100 200 Td <00010002> Tj ET"],
    ["type of 3 pt that leans", "0 0 0 1 k BT /F1 3 Tf 0.8 0.6 -0.6 0.8 100 200 Tm <00010002> Tj ET"],
  ],
  "error low-contrast": [
    ["white type on paper", text(100, 200, "0 0 0 0 k")],
    ["black type on black", `0 0 0 1 k 90 190 120 40 re f ${WORD}`],
    ["white type that runs out of its ground", `0 0 0 1 k 90 190 50 40 re f ${text(100, 200, "0 0 0 0 k")}`],
    ["a light spot colour", `/Cs1 cs 1 scn BT /F1 20 Tf 100 200 Td <0001> Tj ET`, spot("0 0 0.1 0")],
  ],
  "warning low-contrast": [["grey type on paper", text(100, 200, "0 0 0 0.35 k")]],
};

const SOUND: readonly Case[] = [
  ["text on a fill", `${COVER} ${WORD}`],
  ["text on a picture", `${PICTURE} ${WORD}`],
  ["white text on a picture", `${PICTURE} ${text(100, 200, "0 0 0 0 k")}`],
  ["text beside a fill", `${WORD} 0 0 0 0.2 k 190 190 50 40 re f`],
  ["text under glass", `${WORD} /Glass gs ${COVER}`, state("Glass", "/ca 0.4")],
  ["text under what is blended", `${WORD} /Multiply gs ${COVER}`, state("Multiply", "/BM /Multiply")],
  ["text under a soft mask", `${WORD} /Soft gs ${COVER}`, state("Soft", "/SMask << /S /Alpha /G @photo >>")],
  ["text under an overprinting fill", `${WORD} /Print gs ${COVER}`, state("Print", "/OP true /op true /OPM 1")],
  ["text under a round shape", `${WORD} 0 0 0 0.2 k 90 190 m 210 190 l 210 230 l 150 260 l 90 230 l h f`],
  ["text under a frame of two rectangles", `${WORD} 0 0 0 0.2 k 80 180 140 60 re 90 190 120 40 re f*`],
  ["text under a stencil", `${WORD} ${PICTURE}`, photo("/ImageMask true /BitsPerComponent 1", 313)],
  [
    "text under a picture with a colour left out",
    `${WORD} ${PICTURE}`,
    photo(`${CMYK} /Mask [0 0 0 0 0 0 0 0]`, 10_000),
  ],
  ["text under a picture with a mask", `${WORD} ${PICTURE}`, photo(`${CMYK} /Mask @photo`, 10_000)],
  ["text under a picture with a soft mask", `${WORD} ${PICTURE}`, photo(`${CMYK} /SMask @photo`, 10_000)],
  [
    "text under a picture that a round path clips",
    `${WORD} q 90 190 m 210 190 l 150 230 l h W n 120 0 0 40 90 190 cm /Im1 Do Q`,
  ],
  [
    "text under a picture that letters clip",
    `${WORD} q BT 7 Tr /F1 20 Tf 90 190 Td <0001> Tj ET 120 0 0 40 90 190 cm /Im1 Do Q`,
  ],
  [
    "text beside the part of a picture that its clip leaves",
    `${WORD} q 250 190 50 40 re W n 300 0 0 200 0 100 cm /Im1 Do Q`,
  ],
  [
    "text under a fill of a form of glass",
    `${WORD} /Glass gs /Fm1 Do`,
    both(state("Glass", "/ca 0.4"), form(`/Full gs ${COVER}`), state("Full", "/ca 1")),
  ],
  ["text under a fill on a layer that is off", `${WORD} /OC /Layer BDC ${COVER} EMC`, layer],
  ["text on a layer that is off, under a fill", `/OC /Layer BDC ${WORD} EMC ${COVER}`, layer],
  ["invisible text under a picture", `BT 3 Tr ET ${WORD} ${PICTURE}`],
  ["invisible text in no colour", `BT 3 Tr ET ${text(100, 200, "0 0 0 0 k")}`],
  ["a line under text", `${WORD} 0 0 0 1 k 60 196 200 0.5 re f`],
  ["text struck on purpose", `${WORD} 0 0 0 1 k 102 206 77 0.5 re f`],
  ["a white line of a table through text", `0 0 0 0 k 60 206 200 0.5 re f ${WORD}`],
  ["the same letters again, a little aside: bold", `${WORD} ${text(100.3, 200)}`],
  ["the same letters again: a shadow", `${text(101.5, 198.5, "0 0 0 0.4 k")} ${WORD}`],
  ["lines set solid", `${WORD} ${text(100, 180)}`],
  ["the words of a line one by one", `${WORD} ${text(180, 200)}`],
  ["the printer's words beside the page", text(440, 300)],
  ["a ground into the bleed", "0 0 0 0.2 k 20 20 100 100 re f"],
  ["a picture into the bleed", "q 120 0 0 40 0 190 cm /Im1 Do Q"],
  ["white type on black", `0 0 0 1 k 90 190 120 40 re f ${text(100, 200, "0 0 0 0 k")}`],
  [
    "white type on a round shape",
    `0 0 0 1 k 90 190 m 210 190 l 210 230 l 150 260 l 90 230 l h f ${text(100, 200, "0 0 0 0 k")}`,
  ],
  [
    "white type on a disc of a symbol font",
    `0 0 0 1 k BT /F1 90 Tf 90 180 Td <0001> Tj ET ${text(100, 200, "0 0 0 0 k", "0002")}`,
    replace("unicode", "<7248>", "<25cf>"),
  ],
  ["white type with an outline", `0 0 0 1 K BT 2 Tr ET ${text(100, 200, "0 0 0 0 k")}`],
  ["a dark spot colour", `/Cs1 cs 1 scn BT /F1 20 Tf 100 200 Td <0001> Tj ET`, spot("0 0 0 1")],
  ["a spot colour that nobody knows", `/Cs1 cs 1 scn BT /F1 20 Tf 100 200 Td <0001> Tj ET`, spot("0 0 0.1 0", 4)],
  ["readings of 4.5 pt", "0 0 0 1 k BT /F1 4.5 Tf 100 200 Td <00010002> Tj ET"],
  ["a reading of 3 pt", "/Span << /ActualText <feff> >> BDC 0 0 0 1 k BT /F1 3 Tf 100 200 Td <00010002> Tj ET EMC"],
  ["a .notdef that nobody sees", `BT 3 Tr ET ${text(100, 200, "0 0 0 1 k", "00010000")}`],
  ["a .notdef beside the page", text(440, 300, "0 0 0 1 k", "0000")],
];

function photo(more: string, bytes: number): (parts: Parts) => void {
  const data = "\u0066".repeat(bytes);
  return set("photo", stream(`/Type /XObject /Subtype /Image /Width 50 /Height 50 ${more}`, data));
}

function form(content: string): (parts: Parts) => void {
  return both(
    replace("resources", "/Im1 @photo", "/Im1 @photo /Fm1 @form"),
    set("form", stream("/Type /XObject /Subtype /Form /BBox [0 0 460 660] /Resources @resources", content)),
  );
}

function spot(colour: string, kind = 2): (parts: Parts) => void {
  const space = `[/Separation /Own /DeviceCMYK << /FunctionType ${kind} /Domain [0 1] /C0 [0 0 0 0] /C1 [${colour}] /N 1 >>]`;
  return replace("resources", "/Font <<", `/ColorSpace << /Cs1 ${space} >> /Font <<`);
}

function layer(parts: Parts): void {
  replace("resources", "/Font <<", "/Properties << /Layer @layer >> /Font <<")(parts);
  replace("catalog", "/Pages", "/OCProperties << /OCGs [@layer] /D << /OFF [@layer] >> >> /Pages")(parts);
  parts.objects["layer"] = "<< /Type /OCG /Name (Draft) >>";
}

function named(cases: readonly Case[]): { what: string; content: string; change: (parts: Parts) => void }[] {
  return cases.map(([what, content, change = none]) => ({ what, content, change }));
}

describe("the audit of a finished file", () => {
  for (const [expected, cases] of Object.entries(FAULTS)) {
    it.each(named(cases))(`tells ${expected}: $what`, async ({ content, change }) => {
      const found = await audit(content, change);
      expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual([expected]);
      expect(found[0]?.places).toHaveLength(1);
      expect(found[0]?.hint).not.toBe("");
    });
  }

  it.each(named(SOUND))("tells nothing of $what", async ({ content, change }) => {
    expect(await audit(content, change)).toEqual([]);
  });

  it("tells where the fault is, from the trim's top left corner", async () => {
    const [found] = await audit(`${WORD} 0 0 0 0.2 k 118 190 22 40 re f`);
    expect(found?.message).toContain("1 character");
    const [place] = found?.places ?? [];
    expect(place?.x).toBeGreaterThan(90);
    expect(place?.x).toBeLessThan(110);
    expect(place?.y).toBeGreaterThan(410);
    expect(place?.y).toBeLessThan(425);
  });

  it("warns of text under a scan, which is its text layer", async () => {
    const found = await audit(`${WORD} q 400 0 0 600 30 30 cm /Im1 Do Q`);
    expect(found.every(({ severity, code }) => severity === "warning" && code === "hidden-text")).toBe(true);
    expect(found.length).toBeGreaterThan(0);
  });

  it("tells small type once", async () => {
    const { findings } = await preflight(page(none, "0 0 0 1 k BT /F1 3 Tf 100 200 Td <00010002> Tj ET"));
    expect(findings.filter(({ code }) => code === "small-text")).toEqual([]);
  });

  it("stays quick where everything lies over everything", async () => {
    const letters = Array.from({ length: 5_000 }, (_, i) => text(100 + (i % 50) / 10, 200)).join("\n");
    const rules = Array.from({ length: 5_000 }, (_, i) => `90 ${190 + (i % 100) / 10} 120 1 re f`).join("\n");
    const begin = performance.now();
    const found = await audit(`${letters}\n${rules}`);
    expect(found.some(({ code }) => code === "too-dense")).toBe(true);
    expect(performance.now() - begin).toBeLessThan(40_000);
  }, 90_000);
});
