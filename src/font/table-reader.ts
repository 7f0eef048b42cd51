/**
 * One table of a font, read with suspicion: every offset and count is held against the table's own length, and all that is
 * read is counted. Tables of tables may share parts, so a few kilobytes can stand for billions of records; programs that
 * read them one by one would never end.
 */
import { FontError } from "./error.js";
import { table, type Sfnt } from "./sfnt.js";

/** Records read of a table, for each byte that it has. Sound fonts have less than one (Noto Sans Mono, GPOS: 0.8). */
const MOST_RECORDS_A_BYTE = 64;
/** Room for tables of a few bytes. */
const LEAST_RECORDS = 10_000;

export class TableReader {
  readonly length: number;
  readonly #view: DataView;
  readonly #tag: string;
  #left: number;

  constructor(sfnt: Sfnt, tag: string) {
    const { bytes } = sfnt;
    const record = table(sfnt, tag);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset + record.offset, record.length);
    this.#tag = tag.trim();
    this.length = record.length;
    this.#left = LEAST_RECORDS + record.length * MOST_RECORDS_A_BYTE;
  }

  u8(at: number, what: string): number {
    this.within(at, 1, what);
    return this.#view.getUint8(at);
  }

  u16(at: number, what: string): number {
    this.within(at, 2, what);
    return this.#view.getUint16(at);
  }

  i16(at: number, what: string): number {
    this.within(at, 2, what);
    return this.#view.getInt16(at);
  }

  u32(at: number, what: string): number {
    this.within(at, 4, what);
    return this.#view.getUint32(at);
  }

  /** That `count` records of so many bytes each lie within the table. */
  records(at: number, count: number, size: number, what: string): void {
    this.within(at, count * size, what);
    this.#left -= count + 1;
    if (this.#left < 0) this.fail("stands for more records than any font has");
  }

  within(at: number, size: number, what: string): void {
    if (at < 0 || size < 0 || at + size > this.length) this.fail(`${what} reaches beyond its end`);
  }

  /** An index that has to be below a limit. */
  below(value: number, limit: number, what: string): void {
    if (value >= limit) this.fail(`${what} ${value} is one of ${limit} only`);
  }

  fail(reason: string): never {
    throw new FontError("corrupt", `the font's "${this.#tag}" table is damaged: ${reason}`);
  }
}
