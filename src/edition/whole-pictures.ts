/**
 * Shows codes, charts and other line drawings whole though the editor wrote no `crop`: cropped, a code cannot be read, and
 * nobody sees that on the page.
 */
import type { Diagnostic } from "../base/diagnostic.js";
import type { Article, Edition, Photo, ShownPicture } from "./model.js";
import { photosOf, picturesOf } from "./pictures.js";

/** Whether the editor left open how a picture may be cropped. */
function isOpen(photo: Photo, { crop }: ShownPicture): boolean {
  return crop === undefined && photo.crop === undefined;
}

/** The paths of pictures that may be cropped unless they turn out to be line drawings. */
export function openToCropping(photos: readonly Photo[]): ReadonlySet<string> {
  return new Set(
    photos.flatMap((photo) => picturesOf(photo).filter((one) => isOpen(photo, one))).map(({ src }) => src),
  );
}

/** The edition with `crop: "never"` at those of its photos that hold line art. `lineArt`: paths of such pictures. */
export function withLineArtWhole(edition: Edition, lineArt: ReadonlySet<string>): Edition {
  if (lineArt.size === 0) return edition;
  const shown = (article: Article): Article => ({
    ...article,
    photos: article.photos.map((photo) =>
      drawingsOf(photo, lineArt).length === 0 ? photo : { ...photo, crop: "never" },
    ),
    related: article.related.map(shown),
  });
  return { ...edition, articles: edition.articles.map(shown) };
}

/** One finding for each such picture of the stories. */
export function lineArtTold(
  { placeOf }: Pick<Edition, "placeOf">,
  articles: readonly Article[],
  lineArt: ReadonlySet<string>,
): readonly Diagnostic[] {
  return articles
    .flatMap(photosOf)
    .flatMap((photo) => drawingsOf(photo, lineArt))
    .map(({ src, srcPointer }) => ({
      severity: "info",
      code: "line-art-whole",
      message: `${src} looks like a code, a chart or a line drawing: it is shown whole`,
      at: placeOf(srcPointer),
      hints: ['write `crop: "never"` if it is one, or `crop: "fit"` if it may be cropped like a photograph'],
    }));
}

function drawingsOf(photo: Photo, lineArt: ReadonlySet<string>): readonly ShownPicture[] {
  return picturesOf(photo).filter((one) => isOpen(photo, one) && lineArt.has(one.src));
}
