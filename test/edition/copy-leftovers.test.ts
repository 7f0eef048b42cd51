import { describe, expect, it } from "vitest";
import { paragraphs, read, remarks } from "./copied.js";

describe("typed tables", () => {
  it.each<readonly [string, string, readonly string[]]>([
    [
      "spaces",
      "站名    单程    往返\n东岸    1.20    2.40\n西岸    3.60    7.20",
      ["站名　单程　往返\n东岸　1.20　2.40\n西岸　3.60　7.20"],
    ],
    ["wide spaces", "站名　　单程　　往返\n东岸　　1.20　　2.40", ["站名　　单程　　往返\n东岸　　1.20　　2.40"]],
    ["tabs", "站名\t票价\n东岸\t1.2\n西岸\t3.4", ["站名　票价\n东岸　1.2\n西岸　3.4"]],
    [
      "text beside it",
      "票价如下\n站名  单程  往返\n东岸  1.2  2.4\n以上为准。",
      ["票价如下", "站名　单程　往返\n东岸　1.2　2.4", "以上为准。"],
    ],
  ])("of %s keep their rows, with a warning", (_, text, expected) => {
    expect(paragraphs([text])).toEqual(expected);
    expect(read({ body: [text] }).copy?.remarks).toMatchObject([{ severity: "warning", code: "typed-table" }]);
  });

  it.each([
    ["| 站 | 价 |\n|---|---|\n| 东 | 2 |", 0],
    ["见下\n┌──┬──┐\n│东│西│\n└──┴──┘", 3],
  ])("of bars and frames are an error at their place: %j", (text, offset) => {
    const edition = read({ body: [text] });
    expect(edition.copy?.remarks).toMatchObject([{ severity: "error", code: "typed-table", offset }]);
    expect(paragraphs([text]).at(-1)?.split("\n")).toHaveLength(3);
  });

  it.each([
    "记者　安然\n通讯员　陶一苇",
    "主办    渡口社\n承办    江潮社",
    "He went home.  She stayed.\nThey left early.  Nobody came.",
    "渡口──东岸\n西岸──北岸",
    "灯亮|灯灭",
    "　　甲段。\n　　乙段。",
  ])("are not in %j", (text) => {
    expect(remarks(read({ body: [text] }))).toEqual([]);
  });

  it("keep items of Markdown apart", () => {
    expect(paragraphs(["- 东岸\n- 西岸"])).toEqual(["- 东岸", "- 西岸"]);
    expect(paragraphs(["the ferry\n- which came late"], {}, "en")).toEqual(["the ferry - which came late"]);
  });
});

describe("Markdown", () => {
  it.each(["__重点__字", "见`代码`处", "~~旧价~~", "*斜体*", "说明（*斜体*）", "*two words* here"])(
    "is told in %s",
    (text) => {
      expect(remarks(read({ body: [text] }))).toEqual(["markup-in-text"]);
    },
  );

  it.each(["王*明和李*华获奖", "138****1234", "张**", "长*宽*高", "2*3*4", "____年__月", "2 * 3 * 4", "5 * 6"])(
    "is not in %s",
    (text) => {
      expect(remarks(read({ body: [text] }))).toEqual([]);
    },
  );
});
