/** Colours as PDF operators, in their own space: a proof shows the same numbers that go to press. */
import type { Colour } from "../scene/list.js";
import type { PdfFile, PdfValue } from "./pdf-kit.js";
import { fine } from "./pdf-number.js";

/** Sets the fill colour, and declares on the page what that needs. Spot colours are named per document. */
export class PdfColours {
  readonly #spots = new Map<string, { readonly resource: string; readonly space: PdfValue }>();

  fill(file: PdfFile, colour: Colour): string {
    switch (colour.space) {
      case "cmyk":
        return `${components(colour.c, colour.m, colour.y, colour.k)} k`;
      case "rgb":
        return `${components(colour.r, colour.g, colour.b)} rg`;
      case "gray":
        return `${components(colour.gray)} g`;
      case "spot": {
        const spot = this.#spot(colour);
        file.useColourSpace(spot.resource, spot.space);
        return `/${spot.resource} cs ${components(colour.tint)} scn`;
      }
    }
  }

  #spot(colour: Extract<Colour, { space: "spot" }>): { readonly resource: string; readonly space: PdfValue } {
    const { c, m, y, k } = colour.alternate;
    const key = [colour.name, c, m, y, k].join("\u0000");
    let spot = this.#spots.get(key);
    if (spot === undefined) {
      // Tint 0 is paper, tint 1 the alternate in full.
      const transform = { FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: [c, m, y, k].map(unit), N: 1 };
      const space = ["Separation", pdfName(colour.name), "DeviceCMYK", transform];
      spot = { resource: `Spot${this.#spots.size + 1}`, space };
      this.#spots.set(key, spot);
    }
    return spot;
  }
}

function components(...values: readonly number[]): string {
  return values.map((value) => fine(unit(value))).join(" ");
}

function unit(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** A name object's spelling: everything but plain ASCII letters, figures and a few signs as #xx of its UTF-8. */
function pdfName(text: string): string {
  let name = "";
  for (const byte of new TextEncoder().encode(text)) {
    const character = String.fromCharCode(byte);
    name += /[A-Za-z0-9_.+-]/u.test(character) ? character : `#${byte.toString(16).padStart(2, "0")}`;
  }
  return name;
}
