/** Colours of a template: `"0 100 90 5"`, `"#c8102e"`, `{cmyk: …}`, `{rgb: …}`, `{gray: …}` or `{spot: …}`. */
import type { Cmyk, Colour } from "../scene/list.js";
import { fullWidthHint } from "./full-width.js";

export type ParsedColour =
  | { readonly ok: true; readonly value: Colour }
  | { readonly ok: false; readonly problem: string; readonly hint: string };

const CMYK_HINT = 'write four percentages, cyan magenta yellow black: "0 100 90 5"';
const RGB_HINT = 'write it as "#rrggbb", in quotation marks: YAML takes what follows a bare # for a comment';
const FORMS_HINT =
  'write four percentages "0 100 90 5", screen colours "#rrggbb", or an ink { spot: name, cmyk: "0 93 79 0" }';

/** Reads one colour. Never throws, whatever it is given. */
export function parseColour(raw: unknown): ParsedColour {
  if (typeof raw === "string") return raw.trim().startsWith("#") ? parseRgb(raw) : parseProcess(raw);
  if (raw === null) return bad("this colour is empty", RGB_HINT);
  if (typeof raw !== "object" || Array.isArray(raw)) return bad("this is no colour", FORMS_HINT);
  const forms = new Map<string, unknown>(Object.entries(raw));
  if (forms.has("spot")) return parseSpot(forms);
  const [form, other] = forms.keys();
  if (other !== undefined) return bad(`a colour is written in one way, not as ${form} and ${other}`, FORMS_HINT);
  if (form === "cmyk") return parseProcess(forms.get(form));
  if (form === "rgb") return parseRgb(forms.get(form));
  if (form === "gray") return parseGray(forms.get(form));
  // `rgb: #c8102e` loses its value to the comment, and the key goes with it.
  if (form === undefined) return bad("this colour is empty", RGB_HINT);
  return bad(`\`${form}\` is no way to write a colour`, FORMS_HINT);
}

function parseProcess(raw: unknown): ParsedColour {
  const cmyk = readCmyk(raw);
  if (typeof cmyk !== "string") return { ok: true, value: { space: "cmyk", ...cmyk } };
  return bad(cmyk, typeof raw === "string" ? formHint(raw) : CMYK_HINT);
}

/** How a colour that is written in another program's way is written here. */
function formHint(text: string): string {
  const [, space, inside = ""] = /^\s*(cmyk|rgb)a?\((.*)\)\s*$/iu.exec(text) ?? [];
  const numbers = (inside.match(/\d+(?:\.\d+)?/gu) ?? []).map(Number);
  if (space?.toLowerCase() === "cmyk" && numbers.length === 4) return `write "${numbers.join(" ")}"`;
  if (space?.toLowerCase() === "rgb" && numbers.length >= 3) {
    const digits = numbers.slice(0, 3).map((one) => Math.min(255, Math.round(one)).toString(16).padStart(2, "0"));
    return `write "#${digits.join("")}"`;
  }
  const wide = fullWidthHint(text);
  if (wide !== undefined) return wide;
  if (/^[\d\s,.%]*$/u.test(text)) return CMYK_HINT;
  if (/^(?:pantone|dic|hks|toyo)\b/iu.test(text.trim())) return `write { spot: "${text.trim()}", cmyk: "0 93 79 0" }`;
  return FORMS_HINT;
}

/** The components, or what is wrong with them. */
function readCmyk(raw: unknown): Cmyk | string {
  const parts: unknown = typeof raw === "string" ? raw.trim().split(/\s*,\s*|\s+/u) : raw;
  if (!Array.isArray(parts) || parts.length !== 4) return "cmyk needs four components";
  const [c, m, y, k] = parts.map(percentOf);
  if (c === undefined || m === undefined || y === undefined || k === undefined) {
    return "the components of cmyk are percentages, 0 to 100";
  }
  return { c, m, y, k };
}

function percentOf(raw: unknown): number | undefined {
  const value = typeof raw === "string" && raw !== "" ? Number(raw) : raw;
  return typeof value === "number" && value >= 0 && value <= 100 ? value / 100 : undefined;
}

function parseRgb(raw: unknown): ParsedColour {
  const digits = typeof raw === "string" ? /^#([0-9a-f]{6})$/iu.exec(raw.trim())?.[1] : undefined;
  if (digits === undefined) return bad("rgb needs six hexadecimal digits", RGB_HINT);
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255);
  return { ok: true, value: { space: "rgb", r, g, b } };
}

function parseGray(raw: unknown): ParsedColour {
  if (typeof raw === "number" && raw >= 0 && raw <= 1) return { ok: true, value: { space: "gray", gray: raw } };
  return bad("gray is a number from 0 (black) to 1 (paper)", 'black ink alone is cmyk "0 0 0 100"');
}

function parseSpot(forms: ReadonlyMap<string, unknown>): ParsedColour {
  const hint = 'write {spot: "PANTONE 185 C", tint: 100, cmyk: "0 93 79 0"}';
  const name = forms.get("spot");
  const tint = percentOf(forms.get("tint") ?? 100);
  const stranger = [...forms.keys()].find((key) => !["spot", "tint", "cmyk"].includes(key));
  if (stranger !== undefined) return bad(`a spot colour has no \`${stranger}\``, hint);
  if (typeof name !== "string" || name.trim() === "") return bad("a spot colour needs the name of its ink", hint);
  if (tint === undefined) return bad("tint is a percentage, 0 to 100", hint);
  const alternate = readCmyk(forms.get("cmyk"));
  if (typeof alternate === "string") return bad(`a spot colour needs a cmyk to stand in for it: ${alternate}`, hint);
  return { ok: true, value: { space: "spot", name, tint, alternate } };
}

function bad(problem: string, hint: string): ParsedColour {
  return { ok: false, problem, hint };
}
