/**
 * Heads of every shape in the bundled display face: what they look like is told line by line in `headlines.txt`, which people
 * read; what must hold of all of them is told here.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pt } from "../../src/base/length.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import type { Face } from "../../src/font/face.js";
import {
  composeHeadline,
  type ComposedHeadline,
  headlineCache,
  type HeadlineOptions,
  planHeadline,
} from "../../src/text/headline.js";
import type { SetLine, TextSpan } from "../../src/text/model.js";
import { phraseBreaks } from "../../src/text/phrases.js";
import { BODY } from "./fake-face.js";

const HEADS = `
渔灯
开航了
江边的字 这样念
护一江清水 养两岸生机
澜江大桥主塔封顶
澜江大桥主塔封顶比计划提前二十天
邬大槐走进望屏区老年食堂
望屏区老年食堂改造完成首次接待八百人
老旧小区加装电梯居民说等了很多年
乘势而上再出发 十年合作绘新篇
乘势而上再出发十年合作绘新篇
全市高质量发展大会在云汀县召开
从一粒种子到一片森林的三十年
“沿江渔灯”点亮夜经济新名片
“夜校”又开了“新课”
为“样品”变“产品”架一座桥
《云山志》修订工作历时五年完成
《云山志》《江湖集》同日首发
（一）江边人家的一天
把“冷板凳”坐成“热板凳”的研究员令狐嘉
GDP同比增长5.2% 工业投资创新高
GDP同比增长5.2%工业投资创新高
1204.5亿元项目集中签约落地临浦新区
5G+工业互联网平台在石矶上线
C919飞抵青屏山机场
2026年澜江马拉松开跑 2.5万人冲过终点
53分钟吊装就位 280吨钢箱梁
12月1日起渡口改行冬令班次
零下21℃的山顶上两个人守着11台仪器
让群众办事少跑腿数据多跑路
以科技创新引领现代化产业体系建设
把论文写在田野上的年轻人
这座小城为何能留住年轻人？
谁动了我们的江豚？渔政说：它们回来了
三十万尾鱼苗放流青屏湖
新航线首航成功往返票价降三成
水文站里的“守望者”令狐嘉的一天
冬训开班第一课讲的是安全
八十岁老人和他的一千本日记
我市首条无人驾驶公交线路试运行
望屏区码头试运行检测设备
气象站启用新检测设备预报更准了
便民窗口走进柳荫里 居民说等了很多年
国家级高新技术企业数量突破五百家
中小学寒假时间确定共二十八天
粮食总产量连续十年稳定在百亿斤以上
深化人工智能应用推动制造业数字化转型
外卖小哥跳江救人获见义勇为奖
稳就业、促消费、惠民生：临浦区公布三十项新举措
修一条路，通一座村，富一方人
船从木头里长出来——一条青雀船的三年与九天
江上来信……等了四十二年
Riverside夜市开街
Hello，澜江！
AI写诗 人改标点
澜江·望屏双城记
张弛有度 松紧相宜 城市更新如何留住烟火气
云汀县乌桕湾三代匠人守着一座百年船坞把一条青雀船从木头里一刀一刀请出来
市民热线一年接听来电逾百万次八成当天办结群众满意率百分之九十八点六
冬小麦播种过半 农技员住进田头
“一老一小”食堂开到家门口
12345热线如何让回访率从六成升到九成
我在船坞里修了三十四年船
“我在船坞里修了三十四年”——一名船匠的手记
办好“一车一库”实事
船闸改造投资三千五百万元
今年护岸投入两亿三千万元
群众满意率达百分之九十八点六
二〇二六年十一月二十七日开闸
第三十二届船歌会落幕
渡口守到九点三十分
《江河谣》重排三十二场
“八点半”船歌会开到第二十一场
`
  .trim()
  .split("\n");

const SIZES = [pt(40), pt(36), pt(33), pt(30)];
/** A head over one column, over two, over four. */
const MEASURES = [pt(200), pt(300), pt(480)];
const fonts = createLibrary(bundledFonts());
const face = fonts.face("Noto Serif SC", 900);
if (face === undefined) throw new Error("no display face");

function span(text: string): TextSpan {
  return {
    text,
    chain: { faces: [face as Face] },
    size: pt(40),
    colour: { space: "gray", gray: 0 },
    tracking: 0,
    role: "headline",
    source: { pointer: "/articles/0/headline", start: 0, end: text.length },
  };
}

const config = { ...BODY, em: pt(9), hanSpace: 1, marks: "brackets" as const };

function optionsFor(measure: number, usage = ""): HeadlineOptions {
  return { measure, sizes: SIZES, maxLines: 3, tracking: { min: -0.04, max: 0.1 }, config, usage: () => usage };
}

function set(given: readonly string[], measure: number, usage = ""): ComposedHeadline {
  return composeHeadline(given.map(span), optionsFor(measure, usage));
}

function texts({ lines }: ComposedHeadline): string[] {
  return lines.map(({ runs }) => runs.flatMap((run) => run.texts).join(""));
}

/** Where the ink of a line begins and ends, from its glyphs. */
function inkOf({ runs }: SetLine): { left: number; right: number } {
  const edges = runs.flatMap((run) =>
    run.gids.flatMap((gid, i) => {
      const { minX, maxX } = run.face.inkOf(gid);
      const at = (x: number): number => (run.offsets[i] ?? 0) + Math.round((x * run.size) / run.face.unitsPerEm);
      return maxX > minX ? [{ left: at(minX), right: at(maxX) }] : [];
    }),
  );
  return { left: Math.min(...edges.map(({ left }) => left)), right: Math.max(...edges.map(({ right }) => right)) };
}

function letters(line: string): number {
  return [...line].filter((character) => /[\p{L}\p{N}]/u.test(character)).length;
}

describe("headlines", () => {
  it("are parted where they read best", async () => {
    const told = HEADS.map((head) => {
      const ways = MEASURES.map((measure) => {
        const { size, lines } = set([head], measure);
        const widest = Math.max(...lines.map(({ width }) => width));
        const own = texts({ size, lines }).join(" / ");
        return `  ${String(measure / 12_700).padStart(3)} pt: ${size / 12_700} pt, ${Math.round((100 * widest) / measure)} %  ${own}`;
      });
      return [head, ...ways].join("\n");
    });
    await expect(`${told.join("\n\n")}\n`).toMatchFileSnapshot("fixtures/headlines.txt");
  });

  it.each(MEASURES)("lose nothing, leave no character alone and stay inside %i EMU", (measure) => {
    for (const head of HEADS) {
      const { lines } = set([head], measure);
      expect(texts({ size: 0, lines }).join("")).toBe(head);
      for (const line of texts({ size: 0, lines }))
        expect({ line, letters: letters(line) > 1 }).toEqual({ line, letters: true });
      for (const line of lines) expect(line.width).toBeLessThanOrEqual(measure);
    }
  });

  it("have lines of like lengths where some size holds them: the shortest about two fifths of the longest", () => {
    for (const measure of MEASURES) {
      for (const head of HEADS) {
        if (planHeadline([span(head)], optionsFor(measure)).forced) continue;
        const widths = set([head], measure).lines.map(({ width }) => width);
        expect({ head, even: Math.min(...widths) > 0.36 * Math.max(...widths) }).toEqual({ head, even: true });
      }
    }
  });

  it("part no word where as many lines can do without", () => {
    for (const head of HEADS) {
      const words = new Set(
        phraseBreaks(head, "zh-Hans", "").flatMap(({ offset, cost }) => (cost < 1000 ? [offset] : [])),
      );
      for (const measure of MEASURES) {
        const { size, lines } = set([head], measure);
        const own = texts({ size, lines });
        let at = 0;
        const inside = own.slice(0, -1).filter((line) => !words.has((at += line.length)));
        if (inside.length === 0) continue;
        // Every way to part it at words into so many lines has one that is too long, even in the smallest size.
        expect({ head, other: partings(head, [...words], own.length).some((way) => fitsAll(way, measure)) }).toEqual({
          head,
          other: false,
        });
      }
    }
  });

  it("stand by their ink, so that marks hang over both edges", () => {
    for (const head of HEADS) {
      for (const line of set([head], pt(300)).lines) {
        const { left, right } = inkOf(line);
        expect({ head, left, width: line.width }).toEqual({ head, left: 0, width: right });
      }
    }
  });

  it("keep a typed space as wide as the template asks, and prefer it", () => {
    const gap = (hanSpace: number): number => {
      const options = { measure: pt(900), sizes: [pt(40)], maxLines: 1, tracking: { min: 0, max: 0 } };
      const [line] = composeHeadline([span("养水 养岸")], { ...options, config: { ...config, hanSpace } }).lines;
      const offsets = line?.runs.flatMap((run) => run.offsets) ?? [];
      return ((offsets[3] ?? 0) - (offsets[1] ?? 0)) / pt(40) - 1;
    };
    expect(gap(1)).toBeCloseTo(1, 2);
    expect(gap(0.5)).toBeCloseTo(0.5, 2);
    expect(texts(set(["沿江的人家 等了四十二年"], pt(300)))).toEqual(["沿江的人家 ", "等了四十二年"]);
  });

  it("kern Latin words", () => {
    const options = { measure: pt(900), sizes: [pt(40)], maxLines: 1, tracking: { min: 0, max: 0 }, config };
    const [line] = composeHeadline([span("AVATAR江")], options).lines;
    const [first, second] = line?.runs[0]?.offsets ?? [];
    const advance = ((face?.advanceOf(face.glyphFor(0x41)) ?? 0) * pt(40)) / (face?.unitsPerEm ?? 1);
    expect((second ?? 0) - (first ?? 0)).toBeLessThan(0.98 * advance);
  });

  it("obey the lines that the editor gave, in one size", () => {
    const given = ["澜江低空", "气象实验室在望屏启用"];
    expect(texts(set(given, pt(480)))).toEqual(given);
    // One that fits in no size is parted further, at its phrases; the other stays.
    expect(texts(set(["澜江低空", "气象实验室在望屏区启用"], pt(200)))).toEqual([
      "澜江低空",
      "气象实验室",
      "在望屏区启用",
    ]);
  });

  it("keep names whole that the story writes", () => {
    const head = "公仪望舒回到乌桕湾修船";
    const story = "公仪望舒说，乌桕湾的船不等人。公仪望舒在乌桕湾住了三年。乌桕湾的人都认得公仪望舒。";
    const breaks = phraseBreaks(head, "zh-Hans", story);
    const inside = (name: string): number[] =>
      breaks.flatMap(({ offset, cost }) => {
        const at = head.indexOf(name);
        return offset > at && offset < at + name.length ? [cost] : [];
      });
    expect(Math.min(...inside("公仪望舒"), ...inside("乌桕湾"))).toBeGreaterThanOrEqual(40);
    expect(texts(set([head], pt(200), story)).join("/")).toMatch(/公仪望舒/u);
  });

  it("part no number in Han numerals and no short term in marks while there is another way", () => {
    const wholes = [
      "三十四年",
      "“一车一库”",
      "三千五百万元",
      "两亿三千万元",
      "百分之九十八点六",
      "二〇二六年十一月二十七日",
      "第三十二届",
      "九点三十分",
      "《江河谣》",
      "三十二场",
      "“八点半”",
      "第二十一场",
    ];
    for (const head of HEADS) {
      // Half as wide again as the longest of them in the smallest size.
      for (const measure of [pt(400), pt(480), pt(600)]) {
        const lines = texts(set([head], measure)).map((line) => line.trim());
        for (const whole of wholes.filter((one) => head.includes(one)))
          expect({ lines, whole: lines.some((line) => line.includes(whole)) }).toEqual({ lines, whole: true });
      }
    }
  });

  it("end a line where a clause does, in a smaller size or in more lines", () => {
    const narrow = (head: string): string[] => {
      const options = { ...optionsFor(pt(117)), sizes: [pt(17), pt(15), pt(14)] };
      return texts(composeHeadline([span(head)], options));
    };
    expect(narrow("两百户渔家的灯——石矶新渔村见闻")).toEqual(["两百户", "渔家的灯——", "石矶新渔村见闻"]);
    expect(narrow("石矶大桥合龙——往返两岸只需八分钟")).toEqual(["石矶大桥合龙——", "往返两岸", "只需八分钟"]);
    expect(narrow("谁在修船？船坞里走出三代人")).toEqual(["谁在修船？", "船坞里走出三代人"]);
    // One of two letters may share its line.
    expect(narrow("快讯：石矶渡口今晨复航")).toEqual(["快讯：石矶渡口", "今晨复航"]);
    // A list's item may begin the line that ends it.
    expect(texts(set(["守住船坞、守住渡口、守住江岸：三问石矶"], pt(480)))).toEqual([
      "守住船坞、守住渡口、",
      "守住江岸：三问石矶",
    ]);
  });

  it("part a short quotation in its middle before lines of very different lengths, and no title", () => {
    const narrow = (head: string): string[] =>
      texts(composeHeadline([span(head)], { ...optionsFor(pt(117)), sizes: [pt(17), pt(15), pt(14)] }));
    expect(narrow("当心“高价回收”陷阱")).toEqual(["当心“高价", "回收”陷阱"]);
    expect(narrow("读懂《石矶船谱》全本")).toEqual(["读懂《石矶船谱》", "全本"]);
  });

  it("keep a short number whole in a narrow column, in more or in uneven lines", () => {
    expect(texts(set(["我在江边修了三十四年船"], pt(200)))).toEqual(["我在江边修了", "三十四年船"]);
    expect(texts(set(["办好“一车一库”大实事"], pt(200)))).toEqual(["办好", "“一车一库”", "大实事"]);
  });

  it("tell a number that no line holds, parted after 百, 千, 万 and 亿 first", () => {
    const { lines } = set(["投入两亿三千四百五十六万元"], pt(200));
    expect(lines.map(({ runs }) => runs.flatMap((run) => run.texts).join(""))).toEqual([
      "投入两亿",
      "三千四百",
      "五十六万元",
    ]);
    expect(lines.flatMap(({ faults }) => faults ?? []).map(({ parted }) => parted)).toEqual(["number", "number"]);
  });

  it("open where they would leave most of their measure white, within the template's bounds", () => {
    const wide = set(["夜航船"], pt(480)).lines[0]?.width ?? 0;
    const plain = composeHeadline([span("夜航船")], {
      measure: pt(480),
      sizes: SIZES,
      maxLines: 3,
      tracking: { min: 0, max: 0 },
      config,
    }).lines[0]?.width;
    expect(wide - (plain ?? 0)).toBeCloseTo(2 * 0.1 * pt(40), -2);
  });

  it("are planned as they are set", () => {
    for (const head of HEADS) {
      const options = { measure: pt(300), sizes: SIZES, maxLines: 3, tracking: { min: -0.04, max: 0.1 }, config };
      const cache = headlineCache();
      const planned = planHeadline([span(head)], { ...options, cache });
      const again = planHeadline([span(head)], { ...options, cache });
      const composed = planned.set();
      expect(planned.lines).toBe(composed.lines.length);
      expect(planned.size).toBe(composed.size);
      composed.lines.forEach(({ width }, i) => expect(width).toBeLessThanOrEqual(planned.widths[i] ?? 0));
      expect(again.set()).toEqual(composed);
    }
  });

  it("whatever the text: nothing is lost, and no line holds one letter while there are more", () => {
    const piece = fc.constantFrom(
      ..."江水东流天地宽阔，。“”《》（）·—… 5A",
      "5G+",
      "2026年",
      "Riverside",
      "12.5%",
      "——",
      "……",
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 2, maxLength: 24 }), fc.constantFrom(...MEASURES), (pieces, measure) => {
        const head = pieces.join("");
        fc.pre(letters(head) > 3);
        const composed = set([head], measure);
        expect(texts(composed).join("")).toBe(head);
        for (const line of composed.lines) expect(line.width).toBeLessThanOrEqual(measure);
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  it("have the lines that were planned, in every measure: dashes and ligatures are one piece of type", () => {
    const piece = fc.constantFrom(..."渡口的灯江水两岸百姓", "——", "——", "……", "Office", "：", "12", " ");
    const pieces = fc.array(piece, { minLength: 4, maxLength: 16 });
    fc.assert(
      fc.property(pieces, fc.integer({ min: 150, max: 500 }), fc.boolean(), (all, width, loose) => {
        const options = { ...optionsFor(pt(width)), tracking: { min: loose ? 0 : -0.1, max: 0.1 } };
        const planned = planHeadline([span(all.join(""))], options);
        fc.pre(!planned.forced);
        const { lines } = planned.set();
        expect(lines).toHaveLength(planned.lines);
        lines.forEach((line, at) => expect(line.width).toBeLessThanOrEqual(planned.widths[at] ?? 0));
      }),
      { seed: 3, numRuns: 400 },
    );
  });
});

/** All ways to part a text into `count` lines at the given offsets. */
function partings(text: string, offsets: readonly number[], count: number): readonly (readonly string[])[] {
  if (count === 1) return [[text]];
  return offsets.flatMap((offset) =>
    offset >= text.length
      ? []
      : partings(
          text.slice(offset),
          offsets.flatMap((later) => (later > offset ? [later - offset] : [])),
          count - 1,
        ).map((rest) => [text.slice(0, offset), ...rest]),
  );
}

/** Whether each line fits by itself in the smallest size, as tight as may be, with the room that rounding needs. */
function fitsAll(lines: readonly string[], measure: number): boolean {
  return lines.every((line) => {
    const options = { sizes: [pt(30)], maxLines: 1, tracking: { min: -0.04, max: 0 }, config };
    return letters(line) > 1 && !planHeadline([span(line)], { ...options, measure }).forced;
  });
}
