/** Finds font files on this machine: the ones banxin brings and the user's own. Node only. */
import { existsSync, readFileSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Diagnostic, Outcome } from "../base/diagnostic.js";
import { checkFont } from "../font/check.js";
import { extractFace } from "../font/collection.js";
import { FontError } from "../font/error.js";
import type { FontSource } from "../font/library.js";
import { readNames } from "../font/names.js";
import { faceCount, parseSfnt, readMetrics } from "../font/sfnt.js";
import { readBytes } from "./files.js";

const PACKAGE_NAME = "banxin";

const WEIGHT_FOLDERS: readonly (readonly [weight: number, style: string])[] = [
  [100, "Thin"],
  [200, "ExtraLight"],
  [300, "Light"],
  [400, "Regular"],
  [500, "Medium"],
  [600, "SemiBold"],
  [700, "Bold"],
  [800, "ExtraBold"],
  [900, "Black"],
];

/** The largest pan-CJK collections have some 150 MB. */
const MAX_FONT_BYTES = 512 * 1024 * 1024;
const FONT_FILES = new Set([".ttf", ".otf", ".ttc", ".otc"]);
const WEB_FONT_FILES = new Set([".woff", ".woff2"]);

/** The fonts that come with banxin: two Noto families from npm packages and LXGW WenKai from its own `fonts` folder. */
export function bundledFonts(): FontSource[] {
  const wenkai = join(packageRoot(), "fonts", "LXGWWenKai-Regular.ttf");
  return [
    ...packagedFamily("Noto Serif SC", "@expo-google-fonts/noto-serif-sc", "NotoSerifSC"),
    ...packagedFamily("Noto Sans SC", "@expo-google-fonts/noto-sans-sc", "NotoSansSC"),
    { family: "LXGW WenKai", weight: 400, origin: wenkai, load: () => readFont(wenkai) },
  ];
}

/** `@expo-google-fonts/…` keeps one static file a weight: `900Black/NotoSerifSC_900Black.ttf`. */
function packagedFamily(family: string, packageName: string, stem: string): FontSource[] {
  const root = dependencyRoot(packageName);
  return WEIGHT_FOLDERS.flatMap(([weight, style]) => {
    const folder = `${weight}${style}`;
    const path = join(root, folder, `${stem}_${folder}.ttf`);
    return existsSync(path) ? [{ family, weight, origin: path, load: () => readFont(path) }] : [];
  });
}

/** Node's own resolution from this file, so it works hoisted, nested, linked, and from the source tree. */
function dependencyRoot(packageName: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`));
}

/** The folder of banxin's own package.json, however deep this module was bundled. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest)) {
      const content: unknown = JSON.parse(readFileSync(manifest, "utf8"));
      if (typeof content === "object" && content !== null && "name" in content && content.name === PACKAGE_NAME) {
        return folder;
      }
    }
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`cannot find the ${PACKAGE_NAME} package around ${import.meta.url}`);
    folder = parent;
  }
}

function readFont(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new FontError("unreadable", `cannot read the font file ${path}`, "", { cause: error });
  }
}

/**
 * The user's own fonts: files, or folders searched to the bottom. Every file is looked at, so what cannot be used is known
 * before a page is set; the bytes are read again when a face is first needed.
 */
export async function userFonts(paths: readonly string[]): Promise<Outcome<FontSource[]>> {
  const sources: FontSource[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) {
    const found = await fontFiles(path);
    if (found === undefined) {
      diagnostics.push(
        diagnostic("error", "font-not-found", `there is no font file or folder ${path}`, ["check the path"]),
      );
    } else if (found.length === 0) {
      diagnostics.push(diagnostic("warning", "no-fonts", `the folder ${path} holds no .ttf, .otf or .ttc file`, []));
    }
    for (const file of found ?? []) {
      try {
        sources.push(...describe(file, await readRegular(file)));
      } catch (error) {
        if (!(error instanceof FontError)) throw error;
        const hints = error.hint === "" ? [] : [error.hint];
        diagnostics.push(diagnostic("error", "bad-font", `${file}: ${error.message}`, hints));
      }
    }
  }
  if (diagnostics.some((entry) => entry.severity === "error")) return { ok: false, diagnostics };
  return { ok: true, value: sources, diagnostics };
}

function diagnostic(
  severity: "error" | "warning",
  code: string,
  message: string,
  hints: readonly string[],
): Diagnostic {
  return { severity, code, message, hints };
}

async function readRegular(path: string): Promise<Uint8Array> {
  const read = await readBytes(path, MAX_FONT_BYTES);
  if (read.ok) return read.value;
  const [found] = read.diagnostics;
  throw new FontError("unreadable", found?.message ?? "the file cannot be read", found?.hints[0]);
}

/** Sorted, so that the same folder gives the same library everywhere. A file named outright is taken whatever its name. */
async function fontFiles(path: string): Promise<string[] | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) return undefined;
  if (!info.isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  const wanted = names.filter((name) => {
    const extension = extname(name).toLowerCase();
    return FONT_FILES.has(extension) || WEB_FONT_FILES.has(extension);
  });
  return wanted.toSorted().map((name) => join(path, name));
}

function describe(path: string, bytes: Uint8Array): FontSource[] {
  const count = faceCount(bytes);
  const sources: FontSource[] = [];
  for (let index = 0; index < Math.max(1, count); index++) {
    const sfnt = parseSfnt(bytes, index);
    const names = readNames(sfnt);
    checkFont(sfnt);
    const { weight, embedding, slanted, widthClass } = readMetrics(sfnt);
    if ((embedding & 0x000f) === 2) {
      throw new FontError(
        "unsupported",
        "the font's licence forbids embedding",
        "ask its maker for an embeddable version",
      );
    }
    const origin = count > 1 ? `${path}#${index}` : path;
    const load = (): Uint8Array => (count > 1 ? extractFace(readFont(path), index) : readFont(path));
    const families = new Set([names.family, names.localFamily].filter((name) => name !== ""));
    if (families.size === 0) throw new FontError("corrupt", "the font has no family name");
    const kind = { weight: normalWeight(weight), italic: slanted, stretch: widthClass };
    for (const family of families) sources.push({ family, ...kind, origin, load });
  }
  return sources;
}

/** A few old fonts count weights from 1 to 9. */
function normalWeight(weight: number): number {
  return weight > 0 && weight < 10 ? weight * 100 : weight;
}
