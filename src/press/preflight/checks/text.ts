/** Fonts and the size and colour of type. */
import { plainName } from "../content/font.js";
import { platesUsed, totalInk } from "../content/inks.js";
import type { Paint, TextMark } from "../content/marks.js";
import { intersect, isEmpty } from "../content/matrix.js";
import type { PageContext } from "../context.js";
import { isSizeJudged } from "./painted.js";

/** Sizes are sums of rounded numbers. */
const SIZE_SLACK = 0.05;
/** An ink below this share of a solid is no plate that could be out of register. */
const TRACE = 0.05;
/** At least this much black makes a colour black; or this much of each of the three others. */
const BLACK = 0.5;
/** A colour of less ink than this, on a ground of more than that, is type reversed out of its ground. */
const LIGHT = 0.25;
const DARK = 0.5;

/** `isAttached`: it is a reading or a raised figure, which is small by its nature. */
export function checkText(mark: TextMark, context: PageContext, isAttached: boolean): void {
  checkFont(mark, context);
  const paint = mark.fill ?? mark.stroke;
  if (paint === undefined || isEmpty(intersect(mark.box, context.boxes.page))) return;
  // Spaces have no size that anybody sees; a font that does not say what it shows is taken to show something.
  if (mark.font.hasUnicode && mark.text.trim() === "") return;
  checkMirrored(mark, context);
  checkColourAndSize(mark, paint, context, isAttached);
}

/** Type seen from behind, on a file that is not for film: the whole page may be. Upside down it is not mirrored. */
function checkMirrored({ em: [a, b, c, d], box }: TextMark, { profile, report }: PageContext): void {
  if (profile.mirrored || a * d - b * c >= 0) return;
  const message = "type is mirrored: it will be printed as seen from behind";
  const hint = "write it right-reading, unless the page is for film that is laid emulsion down";
  report({ severity: "warning", code: "mirrored-text", check: "Page size and orientation", message, hint }, box);
}

function checkFont(mark: TextMark, { report }: PageContext): void {
  const { font } = mark;
  const name = plainName(font) === "" ? "without a name" : plainName(font);
  if (!font.embedded) {
    const message = `the font ${name} is not embedded: the press would set another`;
    report(
      {
        severity: "error",
        code: "font-not-embedded",
        check: "ISO compliance",
        message,
        hint: "embed the font in the PDF",
      },
      mark.box,
    );
  } else if (!font.subset && font.subtype !== "Type3") {
    const message = `the font ${name} is embedded whole, not as a subset`;
    report(
      { severity: "info", code: "font-not-subset", check: "Fonts", message, hint: "subsets keep the file small" },
      mark.box,
    );
  }
  if (font.subtype === "Type3") {
    const message = `the font ${name} is a Type 3 font: its letters are drawings, coarse and slow on a press`;
    report({ severity: "warning", code: "font-type3", check: "Fonts", message, hint: "use an outline font" }, mark.box);
  }
  if (/courier/iu.test(font.name)) {
    const message = `the font ${name} is Courier, which programs put where a font was missing`;
    report(
      {
        severity: "warning",
        code: "font-courier",
        check: "Font Courier",
        message,
        hint: "see whether this type was meant to be Courier",
      },
      mark.box,
    );
  }
}

function checkColourAndSize(mark: TextMark, paint: Paint, context: PageContext, isAttached: boolean): void {
  const { profile, report } = context;
  const { size } = mark;
  const inks = platesUsed(paint.inks, TRACE);
  const smaller = (limit: number): boolean => size < limit - SIZE_SLACK;
  const sizeText = `${Math.round(size * 10) / 10} pt`;
  if (isBlack(paint) && inks > 1 && smaller(profile.richBlackText)) {
    const message = `black type of ${sizeText} is made of ${inks} inks`;
    report(
      {
        severity: "error",
        code: "rich-black-text",
        check: "Rich black text",
        message,
        hint: "set it in black alone (K 100 %)",
      },
      mark.box,
    );
  } else if (inks > 1 && smaller(profile.severalInksText)) {
    const message = `type of ${sizeText} is printed in ${inks} inks, and wants ${profile.severalInksText} pt for that`;
    report(
      {
        severity: "warning",
        code: "small-text-several-inks",
        check: "Small text",
        message,
        hint: "use one ink, or larger type",
      },
      mark.box,
    );
  }
  // Type that is smaller still is told by the audit of the page.
  const smallest = isAttached ? profile.leastText : profile.smallText;
  if (smaller(smallest) && !(smaller(profile.leastText) && isSizeJudged(mark))) {
    const message = `type of ${sizeText} is smaller than ${smallest} pt`;
    report(
      {
        severity: "warning",
        code: "small-text",
        check: "Small text",
        message,
        hint: "set it larger: newsprint fills it in",
      },
      mark.box,
    );
  }
  checkReversed(mark, context, sizeText);
}

/** Whether type may be reversed out of a ground, so that the check will ask what lies under it. */
export function mayBeReversed({ fill, stroke }: TextMark): boolean {
  const paint = fill ?? stroke;
  return paint !== undefined && !paint.overprint && totalInk(paint.inks) <= LIGHT;
}

function checkReversed(mark: TextMark, { profile, report, under, boxes }: PageContext, sizeText: string): void {
  if (!mayBeReversed(mark)) return;
  const ground = under(intersect(mark.box, boxes.page));
  const dark = totalInk(ground);
  if (dark < DARK) return;
  const inks = platesUsed(ground, 0.1);
  const limit = inks > 1 ? profile.severalInksText : profile.reversedText;
  if (mark.size >= limit - SIZE_SLACK) return;
  const message = `type of ${sizeText} is reversed out of ${inks === 1 ? "a ground of one ink" : `${inks} inks`}, and wants ${limit} pt for that`;
  report(
    {
      severity: "warning",
      code: "small-reversed-text",
      check: "Small text",
      message,
      hint: "set it larger and bolder, or in black on a light ground",
    },
    mark.box,
  );
}

/** Black to the eye: of black ink, or of the three others together. */
function isBlack({ inks }: Paint): boolean {
  const of = (name: string): number => inks.get(name) ?? 0;
  return of("Black") >= BLACK || Math.min(of("Cyan"), of("Magenta"), of("Yellow")) >= BLACK;
}
