/** "Did you mean …?" for keys, styles, roles and colours of a template. */
import { editDistance } from "../base/edit-distance.js";

/** Beyond this length a word is not a slip of the finger. */
const LONGEST_WORD = 40;

/** The candidate that is meant by a word with a slip in it; undefined where none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const lower = word.toLowerCase();
  const scored = candidates.map((candidate) => ({ candidate, away: editDistance(lower, candidate.toLowerCase()) }));
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
