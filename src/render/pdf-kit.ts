/**
 * pdfkit, narrowed once. It writes objects, the page tree, the outline and the cross-reference table; fonts, colours and
 * pictures are banxin's own. Nothing else imports pdfkit, and `test/render/pdfkit-contract.test.ts` pins what is used.
 */
import { createHash } from "node:crypto";
import PDFDocument from "pdfkit";

/** Strings are PDF names; `pdfText` makes text strings. */
export type PdfValue =
  | number
  | string
  | boolean
  | null
  | PdfText
  | PdfName
  | Uint8Array
  | Date
  | PdfRef
  | readonly PdfValue[]
  | { readonly [key: string]: PdfValue | undefined };

declare const textBrand: unique symbol;
/** A boxed string: pdfkit's sign for a text string. */
export interface PdfText {
  readonly [textBrand]: true;
}

export interface PdfRef {
  readonly id: number;
  readonly data: Record<string, PdfValue | undefined>;
  /** Writes the object, with these bytes as its stream. */
  end(stream?: Uint8Array): void;
}

export function pdfText(text: string): PdfText {
  return Object(text) as PdfText;
}

/** A name where pdfkit takes a plain string for text: among the document's information. */
export class PdfName {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  /** Keeps pdfkit from taking it for a dictionary. */
  get [Symbol.toStringTag](): string {
    return "PdfName";
  }

  toString(): string {
    return `/${this.#name}`;
  }
}

/** pdfkit's page, as far as it is used. */
interface KitPage {
  readonly dictionary: PdfRef;
  readonly resources: PdfRef;
  readonly fonts: Record<string, PdfRef>;
  readonly xobjects: Record<string, PdfRef>;
  readonly colorSpaces: Record<string, PdfValue>;
  readonly ext_gstates: Record<string, PdfValue>;
}

interface KitOutline {
  addItem(title: string, options: { expanded?: boolean; top?: number; left?: number; pageNumber?: number }): KitOutline;
}

interface KitDocument {
  readonly page: KitPage;
  readonly outline: KitOutline;
  readonly _root: PdfRef;
  _id: Uint8Array;
  endMetadata(): void;
  ref(data?: Record<string, PdfValue | undefined>): PdfRef;
  addPage(options: { size: [number, number]; margin: number }): unknown;
  addContent(operators: string): unknown;
  on(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  on(event: "end", listener: () => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  end(): void;
}

export interface PdfMeta {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  readonly date: Date;
  readonly version?: "1.4" | "1.6" | "1.7";
  /** Further entries of the document's information. */
  readonly info?: Readonly<Record<string, string | PdfName | Date>>;
  /** The whole XMP packet, instead of pdfkit's own. */
  readonly xmp?: string;
  /** What the file holds besides its pages' operators, as a digest: files that differ get different identifiers. */
  readonly identity?: string;
}

export const PRODUCER = "banxin";

/** A PDF being written. Bytes depend on what is put in alone: no clock, no chance. */
export class PdfFile {
  readonly #kit: KitDocument;
  readonly #bytes: Promise<Uint8Array>;
  readonly #digest: ReturnType<typeof createHash> | undefined;

  constructor(meta: PdfMeta) {
    const kit: KitDocument = narrow(
      new PDFDocument({
        pdfVersion: meta.version ?? "1.7",
        autoFirstPage: false,
        // No default font: pdfkit would load Helvetica's metrics for nothing.
        font: "",
        lang: meta.language,
        displayTitle: true,
        info: {
          Title: meta.title,
          ...(meta.author === "" ? {} : { Author: meta.author }),
          Producer: PRODUCER,
          Creator: PRODUCER,
          // The file identifier is a digest of this dictionary, so it is settled by the same fields.
          CreationDate: meta.date,
          ...meta.info,
        },
      }),
    );
    this.#kit = kit;
    if (meta.identity !== undefined) this.#digest = createHash("md5").update(kit._id).update(meta.identity);
    const { xmp } = meta;
    if (xmp !== undefined) kit.endMetadata = () => writeXmp(kit, xmp);
    const chunks: Uint8Array[] = [];
    this.#bytes = new Promise((resolve, reject) => {
      kit.on("data", (chunk) => chunks.push(chunk));
      kit.on("end", () => resolve(joined(chunks)));
      kit.on("error", reject);
    });
  }

  get catalog(): PdfRef {
    return this.#kit._root;
  }

  /** The page being painted: the last one added. */
  get page(): PdfRef {
    return this.#kit.page.dictionary;
  }

  ref(data: Record<string, PdfValue | undefined> = {}): PdfRef {
    return this.#kit.ref(data);
  }

  /** Starts a page; sizes in points. From here y grows downwards (pdfkit flips the page once, at its start). */
  addPage(width: number, height: number): void {
    this.#kit.addPage({ size: [width, height], margin: 0 });
  }

  paint(operators: string): void {
    this.#digest?.update(operators);
    this.#kit.addContent(operators);
  }

  useFont(name: string, font: PdfRef): void {
    this.#kit.page.fonts[name] = font;
  }

  useImage(name: string, image: PdfRef): void {
    this.#kit.page.xobjects[name] = image;
  }

  useColourSpace(name: string, space: PdfValue): void {
    this.#kit.page.colorSpaces[name] = space;
  }

  useGraphicsState(name: string, state: PdfValue): void {
    this.#kit.page.ext_gstates[name] = state;
  }

  /** An entry of the outline for the current page, with entries beneath it; `top` in points from the page's top. */
  addBookmarks(
    title: string,
    width: number,
    children: readonly { readonly title: string; readonly top: number }[],
  ): void {
    // pdfkit takes `left` from the right edge: the page's width is its left edge.
    const entry = this.#kit.outline.addItem(title, { expanded: true, top: 0, left: width });
    for (const child of children) entry.addItem(child.title, { top: child.top, left: width });
  }

  end(): Promise<Uint8Array> {
    if (this.#digest !== undefined) this.#kit._id = this.#digest.digest();
    this.#kit.end();
    return this.#bytes;
  }
}

/** The one place where pdfkit's public type gives way to the shape above. */
function narrow(document: unknown): KitDocument {
  if (!isKitDocument(document)) throw new Error("this version of pdfkit is not the one banxin was made for");
  return document;
}

function isKitDocument(document: unknown): document is KitDocument {
  if (typeof document !== "object" || document === null) return false;
  return ["ref", "addPage", "addContent", "outline", "_root", "_id", "endMetadata"].every((name) => name in document);
}

/** Not packed: programs look for it without reading the rest of the file. */
function writeXmp(kit: KitDocument, xmp: string): void {
  const packet = kit.ref({ Type: "Metadata", Subtype: "XML" });
  Object.assign(packet, { compress: false });
  packet.end(new TextEncoder().encode(xmp));
  kit._root.data["Metadata"] = packet;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
