/** What hangs on a page besides its content: annotations, actions, device settings, PostScript. */
import { intersect, isEmpty } from "../content/matrix.js";
import type { PageContext } from "../context.js";
import type { PdfDict } from "../pdf/object.js";
import { deviceDependence } from "./document.js";

const CHECK = "ISO compliance";
/** Kinds that a press makes itself, or that PDF/X provides for. */
const PRESS_KINDS = new Set(["TrapNet", "PrinterMark"]);

export function checkAnnotations({ file, page, boxes, report }: PageContext): void {
  if (file.dict(page.dict.raw("AA")) !== undefined) {
    report({
      severity: "error",
      code: "actions",
      check: CHECK,
      message: "the page does something when it is opened",
      hint: "leave it out",
    });
  }
  for (const one of (file.array(page.dict.raw("Annots")) ?? []).slice(0, 10_000)) {
    const dict = file.dict(one);
    const kind = file.name(dict?.raw("Subtype") ?? null) ?? "";
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = file.numbers(dict?.raw("Rect") ?? null) ?? [];
    const box = { left: Math.min(x0, x1), bottom: Math.min(y0, y1), right: Math.max(x0, x1), top: Math.max(y0, y1) };
    if (dict === undefined || PRESS_KINDS.has(kind) || isEmpty(intersect(box, boxes.inked))) continue;
    const what = kind === "" ? "an annotation" : `an annotation (${kind.slice(0, 30)})`;
    report(
      {
        severity: "error",
        code: "annotations",
        check: CHECK,
        message: `${what} lies on the page`,
        hint: "deliver the page without comments, links and form fields",
      },
      box,
    );
  }
}

export function checkGraphicsState(dict: PdfDict, { file, report }: PageContext): void {
  for (const what of deviceDependence(file, dict)) {
    report({
      severity: "error",
      code: "device-settings",
      check: CHECK,
      message: `the page sets ${what}`,
      hint: "leave it out: the press has its own",
    });
  }
}

export function checkForm(dict: PdfDict, { file, report }: PageContext): void {
  const subtype = file.name(dict.raw("Subtype"));
  const hint = "leave it out";
  if (subtype === "PS" || file.name(dict.raw("Subtype2")) === "PS") {
    report({ severity: "error", code: "postscript", check: CHECK, message: "the page holds PostScript code", hint });
  }
  if (file.dict(dict.raw("OPI")) !== undefined) {
    report({
      severity: "error",
      code: "opi",
      check: CHECK,
      message: "the page holds a placeholder (OPI) for a picture",
      hint: "put the picture itself into the file",
    });
  }
  if (file.dict(dict.raw("Ref")) !== undefined) {
    report({
      severity: "error",
      code: "external-content",
      check: CHECK,
      message: "a part of the page lies in another file",
      hint: "put it into this one",
    });
  }
}
