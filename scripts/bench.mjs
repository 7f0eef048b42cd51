/**
 * How long a page takes: cold, as a whole process, and warm, in one that runs on. `npm run bench -- FILE` takes an edition
 * of your own. Run it on a machine that does nothing else; the smallest of several times says more than their mean.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const CLI = join(ROOT, "dist", "cli.js");
const COLD_RUNS = 15;
const WARM_RUNS = 120;

const edition = resolve(process.argv[2] ?? join(ROOT, "samples", "broadsheet", "edition.json"));
const folder = mkdtempSync(join(tmpdir(), "banxin-bench-"));

function measure(name, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const [least = 0, median = 0] = [sorted[0], sorted[sorted.length >> 1]];
  console.log(`${name.padEnd(44)} ${median.toFixed(1).padStart(8)} ms median ${least.toFixed(1).padStart(8)} ms least`);
}

function cold(name, args) {
  const times = [];
  for (let run = 0; run < COLD_RUNS; run += 1) {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    times.push(performance.now() - started);
    if (status > 1) throw new Error(stderr);
  }
  measure(name, times);
}

async function warm() {
  const { loadJob, composeJob, renderPdf, finishImages } = await import(join(ROOT, "dist", "index.js"));
  const times = { load: [], compose: [], pdf: [], both: [] };
  let library;
  for (let run = 0; run < WARM_RUNS; run += 1) {
    const start = performance.now();
    const outcome = await loadJob(edition, library === undefined ? {} : { library });
    if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join("\n"));
    await finishImages(outcome.value);
    library = outcome.value.fonts;
    const loaded = performance.now();
    const { scene } = composeJob(outcome.value);
    const composed = performance.now();
    await renderPdf(scene);
    const done = performance.now();
    times.load.push(loaded - start);
    times.compose.push(composed - loaded);
    times.pdf.push(done - composed);
    times.both.push(done - loaded);
  }
  const settled = (list) => list.slice(WARM_RUNS >> 1);
  measure("warm: load edition, template, pictures", settled(times.load));
  measure("warm: compose", settled(times.compose));
  measure("warm: PDF", settled(times.pdf));
  measure("warm: compose and PDF", settled(times.both));
}

try {
  if (
    spawnSync(process.execPath, [join("scripts", "build.mjs"), "--bundle-only"], { cwd: ROOT, stdio: "inherit" }).status
  )
    throw new Error("the build failed");
  cold("cold: node, doing nothing", ["-e", "0"]);
  cold("cold: banxin --version", [CLI, "--version"]);
  cold("cold: banxin check", [CLI, "check", edition]);
  cold("cold: banxin proof, PDF", [CLI, "proof", edition, "-o", "a.pdf"]);
  await warm();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
