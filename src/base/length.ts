/**
 * Lengths are integers: English Metric Units, 12 700 to the point and 36 000 to the millimetre, so that both of a
 * newspaper's units are exact. A length is rounded once, where it is parsed; afterwards only sums, differences and
 * comparisons happen, so `===` is legal and a justified line is exactly its measure.
 */
export type Len = number & { readonly __unit?: "len" };

const EMU_PER_PT = 12_700;
const EMU_PER_MM = 36_000;
const EMU_PER_IN = 914_400;

export function pt(points: number): Len {
  return Math.round(points * EMU_PER_PT);
}

export function mm(millimetres: number): Len {
  return Math.round(millimetres * EMU_PER_MM);
}

/** Only renderers and reports leave the integer world. */
export function toPt(length: Len): number {
  return length / EMU_PER_PT;
}

/** For people: points with so many decimals at most. */
export function roundedPt(length: Len, decimals: number): number {
  const unit = 10 ** decimals;
  return Math.round(toPt(length) * unit) / unit;
}

export function toMm(length: Len): number {
  return length / EMU_PER_MM;
}

/** The nearest integer length to `length × factor`. */
export function scale(length: Len, factor: number): Len {
  return Math.round(length * factor);
}

/**
 * 号数: the named sizes of Chinese type, in points. The scale is the one of word processors and GB/T 18358-era
 * software; the older lead scale differs in a few sizes and can be written in pt instead.
 */
const HAO_PT: Readonly<Record<string, number>> = {
  初号: 42,
  小初: 36,
  一号: 26,
  小一: 24,
  二号: 22,
  小二: 18,
  三号: 16,
  小三: 15,
  四号: 14,
  小四: 12,
  五号: 10.5,
  小五: 9,
  六号: 7.5,
  小六: 6.5,
  七号: 5.5,
  八号: 5,
};

/** What relative units refer to. A unit whose reference is missing is an error. */
export interface LengthContext {
  /** Size of the type that `em` refers to. */
  readonly em?: Len;
  /** Size of the body type: one 字 of the character grid. */
  readonly body?: Len;
  /** Leading of the body: one 行 of the baseline grid. */
  readonly row?: Len;
}

export type ParsedLength =
  { readonly ok: true; readonly value: Len } | { readonly ok: false; readonly problem: string; readonly hint: string };

const UNITS_HINT = "write a number and a unit: pt, mm, cm, in, px, em, 字, 行, Q (级), or a 号 size such as 小五";
const PATTERN = /^([+-]?(?:\d+(?:\.\d+)?|\.\d+))\s*(pt|mm|cm|in|px|em|字|行|q|级)$/iu;
const LONGEST: Len = 10_000 * EMU_PER_MM;

/** Parses a length such as "9.2pt", "390mm", "2em", "3字", "2行", "小五", "12Q". Never throws. */
export function parseLength(text: string, context: LengthContext = {}): ParsedLength {
  const trimmed = text.trim();
  const hao = HAO_PT[trimmed.endsWith("号") || HAO_PT[trimmed] !== undefined ? trimmed : `${trimmed}号`];
  if (hao !== undefined) return { ok: true, value: pt(hao) };
  const match = PATTERN.exec(trimmed);
  if (match === null) {
    const bare = /^[+-]?\d+(\.\d+)?$/u.test(trimmed);
    return {
      ok: false,
      problem: bare ? `length "${text}" has no unit` : `"${text}" is not a length`,
      hint: bare ? `did you mean "${trimmed}pt"? ${UNITS_HINT}` : UNITS_HINT,
    };
  }
  const amount = Number(match[1]);
  const unit = (match[2] ?? "").toLowerCase();
  const per = unitSize(unit, context);
  if (per === undefined) {
    return { ok: false, problem: `"${text}": the unit ${unit} has no meaning here`, hint: "use pt or mm" };
  }
  const value = Math.round(amount * per);
  if (Math.abs(value) > LONGEST) {
    return { ok: false, problem: `length "${text}" is longer than 10 m`, hint: "check the unit" };
  }
  return { ok: true, value };
}

function unitSize(unit: string, context: LengthContext): number | undefined {
  switch (unit) {
    case "pt":
      return EMU_PER_PT;
    case "mm":
      return EMU_PER_MM;
    case "cm":
      return EMU_PER_MM * 10;
    case "in":
      return EMU_PER_IN;
    case "px":
      return EMU_PER_IN / 96;
    case "q":
    case "级":
      return EMU_PER_MM / 4;
    case "em":
      return context.em;
    case "字":
      return context.body;
    case "行":
      return context.row;
    default:
      return undefined;
  }
}
