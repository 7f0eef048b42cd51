/**
 * PDF/X: what makes a PDF a promise to the press. X-1a:2003 is ISO 15930-4 (PDF 1.4: inks and spot colours alone, nothing
 * transparent); X-4 is ISO 15930-7 (PDF 1.6, version told in XMP).
 */
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { deflate } from "node:zlib";
import { PdfName, pdfText, PRODUCER, type PdfFile } from "../render/pdf-kit.js";
import type { OutputCondition } from "./condition.js";

export const PROFILES = ["pdfx1a", "pdfx4"] as const;
export type PdfxProfile = (typeof PROFILES)[number];

const VERSIONS = {
  pdfx1a: { key: "PDF/X-1a:2003", pdf: "1.4" },
  pdfx4: { key: "PDF/X-4", pdf: "1.6" },
} as const;

/** ICC profiles of version 4 came with PDF 1.5 (ISO 15930-4 allows version 2 only). */
const NEWEST_ICC = { pdfx1a: 2.9, pdfx4: 4.9 } as const;

export function profileTooNew(condition: OutputCondition, profile: PdfxProfile): boolean {
  return condition.profile.version > NEWEST_ICC[profile];
}

export interface DocumentMeta {
  readonly title: string;
  readonly author: string;
  readonly date: Date;
}

/** Version, information and XMP, which must say the same. `contents`: a digest of what the file holds. */
export function documentKeys(profile: PdfxProfile, meta: DocumentMeta, contents: string) {
  const { key, pdf } = VERSIONS[profile];
  const id = createHash("md5").update(`${key}\n${meta.title}\n${meta.date.toISOString()}\n${contents}`).digest("hex");
  return {
    title: meta.title,
    date: meta.date,
    version: pdf,
    info: { ModDate: meta.date, Trapped: new PdfName("False"), GTS_PDFXVersion: key },
    xmp: xmpPacket(profile, meta, id),
    identity: contents,
  } as const;
}

/** `packed`: the condition's profile, see `packProfile`. */
export function writeOutputIntent(file: PdfFile, condition: OutputCondition, packed: Uint8Array): void {
  const profile = file.ref({ N: 4, Alternate: "DeviceCMYK", Filter: "FlateDecode" });
  profile.end(packed);
  const intent = file.ref({
    Type: "OutputIntent",
    S: "GTS_PDFX",
    OutputConditionIdentifier: pdfText(condition.identifier),
    OutputCondition: pdfText(condition.description),
    ...(condition.registry === undefined ? {} : { RegistryName: pdfText(condition.registry) }),
    Info: pdfText(condition.description),
    DestOutputProfile: profile,
  });
  intent.end();
  file.catalog.data["OutputIntents"] = [intent];
}

/** Pages of an edition share one profile. */
const packedProfiles = new WeakMap<Uint8Array, Promise<Uint8Array>>();
const deflateAsync = promisify(deflate);

/** The profile of a condition as its stream in the file. Begun early, it is packed beside the composing. */
export function packProfile({ profile: { bytes } }: OutputCondition): Promise<Uint8Array> {
  let packed = packedProfiles.get(bytes);
  if (packed === undefined) packedProfiles.set(bytes, (packed = deflateAsync(bytes)));
  return packed;
}

function xmpPacket(profile: PdfxProfile, { title, author, date }: DocumentMeta, id: string): string {
  const { key } = VERSIONS[profile];
  const time = `${date.toISOString().slice(0, 19)}Z`;
  const uuid = `uuid:${[id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join("-")}`;
  const creator =
    author === "" ? "" : `\n   <dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator>`;
  const version =
    profile === "pdfx4"
      ? `<pdfxid:GTS_PDFXVersion>${key}</pdfxid:GTS_PDFXVersion>`
      : `<pdfx:GTS_PDFXVersion>${key}</pdfx:GTS_PDFXVersion>`;
  return `<?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/"
    xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>${creator}
   <xmp:CreateDate>${time}</xmp:CreateDate>
   <xmp:ModifyDate>${time}</xmp:ModifyDate>
   <xmp:MetadataDate>${time}</xmp:MetadataDate>
   <xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool>
   <xmpMM:DocumentID>${uuid}</xmpMM:DocumentID>
   <xmpMM:InstanceID>${uuid}</xmpMM:InstanceID>
   <xmpMM:RenditionClass>default</xmpMM:RenditionClass>
   <xmpMM:VersionID>1</xmpMM:VersionID>
   <pdf:Producer>${PRODUCER}</pdf:Producer>
   <pdf:Trapped>False</pdf:Trapped>
   ${version}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
