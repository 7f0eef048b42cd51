/** What a reader would see go wrong: the rules of the audit, on the finished page. */
import { areaOf } from "../../../base/geometry.js";
import { isLetter } from "../../../audit/letters.js";
import { paintedFaults } from "../../../audit/geometry.js";
import type { Fault as AuditFault, PaintedPage } from "../../../audit/painted.js";
import { Work } from "../../../audit/rect-index.js";
import { SeenGlyphs } from "../../../audit/seen.js";
import { missingGlyphs, smallType } from "../../../audit/type.js";
import { pt } from "../../../base/length.js";
import type { Mark, TextMark } from "../content/marks.js";
import type { PageContext } from "../context.js";
import { type PdfPainting, paintedPdf } from "../painted/page.js";
import { boxOf } from "../painted/place.js";

const CHECK = "Page audit";
/** Of each kind. A page of noise has no end of them. */
const MOST_TOLD = 20;
/** Pictures that take up so much of the page are the page: a scan. */
const SCAN = 0.9;

/** What to do, by the code: the file may come from anywhere, and so has no keys of an edition. */
const HINTS: Readonly<Record<string, string>> = {
  "hidden-text": "move one of the two, or paint the text last",
  "struck-text": "move the text or the rule",
  "overprinted-text": "move one of the two texts, or shorten it",
  "text-off-page": "move it into the page, or shorten it: it will be trimmed off",
  "notdef-glyph": "set them in a font that has them",
  "type-too-small": "set it larger",
  "low-contrast": "give it, or the ground under it, another colour",
  "too-dense": "look at the page itself",
};

const CUT = "give the path more room, or take the text out";

export function checkPainted(marks: readonly Mark[], context: PageContext, number: number): void {
  const { boxes, file, profile } = context;
  const work = new Work();
  const painting = paintedPdf(marks, boxes.page, file, number, work);
  const least = pt(profile.leastText);
  const faults = [
    ...paintedFaults(painting.page, least, work),
    ...missingGlyphs(painting.leaning),
    ...smallType(painting.leaning, least),
    ...cutText(painting),
  ];
  const told = new Map<string, number>();
  for (const fault of faults) {
    const count = (told.get(fault.code) ?? 0) + 1;
    told.set(fault.code, count);
    tell(count > MOST_TOLD ? { ...fault, message: OTHERS } : fault, painting.page, context);
  }
}

const OTHERS = "the same in other places";

function tell(fault: AuditFault, page: PaintedPage, { boxes, report }: PageContext): void {
  const { code, message, box } = fault;
  const scan = code === "hidden-text" && isScan(page);
  const severity = scan ? "warning" : fault.severity;
  const hint = scan
    ? "nothing, if the page is a scan with its text under it"
    : fault.hint === CUT
      ? CUT
      : (HINTS[code] ?? fault.hint);
  report({ severity, code, check: CHECK, message, hint }, box === undefined ? undefined : boxOf(box, boxes.page));
}

function isScan({ paints, width, height }: PaintedPage): boolean {
  let area = 0;
  for (const paint of paints) if (paint.kind === "picture" && paint.veil !== true) area += areaOf(paint.rect);
  return area >= SCAN * width * height;
}

/** A line of which a part is cut off is seen to be cut; one that is gone whole was perhaps meant to be. */
function cutText({ cut }: PdfPainting): readonly AuditFault[] {
  const seen = { partly: new SeenGlyphs(), wholly: new SeenGlyphs() };
  for (const { text, cut: letters, cutAway } of cut) {
    const own = { ...text, texts: letters.map(({ character }) => character) };
    const group = cutAway ? seen.wholly : seen.partly;
    letters.forEach(({ rect }, index) => group.add(own, index, rect));
  }
  const as = (severity: "warning" | "info", says: string) => () => ({
    severity,
    code: "hidden-text",
    says,
    hint: CUT,
  });
  return [
    ...seen.partly.faults(as("warning", "are cut off by a clipping path, which leaves others of their line")),
    ...seen.wholly.faults(as("info", "are cut away by a clipping path")),
  ];
}

/** Whether the audit judges the size of such text; of other text nobody knows how large its letters are, or what they say. */
export function isSizeJudged({ font, off, glyphs }: TextMark): boolean {
  return font.subtype !== "Type3" && !off && glyphs.some(({ code }) => isLetter(font.characterOf(code)));
}
