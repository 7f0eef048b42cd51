/** Where a file will stand that the user names: links followed, and proven to be a place where a file can be made. */
import { randomUUID } from "node:crypto";
import { lstat, open, readlink, realpath, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { WriteFault } from "./fault.js";

/** Names of the stream itself: replacing the file behind it would take it from whoever reads it. */
const STDOUT_PATHS: ReadonlySet<string> = new Set(["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]);
const DESCRIPTOR = /^(?:\/dev\/(?:fd\/\d+|std(?:in|out|err))|\/proc\/[^/]+\/fd\/\d+)$/u;
/** As many as Linux follows (`path_resolution(7)`). */
const MOST_LINKS = 40;

export function isStdout(cwd: string, name: string): boolean {
  return name === "-" || STDOUT_PATHS.has(resolve(cwd, name));
}

export type Destination =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly problem: string };

/** The file that will be written; or why the name cannot be that of a file. */
export async function destinationOf(path: string): Promise<Destination> {
  if (DESCRIPTOR.test(path)) return refuse("is not a regular file");
  const existing = await stat(path).catch(codeOf);
  if (existing === "ELOOP") return refuse("is a circle of links");
  // A device must not be replaced by a file: `-o /dev/null` by an administrator would.
  if (typeof existing === "object" && !existing.isFile()) {
    return refuse(existing.isDirectory() ? "is a folder" : "is not a regular file");
  }
  const followed = await follow(path);
  return followed === undefined ? refuse("is a circle of links") : { ok: true, path: followed };
}

/** The file itself where `path` is a link to it, there or not: the link stays, its file is written. */
async function follow(path: string): Promise<string | undefined> {
  let next = path;
  for (let links = 0; links <= MOST_LINKS; links += 1) {
    const real = await realpath(next).catch(() => undefined);
    if (real !== undefined) return real;
    const parent = dirname(next);
    const folder = await realpath(parent).catch(() => parent);
    next = join(folder, basename(next));
    const info = await lstat(next).catch(() => undefined);
    if (info?.isSymbolicLink() !== true) return next;
    next = resolve(folder, await readlink(next));
  }
  return undefined;
}

/**
 * Makes a file in the folder, or in the nearest one that is there, and takes it away again: rights, read-only disks and
 * folders of the system are known for certain only so. A run that cannot write its pages ends before it composes them.
 */
export async function proveWritable(path: string, name: string): Promise<void> {
  await lstat(path).catch((error: unknown) => {
    if (codeOf(error) === "ENAMETOOLONG") throw new WriteFault(name, error);
  });
  let folder = dirname(path);
  while ((await stat(folder).catch(codeOf)) === "ENOENT" && dirname(folder) !== folder) folder = dirname(folder);
  const probe = join(folder, `.${randomUUID()}.tmp`);
  try {
    await (await open(probe, "wx")).close();
  } catch (error) {
    throw new WriteFault(name, error);
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

function refuse(problem: string): Destination {
  return { ok: false, problem };
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
