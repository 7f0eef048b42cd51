/** What a file says of itself: the Info dictionary, its XMP packet, and whether the two agree. */
import type { PdfDocument } from "../pdf/file.js";
import { type PdfDict, textOf } from "../pdf/object.js";

export interface FileInfo {
  text(key: string): string | undefined;
  /** Trapped is a name. */
  readonly trapped: string | undefined;
}

export function readInfo(file: PdfDocument): FileInfo {
  const dict: PdfDict | undefined = file.dict(file.trailer.raw("Info"));
  return {
    text(key) {
      const string = file.string(dict?.raw(key) ?? null);
      return string === undefined ? undefined : textOf(string);
    },
    trapped: file.name(dict?.raw("Trapped") ?? null),
  };
}

/** Unpacked; with thumbnails of all kinds in it a packet has some hundred kilobytes. */
const LARGEST_XMP = 16 * 1024 * 1024;

/** The packet as text; undefined where there is none. */
export function readXmp(file: PdfDocument): string | undefined {
  const stream = file.stream(file.catalog.raw("Metadata"));
  return stream === undefined ? undefined : new TextDecoder().decode(file.decode(stream, LARGEST_XMP).bytes);
}

/** A simple property, written as an element or as an attribute; of alternatives by language, the first. */
export function xmpProperty(xmp: string, name: string): string | undefined {
  const escaped = name.replaceAll(/[^\w:]/gu, "");
  const element = new RegExp(`<${escaped}(?:\\s[^<>]{0,2000})?>([\\s\\S]{0,4000}?)</${escaped}>`, "u").exec(xmp)?.[1];
  const attribute = new RegExp(`\\s${escaped}\\s*=\\s*(?:"([^"]{0,4000})"|'([^']{0,4000})')`, "u").exec(xmp);
  const raw = element ?? attribute?.[1] ?? attribute?.[2];
  if (raw === undefined) return undefined;
  const item = /<rdf:li[^>]*>([\s\S]*?)<\/rdf:li>/u.exec(raw)?.[1] ?? raw;
  return unescaped(item).trim();
}

function unescaped(text: string): string {
  return text
    .replaceAll(/&#x([0-9a-f]{1,6});/giu, (_, code: string) => character(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d{1,7});/gu, (_, code: string) => character(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

/** Milliseconds of a PDF date (7.9.4); undefined for anything else. */
export function pdfDate(text: string): number | undefined {
  const match = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:Z|([+-])(\d{2})'?(\d{2})?)?/u.exec(text);
  if (match === null) return undefined;
  const part = (index: number, otherwise: number): number => Number(match[index] ?? otherwise);
  const utc = Date.UTC(part(1, 0), part(2, 1) - 1, part(3, 1), part(4, 0), part(5, 0), part(6, 0));
  const offset = (part(8, 0) * 60 + part(9, 0)) * 60_000;
  return Number.isNaN(utc) ? undefined : utc - (match[7] === "-" ? -offset : offset);
}

/** Pairs of Info key and XMP property that must say the same (ISO 15930-4, 6.6). */
const PAIRS: readonly (readonly [info: string, xmp: string, date: boolean])[] = [
  ["Title", "dc:title", false],
  ["Author", "dc:creator", false],
  ["Creator", "xmp:CreatorTool", false],
  ["Producer", "pdf:Producer", false],
  ["CreationDate", "xmp:CreateDate", true],
  ["ModDate", "xmp:ModifyDate", true],
];

/** What the two say differently, in words. What stands in only one of them is no contradiction. */
export function contradictions(info: FileInfo, xmp: string): readonly string[] {
  const found: string[] = [];
  for (const [key, property, isDate] of PAIRS) {
    const [left, right] = [info.text(key), xmpProperty(xmp, property)];
    if (left === undefined || right === undefined) continue;
    const same = isDate ? pdfDate(left) === Date.parse(right) : left.trim() === right;
    if (!same) found.push(`${key} is "${left.slice(0, 60)}", ${property} is "${right.slice(0, 60)}"`);
  }
  const trapped = xmpProperty(xmp, "pdf:Trapped");
  if (trapped !== undefined && info.trapped !== undefined && trapped !== info.trapped) {
    found.push(`Trapped is ${info.trapped}, pdf:Trapped is ${trapped}`);
  }
  return found;
}
