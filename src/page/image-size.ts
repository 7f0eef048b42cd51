/** What placing a picture needs to know of its file. */
import type { LightGrid } from "../scene/list.js";

/** Upright pixels of a picture file. */
export interface ImageSize {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** How light its parts are; the audit holds the text on it against that. */
  readonly light?: LightGrid;
}
