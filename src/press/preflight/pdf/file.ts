/**
 * A PDF file, read back from its bytes. Objects are read when they are asked for, and kept. Whatever the bytes are, the
 * answer is an object or a `PdfFault`: every loop, depth and size has its bound.
 */
import { inflate, type Parameters, parametersOf, unAscii85, unHex, unLzw, unpredict, unRunLength } from "./filters.js";
import { END, Lexer } from "./lexer.js";
import {
  isArray,
  latin1,
  PdfDict,
  PdfFault,
  PdfKeyword,
  PdfName,
  type PdfObject,
  PdfReference,
  PdfStream,
  PdfString,
} from "./object.js";
import { type CrossReferences, readCrossReferences } from "./xref.js";

/** References that lead to references: more than a few is a circle. */
const LONGEST_CHAIN = 32;
/** A page of two photographs at 24 megapixels in four inks unpacks to 200 MB. */
const LARGEST_STREAM = 512 * 1024 * 1024;
/** All streams together; what has been unpacked once is not kept. */
const LARGEST_TOTAL = 2 * 1024 * 1024 * 1024;
const MOST_FILTERS = 8;

/** A stream as far as it can be unpacked here: pictures' own codings are left to whoever reads pictures. */
export interface Decoded {
  readonly bytes: Uint8Array;
  /** `DCTDecode`, `JPXDecode`, `CCITTFaxDecode`, `JBIG2Decode`: what still has to be undone. */
  readonly coding?: string;
  readonly parameters: PdfDict | undefined;
}

export class PdfDocument {
  /** Such as "1.4": the header's, or the catalog's where it is higher. */
  readonly version: string;
  readonly trailer: PdfDict;
  readonly catalog: PdfDict;
  readonly references: CrossReferences;
  readonly encrypted: boolean;
  readonly bytes: Uint8Array;
  readonly #objects = new Map<number, PdfObject>();
  readonly #reading = new Set<number>();
  readonly #packed = new Map<number, ObjectStream>();
  #unpacked = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    const header = /%PDF-(\d\.\d)/u.exec(latin1(bytes.subarray(0, 1024)));
    if (header === null) throw new PdfFault("not-a-pdf", "the file is not a PDF: it does not begin with %PDF-");
    this.references = readCrossReferences({
      bytes,
      objectAt: (offset) => this.#objectAt(offset),
      unpack: (stream) => this.decode(stream).bytes,
    });
    this.trailer = this.references.trailer;
    this.encrypted = this.trailer.raw("Encrypt") !== null;
    this.catalog = this.dict(this.trailer.raw("Root")) ?? fault("the file has no catalog");
    const own = this.name(this.catalog.raw("Version"));
    this.version = own !== undefined && own > (header[1] ?? "") ? own : (header[1] ?? "");
  }

  /** Follows references; what is not in the file is null (7.3.10). */
  resolve(object: PdfObject): PdfObject {
    let current = object;
    for (let i = 0; current instanceof PdfReference; i++) {
      if (i > LONGEST_CHAIN) throw new PdfFault("damaged", "references run in a circle");
      current = this.#load(current.number);
    }
    return current;
  }

  dict(object: PdfObject): PdfDict | undefined {
    const value = this.resolve(object);
    if (value instanceof PdfStream) return value.dict;
    return value instanceof PdfDict ? value : undefined;
  }

  stream(object: PdfObject): PdfStream | undefined {
    const value = this.resolve(object);
    return value instanceof PdfStream ? value : undefined;
  }

  array(object: PdfObject): readonly PdfObject[] | undefined {
    const value = this.resolve(object);
    return isArray(value) ? value : undefined;
  }

  number(object: PdfObject): number | undefined {
    const value = this.resolve(object);
    return typeof value === "number" ? value : undefined;
  }

  numbers(object: PdfObject): readonly number[] | undefined {
    const values = this.array(object)?.map((one) => this.number(one));
    return values === undefined || values.includes(undefined) ? undefined : values.filter((one) => one !== undefined);
  }

  name(object: PdfObject): string | undefined {
    const value = this.resolve(object);
    return value instanceof PdfName ? value.value : undefined;
  }

  string(object: PdfObject): PdfString | undefined {
    const value = this.resolve(object);
    return value instanceof PdfString ? value : undefined;
  }

  bool(object: PdfObject): boolean | undefined {
    const value = this.resolve(object);
    return typeof value === "boolean" ? value : undefined;
  }

  /** The filters of a stream, by their full names. */
  filters(stream: PdfStream): readonly string[] {
    const filter = this.resolve(stream.dict.raw("Filter") ?? stream.dict.raw("F"));
    const all = isArray(filter) ? filter : filter === null ? [] : [filter];
    if (all.length > MOST_FILTERS) throw new PdfFault("damaged", `a stream is packed ${all.length} times over`);
    return all.map((one) => {
      const name = this.name(one) ?? fault("a stream's filter is not a name");
      return SHORT_FILTERS[name] ?? name;
    });
  }

  /** The bytes of a stream, unpacked as far as they carry data; a fault where they are more than `limit`. */
  decode(stream: PdfStream, limit = LARGEST_STREAM): Decoded {
    let { bytes } = stream;
    const given = this.resolve(stream.dict.raw("DecodeParms") ?? stream.dict.raw("DP"));
    for (const [i, filter] of this.filters(stream).entries()) {
      const parameters = this.dict(isArray(given) ? (given[i] ?? null) : i === 0 ? given : null);
      if (PICTURE_CODINGS.has(filter)) return { bytes, coding: filter, parameters };
      bytes = this.#unpack(filter, bytes, parameters, limit);
    }
    return { bytes, parameters: undefined };
  }

  #unpack(filter: string, bytes: Uint8Array, dict: PdfDict | undefined, most: number): Uint8Array {
    const limit = Math.min(most, LARGEST_TOTAL - this.#unpacked);
    if (limit <= 0) throw new PdfFault("too-large", "the file's streams unpack to more than 2 GB");
    const parameters: Parameters = parametersOf(dict, (key) => this.number(dict?.raw(key) ?? null));
    const out = unpackOne(filter, bytes, parameters, limit);
    this.#unpacked += out.length;
    return out;
  }

  #load(number: number): PdfObject {
    const known = this.#objects.get(number);
    if (known !== undefined) return known;
    const entry = this.references.entries.get(number);
    if (entry === undefined || entry.kind === "free") return null;
    // Reading a stream follows its Length, which may lead back here.
    if (this.#reading.has(number)) throw new PdfFault("damaged", `object ${number} needs itself to be read`);
    this.#reading.add(number);
    try {
      const object =
        entry.kind === "at" ? this.#loadAt(number, entry.offset) : this.#loadPacked(entry.stream, entry.index);
      this.#objects.set(number, object);
      return object;
    } finally {
      this.#reading.delete(number);
    }
  }

  #loadAt(number: number, offset: number): PdfObject {
    const found = this.#objectAt(offset);
    if (found.number !== number) {
      throw new PdfFault(
        "damaged",
        `the cross-reference table is wrong: object ${found.number} stands where ${number} should`,
      );
    }
    return found.object;
  }

  #objectAt(offset: number): { number: number; object: PdfObject } {
    if (offset < 0 || offset >= this.bytes.length) {
      throw new PdfFault("damaged", `the cross-reference table points outside of the file (byte ${offset})`);
    }
    const lexer = new Lexer(this.bytes, offset);
    const number = lexer.next();
    const generation = lexer.next();
    if (typeof number !== "number" || typeof generation !== "number" || !lexer.takes("obj")) {
      throw new PdfFault("damaged", `the cross-reference table is wrong: no object begins at byte ${offset}`);
    }
    const object = lexer.object();
    if (!(object instanceof PdfDict) || !lexer.takes("stream")) return { number, object };
    let start = lexer.at;
    if (this.bytes[start] === 13) start += 1;
    if (this.bytes[start] === 10) start += 1;
    return {
      number,
      object: new PdfStream(object, this.bytes.subarray(start, start + this.#streamLength(object, start))),
    };
  }

  #streamLength(dict: PdfDict, start: number): number {
    // While the table is still being read nothing can be looked up in it; its own streams have a direct length.
    const raw = dict.raw("Length");
    const length = typeof raw === "number" ? raw : this.number(raw);
    const end = start + (length ?? -1);
    if (length === undefined || length < 0 || end > this.bytes.length) {
      throw new PdfFault("damaged", `a stream has no right length (byte ${start})`);
    }
    if (!new Lexer(this.bytes, end).takes("endstream")) {
      throw new PdfFault("damaged", `a stream is not as long as it says (byte ${start})`);
    }
    return length;
  }

  #loadPacked(streamNumber: number, index: number): PdfObject {
    let packed = this.#packed.get(streamNumber);
    if (packed === undefined) this.#packed.set(streamNumber, (packed = this.#openObjectStream(streamNumber)));
    const offset = packed.offsets[index];
    if (offset === undefined) return null;
    const object = new Lexer(packed.bytes, offset).next();
    return object === END || object instanceof PdfKeyword ? null : object;
  }

  #openObjectStream(number: number): ObjectStream {
    const entry = this.references.entries.get(number);
    const stream = entry?.kind === "at" ? this.#load(number) : null;
    if (!(stream instanceof PdfStream)) throw new PdfFault("damaged", `object stream ${number} is missing`);
    const count = this.number(stream.dict.raw("N")) ?? 0;
    const first = this.number(stream.dict.raw("First")) ?? 0;
    const { bytes } = this.decode(stream);
    const header = new Lexer(bytes);
    const offsets: number[] = [];
    for (let i = 0; i < count; i++) {
      header.next();
      const offset = header.next();
      if (typeof offset !== "number" || offset < 0) throw new PdfFault("damaged", `object stream ${number} is broken`);
      offsets.push(first + offset);
    }
    return { bytes, offsets };
  }
}

/** Many objects in one compressed stream (7.5.7); each is read when it is asked for. */
interface ObjectStream {
  readonly bytes: Uint8Array;
  readonly offsets: readonly number[];
}

const PICTURE_CODINGS = new Set(["DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode"]);

/** Names that inline images may use (8.9.7). */
const SHORT_FILTERS: Readonly<Record<string, string>> = {
  AHx: "ASCIIHexDecode",
  A85: "ASCII85Decode",
  LZW: "LZWDecode",
  Fl: "FlateDecode",
  RL: "RunLengthDecode",
  CCF: "CCITTFaxDecode",
  DCT: "DCTDecode",
};

function unpackOne(filter: string, bytes: Uint8Array, parameters: Parameters, limit: number): Uint8Array {
  switch (filter) {
    case "FlateDecode":
      return unpredict(inflate(bytes, limit), parameters);
    case "LZWDecode":
      return unpredict(unLzw(bytes, parameters, limit), parameters);
    case "ASCIIHexDecode":
      return unHex(bytes, limit);
    case "ASCII85Decode":
      return unAscii85(bytes, limit);
    case "RunLengthDecode":
      return unRunLength(bytes, limit);
    default:
      throw new PdfFault("damaged", `a stream is packed by ${filter}, which PDF does not know`);
  }
}

function fault(message: string): never {
  throw new PdfFault("damaged", message);
}
