/** The picture files of a story's photos. */
import type { Article, Photo, ShownPicture } from "./model.js";

/** All pictures that stand under one caption. */
export function picturesOf(photo: Photo): readonly ShownPicture[] {
  return photo.group ?? [photo];
}

/** All photos of a story and its boxes. */
export function photosOf(article: Article): readonly Photo[] {
  return [...article.photos, ...article.related.flatMap(photosOf)];
}

/** What messages call a photo: its file, or the first of a group with the number of the others. */
export function photoName({ src, group = [] }: Photo): string {
  return group.length < 2 ? src : `the group of ${src} and ${group.length - 1} more`;
}
