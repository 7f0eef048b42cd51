/** Faults of single glyphs, told once a text: how many of its characters, which, and where. */
import { around, type Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import type { Fault, PaintedText } from "./painted.js";

/** Characters that a message quotes. */
const QUOTED = 12;
/** Texts that nobody can name belong together when they lie no farther apart than this, in parts of their size. */
const NEAR = 2;
/** So many of the last places are looked through for one that is near; pages tell their text in its order. */
const LAST = 16;

interface Seen {
  readonly text: PaintedText;
  readonly of: string;
  readonly characters: string[];
  leastSize: Len;
  around: Rect;
}

type Told = Pick<Fault, "severity" | "code" | "hint"> & { readonly says: string };

/** Gathers glyphs by the text they belong to. */
export class SeenGlyphs {
  readonly #seen = new Map<string, Seen[]>();

  /** `as`: what the texts that are told together have in common, where it is not the text; `of`: what they are a part of. */
  add(text: PaintedText, index: number, box: Rect, as?: string, of: string = text.role): void {
    const key = as ?? `${text.article ?? ""} ${text.role} ${text.pointer}`;
    let places = this.#seen.get(key);
    if (places === undefined) this.#seen.set(key, (places = []));
    const named = as !== undefined || text.article !== undefined || text.pointer !== "";
    const known = named ? places[0] : placeNear(places, box, NEAR * text.size);
    if (known === undefined) {
      const characters = [text.texts[index] ?? ""];
      places.push({ text, of, characters, leastSize: text.size, around: box });
      return;
    }
    known.characters.push(text.texts[index] ?? "");
    known.leastSize = Math.min(known.leastSize, text.size);
    known.around = around([known.around, box]) ?? box;
  }

  /** `says`: what is wrong, after "3 characters of the caption (“…”)". */
  faults(tell: (text: PaintedText, leastSize: Len, of: string) => Told): readonly Fault[] {
    return [...this.#seen.values()].flat().map(({ text, of, characters, leastSize, around: box }): Fault => {
      const { says, ...rest } = tell(text, leastSize, of);
      const count = characters.length;
      const quoted = [...characters.join("")].slice(0, QUOTED).join("");
      const words = `${count} ${count === 1 ? "character" : "characters"} of the ${of} (“${quoted}${count > QUOTED ? "…" : ""}”)`;
      return {
        ...rest,
        message: `${words} ${count === 1 ? ofOne(says) : says}`,
        box,
        article: text.article,
        pointer: text.pointer === "" ? undefined : text.pointer,
      };
    });
  }
}

const OF_ONE: Readonly<Record<string, string>> = { are: "is", have: "has" };

/** What is said of one character: its first verb is that of one, and so is the pronoun for it. */
function ofOne(says: string): string {
  return says
    .replace(/^\w+/u, (verb) => OF_ONE[verb] ?? `${verb}s`)
    .replace(" for them", " for it")
    .replace(/ their /gu, " its ")
    .replace(" under them", " under it");
}

function placeNear(places: readonly Seen[], box: Rect, distance: Len): Seen | undefined {
  for (let at = places.length - 1; at >= 0 && at >= places.length - LAST; at -= 1) {
    const place = places[at];
    if (place !== undefined && areNear(place.around, box, distance)) return place;
  }
  return undefined;
}

function areNear(a: Rect, b: Rect, distance: Len): boolean {
  return (
    a.x - distance <= b.x + b.width &&
    b.x <= a.x + a.width + distance &&
    a.y - distance <= b.y + b.height &&
    b.y <= a.y + a.height + distance
  );
}
