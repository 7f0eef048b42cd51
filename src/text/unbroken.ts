/**
 * What keeps together, or breaks at places of its own, whatever the marks around it allow: numbers with their units, and
 * addresses of the web and of e-mail.
 */

import { hyphenationOf } from "./hyphenate.js";

/** A stretch of UTF-16 offsets and where lines may begin inside it; nowhere else in it may they. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly breaks: ReadonlySet<number>;
}

/**
 * A number, what counts its thousands, and its unit or measure word: 1111.1亿, 7.12亿美元, 2025年, 第3次. A designation that
 * only contains a number (GR1803, 5G) has no unit.
 */
const NUMBER_WITH_UNIT =
  /(?<![A-Za-z0-9.０-９])(?<ordinal>第?)[0-9０-９](?:[0-9０-９]|[.,:．](?=[0-9０-９]))*(?:[余多]?[十百千万亿兆]+[余多]?)?(?:(?<unit>(?:美|欧|日|港|英|澳|加|韩|新台|人民)[元镑币]|平方(?:公里|千米|米)|立方米|公[里斤顷]|[千毫厘][米克]|千瓦时?|摄氏度)|(?<counter>\p{Script=Han}))?/gu;
/** The second number of a range or a score keeps its measure word: 1—2款. */
const RANGE = /[0-9０-９][—–～〜~:：-]$/u;
/** Symbols of units that stand close to their number; what else begins with a digit (5G, 3D) is a name. */
const UNIT_SYMBOL =
  /(?<![A-Za-z0-9.])[0-9]+(?:[.,][0-9]+)*(?<unit>[kKMGTP]?(?:Hz|bps|B\/s|Bps|W|Wh|Pa|V|A)|[KMGTP]B|mA|mAh|[kcmnμ]m|[km]?g|m[lL]|[kM]?cal|dB|rpm|fps)(?![A-Za-z0-9])/gu;
/** Units of one character: what they count is read with them, as with ℃ or %. */
const UNITS = "元角吨米斤克升度倍";

const ADDRESS =
  /(?:(?:https?|ftp):\/\/|www\.)[\w!#$%&'*+,./:;=?@~-]*[\w/#=&~-]|[\w.+-]*\w@\w[\w-]*(?:\.\w[\w-]*)+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\/[\w!#$%&'*+,./:;=?@~-]*[\w/#=&~-]|(?<![\w.])[a-z][a-z0-9-]+(?:\.[a-z][a-z0-9-]+){2,}(?![\w.])/giu;
/** Without one of these there is no address: most Chinese text has none. */
const MAYBE_ADDRESS = /[@/]|www\.|\w\.\w+\./iu;
/** An address breaks after these, never before them: a line begins with no mark. */
const BREAKS_AFTER = "/.?&=-_@#:~+,;";
const LEAST_PART = 2;

/** All of them, in the order of the text; they don't overlap. */
export function stretchesOf(text: string): readonly Stretch[] {
  const addresses = MAYBE_ADDRESS.test(text) ? matches(ADDRESS, text).map(address) : [];
  if (!/[0-9０-９]/u.test(text)) return addresses;
  const numbers = matches(NUMBER_WITH_UNIT, text)
    .filter(({ start, end }) => !addresses.some((other) => other.start < end && start < other.end))
    .map(({ start, end }) => ({ start, end, breaks: NOWHERE }));
  return [...addresses, ...numbers].toSorted((a, b) => a.start - b.start);
}

/** What is parted where a line has to end inside what keeps together. */
export type Parted = "measure word" | "unit" | "syllable" | "address";

/**
 * Where a line may end within what the rule keeps whole, by offset, in the order of the text: between a number and its measure
 * word (2025 | 年, 56 | 个), which JLREQ (cl-12, cl-13) and UAX #14 part freely and Chinese editors do not like to; and, as the
 * last resort, before a unit or inside it (7.12亿 | 美元, 120 | 公里, 168 | MHz). An address parts at the syllables of its words,
 * and as the last resort where it has none; without a hyphen, which would be taken for a part of it. Digits and their thousands,
 * ordinals and ranges have no such place.
 */
export function reluctantBreaks(text: string): ReadonlyMap<number, Parted> {
  const offsets = new Map<number, Parted>();
  for (const { start, end, found } of MAYBE_ADDRESS.test(text) ? matches(ADDRESS, text) : []) {
    const scheme = /^[a-z]+:\/\//iu.exec(found)?.[0].length ?? 0;
    for (let offset = start + Math.max(LEAST_PART, scheme); offset <= end - LEAST_PART; offset += 1) {
      if (/^\w{4}$/u.test(text.slice(offset - LEAST_PART, offset + LEAST_PART))) offsets.set(offset, "address");
    }
    for (const { index, 0: word } of found.matchAll(/[a-z]+/giu))
      for (const point of index < scheme ? [] : hyphenationOf(word).points)
        offsets.set(start + index + point, "syllable");
  }
  if (!/[0-9０-９]/u.test(text)) return offsets;
  for (const { index, 0: found, groups } of /[0-9][A-Za-zμ]/u.test(text) ? text.matchAll(UNIT_SYMBOL) : []) {
    offsets.set(index + found.length - (groups?.["unit"] ?? "").length, "unit");
  }
  for (const { index, 0: found, groups } of text.matchAll(NUMBER_WITH_UNIT)) {
    const { ordinal, unit, counter } = groups ?? {};
    if (ordinal !== "" || RANGE.test(text.slice(Math.max(0, index - 2), index))) continue;
    const end = index + found.length;
    for (let length = 1; length <= (unit ?? "").length; length += 1) offsets.set(end - length, "unit");
    if (counter !== undefined) {
      offsets.set(end - counter.length, UNITS.includes(counter) ? "unit" : "measure word");
    }
  }
  return new Map([...offsets].toSorted(([a], [b]) => a - b));
}

const NOWHERE: ReadonlySet<number> = new Set();

interface Match {
  readonly start: number;
  readonly end: number;
  readonly found: string;
}

function matches(pattern: RegExp, text: string): readonly Match[] {
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ start: index, end: index + found.length, found }));
}

function address({ start, end, found }: Match): Stretch {
  const breaks = new Set<number>();
  for (let i = LEAST_PART; i <= found.length - LEAST_PART; i += 1) {
    const after = found[i] ?? "";
    if (BREAKS_AFTER.includes(found[i - 1] ?? " ") && !BREAKS_AFTER.includes(after)) breaks.add(start + i);
  }
  return { start, end, breaks };
}
