/** The pages of a file in their order, with what they inherit (ISO 32000-1, 7.7.3). */
import type { PdfDocument } from "./file.js";
import { type PdfDict, PdfFault, type PdfObject, PdfReference } from "./object.js";

export interface PageObject {
  readonly dict: PdfDict;
  /** The page's own value, or the nearest one above it. */
  inherited(key: string): PdfObject;
}

/** A node that is both its own parent and child would give pages for ever. */
const DEEPEST_TREE = 64;
const MOST_PAGES = 10_000;
const MOST_NODES = 40_000;

export function pagesOf(file: PdfDocument): readonly PageObject[] {
  const pages: PageObject[] = [];
  let nodes = 0;
  const visit = (object: PdfObject, above: readonly PdfDict[], way: ReadonlySet<number>): void => {
    const number = object instanceof PdfReference ? object.number : undefined;
    if (above.length > DEEPEST_TREE || (number !== undefined && way.has(number))) {
      throw new PdfFault("damaged", "the page tree runs in a circle");
    }
    // Branches that share their twigs are no circle, but may be as many as they like.
    if ((nodes += 1) > MOST_NODES) throw new PdfFault("too-large", "the page tree has too many branches");
    const dict = file.dict(object);
    if (dict === undefined) throw new PdfFault("damaged", "the page tree names a page that is not there");
    const chain = [dict, ...above];
    const kids = file.array(dict.raw("Kids"));
    if (kids === undefined) {
      if (pages.length >= MOST_PAGES) throw new PdfFault("too-large", `the file has more than ${MOST_PAGES} pages`);
      pages.push({ dict, inherited: (key) => nearest(chain, key) });
      return;
    }
    const further = number === undefined ? way : new Set([...way, number]);
    for (const kid of kids) visit(kid, chain, further);
  };
  const root = file.catalog.raw("Pages");
  if (root === null) throw new PdfFault("damaged", "the file has no pages");
  visit(root, [], new Set());
  return pages;
}

function nearest(chain: readonly PdfDict[], key: string): PdfObject {
  for (const dict of chain) {
    const value = dict.raw(key);
    if (value !== null) return value;
  }
  return null;
}
