/** Which gaps of a line that is far too short are to be the widest: those between its words, where the eye expects white. */
import { Kind } from "./classes.js";
import type { Line, Prepared } from "./model.js";
import { AFTER_SURNAME, IN_WORD, phraseBreaks } from "./phrases.js";

/** Names are told by how text nearby uses them, in UTF-16 units to either side: paragraphs have no bound. */
const AROUND = 500;

/**
 * `count` of the open gaps, given as in `finalGaps`; none where the line has too few words. The best ones part phrases, none a name or
 * characters that may be one; of those that are alike, the one nearest to the line's middle.
 */
export function betweenWords(p: Prepared, line: Line, open: readonly number[], count: number): readonly number[] {
  if (count === 0 || count >= open.length) return [];
  const costs = costsOf(p, line);
  const costAt = (i: number): number => costs.get(line.start + 1 + i) ?? IN_WORD;
  const middle = open.length / 2;
  const ranked = open
    .filter((i) => costAt(i) < AFTER_SURNAME)
    .toSorted((a, b) => costAt(a) - costAt(b) || Math.abs(a - middle) - Math.abs(b - middle) || a - b);
  const chosen: number[] = [];
  // Beside one that is chosen already there is a single character: it would stand alone.
  for (const least of [2, 1]) {
    for (const i of ranked) {
      if (chosen.length === count) break;
      if (chosen.every((other) => Math.abs(other - i) >= least)) chosen.push(i);
    }
  }
  return chosen.length === count ? chosen : [];
}

type Costs = ReadonlyMap<number, number>;
/** By paragraph and line: one line is set for many make-ups. */
const known = new WeakMap<Prepared, Map<string, Costs>>();

function costsOf(p: Prepared, line: Line): Costs {
  let lines = known.get(p);
  if (lines === undefined) known.set(p, (lines = new Map()));
  const key = `${line.start} ${line.end}`;
  let costs = lines.get(key);
  if (costs === undefined) lines.set(key, (costs = costsIn(p, line)));
  return costs;
}

/** By cluster: what white before it costs, between two Han characters. */
function costsIn(p: Prepared, line: Line): Costs {
  const [from, to] = [p.starts[line.start] ?? 0, p.starts[line.end] ?? p.text.length];
  const around = p.text.slice(Math.max(0, from - AROUND), to + AROUND);
  const found = phraseBreaks(p.text.slice(from, to), p.config.language, around);
  const byOffset = new Map(found.map(({ offset, white }) => [offset, white]));
  const costs = new Map<number, number>();
  for (let i = line.start + 1; i < line.end; i += 1) {
    if (p.kinds[i - 1] !== Kind.Han || p.kinds[i] !== Kind.Han) continue;
    costs.set(i, byOffset.get((p.starts[i] ?? 0) - from) ?? IN_WORD);
  }
  return costs;
}
