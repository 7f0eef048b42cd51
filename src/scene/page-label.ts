/** Page numbers in words, as readers of a language say them. */

/** `numbers`: one page, or the two of a double truck. Such as 第4版, 第4-5版, 4面, 4면, Page 4, Pages 4-5. */
export function pageLabel(language: string, numbers: readonly number[]): string {
  const text = numbers.join("-");
  if (language.startsWith("zh")) return `第${text}版`;
  if (language.startsWith("ja")) return `${text}面`;
  if (language.startsWith("ko")) return `${text}면`;
  return `${numbers.length > 1 ? "Pages" : "Page"} ${text}`;
}
