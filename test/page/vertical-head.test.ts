import { beforeAll, describe, expect, it } from "vitest";
import type { Rect } from "../../src/base/geometry.js";
import { readEdition } from "../../src/edition/read.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import { renderPdf } from "../../src/render/pdf.js";
import { renderSvg } from "../../src/render/svg.js";
import type { GlyphRun, Scene, SceneImage } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";
import { hasTool, pdfText } from "../tools.js";
import { pictureOf } from "./one-story.js";

let template: Template;
beforeAll(async () => {
  template = await loadTemplate("tabloid");
});

const BODY = Array.from({ length: 40 }, (_, i) => `第${i + 1}盏渔灯沿着堤岸亮起来，照见归来的船和等船的人。`);

function set(
  keys: object,
  layout: readonly object[] = [{ article: "灯", columns: [1, 3], rows: [1, 40] }],
  own = template,
  images: readonly SceneImage[] = [],
): Scene {
  return setPage(
    [{ id: "灯", headline: "渔灯", headlineDirection: "vertical", body: BODY, ...keys }],
    layout,
    own,
    images,
  );
}

function setPage(
  articles: readonly (Readonly<Record<string, unknown>> & { readonly id: string })[],
  layout: readonly object[] = [],
  own = template,
  images: readonly SceneImage[] = [],
): Scene {
  const credits = [{ role: "责编", names: ["苇岸"] }];
  const read = readEdition(
    JSON.stringify({ pages: [{ credits, articles: articles.map(({ id }) => id), layout }], articles }),
    "e.json",
  );
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map(images.map((image) => [image.id, image])) }, own);
}

function glyphsOf(scene: Scene, id: string, role: string): readonly GlyphRun[] {
  return (scene.pages[0]?.items ?? []).flatMap((item) =>
    item.kind === "glyphs" && item.role === role && item.source.article === id ? [item] : [],
  );
}

function runs(scene: Scene, role: string): readonly GlyphRun[] {
  return glyphsOf(scene, "灯", role);
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe("a vertical head", () => {
  it("runs down beside the text, kicker at its right and deck at its left", () => {
    const scene = set({ kicker: "引题在右", headline: "沿江渔灯次第亮", deck: "副题在左" });
    const [kicker, headline, deck] = ["kicker", "headline", "deck"].map((role) => runs(scene, role)[0]);
    expect([kicker, headline, deck].map((run) => run?.direction)).toEqual(["vertical", "vertical", "vertical"]);
    expect(kicker?.x).toBeGreaterThan(headline?.x ?? 0);
    expect(headline?.x).toBeGreaterThan(deck?.x ?? 0);
    expect(headline?.texts.join("")).toBe("沿江渔灯次第亮");
    // Text stands beside it, from the first row on.
    const head = scene.pages[0]?.areas.find(({ kind }) => kind === "head");
    const legs = scene.pages[0]?.areas.filter(({ kind }) => kind === "leg") ?? [];
    expect(legs.some(({ rect }) => rect.y === head?.rect.y)).toBe(true);
    expect(scene.findings.map(({ code }) => code)).not.toContain("vertical-head");
  });

  describe("in its story", () => {
    const headline = "沿江渔灯次第亮起来";
    const place = (columns: number, rows: number) => [{ article: "灯", columns: [1, columns], rows: [1, rows] }];
    const rectOf = (scene: Scene, kind: string): Rect => {
      const found = scene.pages[0]?.areas.find((area) => area.kind === kind)?.rect;
      if (found === undefined) throw new Error(`no ${kind}`);
      return found;
    };
    const legsOf = (scene: Scene): readonly Rect[] =>
      (scene.pages[0]?.areas ?? []).flatMap(({ kind, rect }) => (kind === "leg" ? [rect] : []));
    const sizeOf = (scene: Scene): number => Math.max(...runs(scene, "headline").map(({ size }) => size));

    it("stands left of the text, as deep as it, in the size of its rank", () => {
      const scene = set({ headline, priority: 2 }, place(5, 26));
      const [story, head, legs] = [rectOf(scene, "story"), rectOf(scene, "head"), legsOf(scene)];
      expect([head.x, head.y, head.height]).toEqual([story.x, story.y, story.height]);
      expect(legs).toHaveLength(4);
      for (const leg of legs) expect(leg.x).toBeGreaterThan(head.x + head.width);
      expect(runs(scene, "body")[0]?.x).toBeGreaterThan(head.x + head.width);
      const step = template.ladder.find(({ priority, span }) => priority === 2 && span <= 5);
      expect(sizeOf(scene)).toBeGreaterThanOrEqual(step?.min ?? 0);
      expect(sizeOf(scene)).toBeLessThanOrEqual(step?.size ?? 0);
    });

    it.each([
      ["left", 0],
      ["middle", 2],
      ["right", 4],
    ])("stands at the %s where its editor asks for it", (side, before) => {
      const scene = set({ headline, kicker: "堤上的灯", deck: "渡口来信", head: { side } }, place(5, 18));
      const head = rectOf(scene, "head");
      expect(legsOf(scene).filter((leg) => leg.x < head.x)).toHaveLength(before);
      expect(legsOf(scene)).toHaveLength(4);
      expect(head.height).toBe(rectOf(scene, "story").height);
      expect(scene.findings.map(({ code }) => code)).not.toContain("head-not-met");
    });

    it("stands its characters apart rather than leave more than three rows white under it, and figures stay together", () => {
      let opened = 0;
      for (let rows = 14; rows <= 30; rows += 1) {
        const keys = { headline: "沿江渔灯26盏次第亮起来", kicker: "堤上的灯", deck: "渡口来信" };
        const scene = set(keys, place(5, rows));
        const [head, story] = [rectOf(scene, "head"), rectOf(scene, "story")];
        if (head.height !== story.height) continue;
        const size = sizeOf(scene);
        const ends = runs(scene, "headline").map(({ y, offsets }) => y + (offsets.at(-1) ?? 0));
        const white = head.y + head.height - Math.max(...ends) - size;
        expect(white / template.grid.leading).toBeLessThanOrEqual(3);
        const [first] = runs(scene, "headline");
        const steps = (first?.offsets ?? []).slice(1).map((offset, index) => offset - (first?.offsets[index] ?? 0));
        for (const step of steps.slice(0, 3)) {
          expect(step / size).toBeLessThanOrEqual(1.31);
          if (step > 1.05 * size) opened += 1;
        }
      }
      expect(opened).toBeGreaterThan(0);
    });

    it("has text under it where it is much lower than its story, or has one column beside it", () => {
      for (const layout of [place(4, 60), place(2, 45)]) {
        const scene = set({ headline: "渔灯亮了" }, layout);
        const head = rectOf(scene, "head");
        expect(legsOf(scene).some((leg) => leg.x === head.x && leg.y > head.y + head.height)).toBe(true);
      }
    });

    it("has lines of text beside it in its own column where these are long enough, and text goes on under them", () => {
      for (const [columns, rows] of [
        [1, 60],
        [2, 45],
        [5, 40],
      ] as const) {
        for (const side of ["left", "right"]) {
          const scene = set({ headline, head: { side } }, place(columns, rows));
          const [story, head] = [rectOf(scene, "story"), rectOf(scene, "head")];
          const whole = Math.max(...legsOf(scene).map(({ width }) => width));
          const beside = legsOf(scene).find((leg) => leg.width < whole && leg.y === head.y);
          expect(beside?.width).toBeGreaterThanOrEqual(8 * template.grid.em);
          const gap =
            side === "left" ? (beside?.x ?? 0) - head.x - head.width : head.x - (beside?.x ?? 0) - (beside?.width ?? 0);
          expect(gap).toBeGreaterThanOrEqual(0.75 * template.grid.em);
          expect(side === "left" ? head.x : head.x + head.width).toBe(
            side === "left" ? story.x : story.x + story.width,
          );
          const under = legsOf(scene).find((leg) => leg.y > head.y && overlaps({ ...leg, y: head.y, height: 1 }, head));
          expect(under?.y).toBe((beside?.y ?? 0) + (beside?.height ?? 0));
          const inside = runs(scene, "body").filter(({ y }) => y < head.y + head.height);
          expect(inside.some(({ x }) => x > head.x && x < head.x + head.width)).toBe(false);
        }
      }
    });

    it("has its column for itself where its editor fixed the legs, or lines beside it would be too short to read", () => {
      const legs = [
        { columns: [1, 1], rows: [22, 40] },
        { columns: [2, 2], rows: [1, 40] },
      ];
      const head = { columns: [1, 1], rows: [1, 20] };
      const own = set({ headline }, [{ article: "灯", legs, head }]);
      expect(legsOf(own).map(({ width }) => width)).toEqual([rectOf(own, "head").width, rectOf(own, "head").width]);
      const broad = set({ headline, kicker: "堤上的灯", deck: "渡口来信", byline: "苇岸" }, place(1, 60));
      expect(new Set(legsOf(broad).map(({ width }) => width)).size).toBe(1);
    });

    it("has one line more where it would fill little of its column and no lines have room beside it", () => {
      const scene = set({ headline: "沿江渔灯 次第亮起", kicker: "堤上的灯" }, place(1, 60));
      const [head, lines] = [rectOf(scene, "head"), runs(scene, "headline")];
      const isBeside = legsOf(scene).some(({ y }) => y === head.y);
      expect(isBeside || new Set(lines.map(({ x }) => x)).size > 1).toBe(true);
    });

    it("takes lower steps of the ladder, or lines, where its story is too low", () => {
      const [deep, low] = [30, 12].map((rows) => set({ headline, body: BODY.slice(0, 16) }, place(5, rows)));
      if (deep === undefined || low === undefined) throw new Error("no page");
      expect(
        runs(low, "headline")
          .flatMap(({ texts }) => texts)
          .join(""),
      ).toBe(headline);
      expect(low.findings.map(({ code }) => code)).not.toContain("head-too-tall");
      expect(sizeOf(low)).toBeLessThanOrEqual(sizeOf(deep));
    });

    it("leaves pictures and boxes their places beside it, at either side", () => {
      const image = pictureOf("p.jpg", 900, 600);
      for (const side of ["left", "middle", "right"]) {
        for (const photo of ["left", "right"]) {
          const keys = {
            headline,
            head: { side },
            photos: [{ src: image.id, side: photo }],
            related: [{ headline: "船期", body: ["早班六点开。"] }],
            body: BODY.slice(0, 20),
          };
          const scene = set(keys, place(6, 30), template, [image]);
          const kinds = ["head", "photo", "box"] as const;
          const rects = kinds.map((kind) => rectOf(scene, kind));
          for (const rect of rects)
            for (const other of [...rects, ...legsOf(scene)])
              expect(rect === other || !overlaps(rect, other)).toBe(true);
        }
      }
    });

    it("is no larger than the head of a more important story", () => {
      const articles = [
        { id: "首", priority: 1, headline: "渡口新码头开放", head: { step: -2 }, body: BODY },
        { id: "灯", priority: 2, headline, headlineDirection: "vertical", body: BODY },
      ];
      const scene = setPage(articles);
      const lead = Math.max(...glyphsOf(scene, "首", "headline").map(({ size }) => size));
      expect(sizeOf(scene)).toBeLessThanOrEqual(lead);
    });

    it("is told where a side can't be obeyed", () => {
      const told = (scene: Scene) => scene.findings.filter(({ code }) => code === "head-not-met");
      const flat = set({ headline, headlineDirection: "horizontal", head: { side: "right" } }, place(5, 26));
      expect(told(flat)).toMatchObject([{ severity: "warning", pointer: "/articles/0/head/side" }]);
      expect(told(flat)[0]?.hint).toContain("headlineDirection");
      const fixed = [{ article: "灯", columns: [1, 5], rows: [1, 26], head: { columns: [1, 1], rows: [1, 26] } }];
      const [other] = told(set({ headline, head: { side: "right" } }, fixed));
      expect(other?.message).toContain("not at the right");
      const box = set({ headline, box: true, head: { side: "left" } }, place(3, 30));
      expect(told(box)).toHaveLength(1);
    });
  });

  it("sets each of two lines of the same words, from its own place in the edition", () => {
    const headline = ["沿江渔灯次第亮", "沿江渔灯次第亮"];
    const scene = set({ headline });
    const lines = runs(scene, "headline").map(({ source, texts }) => [source.pointer, texts.join("")]);
    expect(lines).toEqual(headline.map((line, index) => [`/articles/0/headline/${index}`, line]));
    expect(scene.findings.map(({ code }) => code)).not.toContain("lost-text");
  });

  it("sets short numbers abreast, years figure under figure, turns words, and takes vertical marks", () => {
    const scene = set({ headline: "24盏“渔灯”（Linux）亮2026夜" });
    const found = runs(scene, "headline");
    expect(found.map(({ texts }) => texts.join(""))).toEqual([
      "24",
      "盏“渔灯”（",
      "Linux",
      "）亮",
      "2",
      "0",
      "2",
      "6",
      "夜",
    ]);
    expect(found.map(({ direction, turned }) => (turned === true ? "turned" : direction))).toEqual([
      "horizontal",
      "vertical",
      "turned",
      "vertical",
      "horizontal",
      "horizontal",
      "horizontal",
      "horizontal",
      "vertical",
    ]);
    const [abreast] = found;
    expect(abreast?.x).toBeLessThan(found[1]?.x ?? 0);
    // Quotation marks are shown by the glyphs of their vertical forms.
    const horizontal = runs(set({ headline: "盏“渔灯”（", headlineDirection: "horizontal" }), "headline")[0];
    const upright = found[1];
    const gid = (run: GlyphRun | undefined, text: string) => run?.gids[run.texts.indexOf(text)];
    for (const mark of ["“", "（"]) expect(gid(upright, mark)).not.toBe(gid(horizontal, mark));
    expect(gid(upright, "渔")).toBe(gid(horizontal, "渔"));
  });

  /** Pieces of the headline as they stand: `>` before what is turned. */
  const standing = (headline: string): string =>
    runs(set({ headline }), "headline")
      .filter(({ annotation }) => annotation !== true)
      .map(
        ({ texts, turned, direction }) =>
          `${turned === true ? ">" : direction === "vertical" ? "" : "="}${texts.join("")}`,
      )
      .join("|");

  it.each([
    ["Ferry to end, port says", ">Ferry|>to|>end,|>port|>says"],
    ["Why? I said: (no) “ferry”!", ">Why?|>I|>said:|>(no)|“|>ferry|”!"],
    ["He's at the 'old' pier; 12 ferries", ">He's|>at|>the|>'old'|>pier;|>12|>ferries"],
    ["Sand & silt / 3:2", ">Sand|>&|>silt|>/|>3:2"],
    ["https://a.cn上线", ">https://a.cn|上线"],
    ["www.dukou.example/a?b=c开通", ">www.dukou.example/a?b=c|开通"],
    ["航速达5km/h", "航速达|>5km/h"],
    ["A/B两线", ">A/B|两线"],
    ["5G+渡口AI夜航A股", ">5G+|渡口|=A|=I|夜航|=A|股"],
    ["渡口-AI夜航", "渡口－|>AI|夜航"],
  ])("turns Latin marks with the words they are typed at: %s", (headline, expected) => {
    expect(standing(headline).replaceAll("-", "－")).toBe(expected);
  });

  it.each([
    ["Zürich和Pérez", ">Zürich|和|>Pérez"],
    ["Düsseldorf", ">Düsseldorf"],
    ["Lǚ lǜ", ">Lǚ|>lǜ"],
    ["É区和é区", "=É|区和|=é|区"],
    ["Москва和α射线", ">Москва|和|=α|射线"],
    ["Ωmega号", ">Ωmega|号"],
    ["k̇x́港q̃渡", ">k̇|>x́|港|=q̃|渡"],
    ["渡口á", "渡口|=á"],
    ["ACÉ岸", "=A|=C|=É|岸"],
  ])("keeps letters of one word together, whatever their marks and script: %s", (headline, expected) => {
    expect(standing(headline)).toBe(expected.normalize("NFC"));
  });

  it.each([
    ["第Ⅲ期和ⅻ号", "第Ⅲ期和ⅻ号"],
    ["长±5厘米", "长±|=5|厘米"],
    ["潮位≥3米", "潮位|>≥3|米"],
    ["潮位＞12米", "潮位|>＞12|米"],
    ["江城→渡口", "江城|>→|渡口"],
    ["甲＝乙", "甲＝乙"],
    ["甲&乙", "甲&乙"],
    ["北纬30°灯", "北纬|>30°|灯"],
    ["比分3∶2", "比分|=3|=∶|=2"],
    ["«灯»亮", ">«|灯|>»|亮"],
    ["№5灯①", "№|=5|灯①"],
  ])("stands up and turns other characters by UAX #50: %s", (headline, expected) => {
    expect(standing(headline)).toBe(expected);
  });

  it.each(["漢\u0304字", "一\u0336", "q\u0303好", "渡x\u0301"])(
    "stands a combining mark on its letter: %j",
    (headline) => {
      const scene = set({ headline });
      const found = runs(scene, "headline");
      expect(found.flatMap(({ texts }) => texts).join("")).toBe(headline);
      expect(scene.findings.filter(({ code }) => code === "missing-glyph")).toEqual([]);
      // Each letter has one em of the line with its mark, so that the line is as long as without.
      const bare = runs(set({ headline: headline.replaceAll(/\p{M}/gu, "") }), "headline");
      expect(lowest(found)).toBeCloseTo(lowest(bare), 1);
    },
  );

  /** How far the last character with a text of its own begins under the head's top, in em. */
  const lowest = (found: readonly GlyphRun[]): number => {
    const [first] = found;
    const all = found.flatMap((run) =>
      run.texts.flatMap((text, k) =>
        text === "" ? [] : [run.y + (run.direction === "vertical" ? (run.offsets[k] ?? 0) : -0.86 * run.size)],
      ),
    );
    return (Math.max(...all) - Math.min(...all)) / (first?.size ?? 1);
  };

  it("parts no letter from its mark where a line has to end", () => {
    const kicker = "k\u0307x\u0301q".repeat(9);
    const scene = set({ headline: "灯", kicker }, [{ article: "灯", columns: [1, 4], rows: [1, 9] }]);
    const texts = runs(scene, "kicker").flatMap((run) => run.texts.filter((text) => text !== ""));
    expect(texts.join("")).toBe(kicker);
    expect(texts.filter((text) => /^\p{M}|^[kx]$/u.test(text))).toEqual([]);
  });

  it("takes the letters of an abbreviation for no lines of their own", () => {
    for (const headline of ["AI 5G", ["AI", "5G"], "A é"]) {
      expect(set({ headline }).findings.filter(({ code }) => code === "lone-in-head")).toEqual([]);
    }
  });

  it.each([
    ["\u3000", 1],
    ["\u2003", 1],
    ["\u2002", 1 / 2],
    ["\u2009", 1 / 5],
    ["\u200a", 1 / 10],
    ["\u202f", 1 / 5],
    ["\u205f", 4 / 18],
    ["\u3000\u3000", 2],
  ])("keeps the width of a typed space: %j", (space, width) => {
    const [run, after] = runs(set({ headline: `渔灯${space}夜航` }), "headline");
    const em = run?.size ?? 1;
    const end = (run?.y ?? 0) + (run?.offsets[1] ?? 0) + em;
    const start = after?.y ?? (run?.y ?? 0) + (run?.offsets[2] ?? 0);
    expect((start - end) / em).toBeCloseTo(width, 2);
  });

  it("sets quotation marks and brackets close, as far apart as the template says, and trims them at the line's ends", () => {
    const [run] = runs(set({ headline: "“渔灯”（夜）亮" }), "headline");
    const em = run?.size ?? 1;
    const steps = (run?.offsets ?? []).map((offset, i, all) => (offset - (all[i - 1] ?? offset)) / em);
    // “ hangs its white half over the line's top: the character after it stands half an em lower than the line begins.
    const top = set({ headline: "渔灯" });
    expect(((run?.y ?? 0) - (runs(top, "headline")[0]?.y ?? 0)) / em).toBeCloseTo(-0.5, 2);
    expect(run?.texts).toEqual([..."“渔灯”（夜）亮"]);
    // “渔灯”（夜）亮 with a quarter of an em between ” and （ alone: the squares of marks overlap those of their neighbours.
    expect(steps.map((step) => Number(step.toFixed(2)))).toEqual([0, 1, 1, 1, 0.25, 1, 1, 0.5]);
    const own = { ...template, composition: { ...template.composition, headMarks: "fitted" as const } };
    const [open] = runs(set({ headline: "“渔灯”（夜）亮" }, undefined, own), "headline");
    const wide = (open?.offsets ?? []).map((offset, i, all) => (offset - (all[i - 1] ?? offset)) / (open?.size ?? 1));
    // Between ” and （ their whites come to half an em.
    expect(wide.map((step) => Number(step.toFixed(2)))).toEqual([0, 1, 1, 1, 0.5, 1, 1, 1]);
  });

  it("stands dashes up in the style's own face", () => {
    const deck = runs(set({ headline: "渔灯", deck: "——守灯人" }), "deck");
    expect(deck.map(({ texts }) => texts.join("")).join("")).toBe("——守灯人");
    // 楷 stands up its horizontal bar, which is drawn as the dash is.
    expect(new Set(deck.map(({ face }) => face)).size).toBe(1);
  });

  it("stands over as many columns as its lines need between the legs that its editor fixed", () => {
    const lines = Array.from({ length: 9 }, (_, index) => `第${"一二三四五六七八九"[index]}盏渔灯`);
    const leg = (from: number, to: number, rows: number) => ({ columns: [from, to], rows: [1, rows] });
    const layout = (rows: number) => [{ article: "灯", legs: [leg(1, 1, rows), leg(2, 3, rows)] }];
    for (const related of [undefined, [{ headline: "船期", body: ["早班六点开。"] }]]) {
      const scene = set({ headline: lines.join("\n"), related }, layout(30));
      const shown = runs(scene, "headline").map(({ texts }) => texts.join(""));
      expect(shown.join("")).toBe(lines.join(""));
      expect(scene.findings.filter(({ code }) => code.endsWith("-not-set"))).toEqual([]);
    }
    // Where no column holds it, the lines that are not set are named and counted.
    const low = set({ headline: lines.join("\n") }, layout(4));
    const told = low.findings.filter(({ code }) => code === "head-too-tall" || code.endsWith("-not-set"));
    expect(told).toMatchObject([{ code: "head-too-tall", severity: "error" }]);
    expect(told[0]?.message).toContain("第九盏");
    expect(low.fits[0]?.namedText).toContain("第九盏");
  });

  it("stands up connectors that are typed with a keyboard", () => {
    const gids = (headline: string) => runs(set({ headline }), "headline").flatMap((run) => [...run.gids]);
    expect(gids("沪-深")).toEqual(gids("沪－深"));
    expect(gids("周一~周五")).toEqual(gids("周一～周五"));
    expect(gids("11-9胜")).toEqual(gids("11－9胜"));
    expect(
      runs(set({ headline: "沪-深" }), "headline")
        .flatMap(({ texts }) => texts)
        .join(""),
    ).toBe("沪-深");
  });

  it("parts a headline that is too deep at its phrases, and keeps the lines that the editor gave", () => {
    const texts = (scene: Scene): string[] => {
      const columns = new Map<number, string>();
      for (const { x, texts: own } of runs(scene, "headline")) columns.set(x, (columns.get(x) ?? "") + own.join(""));
      return [...columns.values()];
    };
    const long = "沿江三百盏渔灯次第亮起来照见归来的船和岸上等船的人守了整整一夜不肯回家";
    const parted = texts(set({ headline: long }));
    expect(parted.join("")).toBe(long);
    expect(parted.length).toBeGreaterThan(1);
    for (const line of parted) expect(line.length).toBeGreaterThan(6);
    expect(texts(set({ headline: ["沿江三百盏渔灯", "亮"] }))).toEqual(["沿江三百盏渔灯", "亮"]);
  });

  it("takes smaller type rather than leave its column, and loses nothing", () => {
    const scene = set({
      label: "江边",
      kicker: "引题",
      headline: ["很长很长的一行竖排标题在这里", "第二行"],
      deck: "副题",
      byline: "■ 记者 岸芷",
    });
    for (const role of ["label", "kicker", "headline", "deck", "byline"]) expect(runs(scene, role)).not.toEqual([]);
    expect(
      runs(scene, "headline")
        .map(({ texts }) => texts.join(""))
        .join(""),
    ).toBe("很长很长的一行竖排标题在这里第二行");
    const head = scene.pages[0]?.areas.find(({ kind }) => kind === "head")?.rect;
    for (const run of runs(scene, "label")) expect(run.x).toBeLessThanOrEqual((head?.x ?? 0) + (head?.width ?? 0));
    for (const run of runs(scene, "byline")) expect(run.x).toBeGreaterThanOrEqual(head?.x ?? 0);
  });

  it.skipIf(!hasTool("pdftotext"))("is read back whole, before its story", async () => {
    const scene = set({ headline: "沿江“渔灯”次第亮" });
    const text = pdfText(await renderPdf(scene), "-raw");
    expect(text).toContain("沿江“渔灯”次第亮");
    expect(text.replaceAll(" ", "")).toMatch(/沿江“渔灯”次第亮[^]*第1盏/u);
    expect(renderSvg(set({ headline: "Linux灯" }), 1)).toContain("rotate(90)");
  });

  it("stands up dashes, dots, short Latin and ！ ？, in kai too", () => {
    const scene = set({ headline: "A股——5G……好！", deck: "——“江”、水" });
    const found = runs(scene, "headline");
    expect(found.every(({ turned }) => turned !== true)).toBe(true);
    const strokes = (scene.pages[0]?.items ?? []).filter((item) => item.kind === "fill" && item.role === "headline");
    expect(strokes).toHaveLength(1);
    const [stroke] = strokes;
    const em = found[0]?.size ?? 1;
    expect((stroke?.kind === "fill" ? stroke.rect.height : 0) / em).toBeGreaterThan(1.7);
    // ！ keeps its em, so that nothing stands over it.
    const text = found.flatMap(({ texts }) => texts).join("");
    expect(text).toBe("A股——5G……好！");
    const flat = runs(set({ deck: "江、水", headlineDirection: "horizontal" }), "deck")[0];
    const upright = runs(set({ deck: "江、水" }), "deck")[0];
    expect(upright?.gids[1]).not.toBe(flat?.gids[1]);
  });

  describe("with a kicker or a deck deeper than its place", () => {
    const LONG = "沿江渡口新装航标灯塔并且接通长江航道网络";
    const place = (rows: number) => [{ article: "灯", columns: [1, 4], rows: [1, rows] }];
    const parted = (scene: Scene, role: string): readonly string[] => {
      const lines = new Map<number, string>();
      for (const { x, texts } of runs(scene, role)) lines.set(x, (lines.get(x) ?? "") + texts.join(""));
      return [...lines.values()];
    };
    const told = (scene: Scene) => scene.findings.filter(({ code }) => code === "word-parted");

    it.each(["kicker", "deck"])("parts the %s between words while there is a way", (role) => {
      for (const rows of [8, 9, 10, 12]) {
        const scene = set({ headline: "渔灯亮", [role]: LONG }, place(rows));
        const lines = parted(scene, role);
        expect(lines.join("")).toBe(LONG);
        expect(lines.length).toBeGreaterThan(1);
        const words = ["沿江", "渡口", "并且", "接通", "长江", "航道", "网络"];
        expect(words.filter((word) => !lines.some((line) => line.includes(word)))).toEqual([]);
        expect(told(scene)).toEqual([]);
      }
    });

    it("tells where a number, or a word, has to part", () => {
      for (const text of ["二百三十五万六千七百八十九人同唱", "布宜诺斯艾利斯的灯"]) {
        for (const role of ["kicker", "deck"]) {
          const scene = set(
            { headline: "灯", [role]: text, body: BODY.slice(0, 3) },
            place(text.startsWith("布") ? 3 : 5),
          );
          const [found, ...others] = told(scene);
          expect(parted(scene, role).join("")).toBe(text);
          expect(found).toMatchObject({ severity: "error", pointer: `/articles/0/${role}` });
          expect(others).toEqual([]);
        }
      }
    });

    it("parts no Latin word and no figure while a Han word may part", () => {
      const text = "试用2026型Starlight灯塔";
      const scene = set({ headline: "灯", kicker: text }, place(9));
      const lines = parted(scene, "kicker");
      expect(lines.filter((line) => /Starlight/u.test(line))).toHaveLength(1);
      expect(lines.filter((line) => /2026/u.test(line))).toHaveLength(1);
    });
  });
});
