/** Copy for fuzzed editions, of invented people and places: sentences, heads of a length, and characters that trouble a setter. */
import type { Random } from "./random.js";

const PLACES = ["禾渡口", "青芦湾", "石臼镇", "望潮街", "桐岭", "白泥塘", "三汊河", "杏林坪"] as const;
const PEOPLE = ["尤一舟", "储南星", "费晓棠", "臧守拙", "弓长河", "王　明", "令狐小满", "阿依古丽·买买提"] as const;
const BODIES = ["水文站", "粮管所", "老年食堂", "渡轮公司", "气象站", "夜校", "苗圃", "少年宫"] as const;
const DEEDS = ["开放了", "验收了", "重修了", "公布了", "试用了", "清点了", "搬进了"] as const;
const THINGS = ["新码头", "一批样机", "储粮仓", "旧照片", "观测数据", "接驳班车", "便民窗口"] as const;
const TAILS = ["街坊们都说值得", "工期比原先早了半月", "下一步还要再看", "这在全市还是头一回"] as const;
const LATIN = [
  "AI",
  "iPhone 15 Pro",
  "Mercer & Sons",
  "GB/T 15834",
  "e-mail",
  "Wi-Fi 7",
  "www.hedukou.example/a/b",
] as const;
const ENGLISH = "The ferry leaves the quay at dawn and the town's bakers wave; “we're late,” says one of them. ";

/** Characters that real copy has and few tests have: marks that combine, invisible ones, rare planes, odd spaces. */
const ODD = [
  "e\u0301",
  "ā",
  "か\u3099",
  "パ",
  "\u200B",
  "\u00AD",
  "\u2060",
  "\uFEFF",
  "\u202F",
  "\u2028",
  "\u00A0",
  "\t",
  "\r\n",
  "\n",
  "\u3000",
  "𠮷",
  "𪚥",
  "ｱｲｳ",
  "㎡",
  "㎞",
  "℃",
  "‰",
  "①",
  "⑳",
  "Ⅻ",
  "½",
  "~",
  "～",
  "－",
  "——",
  "──",
  "……",
  "...",
  "·",
  "•",
  "“",
  "”",
  "「",
  "』",
  "《",
  "》",
  "〈",
  "\uE000",
  "\uFFFC",
  "&nbsp;",
  "<b>",
  "😀",
  "👨‍👩‍👧",
  "1️⃣",
  "🇨🇳",
  "ﬁ",
  "ß",
  "Ω",
  "שלום",
  "عربى",
  "ไทย",
  "한국",
  "\u0364",
  "\u0332",
  "丨",
  "〇",
  "々",
  "¥",
  "€",
  "‐",
  "–",
  "A\u030A",
  "\u{E0101}",
  "葛\u{E0100}",
] as const;

/** How odd the characters of an edition are. */
export interface Tongue {
  /** An odd character once in so many clauses; 0 for never. */
  readonly odd: number;
  /** The few that this edition has: one that is refused does not refuse most of them. */
  readonly characters: readonly [string, ...string[]];
  readonly english: boolean;
}

const KINDS_OF_ODD = 5;

export function tongueOf(random: Random): Tongue {
  return {
    odd: random.pick([0, 0, 0, 12, 3]),
    characters: [random.pick(ODD), ...random.list(KINDS_OF_ODD - 1, () => random.pick(ODD))],
    english: random.once(25),
  };
}

export function clause(random: Random, { odd, characters, english }: Tongue): string {
  const strange = odd > 0 && random.once(odd) ? random.pick(characters) : "";
  if (english) return ENGLISH.slice(random.below(40)).trim() + strange;
  switch (random.below(8)) {
    case 0:
      return `${random.pick(PLACES)}的${random.pick(BODIES)}${strange}${random.pick(DEEDS)}${random.pick(THINGS)}`;
    case 1:
      return `${random.pick(PEOPLE)}说，今年已有${random.between(2, 98_000)}人用上${strange}${random.pick(THINGS)}`;
    case 2:
      return `“${random.pick(TAILS)}${strange}。”${random.pick(PEOPLE)}合上本子`;
    case 3:
      return `到${random.between(1, 12)}月${random.between(1, 28)}日，共登记${random.between(1, 99)}.${random.below(10)}万件，增长${random.below(90)}%`;
    case 4:
      return `《${random.pick(THINGS)}》由${random.pick(LATIN)}${strange}核对`;
    case 5:
      return `沿着${random.pick(PLACES)}往北${random.between(1, 900)} km，${random.pick(BODIES)}门前排起了队`;
    case 6:
      return `${random.pick(THINGS)}（${random.pick(LATIN)}）${random.pick(DEEDS)}${strange}`;
    default:
      return `${random.pick(TAILS)}，${random.pick(PEOPLE)}${strange}连声道谢`;
  }
}

/** A paragraph of about so many characters. */
export function paragraph(random: Random, characters: number, tongue: Tongue): string {
  let text = clause(random, tongue);
  while (text.length < characters) text += (random.once(3) ? "。" : "，") + clause(random, tongue);
  return `${text}。`;
}

/** A head of just so many characters, with a space between phrases now and then. */
export function head(random: Random, characters: number, tongue: Tongue): string {
  let text = "";
  while (text.length < characters) {
    const words = random.pick<readonly [string, ...string[]]>([PLACES, BODIES, DEEDS, THINGS, TAILS]);
    text += random.once(6) ? ` ${random.pick(LATIN)}` : random.pick(words);
    if (random.once(7)) text += " ";
    if (tongue.odd > 0 && random.once(tongue.odd)) text += random.pick(tongue.characters);
  }
  return [...text].slice(0, characters).join("");
}

export function person(random: Random): string {
  return random.pick(PEOPLE);
}

/** One word without a place to part it. */
export function unbroken(random: Random, characters: number): string {
  return random.pick(["a", "W", "8", "啊", "—", "…", "_", "。"]).repeat(characters);
}

/** Mostly a usual length, now and then none, one, long or absurd. */
export function lengthOf(random: Random, usual: readonly [number, number], absurd: number): number {
  const dice = random.below(60);
  if (dice === 0) return 0;
  if (dice === 1) return 1;
  if (dice <= 4) return random.between(usual[1], 3 * usual[1]);
  if (dice === 5) return random.between(usual[1], absurd);
  return random.between(usual[0], usual[1]);
}
