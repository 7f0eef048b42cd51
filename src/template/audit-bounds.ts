/** The bounds that the audit holds a page against, where a template says nothing else. */
import { type Len, mm, pt } from "../base/length.js";
import type { PageBounds } from "../scene/list.js";
import type { RawTemplate } from "./schema.js";

/** The smallest of the sizes with a Chinese name, 八号, is 5 pt. */
const LEAST_TYPE: Len = pt(5);
/** What the white of usual leading (1.4) leaves for readings of body type at 9 pt; smaller ones fill in. */
const LEAST_READING: Len = pt(3.1);
/** Up to five white rows of a column go unnoticed; of generated full pages one in a hundred has six. */
const WHITE_ROWS = 5;
/** Well-filled pages have up to a tenth of such white. */
const WHITE_PART = 0.15;
/** A code of 25 modules (QR version 2) is read from paper down to about this size. */
const LEAST_PICTURE: Len = mm(12);
/** Gaps without goals of the template's own. */
const MOST_GAP = 0.2;

type Bounds = NonNullable<RawTemplate["audit"]>;

/** `mostGap`: the template's goal for gaps, in em. `lengthOf` reads the length of a key as the template's grid has it. */
export function auditBounds(
  { leastType, leastReading, whiteRows, whitePart, leastPicture }: Bounds = {},
  mostGap: number = MOST_GAP,
  lengthOf: (text: NonNullable<Bounds["leastType"]>, key: "leastType" | "leastReading" | "leastPicture") => Len,
): PageBounds {
  return {
    leastType: leastType === undefined ? LEAST_TYPE : lengthOf(leastType, "leastType"),
    leastReading: leastReading === undefined ? LEAST_READING : lengthOf(leastReading, "leastReading"),
    mostGap,
    whiteRows: whiteRows ?? WHITE_ROWS,
    whitePart: whitePart ?? WHITE_PART,
    leastPicture: leastPicture === undefined ? LEAST_PICTURE : lengthOf(leastPicture, "leastPicture"),
  };
}
