/**
 * Boxes of glyphs' ink as the font file has them: a reader of `head`, `loca`, `glyf` and `hmtx` that shares nothing with
 * the project's own, for tests that judge pages.
 */
export interface InkBox {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

export interface InkFont {
  /** Typographic ascent of the em box, in em. */
  readonly ascent: number;
  /** In em; undefined where the glyph has no ink. */
  boxOf(gid: number): InkBox | undefined;
  advanceOf(gid: number): number;
}

const fonts = new WeakMap<Uint8Array, InkFont>();

export function inkFont(bytes: Uint8Array): InkFont {
  let font = fonts.get(bytes);
  if (font === undefined) fonts.set(bytes, (font = readFont(bytes)));
  return font;
}

function readFont(bytes: Uint8Array): InkFont {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const at = 12 + 16 * index;
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
    tables.set(tag, view.getUint32(at + 8));
  }
  const at = (tag: string): number => {
    const offset = tables.get(tag);
    if (offset === undefined) throw new Error(`the font has no ${tag}`);
    return offset;
  };
  const em = view.getUint16(at("head") + 18);
  const isLong = view.getInt16(at("head") + 50) === 1;
  const metrics = view.getUint16(at("hhea") + 34);
  const location = (gid: number): number =>
    isLong ? view.getUint32(at("loca") + 4 * gid) : 2 * view.getUint16(at("loca") + 2 * gid);
  return {
    ascent: view.getInt16(at("OS/2") + 68) / em,
    boxOf(gid) {
      const [from, to] = [location(gid), location(gid + 1)];
      if (to <= from) return undefined;
      const glyph = at("glyf") + from;
      const [left, bottom, right, top] = [2, 4, 6, 8].map((field) => view.getInt16(glyph + field) / em);
      return { left: left ?? 0, bottom: bottom ?? 0, right: right ?? 0, top: top ?? 0 };
    },
    advanceOf(gid) {
      return view.getUint16(at("hmtx") + 4 * Math.min(gid, metrics - 1)) / em;
    },
  };
}
