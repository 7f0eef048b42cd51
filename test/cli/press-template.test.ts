/** What a template says about its press files: profile, condition, knockout; and what the command tells of each page. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { packageRoot } from "../../src/host/fonts.js";
import { runTool, hasTool } from "../tools.js";
import { ANY_WHITE } from "../roomy.js";
import { fakeIo, type FakeIo } from "./fake-io.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-press-template-"));
  await writeFile(
    at("e.json"),
    JSON.stringify({
      publication: { name: "澜江日报" },
      date: "2026-11-24",
      template: "./t.yaml",
      pages: [2, 3].map((number) => ({ number, articles: [`a${number}`] })),
      articles: [2, 3].map((n) => ({ id: `a${n}`, headline: `一江清水穿城过之${n}`, body: ["澜江的水又清了一层。"] })),
    }),
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
const FOGRA39 = join(packageRoot(), "conditions", "FOGRA39L_coated.icc");

async function press(template: string, ...args: string[]): Promise<{ code: number; io: FakeIo }> {
  await writeFile(at("t.yaml"), `extends: tabloid-inside\n${template}\n${ANY_WHITE}`);
  const io = fakeIo({ cwd: folder });
  return { code: await main(["press", "e.json", "-o", "out", ...args], io), io };
}

async function profile(change: (bytes: Buffer) => Buffer): Promise<string> {
  await writeFile(at("own.icc"), change(await readFile(FOGRA39)));
  return "own.icc";
}

const written = (bytes: Buffer, text: string, offset: number): Buffer => {
  bytes.write(text, offset, "latin1");
  return bytes;
};

/** Each with what is said of it. */
const BAD_PROFILES: readonly (readonly [string, (bytes: Buffer) => Buffer, string])[] = [
  ["a screen profile", (b) => written(b, "mntr", 12), 'it is of class "mntr", not an output profile ("prtr")'],
  ["a device link", (b) => written(b, "link", 12), 'it is of class "link"'],
  ["an RGB profile", (b) => written(b, "RGB ", 16), "its colour space is RGB, not CMYK"],
  ["half of a profile", (b) => b.subarray(0, b.length / 2), "it breaks off"],
  ["a text", () => Buffer.from("this is no profile at all, whatever it is called.".repeat(9)), "it is no ICC profile"],
  ["nothing", () => Buffer.alloc(0), "it is no ICC profile"],
  [
    "one without its way back",
    (b) => written(b, "XXXX", b.indexOf("A2B0", 128, "latin1")),
    "it has no conversion table A2B0",
  ],
];

describe("a profile of the press's own", () => {
  it.each(BAD_PROFILES)("given with --icc, %s is refused", async (_what, change, message) => {
    const { code, io } = await press("", "--icc", await profile(change));
    expect(code).toBe(EXIT.input);
    expect(io.err).toContain(`own.icc:1:1: error: ICC profile: ${message}`);
    expect(await readdir(folder)).not.toContain("out");
  });

  it.each(BAD_PROFILES)("named in the template, %s is refused at its place", async (_what, change, message) => {
    await profile(change);
    const { code, io } = await press("press:\n  icc: own.icc\n");
    expect(code).toBe(EXIT.input);
    expect(io.err).toMatch(/t\.yaml:3:\d+: error/u);
    expect(io.err).toContain(message);
  });

  it.each([
    ["a file that is not there", "gone.icc", "there is no such file"],
    ["a file outside the template's folder", "../own.icc", "leaves the edition's folder"],
  ])("%s is refused at its place", async (_what, path, message) => {
    const { code, io } = await press(`press:\n  icc: ${path}\n`);
    expect(code).toBe(EXIT.input);
    expect(io.err).toMatch(/t\.yaml:3:\d+: error/u);
    expect(io.err).toContain(message);
  });

  it("takes the place of the condition's, and of the warning", async () => {
    await profile((bytes) => bytes);
    expect((await press("")).io.err).toContain("was separated with a profile for coated paper");
    const { code, io } = await press("press:\n  icc: own.icc\n");
    expect([code, io.err.includes("separated with a profile")]).toEqual([EXIT.ok, false]);
    const pdf = await readFile(at("out/e-2.pdf"), "latin1");
    expect(pdf).toContain("FOGRA39L");
    expect(pdf).not.toContain("http://www.color.org");
  });

  it("of version 4 is for PDF/X-4 alone", async () => {
    const name = await profile((bytes) => {
      bytes[8] = 4;
      return bytes;
    });
    const refused = await press("press:\n  icc: own.icc\n");
    expect([refused.code, refused.io.err]).toEqual([
      EXIT.input,
      expect.stringMatching(
        /t\.yaml:3:\d+: error: the ICC profile is of version 4\.\d+, which PDF\/X-1a does not take/u,
      ),
    ]);
    expect((await press("", "--icc", name, "--profile", "pdfx4")).code).toBe(EXIT.ok);
  });
});

describe("an output condition", () => {
  it("is named by the template, and told where there is none of that name", async () => {
    const { code, io } = await press("press:\n  condition: vellum\n");
    expect(code).toBe(EXIT.input);
    expect(io.err).toMatch(/t\.yaml:3:\d+: error: there is no output condition "vellum"/u);
    expect(io.err).toContain("coated, newsprint");
  });

  it("may be a file of one's own, with its profile beside it", async () => {
    await profile((bytes) => bytes);
    const own = JSON.parse(await readFile(join(packageRoot(), "conditions", "coated.json"), "utf8")) as object;
    await writeFile(
      at("ours.json"),
      JSON.stringify({ ...own, name: "ours", identifier: "OURS 1", profile: "own.icc" }),
    );
    const { code } = await press("press:\n  condition: ./ours.json\n");
    expect(code).toBe(EXIT.ok);
    expect(await readFile(at("out/e-2.pdf"), "latin1")).toContain("OURS 1");
    await writeFile(at("ours.json"), JSON.stringify({ ...own, inkLimit: 9 }));
    const wrong = await press("press:\n  condition: ./ours.json\n");
    expect(wrong.io.err).toMatch(/t\.yaml:3:\d+: error: the output condition "ours" is wrong at "inkLimit"/u);
  });
});

describe("what is told", () => {
  it("is told of every page that it concerns", async () => {
    const rule = "colours: { duo: { cmyk: [0, 100, 100, 0] } }\nfolio: { rule: { thickness: 0.5pt, colour: duo } }\n";
    const { io } = await press(rule);
    for (const number of [2, 3]) expect(io.err).toContain(`page ${number}: a rule of 0.5 pt is printed in 2 inks`);
  });
});

describe.skipIf(!hasTool("qpdf"))("black", () => {
  const operators = async (): Promise<string> => {
    const { out } = runTool(
      "qpdf",
      ["--qdf", "--object-streams=disable", "{in}", "{out}"],
      await readFile(at("out/e-2.pdf")),
    );
    return out.toString("latin1");
  };

  it("overprints, and knocks out where its item is named", async () => {
    await press("press: { marks: false }\n");
    const usual = await operators();
    expect(usual).toContain("/Overprint gs");
    const { code, io } = await press("press: { marks: false, knockout: [headline, body] }\n");
    expect([code, io.err.includes("knock")]).toEqual([EXIT.ok, false]);
    const asked = await operators();
    const count = (text: string): number => text.split("/Knockout gs").length;
    expect(count(asked)).toBeGreaterThan(count(usual));
  });

  it("is told where no item has that name", async () => {
    const { code, io } = await press("press: { knockout: [heading] }\n");
    expect([code, io.err]).toEqual([EXIT.input, expect.stringContaining("t.yaml:2:")]);
  });
});
