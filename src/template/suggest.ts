/** "Did you mean …?" for keys, styles, roles and colours of a template. */

/** Beyond this length a word is not a slip of the finger. */
const LONGEST_WORD = 40;

/** Edit distance that counts two swapped neighbours as one slip. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const change = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const swap = swapped ? (beforeLast[column - 2] ?? 0) + 1 : change;
      current.push(Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, change, swap));
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const lower = word.toLowerCase();
  const scored = candidates.map((candidate) => ({ candidate, away: distance(lower, candidate.toLowerCase()) }));
  const best = scored.toSorted((a, b) => a.away - b.away)[0];
  const most = Math.max(1, Math.ceil(word.length / 3));
  return best !== undefined && best.away <= most && best.away < best.candidate.length ? best.candidate : undefined;
}

/** The nearest candidate, or, when none is near, all that there are. */
export function didYouMean(word: string, candidates: readonly string[], lead: string): string {
  const near = nearest(word, candidates);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return candidates.length === 0 ? `${lead}: none` : `${lead}: ${candidates.join(", ")}`;
}
