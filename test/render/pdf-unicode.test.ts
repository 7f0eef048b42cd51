/** What the glyphs of a PDF say to readers that extract text. */
import { describe, expect, it } from "vitest";
import { extraction } from "../../src/render/pdf-unicode.js";

describe("a glyph", () => {
  it("says its own character, and the first of a cluster all of it", () => {
    expect(extraction(["a", "b"])).toEqual({ texts: ["a", "b"], spans: new Map() });
    expect(extraction(["fi", ""])).toEqual({ texts: ["f", "i"], spans: new Map() });
    expect(extraction(["e\u0301", ""]).spans.get(0)).toEqual({ end: 2, text: "e\u0301" });
    const joined = extraction(["क्षि", "", "x"]);
    expect(joined.spans.get(0)).toEqual({ end: 2, text: "क्षि" });
  });

  it("that is the hyphen of a parted word is a soft one, and for readers without ActualText one that can be seen", () => {
    const { texts, spans } = extraction(["a", "b", "\u00ad"]);
    expect(texts).toEqual(["a", "b", "-"]);
    expect([...spans]).toEqual([[2, { end: 3, text: "\u00ad" }]]);
  });
});
