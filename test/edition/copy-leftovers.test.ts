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
    ["站|价\n---|---\n东|2", 0],
    ["站|时|价\n东|7|2", 0],
    ["站｜价\n东｜2\n西｜3", 0],
    ["见下\n┌──┬──┐\n│东│西│\n└──┴──┘", 3],
  ])("of bars and frames are an error at their place: %j", (text, offset) => {
    const edition = read({ body: [text] });
    expect(edition.copy?.remarks).toMatchObject([{ severity: "error", code: "typed-table", offset }]);
    const rows = text.startsWith("见下") ? 3 : text.split("\n").length;
    expect(paragraphs([text]).at(-1)?.split("\n")).toHaveLength(rows);
  });

  it.each([
    "记者　安然\n通讯员　陶一苇",
    "主办    渡口社\n承办    江潮社",
    "He went home.  She stayed.\nThey left early.  Nobody came.",
    "渡口──东岸\n西岸──北岸",
    "灯亮|灯灭",
    "文 安然 | 图 陶一苇\n编辑 叶知 | 校对 邬小舟",
    "灯亮|灯灭\n桥|渡|船\n水位|流量",
    "　　甲段。\n　　乙段。",
  ])("are not in %j", (text) => {
    expect(remarks(read({ body: [text] }))).toEqual([]);
  });

  it("keep items of Markdown apart", () => {
    expect(paragraphs(["- 东岸\n- 西岸"])).toEqual(["- 东岸", "- 西岸"]);
    expect(paragraphs(["the ferry\n- which came late"], {}, "en")).toEqual(["the ferry - which came late"]);
  });
});

describe("tables of HTML", () => {
  const table = "<table><tr><th>站</th><th>价</th></tr><tr><td>东</td><td>2</td></tr></table>";

  it("are told once each, with a warning at their place", () => {
    const { copy } = read({ body: [`票价如下。${table}${table}`] });
    expect(copy?.remarks).toMatchObject([{ severity: "warning", code: "typed-table", offset: 5 }]);
    expect(copy?.remarks[0]?.message).toContain("2 times");
  });

  it("are told where they were escaped", () => {
    expect(remarks(read({ body: [table.replaceAll("<", "&lt;")] }))).toEqual(["typed-table"]);
  });

  it("are not told where they only lay out a mail", () => {
    expect(remarks(read({ body: ["<table><tr><td>渡口的灯</td></tr><tr><td>亮了</td></tr></table>"] }))).toEqual([]);
  });
});

describe("lists of HTML", () => {
  it("are told with a warning at their place", () => {
    const { copy } = read({ body: ["要点如下。<ol><li>东岸</li><li>西岸</li></ol>"] });
    expect(copy?.remarks).toMatchObject([{ severity: "warning", code: "typed-list", offset: 5 }]);
  });
});

describe("what a program prints where it had no text", () => {
  it.each([
    ["undefined", "error"],
    [" null ", "error"],
    ["[object Object]", "error"],
    ["渡口[object Object]今日停航。", "error"],
    ["{{title}}今日停航", "error"],
    ["${name}说，渡口停航。", "error"],
    ["<%= name %>说，渡口停航。", "error"],
    ["本报记者 null", "warning"],
    ["票价NaN元。", "warning"],
    ["记者%s报道", "warning"],
  ])("is told in %j", (text, severity) => {
    expect(read({ body: [text] }).copy?.remarks).toMatchObject([{ severity, code: "placeholder-in-text" }]);
  });

  it.each([
    "涨幅100%左右",
    "涨幅5%sure",
    "The null hypothesis is null.",
    "undefined behaviour",
    "nullable字段",
    "票价$5{一人}",
    "{一}{二}",
  ])("is not in %j", (text) => {
    expect(remarks(read({ body: [text] }))).toEqual([]);
  });
});

describe("notes for the desk", () => {
  it.each([
    "（此处插入图片1）",
    "【请插入表格】",
    "[这里放照片]",
    "（此处待补文字）",
    "TODO：补数据",
    "Lorem ipsum dolor",
  ])("are told in %j", (text) => {
    expect(remarks(read({ body: [text] }))).toEqual(["note-in-text"]);
  });

  it.each(["（此处原为渡口，后配水闸）", "（配图由作者提供）", "（完）", "（图1）"])("are not in %j", (text) => {
    expect(remarks(read({ body: [text] }))).toEqual([]);
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

describe("items of a list", () => {
  it.each(["1. 东岸", "2）东岸", "（三）东岸", "一、东岸", "①东岸", "● 东岸", "▶东岸", "十二．东岸"])(
    "that begin with a marker of their own are told once: %s",
    (item) => {
      const { copy } = read({ body: [{ list: ["首班", item, item] }] });
      const told = (copy?.remarks ?? []).filter(({ code }) => code === "typed-list");
      expect(told).toMatchObject([{ severity: "warning", pointer: "/articles/0/body/0/list/1", offset: 0 }]);
      expect(told[0]?.message).toContain("so does one more");
    },
  );

  it.each(["1.5元一张", "3点开船", "一江两岸", "（东岸）停航", "第一班船", "2026年"])(
    "are items as they are: %s",
    (item) => {
      expect(remarks(read({ body: [{ list: [item, item] }] }))).not.toContain("typed-list");
    },
  );
});

describe("a field and a value beside each other", () => {
  it("are one place", () => {
    expect(remarks(read({ body: ["{{title}}undefined"] }))).toEqual(["placeholder-in-text"]);
    expect(remarks(read({ body: ["前undefined后，后来{{title}}也没有"] }))).toHaveLength(2);
  });
});
