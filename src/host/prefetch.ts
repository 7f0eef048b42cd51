/** Reads the font files that pages will surely need side by side, instead of one after another when first asked for. */
import { open } from "node:fs/promises";
import type { FontSource } from "../font/library.js";

export interface WantedFont {
  readonly family: string;
  readonly weight: number;
}

/** The same sources; those of the wanted families and exact weights have their bytes at hand. */
export async function prefetch(sources: readonly FontSource[], wanted: readonly WantedFont[]): Promise<FontSource[]> {
  return Promise.all(
    sources.map(async (source) => {
      const isWanted =
        source.italic !== true &&
        wanted.some(({ family, weight }) => family === source.family && weight === source.weight);
      // Collections and other formats need more than their file's bytes; they load themselves.
      if (!isWanted || !/\.[to]tf$/iu.test(source.origin)) return source;
      try {
        const bytes = await readWhole(source.origin);
        return { ...source, load: () => bytes };
      } catch {
        // Whoever needs the face will be told what is wrong with its file.
        return source;
      }
    }),
  );
}

/** One read for the whole file: reading in the usual pieces of half a megabyte takes several times as long. */
async function readWhole(path: string): Promise<Uint8Array> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    // Tens of megabytes that V8 does not count as the page's own: counted, they set off collections in the middle of it.
    const bytes = new Uint8Array(new SharedArrayBuffer(size));
    let at = 0;
    while (at < size) {
      const { bytesRead } = await handle.read(bytes, at, size - at, at);
      if (bytesRead === 0) throw new Error(`${path} ends early`);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}
