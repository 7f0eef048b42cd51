/** What every check of a page has at hand. */
import type { Box } from "./content/matrix.js";
import type { Fault } from "./finding.js";
import type { PageBoxes } from "./geometry.js";
import type { PdfDocument } from "./pdf/file.js";
import type { PageObject } from "./pdf/pages.js";
import type { PreflightProfile, Standard } from "./profile.js";

export interface PageContext {
  readonly file: PdfDocument;
  readonly page: PageObject;
  readonly boxes: PageBoxes;
  readonly profile: PreflightProfile;
  /** The standard that the file is held to. */
  readonly standard: Standard;
  /** Tells a fault; a box of the page becomes its place. */
  report(fault: Omit<Fault, "place">, box?: Box): void;
  /** Mean share of each ink that already lies under a box. */
  under(box: Box): ReadonlyMap<string, number>;
}
