/** Glyphs that something lies over or runs through, and what mends that: the story's place, or the key of a template's rule. */
import type { Rect } from "../base/geometry.js";
import type { Fault, PaintedCover, PaintedText } from "./painted.js";
import { SeenGlyphs } from "./seen.js";

/** Rules and frames that a template asks for, by its key. */
export function drawnBy(key: string): string {
  return `the template's \`${key}\``;
}

/** The key of the room that a rule stands in, by the rule's own: more of it mends the fault too. */
const ROOM: Readonly<Record<string, string>> = {
  "story.columnRule": "grid.gutterEms",
  "folio.rule": "folio.height",
  "banner.rule": "banner.rows",
  "masthead.rule": "masthead.rows",
};

/** Where the folio line meets what is not its own. */
export const FOLIO_MEND =
  "give the template's `folio` another `top` or `height`, or its `credits` another place (folio, foot)";

/** Glyphs by what lies over them. One rule of a template is one fault, in however many texts it does harm. */
export class SeenUnder {
  readonly #seen = new Map<string, { readonly cover: PaintedCover; readonly glyphs: SeenGlyphs }>();

  add(cover: PaintedCover, text: PaintedText, glyph: number, ink: Rect): void {
    const { kind, key } = cover;
    const by = key ?? kind;
    const own = this.#seen.get(by) ?? { cover, glyphs: new SeenGlyphs() };
    this.#seen.set(by, own);
    own.glyphs.add(text, glyph, ink, key === undefined ? undefined : text.role);
  }

  faults(tell: (cover: PaintedCover) => Pick<Fault, "code" | "hint"> & { readonly says: string }): readonly Fault[] {
    return [...this.#seen.values()].flatMap(({ cover, glyphs }) => {
      const { key } = cover;
      const told = { severity: "error" as const, ...tell(cover) };
      if (key === undefined) return glyphs.faults(() => told);
      const room = ROOM[key];
      const hint = `make ${drawnBy(key)} thinner, ${room === undefined ? "" : `make \`${room}\` larger, `}or take the rule out`;
      return glyphs
        .faults(({ role }) => ({ ...told, hint: role === "credits" ? FOLIO_MEND : hint }))
        .map((fault) => ({ ...fault, key }));
    });
  }
}
