/** What every command does first: read its arguments, or show its help, or say what is wrong with them. */
import type { Diagnostic } from "../base/diagnostic.js";
import { readArguments, type Arguments, type CommandSpec } from "./arguments.js";
import { reportFault } from "./fault.js";
import { commandHelp } from "./help.js";
import { EXIT, type Command, type Io } from "./io.js";
import { printDiagnostics } from "./print.js";

export function defineCommand(spec: CommandSpec, act: (given: Arguments, io: Io) => Promise<number>): Command {
  return async (args, io) => {
    const given = readArguments(spec, args);
    if (!given.ok) return refuse(spec, given.diagnostics, io);
    if (given.value.flag("help")) {
      io.stdout(commandHelp(spec));
      return EXIT.ok;
    }
    try {
      return await act(given.value, io);
    } catch (error) {
      return reportFault(error, io);
    }
  };
}

/** For mistakes on the command line: what they are, and where the help is. */
function refuse(spec: CommandSpec, problems: readonly Diagnostic[], io: Io): number {
  printDiagnostics(io, problems);
  io.stderr(`Usage and examples: banxin ${spec.name} --help\n`);
  return EXIT.input;
}
