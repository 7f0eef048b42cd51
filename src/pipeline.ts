/**
 * The one way through: load → resolve → compose → paint → render.
 *
 * `loadJob` reads everything a run needs (edition, templates, fonts, pictures) and reports every mistake at once.
 * `composeJob` is pure: the same job gives the same scene. Renderers take the scene and nothing else.
 */
import { dirname, resolve } from "node:path";
import { type Diagnostic, InputError, type Outcome } from "./base/diagnostic.js";
import { composeJob, type Job, type JobPage } from "./compose.js";
import { withMistakes } from "./edition/left-out.js";
import { checkLayout } from "./edition/layout-check.js";
import type { Article, Edition, PageFile, PageInput } from "./edition/model.js";
import { photosOf, picturesOf } from "./edition/pictures.js";
import { checkStyles } from "./edition/style-check.js";
import { lineArtTold, openToCropping, withLineArtWhole } from "./edition/whole-pictures.js";
import { type CopyWish, readCopy } from "./edition/copy.js";
import { storiesFor } from "./edition/page-stories.js";
import { numbered, type NumberedPage } from "./edition/page-number.js";
import { createLibrary, type FontLibrary, type FontSource } from "./font/library.js";
import { readParts } from "./edition/read.js";
import { Told } from "./edition/told.js";
import { openEdition } from "./host/edition.js";
import { otherPages, readHeldEdition } from "./host/hold.js";
import { resolveInside } from "./host/files.js";
import { bundledFonts, userFonts } from "./host/fonts.js";
import { openImage } from "./host/images.js";
import { prefetch, type WantedFont } from "./host/prefetch.js";
import { loadTemplateFile } from "./host/templates.js";
import { type HeldPage, heldPages, type LastMakeup, withPictures } from "./page/held-page.js";
import { withEarlier } from "./page/jump-runs.js";
import { adMistakes, adPage } from "./page/ad-places.js";
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
  /** The make-up to hold: an edition file with a `layout`, or an earlier edition that was read. */
  readonly hold?: string | LastMakeup;
}

/**
 * Reads all that a run needs. A page file with mistakes, in its text or in what it names, is left out and stands in the job's
 * `leftOut`; its mistakes are among the diagnostics all the same. Where no page is left to set, there is no job.
 */
export async function loadJob(file: string, options: JobOptions = {}): Promise<Outcome<Job>> {
  const opened = await openEdition(file, options.allowOutside === true);
  if (!opened.ok) return opened;
  const last = await lastMakeup(options);
  if (last?.ok === false) return last;
  const faults = new Map<number, readonly Diagnostic[]>();
  const missing: string[] = [];
  for (;;) {
    const read = readParts(opened.value, faults);
    if (!read.ok) return read;
    const told = new Told(read.value, read.diagnostics);
    const job = await loadRead(read.value, file, options, { told, missing, last: last?.value });
    if (job !== undefined && told.isWell()) return { ok: true, value: job, diagnostics: told.all() };
    // What is read of the other files does not depend on the ones that go.
    const found = told.faults();
    if (found === undefined || [...found.keys()].every((entry) => faults.has(entry)))
      return { ok: false, diagnostics: told.all() };
    for (const [entry, diagnostics] of found) faults.set(entry, diagnostics);
  }
}

interface Loading {
  readonly told: Told;
  /** Folders of files that may still come. */
  readonly missing: string[];
  readonly last: LastMakeup | undefined;
}

async function lastMakeup({ hold, allowOutside }: JobOptions): Promise<Outcome<LastMakeup> | undefined> {
  if (typeof hold !== "string") return hold === undefined ? undefined : { ok: true, value: hold, diagnostics: [] };
  const read = await readHeldEdition(hold, allowOutside === true);
  return read.ok ? { ok: true, value: { edition: read.value }, diagnostics: [] } : read;
}

/** What is held of each page; nothing where the make-up is for other pages. */
function heldBy(
  last: LastMakeup | undefined,
  edition: Edition,
  asked: readonly NumberedPage[],
  told: Told,
): ReadonlyMap<number, HeldPage> {
  if (last === undefined) return new Map();
  const numbers = numbered(last.edition).map(({ number }) => number);
  const own = asked.map(({ number }) => number);
  if (own.length > 0 && !own.some((number) => numbers.includes(number)))
    told.push(otherPages(last.edition, numbers, own));
  return heldPages(edition, { pathOf: ({ file }, src) => resolve(dirname(file), src), ...last });
}

/** The job of an edition; undefined where `told` holds mistakes, or no page is left. */
async function loadRead(
  edition: Edition,
  file: string,
  options: JobOptions,
  { told, missing, last }: Loading,
): Promise<Job | undefined> {
  const leftOut = withMistakes(edition);
  const sources = await fontSources(options.fonts ?? [], told);
  const asked = choosePages(edition, options.pages, leftOut, told);
  const chosen = withEarlier(edition, asked);
  const held = heldBy(last, edition, asked, told);
  const read = { edition, pages: chosen, held };
  const { pages: all, paths: templatePaths } = await loadTemplates(read, file, options, sources, told);
  const styled = withCopyRead(edition, all, options.houseStyle !== false);
  const isAsked = ({ number }: JobPage): boolean => asked.some((one) => one.number === number);
  const pages = styled.pages.filter(isAsked);
  for (const { page, number, template } of pages) {
    const names = { styles: Object.keys(template.styles), colours: [...template.colours.keys()] };
    told.push(...checkStyles(edition, page, names));
    if (page.layout !== undefined || page.fixed.length > 0) {
      const rows = storyRows(template, edition, page);
      const mistakes = checkLayout(edition, page, { columns: template.grid.columns, rows });
      // What stands wrong by itself leaves no right room beside it.
      told.push(...(mistakes.length > 0 ? mistakes : adMistakes(edition, page, adPage(template, rows, number))));
    }
  }
  told.push(...spreadMistakes(edition, styled.pages));
  const wanted = all.flatMap(({ template }) => Object.values(template.styles).map(firstChoice));
  const fonts = options.library === undefined ? prefetch(sources, wanted) : undefined;
  const pictures = await loadPictures(edition, chosen, dirname(file), options.allowOutside === true, told, missing);
  // A picture that does not decode takes its page file away, which has to be known before anything is composed.
  if (edition.pageFiles !== undefined) told.push(...(await pictures.verdicts));
  told.push(...lineArtTold(edition, storiesOn(edition, asked), pictures.lineArt));
  if (!told.isWell() || pages.length === 0) return undefined;
  const pageFiles = (edition.pageFiles ?? []).map((own) => own.file);
  return {
    edition: withLineArtWhole(styled.edition, pictures.lineArt),
    source: edition,
    pages,
    earlier: styled.pages.filter((page) => !isAsked(page)),
    leftOut,
    fonts: options.library ?? createLibrary((await fonts) ?? sources),
    images: pictures.images,
    verdicts: pictures.verdicts,
    watchPaths: [
      file,
      ...pageFiles,
      ...templatePaths,
      ...pictures.paths,
      ...(options.fonts ?? []),
      // What is missing may come into its folder.
      ...new Set([...leftOut.map((own) => dirname(own.file)), ...missing]),
    ],
    explain: new Set(options.explain),
    ...(last === undefined ? {} : { held: withPictures(held, edition, pictures.images, last) }),
  };
}

/** The rows of a page: the editor's own go before those of the make-up that is held. */
function inRowsOf(held: ReadonlyMap<number, HeldPage>, { page, number }: NumberedPage): Pick<PageInput, "rows"> {
  const was = held.get(number);
  return page.rows !== undefined || was?.rows === undefined || was.anew !== undefined ? page : { rows: was.rows };
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
        fullWidth: (composition.fullWidth ?? "none") !== "none",
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

export interface LoadOptions extends JobOptions {
  /**
   * Takes an edition without those of its page files that have mistakes: these stand in the edition's `pageFiles` with their
   * `mistakes`. Otherwise one such file is reason enough to reject, so that no page goes missing unseen.
   */
  readonly partial?: boolean;
}

/** Reads an edition and its pictures. Rejects with an `InputError` that holds everything that is wrong. */
export async function loadEdition(path: string, options: LoadOptions = {}): Promise<LoadedEdition> {
  const loaded = await loadJob(path, options);
  if (!loaded.ok || (loaded.value.leftOut.length > 0 && options.partial !== true))
    throw new InputError(loaded.diagnostics);
  const wrong = await loaded.value.verdicts;
  if (wrong.length > 0) throw new InputError(wrong);
  return { ...loaded.value.edition, images: loaded.value.images };
}

/** All pages of an edition in one template, ready to be composed; its pictures are taken as they are. */
export function jobOf(
  edition: LoadedEdition,
  template: Template,
  fonts: FontLibrary,
  options: ComposeOptions = {},
): Job {
  const held = heldIn(edition, options.hold);
  const pages = numbered(edition).map((page) => ({
    ...page,
    template: templateFor(template, inRowsOf(held ?? new Map(), page)),
  }));
  return jobFor(edition, pages, fonts, options, held);
}

/** What is held of each page of an edition, its pictures known. */
function heldIn(edition: LoadedEdition, hold: LoadedEdition | undefined): ReadonlyMap<number, HeldPage> | undefined {
  if (hold === undefined) return undefined;
  const last = { edition: hold, images: hold.images };
  return withPictures(heldPages(edition, last), edition, edition.images, last);
}

/** What the library's `compose` may be asked for beside the pages. */
export interface ComposeOptions extends Pick<JobOptions, "explain"> {
  /** An edition with a `layout`, whose make-up is to be held. */
  readonly hold?: LoadedEdition;
}

/** The same of pages that have templates of their own. `held`: what is held of each, where that is known already. */
export function jobFor(
  edition: LoadedEdition,
  pages: readonly JobPage[],
  fonts: FontLibrary,
  { explain = [], hold }: ComposeOptions = {},
  held = heldIn(edition, hold),
): Job {
  return {
    edition,
    source: edition,
    pages,
    earlier: [],
    leftOut: withMistakes(edition),
    fonts,
    images: edition.images,
    verdicts: Promise.resolve([]),
    watchPaths: [],
    explain: new Set(explain),
    ...(held === undefined ? {} : { held }),
  };
}

/** Sets all pages of an edition in one template. Pure: the same input gives the same scene. */
export function compose(
  edition: LoadedEdition,
  template: Template,
  fonts?: FontLibrary,
  options?: ComposeOptions,
): Scene {
  return composeJob(jobOf(edition, template, fonts ?? createLibrary(bundledFonts()), options)).scene;
}

function choosePages(
  edition: Edition,
  wanted: readonly number[] | undefined,
  leftOut: readonly PageFile[],
  told: Told,
): readonly NumberedPage[] {
  const all = numbered(edition);
  if (wanted === undefined) return all;
  const known = new Set(all.map(({ number }) => number));
  for (const number of wanted) {
    if (known.has(number)) continue;
    const holder = leftOut.find(({ numbers }) => numbers.includes(number)) ?? leftOut[0];
    const where = holder?.numbers.includes(number) === true ? "it is in" : "it may be in";
    told.push({
      severity: holder === undefined ? "error" : "warning",
      code: holder === undefined ? "unknown-page" : "page-left-out",
      message:
        holder === undefined
          ? `the edition has no page ${number}`
          : `page ${number} is not set: ${where} ${holder.file}, which has mistakes`,
      at: edition.placeOf("/pages"),
      hints: [`${holder === undefined ? "its pages are" : "pages that can be set:"} ${[...known].join(", ")}`],
    });
  }
  return all.filter(({ number }) => wanted.includes(number));
}

async function fontSources(paths: readonly string[], told: Told): Promise<readonly FontSource[]> {
  const own = await userFonts(paths);
  told.push(...own.diagnostics);
  return [...bundledFonts(), ...(own.ok ? own.value : [])];
}

function firstChoice(style: TextStyle): WantedFont {
  return { family: style.families[0] ?? "", weight: style.weight };
}

interface WantedPages {
  readonly edition: Edition;
  readonly pages: readonly NumberedPage[];
  readonly held: ReadonlyMap<number, HeldPage>;
}

async function loadTemplates(
  { edition, pages, held }: WantedPages,
  file: string,
  options: JobOptions,
  sources: readonly FontSource[],
  told: Told,
): Promise<{ pages: readonly JobPage[]; paths: readonly string[] }> {
  const loaded = new Map<string, { readonly template?: Template; readonly mistakes: readonly Diagnostic[] }>();
  const paths: string[] = [];
  const result: JobPage[] = [];
  const families = new Set(sources.map((source) => source.family));
  for (const { page, number } of pages) {
    const name = options.template ?? page.template ?? edition.template ?? DEFAULT_TEMPLATE;
    const pointer = page.template === undefined ? "/template" : `${page.pointer}/template`;
    if (!loaded.has(name)) {
      const outcome = await loadTemplateFile(name, {
        baseDir: dirname(file),
        allowOutside: options.allowOutside === true || options.template !== undefined,
        // Where the option names it, the edition names another one, or none.
        ...(options.template === undefined ? { at: edition.placeOf(pointer) } : {}),
      });
      const mistakes = [
        ...outcome.diagnostics.map((one) => (one.at === undefined ? ofOption(one) : one)),
        ...(outcome.ok ? unknownFamilies(outcome.value.template, families) : []),
      ];
      told.push(...mistakes);
      loaded.set(name, { mistakes, ...(outcome.ok ? { template: outcome.value.template } : {}) });
      if (outcome.ok) paths.push(...outcome.value.paths);
    }
    const { template, mistakes = [] } = loaded.get(name) ?? {};
    if (options.template === undefined) told.blame(mistakes, pointer);
    if (template === undefined) continue;
    told.push(...rowsMistakes(edition, page, template));
    const own = templateFor(template, inRowsOf(held, { page, number }));
    told.push(...furnitureMistakes(edition, page, own));
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
  /** Paths of those that are codes, charts or other line drawings, as far as they were looked at. */
  readonly lineArt: ReadonlySet<string>;
  readonly verdicts: Promise<readonly Diagnostic[]>;
  readonly paths: readonly string[];
}

async function loadPictures(
  edition: Edition,
  pages: readonly NumberedPage[],
  baseDir: string,
  allowOutside: boolean,
  told: Told,
  missing: string[],
): Promise<Pictures> {
  const photos = storiesOn(edition, pages).flatMap(photosOf);
  const fixed = pages.flatMap(({ page }) => page.fixed);
  const wanted = [
    ...photos.flatMap(picturesOf),
    ...fixed.flatMap(({ src, pointer }) => (src === undefined ? [] : [{ src, srcPointer: `${pointer}/src` }])),
  ];
  const images = new Map<string, SceneImage>();
  const verdicts: Promise<readonly Diagnostic[]>[] = [];
  const paths: string[] = [];
  const seen = new Set<string>();
  const written = writtenOn(edition, pages);
  const open = openToCropping(photos);
  const lineArt = new Set<string>();
  await Promise.all(
    wanted.map(async (photo) => {
      if (seen.has(photo.src)) return;
      seen.add(photo.src);
      const at = edition.placeOf(photo.srcPointer);
      const path = await resolveInside(baseDir, photo.src, allowOutside);
      if (!path.ok) {
        if (path.diagnostics.some(({ code }) => code === "not-found"))
          missing.push(dirname(resolve(baseDir, photo.src)));
        told.push(...path.diagnostics.map((d) => ({ ...d, at })));
        return;
      }
      paths.push(path.value);
      const image = await openImage(path.value, photo.src, at, {
        light: written.has(photo.src),
        kind: open.has(photo.src),
      });
      if (!image.ok) {
        told.push(...image.diagnostics.map((d) => ({ ...d, at })));
        return;
      }
      images.set(photo.src, image.value.image);
      if (image.value.isLineArt) lineArt.add(photo.src);
      verdicts.push(image.value.verdict.then((found) => found.map((d) => ({ ...d, at }))));
    }),
  );
  return { images, lineArt, verdicts: Promise.all(verdicts).then((all) => all.flat()), paths };
}

/** The stories of these pages, in the edition's order. */
function storiesOn({ articles }: Edition, pages: readonly NumberedPage[]): readonly Article[] {
  const ids = new Set(pages.flatMap(({ page }) => storiesFor(page)));
  return articles.filter(({ id }) => ids.has(id));
}

/** Pictures on which a head may stand: those of stories whose head and photos are placed by hand. */
function writtenOn({ articles }: Edition, pages: readonly NumberedPage[]): ReadonlySet<string> {
  const placed = pages
    .flatMap(({ page }) => page.layout ?? [])
    .filter(({ head, photos: own = [] }) => head !== undefined && own.length > 0);
  const pinned = new Set(placed.map(({ article }) => article));
  return new Set(
    articles
      .filter(({ id }) => pinned.has(id))
      .flatMap(({ photos }) => photos.flatMap(picturesOf).map(({ src }) => src)),
  );
}
