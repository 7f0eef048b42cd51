/** Sets of a page's stories as numbers, a bit each; a page may have more of them than bit operations know bits. */

export function isIn(set: number, story: number): boolean {
  return Math.floor(set / 2 ** story) % 2 === 1;
}

export function isSingle(set: number): boolean {
  // Bit operations are quicker and know 32 bits.
  return set < 2 ** 31 ? set > 0 && (set & (set - 1)) === 0 : Number.isInteger(Math.log2(set));
}

/** The most important member of a set: stories are numbered by importance. */
export function lowest(set: number): number {
  // Bit operations know 32 bits; larger sets are halved by arithmetic first.
  const low = set % 2 ** 31;
  return low === 0 ? 31 + lowest(Math.floor(set / 2 ** 31)) : 31 - Math.clz32(low & -low);
}
