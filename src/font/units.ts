/** Font units as lengths. */
import type { Len } from "../base/length.js";
import type { Face } from "./face.js";

/** A value of a face in font units, set in type of a size. */
export function units({ unitsPerEm }: Pick<Face, "unitsPerEm">, value: number, size: Len): Len {
  return Math.round((value * size) / unitsPerEm);
}
