import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";

const credits = [{ role: "责编", names: ["岑溪"] }];
const story = (id: string, keys: object = {}, length = 100) => ({ id, body: ["江".repeat(length)], ...keys });

function pagesOf(pages: readonly object[], articles: readonly object[]) {
  const read = readEdition(JSON.stringify({ pages: pages.map((page) => ({ credits, ...page })), articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return { pages: read.value.pages.map((page) => page.articles), codes: read.diagnostics.map(({ code }) => code) };
}

describe("stories that no page names", () => {
  it("go to the page of their section, in order of importance", () => {
    const { pages, codes } = pagesOf(
      [{ section: "要闻" }, { section: "文体" }],
      [
        story("甲", { section: "文体" }),
        story("乙", { section: "要闻" }),
        story("丙", { section: "要闻", priority: 1 }),
      ],
    );
    expect(pages).toEqual([["丙", "乙"], ["甲"]]);
    expect(codes).toEqual([]);
  });

  it("are shared where there is least text when no page is of their section", () => {
    const { pages } = pagesOf(
      [{}, {}],
      [story("甲", { priority: 1 }, 900), story("乙", {}, 300), story("丙", {}, 300), story("丁", {}, 300)],
    );
    expect(pages).toEqual([["甲"], ["乙", "丙", "丁"]]);
  });

  it("stay away from pages that list theirs, and are told when there is no other", () => {
    expect(pagesOf([{ articles: ["甲"] }, {}], [story("甲"), story("乙")]).pages).toEqual([["甲"], ["乙"]]);
    const listed = pagesOf([{ articles: ["甲"] }], [story("甲"), story("乙")]);
    expect(listed.pages).toEqual([["甲"]]);
    expect(listed.codes).toEqual(["unplaced-article"]);
  });

  it("jump where they say, and nowhere else", () => {
    expect(pagesOf([{ number: 1 }, { number: 2 }], [story("甲", { pages: [2] }), story("乙")]).pages).toEqual([
      ["乙"],
      ["甲"],
    ]);
  });
});
