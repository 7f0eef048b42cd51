/** What a template says about its press files; the command reads it from the template's `press` section. */
import type { Len } from "../base/length.js";
import type { Colour, Role } from "../scene/list.js";

export interface PressSettings {
  readonly bleed: Len;
  readonly marks: boolean;
  /** Black text smaller than this overprints; larger text knocks out. */
  readonly overprintBelow: Len;
  /** Black in several inks that is meant so; any other is set in black ink alone. */
  readonly richBlack: readonly Colour[];
  /** Written as seen from behind. */
  readonly mirror?: boolean;
  /** Between two pages on one sheet. */
  readonly gutter?: Len;
  /** Items whose black knocks out, whatever its size. */
  readonly knockout: readonly Role[];
}
