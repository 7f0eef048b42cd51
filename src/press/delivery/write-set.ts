/** Several files as one: all of them appear, or none does. */
import { randomUUID } from "node:crypto";
import { link, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";

export interface SetFile {
  readonly name: string;
  readonly content: Uint8Array | string;
}

/**
 * Writes a set of files into a folder. All are written beside their places first; only when each is safely on the disk are
 * they renamed, in their order, so that a manifest that stands last appears when everything it names is there. Where a
 * renaming fails, what was renamed before it is put back as it was.
 */
export async function writeSet(folder: string, files: readonly SetFile[]): Promise<void> {
  const bad = files.find(({ name }) => name === "" || name === "." || name === ".." || /[/\\\0]/u.test(name));
  if (bad !== undefined) throw new RangeError(`"${bad.name}" is no name for a file`);
  await mkdir(folder, { recursive: true });
  const run = randomUUID();
  const staged = files.map(({ name, content }, i) => ({
    content,
    target: join(folder, name),
    fresh: join(folder, `.${i}.${run}.new`),
    kept: join(folder, `.${i}.${run}.old`),
  }));
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const { content, fresh } of staged) await writeSynced(fresh, content);
    for (const { fresh, kept, target } of staged) {
      // A second name for the old file: it can come back, and never is missing meanwhile.
      const had = await link(target, kept).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
          throw error;
        },
      );
      await rename(fresh, target);
      undo.unshift(() => (had ? rename(kept, target) : rm(target, { force: true })));
    }
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  } finally {
    for (const { fresh, kept } of staged) {
      await rm(fresh, { force: true });
      await rm(kept, { force: true });
    }
  }
}

async function writeSynced(path: string, content: Uint8Array | string): Promise<void> {
  const handle = await open(path, "wx");
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
