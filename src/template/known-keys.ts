/** What the schema knows of a place in a template: its keys, whether it may be empty, and how it may be written. */
import * as z from "zod/mini";
import { templateSchema } from "./schema.js";
import type { Path } from "./tree.js";

type Schema = z.core.$ZodType;

/** The schema of the value at a path; undefined where there is none, or any. */
function schemaAt(path: Path): Schema | undefined {
  return path.reduce<Schema | undefined>((schema, step) => childOf(bare(schema), step), templateSchema);
}

/** The keys of the section at a path; undefined where it is no section, or may have any. */
export function keysAt(path: Path): readonly string[] | undefined {
  const schema = bare(schemaAt(path));
  return schema instanceof z.ZodMiniObject ? Object.keys(schema.shape) : undefined;
}

/** Whether a value may be left out, and so be taken away. */
export function mayBeEmpty(path: Path): boolean {
  const schema = schemaAt(path);
  return schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniDefault;
}

/** A value that is right there, as it is written in YAML. */
export function exampleAt(path: Path): string | undefined {
  const schema = schemaAt(path);
  for (const one of [schema, bare(schema)]) {
    const examples = one === undefined ? undefined : z.globalRegistry.get(one)?.["examples"];
    if (Array.isArray(examples)) return inYaml(examples[0]);
  }
  return undefined;
}

/** YAML on one line. */
function inYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inYaml).join(", ")}]`;
  if (typeof value !== "object" || value === null) {
    const text = String(value);
    return /^[\p{L}\p{N}.#-]+$/u.test(text) && !text.startsWith("#") ? text : `"${text}"`;
  }
  const entries = Object.entries(value).map(([key, own]) => `${key}: ${inYaml(own)}`);
  return `{ ${entries.join(", ")} }`;
}

/** Sections that have a key of this name. */
export function sectionsWith(key: string): readonly string[] {
  return Object.keys(templateSchema.shape).filter((section) => keysAt([section])?.includes(key) === true);
}

function childOf(schema: Schema | undefined, step: PropertyKey): Schema | undefined {
  if (schema instanceof z.ZodMiniObject) return schema.shape[String(step)];
  if (schema instanceof z.ZodMiniArray) return schema.def.element;
  if (schema instanceof z.ZodMiniTuple) return schema.def.items[Number(step)];
  return undefined;
}

/** Without what says that it may be absent. */
function bare(schema: Schema | undefined): Schema | undefined {
  return schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniDefault ? schema.def.innerType : schema;
}
