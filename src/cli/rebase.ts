/** The edition's own text for another folder: the paths in it are relative to the file that holds them. */
import { isAbsolute, relative, resolve, sep } from "node:path";
import { applyEdits, findNodeAtLocation, modify } from "jsonc-parser";
import { isTemplateFile } from "../edition/joined.js";
import type { Edition } from "../edition/model.js";
import { photosOf, picturesOf } from "../edition/pictures.js";
import { treeOf } from "./json-text.js";

export interface Rebased {
  readonly text: string;
  /** Whether a path now leaves the folder: such an edition is read with --allow-outside only. */
  readonly leaves: boolean;
}

/**
 * `to` is a folder; `fromOf` gives the one that a value's path is relative to, by the value's pointer. What is no relative
 * path, such as the name of a bundled template, stays as it is.
 */
export function rebased(text: string, edition: Edition, fromOf: (pointer: string) => string, to: string): Rebased {
  let result = text;
  let leaves = false;
  for (const pointer of pointersIn(edition)) {
    const from = fromOf(pointer);
    if (resolve(from) === resolve(to)) continue;
    const path = stepsOf(pointer);
    const root = treeOf(result);
    const value: unknown = root === undefined ? undefined : findNodeAtLocation(root, path)?.value;
    if (typeof value !== "string" || isAbsolute(value) || !isFile(pointer, value)) continue;
    const moved = relative(to, resolve(from, value)).split(sep).join("/");
    leaves ||= moved.startsWith("../");
    const written = isTemplate(pointer) && !moved.startsWith(".") ? `./${moved}` : moved;
    result = applyEdits(result, modify(result, path, written, {}));
  }
  return { text: result, leaves };
}

function isFile(pointer: string, value: string): boolean {
  return !isTemplate(pointer) || isTemplateFile(value);
}

function isTemplate(pointer: string): boolean {
  return pointer.endsWith("/template");
}

function pointersIn(edition: Edition): string[] {
  const templates = ["/template", ...edition.pages.map(({ pointer }) => `${pointer}/template`)];
  const fixed = edition.pages.flatMap((page) => page.fixed.map(({ pointer }) => `${pointer}/src`));
  const photos = edition.articles
    .flatMap(photosOf)
    .flatMap(picturesOf)
    .map(({ srcPointer }) => srcPointer);
  return [...new Set([...templates, ...fixed, ...photos])];
}

function stepsOf(pointer: string): (string | number)[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => (/^\d+$/u.test(step) ? Number(step) : step.replaceAll("~1", "/").replaceAll("~0", "~")));
}
