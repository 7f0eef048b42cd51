/** Character classes of Chinese composition. Lists follow CLREQ's tables of punctuation marks and GB/T 15834. */

export const enum Kind {
  Han,
  Open,
  Close,
  Pause,
  Stop,
  Middle,
  Dash,
  Ellipsis,
  Western,
  Space,
  WideSpace,
  /** ！ and ？ in the middle of their em, as Traditional Chinese and Japanese faces draw them: never narrowed (CLREQ). */
  Centred,
}

/** Brackets, quotation marks, and what parts or ends sentences: half an em of ink and half an em of space. */
export function isMark(kind: Kind): boolean {
  return kind === Kind.Open || kind === Kind.Close || kind === Kind.Pause || kind === Kind.Stop;
}

const OPENING = "“‘（《〈「『【〖〔［｛";
const CLOSING = "”’）》〉」』】〗〕］｝";
const PAUSES = "，、；：";
const STOPS = "。？！．";
const MIDDLES = "·・‧";

/** Characters that stand on the em grid one by one: ideographs, kana, Hangul, full-width forms, enclosed and box signs. */
const WIDE: readonly (readonly [from: number, to: number])[] = [
  [0x203b, 0x203b],
  [0x2190, 0x21ff],
  [0x2460, 0x27bf],
  [0x2e80, 0x9fff],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe4f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3ffff],
];

/** Code points of the basic plane: what composition asks of a character, it asks of each one, several times. */
const PLANE = 0x10000;
const table = new Uint8Array(PLANE).fill(Kind.Western);
for (const [from, to] of WIDE) table.fill(Kind.Han, Math.min(from, PLANE), Math.min(to + 1, PLANE));
const fill = (characters: string, kind: Kind): void => {
  for (const character of characters) table[character.codePointAt(0) ?? 0] = kind;
};
fill(OPENING, Kind.Open);
fill(CLOSING, Kind.Close);
fill(PAUSES, Kind.Pause);
fill(STOPS, Kind.Stop);
fill(MIDDLES, Kind.Middle);
fill("…⋯", Kind.Ellipsis);
fill("—⸺―─", Kind.Dash);
fill(" \t\u00a0\n\v\f\r\u0085\u1680\u2028\u2029\u202f\u205f", Kind.Space);
table.fill(Kind.Space, 0x2000, 0x200b);
fill("\u3000", Kind.WideSpace);

export function kindOf(codePoint: number): Kind {
  if (codePoint < PLANE) return table[codePoint] as Kind;
  return isWide(codePoint) ? Kind.Han : Kind.Western;
}

/** Whether the character stands on the em grid by itself. */
export function isWide(cp: number): boolean {
  return WIDE.some(([from, to]) => cp >= from && cp <= to);
}

/** Hangul syllables and letters: they stand on the grid, and spaces part their words. */
export function isHangul(cp: number): boolean {
  return (cp >= 0xac00 && cp <= 0xd7a3) || (cp >= 0x1100 && cp <= 0x11ff) || (cp >= 0x3130 && cp <= 0x318f);
}

/** Ideographs proper: what 孤字 counts. */
export function isIdeograph(cp: number): boolean {
  return (
    (cp >= 0x3400 && cp <= 0x9fff) ||
    cp === 0x3007 ||
    cp === 0x3005 ||
    (cp >= 0x20000 && cp <= 0x3ffff) ||
    (cp >= 0xf900 && cp <= 0xfaff)
  );
}

/**
 * Widths of the spaces that have one of their own, in em (Unicode 6.2, table 6-2): en and em quads and spaces, thirds, quarters
 * and sixths, figure, punctuation, thin, hair, narrow no-break and mathematical space. Undefined for those that a line fits.
 */
export function fixedSpace(cp: number): number | undefined {
  return FIXED_SPACES.get(cp);
}

const FIXED_SPACES: ReadonlyMap<number, number> = new Map([
  [0x2000, 1 / 2],
  [0x2001, 1],
  [0x2002, 1 / 2],
  [0x2003, 1],
  [0x2004, 1 / 3],
  [0x2005, 1 / 4],
  [0x2006, 1 / 6],
  [0x2007, 1 / 2],
  [0x2008, 1 / 4],
  [0x2009, 1 / 5],
  [0x200a, 1 / 10],
  [0x202f, 1 / 5],
  [0x205f, 4 / 18],
]);

/**
 * Characters that show nothing of their own (Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties): soft hyphen,
 * zero-width spaces and joiners, what directs bidirectional text, fillers, selectors, tags.
 */
export function isIgnorable(cp: number): boolean {
  if (cp < 0x34f) return cp === 0xad;
  if (cp > 0x3164 && cp < 0xfe00) return false;
  return IGNORABLE.some(([from, to]) => cp >= from && cp <= to);
}

const IGNORABLE: readonly (readonly [from: number, to: number])[] = [
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfff8],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];

/** What is known of characters of the basic plane, once they were asked about. */
const extenders = new Uint8Array(PLANE);
const enum Extends {
  Unknown,
  No,
  Yes,
}

/** Marks, variation selectors, skin tones and joiners that belong to the character before them. */
export function isExtender(cp: number): boolean {
  if (cp < 0x300) return false;
  if (cp >= PLANE) return extendsOthers(cp);
  const known = extenders[cp] as Extends;
  if (known !== Extends.Unknown) return known === Extends.Yes;
  const found = extendsOthers(cp);
  extenders[cp] = found ? Extends.Yes : Extends.No;
  return found;
}

function extendsOthers(cp: number): boolean {
  return (
    (cp >= 0xfe00 && cp <= 0xfe0f) ||
    (cp >= 0xe0100 && cp <= 0xe01ef) ||
    (cp >= 0x1f3fb && cp <= 0x1f3ff) ||
    cp === 0x200d ||
    cp === 0x200c ||
    /\p{M}/u.test(String.fromCodePoint(cp))
  );
}
