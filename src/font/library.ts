/** Faces by family and weight, opened when first asked for; roles and fallback resolve to faces here. */
import type { Face } from "./face.js";
import { openFace } from "./open.js";

/** Where a face's bytes come from. Read lazily, so that weights nobody asks for cost nothing. */
export interface FontSource {
  readonly family: string;
  readonly weight: number;
  /** Where from, for messages. */
  readonly origin: string;
  load(): Uint8Array;
}

export interface FontLibrary {
  readonly families: readonly string[];
  /** The face of this family whose weight is nearest; undefined for a family nobody registered. */
  face(family: string, weight: number): Face | undefined;
}

interface Entry {
  readonly id: string;
  readonly source: FontSource;
  face: Face | undefined;
}

/**
 * Names of families are compared without case and spaces. A later source replaces an earlier one of the same family and
 * weight, so that an editor's own fonts win over the bundled ones. Asking for a face whose file is damaged throws
 * FontError.
 */
export function createLibrary(
  sources: readonly FontSource[],
  options: { readonly language?: string } = {},
): FontLibrary {
  const families = new Map<string, { readonly name: string; readonly entries: Map<number, Entry> }>();
  const ids = new Set<string>();
  for (const source of sources) {
    const key = familyKey(source.family);
    const family = families.get(key) ?? { name: source.family, entries: new Map<number, Entry>() };
    families.set(key, family);
    const replaced = family.entries.get(source.weight);
    const id = replaced?.id ?? uniqueId(`${slug(source.family)}-${source.weight}`, ids);
    family.entries.set(source.weight, { id, source, face: undefined });
  }
  return {
    families: [...families.values()].map((family) => family.name),
    face(name, weight) {
      const family = families.get(familyKey(name));
      const entry = family === undefined ? undefined : nearest([...family.entries.values()], weight);
      if (entry === undefined) return undefined;
      entry.face ??= openFace(entry.source.load(), {
        family: entry.source.family,
        weight: entry.source.weight,
        id: entry.id,
        ...options,
      });
      return entry.face;
    },
  };
}

/** Of two equally near weights the one further from regular wins: a headline stays bold, a light deck stays light. */
function nearest(entries: readonly Entry[], weight: number): Entry | undefined {
  const distance = (entry: Entry): number => Math.abs(entry.source.weight - weight);
  const outward = (entry: Entry): number => Math.abs(entry.source.weight - 400);
  return entries.toSorted((a, b) => distance(a) - distance(b) || outward(b) - outward(a))[0];
}

function familyKey(family: string): string {
  return family.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, "");
}

function slug(family: string): string {
  return family.trim().toLowerCase().replaceAll(/\s+/gu, "-");
}

function uniqueId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`;
  taken.add(id);
  return id;
}
