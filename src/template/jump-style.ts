/** How stories go on to other pages, where a template says nothing else. */
import type { JumpStyle } from "./resolved.js";
import type { RawTemplate } from "./schema.js";

/** Three white rows of a column go unnoticed; from the fourth on the audit looks at them. */
const WHITE_ROWS = 3;

export function jumpStyle(raw: RawTemplate["jump"] = {}): JumpStyle {
  const { endsAt = "sentence", whiteRows = WHITE_ROWS, together = false } = raw;
  return { endsAt, whiteRows, together };
}
