/**
 * Who made a picture, by the file's own word: IPTC-IIM (IPTC-NAA 4.1, in Photoshop's image resources) and XMP (ISO 16684-1).
 * Whatever is damaged is passed over: a picture without a name is still a picture.
 */
import type { PictureRights } from "../scene/list.js";

const LONGEST = 200;
const XMP_IN_JPEG = "http://ns.adobe.com/xap/1.0/\0";
const RESOURCES_IN_JPEG = "Photoshop 3.0\0";
const XMP_IN_PNG = "XML:com.adobe.xmp\0";
/** Image resource with the IPTC record. */
const IPTC_RESOURCE = 0x0404;
/** Datasets of record 2. */
const BY_LINE = 80;
const CREDIT = 110;
const COPYRIGHT = 116;

/** Undefined where the file names nobody. IPTC goes before XMP, which programs write from it. */
export function readRights(bytes: Uint8Array, format: "jpeg" | "png"): PictureRights | undefined {
  const found = format === "jpeg" ? inJpeg(bytes) : inPng(bytes);
  const { author, credit, copyright } = found;
  return author === undefined && credit === undefined && copyright === undefined ? undefined : found;
}

function inJpeg(bytes: Uint8Array): PictureRights {
  let iptc: PictureRights = {};
  let xmp: PictureRights = {};
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda || marker === 0xd9) break;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (length < 2) break;
    const segment = bytes.subarray(at + 4, at + 2 + length);
    if (marker === 0xe1 && startsWith(segment, XMP_IN_JPEG)) xmp = inXmp(segment.subarray(XMP_IN_JPEG.length));
    if (marker === 0xed && startsWith(segment, RESOURCES_IN_JPEG))
      iptc = inResources(segment.subarray(RESOURCES_IN_JPEG.length));
    at += 2 + length;
  }
  return { ...xmp, ...iptc };
}

function inPng(bytes: Uint8Array): PictureRights {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const body = bytes.subarray(at + 8, at + 8 + length);
    const type = latin1(bytes.subarray(at + 4, at + 8));
    // Keyword, no compression, no language, no translated keyword (XMP specification, part 3).
    if (type === "iTXt" && startsWith(body, XMP_IN_PNG) && body[XMP_IN_PNG.length] === 0) return inXmp(body);
    at += 12 + length;
  }
  return {};
}

/** Photoshop's image resources: signature, number, Pascal string, length, data, each padded to two bytes. */
function inResources(bytes: Uint8Array): PictureRights {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 12 <= bytes.length && latin1(bytes.subarray(at, at + 4)) === "8BIM";) {
    const name = bytes[at + 6] ?? 0;
    const sizeAt = at + 6 + name + 1 + ((name + 1) & 1);
    if (sizeAt + 4 > bytes.length) break;
    const size = view.getUint32(sizeAt);
    const data = bytes.subarray(sizeAt + 4, sizeAt + 4 + size);
    if (view.getUint16(at + 4) === IPTC_RESOURCE) return inIptc(data);
    at = sizeAt + 4 + size + (size & 1);
  }
  return {};
}

function inIptc(bytes: Uint8Array): PictureRights {
  const texts = new Map<number, string>();
  for (let at = 0; at + 5 <= bytes.length && bytes[at] === 0x1c;) {
    const [record, dataset] = [bytes[at + 1], bytes[at + 2] ?? 0];
    const size = ((bytes[at + 3] ?? 0) << 8) | (bytes[at + 4] ?? 0);
    if (size >= 0x8000) break;
    if (record === 2 && !texts.has(dataset)) texts.set(dataset, decoded(bytes.subarray(at + 5, at + 5 + size)));
    at += 5 + size;
  }
  return rights(texts.get(BY_LINE), texts.get(CREDIT), texts.get(COPYRIGHT));
}

/** UTF-8, as most programs write today; otherwise what older Chinese ones wrote. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

function inXmp(bytes: Uint8Array): PictureRights {
  const packet = new TextDecoder().decode(bytes);
  return rights(property(packet, "dc:creator"), property(packet, "photoshop:Credit"), property(packet, "dc:rights"));
}

/** As an element, perhaps with a list of which the first item counts, or as an attribute. */
function property(packet: string, name: string): string | undefined {
  const from = packet.indexOf(`<${name}`);
  if (from >= 0) {
    const to = packet.indexOf(`</${name}>`, from);
    const element = to < 0 ? "" : packet.slice(packet.indexOf(">", from) + 1, to);
    const item = /<rdf:li\b[^>]*>([^<]*)</u.exec(element)?.[1] ?? (element.includes("<") ? "" : element);
    return unescaped(item);
  }
  const attribute = packet.indexOf(`${name}="`);
  if (attribute < 0) return undefined;
  const start = attribute + name.length + 2;
  return unescaped(packet.slice(start, packet.indexOf('"', start)));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(\w+);/gu, (whole, name: string) => ENTITIES[name] ?? whole);
}

function rights(author?: string, credit?: string, copyright?: string): PictureRights {
  const [by, from, right] = [author, credit, copyright].map(plain);
  return {
    ...(by === undefined ? {} : { author: by }),
    ...(from === undefined ? {} : { credit: from }),
    ...(right === undefined ? {} : { copyright: right }),
  };
}

function plain(text: string | undefined): string | undefined {
  const clean = (text ?? "")
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, LONGEST);
  return clean === "" ? undefined : clean;
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return latin1(bytes.subarray(0, text.length)) === text;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
