/** Faces by family and weight, opened when first asked for; roles and fallback resolve to faces here. */
import type { Face } from "./face.js";
import { openFace } from "./open.js";

/** Where a face's bytes come from. Read lazily, so that weights nobody asks for cost nothing. */
export interface FontSource {
  readonly family: string;
  readonly weight: number;
  /** Italic or oblique: never set where an upright face is wanted and the family has one. */
  readonly italic?: boolean;
  /** OS/2 usWidthClass, from 1 (ultra-condensed) to 9; 5, the normal width, when not given. */
  readonly stretch?: number;
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
 * Names of families are compared without case and spaces. A later source replaces an earlier one of the same family,
 * weight, posture and width, so that an editor's own fonts win over the bundled ones. Asking for a face whose file is
 * damaged throws FontError.
 */
export function createLibrary(
  sources: readonly FontSource[],
  options: { readonly language?: string } = {},
): FontLibrary {
  const families = new Map<string, { readonly name: string; readonly entries: Map<string, Entry> }>();
  const ids = new Set<string>();
  for (const source of sources) {
    const key = familyKey(source.family);
    const family = families.get(key) ?? { name: source.family, entries: new Map<string, Entry>() };
    families.set(key, family);
    const kind = kindOf(source);
    const replaced = family.entries.get(kind);
    const id = replaced?.id ?? uniqueId(`${slug(source.family)}-${kind}`, ids);
    family.entries.set(kind, { id, source, face: undefined });
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
        origin: entry.source.origin,
        ...options,
      });
      return entry.face;
    },
  };
}

const NORMAL_STRETCH = 5;

/** Weight, and what sets a face apart from the upright one of normal width. */
function kindOf({ weight, italic, stretch = NORMAL_STRETCH }: FontSource): string {
  return `${weight}${italic === true ? "-italic" : ""}${stretch === NORMAL_STRETCH ? "" : `-stretch-${stretch}`}`;
}

/** Upright before italic, then the width nearest to normal: no style asks for another, and a weight is no reason for one. */
function plainest(entries: readonly Entry[]): readonly Entry[] {
  const uprights = entries.filter(({ source }) => source.italic !== true);
  const candidates = uprights.length > 0 ? uprights : entries;
  const off = ({ source }: Entry): number => Math.abs((source.stretch ?? NORMAL_STRETCH) - NORMAL_STRETCH);
  const least = Math.min(...candidates.map(off));
  const near = candidates.filter((entry) => off(entry) === least);
  // Of one condensed and one expanded face, equally far, the condensed one: columns are narrow.
  const narrowest = Math.min(...near.map(({ source }) => source.stretch ?? NORMAL_STRETCH));
  return near.filter(({ source }) => (source.stretch ?? NORMAL_STRETCH) === narrowest);
}

/** Of two equally near weights the one further from regular wins: a headline stays bold, a light deck stays light. */
function nearest(all: readonly Entry[], weight: number): Entry | undefined {
  const entries = plainest(all);
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
