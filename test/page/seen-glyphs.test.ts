/** What stands on the page, glyph by glyph and picture by picture: marks in their places, missing ones named, QR codes whole. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composeJob } from "../../src/compose.js";
import { loadTemplateFile } from "../../src/host/templates.js";
import { loadJob } from "../../src/pipeline.js";
import type { GlyphRun, Scene } from "../../src/scene/list.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-seen-"));
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><rect width="300" height="300"/></svg>';
  await writeFile(join(folder, "code.svg"), svg);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function set(story: Record<string, unknown>, more: Record<string, unknown> = {}): Promise<Scene> {
  const placement = { article: "a", columns: [1, 2], rows: [1, 40] };
  const { pages: own = {}, ...rest } = more;
  const page = { number: 2, articles: ["a"], credits: [{ role: "责编", names: ["甲"] }], layout: [placement] };
  const edition = {
    template: "tabloid-inside",
    date: "2026-11-24",
    pages: [{ ...page, ...(own as object) }],
    articles: [{ id: "a", headline: "渡口", ...story }],
    ...rest,
  };
  await writeFile(join(folder, "e.json"), JSON.stringify(edition));
  const job = await loadJob(join(folder, "e.json"));
  if (!job.ok) throw new Error(job.diagnostics.map(({ message }) => message).join("\n"));
  return composeJob(job.value).scene;
}

const told = (scene: Scene, code: string): string[] =>
  scene.findings
    .filter((one) => one.code === code)
    .flatMap(({ message }) => [...message.matchAll(/U\+[\dA-F]+/gu)].map(([name]) => name));

const bodyRuns = (scene: Scene): GlyphRun[] =>
  (scene.pages[0]?.items ?? []).filter((item) => item.kind === "glyphs").filter(({ role }) => role === "body");

describe("a character that no font has", () => {
  it("is told once, however often its text was tried", async () => {
    const scene = await set({ body: ["甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥心❤。"] });
    const [finding, ...others] = scene.findings.filter(({ code }) => code === "missing-glyph");
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: "error", article: "a", at: { line: 1 } });
    expect(finding?.message).toContain("U+2764");
  });

  it("is told of marks and frames too, on Latin, digits and Han", async () => {
    const scene = await set({ body: ["一1\ufe0f\u20e3二，字\u0364，a\u0364。"] });
    expect(told(scene, "missing-glyph")).toEqual(["U+20E3", "U+0364"]);
  });
});

describe("characters that no font has", () => {
  const family = "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}";

  it("are one finding a story, each sign once", async () => {
    const scene = await set({ body: [`渡口\u{1F600}东岸${family}，\u{1F600}`, `江边${family}\u{1F1E8}\u{1F1F3}。`] });
    const missing = scene.findings.filter(({ code }) => code === "missing-glyph");
    expect(missing).toHaveLength(1);
    expect(missing[0]?.message).toContain(
      `no font has U+1F600 (\u{1F600}), U+1F468 U+1F469 U+1F467 (${family}), U+1F1E8 U+1F1F3 (`,
    );
    expect(missing[0]?.pointer).toBe("/articles/0/body");
    expect(scene.findings.map(({ code }) => code)).not.toContain("notdef-glyph");
  });
});

describe("a combining mark", () => {
  it.each(["m\u0300", "e\u0302\u0304", "漢\u0304", "q\u0303", "x\u0332"])(
    "stands over the middle of %s",
    async (text) => {
      const scene = await set({ body: [`字${text}字`] });
      const runs = bodyRuns(scene);
      const ink = runs.flatMap((run) => run.gids.map((gid, i) => ({ run, gid, x: run.x + (run.offsets[i] ?? 0) })));
      const mark = ink.findIndex(({ run, gid }, i) => i > 0 && run.texts[run.gids.indexOf(gid)] === "");
      expect(mark).toBeGreaterThan(0);
      expect(told(scene, "missing-glyph")).toEqual([]);
      expect(
        runs
          .map(({ texts }) => texts.join(""))
          .join("")
          .normalize("NFC"),
      ).toBe(`字${text}字`.normalize("NFC"));
      expect(new Set(ink.slice(mark - 1, mark + 1).map(({ run }) => run.face)).size).toBe(1);
    },
  );
});

describe("a face that stands in", () => {
  it("is told once a story, with its characters", async () => {
    const scene = await set({ headline: "村民王𠗻𠊎获奖", body: ["村民李𠊎说①②→。"] });
    const [finding, ...others] = scene.findings.filter(({ code }) => code === "face-stand-in");
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: "warning", article: "a" });
    expect(finding?.message).toMatch(/U\+205FB.*U\+2028E.*LXGW WenKai 400/u);
  });

  it.each([
    ["ja", "かな漢字", ["language-face"]],
    ["ko", "한국어 신문", ["language-face"]],
    ["zh-Hant", "繁體字", ["language-face"]],
    ["zh-Hans", "简体字", []],
  ])("is told of a page in %s", async (language, text, codes) => {
    const { findings } = await set({ headline: text, body: [text] }, { language });
    const found = findings.map(({ code }) => code).filter((code) => code.includes("face"));
    expect(found).toEqual(codes);
  });
});

describe("a Latin letter that the style's face lacks", () => {
  const facesIn = (scene: Scene, role: string, text: string): string[] =>
    (scene.pages[0]?.items ?? []).flatMap((item) =>
      item.kind === "glyphs" && item.role === role && item.texts.some((one) => text.includes(one) && one !== "")
        ? [item.face]
        : [],
    );

  it("is drawn from its parts where the face has them", async () => {
    const word = "źžčśńřŠĆě";
    const scene = await set({ headline: `渡口${word}`, body: [`渡口的${word}和灯。`] });
    expect(scene.findings.map(({ code }) => code)).not.toContain("face-stand-in");
    for (const role of ["headline", "body"]) {
      expect(new Set(facesIn(scene, role, `渡口${word}`)).size).toBe(1);
      const shown = (scene.pages[0]?.items ?? []).flatMap((item) =>
        item.kind === "glyphs" && item.role === role ? [item.texts.join("")] : [],
      );
      expect(shown.join("")).toContain(word);
    }
  });

  it.each(["horizontal", "vertical"])("takes no other letters of its word to another face, %s", async (direction) => {
    const scene = await set({ headline: "江Łódź灯", headlineDirection: direction, body: ["江边的灯。"] });
    const [han] = facesIn(scene, "headline", "江");
    expect(facesIn(scene, "headline", "Ł")).not.toContain(han);
    expect(new Set([...facesIn(scene, "headline", "ó"), ...facesIn(scene, "headline", "ź")])).toEqual(new Set([han]));
    const found = scene.findings.filter(({ code }) => code === "face-stand-in");
    expect(found.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^U\+0141 \(Ł\) stands in LXGW WenKai 400/u),
    ]);
  });

  it("is looked for among Latin faces before those of symbols and of brush writing", async () => {
    const fonts = '{ song: ["A Song"], latin: ["A Latin"], hei: ["A Hei"], symbol: ["A Symbol"], kai: ["A Kai"] }';
    await writeFile(join(folder, "t.yaml"), `name: t\nextends: tabloid-inside\nfonts: ${fonts}\n`);
    const loaded = await loadTemplateFile("./t.yaml", { baseDir: folder, allowOutside: false });
    if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("\n"));
    const { body } = loaded.value.template.styles;
    expect(body.alphabetic).toEqual(["A Song", "A Latin", "A Hei", "A Symbol", "A Kai"]);
    expect(body.families.toSorted()).toEqual(body.alphabetic.toSorted());
  });
});

describe("a picture that is never cropped", () => {
  const photos = [{ src: "code.svg", alt: "", columns: 1, crop: "never", caption: "扫码" }];
  const picture = (scene: Scene) => scene.pages[0]?.items.find((item) => item.kind === "picture");

  it.each([3, 5, 8, 11])("is whole beside %i paragraphs", async (count) => {
    const scene = await set({
      photos,
      body: Array<string>(count).fill("溪水沿山脚流下去，石桥的灯点到天明，有人数船。"),
    });
    const found = picture(scene);
    expect(found?.crop).toEqual({ x: 0, y: 0, width: 1, height: 1 });
    expect((found?.rect.width ?? 0) / (found?.rect.height ?? 1)).toBeCloseTo(1, 3);
  });

  it("is whole in a place of other proportions, and that is told", async () => {
    const layout = [{ article: "a", columns: [1, 3], rows: [1, 40], photos: [{ columns: [1, 2], rows: [20, 26] }] }];
    const scene = await set({ photos, body: ["江水。"] }, { pages: { layout } });
    const found = picture(scene);
    expect(found?.crop).toEqual({ x: 0, y: 0, width: 1, height: 1 });
    expect((found?.rect.width ?? 0) / (found?.rect.height ?? 1)).toBeCloseTo(1, 3);
    expect(scene.findings.map(({ code }) => code)).toContain("photo-whole");
  });
});

describe("one place on the page", () => {
  const codesOf = (scene: Scene): readonly string[] =>
    scene.findings.filter(({ severity }) => severity !== "info").map(({ code }) => code);

  it("is one finding: a letter with a stack of marks that no font has", async () => {
    const stack = "\u0353\u0354\u0355\u0356\u0351\u0352\u0357";
    const codes = codesOf(await set({ body: [`渡口Z${stack}东岸。`] }));
    expect(codes).toContain("stacked-marks");
    expect(codes).not.toContain("missing-glyph");
    expect(codes).not.toContain("notdef-glyph");
  });

  it("is one finding: two marks on a letter that no font has", async () => {
    const { findings } = await set({ body: ["渡口Z\u0353\u0354东岸，x\u0355江。"] });
    const missing = findings.filter(({ code }) => code === "missing-glyph").map(({ message }) => message);
    expect(missing).toHaveLength(1);
    expect(missing[0]).toContain("U+0353 (◌\u0353), U+0354 (◌\u0354)");
  });

  it("is one finding: a character that was lost", async () => {
    const codes = codesOf(await set({ body: ["渡口\ufffd东岸。"] }));
    expect(codes).toContain("damaged-text");
    expect(codes).not.toContain("notdef-glyph");
  });
});
