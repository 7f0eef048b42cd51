/** The families of a style, its own first, then those that stand in where it has no glyph. */
import { type FontRole, type RawTemplate, ROLES } from "./schema.js";
import type { TextStyle } from "./resolved.js";

/** Other roles in the order in which they stand in for a missing glyph. */
const FALLBACK_ROLES: readonly FontRole[] = ["symbol", "song", "kai", "hei", "latin"];
/** For letters of alphabets: those drawn beside symbols late, those of brush writing last. */
const ALPHABETIC_ROLES: readonly FontRole[] = ["latin", "song", "hei", "symbol", "kai"];

export function fontOrder(
  fonts: RawTemplate["fonts"],
  role: FontRole,
): Pick<TextStyle, "families" | "ownFamilies" | "alphabetic"> {
  const inOrder = (others: readonly FontRole[]): readonly string[] => [
    ...new Set([role, ...others, ...ROLES].flatMap((one) => fonts[one])),
  ];
  return {
    families: inOrder(FALLBACK_ROLES),
    ownFamilies: new Set(fonts[role]).size,
    alphabetic: inOrder(ALPHABETIC_ROLES),
  };
}
