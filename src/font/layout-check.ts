/**
 * GSUB, GPOS and GDEF as the OpenType specification lays them out ("OpenType Layout Common Table Formats" and the pages of
 * the three tables), walked once before a font is used. What shapes text trusts them: a count of garbage would keep it busy
 * for ever. Nothing is judged but what shaping would stumble over.
 */
import type { Sfnt } from "./sfnt.js";
import { TableReader } from "./table-reader.js";

/** Extension lookups, which hold another lookup's table at a wider offset. */
const EXTENSION = { GSUB: 7, GPOS: 9 } as const;
const MOST_TYPES = { GSUB: 8, GPOS: 9 } as const;
/** Bits of a value record: four values and four offsets. */
const VALUE_BITS = 8;

export function checkLayoutTables(sfnt: Sfnt, glyphCount: number): void {
  for (const tag of ["GSUB", "GPOS"] as const) {
    if (sfnt.tables.has(tag)) new LayoutCheck(new TableReader(sfnt, tag), tag, glyphCount).run();
  }
  if (sfnt.tables.has("GDEF")) checkDefinitions(new CommonParts(new TableReader(sfnt, "GDEF"), glyphCount));
}

/** What all three tables are made of. */
class CommonParts {
  constructor(
    readonly reader: TableReader,
    readonly glyphCount: number,
  ) {}

  coverage(at: number): void {
    const format = this.reader.u16(at, "a coverage");
    const count = this.reader.u16(at + 2, "a coverage");
    if (format === 1) this.reader.records(at + 4, count, 2, "a coverage");
    else if (format === 2) this.reader.records(at + 4, count, 6, "a coverage");
    else this.reader.fail(`there is no coverage of format ${format}`);
  }

  classes(at: number): void {
    const format = this.reader.u16(at, "a class definition");
    if (format === 1)
      this.reader.records(at + 6, this.reader.u16(at + 4, "a class definition"), 2, "a class definition");
    else if (format === 2)
      this.reader.records(at + 4, this.reader.u16(at + 2, "a class definition"), 6, "a class definition");
    else this.reader.fail(`there is no class definition of format ${format}`);
  }

  /** Offsets of 16 bits from `base`; a zero is an absent part. */
  parts(at: number, count: number, base: number, what: string, each: (at: number) => void): void {
    this.reader.records(at, count, 2, what);
    for (let i = 0; i < count; i += 1) {
      const offset = this.reader.u16(at + i * 2, what);
      if (offset !== 0) each(base + offset);
    }
  }

  part(at: number, base: number, what: string, each: (at: number) => void): void {
    this.parts(at, 1, base, what, each);
  }

  /** A count, and so many offsets from where it stands. */
  list(at: number, what: string, each: (at: number) => void): void {
    this.parts(at + 2, this.reader.u16(at, what), at, what, each);
  }

  /** A count, and so many glyphs. */
  glyphs(at: number, less: number, what: string): number {
    const count = Math.max(0, this.reader.u16(at, what) - less);
    this.reader.records(at + 2, count, 2, what);
    for (let i = 0; i < count; i += 1) this.glyph(at + 2 + i * 2, what);
    return at + 2 + count * 2;
  }

  glyph(at: number, what: string): void {
    this.reader.below(this.reader.u16(at, what), this.glyphCount, `a glyph of ${what}:`);
  }

  device(at: number): void {
    this.reader.records(at, 3, 2, "a device table");
  }
}

function checkDefinitions(parts: CommonParts): void {
  const { reader } = parts;
  const classes = (at: number): void => parts.classes(at);
  const version = reader.u32(0, "the header");
  if (version >>> 16 !== 1) reader.fail("its version is unknown");
  parts.part(4, 0, "the header", classes);
  parts.part(6, 0, "the header", (at) => {
    parts.part(at, at, "the attachment list", (coverage) => parts.coverage(coverage));
    parts.parts(at + 4, reader.u16(at + 2, "the attachment list"), at, "the attachment list", (points) =>
      reader.records(points + 2, reader.u16(points, "attachment points"), 2, "attachment points"),
    );
  });
  parts.part(8, 0, "the header", (at) => {
    parts.part(at, at, "the caret list", (coverage) => parts.coverage(coverage));
    parts.parts(at + 4, reader.u16(at + 2, "the caret list"), at, "the caret list", (ligature) =>
      parts.list(ligature, "ligature carets", (caret) => reader.records(caret, 2, 2, "a caret")),
    );
  });
  parts.part(10, 0, "the header", classes);
  if ((version & 0xffff) < 2) return;
  parts.part(12, 0, "the header", (at) => {
    const count = reader.u16(at + 2, "mark glyph sets");
    reader.records(at + 4, count, 4, "mark glyph sets");
    for (let i = 0; i < count; i += 1) {
      const offset = reader.u32(at + 4 + i * 4, "mark glyph sets");
      if (offset !== 0) parts.coverage(at + offset);
    }
  });
  if ((version & 0xffff) < 3) return;
  const store = reader.u32(14, "the header");
  if (store !== 0) checkVariationStore(reader, store);
}

function checkVariationStore(reader: TableReader, at: number): void {
  const what = "the variation store";
  const regions = at + reader.u32(at + 2, what);
  reader.records(regions + 4, reader.u16(regions, what) * reader.u16(regions + 2, what), 6, what);
  const count = reader.u16(at + 6, what);
  reader.records(at + 8, count, 4, what);
  for (let i = 0; i < count; i += 1) {
    const data = at + reader.u32(at + 8 + i * 4, what);
    const items = reader.u16(data, what);
    // The highest bit says that the deltas are twice as wide.
    const wide = reader.u16(data + 2, what) & 0x7fff;
    const columns = reader.u16(data + 4, what);
    reader.records(data + 6, columns, 2, what);
    reader.records(data + 6 + columns * 2, items, Math.max(1, wide + columns), what);
  }
}

class LayoutCheck extends CommonParts {
  private lookupCount = 0;

  constructor(
    reader: TableReader,
    private readonly tag: "GSUB" | "GPOS",
    glyphCount: number,
  ) {
    super(reader, glyphCount);
  }

  run(): void {
    const { reader } = this;
    if (reader.u16(0, "the header") !== 1) reader.fail("its version is unknown");
    const [scripts, features, lookups] = [4, 6, 8].map((at) => reader.u16(at, "the header")) as [
      number,
      number,
      number,
    ];
    this.lookupCount = lookups === 0 ? 0 : reader.u16(lookups, "the list of lookups");
    const featureCount = features === 0 ? 0 : reader.u16(features, "the list of features");
    if (features !== 0) this.tagged(features, "the list of features", (at) => this.feature(at));
    if (scripts !== 0) this.tagged(scripts, "the list of scripts", (at) => this.script(at, featureCount));
    if (lookups !== 0) this.list(lookups, "the list of lookups", (at) => this.lookup(at));
    if (reader.u16(2, "the header") === 0) return;
    const variations = reader.u32(10, "the header");
    if (variations !== 0) this.variations(variations, featureCount);
  }

  /** A count, and so many tags with an offset each. */
  private tagged(at: number, what: string, each: (at: number) => void, base = at): void {
    const count = this.reader.u16(at, what);
    this.reader.records(at + 2, count, 6, what);
    for (let i = 0; i < count; i += 1) this.part(at + 2 + i * 6 + 4, base, what, each);
  }

  private feature(at: number): void {
    const what = "a feature";
    const count = this.reader.u16(at + 2, what);
    this.reader.records(at + 4, count, 2, what);
    for (let i = 0; i < count; i += 1) {
      this.reader.below(this.reader.u16(at + 4 + i * 2, what), this.lookupCount, "a feature's lookup");
    }
  }

  private script(at: number, featureCount: number): void {
    const language = (system: number): void => {
      const what = "a language system";
      const count = this.reader.u16(system + 4, what);
      this.reader.records(system + 6, count, 2, what);
      for (let i = 0; i < count; i += 1) {
        this.reader.below(this.reader.u16(system + 6 + i * 2, what), featureCount, "a language's feature");
      }
    };
    this.part(at, at, "a script", language);
    this.tagged(at + 2, "a script", language, at);
  }

  private variations(at: number, featureCount: number): void {
    const { reader } = this;
    const what = "the feature variations";
    const count = reader.u32(at + 4, what);
    reader.records(at + 8, count, 8, what);
    for (let i = 0; i < count; i += 1) {
      const conditions = reader.u32(at + 8 + i * 8, what);
      if (conditions !== 0) {
        const set = at + conditions;
        const conditionCount = reader.u16(set, what);
        reader.records(set + 2, conditionCount, 4, what);
        for (let k = 0; k < conditionCount; k += 1) {
          reader.records(set + reader.u32(set + 2 + k * 4, what), 4, 2, what);
        }
      }
      const substitution = reader.u32(at + 12 + i * 8, what);
      if (substitution === 0) continue;
      const set = at + substitution;
      const records = reader.u16(set + 4, what);
      reader.records(set + 6, records, 6, what);
      for (let k = 0; k < records; k += 1) {
        reader.below(reader.u16(set + 6 + k * 6, what), featureCount, "a replaced feature");
        this.feature(set + reader.u32(set + 8 + k * 6, what));
      }
    }
  }

  private lookup(at: number): void {
    const type = this.reader.u16(at, "a lookup");
    this.parts(at + 6, this.reader.u16(at + 4, "a lookup"), at, "a lookup", (sub) => this.subtable(sub, type));
  }

  private subtable(at: number, type: number): void {
    if (type < 1 || type > MOST_TYPES[this.tag]) this.reader.fail(`there is no lookup of type ${type}`);
    if (type === EXTENSION[this.tag]) {
      const held = this.reader.u16(at + 2, "an extension");
      if (held === type) this.reader.fail("an extension holds an extension");
      this.subtable(at + this.reader.u32(at + 4, "an extension"), held);
    } else if (this.tag === "GSUB") this.substitution(at, type);
    else this.positioning(at, type);
  }

  private substitution(at: number, type: number): void {
    const covered = (from: number): void =>
      this.part(from, at, "a substitution", (coverage) => this.coverage(coverage));
    switch (type) {
      case 1:
        covered(at + 2);
        if (this.format(at, 2) === 2) this.glyphs(at + 4, 0, "a substitution");
        return;
      case 2:
      case 3:
        this.format(at, 1);
        covered(at + 2);
        this.parts(at + 6, this.count(at + 4), at, "a substitution", (set) => void this.glyphs(set, 0, "a sequence"));
        return;
      case 4:
        this.format(at, 1);
        covered(at + 2);
        this.parts(at + 6, this.count(at + 4), at, "ligatures", (set) =>
          this.list(set, "ligatures", (ligature) => {
            this.glyph(ligature, "a ligature");
            this.glyphs(ligature + 2, 1, "a ligature");
          }),
        );
        return;
      case 5:
        this.context(at);
        return;
      case 6:
        this.chain(at);
        return;
      default: {
        this.format(at, 1);
        covered(at + 2);
        const ahead = this.coverages(at + 4, at);
        this.glyphs(this.coverages(ahead, at), 0, "a reverse substitution");
      }
    }
  }

  private positioning(at: number, type: number): void {
    const { reader } = this;
    const what = "a positioning";
    const covered = (from: number): void => this.part(from, at, what, (coverage) => this.coverage(coverage));
    switch (type) {
      case 1: {
        covered(at + 2);
        const size = this.valueSize(at + 4);
        if (this.format(at, 2) === 1) reader.records(at + 6, 1, size, what);
        else reader.records(at + 8, reader.u16(at + 6, what), size, what);
        return;
      }
      case 2:
        covered(at + 2);
        this.pairs(at);
        return;
      case 3: {
        covered(at + 2);
        const count = this.count(at + 4);
        this.parts(at + 6, count * 2, at, "cursive anchors", (anchor) => this.anchor(anchor));
        return;
      }
      case 4:
      case 5:
      case 6:
        covered(at + 2);
        covered(at + 4);
        this.marks(at, type);
        return;
      case 7:
        this.context(at);
        return;
      default:
        this.chain(at);
    }
  }

  private pairs(at: number): void {
    const { reader } = this;
    const what = "a pair positioning";
    const size = this.valueSize(at + 4) + this.valueSize(at + 6);
    if (this.format(at, 2) === 1) {
      this.parts(at + 10, this.count(at + 8), at, what, (set) =>
        reader.records(set + 2, reader.u16(set, what), 2 + size, what),
      );
      return;
    }
    for (const offset of [8, 10]) this.part(at + offset, at, what, (classes) => this.classes(classes));
    reader.records(at + 16, this.count(at + 12) * this.count(at + 14), size, what);
  }

  /** Marks on bases, on ligatures or on other marks. */
  private marks(at: number, type: number): void {
    const { reader } = this;
    const classCount = this.count(at + 6);
    this.part(at + 8, at, "marks", (marks) => {
      const count = reader.u16(marks, "marks");
      reader.records(marks + 2, count, 4, "marks");
      for (let i = 0; i < count; i += 1) {
        reader.below(reader.u16(marks + 2 + i * 4, "marks"), Math.max(1, classCount), "a mark's class");
        this.part(marks + 4 + i * 4, marks, "marks", (anchor) => this.anchor(anchor));
      }
    });
    const anchors = (bases: number): void =>
      this.parts(bases + 2, reader.u16(bases, "bases") * classCount, bases, "bases", (anchor) => this.anchor(anchor));
    this.part(at + 10, at, "bases", (bases) => (type === 5 ? this.list(bases, "ligatures", anchors) : anchors(bases)));
  }

  private anchor(at: number): void {
    const format = this.reader.u16(at, "an anchor");
    if (format < 1 || format > 3) this.reader.fail(`there is no anchor of format ${format}`);
    this.reader.records(at, 1, 4 + format * 2, "an anchor");
    if (format === 3) for (const offset of [6, 8]) this.part(at + offset, at, "an anchor", (part) => this.device(part));
  }

  private context(at: number): void {
    const what = "a context";
    const rule = (from: number): void => {
      const glyphCount = this.reader.u16(from, what);
      const inputs = Math.max(0, glyphCount - 1);
      this.reader.records(from + 4, inputs, 2, what);
      this.actions(from + 4 + inputs * 2, this.reader.u16(from + 2, what));
    };
    switch (this.format(at, 3)) {
      case 1:
        this.part(at + 2, at, what, (coverage) => this.coverage(coverage));
        this.parts(at + 6, this.count(at + 4), at, what, (set) => this.list(set, what, rule));
        return;
      case 2:
        this.part(at + 2, at, what, (coverage) => this.coverage(coverage));
        this.part(at + 4, at, what, (classes) => this.classes(classes));
        this.parts(at + 8, this.count(at + 6), at, what, (set) => this.list(set, what, rule));
        return;
      default: {
        const count = this.count(at + 2);
        this.parts(at + 6, count, at, what, (coverage) => this.coverage(coverage));
        this.actions(at + 6 + count * 2, this.count(at + 4));
      }
    }
  }

  private chain(at: number): void {
    const what = "a chained context";
    const { reader } = this;
    const values = (from: number, less: number): number => {
      const count = Math.max(0, reader.u16(from, what) - less);
      reader.records(from + 2, count, 2, what);
      return from + 2 + count * 2;
    };
    const rule = (from: number): void => {
      const actions = values(values(values(from, 0), 1), 0);
      this.actions(actions + 2, reader.u16(actions, what));
    };
    const format = this.format(at, 3);
    if (format === 3) {
      const actions = this.coverages(this.coverages(this.coverages(at + 2, at), at), at);
      this.actions(actions + 2, reader.u16(actions, what));
      return;
    }
    this.part(at + 2, at, what, (coverage) => this.coverage(coverage));
    if (format === 2)
      for (const offset of [4, 6, 8]) this.part(at + offset, at, what, (classes) => this.classes(classes));
    const sets = format === 2 ? at + 10 : at + 4;
    this.parts(sets + 2, this.count(sets), at, what, (set) => this.list(set, what, rule));
  }

  /** A count and so many coverages; returns where they end. */
  private coverages(at: number, base: number): number {
    const count = this.count(at);
    this.parts(at + 2, count, base, "a context", (coverage) => this.coverage(coverage));
    return at + 2 + count * 2;
  }

  /** Which lookups a context applies at which of its glyphs. */
  private actions(at: number, count: number): void {
    this.reader.records(at, count, 4, "a context");
    for (let i = 0; i < count; i += 1) {
      this.reader.below(this.reader.u16(at + i * 4 + 2, "a context"), this.lookupCount, "a context's lookup");
    }
  }

  private valueSize(at: number): number {
    const bits = this.reader.u16(at, "a value format");
    if (bits >>> VALUE_BITS !== 0) this.reader.fail("a value format has unknown bits");
    let size = 0;
    for (let rest = bits; rest !== 0; rest >>>= 1) size += (rest & 1) * 2;
    return size;
  }

  private count(at: number): number {
    return this.reader.u16(at, "a lookup");
  }

  private format(at: number, last: number): number {
    const format = this.reader.u16(at, "a lookup");
    if (format < 1 || format > last) this.reader.fail(`there is no lookup of format ${format}`);
    return format;
  }
}
