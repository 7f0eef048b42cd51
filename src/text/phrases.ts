/**
 * Where a head may part into lines, and how well it reads there: at the spaces that the editor typed, after marks, between
 * phrases, between words, and inside a word only when nothing else is left.
 *
 * Words are ICU's (`Intl.Segmenter`), whose dictionary knows no names of places and people: it leaves these as single
 * characters. Two characters that the story's own text keeps together, again and again, are taken for one of them.
 */
import { isIdeograph } from "./classes.js";
import { foreignNames, NAME_POINTS } from "./foreign-names.js";
import { type Inside, keptWhole } from "./kept-whole.js";
import type { Language } from "./line-break-rule.js";
import { lineBreakOpportunities } from "./opportunities.js";
import { insideNewsWords } from "./news-words.js";
import { isBesideLatin, spacesLatin } from "./typed-spaces.js";

// What a break costs, in em of uneven lines.
export const AT_SPACE = 0;
const AFTER_CLAUSE = 0.5;
const AT_QUOTE = 2;
const AFTER_ITEM = 2.5;
const AFTER_PARTICLE = 1.5;
const AFTER_PLACE = 3;
const AT_PHRASE = 2;
const AT_WORD = 3.5;
/** Beside a character that is no word of two: often half of something. */
const AT_SINGLE = 6;
const BETWEEN_SINGLES = 9;
/** Within what looks like a person's name. */
const IN_PERSON = 14;
/** White after a character that may be a surname, before a word of two that may be the given name (王 | 建国). */
export const AFTER_SURNAME = 10;
/** Before what leans on the word before it, after what leans on the word after it, between a number and what it counts. */
const BEFORE_PARTICLE = 12;
const AFTER_LEADING = 12;
const AFTER_NUMBER = 12;
/** Before what makes a word of the one before it (水文站, 制造业), and between a measure word and what it counts. */
const BEFORE_SUFFIX = 12;
const AFTER_MEASURE = 6;
/** Inside what the story writes as one: a name, or words that it uses together. */
const IN_NAME = 40;
const IN_TERM = 4.5;
/** More than all the rest of a head can cost: inside a word, between the groups of a number, between the words of a short term. */
export const IN_WORD = 1_000;
/** Inside a group of a number: 三十 | 四年. */
const IN_NUMBER = 2 * IN_WORD;
/** Within quotation marks or brackets. */
const INSIDE_QUOTE = 6;

const CLAUSE_MARKS = "，；：。！？…—";
const ITEM_MARKS = "、·";
/** Characters before a place that are looked over for a title. */
const TITLE_REACH = 12;
const OPENING = "“‘（《〈「『【〔";
const CLOSING = "”’）》〉」』】〕";
/** Particles, and what says where or when: they belong to the word before them. */
const PARTICLES = "的地得了着过们吗呢吧啊等者之";
const PLACES = "中后前里上下内外间时起处旁边";
const SUFFIXES =
  "业性化员家室站区县市省镇村乡街局厅部委院校所厂馆园队组级型式版率度力学界群带线路河湖江山岛桥港湾人军车船" +
  "税师费证卡赛奖款额量值品物机器台店库团展节季届场网报刊社法案权史论派系类券险贷债股房楼院墙井田林草花树鱼兽病症药菜茶酒饭剧片歌";
/** 会 is one after these alone: 常委会, 运动会; else it may be a verb. */
const MEETING =
  /(?:委|协|工|联|商|学|理|董事|理事|监事|基金|运动|博览|展览|音乐|座谈|推介|发布|研讨|交流|招聘|演唱|代表大?|家长|洽谈|听证|恳谈|茶话|联欢|读书|庙|灯|花|年|峰|大|常务|全体|游园|签约)$/u;
/** They make a word of the one after them: 大模型, 主场, 同比, 副主任. */
const PREFIXES = "大小主客副总超微非反准多全同环亚双单零高低老新首旧";
/** 省纪录, 市一中: an office or place before what belongs to it, at the head of a clause or after a number. */
const OFFICES = "省市县区州镇乡村国校院厂厅局部";
const AFTER_COUNTED = /[\d０-９〇零一二三四五六七八九十百千万亿][^\d\s\p{P}]$/u;
/** Prepositions, conjunctions, adverbs, verbs that want an object: they belong to the word after them, and open a phrase. */
const LEADING =
  "在与和及或对将把被让从向由以为因于至到比给用按就却又也都才还不未没再更最很太已正无非每各该本这那第可能要会共获达超破逾迎赴抵试首新老";
/** 过 before a quantity is no particle but leads it, as 超 and 逾 do: 过半, 过百万. */
const EXCEEDING = /^过[半百千万亿\d]/u;
const NUMERAL = /^第?[〇零一二三四五六七八九十百千万亿两几数多半\d.,，%]+$/u;
/** 一粒, 首条; but 十年 and 三天 stand by themselves. */
const MEASURE = /^[一二三四五六七八九十百千万两几数多半首每各][^年月日天时分秒岁次成倍]$/u;
/** Surnames that the dictionary leaves by themselves, before a given name that it does not know. */
const SURNAMES =
  "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦昌苗凤方俞任袁柳鲍唐费廉岑薛" +
  "雷贺倪汤滕殷罗毕郝邬安常傅卞齐康伍余顾孟黄穆萧尹姚邵湛汪祁毛禹狄米贝臧戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季贾江童颜郭梅盛林刁钟徐" +
  "邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀羊惠甄曲封储靳段焦侯全班仰仲宫宁仇栾甘" +
  "厉戎武符刘景詹龙叶司黎薄印白蒲从索咸卓蔺屠蒙池乔胥苍双闻党翟谭贡姬申冉宰雍桑桂牛寿通边燕冀尚农温别庄晏柴瞿阎慕连习艾鱼容向古易慎戈" +
  "廖庾终居衡步都耿满弘匡文寇广禄阙东欧沃利蔚越夔隆师巩聂勾敖融冷訾辛阚那简饶曾沙鞠关查荆游权盖益桓公佟羿濮鲜闫岳帅缑亢况郈琴商牟佘墨";
/** Surnames of two characters, but for those that are places or words as often (东方, 百里, 濮阳). */
const LONG_SURNAMES =
  /^(?:欧阳|司马|上官|诸葛|夏侯|司徒|令狐|皇甫|尉迟|公孙|慕容|钟离|宇文|长孙|鲜于|闾丘|司空|南宫|端木|呼延|轩辕|拓跋|独孤|万俟|闻人|澹台|公冶|淳于|太叔|申屠|仲孙|赫连)$/u;
/** 记者 石敬之: the space goes with the name. */
const AFTER_TITLE = /(?:记者|通讯员|特派员|评论员|实习生|编辑|责编|编译|撰文|摄影|文|图|摄)\s+$/u;
const TITLE_SPACE = 8;
/** After the point of a name written by its sound. */
const IN_FOREIGN_NAME = 40;
/** Pairs are counted as one when they stand together so often, and in so great a part of where either stands. */
const LEAST_USES = 2;
const LEAST_PART = 0.6;

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
}

/** Breaks at spaces and marks alone: what needs no dictionary. */
export function markBreaks(text: string, language: Language): readonly PhraseBreak[] {
  const quoted = quotedAt(text);
  const isInner = innerSpaces(text, language);
  const whole = keptWhole(text, () => true);
  return placesIn(text, language).flatMap((offset) => {
    const cost = isInner(offset) || whole.has(offset) ? undefined : markCost(text, offset);
    return cost === undefined
      ? []
      : [{ offset, cost: cost + (quoted[offset] === true ? INSIDE_QUOTE : 0), white: cost }];
  });
}

/** All breaks; `usage` is running text that uses the head's words, such as the story's. */
export function phraseBreaks(text: string, language: Language, usage: string): readonly PhraseBreak[] {
  const quoted = quotedAt(text);
  const words = wordsOf(text, language);
  const isInner = innerSpaces(text, language);
  const whole = keptWhole(text, (offset) => offset === text.length || words.has(offset));
  return placesIn(text, language).map((offset) => {
    const cost = (isInner(offset) ? undefined : markCost(text, offset)) ?? wordCost(text, offset, words, usage);
    const inQuote = quoted[offset] === true ? INSIDE_QUOTE : 0;
    const inside = whole.get(offset);
    const plain = wholeCost(cost, inside);
    const white = mayBeName(words.get(offset)) ? Math.max(plain, AFTER_SURNAME) : plain;
    return { offset, cost: plain + inQuote, white, ...(inside === undefined ? {} : { inside }) };
  });
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
  if (CLOSING.includes(before) || OPENING.includes(after)) return AT_QUOTE;
  return undefined;
}

/** By offset: whether it lies between a mark that opens and the one that closes. */
function quotedAt(text: string): readonly boolean[] {
  let depth = 0;
  const inside: boolean[] = [];
  for (const unit of text) {
    if (CLOSING.includes(unit)) depth = Math.max(0, depth - 1);
    for (let i = 0; i < unit.length; i += 1) inside.push(depth > 0);
    if (OPENING.includes(unit)) depth += 1;
  }
  return inside;
}

/** The word that ends and the word that begins at each offset between two of them. */
type Words = ReadonlyMap<number, { readonly before: string; readonly after: string }>;

function wordCost(text: string, offset: number, words: Words, usage: string): number {
  const pair = words.get(offset);
  if (pair === undefined) return IN_WORD;
  const { before, after } = pair;
  // 水文|站|启用: the suffix ends a word of its own length.
  const isWhole = !isSingleHan(before) || SUFFIXES.includes(before);
  const single = !isWhole || isSingleHan(after);
  if (keptTogether(text[offset - 1] ?? "", text[offset] ?? "", usage)) return single ? IN_NAME : IN_TERM;
  if (isAfterLongSurname(text, offset, words)) return IN_PERSON;
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
  if (isSingleHan(after) && LEADING.includes(after)) return isWhole ? AT_PHRASE : AT_SINGLE;
  if (!isWhole && isSingleHan(after)) return inName(text, offset, words) ? IN_PERSON : BETWEEN_SINGLES;
  return single ? AT_SINGLE : AT_WORD;
}

function mayBeName(pair: { readonly before: string; readonly after: string } | undefined): boolean {
  return pair !== undefined && pair.after.length === 2 && isSingleHan(pair.before) && SURNAMES.includes(pair.before);
}

/** 夏 | 侯 | 渊, 钟离 | 昧 | 文: inside such a surname, before a given name of one or two characters, and inside that. */
function isAfterLongSurname(text: string, offset: number, words: Words): boolean {
  const isFree = (at: number): boolean => at === 0 || words.has(at) || /[\s\p{P}]/u.test(text[at - 1] ?? "");
  const isGiven = (at: number): boolean => {
    const sign = text[at] ?? "";
    return isSingleHan(sign) && !`${PARTICLES}${PLACES}${LEADING}`.includes(sign);
  };
  const begins = (at: number): boolean => at >= 0 && LONG_SURNAMES.test(text.slice(at, at + 2)) && isFree(at);
  if (begins(offset - 2)) return isGiven(offset) && (words.get(offset)?.after.length ?? 0) <= 2;
  if (begins(offset - 1)) return isGiven(offset + 1);
  const { before = "", after = "" } = words.get(offset) ?? {};
  return begins(offset - 3) && isGiven(offset - 1) && isSingleHan(before) && isGiven(offset) && isSingleHan(after);
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

/** Between a surname and a given name of single characters, or within that: 鲍 | 喆 | 元. */
function inName(text: string, offset: number, words: Words): boolean {
  const isFree = (at: number): boolean => at === 0 || words.has(at) || /[\s\p{P}]/u.test(text[at - 1] ?? "");
  const isGiven = (at: number): boolean => {
    const sign = text[at] ?? "";
    return (
      isSingleHan(sign) &&
      !`${PARTICLES}${PLACES}${LEADING}`.includes(sign) &&
      (words.has(at + 1) || at + 1 === text.length)
    );
  };
  const begins = (at: number): boolean => SURNAMES.includes(text[at] ?? " ") && isFree(at) && isGiven(at + 1);
  return isGiven(offset) && (begins(offset - 1) || begins(offset - 2));
}

function isSingleHan(word: string): boolean {
  const cp = word.codePointAt(0) ?? 0;
  return isIdeograph(cp) && word.length === (cp > 0xffff ? 2 : 1);
}

function keptTogether(a: string, b: string, usage: string): boolean {
  const both = countOf(a + b, usage);
  return both >= LEAST_USES && both >= LEAST_PART * Math.min(countOf(a, usage), countOf(b, usage));
}

function countOf(what: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + what.length)) count += 1;
  return count;
}

/** Opening the first one costs as much as setting half a page: nobody does who needs no words. They hold no state of ours. */
const segmenters = new Map<string, Intl.Segmenter>();

function wordsOf(text: string, language: Language): Words {
  let segmenter = segmenters.get(language);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: "word" });
    segmenters.set(language, segmenter);
  }
  const segments = [...segmenter.segment(text)].map(({ index, segment }) => ({ index, segment }));
  const starts = new Set(segments.map(({ index }) => index));
  const inside = insideNewsWords(text, (offset) => offset === text.length || starts.has(offset));
  const words = new Map<number, { before: string; after: string }>();
  let before = "";
  for (const { index, segment } of mergedAt(segments, inside)) {
    if (index > 0) words.set(index, { before, after: segment });
    if (!/^\s+$/u.test(segment)) before = segment;
  }
  return words;
}

interface Segment {
  readonly index: number;
  readonly segment: string;
}

/** The same with those put together that begin inside a word. */
function mergedAt(segments: readonly Segment[], inside: ReadonlySet<number>): readonly Segment[] {
  const merged: Segment[] = [];
  for (const { index, segment } of segments) {
    const last = merged.at(-1);
    if (last === undefined || !inside.has(index)) merged.push({ index, segment });
    else merged[merged.length - 1] = { index: last.index, segment: last.segment + segment };
  }
  return merged;
}
