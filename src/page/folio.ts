/**
 * The folio line (报眉): paper, date, weekday, section, page number and the page's credits over the type area, with the
 * rule under it (天线). The credits line is mandatory for a page; a page without one gets a warning.
 */
import type { Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import { wordsOf } from "../edition/words.js";
import { formatDate } from "../edition/date.js";
import type { Credit, Edition, Inline, PageInput } from "../edition/model.js";
import type { SceneItem } from "../scene/list.js";
import type { StyleName, Template, TextStyle } from "../template/resolved.js";
import { drawGroups, fitGroups, fitWhole, type FittedGroups, type Groups, noLarger } from "./fit-groups.js";
import { fitText, measuredPart, SIZE_STEP, type Unfit, unfitNotes, unfitOf } from "./fit-text.js";
import { type Drawn, horizontalRule } from "./sheet.js";
import {
  drawBlock,
  inkFootOf,
  inkTopOf,
  styledLine,
  styleOf,
  templateText,
  type TextBlock,
  type Typesetter,
} from "./typeset.js";

/** Between a role and its names, and between names, in em of the credits' own size. */
const CREDIT_GAP = 0.5;
/** Between two people's credits, in em. */
const CREDITS_GAP = 1.25;
const CREDITS_MEND = "name fewer people in `credits`";
const LINE_MEND = "take another text out of the line";

/** Heights of the line's largest type: what letters reach over and under their em box stays clear of the rule. */
const LINE_HEIGHT = 1.15;

/** White between the tails of letters and the rule, of the rule's own thickness: less looks like a slip. */
const CLEAR_OF_RULE = 1;

/** A text of the line; `what` names it in messages. */
interface Field {
  readonly what: string;
  readonly inline: Inline;
  readonly style: StyleName;
}

/** The line's parts from its left end to its right one, the credits between the two. */
interface FolioLine {
  readonly left: readonly Field[];
  readonly credits: Groups | undefined;
  readonly right: readonly Field[];
}

export function folioItems(setter: Typesetter, edition: Edition, page: PageInput, number: number): Drawn {
  const { folio, grid } = setter.template;
  const line = setter.template.page.spread
    ? spreadLine(setter, edition, page, number)
    : pageLine(setter, edition, page, number);
  const rect = folioRect(setter.template);
  const fitted = fitLine(setter, line, rect);
  const items = [...drawLine(setter, fitted, { ...rect, y: rect.y - raiseOf(setter, fitted, rect).by })];
  if (folio.rule !== undefined) {
    items.push(horizontalRule(grid.left, rect.y + rect.height, rect.width, folio.rule, "folio"));
  }
  return { items, notes: unfitNotes(setter, fitted.unfit) };
}

/** The line's place: as high as the template says, and no lower than the least type. */
function folioRect({ folio, furniture }: Template): Rect {
  return { ...folio.rect, height: Math.max(folio.rect.height, Math.round(furniture.least * LINE_HEIGHT)) };
}

/** Rows that the line takes where it reaches into the type area: from its top, or from its foot where it stands in its lower half. */
export function folioRows(template: Template): { readonly head: number; readonly foot: number } {
  const { grid, folio } = template;
  const { y, height } = folioRect(template);
  const end = y + height + Math.ceil((folio.rule?.thickness ?? 0) / 2);
  const whole = grid.rows * grid.leading;
  if (y + height <= grid.top || y >= grid.top + whole) return { head: 0, foot: 0 };
  return y + height / 2 < grid.top + whole / 2
    ? { head: Math.ceil((end - grid.top) / grid.leading), foot: 0 }
    : { head: 0, foot: Math.ceil((grid.top + whole - y) / grid.leading) };
}

/** Paper, number, section and date stand together at the outer edge; the credits at the inner one. */
function pageLine(setter: Typesetter, edition: Edition, page: PageInput, number: number): FolioLine {
  const { folio } = setter.template;
  // Odd pages are right-hand pages: their outer edge is the right one.
  const mirrored = folio.mirror && number % 2 === 1;
  const fields = [...nameField(edition), ...folioFields(setter.template, edition, page, number)];
  const credits = folio.credits === "folio" ? creditGroups(setter, page.credits) : undefined;
  return mirrored ? { left: [], credits, right: fields.toReversed() } : { left: fields, credits, right: [] };
}

/** 跨版: the left page's name, number and date at the left, the right page's number and name at the right, credits between. */
function spreadLine(setter: Typesetter, edition: Edition, page: PageInput, number: number): FolioLine {
  const { section: _section, date: _date, ...bare } = page;
  const name = nameField(edition);
  return {
    left: [...name, ...folioFields(setter.template, edition, page, number)],
    credits: setter.template.folio.credits === "folio" ? creditGroups(setter, page.credits) : undefined,
    right: [...folioFields(setter.template, edition, bare, number + 1), ...name],
  };
}

interface FittedLine {
  readonly left: readonly TextBlock[];
  readonly right: readonly TextBlock[];
  readonly credits: FittedGroups | undefined;
  readonly unfit: readonly Unfit[];
}

/**
 * The largest type in which the line has room: credits take several lines first, then all grows smaller. In the least size the
 * longest texts are cut, so that the others stand whole.
 */
function fitLine(setter: Typesetter, line: FolioLine, rect: Rect): FittedLine {
  const { least } = setter.template.furniture;
  const fields = [...line.left, ...line.right];
  const wanted = Math.max(0, ...fields.map(({ style }) => styleOf(setter, style).size), sizeOf(line.credits));
  const largest = Math.min(wanted, Math.floor(rect.height / LINE_HEIGHT));
  for (let size = largest; size > least; size -= SIZE_STEP) {
    const fitted = lineAt(setter, line, size, rect);
    if (fitted !== undefined && raiseOf(setter, fitted, rect).has) return fitted;
  }
  return lineAt(setter, line, least, rect) ?? cutLine(setter, line, rect);
}

/** How far the line is raised so that tails (g, y) stand clear of the rule, and whether its place has white enough for that. */
function raiseOf(
  { template }: Typesetter,
  fitted: FittedLine,
  rect: Rect,
): { readonly by: Len; readonly has: boolean } {
  const blocks = [...fitted.left, ...fitted.right];
  const { rule } = template.folio;
  if (rule === undefined || blocks.length === 0) return { by: 0, has: true };
  const topOf = ({ height }: TextBlock): Len => Math.round((rect.height - height) / 2);
  const foot = Math.max(...blocks.map((block) => topOf(block) + inkFootOf(block)));
  const head = Math.min(...blocks.map((block) => topOf(block) + inkTopOf(block)));
  const by = Math.max(0, foot - rect.height + Math.ceil(rule.thickness * (1 / 2 + CLEAR_OF_RULE)));
  const white = Math.max(0, head);
  return { by: Math.min(by, white), has: by <= white };
}

function sizeOf(credits: Groups | undefined): Len {
  return Math.max(0, ...(credits?.groups ?? []).flat().map(({ style }) => style.size));
}

/** The line in types no larger than `size`; undefined where it has no room for all. */
function lineAt(setter: Typesetter, line: FolioLine, size: Len, rect: Rect): FittedLine | undefined {
  const set = (fields: readonly Field[]): readonly TextBlock[] =>
    fields.map(({ inline, style }) =>
      styledLine(setter, [measured(setter, { inline, style }, rect)], {
        style: styleAt(setter, style, size),
        role: "folio",
      }),
    );
  const [left, right] = [set(line.left), set(line.right)];
  const { gap } = setter.template.folio;
  const taken = [...left, ...right].reduce((sum, { width }) => sum + width + gap, 0);
  if (line.credits === undefined)
    return taken - gap <= rect.width ? { left, right, credits: undefined, unfit: [] } : undefined;
  const room = { width: rect.width - taken, height: rect.height };
  if (room.width <= 0) return undefined;
  const groups = line.credits.groups.map((group) =>
    group.map((piece) => ({ ...piece, style: noLarger(piece.style, size) })),
  );
  const credits = fitWhole(setter, { ...line.credits, groups }, room, size);
  return credits === undefined ? undefined : { left, right, credits, unfit: [] };
}

function measured(setter: Typesetter, { inline, style }: Pick<Field, "inline" | "style">, { width }: Rect): Inline {
  return measuredPart(setter, inline, styleOf(setter, style), { width });
}

function cutLine(setter: Typesetter, line: FolioLine, rect: Rect): FittedLine {
  const { furniture, folio } = setter.template;
  const fields = [...line.left, ...line.right];
  const natural = fields.map(({ inline, style }) => {
    const options = { style: styleAt(setter, style, furniture.least), role: "folio" } as const;
    return styledLine(setter, [measured(setter, { inline, style }, rect)], options).width;
  });
  const credits = line.credits === undefined ? undefined : fitGroups(setter, line.credits, rect);
  const widths = [...natural, ...(credits === undefined ? [] : [credits.width])];
  const most = levelled(widths, rect.width - folio.gap * Math.max(0, widths.length - 1));
  const unfit: Unfit[] = [];
  const set = (part: readonly Field[]): readonly TextBlock[] =>
    part.map(({ what, inline, style }) => {
      const options = { style: styleAt(setter, style, furniture.least), role: "folio" } as const;
      const fitted = fitText(setter, inline, options, { width: most });
      unfit.push(...unfitOf(what, inline, fitted, LINE_MEND));
      return fitted.block();
    });
  const [left, right] = [set(line.left), set(line.right)];
  const cut =
    line.credits === undefined ? undefined : fitGroups(setter, line.credits, { width: most, height: rect.height });
  return { left, right, credits: cut, unfit: [...unfit, ...(cut?.unfit ?? [])] };
}

/** The width to which the longest of several must come down so that all have room together. */
function levelled(widths: readonly Len[], room: Len): Len {
  const ascending = widths.toSorted((a, b) => a - b);
  let left = Math.max(0, room);
  for (const [index, width] of ascending.entries()) {
    const share = Math.floor(left / (ascending.length - index));
    if (width > share) return share;
    left -= width;
  }
  return left;
}

function drawLine(setter: Typesetter, { left, right, credits }: FittedLine, rect: Rect): readonly SceneItem[] {
  const { gap } = setter.template.folio;
  const middle = (height: Len): Len => rect.y + Math.round((rect.height - height) / 2);
  const row = (blocks: readonly TextBlock[], from: Len): readonly SceneItem[] => {
    let x = from;
    return blocks.flatMap((block) => {
      const items = drawBlock(setter, block, x, middle(block.height));
      x += block.width + gap;
      return items;
    });
  };
  const widthOf = (blocks: readonly TextBlock[]): Len => blocks.reduce((sum, { width }) => sum + width + gap, 0);
  const start = rect.x + widthOf(left);
  const end = rect.x + rect.width - widthOf(right);
  const between = end - start - (credits?.width ?? 0);
  // Between two ends credits stand in the middle, beside one of them at the other.
  const shift = left.length === 0 ? 0 : right.length === 0 ? between : Math.round(between / 2);
  const place = { ...rect, x: start + shift, width: credits?.width ?? 0 };
  return [
    ...row(left, rect.x),
    ...(credits === undefined ? [] : drawGroups(setter, credits, place, left.length === 0 ? "left" : "right")),
    ...row(right, end + gap),
  ];
}

function styleAt(setter: Typesetter, name: StyleName, size: Len): TextStyle {
  return noLarger(styleOf(setter, name), size);
}

/** The page number and the date as the folio line tells them; absent where the edition does not say. */
export interface FolioLabels {
  readonly number?: string;
  readonly date?: string;
}

export function folioLabels({ folio }: Template, edition: Edition, page: PageInput, number: number): FolioLabels {
  const label = folio.number
    .replaceAll("{number2}", String(number).padStart(2, "0"))
    .replaceAll("{number}", String(number))
    .replaceAll("{page}", wordsOf(edition.language).pageSuffix)
    // Last: what the editor writes is no pattern.
    .replaceAll("{edition}", () => edition.publication.edition?.text ?? "");
  return {
    ...(page.number === undefined ? {} : { number: label }),
    ...(page.date === undefined ? {} : { date: formatDate(folio.date, page.date, edition.language) ?? page.date }),
  };
}

function nameField({ publication: { name } }: Edition): readonly Field[] {
  return name === undefined ? [] : [{ what: "the paper's name", inline: name, style: "folioName" }];
}

function folioFields(template: Template, edition: Edition, page: PageInput, number: number): readonly Field[] {
  const labels = folioLabels(template, edition, page, number);
  const fields: Field[] = [];
  if (labels.number !== undefined) {
    fields.push({ what: "the page's number", inline: templateText(labels.number), style: "folioNumber" });
  }
  if (page.section !== undefined) fields.push({ what: "the section", inline: page.section, style: "folioSection" });
  if (labels.date !== undefined) {
    fields.push({ what: "the date", inline: templateText(labels.date), style: "folioText" });
  }
  return fields;
}

/** 责编 张三  美编 李四: roles and names in their own faces, never broken. */
function creditGroups(setter: Typesetter, credits: readonly Credit[]): Groups | undefined {
  if (credits.length === 0) return undefined;
  const [roles, names] = [styleOf(setter, "creditRole"), styleOf(setter, "creditName")];
  const what = "the page's credits";
  return {
    groups: credits.map((credit) => [
      { what, inline: credit.role, style: roles, role: "credits" as const },
      ...credit.names.map((inline) => ({ what, inline, style: names, role: "credits" as const })),
    ]),
    gaps: [CREDIT_GAP, CREDITS_GAP],
    mend: CREDITS_MEND,
  };
}

/** The credits alone, flush right in a rectangle: for pages without a folio line. */
export function creditsItems(setter: Typesetter, credits: readonly Credit[], rect: Rect): DrawnCredits {
  const groups = creditGroups(setter, credits);
  if (groups === undefined) return { items: [], notes: [], room: rect.width };
  const fitted = fitGroups(setter, groups, rect);
  return {
    items: drawGroups(setter, fitted, firstRows(setter, rect, fitted), "right"),
    notes: unfitNotes(setter, fitted.unfit),
    room: rect.width - fitted.width - Math.round(styleOf(setter, "creditName").size * CREDITS_GAP),
  };
}

/** As many rows of a rectangle, from its top, as lines take. */
export function firstRows({ template }: Typesetter, rect: Rect, { height }: FittedGroups): Rect {
  return { ...rect, height: Math.max(height, template.grid.leading) };
}

export interface DrawnCredits extends Drawn {
  /** What of the rectangle's width they leave at its left. */
  readonly room: Len;
}
