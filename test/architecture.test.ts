/**
 * The import rules of the design, checked on the real files: which folder may know which, where the big dependencies and
 * node itself may be used, and that nothing goes round in a circle.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { importsOf, type Import } from "./run/imports.js";

const SRC = join(dirname(dirname(fileURLToPath(import.meta.url))), "src");
const LONGEST_FILE = 500;

/**
 * What each folder may import besides itself. `type:` allows types alone, which cost nothing at run time: layout and
 * text read the template's grid and styles as plain data, and never load a template.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  edition: ["base"],
  template: ["base", "scene"],
  font: ["base"],
  scene: ["base"],
  text: ["base", "font", "scene", "type:edition", "type:template"],
  layout: ["base", "font", "scene", "text", "type:edition", "type:template"],
  // The search for a make-up weighs pages by the rules that judge finished ones.
  page: ["base", "edition", "template", "layout", "text", "font", "scene", "lint"],
  render: ["base", "font", "scene"],
  press: ["base", "font", "scene", "render", "audit"],
  host: ["base", "edition", "template", "font", "scene"],
  proof: ["base", "scene"],
  // The audit judges finished pages, and knows nothing of how they came to be.
  audit: ["base", "scene", "edition"],
  // Rules of make-up read finished pages, so that they judge any page, however it came to be.
  lint: ["base", "scene"],
  // The form of a paper is judged on set pages, and told at its place in the edition.
  form: ["base", "edition", "scene"],
  "compose.ts": ["*"],
  "pipeline.ts": ["*"],
  "index.ts": ["*"],
  cli: ["*"],
  preview: ["*"],
  jobs: ["*"],
};
/** Entrances: what stands at the end of the way is imported by nobody but itself. */
const ONLY_BY_ITSELF = new Set(["cli", "preview", "jobs", "index.ts"]);

/** Where a package, or node, may be imported. */
const ONLY_IN: readonly { readonly what: RegExp; readonly where: RegExp }[] = [
  { what: /^node:/u, where: /^(?:host|cli|press|preview|jobs)\/|^pipeline\.ts$|^render\/(?:png|pdf[\w-]*)\.ts$/u },
  { what: /^fontkit$/u, where: /^font\// },
  { what: /^pdfkit(?:\/|$)/u, where: /^render\// },
  { what: /^yoga-layout(?:\/|$)/u, where: /^layout\/stack\.ts$/u },
  { what: /^sharp$/u, where: /^(?:host\/|press\/|render\/(?:png|pdf-image)\.ts$)/u },
];

interface SourceFile {
  /** Relative to src, with slashes. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

function readSources(folder = ""): SourceFile[] {
  return readdirSync(join(SRC, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return readSources(path);
    if (!path.endsWith(".ts")) return [];
    const text = readFileSync(join(SRC, path), "utf8");
    return [{ path, lines: text.trimEnd().split("\n").length, imports: importsOf(path, text) }];
  });
}

/** `../base/length.js` in `text/break.ts` → `base/length.ts`; undefined for packages. */
function targetOf(file: SourceFile, { from }: Import): string | undefined {
  if (!from.startsWith(".")) return undefined;
  return posix.join(posix.dirname(file.path), from).replace(/\.js$/u, ".ts");
}

/** The folder of a path in src, or the file's name for what stands beside the folders. */
function stageOf(path: string): string {
  return path.split("/")[0] ?? path;
}

const sources = readSources();

function violations(check: (file: SourceFile, imported: Import, target: string | undefined) => boolean): string[] {
  return sources.flatMap((file) =>
    file.imports
      .filter((imported) => check(file, imported, targetOf(file, imported)))
      .map((imported) => `${file.path} imports ${imported.from}`),
  );
}

function allowed(stage: string, other: string, typeOnly: boolean): boolean {
  if (stage === other) return true;
  if (ONLY_BY_ITSELF.has(other)) return false;
  const may = MAY_IMPORT[stage] ?? [];
  return may.includes("*") || may.includes(other) || (typeOnly && may.includes(`type:${other}`));
}

describe("architecture", () => {
  it("knows every folder of src", () => {
    const unknown = new Set(
      sources.map(({ path }) => stageOf(path)).filter((stage) => !Object.hasOwn(MAY_IMPORT, stage)),
    );
    expect([...unknown]).toEqual([]);
  });

  it("lets each stage import only what stands before it", () => {
    expect(
      violations((file, { typeOnly }, target) => {
        return target !== undefined && !allowed(stageOf(file.path), stageOf(target), typeOnly);
      }),
    ).toEqual([]);
  });

  it("imports only files that are there, with their extension", () => {
    const paths = new Set(sources.map(({ path }) => path));
    expect(violations((_file, _imported, target) => target !== undefined && !paths.has(target))).toEqual([]);
  });

  it("uses node and the big libraries only in their places", () => {
    expect(
      violations((file, { from }) => ONLY_IN.some(({ what, where }) => what.test(from) && !where.test(file.path))),
    ).toEqual([]);
  });

  it("loads sharp only when a picture wants it: a tenth of a second for every command", () => {
    const early = /^import (?!type\b).*"sharp"/mu;
    expect(
      sources.filter(({ path }) => early.test(readFileSync(join(SRC, path), "utf8"))).map(({ path }) => path),
    ).toEqual([]);
  });

  it("names node's own modules with node:", () => {
    expect(
      violations((_file, { from }) => /^(?:fs|path|url|util|module|crypto|zlib|os|stream)(?:\/|$)/u.test(from)),
    ).toEqual([]);
  });

  it("goes round in no circle", () => {
    expect(findCycle()).toEqual([]);
  });

  it("has no barrels and no drawers for odds and ends", () => {
    const wrong = sources
      .map(({ path }) => path)
      .filter((path) => {
        return path !== "index.ts" && /^(?:index|utils?|helpers?|common|misc)\.ts$/u.test(basename(path));
      });
    expect(wrong).toEqual([]);
  });

  it(`keeps files to ${LONGEST_FILE} lines`, () => {
    expect(sources.filter(({ lines }) => lines > LONGEST_FILE).map(({ path, lines }) => `${path}: ${lines}`)).toEqual(
      [],
    );
  });
});

/** The files of one circle of imports, types included, or nothing. */
function findCycle(): string[] {
  const next = new Map(sources.map((file) => [file.path, file.imports.map((one) => targetOf(file, one))]));
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (path: string): string[] => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return [];
    way.push(path);
    for (const target of next.get(path) ?? []) {
      const cycle = target === undefined ? [] : visit(target);
      if (cycle.length > 0) return cycle;
    }
    way.pop();
    done.add(path);
    return [];
  };
  for (const { path } of sources) {
    const cycle = visit(path);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

describe("the import scanner", () => {
  it("sees every form of import, and which are types alone", () => {
    const text = `
      import a from "a"; import type { B } from "b"; import { type C } from "c"; import { d, type D } from "d";
      export { e } from "e"; export type { F } from "f"; const g = await import("g"); type H = import("h").H; import "i";`;
    expect(importsOf("x.ts", text).map(({ from, typeOnly }) => `${from}${typeOnly ? " type" : ""}`)).toEqual([
      "a",
      "b type",
      "c type",
      "d",
      "e",
      "f type",
      "g",
      "h type",
      "i",
    ]);
  });
});
