/** Several make-ups of a page: which are told apart, what is written, and which is kept. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { fakeIo, type FakeIo } from "./fake-io.js";

let folder = "";
let found: Awaited<ReturnType<typeof run>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-alternatives-"));
  await writeFile(join(folder, "e.json"), JSON.stringify(edition(["lead", "ferry", "school", "orchard"])));
  await writeFile(join(folder, "one.json"), JSON.stringify(edition(["lead"])));
  await run("proof", "e.json", "-o", "plain.pdf");
  found = await run("proof", "e.json", "--alternatives", "4", "-o", "a.pdf", "--report", "four.json");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const LENGTHS: Readonly<Record<string, number>> = { lead: 62, ferry: 28, school: 20, orchard: 14 };

function edition(ids: readonly string[]): object {
  return {
    date: "2026-11-24",
    template: "tabloid-inside",
    pages: [{ number: 3, articles: ids, credits: [{ role: "责编", names: ["甲乙"] }] }],
    articles: ids.map((id, index) => ({
      id,
      priority: index + 1,
      headline: ["老码头换新颜", "渡船又开了", "夜校添了新课", "果园采摘忙"][index],
      body: Array.from(
        { length: LENGTHS[id] ?? 1 },
        (_, i) => `第${i + 1}天清早，河面上的雾还没有散，岸边已经站了许多人。`,
      ),
    })),
  };
}

async function run(...args: string[]): Promise<{ code: number; io: FakeIo }> {
  const io = fakeIo({ cwd: folder });
  return { code: await main(args, io), io };
}

const at = (name: string): string => join(folder, name);

interface Region {
  readonly columns: readonly [number, number];
  readonly rows: readonly [number, number];
}
interface Told {
  readonly rank: number;
  readonly file: string | null;
  readonly points: number;
  readonly terms: Readonly<Record<string, number>>;
  readonly stories: readonly (Region & { readonly id: string; readonly without?: readonly Region[] })[];
}
interface Page {
  readonly file: string | null;
  readonly makeup: { readonly points: number };
  readonly alternatives: readonly Told[];
}

async function pageOf(report: string): Promise<Page> {
  const { pages } = JSON.parse(await readFile(at(report), "utf8")) as { pages: readonly Page[] };
  const [page] = pages;
  if (page === undefined) throw new Error("the report has no page");
  return page;
}

/** Which story has each cell. */
function ownersOf({ stories }: Told): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  const each = ({ columns, rows }: Region, visit: (cell: string) => void): void => {
    for (let column = columns[0]; column <= columns[1]; column += 1)
      for (let row = rows[0]; row <= rows[1]; row += 1) visit(`${column} ${row}`);
  };
  for (const { id, without = [], ...region } of stories) {
    each(region, (cell) => owners.set(cell, owners.get(cell) ?? id));
    for (const cut of without) each(cut, (cell) => void (owners.get(cell) === id && owners.delete(cell)));
  }
  return owners;
}

describe("--alternatives", () => {
  it("writes one file for each make-up, the best first, and tells what counts against each", async () => {
    const { code, io } = found;
    expect([code, io.out]).toEqual([EXIT.ok, "a-1.pdf\na-2.pdf\na-3.pdf\na-4.pdf\n"]);
    expect(io.err).toMatch(/page 3: 4 make-ups, the best first\n {2}1 {2}\d+ points: .+\n {7}lead: columns 1/u);
    expect((await readFile(at("a-1.pdf"))).equals(await readFile(at("plain.pdf")))).toBe(true);
    expect((await readFile(at("a-2.pdf"))).equals(await readFile(at("plain.pdf")))).toBe(false);
    const page = await pageOf("four.json");
    expect(page.file).toBe("a-1.pdf");
    expect(page.alternatives.map(({ rank, file }) => [rank, file])).toEqual([
      [1, "a-1.pdf"],
      [2, "a-2.pdf"],
      [3, "a-3.pdf"],
      [4, "a-4.pdf"],
    ]);
    expect(page.makeup.points).toBe(page.alternatives[0]?.points);
    for (const { points, terms } of page.alternatives)
      expect(Object.values(terms).reduce((sum, term) => sum + term, 0)).toBe(points);
  });

  it("gives make-ups of which an eighth of the page differs, the same each time", async () => {
    await run("check", "e.json", "--alternatives", "2", "--report", "two.json");
    const { alternatives } = await pageOf("four.json");
    expect(alternatives.length).toBe(4);
    const unnamed = alternatives.map((one) => ({ ...one, file: null }));
    expect((await pageOf("two.json")).alternatives).toEqual(unnamed.slice(0, 2));
    const owners = alternatives.map(ownersOf);
    for (const [i, a] of owners.entries())
      for (const b of owners.slice(i + 1)) {
        const other = [...a].filter(([cell, owner]) => b.has(cell) && b.get(cell) !== owner).length;
        expect(other / a.size).toBeGreaterThan(0.12);
      }
    const points = alternatives.map((one) => one.points);
    expect(points.slice(1)).toEqual(points.slice(1).toSorted((a, b) => a - b));
  });

  it("writes the chosen one as a layout, which then sets identically", async () => {
    const { code, io } = await run("check", "e.json", "--alternative", "2", "--write-layout", "second.json");
    expect([code, io.out]).toEqual([EXIT.ok, expect.stringMatching(/^page 3\n {2}lead: /u)]);
    await run("proof", "second.json", "-o", "second.pdf");
    expect((await readFile(at("second.pdf"))).equals(await readFile(at("a-2.pdf")))).toBe(true);
  });

  it("writes as many as there are, and refuses one that is not there", async () => {
    const { code, io } = await run("proof", "one.json", "--alternatives", "5");
    // The story does not fill the page.
    expect([code, io.out]).toEqual([EXIT.attention, "one-1.pdf\n"]);
    expect(io.err).toContain("page 3: one make-up\n");
    const before = await readdir(folder);
    const refused = await run("proof", "one.json", "--alternative", "2");
    expect([refused.code, refused.io.out]).toEqual([EXIT.input, ""]);
    expect(refused.io.err).toContain("no page has 2 make-ups that differ to the eye");
    expect(await readdir(folder)).toEqual(before);
  });

  it("explains numbers that it cannot take", async () => {
    const { code, io } = await run("check", "e.json", "--alternatives", "0", "--alternative", "many");
    expect(code).toBe(EXIT.input);
    expect(io.err).toMatch(/--alternatives cannot be "0"\n.*from 1 to 12[^]*--alternative cannot be "many"/u);
    const above = await run("check", "e.json", "--alternatives", "2", "--alternative", "3");
    expect([above.code, above.io.err]).toEqual([EXIT.input, expect.stringContaining("none of --alternatives 2")]);
  });
});
