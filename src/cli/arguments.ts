/** Reads a command's arguments by a table of its options, with node's own tokenizer: a start that costs nothing. */
import { parseArgs } from "node:util";
import type { Diagnostic, Outcome } from "../base/diagnostic.js";
import { suggestion } from "../edition/suggest.js";

export interface OptionSpec {
  /** What the value is called in the help; an option without it is a switch. */
  readonly value?: string;
  readonly short?: string;
  /** May be given several times. */
  readonly many?: boolean;
  /** The only values it takes. */
  readonly choices?: readonly string[];
  /** Takes several values, separated by commas. */
  readonly list?: boolean;
  readonly help: string;
}

export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  readonly operands: readonly {
    readonly name: string;
    readonly help: string;
    readonly choices?: readonly string[];
    readonly isOptional?: boolean;
  }[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly examples: readonly (readonly [command: string, what: string])[];
}

export interface Arguments {
  /** In the order of the specification; empty where an optional one is not given. */
  operand(index: number): string;
  flag(name: string): boolean;
  /** The last one given, as with other programs. */
  value(name: string): string | undefined;
  values(name: string): readonly string[];
}

const HELP: OptionSpec = { short: "h", help: "show this help" };

/** The options of a command with the ones that every command has. */
export function optionsOf(spec: CommandSpec): Readonly<Record<string, OptionSpec>> {
  return { ...spec.options, help: HELP };
}

export function readArguments(spec: CommandSpec, args: readonly string[]): Outcome<Arguments> {
  const options = optionsOf(spec);
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, option]) => [
        name,
        {
          type: option.value === undefined ? ("boolean" as const) : ("string" as const),
          ...(option.short === undefined ? {} : { short: option.short }),
        },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const problems: Diagnostic[] = [];
  const operands: string[] = [];
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    const problem =
      option === undefined ? unknownOption(token.rawName, options) : valueProblem(token.rawName, option, token.value);
    if (problem !== undefined) problems.push(problem);
    else given.set(token.name, [...(given.get(token.name) ?? []), ...valuesIn(option, token.value)]);
  }
  if (!given.has("help")) problems.push(...operandProblems(spec, operands));
  if (problems.length > 0) return { ok: false, diagnostics: problems };
  return {
    ok: true,
    diagnostics: [],
    value: {
      operand: (index) => operands[index] ?? "",
      flag: (name) => given.has(name),
      value: (name) => given.get(name)?.at(-1),
      values: (name) => given.get(name) ?? [],
    },
  };
}

function valuesIn(option: OptionSpec | undefined, value: string | undefined): string[] {
  if (value === undefined) return [];
  return option?.list === true ? value.split(",").map((part) => part.trim()) : [value];
}

function unknownOption(rawName: string, options: Readonly<Record<string, OptionSpec>>): Diagnostic {
  const names = Object.keys(options).map((name) => `--${name}`);
  return mistake(`there is no option ${rawName}`, ...suggestion(rawName, names, "the options are"));
}

function valueProblem(rawName: string, option: OptionSpec, value: string | undefined): Diagnostic | undefined {
  if (option.value === undefined) return value === undefined ? undefined : mistake(`${rawName} takes no value`);
  // A value that looks like an option is one whose own value was forgotten; `--out=-x` says it is meant.
  if (value === undefined || value === "") return mistake(`${rawName} needs a value: ${rawName} ${option.value}`);
  const { choices } = option;
  if (choices === undefined) return undefined;
  const wrong = valuesIn(option, value).find((part) => !choices.includes(part));
  return wrong === undefined
    ? undefined
    : mistake(`${rawName} cannot be "${wrong}"`, ...suggestion(wrong, choices, "it is one of"));
}

function operandProblems(spec: CommandSpec, operands: readonly string[]): Diagnostic[] {
  const problems: Diagnostic[] = [];
  spec.operands.forEach(({ name, help, choices, isOptional }, index) => {
    const value = operands[index];
    if (value === undefined && isOptional === true) return;
    if (value === undefined || value === "") problems.push(mistake(`${name} is missing`, `${name} is ${help}`));
    else if (choices !== undefined && !choices.includes(value)) {
      problems.push(mistake(`${name} cannot be "${value}"`, ...suggestion(value, choices, "it is one of")));
    }
  });
  for (const extra of operands.slice(spec.operands.length)) {
    problems.push(mistake(`"${extra}" is one argument too many`, `a name with spaces stands in quotation marks`));
  }
  return problems;
}

/** A mistake on the command line. */
export function mistake(message: string, ...hints: readonly string[]): Diagnostic {
  return { severity: "error", code: "usage", message, hints };
}
