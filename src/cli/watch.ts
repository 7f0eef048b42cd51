/** `--watch`: sets again with every change, survives every mistake, and ends when the user says so. */
import { dirname } from "node:path";
import { createWatcher } from "./file-watcher.js";
import { reportFault } from "./fault.js";
import { EXIT, type Io } from "./io.js";
import type { JobRequest } from "./options.js";
import type { Result } from "./session.js";

/** Runs `once` now and after every change; resolves when the user interrupts. */
export async function watch(request: JobRequest, once: () => Promise<Result>, io: Io): Promise<number> {
  const stop = io.interrupted();
  const watcher = createWatcher();
  let known: readonly string[] = [request.file, ...(request.options.fonts ?? [])];
  try {
    await watcher.look(known);
    while (!stop.aborted) {
      const started = performance.now();
      const { code, watchPaths, faulty = [] } = await once().catch((error: unknown) => failure(error, io));
      const time = Math.round(performance.now() - started);
      if (watchPaths !== undefined) known = [...new Set([request.file, ...watchPaths])];
      // What is missing has no path to watch: until the edition can be read, anything new beside it or its page files may be the cure.
      const hopes = [request.file, ...faulty].flatMap((file) => [file, dirname(file)]);
      await watcher.look(watchPaths === undefined ? [...new Set([...known, ...hopes])] : known);
      io.stderr(`${outcome(code)} after ${time} ms; waiting for changes, Ctrl-C ends\n`);
      await watcher.changed(stop);
    }
  } finally {
    watcher.close();
  }
  return EXIT.ok;
}

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
