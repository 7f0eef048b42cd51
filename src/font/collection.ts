/** Takes one face out of a TrueType collection, so that everything after sees single fonts only. */
import { parseSfnt } from "./sfnt.js";
import { buildSfnt } from "./build.js";

export function extractFace(bytes: Uint8Array, index: number): Uint8Array {
  const sfnt = parseSfnt(bytes, index);
  const tables = [...sfnt.tables].map(([tag, { offset, length }]) => ({
    tag,
    bytes: bytes.subarray(offset, offset + length),
  }));
  const version = sfnt.outlines === "truetype" ? 0x00010000 : 0x4f54544f;
  return buildSfnt(version, tables);
}
