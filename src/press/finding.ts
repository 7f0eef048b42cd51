/** What making a press file has to say; the preflight of the finished file has its own findings. */
import type { Rect } from "../base/geometry.js";

export interface PressFinding {
  readonly severity: "error" | "warning" | "info";
  /** Stable, kebab case. */
  readonly code: string;
  readonly page: number;
  readonly message: string;
  readonly hint: string;
  /** Where on the page, from the trim's top left corner. */
  readonly box?: Rect;
}
