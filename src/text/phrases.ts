/**
 * Where a head may part into lines, and how well it reads there: at the spaces that the editor typed, after marks, between
 * phrases, between words, and inside a word only when nothing else is left.
 *
 * Words come from head-words.ts, names of people from surnames.ts and foreign-names.ts. Between words it is the lean of one on
 * the other that tells how well a line may end there: after a preposition badly, before one well.
 */
import { foreignNames, NAME_POINTS } from "./foreign-names.js";
import { LEADING, PARTICLES, PLACES } from "./function-words.js";
import { isSingleHan, keptTogether, type Words, wordsOf } from "./head-words.js";
import { type Inside, keptWhole } from "./kept-whole.js";
import type { Language } from "./line-break-rule.js";
import { lineBreakOpportunities } from "./opportunities.js";
import { inPlainName, longNames, mayBeName, type NamePlace } from "./surnames.js";
import { isBesideLatin, spacesLatin } from "./typed-spaces.js";

// What a break costs, in em of uneven lines.
const AT_SPACE = 0;
const AFTER_CLAUSE = 0.5;
const AT_QUOTE = 2;
const AFTER_ITEM = 2.5;
const AFTER_PARTICLE = 1.5;
const AFTER_PLACE = 3;
const AT_PHRASE = 2;
const AT_WORD = 3.5;
/** Before and after a character that is no word of two: often half of something, and after it what it wants (吃 | 饱, 早 | 高峰). */
const BEFORE_SINGLE = 6;
const AFTER_SINGLE = 9;
const BETWEEN_SINGLES = 14;
/** Within what looks like a person's name. */
const IN_PERSON = 20;
/** White after a character that may be a surname, before a word of two that may be the given name (王 | 建国). */
export const AFTER_SURNAME = 16;
/** Before what leans on the word before it, after what leans on the word after it, between a number and what it counts. */
const BEFORE_PARTICLE = 18;
const AFTER_LEADING = 18;
const AFTER_NUMBER = 18;
/** Before what makes a word of the one before it (水文站, 制造业), and between a measure word and what it counts. */
const BEFORE_SUFFIX = 18;
const AFTER_MEASURE = 6;
/** Inside what the story writes as one: a name, or words that it uses together. */
const IN_NAME = 40;
const IN_TERM = 4.5;
/** More than all the rest of a head can cost: inside a word, between the groups of a number, between the words of a short term. */
export const IN_WORD = 1_000;
/** Inside a group of a number: 三十 | 四年. */
const IN_NUMBER = 2 * IN_WORD;
/** Within quotation marks, which often stand round what is said so, and within brackets and titles. */
const IN_QUOTATION = 4;
const IN_BRACKETS = 6;
/** Added in a short term between quotation marks, which is read at a glance. */
const IN_QUOTED_TERM = 3;

/** A line's end one character after a mark, or before one, where the mark itself would do. */
const STRANDED = 8;
const STRANDING = "，；：。！？…—、 \u3000";
const CLAUSE_MARKS = "，；：。！？…—";
/** A clause of fewer letters than this may stand in one line with a part of its neighbour (快讯：, 他说，). */
const LEAST_CLAUSE = 3;
const ITEM_MARKS = "、·";
/** Characters before a place that are looked over for a title. */
const TITLE_REACH = 12;
const OPENING = "“‘（《〈「『【〔";
const QUOTATION = "“‘「『";
const CLOSING = "”’）》〉」』】〕";
const SUFFIXES =
  "业性化员家室站区县市省镇村乡街局厅部委院校所厂馆园队组级型式版率度力学界群带线路河湖江山岛桥港湾人军车船" +
  "税师费证卡赛奖款额量值品物机器台店库团展节季届场网报刊社法案权史论派系类券险贷债股房楼院墙井田林草花树鱼兽病症药菜茶酒饭剧片歌";
/** 会 is one after these alone: 常委会, 运动会; else it may be a verb. */
const MEETING =
  /(?:委|协|工|联|商|学|理|董事|理事|监事|基金|运动|博览|展览|音乐|座谈|推介|发布|研讨|交流|招聘|演唱|代表大?|家长|洽谈|听证|恳谈|茶话|联欢|读书|庙|灯|花|年|峰|大|常务|全体|游园|签约)$/u;
/** They make a word of the one after them: 大模型, 主场, 同比, 副主任. */
const PREFIXES = "大小主客副总超微非反准多全同环亚双单零高低老新首旧早晚";
/** 省纪录, 市一中: an office or place before what belongs to it, at the head of a clause or after a number. */
const OFFICES = "省市县区州镇乡村国校院厂厅局部";
const AFTER_COUNTED = /[\d０-９〇零一二三四五六七八九十百千万亿][^\d\s\p{P}]$/u;
/** 过 before a quantity is no particle but leads it, as 超 and 逾 do: 过半, 过百万. */
const EXCEEDING = /^过[半百千万亿\d]/u;
const NUMERAL = /^第?[〇零一二三四五六七八九十百千万亿两几数多半\d.,，%]+$/u;
/** 一粒, 首条; but 十年 and 三天 stand by themselves. */
const MEASURE = /^[一二三四五六七八九十百千万两几数多半首每各][^年月日天时分秒岁次成倍]$/u;
/** 记者 石敬之: the space goes with the name. */
const AFTER_TITLE = /(?:记者|通讯员|特派员|评论员|实习生|编辑|责编|编译|撰文|摄影|文|图|摄)\s+$/u;
const TITLE_SPACE = 8;
/** After the point of a name written by its sound. */
const IN_FOREIGN_NAME = 40;
/** Spaces in a row that are looked over for what stands before them. */
const WIDEST_SPACE = 8;
const LATIN_PAIR = /^[\p{Script=Latin}\p{Nd}][\p{Script=Latin}\p{Nd}]$/u;

export interface PhraseBreak {
  /** UTF-16 offset at which a line may begin. */
  readonly offset: number;
  readonly cost: number;
  /** What white costs there in a line that has too much of it: a quotation around it nothing, what may be a name more. */
  readonly white: number;
  /** Where it parts a number or a short term. */
  readonly inside?: Inside;
  /** What of the head ends there: lines that go on past it should begin and end at such places too. */
  readonly ends?: PhraseEnd;
}

/** A phrase ends at a space that the editor typed, a clause after a mark, an item of a list after 、. */
export type PhraseEnd = "phrase" | "clause" | "item";

/** Breaks at spaces and marks alone: what needs no dictionary. */
export function markBreaks(text: string, language: Language): readonly PhraseBreak[] {
  const quoted = quotedAt(text);
  const isInner = innerSpaces(text, language);
  const whole = keptWhole(text, () => true);
  const breaks = placesIn(text, language).flatMap((offset) => {
    const cost = isInner(offset) || whole.has(offset) ? undefined : markCost(text, offset);
    return cost === undefined ? [] : [{ offset, cost: cost + (quoted[offset] ?? 0), white: cost }];
  });
  return withEnds(text, breaks);
}

/** Says at which breaks phrases end, and at which clauses that are long enough to be lines of their own. */
function withEnds(text: string, breaks: readonly PhraseBreak[]): readonly PhraseBreak[] {
  const isEnd = ({ offset, cost }: PhraseBreak): boolean =>
    cost === AT_SPACE || (cost === AFTER_CLAUSE && !isSingleDash(text, offset));
  const ends = [0, ...breaks.filter(isEnd).map(({ offset }) => offset), text.length];
  const isLong = (at: number): boolean => lettersIn(text.slice(ends[at], ends[at + 1])) >= LEAST_CLAUSE;
  return breaks.map((one): PhraseBreak => {
    if (one.cost === AT_SPACE) return { ...one, ends: "phrase" };
    if (one.cost === AFTER_ITEM) return { ...one, ends: "item" };
    const at = ends.indexOf(one.offset, 1);
    return isEnd(one) && isLong(at - 1) && isLong(at) ? { ...one, ends: "clause" } : one;
  });
}

/** 北京—上海: it joins what stands on its sides. */
function isSingleDash(text: string, offset: number): boolean {
  return text[offset - 1] === "—" && text[offset - 2] !== "—";
}

function lettersIn(text: string): number {
  return [...text].filter((character) => /[\p{L}\p{N}]/u.test(character)).length;
}

/**
 * All breaks; `usage` is running text that uses the head's words, such as the story's. `inNames`: offsets inside names, where what
 * the text is tells them (names.ts).
 */
export function phraseBreaks(
  text: string,
  language: Language,
  usage: string,
  inNames: readonly number[] = [],
): readonly PhraseBreak[] {
  const quoted = quotedAt(text);
  const words = wordsOf(text, language, usage);
  const isInner = innerSpaces(text, language);
  const whole = new Map(keptWhole(text, (offset) => offset === text.length || words.has(offset)));
  const names = longNames(text, words);
  // A long name parts after its point.
  for (const offset of inNames) if (!NAME_POINTS.includes(text[offset - 1] ?? " ")) whole.set(offset, "name");
  for (const [offset, name] of names) if (name === "inside" && !whole.has(offset)) whole.set(offset, "name");
  const breaks = placesIn(text, language).map((offset) => {
    const cost =
      (isInner(offset) ? undefined : markCost(text, offset)) ??
      namedCost(wordCost(text, offset, words, usage), names.get(offset)) + strandedCost(text, offset);
    const inQuote = quoted[offset] ?? 0;
    const inside = whole.get(offset);
    const isTerm = inside === "term" && inQuote === IN_QUOTATION && words.has(offset) && isMiddle(text, offset);
    if (isTerm) return { offset, cost: AT_WORD + IN_QUOTED_TERM + inQuote, white: IN_WORD };
    const plain = wholeCost(cost, inside);
    const white = mayBeName(words.get(offset)) ? Math.max(plain, AFTER_SURNAME) : plain;
    return { offset, cost: plain + inQuote, white, ...(inside === undefined ? {} : { inside }) };
  });
  return withEnds(text, breaks);
}

/** “高额 | 返利”: a term in quotation marks parts in its middle before one line is four times as long as the other. */
function isMiddle(text: string, offset: number): boolean {
  const [before, after] = [/[^“‘「『]*$/u.exec(text.slice(0, offset)), /^[^”’」』]*/u.exec(text.slice(offset))];
  const [first, last] = [before?.[0] ?? "", after?.[0] ?? ""];
  return first.length > 1 && first.length === last.length && !NUMERAL.test(first[0] ?? "");
}

function namedCost(cost: number, name: NamePlace | undefined): number {
  if (name === "end") return Math.min(cost, AT_WORD);
  return name === "maybe" ? Math.max(cost, IN_PERSON) : cost;
}

/** Where a line would begin or end with one character and a mark: 望 | 屏女排 after ！ */
function strandedCost(text: string, offset: number): number {
  const strands =
    (isSingleHan(text[offset - 1] ?? "") && STRANDING.includes(text[offset - 2] ?? " ")) ||
    (isSingleHan(text[offset] ?? "") && STRANDING.includes(text[offset + 1] ?? " "));
  return strands ? STRANDED : 0;
}

/** What a break costs inside what is kept whole. */
function wholeCost(cost: number, inside: Inside | undefined): number {
  switch (inside) {
    case undefined:
      return cost;
    case "name":
    case "term":
      return IN_WORD + Math.min(cost, IN_WORD);
    case "group":
      return IN_WORD;
    case "counted":
      return IN_WORD + AFTER_NUMBER;
    case "digit":
      return IN_NUMBER;
  }
}

function placesIn(text: string, language: Language): readonly number[] {
  return lineBreakOpportunities(text, { language, rule: "strict" }).filter((offset) => offset < text.length);
}

/**
 * Whether the space before an offset parts no phrases: one between Latin words, or between Han and Latin of a writer who types
 * it everywhere. In English heads every space is one between words.
 */
function innerSpaces(text: string, language: Language): (offset: number) => boolean {
  if (language === "en" || !/\s/u.test(text)) return () => false;
  const isSpaced = spacesLatin(text);
  return (offset) => {
    if (!/\s/u.test(text[offset - 1] ?? "")) return false;
    const before =
      text
        .slice(Math.max(0, offset - WIDEST_SPACE), offset)
        .trimEnd()
        .at(-1) ?? "";
    const after = text[offset] ?? "";
    return LATIN_PAIR.test(before + after) || (isSpaced && isBesideLatin(before, after));
  };
}

/** Cost of a break beside a space or a mark; undefined elsewhere. */
function markCost(text: string, offset: number): number | undefined {
  const before = text[offset - 1] ?? "";
  const after = text[offset] ?? "";
  if (/\s/u.test(before))
    return AFTER_TITLE.test(text.slice(Math.max(0, offset - TITLE_REACH), offset)) ? TITLE_SPACE : AT_SPACE;
  if (NAME_POINTS.includes(before) && foreignNames(text).some(({ start, end }) => start < offset && offset < end))
    return IN_FOREIGN_NAME;
  if (CLAUSE_MARKS.includes(before)) return AFTER_CLAUSE;
  if (ITEM_MARKS.includes(before)) return AFTER_ITEM;
  if (CLOSING.includes(before) && PARTICLES.includes(after)) return BEFORE_PARTICLE;
  if (CLOSING.includes(before) || OPENING.includes(after)) return AT_QUOTE;
  return undefined;
}

/** By offset: what a break costs more between a mark that opens and the one that closes. */
function quotedAt(text: string): readonly number[] {
  const open: number[] = [];
  const inside: number[] = [];
  for (const unit of text) {
    if (CLOSING.includes(unit)) open.pop();
    for (let i = 0; i < unit.length; i += 1) inside.push(Math.max(0, ...open));
    if (OPENING.includes(unit)) open.push(QUOTATION.includes(unit) ? IN_QUOTATION : IN_BRACKETS);
  }
  return inside;
}

function wordCost(text: string, offset: number, words: Words, usage: string): number {
  const pair = words.get(offset);
  if (pair === undefined) return IN_WORD;
  const { before, after } = pair;
  // 水文|站|启用: the suffix ends a word of its own length.
  const isWhole = !isSingleHan(before) || SUFFIXES.includes(before);
  const single = !isWhole || isSingleHan(after);
  if (keptTogether(text[offset - 1] ?? "", text[offset] ?? "", usage)) return single ? IN_NAME : IN_TERM;
  if (isSingleHan(after) && EXCEEDING.test(text.slice(offset))) return AT_PHRASE;
  if (isSingleHan(before) && EXCEEDING.test(text.slice(offset - 1))) return AFTER_LEADING;
  if (PARTICLES.includes(after) || (PLACES.includes(after) && before.length > 1)) return BEFORE_PARTICLE;
  if (isSuffix(text, offset, before, after)) return BEFORE_SUFFIX;
  const office = officeCost(text, offset, before, after);
  if (office !== undefined) return office;
  if (NUMERAL.test(before)) return AFTER_NUMBER;
  if (MEASURE.test(before)) return AFTER_MEASURE;
  if (isSingleHan(before) && PARTICLES.includes(before)) return AFTER_PARTICLE;
  if (isSingleHan(before) && PLACES.includes(before)) return AFTER_PLACE;
  if (isSingleHan(before) && LEADING.includes(before)) return AFTER_LEADING;
  if (isSingleHan(before) && PREFIXES.includes(before) && after.length > 1) return AFTER_LEADING;
  if (isSingleHan(after) && LEADING.includes(after)) return isWhole ? AT_PHRASE : AFTER_SINGLE;
  if (!isWhole && isSingleHan(after)) return inPlainName(text, offset, words) ? IN_PERSON : BETWEEN_SINGLES;
  if (!isWhole) return AFTER_SINGLE;
  return single ? BEFORE_SINGLE : AT_WORD;
}

/** 水文|站, 常委|会. */
function isSuffix(text: string, offset: number, before: string, after: string): boolean {
  if (before.length < 2 || !isSingleHan(after)) return false;
  return after === "会" ? MEETING.test(text.slice(0, offset)) : SUFFIXES.includes(after);
}

/** Beside an office or place that stands before what belongs to it: 4×100米 | 省纪录. */
function officeCost(text: string, offset: number, before: string, after: string): number | undefined {
  const leads = (at: number): boolean => {
    const head = text.slice(0, at).trimEnd();
    return head === "" || AFTER_COUNTED.test(head) || CLAUSE_MARKS.includes(head.at(-1) ?? "");
  };
  if (isSingleHan(before) && OFFICES.includes(before) && leads(offset - 1)) return AFTER_LEADING;
  return isSingleHan(after) && OFFICES.includes(after) && leads(offset) ? AT_PHRASE : undefined;
}
