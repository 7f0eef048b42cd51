/**
 * Editions made up by a seeded generator: pages of 3 to 14 stories of 100 to 3 000 characters and up to 5 pictures, with
 * copy for a given part of the page. Names, places and facts come from a small grammar and mean nothing.
 */

import { seeded } from "../src/base/random.js";
import { readEdition } from "../src/edition/read.js";
import type { LoadedEdition } from "../src/pipeline.js";

/** What a page of the bundled broadsheet holds, in rows of one column. */
const COLUMNS = 8;
const EMS = 13;
const ROWS = 110;
/** Rows of white between stories, and of a head with its gaps: what an editor reckons with before a page is made up. */
const GAP_ROWS = 2;
/** Characters in a full line of running text: ends of paragraphs and indents leave some of it empty. */
const CHARACTERS_A_ROW = 11.6;
/** Pictures take no more of a news page than this: of those that come late in a draw, narrower ones are drawn. */
const MOST_ART = 0.4;
/** Pictures of one story, and the widest of them, in columns. */
const MOST_OF_A_STORY = 3;
const WIDEST_PHOTO = 4;
const SHORTEST = 100;
const LONGEST = 3_000;

export interface GeneratedPhoto {
  readonly src: string;
  readonly columns?: number;
  readonly caption: string;
  readonly credit: string;
}

export interface GeneratedArticle {
  readonly id: string;
  readonly priority: number;
  readonly kicker?: string;
  readonly headline: string;
  readonly deck?: string;
  readonly byline?: string;
  readonly dateline?: string;
  readonly body: readonly (string | { readonly subhead: string })[];
  readonly photos?: readonly GeneratedPhoto[];
}

export interface GeneratedEdition {
  readonly edition: {
    readonly date: string;
    readonly template: string;
    readonly pages: readonly object[];
    readonly articles: readonly GeneratedArticle[];
  };
  /** Pixel sizes of its pictures. */
  readonly photos: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
  /** Copy, heads and pictures at their natural sizes, as a part of the page. */
  readonly copy: number;
}

/** Whole numbers below `n`, the same for the same seed. */
type Random = (n: number) => number;

function randomOf(seed: number): Random {
  const next = seeded(seed);
  return (n) => Math.floor(next() * n);
}

const PLACES = ["临浦", "云汀县", "望屏区", "石矶新区", "青屏山", "乌桕湾", "白鹭洲", "柳荫里"];
const BODIES = ["码头", "粮库", "气象站", "中试平台", "夜校", "水文站", "老年食堂", "图书馆", "苗圃", "公交公司"];
const PEOPLE = ["邬大槐", "蔺守江", "栾星", "荀桂枝", "封子谦", "池暮云", "令狐嘉", "澹台清"];
const VERBS = ["启用", "扩建", "试运行", "公布", "验收", "改造完成", "延长开放", "首次接待"];
const THINGS = ["新航线", "检测设备", "便民窗口", "储备计划", "培训课程", "观测数据", "接驳班车", "样品清单"];
const ENDS = [
  "居民说，等了很多年",
  "这在全市还是第一次",
  "工期比计划早了半个月",
  "下一步还要再看效果",
  "来的人比预想的多",
];

const pick = <T>(random: Random, list: readonly T[]): T => list[random(list.length)] as T;

function clause(random: Random): string {
  switch (random(6)) {
    case 0:
      return `${pick(random, PLACES)}的${pick(random, BODIES)}${pick(random, VERBS)}了${pick(random, THINGS)}`;
    case 1:
      return `${pick(random, PEOPLE)}介绍，今年已有${random(900) + 12}人用上${pick(random, THINGS)}`;
    case 2:
      return `“${pick(random, ENDS)}。”${pick(random, PEOPLE)}一边翻着本子一边说`;
    case 3:
      return `到${random(12) + 1}月${random(28) + 1}日，${pick(random, BODIES)}共登记${random(90) + 10}.${random(9) + 1}万件，同比增长${random(30) + 1}%`;
    case 4:
      return `${pick(random, THINGS)}由AI系统自动核对，${pick(random, ENDS)}`;
    default:
      return `沿着${pick(random, PLACES)}往北走，${pick(random, BODIES)}门前排起了队`;
  }
}

function paragraph(random: Random, characters: number): string {
  let text = clause(random);
  while (text.length < characters) text += (random(3) === 0 ? "。" : "，") + clause(random);
  return `${text}。`;
}

function headline(random: Random, characters: number): string {
  let text = `${pick(random, PLACES)}${pick(random, BODIES)}${pick(random, VERBS)}${pick(random, THINGS)}`;
  if (random(3) === 0) text = `${pick(random, THINGS)}走进${pick(random, PLACES)} ${pick(random, ENDS)}`;
  return [...text].slice(0, characters).join("");
}

function body(random: Random, characters: number): GeneratedArticle["body"] {
  const blocks: (string | { readonly subhead: string })[] = [];
  let left = characters;
  let sinceSubhead = 0;
  while (left > 0) {
    const text = paragraph(random, Math.min(left, 40 + random(140)));
    blocks.push(text);
    left -= text.length;
    sinceSubhead += text.length;
    if (sinceSubhead > 450 + random(400) && left > 250) {
      blocks.push({ subhead: headline(random, 11) });
      sinceSubhead = 0;
    }
  }
  return blocks;
}

/** Characters by weight, none shorter or longer than a story may be. */
function share(characters: number, plans: readonly { readonly weight: number }[]): readonly number[] {
  const lengths = plans.map(() => 0);
  let open = plans.map((_, index) => index);
  let left = characters;
  while (open.length > 0) {
    const total = open.reduce((sum, i) => sum + (plans[i]?.weight ?? 0), 0);
    const wanted = (i: number): number => (left * (plans[i]?.weight ?? 0)) / total;
    const bound = open.filter((i) => wanted(i) > LONGEST || wanted(i) < SHORTEST);
    const settled = bound.length > 0 ? bound : open;
    const values = settled.map((i): [number, number] => [
      i,
      Math.max(SHORTEST, Math.min(LONGEST, Math.round(wanted(i)))),
    ]);
    for (const [i, length] of values) {
      lengths[i] = length;
      left -= length;
    }
    open = open.filter((i) => !settled.includes(i));
  }
  return lengths;
}

/** For each picture the story that it belongs to: more of them to the first stories. */
function ownersOf(random: Random, stories: number): readonly number[] {
  const owners: number[] = [];
  for (let left = random(6); left > 0; left -= 1) {
    let owner = Math.min(random(stories), random(stories));
    while (owners.filter((other) => other === owner).length === MOST_OF_A_STORY) owner = (owner + 1) % stories;
    owners.push(owner);
  }
  return owners;
}

/** Rows of a column that a picture takes at its own proportions, with its caption. */
function photoRoom(columns: number, upright: boolean): number {
  const width = (columns * EMS + (columns - 1) * 1.5) / 1.4;
  return columns * (width * (upright ? 4 / 3 : 2 / 3) + 2);
}

/** The edition of a seed; the copy lies between 92 % and 104 % of the page. */
export function generateEdition(seed: number): GeneratedEdition {
  const random = randomOf(seed * 7_919 + 17);
  const count = 3 + random(12);
  const copy = 0.92 + random(121) / 1_000;
  const owners = ownersOf(random, count);
  const photos = new Map<string, { width: number; height: number }>();
  let art = MOST_ART * COLUMNS * ROWS;
  let slots = COLUMNS * ROWS * copy;
  const photoOf = (src: string): GeneratedPhoto => {
    const upright = random(4) === 0;
    let columns = 2 + random(WIDEST_PHOTO - 1);
    while (columns > 1 && photoRoom(columns, upright) > art) columns -= 1;
    const room = photoRoom(columns, upright);
    art -= room;
    slots -= room;
    photos.set(src, upright ? { width: 1_200, height: 1_600 } : { width: 1_800, height: 1_200 });
    return {
      src,
      ...(random(2) === 0 ? { columns } : {}),
      caption: paragraph(random, 12 + random(20)),
      credit: `${pick(random, PEOPLE)} 摄`,
    };
  };
  const plans = Array.from({ length: count }, (_, index) => {
    const priority = index === 0 ? 1 : Math.min(5, 1 + Math.ceil((index * 4) / count));
    const span = [0, 6, 4, 3, 2, 2][priority] ?? 2;
    slots -= span * ((priority < 3 ? 8 : 5) + GAP_ROWS);
    const own = owners.flatMap((owner, i) => (owner === index ? [photoOf(`${seed}-${i}.jpg`)] : []));
    return { index, priority, own, weight: (6 - priority) ** 2 * (60 + random(80)) + 200 };
  });
  const lengths = share(Math.max(count * 110, slots * CHARACTERS_A_ROW), plans);
  // Paragraphs end with a clause, a little later than asked for: the next story is as much shorter.
  let behind = 0;
  let written = 0;
  const bodyOf = (wanted: number): GeneratedArticle["body"] => {
    const blocks = body(random, Math.max(SHORTEST, Math.min(LONGEST, wanted - behind)));
    const characters = blocks.reduce((sum, block) => sum + (typeof block === "string" ? block.length : 0), 0);
    behind += characters - wanted;
    written += characters;
    return blocks;
  };
  const articles = plans.map(({ index, priority, own }): GeneratedArticle => {
    const wanted = lengths[index] ?? SHORTEST;
    return {
      id: `s${index}`,
      priority,
      headline: headline(random, priority < 3 ? 18 : 14),
      ...(priority < 3 && random(2) === 0 ? { kicker: headline(random, 16) } : {}),
      ...(priority < 4 && random(3) === 0 ? { deck: headline(random, 16) } : {}),
      ...(random(2) === 0 ? { byline: `本报记者 ${pick(random, PEOPLE)}` } : { dateline: "本报讯" }),
      body: bodyOf(wanted),
      ...(own.length === 0 ? {} : { photos: own }),
    };
  });
  return {
    edition: {
      date: "2026-11-24",
      template: "broadsheet",
      pages: [
        {
          number: 4,
          credits: [{ role: "责编", names: ["安然"] }],
          articles: articles.map(({ id }) => id),
        },
      ],
      articles,
    },
    photos,
    copy: copy - (slots - written / CHARACTERS_A_ROW) / (COLUMNS * ROWS),
  };
}

/** An edition's text as if its file and pictures had been read; the pictures have sizes and no pixels. */
export function loadGenerated(text: string, photos: GeneratedEdition["photos"]): LoadedEdition {
  const read = readEdition(text, "generated.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const picture = { format: "jpeg", bytes: new Uint8Array(), orientation: 1 } as const;
  const images = new Map([...photos].map(([src, size]) => [src, { id: src, ...picture, ...size }]));
  return { ...read.value, images };
}
