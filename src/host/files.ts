/** Files in and out. Everything that the user names passes through here, so that nothing else touches the disk. */
import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, mkdir, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Diagnostic, Outcome, SourcePlace } from "../base/diagnostic.js";
import { tooLarge } from "../edition/source.js";

/** A whole UTF-8 file, unless it is larger than `limit` bytes: then only its size is looked at. */
export async function readTextFile(path: string, limit: number): Promise<Outcome<string>> {
  const bytes = await readBytes(path, limit);
  if (!bytes.ok) return bytes;
  try {
    // The byte order mark is kept: whoever parses the text knows what it is.
    return {
      ok: true,
      value: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.value),
      diagnostics: [],
    };
  } catch {
    const [code, message, hint] = notUtf8(bytes.value);
    return failed(path, code, message, hint);
  }
}

/** The bytes of a regular file of at most `limit` bytes. */
export async function readBytes(path: string, limit: number): Promise<Outcome<Uint8Array>> {
  let handle;
  try {
    const found = await stat(path);
    if (found.isDirectory()) return failed(path, "is-directory", "this is a folder, not a file", "name a file in it");
    if (!found.isFile()) return notAFile(path);
    handle = await openUnblocked(path);
    const stats = await handle.stat();
    if (!stats.isFile()) return notAFile(path);
    if (stats.size > limit) return { ok: false, diagnostics: [tooLarge(path)] };
    return { ok: true, value: await handle.readFile(), diagnostics: [] };
  } catch (error) {
    return { ok: false, diagnostics: [describeFileError(path, error)] };
  } finally {
    await handle?.close();
  }
}

/**
 * Opening a pipe waits for its writer, for ever if there is none. A file was looked at before it is opened, and a pipe
 * that takes its place meanwhile must not stop the program either.
 */
function openUnblocked(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDONLY | constants.O_NONBLOCK);
}

/** The option of the commands, and that of the library. */
const INTO_FOLDER =
  "put the file into the edition's folder, or allow files outside it: --allow-outside, or allowOutside in the library";

/**
 * The real path of what an edition names relative to its folder. Paths that leave the folder, also through symbolic
 * links, are refused unless allowed: an edition file may come from elsewhere and must not read the machine. `at` is the
 * place in the edition that names the file.
 */
export async function resolveInside(
  baseDir: string,
  path: string,
  allowOutside = false,
  at?: SourcePlace,
): Promise<Outcome<string>> {
  const place = at ?? startOf(path);
  const refuse = (code: string, message: string, hint: string): Outcome<string> => ({
    ok: false,
    diagnostics: [{ severity: "error", code, message: `"${path}" ${message}`, at: place, hints: [hint] }],
  });
  const outside = (message: string) => refuse("outside-folder", message, INTO_FOLDER);
  if (path === "" || path.includes("\0")) return refuse("bad-path", "is not a path", "write the file's relative path");
  if (!allowOutside && (isAbsolute(path) || /^[a-z]:/iu.test(path))) return outside("is an absolute path");
  const wanted = resolve(baseDir, path);
  // Looked at before the disk is: whether a file outside exists is not for an edition to learn.
  if (!allowOutside && !isWithin(resolve(baseDir), wanted)) return outside("leaves the edition's folder");
  try {
    const [base, real] = await Promise.all([realpath(baseDir), realpath(wanted)]);
    if (!allowOutside && !isWithin(base, real)) return outside("is a link that leaves the edition's folder");
    const found = await stat(real);
    if (!found.isFile() && !found.isDirectory()) {
      return refuse("not-a-file", "is not a regular file", "name a file on disk");
    }
    return { ok: true, value: real, diagnostics: [] };
  } catch (error) {
    const found = describeFileError(path, error);
    return { ok: false, diagnostics: [{ ...found, message: `"${path}": ${found.message}`, at: place }] };
  }
}

function isWithin(base: string, path: string): boolean {
  const way = relative(base, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Writes a file whole or not at all: beside its place first, then renamed. Creates the folders that lead to it. */
export async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  // The name of the file itself may be as long as the disk allows.
  const temporary = join(folder, `.${randomUUID()}.tmp`);
  try {
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(bytes);
      // Without it, a crash after the rename can leave an empty file under the final name.
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function startOf(file: string): SourcePlace {
  return { file, line: 1, column: 1 };
}

function notAFile(file: string): { ok: false; diagnostics: Diagnostic[] } {
  return failed(file, "not-a-file", "this is not a regular file", "name a file on disk");
}

function failed(file: string, code: string, message: string, hint: string): { ok: false; diagnostics: Diagnostic[] } {
  return {
    ok: false,
    diagnostics: [{ severity: "error", code, message, at: startOf(file), hints: [hint] }],
  };
}

/** A failed system call in words. */
function describeFileError(file: string, error: unknown): Diagnostic {
  const system = error instanceof Error && "code" in error ? String(error.code) : "";
  const [code, message, hint] = FILE_ERRORS[system] ?? [
    "unreadable",
    `the file cannot be read${error instanceof Error ? `: ${error.message}` : ""}`,
    "check the path and the disk",
  ];
  return { severity: "error", code, message, at: startOf(file), hints: [hint] };
}

const FILE_ERRORS: Readonly<Record<string, readonly [code: string, message: string, hint: string]>> = {
  ENOENT: ["not-found", "there is no such file", "check the name and the folder that it is in"],
  ENOTDIR: ["not-found", "there is no such file: a part of its path is not a folder", "check the path"],
  EISDIR: ["is-directory", "this is a folder, not a file", "name a file in it"],
  EACCES: ["no-permission", "the file may not be read", "check its permissions"],
  EPERM: ["no-permission", "the file may not be read", "check its permissions"],
  ELOOP: ["not-found", "the path is a circle of links", "name the file itself"],
  ENAMETOOLONG: ["not-found", "the path is too long for a file", "check the path"],
};

/** Says where the bytes stop being UTF-8, and what they may be instead. */
function notUtf8(bytes: Uint8Array): [code: string, message: string, hint: string] {
  const [first, second] = bytes;
  const wide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const guess = wide ? "UTF-16" : "an older encoding such as GB 18030 or Big5";
  return ["not-utf8", "the file is not UTF-8 text", `it looks like ${guess}: save it as UTF-8`];
}
