/** Where Latin words part: by Liang's patterns and Knuth's exceptions, as TeX has them; names in pinyin at their syllables. */
import english from "hyphen/en-us/index.js";

/** hyphen.tex's own list; the package counts its entries' letters one too far after each hyphen. */
const EXCEPTIONS: ReadonlyMap<string, readonly number[]> = new Map(
  (
    "as-so-ciate as-so-ciates dec-li-na-tion oblig-a-tory phil-an-thropic present presents project projects " +
    "reci-procity re-cog-ni-zance ref-or-ma-tion ret-ri-bu-tion ta-ble"
  )
    .split(" ")
    .map((word) => [word.replaceAll("-", ""), partsOf(word, "-")]),
);
/** Letters that stay before and after a hyphen: TeX's \lefthyphenmin and \righthyphenmin for English. */
export const LEAST_BEFORE = 2;
export const LEAST_AFTER = 3;
const LEAST_WORD = LEAST_BEFORE + LEAST_AFTER;
/** No word is longer (the longest in dictionaries has 45 letters); patterns take time that grows with the square of the length. */
const LONGEST_WORD = 60;
const MARK = "\u00ad";

/**
 * Pinyin (GB/T 16159, 移行规则: at syllables, with a hyphen). A syllable that begins with a vowel has an apostrophe before it
 * inside a word, so all but the first begin with a consonant.
 */
const INITIAL = "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])";
const FINAL = "(?:[iu]?ang|i?ong|eng|ing|iao|uai|[iu]an|[iu]?a|[aeu]i|[ao][ou]|[aeiu]n|i[eu]|u[eo]|[oeiuü])";
const FIRST_SYLLABLE = new RegExp(`^${INITIAL}?${FINAL}$`, "u");
const SYLLABLE = new RegExp(`^${INITIAL}${FINAL}$`, "u");
const LONGEST_SYLLABLE = 6;

/** Where a word may be hyphenated, and whether it is a name in pinyin. */
export interface Hyphenation {
  readonly points: readonly number[];
  readonly isName: boolean;
}

/** English words of one syllable that read as pinyin. */
const ENGLISH = new Set(
  (
    "change changed range ranges mange since house houses shore shone shine shines shame share lane language lounge tongue " +
    "those these whose there here where were minute minutes machine canine fine nine mine wine dine pine line lines time times " +
    "like bike hike pike make take lake bake wake cake name game fame tame same came lame dame care dare rare ware hare bare " +
    "more bore core sore tore wore note vote home dome rome bone tone zone gone done none one lone huge mule rule tune june " +
    "dance lance chance hence fence pence since mince singe hinge binge tinge lunge nuance guide suite quite guise bounce ounce " +
    "pounce lounge rouge louse mouse rouse douse noise liege niece piece peace leave sauce cause pause maize baize maine seine " +
    "shade shake shape chase chose choke cheese choose goose loose noose moose geese juice route aisle"
  ).split(" "),
);

const NOWHERE: Hyphenation = { points: [], isName: false };
const known = new Map<string, Hyphenation>();
/** Words of running text repeat; a program that runs on must not keep all it ever saw. */
const MOST_KNOWN = 5_000;

/** Of one word of letters, English or a name in pinyin; `points` are offsets inside it. */
export function hyphenationOf(word: string): Hyphenation {
  if (word.length < LEAST_WORD || word.length > LONGEST_WORD) return NOWHERE;
  // A word in capitals is a name or an abbreviation; one made of several words (GitHub) parts where they meet.
  if (!/^[A-Za-z][a-z]+$/u.test(word)) return { points: humpsOf(word), isName: false };
  const key = word.toLowerCase();
  const exception = EXCEPTIONS.get(key);
  if (exception !== undefined) return { points: exception, isName: false };
  const found = known.get(word);
  if (found !== undefined) return found;
  const parted = partsOf(english.hyphenateSync(key, { hyphenChar: MARK, minWordLength: LEAST_WORD }), MARK).filter(
    (offset) => offset >= LEAST_BEFORE && offset <= key.length - LEAST_AFTER,
  );
  const fresh = hyphenationBy(parted, /^[A-Z]/u.test(word) && !ENGLISH.has(key) ? syllablesOf(key) : undefined);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(word, fresh);
  return fresh;
}

/** Of a word that no line holds, whatever its letters: by the patterns alone, in capitals too. */
export function syllablesByPattern(word: string): readonly number[] {
  if (word.length > LONGEST_WORD || !/^[A-Za-z]+$/u.test(word)) return [];
  return partsOf(
    english.hyphenateSync(word.toLowerCase(), { hyphenChar: MARK, minWordLength: LEAST_WORD }),
    MARK,
  ).filter((offset) => offset >= LEAST_BEFORE && offset <= word.length - LEAST_AFTER);
}

/**
 * Names in pinyin begin with a capital; words without one are English. A capitalised word that could be either (Machine,
 * Zhonghua) parts where both agree, and an English one that has no syllables to part (Change) nowhere.
 */
function hyphenationBy(parted: readonly number[], pinyin: readonly number[] | undefined): Hyphenation {
  if (pinyin === undefined) return { points: parted, isName: false };
  if (parted.length === 0) return { points: pinyin, isName: true };
  return { points: parted.filter((point) => pinyin.includes(point)), isName: true };
}

function humpsOf(word: string): readonly number[] {
  if (!/^(?:[A-Z]?[a-z]{2,})(?:[A-Z][a-z]{2,})+$/u.test(word)) return [];
  return [...word.matchAll(/(?<=[a-z])[A-Z]/gu)].map(({ index }) => index);
}

/** Offsets of the marks, in the word without them. */
function partsOf(marked: string, mark: string): readonly number[] {
  const parts = marked.split(mark);
  let offset = 0;
  return parts.slice(0, -1).map((part) => (offset += part.length));
}

/** Where the syllables of a name in pinyin end, the last one's end left out; undefined for any other word. */
function syllablesOf(word: string, start = 0): readonly number[] | undefined {
  // The longest syllable that leaves syllables: Guang-an has its apostrophe, Fan-gan does without.
  for (let end = Math.min(word.length, start + LONGEST_SYLLABLE); end > start; end -= 1) {
    if (!(start === 0 ? FIRST_SYLLABLE : SYLLABLE).test(word.slice(start, end))) continue;
    if (end === word.length) return [];
    const rest = syllablesOf(word, end);
    if (rest !== undefined) return [end, ...rest];
  }
  return undefined;
}
