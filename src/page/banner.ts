/** What stands over the stories, across the page: the banner slogan (通栏口号) and the nameplate (报头). */
import type { Rect } from "../base/geometry.js";
import { formatDate } from "../edition/date.js";
import type { Edition, Inline, PageInput } from "../edition/model.js";
import { wordsOf } from "../edition/words.js";
import { arrange, type Flex } from "../layout/stack.js";
import type { SceneItem } from "../scene/list.js";
import { ground, horizontalRule } from "./sheet.js";
import {
  drawBlock,
  fittedLine,
  styledLine,
  styleOf,
  templateText,
  type TextBlock,
  type Typesetter,
} from "./typeset.js";

/** The banner keeps this much of its band's width free at both ends together. */
const BANNER_FILL = 0.94;
/** The part of the nameplate's band that the paper's name may take. */
const NAME_FILL = 0.68;

/** The slogan centred in its band; its size falls where the text is longer than the page is wide. */
export function bannerItems(setter: Typesetter, banner: Inline, rect: Rect): readonly SceneItem[] {
  const style = styleOf(setter, "banner");
  const { rule, ground: tint } = setter.template.banner;
  const fitted = fittedLine(setter, banner, { style, role: "banner" }, rect.width * BANNER_FILL);
  const items: SceneItem[] = [];
  if (tint !== undefined) items.push(ground(rect, tint, "banner"));
  const x = rect.x + Math.round((rect.width - fitted.width) / 2);
  items.push(...drawBlock(setter, fitted, x, rect.y + Math.round((rect.height - fitted.height) / 2)));
  if (rule !== undefined) items.push(horizontalRule(rect.x, rect.y + rect.height, rect.width, rule, "banner"));
  return items;
}

/** The nameplate of a front page: the paper's name, and its date, issue and serial numbers beside or under it. */
export function mastheadItems(setter: Typesetter, edition: Edition, page: PageInput, rect: Rect): readonly SceneItem[] {
  const { masthead, folio } = setter.template;
  const { name, issue, serial, pageCount, special } = edition.publication;
  if (masthead === undefined) return [];
  const nameStyle = styleOf(setter, "mastheadName");
  const textStyle = styleOf(setter, "mastheadText");
  const facts: Inline[] = [];
  if (special !== undefined) facts.push(templateText(special));
  if (page.date !== undefined) {
    const pieces = (formatDate(folio.date, page.date, edition.language) ?? "").split(" ");
    for (const piece of pieces) if (piece !== "") facts.push(templateText(piece));
  }
  const words = wordsOf(setter.language);
  const numbers = [
    issue === undefined ? "" : words.issue(issue),
    pageCount === undefined ? "" : words.pages(pageCount),
  ];
  if (numbers.join("") !== "") facts.push(templateText(numbers.join(" ").trim()));
  if (serial !== undefined) facts.push(serial);
  const lines = facts.map((fact) => styledLine(setter, [fact], { style: textStyle, role: "masthead" }));
  const title = name === undefined ? undefined : fitName(setter, name, rect);
  const children: Flex<TextBlock>[] = [];
  if (title !== undefined) children.push(box(title));
  children.push({
    kind: "group",
    direction: "column",
    gap: Math.round(textStyle.size / 4),
    justify: "end",
    align: "end",
    children: lines.map(box),
  });
  const arranged = arrange<TextBlock>({
    kind: "group",
    direction: "row",
    gap: nameStyle.size,
    justify: "between",
    align: "center",
    width: rect.width,
    height: rect.height,
    children,
  });
  const items: SceneItem[] = arranged.boxes.flatMap((b) => drawBlock(setter, b.content, rect.x + b.x, rect.y + b.y));
  if (masthead.rule !== undefined) {
    items.push(horizontalRule(rect.x, rect.y + rect.height, rect.width, masthead.rule, "masthead"));
  }
  return items;
}

/** The name keeps to two thirds of the band, so that date and numbers have room, and to its height. */
function fitName(setter: Typesetter, name: Inline, rect: Rect): TextBlock {
  const style = styleOf(setter, "mastheadName");
  const options = { style, role: "masthead" } as const;
  const full = styledLine(setter, [name], options);
  return fittedLine(setter, name, options, Math.min(rect.width * NAME_FILL, (full.width * rect.height) / full.height));
}

function box(block: TextBlock): Flex<TextBlock> {
  return { kind: "box", content: block, width: block.width, height: block.height };
}
