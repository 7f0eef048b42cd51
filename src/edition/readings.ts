/**
 * Readings (注音) and the characters that they stand over. Who writes a list counts what is seen: a selector, a combining mark or a
 * zero-width space that came with copied text is a character of the file and of no reader, so that a list may hold a
 * reading for it or none. Inside, a list has one for every character of the text, "" for those that show nothing.
 */

/** What shows nothing by itself: marks and selectors belong to the character before them, the others to none. */
const UNSEEN = /^[\p{M}\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}]$/u;

/** Whether a list has a reading for each character, or for each that is seen. */
export function readingsMatch(text: string, readings: readonly string[]): boolean {
  const characters = Array.from(text);
  return readings.length === characters.length || readings.length === characters.filter(isSeen).length;
}

/** The list with one for each character; a list that does not match stays as it is. */
export function readingsOf(text: string, readings: readonly string[]): readonly string[] {
  const characters = Array.from(text);
  if (readings.length === characters.length || !readingsMatch(text, readings)) return readings;
  let seen = 0;
  return characters.map((character) => (isSeen(character) ? (readings[seen++] ?? "") : ""));
}

function isSeen(character: string): boolean {
  return !UNSEEN.test(character);
}
