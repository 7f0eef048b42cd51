/**
 * What the parts of the edition's schema share: strict objects whose messages name the known keys, sentences for people who
 * read the JSON Schema, checks with a message and a hint.
 */
import * as z from "zod/mini";

/** What a check of this schema says about itself, in the `params` of zod's custom issue. */
export interface CheckParams {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** For objects without room for unknown keys: the message of an `unrecognized_keys` issue lists the keys they know. */
export const strict = {
  error: (issue: z.core.$ZodRawIssue) =>
    issue.code === "unrecognized_keys" && issue.inst instanceof z.ZodMiniObject
      ? Object.keys(issue.inst.shape).join(" ")
      : undefined,
};

/** The known keys that an `unrecognized_keys` message carries. */
export function knownKeys(message: string): string[] {
  return message.split(" ").filter((key) => key !== "");
}

/** A string with a reason of its own when it cannot be read. */
export function readable(read: (text: string) => CheckParams | undefined): z.ZodMiniString {
  return z.string().check((payload: z.core.ParsePayload<string>) => {
    const params = read(payload.value);
    if (params !== undefined) payload.issues.push({ code: "custom", input: payload.value, params: { ...params } });
  });
}

export function check<T>(test: (value: T) => boolean, params: CheckParams): z.core.$ZodCheck<T> {
  return z.refine(test, { params: { ...params } });
}

/** Just one of two keys. */
export function eitherKey<K extends string>(first: K, second: K, params: CheckParams) {
  return check(
    (value: { readonly [Key in K]?: unknown }) => (value[first] === undefined) !== (value[second] === undefined),
    params,
  );
}

/** Adds a sentence for people who read the JSON Schema or hover over a key in their editor. */
export function told<T extends z.ZodMiniType>(schema: T, description: string): T {
  // A copy: one schema may stand under several keys, each with a sentence of its own.
  const own = z.core.clone(schema);
  z.globalRegistry.add(own, { description });
  return own;
}

export const text = z.string();
/** More characters than a folio line, a banner or an imprint on any page can hold: fitting them would take minutes. */
const MOST_FURNITURE = 500;
/** A text of one line outside the stories. */
export const furnitureText = z.string().check(
  check((value: string) => value.length <= MOST_FURNITURE, {
    code: "text-too-long",
    message: `is longer than ${MOST_FURNITURE} characters`,
    hint: "it stands on one line of the page; text of a story belongs into `body`",
  }),
);
export const filled = z.string().check(z.minLength(1));

/** Larger than any page or grid; smaller than what makes arithmetic on cells unsafe. */
export const MOST_CELLS = 100_000;
export const count = z.int().check(z.minimum(1), z.maximum(MOST_CELLS));
export const span = z.tuple([count, count]).check(
  check(([first, last]: [number, number]) => first <= last, {
    code: "bad-range",
    message: "ends before it begins",
    hint: "write the first and the last, both counted from 1: [1, 6]",
  }),
);

export const localPicture = filled.check(
  check((src: string) => !isRemote(src), {
    code: "remote-picture",
    message: "is not a file beside the edition",
    hint: "banxin never fetches anything: save the picture next to the edition file and write its relative path",
  }),
);

export const headline = z.union([text, z.array(text)]);

/** Addresses with a scheme and network paths; a drive letter is an absolute path, which the host refuses by itself. */
export function isRemote(src: string): boolean {
  return /^(?:[a-z][a-z\d+.-]+:|\/\/|\\\\)/iu.test(src.trim());
}
