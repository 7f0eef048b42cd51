/** Messages quote the start and the end of long texts; the report has what found no room whole. */
import { expect, it } from "vitest";
import { boundedMessage, quotable } from "../../src/base/quote.js";
import { formatDiagnostic } from "../../src/base/diagnostic.js";
import { readEdition } from "../../src/edition/read.js";
import { compose } from "../../src/pipeline.js";
import type { Scene } from "../../src/scene/list.js";
import { fonts, pictureOf, template } from "./one-story.js";

/** Longer than a line and its pointer words, shorter than the 82 kB that one message had. */
const MOST = 1_300;
const LONG = "雾渡石阶".repeat(300);
const IMAGES = new Map([pictureOf("boat.jpg", 1_800, 1_200)].map((image) => [image.id, image]));

function set(story: object, page: object = {}): Scene {
  const own = { number: 2, credits: [{ role: "责编", names: ["安然"] }], articles: ["a"], ...page };
  const articles = [{ id: "a", headline: "雾渡", body: ["渡船停在上游的石阶边，等雾散了再走。"], ...story }];
  const read = readEdition(JSON.stringify({ pages: [own], articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: IMAGES }, template, fonts);
}

it("a long text is quoted by its start and its end", () => {
  expect(quotable("渡口")).toBe("渡口");
  const short = quotable(`头${LONG}尾`);
  expect([...short].length).toBeLessThan(70);
  expect(short).toMatch(/^头.*…/u);
  expect(short.endsWith("尾")).toBe(true);
  expect([...quotable("😀".repeat(200))].every((one) => one === "😀" || one === "…")).toBe(true);
  expect(boundedMessage("x".repeat(90_000)).length).toBeLessThan(MOST);
});

it.each<[string, object, object]>([
  ["kicker", { kicker: LONG }, {}],
  ["deck", { deck: LONG }, {}],
  ["byline", { byline: LONG }, {}],
  ["label", { label: LONG }, {}],
  [
    "a pinned head",
    { headline: LONG },
    { layout: [{ article: "a", columns: [1, 3], rows: [1, 30], head: { columns: [1, 3], rows: [1, 4] } }] },
  ],
  [
    "a vertical head",
    { headline: LONG, headlineDirection: "vertical" },
    { layout: [{ article: "a", columns: [1, 3], rows: [1, 40] }] },
  ],
  ["a credit", { photos: [{ src: "boat.jpg", credit: LONG }] }, {}],
  [
    "a caption",
    { photos: [{ src: "boat.jpg", caption: LONG }] },
    { layout: [{ article: "a", columns: [1, 2], rows: [1, 30], photos: [{ columns: [1, 1], rows: [10, 14] }] }] },
  ],
  ["a subhead", { body: [{ subhead: LONG }, "雾散了。"] }, {}],
  [
    "a table's cell",
    {
      body: [
        {
          table: {
            rows: [
              ["日", "班"],
              ["w".repeat(2_000), "x\u2060".repeat(900)],
            ],
          },
        },
      ],
    },
    {},
  ],
  ["a reading", { body: [{ text: [{ text: "渡口", ruby: "w".repeat(90) }] }] }, {}],
  ["a section", {}, { section: LONG.slice(0, 480) }],
  ["a banner", {}, { banner: LONG.slice(0, 480) }],
  ["a refer", {}, { refers: [{ page: 3, text: LONG }] }],
  ["an advertisement's label", {}, { ads: [{ columns: [1, 2], rows: [60, 70], label: LONG }] }],
])("no finding on a long text is long: %s", (_name, story, page) => {
  const { findings } = set(story, page);
  const long = findings.filter(({ message, hint }) => message.length > 420 || hint.length > 420);
  expect(long.map(({ code, message, hint }) => `${code} ${message.length} ${hint.length}`)).toEqual([]);
  for (const finding of findings) {
    const told = formatDiagnostic({ ...finding, hints: [finding.hint] });
    expect(told.length).toBeLessThan(2 * MOST);
  }
});

it("what found no room is whole in the fit", () => {
  const { fits } = set({ headline: LONG }, { layout: [{ article: "a", columns: [1, 1], rows: [1, 10] }] });
  expect(fits[0]?.oversetText).toContain(LONG);
});
