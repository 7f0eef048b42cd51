import { beforeAll, describe, expect, it } from "vitest";
import { createLibrary, type FontLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { loadTemplate } from "../../src/host/templates.js";
import type { Template } from "../../src/template/resolved.js";
import { faultsOf, pinnedPage } from "./pinned-pages.js";

let template: Template;
let fonts: FontLibrary;

beforeAll(async () => {
  template = await loadTemplate("tabloid-inside");
  fonts = createLibrary(bundledFonts());
});

/** More by hand: PINNED_PAGES=2000 npx vitest run test/page/pinned-pages.test.ts. */
const [FROM, COUNT] = [Number(process.env["PINNED_FROM"] ?? 1), Number(process.env["PINNED_PAGES"] ?? 150)];

describe("pages whose places are fixed at random", () => {
  it("hide nothing, lose nothing, and keep every part of a story in its place", () => {
    const wrong: string[] = [];
    let set = 0;
    for (let seed = FROM; seed < FROM + COUNT; seed += 1) {
      const page = pinnedPage(seed, template, fonts);
      if (page === undefined) continue;
      set += 1;
      const faults = faultsOf(page);
      if (faults.length > 0) wrong.push(`seed ${seed}: ${faults.slice(0, 3).join("; ")}`);
    }
    expect(wrong).toEqual([]);
    expect(set).toBeGreaterThan(COUNT / 4);
  }, 240_000);
});
