/**
 * The readings of a committed line. One over a base that had to part goes on with it: each line has what stands over its own
 * part of the base.
 */
import type { Len } from "../base/length.js";
import { units } from "../font/units.js";
import type { Face } from "../font/face.js";
import type { Line, LineRun, Prepared, PreparedRuby } from "./model.js";

/** `starts`: where each cluster of the line begins. Runs of one face. */
export function readingsOf(p: Prepared, line: Line, starts: readonly Len[]): readonly LineRun[] {
  const runs: LineRun[] = [];
  for (const ruby of p.rubies) {
    const x = starts[Math.max(ruby.from, line.start) - line.start];
    if (ruby.from >= line.end || ruby.to <= line.start || x === undefined) continue;
    const { glyphs, begin } = partOn(p, line, ruby);
    for (const face of new Set(glyphs.map((glyph) => glyph.face))) {
      const own = glyphs.filter((glyph) => glyph.face === face);
      runs.push({
        face,
        size: ruby.size,
        colour: ruby.colour,
        role: "ruby",
        source: ruby.source,
        gids: own.map((glyph) => glyph.gid),
        offsets: own.map((glyph) => x + glyph.offset - begin),
        texts: own.map((glyph) => glyph.text),
        rise: ruby.rise,
        slant: 0,
        tracking: 0,
        standsIn: false,
        annotation: true,
      });
    }
  }
  return runs;
}

/** What of a reading stands over its base's clusters on the line, and how far these are from the base's beginning. */
function partOn(
  p: Prepared,
  line: Line,
  ruby: PreparedRuby,
): { readonly glyphs: PreparedRuby["glyphs"]; readonly begin: Len } {
  if (ruby.from >= line.start && ruby.to <= line.end) return { glyphs: ruby.glyphs, begin: 0 };
  const begin = ruby.from < line.start ? baseWidth(p, ruby.from, line.start) : 0;
  const [least, most] = [
    begin === 0 ? -Infinity : begin,
    ruby.to > line.end ? baseWidth(p, ruby.from, line.end) : Infinity,
  ];
  const glyphs = ruby.glyphs.filter(({ face, gid, offset }) => {
    const middle = offset + advance(face, gid, ruby.size) / 2;
    return middle >= least && middle < most;
  });
  return { glyphs: moved(glyphs, ruby.size, least, most), begin };
}

/** Glyphs moved as far as keeps them within their part of the base. */
function moved(glyphs: PreparedRuby["glyphs"], size: Len, least: Len, most: Len): PreparedRuby["glyphs"] {
  const [first, last] = [glyphs[0], glyphs.at(-1)];
  if (first === undefined || last === undefined) return glyphs;
  const end = last.offset + advance(last.face, last.gid, size);
  const by = Math.max(0, least - first.offset) || Math.min(0, most - end);
  return by === 0 ? glyphs : glyphs.map((glyph) => ({ ...glyph, offset: glyph.offset + by }));
}

/** From the beginning of one cluster to that of another, with every gap natural. */
function baseWidth(p: Prepared, from: number, to: number): Len {
  let width = 0;
  for (let i = from; i < to; i += 1) width += (p.boxes[i] ?? 0) + (p.gaps[i + 1] ?? 0);
  return width;
}

/** Readings without what would stand in the gutter, or over the text beside the line. */
export function withinMeasure(readings: readonly LineRun[], measure: Len): readonly LineRun[] {
  return readings.flatMap((run) => {
    const kept = run.gids.flatMap((gid, k) => {
      const from = run.offsets[k] ?? 0;
      return from >= -run.size && from + advance(run.face, gid, run.size) <= measure + run.size ? [k] : [];
    });
    if (kept.length === run.gids.length) return [run];
    if (kept.length === 0) return [];
    const only = <T>(values: readonly T[]): T[] => kept.map((k) => values[k] as T);
    return [{ ...run, gids: only(run.gids), offsets: only(run.offsets), texts: only(run.texts) }];
  });
}

function advance(face: Face, gid: number, size: Len): Len {
  return units(face, face.advanceOf(gid), size);
}
