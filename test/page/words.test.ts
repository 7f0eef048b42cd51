/** What pages say by themselves, in their own language. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { Finding } from "../../src/scene/list.js";

const fonts = createLibrary(bundledFonts());
const front = await loadTemplate("berliner-front");

function set(language: string, credits: readonly object[] = []): { text: string; findings: readonly Finding[] } {
  const story = (id: string, more: object = {}) => ({ id, headline: "渡口", body: ["水面。"], ...more });
  const read = readEdition(
    JSON.stringify({
      language,
      publication: {
        name: "澜江日報",
        issue: 2210,
        pageCount: 48,
        imprint: { distribution: "1-11", price: "1" },
      },
      pages: [
        { number: 1, articles: ["a"], refers: ["b"], credits, ads: [{ columns: [1, 2], rows: [60, 70], label: "江" }] },
        { number: 5, articles: ["b"], credits },
      ],
      articles: [story("a", { continues: { from: { page: 4 }, to: { page: 5 } } }), story("b")],
    }),
    "e.json",
  );
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const scene = compose({ ...read.value, images: new Map() }, front, fonts);
  const items = scene.pages[0]?.items ?? [];
  const text = items.flatMap((item) => (item.kind === "glyphs" ? [item.texts.join("")] : [])).join("");
  return { text: text.replaceAll(/\s/gu, ""), findings: scene.findings };
}

describe("words of a page", () => {
  it.each<[string, readonly string[]]>([
    ["zh-Hans", ["导读", "5版", "总第2210期", "今日48版", "（上接4版）", "（下转5版）", "邮发代号", "零售", "广告"]],
    ["zh-Hant", ["導讀", "5版", "總第2210期", "今日48版", "（上接4版）", "（下轉5版）", "郵發代號", "零售", "廣告"]],
    ["ja", ["紙面から", "5面", "第2210号", "本日48ページ", "（4面から続く）", "（5面に続く）", "定価", "広告"]],
    ["ko", ["주요기사", "5면", "제2210호", "오늘48면", "(4면에서계속)", "(5면에계속)", "광고"]],
    [
      "en",
      ["Inside", "page5", "No.2210", "48pages", "Continuedfrompage4", "Continuedonpage5", "Price:", "Advertisement"],
    ],
  ])("in %s", (language, words) => {
    const { text } = set(language);
    for (const word of words) expect(text).toContain(word);
    const chinese = language.startsWith("zh") ? [] : ["今日", "期", "零售", "邮", "郵"];
    for (const word of chinese) expect(text).not.toContain(word);
  });

  it.each([
    ["zh-Hans", "责编 and 美编"],
    ["zh-Hant", "責編 and 美編"],
    ["en", "Editor and Designer"],
  ])("credits that are missing are told once a page, in %s as %s", (language, roles) => {
    const { findings } = set(language);
    const missing = findings.filter(({ code }) => code === "missing-credits");
    expect(missing.map(({ page, pointer }) => [page, pointer])).toEqual([
      [1, "/pages/0"],
      [5, "/pages/1"],
    ]);
    expect(missing[0]?.hint).toContain(roles);
  });

  it("credits without a name are none", () => {
    const { findings } = set("zh-Hans", [{ role: "责编", names: [" "] }]);
    expect(findings.some(({ code }) => code === "missing-credits")).toBe(true);
  });
});
