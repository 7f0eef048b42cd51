/** Vertical headlines whose characters stand apart (疏排), so that they are as deep as the columns beside them. */
import type { Len } from "../base/length.js";
import type { Role } from "../scene/list.js";
import type { VerticalLine } from "./vertical-line.js";

/** Characters of a headline may stand so far apart, in em, where its place is deeper than it is by so many rows at least. */
const MOST_OPENED = 0.3;
const LEAST_SPARE = 1.5;

type Line = Pick<VerticalLine, "size" | "length" | "openings"> & { readonly role: Role };

export function heightOf(lines: readonly Line[]): Len {
  return Math.max(0, ...lines.map(({ length }) => length));
}

/** The height of a head with the characters of its headline as far apart as they may stand. */
export function openedHeight(lines: readonly Line[]): Len {
  return Math.max(0, ...lines.map((one) => one.length + (one.role === "headline" ? one.openings * most(one) : 0)));
}

/** What is added between the characters of a headline in a place of so much height. */
export function openedIn(lines: readonly Line[], height: Len, leading: Len): Len {
  if (height - heightOf(lines) < LEAST_SPARE * leading) return 0;
  const own = lines.filter(({ role, openings }) => role === "headline" && openings > 0);
  const each = own.map((one) => Math.min(most(one), Math.floor((height - one.length) / one.openings)));
  return each.length === 0 ? 0 : Math.max(0, Math.min(...each));
}

function most({ size }: Line): Len {
  return Math.round(size * MOST_OPENED);
}
