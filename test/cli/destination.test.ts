/** Where a run may write: found out before anything is composed, and never a place that is not a file's. */
import { execFileSync } from "node:child_process";
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { roomyTemplate } from "../roomy.js";
import { fakeIo, type FakeIo } from "./fake-io.js";

const PAGE = { number: 1, articles: ["a"], credits: [{ role: "责编", names: ["甲"] }] };
const EDITION = {
  date: "2026-11-24",
  template: "./roomy.yaml",
  pages: [PAGE],
  articles: [{ id: "a", headline: "标题", body: ["正文。"] }],
};

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-destination-"));
  await roomyTemplate(folder, "broadsheet");
  await writeFile(join(folder, "e.json"), JSON.stringify(EDITION));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ code: number; io: FakeIo }> {
  const io = fakeIo({ cwd: folder });
  return { code: await main(args, io), io };
}

describe("standard output", () => {
  it.each(["-", "/dev/stdout"])("takes the page itself, and nothing else: -o %s", async (out) => {
    const { code, io } = await run("proof", "e.json", "-o", out);
    expect(code).toBe(EXIT.ok);
    expect(io.out.startsWith("%PDF-")).toBe(true);
    expect(io.out.trimEnd().endsWith("%%EOF")).toBe(true);
    expect((await readdir(folder)).toSorted()).toEqual(["e.json", "roomy.yaml"]);
  });

  it("takes one page of a format that holds one", async () => {
    const two = { ...EDITION, pages: [PAGE, { ...PAGE, number: 2 }] };
    await writeFile(join(folder, "two.json"), JSON.stringify(two));
    const { code, io } = await run("proof", "two.json", "-o", "-", "--format", "svg");
    expect([code, io.err]).toEqual([EXIT.input, expect.stringMatching(/takes one file[\s\S]*--pages/u)]);
    const page = await run("proof", "two.json", "-o", "-", "--format", "svg", "--pages", "2");
    expect(page.io.out).toContain("</svg>");
  });

  it.each([
    ["--watch", ["proof", "e.json", "-o", "-", "--watch"]],
    ["several make-ups", ["proof", "e.json", "-o", "-", "--alternatives", "2"]],
    ["a report", ["check", "e.json", "--report", "-"]],
    ["a layout", ["check", "e.json", "--write-layout", "/dev/stdout"]],
  ])("does not take %s", async (_what, args) => {
    const { code, io } = await run(...args);
    expect([code, io.err]).toEqual([EXIT.input, expect.stringMatching(/standard output/u)]);
    expect((await readdir(folder)).toSorted()).toEqual(["e.json", "roomy.yaml"]);
  });
});

describe("an output", () => {
  it.each<[string, RegExp, number]>([
    ["page.xyz", /ends in \.xyz[\s\S]*hint: .*\.pdf/u, EXIT.input],
    [`${"长".repeat(90)}.pdf`, /the name is too long/u, EXIT.fault],
    ["e.json/a.pdf", /is a file, not a folder/u, EXIT.fault],
    ["/dev/stderr", /not a regular file/u, EXIT.input],
    ["circle.pdf", /circle of links/u, EXIT.input],
    ["/proc/nowhere/a.pdf", /cannot write/u, EXIT.fault],
  ])("is refused before composing: %s", async (out, message, expected) => {
    await symlink("circle.pdf", join(folder, "circle.pdf"));
    const { code, io } = await run("proof", "e.json", "-o", out);
    expect([code, io.err]).toEqual([expected, expect.stringMatching(message)]);
    expect((await readdir(folder)).toSorted()).toEqual(["circle.pdf", "e.json", "roomy.yaml"]);
  });

  it("of an unknown ending is written where the format is named", async () => {
    const { code } = await run("proof", "e.json", "-o", "page.xyz", "--format", "pdf");
    expect([code, (await readdir(folder)).toSorted()]).toEqual([EXIT.ok, ["e.json", "page.xyz", "roomy.yaml"]]);
  });

  it("has a name as long as the disk allows", async () => {
    const name = `${"长".repeat(83)}.pdf`;
    expect((await run("proof", "e.json", "-o", name)).code).toBe(EXIT.ok);
    expect(await readdir(folder)).toContain(name);
  });

  it("is made where a link that leads nowhere yet points", async () => {
    await mkdir(join(folder, "real"));
    await symlink("real/page.pdf", join(folder, "link.pdf"));
    expect((await run("proof", "e.json", "-o", "link.pdf")).code).toBe(EXIT.ok);
    expect((await lstat(join(folder, "link.pdf"))).isSymbolicLink()).toBe(true);
    expect((await readFile(join(folder, "real/page.pdf"))).toString("latin1", 0, 5)).toBe("%PDF-");
  });
});

describe("--write-layout into another folder", () => {
  it("names the pictures and the template from there", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="9" height="9"/></svg>';
    await mkdir(join(folder, "pic"));
    await writeFile(join(folder, "pic/a.svg"), svg);
    await writeFile(join(folder, "mine.yaml"), "name: mine\nextends: tabloid-inside\n");
    const photos = [{ src: "pic/a.svg", alt: "图", columns: 1 }];
    const box = { id: "box", headline: "另一题", body: ["盒中。"], photos };
    const articles = [{ id: "a", headline: "标题", body: ["正文。"], photos, related: [box] }];
    const edition = { ...EDITION, template: "./mine.yaml", articles };
    await writeFile(join(folder, "e.json"), JSON.stringify(edition));
    const { io } = await run("check", "e.json", "--write-layout", "kept/made.json");
    expect(io.err).toContain("--allow-outside");
    const made = JSON.parse(await readFile(join(folder, "kept/made.json"), "utf8")) as typeof edition;
    expect([made.template, made.articles[0]?.photos[0]?.src, made.articles[0]?.related[0]?.photos[0]?.src]).toEqual([
      "../mine.yaml",
      "../pic/a.svg",
      "../pic/a.svg",
    ]);
    const again = await run("check", "kept/made.json", "--allow-outside");
    expect(again.code).toBeLessThanOrEqual(EXIT.attention);
  });
});

describe("a pipe in place of a file", () => {
  it.each<[string, string, readonly string[]]>([
    ["the edition", "pipe", ["check", "pipe"]],
    ["a picture", "pipe.jpg", ["check", "photo.json"]],
    ["a template", "pipe.yaml", ["check", "template.json"]],
    ["a font", "pipe.ttf", ["check", "e.json", "--font", "pipe.ttf"]],
    ["a profile", "pipe.icc", ["press", "e.json", "-o", "out", "--icc", "pipe.icc"]],
  ])("is refused at once: %s", async (_what, name, args) => {
    execFileSync("mkfifo", [join(folder, name)]);
    const photos = [{ src: "pipe.jpg", alt: "图" }];
    const [story] = EDITION.articles;
    await writeFile(join(folder, "photo.json"), JSON.stringify({ ...EDITION, articles: [{ ...story, photos }] }));
    await writeFile(join(folder, "template.json"), JSON.stringify({ ...EDITION, template: "./pipe.yaml" }));
    const { code, io } = await run(...args);
    expect([code, io.err]).toEqual([EXIT.input, expect.stringMatching(/not a regular file/u)]);
  });
});
