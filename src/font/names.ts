/** The `name` table, as far as families and PDF font names need it. */
import { readChecked, type Sfnt } from "./sfnt.js";

export interface FaceNames {
  /** Typographic family where the font has one (name 16), else the legacy family (name 1). English before others. */
  readonly family: string;
  /** The family in Chinese, if the font gives it: editors know 方正书宋 by this name. */
  readonly localFamily: string;
  readonly style: string;
  readonly postscript: string;
}

const LEGACY_FAMILY = 1;
const LEGACY_STYLE = 2;
const POSTSCRIPT = 6;
const FAMILY = 16;
const STYLE = 17;

interface NameRecord {
  readonly id: number;
  readonly language: number;
  readonly text: string;
}

export function readNames(sfnt: Sfnt): FaceNames {
  const records = readChecked(() => readRecords(sfnt), "name table");
  const english = (id: number): string => pick(records, id, isEnglish) ?? "";
  const chinese = (id: number): string => pick(records, id, isChinese) ?? "";
  const any = (id: number): string => records.find((record) => record.id === id)?.text ?? "";
  return {
    family: english(FAMILY) || english(LEGACY_FAMILY) || any(FAMILY) || any(LEGACY_FAMILY),
    localFamily: chinese(FAMILY) || chinese(LEGACY_FAMILY),
    style: english(STYLE) || english(LEGACY_STYLE) || any(STYLE) || any(LEGACY_STYLE),
    // PDF names: printable ASCII without delimiters, or viewers disagree on what the font is called.
    postscript: (english(POSTSCRIPT) || any(POSTSCRIPT)).replace(/[^\x21-\x7e]|[[\](){}<>/%#]/gu, ""),
  };
}

function readRecords(sfnt: Sfnt): readonly NameRecord[] {
  const name = sfnt.tables.get("name");
  if (name === undefined) return [];
  const { view, bytes } = sfnt;
  const strings = name.offset + view.getUint16(name.offset + 4);
  const records: NameRecord[] = [];
  for (let i = 0; i < view.getUint16(name.offset + 2); i++) {
    const at = name.offset + 6 + i * 12;
    const platform = view.getUint16(at);
    const start = strings + view.getUint16(at + 10);
    const raw = bytes.subarray(start, start + view.getUint16(at + 8));
    const language = platform === 1 ? -1 - view.getUint16(at + 4) : view.getUint16(at + 4);
    const text = platform === 1 ? latin(raw) : utf16(raw);
    if (platform === 0 || platform === 3 || (platform === 1 && language === -1)) {
      records.push({ id: view.getUint16(at + 6), language, text });
    }
  }
  return records;
}

function pick(records: readonly NameRecord[], id: number, wanted: (language: number) => boolean): string | undefined {
  return records.find((record) => record.id === id && wanted(record.language) && record.text !== "")?.text;
}

/** Windows language ids: the low ten bits are the language. Macintosh English is −1 here. */
function isEnglish(language: number): boolean {
  return language === -1 || (language >= 0 && (language & 0x3ff) === 0x09);
}

function isChinese(language: number): boolean {
  return language >= 0 && (language & 0x3ff) === 0x04;
}

function utf16(raw: Uint8Array): string {
  let text = "";
  for (let i = 0; i + 1 < raw.length; i += 2) text += String.fromCharCode(((raw[i] ?? 0) << 8) | (raw[i + 1] ?? 0));
  return text;
}

function latin(raw: Uint8Array): string {
  return String.fromCharCode(...raw);
}
