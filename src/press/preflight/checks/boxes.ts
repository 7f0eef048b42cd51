/** Page boxes, size and scaling. */
import type { Mark } from "../content/marks.js";
import type { Box } from "../content/matrix.js";
import type { PageContext } from "../context.js";
import { contains } from "../geometry.js";

const MM = 72 / 25.4;
/** Boxes are written in hundredths of a point, sizes in millimetres. */
const SIZE_SLACK = 0.5;
const EDGE_SLACK = 0.1;

export function checkBoxes({ boxes, profile, standard, report }: PageContext): void {
  const { media, crop, bleed, trim, art, userUnit, rotation } = boxes;
  const iso = { check: "ISO compliance", severity: "error" } as const;
  if (media === undefined) {
    report({
      ...iso,
      code: "media-box",
      message: "the page has no MediaBox",
      hint: "write the PDF again with page boxes",
    });
  }
  if (trim === undefined && art === undefined) {
    report({
      ...iso,
      code: "trim-box",
      message: "the page has no TrimBox: nobody knows where it ends",
      hint: "write the TrimBox: the size of the finished page",
    });
  }
  if (trim !== undefined && art !== undefined) {
    report({
      ...iso,
      code: "trim-box",
      message: "the page has both a TrimBox and an ArtBox",
      hint: "keep the TrimBox alone",
    });
  }
  const nested = (inner: Box | undefined, outer: Box | undefined, names: string): void => {
    if (inner === undefined || outer === undefined || contains(outer, inner)) return;
    const message = `the page's boxes are not nested: ${names}`;
    report({ ...iso, code: "boxes-nested", message, hint: "TrimBox within BleedBox within MediaBox" }, inner);
  };
  nested(trim ?? art, bleed, "the trim lies outside of the bleed");
  nested(bleed, media, "the bleed lies outside of the MediaBox");
  nested(trim ?? art, media, "the trim lies outside of the MediaBox");
  if (crop !== undefined && media !== undefined && !contains(crop, media)) {
    const message = "the CropBox cuts the page: viewers and some presses will not show all of it";
    report({
      severity: "warning",
      code: "crop-box",
      check: "Crop box",
      message,
      hint: "leave CropBox out, or make it the MediaBox",
    });
  }
  if (userUnit !== 1) {
    const message = `the page is scaled by UserUnit ${userUnit}: most presses ignore it`;
    report({
      severity: "error",
      code: "page-scaling",
      check: "Page scaling",
      message,
      hint: "write the page in points, without UserUnit",
    });
  }
  if (rotation % 360 !== 0) {
    const message = `the page is turned by ${rotation}° (Rotate)`;
    report({
      severity: standard === "pdfx1a" ? "warning" : "info",
      code: "page-orientation",
      check: "Page size and orientation",
      message,
      hint: "turn the content, not the page",
    });
  }
  checkSize(boxes.page, profile.pageSize, report);
  checkBleedSize(boxes.page, boxes.inked, profile.bleed, report);
}

function checkSize(
  page: Box,
  wanted: { width: number; height: number } | undefined,
  report: PageContext["report"],
): void {
  if (wanted === undefined) return;
  const [width, height] = [page.right - page.left, page.top - page.bottom];
  if (Math.abs(width - wanted.width) <= SIZE_SLACK && Math.abs(height - wanted.height) <= SIZE_SLACK) return;
  report({
    severity: "error",
    code: "page-size",
    check: "Page size and orientation",
    message: `the page is ${inMm(width)} × ${inMm(height)} mm, not ${inMm(wanted.width)} × ${inMm(wanted.height)} mm`,
    hint: "set the page in the template of this product",
  });
}

function inMm(points: number): string {
  return String(Math.round((points / MM) * 10) / 10);
}

function checkBleedSize(page: Box, inked: Box, bleed: number, report: PageContext["report"]): void {
  const least = Math.min(
    page.left - inked.left,
    page.bottom - inked.bottom,
    inked.right - page.right,
    inked.top - page.top,
  );
  if (bleed <= 0 || least >= bleed - EDGE_SLACK) return;
  report({
    severity: "error",
    code: "missing-bleed",
    check: "Page size and orientation",
    message: `the bleed is ${inMm(Math.max(0, least))} mm, and the product is trimmed with ${inMm(bleed)} mm`,
    hint: "give the page a bleed, and let what touches its edge run into it",
  });
}

/** Grounds and pictures that end at the trim show a white edge as soon as the knife, or the web, is half a millimetre off. */
export function checkEdge(mark: Mark, { boxes, report }: PageContext): void {
  if (mark.kind !== "image" && !(mark.kind === "path" && mark.fill !== undefined)) return;
  const { page, inked } = boxes;
  const { box } = mark;
  const ends = (edge: number, trim: number, bleed: number): boolean => {
    return (
      Math.abs(edge - trim) < EDGE_SLACK && (Math.abs(bleed - trim) < EDGE_SLACK || Math.abs(edge - bleed) > EDGE_SLACK)
    );
  };
  const touches =
    ends(box.left, page.left, inked.left) ||
    ends(box.right, page.right, inked.right) ||
    ends(box.bottom, page.bottom, inked.bottom) ||
    ends(box.top, page.top, inked.top);
  if (!touches) return;
  report(
    {
      severity: "warning",
      code: "missing-bleed",
      check: "Page size and orientation",
      message: `${mark.kind === "image" ? "a picture" : "a ground"} ends at the page's edge, without bleed`,
      hint: "let it run 3 mm over the trim into the bleed, or keep it away from the edge",
    },
    box,
  );
}
