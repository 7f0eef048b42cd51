/** Fonts with a table of garbage: refused when they are registered, or set with; never an end in the middle, never a hang. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { FontError } from "../../src/font/error.js";
import { createLibrary } from "../../src/font/library.js";
import { Outlines } from "../../src/font/outline.js";
import { encodeCff } from "../../src/font/shape.js";
import { parseSfnt, viewOf } from "../../src/font/sfnt.js";
import { bundledFonts, userFonts } from "../../src/host/fonts.js";
import { openSubsetSource, subsetTrueType } from "../../src/render/subset.js";
import { fakeIo } from "../cli/fake-io.js";

const DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf";
const NIMBUS = "/usr/share/fonts/opentype/urw-base35/NimbusRoman-Regular.otf";
const TEXTS = ["Office fi 12", "m\u0300 e\u0302\u0304", "——", "don’t", "العربية", "AVAST"];

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "banxin-damaged-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The same numbers in every run. */
function randomBytes(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
}

type Damage = (bytes: Uint8Array, at: { offset: number; length: number; record: number }, random: () => number) => void;
const DAMAGES = {
  "random bytes": (bytes, { offset, length }, random) => {
    for (let i = 0; i < length; i += 1) bytes[offset + i] = random();
  },
  "0xFF": (bytes, { offset, length }) => void bytes.fill(0xff, offset, offset + length),
  zeros: (bytes, { offset, length }) => void bytes.fill(0, offset, offset + length),
  "0xFF but for its header": (bytes, { offset, length }) => void bytes.fill(0xff, offset + 12, offset + length),
  "a few wrong bytes": (bytes, { offset, length }, random) => {
    for (let i = 0; i < 12; i += 1) bytes[offset + (((random() << 8) | random()) % length)] = random();
  },
  "its second half cut off": (bytes, { length, record }) => viewOf(bytes).setUint32(record + 12, length >> 1),
  "all but a byte cut off": (bytes, { record }) => viewOf(bytes).setUint32(record + 12, 1),
} satisfies Readonly<Record<string, Damage>>;
const KINDS = Object.entries(DAMAGES);

function damaged(whole: Uint8Array, tag: string, damage: Damage, seed: number): Uint8Array {
  const bytes = Uint8Array.from(whole);
  const { tables } = parseSfnt(whole);
  const place = tables.get(tag);
  if (place === undefined) throw new Error(`no ${tag}`);
  const record = 12 + [...tables.keys()].indexOf(tag) * 16;
  damage(bytes, { ...place, record }, randomBytes(seed));
  return bytes;
}

/** Everything that a page asks of a font. */
function use(bytes: Uint8Array, family: string): void {
  const face = createLibrary([{ family, weight: 400, origin: "x", load: () => bytes }]).face(family, 400);
  if (face === undefined) throw new Error("no face");
  const gids = new Set([0]);
  for (const text of TEXTS) for (const { gid } of face.shapeWord(text)) gids.add(gid);
  for (const dash of [face.doubleDash, face.hanGlyphFor(0x2014)]) gids.add(dash);
  const outlines = new Outlines(bytes);
  for (const gid of gids) {
    face.inkOf(gid);
    outlines.pathOf(gid);
  }
  if (parseSfnt(bytes).outlines === "cff") encodeCff(bytes, [...gids]);
  else subsetTrueType(openSubsetSource(bytes), [...gids]);
}

async function verdict(bytes: Uint8Array, tag: string): Promise<string> {
  const path = join(folder, "damaged.otf");
  writeFileSync(path, bytes);
  const found = await userFonts([path]);
  if (!found.ok) {
    const told = found.diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n");
    return told.startsWith(`bad-font ${path}: `) ? `refused: ${told.slice(path.length + 11)}` : told;
  }
  try {
    use(bytes, found.value[0]?.family ?? "");
    return "set";
  } catch (error) {
    return error instanceof FontError ? `refused: ${error.message}` : `${tag}: ${String(error)}`;
  }
}

describe.each([
  [
    "TrueType outlines",
    DEJAVU,
    ["cmap", "loca", "glyf", "maxp", "hmtx", "head", "hhea", "GSUB", "GPOS", "GDEF", "name", "OS/2", "post"],
  ],
  ["CFF outlines", NIMBUS, ["cmap", "CFF ", "maxp", "hmtx", "head", "hhea", "GSUB", "GPOS", "name", "OS/2"]],
])("a font of %s", (_kind, file, tags) => {
  const here = existsSync(file);
  const whole = here ? Uint8Array.from(readFileSync(file)) : new Uint8Array();

  it.runIf(here)("is set with while it is whole", async () => {
    expect(await verdict(whole, "")).toBe("set");
  });

  describe.each(tags.filter((tag) => here && parseSfnt(whole).tables.has(tag)))("whose %s", (tag) => {
    it.each(KINDS)("is %s: is refused or set with, in time", async (_how, damage) => {
      for (const seed of [1, 2, 3]) {
        const start = performance.now();
        expect(await verdict(damaged(whole, tag, damage, seed), tag)).toMatch(/^set$|^refused: /u);
        expect(performance.now() - start).toBeLessThan(3_000);
      }
    });
  });

  it.runIf(here).each(tags.filter((tag) => ["glyf", "loca", "hmtx"].includes(tag)))(
    "that would print nothing readable is refused: %s of zeros",
    async (tag) => {
      expect(await verdict(damaged(whole, tag, DAMAGES.zeros, 1), tag)).toMatch(/^refused: /u);
    },
  );

  it.runIf(here).each(["cmap", "GSUB", "GPOS", "hmtx"])("tells the table and the reason: %s", async (tag) => {
    const cut = DAMAGES["all but a byte cut off"];
    expect(await verdict(damaged(whole, tag, cut, 1), tag)).toMatch(/^refused: the font's .+/u);
  });
});

describe("a bundled font with damage", () => {
  const source = bundledFonts().find(({ family }) => family === "LXGW WenKai");
  const whole = Uint8Array.from(source?.load() ?? []);

  it.each(["GSUB", "glyf", "loca", "cmap"])("is refused by the command: %s", async (tag) => {
    const garbage = DAMAGES["random bytes"];
    writeFileSync(join(folder, "kai.ttf"), damaged(whole, tag, garbage, 7));
    writeFileSync(
      join(folder, "e.json"),
      '{ "pages": [{ "articles": ["a"] }], "articles": [{ "id": "a", "body": ["文"] }] }',
    );
    const io = fakeIo({ cwd: folder });
    expect(await main(["check", "e.json", "--font", "kai.ttf"], io)).toBe(EXIT.input);
    expect(io.err).toMatch(/kai\.ttf: the font's /u);
    expect(io.err).not.toContain("internal error");
  });
});

describe("lookups without end", () => {
  /** A GSUB whose only lookup, in `calt`, puts `parts` glyphs for the letter, each of them the letter. */
  function growing(gid: number, parts: number): Uint8Array {
    const words = [1, 0, 10, 30, 44];
    const script = [1, 0x4446, 0x4c54, 8, 4, 0, 0, 0xffff, 1, 0];
    const feature = [1, 0x6361, 0x6c74, 8, 0, 1, 0];
    const lookup = [1, 4, 2, 0, 1, 8];
    const subtable = [1, 10 + parts * 2, 1, 8, parts, ...Array<number>(parts).fill(gid), 1, 1, gid];
    const all = [...words, ...script, ...feature, ...lookup, ...subtable];
    const bytes = new Uint8Array(all.length * 2);
    for (const [i, word] of all.entries()) viewOf(bytes).setUint16(i * 2, word);
    return bytes;
  }

  it.runIf(existsSync(DEJAVU))("are stopped, and the font is named", async () => {
    const { buildSfnt } = await import("../../src/font/build.js");
    const whole = Uint8Array.from(readFileSync(DEJAVU));
    const tables = [...parseSfnt(whole).tables].map(([tag, { offset, length }]) => ({
      tag,
      bytes: whole.subarray(offset, offset + length),
    }));
    const probe = createLibrary([{ family: "D", weight: 400, origin: "d.ttf", load: () => whole }]).face("D", 400);
    const gsub = growing(probe?.glyphFor(0x61) ?? 0, 2);
    const bytes = buildSfnt(0x00010000, [...tables.filter(({ tag }) => tag !== "GSUB"), { tag: "GSUB", bytes: gsub }]);
    const face = createLibrary([{ family: "D", weight: 400, origin: "d.ttf", load: () => bytes }]).face("D", 400);
    expect(() => face?.shapeWord("banana")).toThrow(
      /^d\.ttf: the font's layout tables fail on "banana": .*without end/u,
    );
  });
});
