/** Colour spaces of every object, and spot colours. */
import { chainOf, type ColourSpace } from "../content/colour-space.js";
import { ALL, PROCESS } from "../content/inks.js";
import type { Mark, Paint } from "../content/marks.js";
import { type Box, intersect, isEmpty } from "../content/matrix.js";
import type { PageContext } from "../context.js";

const THING: Readonly<Record<Mark["kind"], string>> = {
  text: "text",
  path: "a shape or rule",
  image: "a picture",
  shading: "a shading",
};

/** The spaces that a mark is painted in. */
function spacesOf(mark: Mark): readonly ColourSpace[] {
  switch (mark.kind) {
    case "text":
    case "path":
      return [mark.fill, mark.stroke].flatMap((paint: Paint | undefined) => (paint === undefined ? [] : [paint.space]));
    case "image":
      return mark.stencil ? [mark.paint.space] : mark.space === undefined ? [] : [mark.space];
    case "shading":
      return [mark.space];
  }
}

export function checkColourSpace(mark: Mark, context: PageContext, spots: SpotList): void {
  for (const space of spacesOf(mark)) {
    checkFamilies(mark, space, context);
    for (const name of space.colorants) spots.use(name, space, mark.box, context);
  }
}

function checkFamilies(mark: Mark, space: ColourSpace, { report, standard }: PageContext): void {
  for (const [depth, { family, components }] of chainOf(space).entries()) {
    // An ICC space's base stands for its components here; it is not in the file.
    if (depth > 0 && chainOf(space)[depth - 1]?.family === "ICCBased") return;
    const what = `${THING[mark.kind]} is in ${nameOf(family, components)}${depth > 0 ? `, as the alternate of ${space.family}` : ""}`;
    const check = "Colour space";
    const code = "colour-space";
    if (family === "DeviceRGB" || family === "CalRGB" || (family === "ICCBased" && components === 3)) {
      const hint = "convert it to CMYK with the press's profile";
      report({ severity: "error", code, check, message: `${what}: a press prints CMYK`, hint }, mark.box);
    } else if (family === "Lab" || family === "CalGray" || family === "ICCBased") {
      const severity = standard === "pdfx1a" || family === "Lab" ? "error" : "warning";
      const hint = "convert it to DeviceCMYK or DeviceGray";
      report(
        { severity, code, check, message: `${what}: it would be converted on the way to the plate`, hint },
        mark.box,
      );
    }
  }
}

function nameOf(family: string, components: number): string {
  return family === "ICCBased" ? `an ICC colour space of ${components} components` : family;
}

/** Spot colours of a file, as they are used. */
export class SpotList {
  readonly #definitions = new Map<string, string>();
  readonly #normal = new Map<string, string>();

  /** The spots used, in the order of their first use. */
  get names(): readonly string[] {
    return [...this.#definitions.keys()];
  }

  use(name: string, space: ColourSpace, box: Box, { report, boxes, profile }: PageContext): void {
    if (name === "None" || PROCESS.some((plate) => plate === name)) return;
    if (name === ALL) {
      // Marks outside of the page are what All is for.
      if (isEmpty(intersect(box, boxes.page))) return;
      const message = "an object on the page is in the colour All: it prints on every plate";
      report(
        {
          severity: "error",
          code: "separation-all",
          check: "Separation All",
          message,
          hint: "use black, or keep All for registration marks outside of the trim",
        },
        box,
      );
      return;
    }
    const definition = this.#definitions.get(name);
    if (definition === undefined) this.#first(name, space, box, { report, profile });
    else if (space.family === "Separation" && definition !== space.definition) {
      const message = `the spot colour ${name} is defined in two ways`;
      report(
        {
          severity: "error",
          code: "spot-ambiguous",
          check: "Spot colours ambiguous",
          message,
          hint: "give it one CMYK alternate everywhere",
        },
        box,
      );
    }
  }

  #first(
    name: string,
    space: ColourSpace,
    box: Box,
    { report, profile }: Pick<PageContext, "report" | "profile">,
  ): void {
    this.#definitions.set(name, space.definition);
    const check = "Spot colours naming";
    if (!profile.spots.includes(name)) {
      const message = `the spot colour ${name} needs a plate and a printing unit of its own`;
      report(
        {
          severity: "warning",
          code: "spot-colour",
          check: "Spot colours use",
          message,
          hint: "make sure that the press prints it, or convert it to CMYK",
        },
        box,
      );
    }
    if (
      name.trim() === "" ||
      /\p{Cc}/u.test(name) ||
      PROCESS.some((plate) => plate.toLowerCase() === name.trim().toLowerCase())
    ) {
      const message = `"${name}" is no name for a spot colour`;
      report(
        { severity: "error", code: "spot-naming", check, message, hint: "name the ink, as the print shop does" },
        box,
      );
    }
    const normal = normalName(name);
    const other = this.#normal.get(normal);
    if (other !== undefined && other !== name) {
      const message = `the spot colours ${other} and ${name} are probably the same ink, and would make two plates`;
      report(
        { severity: "error", code: "spot-ambiguous", check: "Spot colours ambiguous", message, hint: "use one name" },
        box,
      );
    }
    this.#normal.set(normal, name);
  }
}

/** PANTONE 185 C, Pantone 185 CV and pantone185 U are one tin of ink. */
function normalName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^pms\s*/u, "pantone ")
    .replace(/\s+(?:c|u|m|cv|cvc|cvu|cp|up|ec)$/u, "")
    .replaceAll(/[\s_-]+/gu, "");
}
