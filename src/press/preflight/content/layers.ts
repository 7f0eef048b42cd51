/** Layers (optional content) that are off when the file is opened (ISO 32000-1, 8.11): what lies on them is not printed. */
import type { PdfDocument } from "../pdf/file.js";
import { isArray, type PdfObject, PdfReference } from "../pdf/object.js";

export class Layers {
  readonly #file: PdfDocument;
  readonly #off: ReadonlySet<number>;
  readonly #on: ReadonlySet<number>;
  readonly #allOff: boolean;

  constructor(file: PdfDocument) {
    this.#file = file;
    const settings = file.dict(file.dict(file.catalog.raw("OCProperties"))?.raw("D") ?? null);
    this.#allOff = file.name(settings?.raw("BaseState") ?? null) === "OFF";
    this.#off = numbersOf(file.array(settings?.raw("OFF") ?? null));
    this.#on = numbersOf(file.array(settings?.raw("ON") ?? null));
  }

  /** `object`: what `OC` names: a layer, or a membership in several, of which one that is on is enough. */
  isOff(object: PdfObject): boolean {
    const dict = this.#file.dict(object);
    if (dict === undefined) return false;
    if (this.#file.name(dict.raw("Type")) !== "OCMD") return object instanceof PdfReference && this.#isLayerOff(object);
    const given = dict.raw("OCGs");
    const layers =
      given instanceof PdfReference && this.#file.array(given) === undefined ? [given] : this.#file.array(given);
    const references = (layers ?? []).filter((one) => one instanceof PdfReference);
    return references.length > 0 && references.every((one) => this.#isLayerOff(one));
  }

  #isLayerOff({ number }: PdfReference): boolean {
    return this.#allOff ? !this.#on.has(number) : this.#off.has(number);
  }
}

function numbersOf(objects: PdfObject | undefined): ReadonlySet<number> {
  const references = isArray(objects) ? objects.filter((one) => one instanceof PdfReference) : [];
  return new Set(references.map(({ number }) => number));
}
