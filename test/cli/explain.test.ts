import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.js";
import { composeJob } from "../../src/compose.js";
import { loadJob } from "../../src/pipeline.js";
import { dumpScene } from "../../src/scene/dump.js";
import { fakeIo } from "./fake-io.js";

let folder = "";
const BODY = Array.from({ length: 60 }, (_, i) => `第${i + 1}天，“船队”在${i % 9}号锚地等风，船长把日志写满了一页。`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-explain-"));
  const edition = {
    template: "tabloid-inside",
    pages: [{ articles: ["等风", "短"], credits: [{ role: "责编", names: ["舟行"] }] }],
    articles: [
      {
        id: "等风",
        headline: "等风来",
        body: [...BODY.slice(0, 3), { subhead: "起锚" }, ...BODY.slice(3)],
        related: [{ id: "风力", headline: "风力预报", body: BODY.slice(0, 2) }],
      },
      { id: "短", headline: "短讯", body: [BODY[0]] },
    ],
  };
  await writeFile(join(folder, "e.json"), JSON.stringify(edition));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function check(...args: string[]) {
  const io = fakeIo();
  const code = await main(["check", join(folder, "e.json"), ...args], io);
  return { code, out: io.out, err: io.err };
}

/** Texts of the numbered lines, without indent and figures. */
function lineTexts(out: string): string[] {
  return out.split("\n").flatMap((line) => /^ +\d+ {2}　*(\S.*?) {2,}[\d.]+(?:→| of )/u.exec(line)?.[1] ?? []);
}

describe("banxin check --explain", () => {
  it("prints every line of the story as it stands on its page, in order", async () => {
    const { out } = await check("--explain", "等风");
    const from = out.indexOf("\n等风 on page 1\n");
    const own = out.slice(from, out.indexOf("\n风力 on page 1\n"));
    expect(lineTexts(own).join("")).toBe(BODY.join(""));
    expect(own).toMatch(/^ {2}leg 1: \d+ 字 wide, rows \d+–\d+$/mu);
    expect(own).toMatch(/^ {2}headline: \d+ pt of \d+–\d+, 1 line\n {4}等风来 {2}\d+ % of the width$/mu);
    expect(own).toMatch(/^subhead "起锚", leg \d+ row \d+: \d+ rows/mu);
    expect(own).toMatch(/^body \/articles\/0\/body\/0, leg 1 row \d+: \d+ lines/mu);
  });

  it("tells of a box with its story, and by itself", async () => {
    const { out } = await check("--explain", "风力");
    expect(out).not.toContain("\n等风 on page 1\n");
    expect(lineTexts(out.slice(out.indexOf("\n风力 on page 1\n"))).join("")).toBe(BODY.slice(0, 2).join(""));
  });

  it("puts the same into the report, where penalties add up to what each line costs", async () => {
    const report = join(folder, "r.json");
    await check("--explain", "等风", "--report", report);
    const { pages } = JSON.parse(await readFile(report, "utf8"));
    const [story, box, short] = ["等风", "风力", "短"].map((id) =>
      pages[0].articles.find((article: { id: string }) => article.id === id),
    );
    expect(short.setting).toBeUndefined();
    expect(box.setting.blocks).toHaveLength(2);
    expect(story.setting.head).toMatchObject({ lines: [{ text: "等风来" }], forced: false });
    expect(story.setting.head.size).toBeLessThanOrEqual(story.setting.head.largest);
    const lines = story.setting.blocks.flatMap((block: { lines?: object[] }) => block.lines ?? []);
    expect(lines.length).toBeGreaterThan(60);
    for (const { cost, penalties, adjustments, measure, natural } of lines) {
      expect(penalties.reduce((sum: number, own: { cost: number }) => sum + own.cost, 0)).toBeCloseTo(cost, 2);
      const moved = adjustments.reduce((sum: number, own: { total: number }) => sum + own.total, 0);
      expect(natural + moved).toBeCloseTo(adjustments.length > 0 ? measure : natural, 2);
    }
    expect(lines.some(({ adjustments }: { adjustments: object[] }) => adjustments.length > 0)).toBe(true);
  });

  it("refuses a story that no page holds, and writes nothing", async () => {
    const report = join(folder, "none.json");
    const { code, out, err } = await check("--explain", "等凤", "--report", report);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain('error: no page that is set holds a story "等凤"\n  hint: did you mean `等风`?');
    await expect(readFile(report)).rejects.toThrow();
  });

  it("shows in the scene's dump, and only there where it is asked for", async () => {
    const dump = async (explain: readonly string[]): Promise<string> => {
      const job = await loadJob(join(folder, "e.json"), { explain });
      if (!job.ok) throw new Error(JSON.stringify(job.diagnostics));
      return dumpScene(composeJob(job.value).scene);
    };
    expect(await dump([])).not.toContain("setting");
    const shown = await dump(["短"]);
    expect(shown).toMatch(
      /^ {2}setting 短\n {4}headline [\d.]+ of [\d.–]+\n {6}fills [\d.]+ "短讯"\n {4}body \/articles\/1/mu,
    );
    expect(shown).toMatch(/^ {6}row \d+ leg 1 [\d.]+\/[\d.]+ (?:even|loose|tight)/mu);
    expect(await dump(["短"])).toBe(shown);
  });
});
