/**
 * PDF files written by hand, object by object, so that each can be made wrong in one place. The plain one is a sound
 * PDF/X-1a page with a ground, a rule, a picture, and a line of type.
 */
import { openSubsetSource, subsetTrueType } from "../../src/render/subset.js";
import { bundledFace } from "../render/scenes.js";

/** Objects by a name; `@name` in the text of an object becomes a reference to it. Bytes are written as Latin-1. */
export interface Parts {
  version: string;
  objects: Record<string, string>;
  trailer: string;
}

const face = bundledFace("LXGW WenKai");
const GLYPHS = [0, 2000, 2001, 2002, 2003];
const program = latin1(subsetTrueType(openSubsetSource(face.bytes), GLYPHS));

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

export function stream(dict: string, data: string): string {
  return `<< ${dict} /Length ${data.length} >>\nstream\n${data}\nendstream`;
}

/** The header of an ICC profile, which is all that a preflight reads of it. */
export function profileBytes(kind = "prtr", space = "CMYK", description = "Newsprint of a test"): string {
  const bytes = Buffer.alloc(200);
  bytes.writeUInt32BE(200, 0);
  bytes.writeUInt8(2, 8);
  bytes.write(kind.padEnd(4), 12, "latin1");
  bytes.write(space.padEnd(4), 16, "latin1");
  bytes.write("acsp", 36, "latin1");
  bytes.writeUInt32BE(1, 128);
  bytes.write("desc", 132, "latin1");
  bytes.writeUInt32BE(144, 136);
  bytes.writeUInt32BE(56, 140);
  bytes.write("desc", 144, "latin1");
  bytes.writeUInt32BE(description.length + 1, 152);
  bytes.write(description, 156, "latin1");
  return bytes.toString("latin1");
}

/** Samples of one colour. */
export function flat(width: number, height: number, ...colour: readonly number[]): string {
  return Array.from({ length: width * height }, () => String.fromCharCode(...colour)).join("");
}

/** A photograph at 200 ppi on 72 × 36 pt, in 40 % of each coloured ink. */
const PHOTO = stream(
  "/Type /XObject /Subtype /Image /Width 200 /Height 100 /ColorSpace /DeviceCMYK /BitsPerComponent 8",
  flat(200, 100, 102, 102, 102, 0),
);

const CONTENT = [
  "q 0 0 0 0.1 k 60 500 200 80 re f Q",
  "0 0 0 1 k /Over gs 60 480 300 0.5 re f",
  "BT /F1 9 Tf 60 460 Td <0001000200030004> Tj ET",
  "/Knock gs q 72 0 0 36 60 380 cm /Im1 Do Q",
].join("\n");

function goodParts(): Parts {
  const date = "D:20261124000000Z";
  return {
    version: "1.4",
    trailer: "/Root @catalog /Info @info /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]",
    objects: {
      catalog: "<< /Type /Catalog /Pages @pages /OutputIntents [@intent] /Metadata @xmp >>",
      pages: "<< /Type /Pages /Kids [@page] /Count 1 >>",
      page:
        "<< /Type /Page /Parent @pages /MediaBox [0 0 460 660] /BleedBox [20 20 440 640] /TrimBox [30 30 430 630] " +
        "/Resources @resources /Contents @content >>",
      resources:
        "<< /Font << /F1 @font >> /XObject << /Im1 @photo >> /ExtGState << /Over << /OP true /op true /OPM 1 >> " +
        "/Knock << /OP false /op false /OPM 0 >> >> >>",
      content: stream("", CONTENT),
      photo: PHOTO,
      font: "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Test /Encoding /Identity-H /DescendantFonts [@cidfont] /ToUnicode @unicode >>",
      cidfont:
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Test /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) " +
        "/Supplement 0 >> /FontDescriptor @descriptor /DW 1000 /CIDToGIDMap /Identity >>",
      descriptor:
        "<< /Type /FontDescriptor /FontName /ABCDEF+Test /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 " +
        "/Descent -120 /CapHeight 700 /StemV 80 /FontFile2 @program >>",
      program: stream(`/Length1 ${program.length}`, program),
      unicode: stream(
        "",
        "1 begincodespacerange <0000> <ffff> endcodespacerange 4 beginbfchar <0001> <7248> <0002> <5fc3> <0003> <8bd5> " +
          "<0004> <6837> endbfchar",
      ),
      info: `<< /Title (Page) /CreationDate (${date}) /ModDate (${date}) /Trapped /False /GTS_PDFXVersion (PDF/X-1a:2003) /Producer (hand) >>`,
      intent:
        "<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (NEWS TEST) /RegistryName (http://www.color.org) " +
        "/DestOutputProfile @profile >>",
      profile: stream("/N 4", profileBytes()),
      xmp: stream(
        "/Type /Metadata /Subtype /XML",
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description rdf:about="" pdf:Producer="hand" pdf:Trapped="False">' +
          "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Page</rdf:li></rdf:Alt></dc:title>" +
          "<xmp:CreateDate>2026-11-24T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>2026-11-24T00:00:00Z</xmp:ModifyDate>" +
          "</rdf:Description></rdf:RDF></x:xmpmeta>",
      ),
    },
  };
}

/** The sound page, changed. `content` is added to what it paints. */
export function page(change: (parts: Parts) => void = () => undefined, content = ""): Uint8Array {
  const parts = goodParts();
  if (content !== "") parts.objects["content"] = stream("", `${CONTENT}\n${content}`);
  change(parts);
  return write(parts);
}

/** Replaces text in one object; a mistake of the test where it is not there. */
export function replace(object: string, what: string, by: string): (parts: Parts) => void {
  return ({ objects }) => {
    const text = objects[object] ?? "";
    if (!text.includes(what)) throw new Error(`${object} has no ${what}`);
    objects[object] = text.replace(what, by);
  };
}

/** Puts an object in place of another, or a new one. */
export function set(object: string, text: string): (parts: Parts) => void {
  return ({ objects }) => void (objects[object] = text);
}

function write({ version, objects, trailer }: Parts): Uint8Array {
  const names = Object.keys(objects);
  const numbers = new Map(names.map((name, i) => [name, i + 1]));
  const linked = (text: string): string =>
    text.replaceAll(/@([a-z]\w*)/gu, (whole, name: string) => {
      const number = numbers.get(name);
      return number === undefined ? whole : `${number} 0 R`;
    });
  let out = `%PDF-${version}\n%\u00e2\u00e3\u00cf\u00d3\n`;
  const offsets: number[] = [];
  for (const [index, name] of names.entries()) {
    const text = objects[name] ?? "";
    offsets.push(out.length);
    // Only what stands before a stream's data holds references.
    const at = text.indexOf("\nstream\n");
    const body = at < 0 ? linked(text) : linked(text.slice(0, at)) + text.slice(at);
    out += `${index + 1} 0 obj\n${body}\nendobj\n`;
  }
  const start = out.length;
  out += `xref\n0 ${names.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) out += `${String(offset).padStart(10, "0")} 00000 n \n`;
  out += `trailer\n<< /Size ${names.length + 1} ${linked(trailer)} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(out, "latin1");
}
