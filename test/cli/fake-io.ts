/** A process of a test's own: what a command writes is kept, and Ctrl-C is a method. */
import type { Io } from "../../src/cli/io.js";

export interface FakeIo extends Io {
  readonly out: string;
  readonly err: string;
  interrupt(): void;
  /** A line that the user types, where `hasKeys` gave him a terminal. */
  type(line: string): void;
}

export function fakeIo({
  hasKeys = false,
  ...options
}: Partial<Pick<Io, "cwd" | "env" | "isTTY">> & { readonly hasKeys?: boolean } = {}): FakeIo {
  const written = { out: "", err: "" };
  const controller = new AbortController();
  let heard: (line: string) => void = () => undefined;
  return {
    isTTY: false,
    cwd: process.cwd(),
    env: {},
    ...options,
    stdout: (text) => void (written.out += text),
    stdoutBytes: (bytes) => void (written.out += Buffer.from(bytes).toString("latin1")),
    stderr: (text) => void (written.err += text),
    interrupted: () => controller.signal,
    interrupt: () => controller.abort(),
    ...(hasKeys ? { typed: (hear: (line: string) => void) => void (heard = hear) } : {}),
    type: (line) => heard(line),
    get out() {
      return written.out;
    },
    get err() {
      return written.err;
    },
  };
}
