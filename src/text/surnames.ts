/**
 * Names of people in heads, told by their surnames: a dictionary leaves them as single characters, or finds words in them.
 */
import { LEADING, PARTICLES, PLACES } from "./function-words.js";
import { isSingleHan, type Words } from "./head-words.js";

/** Surnames that the dictionary leaves by themselves, before a given name that it does not know. */
const SURNAMES =
  "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦昌苗凤方俞任袁柳鲍唐费廉岑薛" +
  "雷贺倪汤滕殷罗毕郝邬安常傅卞齐康伍余顾孟黄穆萧尹姚邵湛汪祁毛禹狄米贝臧戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季贾江童颜郭梅盛林刁钟徐" +
  "邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀羊惠甄曲封储靳段焦侯全班仰仲宫宁仇栾甘" +
  "厉戎武符刘景詹龙叶司黎薄印白蒲从索咸卓蔺屠蒙池乔胥苍双闻党翟谭贡姬申冉宰雍桑桂牛寿通边燕冀尚农温别庄晏柴瞿阎慕连习艾鱼容向古易慎戈" +
  "廖庾终居衡步都耿满弘匡文寇广禄阙东欧沃利蔚越夔隆师巩聂勾敖融冷訾辛阚那简饶曾沙鞠关查荆游权盖益桓公佟羿濮鲜闫岳帅缑亢况郈琴商牟佘墨";
/** Surnames of two characters (复姓), but for those that are places or words as often (东方, 百里, 濮阳, 西门, 南门, 第五, 单于). */
const LONG_SURNAMES = new Set(
  (
    "欧阳 司马 上官 诸葛 夏侯 司徒 令狐 皇甫 尉迟 公孙 慕容 钟离 宇文 长孙 鲜于 闾丘 司空 司寇 南宫 端木 呼延 轩辕 拓跋 独孤 万俟 闻人 澹台 公冶 " +
    "淳于 太叔 申屠 仲孙 赫连 宗政 公羊 公良 公西 公仪 公输 亓官 颛孙 乐正 漆雕 壤驷 巫马 宰父 左丘 谷梁 梁丘 羊舌 微生 夹谷 褚师 达奚 贺兰 纳兰 " +
    "完颜 耶律 叶赫 归海 东郭 段干 子车 屈突 尔朱 斛律 哥舒"
  ).split(" "),
);
/** Verbs of one character that follow a name of one: 宗政兰 | 任, 慕容雪 | 获. */
const AFTER_NAME = "任获携率赴访谈忆话说称当领带夺摘捧";

/** Whether a surname ends and what may be a given name begins at a place between two words: 王 | 建国. */
export function mayBeName(pair: { readonly before: string; readonly after: string } | undefined): boolean {
  return pair !== undefined && pair.after.length === 2 && isSingleHan(pair.before) && SURNAMES.includes(pair.before);
}

/** A place inside a name, surely or perhaps, or at one of its ends. */
export type NamePlace = "inside" | "maybe" | "end";

/**
 * By UTF-16 offset: names with such a surname. Given names have one character or two: of two that are no word (钟离 | 昧 | 文) the
 * second may belong to what follows.
 */
export function longNames(text: string, words: Words): ReadonlyMap<number, NamePlace> {
  const places = new Map<number, NamePlace>();
  for (let at = 0; at + 2 < text.length; at += 1) {
    if (!isLongSurname(text, at) || !isFree(text, at, words)) continue;
    const [first = "", second = ""] = text.slice(at + 2, at + 4);
    if (!isGiven(first) || isLongSurname(text, at + 2)) continue;
    const isWord = words.get(at + 2)?.after === first + second;
    const isMore = words.get(at + 3)?.after === second && isGiven(second) && !AFTER_NAME.includes(second);
    if (!isWord && !words.has(at + 3) && at + 3 < text.length) continue;
    if (!places.has(at)) places.set(at, "end");
    places.set(at + 1, "inside").set(at + 2, "inside");
    if (isWord || isMore) places.set(at + 3, isWord ? "inside" : "maybe");
    places.set(at + (isWord || isMore ? 4 : 3), "end");
  }
  return places;
}

/** Whether a surname of two characters begins there. */
export function isLongSurname(text: string, at: number): boolean {
  return LONG_SURNAMES.has(text.slice(at, at + 2));
}

/** A word begins there, so that a name may. */
function isFree(text: string, at: number, words: Words): boolean {
  return at === 0 || words.has(at) || /[\s\p{P}]/u.test(text[at - 1] ?? "");
}

function isGiven(sign: string): boolean {
  return isSingleHan(sign) && !`${PARTICLES}${PLACES}${LEADING}`.includes(sign);
}

/** Between a surname of one character and a given name of single characters, or within that: 鲍 | 喆 | 元. */
export function inPlainName(text: string, offset: number, words: Words): boolean {
  const isAlone = (at: number): boolean => isGiven(text[at] ?? "") && (words.has(at + 1) || at + 1 === text.length);
  const begins = (at: number): boolean =>
    SURNAMES.includes(text[at] ?? " ") && isFree(text, at, words) && isAlone(at + 1);
  return isAlone(offset) && (begins(offset - 1) || begins(offset - 2));
}
