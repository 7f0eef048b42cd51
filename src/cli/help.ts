/** The text of `--help`, made from the same table that the arguments are read by. */
import { optionsOf, type CommandSpec } from "./arguments.js";

const WIDTH = 100;

export function commandHelp(spec: CommandSpec): string {
  const operands = spec.operands.map(({ name, help }) => [name, help] as const);
  const options = Object.entries(optionsOf(spec)).map(([name, { short, value, help, choices, many }]) => {
    const values = value === undefined ? "" : ` ${value}`;
    const kinds = choices === undefined ? "" : ` (${choices.join(", ")})`;
    const often = many === true ? " (may be repeated)" : "";
    return [`${short === undefined ? "    " : `-${short}, `}--${name}${values}`, `${help}${kinds}${often}`] as const;
  });
  const usage = [
    "banxin",
    spec.name,
    ...spec.operands.map(({ name, isOptional }) => (isOptional === true ? `[${name}]` : name)),
    "[options]",
  ].join(" ");
  return [
    `${spec.summary}\n`,
    `Usage: ${usage}\n`,
    ...(operands.length === 0 ? [] : [table(operands), ""]),
    "Options:",
    table(options),
    "",
    examples(spec.examples),
    "",
  ].join("\n");
}

export function examples(list: CommandSpec["examples"]): string {
  return ["Examples:", ...list.map(([command, what]) => `  ${command}\n      ${what}`)].join("\n");
}

/** Two columns; the second is wrapped. */
export function table(rows: readonly (readonly [left: string, right: string])[]): string {
  const left = Math.max(...rows.map(([name]) => name.length)) + 4;
  return rows
    .map(([name, text]) => `  ${name}`.padEnd(left) + wrap(text, WIDTH - left).join(`\n${" ".repeat(left)}`))
    .join("\n");
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
