/** What the one-byte codes of a simple font stand for, where the file gives no ToUnicode map (ISO 32000-1, 9.6.6). */
import type { PdfDocument } from "../pdf/file.js";
import { type PdfObject, PdfDict, PdfName } from "../pdf/object.js";

export interface Encoding {
  /** The glyph's name, where the file gives one. */
  nameOf(code: number): string | undefined;
  /** Undefined where nobody can tell. */
  characterOf(code: number): string | undefined;
}

/** Base encodings by the label under which decoders know them; StandardEncoding differs from Latin-1 in signs alone. */
const LABELS: Readonly<Record<string, string>> = {
  WinAnsiEncoding: "windows-1252",
  MacRomanEncoding: "macintosh",
  StandardEncoding: "windows-1252",
};
const LAST_CODE = 255;

const SPACES: ReadonlySet<string> = new Set(["space", "nbspace", "nonbreakingspace", "uni00A0", "uni0020"]);
const FIGURES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const ACCENTED =
  /^([A-Za-z])(?:acute|grave|circumflex|dieresis|tilde|ring|cedilla|caron|macron|breve|ogonek|dotaccent)$/u;
const LIGATURES: Readonly<Record<string, string>> = { fi: "fi", fl: "fl", ff: "ff", ffi: "ffi", ffl: "ffl" };

export function readEncoding(file: PdfDocument, object: PdfObject): Encoding {
  const encoding = file.resolve(object);
  const dict = encoding instanceof PdfDict ? encoding : undefined;
  const base = file.name(dict === undefined ? encoding : dict.raw("BaseEncoding"));
  const label = LABELS[base ?? ""];
  const decoder = label === undefined ? undefined : new TextDecoder(label);
  const names = differences(file, dict?.raw("Differences") ?? null);
  return {
    nameOf: (code) => names.get(code),
    characterOf(code) {
      const name = names.get(code);
      if (name !== undefined) return characterOfName(name);
      return decoder?.decode(Uint8Array.of(code));
    },
  };
}

function differences(file: PdfDocument, object: PdfObject): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  let code = 0;
  for (const part of file.array(object) ?? []) {
    const value = file.resolve(part);
    if (typeof value === "number") code = value;
    else if (value instanceof PdfName && code <= LAST_CODE) names.set(code++, value.value);
  }
  return names;
}

/** Letters, figures and spaces by the names of the Adobe Glyph List; of signs it matters only that they are there. */
function characterOfName(name: string): string | undefined {
  if (SPACES.has(name)) return " ";
  if (/^[A-Za-z]$/u.test(name)) return name;
  const figure = FIGURES.indexOf(name);
  if (figure >= 0) return String(figure);
  const unicode = /^uni([0-9A-F]{4})$/u.exec(name)?.[1];
  if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
  return ACCENTED.exec(name)?.[1] ?? LIGATURES[name];
}
