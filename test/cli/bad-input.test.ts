/** Whatever is wrong with the input: exit 2, the place and a hint on stderr, and no file written or touched. */
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { fakeIo, type FakeIo } from "./fake-io.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-bad-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Json = Record<string, unknown>;
const ARTICLE = { id: "a", headline: "标题", body: ["正文。"] };
const PAGE = { number: 1, articles: ["a"], credits: [{ role: "责编", names: ["甲"] }] };

function edition(parts: Json = {}): string {
  return JSON.stringify({ date: "2026-11-24", pages: [PAGE], articles: [ARTICLE], ...parts }, null, 1);
}

function withPage(parts: Json): string {
  return edition({ pages: [{ ...PAGE, ...parts }] });
}

function withPhoto(src: string): string {
  return edition({ articles: [{ ...ARTICLE, photos: [{ src, caption: "图" }] }] });
}

async function proof(...args: string[]): Promise<{ code: number; io: FakeIo }> {
  const io = fakeIo({ cwd: folder });
  return { code: await main(["proof", "e.json", ...args], io), io };
}

async function proofOf(text: string | Uint8Array, ...args: string[]): Promise<{ code: number; io: FakeIo }> {
  await writeFile(join(folder, "e.json"), text);
  return proof(...args);
}

const CELL = { columns: [1, 2], rows: [1, 20] };

describe("bad input", () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ["malformed JSON", '{ "pages": [ }', /e\.json:1:\d+: error:/u],
    ["an empty file", "", /e\.json:1:1: error: the file is empty/u],
    ["no JSON at all", "%PDF-1.4\n", /e\.json:1:1: error:/u],
    ["another encoding", new Uint8Array([0x7b, 0x22, 0xb0, 0xe6, 0x22, 0x7d]), /UTF-8/u],
    ["a wrong type", withPage({ number: "4" }), /e\.json:\d+:\d+: error: .*number/u],
    ["an unknown key", withPage({ sectoin: "要闻" }), /sectoin[\s\S]*hint: did you mean `section`/u],
    ["a key given twice", '{ "pages": [{"articles":[]}], "pages": [{"articles":[]}] }', /error: .*pages/u],
    ["no pages", edition({ pages: [] }), /no pages/u],
    ["a negative page number", withPage({ number: -4 }), /error:.*number/u],
    ["an advertisement in the gutter", withPage({ ads: [{ size: "中缝" }] }), /error: `size`[\s\S]*hint: .*inside/u],
    [
      "advertisements that have no room together",
      withPage({ ads: [{ size: "半版" }, { size: "整版" }] }),
      /e\.json:\d+:\d+: error: this advertisement of .* rows are lacking/u,
    ],
    ["20 000 levels", "[".repeat(20_000) + "]".repeat(20_000), /levels/u],
    ["20 000 levels that never close", '{"pages":'.repeat(20_000), /levels/u],
    ["a remote picture", withPhoto("https://example.com/a.jpg"), /error:/u],
    ["an unknown article", withPage({ articles: ["a", "b"] }), /error: .*`?b/u],
    ["an id given twice", edition({ articles: [ARTICLE, ARTICLE] }), /error: .*a/u],
    [
      "areas that overlap",
      edition({
        pages: [
          {
            ...PAGE,
            articles: ["a", "b"],
            layout: [
              { article: "a", ...CELL },
              { article: "b", ...CELL },
            ],
          },
        ],
        articles: [ARTICLE, { ...ARTICLE, id: "b" }],
      }),
      /share columns/u,
    ],
    ["an area outside the grid", withPage({ layout: [{ article: "a", columns: [1, 99], rows: [1, 20] }] }), /error:/u],
    ["a missing picture", withPhoto("none.jpg"), /e\.json:\d+:\d+: error: .*no such file/u],
    ["a picture outside the folder", withPhoto("../a.jpg"), /e\.json:\d+:\d+: error: .*leaves the edition's folder/u],
    ["an absolute picture path", withPhoto("/etc/passwd"), /absolute path/u],
    ["an unknown template", edition({ template: "broadshet" }), /e\.json:\d+:\d+: error: .*broadshet/u],
    ["a missing template file", edition({ template: "./mine.yaml" }), /e\.json:\d+:\d+: error:.*no such file/u],
    ["a date that does not exist", edition({ date: "2026-02-30" }), /2026-02-30/u],
    ["a lone surrogate", withPage({ banner: "\ud800通栏" }), /e\.json:\d+:\d+: error:/u],
    ["a control character in a name", withPage({ template: "a\u0007" }), /e\.json:\d+:\d+: error:/u],
  ])("%s", async (_name, text, message) => {
    await writeFile(join(folder, "out.pdf"), "an older proof");
    const { code, io } = await proofOf(text, "-o", "out.pdf", "--report", "r.json");
    expect(io.err).toMatch(message);
    expect(io.err).toContain("hint: ");
    expect(code).toBe(EXIT.input);
    expect(io.out).toBe("");
    expect((await readdir(folder)).toSorted()).toEqual(["e.json", "out.pdf"]);
    expect(await readFile(join(folder, "out.pdf"), "utf8")).toBe("an older proof");
  });

  it("a file of 100 MB, without reading it", async () => {
    await writeFile(join(folder, "e.json"), edition());
    await truncate(join(folder, "e.json"), 100 * 1024 * 1024);
    const started = performance.now();
    const { code, io } = await proof();
    expect([code, io.err]).toEqual([EXIT.input, expect.stringMatching(/larger than \d+ MB/u)]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it("an edition that is not there, or a folder", async () => {
    expect((await proof()).io.err).toMatch(/e\.json:1:1: error: there is no such file/u);
    await mkdir(join(folder, "e.json"));
    const { code, io } = await proof();
    expect([code, io.err]).toEqual([EXIT.input, expect.stringContaining("this is a folder")]);
  });

  it("pictures that are corrupt, cut off, empty, no pictures, or far too large", async () => {
    const good = await sharp({ create: { width: 64, height: 64, channels: 3, background: "#888" } })
      .jpeg()
      .toBuffer();
    const noisy = Buffer.from(good);
    noisy.fill(0xff, Math.floor(good.length / 2), good.length - 2);
    const bomb = await sharp({ create: { width: 1, height: 1, channels: 3, background: "#888" } })
      .png()
      .toBuffer();
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    const files: Record<string, Uint8Array> = {
      "noisy.jpg": noisy,
      "cut.jpg": good.subarray(0, good.length / 2),
      "empty.jpg": new Uint8Array(),
      "text.jpg": Buffer.from("no picture"),
      "bomb.png": bomb,
    };
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
    const before = (await readdir(folder)).length;
    for (const name of Object.keys(files)) {
      const { code, io } = await proofOf(withPhoto(name), "-o", "out.pdf", "--report", "r.json");
      expect([name, code, io.err]).toEqual([
        name,
        EXIT.input,
        expect.stringMatching(/e\.json:\d+:\d+: error: picture/u),
      ]);
    }
    expect((await readdir(folder)).length).toBe(before + 1);
  });

  it("an unknown font or a bad length in a template, with its place there", async () => {
    const cases: [string, RegExp][] = [
      ["extends: broadsheet\nfonts:\n  song: [No Such Face]\n", /No Such Face/u],
      ["extends: broadsheet\nstyles:\n  kicker:\n    size: 12 furlongs\n", /mine\.yaml:4:\d+: error: .*furlongs/u],
      ["extends: nothing\n", /nothing/u],
      ["a: [", /mine\.yaml:\d+:\d+: error:/u],
      [
        "name: mine\nextends: broadsheet\nfonts:\n  hei: [Noto Sans SC, Nowhere Gothic]\n",
        /mine\.yaml:4:23: error: .*Nowhere Gothic/u,
      ],
    ];
    for (const [template, message] of cases) {
      await writeFile(join(folder, "mine.yaml"), template);
      const { code, io } = await proofOf(edition({ template: "./mine.yaml" }));
      expect([code, io.err]).toEqual([EXIT.input, expect.stringMatching(message)]);
    }
    expect((await readdir(folder)).toSorted()).toEqual(["e.json", "mine.yaml"]);
  });

  it("every mistake at once", async () => {
    const text = edition({ date: "2026-13-01", template: "nope", pages: [{ ...PAGE, nubmer: 2, articles: ["x"] }] });
    const { io } = await proofOf(text);
    expect(io.err.split("\n").filter((line) => line.includes(": error: ")).length).toBeGreaterThanOrEqual(3);
  });
});

describe("a bad command line", () => {
  it.each<[string[], RegExp]>([
    [["--pages", "9"], /no page 9/u],
    [["--pages", "0"], /numbered from 1/u],
    [["--format", "tiff"], /cannot be "tiff"/u],
    [["--dpi", "0"], /--dpi/u],
    [["--watermark", " "], /--watermark holds no words/u],
    [["--watermark", "校样".repeat(41)], /--watermark has 82 characters; 80 are the most/u],
    [["--overlay", "gird"], /did you mean `grid`/u],
    [["-o", "a.png", "--format", "pdf"], /--format says pdf/u],
    [["-o", "e.json"], /ends in \.json/u],
    [["-o", "e.json", "--format", "pdf"], /is an input/u],
    [["--report", "e.json"], /is an input/u],
    [["-o", "same", "--report", "same"], /written twice/u],
    [["-o", "/dev/null"], /not a regular file/u],
    [["--font", "none.ttf"], /no font file or folder/u],
    [["--font", "e.json"], /e\.json/u],
    [["--template", "nope"], /^(?:banxin: )?error: the option `template`: there is no template "nope"/u],
    [["--template", "./gone.yaml"], /gone\.yaml:1:1: error: .*no such file/u],
    [["--reprot", "r.json"], /did you mean `--report`/u],
    [["another.json"], /one argument too many/u],
  ])("%j", async (args, message) => {
    const { code, io } = await proofOf(edition(), ...args);
    expect([code, io.err]).toEqual([EXIT.input, expect.stringMatching(message)]);
    expect(await readdir(folder)).toEqual(["e.json"]);
    expect(await readFile(join(folder, "e.json"), "utf8")).toBe(edition());
  });

  it("names no command, or one that does not exist", async () => {
    for (const [args, message] of [
      [[], /Usage: banxin COMMAND/u],
      [["prof"], /did you mean `proof`/u],
      [["--nope"], /there is no option --nope/u],
    ] as const) {
      const io = fakeIo();
      expect([await main(args, io), io.err]).toEqual([EXIT.input, expect.stringMatching(message)]);
    }
  });
});
