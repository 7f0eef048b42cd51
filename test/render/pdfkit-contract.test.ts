/**
 * Pins what src/render/pdf-kit.ts takes from pdfkit, private parts included. When this fails after an update, look there
 * first; the rest of the renderer knows nothing of pdfkit.
 */
import PDFDocument from "pdfkit";
import { describe, expect, it } from "vitest";
import { PdfFile, pdfText } from "../../src/render/pdf-kit.js";

const meta = { title: "T", author: "", language: "zh-Hans", date: new Date(0) };
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

describe("pdfkit", () => {
  const document = new PDFDocument({ autoFirstPage: false, font: "" });
  document.addPage({ size: [100, 100], margin: 0 });

  it.each(["ref", "addPage", "addContent", "end", "on"])("has the method %s", (name) => {
    expect(Reflect.get(document, name)).toBeTypeOf("function");
  });

  it("has its catalog, outline and the page's resource dictionaries where they are looked for", () => {
    expect(document).toHaveProperty("_root.data.Type", "Catalog");
    expect(document).toHaveProperty("outline.addItem");
    for (const name of ["fonts", "xobjects", "colorSpaces", "dictionary", "resources"]) {
      expect(document.page).toHaveProperty(name);
    }
  });

  it("starts a page by turning it upside down, once", () => {
    const page: unknown = document.page;
    expect(page).toHaveProperty("content.buffer");
    const buffer: unknown = Reflect.get(Reflect.get(Object(page), "content") as object, "buffer");
    const text = (buffer as Uint8Array[]).map(latin1).join("");
    expect(text).toBe("1 0 0 -1 0 100 cm\n");
  });

  it("compresses no stream that says its filter, and keeps its bytes", async () => {
    const file = new PdfFile(meta);
    file.addPage(10, 10);
    const ref = file.ref({ Filter: "DCTDecode", Kind: pdfText("a(b"), List: [1, "Name", true, null] });
    ref.end(new TextEncoder().encode("RAW BYTES"));
    const text = latin1(await file.end());
    expect(text).toMatch(
      /\/Filter \/DCTDecode\n\/Kind \(a\\\(b\)\n\/List \[1 \/Name true null\]\n\/Length 9\n>>\nstream\nRAW BYTES/u,
    );
  });

  it("writes no date but the one it is given, and no name of its own", async () => {
    const file = new PdfFile(meta);
    file.addPage(10, 10);
    const text = latin1(await file.end());
    expect(text.match(/D:\d+/gu)).toEqual(["D:19700101000000"]);
    expect(text).not.toContain("PDFKit");
    expect(text).not.toContain(String(new Date().getFullYear()));
  });
});
