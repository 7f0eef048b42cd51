/** The objects of a PDF file as they were read (ISO 32000-1, 7.3). Nothing here is shared with what writes PDF files. */

export class PdfName {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

/** The bytes of a string; `textOf` makes characters of them. */
export class PdfString {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

export class PdfReference {
  readonly number: number;
  readonly generation: number;

  constructor(number: number, generation: number) {
    this.number = number;
    this.generation = generation;
  }
}

export class PdfDict {
  readonly entries: ReadonlyMap<string, PdfObject>;

  constructor(entries: ReadonlyMap<string, PdfObject>) {
    this.entries = entries;
  }

  /** The value as it stands, a reference unfollowed. */
  raw(key: string): PdfObject {
    return this.entries.get(key) ?? null;
  }
}

export class PdfStream {
  readonly dict: PdfDict;
  /** Still encoded. */
  readonly bytes: Uint8Array;

  constructor(dict: PdfDict, bytes: Uint8Array) {
    this.dict = dict;
    this.bytes = bytes;
  }
}

/** A bare word: `obj`, `endstream`, an operator of a content stream. */
export class PdfKeyword {
  readonly word: string;

  constructor(word: string) {
    this.word = word;
  }
}

export type PdfObject =
  null | boolean | number | PdfName | PdfString | PdfReference | PdfDict | PdfStream | readonly PdfObject[];

export function isArray(object: PdfObject | undefined): object is readonly PdfObject[] {
  return Array.isArray(object);
}

/** What a damaged or hostile file makes of the reader: always this, never a crash. */
export class PdfFault extends Error {
  /** `damaged`, `encrypted`, `too-large` or `not-a-pdf`. */
  readonly kind: "not-a-pdf" | "damaged" | "encrypted" | "too-large";

  constructor(kind: PdfFault["kind"], message: string) {
    super(message);
    this.name = "PdfFault";
    this.kind = kind;
  }
}

/** A text string (7.9.2.2): UTF-16 with its mark, UTF-8 with its mark, or PDFDocEncoding, of which Latin-1 is near enough. */
export function textOf(string: PdfString): string {
  const { bytes } = string;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes.subarray(2));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes.subarray(2));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes.subarray(3));
  return latin1(bytes);
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
