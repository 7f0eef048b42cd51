/** docs/preflight.md explains every code that the preflight can tell, and no others. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { FORM_RULES } from "../../src/form/finding.js";

const ROOT = join(import.meta.dirname, "..", "..");
const PREFLIGHT = join(ROOT, "src", "press", "preflight");
/** What gives a finding its code, and what follows up to the end of the argument. */
const CODES = /(?:\bcode(?::|\s=)|\bwrong\(|\bfault\(\s*"(?:error|warning|info)",)\s*([^;]{0,120}?)(?:,|;|\n\s*\})/gu;

function codesOfFiles(): Set<string> {
  const codes = new Set<string>();
  for (const name of readdirSync(PREFLIGHT, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".ts")) continue;
    const source = readFileSync(join(PREFLIGHT, name), "utf8");
    for (const [, argument = ""] of source.matchAll(CODES))
      for (const [, code = ""] of argument.matchAll(/"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)"/gu)) codes.add(code);
    // Files that cannot be read are told by a table.
    const [, table = ""] = /const UNREADABLE[^=]*= \{(.*?)\n\};/su.exec(source) ?? [];
    for (const [, code = ""] of table.matchAll(/\["([a-z-]+)"/gu)) codes.add(code);
    // The audit tells its own codes; the preflight has a hint for each.
    const [, hints = ""] = /const HINTS[^=]*= \{(.*?)\n\};/su.exec(source) ?? [];
    for (const [, code = ""] of hints.matchAll(/"([a-z-]+)":/gu)) codes.add(code);
  }
  return codes;
}

it("explains every code, each in one row", () => {
  const document = readFileSync(join(ROOT, "docs", "preflight.md"), "utf8");
  const [aboutFiles = "", aboutForm = ""] = document.split("## The form of a mainland paper");
  const rows = (text: string): string[] => [...text.matchAll(/^\| `([a-z0-9-]+)`/gmu)].map(([, code = ""]) => code);
  const files = codesOfFiles();
  expect(files.size).toBeGreaterThan(60);
  expect(rows(aboutFiles).toSorted()).toEqual([...files].toSorted());
  expect(rows(aboutForm).toSorted()).toEqual(Object.keys(FORM_RULES).toSorted());
});

it("tells the severity and the count of every rule of form as they are", () => {
  const document = readFileSync(join(ROOT, "docs", "preflight.md"), "utf8");
  for (const [code, { severity, counts }] of Object.entries(FORM_RULES)) {
    const row = document.split("\n").findLast((line) => line.startsWith(`| \`${code}\``)) ?? "";
    const [, , told = "", number = ""] = row.split("|").map((cell) => cell.trim());
    expect([code, told, number]).toEqual([code, severity, counts === undefined ? "" : String(counts)]);
  }
});
