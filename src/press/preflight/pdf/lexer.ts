/** Bytes to objects (ISO 32000-1, 7.2 and 7.3): for the file's body and for content streams alike. */
import { latin1, PdfDict, PdfFault, PdfKeyword, PdfName, type PdfObject, PdfReference, PdfString } from "./object.js";

/** Arrays within dictionaries within arrays: real files stay under ten. */
const DEEPEST = 64;

const WHITE = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) WHITE[byte] = 1;
const DELIMITER = new Uint8Array(256);
for (const sign of "()<>[]{}/%") DELIMITER[sign.charCodeAt(0)] = 1;

const HEX = new Int8Array(256).fill(-1);
for (let i = 0; i < 16; i++) {
  HEX[i.toString(16).charCodeAt(0)] = i;
  HEX[i.toString(16).toUpperCase().charCodeAt(0)] = i;
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** Words of up to three letters by their bytes; a page of noise has no end of them. */
const OPERATORS = new Map<number, PdfKeyword>();
const MOST_OPERATORS = 1000;

/** End of the bytes. */
export const END = Symbol("end");
type Token = PdfObject | PdfKeyword | typeof END;

export class Lexer {
  readonly bytes: Uint8Array;
  /** Where the next token begins. */
  at: number;
  /** False in content streams, where `1 0 R` cannot stand. */
  readonly #references: boolean;

  constructor(bytes: Uint8Array, at = 0, references = true) {
    this.bytes = bytes;
    this.at = at;
    this.#references = references;
  }

  /** The next object or keyword; closing brackets come as keywords of their own. */
  next(depth = 0): Token {
    if (depth > DEEPEST) throw new PdfFault("damaged", `objects are nested deeper than ${DEEPEST}`);
    this.skipWhite();
    const byte = this.bytes[this.at];
    if (byte === undefined) return END;
    switch (byte) {
      case 0x2f:
        return this.#name();
      case 0x28:
        return this.#literal();
      case 0x3c:
        if (this.bytes[this.at + 1] !== 0x3c) return this.#hex();
        this.at += 2;
        return this.#dict(depth);
      case 0x5b:
        this.at += 1;
        return this.#array(depth);
      case 0x3e:
        this.at += this.bytes[this.at + 1] === 0x3e ? 2 : 1;
        return new PdfKeyword(">>");
      case 0x5d:
      case 0x29:
      case 0x7b:
      case 0x7d:
        this.at += 1;
        return new PdfKeyword(String.fromCharCode(byte));
      default:
        return this.#word();
    }
  }

  /** The next object; a keyword or the end is a fault. */
  object(): PdfObject {
    const token = this.next();
    if (token === END || token instanceof PdfKeyword) {
      const found = token === END ? "the end of the file" : `"${token.word}"`;
      throw new PdfFault("damaged", `${found} stands where an object should be (byte ${this.at})`);
    }
    return token;
  }

  /** Whether the next token is this keyword; it is taken then. */
  takes(word: string): boolean {
    const before = this.at;
    const token = this.next();
    if (token instanceof PdfKeyword && token.word === word) return true;
    this.at = before;
    return false;
  }

  skipWhite(): void {
    const { bytes } = this;
    for (;;) {
      const byte = bytes[this.at];
      if (byte === undefined) return;
      if (byte === 0x25) {
        while (this.at < bytes.length && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at += 1;
      } else if (WHITE[byte] === 1) this.at += 1;
      else return;
    }
  }

  #word(): Token {
    const { bytes } = this;
    const start = this.at;
    while (this.at < bytes.length) {
      const byte = bytes[this.at] ?? 0;
      if (WHITE[byte] === 1 || DELIMITER[byte] === 1) break;
      this.at += 1;
    }
    const first = bytes[start] ?? 0;
    const numeric = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e;
    if (numeric) {
      const value = this.#number(start, this.at);
      if (value !== undefined) return this.#references && Number.isInteger(value) ? this.#reference(value) : value;
    }
    return this.at - start <= 3 ? this.#operator(start) : this.#longWord(start);
  }

  /** Operators are short and few: each is made once. */
  #operator(start: number): PdfKeyword {
    const { bytes } = this;
    let key = 1;
    for (let at = start; at < this.at; at++) key = key * 256 + (bytes[at] ?? 0);
    let keyword = OPERATORS.get(key);
    if (keyword === undefined) {
      keyword = new PdfKeyword(latin1(bytes.subarray(start, this.at)));
      if (OPERATORS.size < MOST_OPERATORS) OPERATORS.set(key, keyword);
    }
    return keyword;
  }

  #longWord(start: number): Token {
    const word = latin1(this.bytes.subarray(start, this.at));
    if (word === "true") return true;
    if (word === "false") return false;
    return word === "null" ? null : new PdfKeyword(word);
  }

  #number(start: number, end: number): number | undefined {
    const { bytes } = this;
    let at = start;
    let sign = 1;
    const first = bytes[at];
    if (first === 0x2b || first === 0x2d) {
      sign = first === 0x2d ? -1 : 1;
      at += 1;
    }
    let value = 0;
    let scale = 0;
    let digits = 0;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === 0x2e && scale === 0) scale = 1;
      else if (byte >= 0x30 && byte <= 0x39) {
        digits += 1;
        value = value * 10 + (byte - 0x30);
        if (scale !== 0) scale *= 10;
        // "--5" and "1-2" are written by old programs and read as numbers by every viewer.
      } else if (byte !== 0x2d) return undefined;
    }
    if (digits === 0 && scale === 0) return undefined;
    return (sign * value) / (scale === 0 ? 1 : scale);
  }

  /** `12 0 R` after its first number, or that number alone. */
  #reference(number: number): PdfObject {
    const { bytes } = this;
    let at = this.at;
    const skip = (): boolean => {
      const start = at;
      while (WHITE[bytes[at] ?? 65] === 1) at += 1;
      return at > start;
    };
    if (number < 0 || !skip()) return number;
    let generation = 0;
    const start = at;
    for (let byte = bytes[at] ?? 0; byte >= 0x30 && byte <= 0x39 && at - start < 6; byte = bytes[(at += 1)] ?? 0) {
      generation = generation * 10 + (byte - 0x30);
    }
    if (at === start || !skip() || bytes[at] !== 0x52) return number;
    const after = bytes[at + 1] ?? 32;
    if (WHITE[after] !== 1 && DELIMITER[after] !== 1) return number;
    this.at = at + 1;
    return new PdfReference(number, generation);
  }

  #name(): PdfName {
    const { bytes } = this;
    const start = (this.at += 1);
    let escaped = false;
    while (this.at < bytes.length) {
      const byte = bytes[this.at] ?? 0;
      if (WHITE[byte] === 1 || DELIMITER[byte] === 1) break;
      if (byte === 0x23) escaped = true;
      this.at += 1;
    }
    const plain = bytes.subarray(start, this.at);
    if (!escaped) return new PdfName(asUtf8(plain));
    const read: number[] = [];
    for (let i = 0; i < plain.length; i++) {
      const high = HEX[plain[i + 1] ?? 0] ?? -1;
      const low = HEX[plain[i + 2] ?? 0] ?? -1;
      if (plain[i] === 0x23 && high >= 0 && low >= 0) {
        read.push(high * 16 + low);
        i += 2;
      } else read.push(plain[i] ?? 0);
    }
    return new PdfName(asUtf8(Uint8Array.from(read)));
  }

  #literal(): PdfString {
    const { bytes } = this;
    const out: number[] = [];
    let open = 1;
    this.at += 1;
    for (;;) {
      const byte = bytes[this.at];
      if (byte === undefined) throw new PdfFault("damaged", "a string does not end");
      this.at += 1;
      if (byte === 0x5c) this.#escape(out);
      else if (byte === 0x28) {
        open += 1;
        out.push(byte);
      } else if (byte === 0x29) {
        open -= 1;
        if (open === 0) return new PdfString(Uint8Array.from(out));
        out.push(byte);
      } else if (byte === 13) {
        if (bytes[this.at] === 10) this.at += 1;
        out.push(10);
      } else out.push(byte);
    }
  }

  #escape(out: number[]): void {
    const { bytes } = this;
    const byte = bytes[this.at];
    if (byte === undefined) return;
    this.at += 1;
    if (byte >= 0x30 && byte <= 0x37) {
      let code = byte - 0x30;
      for (let i = 0; i < 2; i++) {
        const next = bytes[this.at] ?? 0;
        if (next < 0x30 || next > 0x37) break;
        code = code * 8 + (next - 0x30);
        this.at += 1;
      }
      out.push(code & 0xff);
    } else if (byte === 13) {
      if (bytes[this.at] === 10) this.at += 1;
    } else if (byte !== 10) out.push(ESCAPES[String.fromCharCode(byte)] ?? byte);
  }

  #hex(): PdfString {
    const { bytes } = this;
    const out: number[] = [];
    let high = -1;
    this.at += 1;
    for (;;) {
      const byte = bytes[this.at];
      if (byte === undefined) throw new PdfFault("damaged", "a hexadecimal string does not end");
      this.at += 1;
      if (byte === 0x3e) break;
      const digit = HEX[byte] ?? -1;
      if (digit < 0) continue;
      if (high < 0) high = digit;
      else {
        out.push(high * 16 + digit);
        high = -1;
      }
    }
    if (high >= 0) out.push(high * 16);
    return new PdfString(Uint8Array.from(out));
  }

  #array(depth: number): readonly PdfObject[] {
    const items: PdfObject[] = [];
    for (;;) {
      const token = this.next(depth + 1);
      if (token === END) throw new PdfFault("damaged", "an array does not end");
      if (token instanceof PdfKeyword) {
        if (token.word === "]") return items;
        throw new PdfFault("damaged", `"${token.word}" stands in an array (byte ${this.at})`);
      }
      items.push(token);
    }
  }

  #dict(depth: number): PdfDict {
    const entries = new Map<string, PdfObject>();
    for (;;) {
      const key = this.next(depth + 1);
      if (key instanceof PdfKeyword && key.word === ">>") return new PdfDict(entries);
      if (!(key instanceof PdfName))
        throw new PdfFault("damaged", `a dictionary has no name as its key (byte ${this.at})`);
      const value = this.next(depth + 1);
      if (value === END || value instanceof PdfKeyword) {
        throw new PdfFault("damaged", `a dictionary ends after the key ${key.value} (byte ${this.at})`);
      }
      entries.set(key.value, value);
    }
  }
}

function asUtf8(bytes: Uint8Array): string {
  // Names are bytes; those that are meant to be read are UTF-8 (7.3.5).
  for (const byte of bytes) if (byte >= 0x80) return new TextDecoder().decode(bytes);
  return latin1(bytes);
}
