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
/** More characters than this are counted, not listed. */
const MOST_LISTED = 12;

export interface PageGlyphs {
  readonly page: number;
  readonly items: readonly SceneItem[];
  readonly faces: ReadonlyMap<string, Face>;
  readonly edition: Pick<Edition, "placeOf" | "copy">;
}

/** One finding for each place of a character that no face of its style has; those of marks on one letter are one. */
export function missingGlyphs({ page, items, faces, edition }: PageGlyphs): readonly Finding[] {
  const found = new Map<string, Finding>();
  let last:
    | { readonly key: string; readonly pointer: string; readonly end: number; readonly names: readonly string[] }
    | undefined;
  for (const run of items) {
    if (run.kind !== "glyphs" || !run.gids.includes(0)) continue;
    for (const { text, from, at } of clustersOf(run)) {
      if (!at.some((index) => run.gids[index] === 0)) continue;
      for (const [character, offset] of lacking(text, faces.get(run.face))) {
        // A character that was lost is told where the copy is read; no font brings it back.
        if (character === LOST && run.source.pointer !== "") continue;
        const start = run.source.start + from + offset;
        const { pointer, article } = run.source;
        if (MARK.test(character) && isStacked(edition.copy, pointer, start)) continue;
        const key = `${character} ${pointer} ${pointer === "" ? "" : start}`;
        // A mark after one that lacks too, on the same letter.
        const names =
          MARK.test(character) && last?.pointer === pointer && last.end === start
            ? [...last.names, nameOf(character)]
            : [nameOf(character)];
        const first = names.length > 1 ? (last?.key ?? key) : key;
        last = { key: first, pointer, end: start + character.length, names };
        const asks = `which ${pointer === "" ? "the template" : "the text"} asks for`;
        const known = found.get(first);
        if (names.length > 1 && known !== undefined) {
          found.set(first, { ...known, message: `no font has ${markNames(names)}, ${asks}` });
          continue;
        }
        found.set(key, {
          page,
          severity: "error",
          code: "missing-glyph",
          message: `no font has ${nameOf(character)}, ${asks}`,
          hint: "register a font that has it with --font",
          box: boxOf(run, at[0] ?? 0),
          ...(article === undefined ? {} : { article }),
          ...(pointer === "" ? {} : { pointer, at: edition.placeOf(pointer, start) }),
        });
      }
    }
  }
  return [...found.values()];
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

function nameOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  // A mark by itself would fall on the bracket.
  return `U+${code} (${/\p{M}/u.test(character) ? `◌${character}` : character})`;
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
  const shown = characters.slice(0, MOST_LISTED).map((one) => nameOf(one));
  const more = characters.length - shown.length;
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
