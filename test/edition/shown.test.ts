/** Every edition, or part of one, that docs/edition.md shows is one that the program takes. */
import { describe, expect, it } from "vitest";
import { formatDiagnostic } from "../../src/base/diagnostic.js";
import { readEdition } from "../../src/edition/read.js";
import { shownBlocks, shownExamples } from "../shown.js";

/** What goes around the keys of a section: `%` stands for them. */
type Around = string;

const STORIES = '"articles": [{ "id": "bridge" }, { "id": "brief", "photos": [{ "src": "a.jpg" }] }]';
const PAGE: Around = `{ "pages": [{ "articles": ["bridge", "brief"], % }], ${STORIES} }`;
const ARTICLE: Around = '{ "pages": [{}, {}, {}, {}, {}, {}], "articles": [{ "id": "a", % }] }';
const inBody = (block: string): Around => ARTICLE.replace("%", `"body": [${block}]`);

/** By the section that a block stands in: a whole edition where it is none of these. */
const BLOCKS: readonly (readonly [begins: RegExp, around: Around])[] = [
  [/^\{\s*"(?:publication|pages)"/u, "%"],
  [/^"(?:layout|ads|notices|refers)"/u, PAGE],
  [/^\{\s*"id"/u, '{ "pages": [{}, {}, {}], "articles": [%] }'],
  [/^\{\s*"table"/u, inBody("%")],
];

/** By section and heading of the table, and the key where it stands in other company. */
const TABLES: Readonly<Record<string, Around>> = {
  "Edition key": '{ "pages": [{}], "articles": [], % }',
  "Edition key of publication": '{ "pages": [{}], "articles": [], "publication": { % } }',
  "Page key": PAGE,
  "Article key": ARTICLE,
  "Tables key": inBody('{ "table": { "rows": [["甲", "乙"]], % } }'),
  "Pieces of text key": inBody('{ "text": [{ "text": "临浦", % }] }'),
  "Photos key": ARTICLE.replace("%", '"photos": [{ "src": "a.jpg", % }]'),
  "Photos key group": ARTICLE.replace("%", '"photos": [{ % }]'),
  "Photos key numbers": ARTICLE.replace("%", '"photos": [{ "group": ["a.jpg", "b.jpg"], % }]'),
};

/** A key twice is a mistake: an example goes before what stands around it. */
function errorsIn(around: Around, text: string): readonly string[] {
  const key = /^"(\w+)":/u.exec(text)?.[1];
  const others =
    key === undefined ? around : around.replace(new RegExp(`"${key}": (?:"[^"]*"|\\[.*?\\]), %`, "u"), "%");
  const read = readEdition(
    others.replace("%", () => text),
    "e.json",
  );
  const { diagnostics } = read;
  return diagnostics.filter(({ severity }) => severity === "error").map(formatDiagnostic);
}

describe("docs/edition.md shows", () => {
  const blocks = shownBlocks("edition.md");
  it("blocks", () => expect(blocks.length).toBeGreaterThan(6));
  it.each(blocks)("$text", ({ text }) => {
    const around = BLOCKS.find(([begins]) => begins.test(text))?.[1];
    expect(around).toBeDefined();
    expect(errorsIn(around ?? "%", text)).toEqual([]);
  });

  const examples = shownExamples("edition.md").filter(({ value }) => !value.includes("…"));
  it("examples of its keys", () => expect(examples.length).toBeGreaterThan(50));
  it.each(examples)("$section: $key: $value", ({ section, table, key, value }) => {
    const name = `${section} ${table.replaceAll("`", "")}`;
    const around = TABLES[`${name} ${key}`] ?? TABLES[name];
    expect(around).toBeDefined();
    expect(errorsIn(around ?? "%", `"${key}": ${value}`)).toEqual([]);
  });
});
