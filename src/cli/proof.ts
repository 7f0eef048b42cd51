/** `banxin proof`: pages as PDF, PNG or SVG. */
import type { FontLibrary } from "../font/library.js";
import type { Diagnostic } from "../base/diagnostic.js";
import type { LastMakeup } from "../page/held-page.js";
import { type Lettering, OVERLAY_KINDS, withOverlay, type OverlayKind } from "../proof/overlay.js";
import { LONGEST_WATERMARK, withWatermark } from "../proof/watermark.js";
import { lettering } from "../compose.js";
import type { Scene } from "../scene/list.js";
import {
  ALTERNATIVE_OPTIONS,
  alternativesInWords,
  readAlternatives,
  type AlternativesWish,
  scoreInWords,
} from "./alternatives.js";
import { mistake, type Arguments, type CommandSpec } from "./arguments.js";
import { defineCommand } from "./command.js";
import { isStdout } from "./destination.js";
import { HOLD_OPTION } from "./held.js";
import { EXIT, type Io } from "./io.js";
import { EDITION_OPERAND, JOB_OPTIONS, readJobRequest, type JobRequest } from "./options.js";
import { chooseFormat, FORMATS, planOutputs, planRanked, type Format, type Output } from "./outputs.js";
import { printDiagnostics, visible } from "./print.js";
import { runJob, type Product, type Result, type Session, type Work } from "./session.js";
import { watch } from "./watch.js";

/** Fine enough to read body type on a screen; print needs no PNG. */
const DEFAULT_DPI = 150;
/** Of pictures in a PDF that is marked as a proof. */
const WATERMARKED_DPI = 100;
const LEAST_DPI = 18;
const MOST_DPI = 1_200;

const SPEC: CommandSpec = {
  name: "proof",
  summary: "Makes proofs of the pages of an edition.",
  operands: [EDITION_OPERAND],
  options: {
    out: {
      short: "o",
      value: "OUT",
      help: "a file, a folder (existing, or ending with /) for one file a page, or - for standard output; the default is FILE's name here",
    },
    format: { value: "FORMAT", choices: FORMATS, help: "instead of the one that OUT's name says" },
    dpi: { value: "N", help: `pixels an inch of a PNG; ${DEFAULT_DPI} when not given` },
    overlay: {
      value: "KINDS",
      choices: OVERLAY_KINDS,
      list: true,
      help: "draw over the page, separated by commas",
    },
    watermark: {
      value: "TEXT",
      help: `write TEXT under the page and across its pictures, which get ${WATERMARKED_DPI} dpi at most: no one can print from it`,
    },
    watch: { short: "w", help: "set again whenever the edition, a template, a font or a picture changes" },
    ...ALTERNATIVE_OPTIONS,
    ...HOLD_OPTION,
    ...JOB_OPTIONS,
  },
  examples: [
    ["banxin proof edition.json", "all pages into edition.pdf, in the folder you are in"],
    ["banxin proof edition.json -o proofs/ --pages 1,4-6", "one PDF a page: proofs/edition-1.pdf, …"],
    ["banxin proof edition.json -o page.png --pages 4 --dpi 100", "page 4 as a picture"],
    ["banxin proof edition.json --overlay grid,overset --report r.json", "with the grid, and a report beside it"],
    ["banxin proof edition.json --pages 4 --alternatives 3", "three make-ups: edition-1.pdf, edition-2.pdf, …"],
    [
      "banxin proof edition.json --watermark 校样",
      "a proof to hand out: marked as one, its pictures too coarse to print",
    ],
    ["banxin proof edition.json --hold made-up.json", "keeps the make-up that check --write-layout wrote"],
    ["banxin proof edition.json -o page.pdf --watch", "sets the pages again with every change, until Ctrl-C"],
  ],
};

interface ProofRequest {
  readonly job: JobRequest;
  readonly out: string | undefined;
  readonly format: Format;
  readonly formatGiven: boolean;
  readonly dpi: number;
  readonly overlay: readonly OverlayKind[];
  readonly alternatives: AlternativesWish | undefined;
  readonly watermark: string | undefined;
}

export const run = defineCommand(SPEC, async (given, io) => {
  const problems: Diagnostic[] = [];
  const request = readRequest(given, io, problems);
  if (problems.length > 0) {
    printDiagnostics(io, problems);
    return EXIT.input;
  }
  if (!given.flag("watch")) return (await proofOnce(request, io)).code;
  let library: FontLibrary | undefined;
  let last: LastMakeup | undefined;
  const again = async (holds: boolean): Promise<Result> => {
    const { hold: file, ...others } = request.job.options;
    const hold = holds ? (last ?? file) : undefined;
    const options = {
      ...others,
      ...(library === undefined ? {} : { library }),
      ...(hold === undefined ? {} : { hold }),
    };
    const result = await proofOnce({ ...request, job: { ...request.job, options } }, io);
    // Bundled fonts stay as they are; files of the user's own may be what has changed.
    if ((request.job.options.fonts ?? []).length === 0) library = result.fonts ?? library;
    // Where the edition could not be set, the make-up before it is still the last.
    last = result.made ?? last;
    return result;
  };
  return watch(request.job, again, io);
});

function readRequest(given: Arguments, io: Io, problems: Diagnostic[]): ProofRequest {
  const out = given.value("out");
  const format = chooseFormat(out, given.value("format"));
  problems.push(...format.diagnostics);
  if (out !== undefined && given.flag("watch") && isStdout(io.cwd, out))
    problems.push(
      mistake("--watch writes its pages again and again, and standard output takes them once", "name a file"),
    );
  const dpi = readDpi(given.value("dpi"), problems);
  const overlay = OVERLAY_KINDS.filter((kind) => given.values("overlay").includes(kind));
  return {
    job: readJobRequest(given, io, problems),
    out,
    format: format.ok ? format.value : "pdf",
    formatGiven: given.value("format") !== undefined,
    dpi,
    overlay,
    alternatives: readAlternatives(given, problems),
    watermark: readWatermark(given.value("watermark"), problems),
  };
}

function readWatermark(text: string | undefined, problems: Diagnostic[]): string | undefined {
  if (text === undefined) return undefined;
  const words = text.replaceAll(/\s+/gu, " ").trim();
  const length = Array.from(words).length;
  if (length > 0 && length <= LONGEST_WATERMARK) return words;
  const fault = length === 0 ? "holds no words" : `has ${length} characters; ${LONGEST_WATERMARK} are the most`;
  problems.push(mistake(`--watermark ${fault}`, "write a few words, such as --watermark 校样"));
  return undefined;
}

function readDpi(text: string | undefined, problems: Diagnostic[]): number {
  if (text === undefined) return DEFAULT_DPI;
  const dpi = /^\d{1,5}$/u.test(text) ? Number(text) : Number.NaN;
  if (dpi >= LEAST_DPI && dpi <= MOST_DPI) return dpi;
  problems.push(mistake(`--dpi cannot be "${text}"`, `write a whole number from ${LEAST_DPI} to ${MOST_DPI}`));
  return DEFAULT_DPI;
}

async function proofOnce(request: ProofRequest, io: Io): Promise<Result> {
  const { job, out, format, alternatives } = request;
  let written: readonly Output[] = [];
  const work: Work = {
    async plan({ pages }) {
      const wish = { cwd: io.cwd, edition: job.file, out, format, formatGiven: request.formatGiven };
      const planned = await planOutputs(
        wish,
        pages.map(({ number }) => number),
      );
      const ranked =
        planned.ok && alternatives?.all === true ? await planRanked(io.cwd, planned.value, alternatives.of) : planned;
      return ranked.ok ? ranked.value : ranked.diagnostics;
    },
    async make(session, outputs) {
      const products = await render(request, session, outputs);
      written = products.map(({ output }) => output);
      if (alternatives?.all === true) io.stderr(visible(alternativesInWords(session.alternatives)));
      return products;
    },
    alternatives,
  };
  const result = await runJob(job, work, io);
  const files = written.filter(({ toStdout }) => toStdout !== true);
  if (result.code <= EXIT.attention) io.stdout(files.map(({ name }) => `${name}\n`).join(""));
  return result;
}

/** Everything is rendered before the first file is written: a failure leaves nothing half done. */
async function render(request: ProofRequest, session: Session, outputs: readonly Output[]): Promise<Product[]> {
  // All pages of a make-up are marked at once: their pictures are made coarse for where they stand largest.
  const scenes = new Map<Scene, Scene>();
  const shown = async (bare: Scene): Promise<Scene> => {
    const letters = lettering(session.job);
    const told = letters === undefined ? undefined : { ...letters, tell: scoreInWords };
    const scene = scenes.get(bare) ?? (await withMark(withOverlay(bare, request.overlay, told), letters, request));
    scenes.set(bare, scene);
    return scene;
  };
  const draw = await renderer(request.format, request.dpi);
  const products: Product[] = [];
  for (const output of outputs) {
    const composed =
      output.rank === undefined
        ? session.composed
        : session.alternatives.find(({ rank }) => rank === output.rank)?.composed;
    // Fewer make-ups differ than were asked for.
    if (composed === undefined) continue;
    products.push({ output, content: await draw(await shown(composed.scene), output.pages) });
    session.progress.step(products.length, outputs.length, "drawing file");
  }
  return products;
}

async function withMark(
  scene: Scene,
  letters: Lettering | undefined,
  { watermark, format }: ProofRequest,
): Promise<Scene> {
  if (watermark === undefined || letters === undefined) return scene;
  const marked = withWatermark(scene, watermark, letters);
  if (format === "png") return marked;
  const { lowResolution } = await import("../press/low-resolution.js");
  return lowResolution(marked, WATERMARKED_DPI);
}

type Draw = (scene: Scene, pages: readonly number[]) => Promise<Uint8Array | string>;

/** Loads only the renderer that is asked for: each brings a library of its own. */
async function renderer(format: Format, dpi: number): Promise<Draw> {
  switch (format) {
    case "pdf": {
      const { renderPdf } = await import("../render/pdf.js");
      return (scene, pages) => renderPdf(scene, { pages });
    }
    case "svg": {
      const { renderSvg } = await import("../render/svg.js");
      return async (scene, pages) => renderSvg(scene, only(pages));
    }
    case "png": {
      const { renderPng } = await import("../render/png.js");
      return (scene, pages) => renderPng(scene, only(pages), { dpi });
    }
  }
}

function only(pages: readonly number[]): number {
  const [page] = pages;
  if (page === undefined || pages.length > 1) throw new Error("a picture shows exactly one page");
  return page;
}
