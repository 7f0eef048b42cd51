/**
 * The files of one edition as one tree. An edition file may name page files among its `pages`, each an edition file of its own;
 * their pages and stories are joined to the edition file's. Every node keeps its own file, and a pointer into the joined
 * edition (`/pages/3/banner`) leads to the file and the value it came from.
 *
 * Pages stand in the order in which the edition file names them. Stories are the edition file's own, then each page file's.
 */
import type { Node } from "jsonc-parser";
import type { SourcePlace } from "../base/diagnostic.js";
import type { SourceText } from "./source.js";
import { child, items, placeOfPointer, properties, propertyOf } from "./tree.js";

/** One file of an edition. */
export interface Part {
  readonly source: SourceText;
  /** Which of the edition file's `pages` names it; undefined for the edition file itself. */
  readonly entry: number | undefined;
  /** A path that stands in this file, as it would stand in the edition file. */
  readonly rebase: (path: string) => string;
}

/** Where a page or story of the joined edition stands: in which file, and at which index of its list. */
export interface Origin {
  readonly part: Part;
  readonly index: number;
}

interface PageOrigin extends Origin {
  /** Its place in the edition, from 0: pages of files that are left out count too. */
  readonly place: number;
}

export interface EditionTree {
  readonly parts: readonly Part[];
  readonly root: Node;
  readonly pages: readonly PageOrigin[];
  readonly articles: readonly Origin[];
  readonly sourceOf: (node: Node) => SourceText;
  readonly placeOf: (pointer: string, offset?: number) => SourcePlace;
}

/** Joins the files. `left` tells how many pages each entry has whose file is left out. */
export function joinParts(
  parts: readonly [Part, ...Part[]],
  left: ReadonlyMap<number, number> = new Map(),
): EditionTree {
  const [main, ...files] = parts;
  const byEntry = new Map(files.map((part) => [part.entry, part]));
  const pages: PageOrigin[] = [];
  let place = 0;
  for (const [index, node] of items(child(main.source.root, "pages")).entries()) {
    const part = byEntry.get(index);
    if (node.type !== "string") pages.push({ part: main, index, place: place++ });
    else if (part === undefined) place += left.get(index) ?? 1;
    else for (const own of ownPages(part.source.root)) pages.push({ part, index: own, place: place++ });
  }
  const articles = parts.flatMap((part) =>
    items(child(part.source.root, "articles")).map((_, index): Origin => ({ part, index })),
  );
  const sources = new Map(parts.map(({ source }) => [source.root, source]));
  return {
    parts,
    pages,
    articles,
    root: left.size === 0 && files.length === 0 ? main.source.root : joinedRoot(main, pages, articles),
    sourceOf: (node) => sources.get(topOf(node)) ?? main.source,
    placeOf: joinedPlaces(parts, pages, articles),
  };
}

/** Indices of the pages that a file holds itself: what it names would be a page file's page file. */
export function ownPages(root: Node): readonly number[] {
  return items(child(root, "pages")).flatMap((node, index) => (node.type === "string" ? [] : [index]));
}

/** Bounded by the depth that parseSource allows. */
function topOf(node: Node): Node {
  let top = node;
  while (top.parent !== undefined) top = top.parent;
  return top;
}

function joinedRoot(main: Part, pages: readonly Origin[], articles: readonly Origin[]): Node {
  const { root } = main.source;
  const nodesOf = (key: string, origins: readonly Origin[]): Node[] =>
    origins.flatMap(({ part, index }) => items(child(part.source.root, key))[index] ?? []);
  const joined = [
    { key: "pages", children: nodesOf("pages", pages) },
    { key: "articles", children: nodesOf("articles", articles) },
  ].map(({ key, children }): Node => {
    const own = propertyOf(root, key);
    const at = { offset: root.offset, length: 0, parent: root };
    const keyNode = own?.keyNode ?? { type: "string", value: key, ...at };
    // A value of another type is a mistake that is told by itself.
    const list: Node = { ...(own?.value.type === "array" ? own.value : { ...at, type: "array" }), children };
    return { type: "property", ...at, children: [keyNode, list] };
  });
  const others = properties(root).filter(({ key }) => key !== "pages" && key !== "articles");
  return { ...root, children: [...others.flatMap(({ keyNode }) => keyNode.parent ?? []), ...joined] };
}

/** What a page takes from its file where it says nothing itself. */
const INHERITED = /^\/pages\/\d+(\/(?:template|date))$/u;
/** What an edition file may leave to its page files. */
const FACT = /^\/(?:date$|publication\/)/u;

function joinedPlaces(
  parts: readonly Part[],
  pages: readonly Origin[],
  articles: readonly Origin[],
): EditionTree["placeOf"] {
  const [main] = parts;
  const places = new Map(parts.map((part) => [part, placeOfPointer(part.source)]));
  const find = (part: Part | undefined, pointer: string, offset?: number) => {
    const place = part === undefined ? undefined : places.get(part);
    if (place === undefined) throw new Error("an edition without a file");
    return place(pointer, offset);
  };
  const holds = (part: Part, pointer: string): boolean =>
    pointer
      .split("/")
      .slice(1)
      .reduce<Node | undefined>((node, key) => {
        const step = Number(key);
        return node?.type === "array" ? items(node)[step] : child(node, key);
      }, part.source.root) !== undefined;
  const isOneFile = parts.length === 1 && pages.every(({ index }, at) => index === at);
  return (pointer, offset) => {
    if (isOneFile) return find(main, pointer, offset);
    const [, list = "", number = "", rest = ""] = /^\/(pages|articles)\/(\d+)(.*)$/su.exec(pointer) ?? [];
    const origin = (list === "pages" ? pages : list === "articles" ? articles : [])[Number(number)];
    if (origin !== undefined) {
      const own = `/${list}/${origin.index}${rest}`;
      const inherited = INHERITED.exec(own)?.[1];
      const fromFile = inherited !== undefined && !holds(origin.part, own) && holds(origin.part, inherited);
      return find(origin.part, fromFile ? inherited : own, offset);
    }
    const giver = FACT.test(pointer) ? parts.find((part) => holds(part, pointer)) : undefined;
    return find(giver ?? main, pointer, offset);
  };
}
