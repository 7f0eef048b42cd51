/**
 * The words of a head. ICU (`Intl.Segmenter`) parts a text by a dictionary that knows no names and few words of newspapers, and
 * leaves these as single characters, or finds other words across them (浦城 in 临浦 | 城际铁路). So its words are one opinion of three,
 * beside those of a lexicon (lexicon.ts) and the pairs that the story's own text keeps together again and again. Of all ways to
 * part the text into words that any of them knows, the cheapest is taken: the one of the fewest words, nearly.
 */
import { isIdeograph } from "./classes.js";
import type { Language } from "./line-break-rule.js";
import { LONGEST_WORD, rarity } from "./lexicon.js";

// What a word costs. Two words of two characters cost less than one of three and a single one.
const OF_ICU = 9;
const OF_LEXICON = 9;
/** Added for the rarest. */
const RARE = 1.5;
/** Added for each character from the third on. */
const LONG = 0.5;
const OF_USAGE = 8.5;
/** A character by itself that ICU leaves so, and one that it takes for a part of a word. */
const SINGLE = 8;
const OUT_OF_WORD = 9;

/** UTF-16 units of two characters. */
const LONGEST_PAIR = 4;
/** Pairs are counted as one when they stand together so often, and in so great a part of where either stands. */
const LEAST_USES = 2;
const LEAST_PART = 0.6;

/** The word that ends and the word that begins at each UTF-16 offset between two of them. */
export type Words = ReadonlyMap<number, { readonly before: string; readonly after: string }>;

/** `usage`: running text that uses the same words. */
export function wordsOf(text: string, language: Language, usage: string): Words {
  const words = new Map<number, { before: string; after: string }>();
  let before = "";
  for (const { index, segment } of cheapest(text, language, usage)) {
    if (index > 0) words.set(index, { before, after: segment });
    if (!/^\s+$/u.test(segment)) before = segment;
  }
  return words;
}

export function isSingleHan(word: string): boolean {
  const cp = word.codePointAt(0) ?? 0;
  return isIdeograph(cp) && word.length === (cp > 0xffff ? 2 : 1);
}

/** Whether a text keeps two characters together, more often than it uses one of them without the other. */
export function keptTogether(a: string, b: string, usage: string): boolean {
  const both = countOf(a + b, usage);
  return both >= LEAST_USES && both >= LEAST_PART * Math.min(countOf(a, usage), countOf(b, usage));
}

function countOf(what: string, text: string): number {
  let count = 0;
  if (what === "") return count;
  for (let at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + what.length)) count += 1;
  return count;
}

interface Segment {
  readonly index: number;
  readonly segment: string;
}

/** Opening the first one costs as much as setting half a page: nobody does who needs no words. They hold no state of ours. */
const segmenters = new Map<string, Intl.Segmenter>();

function segmented(text: string, language: Language): readonly Segment[] {
  let segmenter = segmenters.get(language);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: "word" });
    segmenters.set(language, segmenter);
  }
  return [...segmenter.segment(text)].map(({ index, segment }) => ({ index, segment }));
}

interface Candidate {
  readonly end: number;
  readonly cost: number;
}

function cheapest(text: string, language: Language, usage: string): readonly Segment[] {
  const from = candidates(text, language, usage);
  const best = new Float64Array(text.length + 1).fill(Number.POSITIVE_INFINITY);
  const back = new Int32Array(text.length + 1);
  best[0] = 0;
  for (let start = 0; start < text.length; start += 1) {
    for (const { end, cost } of from[start] ?? []) {
      const whole = (best[start] ?? 0) + cost;
      if (whole >= (best[end] ?? 0)) continue;
      best[end] = whole;
      back[end] = start;
    }
  }
  const words: Segment[] = [];
  for (let end = text.length; end > 0; end = back[end] ?? 0) {
    const index = back[end] ?? 0;
    words.unshift({ index, segment: text.slice(index, end) });
  }
  return words;
}

/** By offset: the words that may begin there. What is no Han is as ICU has it. */
function candidates(text: string, language: Language, usage: string): readonly (readonly Candidate[])[] {
  const segments = segmented(text, language);
  const longest = language === "zh-Hans" || language === "zh-Hant" ? LONGEST_WORD : 0;
  const from: Candidate[][] = Array.from({ length: text.length }, () => []);
  const isHan = new Uint8Array(text.length + 1);
  for (const { index, segment } of segments) {
    const end = index + segment.length;
    const isWord = /^\p{Script=Han}+$/u.test(segment);
    from[index]?.push({ end, cost: isSingleHan(segment) ? SINGLE : OF_ICU });
    if (!isWord) continue;
    isHan.fill(1, index, end);
    if (isSingleHan(segment)) continue;
    for (let at = index; at < end; at += text.codePointAt(at) === text.charCodeAt(at) ? 1 : 2)
      from[at]?.push({ end: at + String.fromCodePoint(text.codePointAt(at) ?? 0).length, cost: OUT_OF_WORD });
  }
  for (let start = 0; start < text.length; start += 1) {
    for (let end = start + 2; end <= Math.min(text.length, start + longest); end += 1) {
      const word = text.slice(start, end);
      const rare = rarity(word);
      if (rare !== undefined) from[start]?.push({ end, cost: OF_LEXICON + RARE * rare + LONG * (end - start - 2) });
    }
    const [a = "", b = ""] = text.slice(start, start + LONGEST_PAIR);
    const isPair = b !== "" && isHan[start] === 1 && isHan[start + a.length] === 1;
    if (isPair && usage !== "" && keptTogether(a, b, usage))
      from[start]?.push({ end: start + a.length + b.length, cost: OF_USAGE });
  }
  return from;
}
