/**
 * Line breaking by UAX #14 of Unicode 17 (revision 55): every rule from LB2 to LB31, in their order. Packages of this kind
 * stop at earlier versions: they know nothing of LB15a–d, LB19a, LB20a, LB25's prefixes before brackets, LB28a, and offer no
 * break between Han and “ ”.
 */
import { EAST_ASIAN, LineClass, lineClassOf } from "./line-break-class.js";

/** Treats a character as of another class than its own; undefined leaves it. Code points, −1 beyond the text's ends. */
export type Tailoring = (codePoint: number, previous: number, next: number) => number | undefined;

/** 1 at each UTF-16 offset at which a line may begin; the text's end is one of them. Small kana are nonstarters (LB1). */
export function unicodeBreaks(text: string, tailoring?: Tailoring): Uint8Array {
  const breaks = new Uint8Array(text.length + 1);
  const units = unitsOf(text, tailoring);
  for (let u = 1; u < units.count; u += 1) {
    if (mayBreak(units, u)) breaks[units.starts[u] as number] = 1;
  }
  if (text.length > 0) breaks[text.length] = 1;
  return breaks;
}

/** What the rules look at: characters with the combining marks that LB9 joins to them. */
interface Units {
  readonly count: number;
  readonly starts: Int32Array;
  readonly classes: Uint8Array;
  readonly eastAsian: Uint8Array;
  /** 1 where the unit ends with a zero width joiner (LB8a). */
  readonly joins: Uint8Array;
  /** The last unit before this one that is no space; −1 where there is none. */
  readonly bases: Int32Array;
  /** Where the unit stands in a number, for LB25. */
  readonly numbers: Uint8Array;
  /** Regional indicators up to and with this unit, without a gap. */
  readonly flags: Uint8Array;
}

const enum Numeric {
  No,
  /** NU (SY | IS)* */
  Number,
  /** NU (SY | IS)* CL or CP */
  Closed,
}

function unitsOf(text: string, tailoring: Tailoring | undefined): Units {
  const length = text.length;
  const starts = new Int32Array(length);
  const classes = new Uint8Array(length);
  const eastAsian = new Uint8Array(length);
  const joins = new Uint8Array(length);
  const bases = new Int32Array(length);
  const numbers = new Uint8Array(length);
  const flags = new Uint8Array(length);
  let count = 0;
  let base = -1;
  let previous = -1;
  for (let offset = 0; offset < length;) {
    const cp = text.codePointAt(offset) as number;
    const end = offset + (cp > 0xffff ? 2 : 1);
    const found = tailoring?.(cp, previous, end < length ? (text.codePointAt(end) as number) : -1) ?? lineClassOf(cp);
    let name = found & ~EAST_ASIAN;
    const mark = name === LineClass.CM || name === LineClass.ZJ;
    if (mark && count > 0 && takesMarks(classes[count - 1] as number)) {
      joins[count - 1] = name === LineClass.ZJ ? 1 : 0;
    } else {
      if (mark) {
        joins[count] = name === LineClass.ZJ ? 1 : 0;
        name = LineClass.AL;
      } else if (name === LineClass.CJ) name = LineClass.NS;
      starts[count] = offset;
      classes[count] = name;
      eastAsian[count] = found & EAST_ASIAN ? 1 : 0;
      bases[count] = base;
      numbers[count] = numericState(name, count === 0 ? Numeric.No : (numbers[count - 1] as Numeric));
      // A count beyond 2 is told apart by parity alone.
      flags[count] = name === LineClass.RI ? 1 + ((count === 0 ? 0 : (flags[count - 1] as number)) % 2) : 0;
      if (name !== LineClass.SP) base = count;
      count += 1;
    }
    previous = cp;
    offset = end;
  }
  return { count, starts, classes, eastAsian, joins, bases, numbers, flags };
}

/** LB9: not hard breaks, spaces and zero width spaces. */
function takesMarks(name: number): boolean {
  return !isHard(name) && name !== LineClass.SP && name !== LineClass.ZW;
}

function isHard(name: number): boolean {
  return name >= LineClass.BK && name <= LineClass.NL;
}

function numericState(name: number, before: Numeric): Numeric {
  if (name === LineClass.NU) return Numeric.Number;
  if (before !== Numeric.Number) return Numeric.No;
  if (name === LineClass.SY || name === LineClass.IS) return Numeric.Number;
  return name === LineClass.CL || name === LineClass.CP ? Numeric.Closed : Numeric.No;
}

/** Whether a line may begin at unit `u` > 0. */
function mayBreak(units: Units, u: number): boolean {
  const { classes, joins } = units;
  const a = classes[u - 1] as number;
  const b = classes[u] as number;
  // Running Han text, which no rule touches.
  if (a === LineClass.ID && b === LineClass.ID) return joins[u - 1] === 0;
  // LB4, LB5
  if (isHard(a)) return !(a === LineClass.CR && b === LineClass.LF);
  // LB6, LB7
  if (isHard(b) || b === LineClass.SP || b === LineClass.ZW) return false;
  const base = a === LineClass.SP ? (units.bases[u - 1] as number) : u - 1;
  const before = base < 0 ? LineClass.SP : (classes[base] as number);
  // LB8
  if (before === LineClass.ZW) return true;
  // LB8a, LB11, LB12
  if (joins[u - 1] === 1 || a === LineClass.WJ || b === LineClass.WJ || a === LineClass.GL) return false;
  // LB12a
  if (b === LineClass.GL && a !== LineClass.SP && a !== LineClass.BA && a !== LineClass.HY && a !== LineClass.HH) {
    return false;
  }
  // LB13
  if (b === LineClass.CL || b === LineClass.CP || b === LineClass.EX || b === LineClass.SY) return false;
  // LB14
  if (before === LineClass.OP) return false;
  return besideMarks(units, u, a, b, base, before) ?? besideLetters(units, u, a, b);
}

/** LB15a to LB21: quotation marks, spaces, hyphens; undefined where none of them decides. */
function besideMarks(u14: Units, u: number, a: number, b: number, base: number, before: number): boolean | undefined {
  const { classes, eastAsian, count } = u14;
  const next = u + 1 < count ? (classes[u + 1] as number) : -1;
  // LB15a
  if (before === LineClass.QI && opensAfter(base > 0 ? (classes[base - 1] as number) : -1)) return false;
  // LB15b
  if (b === LineClass.QF && closesBefore(next)) return false;
  // LB15c, LB15d
  if (b === LineClass.IS) return a === LineClass.SP && next === LineClass.NU;
  // LB16, LB17
  if (b === LineClass.NS && (before === LineClass.CL || before === LineClass.CP)) return false;
  if (b === LineClass.BT && before === LineClass.BT) return false;
  // LB18
  if (a === LineClass.SP) return true;
  // LB19
  if (b === LineClass.QU || b === LineClass.QF || a === LineClass.QU || a === LineClass.QI) return false;
  // LB19a
  if (b === LineClass.QI && (eastAsian[u - 1] === 0 || next < 0 || eastAsian[u + 1] === 0)) return false;
  if (a === LineClass.QF && (eastAsian[u] === 0 || u < 2 || eastAsian[u - 2] === 0)) return false;
  // LB20
  if (a === LineClass.CB || b === LineClass.CB) return true;
  // LB20a
  const hyphen = a === LineClass.HY || a === LineClass.HH;
  const behind = u < 2 ? -1 : (classes[u - 2] as number);
  if (hyphen && isLetter(b) && beginsWord(behind)) return false;
  // LB21
  if (b === LineClass.BA || b === LineClass.HH || b === LineClass.HY || b === LineClass.NS || a === LineClass.BB) {
    return false;
  }
  // LB21a
  if (hyphen && behind === LineClass.HL && b !== LineClass.HL) return false;
  return undefined;
}

function isQuote(name: number): boolean {
  return name === LineClass.QU || name === LineClass.QI || name === LineClass.QF;
}

/** LB15a: what an opening quotation mark stands after; −1 is the text's start. */
function opensAfter(name: number): boolean {
  return (
    name < 0 ||
    isHard(name) ||
    isQuote(name) ||
    name === LineClass.OP ||
    name === LineClass.GL ||
    name === LineClass.SP ||
    name === LineClass.ZW
  );
}

/** LB15b: what a closing quotation mark stands before; −1 is the text's end. */
function closesBefore(name: number): boolean {
  switch (name) {
    case -1:
    case LineClass.SP:
    case LineClass.GL:
    case LineClass.WJ:
    case LineClass.CL:
    case LineClass.CP:
    case LineClass.EX:
    case LineClass.IS:
    case LineClass.SY:
    case LineClass.ZW:
      return true;
    default:
      return isQuote(name) || isHard(name);
  }
}

/** LB20a: what a hyphen at a word's start stands after. */
function beginsWord(name: number): boolean {
  return (
    name < 0 ||
    isHard(name) ||
    name === LineClass.SP ||
    name === LineClass.ZW ||
    name === LineClass.CB ||
    name === LineClass.GL
  );
}

function isLetter(name: number): boolean {
  return name === LineClass.AL || name === LineClass.HL || name === LineClass.DC || name === LineClass.XL;
}

function isHangul(name: number): boolean {
  return name >= LineClass.HV && name <= LineClass.JT;
}

function isPictograph(name: number): boolean {
  return name === LineClass.ID || name === LineClass.EB || name === LineClass.EM || name === LineClass.XP;
}

/** LB21b to LB31. */
function besideLetters(u14: Units, u: number, a: number, b: number): boolean {
  const { classes, eastAsian, flags } = u14;
  const next = u + 1 < u14.count ? (classes[u + 1] as number) : -1;
  // LB21b, LB22
  if ((a === LineClass.SY && b === LineClass.HL) || b === LineClass.IN) return false;
  // LB23
  if ((isLetter(a) && b === LineClass.NU) || (a === LineClass.NU && isLetter(b))) return false;
  // LB23a
  if ((a === LineClass.PR && isPictograph(b)) || (isPictograph(a) && b === LineClass.PO)) return false;
  // LB24
  const prefixA = a === LineClass.PR || a === LineClass.PO;
  const prefixB = b === LineClass.PR || b === LineClass.PO;
  if ((prefixA && isLetter(b)) || (isLetter(a) && prefixB)) return false;
  if (isInNumber(u14, u, a, b, next)) return false;
  // LB26, LB27
  if (a === LineClass.JL && (b === LineClass.JL || b === LineClass.JV || b === LineClass.HV || b === LineClass.HT)) {
    return false;
  }
  if ((a === LineClass.JV || a === LineClass.HV) && (b === LineClass.JV || b === LineClass.JT)) return false;
  if ((a === LineClass.JT || a === LineClass.HT) && b === LineClass.JT) return false;
  if ((isHangul(a) && b === LineClass.PO) || (a === LineClass.PR && isHangul(b))) return false;
  // LB28
  if (isLetter(a) && isLetter(b)) return false;
  if (isInSyllable(classes, u, a, b, next)) return false;
  // LB29
  if (a === LineClass.IS && isLetter(b)) return false;
  // LB30
  if ((isLetter(a) || a === LineClass.NU) && b === LineClass.OP && eastAsian[u] === 0) return false;
  if (a === LineClass.CP && eastAsian[u - 1] === 0 && (isLetter(b) || b === LineClass.NU)) return false;
  // LB30a
  if (a === LineClass.RI && b === LineClass.RI) return flags[u - 1] === 2;
  // LB30b, LB31
  return !((a === LineClass.EB || a === LineClass.XP || a === LineClass.XL) && b === LineClass.EM);
}

/** LB25 */
function isInNumber({ classes, numbers, count }: Units, u: number, a: number, b: number, next: number): boolean {
  const number = numbers[u - 1] as Numeric;
  if (number !== Numeric.No && (b === LineClass.PO || b === LineClass.PR)) return true;
  if (b === LineClass.NU) {
    return (
      a === LineClass.PO || a === LineClass.PR || a === LineClass.HY || a === LineClass.IS || number === Numeric.Number
    );
  }
  if ((a !== LineClass.PO && a !== LineClass.PR) || b !== LineClass.OP) return false;
  return next === LineClass.NU || (next === LineClass.IS && u + 2 < count && classes[u + 2] === LineClass.NU);
}

function isAksara(name: number): boolean {
  return name === LineClass.AK || name === LineClass.DC || name === LineClass.AS;
}

/** LB28a */
function isInSyllable(classes: Uint8Array, u: number, a: number, b: number, next: number): boolean {
  if (a === LineClass.AP && isAksara(b)) return true;
  if (isAksara(a) && (b === LineClass.VF || b === LineClass.VI)) return true;
  if (a === LineClass.VI && (b === LineClass.AK || b === LineClass.DC)) {
    return u > 1 && isAksara(classes[u - 2] as number);
  }
  return isAksara(a) && isAksara(b) && next === LineClass.VF;
}
