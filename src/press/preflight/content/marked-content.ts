/** Marked content (ISO 32000-1, 14.6): layers, and text that stands for other text. */
import type { PdfDocument } from "../pdf/file.js";
import { type PdfDict, PdfName, type PdfObject } from "../pdf/object.js";
import { Layers } from "./layers.js";

interface Section {
  readonly off: boolean;
  readonly silent: boolean;
}

/** More levels than this are a mistake of the file; they are counted no further. */
const DEEPEST = 10_000;

export class MarkedContent {
  readonly #file: PdfDocument;
  readonly #layers: Layers;
  readonly #open: Section[] = [];
  #off = 0;
  #silent = 0;

  constructor(file: PdfDocument) {
    this.#file = file;
    this.#layers = new Layers(file);
  }

  /** What is painted now lies on a layer that is off. */
  get isOff(): boolean {
    return this.#off > 0;
  }

  /** What is painted now has an empty ActualText: it says nothing of its own. */
  get isSilent(): boolean {
    return this.#silent > 0;
  }

  begin([tag, properties]: readonly PdfObject[], resources: PdfDict | undefined): void {
    const named = properties instanceof PdfName ? this.#file.dict(resources?.raw("Properties") ?? null) : undefined;
    const given = properties instanceof PdfName ? (named?.raw(properties.value) ?? null) : (properties ?? null);
    const off = tag instanceof PdfName && tag.value === "OC" && this.#layers.isOff(given);
    const text = this.#file.string(this.#file.dict(given)?.raw("ActualText") ?? null);
    // UTF-16 begins with its mark.
    this.#enter({ off, silent: text !== undefined && text.bytes.length <= 2 });
  }

  end(): void {
    const section = this.#open.pop();
    if (section?.off === true) this.#off -= 1;
    if (section?.silent === true) this.#silent -= 1;
  }

  /** An object with a layer of its own; `end` leaves it. */
  beginObject(dict: PdfDict): void {
    this.#enter({ off: this.#layers.isOff(dict.raw("OC")), silent: false });
  }

  #enter(section: Section): void {
    if (this.#open.length >= DEEPEST) this.#open.shift();
    this.#open.push(section);
    if (section.off) this.#off += 1;
    if (section.silent) this.#silent += 1;
  }
}
