/** The imprint (版权信息) at the foot of the front page: who is responsible for the paper, makes it, prints it and sells it. */
import { IMPRINT_KEYS, type Publication } from "../edition/model.js";
import { wordsOf } from "../edition/words.js";
import { type Len, scale } from "../base/length.js";
import { resized, styledLine, styleOf, templateText, type TextBlock, type Typesetter } from "./typeset.js";

/** Between what a part is and what it says, and between two parts. */
const LABEL_GAP = " ";
const PART_GAP = "　";

/** One line no wider than `room`: its size falls where it tells much. Undefined when there is nothing to tell. */
export function imprintLine(setter: Typesetter, { imprint }: Publication, room: Len): TextBlock | undefined {
  const labels = wordsOf(setter.language).imprint;
  const parts = IMPRINT_KEYS.flatMap((key) => {
    const text = imprint?.[key];
    return text === undefined ? [] : [templateText(`${labels[key]}${LABEL_GAP}`), text, templateText(PART_GAP)];
  }).slice(0, -1);
  if (parts.length === 0 || room <= 0) return undefined;
  const style = styleOf(setter, "creditRole");
  const full = styledLine(setter, parts, { style, role: "masthead" });
  if (full.width <= room) return full;
  return styledLine(setter, parts, { style: resized(style, scale(style.size, room / full.width)), role: "masthead" });
}
