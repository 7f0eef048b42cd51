import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.js";
import { hasTool, pdfText } from "../tools.js";
import { fakeIo } from "./fake-io.js";

let folder = "";
const BODY = Array.from({ length: 150 }, (_, i) => `第${i + 1}天，船队在${i % 9}号锚地等风，船长把日志写满了一页。`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-galley-"));
  const edition = {
    template: "tabloid",
    pages: [{ articles: ["等风", "短"], credits: [{ role: "责编", names: ["舟行"] }] }],
    articles: [
      { id: "等风", headline: "等风来", body: [...BODY.slice(0, 3), { subhead: "起锚" }, ...BODY.slice(3)] },
      { id: "短", headline: "短讯", body: [BODY[0]] },
    ],
  };
  await writeFile(join(folder, "e.json"), JSON.stringify(edition));
  const related = [{ id: "框", headline: "链接", body: BODY.slice(0, 4) }];
  const boxed = {
    ...edition,
    pages: [{ ...edition.pages[0], articles: ["长"] }],
    articles: [{ id: "长", headline: "长风", body: BODY.slice(0, 60), related }],
  };
  await writeFile(join(folder, "boxed.json"), JSON.stringify(boxed));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function galley(...args: string[]) {
  return galleyOf("e.json", ...args);
}

async function galleyOf(file: string, ...args: string[]) {
  const io = fakeIo();
  const code = await main(["galley", join(folder, file), ...args], io);
  return { code, out: io.out, err: io.err };
}

describe("banxin galley", () => {
  it("prints every line of a story with its number, and counts them", async () => {
    const { code, out } = await galley("--article", "等风");
    expect(code).toBe(0);
    const [first, counts, , ...lines] = out.trimEnd().split("\n");
    expect(first).toBe("等风 等风来");
    const numbered = lines.map((line) => /^ *(\d+) {2}(.*)$/u.exec(line));
    expect(numbered.map((match) => Number(match?.[1]))).toEqual(numbered.map((_, i) => i + 1));
    const text = numbered
      .map((match) => match?.[2] ?? "")
      .join("")
      .replaceAll(/\s/gu, "");
    const whole = [...BODY.slice(0, 3), "起锚", ...BODY.slice(3)].join("");
    expect(text).toBe(whole);
    expect(counts).toMatch(
      new RegExp(`^${lines.length} lines of 12 字 in \\d+ rows, ${[...whole].length} characters$`, "u"),
    );
  });

  it("prints a box of a story in the measure of the box", async () => {
    const { code, out } = await galleyOf("boxed.json", "--article", "框");
    expect(code).toBe(0);
    expect(out).toContain("框 链接");
    const ems = Number(/lines of (\d+) 字/u.exec(out)?.[1]);
    // White stands between its frame and its text.
    expect(ems % 12).not.toBe(0);
    expect((await galleyOf("boxed.json", "--article", "匡框")).err).toContain("`框`");
  });

  it.skipIf(!hasTool("pdftotext"))("makes a PDF of it, a sheet for every hundred rows", async () => {
    const out = join(folder, "g.pdf");
    expect((await galley("--article", "等风", "-o", out)).code).toBe(0);
    const text = pdfText(await readFile(out), "-raw");
    expect(text.split("\f").length - 1).toBeGreaterThan(3);
    const flat = text.replaceAll(/\s/gu, "");
    expect(flat).toContain("等风来");
    expect(flat).toContain("起锚");
    for (const number of [1, 57, 150]) expect(flat).toContain(`第${number}天`);
  });

  it.each([
    [[], /name it with --article/u],
    [["--article", "等凤"], /holds a story "等凤"/u],
    [["--article", "短", "-o", "g.png"], /\.pdf or a \.txt/u],
  ])("refuses %j", async (args, reason) => {
    const { code, err } = await galley(...args);
    expect(code).toBe(2);
    expect(err).toMatch(reason);
  });
});
