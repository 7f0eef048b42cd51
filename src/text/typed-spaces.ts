/** What a space that was typed between Han characters and Latin letters or digits means. */

const UNSPACED = /\p{Script=Han}[\p{Script=Latin}\p{Nd}]|[\p{Script=Latin}\p{Nd}%℃]\p{Script=Han}/u;
const SPACED = /\p{Script=Han}\s+[\p{Script=Latin}\p{Nd}]|[\p{Script=Latin}\p{Nd}%℃]\s+\p{Script=Han}/u;

/**
 * Whether the writer types a space wherever Han meets Latin (第 15 届), so that a space there parts no phrases. Who leaves it out
 * elsewhere (增长5.2% 工业投资) means a space to part two phrases.
 */
export function spacesLatin(text: string): boolean {
  return SPACED.test(text) && !UNSPACED.test(text);
}

/** Whether a space between these two characters stands where Han meets Latin. */
export function isBesideLatin(before: string, after: string): boolean {
  return SPACED.test(`${before} ${after}`);
}
