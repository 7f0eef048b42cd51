/** Where a part of a span stands in the edition file. */
import { originalOffset, shiftsWithin } from "../base/shifts.js";
import type { Source } from "../scene/list.js";
import type { TextSpan } from "./model.js";

/** The source of a span's units from `from` up to `to`. */
export function spanSource(span: TextSpan, from: number, to: number): Source {
  const { start } = span.source;
  return {
    ...span.source,
    start: start + originalOffset(span.shifts, from),
    end: start + originalOffset(span.shifts, to),
  };
}

/** A part of a span as a span. */
export function sliceSpan(span: TextSpan, from: number, to: number): TextSpan {
  const { shifts: all, ...rest } = span;
  const shifts = shiftsWithin(all, from, to);
  return {
    ...rest,
    text: span.text.slice(from, to),
    source: spanSource(span, from, to),
    ...(shifts === undefined ? {} : { shifts }),
  };
}
