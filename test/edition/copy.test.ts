import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { originalOffset } from "../../src/base/shifts.js";
import { textsOf } from "../../src/edition/blocks.js";
import { readCopy } from "../../src/edition/copy.js";
import type { Inline, Language } from "../../src/edition/model.js";
import { readEdition } from "../../src/edition/read.js";
import { changes, joined, paragraphs, read, remarks, storyOf } from "./copied.js";

describe("a text of half a million of one character", () => {
  const MANY = 500_000;
  for (const character of ['"', "'", "<", "&", "ｶ", "ﾞ", "."]) {
    it(`is read whole: ${character}`, () => {
      const [text = ""] = paragraphs([character.repeat(MANY)]);
      expect(text.length).toBeGreaterThan(MANY / 4);
    });
  }

  it("keeps its readings when some of it is changed", () => {
    const ruby = Array.from({ length: 150_000 }, (_, i) => (i === 1 ? "a" : "b"));
    const [inline] = storyOf(read({ body: [{ text: [{ text: `"${"字".repeat(149_999)}`, ruby }] }] })).body.flatMap(
      (block) => textsOf(block).flat(),
    );
    expect(inline?.ruby).toHaveLength(150_000);
  });
});

describe("words and figures of full-width letters", () => {
  it.each([
    ["ＡＩ来了，Ａ股涨了", "AI来了，A股涨了"],
    ["５Ｇ基站１２．５％，ＧＤＰ增长３％", "5G基站12.5%，GDP增长3%"],
    ["电话０５７１－８８８８６６６，９：３０开门", "电话0571-8888666，9:30开门"],
    ["Ｒ＆Ｄ投入１２，３４５元，Ｊ．Ｋ．罗说", "R&D投入12,345元，J.K.罗说"],
    ["用 ＡＩ 写", "用AI写"],
    // What may be two numbers, a mark of the sentence, or the number of an item.
    ["１００，２００", "100，200"],
    ["船名ＡＢ：ＣＤ", "船名AB：CD"],
    ["１．渡口", "1．渡口"],
  ])("%s becomes %s", (before, after) => {
    expect(paragraphs([before])).toEqual([after]);
  });

  it("stay where the house style is off, the template sets them wide, or the language is another", () => {
    const text = "渡口ＡＩ来了";
    expect(paragraphs([text], { houseStyle: false })).toEqual([text]);
    expect(paragraphs([text], { fullWidth: true })).toEqual([text]);
    expect(paragraphs([text], {}, "ja")).toEqual([text]);
  });

  it("are told as house style", () => {
    expect(changes(read({ headline: "渡口ＡＩ" }))).toEqual([
      { article: "a", pointer: "/articles/0/headline", offset: 2, before: "ＡＩ", after: "AI", rule: "width" },
    ]);
  });
});

describe("joiners that copied text leaves behind", () => {
  const family = "\u{1F468}\u{1F3FD}\u200D\u{1F469}\u200D\u{1F467}";
  it.each([
    ["渡口\ufeff灯、\u2060浪与\u200d桥", "渡口灯、浪与桥"],
    ["渡\u2060\u200d\ufeff口", "渡口"],
    ["用AI\u2060写", "用AI写"],
    ["the ferry\ufeff lamp", "the ferry lamp"],
    // A word joiner between words and figures may be meant, and these are one sign.
    ["at 3\u2060km", "at 3\u2060km"],
    [`他家${family}来`, `他家${family}来`],
    [`他家\u{1F468}\u200D来`, `他家\u{1F468}来`],
    ["क्\u200dष", "क्\u200dष"],
    ["ශ්\u200dරී", "ශ්\u200dරී"],
  ])("%j is read as %j", (before, after) => {
    expect(paragraphs([before])).toEqual([after]);
    expect(paragraphs([before], { clean: false })).toEqual([before]);
  });

  it("are told with their names and places, and take their readings along", () => {
    const edition = read({
      body: [{ text: ["到", { text: "渡\ufeff口", ruby: ["dù", "", "kǒu"] }] }],
      deck: "渡\u2060口",
    });
    expect(changes(edition).map(({ before, after, offset }) => [before, after, offset])).toEqual([
      ["\u2060", "", 1],
      ["\ufeff", "", 1],
    ]);
    const [, inline] = storyOf(edition).body.flatMap((block) => textsOf(block).flat());
    expect([inline?.text, inline?.ruby]).toEqual(["渡口", ["dù", "kǒu"]]);
  });
});

describe("characters", () => {
  it.each([
    ["か\u3099きく、ハ\u309Aン", "がきく、パン"],
    ["\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"],
    ["가\u11a8", "각"],
    ["cafe\u0301", "café"],
    ["ﾊﾟｽﾎﾟｰﾄ", "パスポート"],
    ["ｶﾅ", "ｶﾅ"],
    // Compatibility ideographs and the like are what the editor wants: NFC alone would take others for them.
    ["\uf900\ufa0e\u212b\u2126", "\uf900\ufa0e\u212b\u2126"],
    ["葛\u{e0100}", "葛\u{e0100}"],
  ])("%s become %s", (before, after) => {
    expect(paragraphs([before])).toEqual([after]);
    expect(paragraphs([before], { clean: false, houseStyle: false })).toEqual([after]);
  });

  it("leaves out what no text has, and names it", () => {
    const edition = read({ body: ["甲\u0000乙\ufffc丙\u0007丁\u{fdd3}戊\u0007"] });
    expect(joined(textsOf(storyOf(edition).body[0] as never).flat())).toBe("甲乙丙丁戊");
    expect(remarks(edition)).toEqual([
      "control-character",
      "object-replacement",
      "control-character",
      "control-character",
    ]);
  });

  it("keeps what stands for a lost character, and says that a reader will see it", () => {
    const edition = read({ deck: "渡\ufffd口\ue5e5" });
    expect(storyOf(edition).deck?.text).toBe("渡\ufffd口\ue5e5");
    expect(edition.copy?.remarks.map(({ severity, code, offset }) => [severity, code, offset])).toEqual([
      ["error", "damaged-text", 1],
      ["warning", "private-use", 3],
    ]);
  });

  it("reads bytes of Windows-1252 as what they are, and text in a wrong encoding as damaged", () => {
    expect(paragraphs(["\u0093渡口\u0094\u0097停航\u0085明天"])).toEqual(["“渡口”—停航明天"]);
    expect(remarks(read({ body: ["æ¸¡å£å·²å¤èª"] }))).toEqual(["damaged-text"]);
    expect(remarks(read({ body: ["锟斤拷"] }))).toEqual(["damaged-text"]);
  });

  it("keeps the readings of characters that become one", () => {
    const edition = read({ body: [{ text: [{ text: "か\u3099渡", ruby: ["ga", "", "du\u0304"] }] }] });
    expect(storyOf(edition).body).toMatchObject([{ inlines: [{ text: "が渡", ruby: ["ga", "dū"] }] }]);
  });
});

describe("line ends", () => {
  it.each<readonly [string, readonly string[]]>([
    // Nothing between Han, a space between words.
    ["溪水沿山\n脚流下去。", ["溪水沿山脚流下去。"]],
    ["石桥的\r\n灯点到天明。", ["石桥的灯点到天明。"]],
    ["灯\n点到天明，打更的伙计讲，他见过早行的客。", ["灯点到天明，打更的伙计讲，他见过早行的客。"]],
    ["a ferry\nwent", ["a ferry went"]],
    ["乘\nAPM\n过江", ["乘APM过江"]],
    ["强\n한글", ["强 한글"]],
    ["他说，\nyes", ["他说，yes"]],
    ["The ferry —\nlate", ["The ferry — late"]],
    ["The ferry—\nlate", ["The ferry—late"]],
    ["渡口——\nlate", ["渡口——late"]],
    ["溪水\t沿山脚", ["溪水沿山脚"]],
    // Whole bodies.
    ["　　甲段。\n　　乙段", ["甲段。", "乙段"]],
    ["甲段。\r\n乙段！”\r\n丙段", ["甲段。", "乙段！”", "丙段"]],
    ["甲段\n\n乙段", ["甲段", "乙段"]],
    ["甲段\n \u3000\n乙段\n\n", ["甲段", "乙段"]],
    ["\t甲段\n\t乙段", ["甲段", "乙段"]],
    ["甲段\u2029乙段", ["甲段", "乙段"]],
    ["甲行\u2028乙行", ["甲行\n乙行"]],
    ["甲行\v乙行", ["甲行\n乙行"]],
    ["甲行\u0085乙行", ["甲行乙行"]],
    // Headings, items and signatures on lines of their own.
    ["一、船期\n每日六班。\n二、票价\n每人三元", ["一、船期", "每日六班。", "二、票价", "每人三元"]],
    ["渡口停航。\n夜班恢复\n每日六班。", ["渡口停航。", "夜班恢复", "每日六班。"]],
    ["明天有风\n（岸边）", ["明天有风", "（岸边）"]],
    ["●甲\n●乙", ["●甲", "●乙"]],
    ["增长\n3.5倍", ["增长3.5倍"]],
    // Wrapped by hand: the full stop at a line's end ends no paragraph.
    [
      "溪水沿山脚流下去石桥\n的灯点到天明打更的人\n讲他见过早行的客了。\n溪水沿山脚流下去石",
      ["溪水沿山脚流下去石桥的灯点到天明打更的人讲他见过早行的客了。溪水沿山脚流下去石"],
    ],
  ])("%j are paragraphs", (text, expected) => {
    expect(paragraphs([text])).toEqual(expected);
  });

  it("parts a paragraph in pieces, and keeps their styles", () => {
    const body = [{ text: ["甲", { text: "段。\n　　乙", style: "kai" }, "段"], dropCap: 2 }];
    const blocks = storyOf(read({ body })).body;
    expect(blocks.map((block) => textsOf(block).map(joined))).toEqual([["甲段。"], ["乙段"]]);
    expect(blocks).toMatchObject([{ dropCap: 2 }, { inlines: [{ style: "kai", offset: 5 }, {}] }]);
    expect(blocks[1]).not.toHaveProperty("dropCap");
  });

  it("are spaces in one-line texts, lines in heads, cells and verse", () => {
    const story = storyOf(
      read({
        headline: "主题一\r\n主题二",
        kicker: "引题一\n引题二",
        byline: "记者　甲\n通讯员　乙",
        body: [
          { subhead: "插题\u2028二行" },
          { quote: "引语\n二行" },
          { list: ["一项\n续", "二项。\n又一行"] },
          { verse: ["江水\n　　向东"] },
          { table: { rows: [["临浦\n望屏", "票价"]] } },
        ],
      }),
    );
    expect(story.headline.map(({ text }) => text)).toEqual(["主题一", "主题二"]);
    expect(story.kicker?.text).toBe("引题一 引题二");
    expect(story.byline?.text).toBe("记者　甲 通讯员　乙");
    expect(story.body.map((block) => textsOf(block).map(joined))).toEqual([
      ["插题二行"],
      ["引语二行"],
      ["一项续", "二项。\n又一行"],
      ["江水", "　　向东"],
      ["临浦\n望屏", "票价"],
    ]);
  });

  it("are spaces beside … in English", () => {
    const lines = ["Rain…\nagain", "渡口……\n停航", "“Low.”\n“High.”"];
    expect(lines.map((headline) => storyOf(read({ kicker: headline, headline: "a" }, {}, "en")).kicker?.text)).toEqual([
      "Rain… again",
      "渡口……停航",
      "“Low.” “High.”",
    ]);
  });

  it("stay in their paragraph where the template keeps copy as typed", () => {
    const typed = { clean: false };
    expect(paragraphs(["　　甲段。\n　　乙\n段", "　"], typed)).toEqual([
      "　　甲段。　　乙段".replace("。　　", "。"),
      "　",
    ]);
    expect(paragraphs(["甲段\u2029乙段"], typed)).toEqual(["甲段", "乙段"]);
  });
});

describe("typed spaces", () => {
  it.each([
    ["　　江水", "江水"],
    ["\u00a0\u00a0\u00a0\u00a0江水 ", "江水"],
    ["在 2025 年 GDP 增长 5.2% 之后", "在2025年GDP增长5.2%之后"],
    ["用\u00a0iPhone\u00a017 拍", "用iPhone\u00a017拍"],
    ["温度 25 ℃ 左右", "温度25 ℃左右"],
    ["本报讯（记者 安然） 江水", "本报讯（记者 安然）江水"],
    ["他说， 好 ， 走", "他说，好，走"],
    ["王　明和李 四", "王　明和李 四"],
    ["two  words", "two words"],
    ["甲　 乙", "甲　乙"],
    ["한글 GDP 성장 汉", "한글 GDP 성장 汉"],
    ["江\u2009水\u200b边", "江\u2009水\u200b边"],
    ["水位≥ 5米，误差 ± 2毫米，长× 3米，√ 2约1.41", "水位≥5米，误差±2毫米，长×3米，√2约1.41"],
    ["当x ≥ 5时，3 × 5 = 15，4 ÷ √ 2", "当x≥5时，3×5=15，4÷√2"],
    ["甲 × 乙，A × B，x ≥ y，a + b，他 = 3", "甲 × 乙，A × B，x ≥ y，a + b，他 = 3"],
    // … is of the words that it stands between.
    ["他念：“Rain… rain again.”又念Stop… 好", "他念：“Rain… rain again.”又念Stop……好"],
    ["他说…… 好，又说…… yes", "他说……好，又说……yes"],
    ["“… and so on.”", "“… and so on.”"],
  ])("%j become %j in text", (before, after) => {
    expect(paragraphs([before])).toEqual([after]);
  });

  it.each([
    ["第 15 届江潮节 12 月 1 日开幕", "第15届江潮节12月1日开幕"],
    ["用 AI 写诗", "用AI写诗"],
    ["第15 届江潮节", "第15届江潮节"],
    ["下载破 10万次", "下载破10万次"],
    // Two phrases: nothing is typed on the other side of the figure.
    ["渡口复航 5月起恢复夜班", "渡口复航 5月起恢复夜班"],
    ["客流增长5% 物价平稳", "客流增长5% 物价平稳"],
    ["渡口复航 夜班恢复", "渡口复航 夜班恢复"],
    ["渡口复航！ 夜班恢复", "渡口复航！ 夜班恢复"],
  ])("%s becomes %s in a head", (before, after) => {
    expect(storyOf(read({ headline: before })).headline[0]?.text).toBe(after);
  });

  it("stay where the template has no gap between Han and Latin, and in Korean", () => {
    expect(paragraphs(["第 15 届"], { autospace: false })).toEqual(["第 15 届"]);
    expect(paragraphs(["2026年 11월 漢 3"], {}, "ko")).toEqual(["2026年 11월 漢 3"]);
  });

  it("stay beside signs in English", () => {
    expect(paragraphs(["x ≥ 5 and 3 × 5"], {}, "en")).toEqual(["x ≥ 5 and 3 × 5"]);
  });

  it("stay beside … in English", () => {
    const text = "Rain… again? She said… nothing. “… and on.” “Low”… then so… 渡口";
    expect(paragraphs([text], {}, "en")).toEqual([text]);
  });

  it("takes tabs that part columns for spaces, and says so", () => {
    const edition = read({ body: ["甲\t乙\t丙", "\t首段\n\t次段"] });
    expect(remarks(edition)).toEqual(["tabs-in-text"]);
    expect(storyOf(edition).body.map((block) => textsOf(block).map(joined))).toEqual([
      ["甲 乙 丙"],
      ["首段"],
      ["次段"],
    ]);
  });

  it("drops blank paragraphs, fields and pieces, and says when the headline was blank", () => {
    const edition = read({
      headline: "　",
      label: " ",
      byline: "\u200b",
      deck: "\u00a0",
      body: [
        "甲",
        "　",
        "   ",
        "\u200b",
        { text: [" ", { text: "\u3000" }] },
        { subhead: " " },
        { list: ["\t", "乙"] },
      ],
      photos: [{ src: "a.png", caption: " ", credit: "　" }],
    });
    const story = storyOf(edition);
    expect(story.headline).toEqual([]);
    expect(["label", "byline", "deck"].filter((key) => key in story)).toEqual([]);
    expect(story.body.map((block) => textsOf(block).map(joined))).toEqual([["甲"], ["乙"]]);
    expect(story.photos[0]).not.toHaveProperty("caption");
    expect(story.photos[0]).not.toHaveProperty("credit");
    expect(remarks(edition)).toEqual(["blank-headline"]);
  });
});

describe("what has no text left", () => {
  const blanks = ["", "　", "\u200b", "&nbsp;", "<p></p>"];

  it.each(blanks)("goes as a table, and as a box, and is listed: %j", (blank) => {
    const box = { label: blank, headline: blank, body: [blank, { table: { rows: [[blank]] } }] };
    const edition = read({ body: ["渡口。", { table: { title: blank, rows: [[blank, blank]] } }], related: [box] });
    const story = storyOf(edition);
    expect(story.body.map(({ kind }) => kind)).toEqual(["paragraph"]);
    expect(story.related).toEqual([]);
    expect(edition.copy?.changes.flatMap(({ what }) => what ?? [])).toEqual([
      "a table of blank cells",
      "a table of blank cells",
      "a box without text or picture",
    ]);
    // Its blank headline went with it.
    expect(remarks(edition)).toEqual([]);
  });

  it("stays where a word or a picture of it is left, and where the template leaves copy as it was typed", () => {
    const kept = read({
      body: ["渡口。", { table: { title: "潮位", rows: [["", ""]] } }],
      related: [{ body: [""], photos: [{ src: "a.png" }] }, { byline: "安然" }],
    });
    expect(storyOf(kept).body).toHaveLength(2);
    expect(storyOf(kept).related).toHaveLength(2);
    const typed = read(
      { body: ["渡口。", { table: { rows: [[" "]] } }], related: [{ body: [" "] }] },
      { clean: false },
    );
    expect([storyOf(typed).body.length, storyOf(typed).related.length]).toEqual([2, 1]);
  });

  it("is named where it is a story: an error where its frame is printed", () => {
    const told = (keys: object): readonly string[] =>
      (read({ headline: " ", body: [" "], ...keys }).copy?.remarks ?? [])
        .filter(({ code }) => code === "blank-story")
        .map(({ severity }) => severity);
    expect([told({}), told({ box: true }), told({ body: ["字"] })]).toEqual([["warning"], ["error"], []]);
  });
});

describe("markup", () => {
  it.each<readonly [string, readonly string[]]>([
    ["&nbsp;&nbsp;渡口&mdash;&mdash;灯&ldquo;亮&rdquo;。", ["渡口——灯“亮”。"]],
    ["渡口&#8212;&#x2014;灯&hellip;&hellip;", ["渡口——灯……"]],
    ["&lt;渡口&gt;与 R&amp;D", ["<渡口>与R&D"]],
    ['<p>甲段</p><p style="text-indent:2em">乙段</p>', ["甲段", "乙段"]],
    ["甲段。<br/>乙段", ["甲段。", "乙段"]],
    ["甲行<br>乙行", ["甲行\n乙行"]],
    ["甲段<BR><br />　　乙段", ["甲段", "乙段"]],
    ["<div><span class='x'>甲</span><o:p></o:p></div>", ["甲"]],
    ["&lt;p&gt;甲段&lt;/p&gt;&lt;p&gt;乙&amp;nbsp;段&lt;/p&gt;", ["甲段", "乙\u00a0段"]],
    ["若 a < b 且 c > d，则 a<b>c 与 <甲> 都留", ["若a < b且c > d，则a<b>c与 <甲> 都留"]],
    ["AT&T;与 R&D 与 &foo; &#0; &#xD800;", ["AT&T；与R&D与&foo; &#0; &#xD800;"]],
    ["甲<!-- 删 <b>这段</b> -->乙<style>p{color:red}</style>", ["甲乙"]],
  ])("%s is set as %j", (text, expected) => {
    expect(paragraphs([text])).toEqual(expected);
  });

  it("gives bold type, superscripts and subscripts as styles", () => {
    const [block] = storyOf(read({ body: ["<b>渡口</b>H<sub>2</sub>O，m<sup>2</sup>，**重点**<i>字</i>"] })).body;
    expect(block).toMatchObject({
      inlines: [
        { text: "渡口", style: "strong", offset: 3 },
        { text: "H" },
        { text: "2", script: "sub" },
        { text: "O，m" },
        { text: "2", script: "super" },
        { text: "，" },
        { text: "重点", style: "strong" },
        { text: "字" },
      ],
    });
    expect(storyOf(read({ kicker: "<strong>渡口</strong>**灯**" })).kicker?.text).toBe("渡口灯");
  });

  it("stays, and is told, where the page has no house style", () => {
    const text = "渡口&mdash;灯<br>亮";
    const edition = read({ body: [text] }, { houseStyle: false });
    expect(storyOf(edition).body.map((block) => textsOf(block).map(joined))).toEqual([[text]]);
    expect(remarks(edition)).toEqual(["markup-in-text"]);
  });

  it("says what goes with a tag, and which Markdown is printed", () => {
    expect(remarks(read({ body: ["甲<img src='a.png'>乙"] }))).toEqual(["markup-lost"]);
    expect(remarks(read({ body: ["# 标题", "见[这里](http://a.example)", "- 一项"] }))).toEqual([
      "markup-in-text",
      "markup-in-text",
      "markup-in-text",
    ]);
  });

  it.each([
    "<",
    "&",
    "<!--",
    "<b",
    "<b>",
    "<script>",
    "<p ",
    "&#",
    "**",
    "\n",
    " ",
    "\t",
    "　\n",
    "か\u3099",
    "\u1112\u1161",
    "  ",
    "甲  乙\n",
    "甲\t乙\n",
    "|",
    "`",
    "*",
    "__",
  ])("of nothing but %j takes no time", (piece) => {
    const start = performance.now();
    read({ body: [piece.repeat(10_000), `渡${piece}`.repeat(10_000)] });
    expect(performance.now() - start).toBeLessThan(4_000);
  });
});

describe("changes", () => {
  it("are told with their place in the value", () => {
    const edition = read({ deck: "　用 AI\r\n写", body: ["甲&nbsp;乙...丙"] });
    expect(
      changes(edition).map(({ pointer, offset, before, after, rule }) => [pointer, offset, before, after, rule]),
    ).toEqual([
      ["/articles/0/deck", 5, "\n", " ", "breaks"],
      ["/articles/0/deck", 0, "　", "", "indent"],
      ["/articles/0/deck", 2, " ", "", "spaces"],
      ["/articles/0/deck", 5, " ", "", "spaces"],
      ["/articles/0/body/0", 1, "&nbsp;", "\u00a0", "html"],
      ["/articles/0/body/0", 8, "...", "……", "ellipsis"],
    ]);
    expect(changes(edition).every(({ article }) => article === "a")).toBe(true);
  });

  it("are none in copy that is clean", () => {
    const edition = read({
      headline: "渡口复航 夜班恢复",
      deck: "明天起",
      body: ["溪水沿山脚流下去。", { subhead: "夜班\n恢复" }],
    });
    expect(edition.copy).toEqual({ changes: [], remarks: [] });
  });
});

/** Where the units of a text stood in its value. */
const origins = ({ text, offset, shifts }: Inline): number[] =>
  Array.from({ length: text.length }, (_, k) => offset + originalOffset(shifts, k));

const PIECES = [
  ..."渡口灯亮，。；：“”（）、Aa1%",
  " ",
  "　",
  "\u00a0",
  "\t",
  "\n",
  "\r\n",
  "\u2028",
  "\u2029",
  "\v",
  "\u200b",
  "\u200e",
  "\u2066",
  "\u00ad",
  "\ufeff",
  "\u202f",
  "か\u3099",
  "e\u0301",
  "\u1112\u1161\u11ab",
  "한",
  "葛\u{e0100}",
  "𠮷",
  "\ufffc",
  "\u0007",
];
/** What a reader sees, in one form: neither white nor format nor control characters. */
const visible = (text: string): string =>
  text.normalize("NFC").replaceAll(/[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\ufffc]/gu, "");

describe("every text that is printed", () => {
  const typed = "渡&amp;口 e\u0301\u0001 ";
  const meant = "渡&口é";

  it("is read alike, wherever it stands", () => {
    const edition = {
      publication: {
        name: typed,
        edition: typed,
        issue: typed,
        serial: typed,
        imprint: { sponsor: typed, price: typed },
      },
      pages: [
        {
          number: 1,
          section: typed,
          banner: typed,
          credits: [{ role: typed, names: [typed] }],
          articles: ["a"],
          ads: [{ columns: [1, 1], rows: [1, 2], label: typed, mark: typed, alt: `${typed}。` }],
        },
      ],
      articles: [
        {
          id: "a",
          label: typed,
          kicker: typed,
          headline: typed,
          deck: typed,
          byline: typed,
          dateline: typed,
          body: [
            typed,
            { subhead: typed },
            { quote: typed },
            { note: typed },
            { verse: [typed] },
            { list: [typed], marker: "&#9312;\u0001" },
            { table: { title: typed, rows: [[typed]] } },
            { text: [{ text: "渡口", ruby: typed }] },
          ],
          photos: [{ src: "a.png", caption: typed, credit: typed, alt: `${typed}。` }],
          related: [{ headline: typed, body: [typed] }],
          continues: { to: { page: 2, text: typed } },
        },
      ],
    };
    const outcome = readEdition(JSON.stringify(edition), "e.json");
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
    const { copy: _told, placeOf: _placeOf, file: _file, ...result } = readCopy(outcome.value);
    const texts = JSON.stringify(result);
    expect(texts).not.toMatch(/&amp;|&#|\u0301|\\u0001/u);
    expect(texts.split(meant).length - 1).toBeGreaterThan(25);
    expect(texts).toContain('"marker":"①"');
    expect(result.publication.issue).toBe(meant);
  });

  it("tells what changed in a marker with its place, and takes a blank one for none", () => {
    const told = changes(read({ body: [{ list: ["一项"], marker: "&#9312;" }] }));
    expect(told.map(({ pointer, after }) => [pointer, after])).toEqual([["/articles/0/body/0/marker", "①"]]);
    const [block] = storyOf(read({ body: [{ list: ["一项"], marker: "\u3000" }] })).body;
    expect(block?.kind === "list" && block.marker).toBe("●");
  });
});

describe("marks in stacks", () => {
  it("are cut where there are thousands", () => {
    const [mark] = paragraphs([`头x${"\u0300\u0323".repeat(20_000)}尾`]);
    expect(mark).toMatch(/^头x\p{M}{1,64}尾$/u);
  });

  it("are an error where no orthography has so many, at the first of them", () => {
    const stacked = `头x${"\u0301".repeat(9)}尾`;
    const { copy } = read({ body: [stacked, `བྷྲཱུ x${"\u0301".repeat(4)}`] });
    expect(copy?.remarks).toMatchObject([
      { severity: "error", code: "stacked-marks", pointer: "/articles/0/body/0", offset: 1 },
    ]);
  });
});

describe("any mixture", () => {
  const mixed = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(""));
  const wish = fc.record({ houseStyle: fc.constant(false), clean: fc.boolean(), autospace: fc.boolean() });
  const language = fc.constantFrom<Language>("zh-Hans", "zh-Hant", "ja", "ko", "en");

  it("loses nothing that a reader sees, in any field", () => {
    fc.assert(
      fc.property(mixed, wish, language, (text, own, lang) => {
        const body = [
          text,
          { text: [text, { text, style: "kai" }] },
          { list: [text] },
          { verse: [text] },
          { quote: text },
        ];
        const story = storyOf(read({ headline: text, deck: text, body }, own, lang));
        const all = story.body.flatMap((block) => textsOf(block).flat()).map((inline) => inline.text);
        expect(visible(all.join(""))).toBe(visible(text).repeat(6));
        expect(visible(joined(story.headline))).toBe(visible(text));
        expect(visible(story.deck?.text ?? "")).toBe(visible(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it("keeps every character's place in the file", () => {
    fc.assert(
      fc.property(mixed, wish, (text, own) => {
        const story = storyOf(read({ headline: text, body: [text, { verse: [text] }] }, own));
        const inlines = [...story.headline, ...story.body.flatMap((block) => textsOf(block).flat())];
        for (const inline of inlines.filter(({ hardBreak }) => hardBreak !== true)) {
          origins(inline).forEach((origin, k) => {
            const shown = visible(inline.text[k] ?? "").normalize("NFD")[0];
            expect([undefined, text[origin]?.normalize("NFD")[0]]).toContain(shown);
          });
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("is read the same when it is read again", () => {
    fc.assert(
      fc.property(mixed, (text) => {
        // Tabs become spaces and line ends, which alone do not tell what they parted.
        fc.pre(!/[\t\v]/u.test(text));
        const once = paragraphs([text]);
        expect(paragraphs(once.map((line) => line.replaceAll("\n", "\u2028")))).toEqual(once);
      }),
      { numRuns: 1_000 },
    );
  });
});
