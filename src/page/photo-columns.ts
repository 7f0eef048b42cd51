/** The columns that the photos of a story may stand over: as their editor asks, or fewer where text would find no room else. */
import type { Photo } from "../edition/model.js";
import { spansOf } from "./spans.js";

/**
 * A column by which a picture is narrower than its editor asks, in a story that has the columns: less than a line of text without room,
 * more than any white that a page is content with.
 */
const NARROWED_PICTURE = 1_000;

/** Of a story's parts, what says how wide its photos are. */
export interface PhotoParts {
  readonly article: { readonly photos: readonly Pick<Photo, "columns" | "side">[] };
  readonly photos: number;
  /** The columns that each photo should stand over, where it should; the editor's wishes where absent. */
  readonly photoColumns?: readonly (number | undefined)[];
}

/** Columns that the photos of a story may have together, and what it costs that these are fewer than their editor asks for. */
export interface PhotoWays {
  readonly all: readonly (readonly number[])[];
  readonly cost: number;
}

/** The columns that each photo is wished to stand over. */
export function photoWishes({ photoColumns, article }: PhotoParts): readonly (number | undefined)[] {
  return photoColumns ?? article.photos.map((photo) => photo.columns);
}

/** The columns that photos are wished to have, the widest of them with one less; undefined where none is wished wider than one. */
export function narrowerPhotos(parts: PhotoParts, columns: number): readonly (number | undefined)[] | undefined {
  const wishes = photoWishes(parts);
  const own = wishes.slice(0, parts.photos).map((wish) => Math.min(columns, Math.ceil(wish ?? 0)));
  const widest = Math.max(...own);
  const at = own.indexOf(widest);
  return widest > 1 ? wishes.map((wish, index) => (index === at ? widest - 1 : wish)) : undefined;
}

export function photoSpansOf(parts: PhotoParts, columns: number): readonly (readonly number[])[] {
  if (parts.photos === 0) return [[]];
  const wishes = photoWishes(parts);
  const fixed = wishes.slice(0, parts.photos);
  // One that is to take a part of a column stands in that column as in a whole one.
  if (fixed.every((wish) => wish !== undefined)) return [fixed.map((wish) => Math.min(columns, Math.ceil(wish ?? 1)))];
  const free = spansOf(parts.photos, columns, 4);
  return free.map((spans) => spans.map((span, index) => Math.min(columns, Math.ceil(fixed[index] ?? span))));
}

/**
 * The columns of the photos: those that their editor asks for, and those of one width over fewer and fewer of them, for where the
 * others leave text over.
 */
export function photoWaysOf(parts: PhotoParts, columns: number): readonly PhotoWays[] {
  const asked = [{ all: photoSpansOf(parts, columns), cost: 0 }];
  const wishes = photoWishes(parts).slice(0, parts.photos);
  if (wishes.some((wish) => wish === undefined || !Number.isInteger(wish))) return asked;
  const own = wishes.map((wish) => Math.min(columns, wish ?? 1));
  const narrowed = Array.from({ length: Math.max(1, ...own) - 1 }, (_, less): PhotoWays => {
    const fewer = less + 1;
    // Pictures side by side stay of one width.
    const widths = [...new Set(own)].filter((wish) => wish > fewer);
    const all = widths.map((width) => own.map((wish) => (wish === width ? wish - fewer : wish)));
    return { all, cost: fewer * NARROWED_PICTURE };
  });
  return [...asked, ...narrowed];
}
