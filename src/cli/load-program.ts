/**
 * Runs a script from the form in which V8 keeps it compiled. Reading and compiling the program, function by function as they
 * are first called, is a fifth of what a cold run costs; node keeps modules compiled by itself only from 22.1 on.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname } from "node:path";
import { Script } from "node:vm";

/** What node puts around a CommonJS file. */
const HEAD = "(function (exports, require, module, __filename, __dirname) {";

export interface LoadedProgram {
  readonly exports: unknown;
  /** Whether it came ready compiled; otherwise it only starts more slowly. */
  readonly compiled: boolean;
  /** What to write to `codeCachePath`: the program with every function that has been called so far. */
  codeCache(): Uint8Array;
}

/** Where a program's compiled form stands. It is good for one version of node on one kind of machine. */
export function codeCachePath(file: string): string {
  return `${file}.${process.version}-${process.platform}-${process.arch}.cache`;
}

/**
 * Loads a CommonJS file by its absolute path. V8 refuses a compiled form that another V8 or other flags made, or that is
 * of a text of another length; then, and without one, the program is compiled as usual. (More of the text V8 does not
 * compare: the build always replaces both files together.)
 */
export function loadProgram(file: string): LoadedProgram {
  const cachedData = readIfThere(codeCachePath(file));
  const script = new Script(`${HEAD}${readFileSync(file, "utf8")}\n})`, {
    // No folders: they would be kept in the compiled form.
    filename: basename(file),
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const module = { exports: {} };
  const run: unknown = script.runInThisContext();
  if (typeof run === "function") {
    run.call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
  }
  return {
    exports: module.exports,
    compiled: cachedData !== undefined && script.cachedDataRejected === false,
    codeCache: () => script.createCachedData(),
  };
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
