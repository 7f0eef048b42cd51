/** Transparency: forbidden in PDF/X-1a, and in PDF/X-4 blended in the press's own colours. */
import type { Mark, Paint } from "../content/marks.js";
import { intersect, isEmpty } from "../content/matrix.js";
import type { PageContext } from "../context.js";
import type { PdfDict } from "../pdf/object.js";

/** Remembers whether a page used transparency at all: only then does its blending space matter. */
export class TransparencyWatch {
  #used = false;

  mark(mark: Mark, context: PageContext): void {
    const reason = reasonOf(mark);
    if (reason === undefined) return;
    this.#used = true;
    if (isEmpty(intersect(mark.box, context.boxes.inked))) return;
    this.#tell(reason, context, mark);
  }

  /** A form that is a group of its own, without which opaque things would be opaque. */
  form(dict: PdfDict, context: PageContext): void {
    if (!isGroup(dict, context)) return;
    this.#used = true;
    this.#tell("a group of objects is composed as one (transparency group)", context);
  }

  end(context: PageContext): void {
    const { file, page, standard, report } = context;
    const group = file.dict(page.dict.raw("Group"));
    const isTransparency = isGroup(page.dict, context);
    if (isTransparency && standard === "pdfx1a") {
      this.#tell("the page is a transparency group", context);
    }
    if (!this.#used || standard === "pdfx1a") return;
    const space = file.resolve(group?.raw("CS") ?? null);
    const name = file.name(space) ?? file.name(file.array(space)?.[0] ?? null);
    const components =
      name === "ICCBased" ? file.number(file.dict(file.array(space)?.[1] ?? null)?.raw("N") ?? null) : undefined;
    if (name === "DeviceCMYK" || components === 4) return;
    const message = `the page is blended in ${name ?? "a space it does not name"}, not in CMYK`;
    report({
      severity: "error",
      code: "transparency-blend-space",
      check: "Transparency blend space",
      message,
      hint: "give the page a group in DeviceCMYK",
    });
  }

  #tell(reason: string, { standard, report }: PageContext, mark?: Mark): void {
    const strict = standard === "pdfx1a";
    report(
      {
        severity: strict ? "error" : "info",
        code: "transparency",
        check: "ISO compliance",
        message: strict ? `${reason}: PDF/X-1a has no transparency` : reason,
        hint: strict ? "flatten the page, or deliver PDF/X-4" : "nothing, if the press takes live transparency",
      },
      mark?.box,
    );
  }
}

function isGroup(dict: PdfDict, { file }: PageContext): boolean {
  return file.name(file.dict(dict.raw("Group"))?.raw("S") ?? null) === "Transparency";
}

function reasonOf(mark: Mark): string | undefined {
  if (mark.kind === "image" && mark.masked) return "a picture has a soft mask (alpha channel)";
  const paints: readonly (Paint | undefined)[] =
    mark.kind === "text" || mark.kind === "path" ? [mark.fill, mark.stroke] : [mark.paint];
  for (const paint of paints) {
    if (paint === undefined) continue;
    if (paint.softMask) return "an object is painted through a soft mask";
    if (paint.alpha < 1) return `an object is ${Math.round(paint.alpha * 100)} % opaque`;
    if (paint.blend !== "Normal" && paint.blend !== "Compatible") return `an object is blended by ${paint.blend}`;
  }
  return undefined;
}
