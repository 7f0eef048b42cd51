/** The edition's own text for another folder: the paths in it are relative to the file that holds them. */
import { isAbsolute, relative, resolve, sep } from "node:path";
import { applyEdits, findNodeAtLocation, modify, parseTree } from "jsonc-parser";
import type { Article, Edition } from "../edition/model.js";

export interface Rebased {
  readonly text: string;
  /** Whether a path now leaves the folder: such an edition is read with --allow-outside only. */
  readonly leaves: boolean;
}

/** `from` and `to` are folders. What is no relative path, such as the name of a bundled template, stays as it is. */
export function rebased(text: string, edition: Edition, from: string, to: string): Rebased {
  if (resolve(from) === resolve(to)) return { text, leaves: false };
  let result = text;
  let leaves = false;
  for (const path of pathsIn(edition)) {
    const root = parseTree(result, [], { allowTrailingComma: true });
    const value: unknown = root === undefined ? undefined : findNodeAtLocation(root, path)?.value;
    if (typeof value !== "string" || isAbsolute(value) || !isFile(path, value)) continue;
    const moved = relative(to, resolve(from, value)).split(sep).join("/");
    leaves ||= moved.startsWith("../");
    const written = path.at(-1) === "template" && !moved.startsWith(".") ? `./${moved}` : moved;
    result = applyEdits(result, modify(result, path, written, {}));
  }
  return { text: result, leaves };
}

/** A template is a file where its name looks like a path. */
function isFile(path: readonly (string | number)[], value: string): boolean {
  return path.at(-1) !== "template" || /[/\\]|\.ya?ml$/u.test(value);
}

function pathsIn(edition: Edition): (string | number)[][] {
  const templates = ["/template", ...edition.pages.map(({ pointer }) => `${pointer}/template`)];
  const fixed = edition.pages.flatMap((page) => page.fixed.map(({ pointer }) => `${pointer}/src`));
  const photos = edition.articles.flatMap(photosOf).map((pointer) => `${pointer}/src`);
  return [...new Set([...templates, ...fixed, ...photos])].map(stepsOf);
}

function photosOf(article: Article): string[] {
  return [...article.photos.map(({ pointer }) => pointer), ...article.related.flatMap(photosOf)];
}

function stepsOf(pointer: string): (string | number)[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => (/^\d+$/u.test(step) ? Number(step) : step.replaceAll("~1", "/").replaceAll("~0", "~")));
}
