/** `banxin lint` and `banxin why` on a page that has white at its foot. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EXIT } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { roomyTemplate } from "../roomy.js";
import { fakeIo } from "./fake-io.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-lint-"));
  const edition = {
    date: "2026-11-24",
    template: await roomyTemplate(folder, "tabloid"),
    pages: [{ number: 4, articles: ["a"], credits: [{ role: "责编", names: ["甲乙"] }] }],
    articles: [{ id: "a", headline: "一江清水穿城过", body: ["澜江的水又清了一层。"] }],
  };
  await writeFile(join(folder, "e.json"), JSON.stringify(edition, null, 2));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  const io = fakeIo({ cwd: folder });
  return { code: await main(args, io), io };
}

it("lint tells what breaks the rules of the profile, and keeps it in the report", async () => {
  const { code, io } = await run("lint", "e.json", "--profile", "zh-modular", "--report", "r.json");
  expect([code, io.out]).toEqual([EXIT.attention, ""]);
  expect(io.err).toMatch(/e\.json:\d+:\d+: error: page 4, a: rows \d+–\d+ of columns 1–6 (?:and .*)?are white/u);
  const report = JSON.parse(await readFile(join(folder, "r.json"), "utf8"));
  expect(report.pages[0].issues.find((issue: { code: string }) => issue.code === "hole").box.width).toBeGreaterThan(50);
  expect((await run("lint", "e.json", "--off", "hole")).code).toBe(EXIT.ok);
  expect((await run("check", "e.json")).code).toBe(EXIT.ok);
});

it("why shows a rule, where a page breaks it, and what cures it", async () => {
  const { code, io } = await run("why", "hole", "e.json");
  expect(code).toBe(EXIT.ok);
  expect(io.out).toMatch(/^hole \(天窗.*\n {2}No column has four or more white rows\.\n {2}cure: /u);
  expect(io.out).toMatch(
    /page 4: rows \d+–\d+ of columns 1–6 .*are white.*\n {2}column 1, rows \d+–\d+: [\d.]+ × [\d.]+ pt at/u,
  );
  expect((await run("why", "page-cut", "e.json")).io.out).toContain("no page breaks it");
});

it("both refuse rules that are not there", async () => {
  const why = await run("why", "hol", "e.json");
  expect([why.code, why.io.out]).toEqual([EXIT.input, ""]);
  expect(why.io.err).toContain("did you mean `hole`");
  expect((await run("lint", "e.json", "--off", "nothing")).code).toBe(EXIT.input);
});
