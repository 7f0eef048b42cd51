/**
 * The one way through: load → resolve → compose → paint → render.
 *
 * `loadJob` reads everything a run needs (edition, templates, fonts, pictures) and reports every mistake at once.
 * `composeJob` is pure: the same job gives the same scene. Renderers take the scene and nothing else.
 */
import { dirname } from "node:path";
import { type Diagnostic, InputError, type Outcome } from "./base/diagnostic.js";
import { composeJob, type Job, type JobPage } from "./compose.js";
import { checkLayout } from "./edition/layout-check.js";
import type { Article, Edition, PageInput, Photo } from "./edition/model.js";
import { checkStyles } from "./edition/style-check.js";
import { type CopyWish, readCopy } from "./edition/copy.js";
import { numbered, type NumberedPage } from "./edition/page-number.js";
import { createLibrary, type FontLibrary, type FontSource } from "./font/library.js";
import { readEditionFile, resolveInside } from "./host/files.js";
import { bundledFonts, userFonts } from "./host/fonts.js";
import { openImage } from "./host/images.js";
import { prefetch, type WantedFont } from "./host/prefetch.js";
import { loadTemplateFile } from "./host/templates.js";
import { withEarlier } from "./page/jump-runs.js";
import { storyRows } from "./page/page.js";
import { furnitureMistakes, rowsMistakes, templateFor } from "./page/page-leading.js";
import { spreadMistakes } from "./page/spread.js";
import type { Scene, SceneImage } from "./scene/list.js";
import type { Template, TextStyle } from "./template/resolved.js";

/** The template of pages that name none. */
const DEFAULT_TEMPLATE = "broadsheet";

export interface JobOptions {
  /** Pictures and templates may lie outside the edition's folder. */
  readonly allowOutside?: boolean;
  /** Font files or folders of the user's own. */
  readonly fonts?: readonly string[];
  /** Fonts of an earlier job: a program that runs on opens them once. */
  readonly library?: FontLibrary;
  /** Overrides every page's template. */
  readonly template?: string;
  /** Page numbers to set; all when absent. */
  readonly pages?: readonly number[];
  /** False leaves punctuation as it was typed. */
  readonly houseStyle?: boolean;
  /** Stories and boxes of which the scene tells how their lines were fitted. */
  readonly explain?: readonly string[];
}

export async function loadJob(file: string, options: JobOptions = {}): Promise<Outcome<Job>> {
  const read = await readEditionFile(file);
  if (!read.ok) return read;
  const diagnostics: Diagnostic[] = [...read.diagnostics];
  const edition = read.value;
  const sources = await fontSources(options.fonts ?? [], diagnostics);
  const asked = choosePages(edition, options.pages, diagnostics);
  const chosen = withEarlier(edition, asked);
  const { pages: all, paths: templatePaths } = await loadTemplates(
    edition,
    chosen,
    file,
    options,
    sources,
    diagnostics,
  );
  const styled = withCopyRead(edition, all, options.houseStyle !== false);
  const isAsked = ({ number }: JobPage): boolean => asked.some((one) => one.number === number);
  const pages = styled.pages.filter(isAsked);
  for (const { page, template } of pages) {
    const names = { styles: Object.keys(template.styles), colours: [...template.colours.keys()] };
    diagnostics.push(...checkStyles(edition, page, names));
    if (page.layout !== undefined || page.fixed.length > 0) {
      diagnostics.push(
        ...checkLayout(edition, page, { columns: template.grid.columns, rows: storyRows(template, edition, page) }),
      );
    }
  }
  diagnostics.push(...spreadMistakes(edition, styled.pages));
  const wanted = all.flatMap(({ template }) => Object.values(template.styles).map(firstChoice));
  const fonts = options.library === undefined ? prefetch(sources, wanted) : undefined;
  const pictures = await loadPictures(edition, chosen, dirname(file), options.allowOutside === true, diagnostics);
  if (diagnostics.some((d) => d.severity === "error")) return { ok: false, diagnostics };
  return {
    ok: true,
    diagnostics,
    value: {
      edition: styled.edition,
      pages,
      earlier: styled.pages.filter((page) => !isAsked(page)),
      fonts: options.library ?? createLibrary((await fonts) ?? sources),
      images: pictures.images,
      verdicts: pictures.verdicts,
      watchPaths: [file, ...templatePaths, ...pictures.paths, ...(options.fonts ?? [])],
      explain: new Set(options.explain),
    },
  };
}

/** The copy as its pages' templates ask for it; `--no-house-style` goes before them. */
function withCopyRead(
  edition: Edition,
  pages: readonly JobPage[],
  houseStyle: boolean,
): { readonly edition: Edition; readonly pages: readonly JobPage[] } {
  const wishes = new Map(
    pages.map(({ page, template: { composition } }): [PageInput, CopyWish] => [
      page,
      {
        houseStyle: houseStyle && composition.houseStyle,
        clean: composition.cleanCopy !== false,
        autospace: composition.autospace > 0,
      },
    ]),
  );
  const read = readCopy(edition, wishes);
  const changed = (page: PageInput): PageInput => read.pages[edition.pages.indexOf(page)] ?? page;
  return { edition: read, pages: pages.map((entry) => ({ ...entry, page: changed(entry.page) })) };
}

/** Waits until every picture has been decoded once. Call it before writing a file. */
export async function finishImages(job: Job): Promise<readonly Diagnostic[]> {
  return job.verdicts;
}

/** An edition with its pictures: what the library's `compose` takes. */
export interface LoadedEdition extends Edition {
  readonly images: ReadonlyMap<string, SceneImage>;
}

/** Reads an edition and its pictures. Rejects with an `InputError` that holds everything that is wrong. */
export async function loadEdition(path: string, options: JobOptions = {}): Promise<LoadedEdition> {
  const loaded = await loadJob(path, options);
  if (!loaded.ok) throw new InputError(loaded.diagnostics);
  const wrong = await loaded.value.verdicts;
  if (wrong.length > 0) throw new InputError(wrong);
  return { ...loaded.value.edition, images: loaded.value.images };
}

/** All pages of an edition in one template, ready to be composed; its pictures are taken as they are. */
export function jobOf(
  edition: LoadedEdition,
  template: Template,
  fonts: FontLibrary,
  { explain = [] }: Pick<JobOptions, "explain"> = {},
): Job {
  return {
    edition,
    pages: numbered(edition).map((page) => ({ ...page, template: templateFor(template, page.page) })),
    earlier: [],
    fonts,
    images: edition.images,
    verdicts: Promise.resolve([]),
    watchPaths: [],
    explain: new Set(explain),
  };
}

/** Sets all pages of an edition in one template. Pure: the same input gives the same scene. */
export function compose(
  edition: LoadedEdition,
  template: Template,
  fonts?: FontLibrary,
  options?: Pick<JobOptions, "explain">,
): Scene {
  return composeJob(jobOf(edition, template, fonts ?? createLibrary(bundledFonts()), options)).scene;
}

function choosePages(
  edition: Edition,
  wanted: readonly number[] | undefined,
  diagnostics: Diagnostic[],
): readonly NumberedPage[] {
  const all = numbered(edition);
  if (wanted === undefined) return all;
  const known = new Set(all.map(({ number }) => number));
  for (const number of wanted) {
    if (known.has(number)) continue;
    diagnostics.push({
      severity: "error",
      code: "unknown-page",
      message: `the edition has no page ${number}`,
      at: edition.placeOf("/pages"),
      hints: [`its pages are ${[...known].join(", ")}`],
    });
  }
  return all.filter(({ number }) => wanted.includes(number));
}

async function fontSources(paths: readonly string[], diagnostics: Diagnostic[]): Promise<readonly FontSource[]> {
  const own = await userFonts(paths);
  diagnostics.push(...own.diagnostics);
  return [...bundledFonts(), ...(own.ok ? own.value : [])];
}

function firstChoice(style: TextStyle): WantedFont {
  return { family: style.families[0] ?? "", weight: style.weight };
}

async function loadTemplates(
  edition: Edition,
  pages: readonly NumberedPage[],
  file: string,
  options: JobOptions,
  sources: readonly FontSource[],
  diagnostics: Diagnostic[],
): Promise<{ pages: readonly JobPage[]; paths: readonly string[] }> {
  const loaded = new Map<string, Template | undefined>();
  const paths: string[] = [];
  const result: JobPage[] = [];
  for (const { page, number } of pages) {
    const name = options.template ?? page.template ?? edition.template ?? DEFAULT_TEMPLATE;
    if (!loaded.has(name)) {
      const pointer = page.template === undefined ? "/template" : `${page.pointer}/template`;
      const outcome = await loadTemplateFile(name, {
        baseDir: dirname(file),
        allowOutside: options.allowOutside === true || options.template !== undefined,
        // Where the option names it, the edition names another one, or none.
        ...(options.template === undefined ? { at: edition.placeOf(pointer) } : {}),
      });
      diagnostics.push(...outcome.diagnostics.map((one) => (one.at === undefined ? ofOption(one) : one)));
      loaded.set(name, outcome.ok ? outcome.value.template : undefined);
      if (outcome.ok) {
        paths.push(...outcome.value.paths);
        diagnostics.push(...unknownFamilies(outcome.value.template, new Set(sources.map((source) => source.family))));
      }
    }
    const template = loaded.get(name);
    if (template === undefined) continue;
    diagnostics.push(...rowsMistakes(edition, page, template));
    const own = templateFor(template, page);
    diagnostics.push(...furnitureMistakes(edition, page, own));
    result.push({ page, number, template: own });
  }
  return { pages: result, paths };
}

function ofOption(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, message: `the option \`template\`: ${diagnostic.message}` };
}

function unknownFamilies(template: Template, known: ReadonlySet<string>): readonly Diagnostic[] {
  const missing = template.fonts.filter(({ value }) => !known.has(value));
  return missing
    .filter(({ value }, i) => missing.findIndex((other) => other.value === value) === i)
    .map(({ value, at }) => ({
      severity: "error",
      code: "unknown-font",
      message: `template ${template.name} asks for the font "${value}", and no registered file holds it`,
      at,
      hints: [`known families: ${[...known].join(", ")}`, "register a font file or folder with --font"],
    }));
}

interface Pictures {
  readonly images: ReadonlyMap<string, SceneImage>;
  readonly verdicts: Promise<readonly Diagnostic[]>;
  readonly paths: readonly string[];
}

async function loadPictures(
  edition: Edition,
  pages: readonly NumberedPage[],
  baseDir: string,
  allowOutside: boolean,
  diagnostics: Diagnostic[],
): Promise<Pictures> {
  const ids = new Set(pages.flatMap(({ page }) => page.articles));
  const photos = edition.articles.filter((article) => ids.has(article.id)).flatMap(photosOf);
  const fixed = pages.flatMap(({ page }) => page.fixed);
  const wanted = [...photos, ...fixed.flatMap(({ src, pointer }) => (src === undefined ? [] : [{ src, pointer }]))];
  const images = new Map<string, SceneImage>();
  const verdicts: Promise<readonly Diagnostic[]>[] = [];
  const paths: string[] = [];
  const seen = new Set<string>();
  const written = writtenOn(edition, pages);
  await Promise.all(
    wanted.map(async (photo) => {
      if (seen.has(photo.src)) return;
      seen.add(photo.src);
      const at = edition.placeOf(`${photo.pointer}/src`);
      const path = await resolveInside(baseDir, photo.src, allowOutside);
      if (!path.ok) {
        diagnostics.push(...path.diagnostics.map((d) => ({ ...d, at })));
        return;
      }
      paths.push(path.value);
      const image = await openImage(path.value, photo.src, at, { light: written.has(photo.src) });
      if (!image.ok) {
        diagnostics.push(...image.diagnostics.map((d) => ({ ...d, at })));
        return;
      }
      images.set(photo.src, image.value.image);
      verdicts.push(image.value.verdict.then((found) => found.map((d) => ({ ...d, at }))));
    }),
  );
  return { images, verdicts: Promise.all(verdicts).then((all) => all.flat()), paths };
}

/** Pictures on which a head may stand: those of stories whose head and photos are placed by hand. */
function writtenOn({ articles }: Edition, pages: readonly NumberedPage[]): ReadonlySet<string> {
  const placed = pages
    .flatMap(({ page }) => page.layout ?? [])
    .filter(({ head, photos: own = [] }) => head !== undefined && own.length > 0);
  const pinned = new Set(placed.map(({ article }) => article));
  return new Set(articles.filter(({ id }) => pinned.has(id)).flatMap(({ photos }) => photos.map(({ src }) => src)));
}

function photosOf(article: Article): readonly Photo[] {
  return [...article.photos, ...article.related.flatMap(photosOf)];
}
