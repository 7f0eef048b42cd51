/** The text of a JSON file with comments, for edits that leave the rest of it as it was written. */
import { type Node, parseTree } from "jsonc-parser";

/** Whoever edits the text counts a byte order mark as a fault in the file. */
export function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/u, "");
}

/** Undefined for a text without a value. */
export function treeOf(text: string): Node | undefined {
  return parseTree(text, [], { allowTrailingComma: true });
}
