import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");

describe("the README", () => {
  it("has an example of the library that runs as it stands", () => {
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    const [, example = ""] = /```ts\n([\s\S]*?)```/u.exec(readme) ?? [];
    expect(example).toContain('from "banxin"');
    // The example is typed loosely enough to be JavaScript; it runs where `banxin` and the samples are found.
    const folder = mkdtempSync(join(tmpdir(), "banxin-readme-"));
    try {
      writeFileSync(
        join(folder, "example.mjs"),
        example.replaceAll('"banxin"', JSON.stringify(join(ROOT, "dist", "index.js"))),
      );
      symlinkSync(join(ROOT, "samples"), join(folder, "samples"));
      const run = spawnSync(process.execPath, ["example.mjs"], { cwd: folder, encoding: "utf8" });
      expect(run.stderr).toBe("");
      expect(run.stdout).toBe("4 0\n");
      expect(statSync(join(folder, "page.pdf")).size).toBeGreaterThan(100_000);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("links to files that exist", () => {
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    for (const [, link = ""] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/gu)) {
      expect(existsSync(join(ROOT, link)) ? "" : link).toBe("");
    }
  });
});
