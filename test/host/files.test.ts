import { mkdir, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../../src/base/diagnostic.js";
import { loadEdition, readEditionFile } from "../../src/host/edition.js";
import { resolveInside, writeWhole } from "../../src/host/files.js";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-files-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

async function codes(path: string): Promise<string[]> {
  const outcome = await readEditionFile(path);
  expect(outcome.ok).toBe(false);
  return outcome.diagnostics.map(({ code, at }) => `${at?.line}:${at?.column} ${code}`);
}

describe("readEditionFile", () => {
  it("reads an edition, and tells places by the name that was given", async () => {
    const path = await file("good.json", `\uFEFF{"pages":[{"articles":[]}],"articles":[]}`);
    const outcome = await readEditionFile(path);
    expect(outcome.ok && outcome.value.file).toBe(path);
    expect(outcome.ok && outcome.value.placeOf("/pages/0")).toEqual({ file: path, line: 1, column: 11 });
  });

  it("refuses what is not there, a folder, and a file beneath a file", async () => {
    const path = await file("plain.json", "{}");
    expect(await codes(join(folder, "nowhere.json"))).toEqual(["1:1 not-found"]);
    expect(await codes(folder)).toEqual(["1:1 is-directory"]);
    expect(await codes(join(path, "x.json"))).toEqual(["1:1 not-found"]);
    expect(await codes("/dev/null")).toEqual(["1:1 not-a-file"]);
  });

  it("refuses what is not UTF-8, guessing what it is", async () => {
    const gbk = await file("gbk.json", Uint8Array.of(0x7b, 0x22, 0xb6, 0xc9, 0xbf, 0xda, 0x22));
    const utf16 = await file("utf16.json", Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x7d, 0));
    expect(await codes(gbk)).toEqual(["1:1 not-utf8"]);
    expect((await readEditionFile(gbk)).diagnostics[0]?.hints[0]).toContain("GB 18030");
    expect((await readEditionFile(utf16)).diagnostics[0]?.hints[0]).toContain("UTF-16");
  });

  it("refuses 100 MB without reading them", async () => {
    const path = join(folder, "huge.json");
    const handle = await open(path, "w");
    await handle.truncate(100 * 1024 * 1024);
    await handle.close();
    const start = performance.now();
    expect(await codes(path)).toEqual(["1:1 too-large"]);
    expect(performance.now() - start).toBeLessThan(100);
  });
});

describe("loadEdition", () => {
  it("throws one InputError with everything that is wrong", async () => {
    const path = await file("bad.json", `{"pages":[],"article":[]}`);
    const error: unknown = await loadEdition(path).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect(error instanceof InputError && error.message).toContain(`${path}:1:13: error: unknown key \`article\``);
    expect(error instanceof InputError && error.message).toContain("did you mean `articles`?");
  });
});

describe("resolveInside", () => {
  const at = { file: "e.json", line: 3, column: 9 };

  it("finds files in the folder and below it", async () => {
    await mkdir(join(folder, "photos"), { recursive: true });
    await file("photos/a.png", "x");
    await symlink("photos", join(folder, "bilder"));
    for (const path of ["photos/a.png", "./photos/../photos/a.png", "bilder/a.png"]) {
      const outcome = await resolveInside(folder, path);
      expect(outcome.ok && outcome.value.endsWith("photos/a.png")).toBe(true);
    }
  });

  it.each([
    ["../secret.png", "outside-folder"],
    ["photos/../../secret.png", "outside-folder"],
    ["/etc/hostname", "outside-folder"],
    ["C:\\secret.png", "outside-folder"],
    ["gate/hostname", "outside-folder"],
    ["", "bad-path"],
    ["a\0b", "bad-path"],
    ["nowhere.png", "not-found"],
  ])("refuses %j", async (path, code) => {
    await rm(join(folder, "gate"), { force: true });
    await symlink("/etc", join(folder, "gate"));
    const outcome = await resolveInside(folder, path, false, at);
    expect(outcome.ok).toBe(false);
    expect(outcome.diagnostics.map((found) => [found.code, found.at])).toEqual([[code, at]]);
    const hints = outcome.diagnostics.flatMap((found) => found.hints).join("");
    expect(hints.includes("--allow-outside")).toBe(code === "outside-folder");
  });

  it("allows what the caller allows", async () => {
    expect((await resolveInside(folder, "/etc", true)).ok).toBe(true);
    expect((await resolveInside(join(folder, "photos"), "../good.json", true)).ok).toBe(true);
  });
});

describe("writeWhole", () => {
  it("makes folders, replaces files, and leaves nothing else behind", async () => {
    const path = join(folder, "out", "deep", "p.pdf");
    await writeWhole(path, "one");
    await writeWhole(path, Uint8Array.of(0x74, 0x77, 0x6f));
    expect(await readFile(path, "utf8")).toBe("two");
    expect(await readdir(join(folder, "out", "deep"))).toEqual(["p.pdf"]);
  });

  it("leaves the old state when it fails", async () => {
    const path = join(folder, "taken");
    await mkdir(join(path, "inside"), { recursive: true });
    await expect(writeWhole(path, "x")).rejects.toThrow();
    expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
