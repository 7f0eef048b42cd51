/** What stands under the type area: the page's credits, where the folio line does not have them, and the imprint of front pages. */
import type { Edition, PageInput } from "../edition/model.js";
import { creditsItems } from "./folio.js";
import { imprintItems } from "./imprint.js";
import { draw, type Sheet } from "./sheet.js";
import type { Typesetter } from "./typeset.js";

/** Rows that credits and imprint may take. */
const FOOT_ROWS = 2;

/** Credits and, on front pages, the imprint: half a row under the type area, two rows where the margin holds them. */
export function drawFoot(
  setter: Typesetter,
  { publication }: Edition,
  page: PageInput,
  width: number,
  sheet: Sheet,
): void {
  const { grid, masthead, page: sheetSize } = setter.template;
  const y = grid.top + grid.rows * grid.leading + Math.round(grid.leading / 2);
  const height = Math.min(FOOT_ROWS * grid.leading, Math.max(grid.leading, sheetSize.height - y - grid.leading));
  const rect = { x: grid.left, y, width, height };
  const imprint = masthead === undefined ? undefined : publication.imprint;
  const hasImprint = imprint !== undefined && Object.keys(imprint).length > 0;
  const half = hasImprint ? Math.round(width / 2) : 0;
  const credits = creditsItems(setter, page.credits, { ...rect, x: rect.x + half, width: width - half });
  draw(sheet, credits);
  if (hasImprint) draw(sheet, imprintItems(setter, publication, { ...rect, width: half + credits.room }));
}
