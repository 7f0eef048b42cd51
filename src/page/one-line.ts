/** A headline of several lines as one, with a space between its phrases: over a jumped part, in refers, in bookmarks. */
import type { Inline } from "../edition/model.js";

export function oneLine([first, ...rest]: readonly Inline[]): Inline | undefined {
  if (first === undefined) return undefined;
  return { ...first, text: [first, ...rest].map(({ text }) => text).join(" ") };
}
