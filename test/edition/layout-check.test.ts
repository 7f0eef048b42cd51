import { describe, expect, it } from "vitest";
import { checkLayout } from "../../src/edition/layout-check.js";
import { readEdition } from "../../src/edition/read.js";
import { editionJsonSchema } from "../../src/edition/schema.js";

const GRID = { columns: 8, rows: 100 };

/** `line:column code message` for layout entries, one a line from line 2 on. */
function problems(...entries: readonly string[]): string[] {
  const text = `{"articles":[{"id":"a","photos":[{"src":"a.png"},{"src":"b.png"}]},{"id":"b"}],"pages":[{"articles":["a","b"],"layout":[\n${entries.join(",\n")}]}]}`;
  const outcome = readEdition(text, "e.json");
  const page = outcome.ok ? outcome.value.pages[0] : undefined;
  if (!outcome.ok || page === undefined) throw new Error(JSON.stringify(outcome.diagnostics));
  return checkLayout(outcome.value, page, GRID).map(
    ({ at, code, message }) => `${at?.line}:${at?.column} ${code} ${message}`,
  );
}

const area = (columns: string, rows: string) => `"columns":[${columns}],"rows":[${rows}]`;

describe("checkLayout", () => {
  it("accepts areas that only touch, and a head and photos over their own story", () => {
    expect(
      problems(
        `{"article":"a",${area("1,4", "1,50")},"head":{${area("1,4", "1,8")}},"photos":[{${area("1,2", "9,20")}}]}`,
        `{"article":"b",${area("5,8", "1,50")}}`,
      ),
    ).toEqual([]);
  });

  it("accepts entries that leave the region to the engine", () => {
    expect(problems(`{"article":"a"}`, `{"article":"b",${area("1,8", "1,100")}}`)).toEqual([]);
  });

  it("accepts a story in the corner that another leaves out, and not beyond it", () => {
    const lead = `{"article":"a",${area("1,8", "1,60")},"without":[{${area("1,4", "31,60")}}]}`;
    expect(problems(lead, `{"article":"b",${area("1,4", "31,60")}}`)).toEqual([]);
    expect(problems(lead, `{"article":"b",${area("1,5", "31,60")}}`)).toEqual([
      '3:26 layout-overlap stories "a" and "b" share column 5, rows 31–60',
    ]);
  });

  it("finds what leaves the grid, on the number that does", () => {
    expect(problems(`{"article":"a",${area("5,9", "1,101")}}`)).toEqual([
      '2:29 out-of-grid story "a" reaches column 9, but the page has 8 columns',
      '2:42 out-of-grid story "a" reaches row 101, but the page has 100 rows',
    ]);
  });

  it("finds two stories on the same cells, once", () => {
    expect(
      problems(
        `{"article":"a","legs":[{${area("1,1", "1,40")}},{${area("2,2", "9,40")}}],"head":{${area("1,2", "1,8")}}}`,
        `{"article":"b",${area("2,3", "40,60")}}`,
      ),
    ).toEqual(['3:26 layout-overlap stories "a" and "b" share column 2, row 40']);
  });

  it("finds legs or photos of one story over one another", () => {
    expect(
      problems(
        `{"article":"a","legs":[{${area("1,2", "1,40")}},{${area("2,3", "30,40")}}],"photos":[{${area("1,1", "1,9")}},{${area("1,1", "9,9")}}]}`,
      ).map((line) => line.slice(line.indexOf(" ") + 1)),
    ).toEqual([
      'layout-overlap two legs of story "a" share column 2, rows 30–40',
      'layout-overlap two photos of story "a" share column 1, row 9',
    ]);
  });
});

describe("editionJsonSchema", () => {
  it("describes the file, boxes within boxes and foreign keys included", () => {
    const schema = JSON.parse(JSON.stringify(editionJsonSchema()));
    expect(schema.required).toEqual(["pages"]);
    expect(schema.anyOf).toEqual([
      { required: ["articles"] },
      { properties: { pages: { type: "array", contains: { type: "string" } } } },
    ]);
    expect(schema.additionalProperties).toBe(false);
    expect(schema.patternProperties).toEqual({ "^x-": {} });
    expect(JSON.stringify(schema)).toContain('"$ref"');
    expect(schema.properties.language.enum).toContain("zh-Hans");
  });

  it("gives each key its own sentence, and an advertisement a place or a size", () => {
    const schema = JSON.parse(JSON.stringify(editionJsonSchema()));
    const ad = schema.properties.pages.items.anyOf[0].properties.ads.items;
    expect(ad.properties.columns.description).toContain("column");
    expect(ad.properties.rows.description).toContain("row");
    expect(ad.properties.size.anyOf[1].properties.width.description).toContain("12cm");
    expect(ad.anyOf).toEqual([{ required: ["columns", "rows"] }, { required: ["size"] }]);
  });
});
