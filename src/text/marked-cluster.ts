/** A character with the marks that belong to it: q̃, 漢̄, 1⃣. One face sets all of it, wherever it has it. */
import type { Face, FaceChain } from "../font/face.js";
import { isExtender } from "./classes.js";

/** Selectors and joiners choose a form and show nothing of their own. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** Where the cluster that begins at `offset` ends. */
export function clusterEnd(text: string, offset: number): number {
  let end = offset + widthAt(text, offset);
  while (end < text.length && isExtender(text.codePointAt(end) ?? 0)) end += widthAt(text, end);
  return end;
}

function widthAt(text: string, offset: number): number {
  return (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
}

/** Whether something of the cluster is to be seen beside its first character. */
export function hasMarks(cluster: string): boolean {
  return seenOf(cluster).length > 1;
}

/** The first face that has all of the cluster; undefined where none has. A letter and its mark may be one glyph (NFC). */
export function faceOfCluster({ faces }: FaceChain, cluster: string): Face | undefined {
  const wanted = seenOf(cluster.normalize("NFC"));
  return faces.find((face) => wanted.every((cp) => face.glyphFor(cp) !== 0));
}

function seenOf(cluster: string): readonly number[] {
  return [...cluster.replaceAll(UNSEEN, "")].map((character) => character.codePointAt(0) ?? 0);
}
