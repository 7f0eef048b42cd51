/** Readings of the same files by programs that share nothing with banxin: qpdf for the structure, Ghostscript for the ink. */
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { preflight } from "../../src/press/preflight/preflight.js";
import { hasTool, runTool } from "../tools.js";
import { page, type Parts, stream } from "./hand-made.js";

/** The MediaBox of the hand-made page against its trim, which is what the preflight measures. */
const MEDIA_AREA = 460 * 660;
const TRIM_AREA = 400 * 600;

/** Mean ink of each plate over the MediaBox, in per cent of a solid. */
function ghostscriptInk(pdf: Uint8Array): readonly number[] {
  const { text } = runTool("gs", ["-q", "-o", "-", "-r300", "-sDEVICE=ink_cov", "{in}"], pdf);
  return text.trim().split(/\s+/u).slice(0, 4).map(Number);
}

async function ownInk(pdf: Uint8Array): Promise<readonly number[]> {
  const { plates } = (await preflight(pdf)).pages[0]?.ink ?? { plates: {} };
  return ["Cyan", "Magenta", "Yellow", "Black"].map(
    (name) => ((plates as Record<string, number>)[name] ?? 0) * (TRIM_AREA / MEDIA_AREA),
  );
}

const jpeg = async (adobe: boolean): Promise<(parts: Parts) => void> => {
  const gradient = Buffer.alloc(200 * 100 * 4);
  for (let i = 0; i < 20_000; i++) gradient.set([(i % 200) * 1.2, 60, 30, i / 200], i * 4);
  const raw = { width: 200, height: 100, channels: 4 } as const;
  const bytes = await sharp(gradient, { raw })
    .pipelineColourspace("cmyk")
    .toColourspace("cmyk")
    .jpeg({ quality: 95 })
    .toBuffer();
  const decode = adobe ? "/Decode [1 0 1 0 1 0 1 0]" : "";
  return ({ objects }) => {
    objects["photo"] = stream(
      `/Type /XObject /Subtype /Image /Width 200 /Height 100 /ColorSpace /DeviceCMYK /BitsPerComponent 8 /Filter /DCTDecode ${decode}`,
      bytes.toString("latin1"),
    );
  };
};

const LETTERS = Array.from(
  { length: 30 },
  (_, i) => `BT /F1 ${10 + i} Tf ${60 + (i % 3) * 100} ${60 + i * 10} Td <000100020003> Tj ET`,
);
const PATHS = [
  "0.7 0 0 0 k 100 100 m 200 100 l 150 200 l h f",
  "0 0.8 0 0 k 250 150 50 50 re 260 160 30 30 re f*",
  "0 0 0.6 0 K 5 w 80 250 m 300 280 l 320 90 l S",
  "0 0.5 0 0.2 k 300 300 m 400 300 400 400 300 400 c 250 380 260 320 300 300 c f",
  "q 100 420 60 40 re W n 0.5 0.5 0 0 k 50 400 200 200 re f Q",
  "/Over gs 0 0 0 1 k 110 110 60 60 re f /Knock gs 0 1 0 0 k 130 130 20 20 re f",
];

describe.skipIf(!hasTool("gs"))("Ghostscript measures the same ink", () => {
  it.each<[string, () => Promise<Uint8Array>]>([
    ["of the sound page", async () => page()],
    ["of paths, clips, overprints and strokes", async () => page(undefined, PATHS.join("\n"))],
    ["of letters", async () => page(undefined, `/Over gs 0 0 0 1 k ${LETTERS.join(" ")}`)],
    ["of a CMYK JPEG whose samples are inverted", async () => page(await jpeg(true))],
    ["of the same JPEG without its Decode", async () => page(await jpeg(false))],
    [
      "of a picture that is turned and cropped",
      async () => page(undefined, "q 200 300 60 60 re W n 60 80 -80 60 250 280 cm /Im1 Do Q"),
    ],
  ])("%s", async (_what, make) => {
    const pdf = await make();
    const [own, theirs] = [await ownInk(pdf), ghostscriptInk(pdf)];
    // Ghostscript paints every pixel that a shape touches: at 300 dpi that is up to a fortieth more.
    for (const [i, ink] of theirs.entries()) expect(Math.abs((own[i] ?? 0) - ink)).toBeLessThan(0.03 + ink * 0.06);
  });
});

describe.skipIf(!hasTool("qpdf"))("qpdf rewrites, and nothing changes", () => {
  it.each([["--object-streams=generate"], ["--linearize"], ["--qdf"], ["--compress-streams=n"]])(
    "%s",
    async (option) => {
      const pdf = page(undefined, `/Over gs 0 0 0 1 k ${LETTERS.join(" ")} 1 0 0 rg 300 500 20 20 re f`);
      const rewritten = runTool("qpdf", [option, "{in}", "{out}"], pdf).out;
      const [before, after] = [await preflight(pdf), await preflight(rewritten)];
      expect(after.pages.map(({ ink, text, counts }) => ({ ink, text, counts }))).toEqual(
        before.pages.map(({ ink, text, counts }) => ({ ink, text, counts })),
      );
      // Object streams are PDF 1.5: that, and nothing else, may be new.
      const codes = (report: typeof before): string[] =>
        report.findings.map(({ code }) => code).filter((code) => code !== "pdf-version");
      expect(codes(after)).toEqual(codes(before));
      expect(after.findings.some(({ code }) => code === "pdf-version")).toBe(option === "--object-streams=generate");
    },
  );
});
