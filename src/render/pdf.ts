/**
 * The scene as a PDF: text as text in embedded subsets, colours in their own spaces, pictures untouched. The same scene
 * gives the same bytes.
 */
import { type Len, toPt } from "../base/length.js";
import type { Rect } from "../base/geometry.js";
import { pageLabel } from "../scene/page-label.js";
import type { Frame, Picture, Scene, SceneItem, ScenePage, Shape } from "../scene/list.js";
import { PdfColours } from "./pdf-colour.js";
import { GlyphPen } from "./pdf-glyphs.js";
import { prepareImage, type PreparedImage } from "./pdf-image.js";
import { PdfFile, type PdfMeta, type PdfRef } from "./pdf-kit.js";
import { fine, num } from "./pdf-number.js";
import { isCropped, placePicture } from "./picture.js";
import { openSubsetSource, type SubsetSource } from "./subset.js";

export interface PdfOptions {
  /** Numbers of the pages to write, in the scene's order; all of them unless given. */
  readonly pages?: readonly number[];
  /** Instead of a proof, a file for the press. */
  readonly press?: PressSetup;
}

/** What a file for the press has that a proof has not. Colours and pictures are settled in the scene before. */
export interface PressSetup {
  readonly meta: Required<Pick<PdfMeta, "title" | "date" | "version" | "info" | "xmp" | "identity">>;
  /** From the trim to the sheet's edge on every side, with marks; and how much of that is bleed. */
  readonly margin: Len;
  readonly bleed: Len;
  /** Whether the sheet is written as seen from behind: 反像, for film that is laid on the plate with its emulsion down. */
  readonly mirror: boolean;
  /** Whether the item lets through the inks beneath it. */
  overprints(item: SceneItem): boolean;
  /** Adds to the catalog. */
  finish(file: PdfFile): void;
}

/** Written into files of editions without a date, so that the clock stays out of them. */
const EPOCH = new Date(Date.UTC(2000, 0, 1));

export async function renderPdf(scene: Scene, options: PdfOptions = {}): Promise<Uint8Array> {
  const pages = chosenPages(scene, options.pages);
  const { press } = options;
  const file = new PdfFile({
    title: scene.meta.title,
    author: scene.meta.publication ?? "",
    language: scene.meta.language,
    date: dateOf(scene.meta.date),
    ...press?.meta,
  });
  const images = await prepareImages(scene, pages);
  const painter = new PagePainter(file, scene, images, press);
  for (const page of pages) painter.paint(page);
  // Faces are packed side by side and written in the order of their first use.
  for (const write of await Promise.all(painter.pens.map((pen) => pen.finish(file)))) write();
  press?.finish(file);
  return file.end();
}

function chosenPages(scene: Scene, numbers: readonly number[] | undefined): readonly ScenePage[] {
  const pages = numbers === undefined ? scene.pages : scene.pages.filter((page) => numbers.includes(page.number));
  const absent = numbers?.find((number) => !scene.pages.some((page) => page.number === number));
  if (absent !== undefined) throw new RangeError(`the scene has no page ${absent}`);
  if (pages.length === 0) throw new RangeError("there is no page to render");
  return pages;
}

/** The day of an edition as files write it. */
export function dateOf(date: string | undefined): Date {
  const parsed = date === undefined ? EPOCH : new Date(`${date.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) ? EPOCH : parsed;
}

async function prepareImages(scene: Scene, pages: readonly ScenePage[]): Promise<ReadonlyMap<string, PreparedImage>> {
  const used = new Set<string>();
  for (const page of pages) for (const item of page.items) if (item.kind === "picture") used.add(item.image);
  const prepared = await Promise.all(
    [...used].map(async (id) => [id, await prepareImage(known(scene.images, id, "picture"))] as const),
  );
  return new Map(prepared);
}

function known<T>(map: ReadonlyMap<string, T>, id: string, what: string): T {
  const value = map.get(id);
  if (value === undefined) throw new Error(`the scene has no ${what} "${id}"`);
  return value;
}

/** Faces read for an earlier rendering; bytes are shared between scenes, so a live page does not read its fonts again. */
const readFaces = new WeakMap<Uint8Array, SubsetSource>();

function sourceOf(bytes: Uint8Array): SubsetSource {
  let source = readFaces.get(bytes);
  if (source === undefined) readFaces.set(bytes, (source = openSubsetSource(bytes)));
  return source;
}

class PagePainter {
  readonly #file: PdfFile;
  readonly #scene: Scene;
  readonly #prepared: ReadonlyMap<string, PreparedImage>;
  readonly #colours = new PdfColours();
  readonly #pens = new Map<string, GlyphPen>();
  readonly #images = new Map<string, { readonly name: string; readonly ref: PdfRef }>();
  /** The fill colour in force on the current page, as its operator. */
  #fill = "";
  readonly #press: PressSetup | undefined;
  #overprint = false;

  constructor(
    file: PdfFile,
    scene: Scene,
    prepared: ReadonlyMap<string, PreparedImage>,
    press: PressSetup | undefined,
  ) {
    this.#press = press;
    this.#file = file;
    this.#scene = scene;
    this.#prepared = prepared;
  }

  get pens(): readonly GlyphPen[] {
    return [...this.#pens.values()];
  }

  paint(page: ScenePage): void {
    const width = toPt(page.width);
    if (this.#press === undefined) this.#file.addPage(width, toPt(page.height));
    else addSheet(this.#file, page, this.#press);
    this.#fill = "";
    this.#overprint = false;
    const operators = page.items.flatMap((item, i) => this.#item(item, page.items[i + 1]));
    if (operators.length > 0) this.#file.paint(operators.join("\n"));
    if (this.#press !== undefined) return;
    const stories = page.bookmarks.map(({ title, y }) => ({ title, top: toPt(y) }));
    this.#file.addBookmarks(pageLabel(this.#scene.meta.language, [page.number]), width, stories);
  }

  #item(item: SceneItem, next: SceneItem | undefined): string[] {
    return [...this.#setOverprint(this.#press?.overprints(item) === true), ...this.#painted(item, next)];
  }

  /** OPM 1: an ink of 0 leaves what is beneath; it holds for DeviceCMYK alone. */
  #setOverprint(wanted: boolean): string[] {
    if (wanted === this.#overprint) return [];
    this.#overprint = wanted;
    const name = wanted ? "Overprint" : "Knockout";
    this.#file.useGraphicsState(name, { Type: "ExtGState", OP: wanted, op: wanted, OPM: wanted ? 1 : 0 });
    return [`/${name} gs`];
  }

  #painted(item: SceneItem, next: SceneItem | undefined): string[] {
    switch (item.kind) {
      case "glyphs": {
        if (item.gids.length === 0) return [];
        const pen = this.#pen(item.face);
        this.#file.useFont(pen.name, pen.font);
        return [...this.#setFill(this.#colours.fill(this.#file, item.colour)), pen.show(item, next)];
      }
      case "fill":
        return [...this.#setFill(this.#colours.fill(this.#file, item.colour)), `${rectangle(item.rect)} f`];
      case "frame":
        return [...this.#setFill(this.#colours.fill(this.#file, item.colour)), frame(item)];
      case "shape":
        return [...this.#setFill(this.#colours.fill(this.#file, item.colour)), outline(item)];
      case "picture":
        return [this.#picture(item)];
    }
  }

  #setFill(operator: string): string[] {
    if (operator === this.#fill) return [];
    this.#fill = operator;
    return [operator];
  }

  #pen(id: string): GlyphPen {
    let pen = this.#pens.get(id);
    if (pen === undefined) {
      const face = known(this.#scene.faces, id, "face");
      pen = new GlyphPen(this.#file, face, `F${this.#pens.size + 1}`, sourceOf(face.bytes));
      this.#pens.set(id, pen);
    }
    return pen;
  }

  #picture(picture: Picture): string {
    let image = this.#images.get(picture.image);
    if (image === undefined) {
      const ref = known(this.#prepared, picture.image, "picture").write(this.#file);
      image = { name: `Im${this.#images.size + 1}`, ref };
      this.#images.set(picture.image, image);
    }
    this.#file.useImage(image.name, image.ref);
    const { orientation } = known(this.#scene.images, picture.image, "picture");
    const map = placePicture(picture, orientation);
    // PDF's unit square stands on its foot: v becomes 1 − v.
    const matrix = [map.a, map.b, -map.c, -map.d, map.e + map.c, map.f + map.d].map(fine).join(" ");
    const clip = isCropped(picture) ? `${rectangle(picture.rect)} W n ` : "";
    return `q ${clip}${matrix} cm /${image.name} Do Q`;
  }
}

/** The page on a larger sheet; its boxes, from inside out: trim, bleed, sheet. */
function addSheet(file: PdfFile, page: ScenePage, { margin, bleed, mirror }: PressSetup): void {
  const [width, height] = [toPt(page.width), toPt(page.height)];
  const [edge, over] = [toPt(margin), toPt(bleed)];
  file.addPage(width + 2 * edge, height + 2 * edge);
  // pdfkit writes the usual unit on every page: PDF 1.4 does not know the key, and nothing reads it.
  delete file.page.data["UserUnit"];
  const box = (out: number): number[] =>
    [edge - out, edge - out, edge + width + out, edge + height + out].map((value) => Number(fine(value)));
  Object.assign(file.page.data, {
    MediaBox: [0, 0, width + 2 * edge, height + 2 * edge].map((value) => Number(fine(value))),
    TrimBox: box(0),
    BleedBox: box(over),
  });
  if (mirror) file.paint(`-1 0 0 1 ${fine(edge + width)} ${fine(edge)} cm`);
  else if (margin > 0) file.paint(`1 0 0 1 ${fine(edge)} ${fine(edge)} cm`);
}

function rectangle(rect: Rect): string {
  return `${[rect.x, rect.y, rect.width, rect.height].map((length) => num(toPt(length))).join(" ")} re`;
}

function outline({ path }: Shape): string {
  const at = (...lengths: readonly Len[]): string => lengths.map((length) => num(toPt(length))).join(" ");
  const steps = path.map((step) => {
    if (step.to === "close") return "h";
    if (step.to === "curve") return `${at(step.x1, step.y1, step.x2, step.y2, step.x, step.y)} c`;
    return `${at(step.x, step.y)} ${step.to === "move" ? "m" : "l"}`;
  });
  return `${steps.join(" ")} f`;
}

/** Two rectangles filled by the even-odd rule: exact at any thickness, and no stroke adjustment moves it. */
function frame({ rect, thickness }: Frame): string {
  const inner = {
    x: rect.x + thickness,
    y: rect.y + thickness,
    width: rect.width - 2 * thickness,
    height: rect.height - 2 * thickness,
  };
  if (inner.width <= 0 || inner.height <= 0) return `${rectangle(rect)} f`;
  return `${rectangle(rect)} ${rectangle(inner)} f*`;
}
