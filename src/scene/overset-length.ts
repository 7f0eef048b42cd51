/** Characters of text without room (`StoryFit.oversetText`), as messages count them: line ends are none. */
export function oversetLength(text: string): number {
  return [...text.replaceAll("\n", "")].length;
}
