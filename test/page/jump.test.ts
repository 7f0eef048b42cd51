import { beforeAll, describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { loadTemplate } from "../../src/host/templates.js";
import { composeJob } from "../../src/compose.js";
import { compose, jobOf } from "../../src/pipeline.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import type { Scene, ScenePage } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";

let template: Template;

beforeAll(async () => {
  template = await loadTemplate("tabloid");
});

const credits = [{ role: "责编", names: ["安然"] }];

/** Every sentence is another one, so that an order is an order. */
function sentences(from: number, count: number): string {
  return Array.from({ length: count }, (_, i) => `第${from + i}号渡船载着${(from + i) * 3}名乘客离开临浦码头，`)
    .join("")
    .replace(/，$/u, "。");
}

const LONG = Array.from({ length: 36 }, (_, i) => sentences(i * 7 + 1, 4 + (i % 5)));
const long = {
  id: "渡船",
  priority: 1,
  headline: ["一条江上的渡船", "走过四十年"],
  deck: "副题",
  dateline: "本报讯（记者 水岸）",
  body: [...LONG.slice(0, 20), { subhead: "插题一" }, ...LONG.slice(20)],
};
const short = (id: string) => ({ id, headline: `${id}简讯`, body: [sentences(900, 6), sentences(950, 5)] });

function edition(pages: readonly object[], articles: readonly object[]) {
  const read = readEdition(
    JSON.stringify({ pages: pages.map((page) => ({ credits, ...page })), articles }),
    "edition.json",
  );
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return read.value;
}

function set(pages: readonly object[], articles: readonly object[], own: Template = template): Scene {
  return compose({ ...edition(pages, articles), images: new Map() }, own);
}

/** The painted text of one story on one page, by role. */
function painted(page: ScenePage | undefined, article: string, ...roles: readonly string[]): string {
  return (page?.items ?? [])
    .flatMap((item) =>
      item.kind === "glyphs" && item.source.article === article && roles.includes(item.role) ? item.texts : [],
    )
    .join("");
}

const BODY = ["body", "dateline", "subhead"] as const;
const WHOLE = ["本报讯（记者 水岸）", ...LONG.slice(0, 20), "插题一", ...LONG.slice(20)].join("").replaceAll(" ", "");
/** What jumps could go wrong by; the pages of these tests are not full, and their lines are full of figures. */
const errors = (scene: Scene) =>
  scene.findings.filter(
    ({ severity, code }) => severity === "error" && !/^(?:white-|loose-line|head-over-lead)/u.test(code),
  );

describe("a story on several pages", () => {
  it("runs on from page to page: every character once, with the lines that point both ways", () => {
    const scene = set(
      [
        { number: 1, articles: ["渡船", "甲"] },
        { number: 6, articles: ["渡船", "乙"] },
      ],
      [long, short("甲"), short("乙")],
    );
    const [front, back] = scene.pages;
    expect((painted(front, "渡船", ...BODY) + painted(back, "渡船", ...BODY)).replaceAll(" ", "")).toBe(WHOLE);
    expect(painted(front, "渡船", "continuation")).toBe("（下转6版）");
    expect(painted(back, "渡船", "continuation")).toBe("（上接1版）");
    expect(painted(front, "渡船", "headline")).toBe("一条江上的渡船走过四十年");
    expect(painted(back, "渡船", "headline").replaceAll(" ", "")).toBe("一条江上的渡船走过四十年");
    expect(painted(back, "渡船", "deck")).toBe("");
    expect(errors(scene)).toEqual([]);
  });

  it("is the same story when its `pages` name them, and runs through more than two", () => {
    const scene = set(
      [
        { number: 1, articles: ["渡船"], layout: [{ article: "渡船", columns: [1, 3], rows: [1, 40] }] },
        { number: 2, articles: [], layout: [{ article: "渡船", columns: [1, 2], rows: [1, 30] }] },
        { number: 3 },
      ],
      [{ ...long, pages: [1, 2, 3] }],
    );
    const parts = scene.pages.map((page) => painted(page, "渡船", ...BODY).replaceAll(" ", ""));
    expect(parts.every((part) => part.length > 100)).toBe(true);
    expect(parts.join("")).toBe(WHOLE);
    expect(scene.pages.map((page) => painted(page, "渡船", "continuation"))).toEqual([
      "（下转2版）",
      "（上接1版）（下转3版）",
      "（上接2版）",
    ]);
  });

  it("breaks in the middle of a paragraph, if the template lets it, and goes on without an indent", () => {
    const scene = set(
      [
        { number: 1, articles: ["渡船"], layout: [{ article: "渡船", columns: [1, 2], rows: [1, 40] }] },
        { number: 2, articles: ["渡船"] },
      ],
      [long],
      { ...template, jump: { endsAt: "line", whiteRows: 0, together: false } },
    );
    const lines = (page: ScenePage | undefined) =>
      (page?.items ?? []).filter((item) => item.kind === "glyphs" && item.role === "body");
    const first = lines(scene.pages[1])[0];
    if (first?.kind !== "glyphs") throw new Error("nothing was set");
    expect(painted(scene.pages[0], "渡船", ...BODY)).not.toMatch(/。\s*$/u);
    expect(first.offsets[0]).toBe(0);
  });

  it("keeps the editor's own words for the pages they name", () => {
    const continues = { from: { page: 1, text: "（紧接第一版）" }, to: { page: 6, text: "（请看第六版）" } };
    const scene = set(
      [
        { number: 1, articles: ["渡船"] },
        { number: 6, articles: ["渡船"] },
      ],
      [{ ...long, continues }],
    );
    expect(scene.pages.map((page) => painted(page, "渡船", "continuation"))).toEqual([
      "（请看第六版）",
      "（紧接第一版）",
    ]);
  });

  it("says so when it ends before a page that names it", () => {
    const scene = set(
      [
        { number: 1, articles: ["甲"] },
        { number: 2, articles: ["甲"] },
      ],
      [short("甲")],
    );
    expect(painted(scene.pages[0], "甲", "body")).toContain("渡船");
    expect(painted(scene.pages[1], "甲", "body")).toBe("");
    expect(scene.findings.filter(({ code }) => code === "nothing-to-jump").map(({ page }) => page)).toEqual([2]);
  });

  it("names as overset what the last of its pages has no room for", () => {
    const layout = [{ article: "渡船", columns: [1, 1], rows: [1, 30] }];
    const scene = set(
      [
        { number: 1, articles: ["渡船"], layout },
        { number: 2, articles: ["渡船"], layout },
      ],
      [long],
    );
    const all = [
      painted(scene.pages[0], "渡船", ...BODY),
      painted(scene.pages[1], "渡船", ...BODY),
      ...scene.fits.map(({ oversetText }) => oversetText),
    ];
    expect(all.join("").replaceAll(/\s/gu, "")).toBe(WHOLE);
    expect(scene.fits.map(({ page, oversetText }) => [page, oversetText !== ""])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it("stands the same on a page that is set alone", () => {
    const value = edition(
      [
        { number: 1, articles: ["渡船", "甲"] },
        { number: 6, articles: ["渡船", "乙"] },
      ],
      [long, short("甲"), short("乙")],
    );
    const job = jobOf({ ...value, images: new Map() }, template, createLibrary(bundledFonts()));
    const both = composeJob(job).scene;
    const alone = composeJob({ ...job, pages: job.pages.slice(1), earlier: job.pages.slice(0, 1) }).scene;
    expect(alone.pages).toHaveLength(1);
    expect(alone.pages[0]?.items).toEqual(both.pages[1]?.items);
    expect(alone.fits.every(({ page }) => page === 6)).toBe(true);
  });
});
