/** What to write instead of a value, or a key, that cannot stand. */
import { parseLength } from "../base/length.js";
import { fullWidthHint } from "./full-width.js";
import { exampleAt, keysAt, mayBeEmpty, sectionsWith } from "./known-keys.js";
import { didYouMean } from "./suggest.js";
import { follow, isEmpty, type Path, type Tree } from "./tree.js";

/** Words by which people say that a thing is not to be. */
const NONE = new Set(["none", "no", "off", "false", "null", "nil", "0", "无", ""]);
/** A key that swallowed its value: `font:hei` is one word to YAML, and so is `headline：{…}`. */
export function swallowed(key: string): { readonly message: string; readonly hint: string } | undefined {
  const wide = fullWidthHint(key, "：");
  if (wide !== undefined) return { message: `\`${key}\` is no key: its colon is full-width`, hint: wide };
  const [, name, value] = /^([^\s:]+):(\S.*)$/su.exec(key) ?? [];
  if (name === undefined) return undefined;
  return { message: `a space is missing after the colon of \`${key}\``, hint: `write \`${name}: ${value}\`` };
}

/** Where a key that is unknown here belongs, or the word that was meant. */
export function keyHint(path: Path, known: readonly string[], root: Tree): string {
  const key = String(path.at(-1));
  const homes = sectionsWith(key).filter((section) => path.length > 2 || section !== path[0]);
  const outdented = path.length === 1 ? homes.find((section) => isEmptyAt(root, [section])) : undefined;
  if (outdented !== undefined) return `indent it: it belongs under \`${outdented}\``;
  if (homes.length > 0) return `it is a key of ${homes.map((section) => `\`${section}\``).join(" and of ")}`;
  return didYouMean(key, known, "keys known here");
}

/** Whether a key stands there and has nothing after it. */
export function isEmptyAt(root: Tree, path: Path): boolean {
  const { tree, rest } = follow(root, path);
  return rest.length === 0 && isEmpty(tree);
}

/** For a value that is no section, list or text where one is wanted. */
export function shapeHint(path: Path, tree: Tree): string | undefined {
  const value = tree.kind === "scalar" ? String(tree.value) : undefined;
  const example = exampleAt(path);
  const empty = mayBeEmpty(path) ? `leave it empty for none: \`${String(path.at(-1))}:\`` : undefined;
  if (empty !== undefined && value !== undefined && NONE.has(value.toLowerCase())) return empty;
  const keys = keysAt(path);
  // A rule that is given by its thickness alone.
  const thin = keys?.includes("thickness") === true && value !== undefined && parseLength(value).ok;
  const shown = thin ? `{ thickness: ${value}, colour: black }` : example;
  if (shown !== undefined) return [`write ${shown}`, ...(empty === undefined ? [] : [empty])].join("; ");
  return keys === undefined ? undefined : `it is a section with keys of its own: ${quoted(keys)}`;
}

export function quoted(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}
