/** Small scenes made by hand, set in the bundled fonts, for tests of the renderers. */
import { mm, pt, type Len } from "../../src/base/length.js";
import type { Face } from "../../src/font/face.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { BOUNDS } from "../scene-bounds.js";
import type {
  Colour,
  GlyphRun,
  Role,
  Scene,
  SceneFace,
  SceneImage,
  SceneItem,
  ScenePage,
} from "../../src/scene/list.js";

export const BLACK: Colour = { space: "cmyk", c: 0, m: 0, y: 0, k: 1 };

const library = createLibrary(bundledFonts());

export function bundledFace(family: string, weight = 400): Face {
  const face = library.face(family, weight);
  if (face === undefined) throw new Error(`no face of ${family}`);
  return face;
}

export interface LineOptions {
  readonly face?: Face;
  readonly size?: Len;
  readonly colour?: Colour;
  readonly role?: Role;
  readonly direction?: "horizontal" | "vertical";
  /** Set as one shaped word instead of character by character. */
  readonly shaped?: boolean;
}

/** One line of text, each Han character by its own advance, `——` as one glyph where the face has it. */
export function line(text: string, x: Len, y: Len, options: LineOptions = {}): GlyphRun {
  const { face = bundledFace("Noto Serif SC"), size = pt(12), colour = BLACK, role = "body" } = options;
  const gids: number[] = [];
  const offsets: Len[] = [];
  const texts: string[] = [];
  let pen = 0;
  const put = (gid: number, shown: string, advance: number, offset = 0): void => {
    gids.push(gid);
    texts.push(shown);
    offsets.push(Math.round(((pen + offset) * size) / face.unitsPerEm));
    pen += advance;
  };
  if (options.shaped === true) {
    for (const glyph of face.shapeWord(text)) {
      put(glyph.gid, text.slice(glyph.start, glyph.end), glyph.advance, glyph.offsetX);
    }
  } else {
    for (const [shown] of text.matchAll(/——|./gsu)) {
      const single = face.hanGlyphFor(shown.codePointAt(0) ?? 0);
      const gid = shown === "——" && face.doubleDash !== 0 ? face.doubleDash : single;
      const advance = options.direction === "vertical" ? face.unitsPerEm : face.advanceOf(gid);
      put(gid, shown, advance);
      if (shown === "——" && gid === single) put(gid, "", advance);
    }
  }
  return {
    kind: "glyphs",
    role,
    source: { article: "a", pointer: "/articles/0/body/0", start: 0, end: text.length },
    direction: options.direction ?? "horizontal",
    face: face.id,
    size,
    colour,
    x,
    y,
    gids,
    offsets,
    texts,
  };
}

export function page(items: readonly SceneItem[], more: Partial<ScenePage> = {}): ScenePage {
  return {
    number: 1,
    order: [],
    bounds: BOUNDS,
    width: mm(200),
    height: mm(150),
    grid: { columns: [], em: pt(9), top: mm(20), leading: pt(12.6), rows: 10 },
    items,
    areas: [],
    fixed: [],
    bookmarks: [],
    ...more,
  };
}

export function scene(
  pages: readonly ScenePage[],
  faces: readonly Face[] = [bundledFace("Noto Serif SC")],
  images: readonly SceneImage[] = [],
  date: string | null = "2025-12-16",
): Scene {
  const sceneFace = ({ id, family, weight, postscriptName, bytes }: Face): SceneFace => ({
    id,
    family,
    weight,
    postscriptName,
    bytes,
  });
  return {
    version: 1,
    meta: { title: "测试版", language: "zh-Hans", publication: "江城日报", ...(date === null ? {} : { date }) },
    pages,
    faces: new Map(faces.map((face) => [face.id, sceneFace(face)])),
    images: new Map(images.map((image) => [image.id, image])),
    findings: [],
    fits: [],
  };
}

/** One page of lines 20 pt apart. */
export function lines(texts: readonly string[], options: LineOptions = {}): Scene {
  const face = options.face ?? bundledFace("Noto Serif SC");
  return scene([page(texts.map((text, i) => line(text, mm(15), mm(15) + pt(20 * (i + 1)), options)))], [face]);
}
