/**
 * Glyph outlines as SVG path data, font units, y downwards (as on a page). TrueType outlines are read from the bytes;
 * CFF ones by fontkit. Used by the screen renderers, which know fonts as bytes only.
 */
import { openFontkit, type FontkitFont } from "./shape.js";
import {
  emBox,
  parseSfnt,
  readAdvances,
  readChecked,
  readLocations,
  readMetrics,
  table,
  type FaceMetrics,
  type Sfnt,
} from "./sfnt.js";

const ON_CURVE = 0x01;
const X_SHORT = 0x02;
const Y_SHORT = 0x04;
const REPEAT = 0x08;
/** With a short coordinate: it is positive. With a long one: it is the same as before. */
const X_SAME = 0x10;
const Y_SAME = 0x20;

const ARGS_ARE_WORDS = 0x0001;
const ARGS_ARE_OFFSETS = 0x0002;
const HAS_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const HAS_XY_SCALE = 0x0040;
const HAS_2X2 = 0x0080;

/** Composites of composites go two or three deep; more is a loop in a damaged font. */
const DEEPEST = 8;

/** Font units, y upwards. Off the curve it is the control point of a quadratic piece. */
interface OutlinePoint {
  readonly x: number;
  readonly y: number;
  readonly on: boolean;
}

type Contour = readonly OutlinePoint[];

/** The points of a glyph as a TrueType font holds them, contour after contour; font units, y upwards. */
export interface GlyphPoints {
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  /** The lowest bit is set on the curve; otherwise it is the control point of a quadratic piece. */
  readonly flags: Uint8Array;
  /** Index after the last point of each contour. */
  readonly ends: readonly number[];
}

const NO_POINTS: GlyphPoints = { xs: [], ys: [], flags: new Uint8Array(), ends: [] };

/** The outlines of one face. */
export class Outlines {
  readonly unitsPerEm: number;
  /** The em box's top over the baseline. */
  readonly ascent: number;
  readonly #sfnt: Sfnt;
  readonly #metrics: FaceMetrics;
  readonly #advances: Uint16Array;
  readonly #paths = new Map<number, string>();
  #locations: Uint32Array | undefined;
  #fontkit: FontkitFont | undefined;

  constructor(bytes: Uint8Array) {
    this.#sfnt = parseSfnt(bytes);
    this.#metrics = readMetrics(this.#sfnt);
    this.#advances = readAdvances(this.#sfnt, this.#metrics);
    this.unitsPerEm = this.#metrics.unitsPerEm;
    this.ascent = emBox(this.#metrics).ascent;
  }

  advanceOf(gid: number): number {
    return this.#advances[gid] ?? 0;
  }

  /** Path data; the empty string for a glyph without ink. */
  pathOf(gid: number): string {
    let path = this.#paths.get(gid);
    if (path === undefined) {
      path = this.#sfnt.outlines === "truetype" ? pathData(contoursOf(this.#points(gid, 0))) : this.#cffPath(gid);
      this.#paths.set(gid, path);
    }
    return path;
  }

  /** Undefined for a font of CFF outlines. */
  pointsOf(gid: number): GlyphPoints | undefined {
    return this.#sfnt.outlines === "truetype" ? this.#points(gid, 0) : undefined;
  }

  #cffPath(gid: number): string {
    this.#fontkit ??= openFontkit(this.#sfnt.bytes);
    const font = this.#fontkit;
    const commands = readChecked(() => font.getGlyph(gid)?.path.commands ?? [], `outline of glyph ${gid}`);
    let data = "";
    for (const { command, args } of commands) {
      const letter = CFF_COMMANDS[command] ?? "";
      const flipped = args.map((value, i) => (i % 2 === 0 ? value : -value));
      data += letter + joined(flipped);
    }
    return data;
  }

  #points(gid: number, depth: number): GlyphPoints {
    this.#locations ??= readLocations(this.#sfnt, this.#metrics);
    const start = this.#locations[gid];
    const end = this.#locations[gid + 1];
    if (start === undefined || end === undefined || start === end || depth > DEEPEST) return NO_POINTS;
    const { view } = this.#sfnt;
    const at = table(this.#sfnt, "glyf").offset + start;
    return readChecked(() => {
      const count = view.getInt16(at);
      return count >= 0 ? simplePoints(this.#sfnt.bytes, at, count) : this.#compositePoints(view, at, depth);
    }, "outlines");
  }

  #compositePoints(view: DataView, start: number, depth: number): GlyphPoints {
    const xs: number[] = [];
    const ys: number[] = [];
    const flags: number[] = [];
    const ends: number[] = [];
    let at = start + 10;
    for (;;) {
      const how = view.getUint16(at);
      const part = this.#points(view.getUint16(at + 2), depth + 1);
      at += 4;
      const words = (how & ARGS_ARE_WORDS) !== 0;
      let dx = words ? view.getInt16(at) : view.getInt8(at);
      let dy = words ? view.getInt16(at + 2) : view.getInt8(at + 1);
      // Placing by matching points is all but unknown in CJK fonts; such a part stays where it is.
      if ((how & ARGS_ARE_OFFSETS) === 0) dx = dy = 0;
      at += words ? 4 : 2;
      const fixed = (offset: number): number => view.getInt16(at + offset) / 0x4000;
      let [xx, xy, yx, yy] = [1, 0, 0, 1];
      if ((how & HAS_SCALE) !== 0) {
        xx = yy = fixed(0);
        at += 2;
      } else if ((how & HAS_XY_SCALE) !== 0) {
        [xx, yy] = [fixed(0), fixed(2)];
        at += 4;
      } else if ((how & HAS_2X2) !== 0) {
        [xx, xy, yx, yy] = [fixed(0), fixed(2), fixed(4), fixed(6)];
        at += 8;
      }
      const before = flags.length;
      for (let i = 0; i < part.flags.length; i++) {
        const x = part.xs[i] ?? 0;
        const y = part.ys[i] ?? 0;
        xs.push(x * xx + y * yx + dx);
        ys.push(x * xy + y * yy + dy);
        flags.push(part.flags[i] ?? 0);
      }
      for (const end of part.ends) ends.push(before + end);
      if ((how & MORE_COMPONENTS) === 0) return { xs, ys, flags: Uint8Array.from(flags), ends };
    }
  }
}

const CFF_COMMANDS: Readonly<Record<string, string>> = {
  moveTo: "M",
  lineTo: "L",
  quadraticCurveTo: "Q",
  bezierCurveTo: "C",
  closePath: "Z",
};

/** Plain bytes: a page has a hundred thousand points, and each is read once, before anything is compiled. */
function simplePoints(bytes: Uint8Array, start: number, count: number): GlyphPoints {
  const ends: number[] = [];
  let at = start + 10;
  let total = 0;
  for (let i = 0; i < count; i++, at += 2) {
    const end = (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)) + 1;
    // A damaged font; and contours that overlap could take for ever to draw.
    if (end < total) return NO_POINTS;
    total = end;
    ends.push(end);
  }
  at += 2 + (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  const flags = new Uint8Array(total);
  for (let i = 0; i < total;) {
    const flag = bytes[at++];
    if (flag === undefined) throw new RangeError("the glyph breaks off");
    flags[i++] = flag;
    if ((flag & REPEAT) !== 0) {
      for (let times = bytes[at++] ?? 0; times > 0 && i < total; times--) flags[i++] = flag;
    }
  }
  const xs = new Int16Array(total);
  at = readCoordinates(bytes, at, flags, X_SHORT, X_SAME, xs);
  const ys = new Int16Array(total);
  at = readCoordinates(bytes, at, flags, Y_SHORT, Y_SAME, ys);
  if (at > bytes.length) throw new RangeError("the glyph breaks off");
  return { xs, ys, flags, ends };
}

/** Fills `values`; returns where it stopped reading. */
function readCoordinates(
  bytes: Uint8Array,
  start: number,
  flags: Uint8Array,
  short: number,
  same: number,
  values: Int16Array,
): number {
  let at = start;
  let value = 0;
  const count = values.length;
  for (let i = 0; i < count; i++) {
    const flag = flags[i] ?? 0;
    if ((flag & short) !== 0) {
      const step = bytes[at++] ?? 0;
      value += (flag & same) === 0 ? -step : step;
    } else if ((flag & same) === 0) {
      value += (((bytes[at] ?? 0) << 24) >> 16) | (bytes[at + 1] ?? 0);
      at += 2;
    }
    values[i] = value;
  }
  return at;
}

function contoursOf({ xs, ys, flags, ends }: GlyphPoints): readonly Contour[] {
  return ends.map((end, index) => {
    const contour: OutlinePoint[] = [];
    for (let i = ends[index - 1] ?? 0; i < end; i++)
      contour.push({ x: xs[i] ?? 0, y: ys[i] ?? 0, on: ((flags[i] ?? 0) & ON_CURVE) !== 0 });
    return contour;
  });
}

/**
 * Quadratic contours as path data, relative to keep it short. Between two off-curve points lies an on-curve one that the
 * font leaves out; by its construction the next control point mirrors the last, which is SVG's `t`.
 */
function pathData(contours: readonly Contour[]): string {
  const path = new PathWriter();
  for (const contour of contours) {
    const first = contour[0];
    const last = contour.at(-1);
    if (first === undefined || last === undefined || contour.length < 2) continue;
    const begin = first.on ? first : last.on ? last : middle(first, last);
    path.move(begin);
    let control: OutlinePoint | undefined;
    let mirrored = false;
    for (let i = first.on ? 1 : 0; i <= contour.length; i++) {
      const point = contour[i] ?? begin;
      if (control === undefined) {
        // A straight way home is the closing command's.
        if (!point.on) control = point;
        else if (point !== begin) path.line(point);
        continue;
      }
      const end = point.on ? point : middle(control, point);
      if (mirrored) path.smooth(end);
      else path.curve(control, end);
      mirrored = !point.on;
      control = point.on ? undefined : point;
    }
    path.close();
  }
  return path.data;
}

/** Relative path commands; a repeated command's letter is left out. */
class PathWriter {
  data = "";
  #command = "";
  #x = 0;
  #y = 0;
  #startX = 0;
  #startY = 0;

  move(to: OutlinePoint): void {
    this.#write("m", to);
    this.#startX = this.#x;
    this.#startY = this.#y;
  }

  line(to: OutlinePoint): void {
    this.#write("l", to);
  }

  curve(control: OutlinePoint, to: OutlinePoint): void {
    this.#write("q", to, control);
  }

  smooth(to: OutlinePoint): void {
    this.#write("t", to);
  }

  close(): void {
    this.data += "z";
    this.#command = "z";
    // Closing takes the pen back to where the contour began.
    this.#x = this.#startX;
    this.#y = this.#startY;
  }

  #write(command: string, to: OutlinePoint, control?: OutlinePoint): void {
    const values = control === undefined ? [] : [control.x - this.#x, this.#y - control.y];
    values.push(to.x - this.#x, this.#y - to.y);
    const numbers = joined(values);
    const repeated = command === this.#command;
    this.data += repeated ? (numbers.startsWith("-") ? numbers : ` ${numbers}`) : command + numbers;
    this.#command = command;
    // The pen stands where the written numbers have put it, so that rounding does not add up.
    this.#x += rounded(to.x - this.#x);
    this.#y -= rounded(this.#y - to.y);
  }
}

function middle(a: OutlinePoint, b: OutlinePoint): OutlinePoint {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, on: true };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Numbers with as few signs as SVG allows: a minus separates by itself. */
function joined(values: readonly number[]): string {
  let text = "";
  for (const value of values) {
    const number = String(rounded(value) + 0);
    text += text === "" || number.startsWith("-") ? number : ` ${number}`;
  }
  return text;
}
