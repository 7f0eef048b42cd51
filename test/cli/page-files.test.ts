/** Editions whose pages stand in files of their own: what the commands and the library make of them. */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EXIT } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { composeJob, editionJsonSchema, InputError, loadEdition, loadJob, report } from "../../src/index.js";
import { numbered } from "../../src/edition/page-number.js";
import { roomyTemplate } from "../roomy.js";
import { fakeIo, type FakeIo } from "./fake-io.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-page-files-"));
  await roomyTemplate(folder, "tabloid-inside");
  await mkdir(at("pages/two"), { recursive: true });
  await picture("pages/ferry.png", "#204080");
  await picture("pages/two/ferry.png", "#a03020");
  await put("e.json", EDITION);
  await put("pages/1.json", FIRST);
  await put("pages/two/2.json", SECOND);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
const put = (name: string, value: unknown): Promise<void> =>
  writeFile(at(name), typeof value === "string" ? value : JSON.stringify(value, null, 1));
const picture = (name: string, background: string) =>
  sharp({ create: { width: 300, height: 200, channels: 3, background } }).toFile(at(name));

const credits = [{ role: "责编", names: ["桑榆"] }];
const photos = [{ src: "ferry.png", caption: "渡船", columns: 1 }];
const long = (count: number): string[] =>
  Array.from({ length: count }, () => "渡口的风从清早吹到傍晚，船一趟一趟地开。".repeat(4));
const PUBLICATION = { name: "澜江日报", issue: 77 };
const EDITION = {
  publication: PUBLICATION,
  date: "2026-11-24",
  template: "./roomy.yaml",
  pages: ["./pages/1.json", { number: 3, articles: ["own"], credits }, "pages/two/2.json"],
  articles: [{ id: "own", headline: "第三版的稿子", body: ["江心洲的桥灯亮了。"] }],
};
const FIRST = {
  pages: [{ number: 1, articles: ["ferry"], credits, refers: ["market", "own"] }],
  articles: [{ id: "ferry", headline: "渡口新班次", body: ["清早六点开出第一班。"], photos }],
};
const SECOND = {
  date: "2026-11-24",
  publication: { name: "澜江日报" },
  pages: [{ number: 2, articles: ["market"], credits }],
  articles: [{ id: "market", headline: "鱼市搬到东岸", body: ["摊位比从前宽了一倍。"], photos }],
};
/** A page file with one page and one story, changed. */
const page = (base: typeof FIRST | typeof SECOND, keys: object, story: object = {}) => ({
  ...base,
  pages: [{ ...base.pages[0], ...keys }],
  articles: [{ ...base.articles[0], ...story }],
});

async function run(...args: string[]): Promise<{ code: number; err: string; out: string }> {
  const io = fakeIo({ cwd: folder });
  const code = await main(args, io);
  return { code, err: here(io), out: io.out };
}

/** What was told, paths from the test's folder. */
function here(io: FakeIo): string {
  return io.err.replaceAll(`${folder}/`, "");
}

const made = async (): Promise<string[]> =>
  (await readdir(folder)).filter((name) => /\.(?:pdf|svg)$/u.test(name)).toSorted();

interface Told {
  readonly pages: readonly {
    readonly number: number;
    readonly issues: readonly { readonly at?: { file: string } }[];
  }[];
  readonly leftOut?: readonly { file: string; pages: number[]; issues: { code: string; at: { line: number } }[] }[];
}
const told = async (): Promise<Told> => JSON.parse(await readFile(at("r.json"), "utf8")) as Told;

describe("page files", () => {
  it("set what one file would set, pictures of one name in two folders included", async () => {
    const moved = (name: string) => [{ ...photos[0], src: name }];
    await put("one.json", {
      ...EDITION,
      pages: [FIRST.pages[0], EDITION.pages[1], SECOND.pages[0]],
      articles: [
        ...EDITION.articles,
        { ...FIRST.articles[0], photos: moved("pages/ferry.png") },
        { ...SECOND.articles[0], photos: moved("pages/two/ferry.png") },
      ],
    });
    expect(await run("proof", "e.json")).toMatchObject({ code: EXIT.ok, err: "" });
    expect(await run("proof", "one.json")).toMatchObject({ code: EXIT.ok });
    expect((await readFile(at("e.pdf"))).equals(await readFile(at("one.pdf")))).toBe(true);
  });

  it("may hold several pages, and leave template and facts of the paper to one another", async () => {
    await put("own.yaml", "extends: tabloid\n");
    await put("e.json", { pages: ["pages/1.json", "pages/two/2.json"] });
    await put("pages/1.json", {
      ...FIRST,
      template: "../own.yaml",
      pages: [{ ...FIRST.pages[0], refers: ["market"] }],
    });
    await put("pages/two/2.json", {
      ...SECOND,
      template: "broadsheet",
      pages: [...SECOND.pages, { number: 5, credits }],
    });
    const job = await loadJob(at("e.json"));
    if (!job.ok) throw new Error(JSON.stringify(job.diagnostics));
    const { edition, pages } = job.value;
    expect(pages.map(({ number, template }) => [number, template.name])).toEqual([
      [1, "tabloid"],
      [2, "broadsheet"],
      [5, "broadsheet"],
    ]);
    expect([edition.date, edition.publication.name?.text]).toEqual(["2026-11-24", "澜江日报"]);
    expect(relative(folder, edition.placeOf("/publication/name").file)).toBe("pages/two/2.json");
    expect(relative(folder, edition.placeOf("/pages/0/template").file)).toBe("pages/1.json");
    // A page that lists no stories takes those of its own file alone, and none is left there.
    expect(edition.pages[2]?.articles).toEqual([]);
  });

  it("are referred to, and jumped to, from one another", async () => {
    const refers = ["market", { article: "own", text: "本版看三版" }, { page: 2, text: "二版有话说" }];
    const continuation = { headline: "班次续篇" };
    await put("pages/1.json", page(FIRST, { refers }, { pages: [2], body: long(90), continuation }));
    await put("pages/two/2.json", page(SECOND, { articles: ["market", "ferry"] }));
    const job = await loadJob(at("e.json"));
    if (!job.ok) throw new Error(JSON.stringify(job.diagnostics));
    const { scene } = composeJob(job.value);
    const text = (number: number) =>
      scene.pages
        .find((one) => one.number === number)
        ?.items.flatMap((item) => (item.kind === "glyphs" ? item.texts : []))
        .join("");
    expect(text(1)).toContain("鱼市搬到东岸");
    expect(text(1)).toContain("本版看三版");
    expect(text(1)).toContain("二版有话说");
    expect(text(1)).toContain("下转2版");
    expect(text(2)).toContain("上接1版");
    expect(text(2)).toContain("班次续篇");
  });

  it("have findings with places in their own file", async () => {
    await put("pages/two/2.json", page(SECOND, {}, { body: ["一个没有的字：\u{1F9FF}。"] }));
    const { code, err } = await run("check", "e.json", "--report", "r.json");
    expect([code, err]).toEqual([
      EXIT.attention,
      expect.stringMatching(/^pages\/two\/2\.json:\d+:\d+: error: page 2/mu),
    ]);
    const issues = (await told()).pages.find(({ number }) => number === 2)?.issues ?? [];
    expect(issues.some((issue) => issue.at?.file === at("pages/two/2.json"))).toBe(true);
  });

  it("count by their place in the edition where they give no number, whether or not another is left out", async () => {
    const bare = (id: string) => ({ pages: [{ credits }], articles: [{ id, body: ["一段。"] }] });
    await put("e.json", { pages: ["a.json", "b.json", "c.json"], template: "./roomy.yaml" });
    for (const name of ["a", "b", "c"]) await put(`${name}.json`, bare(name));
    const numbers = async () => {
      const job = await loadJob(at("e.json"));
      return job.ok ? numbered(job.value.edition).map(({ number, page: one }) => [number, one.articles]) : [];
    };
    expect(await numbers()).toEqual([
      [1, ["a"]],
      [2, ["b"]],
      [3, ["c"]],
    ]);
    await put("b.json", "{");
    expect(await numbers()).toEqual([
      [1, ["a"]],
      [3, ["c"]],
    ]);
  });

  it("are in the JSON Schema", () => {
    const valid = new Ajv2020({ strict: false, logger: false }).compile(editionJsonSchema());
    expect([valid(EDITION), valid(FIRST), valid({ pages: ["a.json"] }), valid({ pages: [{}] })]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

describe("ids, numbers and facts across files", () => {
  it.each([
    [
      "a story's id given twice",
      page(SECOND, { articles: ["ferry"] }, { id: "ferry" }),
      /pages\/two\/2\.json:\d+:\d+: error: a second story has the id "ferry"\n {2}hint: the first is at pages\/1\.json:\d+:\d+/u,
    ],
    [
      "a page number given twice",
      page(SECOND, { number: 3 }),
      /pages\/two\/2\.json:\d+:\d+: error: there are two pages 3\n {2}hint: the other is at e\.json:\d+:\d+/u,
    ],
    [
      "an unknown id",
      page(SECOND, { articles: ["market", "regatta"] }),
      /2\.json:\d+:\d+: error: no story has the id "regatta"[^]*looked for in e\.json, pages\/1\.json, pages\/two\/2\.json/u,
    ],
    [
      "another date",
      { ...SECOND, date: "2026-11-25" },
      /2\.json:2:\d+: error: `date` is "2026-11-25" in this page file, but "2026-11-24" in e\.json\n {2}hint: the other is at e\.json:\d+:\d+/u,
    ],
    [
      "another issue",
      { ...SECOND, publication: { issue: 78 } },
      /2\.json:\d+:\d+: error: `publication.issue` is "78" in this page file, but "77" in e\.json/u,
    ],
    ["another language", { ...SECOND, language: "ja" }, /2\.json:\d+:\d+: error: this page file is in "ja"/u],
  ])("tell %s with both places, and set the other pages", async (_, second, message) => {
    await put("pages/1.json", page(FIRST, { refers: ["own"] }));
    await put("pages/two/2.json", second);
    const { code, err } = await run("proof", "e.json", "--format", "svg", "-o", "./");
    expect([code, err]).toEqual([EXIT.attention, expect.stringMatching(message)]);
    expect(await made()).toEqual(["e-1.svg", "e-3.svg"]);
  });

  it("take the same fact in other types, and a page of another day", async () => {
    await put("pages/two/2.json", { ...page(SECOND, { date: "2026-11-25" }), publication: { issue: "77" } });
    expect(await run("check", "e.json")).toMatchObject({ code: EXIT.ok, err: "" });
  });
});

describe("a page file with mistakes", () => {
  const yaml = "extends: tabloid-inside\ngrid: { columns: none }\n";
  it.each<[what: string, spoil: () => Promise<unknown>, message: RegExp, pages: number[]]>([
    [
      "broken JSON",
      () => put("pages/two/2.json", '{ "pages": [{ "number": 2 "x" }] }'),
      /2\.json:1:27: error: a comma/u,
      [2],
    ],
    [
      "a wrong key",
      () => put("pages/two/2.json", page(SECOND, { sektion: "要闻" })),
      /2\.json:\d+:\d+: error: unknown key `sektion`/u,
      [2],
    ],
    [
      "a missing picture",
      () => rm(at("pages/two/ferry.png")),
      /2\.json:\d+:\d+: error: "pages\/two\/ferry\.png": there is no such file/u,
      [2],
    ],
    ["a broken picture", () => truncate(at("pages/two/ferry.png"), 200), /2\.json:\d+:\d+: error: picture/u, [2]],
    [
      "an unknown template",
      () => put("pages/two/2.json", { ...SECOND, template: "tabloit" }),
      /2\.json:\d+:\d+: error: there is no template "tabloit"/u,
      [2],
    ],
    [
      "a broken template",
      async () => {
        await put("pages/two/own.yaml", yaml);
        await put("pages/two/2.json", { ...SECOND, template: "./own.yaml" });
      },
      /two\/own\.yaml:2:\d+: error/u,
      [2],
    ],
    [
      "a layout off the grid",
      () => put("pages/two/2.json", page(SECOND, { layout: [{ article: "market", columns: [1, 90], rows: [1, 9] }] })),
      /2\.json:\d+:\d+: error/u,
      [2],
    ],
    [
      "no file",
      () => rm(at("pages/two/2.json")),
      /e\.json:\d+:\d+: error: page file "pages\/two\/2\.json": there is no such file/u,
      [],
    ],
    [
      "page files of its own",
      () => put("pages/two/2.json", { pages: ["../1.json"], articles: [] }),
      /2\.json:\d+:\d+: error: a page file holds pages/u,
      [],
    ],
    [
      "another encoding",
      () => writeFile(at("pages/two/2.json"), Buffer.from([0xb0, 0xe6])),
      /2\.json:1:1: error: the file is not UTF-8/u,
      [],
    ],
  ])("(%s) is named, and the other pages are set", async (_, spoil, message, pages) => {
    await spoil();
    const { code, err } = await run("proof", "e.json", "--format", "svg", "-o", "./", "--report", "r.json");
    expect([code, err]).toEqual([EXIT.attention, expect.stringMatching(message)]);
    expect(err).toMatch(/pages\/1\.json:\d+:\d+: warning: story "market" is left out here/u);
    expect(await made()).toEqual(["e-1.svg", "e-3.svg"]);
    const { leftOut } = await told();
    expect(leftOut).toMatchObject([{ file: at("pages/two/2.json"), pages, issues: [{ at: expect.anything() }] }]);
  });

  it("leaves the end of a jump to the page that is missing", async () => {
    await put("pages/1.json", page(FIRST, {}, { pages: [2], body: long(90) }));
    await put("pages/two/2.json", page(SECOND, { sektion: "要闻" }));
    const { code, err } = await run("check", "e.json");
    expect(code).toBe(EXIT.attention);
    expect(err).toMatch(/story "ferry" runs through page 2: it is in pages\/two\/2\.json/u);
    expect(err).not.toContain("neither on the page nor named");
  });

  it("is no end of other files' ids: a page that names them is set without", async () => {
    await put("e.json", {
      ...EDITION,
      pages: ["pages/1.json", { number: 3, articles: ["own", "market"], credits }, "pages/two/2.json"],
    });
    await put("pages/two/2.json", page(SECOND, { sektion: "要闻" }));
    const { code, err } = await run("check", "e.json");
    expect([code, err]).toEqual([
      EXIT.attention,
      expect.stringMatching(/^e\.json:\d+:\d+: warning: story "market" is left out/mu),
    ]);
  });

  it("is 2, and nothing written, where no page is left or the edition file is wrong itself", async () => {
    await put("pages/1.json", "{");
    await put("pages/two/2.json", "[]");
    await put("e.json", { ...EDITION, pages: ["pages/1.json", "pages/two/2.json"] });
    const { code, err } = await run("proof", "e.json", "--report", "r.json");
    expect(code).toBe(EXIT.input);
    expect(err).toMatch(/pages\/1\.json:1:\d+: error[^]*pages\/two\/2\.json:1:1: error/u);
    await put("pages/1.json", FIRST);
    await put("e.json", { ...EDITION, dete: "2026-11-24" });
    expect(await run("proof", "e.json", "--report", "r.json")).toMatchObject({ code: EXIT.input });
    await put("e.json", { ...EDITION, template: "./none.yaml" });
    expect(await run("proof", "e.json", "--report", "r.json")).toMatchObject({ code: EXIT.input });
    expect((await readdir(folder)).filter((name) => /pdf|r\.json/u.test(name))).toEqual([]);
  });

  it("is told by every command", async () => {
    await put("pages/two/2.json", page(SECOND, { sektion: "要闻" }));
    for (const args of [
      ["lint", "e.json", "--off", "hole"],
      ["galley", "e.json", "--article", "own"],
      ["press", "e.json", "-o", "out"],
      ["proof", "e.json", "--pages", "3"],
    ]) {
      const { code, err } = await run(...args);
      expect([args[0], code, err]).toEqual([args[0], EXIT.attention, expect.stringContaining("`sektion`")]);
    }
    expect((await readdir(at("out"))).toSorted()).toEqual(["e-1.pdf", "e-3.pdf", "manifest.json"]);
    const only = await run("proof", "e.json", "--pages", "2");
    expect([only.code, only.err]).toEqual([
      EXIT.input,
      expect.stringContaining("page 2 is not set: it is in pages/two/2.json"),
    ]);
  });

  it("takes no page back that was delivered before", async () => {
    await run("press", "e.json", "-o", "out");
    await put("pages/two/2.json", page(SECOND, { sektion: "要闻" }));
    await run("press", "e.json", "-o", "out");
    const { files } = JSON.parse(await readFile(at("out/manifest.json"), "utf8")) as { files: { page: number }[] };
    expect(files.map((file) => file.page)).toEqual([1, 2, 3]);
  });

  it("rejects the library's edition, unless a part of it is asked for", async () => {
    const all = await loadEdition(at("e.json"));
    expect([all.pages.length, all.images.size, all.pageFiles?.length]).toEqual([3, 2, 2]);
    await put("pages/two/2.json", page(SECOND, { sektion: "要闻" }));
    await expect(loadEdition(at("e.json"))).rejects.toThrow(InputError);
    const part = await loadEdition(at("e.json"), { partial: true });
    expect(part.pages.map(({ number }) => number)).toEqual([1, 3]);
    expect(part.pageFiles?.map(({ mistakes }) => mistakes?.map(({ code }) => code))).toEqual([
      undefined,
      ["unknown-key"],
    ]);
    expect(report(composeJob(await jobOf()).scene).pages.map(({ number }) => number)).toEqual([1, 3]);
  });

  async function jobOf() {
    const job = await loadJob(at("e.json"));
    if (!job.ok) throw new Error("nothing could be read");
    return job.value;
  }
});

describe("check --write-layout", () => {
  it("writes one file with the pages and stories of all, which sets the same from another folder", async () => {
    await put(
      "pages/two/2.json",
      `// 第二版\n${JSON.stringify(SECOND).replace('"headline"', '/* 头条 */ "headline"')}`,
    );
    expect(await run("check", "e.json", "--write-layout", "flat.json")).toMatchObject({ code: EXIT.ok });
    expect(await run("check", "e.json", "--write-layout", "else/flat.json")).toMatchObject({ code: EXIT.ok });
    const text = await readFile(at("flat.json"), "utf8");
    expect(text).toContain("/* 头条 */");
    await run("proof", "e.json");
    expect(await run("proof", "flat.json")).toMatchObject({ code: EXIT.ok, err: "" });
    await run("proof", "else/flat.json", "--allow-outside", "-o", "else.pdf");
    const [flat, other] = await Promise.all(["flat.pdf", "else.pdf"].map((name) => readFile(at(name))));
    expect(flat?.equals(await readFile(at("e.pdf")))).toBe(true);
    expect(other?.length).toBe(flat?.length);
    const job = await loadJob(at("flat.json"));
    expect(job.ok && job.value.edition.pages.every(({ layout }) => layout?.length === 1)).toBe(true);
  });

  it("takes over template and facts that page files alone give", async () => {
    await put("e.json", '{"pages":["pages/1.json","pages/two/2.json"]}');
    await put("pages/1.json", {
      ...FIRST,
      template: "../roomy.yaml",
      pages: [{ ...FIRST.pages[0], refers: ["market"] }],
    });
    await put("pages/two/2.json", { ...SECOND, template: "../../roomy.yaml" });
    expect(await run("check", "e.json", "--write-layout", "flat.json")).toMatchObject({ code: EXIT.ok });
    await run("proof", "e.json");
    expect(await run("proof", "flat.json")).toMatchObject({ code: EXIT.ok, err: "" });
    expect((await readFile(at("flat.pdf"))).equals(await readFile(at("e.pdf")))).toBe(true);
  });

  it("writes nothing where a page file has mistakes, and over none", async () => {
    const over = await run("check", "e.json", "--write-layout", "pages/1.json");
    expect([over.code, over.err]).toEqual([
      EXIT.input,
      expect.stringContaining("pages/1.json is a page file of this edition"),
    ]);
    expect(JSON.parse(await readFile(at("pages/1.json"), "utf8"))).toEqual(FIRST);
    await put("pages/two/2.json", "{");
    expect(await run("check", "e.json", "--write-layout", "flat.json")).toMatchObject({ code: EXIT.input });
    expect(await readdir(folder)).not.toContain("flat.json");
  });
});

describe("names of page files", () => {
  beforeEach(async () => {
    await symlink(tmpdir(), at("away"));
    await symlink(at("pages/1.json"), at("link.json"));
    execFileSync("mkfifo", [at("pipe.json")]);
  });

  it.each([
    ["/etc/hostname", /is an absolute path/u],
    ["../e.json", /leaves the edition's folder/u],
    ["away", /is a link that leaves the edition's folder/u],
    ["pipe.json", /is not a regular file/u],
    ["e.json", /is the edition file itself/u],
    ["", /is not a path|is empty/u],
    ["https://paper.example/1.json", /is not a file beside the edition/u],
    ["a\u0000b.json", /is not a path|control character/u],
  ])("%j is refused", async (name, message) => {
    await put("e.json", { ...EDITION, pages: ["pages/1.json", "pages/two/2.json", EDITION.pages[1], name] });
    const { code, err } = await run("proof", "e.json");
    expect([code, await made()]).toEqual([EXIT.input, []]);
    expect(err).toMatch(message);
    expect(err).toMatch(/^e\.json:\d+:\d+: error/mu);
  });

  it("may not be given twice, through a link either", async () => {
    await put("e.json", { ...EDITION, pages: ["pages/1.json", "link.json"] });
    expect(await run("check", "e.json")).toMatchObject({
      code: EXIT.input,
      err: expect.stringContaining('page file "link.json" is named twice: it is "pages/1.json"'),
    });
  });

  it("may lie outside with --allow-outside, and their pictures there", async () => {
    await mkdir(at("inner"));
    await put("inner/e.json", {
      ...EDITION,
      template: "../roomy.yaml",
      pages: ["../pages/1.json", "../pages/two/2.json", EDITION.pages[1]],
    });
    expect(await run("check", "inner/e.json")).toMatchObject({ code: EXIT.input });
    expect(await run("check", "inner/e.json", "--allow-outside")).toMatchObject({ code: EXIT.ok });
  });

  it("pictures of a page file may not leave the edition's folder either", async () => {
    await put("pages/1.json", page(FIRST, {}, { photos: [{ ...photos[0], src: "../../ferry.png" }] }));
    const { code, err } = await run("check", "e.json");
    expect([code, err]).toEqual([
      EXIT.attention,
      expect.stringMatching(/pages\/1\.json:\d+:\d+: error: "\.\.\/ferry\.png" leaves/u),
    ]);
  });

  it("are bounded in number and, together, in size", async () => {
    await put("e.json", { pages: Array.from({ length: 501 }, (_, i) => `${i}.json`) });
    expect(await run("check", "e.json")).toMatchObject({
      code: EXIT.input,
      err: expect.stringContaining("more than 500 page files"),
    });
    await put("e.json", EDITION);
    // As large as one file may be, so that it is what the others take of the bound that is too much.
    await truncate(at("pages/two/2.json"), 32 * 1024 * 1024 - 1);
    expect(await run("check", "e.json")).toMatchObject({
      code: EXIT.attention,
      err: expect.stringContaining("pages/two/2.json:1:1: error: with this page file the edition is larger than 32 MB"),
    });
  });
});

describe("proof --watch", () => {
  it("sets again when a page file changes, and when one that is missing comes", async () => {
    await rm(at("pages/two/2.json"));
    const io = fakeIo({ cwd: folder });
    const ended = main(["proof", "e.json", "--watch", "--pages", "1-3"], io);
    const until = (runs: number) =>
      vi.waitFor(() => expect(io.err.split("waiting").length - 1).toBe(runs), { timeout: 10_000 });
    await until(1);
    expect(io.err).toContain("something needs a person");
    await put("pages/two/2.json", SECOND);
    await until(2);
    await put("pages/1.json", page(FIRST, {}, { headline: "渡口停航" }));
    await until(3);
    io.interrupt();
    expect(await ended).toBe(EXIT.ok);
  });
});
