/**
 * What of a story finds no place at all. Text is never dropped silently: heads and captions without a place are counted as
 * overset like body text, and wishes that can't be met are said.
 */
import { quotable } from "../base/quote.js";
import { plainText } from "../edition/inline.js";
import type { Len } from "../base/length.js";
import { type Cells, type PageGrid, rowsFor } from "../layout/grid.js";
import { cellsOverlap } from "../layout/region.js";
import type { Article, Inline, Photo } from "../edition/model.js";
import { photoName } from "../edition/pictures.js";
import type { Finding } from "../scene/list.js";

/** A remark on one story, or on furniture; the page adds its number, and its place where it has none of its own. */
export type Note = Pick<Finding, "severity" | "code" | "message" | "hint" | "pointer" | "box">;

/** Everything of a story's head, in reading order, a line each. */
export function headText(article: Article): string {
  const { label, kicker, headline, deck, byline } = article;
  return lines([label, kicker, ...headline, deck, byline]);
}

/** Of heads and captions, what is more than a page could hold. */
export function headBeyond({ beyond }: Article): string {
  return beyond?.heads ?? "";
}

export function captionText(photos: readonly Photo[]): string {
  return joinText(...photos.flatMap(({ caption = [], credit }) => [plainText(caption), credit?.text ?? ""]));
}

export function joinText(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n");
}

function lines(inlines: readonly (Inline | undefined)[]): string {
  return joinText(...inlines.map((inline) => inline?.text ?? ""));
}

export function hasVerticalHead({ headlineDirection, headline }: Article): boolean {
  return headlineDirection === "vertical" && headline.length > 0;
}

/** Boxes in boxes become boxes of the same story. */
export function relatedStories(article: Article): readonly Article[] {
  return article.related.flatMap((related) => [related, ...relatedStories(related)]);
}

/** Wishes of the editor that this version does not meet. */
export function unmetWishes(article: Article, photosSet: number): readonly Note[] {
  const notes = [...unsetPhotos(article.photos.slice(photosSet), article.photos.length === 1)];
  if (article.headlineDirection === "vertical" && article.box) {
    notes.push({
      severity: "warning",
      code: "vertical-head",
      message: `the headline is set horizontally; boxes have no vertical heads`,
      hint: "take headlineDirection out to silence this",
    });
  }
  return notes;
}

/** Pictures for which there is no place, told together. */
/** `isAlone`: the story has no others, so that one of its own would not help. */
export function unsetPhotos(unset: readonly Photo[], isAlone = false): readonly Note[] {
  if (unset.length === 0) return [];
  return [
    {
      severity: "error",
      code: "photo-not-set",
      message: `no place for ${unset.map(photoName).join(", ")}${withTexts(captionText(unset), unset.length)}`,
      hint: isAlone
        ? "give its story more rows or columns, or take the picture out"
        : unset.length === 1
          ? "give the picture a story of its own, or take it out"
          : "give the pictures stories of their own, or take them out",
    },
  ];
}

/** Captions and credits fall with their pictures: a message about these tells of them. */
function withTexts(text: string, pictures: number): string {
  if (text === "") return "";
  return ` with ${pictures === 1 ? "its caption and credit" : "their captions and credits"}: “${quotable(text)}”`;
}

/** A head whose place, the editor's own, is too low for it; whatever of it is not set is named. */
export function tightHead(
  head: { readonly height: Len } | undefined,
  rows: number,
  grid: PageGrid,
  left: string,
): readonly Note[] {
  if (head === undefined || (head.height <= rows * grid.leading && left === "")) return [];
  return [
    {
      severity: "error",
      code: "head-too-tall",
      message: `the head needs ${rowsFor(grid, head.height)} rows and has ${rows}; not set: "${quotable(left)}"`,
      hint: "give `head` more rows or columns, or shorten it",
    },
  ];
}

export function headWithoutPlace(): Note {
  return {
    severity: "error",
    code: "head-not-set",
    message: "the layout leaves no place for the story's head",
    hint: "give it a `head` of its own in `layout`, or longer `legs`",
  };
}

export function tableWithoutPlace(pointer: string | undefined): Note {
  return {
    severity: "error",
    code: "table-not-set",
    message: "the layout leaves no place for the story's table, which is too wide for one column",
    hint: "give the story more columns or rows in `layout`, or the table fewer columns",
    ...(pointer === undefined ? {} : { pointer }),
  };
}

/** A head that its editor put over pictures of its story of which nobody knows how light they are. */
export function headOverPhoto(head: Cells | undefined, photos: readonly Cells[]): readonly Note[] {
  if (head === undefined || !photos.some((photo) => cellsOverlap(photo, head))) return [];
  return [
    {
      severity: "warning",
      code: "head-over-photo",
      message: "the head stands on a picture: whether it can be read there depends on the picture",
      hint: "look at the proof; move `head` or the photo in `layout` where it cannot be read",
    },
  ];
}

/** Boxes that find no room beside what the editor fixed. */
export function unplacedBoxes(boxes: readonly Article[]): readonly Note[] {
  return boxes.map((box) => ({
    severity: "error",
    code: "box-not-set",
    message: `no place for the box ${box.id} beside the head, photos and legs of its story`,
    hint: "make the box smaller or take it out of `related`; where `layout` places the story, give it more `rows` or longer `legs`",
    pointer: box.pointer,
  }));
}
