/** Paints as the audit sees them: how light they are, and whether they hide. */
import { ofCmyk } from "../../../audit/luminance.js";
import { isGlass, type Paint } from "../content/marks.js";

/** Of less than this nothing is seen. */
const INVISIBLE = 0.02;

/** Undefined where it is no plain colour. */
export function luminanceOfPaint(paint: Paint): number | undefined {
  if (paint.pattern !== "none" || isGlass(paint)) return undefined;
  const inks = paint.space.seenAs(paint.components);
  if (inks === undefined) return undefined;
  const of = (plate: string): number => inks.get(plate) ?? 0;
  return ofCmyk(of("Cyan"), of("Magenta"), of("Yellow"), of("Black"));
}

/** It paints nothing at all. */
export function isNothing({ alpha, space: { family, colorants } }: Paint): boolean {
  return alpha < INVISIBLE || (family === "Separation" && colorants[0] === "None");
}
