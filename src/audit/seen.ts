/** Faults of single glyphs, told once a text: how many of its characters, which, and where. */
import type { Rect } from "../base/geometry.js";
import type { Fault, PaintedText } from "./painted.js";
import { around } from "./rectangles.js";

/** Characters that a message quotes. */
const QUOTED = 12;

interface Seen {
  readonly text: PaintedText;
  readonly characters: string[];
  readonly boxes: Rect[];
}

/** Gathers glyphs by the text they belong to. */
export class SeenGlyphs {
  readonly #seen = new Map<string, Seen>();

  add(text: PaintedText, index: number, box: Rect): void {
    const key = `${text.article ?? ""} ${text.role} ${text.pointer}`;
    let seen = this.#seen.get(key);
    if (seen === undefined) this.#seen.set(key, (seen = { text, characters: [], boxes: [] }));
    seen.characters.push(text.texts[index] ?? "");
    seen.boxes.push(box);
  }

  /** `says`: what is wrong, after "3 characters of the caption (“…”)". */
  faults(tell: (text: PaintedText) => Pick<Fault, "severity" | "code" | "hint"> & { says: string }): readonly Fault[] {
    return [...this.#seen.values()].map(({ text, characters, boxes }): Fault => {
      const { says, ...rest } = tell(text);
      const count = characters.length;
      const quoted = [...characters.join("")].slice(0, QUOTED).join("");
      const words = `${count} ${count === 1 ? "character" : "characters"} of the ${text.role} (“${quoted}${count > QUOTED ? "…" : ""}”)`;
      return {
        ...rest,
        message: `${words} ${says}`,
        box: around(boxes),
        article: text.article,
        pointer: text.pointer === "" ? undefined : text.pointer,
      };
    });
  }
}
