import { describe, expect, it } from "vitest";
import { pt } from "../../src/base/length.js";
import { checkStyles } from "../../src/edition/style-check.js";
import { renderPdf } from "../../src/render/pdf.js";
import { renderSvg } from "../../src/render/svg.js";
import type { GlyphRun, Scene } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";
import { hasTool, pdfText } from "../tools.js";
import { editionOf, flat, fonts, runsOf, setStory, template } from "./one-story.js";

const set = (body: readonly unknown[], language = "zh-Hans", own: Template = template): Scene =>
  setStory(body, { language, template: own });
const runs = (scene: Scene): readonly GlyphRun[] => runsOf(scene);
const marks = (scene: Scene) => scene.pages.flatMap((page) => page.items.filter((item) => item.role === "mark"));

const FILL = "江城的早晨从一碗热汤面开始，渡口的汽笛响过三遍，人们便各自出门去了。";
const PINYIN = {
  text: [FILL, { text: "逄喆堃", ruby: ["páng", "zhé", "kūn"] }, "说，", { text: "霸凌", ruby: "bàlíng" }, FILL],
};

/** Top and foot of each glyph's ink on the page. */
function inks(scene: Scene, wanted: (run: GlyphRun) => boolean) {
  return runs(scene)
    .filter(wanted)
    .flatMap((run) => {
      const face = template.styles.body.families
        .flatMap((family) => [400, 700].map((weight) => fonts.face(family, weight)))
        .find((one) => one?.id === run.face);
      if (face === undefined) return [];
      const scale = run.size / face.unitsPerEm;
      return run.gids.map((gid, i) => {
        const ink = face.inkOf(gid);
        const x = run.x + (run.offsets[i] ?? 0);
        const { minX, maxX, minY, maxY } = ink;
        return {
          text: run.texts[i] ?? "",
          left: x + minX * scale,
          right: x + maxX * scale,
          top: run.y - maxY * scale,
          foot: run.y - minY * scale,
        };
      });
    });
}

describe("a piece without line ends that is longer than its column", () => {
  it.each([
    ["noBreak", { noBreak: true }],
    ["a frame", { mark: "box" }],
  ])("is told with its place: %s", (_name, keys) => {
    const name = "澜江流域航运史料陈列馆筹备委员会办公室";
    const found = set([{ text: [FILL, { text: name, ...keys }, FILL] }]).findings.filter(
      ({ code }) => code === "piece-parted",
    );
    expect(found.map(({ severity, pointer }) => [severity, pointer])).toContainEqual([
      "warning",
      "/articles/0/body/0/text/1/text",
    ]);
    expect(found[0]?.message).toContain(name.slice(0, 8));
  });

  it("is not told where it fits", () => {
    const { findings } = set([{ text: [FILL, { text: "澜江流域航运史", noBreak: true }, FILL] }]);
    expect(findings.map(({ code }) => code)).not.toContain("piece-parted");
  });
});

describe("words that part in a head", () => {
  it.each(["deck", "byline"])("are told once, with the key of the text: %s", (key) => {
    const article = { headline: "江水", [key]: "Antidisestablishmentarianism".repeat(12) };
    const scene = setStory(["江水向东。"], { template, article });
    const found = scene.findings.filter(({ code }) => code === "word-parted");
    expect(found.map(({ pointer }) => pointer)).toEqual([`/articles/0/${key}`]);
    expect(found[0]?.message).toContain(`of the ${key}`);
    expect(found[0]?.hint).not.toContain("headline");
  });
});

describe("a character that was lost", () => {
  it("is told without a font as its cure", () => {
    const codes = set(["江\ufffd水"]).findings.map(({ code }) => code);
    expect(codes).not.toContain("missing-glyph");
  });
});

describe("captions in pieces", () => {
  const caption = [
    "渡口的",
    { text: "老槐", mark: "dots" },
    { text: "每平方米", style: "strong" },
    "造价100元/m",
    { text: "2", script: "super" },
    "，",
    { text: "澜江", mark: "name" },
    { break: true },
    { text: "逄", ruby: ["páng"] },
    "喆堃摄于十一月。",
  ];
  const photos = [{ src: "a.png", caption, credit: "张三 摄" }];
  const scene = setStory([FILL.repeat(4)], { legs: [60], article: { photos } });
  const lines = runsOf(scene, "caption");

  it("keep their styles, marks, readings and breaks", () => {
    expect(lines.flatMap(({ texts }) => texts).join("")).toBe("渡口的老槐每平方米造价100元/m2，澜江逄喆堃摄于十一月。");
    expect(new Set(lines.map(({ face }) => face)).size).toBeGreaterThan(1);
    const raised = lines.filter(({ texts }) => texts.join("") === "2");
    expect(raised.map(({ y }) => lines.some((other) => other.y > y))).toEqual([true]);
    expect(marks(scene)).toHaveLength(2);
    expect(
      runsOf(scene, "ruby")
        .flatMap(({ texts }) => texts)
        .join(""),
    ).toBe("páng");
    const [before, after] = [
      lines.find(({ texts }) => texts.includes("澜")),
      lines.find(({ texts }) => texts.includes("逄")),
    ];
    expect((after?.y ?? 0) - (before?.y ?? 0)).toBeGreaterThan(0);
  });

  it("name where they stand in the edition", () => {
    const pointers = new Set(lines.map(({ source }) => source.pointer));
    expect(pointers).toContain("/articles/0/photos/0/caption/0");
    expect(pointers).toContain("/articles/0/photos/0/caption/1/text");
  });

  it("are checked for names that the template lacks, and tell what the picture shows", () => {
    const edition = editionOf([FILL], {
      article: { photos: [{ src: "a.png", caption: [{ text: "渡口", style: "kia" }, "边"] }] },
    });
    const [page] = edition.pages;
    const known = { styles: ["kai"], colours: [] };
    expect(page === undefined ? [] : checkStyles(edition, page, known).map(({ code }) => code)).toEqual([
      "unknown-style",
    ]);
    expect(edition.articles[0]?.photos[0]?.alt).toBe("渡口边");
  });
});

describe("ruby on the page", () => {
  it.each([
    ["pinyin", PINYIN, "zh-Hans"],
    ["furigana", { text: [FILL, { text: "東京都", ruby: ["とう", "きょう", "と"] }, FILL] }, "ja"],
  ])("touches neither its base nor the line over it: %s", (_name, paragraph, language) => {
    const scene = set([FILL.repeat(3), paragraph, FILL.repeat(2)], language);
    const base = inks(scene, (run) => run.role === "body");
    const readings = inks(scene, (run) => run.role === "ruby");
    expect(readings.length).toBeGreaterThan(5);
    // The tail of a comma is the one thing that hangs lower than the room for readings begins.
    const tail = (text: string): number => (/[，、；]/u.test(text) ? 0.1 * template.grid.em : 0);
    for (const a of readings) {
      const touching = base.filter(
        (b) => a.right > b.left && b.right > a.left && a.foot > b.top && b.foot - tail(b.text) > a.top,
      );
      expect(touching).toEqual([]);
    }
    expect(scene.findings.filter(({ code }) => code === "ruby-tight")).toEqual([]);
  });

  it.each(["一", "ww", "口"])("stands over the height of characters where its base is low: %s", (base) => {
    const scene = set([{ text: [{ text: base, ruby: "zé" }] }]);
    const lowest = Math.max(...inks(scene, (run) => run.role === "ruby").map(({ foot }) => foot));
    const baseline = runsOf(scene, "body")[0]?.y ?? 0;
    expect(baseline - lowest).toBeGreaterThan(0.7 * template.grid.em);
  });

  it("says so where the leading leaves no room for it", () => {
    const body = { ...template.styles.body, leading: template.styles.body.size };
    const scene = set([PINYIN], "zh-Hans", { ...template, styles: { ...template.styles, body } });
    expect(scene.findings.map(({ code }) => code)).toContain("ruby-tight");
  });

  it("says so where it stands right under a mark", () => {
    const body = (mark: object) => [
      { text: [{ text: "一二三四五", ...mark }, { break: true }, { text: "天地", ruby: "tiāndì" }, "玄黄"] },
    ];
    const codes = (mark: object) => set(body(mark)).findings.map(({ code }) => code);
    expect(codes({ mark: "name" })).toContain("ruby-under-mark");
    expect(codes({})).not.toContain("ruby-under-mark");
  });

  it.each<[string, readonly unknown[], string]>([
    ["on one piece", [{ text: "逄喆堃", ruby: ["páng", "zhé", "kūn"], mark: "box" }], "zh-Hans"],
    ["on one piece, a group", [{ text: "霸凌", ruby: "bàlíng", mark: "box" }], "zh-Hans"],
    [
      "beside one another",
      [
        { text: "霸凌", ruby: "bàlíngbàlíng" },
        { text: "の渡口", mark: "box" },
      ],
      "ja",
    ],
    ["with dots over them", [{ text: "東京", ruby: ["とう", "きょう"], mark: "dots" }], "ja"],
    [
      "beside dots",
      [
        { text: "志", ruby: "こころざし" },
        { text: "の渡", mark: "dots" },
      ],
      "ja",
    ],
  ])("keeps clear of frames and dots: %s", (_name, pieces, language) => {
    const scene = set([FILL, { text: [FILL, ...pieces, FILL] }, FILL], language);
    const readings = inks(scene, (run) => run.role === "ruby");
    const drawn = marks(scene).flatMap((item) => {
      if (item.kind === "frame") {
        const { x, y, width, height } = item.rect;
        return [
          { left: x, right: x + width, top: y, foot: y + item.thickness },
          { left: x, right: x + item.thickness, top: y, foot: y + height },
          { left: x + width - item.thickness, right: x + width, top: y, foot: y + height },
        ];
      }
      if (item.kind !== "shape") return [];
      const points = item.path.flatMap((step) => (step.to === "close" ? [] : [step]));
      const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
      return [{ left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), foot: Math.max(...ys) }];
    });
    expect(readings.length).toBeGreaterThan(0);
    expect(drawn.length).toBeGreaterThan(0);
    const struck = readings.filter((a) =>
      drawn.some((b) => a.right > b.left && b.right > a.left && a.foot > b.top && b.foot > a.top),
    );
    expect(struck).toEqual([]);
    expect(scene.findings.map(({ code }) => code)).not.toContain("struck-text");
    expect(scene.findings.map(({ code }) => code)).not.toContain("ruby-tight");
  });

  it("leaves the white that it needs, or that a frame needs, to nobody's blame", () => {
    const frames = [FILL, { text: "老槐树", mark: "box" }, FILL, { text: "渡口", mark: "box" }, FILL];
    const wide = [FILL, { text: "逄喆堃", ruby: ["zhuàngs", "zhuàngs", "zhuàngs"] }, FILL];
    for (const text of [frames, wide]) {
      expect(set([{ text }]).findings.map(({ code }) => code)).not.toContain("loose-line");
    }
  });

  it.each(["box", "name", "title", "dots"])("is an error where a mark of the line over it strikes it: %s", (mark) => {
    const text = [
      { text: "一二三四五六七八", mark },
      { break: true },
      { text: "天地玄黄宇宙洪荒", ruby: "tiāndìxuánhuángyǔzhòuhónghuāng" },
    ];
    const told = set([{ text }]).findings.filter(({ code }) => code === "struck-text" || code === "ruby-under-mark");
    expect(told.map(({ severity }) => severity)).toContain("error");
  });

  it.each(["name", "title", "dots"])("is not needed for marks to strike: %s in lines too close", (mark) => {
    const tight = (leading: number) => {
      const body = { ...template.styles.body, leading };
      const grid = { ...template.grid, leading };
      const own = { ...template, grid, styles: { ...template.styles, body } };
      return set([{ text: [FILL, { text: FILL, mark }, FILL] }], "zh-Hans", own).findings.map(({ code }) => code);
    };
    expect(tight(template.styles.body.size)).toContain("struck-text");
    expect(tight(Math.round(1.3 * template.styles.body.size))).not.toContain("struck-text");
  });

  it("is never smaller than the template's least, and an error where it is", () => {
    const sizes = (least: number, size: number) => {
      const styles = { ...template.styles, ruby: { ...template.styles.ruby, size } };
      const own = { ...template, styles, audit: { ...template.audit, leastReading: least } };
      const scene = set([{ text: [FILL, { text: "逄", ruby: ["páng"] }, FILL] }], "zh-Hans", own);
      const told = scene.findings.filter(({ code }) => code === "type-too-small");
      return [runsOf(scene, "ruby")[0]?.size ?? 0, told.map(({ severity }) => severity)] as const;
    };
    expect(sizes(50_000, 57_150)[0]).toBe(50_000);
    expect(sizes(50_000, 30_000)).toEqual([30_000, ["error"]]);
  });

  it("names a reading's missing glyph", () => {
    const scene = set([{ text: [{ text: "天", ruby: "\u{10FFFD}" }] }]);
    expect(scene.findings.map(({ code }) => code)).toContain("missing-glyph");
  });

  it.skipIf(!hasTool("pdftotext"))("leaves the base's text whole in the PDF", async () => {
    const pdf = await renderPdf(set([FILL, PINYIN, FILL]));
    const wanted = [FILL, `${FILL}逄喆堃说，霸凌${FILL}`, FILL].join("");
    expect(flat(pdfText(pdf, "-raw"))).toContain(wanted);
    expect(pdfText(pdf)).not.toContain("páng");
  });
});

describe("marks and styles on the page", () => {
  const all = [
    { text: "澜江", mark: "name" },
    { text: "青屏", mark: "name" },
    "写过",
    { text: "江上集", mark: "title" },
    "，",
    { text: "切莫", mark: "dots" },
    "忘了",
    { text: "通知", mark: "box" },
    "：水是H",
    { text: "2", script: "sub" },
    "O，面积3米",
    { text: "2", script: "super", style: "kai" },
    { text: "红字", colour: "red", style: "strong" },
    { text: "Leaning", style: "italic" },
    { space: 2 },
    { text: "1/2", figures: "fraction", style: "kai" },
    { text: "11.1", figures: "tabular" },
    { break: true },
    "另起一行。",
  ];
  const text = all.map((piece) => (typeof piece === "string" ? piece : (piece.text ?? ""))).join("");

  it("draws each mark", () => {
    const kinds = (mark: string) => marks(set([{ text: [{ text: "江上", mark }] }])).map(({ kind }) => kind);
    expect(["name", "title", "dots", "box"].map(kinds)).toEqual([["fill"], ["shape"], ["shape"], ["frame"]]);
  });

  it("puts dots under Chinese text and over Japanese", () => {
    const dotted = [{ text: ["天地", { text: "玄黄", mark: "dots" }] }];
    const side = (language: string): number => {
      const scene = set(dotted, language);
      const [shape] = marks(scene);
      const line = runs(scene).find((run) => run.role === "body");
      const first = shape?.kind === "shape" ? shape.path[0] : undefined;
      if (first === undefined || first.to === "close" || line === undefined) throw new Error("no dots");
      return Math.sign(first.y - line.y);
    };
    expect([side("zh-Hans"), side("zh-Hant"), side("ja")]).toEqual([1, 1, -1]);
  });

  it("takes a face's own superscripts, and smaller type where it has none", () => {
    const scene = set([{ text: ["米", { text: "2", script: "super", style: "kai" }, { text: "3", script: "super" }] }]);
    const of = (digit: string) => runs(scene).find((run) => run.texts.join("") === digit);
    expect(of("2")?.size).toBe(template.grid.em);
    expect(of("3")?.size).toBeLessThan(template.grid.em);
    expect((of("2")?.y ?? 0) > (of("3")?.y ?? 0)).toBe(true);
  });

  it.each(["super", "sub"] as const)(
    "lets figures beside a letter be smaller than the least type, down to 4 pt: %s",
    (script) => {
      const small = (tableSize: number): readonly string[] => {
        const tableCell = { ...template.styles.tableCell, size: tableSize };
        const own = { ...template, styles: { ...template.styles, tableCell } };
        const row = ["堤北", { text: ["81m", { text: "2", script }] }];
        const scene = set([FILL, { table: { rows: [["院子", "地面"], row] } }, FILL], "zh-Hans", own);
        return scene.findings.filter(({ code }) => code === "type-too-small").map(({ message }) => message);
      };
      expect(small(pt(8))).toEqual([]);
      expect(small(pt(6))).toHaveLength(1);
      // By itself such type is too small.
      const alone = {
        ...template,
        styles: { ...template.styles, tableCell: { ...template.styles.tableCell, size: pt(4.5) } },
      };
      const scene = set(
        [
          FILL,
          {
            table: {
              rows: [
                ["院子", "地面"],
                ["堤北", "81"],
              ],
            },
          },
          FILL,
        ],
        "zh-Hans",
        alone,
      );
      expect(scene.findings.map(({ code }) => code)).toContain("type-too-small");
    },
  );

  it("builds fractions where the face has none, as the same characters", () => {
    const [a, stroke, b] = runs(set([{ text: [{ text: "3/16", figures: "fraction" }] }])).filter(
      (run) => run.role === "body",
    );
    expect([a, stroke, b].map((run) => run?.texts.join(""))).toEqual(["3", "/", "16"]);
    expect([a?.size, b?.size].map((size) => (size ?? 0) < (stroke?.size ?? 0))).toEqual([true, true]);
    expect((a?.y ?? 0) < (stroke?.y ?? 0) && b?.y === stroke?.y).toBe(true);
    expect(b?.source).toMatchObject({ start: 2, end: 4 });
  });

  it("leaves readings over spaces out, and says so", () => {
    const scene = set([{ text: ["到", { text: "白 渡", ruby: ["bái", "xi", "dù"] }] }]);
    const shown = runs(scene).flatMap(({ role, texts }) => (role === "ruby" ? [texts.join("")] : []));
    expect(shown).toEqual(["bái", "dù"]);
    const told = scene.findings.filter(({ code }) => code === "ruby-over-space");
    expect(told.map(({ message }) => message)).toEqual([
      "a reading over a space, or over a character that shows nothing, is not printed: “xi”",
    ]);
    expect(told[0]?.pointer).toBe("/articles/0/body/0/text/1/ruby");
    expect(
      set([{ text: [{ text: "白 渡", ruby: ["bái", "", "dù"] }] }]).findings.map(({ code }) => code),
    ).not.toContain("ruby-over-space");
  });

  it.each([
    ["a reading for it", "青\u200b衣渡", ["qīng", "", "yī", "dù"]],
    ["none", "青\u200b衣渡", ["qīng", "yī", "dù"]],
    ["none, at the start", "\ufeff青衣渡", ["qīng", "yī", "dù"]],
    ["none, a selector", "青\u{e0100}衣\ufe00渡", ["qīng", "yī", "dù"]],
    ["a reading for each, selectors too", "青\u{e0100}衣渡", ["qīng", "", "yī", "dù"]],
  ])("stands over its own character where one shows nothing and the list has %s", (_, base, ruby) => {
    const scene = set([{ text: ["到", { text: base, ruby }, "口去。"] }]);
    const shown = runs(scene).flatMap(({ role, texts }) => (role === "ruby" ? [texts.join("")] : []));
    expect(shown).toEqual(["qīng", "yī", "dù"]);
    expect(scene.findings.map(({ code }) => code)).not.toContain("ruby-over-space");
  });

  it("tells a reading over a character that shows nothing", () => {
    const scene = set([{ text: ["到", { text: "\u200d白\u2060渡", ruby: ["xi", "bái", "wù", "dù"] }] }]);
    const shown = runs(scene).flatMap(({ role, texts }) => (role === "ruby" ? [texts.join("")] : []));
    expect(shown).toEqual(["bái", "dù"]);
    expect(scene.findings.map(({ message }) => message)).toContain(
      "a reading over a space, or over a character that shows nothing, is not printed: “xi”, “wù”",
    );
  });

  it("puts the readings of two dashes over the one mark that they make", () => {
    const scene = set([{ text: ["到", { text: "渡——口", ruby: ["dù", "a", "b", "kǒu"] }] }]);
    const shown = runs(scene).flatMap(({ role, texts }) => (role === "ruby" ? [texts.join("")] : []));
    expect(shown).toEqual(["dù", "ab", "kǒu"]);
  });

  it("reads fractions as a part of their line, whatever stands beside them", () => {
    const fraction = { text: "3/16", figures: "fraction" };
    const around = ["由i", "由l", "旧", "t", "f", "W"].map((before) => ({
      text: [before, fraction, "Phone与", fraction, "寸"],
    }));
    const codes = set(around).findings.map(({ code }) => code);
    for (const code of ["overprinted-text", "lone-character"]) expect(codes).not.toContain(code);
  });

  it("gives tabular figures one width", () => {
    const steps = (piece: object): readonly number[] => {
      const run = runs(set([{ text: [piece] }])).find((one) => one.texts.join("") === "1212");
      return run?.offsets.slice(1).map((offset, i) => offset - (run.offsets[i] ?? 0)) ?? [];
    };
    // Noto Serif SC has a narrow 1, which sits in the middle of its box here.
    expect(new Set(steps({ text: "1212" })).size).toBeGreaterThan(1);
    const [a = 0, b = 0, c = 0] = steps({ text: "1212", figures: "tabular" });
    expect(Math.abs(a + b - (b + c))).toBeLessThan(3);
  });

  it.skipIf(!hasTool("pdftotext"))("extracts as it was written", async () => {
    const scene = set([{ text: all }]);
    const pdf = await renderPdf(scene);
    expect(flat(pdfText(pdf, "-raw"))).toContain(flat(text));
    const svg = renderSvg(scene, 2);
    expect(svg).toContain("skewX(-12)");
    expect(svg).toMatch(/data-role="mark"[^]*<path d="M/u);
  });

  it("begins a line where a break is asked for", () => {
    const scene = set([{ text: ["天地", { break: true }, "玄黄", { break: true }, { break: true }, "宇宙"] }]);
    const lines = runs(scene).filter((run) => run.role === "body");
    expect(lines.map((run) => run.texts.join(""))).toEqual(["天地", "玄黄", "宇宙"]);
    const [a, b, c] = lines.map((run) => run.y);
    expect([(b ?? 0) - (a ?? 0), (c ?? 0) - (b ?? 0)]).toEqual([template.grid.leading, 2 * template.grid.leading]);
  });

  it("names all text that finds no room, behind hard breaks too", () => {
    const body = [{ text: [FILL, { break: true }, FILL.repeat(20), { break: true }, "完。"] }];
    const scene = setStory(body, { legs: [5] });
    const shown = runs(scene)
      .filter((run) => run.role === "body")
      .flatMap((run) => run.texts)
      .join("");
    expect(flat(shown + (scene.fits[0]?.oversetText ?? ""))).toBe(`${FILL}${FILL.repeat(20)}完。`);
  });
});

describe("names of styles and colours", () => {
  it("that the template lacks are pointed at", () => {
    const read = editionOf([
      {
        text: [
          { text: "天", style: "stong" },
          { text: "地", colour: "rde", style: "kai" },
        ],
      },
    ]);
    const [page] = read.pages;
    if (page === undefined) throw new Error("no page");
    const known = { styles: Object.keys(template.styles), colours: [...template.colours.keys()] };
    expect(checkStyles(read, page, known).map(({ code, hints, severity }) => [severity, code, hints[0]])).toEqual([
      ["warning", "unknown-style", "did you mean `strong`?"],
      ["warning", "unknown-colour", "did you mean `red`?"],
    ]);
  });
});
