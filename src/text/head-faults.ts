/** What a reader would see of how a head was parted into its lines. */
import type { Role } from "../scene/list.js";
import { LONGEST_PARTED } from "./head-lines.js";
import type { ComposeConfig, LineFault, TextSpan } from "./model.js";
import { offsetsInNames } from "./names.js";
import { IN_WORD, phraseBreaks } from "./phrases.js";

interface Wording {
  readonly config: ComposeConfig;
  readonly usage?: () => string;
}

/** What a reader would see of how a head was parted into this line; the lines that the editor gave are his. */
export function headFaults(
  { text, around, role }: Pick<TextSpan, "text" | "around" | "role">,
  options: Wording,
): readonly LineFault[] {
  const [before, after] = around ?? ["", ""];
  if (before + after === "") return [];
  const shown = text.trim();
  const letters = [...shown].filter((character) => /[\p{L}\p{N}]/u.test(character)).length;
  const lone: readonly LineFault[] = letters <= 1 ? [{ kind: "lone", text: shown }] : [];
  const parted = after === "" ? undefined : partedAt(before + text + after, before.length + text.length, role, options);
  return parted === undefined ? lone : [...lone, { kind: "word", text: shown, parted }];
}

/** What a line that ends here parts, if anything. */
function partedAt(whole: string, offset: number, role: Role, { config, usage }: Wording): LineFault["parted"] {
  // A word around the place is enough: heads that are too long for their page have no bound.
  const from = Math.max(0, offset - LONGEST_PARTED);
  const near = whole.slice(from, offset + LONGEST_PARTED);
  const names = offsetsInNames(near, role);
  const found = phraseBreaks(near, config.language, usage?.() ?? "", names).find((one) => one.offset === offset - from);
  if (found === undefined) return "word";
  if (found.cost < IN_WORD) return undefined;
  if (found.inside === undefined || found.inside === "name") return "word";
  return found.inside === "term" ? "term" : "number";
}
