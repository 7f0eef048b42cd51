/** The commands on real editions: what they write, and what they say. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EXIT } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { roomyTemplate } from "../roomy.js";
import { fakeIo, type FakeIo } from "./fake-io.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-cli-"));
  await roomyTemplate(folder, "broadsheet");
  await writeFile(join(folder, "e.json"), edition());
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const CREDITS = [{ role: "责编", names: ["甲乙"] }];

function edition(body: readonly string[] = ["澜江的水又清了一层。"], parts: Record<string, unknown> = {}): string {
  const story = (id: string) => ({ id, headline: ["一江清水穿城过"], body });
  return JSON.stringify({
    publication: { name: "澜江日报" },
    date: "2026-11-24",
    template: "./roomy.yaml",
    pages: [
      { number: 1, articles: ["a"], credits: CREDITS },
      { number: 4, articles: ["b"], credits: CREDITS },
    ],
    articles: [story("a"), { ...story("b"), ...parts }],
  });
}

async function run(...args: string[]): Promise<{ code: number; io: FakeIo }> {
  const io = fakeIo({ cwd: folder });
  return { code: await main(args, io), io };
}

const at = (name: string): string => join(folder, name);
const start = async (name: string): Promise<string> => (await readFile(at(name))).toString("latin1", 0, 4);

describe("proof", () => {
  it("sets all pages into one PDF, the same bytes each time, and prints its path", async () => {
    const { code, io } = await run("proof", "e.json");
    expect([code, io.out]).toEqual([EXIT.ok, "e.pdf\n"]);
    expect(await start("e.pdf")).toBe("%PDF");
    await run("proof", "e.json", "-o", "again.pdf");
    expect((await readFile(at("again.pdf"))).equals(await readFile(at("e.pdf")))).toBe(true);
    expect((await readdir(folder)).toSorted()).toEqual(["again.pdf", "e.json", "e.pdf", "roomy.yaml"]);
  });

  it("writes one file a page into a folder, in each format", async () => {
    await run("proof", "e.json", "-o", "proofs/");
    await run("proof", "e.json", "-o", "proofs", "--format", "svg");
    const { code, io } = await run("proof", "e.json", "-o", "proofs", "--format", "png", "--dpi", "20", "--pages", "4");
    expect([code, io.out]).toEqual([EXIT.ok, "proofs/e-4.png\n"]);
    expect((await readdir(at("proofs"))).toSorted()).toEqual(["e-1.pdf", "e-1.svg", "e-4.pdf", "e-4.png", "e-4.svg"]);
  });

  it("takes the format from the name, and the pixels from --dpi", async () => {
    const { code } = await run(
      "proof",
      "e.json",
      "--pages",
      "1",
      "-o",
      "new/folder/a.png",
      "--dpi",
      "25.4".slice(0, 2),
    );
    expect(code).toBe(EXIT.ok);
    const { width = 0 } = await sharp(at("new/folder/a.png")).metadata();
    expect(Math.abs(width - (390 / 25.4) * 25)).toBeLessThanOrEqual(1);
  });

  it("writes the report, with the files that show each page", async () => {
    await run("proof", "e.json", "-o", "out", "--report", "r.json");
    const report = JSON.parse(await readFile(at("r.json"), "utf8")) as { pages: { number: number; file: string }[] };
    expect(report.pages.map(({ number, file }) => [number, file])).toEqual([
      [1, "out"],
      [4, "out"],
    ]);
    expect(report).toMatchObject({ version: 1, timings: { compose: expect.any(Number), render: expect.any(Number) } });
  });

  it("draws overlays", async () => {
    for (const kind of ["grid", "frames", "overset"]) {
      await run("proof", "e.json", "--pages", "1", "-o", `${kind}.svg`, "--overlay", kind);
    }
    await run("proof", "e.json", "--pages", "1", "-o", "plain.svg");
    const sizes = await Promise.all(
      ["grid.svg", "frames.svg", "plain.svg"].map(async (name) => (await stat(at(name))).size),
    );
    expect(sizes[0]).toBeGreaterThan((sizes[2] ?? 0) + 10_000);
    expect(sizes[1]).toBeGreaterThan(sizes[2] ?? 0);
  });

  it("writes the output and exits with 1 where text has no place", async () => {
    await writeFile(at("e.json"), edition(Array.from({ length: 900 }, () => "澜江的水又清了一层，".repeat(12))));
    const { code, io } = await run("proof", "e.json", "--report", "r.json");
    expect(code).toBe(EXIT.attention);
    expect(io.err).toMatch(/e\.json:\d+:\d+: error: page 1, a: /u);
    expect(await start("e.pdf")).toBe("%PDF");
    const report = JSON.parse(await readFile(at("r.json"), "utf8")) as {
      pages: { articles: { overset: { characters: number; text: string } }[]; issues: { code: string }[] }[];
    };
    expect(report.pages[0]?.articles[0]?.overset.characters).toBeGreaterThan(1_000);
    expect(report.pages[0]?.issues.map(({ code: name }) => name)).toContain("overset-text");
  });

  it("writes the output and exits with 1 where a font lacks a character", async () => {
    await writeFile(at("e.json"), edition(["一个没有的字：\u{1F9FF}。"]));
    const { code, io } = await run("proof", "e.json");
    expect([code, io.err]).toEqual([EXIT.attention, expect.stringContaining("U+1F9FF")]);
    expect(await start("e.pdf")).toBe("%PDF");
  });

  it("tells what house style changed, unless it is switched off", async () => {
    await writeFile(at("e.json"), edition(['他说:"好",走了...']));
    const { io } = await run("proof", "e.json", "--report", "r.json");
    expect(io.err).toMatch(/info: house style changed the text in \d+ places/u);
    const report = JSON.parse(await readFile(at("r.json"), "utf8")) as { pages: { issues: { code: string }[] }[] };
    expect(report.pages[0]?.issues.map(({ code }) => code)).toContain("house-style");
    expect((await run("proof", "e.json", "--no-house-style")).io.err).toBe("");
  });

  it("takes pictures from elsewhere only when allowed", async () => {
    await mkdir(at("edition"));
    await roomyTemplate(at("edition"), "broadsheet");
    await sharp({ create: { width: 60, height: 40, channels: 3, background: "#888" } })
      .jpeg()
      .toFile(at("a.jpg"));
    await writeFile(at("edition/e.json"), edition(undefined, { photos: [{ src: "../a.jpg", caption: "图" }] }));
    expect((await run("proof", "edition/e.json")).code).toBe(EXIT.input);
    expect((await run("proof", "edition/e.json", "--allow-outside")).code).toBeLessThanOrEqual(EXIT.attention);
  });

  it("fails with 3, and leaves nothing, where the disk does not take the file", async () => {
    const { code, io } = await run("proof", "e.json", "-o", "e.json/out.pdf");
    expect([code, io.err]).toEqual([
      EXIT.fault,
      "banxin: error: cannot write e.json/out.pdf: a part of the path is a file, not a folder\n",
    ]);
    expect((await readdir(folder)).toSorted()).toEqual(["e.json", "roomy.yaml"]);
  });

  it("sets again with every change while it watches", async () => {
    const io = fakeIo({ cwd: folder });
    const ended = main(["proof", "e.json", "-o", "w.pdf", "--watch"], io);
    const waiting = (times: number) =>
      vi.waitFor(() => expect(io.err.split("waiting for changes").length - 1).toBe(times), { timeout: 15_000 });
    await waiting(1);
    const first = await readFile(at("w.pdf"));
    await writeFile(at("e.json"), "{");
    await waiting(2);
    expect(io.err).toMatch(/error: [\s\S]*not set: the input is wrong/u);
    expect((await readFile(at("w.pdf"))).equals(first)).toBe(true);
    await writeFile(at("e.json"), edition(["另一段文字。"]));
    await waiting(3);
    expect((await readFile(at("w.pdf"))).equals(first)).toBe(false);
    io.interrupt();
    expect(await ended).toBe(EXIT.ok);
  });
});

describe("check", () => {
  it("tells how every story fits, and writes no page", async () => {
    const { code, io } = await run("check", "e.json", "--report", "r.json");
    expect(code).toBe(EXIT.ok);
    expect(io.out).toMatch(/^page 1\n {2}a: \d+ of \d+ lines/u);
    expect((await readdir(folder)).toSorted()).toEqual(["e.json", "r.json", "roomy.yaml"]);
    expect(await readFile(at("r.json"), "utf8")).toContain('"file": null');
  });

  it("writes the make-up so that it is obeyed and gives the same page", async () => {
    await run("check", "e.json", "--write-layout", "made.json");
    const made = await readFile(at("made.json"), "utf8");
    expect(made).toMatch(/"layout": \[\n\s+\{ "article": "a", "columns": \[\d+, \d+\], "rows": \[\d+, \d+\] \}/u);
    await run("proof", "e.json", "-o", "a.svg", "--pages", "1");
    const { code } = await run("proof", "made.json", "-o", "b.svg", "--pages", "1");
    expect(code).toBe(EXIT.ok);
    expect(await readFile(at("b.svg"), "utf8")).toBe(await readFile(at("a.svg"), "utf8"));
    await run("check", "e.json", "--write-layout", "e.json");
    expect(await readFile(at("e.json"), "utf8")).toBe(made);
  });
});

describe("schema, templates, grid", () => {
  it("print JSON Schemas", async () => {
    for (const kind of ["edition", "template"]) {
      const { code, io } = await run("schema", kind);
      expect(code).toBe(EXIT.ok);
      expect(JSON.parse(io.out)).toMatchObject({ type: "object" });
    }
    expect((await run("schema", "editon")).io.err).toContain("did you mean `edition`");
  });

  it("prints the text of a template, as it is and with what it extends", async () => {
    const { io: plain } = await run("templates", "tabloid-inside");
    expect(plain.out).toMatch(/^extends: tabloid$/mu);
    const { io: merged } = await run("templates", "tabloid-inside", "--merged");
    expect(merged.out).toMatch(/^ {2}rows: 78 +# tabloid-inside.yaml:\d+$/mu);
    expect(merged.out).toMatch(/^ {2}columns: 6 +# tabloid.yaml:\d+$/mu);
    const { code, io } = await run("templates", "tablod");
    expect([code, io.err]).toEqual([2, expect.stringContaining("did you mean `tabloid`?")]);
  });

  it("list the bundled templates", async () => {
    const { io } = await run("templates");
    expect(io.out).toMatch(/^broadsheet .*\n {4}390 × 545 mm; 8 columns of 13 字/mu);
    expect(io.out).toContain("tabloid");
  });

  it("list the grids that close", async () => {
    const { code, io } = await run("grid", "--page", "390x545mm", "--body", "9pt", "--leading", "12.6pt");
    expect(code).toBe(EXIT.ok);
    expect(io.out).toMatch(/ 8 columns of 13 字, gutters of 1 {3}字, \d+ 行: 352\.4 × /u);
    expect((await run("grid", "--page", "390mm × 545mm", "--body", "小五")).io.out).toBe(io.out);
    const area = await run("grid", "--area", "252.4x346.7mm", "--body", "9pt");
    expect(area.io.out.split("\n")[0]).toContain("exact");
    const six = await run("grid", "--area", "252.4x346.7mm", "--body", "9pt", "--columns", "6-7");
    expect(
      six.io.out
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => line.slice(0, 10)),
    ).toContain(" 6 columns");
    expect(six.io.out).not.toMatch(/^ *[^ 67] columns/mu);
    const sheet = await run("grid", "--page", "A3", "--body", "9pt");
    expect(sheet.io.out).toBe((await run("grid", "--page", "297x420mm", "--body", "9pt")).io.out);
    expect(sheet.io.out).not.toBe("");
  });

  it.each<[string[], RegExp]>([
    [["--body", "9pt"], /--page is missing/u],
    [["--page", "390mm", "--body", "9pt"], /not a width and a height/u],
    [["--page", "390x545", "--body", "9pt"], /not a width and a height/u],
    [["--page", "390x545mm", "--body", "9"], /has no unit/u],
    [["--page", "390x545mm", "--body", "0.001pt"], /too small/u],
    [["--page", "390x545mm", "--body", "9pt", "--leading", "5pt"], /smaller than the body/u],
    [["--page", "1x1mm", "--body", "9pt"], /no grid closes/u],
    [["--body", "9pt"], /--page is missing[^]*--area/u],
    [["--page", "A3", "--body", "9pt", "--columns", "8-6"], /--columns: "8-6"/u],
  ])("refuse %j", async (args, message) => {
    const { code, io } = await run("grid", ...args);
    expect([code, io.err]).toEqual([EXIT.input, expect.stringMatching(message)]);
  });
});

describe("help and version", () => {
  it.each([["--help"], ["help"], ["help", "proof"], ["proof", "--help"], ["check", "-h"], ["grid", "--help"]])(
    "%s %s",
    async (...args) => {
      const { code, io } = await run(...args);
      expect([code, io.err]).toEqual([EXIT.ok, ""]);
      expect(io.out).toContain("Examples:\n  banxin ");
      expect(io.out).not.toMatch(/undefined|banxin preview/u);
    },
  );

  it("shows the version of package.json", async () => {
    const manifest = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect((await run("--version")).io.out).toBe(`${manifest.version}\n`);
  });
});
