/**
 * Where the editor began a line: at the beginning of a text, and after a line end that he typed (<br>, U+2028, `break`, the lines of
 * a head). No glyph shows that, and a space that a line's end swallows looks the same on the page, so it is read in the edition.
 */
import { textsOf } from "../edition/blocks.js";
import type { Article, Edition, Inline } from "../edition/model.js";
import type { GlyphRun } from "../scene/list.js";

/** Lines that begin where the editor began one. */
export class TypedLines {
  readonly #starts = new Set<string>();
  readonly #texts = new Set<string>();

  constructor({ articles, pages }: Edition) {
    for (const article of articles) this.#add(article);
    for (const { fixed } of pages) for (const { items = [] } of fixed) for (const item of items) this.#add(item);
  }

  /** After a line end that was typed inside a text. */
  goesOn(runs: readonly GlyphRun[]): boolean {
    return runs.some((run) => this.#starts.has(keyOf(run)));
  }

  /** At the beginning of a text, or after a line end that was typed. */
  begins(runs: readonly GlyphRun[]): boolean {
    return this.goesOn(runs) || runs.some((run) => this.#texts.has(keyOf(run)));
  }

  #add({ headline, body, photos, related }: Article): void {
    this.#lines(headline);
    for (const block of body) {
      if (block.kind === "subhead") this.#lines(block.lines);
      else for (const text of textsOf(block)) this.#text(text);
    }
    for (const { caption = [] } of photos) this.#text(caption);
    for (const story of related) this.#add(story);
  }

  #lines(lines: readonly Inline[]): void {
    lines.forEach((line, i) => (i === 0 ? this.#texts : this.#starts).add(placeOf(line)));
  }

  #text(pieces: readonly Inline[]): void {
    pieces.forEach((piece, i) => {
      if (i === 0) this.#texts.add(placeOf(piece));
      else if (pieces[i - 1]?.hardBreak === true) this.#starts.add(placeOf(piece));
    });
  }
}

function placeOf({ pointer, offset }: Inline): string {
  return `${pointer} ${offset}`;
}

function keyOf({ source }: GlyphRun): string {
  return `${source.pointer} ${source.start}`;
}
