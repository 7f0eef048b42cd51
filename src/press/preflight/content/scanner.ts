/** A content stream as operations: operands first, then their operator (ISO 32000-1, 7.8.2). */
import { END, Lexer } from "../pdf/lexer.js";
import { latin1, PdfDict, PdfFault, PdfKeyword, PdfName, type PdfObject, PdfStream } from "../pdf/object.js";

export interface Operation {
  readonly operator: string;
  readonly operands: readonly PdfObject[];
}

/** The specification's own bound is 33 (DeviceN colours); TJ takes one array. */
const MOST_OPERANDS = 512;

/** An inline image comes as the operation `BI` with one operand, its stream. */
export function* operations(bytes: Uint8Array): Generator<Operation> {
  const lexer = new Lexer(bytes, 0, false);
  let operands: PdfObject[] = [];
  for (;;) {
    const token = lexer.next();
    if (token === END) return;
    if (!(token instanceof PdfKeyword)) {
      operands.push(token);
      if (operands.length > MOST_OPERANDS) throw new PdfFault("damaged", "an operator has too many operands");
      continue;
    }
    yield token.word === "BI" ? { operator: "BI", operands: [inlineImage(lexer)] } : { operator: token.word, operands };
    operands = [];
  }
}

const SHORT_KEYS: Readonly<Record<string, string>> = {
  BPC: "BitsPerComponent",
  CS: "ColorSpace",
  D: "Decode",
  DP: "DecodeParms",
  F: "Filter",
  H: "Height",
  IM: "ImageMask",
  I: "Interpolate",
  W: "Width",
};

function inlineImage(lexer: Lexer): PdfStream {
  const entries = new Map<string, PdfObject>();
  for (;;) {
    const key = lexer.next();
    if (key instanceof PdfKeyword && key.word === "ID") break;
    const value = lexer.next();
    if (!(key instanceof PdfName) || value === END || value instanceof PdfKeyword) {
      throw new PdfFault("damaged", "an inline image is broken");
    }
    entries.set(SHORT_KEYS[key.value] ?? key.value, value);
  }
  const start = lexer.at + 1;
  const end = endOfImage(lexer.bytes, start);
  lexer.at = end + 2;
  const data = lexer.bytes.subarray(start, end);
  return new PdfStream(new PdfDict(entries), data);
}

/** Image data may hold the letters EI by chance: only where white space is around them and text follows is it the end. */
function endOfImage(bytes: Uint8Array, start: number): number {
  for (let at = start; at < bytes.length - 1; at++) {
    if (bytes[at] !== 0x45 || bytes[at + 1] !== 0x49) continue;
    const before = bytes[at - 1] ?? 32;
    const after = latin1(bytes.subarray(at + 2, at + 12));
    if (/\s/u.test(String.fromCharCode(before)) && /^(?:$|\s[\s\x20-\x7e]*$)/u.test(after)) return at;
  }
  throw new PdfFault("damaged", "an inline image does not end");
}
