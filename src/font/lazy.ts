/**
 * A face that is opened when it is first asked for something. Fallback faces stand in every chain, and most pages never
 * need them; their files are of 10 MB and more.
 */
import type { Face, InkBox, ShapedGlyph } from "./face.js";

export function lazyFace(open: () => Face): Face {
  return new LazyFace(open);
}

class LazyFace implements Face {
  private face: Face | undefined;

  constructor(private readonly open: () => Face) {}

  private get opened(): Face {
    this.face ??= this.open();
    return this.face;
  }

  get id(): string {
    return this.opened.id;
  }

  get family(): string {
    return this.opened.family;
  }

  get weight(): number {
    return this.opened.weight;
  }

  get postscriptName(): string {
    return this.opened.postscriptName;
  }

  get bytes(): Uint8Array {
    return this.opened.bytes;
  }

  get unitsPerEm(): number {
    return this.opened.unitsPerEm;
  }

  get ascent(): number {
    return this.opened.ascent;
  }

  get descent(): number {
    return this.opened.descent;
  }

  get codePages(): number {
    return this.opened.codePages;
  }

  get doubleDash(): number {
    return this.opened.doubleDash;
  }

  glyphFor(codePoint: number): number {
    return this.opened.glyphFor(codePoint);
  }

  advanceOf(gid: number): number {
    return this.opened.advanceOf(gid);
  }

  inkOf(gid: number): InkBox {
    return this.opened.inkOf(gid);
  }

  hanGlyphFor(codePoint: number): number {
    return this.opened.hanGlyphFor(codePoint);
  }

  standingGlyphFor(codePoint: number): number {
    return this.opened.standingGlyphFor(codePoint);
  }

  shapeWord(text: string, features?: readonly string[]): readonly ShapedGlyph[] {
    return this.opened.shapeWord(text, features);
  }
}
