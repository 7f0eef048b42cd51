/** Every sample edition, set by the command and looked at with other people's programs. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { normalise } from "../../src/edition/normalise.js";
import { readEdition } from "../../src/edition/read.js";
import { textsOf as blockTexts } from "../../src/edition/blocks.js";
import type { Article } from "../../src/edition/model.js";
import { fakeIo } from "../cli/fake-io.js";

const SAMPLES = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "samples");
const EDITIONS = readdirSync(SAMPLES).filter((name) => existsSync(join(SAMPLES, name, "edition.json")));

function output(command: string, ...args: string[]): string | undefined {
  const done = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  return done.error === undefined && done.status === 0 ? done.stdout : undefined;
}

const has = (command: string, ...args: string[]): boolean => output(command, ...args) !== undefined;
/** Debian's package serves Debian's python, which need not be the first one on the PATH. */
const python = ["/usr/bin/python3", "python3"].find((one) => has(one, "-c", "import fitz"));
const poppler = has("pdffonts", "-v") && has("pdftotext", "-v");

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-samples-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Spaces and line ends are a matter of the reader. */
function flat(text: string): string {
  return text.replaceAll(/\s/gu, "");
}

/** A paragraph may begin on one page and end on another. */
function isIn(text: string, part: string): boolean {
  if (text.includes(part)) return true;
  return Array.from(part, (_, at) => at).some(
    (at) => at > 0 && text.includes(part.slice(0, at)) && text.includes(part.slice(at)),
  );
}

function textsOf(article: Article): string[] {
  const { headline, body, related, kicker, deck } = article;
  const heads = [kicker, ...headline, deck].flatMap((inline) => (inline === undefined ? [] : [inline.text]));
  const blocks = body.flatMap((block) => blockTexts(block).map((inlines) => inlines.map(({ text }) => text).join("")));
  return [...heads, ...blocks, ...related.flatMap(textsOf)];
}

describe.each(EDITIONS)("the sample %s", (name) => {
  const source = join(SAMPLES, name, "edition.json");
  const pdf = (): string => join(folder, `${name}.pdf`);

  it("is set whole, and needs nobody", async () => {
    const io = fakeIo();
    const code = await main(["proof", source, "-o", pdf()], io);
    expect([code, io.err]).toEqual([EXIT.ok, expect.not.stringMatching(/error|warning/u)]);
  });

  it.skipIf(!has("qpdf", "--version"))("is a PDF without faults", () => {
    expect(output("qpdf", "--check", pdf())).toContain("No syntax or stream encoding errors");
  });

  it.skipIf(!poppler)("embeds every font, with its characters", () => {
    const [, , ...fonts] = (output("pdffonts", pdf()) ?? "").trimEnd().split("\n");
    expect(fonts.length).toBeGreaterThan(2);
    // Columns from the right: emb sub uni, and the object's two numbers.
    for (const font of fonts) expect(font.trim().split(/\s+/u).slice(-5, -2)).toEqual(["yes", "yes", "yes"]);
  });

  it.skipIf(!poppler)("gives every headline and paragraph back as it was written, to the character", async () => {
    const text = flat(output("pdftotext", "-raw", "-enc", "UTF-8", pdf(), "-") ?? "");
    const edition = readEdition(await readFile(source, "utf8"), source);
    if (!edition.ok) throw new Error("the sample cannot be read");
    const missing = normalise(edition.value)
      .edition.articles.flatMap(textsOf)
      .filter((part) => !isIn(text, flat(part)));
    expect(missing).toEqual([]);
  });

  it.skipIf(python === undefined)("opens in MuPDF, with nothing outside of the page", () => {
    const script = `import fitz, sys
document = fitz.open(sys.argv[1])
for page in document:
    outside = [b for b in page.get_text("blocks") if not page.rect.contains(fitz.Rect(b[:4]))]
    print(len(page.get_text("blocks")) > 5, len(outside))`;
    const lines = (output(python ?? "python3", "-c", script, pdf()) ?? "").trim().split("\n");
    for (const line of lines) expect(line).toBe("True 0");
  });
});
