/**
 * What keeps together, or breaks at places of its own, whatever the marks around it allow: numbers with their units, and
 * addresses of the web and of e-mail.
 */

import { hyphenationOf } from "./hyphenate.js";
import { SIGNS_AFTER, SIGNS_BEFORE } from "./in-number.js";
import { MEASURE_WORDS } from "./measure-words.js";

/** A stretch of UTF-16 offsets and where lines may begin inside it; nowhere else in it may they. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly breaks: ReadonlySet<number>;
}

const SPACE = "[ \u00a0\u2009\u202f]";
const DIGIT = "[0-9０-９]";
/** 1 000 000: three digits after each typed space, no more than three before the first. */
const THOUSANDS = `${SPACE}(?=[0-9]{3}(?![0-9]))(?<=(?<![0-9])[0-9]{1,3}(?:${SPACE}[0-9]{3})*${SPACE})`;
const NUMBER = `${DIGIT}(?:${DIGIT}|[.,:．'’](?=${DIGIT})|${THOUSANDS})*`;
/** Units of several characters. */
const UNITS =
  "(?:美|欧|日|港|英|澳|加|韩|新台|人民)[元镑币]|平方(?:公里|千米|米)|立方米|公[里斤顷]|海里|英[里尺寸]|[千毫厘微纳][米克升]|千瓦时?|兆瓦|摄氏度|百分点";
/** Units of one character: what they count is read with them, as with ℃ or %. */
const SHORT_UNITS = "元角吨米斤克升度倍";
/** Dates and times. */
const DATES = "分钟|小时|世纪|年代|个月|周岁|[年月日号时点分秒岁天周]|[년월일시분초]";
/** What a number written in Han numerals counts, right after it. */
export const COUNTED = `(?:${UNITS}|${DATES}|${MEASURE_WORDS}|[${SHORT_UNITS}])`;
/** Measure words that may stand after a typed space; any other character may begin what follows the number. */
const SPACED_COUNTERS = "[个名人位次届户家台辆只件条项款套座所间层场种级成期版]";
/**
 * A number, what counts its thousands, and its unit or measure word: 1111.1亿, 7.12亿美元, 2025年, 第3次, 100 公里. A designation
 * that only contains a number (GR1803, 5G) has no unit.
 */
const NUMBER_WITH_UNIT = new RegExp(
  `(?<![A-Za-z0-9.０-９])(?<ordinal>(?:第${SPACE}?)?)${NUMBER}(?<scale>${SPACE}?[余多]?[十百千万亿兆]+[余多]?|[余多](?=${SPACE}?(?:${UNITS}|[${SHORT_UNITS}]|${DATES}|${MEASURE_WORDS})))?` +
    `(?:${SPACE}?(?:(?<unit>${UNITS}|[${SHORT_UNITS}])|(?<date>${DATES}))|(?<measure>${MEASURE_WORDS})|${SPACE}?(?<spaced>${SPACED_COUNTERS})|(?<other>\\p{Script=Han}))?`,
  "gu",
);
/** The second number of a range or a score keeps its measure word: 1—2款. */
const RANGE = /[0-9０-９][—–～〜~:：-]$/u;
/** Between two numbers a connector (连接号) may end a line, though none begins with it (GB/T 15834 5.1.7): −5℃～ | 8℃, ￥1～ | ￥2. */
const CONNECTOR = new RegExp(`(?<=${DIGIT}${SIGNS_AFTER}?)[—–～〜~－]\u00ad?(?=${SIGNS_BEFORE}{0,2}${DIGIT})`, "gu");
/** Parts of a date or a time, of which the next one is read with this one: 11月27日, 27分58秒. */
const GOES_ON = /[年月日号时点分]$/u;
const SYMBOLS =
  "[kKMGTP]?(?:Hz|bps|B/s|Bps|W|Wh|Pa|V|A|eV|J|N)|[KMGTP]B|mA|mAh|[kcmnμµ]?m[²³]?|[kmμµ]?g|t|[mμµ]?[lL]|[kM]?cal|dB|rpm|fps|[mμµn]?s|min|h";
/** Symbols of units: close to their number, or after a space (GB/T 3101); what else begins with a digit (5G, 3D) is a name. */
const UNIT_SYMBOL = new RegExp(
  `(?<![A-Za-z0-9.])${NUMBER}(?<space>${SPACE}?)(?<unit>(?:${SYMBOLS})(?:/(?:s|h|min|d|kg|L|m[²³]?))?)(?![A-Za-z0-9²³])`,
  "gu",
);
const MAYBE_SYMBOL = new RegExp(`[0-9]${SPACE}?[A-Za-zμµ]`, "u");

/** Account numbers and numbers of papers, masked ones too: parted where nothing else is left, first by their groups of four. */
const CODE = /(?<![0-9A-Za-z*.,_-])[0-9A-Za-z*]{8,}(?![0-9A-Za-z*])|[０-９]{8,}/gu;
const LEAST_DIGITS = 6;
/** ISBN, telephone and type numbers: groups with hyphens, that may end a line after one of these. */
const GROUPED = /(?<![0-9A-Za-z.@/_-])[0-9A-Za-z]{1,20}(?:-[0-9A-Za-z]{1,20}){1,9}(?![0-9A-Za-z@/_-]|\.[0-9A-Za-z])/gu;
const GROUP = 4;

/** Surnames of most people in China; a surname and a name with a wide space are a name, 长江 with one a word that was spaced out. */
const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
const HAN = "\\p{Script=Han}";
const NAME_SPACE = "[ \u3000\u00a0]";
/** The character after a title or at a name's start, and what goes on after a name. */
const BEFORE_NAME = `(?<![\\p{Script=Han}])|(?<=[者辑员授任长理师生演手民友机兵家工匠])`;
const AFTER_NAME = `(?!${HAN})|(?=[说道表介在告是和与对的指称认回摄文也就又为从向把被将等以及])`;
/** Two characters with a space that was typed to make them as wide as three; or any two that stand alone. */
const SPACED_NAME = new RegExp(
  `(?:${BEFORE_NAME})[${SURNAMES}]${NAME_SPACE}${HAN}(?:${AFTER_NAME})|(?<!${HAN}|${HAN}${NAME_SPACE})${HAN}\u3000${HAN}(?!${HAN}|${NAME_SPACE}${HAN})`,
  "gu",
);
const MAYBE_NAME = new RegExp(`${HAN}${NAME_SPACE}${HAN}`, "u");

/** A name on the net has no more parts and no longer ones (RFC 1035); without these bounds a long text of dots takes minutes. */
const ADDRESS =
  /(?:(?:https?|ftp):\/\/|www\.)[\w!#$%&'*+,./:;=?@~-]*[\w/#=&~-]|(?<![\w.+-])[\w.+-]{0,63}\w@\w[\w-]{0,62}(?:\.\w[\w-]{0,62}){1,20}|(?<![a-z0-9-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,20}\.[a-z]{2,24}\/[\w!#$%&'*+,./:;=?@~-]*[\w/#=&~-]|(?<![\w.])[a-z][a-z0-9-]{1,62}(?:\.[a-z][a-z0-9-]{1,62}){2,20}(?![\w.])/giu;
/** Without one of these there is no address: most Chinese text has none. */
const MAYBE_ADDRESS = /[@/]|www\.|\w\.\w+\./iu;
/** An address breaks after these, never before them: a line begins with no mark. */
const BREAKS_AFTER = "/.?&=-_@#:~+,;";
const LEAST_PART = 2;

/** Numbers in a circle, in brackets, with a point, by themselves: ①, ⑴, ⒈, ㉑, ❶, ㈠. */
const SIGNS = "①-⒛⓪-⓿❶-➓㈠-㈩㉑-㉟㊱-㊿";
/**
 * The number of an item (2. （三） ④) before its text, and the sign of a note (渡口①) after what it is about. The one opens a sentence or
 * follows a mark, the other a word.
 */
const ITEM_NUMBER = new RegExp(
  String.raw`(?<=^|[\n。；：，、！？;:]|[。；：，、！？;:.] )(?:[0-9０-９]{1,2}[.．、)）]|[（(][0-9０-９一二三四五六七八九十]{1,3}[）)]|[${SIGNS}])(?=[\p{Script=Han}A-Za-z“《])`,
  "gu",
);
const NOTE_SIGN = new RegExp(String.raw`(?<=[\p{L}”》）])[${SIGNS}]`, "gu");
const MAYBE_ITEM = new RegExp(`[${SIGNS}]|[0-9０-９][.．、)）]|[（(][一二三四五六七八九十]`, "u");

/** All of them, in the order of the text; those of items may hold a number with its unit. */
export function stretchesOf(text: string): readonly Stretch[] {
  const addresses = MAYBE_ADDRESS.test(text) ? matches(ADDRESS, text).map(address) : [];
  const names = MAYBE_NAME.test(text) ? matches(SPACED_NAME, text) : [];
  const numbers = /[0-9０-９]/u.test(text) ? numbersIn(text).filter((own) => !overlaps(own, addresses)) : [];
  const whole = [...names, ...numbers].map(({ start, end }) => ({ start, end, breaks: NOWHERE }));
  return [...addresses, ...whole, ...itemNumbers(text)].toSorted((a, b) => a.start - b.start);
}

/** Whether a line that ends at this offset parts an address of the web or of e-mail where it may not part. */
export function partsAddress(text: string, offset: number): boolean {
  if (!MAYBE_ADDRESS.test(text)) return false;
  const own = matches(ADDRESS, text)
    .map(address)
    .find(({ start, end }) => start < offset && offset < end);
  return own !== undefined && !own.breaks.has(offset);
}

/** Item numbers with the character after them, signs of notes with the one before them. */
function itemNumbers(text: string): readonly Stretch[] {
  if (!MAYBE_ITEM.test(text)) return [];
  const numbers = matches(ITEM_NUMBER, text).map(({ start, end }) => ({ start, end: end + 1, breaks: NOWHERE }));
  const signs = matches(NOTE_SIGN, text).map(({ start, end }) => ({ start: start - 1, end, breaks: NOWHERE }));
  return [...numbers, ...signs];
}

/** Numbers with their units; those of one date as one. */
function numbersIn(text: string): readonly Match[] {
  const joined: Match[] = [];
  for (const { own } of countsIn(text)) {
    const last = joined.at(-1);
    if (last === undefined || !isPair(text, last, own)) joined.push(own);
    else joined[joined.length - 1] = { ...last, end: own.end, found: text.slice(last.start, own.end) };
  }
  const symbols = MAYBE_SYMBOL.test(text) ? matches(UNIT_SYMBOL, text) : [];
  return [...joined, ...symbols];
}

interface Count {
  readonly own: Match;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** Numbers with what they count. Account and telephone numbers count nothing: what follows them is not read with them. */
function countsIn(text: string): readonly Count[] {
  const ends = codeEnds(text);
  return Array.from(text.matchAll(NUMBER_WITH_UNIT), ({ index, 0: whole, groups = {} }) => {
    const { other, ...rest } = groups;
    const end = index + whole.length - (other ?? "").length;
    const isCode = other !== undefined && ends.has(end);
    const found = isCode ? text.slice(index, end) : whole;
    return { own: { start: index, end: index + found.length, found }, groups: isCode ? rest : groups };
  });
}

function codeEnds(text: string): ReadonlySet<number> {
  return new Set([...codesIn(CODE, text), ...(text.includes("-") ? codesIn(GROUPED, text) : [])].map(({ end }) => end));
}

function codesIn(pattern: RegExp, text: string): readonly Match[] {
  return matches(pattern, text).filter(({ found }) => (found.match(/[0-9０-９]/gu)?.length ?? 0) >= LEAST_DIGITS);
}

function overlaps({ start, end }: Match, others: readonly Stretch[]): boolean {
  return others.some((other) => other.start < end && start < other.end);
}

function isPair(text: string, a: Match, b: Match): boolean {
  return (
    b.start - a.end <= 1 && /^\s?$/u.test(text.slice(a.end, b.start)) && GOES_ON.test(a.found) && IS_DATE.test(b.found)
  );
}

const IS_DATE = /[月日号时点分秒]$|分钟$/u;

/** What is parted where a line has to end inside what keeps together. */
export type Parted = "measure word" | "other" | "pair" | "date" | "unit" | "syllable" | "address" | "group" | "digit";

/**
 * Where a line may end within what the rule keeps whole, by offset, in the order of the text: between a number and the
 * Han character after it (90 | 后) or the parts of a date (11月 | 27日), which JLREQ (cl-12, cl-13) and UAX #14 part freely and Chinese
 * editors do not like to; before measure words (56 | 个) and the units of dates and times (2025 | 年), which they like less; as the last resort before a unit or inside
 * it, and before 万 and 亿, which are units of the number too (GB/T 15835): 7.12 | 亿 | 美元, 120 | 公里, 168 | MHz; and in a number too long for most lines, first between its groups of four. An address
 * parts at the syllables of its words, and as the last resort where it has none; without a hyphen, which would be taken for a
 * part of it. A range parts after its connector or before its measure word, as the last resort (10～ | 20人). Thousands and short ordinals have no such place.
 */
export function reluctantBreaks(text: string): ReadonlyMap<number, Parted> {
  const offsets = new Map<number, Parted>();
  if (MAYBE_ADDRESS.test(text)) addAddresses(text, offsets);
  if (MAYBE_ITEM.test(text)) {
    for (const { end } of matches(ITEM_NUMBER, text)) offsets.set(end, "measure word");
    for (const { start } of matches(NOTE_SIGN, text)) offsets.set(start, "measure word");
  }
  if (!/[0-9０-９]/u.test(text)) return sorted(offsets);
  addCodes(text, offsets);
  if (text.includes("-")) addGroups(text, offsets);
  for (const { index, 0: found, groups } of MAYBE_SYMBOL.test(text) ? text.matchAll(UNIT_SYMBOL) : []) {
    offsets.set(index + found.length - (groups?.["unit"] ?? "").length, "unit");
  }
  for (const { end } of matches(CONNECTOR, text)) offsets.set(end, "unit");
  let last: Match | undefined;
  for (const { own, groups } of countsIn(text)) {
    addNumber(text, own, groups, offsets);
    if (last !== undefined && isPair(text, last, own)) offsets.set(own.start, "pair");
    last = own;
  }
  return sorted(offsets);
}

function sorted(offsets: ReadonlyMap<number, Parted>): ReadonlyMap<number, Parted> {
  return new Map([...offsets].toSorted(([a], [b]) => a - b));
}

function addAddresses(text: string, offsets: Map<number, Parted>): void {
  for (const { start, end, found } of matches(ADDRESS, text)) {
    const scheme = /^[a-z]+:\/\//iu.exec(found)?.[0].length ?? 0;
    for (let offset = start + Math.max(LEAST_PART, scheme); offset <= end - LEAST_PART; offset += 1) {
      if (/^\w{4}$/u.test(text.slice(offset - LEAST_PART, offset + LEAST_PART))) offsets.set(offset, "address");
    }
    for (const { index, 0: word } of found.matchAll(/[a-z]+/giu))
      for (const point of index < scheme ? [] : hyphenationOf(word).points)
        offsets.set(start + index + point, "syllable");
  }
}

function addCodes(text: string, offsets: Map<number, Parted>): void {
  for (const { start, end } of codesIn(CODE, text)) {
    for (let offset = start + LEAST_PART; offset <= end - LEAST_PART; offset += 1)
      offsets.set(offset, (offset - start) % GROUP === 0 ? "group" : "digit");
  }
}

function addGroups(text: string, offsets: Map<number, Parted>): void {
  for (const { start, found } of codesIn(GROUPED, text)) {
    for (const { index } of found.matchAll(/-/gu)) offsets.set(start + index + 1, "group");
  }
}

function addNumber(
  text: string,
  { start, end }: Match,
  { ordinal = "", scale = "", unit, date, measure, spaced, other }: Readonly<Record<string, string | undefined>>,
  offsets: Map<number, Parted>,
): void {
  if (RANGE.test(text.slice(Math.max(0, start - 2), start))) {
    const counted = unit ?? date ?? measure ?? spaced ?? "";
    if (counted !== "") offsets.set(end - counted.length, "unit");
    else if (other !== undefined) offsets.set(end - other.length, "other");
    return;
  }
  const own = unit ?? date ?? measure ?? spaced ?? other ?? "";
  // 第61 | 分钟, but 第3次.
  if (ordinal !== "") {
    if (own.length > 1) offsets.set(end - own.length, "unit");
    return;
  }
  const isCounted = (measure ?? spaced) !== undefined;
  const from = text.slice(start, end).lastIndexOf(scale, end - start - own.length);
  if (SCALE.test(scale)) offsets.set(start + from + scale.search(/\S/u), "unit");
  for (let length = 1; length < own.length; length += 1) offsets.set(end - length, isCounted ? "measure word" : "unit");
  if (own === "") return;
  offsets.set(
    end - own.length,
    unit !== undefined ? "unit" : date !== undefined ? "date" : isCounted ? "measure word" : "other",
  );
}

const SCALE = /[万亿兆]/u;
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
