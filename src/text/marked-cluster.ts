/** A character with the marks that belong to it: q̃, 漢̄, 1⃣. One face sets all of it, wherever it has it. */
import type { Face, FaceChain } from "../font/face.js";
import { partsOf } from "../font/decompose.js";
import { isExtender } from "./classes.js";

/** Selectors and joiners choose a form and show nothing of their own. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

const ALPHABETIC = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

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

/**
 * The first face that has all of the cluster; undefined where none has. A letter and its mark may be one glyph (NFC), one letter the
 * glyphs of its parts.
 */
export function faceOfCluster(chain: FaceChain, cluster: string): Face | undefined {
  const wanted = seenOf(cluster.normalize("NFC"));
  return facesFor(chain, cluster).find((face) => wanted.every((cp) => hasLetter(face, cp)));
}

/** Latin letters look for another Latin face before the faces of symbols and of brush writing. */
export function facesFor({ faces, alphabetic = faces }: FaceChain, text: string): readonly Face[] {
  return ALPHABETIC.test(text) ? alphabetic : faces;
}

function hasLetter(face: Face, cp: number): boolean {
  const glyphFor = (one: number): number => face.glyphFor(one);
  return glyphFor(cp) !== 0 || partsOf(String.fromCodePoint(cp), glyphFor) !== undefined;
}

function seenOf(cluster: string): readonly number[] {
  return [...cluster.replaceAll(UNSEEN, "")].map((character) => character.codePointAt(0) ?? 0);
}
