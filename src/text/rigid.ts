/** The piece of text that leaves white in a line, because it parts nowhere or at places that it does not part at gladly. */
import { naturalWidth } from "./measure.js";
import { Break, type Line, type Prepared, type RigidPiece } from "./model.js";

/** A piece narrower than this, in em, is a character or two with their marks: any text has them. */
const LEAST = 2.5;
/** A piece of the line itself makes it gape when it takes so much of its measure. */
const OF_MEASURE = 1 / 3;
const EDGE_MARKS = /^[“‘《（【「『]+|[，。；：、！？”’》）】」』～—\s]+$/gu;

/** The piece that the line's end parts, else the one after it, else the widest of the line; undefined where none is wide. */
export function rigidBeside(p: Prepared, line: Line): RigidPiece | undefined {
  if (line.end < p.length) {
    const after = pieceAt(p, line.end);
    if (naturalWidth(p, after.from, after.to) >= LEAST * p.config.em) return shown(p, line, after);
  }
  let widest: Piece | undefined;
  let width = Math.max(LEAST * p.config.em, OF_MEASURE * line.measure);
  for (let at = line.start; at < line.end;) {
    const own = pieceAt(p, at);
    const wide = naturalWidth(p, own.from, own.to);
    if (wide > width) [widest, width] = [own, wide];
    at = own.to;
  }
  return widest === undefined ? undefined : shown(p, line, widest);
}

interface Piece {
  readonly from: number;
  readonly to: number;
}

/** Between the places at which lines end freely, the clusters around `cluster`. */
function pieceAt(p: Prepared, cluster: number): Piece {
  let [from, to] = [cluster, cluster + 1];
  while (from > 0 && p.breakBefore[from] !== Break.Allowed) from -= 1;
  while (to < p.length && p.breakBefore[to] !== Break.Allowed) to += 1;
  return { from, to };
}

function shown(p: Prepared, { measure }: Line, { from, to }: Piece): RigidPiece {
  const start = p.starts[from] ?? 0;
  const whole = p.text.slice(start, p.starts[to] ?? p.text.length);
  const text = whole.replace(EDGE_MARKS, "");
  return { text: text === "" ? whole : text, start, isOverLine: naturalWidth(p, from, to) > measure };
}
