/** Texts of the edition in messages: as much of them as tells which one is meant. The report has overset text whole. */

/** Characters of a quoted text: a line of a wide column is quoted whole. */
const QUOTED = 64;
/** Of those, the characters at its end. */
const QUOTED_END = 16;
/** No message is longer, whatever it holds: names and keys that are no quoted text have no bound of their own. */
const MESSAGE = 1_200;
const MESSAGE_END = 300;

/** A text on one line, or its start and its end with `…` between them. */
export function quotable(text: string): string {
  return shortened(text.replaceAll(/\s*\n\s*/gu, " "), QUOTED, QUOTED_END);
}

/** A message, or its start and its end. */
export function boundedMessage(message: string): string {
  return shortened(message, MESSAGE, MESSAGE_END);
}

/** What is said to a user, within the bound of a message. */
export function bounded<Told extends { readonly message: string; readonly hint?: string }>(told: Told): Told {
  const { message, hint } = told;
  if (message.length <= MESSAGE && (hint?.length ?? 0) <= MESSAGE) return told;
  return { ...told, message: boundedMessage(message), ...(hint === undefined ? {} : { hint: boundedMessage(hint) }) };
}

function shortened(text: string, most: number, end: number): string {
  // Most texts are short; characters beyond the basic plane take two units.
  if (text.length <= most) return text;
  const characters = [...text];
  if (characters.length <= most) return text;
  return `${characters.slice(0, most - end - 1).join("")}…${characters.slice(-end).join("")}`;
}
