/** How the codes of a simple TrueType font find their glyphs (ISO 32000-1, 9.6.6.4): several ways, and readers try them all. */
import { viewOf } from "../../../font/sfnt.js";

/** A character map: the glyph of a code, 0 where there is none. */
type Lookup = (code: number) => number;

/** Symbol fonts keep their codes in the private use area. */
const SYMBOL_PAGES = [0xf000, 0xf100, 0xf200] as const;

/** Whether any way leads to a glyph. */
export type FindGlyph = (code: number, character: string | undefined) => boolean;

/** Undefined where the font has maps that are not known here, or finds glyphs by their names. */
export function glyphFinder(bytes: Uint8Array): FindGlyph | undefined {
  const view = viewOf(bytes);
  const tables = directory(view);
  const cmap = tables.get("cmap");
  const post = tables.get("post");
  // Version 2 of `post` names every glyph.
  if (cmap === undefined || (post !== undefined && view.getUint32(post) === 0x00020000)) return undefined;
  const lookups: Lookup[] = [];
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const lookup = lookupAt(view, cmap + view.getUint32(cmap + 8 + i * 8));
    if (lookup === undefined) return undefined;
    lookups.push(lookup);
  }
  if (lookups.length === 0) return undefined;
  return (code, character) => {
    const codes = [code, ...SYMBOL_PAGES.map((page) => page + code)];
    const unicode = character?.codePointAt(0);
    if (unicode !== undefined) codes.push(unicode);
    return lookups.some((lookup) => codes.some((one) => lookup(one) !== 0));
  };
}

function directory(view: DataView): ReadonlyMap<string, number> {
  const tables = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const record = 12 + i * 16;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(record + byte)));
    tables.set(tag, view.getUint32(record + 8));
  }
  return tables;
}

function lookupAt(view: DataView, at: number): Lookup | undefined {
  switch (view.getUint16(at)) {
    case 0:
      return (code) => (code < 256 ? view.getUint8(at + 6 + code) : 0);
    case 4:
      return (code) => inSegments(view, at, code);
    case 6: {
      const [first, count] = [view.getUint16(at + 6), view.getUint16(at + 8)];
      return (code) => (code >= first && code < first + count ? view.getUint16(at + 10 + (code - first) * 2) : 0);
    }
    default:
      return undefined;
  }
}

function inSegments(view: DataView, at: number, code: number): number {
  const doubled = view.getUint16(at + 6);
  for (let segment = 0; segment < doubled; segment += 2) {
    if (view.getUint16(at + 14 + segment) < code) continue;
    const start = at + 16 + doubled + segment;
    if (view.getUint16(start) > code) return 0;
    const delta = view.getUint16(start + doubled);
    const place = start + 2 * doubled;
    const range = view.getUint16(place);
    if (range === 0) return (code + delta) & 0xffff;
    const glyph = view.getUint16(place + range + (code - view.getUint16(start)) * 2);
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}
