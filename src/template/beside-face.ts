/** Whether a template has a second face for headlines that stand side by side in about one size (碰题). */
import type { Template } from "./resolved.js";

/** The look of letters alone is compared: sizes are those of `headline`. */
export function hasBesideFace({ headline: a, headlineBeside: b }: Template["styles"]): boolean {
  const isOneFace = a.families[0] === b.families[0] && a.weight === b.weight && a.slant === b.slant;
  return !isOneFace || a.tabular !== b.tabular || JSON.stringify(a.colour) !== JSON.stringify(b.colour);
}
