/** One page, from its content to findings: every mark is checked as it is painted, on what lies under it by then. */
import type { PlatePainter } from "../separations/painter.js";
import { attachedType } from "./checks/attached-type.js";
import { checkBoxes, checkEdge } from "./checks/boxes.js";
import { checkColourSpace, type SpotList } from "./checks/colour.js";
import { checkImage } from "./checks/images.js";
import { checkLines } from "./checks/lines.js";
import { asksUnder, checkOverprint } from "./checks/overprint.js";
import { checkAnnotations, checkForm, checkGraphicsState } from "./checks/structure.js";
import { checkText, mayBeReversed } from "./checks/text.js";
import type { TransparencyWatch } from "./checks/transparency.js";
import { runPage } from "./content/interpreter.js";
import { inPrintingOrder } from "./content/inks.js";
import type { Mark, TextMark } from "./content/marks.js";
import { type Box, intersect, isEmpty, union } from "./content/matrix.js";
import type { PageContext } from "./context.js";
import { InkBound, inksOf } from "./ink-bound.js";
import { PdfFault } from "./pdf/object.js";

/** What the content of a page comes to. */
export interface PageContent {
  readonly marks: readonly Mark[];
  /** All text, in the order in which it is painted. */
  readonly text: string;
  readonly counts: Readonly<Record<Mark["kind"], number>>;
}

/** Damaged operations are told up to this many different ways; a page of noise has no end of them. */
const MOST_FAULTS = 20;

/** Reads the marks and checks whatever needs no ink: the state that is set, forms, and the operations themselves. */
export function readContent(context: PageContext, watch: TransparencyWatch): PageContent {
  const marks: Mark[] = [];
  const texts: string[] = [];
  const counts = { text: 0, path: 0, image: 0, shading: 0 };
  const faults = new Set<string>();
  const fault = (message: string): void => {
    if (faults.size >= MOST_FAULTS && !faults.has(message)) return;
    faults.add(message);
    const hint = "write the file again; a press may stop here";
    context.report({ severity: "error", code: "damaged-content", check: "ISO compliance", message, hint });
  };
  const { boxes } = context;
  const clip: Box = union(boxes.media ?? boxes.inked, boxes.inked);
  try {
    runPage(context.file, context.page, clip, {
      mark(mark) {
        counts[mark.kind] += 1;
        if (mark.kind === "text") texts.push(mark.text);
        marks.push(mark);
      },
      graphicsState: (dict) => checkGraphicsState(dict, context),
      form(dict) {
        checkForm(dict, context);
        watch.form(dict, context);
      },
      fault,
    });
  } catch (error) {
    if (!(error instanceof PdfFault)) throw error;
    fault(`the page cannot be read to its end: ${error.message}`);
  }
  return { marks, text: texts.join("\n"), counts };
}

/**
 * Checks each mark before it is laid on the plates. `bound`: only those of its marks are painted that it wants; undefined for
 * the whole page.
 */
export async function checkContent(
  content: PageContent,
  context: PageContext,
  painter: PlatePainter,
  bound: InkBound | undefined,
  watch: TransparencyWatch,
  spots: SpotList,
): Promise<void> {
  checkBoxes(context);
  checkAnnotations(context);
  const attached = attachedType(content.marks);
  let seen = false;
  let painting = true;
  for (const mark of content.marks) {
    seen ||= !isEmpty(intersect(mark.box, context.boxes.page));
    checkMark(mark, context, attached, watch, spots);
    const within = bound === undefined ? context.boxes.page : bound.wanted(mark);
    if (within === undefined || !painting) continue;
    try {
      await painter.paint(mark, within);
    } catch (error) {
      if (!(error instanceof PdfFault)) throw error;
      if (error.kind === "too-large" && mark.kind !== "image") {
        const hint = "see what lies over what: a press will not take it either";
        context.report({ severity: "error", code: "too-large", check: "ISO compliance", message: error.message, hint });
        painting = false;
        continue;
      }
      const hint = "put the picture into the page again";
      context.report(
        { severity: "error", code: "damaged-image", check: "ISO compliance", message: error.message, hint },
        mark.box,
      );
    }
  }
  watch.end(context);
  if (!seen) {
    context.report({
      severity: "warning",
      code: "empty-page",
      check: "Empty pages",
      message: "the page is empty",
      hint: "see whether it is meant to be",
    });
  }
}

/**
 * Where the page has to be painted: where the ink might get over the limit, and under marks whose check asks what lies there.
 * Ink is judged over squares of `side` points.
 */
export function boundOf({ marks }: PageContent, context: PageContext, side: number): InkBound {
  const bound = new InkBound(context.boxes.page);
  for (const mark of marks) {
    bound.add(mark);
    if ((mark.kind === "text" && mayBeReversed(mark)) || asksUnder(mark, context)) bound.wantPainted(mark.box);
  }
  bound.wantPaintedOver(context.profile.inkLimit, side);
  return bound;
}

/** Plates that get ink within the trim, in the order of printing. */
export function platesUsed({ marks }: PageContent, page: Box, painter: PlatePainter): string[] {
  const used = new Set<string>(painter.plates.printed);
  for (const mark of marks) {
    // Of pictures, the plates know what they hold.
    if (mark.kind === "image" || isEmpty(intersect(mark.box, page))) continue;
    for (const [plate, ink] of inksOf(mark)) if (ink > 0) used.add(plate);
  }
  return inPrintingOrder(used);
}

function checkMark(
  mark: Mark,
  context: PageContext,
  attached: ReadonlySet<TextMark>,
  watch: TransparencyWatch,
  spots: SpotList,
): void {
  checkColourSpace(mark, context, spots);
  checkEdge(mark, context);
  checkOverprint(mark, context);
  watch.mark(mark, context);
  if (mark.kind === "text") checkText(mark, context, attached.has(mark));
  else if (mark.kind === "path") checkLines(mark, context);
  else if (mark.kind === "image") checkImage(mark, context);
}
