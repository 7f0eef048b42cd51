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
