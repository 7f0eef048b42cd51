/** "Did you mean …?" for keys, ids and names. */
import { editDistance } from "../base/edit-distance.js";

/** Beyond this length a word is not a slip of the finger, and the table below would cost time on hostile input. */
const LONGEST_WORD = 64;
const MOST_CANDIDATES = 2_000;

/** The candidate nearest to `word`, if it is near enough to be meant: a third of its letters may differ. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length === 0 || word.length > LONGEST_WORD) return undefined;
  const lower = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates.slice(0, MOST_CANDIDATES)) {
    if (Math.abs(candidate.length - word.length) >= bestDistance || candidate === word) continue;
    const distance = editDistance(lower, candidate.toLowerCase());
    if (distance < bestDistance && distance < candidate.length) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** A hint that names the nearest candidate, or, when none is near, lists what there is. */
export function suggestion(word: string, candidates: readonly string[], lead: string): string[] {
  const near = closest(word, candidates);
  if (near !== undefined) return [`did you mean \`${near}\`?`];
  if (candidates.length === 0) return [];
  const shown = candidates.slice(0, 24).map((candidate) => `\`${candidate}\``);
  return [`${lead}: ${shown.join(", ")}${candidates.length > shown.length ? ", …" : ""}`];
}
