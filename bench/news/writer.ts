/** One story's copy: heads and paragraphs from the grammar, about one topic, with people and places of its own. */
import type { Random } from "../../test/fuzz/random.js";
import { emsOf, expand, type Rules } from "./grammar.js";
import { area, bodyName, person, placeStem, spot } from "./names.js";
import { HEADS, SENTENCES } from "./sentences.js";
import type { Topic } from "./topics.js";

/** What is seen and said anywhere: put together anew each time, so that long stories do not repeat themselves. */
const ANYWHERE: Rules = {
  detail: ["{seen}{does}", "{seen}{does}，{seen2}{does2}"],
  seen: [
    "门口的风铃",
    "墙上的挂钟",
    "几只麻雀",
    "窗台上的茶杯",
    "巷子里的晾衣绳",
    "远处的塔吊",
    "桌上的图纸",
    "一辆旧自行车",
    "河面上的薄雾",
    "卷起的窗帘",
    "楼下的孩子",
    "卖烤红薯的炉子",
    "收音机里的评书",
    "路边的银杏叶",
    "山坡上的羊群",
    "值班室的灯",
  ],
  does: [
    "静静地停在那里",
    "被风吹得轻轻晃动",
    "还是去年的样子",
    "映着早晨的光",
    "像是在等什么人",
    "时隐时现",
    "早已换了地方",
    "给人一种安稳的感觉",
    "忽然安静下来",
    "一直没有离开过",
    "落了一层细细的灰",
    "显得格外醒目",
  ],
  seen2: [
    "几个年轻人",
    "来来往往的车",
    "屋檐下的雨水",
    "空气里的桂花香",
    "案头的台历",
    "脚下的石板",
    "坐在后排的老人",
    "沿街的铺面",
  ],
  does2: [
    "比往常多了几分热闹",
    "慢慢散开",
    "翻到了新的一页",
    "磨得发亮",
    "听得入了神",
    "一家挨着一家",
    "不紧不慢",
    "说什么也不肯走",
  ],
  quote: ["{saidA}，{saidB}", "{saidA}", "{saidC}，{saidB}"],
  saidA: [
    "办法都是人想出来的",
    "这件事拖不得",
    "头一年亏了不少",
    "我心里其实没底",
    "大家都看着呢",
    "一步一步来",
    "最难的不是钱",
    "谁家没有个急事",
    "你来得正是时候",
    "我们试过很多回",
    "规矩立下了就要守",
    "说一千道一万",
    "干了半辈子",
    "开始谁都不信",
    "别人嫌麻烦的",
  ],
  saidB: [
    "不能光靠嘴上说",
    "做成了才算数",
    "总得有人先走一步",
    "还要看明年",
    "值得",
    "慢一点没关系",
    "后面的人就好走了",
    "自己先要弄明白",
    "日子是过出来的",
    "这话我到现在也认",
    "不图别的",
    "心里就踏实了",
    "少一样都不行",
    "得让人看得见、摸得着",
  ],
  saidC: [
    "以前是人等活，现在是活等人",
    "有人问我图什么",
    "账本我一直留着",
    "你看这双手",
    "那天下着大雨",
    "孩子问我什么时候回家",
    "图纸改了十一遍",
    "电话打爆了",
  ],
};

/** A sentence that says what another has said is drawn again, at most so often. */
const REDRAWS = 40;
const MOST_REDRAWS = 200;
/** The shortest clause whose coming again a reader notices. */
const NOTICED = 7;
/** How many sentences a paragraph has: of a hundred, one of these. */
const SENTENCES_A_PARAGRAPH: readonly (readonly [number, number])[] = [
  [18, 1],
  [52, 2],
  [80, 3],
  [94, 4],
  [100, 5],
];

export type Kind = "news" | "brief" | "essay";

/** The kinds of sentences of a story's paragraphs, each as often as it stands here. */
const TURNS: Readonly<Record<Kind, readonly [string, ...string[]]>> = {
  news: ["plain", "plain", "plain", "figures", "figures", "speech", "speech", "scenic"],
  brief: ["brief", "brief", "plain", "figures"],
  essay: ["essay", "essay", "essay", "scenic", "speech"],
};

/** All sentences, and heads, of an edition so far: none comes again. */
export type Written = Set<string>;

export class Writer {
  readonly person: string;
  readonly topic: string;
  private readonly own: Rules;
  /** Clauses of this story. */
  private readonly clauses = new Set<string>();

  constructor(
    private readonly random: Random,
    topic: Topic,
    private readonly written: Written,
  ) {
    const people = random.list(4, () => person(random));
    const areas = random.list(3, () => area(random));
    const own = {
      person: people.slice(0, 3),
      person2: people.slice(3),
      area: areas.slice(0, 2),
      area2: areas.slice(2),
      spot: random.list(3, () => spot(random)),
      org: random.list(2, () => bodyName(random)),
      stem: random.list(2, () => placeStem(random)),
      // A story is about one or two things.
      thing: random.list(2, () => random.pick(topic["thing"] as [string, ...string[]])),
      detail: [...(topic["detail"] ?? []), ...many(ANYWHERE["detail"], 5)],
      quote: [...(topic["quote"] ?? []), ...many(ANYWHERE["quote"], 4)],
    };
    this.person = people[0] ?? "";
    this.topic = topic.name[0];
    this.own = {
      ...ANYWHERE,
      ...topic,
      ...own,
      detail2: own.detail,
      quote2: own.quote,
      plan2: topic["plan"] ?? [],
    };
  }

  /** One sentence of a kind, or a few that belong together, unlike any other of the edition. */
  private sentence(kind: string): string {
    let text = "";
    for (let tries = 0; tries < MOST_REDRAWS; tries += 1) {
      // A kind that has nothing new to say gives way to one that has figures.
      text = expand(this.random, SENTENCES, tries < MOST_REDRAWS / 2 ? kind : "plain", this.own);
      const isNew = sentencesOf(text).every((one) => !this.written.has(one)) && !stammers(text);
      // Long stories use up their topic: then only whole sentences are kept apart.
      if (isNew && (tries > REDRAWS / 2 || clausesOf(text).every((clause) => !this.clauses.has(clause)))) break;
    }
    for (const one of sentencesOf(text)) this.written.add(one);
    for (const clause of clausesOf(text)) this.clauses.add(clause);
    return text;
  }

  /** Paragraphs of about so many characters, which end with a whole sentence. */
  paragraphs(characters: number, kind: Kind): readonly string[] {
    const found: string[] = [];
    let left = characters;
    while (left > 8) {
      const isFirst = found.length === 0;
      const opening = kind === "news" ? "lead" : kind === "brief" ? "brief" : "essay";
      const text = this.paragraph(left, isFirst ? opening : undefined, kind);
      found.push(text);
      left -= text.length;
    }
    return found;
  }

  private paragraph(left: number, opening: string | undefined, kind: Kind): string {
    const roll = this.random.below(100);
    const [, count = 2] = SENTENCES_A_PARAGRAPH.find(([upTo]) => roll < upTo) ?? [];
    let text = "";
    for (let at = 0; at < count && text.length < left - 8; at += 1) {
      const isLast = left - text.length < 90 && kind === "news" && this.random.once(3);
      const turn = at === 0 && opening !== undefined ? opening : isLast ? "closing" : this.random.pick(TURNS[kind]);
      text += this.fitting(turn, left - text.length);
    }
    return text;
  }

  /** A sentence that does not run far over the room that is left. */
  private fitting(kind: string, room: number): string {
    let best = this.sentence(kind);
    for (let tries = 0; tries < 6 && best.length > room + 6; tries += 1) {
      const other = this.sentence(kind);
      if (other.length < best.length) best = other;
    }
    return best;
  }

  /** A head of a rule whose width lies between two, in em. */
  head(rule: string, least: number, most: number): string {
    let best = "";
    let off = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 3 * REDRAWS && off > 0; tries += 1) {
      const text = expand(this.random, { ...SENTENCES, ...HEADS }, rule, this.own);
      const ems = emsOf(text);
      const miss = this.written.has(text) || stammers(text) ? off : Math.max(0, least - ems, ems - most);
      if (miss < off) [best, off] = [text, miss];
    }
    this.written.add(best);
    return best;
  }

  caption(): string {
    return this.sentenceOf("caption");
  }

  quote(): string {
    return `${this.sentenceOf("quote")}。`;
  }

  private sentenceOf(rule: string): string {
    return expand(this.random, { ...SENTENCES, ...HEADS }, rule, this.own);
  }

  byline(): string {
    return this.random.pick([
      `■ 本报记者 ${this.person}`,
      `■ 本报记者 ${this.person} 通讯员 ${person(this.random)}`,
      `■ 本报记者 ${this.person} 实习生 ${person(this.random)}`,
      `■ 首席记者 ${this.person}`,
    ]);
  }

  dateline(): string {
    return this.random.pick([
      "本报讯",
      `本报讯（记者 ${this.person}）`,
      `本报讯（记者 ${this.person} 通讯员 ${person(this.random)}）`,
      `本报${placeStem(this.random)}电（记者 ${this.person}）`,
    ]);
  }

  credit(): string {
    return this.random.pick([`本报记者 ${person(this.random)} 摄`, `通讯员 ${person(this.random)} 摄`, "资料图片"]);
  }

  /** A name for a row of a table. */
  name(): string {
    return placeStem(this.random) + this.random.pick(["", "", "队", "一号", "中心", "街道"]);
  }
}

const many = (list: readonly string[] | undefined, times: number): readonly string[] =>
  Array.from({ length: times }, () => list ?? []).flat();

/** Its sentences, each with the marks that end it. */
export function sentencesOf(text: string): readonly string[] {
  return text.match(/[^。！？]+[。！？]*”?/gu) ?? [];
}

/** A text that says one thing twice. */
function stammers(text: string): boolean {
  const parts = text.split(/[，。；：？！、和“”]|以及/u).filter((part) => part.length > 1);
  return new Set(parts).size < parts.length;
}

function clausesOf(text: string): readonly string[] {
  return text.split(/[，。；：？！“”]/u).filter((clause) => clause.length >= NOTICED);
}
