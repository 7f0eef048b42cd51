/** Words that a proof shows over the page: not part of it, in the template's own small type. */
import type { Len } from "../base/length.js";
import type { Language } from "../edition/model.js";
import type { Face } from "../font/face.js";
import type { FontLibrary } from "../font/library.js";
import type { SceneItem } from "../scene/list.js";
import type { Template } from "../template/resolved.js";
import { createTypesetter, drawBlock, fittedLine, styleOf, templateText } from "./typeset.js";

/** Sets single lines in the type of the folio, smaller where they would be too wide. `faces` grows as words are drawn. */
export function createLettering(
  template: Template,
  fonts: FontLibrary,
  language: Language,
): { draw(text: string, x: Len, y: Len, width: Len): readonly SceneItem[]; readonly faces: ReadonlyMap<string, Face> } {
  const setter = createTypesetter(template, fonts, language);
  const style = { ...styleOf(setter, "folioText"), size: template.grid.em, leading: template.grid.leading };
  return {
    faces: setter.faces,
    draw: (text, x, y, width) =>
      drawBlock(setter, fittedLine(setter, templateText(text), { style, role: "overlay" }, width), x, y),
  };
}
