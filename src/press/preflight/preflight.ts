/**
 * Preflight of a finished PDF: the bytes are read back and judged, nothing is believed that the writer knew. Reader,
 * interpreter and plates are made from the specification alone and share no code with what writes the files.
 */
import { PlatePainter } from "../separations/painter.js";
import { SpotList } from "./checks/colour.js";
import { checkDocument, claimOf } from "./checks/document.js";
import { type InkCoverage, inkCoverage, judgedSide, judgeInk, measuringDpi } from "./checks/ink.js";
import { checkPainted } from "./checks/painted.js";
import { checkOutputIntent, type OutputIntent } from "./checks/output-intent.js";
import { TransparencyWatch } from "./checks/transparency.js";
import type { Box } from "./content/matrix.js";
import type { PageContext } from "./context.js";
import { type Fault, Findings, type PreflightFinding } from "./finding.js";
import { type PageBoxes, placeOf, readBoxes } from "./geometry.js";
import { boundOf, checkContent, type PageContent, platesUsed, readContent } from "./page-reader.js";
import { PdfDocument } from "./pdf/file.js";
import { PdfFault } from "./pdf/object.js";
import { type PageObject, pagesOf } from "./pdf/pages.js";
import { NEWSPAPER, type PreflightProfile, type Standard } from "./profile.js";

export interface PageReport {
  /** Position in the file, from 1. */
  readonly page: number;
  /** Trim, millimetres. */
  readonly width: number;
  readonly height: number;
  readonly boxes: PageBoxes;
  /** Plates that get ink, in the order of printing. */
  readonly plates: readonly string[];
  /** Undefined where it was only proved that the limit holds. */
  readonly ink: InkCoverage | undefined;
  readonly counts: PageContent["counts"];
  readonly text: string;
  /** What could not be measured, in words. */
  readonly notMeasured: readonly string[];
}

export interface PreflightReport {
  readonly version: 1;
  readonly profile: string;
  /** The standard that the file was held to. */
  readonly standard: Standard;
  /** As the file itself says; undefined where it says nothing. */
  readonly claimed: string | undefined;
  readonly pdfVersion: string | undefined;
  readonly outputIntent: OutputIntent | undefined;
  readonly spots: readonly string[];
  readonly pages: readonly PageReport[];
  readonly findings: readonly PreflightFinding[];
}

/**
 * `measure` paints the whole page, and tells how much ink it takes. `limit` paints what could take too much and no more:
 * the findings are the same.
 */
export type InkMethod = "measure" | "limit";

const MM = 72 / 25.4;

/** Checks a file. Damaged and hostile files are findings too: the promise is always kept. */
export async function preflight(
  bytes: Uint8Array,
  profile: PreflightProfile = NEWSPAPER,
  ink: InkMethod = "measure",
): Promise<PreflightReport> {
  const findings = new Findings();
  const report = (fault: Fault): void => findings.add(0, fault);
  const pages: PageReport[] = [];
  const spots = new SpotList();
  let standard: Standard = profile.standard ?? "pdfx1a";
  let claimed: string | undefined;
  let outputIntent: OutputIntent | undefined;
  let file: PdfDocument | undefined;
  try {
    file = new PdfDocument(bytes);
    if (file.encrypted)
      throw new PdfFault("encrypted", "the file is encrypted: neither a press nor this check can read it");
    const claim = claimOf(file);
    claimed = claim.version;
    standard = profile.standard ?? claim.standard ?? "pdfx1a";
    checkDocument(file, standard, profile, report);
    outputIntent = checkOutputIntent(file, standard, profile, report);
    const objects = pagesOf(file);
    checkPageCount(objects.length, profile, report);
    for (const [index, page] of objects.entries()) {
      pages.push(await checkPage(file, page, index + 1, standard, profile, ink, findings, spots));
    }
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    report(unreadable(error));
  }
  return {
    version: 1,
    profile: profile.name,
    standard,
    claimed,
    pdfVersion: file?.version,
    outputIntent,
    spots: spots.names,
    pages,
    findings: findings.list,
  };
}

const UNREADABLE: Readonly<Record<PdfFault["kind"], readonly [code: string, hint: string]>> = {
  "not-a-pdf": ["not-a-pdf", "deliver a PDF file"],
  damaged: ["damaged-file", "deliver the file again: it was damaged on its way, or badly written"],
  encrypted: ["encrypted", "deliver it without a password"],
  "too-large": ["too-large", "see what makes it so large: a press will not take it either"],
};

function unreadable(error: PdfFault): Fault {
  const [code, hint] = UNREADABLE[error.kind];
  return { severity: "error", code, check: "ISO compliance", message: error.message, hint };
}

function checkPageCount(count: number, profile: PreflightProfile, report: (fault: Fault) => void): void {
  const check = "Number of pages";
  if (count === 0)
    report({ severity: "error", code: "page-count", check, message: "the file has no page", hint: "deliver the page" });
  else if (count > profile.pages) {
    const message = `the file has ${count} pages; ${profile.pages === 1 ? "one page a file" : `at most ${profile.pages}`} is wanted`;
    report({ severity: "warning", code: "page-count", check, message, hint: "deliver each page as its own file" });
  }
}

async function checkPage(
  file: PdfDocument,
  page: PageObject,
  number: number,
  standard: Standard,
  profile: PreflightProfile,
  method: InkMethod,
  findings: Findings,
  spots: SpotList,
): Promise<PageReport> {
  const boxes = readBoxes(file, page);
  const dpi = measuringDpi(boxes.page);
  const painter = new PlatePainter(file, boxes.page, dpi, "measure");
  const context: PageContext = {
    file,
    page,
    boxes,
    profile,
    standard,
    under: (box) => painter.under(box),
    report(fault, box?: Box) {
      findings.add(number, { ...fault, ...(box === undefined ? {} : { place: placeOf(box, boxes.page) }) });
    },
  };
  const watch = new TransparencyWatch();
  const content = readContent(context, watch);
  const bound = method === "limit" ? boundOf(content, context, (judgedSide(profile, dpi) * 72) / dpi) : undefined;
  await checkContent(content, context, painter, bound, watch, spots);
  checkPainted(content.marks, context, number);
  const judged = judgeInk(painter.plates, dpi, context);
  return {
    page: number,
    width: (boxes.page.right - boxes.page.left) / MM,
    height: (boxes.page.top - boxes.page.bottom) / MM,
    boxes,
    plates: bound === undefined ? painter.plates.printed : platesUsed(content, boxes.page, painter),
    ink: bound === undefined ? inkCoverage(painter.plates, judged) : undefined,
    counts: content.counts,
    text: content.text,
    notMeasured: [...painter.notMeasured],
  };
}
