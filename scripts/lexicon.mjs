/**
 * Compiles a list of Chinese words with their frequencies into `src/text/lexicon-data.ts`: the words that ICU's dictionary
 * (`Intl.Segmenter`) parts into pieces that are no words. The list is jieba's `dict.txt` (MIT, licence in `docs/jieba-license.txt`),
 * a line for each word: the word, how often it was counted, its part of speech. Run again for a new list:
 *
 *     node scripts/lexicon.mjs dict.txt
 */
import { readFileSync, writeFileSync } from "node:fs";

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: node scripts/lexicon.mjs dict.txt");
  process.exit(2);
}

/** Rarer words are mostly mistakes, or out of old novels. */
const LEAST_COUNT = 15;
/** Names of people (of novels, again), numbers, letters. */
const LEFT_OUT = /^(?:nr|m|mq|eng|x)/u;
/** 里长 is an office of old, and 里 | 长出来 is not. */
const HAN = /^(?!里.$)\p{Script=Han}{2,4}$/u;
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** Whether ICU knows it, or its halves: between the words of 服务中心 a line may end. */
function isKnown(word) {
  const parts = [...segmenter.segment(word)];
  return parts.length === 1 || (word.length === 4 && parts.length === 2 && parts[1].index === 2);
}

const words = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => line.split(" "))
  .filter(([word, count, kind]) => HAN.test(word) && Number(count) >= LEAST_COUNT && !LEFT_OUT.test(kind))
  .filter(([word]) => !isKnown(word))
  .toSorted(([a, m], [b, n]) => Number(n) - Number(m) || (a < b ? -1 : 1))
  .map(([word]) => word);

const ofLength = (length) => words.filter((word) => word.length === length).join("");

writeFileSync(
  "src/text/lexicon-data.ts",
  `/**
 * Written by scripts/lexicon.mjs from jieba's dict.txt. © 2013 Sun Junyi, MIT licence: docs/jieba-license.txt. Not to be edited
 * by hand.
 *
 * Words of two, three and four characters that ICU's dictionary lacks, one after the other, the most frequent first.
 */

// prettier-ignore
export const WORDS_OF_TWO = "${ofLength(2)}";
// prettier-ignore
export const WORDS_OF_THREE = "${ofLength(3)}";
// prettier-ignore
export const WORDS_OF_FOUR = "${ofLength(4)}";
`,
);
