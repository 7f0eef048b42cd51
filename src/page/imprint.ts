/** The imprint (版权信息) at the foot of the front page: who is responsible for the paper, makes it, prints it and sells it. */
import type { Rect } from "../base/geometry.js";
import { IMPRINT_KEYS, type Publication } from "../edition/model.js";
import { wordsOf } from "../edition/words.js";
import { drawGroups, fitGroups } from "./fit-groups.js";
import { firstRows } from "./folio.js";
import { unfitNotes } from "./fit-text.js";
import type { Drawn } from "./sheet.js";
import { styleOf, templateText, type Typesetter } from "./typeset.js";

/** White between a word and what it stands for, and between two of them, in em. */
const GAPS = [0.5, 1] as const;

/** At the left of the rectangle, in smaller type and in several lines where it tells much. */
export function imprintItems(setter: Typesetter, { imprint }: Publication, rect: Rect): Drawn {
  const style = styleOf(setter, "creditRole");
  const labels = wordsOf(setter.language).imprint;
  const groups = IMPRINT_KEYS.flatMap((key) => {
    const inline = imprint?.[key];
    if (inline === undefined) return [];
    const what = `the imprint's \`${key}\``;
    return [
      [templateText(labels[key]), inline].map((text) => ({ what, inline: text, style, role: "masthead" as const })),
    ];
  });
  if (groups.length === 0) return { items: [], notes: [] };
  const mend = "leave out another of its texts";
  const fitted = fitGroups(
    setter,
    { groups, gaps: GAPS, mend },
    { width: Math.max(0, rect.width), height: rect.height },
  );
  return {
    items: drawGroups(setter, fitted, firstRows(setter, rect, fitted), "left"),
    notes: unfitNotes(setter, fitted.unfit),
  };
}
