/** Faces by family and weight, opened when first asked for; roles and fallback resolve to faces here. */
import type { Face } from "./face.js";

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
