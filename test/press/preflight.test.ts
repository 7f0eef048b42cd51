/** One fault a page, each caught under its own code; and nothing said of a page without one. */
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PreflightFinding } from "../../src/press/preflight/finding.js";
import { preflight } from "../../src/press/preflight/preflight.js";
import { NEWSPAPER, type PreflightProfile } from "../../src/press/preflight/profile.js";
import { flat, page, type Parts, profileBytes, replace, stream } from "./hand-made.js";

async function findings(
  bytes: Uint8Array,
  profile: Partial<PreflightProfile> = {},
): Promise<readonly PreflightFinding[]> {
  return (await preflight(bytes, { ...NEWSPAPER, ...profile })).findings;
}

/** Codes of what is an error or a warning, once each. */
function serious(list: readonly PreflightFinding[]): string[] {
  return [
    ...new Set(list.filter(({ severity }) => severity !== "info").map(({ severity, code }) => `${severity} ${code}`)),
  ];
}

const image = (more: string, data: string): string => stream(`/Type /XObject /Subtype /Image ${more}`, data);
const photo = (more: string, data: string) => (parts: Parts) => void (parts.objects["photo"] = image(more, data));
const set = (object: string, text: string) => (parts: Parts) => void (parts.objects[object] = text);
const both =
  (...changes: readonly ((parts: Parts) => void)[]) =>
  (parts: Parts) =>
    changes.forEach((change) => change(parts));
const resource = (text: string) => replace("resources", "/Font <<", `${text} /Font <<`);
const state = (name: string, dict: string) => replace("resources", "/Over <<", `/${name} << ${dict} >> /Over <<`);
const none = (): void => undefined;

const SEPARATION = "/DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 1 1 0] /N 1 >>";

type Case = readonly [what: string, expected: string, change: (parts: Parts) => void, content?: string];

const CASES: readonly Case[] = [
  ["a logo in RGB", "error colour-space", none, "1 0 0 rg 100 100 50 50 re f"],
  ["RGB type", "error colour-space", none, "0 0 0 rg BT /F1 14 Tf 60 200 Td <0001> Tj ET"],
  [
    "an RGB photograph",
    "error colour-space",
    photo("/Width 200 /Height 100 /ColorSpace /DeviceRGB /BitsPerComponent 8", flat(200, 100, 90, 90, 90)),
  ],
  [
    "a palette of RGB colours",
    "error colour-space",
    photo(
      "/Width 200 /Height 100 /ColorSpace [/Indexed /DeviceRGB 1 <808080ffffff>] /BitsPerComponent 8",
      flat(200, 100, 1),
    ),
  ],
  [
    "a colour in Lab",
    "error colour-space",
    resource("/ColorSpace << /L [/Lab << /WhitePoint [0.96 1 0.82] >>] >>"),
    "/L cs 50 0 0 sc 100 100 50 50 re f",
  ],
  [
    "a colour with an ICC profile of its own",
    "error colour-space",
    both(resource("/ColorSpace << /I [/ICCBased @profile] >>")),
    "/I cs 0.1 0.1 0 0 sc 100 100 50 50 re f",
  ],
  [
    "RGB within a form",
    "error colour-space",
    both(
      set("form", stream("/Type /XObject /Subtype /Form /BBox [0 0 100 100]", "1 0 0 RG 2 w 0 0 50 50 re S")),
      replace("resources", "/Im1", "/Fm1 @form /Im1"),
    ),
    "q 1 0 0 1 100 100 cm /Fm1 Do Q",
  ],
  [
    "a photograph of 60 ppi",
    "error image-resolution",
    photo("/Width 60 /Height 30 /ColorSpace /DeviceCMYK /BitsPerComponent 8", flat(60, 30, 20, 20, 20, 0)),
  ],
  [
    "a photograph of 150 ppi",
    "warning image-resolution",
    photo("/Width 150 /Height 75 /ColorSpace /DeviceGray /BitsPerComponent 8", flat(150, 75, 120)),
  ],
  [
    "line art of 100 ppi",
    "error bitmap-resolution",
    photo("/Width 104 /Height 52 /ImageMask true /BitsPerComponent 1", flat(13, 52, 0xaa)),
  ],
  ["320 % of ink", "error total-ink", none, "0.9 0.8 0.7 0.8 k 100 100 60 60 re f"],
  [
    "a photograph of 300 % of ink",
    "error total-ink",
    photo("/Width 200 /Height 100 /ColorSpace /DeviceCMYK /BitsPerComponent 8", flat(200, 100, 255, 230, 230, 60)),
  ],
  [
    "ink that adds up by overprint",
    "error total-ink",
    none,
    "0.8 0.6 0.6 0 k 100 100 60 60 re f /Over gs 0 0 0 1 k 100 100 60 60 re f",
  ],
  ["a rule of 0.1 pt, drawn", "error hairline", none, "0 0 0 1 K 0.1 w 60 300 m 360 300 l S"],
  ["a rule of 0.1 pt, filled", "error hairline", none, "/Over gs 0 0 0 1 k 60 300 300 0.1 re f"],
  ["a line of no width", "error hairline", none, "0 0 0 1 K 0 w 60 300 m 360 300 l S"],
  [
    "a line that scaling made thin",
    "error hairline",
    none,
    "0 0 0 1 K q 0.1 0 0 0.1 0 0 cm 1 w 600 3000 m 3600 3000 l S Q",
  ],
  ["a thin rule in three inks", "warning line-several-inks", none, "0.5 0.5 0.5 0 K 0.5 w 60 300 m 360 300 l S"],
  [
    "black type of 9 pt in four inks",
    "error rich-black-text",
    none,
    "0.6 0.5 0.5 1 k BT /F1 9 Tf 60 200 Td <0001> Tj ET",
  ],
  [
    "black type of 9 pt in three colours",
    "error rich-black-text",
    none,
    "0.7 0.7 0.7 0 k BT /F1 9 Tf 60 200 Td <0001> Tj ET",
  ],
  ["blue type of 9 pt", "warning small-text-several-inks", none, "1 0.5 0 0 k BT /F1 9 Tf 60 200 Td <0001> Tj ET"],
  ["type of 5 pt", "warning small-text", none, "/Over gs 0 0 0 1 k BT /F1 5 Tf 60 200 Td <0001> Tj ET"],
  [
    "small type on a line of its own",
    "warning small-text",
    none,
    "/Over gs 0 0 0 1 k BT /F1 9 Tf 60 200 Td <0001> Tj /F1 5.4 Tf 0 -9 Td <0002> Tj ET",
  ],
  [
    "type that scaling made small",
    "warning small-text",
    none,
    "/Over gs 0 0 0 1 k q 0.5 0 0 0.5 0 0 cm BT /F1 10 Tf 120 400 Td <0001> Tj ET Q",
  ],
  [
    "small type reversed out of black",
    "warning small-reversed-text",
    none,
    "0 0 0 1 k 60 180 100 40 re f 0 0 0 0 k BT /F1 8 Tf 70 195 Td <00010002> Tj ET",
  ],
  [
    "small type reversed out of three inks",
    "warning small-reversed-text",
    none,
    "0.6 0.6 0.6 0 k 60 180 100 40 re f 0 0 0 0 k BT /F1 11 Tf 70 195 Td <00010002> Tj ET",
  ],
  ["a font that is not embedded", "error font-not-embedded", replace("descriptor", "/FontFile2 @program", "")],
  [
    "a standard font",
    "error font-not-embedded",
    replace("resources", "/F1 @font", "/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> /F1 @font"),
    "/Over gs BT /F2 12 Tf 60 200 Td (Hello) Tj ET",
  ],
  [
    "a Type 3 font",
    "warning font-type3",
    replace(
      "resources",
      "/F1 @font",
      "/F3 << /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << >> /Encoding << >> /FirstChar 65 /LastChar 65 /Widths [1] >> /F1 @font",
    ),
    "/Over gs 0 0 0 1 k BT /F3 12 Tf 60 200 Td (A) Tj ET",
  ],
  ["Courier", "warning font-courier", both(replace("font", "+Test", "+CourierNew"))],
  ["no MediaBox", "error media-box", replace("page", "/MediaBox [0 0 460 660]", "")],
  ["no TrimBox", "error trim-box", replace("page", "/TrimBox [30 30 430 630]", "")],
  ["TrimBox and ArtBox", "error trim-box", replace("page", "/TrimBox", "/ArtBox [30 30 430 630] /TrimBox")],
  [
    "a trim outside of the bleed",
    "error boxes-nested",
    replace("page", "/BleedBox [20 20 440 640]", "/BleedBox [40 40 440 640]"),
  ],
  [
    "a bleed outside of the page",
    "error boxes-nested",
    replace("page", "/BleedBox [20 20 440 640]", "/BleedBox [-20 20 440 640]"),
  ],
  ["a CropBox", "warning crop-box", replace("page", "/TrimBox", "/CropBox [30 30 430 630] /TrimBox")],
  ["a scaled page", "error page-scaling", replace("page", "/TrimBox", "/UserUnit 2 /TrimBox")],
  ["a turned page", "warning page-orientation", replace("page", "/TrimBox", "/Rotate 90 /TrimBox")],
  ["a ground that ends at the trim", "warning missing-bleed", none, "0 0.2 0 0 k 30 100 50 50 re f"],
  ["an empty page", "warning empty-page", set("content", stream("", "q Q"))],
  ["two pages", "warning page-count", replace("pages", "[@page]", "[@page @page]")],
  ["white that overprints", "error white-overprint", none, "/Over gs 0 0 0 0 k 100 100 50 50 re f"],
  [
    "white type that overprints",
    "error white-overprint",
    none,
    "/Over gs 0 0 0 0 k BT /F1 24 Tf 60 200 Td <0001> Tj ET",
  ],
  ["grey that overprints", "warning grayscale-overprint", none, "/Over gs 0.5 g 100 100 50 50 re f"],
  [
    "overprint in mode 0",
    "warning overprint-mode",
    state("Old", "/OP true /op true /OPM 0"),
    "/Old gs 0 0 0 1 k BT /F1 12 Tf 60 200 Td <0001> Tj ET",
  ],
  [
    "black type that knocks out of a colour",
    "error black-text-knockout",
    none,
    "0.5 0 0 0 k 60 180 200 40 re f 0 0 0 1 k BT /F1 9 Tf 70 195 Td <00010002> Tj ET",
  ],
  [
    "a black rule that knocks out of a colour",
    "error black-line-knockout",
    none,
    "0.5 0 0 0 k 60 180 200 40 re f 0 0 0 1 k 60 200 200 0.5 re f",
  ],
  [
    "a spot colour",
    "warning spot-colour",
    resource(`/ColorSpace << /S [/Separation /Gold ${SEPARATION}] >>`),
    "/S cs 1 scn 100 100 50 50 re f",
  ],
  [
    "two names of one spot colour",
    "error spot-ambiguous",
    resource(
      `/ColorSpace << /S [/Separation /PANTONE#20185#20C ${SEPARATION}] /T [/Separation /Pantone#20185#20CV ${SEPARATION}] >>`,
    ),
    "/S cs 1 scn 100 100 50 50 re f /T cs 1 scn 200 100 50 50 re f",
  ],
  [
    "a spot colour defined twice",
    "error spot-ambiguous",
    resource(
      `/ColorSpace << /S [/Separation /Gold ${SEPARATION}] /T [/Separation /Gold ${SEPARATION.replace("0 1 1 0", "0 0 1 0")}] >>`,
    ),
    "/S cs 1 scn 100 100 50 50 re f /T cs 1 scn 200 100 50 50 re f",
  ],
  [
    "a spot colour named black",
    "error spot-naming",
    resource(`/ColorSpace << /S [/Separation /black ${SEPARATION}] >>`),
    "/S cs 1 scn 100 100 50 50 re f",
  ],
  [
    "a spot colour on RGB",
    "error colour-space",
    resource(
      "/ColorSpace << /S [/Separation /Gold /DeviceRGB << /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [1 0 0] /N 1 >>] >>",
    ),
    "/S cs 1 scn 100 100 50 50 re f",
  ],
  [
    "the colour All on the page",
    "error separation-all",
    resource(`/ColorSpace << /S [/Separation /All ${SEPARATION}] >>`),
    "/S cs 0.2 scn 100 100 50 50 re f",
  ],
  [
    "half transparent",
    "error transparency",
    state("Half", "/ca 0.5 /CA 0.5"),
    "/Half gs 0 0.5 0 0 k 100 100 50 50 re f",
  ],
  ["multiplied", "error transparency", state("Mul", "/BM /Multiply"), "/Mul gs 0 0.5 0 0 k 100 100 50 50 re f"],
  [
    "a soft mask on a picture",
    "error transparency",
    both(
      photo("/Width 200 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask @mask", flat(200, 100, 90)),
      set("mask", image("/Width 200 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8", flat(200, 100, 128))),
    ),
  ],
  [
    "a transparency group",
    "error transparency",
    replace("page", "/TrimBox", "/Group << /S /Transparency /CS /DeviceCMYK >> /TrimBox"),
  ],
  [
    "layers",
    "error optional-content",
    both(
      replace("catalog", "/Metadata", "/OCProperties << /OCGs [@layer] /D << >> >> /Metadata"),
      set("layer", "<< /Type /OCG /Name (a) >>"),
    ),
  ],
  [
    "an action on opening",
    "error actions",
    replace("catalog", "/Metadata", "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Metadata"),
  ],
  [
    "JavaScript",
    "error actions",
    replace("catalog", "/Metadata", "/Names << /JavaScript << /Names [] >> >> /Metadata"),
  ],
  [
    "attached files",
    "error embedded-files",
    replace("catalog", "/Metadata", "/Names << /EmbeddedFiles << /Names [] >> >> /Metadata"),
  ],
  [
    "a comment on the page",
    "error annotations",
    replace("page", "/TrimBox", "/Annots [<< /Type /Annot /Subtype /Text /Rect [100 100 120 120] >>] /TrimBox"),
  ],
  [
    "a transfer function",
    "error device-settings",
    state("Tr", "/TR << /FunctionType 2 /Domain [0 1] /N 2 >>"),
    "/Tr gs",
  ],
  [
    "PostScript",
    "error postscript",
    both(set("ps", stream("/Type /XObject /Subtype /PS", "showpage")), replace("resources", "/Im1", "/Ps1 @ps /Im1")),
    "/Ps1 Do",
  ],
  [
    "a placeholder for a picture",
    "error opi",
    replace("photo", "/Subtype /Image", "/Subtype /Image /OPI << /2.0 << >> >>"),
  ],
  [
    "alternates of a picture",
    "error alternate-images",
    replace("photo", "/Subtype /Image", "/Subtype /Image /Alternates []"),
  ],
  ["no output intent", "error output-intent-missing", replace("catalog", "/OutputIntents [@intent]", "")],
  ["an output intent without a name", "error output-intent", replace("intent", "(NEWS TEST)", "()")],
  ["an output profile for RGB", "error output-intent", set("profile", stream("/N 4", profileBytes("mntr", "RGB")))],
  [
    "an output profile that is none",
    "error output-intent",
    set("profile", stream("/N 4", "no profile at all ".repeat(20))),
  ],
  [
    "a coated profile for newsprint",
    "warning coated-condition",
    both(
      replace("intent", "NEWS TEST", "FOGRA39L"),
      set("profile", stream("/N 4", profileBytes("prtr", "CMYK", "Coated FOGRA39"))),
    ),
  ],
  ["no PDF/X", "error pdfx-version", replace("info", "/GTS_PDFXVersion (PDF/X-1a:2003)", "")],
  ["PDF 1.7", "error pdf-version", (parts) => void (parts.version = "1.7")],
  [
    "no title",
    "error info-title",
    both(replace("info", "/Title (Page)", ""), set("xmp", stream("/Type /Metadata /Subtype /XML", "<x/>"))),
  ],
  ["no dates", "error info-date", replace("info", "/ModDate (D:20261124000000Z)", "")],
  ["nothing about trapping", "error info-trapped", replace("info", "/Trapped /False", "")],
  ["no identifier", "error file-id", (parts) => void (parts.trailer = "/Root @catalog /Info @info")],
  ["Info and XMP that disagree", "error xmp-info", replace("info", "/Title (Page)", "/Title (Another page)")],
  ["a password", "error encrypted", (parts) => void (parts.trailer += " /Encrypt << /Filter /Standard /V 1 /R 2 >>")],
  ["an operator that is none", "error damaged-content", none, "12 34 frobnicate"],
  ["a font that is not there", "error damaged-content", none, "BT /F9 12 Tf (x) Tj ET"],
  [
    "a picture with too few data",
    "error damaged-image",
    photo("/Width 200 /Height 100 /ColorSpace /DeviceCMYK /BitsPerComponent 8", "short"),
  ],
  [
    "a broken JPEG",
    "error damaged-image",
    photo(
      "/Width 200 /Height 100 /ColorSpace /DeviceCMYK /BitsPerComponent 8 /Filter /DCTDecode",
      "\u00ff\u00d8\u00ff\u00e0 nothing more",
    ),
  ],
  [
    "a picture packed with LZW",
    "error image-coding",
    photo(
      "/Width 200 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /LZWDecode",
      "\u0080\u000b\u0060\u0050",
    ),
  ],
];

describe("a sound page", () => {
  it("has no fault", async () => {
    expect(serious(await findings(page()))).toEqual([]);
  });

  it("is measured: size, ink, what stands on it", async () => {
    const { pages, claimed, standard, outputIntent } = await preflight(page());
    expect({ claimed, standard }).toEqual({ claimed: "PDF/X-1a:2003", standard: "pdfx1a" });
    expect(outputIntent).toMatchObject({ identifier: "NEWS TEST", profile: "Newsprint of a test" });
    expect(pages[0]).toMatchObject({ page: 1, text: "版心试样", counts: { text: 1, path: 2, image: 1, shading: 0 } });
    expect(pages[0]?.width).toBeCloseTo((400 / 72) * 25.4, 6);
    // The photo covers 72 × 36 of 400 × 600 pt with 40 %; the ground 200 × 80 with 10 % of black.
    expect(pages[0]?.ink?.plates["Cyan"]).toBeCloseTo((72 * 36 * 0.4 * 100) / 240_000, 1);
    expect(pages[0]?.ink?.plates["Black"]).toBeGreaterThan((200 * 80 * 0.1 * 100) / 240_000);
    expect(pages[0]?.ink?.maximum).toBeCloseTo(120, 0);
  });
});

describe("a page with one fault", () => {
  it.each(CASES.map(([what, expected, change, content = ""]) => ({ what, expected, change, content })))(
    "$what: $expected",
    async ({ expected, change, content }) => {
      const list = await findings(page(change, content));
      expect(serious(list)).toContain(expected);
      // A fault brings no crowd of others with it.
      expect(serious(list).length).toBeLessThanOrEqual(3);
      for (const { message, hint, check } of list)
        expect([message, hint, check].every((text) => text.length > 3)).toBe(true);
    },
  );

  it.each(CASES.map(([what, , change, content = ""]) => ({ what, change, content })))(
    "$what: the same is found where only the ink limit is proved",
    async ({ change, content }) => {
      const bytes = page(change, content);
      const [measured, proved] = [await preflight(bytes), await preflight(bytes, NEWSPAPER, "limit")];
      expect(proved.findings).toEqual(measured.findings);
    },
  );

  it("on pages of chance, too: grounds, rules, frames, type and overprint", async () => {
    const tint = fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10);
    const ink = fc.tuple(tint, tint, tint, tint).map((inks) => `${inks.join(" ")} k`);
    const at = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most * 4 }).map((n) => n / 4);
    const ground = fc.tuple(at(400), at(600), at(80), at(80)).map((box) => `${box.join(" ")} re f`);
    const rule = fc.tuple(at(400), at(600), at(200)).map((box) => `${box.join(" ")} 0.5 re f`);
    const frame = fc
      .tuple(at(300), at(500), at(100), at(100))
      .map(([x, y, w, h]) => `${x} ${y} ${w + 10} ${h + 10} re ${x + 2} ${y + 2} ${w + 6} ${h + 6} re f*`);
    const type = fc
      .tuple(at(350), at(550), fc.integer({ min: 5, max: 60 }))
      .map(([x, y, size]) => `BT /F1 ${size} Tf ${x} ${y} Td <0001000200030004> Tj ET`);
    const mode = fc.constantFrom("/Over gs", "/Knock gs");
    const object = fc.tuple(mode, ink, fc.oneof(ground, rule, frame, type)).map((parts) => parts.join(" "));
    await fc.assert(
      fc.asyncProperty(fc.array(object, { maxLength: 30 }), async (content) => {
        const bytes = page(undefined, content.join("\n"));
        const [measured, proved] = [await preflight(bytes), await preflight(bytes, NEWSPAPER, "limit")];
        expect(proved.findings).toEqual(measured.findings);
      }),
      { numRuns: 150, seed: 20261124 },
    );
  });

  it("covers at least twenty-five codes", () => {
    expect(new Set(CASES.map(([, expected]) => expected)).size).toBeGreaterThanOrEqual(25);
  });

  it.each([
    ["a raised figure", "/Over gs 0 0 0 1 k BT /F1 9 Tf 60 200 Td <0001> Tj /F1 5.4 Tf 3.5 Ts <0002> Tj ET"],
    ["a lowered figure", "/Over gs 0 0 0 1 k BT /F1 9 Tf 60 200 Td <0001> Tj /F1 5.4 Tf -2 Ts <0002> Tj ET"],
    [
      "a figure before its letter",
      "/Over gs 0 0 0 1 k BT /F1 5.4 Tf 60 204 Td <0002> Tj /F1 9 Tf 5.4 -4 Td <0001> Tj ET",
    ],
    [
      "a reading",
      "/Over gs 0 0 0 1 k BT /F1 9 Tf 60 200 Td <0001> Tj ET /Span << /ActualText () >> BDC BT /F1 4.5 Tf 60 210 Td <0002> Tj ET EMC",
    ],
  ])("takes %s for no small type", async (_what, content) => {
    expect(serious(await findings(page(none, content)))).toEqual([]);
  });

  it("tells where it is, from the trim's top left corner", async () => {
    const list = await findings(page(undefined, "1 0 0 rg 100 100 50 40 re f"));
    const fault = list.find(({ code }) => code === "colour-space");
    expect(fault).toMatchObject({ page: 1, count: 1, places: [{ x: 70, y: 490, width: 50, height: 40 }] });
  });

  it("tells a fault that is everywhere once, with its count", async () => {
    const many = Array.from({ length: 200 }, (_, i) => `1 0 0 rg ${60 + i} 100 0.5 40 re f`).join("\n");
    const faults = (await findings(page(undefined, many))).filter(({ code }) => code === "colour-space");
    expect(faults).toMatchObject([{ count: 200 }]);
  });

  it("asks for the bleed, the size and the standard that the job has", async () => {
    const wanted = { bleed: (5 / 25.4) * 72, pageSize: { width: 500, height: 600 }, standard: "pdfx4" } as const;
    const codes = serious(await findings(page(), wanted));
    expect(codes).toEqual(expect.arrayContaining(["error missing-bleed", "error page-size", "error pdfx-version"]));
    expect(serious(await findings(page(), { bleed: 9, pageSize: { width: 400, height: 600 } }))).toEqual([]);
  });

  it("lets marks outside of the page be what they are", async () => {
    const change = resource(`/ColorSpace << /S [/Separation /All ${SEPARATION}] >>`);
    const content = "/S CS 1 SCN 0.1 w 5 100 m 15 100 l S /S cs 1 scn 2 2 5 5 re f";
    expect(serious(await findings(page(change, content)))).toEqual([]);
  });

  it("reads PDF/X-4 by its own rules", async () => {
    const x4 = both(
      (parts) => void (parts.version = "1.6"),
      replace("info", "/GTS_PDFXVersion (PDF/X-1a:2003)", ""),
      replace("xmp", 'pdf:Trapped="False"', 'pdf:Trapped="False" pdfxid:GTS_PDFXVersion="PDF/X-4"'),
      ({ objects }) => {
        const text = (objects["xmp"] ?? "").split("\nstream\n")[1]?.replace("\nendstream", "") ?? "";
        objects["xmp"] = stream("/Type /Metadata /Subtype /XML", text);
      },
      state("Half", "/ca 0.5"),
    );
    const half = "/Half gs 0 0.5 0 0 k 100 100 50 50 re f";
    expect(serious(await findings(page(x4, half)))).toEqual(["error transparency-blend-space"]);
    const grouped = both(x4, replace("page", "/TrimBox", "/Group << /S /Transparency /CS /DeviceCMYK >> /TrimBox"));
    expect(serious(await findings(page(grouped, half)))).toEqual([]);
  });
});

describe("a hostile or damaged file", () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
  const good = Buffer.from(page()).toString("latin1");
  const bomb = stream(
    "/Filter [/FlateDecode /FlateDecode]",
    deflateSync(deflateSync(Buffer.alloc(1 << 28), { level: 9 }), { level: 9 }).toString("latin1"),
  );
  const shared = (parts: Parts): void => {
    parts.objects["pages"] = "<< /Type /Pages /Kids [@a0 @a0] /Count 1 >>";
    for (let i = 0; i < 40; i++) parts.objects[`a${i}`] = `<< /Kids [@a${i + 1} @a${i + 1}] >>`;
    parts.objects["a40"] = "<< /Kids [] >>";
  };

  it.each<[string, string, Uint8Array]>([
    ["no PDF", "not-a-pdf", bytes("GIF89a")],
    ["nothing", "not-a-pdf", bytes("")],
    ["cut short", "damaged-file", bytes(good.slice(0, good.length / 2))],
    ["a table that points elsewhere", "damaged-file", bytes(good.replace(/startxref\n\d+/u, "startxref\n17"))],
    ["a table beyond the end", "damaged-file", bytes(good.replace(/startxref\n\d+/u, "startxref\n99999999"))],
    ["shifted by a byte", "damaged-file", bytes(good.replace("%PDF-1.4\n", "%PDF-1.4\n\n"))],
    [
      "a table in a circle",
      "damaged-file",
      bytes(good.replace(/\/Size (\d+)/u, (all) => `${all} /Prev ${/startxref\n(\d+)/u.exec(good)?.[1]}`)),
    ],
    ["pages in a circle", "damaged-file", page(replace("pages", "[@page]", "[@pages]"))],
    ["pages without end", "too-large", page(shared)],
    ["no pages", "damaged-file", page(replace("catalog", "/Pages @pages", ""))],
    ["a stream longer than the file", "damaged-content", page(replace("photo", "/Length 80000", "/Length 99999999"))],
    ["a stream that needs itself", "damaged-content", page(replace("photo", "/Length 80000", "/Length @photo"))],
    ["a bomb as its content", "damaged-content", page(set("content", bomb))],
    [
      "a form that paints itself",
      "damaged-content",
      page(
        both(
          set(
            "form",
            stream(
              "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /Fm1 @form >> >>",
              "/Fm1 Do",
            ),
          ),
          replace("resources", "/Im1", "/Fm1 @form /Im1"),
        ),
        "/Fm1 Do",
      ),
    ],
    [
      "colour spaces in a circle",
      "damaged-content",
      page(both(resource("/ColorSpace << /S @space >>"), set("space", "[/Indexed @space 1 <00>]")), "/S cs"),
    ],
    ["arrays without end", "damaged-content", page(undefined, "[".repeat(10_000))],
    [
      "a picture of a terapixel",
      "damaged-content",
      page(photo("/Width 1000000 /Height 1000000 /ColorSpace /DeviceCMYK /BitsPerComponent 8", "x")),
    ],
    [
      "a content of many parts that are one",
      "damaged-content",
      page(
        both(
          set("megabyte", stream("/Filter /FlateDecode", deflateSync(Buffer.alloc(8_000_000, 32)).toString("latin1"))),
          replace("page", "/Contents @content", `/Contents [${"@megabyte ".repeat(200)}]`),
        ),
      ),
    ],
    [
      "more marks than a page can hold",
      "damaged-content",
      page(
        set(
          "content",
          stream("/Filter /FlateDecode", deflateSync("0 0 1 1 re f\n".repeat(1_500_000)).toString("latin1")),
        ),
      ),
    ],
    [
      "more letters than a page can hold",
      "damaged-content",
      page(
        set(
          "content",
          stream(
            "/Filter /FlateDecode",
            deflateSync(`BT /F1 9 Tf 60 460 Td <${"0001".repeat(6_000_000)}> Tj ET`).toString("latin1"),
          ),
        ),
      ),
    ],
    [
      "grounds over grounds without end",
      "damaged-content",
      page(
        set(
          "content",
          stream("/Filter /FlateDecode", deflateSync("0 0 460 660 re f\n".repeat(400_000)).toString("latin1")),
        ),
      ),
    ],
    ["a page of a kilometre", "damaged-content", page(both(replace("page", "[30 30 430 630]", "[0 0 1e7 1e7]")))],
  ])("%s: %s", async (_what, code, file) => {
    const list = await findings(file);
    expect(list.filter(({ severity }) => severity === "error").map((one) => one.code)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(code === "damaged-content" ? /damaged|boxes-nested|too-large/u : code),
      ]),
    );
  });

  it.each<[string, Uint8Array]>([
    [
      "codes too long to be counted",
      page(
        set(
          "unicode",
          stream(
            "",
            "1 beginbfrange <ffffffffffffffffffff> <ffffffffffffffffffff> <0041> endbfrange 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange",
          ),
        ),
      ),
    ],
    [
      "widths of all glyphs, again and again",
      page(replace("cidfont", "/DW 1000", `/DW 1000 /W [${"0 65535 500 ".repeat(50_000)}]`)),
    ],
    [
      "metadata of tags that do not end",
      page(set("xmp", stream("/Type /Metadata /Subtype /XML", "<dc:title ".repeat(150_000)))),
    ],
  ])("is read in its time: %s", { timeout: 10_000 }, async (_what, file) => {
    expect((await preflight(file)).version).toBe(1);
  });

  it("never throws, wherever a byte is changed", async () => {
    let seed = 5;
    const random = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % below;
    for (let i = 0; i < 150; i++) {
      const broken = Buffer.from(good, "latin1");
      for (let j = 0; j < 4; j++) broken[random(broken.length)] = random(256);
      await expect(preflight(broken)).resolves.toMatchObject({ version: 1 });
    }
  });
});
