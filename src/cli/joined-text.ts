/**
 * The text of an edition with the pages and stories of its page files in it, so that it stands in one file. Pages and stories
 * are taken over as they are written, comments included; what stands around them in a page file is not, but its template,
 * date and facts of the paper are. Paths stay as they are: each is still relative to the file it came from.
 */
import { applyEdits, findNodeAtLocation, modify, type Node } from "jsonc-parser";
import type { Edition } from "../edition/model.js";
import { treeOf, withoutMark } from "./json-text.js";

interface Source {
  readonly entry: number;
  readonly text: string;
  readonly root: Node;
}

/** `texts`: of the edition's page files, by their paths. Pages and stories come in the order in which the edition has them. */
export function joinedText(text: string, edition: Edition, texts: ReadonlyMap<string, string>): string {
  const files = (edition.pageFiles ?? []).map(({ file, entry }): Source => {
    const own = withoutMark(texts.get(file) ?? "");
    return { entry, text: own, root: rootOf(own) };
  });
  const plain = withoutMark(text);
  if (files.length === 0) return plain;
  const eol = plain.includes("\r\n") ? "\r\n" : "\n";
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol };
  const slices = (source: Source, key: string): string[] =>
    listOf(source.root, key).map(({ offset, length }) =>
      source.text.slice(offset, offset + length).replaceAll(/\r?\n/gu, eol),
    );
  let result = plain;
  const set = (path: (string | number)[], value: unknown): void => {
    result = applyEdits(result, modify(result, path, value, { formattingOptions }));
  };
  const pages = listOf(rootOf(plain), "pages");
  for (const source of files.toReversed()) {
    const named = pages[source.entry];
    if (named === undefined) throw new Error("a page file is named nowhere");
    result = spliced(result, named.offset, named.length, slices(source, "pages").join(`,${eol}    `));
  }
  if (findNodeAtLocation(rootOf(result), ["articles"]) === undefined) set(["articles"], []);
  result = withStories(
    result,
    files.flatMap((source) => slices(source, "articles")),
    eol,
  );
  let page = 0;
  for (const [entry] of pages.entries()) {
    const source = files.find((own) => own.entry === entry);
    const template: unknown = source === undefined ? undefined : findNodeAtLocation(source.root, ["template"])?.value;
    for (const own of source === undefined ? [undefined] : listOf(source.root, "pages")) {
      const has = own !== undefined && findNodeAtLocation(own, ["template"]) !== undefined;
      if (typeof template === "string" && !has) set(["pages", page, "template"], template);
      page += 1;
    }
  }
  for (const { root } of files) {
    for (const path of FACTS.flatMap((at) => factsAt(root, at))) {
      if (findNodeAtLocation(rootOf(result), path) !== undefined) continue;
      const value: unknown = findNodeAtLocation(root, path)?.value;
      if (value !== undefined) set(path, value);
    }
  }
  return result;
}

function rootOf(text: string): Node {
  const root = treeOf(text);
  if (root === undefined) throw new Error("a file that was read holds no JSON now");
  return root;
}

function listOf(root: Node, key: string): readonly Node[] {
  return findNodeAtLocation(root, [key])?.children ?? [];
}

function spliced(text: string, offset: number, length: number, put: string): string {
  return text.slice(0, offset) + put + text.slice(offset + length);
}

function withStories(text: string, stories: readonly string[], eol: string): string {
  if (stories.length === 0) return text;
  const list = findNodeAtLocation(rootOf(text), ["articles"]);
  if (list === undefined) throw new Error("the edition has no list of stories");
  const last = list.children?.at(-1);
  const put = stories.join(`,${eol}    `);
  return last === undefined
    ? spliced(text, list.offset + 1, 0, `${eol}    ${put}${eol}  `)
    : spliced(text, last.offset + last.length, 0, `,${eol}    ${put}`);
}

/** What page files may give to an edition file that does not say it. */
const FACTS = [[], ["publication"], ["publication", "imprint"]] as const;

/** Paths of the plain values of an object. */
function factsAt(root: Node, at: readonly string[]): string[][] {
  const node = findNodeAtLocation(root, [...at]);
  const keys = (node?.children ?? []).map(({ children }) => String(children?.[0]?.value));
  return keys.filter((key) => (at.length > 0 ? key !== "imprint" : key === "date")).map((key) => [...at, key]);
}
