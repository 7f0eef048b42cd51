import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeCachePath, loadProgram } from "../../src/cli/load-program.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-program-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** V8 remembers by text what it has compiled in this process: so that it doesn't, every program has its name inside. */
function program(name: string, factor = 2): string {
  return `// ${name}
exports.double = (n) => n * ${factor};
exports.here = [__filename, __dirname, require("node:path").basename(__filename), this === exports];
// a comment on the last line`;
}

async function write(name: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, program(name));
  return file;
}

function run(file: string) {
  const { exports, compiled, codeCache } = loadProgram(file);
  const { double, here } = exports as { double(n: number): number; readonly here: readonly unknown[] };
  return { compiled, doubled: double(21), here, codeCache };
}

describe("loadProgram", () => {
  it("runs a program that nobody compiled", async () => {
    const file = await write("plain.cjs");
    const { compiled, doubled, here } = run(file);
    expect([compiled, doubled]).toEqual([false, 42]);
    expect(here).toEqual([file, folder, "plain.cjs", true]);
  });

  it("takes the compiled form that it gave", async () => {
    const file = await write("kept.cjs");
    await writeFile(codeCachePath(file), run(file).codeCache());
    const { compiled, doubled, here } = run(file);
    expect([compiled, doubled]).toEqual([true, 42]);
    expect(here[0]).toBe(file);
  });

  it("compiles as usual when the compiled form is an older program's", async () => {
    const file = await write("stale.cjs");
    await writeFile(codeCachePath(file), run(file).codeCache());
    await writeFile(file, program("stale.cjs", 10));
    expect(run(file)).toMatchObject({ compiled: false, doubled: 210 });
  });

  it("compiles as usual when the compiled form is cut off, empty or no such thing", async () => {
    const good = Buffer.from(run(await write("whole.cjs")).codeCache());
    const wrong = {
      cut: good.subarray(0, good.length >> 1),
      empty: Buffer.alloc(0),
      other: Buffer.alloc(9_000, "code"),
    };
    for (const [name, bytes] of Object.entries(wrong)) {
      const file = await write(`${name}.cjs`);
      await writeFile(codeCachePath(file), bytes);
      expect({ name, ...run(file) }).toMatchObject({ name, compiled: false, doubled: 42 });
    }
  });
});
