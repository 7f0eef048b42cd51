/** What the glyphs that came to stand on the page tell: characters without one, and faces that stand in for others. */
import type { Edition, Language } from "../edition/model.js";
import type { Face, FaceChain } from "../font/face.js";
import type { Rect } from "../base/geometry.js";
import type { Finding, GlyphRun, SceneItem } from "../scene/list.js";

/** Says nothing of its own: joiners, selectors, marks of direction and the like need no glyph. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
/** Characters whose face a reader knows. A dash or an arrow of another face is seen by nobody. */
const OF_A_FACE = /[\p{L}\p{M}\p{N}]/u;
/** Stands for a character that was lost before. */
const LOST = "\ufffd";
const MARK = /^\p{M}$/u;
/** Longer stacks are cut where the characters are read. */
const LONGEST_STACK = 60;
/** UTF-16 units of a letter with marks, or an emoji: flags of regions have fourteen. */
const LONGEST_SIGN = 40;
/** More characters than this are counted, not listed. */
const MOST_LISTED = 12;

export interface PageGlyphs {
  readonly page: number;
  readonly items: readonly SceneItem[];
  readonly faces: ReadonlyMap<string, Face>;
  readonly edition: Pick<Edition, "placeOf" | "copy">;
}

/** A cluster that no face of its style has all of: a character, the marks of one letter, an emoji of several characters. */
interface Lacking {
  readonly page: number;
  readonly run: GlyphRun;
  readonly glyph: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Those of its characters that are lacking. */
  readonly characters: readonly string[];
}

/** One finding for each story, or other text, that has characters which no face of its style has. */
export function missingGlyphs({ page, items, faces, edition }: PageGlyphs): readonly Finding[] {
  const found = new Map<string, Lacking>();
  let last: string | undefined;
  for (const run of items) {
    if (run.kind !== "glyphs" || !run.gids.includes(0)) continue;
    for (const { text, from, at } of clustersOf(run)) {
      if (!at.some((index) => run.gids[index] === 0)) continue;
      const { pointer } = run.source;
      const start = run.source.start + from;
      const characters = lacking(text, faces.get(run.face)).flatMap(([character, offset]) => {
        // A character that was lost is told where the copy is read; no font brings it back.
        const isTold =
          (character === LOST && pointer !== "") ||
          (MARK.test(character) && isStacked(edition.copy, pointer, start + offset));
        return isTold ? [] : [character];
      });
      if (characters.length === 0) continue;
      const before = last === undefined ? undefined : found.get(last);
      // Marks that stand higher than their letter, and parts of an emoji, have clusters of their own.
      const isNext = before?.run.source.pointer === pointer && before.end === start;
      if (isNext && before.text.length < LONGEST_SIGN && isOneSign(before.text + text)) {
        found.set(last as string, {
          ...before,
          end: start + text.length,
          text: before.text + text,
          characters: [...before.characters, ...characters],
        });
        continue;
      }
      last = `${pointer} ${pointer === "" ? text : start}`;
      const glyph = at[0] ?? 0;
      if (!found.has(last)) found.set(last, { page, run, glyph, start, end: start + text.length, text, characters });
    }
  }
  return [...byText([...found.values()]).values()].map((own) => missingIn(own, edition));
}

/** By story; what belongs to none by its text. */
function byText(all: readonly Lacking[]): ReadonlyMap<string, readonly [Lacking, ...Lacking[]]> {
  const texts = new Map<string, [Lacking, ...Lacking[]]>();
  for (const one of all) {
    const { article, pointer } = one.run.source;
    const key = article ?? ` ${pointer}`;
    const known = texts.get(key);
    if (known === undefined) texts.set(key, [one]);
    else known.push(one);
  }
  return texts;
}

function missingIn(all: readonly [Lacking, ...Lacking[]], edition: PageGlyphs["edition"]): Finding {
  const [{ page, run, glyph, start }] = all;
  const { pointer, article } = run.source;
  const names = [...new Set(all.map(clusterName))];
  const them = names.length === 1 ? "it" : "them";
  return {
    page,
    severity: "error",
    code: "missing-glyph",
    message: `no font has ${withMore(names)}, which ${pointer === "" ? "the template" : "the text"} asks for`,
    hint: `register a font that has ${them} with --font`,
    box: boxOf(run, glyph),
    ...(article === undefined ? {} : { article }),
    ...(pointer === ""
      ? {}
      : { pointer: sharedPointer(all.map((one) => one.run.source.pointer)), at: edition.placeOf(pointer, start) }),
  };
}

/** What all of them lie in. */
function sharedPointer(pointers: readonly string[]): string {
  const [first = "", ...others] = pointers;
  const keys = first.split("/");
  const isShared = (count: number): boolean =>
    others.every((other) => other.split("/").slice(0, count).join("/") === keys.slice(0, count).join("/"));
  let count = keys.length;
  while (count > 1 && !isShared(count)) count -= 1;
  return keys.slice(0, count).join("/");
}

function clusterName({ text, characters }: Lacking): string {
  const [only, ...others] = characters;
  if (only !== undefined && others.length === 0) return nameOf(only);
  if (characters.every((character) => MARK.test(character))) return markNames(characters.map(nameOf));
  return `${characters.map(codeOf).join(" ")} (${text})`;
}

/** Graphemes of Unicode (UAX #29). It holds no state of ours. */
let signs: Intl.Segmenter | undefined;

function isOneSign(text: string): boolean {
  signs ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return [...signs.segment(text)].length === 1;
}

/** Names that a message has of the marks of one letter. */
const MOST_MARKS = 3;

function markNames(names: readonly string[]): string {
  const more = names.length - MOST_MARKS;
  return `${names.slice(0, MOST_MARKS).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Marks on a letter that carries too many are told with it. */
function isStacked(copy: Edition["copy"], pointer: string, start: number): boolean {
  return (copy?.remarks ?? []).some(
    (remark) =>
      remark.code === "stacked-marks" &&
      remark.pointer === pointer &&
      start > remark.offset &&
      start <= remark.offset + LONGEST_STACK,
  );
}

interface Cluster {
  readonly text: string;
  /** Offset within the run's text. */
  readonly from: number;
  /** Its glyphs, by index. */
  readonly at: readonly number[];
}

/** A glyph without text belongs to the cluster before it; marks that stand higher than their letter have runs of their own. */
function clustersOf({ gids, texts }: GlyphRun): readonly Cluster[] {
  const clusters: { text: string; from: number; at: number[] }[] = [];
  let from = 0;
  for (const index of gids.keys()) {
    const text = texts[index] ?? "";
    const last = clusters.at(-1);
    if (text !== "" || last === undefined) clusters.push({ text, from, at: [index] });
    else last.at.push(index);
    from += text.length;
  }
  return clusters;
}

/** Characters of a cluster that the face has no glyph for, with their offsets in it. */
function lacking(text: string, face: Face | undefined): readonly (readonly [character: string, offset: number])[] {
  const seen: (readonly [string, number])[] = [];
  let offset = 0;
  for (const character of text) {
    if (!UNSEEN.test(character)) seen.push([character, offset]);
    offset += character.length;
  }
  const without = seen.filter(
    ([character]) => face === undefined || face.glyphFor(character.codePointAt(0) ?? 0) === 0,
  );
  return without.length > 0 ? without : seen.slice(0, 1);
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function nameOf(character: string): string {
  // A mark by itself would fall on the bracket.
  return `${codeOf(character)} (${/\p{M}/u.test(character) ? `◌${character}` : character})`;
}

/** The em box of a glyph, near enough to be found. */
function boxOf({ x, y, offsets, size, direction, turned }: GlyphRun, index: number): Rect {
  const offset = offsets[index] ?? 0;
  if (direction === "vertical") return { x: x - Math.round(size / 2), y: y + offset, width: size, height: size };
  if (turned === true) return { x, y: y + offset, width: size, height: size };
  return { x: x + offset, y: y - size, width: size, height: size };
}

interface StandIn {
  readonly article: string | undefined;
  readonly face: string;
  readonly characters: Set<string>;
  readonly first: GlyphRun;
}

/** One finding for each story and face: letters set in another family than their style's. `told` are those named already. */
export function standIns({ page, items, faces, edition }: PageGlyphs, told: RegExp | undefined): readonly Finding[] {
  const found = new Map<string, StandIn>();
  for (const run of items) {
    if (run.kind !== "glyphs" || run.standsIn !== true) continue;
    const letters = [...run.texts.join("")].filter((one) => OF_A_FACE.test(one) && told?.test(one) !== true);
    if (letters.length === 0) continue;
    const key = `${run.source.article ?? ""} ${run.face}`;
    const known = found.get(key) ?? { article: run.source.article, face: run.face, characters: new Set(), first: run };
    found.set(key, known);
    for (const letter of letters) known.characters.add(letter);
  }
  return [...found.values()].map(({ article, face, characters, first }) => {
    const { pointer, start } = first.source;
    return {
      page,
      severity: "warning",
      code: "face-stand-in",
      message: `${listed([...characters])} ${characters.size === 1 ? "stands" : "stand"} in ${faceName(faces.get(face), face)}: the face of ${characters.size === 1 ? "its" : "their"} style has ${characters.size === 1 ? "no glyph for it" : "none"}`,
      hint: `register a font that has ${characters.size === 1 ? "it" : "them"} with --font, and name it for the role below the template's \`fonts\``,
      box: boxOf(first, 0),
      ...(article === undefined ? {} : { article }),
      ...(pointer === "" ? {} : { pointer, at: edition.placeOf(pointer, start) }),
    };
  });
}

function listed(characters: readonly string[]): string {
  return withMore(characters.map((one) => nameOf(one)));
}

function withMore(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

function faceName(face: Face | undefined, id: string): string {
  return face === undefined ? id : `${face.family} ${face.weight}`;
}

/** OS/2 ulCodePageRange1: the character sets that a face is made for. */
const JAPANESE = 1 << 17;
const SIMPLIFIED = 1 << 18;
const KOREAN = 1 << 19;
const TRADITIONAL = 1 << 20;

interface LanguageFace {
  readonly name: string;
  has(face: Face): boolean;
  /** Letters that only such a face can be asked for. */
  readonly letters?: RegExp;
}

/** Characters of one code look different from country to country; a face that says nothing is taken as it is. */
const LANGUAGE_FACES: Partial<Record<Language, LanguageFace>> = {
  ja: {
    name: "Japanese",
    // Chinese faces have kana and say so. Those of all countries have Korean too.
    has: ({ codePages }) =>
      codePages === 0 ||
      ((codePages & JAPANESE) !== 0 && ((codePages & SIMPLIFIED) === 0 || (codePages & KOREAN) !== 0)),
  },
  ko: { name: "Korean", has: (face) => face.glyphFor(0xd55c) !== 0, letters: /\p{Script=Hangul}/u },
  "zh-Hant": {
    name: "Traditional Chinese",
    has: ({ codePages }) => codePages === 0 || (codePages & TRADITIONAL) !== 0,
  },
};

/** Whether the body's own faces are made for the page's language; else a finding, and the letters that it tells of. */
export function languageFace(
  { faces, own = faces.length }: FaceChain,
  language: Language,
  { page, edition }: Pick<PageGlyphs, "page" | "edition">,
): { readonly findings: readonly Finding[]; readonly letters: RegExp | undefined } {
  const wanted = LANGUAGE_FACES[language];
  const [first] = faces;
  if (wanted === undefined || first === undefined || faces.slice(0, own).some((face) => wanted.has(face))) {
    return { findings: [], letters: undefined };
  }
  const finding: Finding = {
    page,
    severity: "warning",
    code: "language-face",
    message: `the template has no ${wanted.name} face: the body is set in ${first.family} and what stands in for it`,
    hint: "register one with --font, and name it below the template's `fonts`",
    at: edition.placeOf("/language"),
  };
  return { findings: [finding], letters: wanted.letters };
}
