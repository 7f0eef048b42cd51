import { describe, expect, it } from "vitest";
import { withExplicitLayout } from "../../src/cli/write-layout.js";
import { readEdition } from "../../src/edition/read.js";

const STORIES = [
  { article: "lead", cells: { column: 0, columns: 6, row: 0, rows: 62 } },
  { article: "brief", cells: { column: 6, columns: 2, row: 0, rows: 40 } },
];

function edition(text: string) {
  const outcome = readEdition(text, "e.json");
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join("\n"));
  return outcome.value;
}

const ARTICLES = `"articles": [{ "id": "lead", "headline": "一", "body": ["文"] }, { "id": "brief", "headline": "二", "body": ["文"] }]`;

describe("--write-layout", () => {
  it("writes the make-up into the page and leaves all else as it was", () => {
    const text = `{\n  // for Monday\n  "pages": [\n    {\n      "number": 4, "articles": ["lead", "brief"],\n    },\n  ],\n  ${ARTICLES}\n}\n`;
    const written = withExplicitLayout(text, edition(text), new Map([[4, STORIES]]));
    expect(written).toContain("// for Monday");
    expect(written).toContain('{ "article": "lead", "columns": [1, 6], "rows": [1, 62] },\n');
    expect(edition(written).pages[0]?.layout?.map(({ article, area }) => ({ article, ...area }))).toEqual([
      { article: "lead", columns: [1, 6], rows: [1, 62] },
      { article: "brief", columns: [7, 8], rows: [1, 40] },
    ]);
  });

  it("copes with a file of one line, another line end and a byte order mark", () => {
    for (const text of [
      `{ "pages": [{ "articles": ["lead", "brief"] }], ${ARTICLES} }`,
      `\uFEFF{\r\n  "pages": [{ "articles": ["lead", "brief"] }],\r\n  ${ARTICLES}\r\n}\r\n`,
    ]) {
      const written = withExplicitLayout(text, edition(text), new Map([[1, STORIES]]));
      expect(edition(written).pages[0]?.layout).toHaveLength(2);
      expect(/[^\r]\n/u.test(written)).toBe(!text.includes("\r\n"));
    }
  });

  it("keeps a layout that the editor made, and pages that were not composed", () => {
    const text = `{ "pages": [{ "articles": ["lead"], "layout": [{ "article": "lead", "columns": [1, 2], "rows": [1, 9] }] }, { "articles": ["brief"] }], ${ARTICLES} }`;
    expect(withExplicitLayout(text, edition(text), new Map([[1, STORIES.slice(0, 1)]]))).toBe(text);
  });

  it("writes the place that was found for an advertisement, on pages without stories too", () => {
    const text = `{ "pages": [{ "articles": ["lead", "brief"], "ads": [{ "size": "通栏" }, { "columns": [1, 2], "rows": [1, 9] }] }], ${ARTICLES} }`;
    const own = edition(text);
    const [sold, given] = own.pages[0]?.fixed ?? [];
    if (sold === undefined || given?.area === undefined) throw new Error("no advertisements");
    const area = { columns: [1, 8], rows: [93, 110] } as const;
    const ads = new Map([
      [
        1,
        [
          { ...sold, area },
          { ...given, area: given.area },
        ],
      ],
    ]);
    const written = withExplicitLayout(text, own, new Map(), new Map(), ads);
    const [first, second] = edition(written).pages[0]?.fixed ?? [];
    expect(first).toEqual({ ...sold, area });
    expect(second).toEqual(given);
  });
});
