/**
 * Markup that content systems leave in text: HTML entities and tags, and the ** of Markdown. Tags that end paragraphs and
 * lines become their ends, those for bold type and for figures over and under the line become styles, others go.
 */
import { decodeHTMLStrict } from "entities";
import { LINE, PARAGRAPH } from "./copy-characters.js";
import type { TextEdit } from "./text-edit.js";

/** Stand for the beginning and the end of a style until the pieces are parted there. */
export const STYLE_MARKS = { strong: "\uFDD1\uFDD2", super: "\uFDD3\uFDD4", sub: "\uFDD5\uFDD6" } as const;

export interface Markup {
  readonly edits: readonly TextEdit[];
  /** Tags whose content is lost with them, such as pictures: name and place. */
  readonly lost: readonly { readonly offset: number; readonly tag: string }[];
  /** Where tables begin of which some row has two cells: others only stand for the layout of mail. */
  readonly tables: readonly number[];
  /** Where lists begin. */
  readonly lists: readonly number[];
}

const BLOCK_TAGS = new Set(
  "p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 hr table tbody thead tfoot tr caption blockquote pre section article header footer main aside figure figcaption center form address".split(
    " ",
  ),
);
const INLINE_TAGS = new Set(
  "span font a i em u s strike del ins q cite abbr code kbd big small mark label tt var nobr wbr ruby rb rt rp td th col colgroup html body head meta link b strong sup sub".split(
    " ",
  ),
);
/** What they show is not in the text. */
const LOST_TAGS = new Set(
  "img video audio iframe embed object svg canvas input button select textarea script style".split(" "),
);
/** a < b and c > d may be mathematics: these count where the text also closes them. */
const PAIRED = new Set(["b", "i", "u", "s", "q", "a"]);
const CELL_TAGS = new Set(["td", "th"]);
const STRONG_TAGS = new Set(["b", "strong"]);

/** Angle brackets as Chinese faces have them, in place of the mathematical ones. */
const ANGLES: ReadonlyMap<string, string> = new Map([
  ["lang", "〈"],
  ["rang", "〉"],
]);

/** What an HTML name stands for; undefined where HTML has no such name. */
function namedCharacter(name: string): string | undefined {
  const angle = ANGLES.get(name);
  if (angle !== undefined) return angle;
  const decoded = decodeHTMLStrict(`&${name};`);
  return decoded === `&${name};` ? undefined : decoded;
}

/** A tag has no < inside, so that each is looked at once. */
const TAG = /<(\/?)([a-z][a-z0-9]{0,15})((?::[a-z0-9]{1,20})?)(?:\s[^<>]*|\/)?>/iuy;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,30}));|&(nbsp)(?![a-z])/iuy;
const BOLD = /\*\*(?=[^\s*])[^*\n\u2028\u2029]{0,200}[^\s*]\*\*(?!\*)/gu;
const LEAST = /[<&]|\*\*/u;

/** Whether the text may hold markup at all. */
export function mayHoldMarkup(text: string): boolean {
  return LEAST.test(text);
}

/** `styles`: whether the text can have pieces in a style; otherwise bold is plain. */
export function markupIn(text: string, styles: boolean): Markup {
  const edits: TextEdit[] = [];
  const lost: { offset: number; tag: string }[] = [];
  const paired = pairedTags(text);
  const elements = new Elements(text);
  const tables = new Tables();
  const lists: number[] = [];
  const places = new Places(text);
  let commentsEnd = true;
  for (let at = text.search(LEAST); at >= 0 && at < text.length;) {
    const next = places.from(at);
    if (next < 0) break;
    if (commentsEnd && text.startsWith("<!--", next)) {
      const end = text.indexOf("-->", next);
      commentsEnd = end >= 0;
      at = commentsEnd ? end + 3 : next + 1;
      if (commentsEnd) edits.push({ offset: next, before: text.slice(next, at), after: "", rule: "html" });
      continue;
    }
    const found = entityAt(text, next) ?? tagAt(text, next, { paired, styles, elements });
    at = next + (found?.before.length ?? 1);
    if (found === undefined) continue;
    edits.push({ offset: next, before: found.before, after: found.after, rule: "html" });
    if (found.lost !== undefined) lost.push({ offset: next, tag: found.lost });
    tables.pass(next, found.before);
    if (/^<[ou]l[\s>]/iu.test(found.before)) lists.push(next);
  }
  const taken = new Uint8Array(text.length);
  for (const { offset, before } of edits) taken.fill(1, offset, offset + before.length);
  const bold = boldIn(text, styles).filter(({ offset }) => taken[offset] === 0 && taken[offset + 1] === 0);
  return { edits: [...edits, ...bold].toSorted((a, b) => a.offset - b.offset), lost, tables: tables.found, lists };
}

/** Counts the cells of tables, tag by tag. */
class Tables {
  readonly found: number[] = [];
  #begin = -1;
  #cells = 0;

  pass(offset: number, tag: string): void {
    const name = /^<([a-z]+)/iu.exec(tag)?.[1]?.toLowerCase() ?? "";
    if (name === "table") this.#begin = offset;
    if (name === "table" || name === "tr") this.#cells = 0;
    if (!CELL_TAGS.has(name)) return;
    this.#cells += 1;
    if (this.#cells !== 2 || this.#begin < 0) return;
    this.found.push(this.#begin);
    this.#begin = -1;
  }
}

/** Where tags and entities may begin, asked for from left to right: what is far ahead is looked for once. */
class Places {
  readonly #text: string;
  #tag: number;
  #entity: number;

  constructor(text: string) {
    this.#text = text;
    this.#tag = text.indexOf("<");
    this.#entity = text.indexOf("&");
  }

  /** The first from a place on; below 0 where there is none. */
  from(at: number): number {
    if (this.#tag >= 0 && this.#tag < at) this.#tag = this.#text.indexOf("<", at);
    if (this.#entity >= 0 && this.#entity < at) this.#entity = this.#text.indexOf("&", at);
    const [tag, entity] = [this.#tag, this.#entity];
    return tag < 0 || entity < 0 ? Math.max(tag, entity) : Math.min(tag, entity);
  }
}

/** **bold** of Markdown. */
function boldIn(text: string, styles: boolean): TextEdit[] {
  const [on, off] = styles ? [...STYLE_MARKS.strong] : ["", ""];
  return Array.from(text.matchAll(BOLD)).flatMap(({ 0: all, index }): TextEdit[] => [
    { offset: index, before: "**", after: on ?? "", rule: "markdown" },
    { offset: index + all.length - 2, before: "**", after: off ?? "", rule: "markdown" },
  ]);
}

interface Found {
  readonly before: string;
  readonly after: string;
  readonly lost?: string;
}

function entityAt(text: string, at: number): Found | undefined {
  ENTITY.lastIndex = at;
  const match = ENTITY.exec(text);
  if (match === null) return undefined;
  const [before, decimal, hexadecimal, name, bare] = match;
  const named = name ?? bare;
  const after =
    named === undefined
      ? characterOf(decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal))
      : (namedCharacter(named) ?? namedCharacter(named.toLowerCase()));
  return after === undefined ? undefined : { before, after };
}

/** Undefined for what is no character. */
function characterOf(code: number): string | undefined {
  const isText = code >= 0x20 && code < 0x10fffe && (code < 0xd800 || code > 0xdfff);
  const isEnd = code === 9 || code === 10 || code === 13;
  return (isText && (code & 0xfffe) !== 0xfffe) || isEnd ? String.fromCodePoint(code) : undefined;
}

interface TagContext {
  readonly paired: ReadonlySet<string>;
  readonly styles: boolean;
  readonly elements: Elements;
}

function tagAt(text: string, at: number, { paired, styles, elements }: TagContext): Found | undefined {
  TAG.lastIndex = at;
  const match = TAG.exec(text);
  if (match === null) return undefined;
  const [before, slash = "", rawName = "", namespace = ""] = match;
  const name = rawName.toLowerCase();
  // <o:p>, <v:shape>: of word processors.
  if (namespace !== "") return { before, after: "" };
  if (PAIRED.has(name) && !paired.has(name)) return undefined;
  if (name === "script" || name === "style") return { before: elements.whole(at, before, name), after: "", lost: name };
  if (LOST_TAGS.has(name)) return slash === "" ? { before, after: "", lost: name } : { before, after: "" };
  if (name === "br") return { before, after: LINE };
  if (BLOCK_TAGS.has(name)) return { before, after: PARAGRAPH };
  if (!INLINE_TAGS.has(name)) return undefined;
  if (CELL_TAGS.has(name)) return { before, after: slash === "" ? "" : " " };
  return { before, after: styles ? styleMark(name, slash !== "") : "" };
}

function styleMark(name: string, closes: boolean): string {
  const marks = STRONG_TAGS.has(name) ? STYLE_MARKS.strong : markOfScript(name);
  return marks?.[closes ? 1 : 0] ?? "";
}

function markOfScript(name: string): string | undefined {
  if (name === "sup") return STYLE_MARKS.super;
  return name === "sub" ? STYLE_MARKS.sub : undefined;
}

/** Programs and style sheets with their tags: no text. */
class Elements {
  readonly #text: string;
  /** The text in small letters, once it was asked for. */
  #lower: string | undefined;
  /** Elements that the rest of the text does not close. */
  readonly #open = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  whole(at: number, tag: string, name: string): string {
    if (this.#open.has(name)) return tag;
    this.#lower ??= this.#text.toLowerCase();
    const end = this.#lower.indexOf(`</${name}`, at + tag.length);
    const close = end < 0 ? -1 : this.#text.indexOf(">", end);
    if (close >= 0) return this.#text.slice(at, close + 1);
    this.#open.add(name);
    return tag;
  }
}

function pairedTags(text: string): ReadonlySet<string> {
  const has = (name: string): boolean =>
    new RegExp(`<${name}(?:\\s[^<>]*)?>`, "iu").test(text) && new RegExp(`</${name}\\s*>`, "iu").test(text);
  return new Set([...PAIRED].filter(has));
}
