/** Unicode's line breaking classes (UAX #14, Unicode 17), looked up by code point. */
import { LINE_BREAK_RUNS } from "./unicode-data.js";

/** The classes as the data name them; see unicode-data.ts for those that UAX #14 spells otherwise. */
// prettier-ignore
const NAMES = [
  "AL", "ID", "SP", "NU", "CL", "CP", "OP", "QU", "QI", "QF", "EX", "IS", "NS", "CJ", "IN", "BT", "BA", "HY", "HH", "SY",
  "PR", "PO", "CM", "ZJ", "GL", "WJ", "ZW", "BK", "CR", "LF", "NL", "BB", "CB", "HL", "HV", "HT", "JL", "JV", "JT", "RI",
  "EB", "EM", "XP", "AK", "AP", "AS", "VF", "VI", "DC", "XL",
] as const;

// prettier-ignore
export const enum LineClass {
  AL, ID, SP, NU, CL, CP, OP, QU, QI, QF, EX, IS, NS, CJ, IN, BT, BA, HY, HH, SY,
  PR, PO, CM, ZJ, GL, WJ, ZW, BK, CR, LF, NL, BB, CB, HL, HV, HT, JL, JV, JT, RI,
  EB, EM, XP, AK, AP, AS, VF, VI, DC, XL,
}

/** Set beside the class where East_Asian_Width is fullwidth, wide or halfwidth. */
export const EAST_ASIAN = 0x80;
/** Code points looked up in a flat table; the few runs beyond them are searched. */
const FLAT = 0x20000;

interface Table {
  readonly flat: Uint8Array;
  readonly beyond: readonly { readonly end: number; readonly value: number }[];
}

let table: Table | undefined;

/** The class of a code point, with EAST_ASIAN set where it applies. */
export function lineClassOf(codePoint: number): number {
  table ??= decode();
  if (codePoint < FLAT) return table.flat[codePoint] as number;
  for (const { end, value } of table.beyond) if (codePoint < end) return value;
  return LineClass.AL;
}

function decode(): Table {
  const byName = new Map<string, number>(NAMES.map((name, value) => [name, value]));
  const flat = new Uint8Array(FLAT);
  const beyond: { end: number; value: number }[] = [];
  let start = 0;
  for (const [, length, name, wide] of LINE_BREAK_RUNS.matchAll(/([0-9a-z]*)([A-Z]{2})(\+?)/gu)) {
    const end = start + (length === "" ? 1 : Number.parseInt(length ?? "", 36));
    const value = (byName.get(name ?? "") ?? LineClass.AL) | (wide === "+" ? EAST_ASIAN : 0);
    flat.fill(value, Math.min(start, FLAT), Math.min(end, FLAT));
    if (end > FLAT) beyond.push({ end, value });
    start = end;
  }
  return { flat, beyond };
}
