/** Pictures: resolution, coding, and what a press refuses in them. */
import type { ImageMark } from "../content/marks.js";
import { intersect, isEmpty } from "../content/matrix.js";
import type { PageContext } from "../context.js";

/** Thumbnails of a few pixels are ornaments or masks, not photographs. */
const SMALLEST_SIDE = 4;
/** Above so many times what is asked for, pixels are only weight. */
const TOO_MANY = 3;

export function checkImage(mark: ImageMark, context: PageContext): void {
  checkCoding(mark, context);
  if (isEmpty(intersect(mark.box, context.boxes.page))) return;
  checkResolution(mark, context);
}

function checkResolution(mark: ImageMark, { profile, report }: PageContext): void {
  if (mark.width < SMALLEST_SIDE && mark.height < SMALLEST_SIDE) return;
  const bitmap = mark.bits === 1 && (mark.space === undefined || mark.space.components === 1);
  const limits = bitmap ? profile.bitmapResolution : profile.resolution;
  const check = bitmap ? "Resolution 1-bit" : "Resolution gray/colour";
  const code = bitmap ? "bitmap-resolution" : "image-resolution";
  const ppi = Math.round(mark.ppi);
  const size = `${mark.width} × ${mark.height} pixels`;
  if (mark.ppi < limits.warn) {
    const severity = mark.ppi < limits.error ? "error" : "warning";
    const message = `a picture (${size}) has ${ppi} ppi where it stands, less than ${severity === "error" ? limits.error : limits.warn}`;
    report({ severity, code, check, message, hint: "use a larger picture, or set it smaller" }, mark.box);
  } else if (mark.ppi > limits.warn * TOO_MANY && !bitmap) {
    const message = `a picture (${size}) has ${ppi} ppi where it stands: more than print can show`;
    report(
      { severity: "info", code: "image-resolution-high", check, message, hint: "downsample it: the file gets smaller" },
      mark.box,
    );
  }
}

function checkCoding(mark: ImageMark, { file, standard, report }: PageContext): void {
  const check = "ISO compliance";
  const filters = file.filters(mark.stream);
  const { dict } = mark.stream;
  const refuse = (message: string, hint: string): void => {
    report({ severity: "error", code: "image-coding", check, message, hint }, mark.box);
  };
  if (filters.includes("LZWDecode")) refuse("a picture is packed with LZW, which PDF/X forbids", "pack it with Flate");
  if (standard === "pdfx1a") {
    for (const coding of ["JBIG2Decode", "JPXDecode"]) {
      if (filters.includes(coding))
        refuse(`a picture is packed with ${coding}, which PDF/X-1a does not know`, "use JPEG or Flate");
    }
    if (mark.bits === 16) refuse("a picture has 16 bits a sample, which PDF/X-1a does not know", "make it 8 bits");
  }
  if (file.array(dict.raw("Alternates")) !== undefined) {
    report(
      {
        severity: "error",
        code: "alternate-images",
        check,
        message: "a picture brings alternates for the screen",
        hint: "leave them out",
      },
      mark.box,
    );
  }
  if (file.dict(dict.raw("OPI")) !== undefined) {
    report(
      {
        severity: "error",
        code: "opi",
        check,
        message: "a picture is a placeholder (OPI): the press has not got the real one",
        hint: "put the picture itself into the file",
      },
      mark.box,
    );
  }
}
