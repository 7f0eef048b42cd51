/** The graphics state that a content stream moves through (ISO 32000-1, 8.4 and 9.3). */
import { type ColourSpace, DEVICE_GRAY } from "./colour-space.js";
import type { PdfFont } from "./font.js";
import type { Paint } from "./marks.js";
import type { Box, Matrix } from "./matrix.js";

export interface Colour {
  readonly space: ColourSpace;
  readonly components: readonly number[];
  readonly pattern: Paint["pattern"];
}

const BLACK: Colour = { space: DEVICE_GRAY, components: [0], pattern: "none" };

export interface State {
  ctm: Matrix;
  clip: Box;
  /** The clipping path is no rectangle. */
  cropped: boolean;
  /** A group that is not opaque is being painted. */
  glazed: boolean;
  fill: Colour;
  stroke: Colour;
  lineWidth: number;
  fillOverprint: boolean;
  strokeOverprint: boolean;
  overprintMode: number;
  fillAlpha: number;
  strokeAlpha: number;
  blend: string;
  softMask: boolean;
  font: PdfFont | undefined;
  fontSize: number;
  characterSpacing: number;
  wordSpacing: number;
  horizontalScale: number;
  leading: number;
  rise: number;
  renderMode: number;
}

export function initialState(ctm: Matrix, clip: Box): State {
  return {
    ctm,
    clip,
    cropped: false,
    glazed: false,
    fill: BLACK,
    stroke: BLACK,
    lineWidth: 1,
    fillOverprint: false,
    strokeOverprint: false,
    overprintMode: 0,
    fillAlpha: 1,
    strokeAlpha: 1,
    blend: "Normal",
    softMask: false,
    font: undefined,
    fontSize: 0,
    characterSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    leading: 0,
    rise: 0,
    renderMode: 0,
  };
}

/** The colour as it would be painted now. */
export function paintOf(state: State, kind: "fill" | "stroke"): Paint {
  const { space, components, pattern } = state[kind];
  return {
    space,
    components,
    inks: space.inks(components),
    overprint: kind === "fill" ? state.fillOverprint : state.strokeOverprint,
    overprintMode: state.overprintMode,
    alpha: kind === "fill" ? state.fillAlpha : state.strokeAlpha,
    blend: state.blend,
    softMask: state.softMask,
    pattern,
  };
}
