/** Layers (optional content) that are off when the file is opened (ISO 32000-1, 8.11): what lies on them is not printed. */
import type { PdfDocument } from "../pdf/file.js";
import { isArray, type PdfObject, PdfReference } from "../pdf/object.js";

const DEEPEST_EXPRESSION = 20;

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
    const expression = this.#file.array(dict.raw("VE"));
    if (expression !== undefined) return !this.#isTrue(dict.raw("VE"), 0);
    const given = dict.raw("OCGs");
    const layers =
      given instanceof PdfReference && this.#file.array(given) === undefined ? [given] : this.#file.array(given);
    const references = (layers ?? []).filter((one) => one instanceof PdfReference);
    return references.length > 0 && references.every((one) => this.#isLayerOff(one));
  }

  /** A visibility expression: `[/And …]`, `[/Or …]`, `[/Not …]`, or a layer. */
  #isTrue(object: PdfObject, depth: number): boolean {
    const parts = this.#file.array(object);
    if (parts === undefined) return !(object instanceof PdfReference && this.#isLayerOff(object));
    if (depth > DEEPEST_EXPRESSION) return true;
    const [operator, ...others] = parts;
    const values = others.map((one) => this.#isTrue(one, depth + 1));
    switch (this.#file.name(operator ?? null)) {
      case "Not":
        return values[0] !== true;
      case "Or":
        return values.includes(true);
      default:
        return !values.includes(false);
    }
  }

  #isLayerOff({ number }: PdfReference): boolean {
    return this.#allOff ? !this.#on.has(number) : this.#off.has(number);
  }
}

function numbersOf(objects: PdfObject | undefined): ReadonlySet<number> {
  const references = isArray(objects) ? objects.filter((one) => one instanceof PdfReference) : [];
  return new Set(references.map(({ number }) => number));
}
