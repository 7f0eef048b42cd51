/** The edition whose make-up is to be held: a file that `--write-layout` wrote, or any other edition with a `layout`. */
import type { Diagnostic, Outcome } from "../base/diagnostic.js";
import { checkLayout } from "../edition/layout-check.js";
import type { Edition } from "../edition/model.js";
import { readEditionFile } from "./edition.js";

/** Places are held against the page that they are for, not against the one that the file is of. */
const ANY_GRID = { columns: Number.POSITIVE_INFINITY, rows: Number.POSITIVE_INFINITY };

/** Reads and checks it; its pictures and templates are of no account. */
export async function readHeldEdition(path: string, allowOutside: boolean): Promise<Outcome<Edition>> {
  const read = await readEditionFile(path, allowOutside);
  if (!read.ok) return { ok: false, diagnostics: read.diagnostics.filter(isError).map(ofHold) };
  const edition = read.value;
  const mistakes = edition.pages
    .flatMap((page) => checkLayout(edition, { ...page, fixed: [] }, ANY_GRID))
    .filter(isError);
  if (mistakes.length > 0) return { ok: false, diagnostics: mistakes.map(ofHold) };
  if (edition.pages.some(({ layout = [] }) => layout.length > 0)) return { ok: true, value: edition, diagnostics: [] };
  const none: Diagnostic = {
    severity: "error",
    code: "nothing-to-hold",
    message: "no page of it has a `layout` that could be held",
    at: edition.placeOf("/pages"),
    hints: [WRITE],
  };
  return { ok: false, diagnostics: [ofHold(none)] };
}

/** None of the pages that are set is in it. */
export function otherPages(held: Edition, numbers: readonly number[], own: readonly number[]): Diagnostic {
  return ofHold({
    severity: "error",
    code: "hold-other-pages",
    message: `it holds page ${numbers.join(", ")}, and none of those that are set: ${own.join(", ")}`,
    at: held.placeOf("/pages"),
    hints: [WRITE],
  });
}

const WRITE = "write one with `banxin check FILE --write-layout LAYOUT`, before the edition is changed";

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

function ofHold(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, message: `the make-up to hold: ${diagnostic.message}` };
}
