/** A generated edition, ready to be composed; and as files, so that the command can set it. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import type { Job } from "../../src/compose.js";
import { checkLayout } from "../../src/edition/layout-check.js";
import { readEdition } from "../../src/edition/read.js";
import { numbered } from "../../src/edition/page-number.js";
import type { FontLibrary } from "../../src/font/library.js";
import { jobFor, type LoadedEdition } from "../../src/pipeline.js";
import { storyRows } from "../../src/page/page.js";
import { templateText } from "../../src/host/templates.js";
import type { Template } from "../../src/template/resolved.js";
import type { NewsEdition, Size } from "./edition-types.js";
import type { MadeEdition } from "./news-edition.js";

/** The pictures have sizes and no pixels. */
export function newsJob(
  edition: NewsEdition,
  pictures: ReadonlyMap<string, Size>,
  templates: ReadonlyMap<string, Template>,
  fonts: FontLibrary,
  hold?: LoadedEdition,
): Job {
  const read = readEdition(JSON.stringify(edition), "news.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const picture = { format: "jpeg", bytes: new Uint8Array(), orientation: 1 } as const;
  const pages = numbered(read.value).map((page) => {
    const template = templates.get(page.page.template ?? "");
    if (template === undefined) throw new Error(`there is no template ${String(page.page.template)}`);
    return { ...page, template };
  });
  // What the command would refuse says nothing about make-up.
  for (const { page, template } of pages) {
    const rows = storyRows(template, read.value, page);
    const mistakes = checkLayout(read.value, page, { columns: template.grid.columns, rows });
    if (mistakes.length > 0) throw new Error(JSON.stringify(mistakes));
  }
  const images = new Map([...pictures].map(([src, size]) => [src, { id: src, ...picture, ...size }]));
  return jobFor({ ...read.value, images }, pages, fonts, hold === undefined ? {} : { hold });
}

/** Writes edition.json, its pictures and the templates that it names into a folder. */
export async function dumpNews({ edition, pictures, pages }: MadeEdition, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "edition.json"), `${JSON.stringify(edition, undefined, 1)}\n`);
  for (const [at, [src, { width, height }]] of [...pictures].entries())
    await writeFile(join(folder, src), await pictureOf(width, height, at));
  // The edition names bundled templates; these copies show what they said when it was written.
  for (const { template } of pages) {
    const text = await templateText(template, { baseDir: folder, allowOutside: false }, true);
    if (text.ok) await writeFile(join(folder, `${template}.yaml`), text.value);
  }
}

/** A picture that shows where its middle and its edges are: sky, hills, a sun. */
async function pictureOf(width: number, height: number, at: number): Promise<Buffer> {
  const hue = (at * 67) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="hsl(${hue},30%,78%)"/>
    <circle cx="${width / 2}" cy="${height / 2}" r="${Math.min(width, height) / 5}" fill="hsl(${hue},55%,60%)"/>
    <path d="M0 ${height * 0.72} L${width * 0.3} ${height * 0.5} L${width * 0.55} ${height * 0.76} L${width * 0.8} ${height * 0.58} L${width} ${height * 0.7} V${height} H0 Z" fill="hsl(${hue},25%,38%)"/>
    <rect x="6" y="6" width="${width - 12}" height="${height - 12}" fill="none" stroke="hsl(${hue},30%,25%)" stroke-width="12"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 70 }).toBuffer();
}
