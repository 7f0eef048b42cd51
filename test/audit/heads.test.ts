/** Heads that do not head their story, and a lead that keeps others down. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import type { Finding } from "../../src/scene/list.js";
import { fonts, template } from "../page/one-story.js";

const BODY = "渡口的灯亮了一夜，船工们轮流守着水位，天亮时雾散了，第一班船准时离岸。";

function told(articles: readonly object[], layout?: readonly object[], codes?: RegExp): readonly Finding[] {
  const credits = [{ role: "责编", names: ["安然"] }];
  const ids = articles.map((_, index) => `s${index}`);
  const named = articles.map((article, index) => ({ id: ids[index], body: [BODY.repeat(8)], ...article }));
  const pages = [{ number: 2, credits, articles: ids, ...(layout === undefined ? {} : { layout }) }];
  const read = readEdition(JSON.stringify({ pages, articles: named }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const { findings } = compose({ ...read.value, images: new Map() }, template, fonts);
  return findings.filter(({ code }) =>
    (codes ?? /^(?:head-under-body|head-at-foot|small-lead|line-too-long|lead-)/u).test(code),
  );
}

const codesOf = (findings: readonly Finding[]): string[] => findings.map(({ severity, code }) => `${severity} ${code}`);

describe("a head", () => {
  it("that is no larger than its text is an error, one that is larger is none", () => {
    const size = (pt: string) => [{ headline: "渡口复航" }, { headline: "江边夜市", head: { size: pt }, priority: 3 }];
    expect(codesOf(told(size("8pt")))).toEqual(["error head-under-body"]);
    expect(codesOf(told(size("9pt")))).toEqual(["error head-under-body"]);
    expect(codesOf(told(size("12pt")))).toEqual([]);
  });

  it("is not held against a drop cap", () => {
    expect(codesOf(told([{ headline: "渡口复航", head: { size: "20pt" }, dropCap: 3 }]))).toEqual([]);
  });

  it("under the text of its story is an error", () => {
    const place = (rows: readonly [number, number], text: readonly [number, number]) => [
      { article: "s0", head: { columns: [1, 3], rows }, legs: [1, 2, 3].map((c) => ({ columns: [c, c], rows: text })) },
    ];
    expect(codesOf(told([{ headline: "渡口复航" }], place([31, 36], [1, 30])))).toEqual(["error head-at-foot"]);
    expect(codesOf(told([{ headline: "渡口复航" }], place([1, 6], [7, 36])))).toEqual([]);
  });

  it("of the lead that keeps all others small is told", () => {
    const others = [2, 3, 3].map((priority) => ({ headline: "江边夜市开张", priority }));
    const found = told([{ headline: "渡口复航", head: { size: "12pt" }, priority: 1 }, ...others]);
    expect(codesOf(found)).toEqual(["warning small-lead-head"]);
    expect(found[0]?.message).toContain("s1, s2, s3");
    expect(codesOf(told([{ headline: "渡口复航", head: { size: "44pt" }, priority: 1 }, ...others]))).toEqual([]);
  });
});

describe("the head of a box in a story", () => {
  const box = { headline: "航班时刻", body: [BODY] };
  const sizesOf = (keys: object, columns: number): readonly number[] => {
    const article = { id: "s0", headline: "渡口复航", body: [BODY.repeat(20)], ...keys };
    const layout = [{ article: "s0", columns: [1, columns], rows: [1, 50] }];
    const pages = [{ number: 2, credits: [{ role: "责编", names: ["安然"] }], articles: ["s0"], layout }];
    const read = readEdition(JSON.stringify({ pages, articles: [article] }), "e.json");
    if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
    const runs = compose({ ...read.value, images: new Map() }, template, fonts).pages[0]?.items ?? [];
    const sizes = new Map<string, number>();
    for (const item of runs)
      if (item.kind === "glyphs" && item.role === "headline") sizes.set(item.source.article ?? "", item.size);
    return [sizes.get("s0") ?? 0, [...sizes].find(([id]) => id !== "s0")?.[1] ?? 0];
  };

  it("is a step smaller than that of its story, whatever the two weigh", () => {
    for (const priority of [1, 2, 3, 9]) {
      for (const columns of [2, 4, 6]) {
        const [story = 0, own = 0] = sizesOf({ priority, related: [{ ...box, priority: 1 }] }, columns);
        expect(own).toBeGreaterThan(0);
        expect(own).toBeLessThanOrEqual(0.9 * story);
      }
    }
  });

  it("is told where its editor asks for one as large", () => {
    const found = (size: string): readonly Finding[] =>
      told(
        [{ headline: "渡口复航", related: [{ ...box, head: { size } }], priority: 3 }],
        undefined,
        /^box-head-large$/u,
      );
    expect(found("60pt")).toMatchObject([{ severity: "warning", pointer: "/articles/0/related/0/headline" }]);
    expect(found("12pt")).toEqual([]);
  });
});

describe("white under a head", () => {
  const stories = [{ headline: "江豚又见石矶渡", body: [BODY.repeat(40)], priority: 2 }];
  const found = (last: number, own: object = {}): readonly Finding[] =>
    told(
      [{ ...stories[0], ...own }],
      [{ article: "s0", columns: [1, 1], rows: [1, 60], head: { columns: [1, 1], rows: [1, last] } }],
      /^loose-head$/u,
    );

  it("is told where it parts the head from its text, and the hint cures it", () => {
    const [fault] = found(14);
    expect(fault).toMatchObject({ severity: "warning", article: "s0" });
    expect(fault?.hint).toContain("give `head` fewer rows in `layout`");
    expect(found(5)).toEqual([]);
    expect(found(14, { head: { size: "40pt" } })).toEqual([]);
  });

  it("is little where the engine finds the place: the head takes a further line in a larger size", () => {
    const linesIn = (rows: number): { lines: number; size: number } => {
      const layout = [{ article: "s0", columns: [1, 1], rows: [1, 60], head: { columns: [1, 1], rows: [1, rows] } }];
      const credits = [{ role: "责编", names: ["安然"] }];
      const pages = [{ number: 2, credits, articles: ["s0"], layout }];
      const read = readEdition(JSON.stringify({ pages, articles: [{ id: "s0", ...stories[0] }] }), "e.json");
      if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
      const { pages: set } = compose({ ...read.value, images: new Map() }, template, fonts);
      const runs = (set[0]?.items ?? []).flatMap((item) =>
        item.kind === "glyphs" && item.role === "headline" ? [item] : [],
      );
      return { lines: new Set(runs.map(({ y }) => y)).size, size: Math.max(...runs.map(({ size }) => size)) };
    };
    const [low, high] = [linesIn(3), linesIn(6)];
    expect([low.lines, high.lines]).toEqual([1, 2]);
    expect(high.size).toBeGreaterThan(1.1 * low.size);
  });
});

describe("white beside a vertical head", () => {
  const stories = [
    {
      headline: "船坞里的一天",
      headlineDirection: "vertical",
      head: { lines: 1 },
      body: [BODY.repeat(40)],
      priority: 3,
    },
  ];
  const found = (place: object): readonly Finding[] =>
    told(stories, [{ article: "s0", ...place }], /^white-beside-head$/u);
  const region = { columns: [1, 3], rows: [1, 40] };

  it("is an error where the head is pinned over too many columns, and the hint cures it", () => {
    const [fault] = found({ ...region, head: { columns: [1, 2], rows: [1, 24] } });
    expect(fault).toMatchObject({ severity: "error", article: "s0" });
    expect(fault?.hint).toContain("give `head` fewer columns in `layout`");
    expect(found({ ...region, head: { columns: [1, 1], rows: [1, 24] } })).toEqual([]);
  });

  it("is an error where pinned legs keep the text away, and the hint cures it", () => {
    const head = { columns: [1, 1], rows: [1, 24] };
    const legs = [2, 3].map((column) => ({ columns: [column, column], rows: [1, 40] }));
    expect(found({ head, legs })[0]?.hint).toContain("write `columns` and `rows`");
    expect(found({ ...region, head })).toEqual([]);
  });

  it("is told under one that is pinned too deep, with the keys that the file has", () => {
    const { columns, rows } = template.grid;
    const others = { columns: [4, columns], rows: [1, rows] };
    const body = (times: number) => Array.from({ length: times }, () => BODY.repeat(5));
    const deep = {
      ...stories[0],
      headline: "船坞",
      kicker: "江边",
      deck: "来信",
      byline: "苇岸",
      head: { size: "60pt" },
      body: body(12),
    };
    const place = { columns: [1, 3], rows: [1, rows], head: { columns: [1, 1], rows: [1, 40] } };
    const layout = [
      { article: "s0", ...place },
      { article: "s1", ...others },
    ];
    const holes = told([deep, { headline: "渡口复航", body: body(15) }], layout, /^white-hole$/u);
    const hints = holes.map(({ hint }) => hint).join("\n");
    expect(hints).toContain("it is the place of the head of s0");
    expect(hints).toContain("fewer rows or columns in `layout`");
  });

  it("is none where the engine finds the place, in one column or in several", () => {
    for (const columns of [1, 2, 3, 5]) {
      expect(
        told([{ ...stories[0], makeup: { columns } }], undefined, /^white-/u).map(({ code }) => code),
      ).not.toContain("white-beside-head");
      expect(found({ columns: [1, columns], rows: [1, 60] })).toEqual([]);
    }
  });
});

describe("as many lines as the editor asks for", () => {
  it("are nearly had where no size holds them, and the message is true", () => {
    const found = told([{ headline: "山村通了自来水", head: { lines: 5 } }], undefined, /^head-not-met$/u);
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining("has 3 lines, not 5")]);
    expect(told([{ headline: "山村通了自来水", head: { lines: 3 } }], undefined, /^head-not-met$/u)).toEqual([]);
  });
});

describe("a subhead without text after it", () => {
  it("is told so, and not to cut a line", () => {
    const [found] = told([{ headline: "渡口", body: [BODY, { subhead: "夜市" }] }], undefined, /^subhead-alone$/u);
    expect(found?.message).toContain("has no text under it");
    expect(found?.hint).toContain("add text after it");
  });
});

describe("a story placed by hand", () => {
  it("in one column over several of the page's has its long lines told", () => {
    const legs = (columns: readonly [number, number]) => [
      { article: "s0", head: { columns: [1, 4], rows: [1, 6] }, legs: [{ columns, rows: [7, 30] }] },
    ];
    expect(codesOf(told([{ headline: "渡口复航" }], legs([1, 4])))).toEqual(["warning line-too-long"]);
    expect(codesOf(told([{ headline: "渡口复航" }], legs([1, 2])))).toEqual([]);
  });

  it("as the lead is told where the engine puts another over it", () => {
    const legs = [1, 2, 3, 4, 5, 6].map((c) => ({ columns: [c, c], rows: [20, 60] }));
    const layout = [{ article: "s0", head: { columns: [1, 6], rows: [12, 19] }, legs }];
    const brief = { headline: "夜市开张", body: [BODY.repeat(3)], priority: 3 };
    const lead = { headline: "渡口复航", body: [BODY.repeat(90)] };
    const found = told([lead, brief], layout);
    expect(codesOf(found)).toEqual(["warning lead-low"]);
    expect(found[0]?.hint).not.toContain("advertisement");
  });
});
