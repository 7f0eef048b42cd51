/** Full-width marks that a Chinese keyboard leaves in a template: YAML takes none of them for its own. */
const FULL_WIDTH: readonly (readonly [mark: string, name: string, ascii: string])[] = [
  ["：", "colon", ": "],
  ["，", "comma", ", "],
  ["“", "quotation mark", '"'],
  ["”", "quotation mark", '"'],
  ["｛", "bracket", "{"],
  ["【", "bracket", "["],
  ["［", "bracket", "["],
  ["＃", "number sign", "#"],
];

/** `the colon ： is full-width: write ": "`; undefined for text without such marks. */
export function fullWidthHint(text: string, marks = "：，“”｛［＃"): string | undefined {
  const found = FULL_WIDTH.filter(([mark]) => marks.includes(mark)).find(([mark]) => text.includes(mark));
  if (found === undefined) return undefined;
  const [mark, name, ascii] = found;
  const [word = ""] = /[^\s：，“”｛［＃]*$/u.exec(text.slice(0, text.indexOf(mark))) ?? [];
  return `the ${name} ${mark} is full-width: write \`${mark === "：" ? word : ""}${ascii}\` in ASCII`;
}
