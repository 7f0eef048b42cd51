/** One line that says how far the work is; only on a terminal, and only when the work takes long enough to wonder. */
import type { Io } from "./io.js";

const PATIENCE_MS = 1_000;
const CLEAR_LINE = "\r\u001b[2K";

export interface Progress {
  step(done: number, total: number, what: string): void;
  /** Takes the line away again. */
  end(): void;
}

export function startProgress(io: Io, now: () => number = () => performance.now()): Progress {
  const started = now();
  let shown = false;
  return {
    step(done, total, what) {
      if (!io.isTTY || now() - started < PATIENCE_MS) return;
      shown = true;
      io.stderr(`${CLEAR_LINE}${what} ${done} of ${total}`);
    },
    end() {
      if (shown) io.stderr(CLEAR_LINE);
      shown = false;
    },
  };
}
