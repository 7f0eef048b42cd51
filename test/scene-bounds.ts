/** Bounds of the audit for pages that tests put together. */
import { pt } from "../src/base/length.js";
import type { PageBounds } from "../src/scene/list.js";

export const BOUNDS: PageBounds = {
  leastType: pt(5),
  leastReading: pt(3.1),
  mostGap: 0.2,
  whiteRows: 5,
  whitePart: 0.15,
  leastPicture: pt(34),
};
