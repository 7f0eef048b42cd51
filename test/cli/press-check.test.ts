/** The commands that look at finished PDFs: `preflight` and `delivery`. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { page } from "../press/hand-made.js";
import { roomyTemplate } from "../roomy.js";
import { fakeIo, type FakeIo } from "./fake-io.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-press-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

async function run(...args: string[]): Promise<{ code: number; io: FakeIo }> {
  const io = fakeIo({ cwd: folder });
  return { code: await main(args, io), io };
}

const RED = "1 0 0 rg 100 100 50 40 re f";

describe("preflight", () => {
  it("finds nothing wrong with a sound page, and ends with 0", async () => {
    await writeFile(at("a.pdf"), page());
    const { code, io } = await run("preflight", "a.pdf");
    expect([code, io.err]).toEqual([EXIT.ok, ""]);
    expect(io.out).toMatch(
      /^a\.pdf: nothing wrong\n {2}PDF\/X-1a:2003 · PDF 1\.4 · for NEWS TEST\n {2}page 1: 141\.1 × 211\.7 mm, ink Cyan/u,
    );
  });

  it("tells a fault with its place and what to do, and ends with 1", async () => {
    await writeFile(at("a.pdf"), page(undefined, RED));
    const { code, io } = await run("preflight", "a.pdf", "--report", "r.json");
    expect(code).toBe(EXIT.attention);
    expect(io.out).toContain("1. error: a shape or rule is in DeviceRGB: a press prints CMYK");
    expect(io.out).toContain("24.7 mm from the left, 172.9 mm from the top");
    const report = JSON.parse(await readFile(at("r.json"), "utf8")) as {
      findings: { code: string; places: unknown[] }[];
    };
    expect(report.findings[0]).toMatchObject({ code: "colour-space", places: [{ x: 70, y: 490 }] });
  });

  it("shows the faults, the plates and the ink", async () => {
    await writeFile(at("a.pdf"), page(undefined, RED));
    await run("preflight", "a.pdf", "--picture", "faults.png", "--plates", "plates/", "--dpi", "72");
    expect((await readdir(at("plates"))).toSorted()).toEqual([
      "1-Cyan.png",
      "2-Magenta.png",
      "3-Yellow.png",
      "4-Black.png",
      "total-ink.png",
    ]);
    const { data, info } = await sharp(at("faults.png")).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([400, 600]);
    // The box around the fault is drawn in its severity's red: its left edge is two points outside of it.
    const [r = 0, g = 255, b = 255] = data.subarray((510 * 400 + 68) * 3, (510 * 400 + 68) * 3 + 3);
    expect([r > 180, g < 120, b < 120]).toEqual([true, true, true]);
  });

  it("tells which plates changed since an earlier delivery", async () => {
    await writeFile(at("old.pdf"), page());
    await writeFile(at("new.pdf"), page(undefined, "0 0 0 0.5 k 100 100 50 40 re f"));
    const { io } = await run("preflight", "new.pdf", "--against", "old.pdf", "--dpi", "36");
    expect(io.out).toMatch(
      /Cyan: the same\n {2}Magenta: the same\n {2}Yellow: the same\n {2}Black: changed \(0\.8\d* % of the page\)/u,
    );
  });

  it("takes the values of the job", async () => {
    await writeFile(at("a.pdf"), page());
    const { code, io } = await run(
      "preflight",
      "a.pdf",
      "--standard",
      "pdfx4",
      "--bleed",
      "5mm",
      "--size",
      "390x545mm",
      "--ink-limit",
      "110",
    );
    expect(code).toBe(EXIT.attention);
    for (const name of ["pdfx-version", "missing-bleed", "page-size", "total-ink"])
      expect(io.out).toContain(`(${name})`);
  });

  it("says of a damaged file that it is damaged", async () => {
    await writeFile(at("a.pdf"), page().subarray(0, 900));
    const { code, io } = await run("preflight", "a.pdf", "--picture", "p.png");
    expect(code).toBe(EXIT.attention);
    expect(io.out).toContain("(damaged-file)");
    expect(await readdir(folder)).toEqual(["a.pdf"]);
  });

  it("holds a page of our own against its edition", async () => {
    const template = await roomyTemplate(folder, "tabloid-inside");
    const edition = (date: string) => ({
      publication: { name: "澜江日报", edition: "A" },
      date,
      template,
      pages: [{ number: 2, articles: ["a"], credits: [{ role: "责编", names: ["甲乙"] }] }],
      articles: [{ id: "a", headline: "一江清水穿城过", body: ["澜江的水又清了一层。"] }],
    });
    await writeFile(at("e.json"), JSON.stringify(edition("2026-11-24")));
    await writeFile(at("tomorrow.json"), JSON.stringify(edition("2026-11-25")));
    expect((await run("press", "e.json", "-o", "out")).code).toBe(EXIT.ok);
    const [made = ""] = await readdir(at("out"));
    const held = await run("preflight", `out/${made}`, "--edition", "e.json");
    expect(held.io.out).not.toContain("Edition (");
    expect(held.code).toBe(EXIT.ok);
    const wrong = await run("preflight", `out/${made}`, "--edition", "tomorrow.json", "--name", "A{page:2}.pdf");
    expect(wrong.code).toBe(EXIT.attention);
    expect(wrong.io.out).toContain(`${made} is not named by A{page:2}.pdf`);
    expect(wrong.io.out).toContain("“2026年11月25日 星期三” does not stand on page 2");
    const alone = await run("preflight", `out/${made}`, "--name", "A{page:2}.pdf");
    expect([alone.code, alone.io.err]).toEqual([EXIT.input, expect.stringContaining("--name wants --edition")]);
  });

  it.each([
    [["none.pdf"], /no such file/u],
    [["a.pdf", "--dpi", "9999"], /whole number from 18 to 300/u],
    [["a.pdf", "--report", "a.pdf"], /is an input/u],
    [["a.pdf", "--page", "2", "--picture", "p.png"], /no page 2/u],
  ])("refuses %j", async (args, message) => {
    await writeFile(at("a.pdf"), page());
    const { code, io } = await run("preflight", ...args);
    expect([code, io.err]).toEqual([EXIT.input, expect.stringMatching(message)]);
  });
});

describe("delivery", () => {
  const options = ["--pages", "1-2", "--paper", "LJRB", "--date", "2026-11-24"];
  const deliver = async (number: number, content = ""): Promise<void> => {
    await mkdir(at("out"), { recursive: true });
    await writeFile(at(`out/LJRB-20261124-A0${number}.pdf`), page(undefined, content));
  };

  it("proves a whole delivery and writes its manifest; a changed page counts up", async () => {
    await deliver(1);
    await deliver(2);
    const first = await run("delivery", "out", ...options, "--write-manifest");
    expect([first.code, first.io.err]).toEqual([EXIT.ok, ""]);
    expect(first.io.out).toContain("manifest.json: 2 pages (new: 1, 2)");
    expect((await run("delivery", "out", ...options)).code).toBe(EXIT.ok);
    await deliver(2, "0 0 0 0.5 k 100 100 50 40 re f");
    const changed = await run("delivery", "out", ...options, "--no-preflight");
    expect([changed.code, changed.io.out]).toEqual([
      EXIT.attention,
      expect.stringContaining("A02.pdf is not what was delivered"),
    ]);
    const second = await run("delivery", "out", ...options, "--write-manifest");
    expect(second.io.out).toContain("manifest.json: 2 pages (changed: 2)");
    const manifest = JSON.parse(await readFile(at("out/manifest.json"), "utf8")) as { files: { version: number }[] };
    expect(manifest.files.map(({ version }) => version)).toEqual([1, 2]);
  });

  it("tells what is missing, and what does not belong", async () => {
    await deliver(1);
    await writeFile(at("out/final final.pdf"), page());
    const { code, io } = await run("delivery", "out", ...options);
    expect(code).toBe(EXIT.attention);
    expect(io.out).toContain("error: page 2 is missing");
    expect(io.out).toContain("error: final final.pdf is not named by");
  });

  it.each([
    [["none"], /not a folder/u],
    [["out", "--name", "{pgae}.pdf"], /no field \{pgae\}/u],
    [["out", "--pages", "x"], /x/u],
  ])("refuses %j", async (args, message) => {
    await deliver(1);
    const { code, io } = await run("delivery", ...args);
    expect([code, io.err]).toEqual([EXIT.input, expect.stringMatching(message)]);
  });
});
