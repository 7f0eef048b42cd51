/**
 * Waits for files to change. Folders are watched, not files, because most editors replace a file by another of the same
 * name; and the files' own times decide, so that other files in the folder (banxin's output, say) wake nobody.
 */
import { watch, type FSWatcher } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** Editors write a file in several steps; this long after the last of them it is whole. */
const SETTLE_MS = 50;
/** For what gives no events: network folders, a folder that was replaced, a system without watchers left. */
const POLL_MS = 1_000;

export interface Watcher {
  /** From now on, watches these files, or folders for what comes into them and goes. */
  look(paths: readonly string[]): Promise<void>;
  /** Resolves when one of them is not what it was when it was last looked at, or when `stop` is aborted. */
  changed(stop: AbortSignal): Promise<void>;
  close(): void;
}

export function createWatcher(): Watcher {
  const folders = new Map<string, FSWatcher>();
  let seen = new Map<string, string>();
  let wake: () => void = () => undefined;

  function arm(paths: readonly string[]): void {
    const wanted = new Set(paths.flatMap((path) => [path, dirname(path)]));
    for (const [folder, watcher] of folders) {
      if (wanted.has(folder)) continue;
      watcher.close();
      folders.delete(folder);
    }
    for (const folder of wanted) {
      if (folders.has(folder)) continue;
      try {
        const watcher = watch(folder, () => wake());
        folders.set(folder, watcher);
        watcher.on("error", () => {
          watcher.close();
          folders.delete(folder);
        });
      } catch {
        // A folder that is not there (yet), or a system that gives no more watchers: polling does it.
      }
    }
  }

  async function differs(): Promise<boolean> {
    const states = await Promise.all([...seen].map(async ([path, state]) => (await stateOf(path)) !== state));
    return states.includes(true);
  }

  return {
    async look(paths) {
      const absolute = paths.map((path) => resolve(path));
      arm(absolute);
      const fresh = new Map<string, string>();
      // A file that was known before keeps its old state: it may have changed while it was being read.
      for (const path of absolute) fresh.set(path, seen.get(path) ?? (await stateOf(path)));
      seen = fresh;
    },
    async changed(stop) {
      while (!stop.aborted && !(await differs())) await pause(POLL_MS, stop, (call) => (wake = call));
      let before = "";
      for (let now = await allStates(seen); now !== before && !stop.aborted; now = await allStates(seen)) {
        before = now;
        await pause(SETTLE_MS, stop);
      }
      for (const path of seen.keys()) seen.set(path, await stateOf(path));
    },
    close() {
      for (const watcher of folders.values()) watcher.close();
      folders.clear();
    },
  };
}

async function allStates(paths: ReadonlyMap<string, string>): Promise<string> {
  return (await Promise.all([...paths.keys()].map(stateOf))).join("\n");
}

/** Changes whenever the file is written, replaced, removed or comes back. */
async function stateOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return "missing";
  }
}

/** Some time, or less when it is woken or stopped. */
function pause(milliseconds: number, stop: AbortSignal, onWake?: (call: () => void) => void): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      clearTimeout(timer);
      stop.removeEventListener("abort", end);
      done();
    };
    const timer = setTimeout(end, milliseconds);
    stop.addEventListener("abort", end);
    onWake?.(end);
  });
}
