/**
 * Pictures of one width that nearly have one height get one: side by side, a row between their edges looks like a slip. Which of
 * two heights it is, is told by the rows that the text leaves.
 */
import type { PhotoBlock } from "./photo.js";

/** Rows by which edges lie apart without looking meant. */
const SLIP = 2;

export interface SizedPhoto {
  readonly block: PhotoBlock;
  /** The page's columns that it stands over. */
  readonly span: number;
  /** Rows with its caption. */
  readonly rows: number;
}

/** `left`: rows of columns that text and pictures together leave; below 0 where they take more than there are. */
export function levelled(photos: readonly SizedPhoto[], left: number): readonly number[] {
  const rows = photos.map((photo) => photo.rows);
  let free = left;
  const mayHave = ({ block }: SizedPhoto, wanted: number): boolean => {
    const own = wanted - block.captionRows;
    return own >= block.least && own <= block.most;
  };
  photos.forEach((photo, index) => {
    for (let before = 0; before < index; before += 1) {
      const other = photos[before];
      const [a, b] = [rows[before] ?? 0, rows[index] ?? 0];
      if (other === undefined || other.span !== photo.span || a === b || Math.abs(a - b) > SLIP) continue;
      const ways = [
        { wanted: a, changed: index, used: (a - b) * photo.span, own: photo },
        { wanted: b, changed: before, used: (b - a) * other.span, own: other },
      ].filter(({ wanted, own }) => mayHave(own, wanted));
      const [best] = ways.toSorted((x, y) => Math.abs(free - x.used) - Math.abs(free - y.used));
      if (best === undefined) continue;
      rows[best.changed] = best.wanted;
      free -= best.used;
    }
  });
  return rows;
}
