/** `banxin schema`: the JSON Schema of the input, for editors that complete and check while typing. */
import type { CommandSpec } from "./arguments.js";
import { defineCommand } from "./command.js";
import { EXIT } from "./io.js";

const SPEC: CommandSpec = {
  name: "schema",
  summary: "Prints the JSON Schema of edition files or of templates.",
  operands: [{ name: "KIND", help: "edition or template", choices: ["edition", "template"] }],
  options: {},
  examples: [
    ["banxin schema edition > edition.schema.json", "for an editor that checks JSON while you type"],
    ["banxin schema template > template.schema.json", "the same for templates"],
  ],
};

export const run = defineCommand(SPEC, async (given, io) => {
  io.stdout(`${JSON.stringify(await schemaOf(given.operand(0)), null, 2)}\n`);
  return EXIT.ok;
});

async function schemaOf(kind: string): Promise<unknown> {
  if (kind === "edition") return (await import("../edition/schema.js")).editionJsonSchema();
  return (await import("../template/schema.js")).templateJsonSchema();
}
