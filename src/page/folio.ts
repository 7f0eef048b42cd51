/**
 * The folio line (报眉): paper, date, weekday, section, page number and the page's credits over the type area, with the
 * rule under it (天线). The credits line is mandatory for a page; a page without one gets a warning.
 */
import type { Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import { formatDate } from "../edition/date.js";
import type { Credit, Edition, Inline, PageInput } from "../edition/model.js";
import { arrange, type Flex, type FlexGroup } from "../layout/stack.js";
import type { Role, SceneItem } from "../scene/list.js";
import type { StyleName, Template } from "../template/resolved.js";
import { horizontalRule } from "./sheet.js";
import { drawBlock, styledLine, styleOf, templateText, type TextBlock, type Typesetter } from "./typeset.js";

/** Between a role and its names, and between names, in em of the credits' own size. */
const CREDIT_GAP = 0.5;
/** Between two people's credits, in em. */
const CREDITS_GAP = 1.25;

export function folioItems(
  setter: Typesetter,
  edition: Edition,
  page: PageInput,
  number: number,
): readonly SceneItem[] {
  const { folio, grid } = setter.template;
  const line = setter.template.page.spread
    ? spreadLine(setter, edition, page, number)
    : pageLine(setter, edition, page, number);
  const arranged = arrange<TextBlock>({
    ...line,
    justify: "between",
    width: folio.rect.width,
    height: folio.rect.height,
  });
  const items: SceneItem[] = arranged.boxes.flatMap((box) =>
    drawBlock(setter, box.content, folio.rect.x + box.x, folio.rect.y + box.y),
  );
  if (folio.rule !== undefined) {
    const y = folio.rect.y + folio.rect.height;
    items.push(horizontalRule(grid.left, y, folio.rect.width, folio.rule, "folio"));
  }
  return items;
}

function pageLine(setter: Typesetter, edition: Edition, page: PageInput, number: number): FlexGroup<TextBlock> {
  const { folio } = setter.template;
  // Odd pages are right-hand pages: their outer edge is the right one.
  const mirrored = folio.mirror && number % 2 === 1;
  const name = edition.publication.name;
  const texts = folioTexts(setter, edition, page, number);
  const parts: FlexGroup<TextBlock>[] = [];
  const ends = [
    textLine(mirrored ? texts.toReversed() : texts, folio.gap),
    folio.credits === "folio" ? creditsLine(setter, page.credits) : undefined,
  ].filter((part) => part !== undefined);
  if (name !== undefined) ends.unshift(group([piece(setter, [name], "folioName", "folio")], folio.gap));
  // Paper, date and number stand together at the outer edge; the credits at the inner one.
  const head = ends.slice(0, name === undefined ? 1 : 2);
  parts.push(group(mirrored ? head.toReversed() : head, folio.gap), ...ends.slice(head.length));
  return group(mirrored ? parts.toReversed() : parts, folio.gap);
}

/** 跨版: the left page's name, number and date at the left, the right page's number and name at the right, credits between. */
function spreadLine(setter: Typesetter, edition: Edition, page: PageInput, number: number): FlexGroup<TextBlock> {
  const { folio } = setter.template;
  const { name } = edition.publication;
  const own = name === undefined ? [] : [piece(setter, [name], "folioName", "folio")];
  const left = textLine(folioTexts(setter, edition, page, number), folio.gap);
  const { section: _section, date: _date, ...bare } = page;
  const right = textLine(folioTexts(setter, edition, bare, number + 1), folio.gap);
  return group(
    [
      group([...own, ...(left === undefined ? [] : [left])], folio.gap),
      (folio.credits === "folio" ? creditsLine(setter, page.credits) : undefined) ?? group([], 0),
      group([...(right === undefined ? [] : [right]), ...own], folio.gap),
    ],
    folio.gap,
  );
}

/** The page number and the date as the folio line tells them; absent where the edition does not say. */
export interface FolioLabels {
  readonly number?: string;
  readonly date?: string;
}

export function folioLabels({ folio }: Template, edition: Edition, page: PageInput, number: number): FolioLabels {
  const label = folio.number
    .replaceAll("{edition}", () => edition.publication.edition?.text ?? "")
    .replaceAll("{number2}", String(number).padStart(2, "0"))
    .replaceAll("{number}", String(number));
  return {
    ...(page.number === undefined ? {} : { number: label }),
    ...(page.date === undefined ? {} : { date: formatDate(folio.date, page.date, edition.language) ?? page.date }),
  };
}

function folioTexts(setter: Typesetter, edition: Edition, page: PageInput, number: number): readonly TextBlock[] {
  const labels = folioLabels(setter.template, edition, page, number);
  const pieces: TextBlock[] = [];
  if (labels.number !== undefined) {
    const label = templateText(labels.number);
    pieces.push(styledLine(setter, [label], { style: styleOf(setter, "folioNumber"), role: "folio" }));
  }
  if (page.section !== undefined) {
    pieces.push(styledLine(setter, [page.section], { style: styleOf(setter, "folioSection"), role: "folio" }));
  }
  if (labels.date !== undefined) {
    const date = templateText(labels.date);
    pieces.push(styledLine(setter, [date], { style: styleOf(setter, "folioText"), role: "folio" }));
  }
  return pieces;
}

/** 责编 张三  美编 李四: roles and names in their own faces, never broken. */
function creditsLine(setter: Typesetter, credits: readonly Credit[]): FlexGroup<TextBlock> | undefined {
  if (credits.length === 0) return undefined;
  const size = styleOf(setter, "creditName").size;
  const gap = Math.round(size * CREDIT_GAP);
  return group(
    credits.map((credit) =>
      group(
        [
          piece(setter, [credit.role], "creditRole", "credits"),
          ...credit.names.map((name) => piece(setter, [name], "creditName", "credits")),
        ],
        gap,
      ),
    ),
    Math.round(size * CREDITS_GAP),
  );
}

/** The credits alone, flush right in a rectangle: for pages without a folio line. */
export function creditsItems(setter: Typesetter, credits: readonly Credit[], rect: Rect): DrawnCredits {
  const line = creditsLine(setter, credits);
  if (line === undefined) return { items: [], room: rect.width };
  const { boxes } = arrange<TextBlock>({ ...line, justify: "end", width: rect.width, height: rect.height });
  const items = boxes.flatMap((box) => drawBlock(setter, box.content, rect.x + box.x, rect.y + box.y));
  const first = Math.min(...boxes.map(({ x }) => x));
  return { items, room: first - Math.round(styleOf(setter, "creditName").size * CREDITS_GAP) };
}

export interface DrawnCredits {
  readonly items: readonly SceneItem[];
  /** What of the rectangle's width they leave at its left. */
  readonly room: Len;
}

function piece(setter: Typesetter, inlines: readonly Inline[], style: StyleName, role: Role): FlexGroup<TextBlock> {
  return group([styledLine(setter, inlines, { style: styleOf(setter, style), role })], 0);
}

function textLine(blocks: readonly TextBlock[], gap: number): FlexGroup<TextBlock> | undefined {
  return blocks.length === 0 ? undefined : group(blocks, gap);
}

function group(children: readonly (TextBlock | FlexGroup<TextBlock>)[], gap: number): FlexGroup<TextBlock> {
  return {
    kind: "group",
    direction: "row",
    gap,
    justify: "start",
    align: "center",
    children: children.map((child): Flex<TextBlock> =>
      "kind" in child ? child : { kind: "box", content: child, width: child.width, height: child.height },
    ),
  };
}
