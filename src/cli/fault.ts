/** What went wrong outside the user's input: the disk, or banxin itself. */
import { InputError } from "../base/diagnostic.js";
import { FontError } from "../font/error.js";
import { EXIT, type Io } from "./io.js";
import { printDiagnostics, visible } from "./print.js";

/** A file that could not be written, under the name that the user knows. */
export class WriteFault extends Error {
  constructor(path: string, cause: unknown) {
    super(`cannot write ${path}: ${inWords(cause)}`, { cause });
    this.name = "WriteFault";
  }
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be too large for this disk",
  ENOENT: "there is no such folder",
  ENOTDIR: "a part of the path is a file, not a folder",
  EEXIST: "a part of the path is a file, not a folder",
  EISDIR: "it is a folder",
  ENAMETOOLONG: "the name is too long",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  EBUSY: "another program is using it",
  EPIPE: "its reader has closed it",
  EIO: "the disk reports an error",
  ENOMEM: "there is not enough memory",
};

function inWords(error: unknown): string {
  const words = WORDS[codeOf(error)];
  return words ?? (error instanceof Error ? error.message : String(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Tells the user in one line, and says with which code to end. */
export function reportFault(error: unknown, io: Io): number {
  if (error instanceof InputError) {
    printDiagnostics(io, error.diagnostics);
    return EXIT.input;
  }
  // A font that its first look-through took for sound is still the user's to mend.
  if (error instanceof FontError) {
    const hints = error.hint === "" ? ["take it out, or get the file again from its maker"] : [error.hint];
    printDiagnostics(io, [{ severity: "error", code: "bad-font", message: error.message, hints }]);
    return EXIT.input;
  }
  io.stderr(visible(`banxin: error: ${describe(error)}`) + "\n");
  if (debugging(io) && error instanceof Error) io.stderr(`${error.stack ?? ""}\n`);
  return EXIT.fault;
}

function debugging(io: Io): boolean {
  return (io.env["BANXIN_DEBUG"] ?? "") !== "";
}

function describe(error: unknown): string {
  if (error instanceof WriteFault) return error.message;
  if (Object.hasOwn(WORDS, codeOf(error))) {
    const path = error instanceof Error && "path" in error ? `${String(error.path)}: ` : "";
    return `${path}${inWords(error)}`;
  }
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return `internal error: ${line === "" ? "unknown" : line} (BANXIN_DEBUG=1 shows where; please report it)`;
}
