/** Makes a failing case small: parts are left out, texts shortened and numbers lowered for as long as the same fault shows. */

type Json = unknown;
type Path = readonly (string | number)[];

export interface ShrinkLimits {
  readonly tries: number;
  readonly ms: number;
}

/** The smallest value found for which `fails` still holds: swept from the largest part to the smallest, and again. */
export async function shrink<T>(value: T, fails: (candidate: T) => Promise<boolean>, limits: ShrinkLimits): Promise<T> {
  const until = performance.now() + limits.ms;
  let left = limits.tries;
  let best: T = value;
  for (let hasShrunk = true; hasShrunk;) {
    hasShrunk = false;
    let at = 0;
    for (let all = [...candidates(best)]; at < all.length; at += 1) {
      if (left <= 0 || performance.now() > until) return best;
      left -= 1;
      const candidate = all[at]?.() as T;
      if (!(await fails(candidate))) continue;
      best = candidate;
      hasShrunk = true;
      // What was tried in vain before is not tried again in this sweep.
      all = [...candidates(best)];
      at -= 1;
    }
  }
  return best;
}

/** Smaller values, those that leave out most first. */
function* candidates(value: Json): Generator<() => Json> {
  const places = [...placesIn(value, [])].toSorted((a, b) => b.size - a.size);
  for (const { path, part } of places) {
    for (const smaller of smallerThan(part)) yield () => withPart(value, path, smaller);
  }
}

interface Place {
  readonly path: Path;
  readonly part: Json;
  readonly size: number;
}

function* placesIn(value: Json, path: Path): Generator<Place> {
  yield { path, part: value, size: JSON.stringify(value)?.length ?? 0 };
  if (value === null || typeof value !== "object") return;
  const entries = Array.isArray(value) ? value.map((item, index) => [index, item] as const) : Object.entries(value);
  for (const [key, item] of entries) yield* placesIn(item, [...path, key]);
}

function* smallerThan(value: Json): Generator<Json> {
  if (Array.isArray(value)) {
    for (let size = value.length >> 1; size >= 1; size >>= 1) {
      for (let from = 0; from < value.length; from += size) yield value.toSpliced(from, size);
    }
  } else if (value !== null && typeof value === "object") {
    const keys = Object.keys(value).toSorted((a, b) => sizeOf(value, b) - sizeOf(value, a));
    for (const key of keys) yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
  } else if (typeof value === "string") {
    const characters = [...value];
    for (let size = characters.length >> 1; size >= 1; size >>= 1) {
      yield characters.slice(0, characters.length - size).join("");
      yield characters.slice(size).join("");
    }
  }
}

function sizeOf(value: object, key: string): number {
  return JSON.stringify(Reflect.get(value, key))?.length ?? 0;
}

function withPart(value: Json, [step, ...rest]: Path, part: Json): Json {
  if (step === undefined) return part;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? withPart(item, rest, part) : item));
  return Object.fromEntries(
    Object.entries(value as object).map(([key, item]) => [key, key === step ? withPart(item, rest, part) : item]),
  );
}
