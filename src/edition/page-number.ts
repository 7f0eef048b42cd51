/** Page numbers (版次): the editor's own, else a page's place in the file. */
import type { Edition, PageInput } from "./model.js";

export interface NumberedPage {
  readonly page: PageInput;
  readonly number: number;
}

/** The pages of an edition in their order. */
export function numbered({ pages }: Pick<Edition, "pages">): readonly NumberedPage[] {
  return pages.map((page, index) => ({ page, number: page.number ?? (page.place ?? index) + 1 }));
}
