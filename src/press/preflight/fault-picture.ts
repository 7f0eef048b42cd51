/** The page with its faults: numbered boxes over a pale picture of it. */
import { compositeRgb } from "../separations/pictures.js";
import type { Plates } from "../separations/plates.js";
import type { PlaceBox, PreflightFinding } from "./finding.js";

const COLOURS: Readonly<Record<PreflightFinding["severity"], string>> = {
  error: "#d0021b",
  warning: "#e08a00",
  info: "#2a6fb0",
};
/** Small things get a box that can be seen; points. */
const SMALLEST_BOX = 8;
const PADDING = 2;
/** How much of the page's darkness is kept under the boxes. */
const PALE = 0.45;

/** Numbers are those of `findings`, from 1, as the text report counts them. Only errors and warnings get boxes. */
export async function faultPicture(
  plates: Plates,
  dpi: number,
  findings: readonly PreflightFinding[],
  page: number,
): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp");
  const rgb = compositeRgb(plates);
  for (let i = 0; i < rgb.length; i++) rgb[i] = 255 - (255 - (rgb[i] ?? 255)) * PALE;
  const scale = dpi / 72;
  const shapes = findings.flatMap((finding, index) => {
    if (finding.page !== page || finding.severity === "info") return [];
    return finding.places.map((place, nth) =>
      boxSvg(place, finding.severity, nth === 0 ? String(index + 1) : "", scale),
    );
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${plates.width}" height="${plates.height}">${shapes.join("")}</svg>`;
  return sharp(rgb, { raw: { width: plates.width, height: plates.height, channels: 3 } })
    .composite([{ input: Buffer.from(svg) }])
    .png({ compressionLevel: 6 })
    .toBuffer();
}

function boxSvg(place: PlaceBox, severity: PreflightFinding["severity"], label: string, scale: number): string {
  const colour = COLOURS[severity];
  const width = Math.max(place.width, SMALLEST_BOX) + 2 * PADDING;
  const height = Math.max(place.height, SMALLEST_BOX) + 2 * PADDING;
  const x = (place.x + place.width / 2 - width / 2) * scale;
  const y = (place.y + place.height / 2 - height / 2) * scale;
  const box = `<rect x="${fixed(x)}" y="${fixed(y)}" width="${fixed(width * scale)}" height="${fixed(height * scale)}" fill="${colour}" fill-opacity="0.12" stroke="${colour}" stroke-width="${fixed(1.5 * scale)}"/>`;
  return label === "" ? box : box + labelSvg(label, Math.max(0, x), Math.max(0, y), colour, scale);
}

/** Seven-segment figures: a picture must not depend on the fonts of the machine that makes it. */
const SEGMENTS: Readonly<Record<string, string>> = {
  "0": "abcdef",
  "1": "bc",
  "2": "abged",
  "3": "abgcd",
  "4": "fgbc",
  "5": "afgcd",
  "6": "afgedc",
  "7": "abc",
  "8": "abcdefg",
  "9": "abcdfg",
};
const LINES: Readonly<Record<string, string>> = {
  a: "M0 0H4",
  b: "M4 0V4",
  c: "M4 4V8",
  d: "M0 8H4",
  e: "M0 4V8",
  f: "M0 0V4",
  g: "M0 4H4",
};

function labelSvg(label: string, x: number, y: number, colour: string, scale: number): string {
  const width = label.length * 6 + 6;
  const figures = [...label].map((figure, i) => {
    const path = [...(SEGMENTS[figure] ?? "")].map((segment) => LINES[segment]).join("");
    return `<path transform="translate(${4 + i * 6} 3)" d="${path}"/>`;
  });
  return `<g transform="translate(${fixed(x)} ${fixed(y)}) scale(${fixed(scale * 1.2)})"><rect width="${width}" height="14" fill="${colour}"/><g fill="none" stroke="#fff" stroke-width="1.2">${figures.join("")}</g></g>`;
}

function fixed(value: number): string {
  return String(Math.round(value * 100) / 100);
}
