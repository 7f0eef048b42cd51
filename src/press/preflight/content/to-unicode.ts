/** The CMap that says which characters a font's codes stand for (ISO 32000-1, 9.10.3). */
import type { PdfDocument } from "../pdf/file.js";
import { END, Lexer } from "../pdf/lexer.js";
import { isArray, PdfFault, PdfKeyword, type PdfObject, PdfString } from "../pdf/object.js";

const MOST_ENTRIES = 0x1_0000;
/** Bytes of a code: no CMap has longer ones. */
const LONGEST_CODE = 4;

export function readToUnicode(file: PdfDocument, object: PdfObject): ReadonlyMap<number, string> {
  const codes = new Map<number, string>();
  const stream = file.stream(object);
  if (stream === undefined) return codes;
  try {
    readCMap(file.decode(stream).bytes, codes);
  } catch (error) {
    // Without it the text cannot be quoted in a message; nothing else depends on it.
    if (!(error instanceof PdfFault)) throw error;
  }
  return codes;
}

function readCMap(bytes: Uint8Array, codes: Map<number, string>): void {
  const lexer = new Lexer(bytes, 0, false);
  let operands: PdfObject[] = [];
  for (let token = lexer.next(); token !== END; token = lexer.next()) {
    if (!(token instanceof PdfKeyword)) {
      operands.push(token);
      continue;
    }
    if (token.word === "endbfchar") addCharacters(operands, codes);
    else if (token.word === "endbfrange") addRanges(operands, codes);
    operands = [];
    if (codes.size > MOST_ENTRIES) return;
  }
}

function addCharacters(operands: readonly PdfObject[], codes: Map<number, string>): void {
  for (let i = 0; i + 1 < operands.length; i += 2) {
    const [code, text] = [operands[i], operands[i + 1]];
    if (code instanceof PdfString && text instanceof PdfString) codes.set(numberOf(code), utf16(text));
  }
}

function addRanges(operands: readonly PdfObject[], codes: Map<number, string>): void {
  for (let i = 0; i + 2 < operands.length; i += 3) {
    const [first, last, to] = [operands[i], operands[i + 1], operands[i + 2]];
    if (!(first instanceof PdfString) || !(last instanceof PdfString)) continue;
    if (first.bytes.length > LONGEST_CODE || last.bytes.length > LONGEST_CODE) continue;
    const start = numberOf(first);
    const end = Math.min(numberOf(last), start + MOST_ENTRIES);
    for (let code = start; code <= end && codes.size <= MOST_ENTRIES; code++) {
      const item = isArray(to) ? to[code - start] : to;
      if (!(item instanceof PdfString)) continue;
      const text = utf16(item);
      const step = isArray(to) ? 0 : code - start;
      codes.set(
        code,
        step === 0 ? text : text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + step),
      );
    }
  }
}

function numberOf({ bytes }: PdfString): number {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

const UTF16 = new TextDecoder("utf-16be");

function utf16({ bytes }: PdfString): string {
  // All but a few characters are one unit; what is half of a pair is left to the decoder.
  const unit = bytes.length === 2 ? ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0) : 0xd800;
  return unit >= 0xd800 && unit <= 0xdfff ? UTF16.decode(bytes) : String.fromCharCode(unit);
}
