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

const OPENING = "“‘（《〈「『【〖〔［｛";
const CLOSING = "”’）》〉」』】〗〕］｝";
const PAUSES = "，、；：";
const STOPS = "。？！．";
const MIDDLES = "·・‧";

const table = new Map<number, Kind>();
const fill = (characters: string, kind: Kind): void => {
  for (const character of characters) table.set(character.codePointAt(0) ?? 0, kind);
};
fill(OPENING, Kind.Open);
fill(CLOSING, Kind.Close);
fill(PAUSES, Kind.Pause);
fill(STOPS, Kind.Stop);
fill(MIDDLES, Kind.Middle);
fill("…⋯", Kind.Ellipsis);
fill("—⸺", Kind.Dash);
fill(" \t\u00a0\n", Kind.Space);
fill("\u3000", Kind.WideSpace);

export function kindOf(codePoint: number): Kind {
  const known = table.get(codePoint);
  if (known !== undefined) return known;
  return isWide(codePoint) ? Kind.Han : Kind.Western;
}

/** Characters that stand on the em grid one by one: ideographs, kana, Hangul, full-width forms, enclosed and box signs. */
export function isWide(cp: number): boolean {
  if (cp < 0x2460) return cp === 0x203b || (cp >= 0x2190 && cp <= 0x21ff);
  return (
    (cp >= 0x2460 && cp <= 0x27bf) ||
    (cp >= 0x2e80 && cp <= 0x9fff) ||
    (cp >= 0xac00 && cp <= 0xd7a3) ||
    (cp >= 0xf900 && cp <= 0xfaff) ||
    (cp >= 0xfe30 && cp <= 0xfe4f) ||
    (cp >= 0xff01 && cp <= 0xff60) ||
    (cp >= 0xffe0 && cp <= 0xffe6) ||
    (cp >= 0x1f300 && cp <= 0x1faff) ||
    (cp >= 0x20000 && cp <= 0x3ffff)
  );
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

/** Western characters that take a gap beside Han: letters, digits, and the signs that belong to numbers. */
export function takesGap(cp: number): boolean {
  if (cp < 0x80) return /[A-Za-z0-9%+&#@$]/u.test(String.fromCharCode(cp));
  return /[\p{L}\p{N}‰℃℉°€£¥]/u.test(String.fromCodePoint(cp));
}

/** Characters that show nothing of their own: zero-width space, soft hyphen, word joiner, byte order mark. */
export function isIgnorable(cp: number): boolean {
  return cp === 0x200b || cp === 0xad || cp === 0x2060 || cp === 0xfeff;
}

/** Marks, variation selectors, skin tones and joiners that belong to the character before them. */
export function isExtender(cp: number): boolean {
  if (cp < 0x300) return false;
  return (
    (cp >= 0xfe00 && cp <= 0xfe0f) ||
    (cp >= 0xe0100 && cp <= 0xe01ef) ||
    (cp >= 0x1f3fb && cp <= 0x1f3ff) ||
    cp === 0x200d ||
    cp === 0x200c ||
    /\p{M}/u.test(String.fromCodePoint(cp))
  );
}
