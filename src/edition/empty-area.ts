/** Areas that are booked, and of which nothing has come in: no picture, no name, no notices. */
import type { FixedArea } from "./model.js";

export function isEmptyArea({ src, label, items }: FixedArea): boolean {
  if (src !== undefined || items !== undefined) return false;
  return label === undefined || !/[^\p{White_Space}\p{Default_Ignorable_Code_Point}]/u.test(label.text);
}
