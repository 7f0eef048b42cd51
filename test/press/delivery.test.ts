/** Names, manifests and folders of a delivery. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkManifest, checkNames } from "../../src/press/delivery/folder-check.js";
import {
  type DeliveredPage,
  manifestText,
  parseManifest,
  redeliver,
  sha256,
} from "../../src/press/delivery/manifest.js";
import { formatName, type NamePattern, parseName, parseNamePattern } from "../../src/press/delivery/name-pattern.js";
import { writeSet } from "../../src/press/delivery/write-set.js";
import { preflight } from "../../src/press/preflight/preflight.js";
import { page } from "./hand-made.js";

function pattern(text: string): NamePattern {
  const parsed = parseNamePattern(text);
  if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ message }) => message).join("\n"));
  return parsed.value;
}

const USUAL = pattern("{paper:4}-{date:yyyyMMdd}-{edition}{page:2}_v{version}.pdf");
const VALUES = { paper: "LJRB", date: "2026-11-24", edition: "A", page: 4, version: 1 };

describe("a name pattern", () => {
  it.each([
    ["{paper:4}-{date:yyyyMMdd}-{edition}{page:2}_v{version}.pdf", "LJRB-20261124-A04_v1.pdf"],
    ["{date}-{page:2}-{paper}.pdf", "20261124-04-LJRB.pdf"],
    ["{paper}_{date:ddMMyy}_{edition}{page:3}.pdf", "LJRB_241126_A004.pdf"],
    ["{edition}{page:2}{date:MMdd}.pdf", "A041124.pdf"],
  ])("%s: %s", (source, name) => {
    expect(formatName(pattern(source), VALUES)).toEqual({ ok: true, name });
    const read = parseName(pattern(source), name);
    expect(read).toMatchObject({ page: 4 });
  });

  it("reads back what it wrote, whatever the values", () => {
    const letters = fc.stringMatching(/^[A-Za-z0-9]{1,6}$/u);
    const day = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(letters, letters, day, fc.nat(99), fc.nat(999), (paper, edition, date, number, version) => {
        const values = { paper, edition, date: date.toISOString().slice(0, 10), page: number, version };
        for (const source of [
          "{paper}-{date:yyMMdd}{edition}.{page:2}_{version}.pdf",
          "{paper}_{date}_{page:2}{edition}-{version:3}.pdf",
        ]) {
          const named = formatName(pattern(source), values);
          expect(named.ok && parseName(pattern(source), named.name)).toEqual(values);
        }
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it.each([
    ["{paper}{edition}-{page}.pdf", /cannot be told apart/u],
    ["{edition}x{page}.pdf", /cannot be told apart/u],
    ["{date}.pdf", /no \{page\}/u],
    ["{pgae}.pdf", /no field \{pgae\}/u],
    ["{page}-{page}.pdf", /twice/u],
    ["{page:0}.pdf", /width is a whole number/u],
    ["{date:YYYY}-{page}.pdf", /dates are written/u],
    ["a b{page}.pdf", /other signs/u],
    ["../{page}.pdf", /other signs/u],
    ["{page.pdf", /brace/u],
  ])("refuses %s", (source, message) => {
    const parsed = parseNamePattern(source);
    expect(parsed.ok ? "" : parsed.diagnostics[0]?.message).toMatch(message);
  });

  it.each([
    [{ ...VALUES, paper: "LJ" }, /\{paper\} cannot be "LJ"/u],
    [{ ...VALUES, paper: "江城日报" }, /\{paper\} cannot be/u],
    [{ ...VALUES, page: 104 }, /\{page\} cannot be "104"/u],
    [{ ...VALUES, date: "tomorrow" }, /an ISO date/u],
    [{ paper: "LJRB", date: "2026-11-24", page: 4, version: 1 }, /\{edition\} is not known/u],
  ])("never cuts a value: %o", (values, problem) => {
    const named = formatName(USUAL, values);
    expect(named.ok ? "" : named.problem).toMatch(problem);
  });

  it("knows no name with a day that is in no calendar", () => {
    expect(parseName(USUAL, "LJRB-20260231-A04_v1.pdf")).toBeUndefined();
    expect(parseName(USUAL, "LJRB-20261124-A04_v1.PDF")).toMatchObject({ page: 4 });
  });
});

describe("a folder checked by its names", () => {
  const expected = { values: { paper: "LJRB", date: "2026-11-24" }, pages: [1, 2, 3, 4] };
  const codes = (names: readonly string[]): string[] => {
    return checkNames(names, USUAL, expected).map(({ code, page: number }) => `${code} ${number ?? ""}`.trim());
  };
  const all = [1, 2, 3, 4].map((number) => `LJRB-20261124-A0${number}_v1.pdf`);

  it("is right when every page is there once", () => {
    expect(codes(all)).toEqual([]);
  });

  it("tells what is missing, double, foreign, of another day, old", () => {
    const names = [
      ...all.slice(0, 3).filter((name) => !name.includes("A02")),
      "LJRB-20261124-A03_v2.pdf",
      "LJRB-20261124-B01_v1.pdf",
      "LJRB-20261123-A02_v1.pdf",
      "LJRB-20261124-A09_v1.pdf",
      "page2 final.pdf",
    ];
    expect(codes(names).toSorted()).toEqual(
      [
        "double-page 1",
        "extra-page 9",
        "file-name",
        "missing-page 2",
        "missing-page 4",
        "old-version 3",
        "wrong-job 2",
      ].toSorted(),
    );
  });

  it("counts a double truck as its two pages", () => {
    const spread = pattern("{page:2}-{last:2}.pdf");
    expect(checkNames(["04-05.pdf"], spread, { values: {}, pages: [4, 5] })).toEqual([]);
  });
});

async function delivered(number: number, content = ""): Promise<DeliveredPage> {
  const bytes = page(undefined, content);
  return { name: `A0${number}.pdf`, page: number, bytes, preflight: await preflight(bytes) };
}

describe("a manifest", () => {
  const facts = { publication: "澜江日报", date: "2026-11-24" };

  it("has sums, sizes, boxes, plates and verdicts, and reads back", async () => {
    const one = await delivered(1);
    const { manifest } = redeliver(undefined, [one], facts, true);
    expect(manifest.files[0]).toMatchObject({
      name: "A01.pdf",
      version: 1,
      bytes: one.bytes.length,
      sha256: sha256(one.bytes),
      trimBox: { x: 30, y: 30, width: 400, height: 600 },
      standard: "PDF/X-1a:2003",
      outputCondition: "NEWS TEST",
      plates: ["Cyan", "Magenta", "Yellow", "Black"],
      errors: 0,
      warnings: 0,
    });
    expect(parseManifest(manifestText(manifest))).toEqual(manifest);
  });

  it.each([
    "",
    "{",
    "[]",
    '{"version":2,"files":[]}',
    '{"version":1,"files":[{"name":"../x","page":1,"version":1,"sha256":""}]}',
  ])("is not read from %j", (text) => expect(parseManifest(text)).toBeUndefined());

  it("counts a page that changed up, and leaves the others as they were", async () => {
    const first = redeliver(undefined, [await delivered(1), await delivered(2)], facts, true);
    expect(first).toMatchObject({ added: [1, 2], changed: [], write: [1, 2] });
    const changed = await delivered(2, "0 0 0 0.5 k 100 100 50 50 re f");
    const second = redeliver(first.manifest, [changed], facts, false);
    expect(second).toMatchObject({ added: [], changed: [2], same: [], removed: [], write: [2] });
    expect(second.manifest.files.map(({ page: number, version }) => [number, version])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    const third = redeliver(second.manifest, [await delivered(1), changed], facts, true);
    expect(third).toMatchObject({ same: [1, 2], changed: [], write: [] });
    expect(third.manifest).toEqual(second.manifest);
    expect(redeliver(third.manifest, [await delivered(1)], facts, true).removed).toEqual([2]);
  });

  it("proves what came", async () => {
    const one = await delivered(1);
    const two = await delivered(2);
    const { manifest } = redeliver(undefined, [one, two], facts, true);
    expect(checkManifest([one, two], manifest)).toEqual([]);
    const broken = { name: one.name, bytes: one.bytes.subarray(1) };
    const found = checkManifest([broken, { name: "other.pdf", bytes: one.bytes }], manifest);
    expect(found.map(({ code }) => code)).toEqual(["changed-file", "missing-file", "unlisted-file"]);
  });
});

describe("a set of files", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "banxin-set-"));
  });
  afterEach(async () => {
    await chmod(folder, 0o755);
    await rm(folder, { recursive: true, force: true });
  });

  it("is written whole, over what was there", async () => {
    await writeFile(join(folder, "a.pdf"), "old");
    await writeSet(join(folder), [
      { name: "a.pdf", content: "new" },
      { name: "manifest.json", content: "{}" },
    ]);
    expect((await readdir(folder)).toSorted()).toEqual(["a.pdf", "manifest.json"]);
    expect(await readFile(join(folder, "a.pdf"), "utf8")).toBe("new");
  });

  it("is put back as it was where one of them fails", async () => {
    await writeFile(join(folder, "a.pdf"), "old");
    await mkdir(join(folder, "b.pdf"));
    const set = [
      { name: "a.pdf", content: "new" },
      { name: "fresh.pdf", content: "new" },
      { name: "b.pdf", content: "a folder stands here" },
    ];
    await expect(writeSet(folder, set)).rejects.toThrow();
    expect((await readdir(folder)).toSorted()).toEqual(["a.pdf", "b.pdf"]);
    expect(await readFile(join(folder, "a.pdf"), "utf8")).toBe("old");
  });

  it.each(["../a.pdf", "", "a/b.pdf", ".."])("leaves the folder with no name such as %j", async (name) => {
    await expect(writeSet(folder, [{ name, content: "x" }])).rejects.toThrow(RangeError);
  });
});
