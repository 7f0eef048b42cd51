/**
 * A page of the scene as SVG, for screens. Each glyph's outline stands once in <defs> and is used where it is set; groups
 * carry role, article and JSON pointer, so that a click finds its source. Runs in browsers: no Node modules.
 */
import { type Len, toPt } from "../base/length.js";
import type { Rect } from "../base/geometry.js";
import { Outlines } from "../font/outline.js";
import type {
  Frame,
  GlyphRun,
  Picture,
  Scene,
  SceneImage,
  SceneItem,
  ScenePage,
  Shape,
  Source,
} from "../scene/list.js";
import { orientationMatrix } from "./picture.js";
import { screenColour } from "./screen-colour.js";

export interface SvgOptions {
  /** The paper's colour, or "none". */
  readonly paper?: string;
  /** Width and height in pixels, this many a point; in points unless given. */
  readonly pixelsPerPoint?: number;
  /** Begins every id in the file, so that several pages can stand in one HTML document. */
  readonly idPrefix?: string;
  /** Where pictures are to be had instead of being written into the file: by image id. */
  readonly images?: ReadonlyMap<string, SvgImage>;
}

export interface SvgImage {
  readonly href: string;
  /** EXIF orientation still to be applied; 1 when the picture is upright. */
  readonly orientation: number;
}

export function renderSvg(scene: Scene, pageNumber: number, options: SvgOptions = {}): string {
  const page = scene.pages.find(({ number }) => number === pageNumber);
  if (page === undefined) throw new RangeError(`the scene has no page ${pageNumber}`);
  return new SvgPage(scene, options).render(page);
}

/** Faces read before, by their bytes: a live page is drawn again and again in the same faces. */
const readFaces = new WeakMap<Uint8Array, Outlines>();

function outlinesOf(bytes: Uint8Array): Outlines {
  let outlines = readFaces.get(bytes);
  if (outlines === undefined) readFaces.set(bytes, (outlines = new Outlines(bytes)));
  return outlines;
}

class SvgPage {
  readonly #scene: Scene;
  readonly #prefix: string;
  readonly #paper: string;
  readonly #pixelsPerPoint: number | undefined;
  readonly #given: ReadonlyMap<string, SvgImage>;
  readonly #faces = new Map<string, { readonly key: string; readonly outlines: Outlines }>();
  readonly #glyphs = new Map<string, string>();
  readonly #hrefs = new Map<string, SvgImage>();

  constructor(scene: Scene, options: SvgOptions) {
    this.#scene = scene;
    this.#prefix = options.idPrefix ?? "";
    this.#paper = options.paper ?? "#fff";
    this.#pixelsPerPoint = options.pixelsPerPoint;
    this.#given = options.images ?? new Map<string, SvgImage>();
  }

  render(page: ScenePage): string {
    const body = this.#items(page.items);
    const width = num(toPt(page.width));
    const height = num(toPt(page.height));
    const open =
      `<svg xmlns="http://www.w3.org/2000/svg" ${this.#size(page)} viewBox="0 0 ${width} ${height}"` +
      ` lang="${escaped(this.#scene.meta.language)}" data-page="${page.number}">`;
    const paper =
      this.#paper === "none" ? [] : [`<rect width="${width}" height="${height}" fill="${escaped(this.#paper)}"/>`];
    const title = `<title>${escaped(this.#scene.meta.title)}</title>`;
    const defs = [...this.#glyphs].map(([id, path]) => `<path id="${id}" d="${path}"/>`);
    return [open, title, "<defs>", ...defs, "</defs>", ...paper, ...body, "</svg>", ""].join("\n");
  }

  #size(page: ScenePage): string {
    const scale = this.#pixelsPerPoint;
    const [width, height] = [toPt(page.width), toPt(page.height)];
    if (scale === undefined) return `width="${num(width)}pt" height="${num(height)}pt"`;
    return `width="${Math.round(width * scale)}" height="${Math.round(height * scale)}"`;
  }

  /** Neighbours of one source share a group. */
  #items(items: readonly SceneItem[]): string[] {
    const out: string[] = [];
    let open = "";
    for (const item of items) {
      const group = groupOf(item);
      if (group !== open) {
        if (open !== "") out.push("</g>");
        out.push(group);
        open = group;
      }
      out.push(this.#item(item));
    }
    if (open !== "") out.push("</g>");
    return out;
  }

  #item(item: SceneItem): string {
    switch (item.kind) {
      case "glyphs":
        return this.#run(item);
      case "fill":
        return `<rect ${box(item.rect)} fill="${screenColour(item.colour)}"/>`;
      case "frame":
        return frame(item);
      case "shape":
        return `<path d="${shapePath(item)}" fill="${screenColour(item.colour)}"/>`;
      case "picture":
        return this.#picture(item);
    }
  }

  #run(run: GlyphRun): string {
    const { key, outlines } = this.#face(run.face);
    const scale = toPt(run.size) / outlines.unitsPerEm;
    const perUnit = run.size / outlines.unitsPerEm;
    const uses: string[] = [];
    for (const [i, gid] of run.gids.entries()) {
      const path = outlines.pathOf(gid);
      if (path === "") continue;
      const id = `${this.#prefix}${key}g${gid}`;
      this.#glyphs.set(id, path);
      const along = (run.offsets[i] ?? 0) / perUnit;
      if (run.direction === "horizontal") uses.push(use(id, along, 0));
      else uses.push(use(id, -outlines.advanceOf(gid) / 2, along + outlines.ascent));
    }
    const lean = run.slant === undefined ? "" : `skewX(${fine((-Math.atan(run.slant) * 180) / Math.PI)})`;
    const place = `translate(${num(toPt(run.x))} ${num(toPt(run.y))})${run.turned === true ? "rotate(90)" : ""}scale(${fine(scale)})${lean}`;
    const range = `data-start="${run.source.start}" data-end="${run.source.end}"`;
    return `<g transform="${place}" fill="${screenColour(run.colour)}" ${range}>${uses.join("")}</g>`;
  }

  #face(id: string): { readonly key: string; readonly outlines: Outlines } {
    let face = this.#faces.get(id);
    if (face === undefined) {
      const source = this.#scene.faces.get(id);
      if (source === undefined) throw new Error(`the scene has no face "${id}"`);
      face = { key: `f${this.#faces.size}`, outlines: outlinesOf(source.bytes) };
      this.#faces.set(id, face);
    }
    return face;
  }

  /** The picture fills the unit square of an inner viewport that shows its crop and cuts off the rest. */
  #picture(picture: Picture): string {
    const { href, orientation } = this.#image(picture.image);
    const { x, y, width, height } = picture.crop;
    const view = `viewBox="${[x, y, width, height].map(fine).join(" ")}" preserveAspectRatio="none"`;
    const { a, b, c, d, e, f } = orientationMatrix(orientation);
    const turn = orientation === 1 ? "" : ` transform="matrix(${[a, b, c, d, e, f].join(" ")})"`;
    // Browsers would turn the picture by its EXIF tag once more.
    const image = `<image width="1" height="1" preserveAspectRatio="none" style="image-orientation:none"${turn} href="${href}"/>`;
    const label = picture.alt === "" ? "" : `<title>${escaped(picture.alt)}</title>`;
    return `<svg ${box(picture.rect)} ${view}>${label}${image}</svg>`;
  }

  #image(id: string): SvgImage {
    const given = this.#given.get(id) ?? this.#hrefs.get(id);
    if (given !== undefined) return given;
    const image = this.#scene.images.get(id);
    if (image === undefined) throw new Error(`the scene has no picture "${id}"`);
    const made = { href: dataUri(image), orientation: image.orientation };
    this.#hrefs.set(id, made);
    return made;
  }
}

function groupOf(item: SceneItem): string {
  const source: Source | undefined = "source" in item ? item.source : undefined;
  const article = source?.article === undefined ? "" : ` data-article="${escaped(source.article)}"`;
  const pointer = source === undefined || source.pointer === "" ? "" : ` data-pointer="${escaped(source.pointer)}"`;
  return `<g data-role="${item.role}"${article}${pointer}>`;
}

function use(id: string, x: number, y: number): string {
  const [left, top] = [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
  return `<use href="#${id}"${left === 0 ? "" : ` x="${left}"`}${top === 0 ? "" : ` y="${top}"`}/>`;
}

function box(rect: Rect): string {
  const [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map((length) => num(toPt(length)));
  return `x="${x}" y="${y}" width="${width}" height="${height}"`;
}

function frame({ rect, thickness, colour }: Frame): string {
  const inset = Math.min(thickness, rect.width / 2, rect.height / 2);
  const outline = (by: number): string => {
    const [x, y, w, h] = [rect.x + by, rect.y + by, rect.width - 2 * by, rect.height - 2 * by].map((v) => num(toPt(v)));
    return `M${x} ${y}h${w}v${h}h-${w}z`;
  };
  return `<path d="${outline(0)}${outline(inset)}" fill="${screenColour(colour)}" fill-rule="evenodd"/>`;
}

function shapePath({ path }: Shape): string {
  const at = (...lengths: readonly Len[]): string => lengths.map((length) => num(toPt(length))).join(" ");
  const steps = path.map((step) => {
    if (step.to === "close") return "z";
    if (step.to === "curve") return `C${at(step.x1, step.y1, step.x2, step.y2, step.x, step.y)}`;
    return `${step.to === "move" ? "M" : "L"}${at(step.x, step.y)}`;
  });
  return steps.join("");
}

function num(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** Scales and fractions of a picture: a thousandth would be seen. */
function fine(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** String.fromCharCode takes its bytes as arguments, of which there cannot be too many. */
const BYTES_AT_ONCE = 0x6000;

export function dataUri({ bytes, format }: Pick<SceneImage, "bytes" | "format">): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += BYTES_AT_ONCE) {
    binary += String.fromCharCode(...bytes.subarray(at, at + BYTES_AT_ONCE));
  }
  return `data:image/${format};base64,${btoa(binary)}`;
}
