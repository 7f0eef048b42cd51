import { writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EXIT } from "../../src/cli/io.js";
import { watch } from "../../src/cli/watch.js";
import { fakeIo } from "./fake-io.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-watch-"));
  await mkdir(join(folder, "photos"));
  await writeFile(join(folder, "e.json"), "1");
  await writeFile(join(folder, "photos/a.jpg"), "1");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A make-up of no pages. */
const MADE = {
  edition: {
    file: "e.json",
    publication: {},
    language: "zh-Hans",
    pages: [],
    articles: [],
    placeOf: () => ({ file: "e.json", line: 1, column: 1 }),
  },
} as const;

/** Watches with a fake run; `runs` counts them, `act` decides what each comes to. */
function start(act: (run: number) => number, hasKeys = false) {
  const io = fakeIo({ hasKeys });
  const file = join(folder, "e.json");
  const state = { runs: 0, held: [] as boolean[] };
  const once = async (holds: boolean) => {
    state.runs += 1;
    state.held.push(holds);
    const code = act(state.runs);
    return {
      code,
      made: code === EXIT.input ? undefined : MADE,
      watchPaths: code === EXIT.input ? undefined : [file, join(folder, "photos/a.jpg")],
    };
  };
  const ended = watch({ file, options: {}, report: undefined }, once, io);
  const waiting = () => io.err.split("waiting").length - 1;
  /** Until the run of this number is over, and then some, in case there is one too many. */
  const settled = async (runs: number) => {
    await vi.waitFor(() => expect(waiting()).toBe(runs), { timeout: 5_000 });
    await new Promise((done) => setTimeout(done, 150));
    expect(state.runs).toBe(runs);
  };
  return { io, ended, settled, state };
}

describe("--watch", () => {
  it("sets again when a file is written or replaced, and ends with 0", async () => {
    const { io, ended, settled } = start(() => EXIT.ok);
    await settled(1);
    await writeFile(join(folder, "e.json"), "22");
    await settled(2);
    // As editors do: a new file under the old name. Then again, on the file that is there now.
    for (const run of [3, 4]) {
      await writeFile(join(folder, ".e.json.tmp"), `3 ${run}`);
      await rename(join(folder, ".e.json.tmp"), join(folder, "e.json"));
      await settled(run);
    }
    await writeFile(join(folder, "photos/a.jpg"), "22");
    await settled(5);
    io.interrupt();
    expect(await ended).toBe(EXIT.ok);
    expect(io.err).toMatch(/set after \d+ ms; waiting for changes, Ctrl-C ends/u);
  });

  it("holds the last make-up, says so, and lets go of it for a run when r is typed", async () => {
    const { io, ended, settled, state } = start(() => EXIT.ok, true);
    await settled(1);
    expect(io.err).toContain("Ctrl-C ends; this make-up is held, r and Enter makes one anew\n");
    io.type("x");
    await settled(1);
    io.type("r");
    await settled(2);
    await writeFile(join(folder, "e.json"), "4444");
    await settled(3);
    expect(state.held).toEqual([true, false, true]);
    io.interrupt();
    expect(await ended).toBe(EXIT.ok);
  });

  it("names no key where nobody sits at a terminal", async () => {
    const { io, ended, settled } = start(() => EXIT.ok);
    await settled(1);
    expect(io.err).toContain("Ctrl-C ends; this make-up is held\n");
    io.interrupt();
    await ended;
  });

  it("is not woken by other files beside the edition, such as its own output", async () => {
    const { io, ended, settled } = start(() => EXIT.ok);
    await settled(1);
    await writeFile(join(folder, "e.pdf"), "output");
    await new Promise((done) => setTimeout(done, 200));
    await settled(1);
    io.interrupt();
    await ended;
  });

  it("goes on after mistakes, and sees what was missing arrive", async () => {
    const { io, ended, settled } = start((run) => {
      if (run === 1) return EXIT.input;
      if (run === 2) throw new Error("a fault");
      return EXIT.attention;
    });
    await settled(1);
    await writeFile(join(folder, "missing.jpg"), "now here");
    await settled(2);
    await writeFile(join(folder, "e.json"), "333");
    await settled(3);
    io.interrupt();
    expect(await ended).toBe(EXIT.ok);
    expect(io.err).toContain("not set: the input is wrong after");
    expect(io.err).toContain("internal error: a fault");
    expect(io.err).toContain("something needs a person");
  });

  it("notices a change that came while it was setting, and a file that goes and comes back", async () => {
    const { io, ended, settled } = start((run) => {
      if (run === 1) writeFileSync(join(folder, "e.json"), "4444");
      return EXIT.ok;
    });
    await settled(2);
    await rm(join(folder, "photos/a.jpg"));
    await settled(3);
    await writeFile(join(folder, "photos/a.jpg"), "back");
    await settled(4);
    io.interrupt();
    await ended;
  });
});
