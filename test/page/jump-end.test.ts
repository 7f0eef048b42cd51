/** Where a story ends that goes on to another page: after a sentence or a paragraph, as the template says. */
import { beforeAll, describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { Scene, ScenePage } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";
import { fonts } from "./one-story.js";

let tabloid: Template;

beforeAll(async () => {
  tabloid = await loadTemplate("tabloid");
});

const CLAUSES = [
  "天还没亮，渡口已经排起了队",
  "船工老郝把缆绳解开，又回头数了一遍人",
  "“去年这时候，河面比现在宽一半，风也大。那时谁都不敢走夜船。”他一边收钱一边念叨",
  "码头上的灯一盏接一盏灭了",
  "孩子们趴在栏杆上看水，老人们坐在舱里打盹，没有人催",
  "新装的仪表显示，水深3.6米，流速每秒1.2米，比昨天慢了不少",
  "“青屏一号。甲”号趸船停在下游两百米处，正在补漆",
];

/** Paragraphs of sentences of many lengths, no two of one beginning. */
function paragraphs(count: number, sentences: number): readonly string[] {
  return Array.from({ length: count }, (_, paragraph) =>
    Array.from({ length: sentences }, (__, i) => {
      const n = paragraph * sentences + i;
      const clause = CLAUSES[(n * 3 + paragraph) % CLAUSES.length] ?? "";
      return `第${n + 1}天，${clause.slice(0, 60)}。`;
    }).join(""),
  );
}

const credits = [{ role: "责编", names: ["安然"] }];

interface Shape {
  readonly columns: number;
  readonly rows: number;
  readonly body?: readonly (string | object)[];
  readonly template?: Template;
  readonly story?: object;
}

function jumping({ columns, rows, body = paragraphs(14, 5), template = tabloid, story = {} }: Shape): Scene {
  const layout = [{ article: "ferry", columns: [1, columns], rows: [1, rows] }];
  const read = readEdition(
    JSON.stringify({
      pages: [
        { number: 1, articles: ["ferry"], layout, credits },
        { number: 3, articles: ["ferry"], credits },
      ],
      articles: [{ id: "ferry", headline: "渡口的早晨", body, ...story }],
    }),
    "e.json",
  );
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, template, fonts);
}

function textOn(page: ScenePage | undefined): string {
  return (page?.items ?? [])
    .flatMap((item) =>
      item.kind === "glyphs" && ["body", "dateline", "list", "quote", "subhead"].includes(item.role) ? item.texts : [],
    )
    .join("");
}

const usual = new Map<string, Scene>();

/** The usual story in a place; set once. */
function usualIn(shape: Shape): Scene {
  const key = JSON.stringify(shape);
  const scene = usual.get(key) ?? jumping(shape);
  usual.set(key, scene);
  return scene;
}

const withJump = (jump: Template["jump"]): Template => ({ ...tabloid, jump });
const within = (scene: Scene) => scene.findings.filter(({ code }) => code === "jump-within");
const SHAPES = [1, 2, 3].flatMap((columns) => [24, 31, 37].map((rows) => ({ columns, rows })));

describe("the end of a part that goes on elsewhere", () => {
  it("stands after a sentence, outside quotes, in every place", () => {
    for (const shape of SHAPES) {
      const scene = usualIn(shape);
      const [front, back] = scene.pages.map(textOn);
      expect(within(scene)).toEqual([]);
      expect(front).toMatch(/。[”’]?$/u);
      const quotes = [...(front ?? "")];
      expect(quotes.filter((one) => one === "“").length).toBe(quotes.filter((one) => one === "”").length);
      expect(back).toMatch(/^第\d+天/u);
      expect((front ?? "") + (back ?? "")).toBe(paragraphs(14, 5).join(""));
    }
  });

  it("leaves no more white than the template allows, and none unless it must", () => {
    for (const shape of SHAPES) {
      const scene = usualIn(shape);
      expect(
        scene.findings.filter(({ code, page }) => page === 1 && ["white-hole", "short-text"].includes(code)),
      ).toEqual([]);
    }
  });

  it("goes on without an indent where it ends within a paragraph, with one where it ends with one", () => {
    const ends = [paragraphs(14, 5), paragraphs(70, 1)].map((body) => {
      const { pages } = jumping({ columns: 2, rows: 31, body });
      const front = textOn(pages[0]);
      const isWhole = body.some((_, i) => body.slice(0, i).join("") === front);
      const first = pages[1]?.items.find((item) => item.kind === "glyphs" && item.role === "body");
      if (first?.kind !== "glyphs") throw new Error("nothing was set");
      expect((first.offsets[0] ?? 0) > 0).toBe(isWhole);
      return isWhole;
    });
    expect(new Set(ends).size).toBe(2);
  });

  it("stands after a paragraph where the template says so", () => {
    const template = withJump({ endsAt: "paragraph", whiteRows: 3, together: false });
    const body = paragraphs(30, 2);
    for (const shape of SHAPES.slice(4, 7)) {
      const scene = jumping({ ...shape, body, template });
      const [front = ""] = scene.pages.map(textOn);
      expect(within(scene)).toEqual([]);
      expect(body.some((_, i) => i > 0 && body.slice(0, i).join("") === front)).toBe(true);
    }
  });

  it("stands at any line where the template says so", () => {
    const template = withJump({ endsAt: "line", whiteRows: 3, together: false });
    const ends = SHAPES.map((shape) => textOn(jumping({ ...shape, template }).pages[0]));
    expect(ends.every((text) => text.endsWith("。"))).toBe(false);
  });

  it("falls back on a clause where no sentence ends near enough, and says so", () => {
    const endless = Array.from({ length: 160 }, (_, i) => `第${i + 1}天他仍然守在渡口的棚子里`).join("，");
    const scene = jumping({ columns: 2, rows: 30, body: [`${endless}。`] });
    const [front] = scene.pages.map(textOn);
    expect(front).toMatch(/，$/u);
    expect(within(scene)).toMatchObject([{ severity: "warning", page: 1, article: "ferry" }]);
    expect(within(scene)[0]?.message).toContain("after a clause");
  });

  it("ends lists with an item, or a sentence of one, and keeps their markers in line", () => {
    const list = Array.from({ length: 30 }, (_, i) => `第${i + 1}项要看的是水位，缆绳另记。记完签名。`);
    const scene = jumping({ columns: 2, rows: 26, body: [{ list, marker: "1." }] });
    const [front = "", back = ""] = scene.pages.map((page) => textOn(page).replaceAll(/\d+\./gu, ""));
    expect(front).toMatch(/。$/u);
    expect(front + back).toBe(list.join(""));
    expect(scene.findings.filter(({ code }) => code === "lost-text")).toEqual([]);
  });

  it("tells where hardly anything goes on", () => {
    const scrap = [13, 14, 15, 16, 17, 18, 19, 20].map((count) =>
      jumping({ columns: 2, rows: 30, body: paragraphs(count, 1) }).findings.filter(
        ({ code }) => code === "jump-scrap",
      ),
    );
    expect(scrap.flat().length).toBeGreaterThan(0);
    expect(scrap.flat()[0]).toMatchObject({ severity: "warning", page: 1, article: "ferry" });
    expect(usualIn({ columns: 2, rows: 31 }).findings.map(({ code }) => code)).not.toContain("jump-scrap");
  });

  it("is no subhead, and no dateline alone", () => {
    const body = paragraphs(20, 2).flatMap((text, i) => (i % 3 === 2 ? [{ subhead: `渡口之${i}` }, text] : [text]));
    for (const shape of SHAPES) {
      const scene = jumping({ ...shape, body, story: { dateline: "本报讯（记者。水岸）" } });
      const front = textOn(scene.pages[0]);
      expect(front).toMatch(/。[”’]?$/u);
      // Two lines at least stand under a subhead.
      const [, under = "大".repeat(99)] = /渡口之\d+(?!.*渡口之)(.*)$/u.exec(front) ?? [];
      expect(under.length).toBeGreaterThan(18);
    }
  });
});
