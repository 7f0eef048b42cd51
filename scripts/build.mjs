/**
 * Makes dist/: the library as few, minified files and the command line as one script with its compiled form beside it,
 * because what a short-lived program pays for at its start is mostly finding, parsing and compiling hundreds of files; and
 * the declarations by tsc.
 *
 * `--if-possible` (npm runs it after `npm ci`) does nothing where the development tools are not installed.
 * `--bundle-only` leaves the declarations out.
 */
import { spawnSync } from "node:child_process";
import { chmod, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ROOT, writeBundle } from "./bundle.mjs";

const DIST = join(ROOT, "dist");
const ENTRIES = { cli: "src/cli/bin.ts", "load-program": "src/cli/load-program.ts", index: "src/index.ts" };
/** A script and not modules: only scripts can be loaded compiled. */
const PROGRAM = { program: "src/cli/program.ts" };

async function bundle(folder) {
  const modules = await write(folder, ENTRIES, {
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
  });
  const script = await write(folder, PROGRAM, {
    format: "cjs",
    entryFileNames: "[name].cjs",
    codeSplitting: false,
    dynamicImportInCjs: false,
  });
  await chmod(join(folder, "cli.js"), 0o755);
  return [...modules, ...script];
}

function write(folder, input, format) {
  return writeBundle(input, { dir: folder, minify: true, ...format });
}

/** The licences of the packages whose code is inside the bundle ask to go with it. */
async function writeNotices(folder, moduleIds) {
  const roots = new Set();
  for (const id of moduleIds) {
    const root = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/u.exec(id)?.[0];
    if (root !== undefined) roots.add(root);
  }
  const notices = [];
  for (const root of [...roots].toSorted()) {
    const { name, version, license } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    const file = (await readdir(root)).find((entry) => /^licen[cs]e/iu.test(entry));
    const text = file === undefined ? "" : (await readFile(join(root, file), "utf8")).trim();
    notices.push(`${name} ${version} (${license ?? "licence below"})\n\n${text}`.trim());
  }
  const unicode = (await readFile(join(ROOT, "docs/unicode-license.txt"), "utf8")).trim();
  notices.push(`Unicode Character Database, compiled into tables (Unicode-3.0)\n\n${unicode}`);
  const jieba = (await readFile(join(ROOT, "docs/jieba-license.txt"), "utf8")).trim();
  notices.push(`Words of jieba's dictionary, compiled into a list (MIT)\n\n${jieba}`);
  const rule = `\n\n${"-".repeat(80)}\n\n`;
  await writeFile(join(folder, "THIRD-PARTY.txt"), `dist/ holds code of these packages.${rule}${notices.join(rule)}\n`);
}

function declarations() {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  const run = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: ROOT, stdio: "inherit" });
  if (run.status !== 0) throw new Error("tsc found mistakes, see above");
}

/** Without it the command only starts more slowly: no reason to have no build. */
function keepCompiled(folder) {
  const run = spawnSync(process.execPath, [join(import.meta.dirname, "code-cache.mjs"), folder], { stdio: "inherit" });
  if (run.status !== 0) console.error("banxin: built, but it could not be kept compiled and will start more slowly");
}

function hasTools() {
  const require = createRequire(import.meta.url);
  return ["rolldown", "typescript"].every((name) => {
    try {
      return require.resolve(`${name}/package.json`) !== "";
    } catch {
      return false;
    }
  });
}

async function make(options) {
  if (options.has("--if-possible") && !hasTools()) {
    console.error("banxin: not built, because the development tools are not installed (npm ci without --omit=dev)");
    return;
  }
  // Built beside and moved over, so that a running `banxin` or a failed build never meets half a dist/.
  const fresh = join(ROOT, `dist.${process.pid}`);
  try {
    await mkdir(fresh, { recursive: true });
    await writeNotices(fresh, await bundle(fresh));
    keepCompiled(fresh);
    const types = join(DIST, "types");
    if (options.has("--bundle-only")) await rename(types, join(fresh, "types")).catch(() => undefined);
    await rm(DIST, { recursive: true, force: true });
    await rename(fresh, DIST);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  if (!options.has("--bundle-only")) declarations();
}

try {
  await make(new Set(process.argv.slice(2)));
} catch (error) {
  console.error(`banxin: the build failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
