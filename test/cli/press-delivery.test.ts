/** `banxin press` as a delivery: names, the manifest, one page again. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { type Manifest, parseManifest, sha256 } from "../../src/press/delivery/manifest.js";
import { preflight } from "../../src/press/preflight/preflight.js";
import { pageLabel } from "../../src/scene/page-label.js";
import { hasTool, runTool } from "../tools.js";
import { ANY_WHITE, roomyTemplate } from "../roomy.js";
import { fakeIo, type FakeIo } from "./fake-io.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-delivery-"));
  await roomyTemplate(folder, "tabloid-inside");
  await edition();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

/** Two pages of body text. */
async function edition(
  changes: {
    second?: string;
    date?: string;
    template?: string;
    firstTemplate?: string;
    pages?: number;
    language?: string;
    ads?: readonly object[];
  } = {},
) {
  const bodies = ["澜江的水又清了一层。", changes.second ?? "新桥将在明年春天正式通车。"];
  await writeFile(
    at("e.json"),
    JSON.stringify({
      publication: { name: "澜江日报", edition: "A" },
      date: changes.date ?? "2026-11-24",
      language: changes.language ?? "zh-Hans",
      template: changes.template ?? "./roomy.yaml",
      pages: bodies.slice(0, changes.pages ?? 2).map((_, i) => ({
        number: i + 2,
        articles: [`a${i}`],
        ...(i === 0 && changes.ads !== undefined ? { ads: changes.ads } : {}),
        ...(i === 0 && changes.firstTemplate !== undefined ? { template: changes.firstTemplate } : {}),
      })),
      articles: bodies.map((body, i) => ({ id: `a${i}`, headline: `一江清水穿城过之${i}`, body: [body] })),
    }),
  );
}

async function press(...args: string[]): Promise<{ code: number; io: FakeIo }> {
  const io = fakeIo({ cwd: folder });
  return { code: await main(["press", "e.json", "-o", "out", ...args], io), io };
}

async function manifest(): Promise<Manifest> {
  const read = parseManifest(await readFile(at("out/manifest.json"), "utf8"));
  if (read === undefined) throw new Error("no manifest");
  return read;
}

describe("an advertisement that has not come in", () => {
  it("is refused at its place, and nothing is written", async () => {
    await edition({ ads: [{ columns: [1, 2], rows: [40, 60], label: " " }] });
    const { code, io } = await press();
    expect(code).toBe(EXIT.input);
    expect(io.err).toMatch(/e\.json:1:\d+: error: page 2: the advertisement has neither a picture nor a label/mu);
    await expect(readdir(at("out"))).rejects.toThrow("ENOENT");
    expect((await press("--pages", "3")).code).toBe(EXIT.ok);
  });
});

const NAME = ["--name", "{paper}-{date}-{edition}{page:2}.pdf", "--paper", "LJRB"];

describe("a delivery", () => {
  it("has one file a page, named after the edition, and a manifest of them", async () => {
    const { code, io } = await press();
    expect([code, io.out]).toEqual([EXIT.ok, "out/e-2.pdf\nout/e-3.pdf\n"]);
    expect((await readdir(at("out"))).toSorted()).toEqual(["e-2.pdf", "e-3.pdf", "manifest.json"]);
    const { files, ...facts } = await manifest();
    expect(facts).toEqual({ version: 1, publication: "澜江日报", date: "2026-11-24" });
    for (const file of files) {
      const bytes = await readFile(at(`out/${file.name}`));
      expect(file).toMatchObject({ version: 1, bytes: bytes.length, sha256: sha256(bytes), standard: "PDF/X-1a:2003" });
      expect(file).toMatchObject({ width: 280, height: 390, plates: ["Black"], errors: 0 });
      const points = ((file.trimBox?.width ?? 0) / 72) * 25.4;
      expect(points).toBeCloseTo(file.width, 1);
    }
  });

  it("has names by the pattern of the command, or of the template", async () => {
    await press(...NAME);
    expect((await manifest()).files.map(({ name }) => name)).toEqual([
      "LJRB-20261124-A02.pdf",
      "LJRB-20261124-A03.pdf",
    ]);
    await writeFile(
      at("t.yaml"),
      `extends: tabloid-inside\n${ANY_WHITE}press: { name: "{paper}_{page:3}.pdf", paper: LJWB }\n`,
    );
    await edition({ template: "./t.yaml" });
    await press();
    expect((await manifest()).files.map(({ name }) => name)).toEqual(["LJWB_002.pdf", "LJWB_003.pdf"]);
  });

  it("is refused where a name cannot be made, at the place of the pattern", async () => {
    const given = await press("--name", "{paper}-{page:2}.pdf");
    expect(given.code).toBe(EXIT.input);
    expect(given.io.err).toContain("page 2 cannot be named by {paper}-{page:2}.pdf: {paper} is not known");
    await writeFile(at("t.yaml"), `extends: tabloid-inside\npress:\n  name: "{side}.pdf"\n${ANY_WHITE}`);
    await edition({ template: "./t.yaml" });
    const { code, io } = await press();
    expect(code).toBe(EXIT.input);
    expect(io.err).toMatch(/t\.yaml:3:\d+: error: the name pattern "\{side\}\.pdf" cannot be used/u);
    await expect(readdir(at("out"))).rejects.toThrow();
  });

  it("never takes another program's manifest for its own", async () => {
    await mkdir(at("out"));
    await writeFile(at("out/manifest.json"), '{"name":"an app"}');
    const { code, io } = await press();
    expect([code, io.err]).toEqual([EXIT.input, expect.stringContaining("out/manifest.json is no manifest of banxin")]);
    expect(await readdir(at("out"))).toEqual(["manifest.json"]);
  });
});

describe("what a file and its slug are called", () => {
  it.each([
    ["en", [4], "Page 4"],
    ["en", [4, 5], "Pages 4-5"],
    ["zh-Hant", [4], "第4版"],
    ["zh-Hans", [4, 5], "第4-5版"],
    ["ja", [4], "4面"],
    ["ko", [4], "4면"],
  ])("is told in the page's language: %s %j", (language, numbers, label) => {
    expect(pageLabel(language, numbers)).toBe(label);
  });

  it.skipIf(!hasTool("pdfinfo"))("stands in the title", async () => {
    await edition({ pages: 1, language: "en" });
    await press();
    expect(runTool("pdfinfo", ["{in}"], await readFile(at("out/e-2.pdf"))).text).toMatch(
      /^Title: .*2026-11-24 Page 2$/mu,
    );
  });
});

describe("two facing pages on one sheet (press.imposition: 2-up)", () => {
  const twoUp = (rules: object, name = "t.yaml"): Promise<void> =>
    writeFile(
      at(name),
      JSON.stringify({
        name: "t",
        extends: "tabloid-inside",
        audit: { whiteRows: 400, whitePart: 1 },
        press: { imposition: "2-up", ...rules },
      }),
    );
  const pdf = async (name: string): Promise<Buffer> => readFile(at(`out/${name}`));

  it("come as one file, named and listed by both, with boxes around both", async () => {
    await twoUp({ gutter: "4mm" });
    await edition({ template: "./t.yaml" });
    const { code, io } = await press();
    expect([code, io.out]).toEqual([EXIT.ok, "out/e-2-3.pdf\n"]);
    const { files } = await manifest();
    expect(files).toMatchObject([{ name: "e-2-3.pdf", page: 2, last: 3, width: 564, height: 390, errors: 0 }]);
    const report = await preflight(await pdf("e-2-3.pdf"));
    expect(report.pages).toHaveLength(1);
    const text = (report.pages[0]?.text ?? "").replaceAll(/\s/gu, "");
    // Both bodies, the left page's first; and one slug that names both.
    expect(text.indexOf("澜江的水又清了一层。")).toBeLessThan(text.indexOf("新桥将在明年春天正式通车。"));
    expect(text).toContain("澜江的水又清了一层。");
    expect(text.split("第2-3版")).toHaveLength(2);
  });

  it("are named by the agreed pattern, and found again in the folder", async () => {
    await twoUp({ name: "{paper}-{date}-{page:2}.pdf", paper: "LJRB" });
    await edition({ template: "./t.yaml" });
    expect((await press()).io.out).toBe("out/LJRB-20261124-02-03.pdf\n");
    const io = fakeIo({ cwd: folder });
    expect(await main(["delivery", "out", "--pages", "2-3", "--no-preflight"], io)).toBe(EXIT.ok);
    expect(io.out).toBe("");
  });

  it("come as single files where the template of one does not say so", async () => {
    await twoUp({});
    await edition({ template: "./t.yaml", firstTemplate: "./roomy.yaml" });
    expect((await press()).io.out).toBe("out/e-2.pdf\nout/e-3.pdf\n");
  });

  it("take the place of single files delivered before", async () => {
    await press();
    await twoUp({});
    await edition({ template: "./t.yaml" });
    await press();
    expect((await manifest()).files.map(({ name }) => name)).toEqual(["e-2-3.pdf"]);
  });

  it.each([
    ["asked for by halves", {}, ["--pages", "2"], /page 2 shares a sheet with page 3.*\n.*--pages 2-3/u],
    ["that differ in what a file has once", { bleed: "3mm" }, [], /differ in press\.bleed/u],
  ])("are refused %s", async (_what, other, args, message) => {
    await twoUp({});
    await twoUp(other, "other.yaml");
    await edition({ template: "./t.yaml", firstTemplate: "./other.yaml" });
    const { code, io } = await press(...args);
    expect([code, io.err]).toEqual([EXIT.input, expect.stringMatching(message)]);
  });

  it("tell faults of the right page as that page's", async () => {
    await twoUp({});
    await edition({ template: "./t.yaml", second: "𬺓" });
    const { io } = await press("--report", "r.json");
    const report = JSON.parse(await readFile(at("r.json"), "utf8")) as { pages: { number: number; file: string }[] };
    expect(report.pages.map(({ file }) => file)).toEqual(["out/e-2-3.pdf", "out/e-2-3.pdf"]);
    expect(io.err).toContain("page 3");
  });

  it("and single pages are mirrored where the template says so, and preflight tells when it was not asked for", async () => {
    await twoUp({ mirror: true });
    await edition({ template: "./t.yaml" });
    const { code, io } = await press();
    expect([code, io.err]).toEqual([EXIT.ok, expect.not.stringContaining("mirrored")]);
    const { findings } = await preflight(await pdf("e-2-3.pdf"));
    expect(findings.filter(({ code: found }) => found === "mirrored-text")).toMatchObject([{ severity: "warning" }]);
  });
});

describe("a page delivered again", () => {
  it("leaves the others and their entries, and tells which plates changed", async () => {
    await press(...NAME);
    const before = await manifest();
    const old = new Date("2026-01-01");
    for (const { name } of before.files) await utimes(at(`out/${name}`), old, old);
    await edition({ second: "新桥将在后年春天正式通车。" });
    const { code, io } = await press(...NAME, "--pages", "3");
    expect(code).toBe(EXIT.ok);
    expect(io.out).toMatch(
      /^out\/LJRB-20261124-A03\.pdf: version 2; new plates: Black \(0\.\d+ % of the page\); as before: Cyan, Magenta, Yellow\n$/u,
    );
    const after = await manifest();
    expect(after.files[0]).toEqual(before.files[0]);
    expect(after.files[1]).toMatchObject({ page: 3, version: 2 });
    expect((await stat(at("out/LJRB-20261124-A02.pdf"))).mtime).toEqual(old);
    expect(sha256(await readFile(at("out/LJRB-20261124-A03.pdf")))).toBe(after.files[1]?.sha256);
  });

  it("keeps name, version and file where nothing changed; what was lost is written again", async () => {
    const counted = ["--name", "{page:2}_v{version}.pdf"];
    await press(...counted);
    const before = await manifest();
    const old = new Date("2026-01-01");
    await utimes(at("out/02_v1.pdf"), old, old);
    await rm(at("out/03_v1.pdf"));
    const { io } = await press(...counted);
    expect(io.out).toBe("out/03_v1.pdf\nas delivered before: page 2, 3\n");
    expect(await manifest()).toEqual(before);
    expect((await stat(at("out/02_v1.pdf"))).mtime).toEqual(old);
    await edition({ second: "新桥将在后年春天正式通车。" });
    await press(...counted);
    expect((await readdir(at("out"))).toSorted()).toEqual(["02_v1.pdf", "03_v1.pdf", "03_v2.pdf", "manifest.json"]);
    expect((await manifest()).files.map(({ name }) => name)).toEqual(["02_v1.pdf", "03_v2.pdf"]);
  });

  it("does not mix days", async () => {
    await press();
    await edition({ date: "2026-11-25" });
    const { code, io } = await press("--pages", "3");
    expect([code, io.err]).toEqual([
      EXIT.input,
      expect.stringContaining("out holds the delivery of 2026-11-24, and these pages are of 2026-11-25"),
    ]);
    expect((await press()).code).toBe(EXIT.ok);
    expect((await manifest()).files.map(({ version }) => version)).toEqual([1, 1]);
  });

  it("takes pages that are gone out of the manifest", async () => {
    await press();
    await edition({ pages: 1 });
    const { io } = await press();
    expect(io.out).toBe("as delivered before: page 2\nno longer delivered: page 3\n");
    expect((await manifest()).files.map(({ page }) => page)).toEqual([2]);
  });
});

describe("what cannot be written", () => {
  it("leaves the folder as it was", async () => {
    await press();
    const before = await readFile(at("out/e-2.pdf"));
    await rm(at("out/e-3.pdf"));
    await mkdir(at("out/e-3.pdf"));
    await edition({ second: "新桥将在后年春天正式通车。" });
    const { code } = await press();
    expect(code).toBe(EXIT.input);
    expect(Buffer.compare(await readFile(at("out/e-2.pdf")), before)).toBe(0);
  });
});

describe("SOURCE_DATE_EPOCH", () => {
  const made = async (epoch: string): Promise<{ code: number; err: string }> => {
    const io = fakeIo({ cwd: folder, env: { SOURCE_DATE_EPOCH: epoch } });
    return { code: await main(["press", "e.json", "-o", "out", "--pages", "2"], io), err: io.err };
  };

  it("is the only date in a file where it is set", async () => {
    expect((await made("1700000000")).code).toBe(EXIT.ok);
    const pdf = await readFile(at("out/e-2.pdf"), "latin1");
    expect(pdf).toContain("(D:20231114221320Z)");
    expect(pdf).toContain("<xmp:CreateDate>2023-11-14T22:13:20Z</xmp:CreateDate>");
    expect(pdf).not.toMatch(/D:20261124/u);
    await made("");
    expect(await readFile(at("out/e-2.pdf"), "latin1")).toContain("(D:20261124000000Z)");
  });

  it.each(["soon", "-1", "1.5", "99999999999999"])("is refused when it is %j", async (epoch) => {
    const { code, err } = await made(epoch);
    expect([code, err]).toEqual([EXIT.input, expect.stringContaining(`SOURCE_DATE_EPOCH is "${epoch}"`)]);
  });
});
