/** The header and tag table of an ICC profile (ICC.1:2010 §7): enough to know whether a press can be described by it. */

export interface IccProfile {
  readonly bytes: Uint8Array;
  /** Such as 2.2 or 4.3. */
  readonly version: number;
  /** The profile's own name, from its `desc` tag; empty where it has none. */
  readonly description: string;
}

export type ReadProfile =
  | { readonly ok: true; readonly value: IccProfile }
  | { readonly ok: false; readonly problem: string; readonly hint: string };

const HEADER = 128;
const MOST_TAGS = 100;
const WANTED = "give the press's own CMYK output profile, such as WAN-IFRAnewspaper26v5.icc";

/** Conversions in both directions: into the inks, and from the inks back to what they look like. */
const NEEDED_TAGS = ["A2B0", "B2A0"];

/** Checks that the bytes are a whole CMYK output profile. Never throws, whatever it is given. */
export function readOutputProfile(bytes: Uint8Array): ReadProfile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < HEADER + 4 || tag(36) !== "acsp") return bad("it is no ICC profile");
  const size = view.getUint32(0);
  if (size > bytes.length) return bad(`it breaks off: ${bytes.length} of ${size} bytes`, "copy the profile again");
  const kind = tag(12);
  if (kind !== "prtr") return bad(`it is of class "${kind.trim()}", not an output profile ("prtr")`);
  const space = tag(16);
  if (space !== "CMYK") return bad(`its colour space is ${space.trim()}, not CMYK`);
  const connection = tag(20);
  if (connection !== "Lab " && connection !== "XYZ ") return bad(`its connection space "${connection}" is none`);
  const count = view.getUint32(HEADER);
  if (count > MOST_TAGS || HEADER + 4 + count * 12 > size) return bad("its table of tags is broken");
  const tags = new Map<string, { readonly at: number; readonly length: number }>();
  for (let i = 0; i < count; i++) {
    const entry = HEADER + 4 + i * 12;
    const [at, length] = [view.getUint32(entry + 4), view.getUint32(entry + 8)];
    if (at < HEADER || at + length > size) return bad(`its tag "${tag(entry)}" points outside the file`);
    tags.set(tag(entry), { at, length });
  }
  const missing = NEEDED_TAGS.find((name) => !tags.has(name));
  if (missing !== undefined) return bad(`it has no conversion table ${missing}`);
  const desc = tags.get("desc");
  const description = desc === undefined ? "" : readDescription(bytes, view, desc.at, desc.length);
  const minor = (bytes[9] ?? 0) >> 4;
  return { ok: true, value: { bytes, version: (bytes[8] ?? 0) + minor / 10, description } };
}

/** `desc` of version 2 is ASCII with its length before it; `mluc` of version 4 is UTF-16 in one or more languages. */
function readDescription(bytes: Uint8Array, view: DataView, at: number, length: number): string {
  if (length < 28) return "";
  const type = String.fromCharCode(...bytes.subarray(at, at + 4));
  if (type === "desc") {
    const count = Math.min(view.getUint32(at + 8), length - 12);
    return printable(String.fromCharCode(...bytes.subarray(at + 12, at + 12 + count)));
  }
  if (type !== "mluc") return "";
  const [size, offset] = [view.getUint32(at + 20), view.getUint32(at + 24)];
  if (offset + size > length) return "";
  return printable(new TextDecoder("utf-16be").decode(bytes.subarray(at + offset, at + offset + size)));
}

function printable(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cn}]+/gu, " ")
    .trim()
    .slice(0, 200);
}

function bad(problem: string, hint: string = WANTED): ReadProfile {
  return { ok: false, problem, hint };
}
