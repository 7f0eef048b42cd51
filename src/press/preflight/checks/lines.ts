/** Lines and rules too thin for the press, whether they are drawn or filled. */
import { platesUsed, totalInk } from "../content/inks.js";
import type { Paint, PathMark } from "../content/marks.js";
import { intersect, isEmpty } from "../content/matrix.js";
import { rectangleOf } from "../content/path.js";
import type { PageContext } from "../context.js";

const SLACK = 0.005;
const TRACE = 0.05;
/** A filled shape shorter than this, points, is a dot or a part of a drawing, not a rule. */
const SHORTEST_RULE = 3;

export function checkLines(mark: PathMark, context: PageContext): void {
  if (isEmpty(intersect(mark.box, context.boxes.page))) return;
  if (mark.stroke !== undefined && totalInk(mark.stroke.inks) > 0) judge(mark, mark.stroke, mark.strokeWidth, context);
  if (mark.fill !== undefined && totalInk(mark.fill.inks) > 0) {
    const width = filledRule(mark);
    if (width !== undefined) judge(mark, mark.fill, width, context);
  }
}

function judge(mark: PathMark, paint: Paint, width: number, { profile, report }: PageContext): void {
  const inks = platesUsed(paint.inks, TRACE);
  const check = "Effective line width";
  const points = `${Math.round(width * 1000) / 1000} pt`;
  if (width < profile.line - SLACK) {
    const message = `a rule of ${points} is thinner than ${profile.line} pt: it will break up in print`;
    report(
      { severity: "error", code: "hairline", check, message, hint: `make it at least ${profile.line} pt` },
      mark.box,
    );
  } else if (inks > 1 && width < profile.lineSeveralInks - SLACK) {
    const message = `a rule of ${points} is printed in ${inks} inks, and wants ${profile.lineSeveralInks} pt for that`;
    report(
      { severity: "warning", code: "line-several-inks", check, message, hint: "draw it in one ink, or thicker" },
      mark.box,
    );
  }
}

/** The thickness of a filled rectangle that is a rule, or of a frame of two rectangles; undefined for other shapes. */
function filledRule({ polygons, evenOdd }: PathMark): number | undefined {
  const [outer, inner] = polygons.map(rectangleOf);
  if (outer === undefined) return undefined;
  if (polygons.length === 2 && evenOdd && inner !== undefined) {
    return Math.min(
      outer.right - inner.right,
      inner.left - outer.left,
      outer.top - inner.top,
      inner.bottom - outer.bottom,
    );
  }
  if (polygons.length !== 1) return undefined;
  const [width, height] = [outer.right - outer.left, outer.top - outer.bottom];
  return Math.max(width, height) < SHORTEST_RULE ? undefined : Math.min(width, height);
}
