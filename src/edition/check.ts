/**
 * Rules that look at several places of the file at once. They read the tree leniently, so that they speak even when the
 * file has other mistakes: the editor sees everything in one go.
 */
import type { Node } from "jsonc-parser";
import type { Diagnostic, Severity } from "../base/diagnostic.js";
import { FOREIGN_KEY } from "./schema.js";
import type { LeftOutFiles } from "./left-out.js";
import type { EditionTree, Origin } from "./parts.js";
import { codePointName } from "./source.js";
import { closest, suggestion } from "./suggest.js";
import { child, integerOf, items, offsetInString, propertyOf, stringOf } from "./tree.js";

/** A thick Sunday edition holds some 300 000 characters. */
const MAX_CHARACTERS = 5_000_000;

const MOST_SUGGESTIONS = 200;

class Findings {
  readonly list: Diagnostic[] = [];
  readonly tree: EditionTree;
  readonly leftOut: LeftOutFiles;

  constructor(tree: EditionTree, leftOut: LeftOutFiles) {
    this.tree = tree;
    this.leftOut = leftOut;
  }

  add(severity: Severity, code: string, node: Node, message: string, hints: readonly string[], offset = node.offset) {
    this.list.push({ severity, code, message, at: this.tree.sourceOf(node).placeAt(offset), hints });
  }

  /** As it is told at `from`: with its file, where that is another one. */
  place(node: Node, from: Node): string {
    const source = this.tree.sourceOf(node);
    const { file, line, column } = source.placeAt(node.offset);
    return source === this.tree.sourceOf(from) ? `line ${line}, column ${column}` : `${file}:${line}:${column}`;
  }
}

export function checkEdition(tree: EditionTree, leftOut: LeftOutFiles): Diagnostic[] {
  const found = new Findings(tree, leftOut);
  checkTexts(found);
  const articles = collectArticles(tree.root, found);
  checkPages(tree.root, articles, found);
  return found.list;
}

/** Duplicate keys, characters that no text has, and too much text. */
function checkTexts(found: Findings): void {
  let characters = 0;
  const visit = (node: Node): void => {
    if (node.type === "object") {
      const seen = new Map<string, Node>();
      for (const property of node.children ?? []) {
        const [keyNode, value] = property.children ?? [];
        const key = String(keyNode?.value);
        if (keyNode === undefined || value === undefined || key.startsWith(FOREIGN_KEY)) continue;
        const first = seen.get(key);
        if (first === undefined) seen.set(key, keyNode);
        else {
          found.add("error", "duplicate-key", keyNode, `\`${key}\` is given twice`, [
            `it stands first at ${found.place(first, keyNode)}; keep one of them`,
          ]);
        }
        checkCharacters(keyNode, found, BAD_IN_NAMES);
        if (NAMES.has(key) && value.type === "string") checkCharacters(value, found, BAD_IN_NAMES);
        visit(value);
      }
    } else if (node.type === "array") {
      for (const item of node.children ?? []) visit(item);
    } else if (node.type === "string") {
      const before = characters;
      characters += String(node.value).length;
      if (before <= MAX_CHARACTERS && characters > MAX_CHARACTERS) {
        found.add("error", "too-much-text", node, `the edition has more than ${MAX_CHARACTERS} characters of text`, [
          "split it into several editions",
        ]);
      }
      checkCharacters(node, found, BAD_CHARACTER);
    }
  };
  for (const { source } of found.tree.parts) visit(source.root);
}

/** Halves of surrogate pairs, and the two noncharacters of encoding errors. Reading the copy leaves out control characters. */
const BAD_CHARACTER = /[\p{Cs}\u{FFFE}\u{FFFF}]/u;
/** In keys, and in what names something else, a control character but tab and line feed is a mistake too. */
const BAD_IN_NAMES = /(?![\t\n])[\p{Cc}\p{Cs}\u{FFFE}\u{FFFF}]/u;
const NAMES = new Set(["id", "src", "template", "article", "near", "date", "style", "colour", "language", "$schema"]);

function checkCharacters(node: Node, found: Findings, bad: RegExp): void {
  const match = bad.exec(String(node.value));
  if (match === null) return;
  const code = match[0].charCodeAt(0);
  const surrogate = code >= 0xd800 && code < 0xe000;
  found.add(
    "error",
    surrogate ? "lone-surrogate" : "control-character",
    node,
    surrogate
      ? `the text holds half a character, ${codePointName(code)}`
      : `the text holds the control character ${codePointName(code)}`,
    [
      surrogate
        ? "a character beyond U+FFFF was cut in two; type it again"
        : "delete it; it usually comes from copying out of another program",
    ],
    offsetInString(found.tree.sourceOf(node).text, node, match.index),
  );
}

interface Articles {
  /** Articles that a page may name. */
  readonly ids: ReadonlyMap<string, Node>;
  /** Boxes, with the story that each belongs to. */
  readonly related: ReadonlyMap<string, string>;
  /** Page number → ids of the stories that say they run through it. */
  readonly jumping: ReadonlyMap<number, readonly string[]>;
}

function collectArticles(root: Node, found: Findings): Articles {
  const ids = new Map<string, Node>();
  const related = new Map<string, string>();
  const first = new Map<string, Node>();
  const claim = (node: Node): string | undefined => {
    const idNode = child(node, "id");
    const id = stringOf(idNode);
    if (idNode === undefined || id === undefined || id === "") return undefined;
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, idNode);
    else {
      found.add("error", "duplicate-article", idNode, `a second story has the id "${id}"`, [
        `the first is at ${found.place(earlier, idNode)}; each id names one story`,
      ]);
    }
    return id;
  };
  const visit = (node: Node): string | undefined => {
    checkHeadline(node, found);
    return claim(node);
  };
  const claimRelated = (node: Node, owner: string): void => {
    for (const box of items(child(node, "related"))) {
      const id = visit(box);
      if (id !== undefined) related.set(id, owner);
      claimRelated(box, owner);
    }
  };
  for (const article of items(child(root, "articles"))) {
    const id = visit(article);
    if (id !== undefined && !ids.has(id)) ids.set(id, article);
    claimRelated(article, id ?? "");
  }
  const jumping = new Map<number, string[]>();
  for (const [id, article] of ids) {
    for (const node of items(child(article, "pages"))) {
      const number = integerOf(node);
      if (number === undefined) continue;
      const onPage = jumping.get(number);
      if (onPage === undefined) jumping.set(number, [id]);
      else onPage.push(id);
    }
  }
  return { ids, related, jumping };
}

/** A headline without a character; one of white alone is told where the copy is read. */
function checkHeadline(article: Node, found: Findings): void {
  const headline = child(article, "headline");
  if (headline === undefined) return;
  const lines = headline.type === "array" ? (headline.children ?? []) : [headline];
  if (!lines.every((line) => line.type === "string" && line.value === "")) return;
  found.add("warning", "blank-headline", headline, "the headline is blank; the story is set without one", [
    "write a headline, or leave out the key",
  ]);
}

function checkPages(root: Node, articles: Articles, found: Findings): void {
  const pages = items(child(root, "pages"));
  const numbers = new Map<number, Node>();
  const { pages: origins } = found.tree;
  const placeOf = (index: number): number => origins[index]?.place ?? index;
  // The edition file's own pages first: a number that a page file has too is the page file's mistake.
  const order = [...pages.entries()].toSorted(([a], [b]) => rankOf(origins[a]) - rankOf(origins[b]));
  order.forEach(([index, page]) => {
    const numberNode = child(page, "number");
    const number = numberNode === undefined ? placeOf(index) + 1 : integerOf(numberNode);
    if (number === undefined) return;
    const earlier = numbers.get(number);
    if (earlier === undefined) {
      numbers.set(number, numberNode ?? page);
      return;
    }
    found.add("error", "duplicate-page", numberNode ?? page, `there are two pages ${number}`, [
      `the other is at ${found.place(earlier, page)}`,
      ...(numberNode === undefined ? ["a page without `number` counts by its place in the file"] : []),
    ]);
  });
  const placed = new Set<string>();
  pages.forEach((page, index) => checkPage(page, placeOf(index), articles, placed, found));
  // Pages that list no stories share those of their own file that no page names.
  const sharing = new Set(
    pages.flatMap((page) => (child(page, "articles") === undefined ? [found.tree.sourceOf(page)] : [])),
  );
  for (const [id, article] of articles.ids) {
    checkJumpPages(article, numbers, placed, id, found);
    checkMakeup(child(article, "makeup"), id, articles, found);
    checkMakeup(child(child(article, "continuation"), "makeup"), id, articles, found);
    checkContinuation(article, id, pages, articles, found);
    const filler = propertyOf(article, "filler");
    const runs = propertyOf(article, "pages");
    if (filler !== undefined && runs !== undefined && isFiller(article))
      found.add("error", "filler-jumps", runs.keyNode, `story "${id}" is a filler: it runs over no pages`, [
        "take `pages` or `filler` out",
      ]);
    // Any page may have a filler.
    if (isFiller(article)) continue;
    if (placed.has(id) || pages.length === 0 || sharing.has(found.tree.sourceOf(article))) continue;
    found.add("warning", "unplaced-article", child(article, "id") ?? article, `story "${id}" is on no page`, [
      "add its id to the `articles` of a page",
    ]);
  }
}

function rankOf(origin: Origin | undefined): number {
  return origin?.part.entry === undefined ? 0 : 1;
}

function checkJumpPages(
  article: Node,
  numbers: ReadonlyMap<number, Node>,
  placed: Set<string>,
  id: string,
  found: Findings,
): void {
  for (const node of items(child(article, "pages"))) {
    const number = integerOf(node);
    if (number === undefined || number < 1) continue;
    const holder = found.leftOut.holderOfPage(number);
    if (numbers.has(number)) placed.add(id);
    else if (holder !== undefined) {
      placed.add(id);
      const where = holder.isSure
        ? `in ${holder.file}, which has mistakes`
        : `perhaps in ${holder.file}, which is left out`;
      found.add("warning", "page-left-out", node, `story "${id}" runs through page ${number}: it is ${where}`, [
        "the other pages are set without it; once it is mended, they may hold other parts of the story",
      ]);
    } else {
      const known = [...numbers.keys()].toSorted((a, b) => a - b).slice(0, 24);
      found.add("error", "unknown-page", node, `story "${id}" runs through page ${number}, which does not exist`, [
        `pages of this edition: ${known.join(", ")}`,
        ...filesLookedIn(found),
      ]);
    }
  }
}

function checkPage(page: Node, place: number, articles: Articles, placed: Set<string>, found: Findings): void {
  const onPage = new Set<string>();
  for (const node of items(child(page, "articles"))) {
    const id = stringOf(node);
    if (id === undefined) continue;
    // An id that was only mistyped is not also reported as a story without a page.
    const meant = checkId(node, id, articles, found);
    if (meant !== undefined) placed.add(meant);
    if (onPage.has(id)) {
      found.add("error", "placed-twice", node, `story "${id}" stands twice on this page`, ["remove one of them"]);
    }
    onPage.add(id);
  }
  const number = integerOf(child(page, "number")) ?? place + 1;
  for (const id of articles.jumping.get(number) ?? []) onPage.add(id);
  const entries = new Set<string>();
  for (const entry of items(child(page, "layout"))) checkLayoutEntry(entry, articles, onPage, entries, found);
  for (const node of items(child(page, "refers"))) checkRefer(node, number, articles, onPage, found);
}

function isFiller(article: Node): boolean {
  return child(article, "filler")?.value === true;
}

function checkRefer(refer: Node, own: number, articles: Articles, onPage: ReadonlySet<string>, found: Findings): void {
  const page = child(refer, "page");
  if (page !== undefined && integerOf(page) === own) {
    found.add("warning", "refer-to-itself", page, `page ${own} is this very page`, ["refers point to other pages"]);
  }
  const node = child(refer, "article") ?? refer;
  const id = stringOf(node);
  if (id === undefined || checkId(node, id, articles, found) !== id || !onPage.has(id)) return;
  found.add("warning", "refer-to-itself", node, `story "${id}" stands on this very page`, [
    "refers point to stories of other pages",
  ]);
}

/** A head over what goes on from another page, of a story that stands on one page alone. */
function checkContinuation(
  article: Node,
  id: string,
  pages: readonly Node[],
  { jumping }: Articles,
  found: Findings,
): void {
  const node = propertyOf(article, "continuation");
  if (node === undefined) return;
  const naming = pages.filter((page) => items(child(page, "articles")).some((name) => stringOf(name) === id)).length;
  const named = [...jumping.values()].filter((ids) => ids.includes(id)).length;
  // A page file with mistakes may name it too.
  if (naming + named > 1 || found.leftOut.files.length > 0) return;
  found.add("warning", "no-continuation", node.keyNode, `story "${id}" goes on on no other page`, [
    "name the story on a second page, or write its `pages`; or take `continuation` out",
  ]);
}

/** Hints for the make-up: a story that is named, and sides that can be had together. */
function checkMakeup(makeup: Node | undefined, id: string, articles: Articles, found: Findings): void {
  const near = child(makeup, "near");
  const name = stringOf(near);
  if (near !== undefined && name !== undefined && checkId(near, name, articles, found) === id) {
    found.add("error", "near-itself", near, `story "${id}" cannot stand near itself`, ["name another story"]);
  }
  const sides = items(child(makeup, "side"));
  const named = new Set(sides.map(stringOf));
  for (const [one, other] of [
    ["top", "bottom"],
    ["left", "right"],
  ] as const) {
    const [first] = sides;
    if (first === undefined || !named.has(one) || !named.has(other)) continue;
    const message = `story "${id}" cannot stand both at the ${one} and at the ${other}`;
    found.add("error", "contrary-sides", first, message, ["remove one of them"]);
  }
}

/** The story that an id on a page names or, after a complaint, the one that was probably meant. */
function checkId(node: Node, id: string, articles: Articles, found: Findings): string | undefined {
  if (articles.ids.has(id)) return id;
  const owner = articles.related.get(id);
  const holder = found.leftOut.holderOf(id);
  if (id === "") found.add("error", "empty-id", node, "this id is empty", ["write a story's id, or remove it"]);
  else if (owner !== undefined) {
    found.add("error", "unknown-article", node, `"${id}" is a box of story "${owner}", not a story of its own`, [
      `it is set with "${owner}"; take it out here, or move it from \`related\` to \`articles\``,
    ]);
  } else if (holder !== undefined) {
    const where = holder.isSure
      ? `is in ${holder.file}, which has mistakes`
      : `may be in ${holder.file}, which is left out`;
    found.add("warning", "story-left-out", node, `story "${id}" is left out here: it ${where}`, [
      "mend that page file, and the story comes back",
    ]);
  } else {
    // Comparing each of many wrong ids with each of many stories would take minutes, and help nobody.
    const known = found.list.length < MOST_SUGGESTIONS ? [...articles.ids.keys()] : [];
    const hints = suggestion(id, known, "ids of this edition");
    found.add("error", "unknown-article", node, `no story has the id "${id}"`, [...hints, ...filesLookedIn(found)]);
    return closest(id, known);
  }
  return undefined;
}

const MOST_FILES_NAMED = 12;

/** The files of an edition that has several. */
function filesLookedIn({ tree: { parts } }: Findings): string[] {
  if (parts.length === 1) return [];
  const names = parts.slice(0, MOST_FILES_NAMED).map(({ source }) => source.file);
  return [
    `looked for in ${names.join(", ")}${parts.length > names.length ? ` and ${parts.length - names.length} more` : ""}`,
  ];
}

function checkLayoutEntry(
  entry: Node,
  articles: Articles,
  onPage: ReadonlySet<string>,
  entries: Set<string>,
  found: Findings,
): void {
  const columns = propertyOf(entry, "columns");
  const rows = propertyOf(entry, "rows");
  if ((columns === undefined) !== (rows === undefined)) {
    const [given, missing] = columns === undefined ? ["rows", "columns"] : ["columns", "rows"];
    found.add("error", "missing-key", entry, `a layout entry with \`${given}\` has no \`${missing}\``, [
      "give both, or neither to leave the region to the engine",
    ]);
  }
  const legs = propertyOf(entry, "legs");
  if (columns !== undefined && legs !== undefined) {
    found.add("warning", "area-and-legs", legs.keyNode, "`legs` take the place of `columns` and `rows`", [
      "remove one of them",
    ]);
  }
  const node = child(entry, "article");
  const id = stringOf(node);
  if (node === undefined || id === undefined || id === "") return;
  if (entries.has(id)) {
    found.add("error", "duplicate-layout", node, `a second layout entry for story "${id}"`, [
      "one entry tells the whole region; use `legs` for a region in pieces",
    ]);
  }
  entries.add(id);
  if (checkId(node, id, articles, found) !== id) return;
  const article = articles.ids.get(id);
  if (!onPage.has(id) && (article === undefined || !isFiller(article))) {
    found.add("error", "layout-not-on-page", node, `story "${id}" is not on this page`, [
      "add its id to the page's `articles`",
    ]);
  }
  const photos = items(child(articles.ids.get(id), "photos")).length;
  const areas = items(child(entry, "photos"));
  const [extra] = areas.slice(photos);
  if (extra !== undefined) {
    found.add(
      "error",
      "layout-photos",
      extra,
      `story "${id}" has ${photos} photos, but ${areas.length} places for them`,
      ["give one area for each photo, in their order"],
    );
  }
}
