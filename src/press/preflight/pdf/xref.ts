/** Where the objects of a file stand: cross-reference tables and streams, newest first (ISO 32000-1, 7.5.4 and 7.5.8). */
import { Lexer } from "./lexer.js";
import { isArray, latin1, PdfDict, PdfFault, type PdfObject, PdfName, PdfStream } from "./object.js";

export type Entry =
  | { readonly kind: "at"; readonly offset: number; readonly generation: number }
  | { readonly kind: "packed"; readonly stream: number; readonly index: number }
  | { readonly kind: "free" };

export interface CrossReferences {
  readonly entries: ReadonlyMap<number, Entry>;
  readonly trailer: PdfDict;
  /** Whether any part is a cross-reference stream, which PDF 1.4 does not know. */
  readonly streams: boolean;
  /** How often the file was changed by appending to it, its first writing included. */
  readonly sections: number;
}

/** What reading an indirect object takes that is not in the table yet: a stream's bytes, unpacked. */
export interface SectionReader {
  readonly bytes: Uint8Array;
  /** The object at this offset, whose stream may only use direct values. */
  objectAt(offset: number): { readonly number: number; readonly object: PdfObject };
  unpack(stream: PdfStream): Uint8Array;
}

const MOST_SECTIONS = 256;
/** Acrobat's own bound (Annex C.2). */
const MOST_OBJECTS = 8_388_607;
const TAIL = 2048;

export function readCrossReferences(reader: SectionReader): CrossReferences {
  const entries = new Map<number, Entry>();
  const seen = new Set<number>();
  const waiting = [startOf(reader.bytes)];
  let trailer: PdfDict | undefined;
  let streams = false;
  for (let offset = waiting.shift(); offset !== undefined; offset = waiting.shift()) {
    if (seen.has(offset)) throw new PdfFault("damaged", "the cross-reference table runs in a circle");
    seen.add(offset);
    if (seen.size > MOST_SECTIONS) throw new PdfFault("damaged", "the cross-reference table has too many parts");
    const isTable = latin1(reader.bytes.subarray(offset, offset + 4)) === "xref";
    const dict = isTable ? readTable(reader, offset, entries) : readStream(reader, offset, entries);
    streams ||= !isTable;
    trailer ??= dict;
    // A hybrid file's stream is consulted before the older table.
    for (const key of ["XRefStm", "Prev"]) {
      const next = dict.raw(key);
      if (typeof next === "number") waiting.push(next);
    }
  }
  if (trailer === undefined) throw new PdfFault("damaged", "the file has no trailer");
  return { entries, trailer, streams, sections: seen.size };
}

function startOf(bytes: Uint8Array): number {
  const tail = latin1(bytes.subarray(Math.max(0, bytes.length - TAIL)));
  const at = tail.lastIndexOf("startxref");
  const match = /^startxref\s+(\d{1,15})\s/u.exec(at < 0 ? "" : tail.slice(at));
  if (match === null) {
    throw new PdfFault(
      "damaged",
      "the file has no end: its last lines (startxref, %%EOF) are missing, so it was cut short",
    );
  }
  return Number(match[1]);
}

function readTable({ bytes }: SectionReader, offset: number, entries: Map<number, Entry>): PdfDict {
  const lexer = new Lexer(bytes, offset + 4);
  while (!lexer.takes("trailer")) {
    const first = lexer.next();
    const count = lexer.next();
    if (typeof first !== "number" || typeof count !== "number" || !plausible(first, count)) {
      throw new PdfFault("damaged", `the cross-reference table is broken (byte ${lexer.at})`);
    }
    for (let i = 0; i < count; i++) {
      const at = lexer.next();
      const generation = lexer.next();
      const inUse = lexer.takes("n");
      if (typeof at !== "number" || typeof generation !== "number" || (!inUse && !lexer.takes("f"))) {
        throw new PdfFault("damaged", `the cross-reference table is broken (byte ${lexer.at})`);
      }
      if (!entries.has(first + i)) {
        entries.set(first + i, inUse ? { kind: "at", offset: at, generation } : { kind: "free" });
      }
    }
  }
  const trailer = lexer.object();
  if (!(trailer instanceof PdfDict)) throw new PdfFault("damaged", "the trailer is not a dictionary");
  return trailer;
}

function plausible(first: number, count: number): boolean {
  return [first, count].every((value) => Number.isInteger(value) && value >= 0) && first + count <= MOST_OBJECTS;
}

function readStream(reader: SectionReader, offset: number, entries: Map<number, Entry>): PdfDict {
  const { object } = reader.objectAt(offset);
  const type = object instanceof PdfStream ? object.dict.raw("Type") : null;
  if (!(object instanceof PdfStream) || !(type instanceof PdfName) || type.value !== "XRef") {
    throw new PdfFault("damaged", `there is no cross-reference table where the file says it is (byte ${offset})`);
  }
  const { dict } = object;
  const widths = numbers(dict.raw("W"));
  const size = dict.raw("Size");
  const [kindWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const width = kindWidth + secondWidth + thirdWidth;
  if (widths.length !== 3 || widths.some((one) => one < 0 || one > 8) || width === 0 || typeof size !== "number") {
    throw new PdfFault("damaged", "the cross-reference stream is broken");
  }
  const data = reader.unpack(object);
  const given = numbers(dict.raw("Index"));
  const index = given.length > 0 ? given : [0, size];
  let at = 0;
  const field = (bytes: number, otherwise: number): number => {
    if (bytes === 0) return otherwise;
    let value = 0;
    for (let i = 0; i < bytes; i++) value = value * 256 + (data[at++] ?? 0);
    return value;
  };
  for (let i = 0; i + 1 < index.length; i += 2) {
    const first = index[i] ?? 0;
    const count = index[i + 1] ?? 0;
    if (!plausible(first, count)) throw new PdfFault("damaged", "the cross-reference stream is broken");
    for (let number = first; number < first + count && at + width <= data.length; number++) {
      const kind = field(kindWidth, 1);
      const second = field(secondWidth, 0);
      const third = field(thirdWidth, 0);
      if (!entries.has(number)) entries.set(number, entryOf(kind, second, third));
    }
  }
  return dict;
}

function entryOf(kind: number, second: number, third: number): Entry {
  if (kind === 1) return { kind: "at", offset: second, generation: third };
  return kind === 2 ? { kind: "packed", stream: second, index: third } : { kind: "free" };
}

function numbers(object: PdfObject): number[] {
  return isArray(object) ? object.filter((one) => typeof one === "number") : [];
}
