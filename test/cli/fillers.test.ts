/** 补白: stories that stand only where a page has white that they fill. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { fakeIo, type FakeIo } from "./fake-io.js";

let folder = "";
const at = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-fillers-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function story(id: string, priority: number | undefined, sentences: number, more: object = {}): object {
  const body = Array.from({ length: sentences }, (_, i) => `第${i + 1}盏河灯放下水，顺着石桥漂到了下游的渡口。`);
  return { id, ...(priority === undefined ? {} : { priority }), headline: `${id}河灯会`, body, ...more };
}

const filler = (id: string, sentences: number, more: object = {}): object =>
  story(id, undefined, sentences, { filler: true, ...more });

/** Pages of the same three stories: as long as a page, or with white left. */
function edition(scale: number, fillers: readonly object[], page: object = {}, pages = 1): object {
  const credits = [{ role: "责编", names: ["甲乙"] }];
  const numbers = Array.from({ length: pages }, (_, i) => i + 2);
  const own = numbers.flatMap((number) =>
    [60, 44, 26].map((sentences, i) => story(`p${number}s${i}`, i + 1, Math.round(sentences * scale))),
  );
  return {
    template: "tabloid-inside",
    date: "2026-11-24",
    pages: numbers.map((number) => ({
      number,
      credits,
      articles: [0, 1, 2].map((i) => `p${number}s${i}`),
      ...page,
    })),
    articles: [...own, ...fillers],
  };
}

async function run(value: object, ...args: string[]): Promise<{ code: number; io: FakeIo; report: Report }> {
  await writeFile(at("e.json"), JSON.stringify(value));
  const io = fakeIo({ cwd: folder });
  const code = await main(["check", "e.json", "--report", "r.json", ...args], io);
  return { code, io, report: JSON.parse(await readFile(at("r.json"), "utf8")) as Report };
}

interface Report {
  readonly pages: readonly {
    readonly articles: readonly { readonly id: string; readonly overset: { readonly characters: number } }[];
    readonly issues: readonly { readonly code: string; readonly severity: string }[];
  }[];
}

const idsOn = ({ pages }: Report, page = 0): readonly string[] => pages[page]?.articles.map(({ id }) => id) ?? [];
const codesOn = ({ pages }: Report, page = 0): readonly string[] => pages[page]?.issues.map(({ code }) => code) ?? [];
const THREE = [filler("短", 4), filler("中", 18), filler("长", 70)];

describe("fillers", () => {
  it("stay away from a page that its stories fill", async () => {
    const { report, io } = await run(edition(1.46, THREE));
    expect(idsOn(report)).toEqual(["p2s0", "p2s1", "p2s2"]);
    expect(io.err).not.toContain("is on no page");
  });

  it("fill a page that its stories leave white, one that is too long for the white left out", async () => {
    const without = await run(edition(1.1, []));
    expect(codesOn(without.report)).toContain("white-page");
    const { report } = await run(edition(1.1, THREE));
    const used = idsOn(report).filter((id) => !id.startsWith("p2"));
    expect(used.length).toBeGreaterThan(0);
    expect(used).not.toContain("长");
    expect(codesOn(report)).not.toContain("white-page");
    expect(report.pages[0]?.articles.every(({ overset }) => overset.characters === 0)).toBe(true);
  });

  it("stand once each, on the page that names them or on any where none does", async () => {
    const both = [filler("甲", 18), filler("乙", 18), filler("丙", 18)];
    const value = edition(1, both, {}, 2) as { pages: { articles: string[] }[] };
    value.pages[1]?.articles.push("甲");
    const { report } = await run(value);
    const [first, second] = [idsOn(report, 0), idsOn(report, 1)];
    expect(first).not.toContain("甲");
    const used = [...first, ...second].filter((id) => !id.startsWith("p"));
    expect(new Set(used).size).toBe(used.length);
    expect(second).toContain("甲");
    // A page alone has what it has among the others.
    const alone = await run(value, "--pages", "3");
    expect(idsOn(alone.report)).toEqual(second);
  });

  it("keep their places in a layout that is written, and held", async () => {
    const value = edition(1.1, THREE);
    const first = await run(value, "--write-layout", "layout.json");
    await run(JSON.parse(await readFile(at("layout.json"), "utf8")) as object);
    const again = await run(JSON.parse(await readFile(at("layout.json"), "utf8")) as object);
    expect(idsOn(again.report).toSorted()).toEqual(idsOn(first.report).toSorted());
    expect(again.code).toBe(first.code);
    const held = await run(value, "--hold", "layout.json");
    expect(idsOn(held.report).toSorted()).toEqual(idsOn(first.report).toSorted());
  });

  it("are the same in the list of alternatives as alone", async () => {
    const value = edition(1.1, THREE);
    const list = await run(value, "--alternatives", "3");
    const second = await run(value, "--alternative", "2");
    expect(idsOn(second.report).toSorted()).toEqual(idsOn(list.report).toSorted());
  });

  it("run over no pages", async () => {
    await writeFile(at("e.json"), JSON.stringify(edition(1, [filler("甲", 4, { pages: [2, 3] })])));
    const io = fakeIo({ cwd: folder });
    expect(await main(["check", "e.json"], io)).toBe(EXIT.input);
    expect(io.err).toContain("is a filler: it runs over no pages");
  });
});
