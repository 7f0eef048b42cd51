/** Writes an sfnt: header, sorted directory, padded tables, checksums. */
import { viewOf } from "./sfnt.js";

export interface TableData {
  readonly tag: string;
  readonly bytes: Uint8Array;
}

const MAGIC = 0xb1b0afba;
/** Where head keeps checkSumAdjustment. */
const ADJUSTMENT_AT = 8;

export function buildSfnt(version: number, tables: readonly TableData[]): Uint8Array {
  const sorted = tables.toSorted((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0));
  const headerSize = 12 + sorted.length * 16;
  const total = sorted.reduce((sum, entry) => sum + padded(entry.bytes.length), headerSize);
  const out = new Uint8Array(total);
  const view = viewOf(out);
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  view.setUint32(0, version);
  view.setUint16(4, sorted.length);
  view.setUint16(6, power * 16);
  view.setUint16(8, Math.log2(power));
  view.setUint16(10, (sorted.length - power) * 16);
  let offset = headerSize;
  let head: number | undefined;
  for (const [i, { tag, bytes }] of sorted.entries()) {
    const record = 12 + i * 16;
    for (let n = 0; n < 4; n++) out[record + n] = tag.charCodeAt(n);
    out.set(bytes, offset);
    if (tag === "head") {
      head = offset;
      view.setUint32(offset + ADJUSTMENT_AT, 0);
    }
    view.setUint32(record + 4, checksum(view, offset, padded(bytes.length)));
    view.setUint32(record + 8, offset);
    view.setUint32(record + 12, bytes.length);
    offset += padded(bytes.length);
  }
  if (head !== undefined) view.setUint32(head + ADJUSTMENT_AT, (MAGIC - checksum(view, 0, total)) >>> 0);
  return out;
}

function padded(length: number): number {
  return (length + 3) & ~3;
}

function checksum(view: DataView, start: number, length: number): number {
  let sum = 0;
  for (let at = start; at < start + length; at += 4) sum = (sum + view.getUint32(at)) | 0;
  return sum >>> 0;
}
