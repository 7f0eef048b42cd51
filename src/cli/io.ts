/** What a command may do to the world around it besides files; tests hand in their own. */
export interface Io {
  stdout(text: string): void;
  /** A page itself, where the user wants it on standard output: what is not taken is a failure. */
  stdoutBytes(bytes: Uint8Array): void;
  stderr(text: string): void;
  /** Whether stderr is a terminal. */
  readonly isTTY: boolean;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user presses Ctrl-C. Listening to it is what keeps Ctrl-C from ending the process at once. */
  interrupted(): AbortSignal;
  /** Tells each line that the user types, until `stop` is aborted; absent where no terminal is there to type at. */
  readonly typed?: (heard: (line: string) => void, stop: AbortSignal) => void;
}

/** Exit codes of the program; users script against them. */
export const EXIT = {
  /** All well. */
  ok: 0,
  /** Output was written, but something needs a person. */
  attention: 1,
  /** The input, or the command line, is wrong. */
  input: 2,
  /** A mistake of the program, or the disk does not do what it should. */
  fault: 3,
} as const;

export type Command = (args: readonly string[], io: Io) => Promise<number>;
