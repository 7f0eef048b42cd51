/** The package as others get it: what `npm ci` on another machine stumbles over shows here first. */
import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lockText = readFileSync(join(ROOT, "package-lock.json"), "utf8");
const { packages } = JSON.parse(lockText) as { packages: Readonly<Record<string, Locked>> };

describe("the lock file", () => {
  it("names no registry and no path of a machine", () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(lockText).not.toMatch(/\.tgz"|"file:/u);
  });

  it("holds the packages of all platforms, without which npm ci refuses it", () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) => {
      return Object.keys(optionalDependencies).filter((name) => {
        return packages[`${path}/node_modules/${name}`] === undefined && packages[`node_modules/${name}`] === undefined;
      });
    });
    expect(missing).toEqual([]);
  });
});

describe("the project", () => {
  it("has checks that a machine can start", () => {
    expect(statSync(join(ROOT, ".ci", "run")).mode & 0o111).not.toBe(0);
  });

  it("names versions exactly", () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Record<
      string,
      Record<string, string>
    >;
    const versions = Object.values({ ...manifest["dependencies"], ...manifest["devDependencies"] });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
  });
});
