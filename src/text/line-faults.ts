/** What a reader would see of how a line was broken, told once it is committed. */
import type { Len } from "../base/length.js";
import { units } from "../font/units.js";
import type { Align } from "./final-gaps.js";
import { growsAtMark, OPEN_TIER } from "./gaps.js";
import { isInNumber } from "./in-number.js";
import { trimmedEnd } from "./measure.js";
import { Break, GAP_GOALS, type Line, type LineFault, type LineRun, type Prepared, type TextSpan } from "./model.js";
import { offsetsInNames } from "./names.js";
import { isInWord } from "./places.js";
import { rigidBeside } from "./rigid.js";
import { isLone } from "./search.js";
import { partsAddress } from "./unbroken.js";

/** A word space of a justified line that a reader sees as a hole, in em: twice CLREQ's widest. */
const WIDEST_SPACE = 1;
/** White at the end of a justified line that a reader takes for the end of its paragraph, in em. */
const MOST_WHITE = 2;
/** Gaps are whole units: one that is rounded up is no wider than its bound. */
const TOLERANCE = 1e-3;
/** A figure, and what counts its thousands: 500万. */
const NUMBER_END = /[0-9０-９](?:[余多]?[十百千万亿兆]{1,3}[余多]?)?$/u;
const NONE: readonly LineFault[] = [];

/** `gaps` as finalGaps gives them; `width` is that of the set line. */
export function lineFaults(
  p: Prepared,
  line: Line,
  gaps: readonly Len[],
  align: Align,
  width: Len,
): readonly LineFault[] {
  const faults: LineFault[] = [];
  const room = line.measure - line.indent;
  if (width > room + p.config.em * TOLERANCE) faults.push({ kind: "outside", text: textOf(p, line) });
  if (!line.last) {
    const kept = keptPiece(p, line.end);
    if (kept !== undefined) faults.push({ kind: kindOfKept(kept), text: kept.text, pointer: kept.source.pointer });
    // Looked for on the few lines that have such a fault alone.
    const told = (): Pick<LineFault, "text" | "piece"> => {
      const piece = rigidBeside(p, line);
      return { text: textOf(p, line), ...(piece === undefined ? {} : { piece }) };
    };
    const lone = room > 2 * p.config.em && isLone(p, line.start, line.end);
    if (lone) faults.push({ kind: "lone", ...told() });
    const wide = align === "justify" && !lone ? widestOver(p, line, gaps) : undefined;
    if (wide !== undefined) faults.push({ kind: "loose", ...wide, ...told() });
    const white = (room - width) / p.config.em;
    if (align === "justify" && !lone && wide === undefined && white > MOST_WHITE)
      faults.push({ kind: "short", gap: white, ...told() });
    if (isAddressParted(p, line.end)) faults.push({ kind: "address", ...told() });
    else if (partsWord(p, line.end)) faults.push({ kind: "letters", ...told() });
    const apart = partedNumber(p, line.end);
    if (apart !== undefined) faults.push({ kind: "number", apart, ...told() });
    if (partsName(p, line.end)) faults.push({ kind: "name", ...told() });
  }
  return faults.length === 0 ? NONE : faults;
}

function textOf(p: Prepared, { start, end }: Line): string {
  return p.text.slice(p.starts[start] ?? 0, p.starts[end] ?? p.text.length).trim();
}

/**
 * The gap that was opened most beyond what is allowed, in em; undefined where none was. What a mark may grow more than other
 * gaps is taken off, so that all gaps between characters are held against one figure.
 */
function widestOver(
  p: Prepared,
  { start }: Line,
  gaps: readonly Len[],
): Required<Pick<LineFault, "gap" | "allowed">> | undefined {
  const { em } = p.config;
  const { most, marks } = p.config.gaps ?? GAP_GOALS;
  let widest: Required<Pick<LineFault, "gap" | "allowed">> | undefined;
  gaps.forEach((gap, k) => {
    const i = start + 1 + k;
    const isOpen = p.stretchTier[i] === OPEN_TIER;
    // What stands at a mark is white already, and may grow more than the gaps between characters.
    const allowed = isOpen ? most : WIDEST_SPACE;
    const opened = (isOpen ? gap - (p.gaps[i] ?? 0) : gap) / em - (isOpen && growsAtMark(p, i) ? marks : 0);
    if (opened > allowed + TOLERANCE && opened - allowed > (widest === undefined ? 0 : widest.gap - widest.allowed))
      widest = { gap: opened, allowed };
  });
  return widest;
}

/** The piece that a line which ends before the cluster parts by force: one without line ends, a frame, a reading over all of it. */
function keptPiece(p: Prepared, cluster: number): TextSpan | undefined {
  const index = p.spanOf[cluster];
  const span = p.spans[index ?? -1];
  if (span === undefined || p.breakBefore[cluster] !== Break.No || index !== p.spanOf[cluster - 1]) return undefined;
  const isKept = span.noBreak === true || span.mark === "box" || span.ruby?.readings.length === 1;
  return isKept ? span : undefined;
}

/** A reading that goes on in the next line is torn; a frame and what has no line ends merely part. */
function kindOfKept({ noBreak, mark, ruby }: TextSpan): "kept" | "reading" {
  return ruby !== undefined && noBreak !== true && mark !== "box" ? "reading" : "kept";
}

/** Whether a line that ends before the cluster parts an address elsewhere than after its marks, lest a line gapes. */
function isAddressParted(p: Prepared, cluster: number): boolean {
  return p.breakBefore[cluster] !== Break.Allowed && partsAddress(p.text, p.starts[cluster] ?? 0);
}

/** Whether a line that ends before the cluster parts a Latin word by force, and at no syllable. */
function partsWord(p: Prepared, cluster: number): boolean {
  if (p.breakBefore[cluster] !== Break.No || p.syllables.has(cluster)) return false;
  return isInWord(p.text, p.starts[cluster] ?? 0);
}

/** Whether a line that ends before the cluster parts a name of a dateline. */
function partsName(p: Prepared, cluster: number): boolean {
  const index = p.spanOf[cluster] ?? 0;
  const span = p.spans[index];
  if (p.breakBefore[cluster] !== Break.LastResort || span?.role !== "dateline") return false;
  const base = p.spans.slice(0, index).reduce((sum, { text }) => sum + text.length, 0);
  return offsetsInNames(span.text, span.role).includes((p.starts[cluster] ?? 0) - base);
}

/** What of a number, or of it and its unit, a line that ends before the cluster parts. */
function partedNumber(p: Prepared, cluster: number): LineFault["apart"] {
  switch (p.breakBefore[cluster] as Break) {
    case Break.Group:
      return "groups";
    case Break.Digit:
      return "digits";
    case Break.LastResort: {
      const before = p.text.slice(0, p.starts[trimmedEnd(p, 0, cluster)] ?? 0);
      return NUMBER_END.test(before.slice(-6)) ? "unit" : undefined;
    }
    case Break.No:
      return isInNumber(p.text, p.starts[cluster] ?? 0) ? "digits" : undefined;
    default:
      return undefined;
  }
}

/** Readings that are wider than their line stand over the text beside it, or off the page. */
export function readingFaults(readings: readonly LineRun[], measure: Len): readonly LineFault[] {
  return readings.flatMap(({ face, gids, offsets, size, texts }) => {
    const last = gids.length - 1;
    const end = (offsets[last] ?? 0) + units(face, face.advanceOf(gids[last] ?? 0), size);
    const isInside = (offsets[0] ?? 0) >= -size && end <= measure + size;
    return isInside ? [] : [{ kind: "outside", text: texts.join("") } as const];
  });
}
