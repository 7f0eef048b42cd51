/**
 * Runs a page's content stream and tells what it paints (ISO 32000-1, 8 and 9). It draws nothing itself: marks go to a
 * sink, in their order. Damaged operations are told and passed over, so that one of them does not hide the rest.
 */
import type { PdfDocument } from "../pdf/file.js";
import { isArray, type PdfDict, PdfFault, PdfName, type PdfObject, PdfStream, PdfString } from "../pdf/object.js";
import type { PageObject } from "../pdf/pages.js";
import { type ColourSpace, readColourSpace } from "./colour-space.js";
import { type PdfFont, readFont } from "./font.js";
import { type ImageMark, isGlass, type Mark, type Paint, type TextMark } from "./marks.js";
import {
  type Box,
  boxOfSquare,
  IDENTITY,
  intersect,
  isEmpty,
  leastScale,
  type Matrix,
  matrixOf,
  multiply,
  scaleX,
  scaleY,
} from "./matrix.js";
import { MarkedContent } from "./marked-content.js";
import { PathBuilder, rectangleOf } from "./path.js";
import { HANDLERS, type Machine, type PaintingStyle } from "./operators.js";
import { operations } from "./scanner.js";
import { type Colour, initialState, paintOf, type State } from "./state.js";
import { TextPen } from "./text-pen.js";

export interface PageSink {
  mark(mark: Mark): void;
  /** A graphics state dictionary that is used. */
  graphicsState(dict: PdfDict): void;
  /** A form XObject that is used. */
  form(dict: PdfDict): void;
  /** An operation that cannot be carried out. */
  fault(message: string): void;
}

/** A broadsheet page of small advertisements has some hundred thousand. */
const MOST_OPERATIONS = 20_000_000;
const DEEPEST_FORM = 24;
/** Kept in memory until they are checked. */
const MOST_MARKS = 500_000;
/** A broadsheet page of small type has thirty thousand. */
const MOST_LETTERS = 2_000_000;
const DEEPEST_STATE = 512;
/** A line of no width is still seen: its box must not be empty. */
const THINNEST = 0.05;
/** From this on, letters are added to the clipping path. */
const CLIPPING_MODES = 4;
/** Unpacked; a page that is drawn in more than this is an attack. */
const LARGEST_CONTENT = 128 * 1024 * 1024;

export function runPage(file: PdfDocument, page: PageObject, clip: Box, sink: PageSink): void {
  const resources = file.dict(page.inherited("Resources"));
  const interpreter = new Interpreter(file, sink, clip);
  interpreter.run(contentOf(file, page), resources, IDENTITY);
}

/** The parts of a page's content are one stream: a token may not span two, an operation may (7.8.2). */
function contentOf(file: PdfDocument, page: PageObject): Uint8Array {
  const contents = file.resolve(page.dict.raw("Contents"));
  const parts = isArray(contents) ? contents : [contents];
  let left = LARGEST_CONTENT;
  const bytes = parts.flatMap((part) => {
    const stream = file.stream(part);
    if (stream === undefined) return [];
    const decoded = file.decode(stream, left);
    left -= decoded.bytes.length;
    if (left <= 0) throw new PdfFault("too-large", "the page's content is too large");
    if (decoded.coding !== undefined) throw new PdfFault("damaged", "a page's content is packed as a picture");
    return [decoded.bytes, Uint8Array.of(10)];
  });
  return Buffer.concat(bytes);
}

class Interpreter implements Machine {
  readonly #file: PdfDocument;
  readonly #sink: PageSink;
  readonly #path = new PathBuilder();
  readonly #text = new TextPen();
  readonly #fonts = new Map<PdfObject, PdfFont>();
  readonly #spaces = new Map<PdfObject, ColourSpace>();
  readonly #forms: PdfDict[] = [];
  readonly #marked: MarkedContent;
  #state: State;
  #stack: State[] = [];
  #resources: PdfDict | undefined;
  #operations = 0;
  #marks = 0;
  #letters = 0;
  /** Set by W and W*, done by the painting operator that follows. */
  #clipNext = false;

  constructor(file: PdfDocument, sink: PageSink, clip: Box) {
    this.#file = file;
    this.#sink = sink;
    this.#marked = new MarkedContent(file);
    this.#state = initialState(IDENTITY, clip);
  }

  run(bytes: Uint8Array, resources: PdfDict | undefined, matrix: Matrix): void {
    const [outer, stack, outerResources] = [this.#state, this.#stack, this.#resources];
    this.#state = { ...outer, ctm: multiply(matrix, outer.ctm) };
    this.#stack = [];
    this.#resources = resources ?? outerResources;
    for (const { operator, operands } of operations(bytes)) {
      if ((this.#operations += 1) > MOST_OPERATIONS)
        throw new PdfFault("too-large", "the page has too many operations");
      try {
        this.#operation(operator, operands);
      } catch (error) {
        if (!(error instanceof PdfFault) || error.kind === "too-large") throw error;
        this.#sink.fault(error.message);
      }
    }
    [this.#state, this.#stack, this.#resources] = [outer, stack, outerResources];
  }

  #operation(operator: string, operands: readonly PdfObject[]): void {
    const handler = HANDLERS.get(operator);
    if (handler === undefined)
      throw new PdfFault("damaged", `the content holds "${shown(operator)}", which is no operator`);
    handler(this, operands, numbersIn(operands));
  }

  #tell(mark: Mark): void {
    if ((this.#marks += 1) > MOST_MARKS) throw new PdfFault("too-large", "the page paints too many things");
    this.#sink.mark(mark);
  }

  // Graphics state.

  save(): void {
    if (this.#stack.length >= DEEPEST_STATE) throw new PdfFault("too-large", "graphics states are nested too deep");
    this.#stack.push({ ...this.#state });
  }

  restore(): void {
    const state = this.#stack.pop();
    if (state === undefined) throw new PdfFault("damaged", "Q stands without its q");
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  get path(): PathBuilder {
    return this.#path;
  }

  get text(): TextPen {
    return this.#text;
  }

  concat(values: readonly number[]): void {
    const matrix = matrixOf(values);
    if (matrix === undefined) throw new PdfFault("damaged", "cm needs six numbers");
    this.#state.ctm = multiply(matrix, this.#state.ctm);
  }

  useGraphicsState(operands: readonly PdfObject[]): void {
    const dict = this.#file.dict(this.#resource("ExtGState", operands[0]));
    if (dict === undefined) throw new PdfFault("damaged", "gs names a graphics state that is not there");
    this.#sink.graphicsState(dict);
    const state = this.#state;
    const file = this.#file;
    const op = file.bool(dict.raw("OP"));
    if (op !== undefined) {
      state.strokeOverprint = op;
      state.fillOverprint = op;
    }
    state.fillOverprint = file.bool(dict.raw("op")) ?? state.fillOverprint;
    state.overprintMode = file.number(dict.raw("OPM")) ?? state.overprintMode;
    state.lineWidth = file.number(dict.raw("LW")) ?? state.lineWidth;
    state.strokeAlpha = file.number(dict.raw("CA")) ?? state.strokeAlpha;
    state.fillAlpha = file.number(dict.raw("ca")) ?? state.fillAlpha;
    const blend = file.resolve(dict.raw("BM"));
    if (blend !== null) state.blend = file.name(isArray(blend) ? (blend[0] ?? null) : blend) ?? state.blend;
    const mask = file.resolve(dict.raw("SMask"));
    if (mask !== null) state.softMask = !(mask instanceof PdfName);
    const font = file.array(dict.raw("Font"));
    if (font !== undefined) {
      state.font = this.#font(font[0] ?? null);
      state.fontSize = file.number(font[1] ?? null) ?? 0;
    }
  }

  // Colour.

  setSpace(kind: "fill" | "stroke", operands: readonly PdfObject[]): void {
    const space = this.#space(operands[0] ?? null);
    this.#state[kind] = { space, components: space.initial, pattern: "none" };
  }

  setDevice(kind: "fill" | "stroke", space: ColourSpace, components: readonly number[]): void {
    if (components.length < space.components) throw new PdfFault("damaged", "a colour has too few components");
    this.#state[kind] = { space, components, pattern: "none" };
  }

  setColour(kind: "fill" | "stroke", operands: readonly PdfObject[], components: readonly number[]): void {
    const { space } = this.#state[kind];
    const name = operands.at(-1);
    const pattern: Colour["pattern"] = name instanceof PdfName ? this.#patternKind(name) : "none";
    this.#state[kind] = { space, components, pattern };
  }

  #patternKind(name: PdfName): Colour["pattern"] {
    const dict = this.#file.dict(this.#resource("Pattern", name));
    return this.#file.number(dict?.raw("PatternType") ?? null) === 2 ? "shading" : "tiling";
  }

  #space(object: PdfObject): ColourSpace {
    const isName = object instanceof PdfName;
    const named = isName
      ? (this.#file.dict(this.#resources?.raw("ColorSpace") ?? null)?.raw(object.value) ?? null)
      : null;
    const key = named ?? object;
    const known = this.#spaces.get(key);
    if (known !== undefined) return known;
    const space = readColourSpace(this.#file, named ?? object, this.#resources);
    this.#spaces.set(key, space);
    return space;
  }

  // Paths.

  clipNext(): void {
    this.#clipNext = true;
  }

  paintPath(how: PaintingStyle): void {
    const path = this.#path;
    if (how.close === true) path.close();
    if (!path.isSane) throw new PdfFault("too-large", "a path has too many corners");
    const state = this.#state;
    const painted = how.fill !== undefined || how.stroke === true;
    if (!path.isEmpty && (painted || this.#clipNext)) {
      const own = path.box;
      if (painted) {
        const strokeWidth = state.lineWidth * leastScale(state.ctm);
        const spread = how.stroke === true ? Math.max(strokeWidth, THINNEST) / 2 : 0;
        const grown = {
          left: own.left - spread,
          bottom: own.bottom - spread,
          right: own.right + spread,
          top: own.top + spread,
        };
        this.#tell({
          kind: "path",
          box: intersect(grown, state.clip),
          ...this.#seen(),
          polygons: path.polygons,
          closed: path.closed,
          fill: how.fill === undefined ? undefined : paintOf(state, "fill"),
          evenOdd: how.fill === "evenodd",
          stroke: how.stroke === true ? paintOf(state, "stroke") : undefined,
          strokeWidth,
        });
      }
      if (this.#clipNext) this.#clip(own);
    }
    this.#clipNext = false;
    path.clear();
  }

  #clip(own: Box): void {
    const state = this.#state;
    const [polygon, ...others] = this.#path.polygons;
    state.clip = intersect(state.clip, own);
    state.cropped ||= others.length > 0 || polygon === undefined || rectangleOf(polygon) === undefined;
  }

  #seen(): Pick<TextMark, "clip" | "cropped" | "glazed" | "off"> {
    const { clip, cropped, glazed } = this.#state;
    return { clip, cropped, glazed, off: this.#marked.isOff };
  }

  // Text.

  setFont(operands: readonly PdfObject[], size: number): void {
    const object = this.#resource("Font", operands[0]);
    if (object === null) throw new PdfFault("damaged", "Tf names a font that is not there");
    this.#state.font = this.#font(object);
    this.#state.fontSize = size;
  }

  #font(object: PdfObject): PdfFont {
    const key = this.#file.resolve(object);
    let font = this.#fonts.get(key);
    if (font === undefined) this.#fonts.set(key, (font = readFont(this.#file, object)));
    return font;
  }

  show(operand: PdfObject | undefined): void {
    for (const part of isArray(operand) ? operand : [operand]) {
      if (part instanceof PdfString) this.#letters += part.bytes.length;
    }
    if (this.#letters > MOST_LETTERS) throw new PdfFault("too-large", "the page has too many letters");
    const mark = this.#text.show(this.#state, operand);
    if (mark !== undefined) this.#tell({ ...mark, ...this.#seen(), annotation: this.#marked.isSilent });
    if (this.#state.renderMode >= CLIPPING_MODES) this.#state.cropped = true;
  }

  beginMarked(operands: readonly PdfObject[]): void {
    this.#marked.begin(operands, this.#resources);
  }

  endMarked(): void {
    this.#marked.end();
  }

  // Pictures and forms.

  paintShading(operands: readonly PdfObject[]): void {
    const dict = this.#file.dict(this.#resource("Shading", operands[0]));
    if (dict === undefined) throw new PdfFault("damaged", "sh names a shading that is not there");
    const space = this.#space(dict.raw("ColorSpace"));
    const { clip } = this.#state;
    const paint: Paint = {
      ...paintOf(this.#state, "fill"),
      space,
      components: [],
      inks: new Map(),
      pattern: "shading",
    };
    this.#tell({ kind: "shading", box: clip, ...this.#seen(), space, paint });
  }

  inlineImage(operands: readonly PdfObject[]): void {
    const [stream] = operands;
    if (stream instanceof PdfStream) this.#image(stream, "inline");
  }

  paintObject(operands: readonly PdfObject[]): void {
    const [name] = operands;
    const stream = this.#file.stream(this.#resource("XObject", name));
    if (stream === undefined) throw new PdfFault("damaged", "Do names an object that is not there");
    const subtype = this.#file.name(stream.dict.raw("Subtype"));
    this.#marked.beginObject(stream.dict);
    try {
      this.#object(stream, subtype, name);
    } finally {
      this.#marked.end();
    }
  }

  #object(stream: PdfStream, subtype: string | undefined, name: PdfObject | undefined): void {
    if (subtype === "Image") this.#image(stream, name instanceof PdfName ? name.value : "");
    else if (subtype === "Form") this.#form(stream);
    else this.#sink.form(stream.dict);
  }

  #image(stream: PdfStream, name: string): void {
    const file = this.#file;
    const { dict } = stream;
    const width = file.number(dict.raw("Width")) ?? 0;
    const height = file.number(dict.raw("Height")) ?? 0;
    if (!(width > 0 && height > 0)) throw new PdfFault("damaged", "a picture has no size");
    const stencil = file.bool(dict.raw("ImageMask")) === true;
    const { ctm, clip } = this.#state;
    const given = dict.raw("ColorSpace");
    const image: ImageMark = {
      kind: "image",
      name,
      stream,
      width,
      height,
      bits: stencil ? 1 : (file.number(dict.raw("BitsPerComponent")) ?? 8),
      space: stencil || given === null ? undefined : this.#space(given),
      stencil,
      masked: file.resolve(dict.raw("SMask")) instanceof PdfStream,
      matrix: ctm,
      box: intersect(boxOfSquare(ctm), clip),
      ...this.#seen(),
      ppi: Math.min((width / scaleX(ctm)) * 72, (height / scaleY(ctm)) * 72),
      paint: paintOf(this.#state, "fill"),
    };
    this.#tell(image);
  }

  #form(stream: PdfStream): void {
    const { dict } = stream;
    const file = this.#file;
    if (this.#forms.includes(dict)) throw new PdfFault("damaged", "a form paints itself");
    if (this.#forms.length >= DEEPEST_FORM)
      throw new PdfFault("damaged", `forms are nested deeper than ${DEEPEST_FORM}`);
    this.#sink.form(dict);
    const matrix = matrixOf(file.numbers(dict.raw("Matrix"))) ?? IDENTITY;
    const box = file.numbers(dict.raw("BBox"));
    const { clip, glazed } = this.#state;
    this.#forms.push(dict);
    try {
      if (box !== undefined && box.length >= 4) {
        const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box;
        const square = multiply(multiply([x1 - x0, 0, 0, y1 - y0, x0, y0], matrix), this.#state.ctm);
        this.#state.clip = intersect(clip, boxOfSquare(square));
      }
      this.#state.glazed ||= isGlass({ ...this.#state, alpha: this.#state.fillAlpha });
      const { bytes } = file.decode(stream, LARGEST_CONTENT);
      if (!isEmpty(this.#state.clip)) this.run(bytes, file.dict(dict.raw("Resources")), matrix);
    } finally {
      this.#forms.pop();
      this.#state.clip = clip;
      this.#state.glazed = glazed;
    }
  }

  #resource(kind: string, name: PdfObject | undefined): PdfObject {
    if (!(name instanceof PdfName)) return null;
    return this.#file.dict(this.#resources?.raw(kind) ?? null)?.raw(name.value) ?? null;
  }
}

function numbersIn(operands: readonly PdfObject[]): readonly number[] {
  return operands.filter((one) => typeof one === "number");
}

function shown(operator: string): string {
  return operator.slice(0, 20).replaceAll(/[^\x21-\x7e]/gu, "?");
}
