/** The built program, as users start it: a process of its own. `npm test` builds it first. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { copyFile, cp, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { roomyTemplate } from "../roomy.js";
import { importsOf } from "./imports.js";

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const DIST = join(ROOT, "dist");
const CLI = join(DIST, "cli.js");
const EDITION = JSON.stringify({
  date: "2026-11-24",
  template: "./roomy.yaml",
  pages: [{ number: 1, articles: ["a"], credits: [{ role: "责编", names: ["甲"] }] }],
  articles: [{ id: "a", headline: "标题在此", body: ["正文ABC一段。"] }],
});

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-dist-"));
  await roomyTemplate(folder, "broadsheet");
  await writeFile(join(folder, "e.json"), EDITION);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function banxin(...args: string[]) {
  return spawnSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: "utf8" });
}

describe.skipIf(!existsSync(CLI))("the built program", () => {
  it("imports nothing but node and what stays outside of the bundle", () => {
    const files = readdirSync(DIST, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
    const imports = files.flatMap((file) => importsOf(file, readFileSync(join(DIST, file), "utf8")));
    const packages = new Set(imports.map(({ from }) => from).filter((from) => !from.startsWith(".")));
    const foreign = [...packages].filter((from) => !builtinModules.includes(from.replace(/^node:/u, "")));
    expect(foreign).toEqual(["sharp"]);
  });

  it("comes with its compiled form, which a usual process takes", () => {
    const code = `import { loadProgram } from ${JSON.stringify(join(DIST, "load-program.js"))};
      console.log(loadProgram(process.argv[1]).compiled);`;
    const args = ["--input-type=module", "-e", code, join(DIST, "program.cjs")];
    expect(spawnSync(process.execPath, args, { encoding: "utf8" }).stdout).toBe("true\n");
  });

  it("makes the same files without the compiled form, and in a process that refuses it", async () => {
    const page = (cli: string, name: string, ...flags: string[]): Buffer => {
      const args = [...flags, cli, "proof", "e.json", "-o", name];
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
      expect([status, stderr]).toEqual([0, ""]);
      return readFileSync(join(folder, name));
    };
    const bare = await mkdtemp(join(ROOT, "dist."));
    try {
      for (const file of ["cli.js", "program.cjs"]) await copyFile(join(DIST, file), join(bare, file));
      await cp(join(DIST, "chunks"), join(bare, "chunks"), { recursive: true });
      const usual = page(CLI, "usual.pdf");
      expect(page(join(bare, "cli.js"), "bare.pdf").equals(usual)).toBe(true);
      expect(page(CLI, "refused.pdf", "--no-opt").equals(usual)).toBe(true);
    } finally {
      await rm(bare, { recursive: true, force: true });
    }
  });

  it.skipIf(!existsSync("/dev/full"))("tells a full disk behind its output, and ends by what it found", () => {
    const full = (stream: string, ...args: string[]) =>
      spawnSync("sh", ["-c", `"$0" "$@" ${stream}/dev/full`, process.execPath, CLI, ...args], {
        cwd: folder,
        encoding: "utf8",
      });
    const lost = full(">", "check", "e.json");
    expect([lost.status, lost.stderr]).toEqual([3, expect.stringMatching(/^banxin: error: .*the disk is full\n$/u)]);
    expect(full(">", "proof", "e.json", "-o", "-").status).toBe(3);
    expect(full("2>", "check", "none.json").status).toBe(2);
    expect(full("2>", "check", "e.json").status).toBe(0);
  });

  it("tells a page that its reader does not take, and is silent of a text", () => {
    const piped = (...args: string[]) =>
      spawnSync("bash", ["-c", `"$0" "$@" | true; exit \${PIPESTATUS[0]}`, process.execPath, CLI, ...args], {
        cwd: folder,
        encoding: "utf8",
      });
    const page = piped("proof", "e.json", "-o", "-");
    expect([page.status, page.stderr]).toEqual([3, expect.stringMatching(/its reader has closed it/u)]);
    expect(piped("check", "e.json")).toMatchObject({ status: 0, stderr: "" });
  });

  it("is packed with everything that a start needs", () => {
    const npm = spawnSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: ROOT,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    const [pack] = JSON.parse(npm.stdout) as readonly { readonly files: readonly { readonly path: string }[] }[];
    const packed = new Set(pack?.files.map(({ path }) => path));
    const built = readdirSync(DIST, { recursive: true, encoding: "utf8", withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
    const compiled = built.filter((path) => path.endsWith(".cache"));
    expect(compiled).toHaveLength(1);
    for (const path of compiled) expect(readFileSync(join(ROOT, path)).includes(ROOT)).toBe(false);
    expect(built.filter((path) => !packed.has(path))).toEqual([]);
    expect(packed).toContain("templates/broadsheet.yaml");
  });

  it("sets a page in every format", async () => {
    for (const format of ["pdf", "svg", "png"]) {
      const { status, stdout, stderr } = banxin("proof", "e.json", "--format", format, "--dpi", "30");
      expect([status, stdout, stderr]).toEqual([0, `e.${format}\n`, ""]);
      expect((await stat(join(folder, `e.${format}`))).size).toBeGreaterThan(1_000);
    }
  });

  it("ends with the exit codes that scripts rely on", () => {
    expect(banxin("--version").status).toBe(0);
    expect(banxin().status).toBe(2);
    expect(banxin("proof", "none.json").status).toBe(2);
    expect(banxin("proof", "e.json", "-o", "e.json/x.pdf").status).toBe(3);
  });

  it("does not mind a reader that stops reading", () => {
    const { status, stderr } = spawnSync(`"${process.execPath}" "${CLI}" schema edition | head -c 10`, {
      shell: true,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
  });

  it("ends watching with 0 at Ctrl-C", async () => {
    const child = spawn(process.execPath, [CLI, "proof", "e.json", "-o", "w.pdf", "--watch"], { cwd: folder });
    let said = "";
    child.stderr.on("data", (chunk) => (said += String(chunk)));
    const ended = new Promise<number | null>((done) => child.on("exit", (code) => done(code)));
    await vi.waitFor(() => expect(said).toContain("Ctrl-C"), { timeout: 15_000 });
    child.kill("SIGINT");
    expect(await ended).toBe(0);
  });

  it("is a library too, under its own name", () => {
    const code = `import { loadEdition, loadTemplate, compose, renderPdf } from "banxin";
      const edition = await loadEdition(process.argv[1]);
      const scene = compose(edition, await loadTemplate("broadsheet"));
      console.log((await renderPdf(scene)).length > 1000);`;
    const args = ["--input-type=module", "-e", code, join(folder, "e.json")];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
    expect([stdout, stderr]).toEqual(["true\n", ""]);
  });
});
