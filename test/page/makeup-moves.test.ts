/** Small changes of a make-up's topology. */
import { describe, expect, it } from "vitest";
import { seeded } from "../../src/base/random.js";
import type { Cells } from "../../src/layout/grid.js";
import { changed, type Topology, topologyOf } from "../../src/page/makeup-moves.js";
import type { MadePart } from "../../src/page/makeup-tree.js";

const CELLS: Cells = { column: 0, columns: 2, row: 20, rows: 20 };
const leaf = (index: number): MadePart => ({ kind: "leaf", index, cells: CELLS });

/** All stories of a topology: the lead over two parts is in none of them. */
function storiesOf({ kind, trees }: Topology): readonly number[] {
  const members = trees.flatMap((tree) => tree.members);
  return [...(kind === "interlock" ? [0] : []), ...members].toSorted((a, b) => a - b);
}

describe("changes of a make-up", () => {
  it("let the parts under a story end apart, and stand over one another again", () => {
    const b: MadePart = {
      kind: "side",
      cells: CELLS,
      a: leaf(1),
      b: { kind: "stack", cells: CELLS, a: leaf(2), b: leaf(3) },
    };
    let topology = topologyOf({ kind: "stack", cells: CELLS, a: leaf(0), b });
    const random = seeded(3);
    const turns = new Set<string>();
    for (let step = 0; step < 600; step += 1) {
      const before = topology.trees[0].kind;
      topology = changed(topology, [0], 4, random) ?? topology;
      expect(storiesOf(topology)).toEqual([0, 1, 2, 3]);
      turns.add(`${before} ${topology.trees[0].kind}`);
    }
    expect(turns).toContain("stack step");
    expect(turns).toContain("step stack");
  });

  it("lose no story and set none twice, whichever has the fault", () => {
    const lead = { index: 0, cells: { ...CELLS, columns: 4, row: 0 }, without: [{ ...CELLS, row: 10, rows: 10 }] };
    const b: MadePart = { kind: "stack", cells: CELLS, a: leaf(2), b: leaf(3) };
    const start = topologyOf({ kind: "interlock", lead, a: leaf(1), b });
    const random = seeded(7);
    for (const touched of [[0], [1, 3], [0, 1, 2, 3], []]) {
      let topology = start;
      for (let step = 0; step < 300; step += 1) {
        topology = changed(topology, touched, 4, random) ?? topology;
        expect(storiesOf(topology)).toEqual([0, 1, 2, 3]);
      }
    }
  });
});
