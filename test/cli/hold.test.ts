/** `--hold`: what stays of a make-up when an edition changes late, what is told of it, and what is refused. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { EXIT } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { fakeIo, type FakeIo } from "./fake-io.js";

interface Story {
  readonly id: string;
  readonly priority: number;
  readonly headline: string;
  readonly body: readonly string[];
}
interface EditionFile {
  readonly template: string;
  readonly pages: readonly (object & { readonly articles: readonly string[] })[];
  readonly articles: readonly Story[];
}
interface Region {
  readonly article: string;
  readonly columns: readonly [number, number];
  readonly rows: readonly [number, number];
}

let folder = "";
const at = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-hold-"));
  await write("e.json", EDITION);
  await run("check", "e.json", "--write-layout", "layout.json");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const LENGTHS: Readonly<Record<string, number>> = { lead: 62, ferry: 28, school: 20, orchard: 14, mill: 12 };
const HEADS: Readonly<Record<string, string>> = {
  lead: "老码头换新颜",
  ferry: "渡船又开了",
  school: "夜校添了新课",
  orchard: "果园采摘忙",
  mill: "水磨坊里的灯",
};

function story(id: string, priority: number, sentences = LENGTHS[id] ?? 1): Story {
  const body = Array.from({ length: sentences }, (_, i) => `第${i + 1}天清早，河面上的雾还没有散，岸边站了许多人。`);
  return { id, priority, headline: HEADS[id] ?? "", body };
}

const IDS = ["lead", "ferry", "school", "orchard", "mill"];
const EDITION: EditionFile = {
  template: "tabloid-inside",
  pages: [{ number: 3, articles: IDS, date: "2026-11-24", credits: [{ role: "责编", names: ["甲乙"] }] } as never],
  articles: IDS.map((id, index) => story(id, index + 1)),
};

async function write(name: string, edition: unknown): Promise<void> {
  await writeFile(at(name), JSON.stringify(edition));
}

async function run(...args: string[]): Promise<{ code: number; io: FakeIo }> {
  const io = fakeIo({ cwd: folder });
  return { code: await main(args, io), io };
}

/** The edition with some of its stories changed. */
function withStory(changed: Story): EditionFile {
  return { ...EDITION, articles: EDITION.articles.map((one) => (one.id === changed.id ? changed : one)) };
}

async function placesIn(name: string): Promise<ReadonlyMap<string, string>> {
  const { pages } = JSON.parse(await readFile(at(name), "utf8")) as { pages: readonly { layout: readonly Region[] }[] };
  return new Map((pages[0]?.layout ?? []).map(({ article, ...region }) => [article, JSON.stringify(region)]));
}

interface HeldTold {
  readonly kept: number;
  readonly moved: readonly { readonly article: string; readonly why: string }[];
  readonly added: readonly string[];
  readonly anew?: string;
}

/** Sets a changed edition with the make-up held, and tells what the report says and where its stories stand. */
async function held(edition: unknown): Promise<{
  readonly err: string;
  readonly told: HeldTold;
  readonly places: ReadonlyMap<string, string>;
  readonly issues: readonly { readonly code: string }[];
}> {
  await write("late.json", edition);
  const { code, io } = await run(
    "check",
    "late.json",
    "--hold",
    "layout.json",
    "--report",
    "r.json",
    "--write-layout",
    "late-layout.json",
  );
  expect(code).toBeLessThanOrEqual(EXIT.attention);
  const { pages } = JSON.parse(await readFile(at("r.json"), "utf8")) as {
    pages: readonly { held: HeldTold; issues: readonly { code: string }[] }[];
  };
  const [page] = pages;
  if (page === undefined) throw new Error("the report has no page");
  return { err: io.err, told: page.held, places: await placesIn("late-layout.json"), issues: page.issues };
}

describe("--hold", () => {
  it("sets an edition that has not changed as a plain run does, to the byte, and says that nothing moved", async () => {
    await run("proof", "e.json", "-o", "plain.pdf");
    const { io } = await run("proof", "e.json", "--hold", "layout.json", "-o", "held.pdf");
    expect(io.err).toContain("page 3: moved: none; kept: 5 stories\n");
    expect((await readFile(at("held.pdf"))).equals(await readFile(at("plain.pdf")))).toBe(true);
  });

  it("moves nothing when a few characters are added, or a headline is changed", async () => {
    const before = await placesIn("layout.json");
    for (const changed of [
      { ...story("school", 3), body: story("school", 3).body.with(4, "天又下起雨来，桥上没有人。") },
      { ...story("ferry", 2), headline: "渡船今天又开了" },
    ]) {
      const { told, places } = await held(withStory(changed));
      expect(told).toEqual({ kept: 5, moved: [], added: [] });
      expect(places).toEqual(before);
    }
  });

  it("makes a story that has outgrown its place up again with two neighbours at most, and says why each moved", async () => {
    const before = await placesIn("layout.json");
    const shorter = EDITION.articles.map((one) =>
      one.id === "mill" ? story("mill", 5, 21) : one.id === "orchard" ? story("orchard", 4, 2) : one,
    );
    const { told, places, err, issues } = await held({ ...EDITION, articles: shorter });
    const moved = IDS.filter((id) => places.get(id) !== before.get(id));
    expect(told.moved.map(({ article }) => article).toSorted()).toEqual(moved.toSorted());
    expect(moved).toContain("mill");
    expect(moved.filter((id) => id !== "mill" && id !== "orchard").length).toBeLessThanOrEqual(2);
    expect(told.moved.find(({ article }) => article === "mill")?.why).toBe("it changed, and no longer suits its place");
    expect(err).toContain("mill (it changed, and no longer suits its place)");
    expect(issues.map(({ code }) => code)).not.toContain("overset-text");
  });

  it("leaves the other stories where they are when one is over and no neighbour can help", async () => {
    const before = await placesIn("layout.json");
    const { told, places, issues } = await held(withStory(story("lead", 1, 90)));
    expect(told.moved).toEqual([]);
    expect(places).toEqual(before);
    expect(issues.map(({ code }) => code)).toContain("overset-text");
  });

  it("makes room for an advertisement from the stories that it stands on", async () => {
    const before = await placesIn("layout.json");
    const rows = Math.max(...[...before.values()].map((place) => (JSON.parse(place) as Region).rows[1]));
    const columns: readonly [number, number] = [1, 2];
    const ads = [{ columns, rows: [rows - 5, rows], label: "造船厂" }];
    const [page] = EDITION.pages;
    const { told, places } = await held({ ...EDITION, pages: [{ ...page, ads }] });
    expect(told.moved.length).toBeGreaterThan(0);
    const under = new Set(
      IDS.filter((id) => {
        const place = JSON.parse(before.get(id) ?? "{}") as Region;
        return place.columns[0] <= columns[1] && place.rows[1] >= rows - 5;
      }),
    );
    const [those, others] = [true, false].map((is) => told.moved.filter(({ article }) => under.has(article) === is));
    expect(others?.length).toBeLessThanOrEqual(2);
    expect(new Set(those?.map(({ why }) => why))).toEqual(new Set(["what is placed on the page takes its room"]));
    const kept = IDS.filter((id) => !told.moved.some(({ article }) => article === id));
    expect(kept.map((id) => places.get(id))).toEqual(kept.map((id) => before.get(id)));
  });

  it("brings a new story in where another has gone, and keeps the rest", async () => {
    const before = await placesIn("layout.json");
    const [page] = EDITION.pages;
    const { told, places, err } = await held({
      ...EDITION,
      pages: [{ ...page, articles: ["lead", "ferry", "school", "orchard", "well"] }],
      articles: [...EDITION.articles.slice(0, -1), { ...story("mill", 5), id: "well", headline: "古井旁的歌" }],
    });
    expect(told).toEqual({ kept: 4, moved: [], added: ["well"] });
    expect(places.get("well")).toBe(before.get("mill"));
    expect(err).toContain("page 3: moved: none; new: well; kept: 4 stories\n");
  });

  it("makes a page anew that another story leads, and says so", async () => {
    const promoted = { ...story("ferry", 2), priority: 1 };
    const { told, err } = await held({
      ...EDITION,
      articles: EDITION.articles.map((one) => (one.id === "ferry" ? promoted : { ...one, priority: one.priority + 1 })),
    });
    expect(told).toEqual({ kept: 0, moved: [], added: [], anew: "it is led by ferry now" });
    expect(err).toContain("page 3: made up anew: it is led by ferry now\n");
  });

  it("obeys a `makeup` that a story did not have, or tells that it is not met", async () => {
    const { places, issues } = await held({
      ...EDITION,
      articles: EDITION.articles.map((one) => (one.id === "school" ? { ...one, makeup: { columns: 1 } } : one)),
    });
    const { columns } = JSON.parse(places.get("school") ?? "{}") as Region;
    const isMet = columns[0] === columns[1];
    expect(isMet || issues.some(({ code }) => code === "hint-not-met")).toBe(true);
  });

  it("keeps what an editor fixed within a held place, and writes it again", async () => {
    const legs = [
      { columns: [1, 1], rows: [1, 60] },
      { columns: [2, 2], rows: [1, 60] },
    ];
    const small = { ...EDITION, pages: [{ ...EDITION.pages[0], articles: ["lead"] }], articles: [story("lead", 1)] };
    await write("small.json", small);
    await write("legs.json", { ...small, pages: [{ ...small.pages[0], layout: [{ article: "lead", legs }] }] });
    await run("check", "small.json", "--hold", "legs.json", "--write-layout", "legs-again.json");
    const { pages } = JSON.parse(await readFile(at("legs-again.json"), "utf8")) as { pages: { layout: unknown }[] };
    expect(pages[0]?.layout).toEqual([{ article: "lead", legs }]);
  });
});

describe("--hold, refused", () => {
  const refusals: readonly (readonly [string, () => Promise<void>, readonly string[], RegExp])[] = [
    [
      "a file that is not there",
      async () => undefined,
      ["--hold", "nowhere.json"],
      /nowhere\.json:1:1: error: the make-up to hold: there is no such file/u,
    ],
    [
      "a file that is no edition",
      () => writeFile(at("broken.json"), '{ "pages": [\n  { "article": 4 }\n'),
      ["--hold", "broken.json"],
      /broken\.json:\d+:\d+: error: the make-up to hold: /u,
    ],
    [
      "an edition without a layout",
      async () => undefined,
      ["--hold", "e.json"],
      /e\.json:1:\d+: error: the make-up to hold: no page of it has a `layout`.*\n\s+hint: write one with `banxin check FILE --write-layout LAYOUT`/u,
    ],
    [
      "one for other pages",
      async () => {
        const text = (await readFile(at("layout.json"), "utf8")).replace(/"number": ?3/u, '"number": 7');
        await writeFile(at("seven.json"), text);
      },
      ["--hold", "seven.json"],
      /seven\.json:\d+:\d+: error: the make-up to hold: it holds page 7, and none of those that are set: 3\n/u,
    ],
    [
      "places that two stories claim",
      async () => {
        const made = JSON.parse(await readFile(at("layout.json"), "utf8")) as { pages: { layout?: object[] }[] };
        for (const page of made.pages)
          page.layout =
            page.layout?.map((entry) => ({
              article: (entry as { article: string }).article,
              columns: [1, 2],
              rows: [1, 20],
            })) ?? [];
        await writeFile(at("twice.json"), JSON.stringify(made, undefined, 1));
      },
      ["--hold", "twice.json"],
      /twice\.json:\d+:\d+: error: the make-up to hold: stories "\w+" and "\w+" share columns 1–2/u,
    ],
    [
      "several make-ups besides",
      async () => undefined,
      ["--hold", "layout.json", "--alternatives", "3"],
      /error: --hold keeps the make-up that there is, and --alternatives asks for another\n/u,
    ],
    [
      "another make-up besides",
      async () => undefined,
      ["--hold", "layout.json", "--alternative", "2"],
      /error: --hold keeps the make-up that there is, and --alternative asks for another\n/u,
    ],
  ];

  it.each(refusals)("%s", async (_name, prepare, options, message) => {
    await prepare();
    const before = await readdir(folder);
    const { code, io } = await run("proof", "e.json", ...options, "-o", "out.pdf");
    expect([code, io.out]).toEqual([EXIT.input, ""]);
    expect(io.err).toMatch(message);
    expect(await readdir(folder)).toEqual(before);
  });
});

describe("proof --watch", () => {
  it("holds its own last make-up between runs, and makes one anew when it is told to", async () => {
    await write("w.json", EDITION);
    const io = fakeIo({ cwd: folder, hasKeys: true });
    const ended = main(["proof", at("w.json"), "-o", at("w.pdf"), "--watch"], io);
    const runs = (): number => io.err.split("waiting for changes").length - 1;
    const after = (count: number): Promise<void> => vi.waitFor(() => expect(runs()).toBe(count), { timeout: 20_000 });
    await after(1);
    expect(io.err).not.toContain("kept:");
    await write("w.json", withStory({ ...story("school", 3), headline: "夜校今年添了新课" }));
    await after(2);
    expect(io.err).toContain("page 3: moved: none; kept: 5 stories\n");
    const told = io.err.length;
    io.type("r");
    await after(3);
    expect(io.err.slice(told)).not.toContain("kept:");
    io.interrupt();
    expect(await ended).toBe(EXIT.ok);
  });
});
