/**
 * Text that was read in a wrong encoding, known by reading it back: bytes of Windows-1252 or GBK that make UTF-8 of words are no
 * chance. Honest text may hold one such pair — É before a closing quotation mark — so that these count in company alone.
 */
import type { CharacterRemark } from "./copy-characters.js";

/** What bytes 80 to 9F stand for in Windows-1252, and in Latin-1 where that has nothing. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const BYTE_OF: ReadonlyMap<string, number> = new Map([
  ...Array.from({ length: 128 }, (_, i) => [String.fromCodePoint(0x80 + i), 0x80 + i] as const),
  ...Array.from(WINDOWS_1252, (character, i) => [character, 0x80 + i] as const),
]);
const TRAIL = String.raw`[\u0080-\u00bf${WINDOWS_1252}]`;
/** Two bytes of Latin, Greek, Cyrillic and combining marks; É, Ê and Ë would begin letters of phonetics. */
const UTF_8 = String.raw`[\u00c2-\u00c8\u00cc-\u00d4]${TRAIL}|[\u00e0-\u00ef]${TRAIL}{2}|[\u00f0-\u00f4]${TRAIL}{3}`;
const AS_WINDOWS = new RegExp(`(?:${UTF_8})+`, "gu");
/** Marks that may follow an accented letter in honest text. */
const HONEST = /^[\u00a0\u00ab\u00bb\u00b7\u00b9\u00b2\u00b3\u00aa\u00ba\u00ae‘’“”‚„‹›…–—•™]+$/u;
/** Letters and marks that text of a newspaper is made of. */
const WORDS =
  /^(?:[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|(?![\0-\u009f])[\u00a0-\u00bf\u00d7\u00f7\u2000-\u27bf\u3000-\u303f\uff00-\uffef\p{M}\p{Emoji}])+$/u;

/** Two bytes of GBK each; no chance in Latin text, where no four letters with accents meet. */
const GBK_AS_WINDOWS = /[\u00a1-\u00ff]{4,}/gu;
/** Shift JIS and EUC-KR and the like: their kana and hangul begin with the same bytes throughout. */
const OTHERS = /(?:[‚ƒ][\u0080-\u00ff€-™]){3,}|(?:[縺繧繝][^\s]?){3,}/gu;
/** U+FFFD and a byte order mark as GBK, and what debuggers fill memory with. */
const KNOWN = /锟斤拷?|锘[縖匡]|ï»¿|烫{3,}|屯{3,}/gu;

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function damagedText(text: string): CharacterRemark[] {
  if (!MAY_BE.test(text)) return [];
  return first(KNOWN, text) ?? gbkAsWindows(text) ?? asWindows(text) ?? asGbk(text) ?? first(OTHERS, text) ?? [];
}

const MAY_BE = /[\u0080-\u00ff]|\p{Script=Han}/u;

function first(pattern: RegExp, text: string): CharacterRemark[] | undefined {
  pattern.lastIndex = 0;
  const match = pattern.exec(text);
  return match === null ? undefined : [remark(match.index, match[0], undefined, "warning")];
}

function remark(
  offset: number,
  found: string,
  meant: string | undefined,
  severity: CharacterRemark["severity"],
): CharacterRemark {
  const shown = found.replaceAll(/[\p{Cc}\u00ad]/gu, "").slice(0, 12);
  const words =
    meant === undefined
      ? "looks like text that was read in a wrong encoding"
      : `is “${Array.from(meant).slice(0, 8).join("")}”, read in a wrong encoding`;
  const hint = "copy the text again from its source, as UTF-8";
  return { offset, severity, code: "damaged-text", message: `“${shown}” ${words}`, hint };
}

/** UTF-8 that was read as Windows-1252 or Latin-1. */
function asWindows(text: string): CharacterRemark[] | undefined {
  for (const { 0: run, index } of text.matchAll(AS_WINDOWS)) {
    const meant = decoded(Uint8Array.from(run, (character) => BYTE_OF.get(character) ?? 0));
    if (meant === undefined || !WORDS.test(meant)) continue;
    const isChance = Array.from(meant).length === 1 && isHonest(run, text, index);
    if (!isChance) return [remark(index, run, meant, "error")];
  }
  return undefined;
}

/** One letter with marks after it, that stands as a word ends. */
function isHonest(run: string, text: string, index: number): boolean {
  if (!HONEST.test(run.slice(1))) return false;
  const [before = "", after = ""] = [text[index - 1], text[index + run.length]];
  // caf Ã©: no capital stands in the middle of a word, and no mark either.
  const inWord = /^\p{Ll}$/u.test(before) && /^\p{Lu}/u.test(run);
  const beginsWord = /^[ÂÃÅÄ]/u.test(run) && /^\p{Ll}$/u.test(after) && !/^\p{L}$/u.test(before);
  return !inWord && !beginsWord;
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** By UTF-16 unit, its two bytes in GBK, 0 where it has none; made when the first text asks. */
let gbkBytes: Uint16Array | undefined;

/** Undefined for what GBK has not, and for all where the platform does not know GBK. */
function gbkOf(character: string): number | undefined {
  gbkBytes ??= gbkTable();
  const code = character.length === 1 ? gbkBytes[character.charCodeAt(0)] : 0;
  return code === 0 ? undefined : code;
}

/** Every pair of bytes that GBK has is one UTF-16 unit, so that all of them are decoded at once. */
function gbkTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  const codes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) codes.push(lead * 0x100 + trail);
  const characters = gbkDecoder()?.decode(Uint8Array.from(codes.flatMap((code) => [code >> 8, code & 0xff]))) ?? "";
  for (let at = 0; at < characters.length; at += 1) table[characters.charCodeAt(at)] = codes[at] ?? 0;
  return table;
}

function gbkDecoder(): typeof strict | undefined {
  try {
    return new TextDecoder("gbk");
  } catch {
    return undefined;
  }
}

/** The 3755 usual characters of GB 2312, its marks and full-width forms. */
function isUsual(code: number): boolean {
  const [lead, trail] = [code >> 8, code & 0xff];
  return trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3));
}

function isOfGb2312(code: number): boolean {
  return code >> 8 >= 0xa1 && code >> 8 <= 0xf7 && (code & 0xff) >= 0xa1;
}

/** Fewer characters that read back as text are chance in text with rare characters. */
const LEAST_READ_BACK = 2;

/** UTF-8 that was read as GBK: three characters for two, some of them rare. */
function asGbk(text: string): CharacterRemark[] | undefined {
  const units = Array.from(text);
  let offset = 0;
  let done = 0;
  for (const [at, unit] of units.entries()) {
    if (at >= done && leadsUtf8(gbkOf(unit))) {
      const { meant, length } = readBack(units, at);
      if (length > 0) {
        const severity = meant.length > 3 ? "error" : "warning";
        return [remark(offset, units.slice(at, at + length).join(""), meant, severity)];
      }
    }
    offset += unit.length;
    done = Math.max(done, at + 1);
  }
  return undefined;
}

function leadsUtf8(code: number | undefined): boolean {
  return code !== undefined && code >> 8 >= 0xe2 && code >> 8 <= 0xef && (code & 0xff) >= 0x80 && (code & 0xff) < 0xc0;
}

/** The text whose bytes begin with a character, and how many characters hold them; none where it is no text. */
function readBack(units: readonly string[], from: number): { readonly meant: string; readonly length: number } {
  const bytes: number[] = [];
  let [rare, at] = [0, from];
  for (; at < units.length; at += 1) {
    const code = gbkOf(units[at] ?? "");
    // A byte 80 that begins no character is read as the sign of the euro.
    const next = units[at] === "€" ? [0x80] : code === undefined ? [] : [code >> 8, code & 0xff];
    if (next.length === 0 || !next.every((byte, i) => isUtf8(byte, bytes.length + i))) break;
    bytes.push(...next);
    if (code !== undefined && !isOfGb2312(code)) rare += 1;
  }
  const meant = decoded(Uint8Array.from(bytes.slice(0, bytes.length - (bytes.length % 3)))) ?? "";
  const characters = Array.from(meant);
  const isText = characters.length >= LEAST_READ_BACK && rare > 0 && WORDS.test(meant);
  const usual = characters.filter((character) => isUsual(gbkOf(character) ?? 0)).length;
  const enough = characters.length > LEAST_READ_BACK ? usual >= characters.length * 0.7 : usual === characters.length;
  return isText && enough ? { meant, length: at - from } : { meant: "", length: 0 };
}

/** Whether a byte may stand at its place in a text of three bytes a character. */
function isUtf8(byte: number, place: number): boolean {
  return place % 3 === 0 ? byte >= 0xe2 && byte <= 0xef : byte >= 0x80 && byte < 0xc0;
}

/** GBK that was read as Windows-1252: ÖÐÎÄ. */
function gbkAsWindows(text: string): CharacterRemark[] | undefined {
  const decoder = gbkDecoder();
  for (const { 0: run, index } of text.matchAll(GBK_AS_WINDOWS)) {
    const even = run.slice(0, run.length - (run.length % 2));
    const meant = decoder?.decode(Uint8Array.from(even, (character) => character.charCodeAt(0))) ?? "";
    const usual = Array.from(meant).every((character) => isUsual(gbkOf(character) ?? 0));
    if (usual && /\p{Script=Han}/u.test(meant)) return [remark(index, run, meant, "error")];
  }
  return undefined;
}
