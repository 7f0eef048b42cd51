/** Where heads and bylines part: never inside names and words of newspapers while there is another way. */
import { describe, expect, it } from "vitest";
import { pt } from "../../src/base/length.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { composeHeadline } from "../../src/text/headline.js";
import { foreignNames } from "../../src/text/foreign-names.js";
import { offsetsInNames } from "../../src/text/names.js";
import type { Role } from "../../src/scene/list.js";
import type { TextSpan } from "../../src/text/model.js";
import { BODY } from "./fake-face.js";

const face = createLibrary(bundledFonts()).face("Noto Serif SC", 900);
if (face === undefined) throw new Error("no display face");

/** Lines of a head in one size, in a measure of so many em. */
function lines(text: string, ems: number, usage = "", role: Role = "headline"): readonly string[] {
  const span: TextSpan = {
    text,
    chain: { faces: [face as NonNullable<typeof face>] },
    size: pt(20),
    colour: { space: "gray", gray: 0 },
    tracking: 0,
    role,
    source: { pointer: "/articles/0/headline", start: 0, end: text.length },
  };
  const config = { ...BODY, em: pt(9), hanSpace: 1 };
  const tracking = { min: 0, max: 0 };
  const options = { measure: pt(20) * ems, sizes: [pt(20)], maxLines: 3, tracking, config, usage: () => usage };
  return composeHeadline([span], options).lines.map(({ runs }) =>
    runs
      .flatMap((run) => run.texts)
      .join("")
      .trim(),
  );
}

describe("a head", () => {
  it.each([
    ["划艇：甄喆宁险胜晋级", 7, "划艇：甄喆宁/险胜晋级"],
    ["羽毛球：甄喆宁险胜", 6, "羽毛球：/甄喆宁险胜"],
    ["划艇：钟离昧文险胜晋级", 8, "划艇：钟离昧文/险胜晋级"],
    ["划艇：甄喆宁险胜对手", 7, "划艇：甄喆宁/险胜对手"],
    ["3×80米县纪录刷新", 7, "3×80米/县纪录刷新"],
    ["县人大常委会举行会议", 7, "县人大常委会/举行会议"],
    ["西滩新区居委会招募讲解员", 8, "西滩新区居委会/招募讲解员"],
    ["节能灶具购置税减免延续", 8, "节能灶具购置税/减免延续"],
    ["方言大模型进学堂", 6, "方言大模型/进学堂"],
    ["老唱片修复师的81页", 7, "老唱片/修复师的81页"],
    ["河面流量同比上涨三成", 7, "河面流量同比/上涨三成"],
    ["望屏女篮主场大胜", 6, "望屏女篮/主场大胜"],
    ["玛格丽特·霍夫曼：我爱石桥", 10, "玛格丽特·霍夫曼：/我爱石桥"],
    ["会费下调至80元", 5, "会费下调/至80元"],
    ["石滩灯会重阳开场", 6, "石滩灯会/重阳开场"],
    ["岔口二桥荷载试验结束", 6, "岔口二桥/荷载试验/结束"],
    ["城郊—石滩城际铁路开工", 8, "城郊—石滩/城际铁路开工"],
    ["令狐采薇司马文举同台献艺", 8, "令狐采薇/司马文举/同台献艺"],
    ["宗政雪任县志馆馆长", 7, "宗政雪/任县志馆馆长"],
    ["记者问：谁在守渡口", 6, "记者问：/谁在守渡口"],
    ["2∶0！石滩女足连胜", 5, "2∶0！/石滩女足/连胜"],
  ] as const)("parts %s at %i em between words", (text, ems, wanted) => {
    expect(lines(text, ems).join("/")).toBe(wanted);
  });

  it("parts at the spaces that were typed before it parts phrases, in more lines", () => {
    expect(lines("CPI上涨0.4% 出口额首次超过800亿元", 9)).toEqual(["CPI上涨0.4%", "出口额首次", "超过800亿元"]);
    expect(lines("石滩渡口恢复通航 岔口镇村民往返省下两小时", 9)).toEqual([
      "石滩渡口恢复通航",
      "岔口镇村民往返",
      "省下两小时",
    ]);
    // More lines of whole phrases before three with a space inside one.
    expect(lines("石滩渡口恢复通航 岔口镇村民往返省下两小时", 6)).toEqual([
      "石滩渡口",
      "恢复通航",
      "岔口镇",
      "村民往返",
      "省下两小时",
    ]);
  });

  it("knows words by the story's own text, against those that a dictionary finds across them", () => {
    const usage = "石河是条小河。从石河出发，到石河下船，都说石河好。";
    expect(lines("记者探访石河南岸清淤", 6.5, usage)).toEqual(["记者探访石河", "南岸清淤"]);
  });

  it("takes characters beyond the basic plane for what they are", () => {
    const usage = "𠮷滩渡口开航。𠮷滩人说，𠮷滩好。";
    expect(lines("记者走访𠮷滩渡口新貌", 6.5, usage).join("")).toBe("记者走访𠮷滩渡口新貌");
    expect(lines("欧阳𠮷滩当选会长", 5, usage)[0]).toMatch(/^欧阳𠮷/u);
  });

  it("parts a name that is longer than its line at the point", () => {
    expect(lines("古丽努尔·玛合木提当选", 7)).toContain("古丽努尔·");
  });
});

describe("a byline", () => {
  it.each(["byline", "credits", "photo-credit"] as const)(
    "keeps names whole where there is a line for each: %s",
    (role) => {
      expect(lines("本报记者 慕容雪 上官婉秋", 8, "", role)).toEqual(["本报记者", "慕容雪", "上官婉秋"]);
      expect(lines("本报记者 欧阳采薇 司马文举", 8, "", role)).toEqual(["本报记者", "欧阳采薇", "司马文举"]);
    },
  );

  it("keeps names whole, and those who are named with what they are", () => {
    expect(lines("本报记者 佟晓岚 通讯员 玛格丽特·霍夫曼", 13).join("/")).toBe(
      "本报记者 佟晓岚/通讯员 玛格丽特·霍夫曼",
    );
    expect(lines("文/图 欧文·史密斯 通讯员 嵇岩", 11).join("/")).toBe("文/图 欧文·史密斯/通讯员 嵇岩");
    const name = "玛格丽特·霍夫曼";
    const inside = offsetsInNames(`记者 ${name}`, "byline").filter((offset) => offset > "记者".length);
    expect(inside).toEqual(Array.from({ length: name.length - 1 }, (_, i) => i + 4));
  });
});

describe("names written by their sound", () => {
  it.each([
    ["记者采访玛格丽特·霍夫曼教授", ["玛格丽特·霍夫曼"]],
    ["古丽努尔·玛合木提当选代表", ["古丽努尔·玛合木提"]],
    ["医疗·教育·养老", []],
    ["春·江", []],
  ] as const)("are found by their characters: %s", (text, names) => {
    expect(foreignNames(text).map(({ start, end }) => text.slice(start, end))).toEqual(names);
  });
});
