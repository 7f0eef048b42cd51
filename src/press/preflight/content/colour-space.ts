/** Colour spaces as they are written in the file, and the ink that their colours mean (ISO 32000-1, 8.6). */
import type { PdfDocument } from "../pdf/file.js";
import {
  isArray,
  PdfDict,
  PdfFault,
  PdfName,
  type PdfObject,
  PdfReference,
  PdfStream,
  PdfString,
} from "../pdf/object.js";
import { ALL, fromRgb, type Inks, process, PROCESS, unit } from "./inks.js";

export type Family =
  | "DeviceGray"
  | "DeviceRGB"
  | "DeviceCMYK"
  | "CalGray"
  | "CalRGB"
  | "Lab"
  | "ICCBased"
  | "Indexed"
  | "Separation"
  | "DeviceN"
  | "Pattern";

export interface ColourSpace {
  readonly family: Family;
  readonly components: number;
  readonly initial: readonly number[];
  /** Plates that a Separation or DeviceN names. */
  readonly colorants: readonly string[];
  /** Of Indexed: its base. Of Separation and DeviceN: the alternate. Of an uncoloured Pattern: the space of its colour. */
  readonly base: ColourSpace | undefined;
  /** Object number of the alternate's definition, or its text: two spots of one name should have the same. */
  readonly definition: string;
  inks(components: readonly number[]): Inks;
  /** The same colour to the eye, in process inks; undefined where nobody knows how a spot colour looks. */
  seenAs(components: readonly number[]): Inks | undefined;
  /** The range a component has in images where no Decode is given. */
  decodeRange(component: number, bits: number): readonly [number, number];
}

/** Spaces may be built on spaces: Indexed on Separation on ICCBased. */
const DEEPEST = 8;
const UNIT_RANGE: readonly [number, number] = [0, 1];

interface Plain {
  readonly family: Family;
  readonly components: number;
  readonly inks: ColourSpace["inks"];
  readonly initial?: readonly number[];
  readonly colorants?: readonly string[];
  readonly base?: ColourSpace | undefined;
  readonly definition?: string;
  readonly seenAs?: ColourSpace["seenAs"];
  readonly decodeRange?: ColourSpace["decodeRange"];
}

function space(plain: Plain): ColourSpace {
  return {
    colorants: [],
    base: undefined,
    definition: "",
    initial: Array.from({ length: plain.components }, () => 0),
    decodeRange: () => UNIT_RANGE,
    seenAs: (components) => plain.inks(components),
    ...plain,
  };
}

const gray = (value: readonly number[]): Inks => process(0, 0, 0, 1 - unit(value[0] ?? 0));
const rgb = ([r = 0, g = 0, b = 0]: readonly number[]): Inks => fromRgb(r, g, b);
const cmyk = ([c = 0, m = 0, y = 0, k = 0]: readonly number[]): Inks => process(c, m, y, k);

export const DEVICE_GRAY = space({ family: "DeviceGray", components: 1, inks: gray });
export const DEVICE_RGB = space({ family: "DeviceRGB", components: 3, inks: rgb });
export const DEVICE_CMYK = space({ family: "DeviceCMYK", components: 4, inks: cmyk, initial: [0, 0, 0, 1] });
const PATTERN = space({ family: "Pattern", components: 0, inks: () => new Map() });

const DEVICE: Readonly<Record<string, ColourSpace>> = {
  DeviceGray: DEVICE_GRAY,
  G: DEVICE_GRAY,
  DeviceRGB: DEVICE_RGB,
  RGB: DEVICE_RGB,
  DeviceCMYK: DEVICE_CMYK,
  CMYK: DEVICE_CMYK,
  Pattern: PATTERN,
};

/** `resources` are where names stand for spaces of the page's own. */
export function readColourSpace(file: PdfDocument, object: PdfObject, resources?: PdfDict, depth = 0): ColourSpace {
  if (depth > DEEPEST) throw new PdfFault("damaged", "colour spaces are built on each other in a circle");
  const value = file.resolve(object);
  if (value instanceof PdfName) {
    const device = DEVICE[value.value];
    if (device !== undefined) return device;
    const named = file.dict(resources?.raw("ColorSpace") ?? null)?.raw(value.value) ?? null;
    if (named === null) throw new PdfFault("damaged", `there is no colour space ${value.value}`);
    return readColourSpace(file, named, resources, depth + 1);
  }
  const parts = file.array(value) ?? [];
  const family = file.name(parts[0] ?? null) ?? "";
  const inner = (index: number): ColourSpace => readColourSpace(file, parts[index] ?? null, resources, depth + 1);
  switch (family) {
    case "CalGray":
      return space({ family, components: 1, inks: gray });
    case "CalRGB":
      return space({ family, components: 3, inks: rgb });
    case "Lab":
      return space({ family, components: 3, inks: labInks, decodeRange: (i) => (i === 0 ? [0, 100] : [-100, 100]) });
    case "ICCBased":
      return iccBased(file, parts[1] ?? null);
    case "Indexed":
    case "I":
      return indexed(file, parts, inner(1));
    case "Separation":
      return spots(file, [file.name(parts[1] ?? null) ?? ""], inner(2), parts, family);
    case "DeviceN":
      return spots(
        file,
        (file.array(parts[1] ?? null) ?? []).map((one) => file.name(one) ?? ""),
        inner(2),
        parts,
        family,
      );
    case "Pattern":
      return parts.length > 1 ? { ...PATTERN, base: inner(1) } : PATTERN;
    default:
      if (DEVICE[family] !== undefined) return DEVICE[family];
      throw new PdfFault(
        "damaged",
        `${family === "" ? "a colour space" : `the colour space ${family}`} cannot be read`,
      );
  }
}

function labInks([lightness = 0]: readonly number[]): Inks {
  return process(0, 0, 0, 1 - unit(lightness / 100));
}

function iccBased(file: PdfDocument, object: PdfObject): ColourSpace {
  const components = file.number(file.dict(object)?.raw("N") ?? null);
  const device = components === 1 ? DEVICE_GRAY : components === 4 ? DEVICE_CMYK : DEVICE_RGB;
  if (components !== 1 && components !== 3 && components !== 4) {
    throw new PdfFault("damaged", "an ICC colour space does not say how many components it has");
  }
  return { ...device, family: "ICCBased", base: device };
}

function indexed(file: PdfDocument, parts: readonly PdfObject[], base: ColourSpace): ColourSpace {
  const highest = Math.min(255, Math.max(0, file.number(parts[2] ?? null) ?? 0));
  const lookup = file.resolve(parts[3] ?? null);
  const bytes =
    lookup instanceof PdfString
      ? lookup.bytes
      : lookup instanceof PdfStream
        ? file.decode(lookup).bytes
        : new Uint8Array();
  const n = base.components;
  const entry = (index: number): number[] => {
    const at = Math.min(highest, Math.max(0, Math.round(index))) * n;
    return Array.from({ length: n }, (_, i) => {
      const [low, high] = base.decodeRange(i, 8);
      return low + ((bytes[at + i] ?? 0) / 255) * (high - low);
    });
  };
  const table = Array.from({ length: highest + 1 }, (_, i) => base.inks(entry(i)));
  return space({
    family: "Indexed",
    components: 1,
    base,
    colorants: base.colorants,
    inks: ([index = 0]) => table[Math.min(highest, Math.max(0, Math.round(index)))] ?? new Map(),
    seenAs: ([index = 0]) => base.seenAs(entry(index)),
    decodeRange: (_component, bits) => [0, 2 ** bits - 1],
  });
}

function spots(
  file: PdfDocument,
  names: readonly string[],
  base: ColourSpace,
  parts: readonly PdfObject[],
  family: "Separation" | "DeviceN",
): ColourSpace {
  if (names.length === 0 || names.length > 32) throw new PdfFault("damaged", "a DeviceN space names no colorants");
  const inks = (components: readonly number[]): Inks => {
    const mix = new Map<string, number>();
    for (const [i, name] of names.entries()) {
      const tint = unit(components[i] ?? 0);
      if (name === ALL) for (const plate of PROCESS) mix.set(plate, tint);
      else if (name !== "None") mix.set(name, tint);
    }
    return mix;
  };
  return space({
    family,
    components: names.length,
    initial: names.map(() => 1),
    colorants: names,
    base,
    definition: `${base.family} ${definitionOf(file, parts[3] ?? null, { left: 500 })}`,
    inks,
    seenAs: (components) => {
      if (names.every((name) => IN_PROCESS.has(name))) return inks(components);
      const alternate = names.length === 1 ? exponential(file, parts[3] ?? null, components[0] ?? 0) : undefined;
      return alternate === undefined ? undefined : base.seenAs(alternate);
    },
  });
}

const IN_PROCESS: ReadonlySet<string> = new Set([...PROCESS, ALL, "None"]);

/** A tint by the function that spots are mostly written with (7.10.3); undefined for any other. */
function exponential(file: PdfDocument, object: PdfObject, tint: number): readonly number[] | undefined {
  const dict = file.dict(object);
  if (dict === undefined || file.number(dict.raw("FunctionType")) !== 2) return undefined;
  const [from, to] = [file.numbers(dict.raw("C0")) ?? [0], file.numbers(dict.raw("C1")) ?? [1]];
  const share = unit(tint) ** (file.number(dict.raw("N")) ?? 1);
  return from.map((value, i) => value + share * ((to[i] ?? value) - value));
}

/** A short text that is the same for two functions that are written the same. `budget` bounds how much is read. */
function definitionOf(file: PdfDocument, object: PdfObject, budget: { left: number }): string {
  budget.left -= 1;
  if (budget.left < 0) return "…";
  const value = object instanceof PdfReference ? file.resolve(object) : object;
  if (value instanceof PdfStream) return `stream of ${value.bytes.length} bytes, sum ${sumOf(value.bytes)}`;
  if (value instanceof PdfName) return `/${value.value}`;
  if (value instanceof PdfString) return `(${sumOf(value.bytes)})`;
  if (value instanceof PdfDict) {
    const entries = [...value.entries].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `<<${entries.map(([key, one]) => `${key} ${definitionOf(file, one, budget)}`).join(" ")}>>`;
  }
  return isArray(value) ? `[${value.map((one) => definitionOf(file, one, budget)).join(" ")}]` : String(value);
}

function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum = (sum * 31 + byte) % 0x7fffffff;
  return sum;
}

/** The spaces a colour goes through, this one first: an Indexed on RGB is RGB too. */
export function chainOf(colourSpace: ColourSpace): readonly ColourSpace[] {
  const chain: ColourSpace[] = [];
  for (let at: ColourSpace | undefined = colourSpace; at !== undefined && chain.length < DEEPEST; at = at.base)
    chain.push(at);
  return chain;
}
