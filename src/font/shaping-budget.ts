/**
 * Bounds what a font's layout tables make of one text. The tables were checked before, but lookups that call one another
 * or put a glyph in the place of two are no fault of form, and some never end.
 */
import { FontError } from "./error.js";

/** fontkit's processor of GSUB or GPOS, as far as it is used. */
export interface LookupProcessor {
  readonly glyphs: ArrayLike<unknown>;
  applyLookup(type: number, table: unknown): boolean;
}

/** As deep as HarfBuzz goes (`HB_MAX_NESTING_LEVEL`). */
const DEEPEST = 64;
/** Parts of lookups tried for each glyph. HarfBuzz allows 1 024 operations (`HB_BUFFER_MAX_OPS_FACTOR`); here each part counts. */
const TRIES_A_GLYPH = 20_000;
/** A glyph may become several, as HarfBuzz allows it (`HB_BUFFER_MAX_LEN_FACTOR`). */
const GROWTH = 64;
/** For texts of a few glyphs. */
const LEAST_GLYPHS = 16;

export class ShapingBudget {
  private tries = 0;
  private most = 0;
  private depth = 0;

  /** Everything that the processor does is counted from now on. */
  watch(processor: LookupProcessor): void {
    const apply = processor.applyLookup.bind(processor);
    processor.applyLookup = (type, table) => {
      this.tries -= 1;
      if (this.tries < 0) throw new FontError("corrupt", "the font's lookups go on without end");
      if (processor.glyphs.length > this.most)
        throw new FontError("corrupt", "the font's lookups add glyphs without end");
      if (this.depth >= DEEPEST) throw new FontError("corrupt", "the font's lookups call one another without end");
      this.depth += 1;
      try {
        return apply(type, table);
      } finally {
        this.depth -= 1;
      }
    };
  }

  /** For a text of so many glyphs. */
  begin(glyphs: number): void {
    const counted = glyphs + LEAST_GLYPHS;
    this.tries = counted * TRIES_A_GLYPH;
    this.most = counted * GROWTH;
    this.depth = 0;
  }
}
