/** The program that `bin.ts` starts: hands the real process to `main`. */
import { main } from "./main.js";

export { main };

export async function start(): Promise<void> {
  // `banxin schema edition | head` closes the pipe early: that is no mistake of anybody.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

  // Set, not called: what is still on its way to a pipe must arrive.
  process.exitCode = await main(process.argv.slice(2), {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    isTTY: Boolean(process.stderr.isTTY),
    cwd: process.cwd(),
    env: process.env,
    interrupted() {
      const controller = new AbortController();
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
      return controller.signal;
    },
  });
}
