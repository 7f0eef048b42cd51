/** The operators of a content stream, by name (ISO 32000-1, Annex A), as moves of a machine that carries them out. */
import type { PdfObject } from "../pdf/object.js";
import { type ColourSpace, DEVICE_CMYK, DEVICE_GRAY, DEVICE_RGB } from "./colour-space.js";
import { IDENTITY, matrixOf } from "./matrix.js";
import type { PathBuilder } from "./path.js";
import type { State } from "./state.js";
import type { TextPen } from "./text-pen.js";

export interface PaintingStyle {
  readonly fill?: "nonzero" | "evenodd";
  readonly stroke?: boolean;
  readonly close?: boolean;
}

export interface Machine {
  readonly state: State;
  readonly path: PathBuilder;
  readonly text: TextPen;
  save(): void;
  restore(): void;
  concat(values: readonly number[]): void;
  useGraphicsState(operands: readonly PdfObject[]): void;
  setSpace(kind: "fill" | "stroke", operands: readonly PdfObject[]): void;
  setDevice(kind: "fill" | "stroke", space: ColourSpace, components: readonly number[]): void;
  setColour(kind: "fill" | "stroke", operands: readonly PdfObject[], components: readonly number[]): void;
  clipNext(): void;
  paintPath(how: PaintingStyle): void;
  setFont(operands: readonly PdfObject[], size: number): void;
  show(operand: PdfObject | undefined): void;
  paintShading(operands: readonly PdfObject[]): void;
  inlineImage(operands: readonly PdfObject[]): void;
  paintObject(operands: readonly PdfObject[]): void;
  beginMarked(operands: readonly PdfObject[]): void;
  endMarked(): void;
}

type Handler = (page: Machine, operands: readonly PdfObject[], numbers: readonly number[]) => void;

const nothing: Handler = () => undefined;

export const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["q", (page) => page.save()],
  ["Q", (page) => page.restore()],
  ["cm", (page, _operands, values) => page.concat(values)],
  ["w", (page, _operands, [width = 1]) => void (page.state.lineWidth = Math.abs(width))],
  ["gs", (page, operands) => page.useGraphicsState(operands)],
  // Line ends, joins, dashes, flatness, rendering intents and glyph metrics change no ink that is measured.
  ...["J", "j", "M", "d", "ri", "i", "d0", "d1", "MP", "DP", "BX", "EX"].map((operator): [string, Handler] => [
    operator,
    nothing,
  ]),

  ["BMC", (page, operands) => page.beginMarked(operands)],
  ["BDC", (page, operands) => page.beginMarked(operands)],
  ["EMC", (page) => page.endMarked()],

  ["m", (page, _operands, [x = 0, y = 0]) => page.path.move(page.state.ctm, x, y)],
  ["l", (page, _operands, [x = 0, y = 0]) => page.path.line(page.state.ctm, x, y)],
  ["c", (page, _operands, values) => page.path.curve(page.state.ctm, values)],
  ["v", (page, _operands, values) => page.path.curveFromPen(page.state.ctm, values)],
  [
    "y",
    (page, _operands, [x1 = 0, y1 = 0, x3 = 0, y3 = 0]) => page.path.curve(page.state.ctm, [x1, y1, x3, y3, x3, y3]),
  ],
  ["h", (page) => page.path.close()],
  [
    "re",
    (page, _operands, [x = 0, y = 0, width = 0, height = 0]) =>
      page.path.rectangle(page.state.ctm, x, y, width, height),
  ],
  ["W", (page) => page.clipNext()],
  ["W*", (page) => page.clipNext()],
  ["n", (page) => page.paintPath({})],
  ["f", (page) => page.paintPath({ fill: "nonzero" })],
  ["F", (page) => page.paintPath({ fill: "nonzero" })],
  ["f*", (page) => page.paintPath({ fill: "evenodd" })],
  ["S", (page) => page.paintPath({ stroke: true })],
  ["s", (page) => page.paintPath({ stroke: true, close: true })],
  ["B", (page) => page.paintPath({ fill: "nonzero", stroke: true })],
  ["B*", (page) => page.paintPath({ fill: "evenodd", stroke: true })],
  ["b", (page) => page.paintPath({ fill: "nonzero", stroke: true, close: true })],
  ["b*", (page) => page.paintPath({ fill: "evenodd", stroke: true, close: true })],

  ["g", (page, _operands, values) => page.setDevice("fill", DEVICE_GRAY, values)],
  ["G", (page, _operands, values) => page.setDevice("stroke", DEVICE_GRAY, values)],
  ["rg", (page, _operands, values) => page.setDevice("fill", DEVICE_RGB, values)],
  ["RG", (page, _operands, values) => page.setDevice("stroke", DEVICE_RGB, values)],
  ["k", (page, _operands, values) => page.setDevice("fill", DEVICE_CMYK, values)],
  ["K", (page, _operands, values) => page.setDevice("stroke", DEVICE_CMYK, values)],
  ["cs", (page, operands) => page.setSpace("fill", operands)],
  ["CS", (page, operands) => page.setSpace("stroke", operands)],
  ["sc", (page, operands, values) => page.setColour("fill", operands, values)],
  ["scn", (page, operands, values) => page.setColour("fill", operands, values)],
  ["SC", (page, operands, values) => page.setColour("stroke", operands, values)],
  ["SCN", (page, operands, values) => page.setColour("stroke", operands, values)],

  ["BT", (page) => page.text.begin()],
  ["ET", nothing],
  ["Tf", (page, operands, [size = 0]) => page.setFont(operands, size)],
  ["Tc", (page, _operands, [value = 0]) => void (page.state.characterSpacing = value)],
  ["Tw", (page, _operands, [value = 0]) => void (page.state.wordSpacing = value)],
  ["Tz", (page, _operands, [value = 100]) => void (page.state.horizontalScale = value / 100)],
  ["TL", (page, _operands, [value = 0]) => void (page.state.leading = value)],
  ["Ts", (page, _operands, [value = 0]) => void (page.state.rise = value)],
  ["Tr", (page, _operands, [value = 0]) => void (page.state.renderMode = value)],
  ["Tm", (page, _operands, values) => page.text.set(matrixOf(values) ?? IDENTITY)],
  ["Td", (page, _operands, [x = 0, y = 0]) => page.text.move(x, y)],
  [
    "TD",
    (page, _operands, [x = 0, y = 0]) => {
      page.state.leading = -y;
      page.text.move(x, y);
    },
  ],
  ["T*", (page) => page.text.move(0, -page.state.leading)],
  ["Tj", (page, operands) => page.show(operands[0])],
  ["TJ", (page, operands) => page.show(operands[0])],
  [
    "'",
    (page, operands) => {
      page.text.move(0, -page.state.leading);
      page.show(operands[0]);
    },
  ],
  [
    '"',
    (page, operands, [word = 0, character = 0]) => {
      page.state.wordSpacing = word;
      page.state.characterSpacing = character;
      page.text.move(0, -page.state.leading);
      page.show(operands[2]);
    },
  ],

  ["sh", (page, operands) => page.paintShading(operands)],
  ["BI", (page, operands) => page.inlineImage(operands)],
  ["Do", (page, operands) => page.paintObject(operands)],
]);
