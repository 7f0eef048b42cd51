/**
 * `--watch`: sets again with every change, survives every mistake, and ends when the user says so. Pages hold their make-up from one
 * run to the next, until the user lets go of it.
 */
import { dirname } from "node:path";
import { createWatcher } from "./file-watcher.js";
import { reportFault } from "./fault.js";
import { EXIT, type Io } from "./io.js";
import type { JobRequest } from "./options.js";
import type { Result } from "./session.js";

/** What the user types to have the pages made up anew. */
const LET_GO = "r";

/** Runs `once` now and after every change, holding the last make-up or not; resolves when the user interrupts. */
export async function watch(request: JobRequest, once: (holds: boolean) => Promise<Result>, io: Io): Promise<number> {
  const stop = io.interrupted();
  const typing = new AbortController();
  let holds = true;
  let wake = new AbortController();
  stop.addEventListener("abort", () => wake.abort());
  io.typed?.((line) => {
    if (line.trim().toLowerCase() !== LET_GO) return;
    holds = false;
    wake.abort();
  }, typing.signal);
  const watcher = createWatcher();
  let known: readonly string[] = [request.file, ...(request.options.fonts ?? [])];
  try {
    await watcher.look(known);
    while (!stop.aborted) {
      const started = performance.now();
      const run = once(holds);
      holds = true;
      const { code, watchPaths, faulty = [], made } = await run.catch((error: unknown) => failure(error, io));
      const time = Math.round(performance.now() - started);
      if (watchPaths !== undefined) known = [...new Set([request.file, ...watchPaths])];
      // What is missing has no path to watch: until the edition can be read, anything new beside it or its page files may be the cure.
      const hopes = [request.file, ...faulty].flatMap((file) => [file, dirname(file)]);
      await watcher.look(watchPaths === undefined ? [...new Set([...known, ...hopes])] : known);
      const held = made === undefined ? "" : `; this make-up is held${io.typed === undefined ? "" : ONE_ANEW}`;
      io.stderr(`${outcome(code)} after ${time} ms; waiting for changes, Ctrl-C ends${held}\n`);
      await watcher.changed(wake.signal);
      if (!stop.aborted) wake = new AbortController();
    }
  } finally {
    typing.abort();
    watcher.close();
  }
  return EXIT.ok;
}

const ONE_ANEW = `, ${LET_GO} and Enter makes one anew`;

/** Even a mistake of banxin's own must not end the watching: the next version of the file may not meet it. */
function failure(error: unknown, io: Io): Result {
  return { code: reportFault(error, io), watchPaths: undefined };
}

function outcome(code: number): string {
  switch (code) {
    case EXIT.ok:
      return "set";
    case EXIT.attention:
      return "set, but something needs a person";
    case EXIT.input:
      return "not set: the input is wrong";
    default:
      return "not set: it failed";
  }
}
