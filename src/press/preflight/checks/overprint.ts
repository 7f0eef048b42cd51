/** Overprint: what vanishes, and what knocks a hole that nobody wanted. */
import { totalInk } from "../content/inks.js";
import type { Mark, Paint, PathMark, TextMark } from "../content/marks.js";
import { type Box, intersect, isEmpty } from "../content/matrix.js";
import type { PageContext } from "../context.js";

const WHITE = 0.005;
const SOLID = 0.995;
/** Black lines up to this width, points, must overprint: a hole under them would show at the slightest misregister. */
const THIN_LINE = 2;
/** As much coloured ink under black is a ground. */
const GROUND = 0.1;

export function checkOverprint(mark: Mark, context: PageContext): void {
  if (mark.kind !== "text" && mark.kind !== "path") return;
  const box = intersect(mark.box, context.boxes.page);
  if (isEmpty(box)) return;
  for (const paint of [mark.fill, mark.stroke]) {
    if (paint === undefined || paint.pattern !== "none") continue;
    if (paint.overprint) checkOverprinting(mark, paint, context);
    else if (mustNotKnockOut(mark, paint, context)) checkKnockout(mark, box, context);
  }
}

/** Whether the check will ask what lies under the mark. */
export function asksUnder(mark: Mark, context: PageContext): boolean {
  if (mark.kind !== "text" && mark.kind !== "path") return false;
  return [mark.fill, mark.stroke].some((paint) => paint !== undefined && mustNotKnockOut(mark, paint, context));
}

/** Black that knocks out, although it should overprint where it stands on a ground. */
function mustNotKnockOut(mark: TextMark | PathMark, paint: Paint, context: PageContext): boolean {
  return !paint.overprint && paint.pattern === "none" && isSolidBlack(paint) && wantsOverprint(mark, paint, context);
}

function checkOverprinting(mark: TextMark | PathMark, paint: Paint, { report }: PageContext): void {
  const what = mark.kind === "text" ? "text" : "a shape or rule";
  if (totalInk(paint.inks) <= WHITE) {
    const check = mark.kind === "text" ? "White text overprint" : "White paths overprint";
    const message = `white ${what} overprints: it will not be seen in print, although the screen shows it`;
    report(
      { severity: "error", code: "white-overprint", check, message, hint: "let white knock out (overprint off)" },
      mark.box,
    );
    return;
  }
  if (paint.space.family === "DeviceGray" && !isSolidBlack(paint)) {
    const message = `${what} in DeviceGray overprints: presses differ in what they make of it`;
    report(
      {
        severity: "warning",
        code: "grayscale-overprint",
        check: "Grayscale overprint",
        message,
        hint: "use DeviceCMYK with black alone, or let it knock out",
      },
      mark.box,
    );
  } else if (paint.space.family === "DeviceCMYK" && paint.overprintMode === 0) {
    const message = `${what} overprints in mode 0, in which its empty plates still wipe out what is under them`;
    report(
      {
        severity: "warning",
        code: "overprint-mode",
        check: "100 % black text overprint",
        message,
        hint: "write OPM 1 beside the overprint",
      },
      mark.box,
    );
  }
}

function isSolidBlack({ inks }: Paint): boolean {
  const black = inks.get("Black") ?? 0;
  return black >= SOLID && totalInk(inks) - black <= WHITE;
}

function wantsOverprint(mark: TextMark | PathMark, paint: Paint, { profile }: PageContext): boolean {
  if (mark.kind === "text") return mark.size < profile.overprintText;
  if (paint === mark.stroke) return mark.strokeWidth <= THIN_LINE;
  return Math.min(mark.box.right - mark.box.left, mark.box.top - mark.box.bottom) <= THIN_LINE;
}

function checkKnockout(mark: TextMark | PathMark, box: Box, { report, under }: PageContext): void {
  const ground = under(box);
  const coloured = totalInk(ground) - (ground.get("Black") ?? 0) > GROUND;
  const isText = mark.kind === "text";
  const code = isText ? "black-text-knockout" : "black-line-knockout";
  const check = isText ? "100 % black text overprint" : "Thin 100 % black line overprint";
  const what = isText ? "black text" : "a thin black rule";
  const hint = "let black overprint (OP, op, OPM 1)";
  if (coloured) {
    const message = `${what} knocks out of a coloured ground: misregister will show as a white edge`;
    report({ severity: "error", code, check, message, hint }, mark.box);
  } else {
    report(
      {
        severity: "info",
        code,
        check,
        message: `${what} does not overprint (on white paper, so nothing is lost)`,
        hint,
      },
      mark.box,
    );
  }
}
