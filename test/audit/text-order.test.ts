import { expect, it } from "vitest";
import { pt } from "../../src/base/length.js";
import { textOrderFaults } from "../../src/audit/text-order.js";
import { setStory, template } from "../page/one-story.js";

const { em } = template.grid;

it("takes a mark that hangs out into a narrow gutter for the first one of its own column", () => {
  const narrow = { ...template, grid: { ...template.grid, gutter: em / 2 } };
  const [page] = setStory(["一批样机搬进了，《观测数据》由城里的人核对过。".repeat(12)], {
    legs: [6, 6, 6],
    template: narrow,
  }).pages;
  if (page === undefined) throw new Error("no page");
  const legs = page.areas.filter(({ kind }) => kind === "leg").map(({ rect }) => rect.x);
  // The first line of the second column begins half an em before it.
  const items = page.items.map((item) =>
    item.kind === "glyphs" && item.x === legs[1] ? { ...item, x: item.x - em / 2 } : item,
  );
  expect(textOrderFaults({ ...page, items })).toEqual([]);
  expect(textOrderFaults({ ...page, items: items.toReversed() })).not.toEqual([]);
  expect(legs).toHaveLength(3);
  expect((legs[1] ?? 0) - (legs[0] ?? 0)).toBeLessThan(template.grid.columnWidth + pt(9));
});

it("takes a lone letter at the end of a full line for one of its own column", () => {
  const narrow = { ...template, grid: { ...template.grid, gutter: em / 2 } };
  const [page] = setStory(["渡口的灯点到天明，早行的客人就着灯光上船。".repeat(12)], {
    legs: [6, 6, 6],
    template: narrow,
  }).pages;
  if (page === undefined) throw new Error("no page");
  const leg = page.areas.find(({ kind }) => kind === "leg");
  const at = page.items.findIndex(({ kind, role }) => kind === "glyphs" && role === "body") + 3;
  const run = page.items[at];
  if (run?.kind !== "glyphs" || leg === undefined) throw new Error("no text");
  // As a letter of another face, with a mark over it, that ends the line; and a space that does.
  const end = leg.rect.width - em / 4;
  const letter = { ...run, gids: [1, 1], texts: ["l\u0332", ""], offsets: [end, leg.rect.width] };
  const space = { ...run, gids: [1], texts: [" "], offsets: [leg.rect.width] };
  const items = [...page.items.slice(0, at + 1), letter, space, ...page.items.slice(at + 1)];
  expect(textOrderFaults({ ...page, items })).toEqual([]);
});
