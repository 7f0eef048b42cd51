import { describe, expect, it } from "vitest";
import { readArguments, type Arguments, type CommandSpec } from "../../src/cli/arguments.js";
import { commandHelp } from "../../src/cli/help.js";

const SPEC: CommandSpec = {
  name: "cook",
  summary: "Cooks.",
  operands: [{ name: "DISH", help: "what to cook" }],
  options: {
    out: { short: "o", value: "OUT", help: "where to" },
    heat: { value: "H", choices: ["low", "high"], help: "how hot" },
    herbs: { value: "LIST", choices: ["dill", "mint"], list: true, help: "what with" },
    salt: { value: "N", many: true, help: "how much" },
    fast: { help: "at once" },
  },
  examples: [["banxin cook soup", "soup"]],
};

function read(...args: string[]): Arguments {
  const outcome = readArguments(SPEC, args);
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join("; "));
  return outcome.value;
}

function mistakes(...args: string[]): string[] {
  return readArguments(SPEC, args).diagnostics.map(({ message, hints }) => [message, ...hints].join(" | "));
}

describe("arguments", () => {
  it("reads switches, values, lists and repeated options, in any order", () => {
    const given = read("--salt", "1", "-o", "a.pdf", "soup", "--salt=2", "--herbs", "dill, mint", "--fast");
    expect(given.operand(0)).toBe("soup");
    expect(given.value("out")).toBe("a.pdf");
    expect(given.values("salt")).toEqual(["1", "2"]);
    expect(given.values("herbs")).toEqual(["dill", "mint"]);
    expect([given.flag("fast"), given.flag("heat")]).toEqual([true, false]);
  });

  it("takes what follows -- as it stands", () => {
    expect(read("--", "--strange-name.json").operand(0)).toBe("--strange-name.json");
  });

  it.each([
    [["soup", "--fsat"], "there is no option --fsat | did you mean `--fast`?"],
    [["soup", "--out"], "--out needs a value: --out OUT"],
    [["soup", "-o"], "-o needs a value: -o OUT"],
    [["soup", "--fast=yes"], "--fast takes no value"],
    [["soup", "--heat", "hihg"], '--heat cannot be "hihg" | did you mean `high`?'],
    [["soup", "--herbs", "dill,hay"], '--herbs cannot be "hay" | it is one of: `dill`, `mint`'],
    [[], "DISH is missing | DISH is what to cook"],
    [[""], "DISH is missing | DISH is what to cook"],
    [["soup", "stew"], '"stew" is one argument too many | a name with spaces stands in quotation marks'],
    [["soup", "--__proto__"], "there is no option --__proto__"],
  ])("refuses %j", (args, message) => {
    expect(mistakes(...args).join("\n")).toContain(message);
  });

  it("names every mistake at once", () => {
    expect(mistakes("--fsat", "--out")).toHaveLength(3);
  });

  it("shows the help whatever else is missing", () => {
    expect(read("--help").flag("help")).toBe(true);
    expect(read("-h").flag("help")).toBe(true);
  });
});

describe("help", () => {
  it("shows usage, every option, and the examples, in lines that fit", () => {
    const help = commandHelp(SPEC);
    for (const part of [
      "banxin cook DISH [options]",
      "-o, --out OUT",
      "(low, high)",
      "(may be repeated)",
      "-h, --help",
    ]) {
      expect(help).toContain(part);
    }
    expect(help).toContain("banxin cook soup");
    expect(Math.max(...help.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
