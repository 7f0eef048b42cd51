/** The plates of a finished PDF's page, for previews: what the press will print, not what the screen shows. */
import { runPage } from "../preflight/content/interpreter.js";
import type { Mark } from "../preflight/content/marks.js";
import type { Box } from "../preflight/content/matrix.js";
import { readBoxes } from "../preflight/geometry.js";
import { PdfDocument } from "../preflight/pdf/file.js";
import { PdfFault } from "../preflight/pdf/object.js";
import { pagesOf } from "../preflight/pdf/pages.js";
import { PlatePainter } from "./painter.js";
import type { Plates } from "./plates.js";

export interface SeparateOptions {
  /** Position in the file, from 1. */
  readonly page?: number;
  /** Pixels an inch. */
  readonly dpi?: number;
}

export interface Separation {
  readonly plates: Plates;
  readonly dpi: number;
  /** What could not be painted, in words. */
  readonly notMeasured: readonly string[];
}

const DEFAULT_DPI = 100;
/** A broadsheet page at 300 dpi has 30 megapixels a plate. */
const MOST_PIXELS = 40_000_000;

/** Paints the trim of a page. Throws a `PdfFault` where the file cannot be read. */
export async function separate(bytes: Uint8Array, options: SeparateOptions = {}): Promise<Separation> {
  const dpi = options.dpi ?? DEFAULT_DPI;
  const file = new PdfDocument(bytes);
  if (file.encrypted) throw new PdfFault("encrypted", "the file is encrypted");
  const page = pagesOf(file)[(options.page ?? 1) - 1];
  if (page === undefined) throw new RangeError(`the file has no page ${options.page ?? 1}`);
  const { page: trim } = readBoxes(file, page);
  if (pixelsOf(trim, dpi) > MOST_PIXELS) throw new RangeError(`${dpi} dpi are too many for a page of this size`);
  const marks: Mark[] = [];
  runPage(file, page, trim, {
    mark: (mark) => void marks.push(mark),
    graphicsState: () => undefined,
    form: () => undefined,
    fault: () => undefined,
  });
  const painter = new PlatePainter(file, trim, dpi);
  for (const mark of marks) {
    try {
      await painter.paint(mark);
    } catch (error) {
      if (!(error instanceof PdfFault) || (error.kind === "too-large" && mark.kind !== "image")) throw error;
      painter.notMeasured.add("damaged pictures");
    }
  }
  return { plates: painter.plates, dpi, notMeasured: [...painter.notMeasured] };
}

function pixelsOf(box: Box, dpi: number): number {
  return ((box.right - box.left) * (box.top - box.bottom) * dpi * dpi) / 72 ** 2;
}
