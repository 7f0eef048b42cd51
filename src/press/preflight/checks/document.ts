/** What a file must and must not hold as a whole to be PDF/X (ISO 15930-4 for X-1a:2003, 15930-7 for X-4). */
import type { Fault } from "../finding.js";
import type { PdfDocument } from "../pdf/file.js";
import { PdfName } from "../pdf/object.js";
import type { PreflightProfile, Standard } from "../profile.js";
import { contradictions, pdfDate, readInfo, readXmp, xmpProperty } from "./metadata.js";

type Report = (fault: Fault) => void;

const CHECK = "ISO compliance";
const LABEL: Readonly<Record<Standard, string>> = { pdfx1a: "PDF/X-1a:2003", pdfx4: "PDF/X-4" };
/** Highest header a file of the standard may have. PDF/X-4 is written on PDF 1.6; readers of it take 1.7. */
const HIGHEST: Readonly<Record<Standard, string>> = { pdfx1a: "1.4", pdfx4: "1.7" };

/** The standard that the file says it is, and its name for it. */
export function claimOf(file: PdfDocument): {
  readonly standard: Standard | undefined;
  readonly version: string | undefined;
} {
  const xmp = readXmp(file) ?? "";
  const info = readInfo(file).text("GTS_PDFXVersion");
  const version = xmpProperty(xmp, "pdfxid:GTS_PDFXVersion") ?? info ?? xmpProperty(xmp, "pdfx:GTS_PDFXVersion");
  const standard =
    version === undefined ? undefined : /X-4/u.test(version) ? "pdfx4" : /X-1/u.test(version) ? "pdfx1a" : undefined;
  return { standard, version };
}

export function checkDocument(file: PdfDocument, standard: Standard, profile: PreflightProfile, report: Report): void {
  const wrong = (code: string, message: string, hint: string): void =>
    report({ severity: "error", code, check: CHECK, message, hint });
  checkClaim(file, standard, profile, wrong);
  checkMetadata(file, standard, wrong);
  if (file.version > HIGHEST[standard]) {
    wrong(
      "pdf-version",
      `the file is PDF ${file.version}; ${LABEL[standard]} is at most PDF ${HIGHEST[standard]}`,
      "write it in that version",
    );
  }
  if (standard === "pdfx1a" && file.references.streams) {
    wrong(
      "pdf-version",
      "the file has a cross-reference stream, which PDF 1.4 does not know",
      "write it without object streams",
    );
  }
  const ids = file.array(file.trailer.raw("ID"));
  if (ids === undefined || ids.length !== 2)
    wrong("file-id", "the file has no identifier (ID)", "write the file identifier");
  checkActions(file, wrong);
  checkLayers(file, standard, report);
}

type Wrong = (code: string, message: string, hint: string) => void;

function checkClaim(file: PdfDocument, standard: Standard, profile: PreflightProfile, wrong: Wrong): void {
  const claim = claimOf(file);
  if (claim.version === undefined) {
    wrong("pdfx-version", "the file does not say that it is PDF/X", `make it ${LABEL[standard]}: banxin press does`);
  } else if (claim.standard === undefined) {
    wrong(
      "pdfx-version",
      `the file says it is ${claim.version.slice(0, 40)}, which is neither PDF/X-1a nor PDF/X-4`,
      "deliver one of these",
    );
  } else if (profile.standard !== undefined && claim.standard !== profile.standard) {
    wrong(
      "pdfx-version",
      `the file is ${claim.version.slice(0, 40)}; ${LABEL[profile.standard]} was asked for`,
      "deliver that",
    );
  }
}

function checkMetadata(file: PdfDocument, standard: Standard, wrong: Wrong): void {
  const info = readInfo(file);
  const xmp = readXmp(file);
  const has = (key: string, property: string): boolean =>
    (info.text(key) ?? "") !== "" ||
    (standard === "pdfx4" && xmp !== undefined && (xmpProperty(xmp, property) ?? "") !== "");
  if (!has("Title", "dc:title")) wrong("info-title", "the file has no title", "write a title: paper, date and page");
  for (const [key, property] of [
    ["CreationDate", "xmp:CreateDate"],
    ["ModDate", "xmp:ModifyDate"],
  ] as const) {
    if (!has(key, property)) wrong("info-date", `the file has no ${key}`, "write the dates of creation and change");
    const text = info.text(key);
    if (text !== undefined && pdfDate(text) === undefined)
      wrong("info-date", `${key} is "${text.slice(0, 40)}", which is no date`, "write D:YYYYMMDDHHmmSSZ");
  }
  const trapped =
    info.trapped ?? (standard === "pdfx4" && xmp !== undefined ? xmpProperty(xmp, "pdf:Trapped") : undefined);
  if (trapped !== "True" && trapped !== "False") {
    wrong("info-trapped", "the file does not say whether it is trapped", "write Trapped as True or False");
  }
  if (xmp === undefined) {
    if (standard === "pdfx4") wrong("xmp-missing", "the file has no XMP metadata", "write the XMP packet");
    return;
  }
  for (const contradiction of contradictions(info, xmp)) {
    wrong("xmp-info", `Info and XMP disagree: ${contradiction}`, "write both from the same values");
  }
  const [old, stated] = [info.text("GTS_PDFXVersion"), xmpProperty(xmp, "pdfx:GTS_PDFXVersion")];
  if (old !== undefined && stated !== undefined && old !== stated) {
    wrong(
      "xmp-info",
      `Info and XMP disagree: GTS_PDFXVersion is "${old}" and "${stated}"`,
      "write both from the same values",
    );
  }
}

function checkActions(file: PdfDocument, wrong: Wrong): void {
  const { catalog } = file;
  const names = file.dict(catalog.raw("Names"));
  const hint = "leave it out: a press does nothing with it";
  const open = file.resolve(catalog.raw("OpenAction"));
  // A destination to open at is no action.
  const opens = open !== null && file.array(open) === undefined;
  if (opens || file.dict(catalog.raw("AA")) !== undefined)
    wrong("actions", "the file does something when it is opened", hint);
  if (file.dict(names?.raw("JavaScript") ?? null) !== undefined) wrong("actions", "the file holds JavaScript", hint);
  if (file.dict(names?.raw("EmbeddedFiles") ?? null) !== undefined)
    wrong("embedded-files", "the file has other files attached", hint);
  const form = file.dict(catalog.raw("AcroForm"));
  if (form !== undefined && (file.array(form.raw("Fields")) ?? []).length > 0)
    wrong("annotations", "the file is a form to fill in", hint);
}

function checkLayers(file: PdfDocument, standard: Standard, report: Report): void {
  const layers = file.dict(file.catalog.raw("OCProperties"));
  if (layers === undefined) return;
  const count = (file.array(layers.raw("OCGs")) ?? []).length;
  report({
    severity: standard === "pdfx1a" ? "error" : "warning",
    code: "optional-content",
    check: "Optional content",
    message: `the file has layers (${count}) that may be switched off`,
    hint: "deliver what is to be printed, and nothing else",
  });
}

/** Keys of a graphics state that change what the press does, with what they are. */
const DEVICE_KEYS: readonly (readonly [key: string, what: string])[] = [
  ["TR", "a transfer function"],
  ["TR2", "a transfer function"],
  ["HTP", "a halftone phase"],
];

/** Graphics states and forms that a press must not obey. */
export function deviceDependence(
  file: PdfDocument,
  dict: { raw(key: string): ReturnType<PdfDocument["resolve"]> },
): readonly string[] {
  const found: string[] = [];
  for (const [key, what] of DEVICE_KEYS) {
    const value = file.resolve(dict.raw(key));
    if (value !== null && !(value instanceof PdfName && (value.value === "Default" || value.value === "Identity")))
      found.push(what);
  }
  return [...new Set(found)];
}
