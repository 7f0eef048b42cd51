/**
 * Where sentences and clauses end in a paragraph, and whether that is within quotes or brackets: the places at which a text may
 * be cut so that it reads on elsewhere. One pass over the characters, with the stack of the quotes that are open.
 */

export interface TextEnd {
  /** UTF-16 units of the text up to here, closing quotes and brackets included. */
  readonly offset: number;
  readonly ends: "sentence" | "clause";
  /** Within quotes or brackets, which close further on. */
  readonly isEnclosed: boolean;
}

const CLOSERS: Readonly<Record<string, string>> = {
  "“": "”",
  "‘": "’",
  "「": "」",
  "『": "』",
  "《": "》",
  "〈": "〉",
  "（": "）",
  "(": ")",
  "【": "】",
  "［": "］",
  "[": "]",
  "〔": "〕",
};
const ALL_CLOSERS: ReadonlySet<string> = new Set(Object.values(CLOSERS));
const STRONG: ReadonlySet<string> = new Set("。！？!?．");
/** An ellipsis (……) as often goes on as it ends a sentence. */
const WEAK: ReadonlySet<string> = new Set("，；：;…");
/** Of Latin text: these end something where a space follows. */
const LATIN_WEAK: ReadonlySet<string> = new Set(",:");
/** A period after these ends no sentence; nor does one after a single letter. */
const ABBREVIATION = /(?:^|[^\p{L}])(?:\p{L}|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|No|vs|etc|Inc|Ltd|Co|Corp|Fig|Vol|e\.g|i\.e)$/u;
const QUOTES: ReadonlySet<string> = new Set("”’」』");

/** All of them, in order; the text's own end is one. */
export function textEnds(text: string): readonly TextEnd[] {
  const { depths, openers } = openQuotes(text);
  const ends: TextEnd[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    depth += depths[at] ?? 0;
    const mark = endAt(text, at);
    if (mark === undefined) continue;
    let end = at + 1;
    // Further marks (？！, ……) and what closes here belong to this end.
    while (end < text.length && (isMark(text[end]) || ALL_CLOSERS.has(text[end] ?? ""))) {
      depth += depths[end] ?? 0;
      end += 1;
    }
    const marks = text.slice(at, end);
    const isStrong = [...marks].some((one) => STRONG.has(one) || one === ".") || end === text.length;
    const closed = end < text.length ? openers.get(end - 1) : undefined;
    const isName = closed !== undefined && isInSentence(text, closed);
    const isGoingOn = closed !== undefined && mayBeSpokenBy(text, closed, end);
    ends.push({
      offset: end,
      ends: isStrong && !isName && !isGoingOn ? "sentence" : "clause",
      isEnclosed: depth > 0 || isName,
    });
    at = end - 1;
  }
  if (ends.at(-1)?.offset !== text.length && text !== "")
    ends.push({ offset: text.length, ends: "sentence", isEnclosed: false });
  return ends;
}

/** Whether what opens there opens right after a word, as a name or a cry within the sentence does. */
function isInSentence(text: string, opener: number): boolean {
  return /[\p{L}\p{N}]/u.test(text[opener - 1] ?? "");
}

/** Whether a quotation may be followed by who spoke it, which is one sentence with it: one that no “他说：” introduced. */
function mayBeSpokenBy(text: string, opener: number, end: number): boolean {
  const isIntroduced = "：:".includes(text[opener - 1] ?? "。");
  return QUOTES.has(text[end - 1] ?? "") && !isIntroduced && !/\s/u.test(text[end] ?? "");
}

function isMark(character: string | undefined): boolean {
  return character !== undefined && (STRONG.has(character) || WEAK.has(character));
}

function endAt(text: string, at: number): "strong" | "weak" | undefined {
  const character = text[at] ?? "";
  const next = text[at + 1];
  if (isMark(character)) {
    // 3:0, !important and the like: ASCII marks within a word end nothing.
    const isInWord = character < "\u0080" && next !== undefined && /[\p{L}\p{N}]/u.test(next) && isAscii(next);
    if (isInWord) return undefined;
    return STRONG.has(character) ? "strong" : "weak";
  }
  const isBeforeSpace = next === undefined || /\s/u.test(next) || ALL_CLOSERS.has(next);
  if (!isBeforeSpace) return undefined;
  if (character === ".") return ABBREVIATION.test(text.slice(Math.max(0, at - 6), at)) ? undefined : "strong";
  return LATIN_WEAK.has(character) ? "weak" : undefined;
}

function isAscii(character: string): boolean {
  return character < "\u0080";
}

interface Quotes {
  /** By unit: 1 where one opens, below 0 where some close. What closes nothing, as an apostrophe, counts for nothing. */
  readonly depths: Int8Array;
  /** By unit that closes one: that which opens it. */
  readonly openers: ReadonlyMap<number, number>;
}

/** Quotes in more quotes than this are none. */
const DEEPEST = 100;

function openQuotes(text: string): Quotes {
  const depths = new Int8Array(text.length);
  const openers = new Map<number, number>();
  const stack: { readonly closer: string; readonly at: number }[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    const closer = CLOSERS[character];
    if (closer !== undefined && stack.length < DEEPEST) {
      stack.push({ closer, at });
      depths[at] = 1;
      continue;
    }
    if (!ALL_CLOSERS.has(character)) continue;
    const opened = stack.findLastIndex((one) => one.closer === character);
    if (opened < 0) continue;
    openers.set(at, stack[opened]?.at ?? at);
    // Those opened within, and never closed, end with it.
    depths[at] = opened - stack.length;
    stack.length = opened;
  }
  return { depths, openers };
}
