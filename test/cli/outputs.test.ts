import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkClashes, chooseFormat, planFile, planOutputs, writeOutput, type Format } from "../../src/cli/outputs.js";

let cwd = "";
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "banxin-outputs-"));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function plan(out: string | undefined, format: Format, pages: readonly number[]): Promise<string[] | string> {
  const planned = await planOutputs({ cwd, edition: "news/monday.json", out, format }, pages);
  if (!planned.ok) return planned.diagnostics.map(({ message }) => message).join("\n");
  return planned.value.map(({ name, pages: shown }) => `${name}: ${shown.join(" ")}`);
}

describe("where pages go", () => {
  it("is the edition's name here, unless named", async () => {
    expect(await plan(undefined, "pdf", [1, 2])).toEqual(["monday.pdf: 1 2"]);
    expect(await plan(undefined, "png", [4])).toEqual(["monday.png: 4"]);
    expect(await plan(undefined, "svg", [4, 5])).toEqual(["monday-4.svg: 4", "monday-5.svg: 5"]);
  });

  it("is one file for one page, and for several in a PDF", async () => {
    expect(await plan("a.pdf", "pdf", [1, 2])).toEqual(["a.pdf: 1 2"]);
    expect(await plan("a.png", "png", [2])).toEqual(["a.png: 2"]);
    expect(await plan("a.png", "png", [1, 2])).toContain("a.png is one file, but there are 2 pages");
  });

  it("is one file a page in a folder that exists or is named like one", async () => {
    await mkdir(join(cwd, "there"));
    expect(await plan("there", "pdf", [1, 2])).toEqual(["there/monday-1.pdf: 1", "there/monday-2.pdf: 2"]);
    expect(await plan("new/", "png", [3])).toEqual(["new/monday-3.png: 3"]);
  });

  it("is never a folder or a device", async () => {
    await mkdir(join(cwd, "a.pdf"));
    expect(await planFile(cwd, "a.pdf")).toMatchObject({ ok: false });
    expect(await plan("/dev/null", "pdf", [1])).toBe("/dev/null is not a regular file");
  });

  it("is not one file for two pages of the same number", async () => {
    expect(await plan("x/", "pdf", [1, 1])).toContain("same number");
  });
});

describe("the format", () => {
  it.each([
    [undefined, undefined, "pdf"],
    ["a.PNG", undefined, "png"],
    ["a", "svg", "svg"],
    ["a.tmp", undefined, "pdf"],
    ["a.svg", "svg", "svg"],
    ["folder/", "png", "png"],
  ])("of %s with --format %s is %s", (out, format, expected) => {
    expect(chooseFormat(out, format)).toMatchObject({ ok: true, value: expected });
  });

  it("may not contradict the name", () => {
    expect(chooseFormat("a.png", "pdf").ok).toBe(false);
  });
});

describe("outputs", () => {
  it("do not replace inputs, also not through links, nor one another", async () => {
    await writeFile(join(cwd, "in.json"), "{}");
    await symlink("in.json", join(cwd, "link.pdf"));
    const named = await Promise.all(["link.pdf", "b.pdf", "./b.pdf"].map((name) => planFile(cwd, name)));
    const outputs = named.flatMap((one) => (one.ok ? [one.value] : []));
    const problems = await checkClashes(outputs, ["in.json"], cwd);
    expect(problems.map(({ message }) => message)).toEqual([
      "link.pdf is an input: writing it would destroy it",
      "./b.pdf would be written twice",
    ]);
  });

  it("follow a link, and leave it a link", async () => {
    await writeFile(join(cwd, "real.pdf"), "old");
    await symlink("real.pdf", join(cwd, "link.pdf"));
    const planned = await planFile(cwd, "link.pdf");
    if (planned.ok) await writeOutput(planned.value, "new");
    expect((await lstat(join(cwd, "link.pdf"))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(cwd, "real.pdf"), "utf8")).toBe("new");
  });

  it("that cannot be written say so by the user's name, and leave nothing", async () => {
    await writeFile(join(cwd, "file"), "");
    const output = { name: "file/a.pdf", path: join(cwd, "file/a.pdf"), pages: [] };
    await expect(writeOutput(output, "x")).rejects.toThrow(
      "cannot write file/a.pdf: a part of the path is a file, not a folder",
    );
    expect(await readdir(cwd)).toEqual(["file"]);
  });
});
