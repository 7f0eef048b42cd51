/** Page numbers on the command line: `1,4-6`. */
import type { Diagnostic, Outcome } from "../base/diagnostic.js";
import { mistake } from "./arguments.js";

/** The thickest paper has some hundred pages; this keeps `1-999999999` from filling the memory. */
const MOST_PAGES = 2_000;

export function parsePages(text: string): Outcome<number[]> {
  const numbers = new Set<number>();
  for (const part of text.split(",")) {
    const match = /^\s*(\d{1,6})\s*(?:[-–—]\s*(\d{1,6})\s*)?$/u.exec(part);
    if (match === null) return wrong(`"${part.trim()}" is not a page or a range of pages`);
    const first = Number(match[1]);
    const last = match[2] === undefined ? first : Number(match[2]);
    if (first < 1) return wrong("pages are numbered from 1");
    if (last < first) return wrong(`the range ${first}-${last} runs backwards`);
    if (last - first >= MOST_PAGES) return wrong(`the range ${first}-${last} is longer than ${MOST_PAGES} pages`);
    for (let number = first; number <= last; number += 1) numbers.add(number);
  }
  return { ok: true, value: [...numbers], diagnostics: [] };
}

function wrong(message: string): { readonly ok: false; readonly diagnostics: readonly Diagnostic[] } {
  return { ok: false, diagnostics: [mistake(`--pages: ${message}`, "write it as in --pages 1,4-6")] };
}
