/**
 * The Debian programs that some tests look at finished pages with. Installs the missing ones where it may, and says what
 * to install where it may not; the tests that need them then count as skipped.
 */
import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";

const TOOLS = [
  { package: "poppler-utils", probes: [["pdftotext", "-v"]] },
  { package: "qpdf", probes: [["qpdf", "--version"]] },
  { package: "ghostscript", probes: [["gs", "--version"]] },
  { package: "mupdf-tools", probes: [["mutool", "-v"]] },
  // Debian's package serves Debian's python, which need not be the first one on the PATH.
  { package: "python3-fitz", probes: ["/usr/bin/python3", "python3"].map((python) => [python, "-c", "import fitz"]) },
];
const APT = { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };

function runs([command, ...args], options = { stdio: "ignore" }) {
  return spawnSync(command, args, options).status === 0;
}

function missing() {
  return TOOLS.filter(({ probes }) => !probes.some((probe) => runs(probe))).map((tool) => tool.package);
}

/** Returns the packages that are still missing afterwards. */
export function ensureTools() {
  const wanted = missing();
  if (wanted.length === 0) return [];
  const mayInstall = process.getuid?.() === 0 && runs(["apt-get", "--version"]);
  if (mayInstall) {
    console.log(`installing for the tests: ${wanted.join(" ")}`);
    runs(["apt-get", "update", "-qq"], APT);
    runs(["apt-get", "install", "-y", "-qq", "--no-install-recommends", ...wanted], APT);
  }
  const left = missing();
  if (left.length > 0) {
    console.log(`Some tests are skipped, because programs are missing. On Debian or Ubuntu:`);
    console.log(`  sudo apt-get update && sudo apt-get install -y ${left.join(" ")}`);
  }
  return left;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) ensureTools();
