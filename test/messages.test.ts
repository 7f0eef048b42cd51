/**
 * What messages and hints name in backticks is there: keys of editions and templates at the place that they are named at, their values,
 * commands and their options. A hint that names a key which does not exist mends nothing.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";
import { main } from "../src/cli/main.js";
import { editionJsonSchema } from "../src/edition/schema.js";
import { templateJsonSchema } from "../src/template/schema.js";

const SRC = join(dirname(dirname(fileURLToPath(import.meta.url))), "src");
/** Stands for what a message puts in. */
const HOLE = "…";
/** Words of other languages: an element of drawings, and a program that mends fonts. */
const OTHERS: ReadonlySet<string> = new Set(["use", "fonttools ttLib.woff2 decompress"]);

/** The program's own, and one that node takes. */
const OTHER_OPTIONS: ReadonlySet<string> = new Set(["--version", "--interrupt-budget"]);

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Keys and values that the schemas of editions and templates know. */
class Known {
  readonly keys = new Set<string>();
  readonly values = new Set<string>();
  /** `parent.child`; `parent.*` where it has keys of the writer's own. */
  readonly pairs = new Set<string>();

  constructor(private readonly root: Json) {
    this.walk(root);
  }

  private walk(node: Json): void {
    if (node === null || typeof node !== "object") return;
    if (Array.isArray(node)) return void node.forEach((one: Json) => this.walk(one));
    const { properties, enum: choices, const: only, ...rest } = node as { readonly [key: string]: Json };
    for (const value of [...((choices ?? []) as readonly Json[]), only ?? null]) {
      if (typeof value === "string") this.values.add(value);
    }
    for (const [key, value] of Object.entries((properties ?? {}) as { readonly [key: string]: Json })) {
      this.keys.add(key);
      for (const child of this.childrenOf(value, 0)) this.pairs.add(`${key}.${child}`);
      this.walk(value);
    }
    for (const value of Object.values(rest)) this.walk(value);
  }

  private childrenOf(node: Json, depth: number): readonly string[] {
    if (node === null || typeof node !== "object" || depth > 8) return [];
    if (Array.isArray(node)) return node.flatMap((one: Json) => this.childrenOf(one, depth + 1));
    const { properties, additionalProperties, $ref, items, anyOf, oneOf, allOf } = node as {
      readonly [key: string]: Json;
    };
    const isOpen = additionalProperties !== undefined && additionalProperties !== false;
    return [
      ...Object.keys((properties ?? {}) as object),
      ...(isOpen ? ["*"] : []),
      ...[items, anyOf, oneOf, allOf].flatMap((part) => this.childrenOf(part ?? null, depth + 1)),
      ...(typeof $ref === "string" ? this.childrenOf(this.at($ref), depth + 1) : []),
    ];
  }

  private at(ref: string): Json {
    let node: Json = this.root;
    for (const step of ref.split("/").slice(1)) node = (node as { readonly [key: string]: Json })[step] ?? null;
    return node;
  }
}

const KNOWN = [new Known(editionJsonSchema() as Json), new Known(templateJsonSchema() as Json)];

/** A key, or keys from one that the others lie in; `…` stands for any of them. */
function isKey(path: string): boolean {
  const steps = path.split(".");
  return KNOWN.some(({ keys, pairs }) =>
    steps.every((step, index) => {
      if (step === HOLE) return true;
      const parent = steps[index - 1];
      if (parent === undefined || parent === HOLE) return keys.has(step);
      return pairs.has(`${parent}.${step}`) || pairs.has(`${parent}.*`);
    }),
  );
}

/** Every text of the sources, with holes where values are put in. */
function textsIn(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(join(SRC, file), "utf8"), ts.ScriptTarget.Latest, true);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node))
      texts.push(node.head.text + node.templateSpans.map(({ literal }) => HOLE + literal.text).join(""));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

/** Options by command, as its help lists them. */
async function commands(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const helpOf = async (args: readonly string[]): Promise<string> => {
    let text = "";
    const write = (more: string): void => void (text += more);
    await main(args, { stdout: write, stderr: write, cwd: SRC, env: {}, isTTY: false } as never);
    return text;
  };
  const names = [...(await helpOf(["--help"])).matchAll(/^ {2}([a-z]+) {2,}/gmu)].map(([, name]) => name ?? "");
  const all = new Map<string, ReadonlySet<string>>();
  for (const name of names) {
    const help = await helpOf([name, "--help"]);
    all.set(name, new Set([...help.matchAll(/(?:^|[\s,])(--?[a-z][a-z-]*)/gu)].map(([, option]) => option ?? "")));
  }
  return all;
}

function isCommand(text: string, known: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const [first, ...rest] = text.replace(/^banxin /u, "").split(/\s+/u);
  if (first === "COMMAND") return true;
  const options = known.get(first ?? "");
  return options !== undefined && rest.every((word) => !/^--?[a-z]/u.test(word) || options.has(word));
}

/** `key: value`, `section: { key: value }` or `"key": "value"`. */
function isAssignment(text: string): boolean {
  const keys = [...text.matchAll(/"?([\w.…]+)"?:/gu)].map(([, key]) => key ?? "");
  return keys.length > 0 && keys.every((key) => key === "key" || key === "name" || isKey(key));
}

function isThere(text: string, known: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const isHoles = !/[A-Za-z]/u.test(text);
  if (isHoles || OTHERS.has(text) || isCommand(text, known)) return true;
  if (/^[\w.…]+$/u.test(text)) return isKey(text) || KNOWN.some(({ values }) => values.has(text));
  return isAssignment(text);
}

it("knows keys by the section that they stand in", () => {
  const keys = [
    "layout",
    "audit.leastType",
    "composition.gaps.most",
    "makeup.rules.…",
    "grid.rows",
    "publication.pageCount",
  ];
  const others = ["layouts", "audit.smallestType", "gaps.leastType", "…gap", "story.rows"];
  expect([...keys, ...others].filter(isKey)).toEqual(keys);
});

it("names nothing in backticks that does not exist", async () => {
  const known = await commands();
  expect(known.get("check")?.has("--report")).toBe(true);
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const named = files.flatMap((file) =>
    textsIn(file).flatMap((text) =>
      [...text.matchAll(/`([^`]+)`/gu)].map(([, quoted]) => ({ file, quoted: quoted ?? "" })),
    ),
  );
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter(({ quoted }) => !isThere(quoted, known))).toEqual([]);
});

it("names no option without backticks that no command has", async () => {
  const known = new Set([...(await commands()).values()].flatMap((options) => [...options]));
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const named = files.flatMap((file) =>
    textsIn(file).flatMap((text) =>
      [...text.matchAll(/(?<![\w-])(--[a-z][a-z-]+)/gu)].map(([, option]) => ({ file, option: option ?? "" })),
    ),
  );
  expect(named.filter(({ option }) => !known.has(option) && !OTHER_OPTIONS.has(option))).toEqual([]);
});
