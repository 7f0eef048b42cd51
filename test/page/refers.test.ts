import { beforeAll, describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { loadTemplate } from "../../src/host/templates.js";
import { storyRows } from "../../src/page/page.js";
import { compose } from "../../src/pipeline.js";
import type { Scene } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";

let front: Template;
let inside: Template;

beforeAll(async () => {
  front = await loadTemplate("berliner-front");
  inside = await loadTemplate("tabloid-inside");
});

const credits = [{ role: "责编", names: ["江帆"] }];
const story = (id: string) => ({
  id,
  headline: [`${id}一路`, "看江"],
  body: [`${id}的江水向东流去，两岸渐渐亮起灯火。`],
});
const LONG = { ...story("长"), headline: ["江对岸的山坡上开满了白色的小花", "彼岸的灯火也一盏盏亮起来了"] };
const PAGES = [
  { number: 1, articles: ["甲"] },
  { number: 3, articles: ["乙", "丙"] },
  { number: 5, articles: ["丁"] },
  { number: 7, articles: ["长"] },
];

function set(template: Template, refers: unknown): { scene: Scene; rows: number } {
  const [first, ...rest] = PAGES.map((page) => ({ credits, ...page }));
  const pages = [{ ...first, refers }, ...rest];
  const read = readEdition(
    JSON.stringify({ pages, articles: [...["甲", "乙", "丙", "丁"].map(story), LONG] }),
    "e.json",
  );
  const page = read.ok ? read.value.pages[0] : undefined;
  if (!read.ok || page === undefined) throw new Error(JSON.stringify(read.diagnostics));
  return {
    scene: compose({ ...read.value, images: new Map() }, template),
    rows: storyRows(template, read.value, page),
  };
}

function refersOn(scene: Scene): string {
  return (scene.pages[0]?.items ?? [])
    .flatMap((item) => (item.kind === "glyphs" && item.role === "refer" ? [item.texts.join("")] : []))
    .join(" ");
}

describe("refers", () => {
  it("name the lead of every other page with its number", () => {
    const { scene, rows } = set(front, "auto");
    expect(refersOn(scene).replaceAll(" ", "")).toBe(
      "导读乙一路看江3版丁一路看江5版江对岸的山坡上开满了白色的小花彼岸的灯火也一盏盏亮起来了7版",
    );
    // They stand beside the nameplate.
    expect(rows).toBe(front.grid.rows - (front.masthead?.rows ?? 0) - 1);
    expect(scene.findings.filter(({ code }) => code.startsWith("refer"))).toEqual([]);
  });

  it("name the stories asked for, in their order, in a strip where nothing is free beside a nameplate", () => {
    const { scene, rows } = set(inside, ["丁", "丙"]);
    expect(refersOn(scene).replaceAll(" ", "")).toBe("导读丁一路看江5版丙一路看江3版");
    // Two refers stand on one line: its rows and a white one, no more.
    expect(inside.grid.rows - rows).toBeLessThan(5);
    const foot = inside.grid.top + (inside.grid.rows - rows) * inside.grid.leading;
    for (const area of scene.pages[0]?.areas ?? []) expect(area.rect.y).toBeGreaterThanOrEqual(foot);
    const refers = (scene.pages[0]?.items ?? []).filter((item) => item.kind === "glyphs" && item.role === "refer");
    for (const item of refers)
      expect(item).toMatchObject({ y: expect.toSatisfy((y) => y < foot - inside.grid.leading) });
  });

  it("say what the editor says of a story, and of a page that is in another file", () => {
    const { scene } = set(front, [
      { article: "丁", text: "丁家渡的灯" },
      { article: "丙" },
      { page: 12, text: "副刊：江上旧事" },
      "乙",
    ]);
    expect(refersOn(scene).replaceAll(" ", "")).toBe("导读丁家渡的灯5版丙一路看江3版副刊：江上旧事12版乙一路看江3版");
    expect(scene.findings.filter(({ code }) => code.startsWith("refer"))).toEqual([]);
  });

  it("tell a text that is too long at the text itself", () => {
    const { scene } = set(inside, [{ article: "丁", text: "丁家渡的灯一盏接一盏".repeat(30) }]);
    expect(scene.findings.filter(({ code }) => code === "furniture-too-long")).toMatchObject([
      { pointer: "/pages/0/refers/0/text", hint: expect.stringContaining("fewer words") },
    ]);
  });

  it.each([
    [{ text: "无处可去" }, "refer-to-what"],
    [{ article: "乙", page: 3, text: "两处" }, "refer-to-what"],
    [{ page: 3 }, "refer-without-text"],
    [{ page: 3, text: " " }, "refer-without-text"],
    [{ article: "戊", text: "没有的" }, "unknown-article"],
    [{ page: 1, text: "自己" }, "refer-to-itself"],
    [{ article: "甲", text: "自己" }, "refer-to-itself"],
  ])("are told where they point nowhere: %o", (refer, code) => {
    const pages = PAGES.map((page, index) => ({ credits, ...page, ...(index === 0 ? { refers: [refer] } : {}) }));
    const articles = [...["甲", "乙", "丙", "丁"].map(story), LONG];
    const { diagnostics } = readEdition(JSON.stringify({ pages, articles }), "e.json");
    expect(diagnostics.map((one) => one.code)).toEqual([code]);
    expect(diagnostics[0]?.at?.column).toBeGreaterThan(1);
  });

  it("take as many rows of a strip as their lines need", () => {
    const few = set(inside, ["丁", "丙"]);
    const long = set(inside, ["长", "丙", "丁", "乙"]);
    expect(long.rows).toBeLessThan(few.rows);
    expect(refersOn(long.scene).replaceAll(" ", "")).toContain("彼岸的灯火也一盏盏亮起来了");
    expect(long.scene.findings.filter(({ severity }) => severity !== "info").map(({ code }) => code)).not.toContain(
      "furniture-too-long",
    );
  });

  it("warn of ids that cannot be pointed to", () => {
    const refers = (id: string) =>
      readEdition(
        JSON.stringify({ pages: [{ credits, articles: ["甲"], refers: [id] }], articles: [story("甲")] }),
        "e.json",
      );
    expect(refers("甲").diagnostics.map(({ code }) => code)).toEqual(["refer-to-itself"]);
    expect(refers("戊").ok).toBe(false);
    expect(set(front, "auto").scene.findings.map(({ code }) => code)).not.toContain("refers-not-set");
  });
});
