import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { flow, type FlowItem, type FlowParagraph, WIDOW } from "../../src/layout/flow.js";
import type { Line } from "../../src/text/model.js";

const MEASURE = 13;

/** A paragraph of `rows` lines that may be set one line shorter or longer when `eases` says so. */
function paragraph(rows: number, eases: readonly number[] = []): FlowParagraph {
  const lines = (count: number): Line[] =>
    Array.from({ length: count }, (_, i) => ({
      start: i,
      end: i + 1,
      indent: 0,
      measure: MEASURE,
      natural: MEASURE,
      cost: 0,
      last: i === count - 1,
    }));
  const broken = (looseness: number) =>
    looseness === 0 || eases.includes(looseness) ? { lines: lines(rows + looseness), cost: Math.abs(looseness) } : null;
  return {
    kind: "paragraph",
    looseness: 1,
    broken: (_measure, looseness) => broken(looseness),
    brokenAcross: (_measureOf, looseness) => broken(looseness),
  };
}

const subhead = (rows: readonly number[]): FlowItem => ({ kind: "block", keepNext: 2, rows: () => rows });
const legs = (...rows: number[]) => rows.map((count) => ({ measure: MEASURE, rows: count }));

describe("flow", () => {
  it("runs a paragraph from the foot of one leg to the head of the next", () => {
    const set = flow([paragraph(6)], legs(3, 3));
    expect(set.placed).toHaveLength(1);
    const [first] = set.placed;
    expect(first?.kind === "paragraph" && first.lines.map(({ leg, row }) => [leg, row])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
    expect(set.shortRows).toBe(0);
  });

  it("names the measures of a paragraph's lines, alike only where they are alike", () => {
    const leg = fc.record({
      measure: fc.constantFrom(6, 13),
      rows: fc.integer({ min: 1, max: 5 }),
      under: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(leg, { minLength: 2, maxLength: 5 }), fc.integer({ min: 2, max: 9 }), (made, rows) => {
        const known = new Map<string, string>();
        const asked: FlowParagraph = {
          ...paragraph(rows, [-1, 1]),
          keepLast: 3,
          brokenAcross: (measureOf, looseness, { name, lines }) => {
            const measures = Array.from({ length: lines }, (_, line) => measureOf(line)).join();
            expect(known.get(name) ?? measures).toBe(measures);
            known.set(name, measures);
            return paragraph(rows, [-1, 1]).broken(MEASURE, looseness);
          },
        };
        const own = made.map(({ under, ...rest }, index) =>
          under && index > 0 ? { ...rest, under: true as const } : rest,
        );
        flow([paragraph(2, [1]), asked], own);
      }),
    );
  });

  it("parts nothing where a leg goes on right under another", () => {
    const apart = flow([paragraph(4)], legs(3, 3));
    const [over, under] = legs(3, 3);
    if (over === undefined || under === undefined) throw new Error("two legs were made");
    const together = flow([paragraph(4)], [over, { ...under, under: true }]);
    expect(together.cost).toBeLessThan(apart.cost - WIDOW / 2);
    // A subhead has its lines under it, and stands with them in one column.
    const headed = flow([paragraph(1), subhead([2]), paragraph(3)], [over, { ...under, under: true }]);
    expect(headed.blankRows).toBe(0);
    expect(flow([paragraph(1), subhead([2]), paragraph(3)], legs(3, 3)).cost).toBeGreaterThan(headed.cost);
  });

  it("loosens a paragraph so that the story ends on its last row", () => {
    const set = flow([paragraph(4, [1]), paragraph(3)], legs(8));
    expect(set.shortRows).toBe(0);
    expect(set.placed.map((p) => p.kind === "paragraph" && p.looseness)).toEqual([1, 0]);
  });

  it("loosens the paragraph that it hurts least, and one that it hurts rather than leave a row white", () => {
    const ugly = (item: FlowParagraph): FlowParagraph => {
      const known = new Map([-1, 0, 1].map((looseness) => [looseness, item.broken(MEASURE, looseness)]));
      for (const [looseness, broken] of known) {
        if (looseness !== 0 && broken !== null) known.set(looseness, { ...broken, cost: 500_000 });
      }
      return { ...item, broken: (_measure, looseness) => known.get(looseness) ?? null };
    };
    const looseness = (items: readonly FlowItem[]): unknown[] =>
      flow(items, legs(9)).placed.map((placed) => placed.kind === "paragraph" && placed.looseness);
    expect(looseness([ugly(paragraph(4, [1])), paragraph(4, [1])])).toEqual([0, 1]);
    expect(looseness([ugly(paragraph(4, [1])), paragraph(4)])).toEqual([1, 0]);
  });

  it("sets text that goes on elsewhere no tighter for what is left over", () => {
    // One line longer, the first paragraph keeps the second from ending at the head of a leg.
    const items = [paragraph(3, [1]), paragraph(4), paragraph(9)];
    const heads = (set: ReturnType<typeof flow>) =>
      set.placed.flatMap((p) => (p.kind === "paragraph" ? p.lines.filter(({ row }) => row === 0) : []));
    expect(heads(flow(items, legs(6, 4))).some(({ line }) => line.last)).toBe(true);
    const set = flow(items, legs(6, 4), { goesOn: true });
    expect(heads(set).some(({ line }) => line.last)).toBe(false);
    expect(set.placed.flatMap((p) => (p.kind === "paragraph" ? p.lines : []))).toHaveLength(10);
  });

  it("never begins a leg with a paragraph's last line when a line can be won or lost", () => {
    const set = flow([paragraph(4, [-1]), paragraph(4)], legs(3, 4));
    expect(set.overset).toEqual([]);
    expect(set.placed[0]?.kind === "paragraph" && set.placed[0].lines.every((line) => line.leg === 0)).toBe(true);
  });

  it("does not end a leg with a subhead", () => {
    const set = flow([paragraph(3), subhead([2]), paragraph(3)], legs(6, 6));
    const head = set.placed.find((p) => p.kind === "block");
    expect(head?.kind === "block" && head.leg).toBe(1);
  });

  it("does not leave a subhead without its text to spare that a paragraph's last line", () => {
    // Two rows are left under the subhead, and the paragraph of three would give over one.
    const set = flow([paragraph(6), subhead([2]), paragraph(3), paragraph(6)], legs(10, 10));
    const [, head, text] = set.placed;
    if (head?.kind !== "block" || text?.kind !== "paragraph") throw new Error("a subhead and its text were set");
    expect(text.lines[0]?.leg).toBe(head.leg);
    expect(text.lines[0]?.row).toBe(head.row + head.rows);
  });

  it("keeps what follows a subhead under it when it is a block", () => {
    const quote: FlowItem = { kind: "block", keepNext: 0, rows: () => [3] };
    const set = flow([paragraph(6), subhead([2]), quote, paragraph(6)], legs(10, 12));
    const [, head, block] = set.placed;
    if (head?.kind !== "block" || block?.kind !== "block") throw new Error("a subhead and a quote were set");
    expect([block.leg, block.row]).toEqual([head.leg, head.row + head.rows]);
  });

  describe("rows that must stand together", () => {
    const note = (rows: number): FlowParagraph => ({ ...paragraph(rows), keepFirst: 3, keepLast: 3 });
    /** Rows of the second item by leg; what is overset counts as a leg more. */
    const parts = (items: readonly FlowItem[], rows: readonly number[], goesOn = false): readonly number[] => {
      const set = flow(items, legs(...rows), { goesOn });
      const own = set.placed.find(({ item }) => item === 1);
      const lines = own?.kind === "paragraph" ? own.lines : [];
      const counts = rows.map((_, leg) => lines.filter((line) => line.leg === leg).length);
      const over = set.overset.find(({ item }) => item === 1);
      return [...counts, over?.lines.length ?? 0].filter((count) => count > 0);
    };

    it("are parted nowhere else, wherever the leg ends", () => {
      for (let rows = 3; rows < 12; rows += 1) {
        for (let first = 1; first < 14; first += 1) {
          for (const goesOn of [false, true]) {
            const found = parts([paragraph(1), note(rows), paragraph(5)], [first, 3, 9, 1, 9], goesOn);
            expect([rows, first, found[0]]).toEqual([rows, first, Math.max(3, found[0] ?? 0)]);
            expect([rows, first, found.at(-1)]).toEqual([rows, first, Math.max(3, found.at(-1) ?? 0)]);
          }
        }
      }
    });

    it("pass over legs that are too short for them, and are overset rather than parted", () => {
      expect(flow([paragraph(2), note(4), paragraph(1)], legs(2, 2, 2, 9)).placed[1]).toMatchObject({
        lines: [{ leg: 3 }, { leg: 3 }, { leg: 3 }, { leg: 3 }],
      });
      expect(flow([note(4)], legs(2, 2)).placed).toEqual([]);
    });
  });

  it("names what finds no room, to the line", () => {
    const set = flow([paragraph(3), paragraph(4), paragraph(2)], legs(5));
    expect(set.overset.map(({ item, fromLine }) => [item, fromLine])).toEqual([
      [1, 2],
      [2, 0],
    ]);
    expect(set.oversetRows).toBe(4);
  });

  it("takes work in proportion to a text that is far too long for its legs", () => {
    const asked = (count: number): number => {
      let times = 0;
      const counted = (item: FlowParagraph): FlowParagraph => ({
        ...item,
        broken: (measure, looseness) => {
          times += 1;
          return item.broken(measure, looseness);
        },
      });
      const set = flow(
        Array.from({ length: count }, () => counted(paragraph(3, [-1, 1]))),
        legs(10, 10),
      );
      expect(set.oversetRows).toBeGreaterThan(count);
      return times;
    };
    expect(asked(400)).toBeLessThan(2.5 * asked(200));
  });

  it("reports everything as overset when there are no legs at all", () => {
    const set = flow([paragraph(3), subhead([2]), paragraph(1)], []);
    expect(set.placed).toEqual([]);
    expect(set.overset.map(({ item }) => item)).toEqual([0, 1, 2]);
  });

  it("places every line once and in order, on rows of its own, or names it as overset", () => {
    const item = fc.oneof(
      fc
        .record({ rows: fc.integer({ min: 1, max: 9 }), eases: fc.subarray([-1, 1]) })
        .map(({ rows, eases }) => paragraph(rows, rows === 1 ? eases.filter((e) => e > 0) : eases)),
      fc.integer({ min: 1, max: 3 }).map((rows) => subhead([rows, rows + 1])),
    );
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }),
        (items, rows) => {
          const set = flow(items, legs(...rows));
          const used = new Set<string>();
          let last = -1;
          const claim = (leg: number, row: number): void => {
            const slot = rows.slice(0, leg).reduce((sum, r) => sum + r, 0) + row;
            expect(row).toBeLessThan(rows[leg] ?? 0);
            expect(used.has(`${leg} ${row}`)).toBe(false);
            expect(slot).toBeGreaterThan(last);
            used.add(`${leg} ${row}`);
            last = slot;
          };
          for (const placed of set.placed) {
            if (placed.kind === "paragraph") placed.lines.forEach(({ leg, row }) => claim(leg, row));
            else for (let r = 0; r < placed.rows; r += 1) claim(placed.leg, placed.row + r);
          }
          const seen = new Set([...set.placed.map((p) => p.item), ...set.overset.map((o) => o.item)]);
          expect([...seen].toSorted((a, b) => a - b)).toEqual(items.map((_, i) => i));
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });
});
