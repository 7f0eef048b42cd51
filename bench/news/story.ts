/** A planned story, written: its head by rank, its copy with subheads, its pictures, boxes, tables and verse. */
import type { Random } from "../../test/fuzz/random.js";
import type { Block, NewsArticle, NewsPhoto, Size } from "./edition-types.js";
import type { StoryPlan } from "./page-plan.js";
import type { Topic } from "./topics.js";
import { type Kind, Writer, type Written } from "./writer.js";

/** What all stories of an edition share. */
export interface Desk {
  readonly random: Random;
  readonly written: Written;
  readonly pictures: Map<string, Size>;
}

/** Characters after which a subhead may stand, and those that must follow it. */
const BETWEEN_SUBHEADS = 330;
const AFTER_SUBHEAD = 200;
/** A story has subheads from so many characters on. */
const LONG = 800;
/** Em of headlines by priority: leads 8 to 22, others 6 to 16. */
const HEAD_EMS: readonly (readonly [number, number])[] = [
  [8, 22],
  [8, 20],
  [6, 16],
  [6, 14],
];
/** A headline of more is typed in two lines by every other editor. */
const TWO_LINES = 13;
/** Of a hundred stories by priority, those with a kicker, and with a deck. */
const KICKERS = [52, 30, 8, 0];
const DECKS = [44, 22, 6, 0];

export function writeStory(desk: Desk, plan: StoryPlan, id: string, sections: readonly Topic[]): NewsArticle {
  const { random, written } = desk;
  const [first] = sections;
  const topic = first === undefined || !random.once(3) ? random.pick(sections as [Topic, ...Topic[]]) : first;
  const writer = new Writer(random, topic, written);
  const rank = Math.min(plan.priority, HEAD_EMS.length) - 1;
  const photos = plan.photos.map(({ size, columns, crop }, at): NewsPhoto => {
    const src = `${id}-${at + 1}.jpg`;
    desk.pictures.set(src, size);
    return {
      src,
      ...(columns === undefined ? {} : { columns }),
      ...(plan.kind === "picture" && random.once(2) ? {} : { caption: writer.caption() }),
      credit: writer.credit(),
      ...(crop ? {} : { crop: "never" as const }),
    };
  });
  const isPlain = plan.kind === "news" || plan.kind === "essay";
  const kicker = isPlain && plan.kind !== "essay" && random.below(100) < (KICKERS[rank] ?? 0);
  const deck = isPlain && plan.kind !== "essay" && random.below(100) < (DECKS[rank] ?? 0);
  const signed = plan.kind === "essay" || plan.kind === "poem" || (plan.kind === "news" && plan.characters > 450);
  return {
    id,
    priority: plan.priority,
    ...(plan.kind === "essay" && random.once(3) ? { label: random.pick(["旧物记", "街巷", "小说", "读书"]) } : {}),
    ...(isPlain && plan.kind === "news" && random.once(12)
      ? { label: random.pick(["深一度", "记者调查", "新春走基层", "民生热线"]) }
      : {}),
    ...(kicker ? { kicker: writer.head("kicker", 9, 23) } : {}),
    headline: headline(random, writer, plan, HEAD_EMS[rank] ?? [6, 14]),
    ...(deck ? { deck: writer.head("deck", 9, 24) } : {}),
    ...(signed ? { byline: plan.kind === "news" ? writer.byline() : `□ ${writer.person}` } : {}),
    ...(!signed && plan.kind !== "picture" && plan.kind !== "list" && plan.kind !== "table"
      ? { dateline: writer.dateline() }
      : {}),
    ...(plan.vertical ? { headlineDirection: "vertical" as const } : {}),
    ...(plan.box ? { box: true as const } : {}),
    body: bodyOf(random, writer, plan),
    ...(photos.length > 0 ? { photos } : {}),
    ...(plan.related ? { related: [relatedOf(random, writer, id)] } : {}),
  };
}

function headline(
  random: Random,
  writer: Writer,
  plan: StoryPlan,
  [least, most]: readonly [number, number],
): string | readonly string[] {
  if (plan.kind === "picture" || plan.kind === "poem" || plan.box || plan.vertical) return writer.head("stub", 3, 9);
  if (plan.kind === "essay") return writer.head(random.once(2) ? "stub" : "head", 3, 12);
  const text = writer.head("head", least, most);
  const [one, two, ...more] = text.split(/[ ，]/u);
  // Two halves of like length stand in two lines.
  const isTwo = two !== undefined && more.length === 0 && Math.abs((one ?? "").length - two.length) < 4;
  return isTwo && text.length >= TWO_LINES && random.once(2)
    ? [one ?? "", two]
    : text.replace("，", text.length > 12 ? " " : "，");
}

function bodyOf(random: Random, writer: Writer, { kind, characters, priority }: StoryPlan): readonly Block[] {
  if (kind === "poem") return [{ verse: verse(random, writer, characters) }];
  if (kind === "list")
    return [{ list: random.list(Math.max(3, Math.round(characters / 32)), () => writer.head("deck", 14, 36)) }];
  const tone: Kind = kind === "essay" ? "essay" : kind === "news" ? "news" : "brief";
  const paragraphs = writer.paragraphs(characters, tone);
  if (kind === "table") return [{ table: tableOf(random, writer) }, ...paragraphs];
  if (kind === "picture" || characters < LONG) return paragraphs;
  const blocks: Block[] = [];
  let left = characters;
  let since = 0;
  if (kind === "news" && random.once(9)) blocks.push({ note: `编者按：${writer.quote()}${writer.quote()}` });
  for (const text of paragraphs) {
    if (since > BETWEEN_SUBHEADS && left > AFTER_SUBHEAD) {
      blocks.push({ subhead: writer.head("subhead", 4, 11) });
      since = 0;
    }
    blocks.push(text);
    since += text.length;
    left -= text.length;
  }
  if (priority === 1 && random.once(6)) blocks.splice(3, 0, { quote: writer.quote() });
  return blocks;
}

function verse(random: Random, writer: Writer, characters: number): readonly string[] {
  const lines: string[] = [];
  for (let left = characters; left > 0;) {
    const line = writer.head("detail", 5, 11);
    lines.push(line);
    left -= line.length;
    if (lines.length % 5 === 4 && left > 20) lines.push("");
  }
  return random.once(2) ? lines : lines.filter((line) => line !== "");
}

const TABLE_HEADS = ["场次", "胜", "负", "积分", "同比", "价格（元）", "用时", "人数", "比分"] as const;

/** Rows of a name and figures: a league, prices, hours. */
function tableOf(
  random: Random,
  writer: Writer,
): { readonly title?: string; readonly rows: readonly (readonly string[])[] } {
  const columns = 2 + random.below(4);
  const at = random.below(TABLE_HEADS.length - columns + 1);
  const heads = TABLE_HEADS.slice(at, at + columns);
  const figure = (head: string): string =>
    head === "比分"
      ? `${random.below(4)}∶${random.below(4)}`
      : head === "同比"
        ? `${random.once(2) ? "−" : "+"}${random.between(1, 30)}.${random.below(10)}%`
        : head === "价格（元）"
          ? `${random.between(2, 90)}.${random.below(10)}0`
          : head === "用时"
            ? `${random.between(2, 9)}:${random.between(10, 59)}`
            : String(random.between(1, 60));
  const names = random.list(random.between(5, 12), () => writer.name());
  return {
    ...(random.once(2) ? { title: writer.head("stub", 4, 9) } : {}),
    rows: [["名称", ...heads], ...names.map((name) => [name, ...heads.map(figure)])],
  };
}

function relatedOf(random: Random, writer: Writer, id: string): NewsArticle {
  return {
    id: `${id}-link`,
    priority: 4,
    label: random.pick(["相关新闻", "链接", "延伸阅读"]),
    headline: writer.head("head", 6, 13),
    body: writer.paragraphs(110 + random.below(120), "brief"),
  };
}
