import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDiagnostic, type Diagnostic } from "../../src/base/diagnostic.js";
import type { Edition } from "../../src/edition/model.js";
import { MAX_BYTES, readEdition } from "../../src/edition/read.js";

const CREDITS = `"credits": [{ "role": "责编", "names": ["陶一苇"] }]`;

/** An edition around one story, whose keys are given. */
function withStory(keys: string): string {
  return `{"pages": [{ "articles": ["a"], ${CREDITS} }],\n"articles": [{ "id": "a"${keys && ", "}${keys} }]}`;
}

/** An edition around one page, whose keys are given; there are stories a (one photo) and b. */
function withPage(keys: string): string {
  return `{"articles": [{ "id": "a", "photos": [{ "src": "a.jpg" }], "related": [{ "id": "box" }] }, { "id": "b" }],\n"pages": [{ ${CREDITS}, ${keys} }]}`;
}

const BOTH = `"articles": ["a", "b"]`;

function withPhoto(keys: string): string {
  return withStory(`"photos": [{ ${keys} }]`);
}

function withLayout(keys: string): string {
  return withPage(`${BOTH}, "layout": [{ ${keys} }]`);
}

/** Takes the ⌖ out of a text and tells where they stood, as `line:column`. */
function unmark(marked: string): { readonly text: string; readonly places: readonly string[] } {
  const pieces = marked.split("⌖");
  const places = pieces.slice(1).map((_, index) => {
    const lines = pieces
      .slice(0, index + 1)
      .join("")
      .split("\n");
    return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
  });
  return { text: pieces.join(""), places };
}

function summary({ severity, code, at }: Diagnostic): string {
  return `${at?.line}:${at?.column} ${severity} ${code}`;
}

function read(text: string): Edition {
  const outcome = readEdition(text, "e.json");
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(formatDiagnostic).join("\n"));
  return outcome.value;
}

/** Every diagnostic of a text, as `line:column severity code`. */
function found(text: string): string[] {
  return readEdition(text, "e.json").diagnostics.map(summary);
}

/** Bad inputs: ⌖ stands before each offending value or key, and is taken out before reading. */
const BAD: readonly (readonly [what: string, marked: string, codes: string, hint: string])[] = [
  ["an empty file", "⌖", "empty-file", "an edition holds"],
  ["a file of spaces", "⌖ \n ", "empty-file", "an edition holds"],
  ["a list", "⌖[]", "wrong-type", ""],
  ["a missing comma", `{\n "date": "2025-01-01"\n ⌖"language": "ja" }`, "syntax", "commas"],
  ["a raw tab in text", `{"pages": [], "x": "a⌖\tb"}`, "control-character", "\\t"],
  ["a comment without end", `{ ⌖/* `, "syntax", "*/"],
  ["a missing value", `{ "a": ⌖}`, "syntax", "write the value"],
  ["more after the end", `{}\n⌖{}`, "syntax", "one pair of braces"],
  ["curly quotation marks as quotes", `{ ⌖“pages”: [] }`, "syntax", "straight double quotes"],
  ["a string over a line's end", `{ "a": ⌖"b\n⌖c" }`, "syntax syntax", "\\n"],
  ["no pages at all", `⌖{"articles": []}`, "missing-key", "pages"],
  ["an empty list of pages", `{"articles": [], "pages": ⌖[]}`, "no-pages", "at least one"],
  ["an unknown key", withStory(`⌖"headlin": "x"`), "unknown-key", "did you mean `headline`?"],
  ["swapped letters in a key", withStory(`⌖"hedaline": "x"`), "unknown-key", "did you mean `headline`?"],
  ["a key far from any", withStory(`⌖"wombat": 1`), "unknown-key", "keys known here: `id`"],
  ["__proto__", withStory(`⌖"__proto__": {}`), "unknown-key", "keys known here"],
  ["a key given twice", withStory(`"deck": "x", ⌖"deck": "y"`), "duplicate-key", "first at line 2, column 27"],
  ["a headline of the wrong type", withStory(`"headline": ⌖5`), "wrong-type", `"5"`],
  ["null", withStory(`"deck": ⌖null`), "wrong-type", "leave the key out"],
  ["a line of a headline", withStory(`"headline": ["x", ⌖false]`), "wrong-type", ""],
  ["a box that says yes", withStory(`"box": ⌖"yes"`), "wrong-type", "true or false"],
  ["a block of an unknown kind", withStory(`"body": [{ ⌖"sbhead": "x" }]`), "unknown-key", "`subhead`"],
  ["an empty block", withStory(`"body": ["x", ⌖{}]`), "missing-key", "`quote`"],
  ["a block of two kinds", withStory(`"body": [{ "subhead": "x", ⌖"quote": "y" }]`), "unknown-key", "`subhead`"],
  ["styled text without text", withStory(`"body": [{ "text": [⌖{ "style": "a" }] }]`), "missing-key", "text"],
  ["a number as a paragraph", withStory(`"body": [⌖7]`), "wrong-type", `"7"`],
  ["an unknown direction", withStory(`"headlineDirection": ⌖"vertikal"`), "bad-value", "`vertical`"],
  ["an unknown language", `{"language": ⌖"zh-hans", ${withStory("").slice(1)}`, "bad-value", "`zh-Hans`"],
  ["a section that is a number", withPage(`${BOTH}, "section": ⌖1`), "wrong-type", `"1"`],
  ["half a priority", withStory(`"priority": ⌖1.5`), "wrong-type", "whole number"],
  ["an infinite priority", withStory(`"priority": ⌖1e999`), "wrong-type", "smaller"],
  ["half a character", withStory(`"deck": "好⌖\\ud83d。"`), "lone-surrogate", "type it again"],
  ["a control character in a name", withPhoto(`"src": "a⌖\\u0007.png"`), "control-character", "delete"],
  ["a noncharacter", withStory(`"deck": "a⌖\uFFFE"`), "control-character", "delete"],
  ["a control character in a key", withStory(`⌖"de⌖\\u0000ck": "a"`), "unknown-key control-character", "`deck`"],
  ["a picture on the web", withPhoto(`"src": ⌖"https://a.example/b.jpg"`), "remote-picture", "save the picture"],
  ["a picture as data", withPhoto(`"src": ⌖"data:image/png;base64,AA"`), "remote-picture", "save the picture"],
  ["a picture on a server", withPhoto(`"src": ⌖"//host/b.jpg"`), "remote-picture", "save the picture"],
  ["a photo without file", withStory(`"photos": [⌖{ "caption": "x" }]`), "missing-key", `"src"`],
  ["a focus outside the picture", withPhoto(`"src": "a.png", "focus": [0.5, ⌖1.5]`), "out-of-range", "1 or less"],
  [
    "a long marker",
    withStory(`"body": [{ "list": ["x"], "marker": ⌖"(1)(2)(3)(4)" }]`),
    "wrong-length",
    "9 characters",
  ],
  ["a focus of one number", withPhoto(`"src": "a.png", "focus": ⌖[0.5]`), "wrong-length", "[first, second]"],
  ["a jump without page", withStory(`"continues": { "to": ⌖{} }`), "missing-key", "page"],
  [
    "a section without end",
    withPage(`${BOTH}, "section": ⌖"${"江".repeat(501)}"`),
    "text-too-long",
    "one line of the page",
  ],
  ["a jump to page 0", withStory(`"continues": { "to": { "page": ⌖0 } }`), "bad-page-number", "1 or more"],
  ["a jump to nowhere", withStory(`"pages": [1, ⌖7]`), "unknown-page", "pages of this edition: 1"],
  ["an empty id", `{"pages":[{${CREDITS}}],"articles":[\n{"id":⌖""}]}`, "empty-id", "short name"],
  ["no id", `{"pages":[{${CREDITS}}],"articles":[\n⌖{}]}`, "missing-key", "short name"],
  ["a page number as text", withPage(`${BOTH}, "number": ⌖"2"`), "wrong-type", "marks: 2"],
  ["page 0", withPage(`${BOTH}, "number": ⌖0`), "bad-page-number", "1 or more"],
  ["a 30th of February", withPage(`${BOTH}, "date": ⌖"2025-02-30"`), "bad-date", "28 days"],
  ["a leap day that is none", withPage(`${BOTH}, "date": ⌖"1900-02-29"`), "bad-date", "28 days"],
  ["a date in words", withPage(`${BOTH}, "date": ⌖"2025年3月4日"`), "bad-date", `"2025-03-04"`],
  ["an id that no story has", withPage(`"articles": ["a", "b", ⌖"weather"]`), "unknown-article", "`a`, `b`"],
  ["a mistyped id", withPage(`"articles": ["a", ⌖"B"]`), "unknown-article", "did you mean `b`?"],
  ["a box as a story", withPage(`"articles": ["a", "b", ⌖"box"]`), "unknown-article", `it is set with "a"`],
  ["an empty id on a page", withPage(`"articles": ["a", "b", ⌖""]`), "empty-id", "remove it"],
  ["a story twice on a page", withPage(`"articles": ["a", "b", ⌖"a"]`), "placed-twice", "remove"],
  ["layout for a story elsewhere", withLayout(`"article": ⌖"c"`), "unknown-article", "ids of this edition"],
  ["half an area", withPage(`${BOTH}, "layout": [⌖{ "article": "b", "rows": [1, 2] }]`), "missing-key", "both"],
  ["columns backwards", withLayout(`"article": "b", "rows": [1, 2], "columns": ⌖[3, 2]`), "bad-range", "[1, 6]"],
  ["row 0", withLayout(`"article": "b", "rows": [⌖0, 2], "columns": [3, 3]`), "out-of-range", "1 or more"],
  [
    "three rows",
    withLayout(`"article": "b", "rows": ⌖[1, 2, 3], "columns": [3, 3]`),
    "wrong-length",
    "[first, second]",
  ],
  ["an empty list of legs", withLayout(`"article": "b", "legs": ⌖[]`), "wrong-length", "leave the key out"],
  [
    "a row of 21 cells",
    withStory(`"body": [{ "table": { "rows": [⌖[${Array.from({ length: 21 }, () => '"1"').join()}]] } }]`),
    "wrong-length",
    "20 or fewer",
  ],
  ["two layouts for one story", withLayout(`"article": "b" }, { "article": ⌖"b"`), "duplicate-layout", "`legs`"],
  [
    "more photo places than photos",
    withLayout(`"article": "b", "photos": [⌖{ "columns": [1, 1], "rows": [1, 1] }]`),
    "layout-photos",
    "one area",
  ],
];

describe("readEdition refuses", () => {
  it.each(BAD)("%s", (_what, marked, codes, hint) => {
    const { text, places } = unmark(marked);
    const outcome = readEdition(text, "e.json");
    const { diagnostics } = outcome;
    expect(outcome.ok).toBe(false);
    expect(diagnostics.map(summary)).toEqual(codes.split(" ").map((code, index) => `${places[index]} error ${code}`));
    expect(diagnostics.flatMap(({ hints }) => hints).join("\n")).toContain(hint);
    expect(diagnostics.every(({ at }) => at?.file === "e.json")).toBe(true);
  });

  it("two stories and boxes with one id, naming the first", () => {
    const text = `{"pages":[{"articles":["a"],${CREDITS}}],"articles":[{"id":"a","related":[\n{"id":"a"}]},\n{"id":"a"}]}`;
    expect(found(text)).toEqual(["2:7 error duplicate-article", "3:7 error duplicate-article"]);
  });

  it("two pages with one number, also when one counts by its place", () => {
    const page = (keys: string) => `\n{${keys}${CREDITS}}`;
    const text = `{"articles":[],"pages":[${[`"number": 2,`, ``, `"number": 2,`].map(page).join()}]}`;
    expect(found(text)).toEqual(["3:1 error duplicate-page", "4:12 error duplicate-page"]);
  });

  it("every mistake at once, in the order of the file", () => {
    const text = `{\n"date": "2025-13-01",\n"pages": [{ "articles": ["leed"], "sektion": "x" }],\n"articles": [\n{ "id": "lead", "box": 1 }, { "id": "lead" }]}`;
    expect(found(text)).toEqual([
      "2:9 error bad-date",
      "3:26 error unknown-article",
      "3:35 error unknown-key",
      "5:24 error wrong-type",
      "5:37 error duplicate-article",
    ]);
  });

  it("20 000 levels, without a stack overflow", () => {
    expect(found("[".repeat(20_000))).toEqual(["1:65 error too-deep"]);
    expect(found(`{"a":`.repeat(20_000))).toEqual(["1:321 error too-deep"]);
    expect(found(`{"x-a":${"[".repeat(63)}${"]".repeat(63)}, ${withPage(`"articles":["a","b"]`).slice(1)}`)).toEqual(
      [],
    );
  });

  it("more bytes than the limit, although there are fewer characters", () => {
    expect(found("字".repeat(MAX_BYTES / 3 + 1))).toEqual(["1:1 error too-large"]);
  });

  it("more text than a newspaper has", () => {
    const text = withStory(`"body": ["${"a".repeat(2_600_000)}",\n"${"b".repeat(2_600_000)}"]`);
    expect(found(text)).toEqual(["3:1 error too-much-text"]);
  });

  it("a hostile number of mistakes with a report of bounded length", () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `"k${index}": 1`).join();
    const { diagnostics } = readEdition(withStory(keys), "e.json");
    expect(diagnostics.length).toBe(1_001);
    expect(diagnostics.at(-1)?.code).toBe("more");
  });
});

describe("readEdition survives", () => {
  it("20 000 stories under 20 000 wrong ids", () => {
    const articles = Array.from({ length: 20_000 }, (_, index) => ({ id: `story${index}` }));
    const pages = [{ articles: articles.map(({ id }) => `${id}x`) }];
    const { diagnostics } = readEdition(JSON.stringify({ pages, articles }), "e.json");
    expect(diagnostics.length).toBe(1_001);
  }, 60_000);

  it("more mistakes than zod can carry", () => {
    const { diagnostics } = readEdition(`{"articles":[],"pages":[${"1,".repeat(400_000)}]}`, "e.json");
    expect(diagnostics.length).toBe(1_000);
    expect(diagnostics.every(({ code }) => code === "wrong-type")).toBe(true);
    const late = `{"articles":[],"pages":[${"{},".repeat(20_000)}${"1,".repeat(400_000)}]}`;
    expect(readEdition(late, "e.json").diagnostics.some(({ code }) => code === "too-many-mistakes")).toBe(true);
  });
});

describe("readEdition warns of", () => {
  it.each([
    ["a story on no page", `"articles": ["a"]`, "unplaced-article"],
    [
      "an area beside legs",
      `${BOTH}, "layout": [{ "article": "a", "columns": [1, 2], "rows": [1, 9], "legs": [{ "columns": [1, 1], "rows": [1, 9] }] }]`,
      "area-and-legs",
    ],
  ])("%s, and goes on", (_what, keys, code) => {
    const outcome = readEdition(unmark(withPage(keys)).text, "e.json");
    expect(outcome.ok).toBe(true);
    expect(outcome.diagnostics.map(({ severity, code: given }) => [severity, given])).toEqual([["warning", code]]);
  });

  it("a continuation's head of a story that stands on one page", () => {
    const text = withStory(`⌖"continuation": { "headline": "续篇" }`);
    const { text: plain, places } = unmark(text);
    expect(found(plain)).toEqual([`${places[0]} warning no-continuation`]);
  });
});

describe("readEdition takes", () => {
  it("comments, trailing commas, a BOM, CRLF, and x- keys anywhere", () => {
    const text = `\uFEFF// 校样\r\n{ "x-tool": { "a": [null, 1e999], "a": "\\u0001" }, /* … */\r\n"articles": [{ "id": "a", "x-b": 1, "photos": [{ "src": "p.png", "x-c": 2 }], }],\r\n"pages": [{ "articles": ["a"], ${CREDITS}, "x-d": 3 },], }`;
    expect(found(text)).toEqual([]);
    const edition = read(text);
    expect(edition.placeOf("/articles/0/id")).toEqual({ file: "e.json", line: 3, column: 22 });
    expect(edition.placeOf("/articles/0/photos/0/alt")).toEqual({ file: "e.json", line: 3, column: 48 });
  });

  it("text with newlines, tabs and characters beyond the BMP", () => {
    expect(read(withStory(`"deck": "𠮷\\t\\n野\\ud842\\udfb7"`)).articles[0]?.deck?.text).toBe("𠮷\t\n野𠮷");
  });

  it.each(["broadsheet", "tabloid", "feature"])("the %s sample, whole", (name) => {
    const file = new URL(`../../samples/${name}/edition.json`, import.meta.url);
    const outcome = readEdition(readFileSync(file, "utf8"), "edition.json");
    expect(outcome.ok).toBe(true);
    expect(outcome.diagnostics).toEqual([]);
  });
});

describe("the model", () => {
  it("has every default filled in", () => {
    const [article] = read(
      withStory(`"photos": [{ "src": "a.png", "caption": "渡口" }], "related": [{}, { "id": "a-related-3" }, {}]`),
    ).articles;
    expect(article).toMatchObject({ priority: 3, box: false, headlineDirection: "horizontal", headline: [], body: [] });
    expect(article?.photos).toEqual([
      {
        src: "a.png",
        breakOut: false,
        pointer: "/articles/0/photos/0",
        srcPointer: "/articles/0/photos/0/src",
        caption: [{ text: "渡口", pointer: "/articles/0/photos/0/caption", offset: 0 }],
        focus: [0.5, 0.5],
        alt: "渡口",
      },
    ]);
    expect(article?.related.map(({ id }) => id)).toEqual(["a-related-1", "a-related-3", "a-related-3-2"]);
  });

  it("splits heads at newlines and remembers where each line began", () => {
    const [article] = read(
      withStory(`"headline": "渡口\\n重开", "body": [{ "subhead": "船来了\\n人也来了" }]`),
    ).articles;
    expect(article?.headline).toEqual([
      { text: "渡口", pointer: "/articles/0/headline", offset: 0 },
      { text: "重开", pointer: "/articles/0/headline", offset: 3 },
    ]);
    expect(article?.body).toEqual([
      {
        kind: "subhead",
        pointer: "/articles/0/body/0",
        lines: [
          { text: "船来了", pointer: "/articles/0/body/0/subhead", offset: 0 },
          { text: "人也来了", pointer: "/articles/0/body/0/subhead", offset: 4 },
        ],
      },
    ]);
  });

  it("keeps style and ruby, and leaves out what is empty", () => {
    const body = `["", "一", { "text": ["二", { "text": "三", "style": "strong" }, { "text": "四", "ruby": "し" }, ""] }, { "quote": "五" }]`;
    const [article] = read(withStory(`"kicker": "", "headline": ["", "甲"], "body": ${body}`)).articles;
    expect(article).not.toHaveProperty("kicker");
    expect(article?.headline.map(({ pointer }) => pointer)).toEqual(["/articles/0/headline/1"]);
    expect(article?.body).toEqual([
      {
        kind: "paragraph",
        pointer: "/articles/0/body/1",
        inlines: [{ text: "一", pointer: "/articles/0/body/1", offset: 0 }],
      },
      {
        kind: "paragraph",
        pointer: "/articles/0/body/2",
        inlines: [
          { text: "二", pointer: "/articles/0/body/2/text/0", offset: 0 },
          { text: "三", pointer: "/articles/0/body/2/text/1/text", offset: 0, style: "strong" },
          { text: "四", pointer: "/articles/0/body/2/text/2/text", offset: 0, ruby: ["し"] },
        ],
      },
      {
        kind: "quote",
        pointer: "/articles/0/body/3",
        inlines: [{ text: "五", pointer: "/articles/0/body/3/quote", offset: 0 }],
      },
    ]);
  });

  it("puts a jumping story on each page that it names", () => {
    const text = `{"date":"2025-03-04","pages":[{"number":1,"articles":["a"],${CREDITS}},{"number":6,"date":"2025-03-05",${CREDITS}}],"articles":[{"id":"a","pages":[1,6]}]}`;
    expect(found(text)).toEqual([]);
    expect(read(text).pages.map(({ articles, date }) => [articles, date])).toEqual([
      [["a"], "2025-03-04"],
      [["a"], "2025-03-05"],
    ]);
  });

  it("knows the place of a character behind escapes", () => {
    const { text, places } = unmark(withStory(`"deck": "⌖a⌖\\n⌖\\u4e2d⌖\\"⌖文⌖字"`));
    const edition = read(text);
    const told = places.map((_, offset) => edition.placeOf("/articles/0/deck", offset));
    expect(told.map(({ line, column }) => `${line}:${column}`)).toEqual(places);
  });

  it("says the same place for a pointer whatever the spacing", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(" ", "\n", "\r\n", "\t", "/*字*/", "//x\n"), { maxLength: 8 }), (blanks) => {
        const head = blanks.join("");
        const text = `${head}${withStory(`"deck": "渡"`)}`;
        const place = read(text).placeOf("/articles/0/deck");
        const line = text.split(/\r\n|\n|\r/u)[place.line - 1];
        expect(line?.slice(place.column - 1, place.column + 2)).toBe(`"渡"`);
      }),
    );
  });
});

describe("readEdition never throws", () => {
  it("on any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => Array.isArray(found(text))));
  });

  it("on an object that has a length", () => {
    for (const length of [[], 0, 1e9]) {
      const { diagnostics } = readEdition(JSON.stringify({ pages: { length }, articles: [] }), "e.json");
      expect(diagnostics.map(({ message }) => message)).toEqual(["`pages` must be a list, but it is an object { … }"]);
    }
  });

  it("on any JSON in any place of an edition", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom("pages", "articles", "publication", "date"), (value, key) => {
        const json = JSON.stringify({ pages: [], articles: [], [key]: value });
        for (const { at, hints, message } of readEdition(json, "e.json").diagnostics) {
          expect(at?.column).toBeLessThanOrEqual(json.length);
          expect([message, ...hints].join()).not.toContain("undefined");
        }
      }),
    );
  });
});

describe("a headline without a character", () => {
  it.each(['"headline": ⌖""', '"headline": ⌖["", ""]', '"related": [{ "headline": ⌖"" }]'])(
    "is told as a blank one is: %s",
    (marked) => {
      const { text, places } = unmark(withStory(marked));
      const outcome = readEdition(text, "e.json");
      const told = outcome.diagnostics.filter(({ code }) => code === "blank-headline");
      expect(outcome.ok).toBe(true);
      expect(told.map(({ severity, at }) => [severity, `${at?.line}:${at?.column}`])).toEqual([["warning", places[0]]]);
    },
  );

  it("is no fault where the key is left out", () => {
    expect(readEdition(withStory(""), "e.json").diagnostics).toEqual([]);
  });
});
