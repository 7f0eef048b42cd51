/**
 * Words that ICU's dictionary lacks: those of newspapers (news-words.ts), and those of a general dictionary (lexicon-data.ts).
 */
import { WORDS_OF_FOUR, WORDS_OF_THREE, WORDS_OF_TWO } from "./lexicon-data.js";
import { NEWS_WORDS } from "./news-words.js";

export const LONGEST_WORD = Math.max(...NEWS_WORDS.map((word) => word.length));

/** Built when the first head is parted: whoever sets no heads needs no words. It holds no state of ours. */
let ranks: ReadonlyMap<string, number> | undefined;

/**
 * How rare a word is, from 0 for words of newspapers and the most frequent ones to 1; undefined for what the lists do not have.
 * `word`: UTF-16 units, none of a surrogate pair alone.
 */
export function rarity(word: string): number | undefined {
  return (ranks ??= ranked()).get(word);
}

function ranked(): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  for (const [length, words] of [WORDS_OF_TWO, WORDS_OF_THREE, WORDS_OF_FOUR].entries()) {
    const units = length + 2;
    for (let at = 0; at < words.length; at += units) all.set(words.slice(at, at + units), at / words.length);
  }
  for (const word of NEWS_WORDS) all.set(word, 0);
  return all;
}
