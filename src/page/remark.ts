import type { Finding } from "../scene/list.js";

/** Something a person should know about a story; the page adds its number. */
export interface Remark extends Pick<
  Finding,
  "severity" | "code" | "article" | "message" | "hint" | "box" | "pointer"
> {
  /** The first glyphs of the line it is about: it counts only where they stand on the finished page. */
  readonly shown?: string;
  /** Of a line with a gap or a parted number: remarks of one piece of text (`by`) are one, which says of the other lines what they are. */
  readonly cause?: { readonly by: string; readonly line: string; readonly says: string };
}
