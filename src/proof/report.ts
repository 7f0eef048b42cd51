/** The report: what a person, or a program that plans the page, has to know about a composed edition. Plain JSON. */
import type { Diagnostic, SourcePlace } from "../base/diagnostic.js";
import type { Rect } from "../base/geometry.js";
import { toPt } from "../base/length.js";
import type { Finding, FitCure, HeldScene, Lever, PageScore, Scene, StoryFit } from "../scene/list.js";
import type { StorySetting } from "../scene/setting.js";

/** Points from the page's top left corner. */
export interface ReportBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ReportIssue {
  readonly severity: Finding["severity"];
  readonly code: string;
  readonly article?: string;
  readonly message: string;
  readonly hint: string;
  readonly box?: ReportBox;
  /** Where the fault lies in the input. */
  readonly at?: SourcePlace;
}

export interface ReportArticle {
  readonly id: string;
  readonly linesSet: number;
  readonly linesAvailable: number;
  readonly overset: {
    readonly characters: number;
    readonly lines?: number;
    /** Some of `lines` were not set, but reckoned by their characters. */
    readonly areLinesReckoned?: true;
    readonly text: string;
  };
  readonly short: { readonly lines: number };
  /** What was done so that the text fits; absent where nothing was. */
  readonly levers?: readonly Lever[];
  /** What would mend a story that is over or short, the least work first. */
  readonly cures?: readonly FitCure[];
  /** How each of its lines was fitted; there for stories that were asked about (`--explain`). Lengths in em of the body. */
  readonly setting?: Pick<StorySetting, "head" | "legs" | "blocks">;
}

/** What counts against a make-up, in points. */
export interface ReportScore {
  readonly points: number;
  /** By term, the dearest first. */
  readonly terms: Readonly<Record<string, number>>;
}

/** Columns and rows from 1, both ends included. */
export interface ReportRegion {
  readonly columns: readonly [number, number];
  readonly rows: readonly [number, number];
}

/** One of several make-ups of a page. */
export interface ReportAlternative {
  /** From 1, the best. */
  readonly rank: number;
  readonly file: string | null;
  readonly score: PageScore;
  /** Where its stories stand, as in `layout`. */
  readonly stories: readonly (ReportRegion & {
    readonly id: string;
    readonly without?: readonly ReportRegion[];
    readonly setIn?: number;
  })[];
}

export interface ReportPage {
  readonly number: number;
  /** The file that shows the page, as it was named; null where none was written. */
  readonly file: string | null;
  readonly articles: readonly ReportArticle[];
  readonly issues: readonly ReportIssue[];
  /** What counts against its make-up; absent where the editor placed every story. */
  readonly makeup?: ReportScore;
  /** What became of the make-up that was to be held; absent where none was. */
  readonly held?: HeldScene;
  /** The make-ups that were asked for, the best first. */
  readonly alternatives?: readonly (Omit<ReportAlternative, "score"> & ReportScore)[];
}

/** Milliseconds. */
export interface Timings {
  readonly compose: number;
  readonly render: number;
}

/** A page file whose pages were not set. */
export interface ReportLeftOut {
  readonly file: string;
  /** Numbers of its pages, as far as it can be read. */
  readonly pages: readonly number[];
  readonly issues: readonly ReportIssue[];
}

export interface Report {
  readonly version: 1;
  readonly pages: readonly ReportPage[];
  /** Page files with mistakes; absent where there are none. */
  readonly leftOut?: readonly ReportLeftOut[];
  readonly timings: Timings;
}

export function buildReport(
  scene: Scene,
  files: ReadonlyMap<number, string>,
  timings: Timings,
  alternatives: ReadonlyMap<number, readonly ReportAlternative[]> = new Map(),
  leftOut: readonly LeftOutFile[] = [],
): Report {
  const pages = scene.pages.map(({ number, score, held }) => ({
    number,
    file: files.get(number) ?? null,
    articles: scene.fits
      .filter((fit) => fit.page === number)
      .map((fit) => {
        const setting = scene.settings?.find((own) => own.page === number && own.article === fit.article);
        return { ...articleOf(fit), ...(setting === undefined ? {} : { setting: settingOf(setting) }) };
      }),
    issues: scene.findings.filter((finding) => finding.page === number).map(issueOf),
    ...(score === undefined ? {} : { makeup: scoreOf(score) }),
    ...(held === undefined ? {} : { held }),
    ...alternativesOf(alternatives.get(number) ?? []),
  }));
  return {
    version: 1,
    pages,
    ...(leftOut.length === 0 ? {} : { leftOut: leftOut.map(leftOutOf) }),
    timings: { compose: tenths(timings.compose), render: tenths(timings.render) },
  };
}

/** What the report tells of a page file that the edition was set without. */
interface LeftOutFile {
  readonly file: string;
  readonly numbers: readonly number[];
  readonly mistakes?: readonly Diagnostic[];
}

function leftOutOf({ file, numbers, mistakes = [] }: LeftOutFile): ReportLeftOut {
  const issues = mistakes.map(({ severity, code, message, hints, at }): ReportIssue => {
    return { severity, code, message, hint: hints.join("; "), ...(at === undefined ? {} : { at }) };
  });
  return { file, pages: numbers, issues };
}

function scoreOf({ cost, terms }: PageScore): ReportScore {
  return { points: cost, terms: Object.fromEntries(terms.map(({ term, cost: own }) => [term, own])) };
}

function alternativesOf(all: readonly ReportAlternative[]): Pick<ReportPage, "alternatives"> {
  if (all.length === 0) return {};
  return {
    alternatives: all.map(({ rank, file, score, stories }) => ({ rank, file, ...scoreOf(score), stories })),
  };
}

/** The report of a scene on its own: no file shows it yet, and nobody timed it. */
export function report(scene: Scene): Report {
  return buildReport(scene, new Map(), { compose: 0, render: 0 });
}

/** Whether the page can go on its way as it is: text without a place and errors need a person, warnings do not. */
export function needsPerson(scene: Scene): boolean {
  return (
    scene.findings.some((finding) => finding.severity === "error") || scene.fits.some((fit) => fit.oversetText !== "")
  );
}

function articleOf(fit: StoryFit): ReportArticle {
  return {
    id: fit.article,
    linesSet: fit.linesSet,
    linesAvailable: fit.linesAvailable,
    overset: {
      characters: countCharacters(fit.oversetText),
      ...(fit.oversetLines === undefined ? {} : { lines: fit.oversetLines }),
      ...(fit.areLinesReckoned === true ? { areLinesReckoned: true as const } : {}),
      text: fit.oversetText,
    },
    short: { lines: fit.shortLines },
    ...(fit.levers === undefined ? {} : { levers: fit.levers }),
    ...(fit.cures === undefined ? {} : { cures: fit.cures }),
  };
}

function issueOf(finding: Finding): ReportIssue {
  const { severity, code, article, message, hint, box, at } = finding;
  return {
    severity,
    code,
    ...(article === undefined ? {} : { article }),
    message,
    hint,
    ...(box === undefined ? {} : { box: boxOf(box) }),
    ...(at === undefined ? {} : { at }),
  };
}

function settingOf({ head, legs, blocks }: StorySetting): Pick<StorySetting, "head" | "legs" | "blocks"> {
  return {
    ...(head === undefined ? {} : { head }),
    legs: legs.map((leg) => ({ ...leg, measure: thousandths(leg.measure) })),
    blocks: blocks.map((block) =>
      block.kind === "rows"
        ? block
        : {
            ...block,
            cost: thousandths(block.cost),
            lines: block.lines.map((line) => ({
              ...line,
              indent: thousandths(line.indent),
              natural: thousandths(line.natural),
              measure: thousandths(line.measure),
              cost: thousandths(line.cost),
              adjustments: line.adjustments.map((own) => ({ ...own, total: thousandths(own.total) })),
              penalties: line.penalties.map((own) => ({ ...own, cost: thousandths(own.cost) })),
            })),
          },
    ),
  };
}

/** As an editor counts: code points, without the newlines that only join the paragraphs. */
function countCharacters(text: string): number {
  let count = 0;
  for (const character of text) if (character !== "\n") count += 1;
  return count;
}

function boxOf(rect: Rect): ReportBox {
  return { x: points(rect.x), y: points(rect.y), width: points(rect.width), height: points(rect.height) };
}

/** A thousandth of a point is far below what any device shows, and keeps the numbers readable. */
function points(length: number): number {
  return thousandths(toPt(length));
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
