import { textsOf } from "../../src/edition/blocks.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Edition, Language } from "../../src/edition/model.js";
import { normalise, type HouseStyleRule } from "../../src/edition/normalise.js";
import { readEdition } from "../../src/edition/read.js";

function edition(body: unknown, language: Language = "zh-Hans", keys: object = {}): Edition {
  const credits = [{ role: "责编", names: ["陶一苇"] }];
  const file = { language, pages: [{ articles: ["a"], credits }], articles: [{ id: "a", body, ...keys }] };
  const outcome = readEdition(JSON.stringify(file), "e.json");
  if (!outcome.ok) throw new Error("the test's edition is wrong");
  return outcome.value;
}

function texts(value: Edition): string[] {
  return value.articles.flatMap(({ body }) =>
    body.flatMap((block) =>
      textsOf(block)
        .flat()
        .map(({ text }) => text),
    ),
  );
}

function fix(text: string, language: Language = "zh-Hans", rules?: readonly HouseStyleRule[]): string {
  return texts(normalise(edition([text], language), rules === undefined ? {} : { rules }).edition).join("");
}

const CASES: readonly (readonly [before: string, after: string])[] = [
  // Width
  ["船来了,人也来了.", "船来了，人也来了。"],
  ["几点开船?八点!票价:三元;儿童半价", "几点开船？八点！票价：三元；儿童半价"],
  ["渡口(东岸)重开", "渡口（东岸）重开"],
  ["增加了(GDP)之后", "增加了（GDP）之后"],
  ["（东岸)与(西岸）", "（东岸）与（西岸）"],
  ["他说:“走吧!”,于是走了", "他说：“走吧！”，于是走了"],
  ["价格为1,234.5元", "价格为1,234.5元"],
  ["同比增长2.6%.", "同比增长2.6%。"],
  ["比分3:2,用时12:30", "比分3:2，用时12:30"],
  ["共有3,其中一艘", "共有3，其中一艘"],
  ["1.渡口重开", "1.渡口重开"],
  ["一.渡口重开", "一.渡口重开"],
  ["他用 Node.js, Deno 写", "他用 Node.js, Deno 写"],
  ["函数f(x)是", "函数f(x)是"],
  ["Hello, world. (Really?)", "Hello, world. (Really?)"],
  ["见https://a.example/x?y=1,2,下同", "见https://a.example/x?y=1,2，下同"],
  ["寄至ferry.desk@a.example,或来电", "寄至ferry.desk@a.example，或来电"],
  ["网站ferry.com.cn,微信", "网站ferry.com.cn，微信"],
  ["打开地图.pdf文件", "打开地图.pdf文件"],
  ["打开地图.PDF文件", "打开地图.PDF文件"],
  ["船工说好.AI来了,5G.他走了.", "船工说好。AI来了，5G。他走了。"],
  ["水位涨了12.5.船停了,票价降到2024.他走了", "水位涨了12.5。船停了，票价降到2024。他走了"],
  ["有两点:1.渡口2.渔灯", "有两点：1.渡口2.渔灯"],
  ["见No.3.渡口用C.语言", "见No.3.渡口用C.语言"],
  // Quotes
  [`他说"走"和'停'`, "他说“走”和‘停’"],
  [`"外'内'外"`, "“外‘内’外”"],
  [`“开口"与"闭口”`, "“开口”与“闭口”"],
  ["don't stop, it's the drivers' bus", "don’t stop, it’s the drivers’ bus"],
  [`6.5"的屏幕`, `6.5"的屏幕`],
  [`只有一个"引号`, `只有一个"引号`],
  [`“船工的"绰号"”响。`, "“船工的‘绰号’”响。"],
  [`“船工"绰号"响”`, "“船工‘绰号’响”"],
  [`“"老灯"来了”`, "“‘老灯’来了”"],
  [`“先"甲"后"乙"”`, "“先‘甲’后‘乙’”"],
  [`‘船工'绰号'响’`, "‘船工“绰号”响’"],
  [`“甲‘乙"丙"丁’戊”`, "“甲‘乙“丙”丁’戊”"],
  [`“开口"、"闭口”`, "“开口”、“闭口”"],
  [`“one" and "two”`, "“one” and “two”"],
  [`“the "old" lamp”`, "“the ‘old’ lamp”"],
  [`“6.5"屏幕”`, `“6.5"屏幕”`],
  ["'90s的歌", "’90s的歌"],
  // May be read in two ways.
  [`"甲"和"二`, `"甲"和"二`],
  [`“他说"好，走"吧”`, `“他说"好，走"吧”`],
  [`“甲"，乙”`, `“甲"，乙”`],
  [`“甲"乙"丙`, `“甲"乙"丙`],
  [`“甲'乙"丙"丁”`, `“甲'乙"丙"丁”`],
  // Dash and ellipsis
  ["渡轮6:30--21:00开行", "渡轮6:30—21:00开行"],
  ["米价2.1--2.6元，鱼价9元--12元", "米价2.1—2.6元，鱼价9元—12元"],
  ["涨3%--5%", "涨3%—5%"],
  ["电话0577--88001122，编号A3--7，2026--11--02", "电话0577-88001122，编号A3--7，2026-11-02"],
  ["热线0577--8800、400--880--8800", "热线0577-8800、400-880-8800"],
  ["自2026-11-02--2026-11-09", "自2026-11-02--2026-11-09"],
  ["他等了3天--船没有来", "他等了3天——船没有来"],
  ["船工会用Go(Golang)...", "船工会用Go(Golang)……"],
  ["请装渡口App...", "请装渡口App……"],
  ["see (3)...", "see (3)..."],
  ["渡口--东岸", "渡口——东岸"],
  ["渡口---东岸", "渡口——东岸"],
  ["渡口----东岸", "渡口----东岸"],
  ["A--B", "A--B"],
  ["等了很久...", "等了很久……"],
  ["等了很久......", "等了很久……"],
  ["等了很久。。。", "等了很久……"],
  ["等了很久..。", "等了很久……"],
  ["等了很久..", "等了很久.."],
  ["wait...", "wait..."],
  // Radicals
  ["⼈⼝和⽬标", "人口和目标"],
  ["⺠⻋⻅⻔", "民车见门"],
  ["⼾⼝", "户口"],
  ["\uF900豈", "\uF900豈"],
];

describe("house style", () => {
  it.each(CASES)("%s → %s", (before, after) => {
    expect(fix(before)).toBe(after);
    expect(fix(after)).toBe(after);
  });

  it("leaves Japanese commas and Korean marks alone", () => {
    expect(fix("船が来た,人も来た(東)", "ja")).toBe("船が来た,人も来た(東)");
    expect(fix("漢,字(東)", "ko")).toBe("漢,字(東)");
    expect(fix("⼾", "zh-Hant")).toBe("戶");
  });

  it("applies only the rules that are asked for", () => {
    expect(fix(`渡口,"⼈"`, "zh-Hans", ["radicals"])).toBe(`渡口,"人"`);
    expect(fix(`渡口,"⼈"`, "zh-Hans", [])).toBe(`渡口,"⼈"`);
  });

  it("reports each change with its place in the value", () => {
    const given = edition(["渡口"], "zh-Hans", { headline: "东岸\n西岸,北岸...", deck: "南岸" });
    const { changes } = normalise(given);
    expect(changes).toEqual([
      { pointer: "/articles/0/headline", offset: 5, before: ",", after: "，", rule: "width", article: "a" },
      { pointer: "/articles/0/headline", offset: 8, before: "...", after: "……", rule: "ellipsis", article: "a" },
    ]);
  });

  it("reads the pieces of a paragraph as one text", () => {
    const given = edition([{ text: [`他说"`, { text: "走", style: "strong" }, `",然后.`, ".", "."] }]);
    expect(texts(normalise(given).edition)).toEqual(["他说“", "走", "”，然后……"]);
  });

  it("pairs quotation marks over pieces, inside those that are curly", () => {
    const given = edition([{ text: ["“船工的", { text: `"绰`, style: "strong" }, `号"”`] }]);
    expect(texts(normalise(given).edition)).toEqual(["“船工的", "‘绰", "号’”"]);
  });

  it("tells two hyphens that may be a hyphen, a range or a dash, once a text", () => {
    const given = edition([
      "编号A--B和C--D",
      "灯塔port -- harbour",
      "渡口--东岸，9:00--18:00，0577--8800",
      "npm --save，见a--b.example.com",
      "B------C",
    ]);
    const { remarks } = normalise(given);
    expect(remarks).toMatchObject([
      { code: "hyphens-unclear", severity: "warning", pointer: "/articles/0/body/0", offset: 3 },
      { code: "hyphens-unclear", pointer: "/articles/0/body/1", offset: 7 },
    ]);
    expect(remarks[0]?.message).toContain("A--B");
    expect(normalise(given, { rules: ["quotes"] }).remarks).toEqual([]);
  });

  it("tells straight quotation marks that it leaves, once a text and at the first", () => {
    const given = edition([{ text: ["灯亮。", `"甲"和"乙`] }, '6.5" 屏', `灯"亮`]);
    expect(normalise(given).remarks).toMatchObject([
      { code: "quotes-unclear", pointer: "/articles/0/body/0/text/1", offset: 0, article: "a" },
      { code: "quotes-unclear", pointer: "/articles/0/body/2", offset: 1 },
    ]);
  });

  it("reaches boxes, photos, jumps, pages and the paper", () => {
    const keys = {
      related: [{ label: "链接:", body: ["甲,乙"] }],
      photos: [{ src: "a.png", caption: "甲,乙", credit: "丙,丁" }],
      continues: { to: { page: 2, text: "(下转2版)" } },
    };
    const { changes } = normalise(edition([], "zh-Hans", keys));
    expect(changes.map(({ pointer, article }) => `${pointer} ${article}`)).toEqual([
      "/articles/0/photos/0/caption a",
      "/articles/0/photos/0/credit a",
      "/articles/0/related/0/label a-related-1",
      "/articles/0/related/0/body/0 a-related-1",
      "/articles/0/continues/to/text a",
      "/articles/0/continues/to/text a",
    ]);
  });
});

const TOUCHED = new Set([...`,.?!:;()"'-。…`, ..."⼈⼝⽬⺠⻋"]);
const MIXED = [...TOUCHED, ..."渡口人、，；：？！（）“”‘’—…𠮷", "a", "B", "1", "9", " ", "\n", "www.", "@", "/", "%"];

describe("house style on hostile text", () => {
  it.each([`"`, "(", ")", "--", "-", "...", "'", "http://", "www.", "a@,", ".com", "a.", "⼈,"])(
    "of nothing but %s takes no time",
    (piece) => {
      const start = performance.now();
      fix(piece.repeat(50_000));
      fix(`渡${piece}`.repeat(30_000));
      expect(performance.now() - start).toBeLessThan(2_000);
    },
  );
});

describe("house style on any text", () => {
  const mixed = fc.array(fc.constantFrom(...MIXED), { maxLength: 24 }).map((pieces) => pieces.join(""));
  const language = fc.constantFrom<Language>("zh-Hans", "zh-Hant", "ja", "ko", "en");

  it("is idempotent", () => {
    fc.assert(
      fc.property(mixed, language, (text, lang) => {
        const once = fix(text, lang);
        expect(fix(once, lang)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it("leaves Han with full-width marks as it is", () => {
    const clean = fc.array(fc.constantFrom(..."渡口东岸开船𠮷，；：？！（）“”‘’《》、·—", "……"), { maxLength: 30 });
    fc.assert(fc.property(clean, (pieces) => fix(pieces.join("")) === pieces.join("")));
  });

  it("changes nothing but the marks it lists, and tells each change", () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const given = edition([text]);
        const { edition: result, changes } = normalise(given);
        let rebuilt = "";
        let done = 0;
        for (const { offset, before, after } of changes) {
          expect(text.slice(offset, offset + before.length)).toBe(before);
          expect([...before].every((character) => TOUCHED.has(character))).toBe(true);
          rebuilt += text.slice(done, offset) + after;
          done = offset + before.length;
        }
        expect(texts(result).join("")).toBe(rebuilt + text.slice(done));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("house style by page", () => {
  it("leaves pages alone that are set without, and the stories that stand on no other", () => {
    const credits = [{ role: "责编", names: ["安然"] }];
    const read = readEdition(
      JSON.stringify({
        pages: [
          { number: 1, articles: ["甲", "丙"], section: "江,河", credits },
          { number: 2, articles: ["乙", "丙"], section: "江,河", credits },
        ],
        articles: ["甲", "乙", "丙"].map((id) => ({ id, body: ["好的,走吧."] })),
      }),
      "page.json",
    );
    if (!read.ok) throw new Error("unreadable");
    const { edition: styled } = normalise(read.value, { applies: ({ number }) => number === 1 });
    expect(styled.pages.map(({ section }) => section?.text)).toEqual(["江，河", "江,河"]);
    expect(
      styled.articles.map(({ body }) => body.map((block) => ("inlines" in block ? block.inlines[0]?.text : ""))),
    ).toEqual([["好的，走吧。"], ["好的,走吧."], ["好的，走吧。"]]);
  });
});
