/**
 * Output conditions: what a page is printed on, and what that asks of its file. They are data files
 * (`conditions/NAME.json`), so that a press adds its own without touching the program.
 */
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import type { Diagnostic, Outcome } from "../base/diagnostic.js";
import { readOutputProfile, type IccProfile } from "./icc.js";

export interface OutputCondition {
  readonly name: string;
  readonly title: string;
  /** OutputConditionIdentifier: the name of the characterisation data in `registry`, or the profile's own name. */
  readonly identifier: string;
  /** Where the identifier is registered; undefined for a press's own profile. */
  readonly registry: string | undefined;
  /** OutputCondition: the same in words. */
  readonly description: string;
  readonly profile: IccProfile;
  /** The profile's file: the colour engine wants a path. */
  readonly profilePath: string;
  /** What the profile describes, where that is not what the condition prints on: the report says so. */
  readonly profileIsFor: string | undefined;
  /** Most ink of all plates together, per cent. */
  readonly inkLimit: number;
  /** Pixels an inch at the placed size: under `warn` and `error` it is told, over `limit` the picture is downsampled. */
  readonly resolution: { readonly warn: number; readonly error: number; readonly limit: number };
  readonly paper: string;
  readonly dotGain: string;
}

const text = z.string().check(z.minLength(1));
const ppi = z.number().check(z.minimum(20), z.maximum(5_000));

const schema = z.strictObject({
  name: text,
  title: text,
  identifier: text,
  registry: z.optional(text),
  description: text,
  profile: text,
  profileIsFor: z.optional(text),
  inkLimit: z.number().check(z.minimum(100), z.maximum(400)),
  resolution: z.strictObject({ warn: ppi, error: ppi, limit: ppi }),
  paper: text,
  dotGain: text,
});

/** No profile is larger; the largest device links have some megabytes. */
const LARGEST_PROFILE = 32 * 1024 * 1024;

/** Reads `NAME.json` of a folder of conditions, and its profile beside it. */
export async function loadCondition(name: string, folder: string): Promise<Outcome<OutputCondition>> {
  const file = join(folder, `${name}.json`);
  let raw: unknown;
  try {
    raw = JSON.parse(new TextDecoder().decode(await readRegular(file)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(file, "bad-condition", `the output condition "${name}" cannot be read: ${reason}`, "mend the file");
  }
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.join(".") ?? "";
    const message = `the output condition "${name}" is wrong at "${place}": ${issue?.message ?? ""}`;
    return refuse(file, "bad-condition", message, "compare it with a bundled one in conditions/");
  }
  const { profile: profileFile, registry, profileIsFor, ...rest } = parsed.data;
  const profile = await loadProfile(join(folder, profileFile));
  if (!profile.ok) return profile;
  const value = { ...rest, registry, profileIsFor, profile: profile.value, profilePath: join(folder, profileFile) };
  return { ok: true, value, diagnostics: [] };
}

/** The condition with a press's own profile instead of its own. */
export async function withProfile(condition: OutputCondition, path: string): Promise<Outcome<OutputCondition>> {
  const profile = await loadProfile(path);
  if (!profile.ok) return profile;
  const name = profile.value.description === "" ? "Custom" : profile.value.description;
  return {
    ok: true,
    value: {
      ...condition,
      identifier: name,
      registry: undefined,
      description: `${condition.title}, by the profile ${name}`,
      profile: profile.value,
      profilePath: path,
      profileIsFor: undefined,
    },
    diagnostics: [],
  };
}

async function loadProfile(path: string): Promise<Outcome<IccProfile>> {
  let bytes: Uint8Array;
  try {
    bytes = await readRegular(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const missing = code === "ENOENT";
    const reason = code === "" && error instanceof Error ? error.message : code;
    const message = missing ? "there is no such file" : `it cannot be read (${reason})`;
    return refuse(path, missing ? "not-found" : "unreadable", `ICC profile: ${message}`, "name the profile's file");
  }
  if (bytes.length > LARGEST_PROFILE) return refuse(path, "bad-icc", "ICC profile: it is too large", "name another");
  const read = readOutputProfile(bytes);
  if (!read.ok) return refuse(path, "bad-icc", `ICC profile: ${read.problem}`, read.hint);
  return { ok: true, value: read.value, diagnostics: [] };
}

/** Opening a pipe waits for its writer, for ever if there is none: it is opened without waiting, and refused. */
async function readRegular(path: string): Promise<Uint8Array> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) throw new Error("it is not a regular file");
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function refuse(file: string, code: string, message: string, hint: string): { ok: false; diagnostics: Diagnostic[] } {
  return {
    ok: false,
    diagnostics: [{ severity: "error", code, message, at: { file, line: 1, column: 1 }, hints: [hint] }],
  };
}
