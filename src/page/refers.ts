/** Refers (导读): headlines of stories on other pages with the page to turn to, beside the nameplate or over the stories. */
import type { Rect } from "../base/geometry.js";
import type { Article, Edition, Inline, PageInput } from "../edition/model.js";
import { numbered } from "../edition/page-number.js";
import { wordsOf } from "../edition/words.js";
import type { SceneItem } from "../scene/list.js";
import { oneLine } from "./one-line.js";
import { ground, horizontalRule } from "./sheet.js";
import { drawBlock, fittedLine, styledLine, styleOf, templateText, type Typesetter } from "./typeset.js";

/** Rows of the type area that a strip of refers takes over the stories, one of them white below it. */
export const STRIP_ROWS = 5;
/** Refers stand side by side in a strip. */
const STRIP_COLUMNS = 3;
/** A refer's line, of the type it is set in. */
const LINE = 1.55;
/** White between a headline and its page, and between two columns of refers, in em. */
const GAP = 1;
/** The ground of the label reaches this far over its text, in em. */
const PADDING = 0.4;
const PAPER = { space: "cmyk", c: 0, m: 0, y: 0, k: 0 } as const;

export interface Refer {
  readonly title: Inline;
  readonly page: number;
}

/** What a page points to, in the order asked for; the engine's own choice is the lead of each other page, in their order. */
export function refersOf(edition: Edition, page: PageInput): readonly Refer[] {
  if (page.refers === undefined) return [];
  const others = numbered(edition).filter((other) => other.page !== page && other.page.pointer !== page.pointer);
  const own = new Set(page.articles);
  const find = (id: string): Article | undefined => edition.articles.find((article) => article.id === id);
  const wanted =
    page.refers === "auto"
      ? others.flatMap((other) => other.page.articles.filter((id) => !own.has(id)).slice(0, 1))
      : page.refers;
  return [...new Set(wanted)].flatMap((id) => {
    const title = titleOf(find(id));
    const on = others.find((other) => other.page.articles.includes(id));
    return title === undefined || on === undefined ? [] : [{ title, page: on.number }];
  });
}

/** The headline on one line; the kicker or label of a story without one. */
function titleOf(article: Article | undefined): Inline | undefined {
  return oneLine(article?.headline ?? []) ?? article?.kicker ?? article?.label;
}

export interface DrawnRefers {
  readonly items: readonly SceneItem[];
  /** How many found room. */
  readonly count: number;
}

/** A box of refers beside the nameplate: the label over a list. */
export function refersInEar(setter: Typesetter, refers: readonly Refer[], rect: Rect): DrawnRefers {
  const label = labelItems(setter, rect);
  const top = rect.y + label.height + Math.round(label.height / 3);
  const list = { ...rect, y: top, height: rect.y + rect.height - top };
  const drawn = listItems(setter, refers, list, 1);
  return { items: [...label.items, ...drawn.items], count: drawn.count };
}

/** A strip of refers across the page, the label at its left. */
export function refersInStrip(setter: Typesetter, refers: readonly Refer[], rect: Rect): DrawnRefers {
  const label = labelItems(setter, rect);
  const x = rect.x + label.width + styleOf(setter, "subhead").size * GAP;
  const drawn = listItems(setter, refers, { ...rect, x, width: rect.x + rect.width - x }, STRIP_COLUMNS);
  const { storyRule } = setter.template.story;
  const rule =
    storyRule === undefined ? [] : [horizontalRule(rect.x, rect.y + rect.height, rect.width, storyRule, "refer")];
  return { items: [...label.items, ...drawn.items, ...rule], count: drawn.count };
}

function labelItems(
  setter: Typesetter,
  { x, y }: Rect,
): { readonly items: readonly SceneItem[]; readonly width: number; readonly height: number } {
  const style = styleOf(setter, "label");
  const block = styledLine(setter, [templateText(wordsOf(setter.language).refers)], { style, role: "refer" });
  const padding = Math.round(style.size * PADDING);
  const width = block.width + 2 * padding;
  const text = drawBlock(setter, block, x + padding, y).map((item) => ({ ...item, colour: PAPER }));
  return {
    items: [ground({ x, y, width, height: block.height }, style.colour, "refer"), ...text],
    width,
    height: block.height,
  };
}

function listItems(setter: Typesetter, refers: readonly Refer[], rect: Rect, columns: number): DrawnRefers {
  const style = styleOf(setter, "subhead");
  const line = Math.round(style.size * LINE);
  const lines = Math.floor(rect.height / line);
  const gap = style.size * GAP;
  const width = Math.floor((rect.width - (columns - 1) * gap * 2) / columns);
  const shown = refers.slice(0, Math.max(0, lines * columns));
  // Few refers spread over the columns instead of filling the first one.
  const perColumn = Math.max(1, Math.ceil(shown.length / columns));
  const items = shown.flatMap((refer, index) => {
    const x = rect.x + Math.floor(index / perColumn) * (width + gap * 2);
    const y = rect.y + (index % perColumn) * line;
    const page = styledLine(setter, [templateText(wordsOf(setter.language).page(refer.page))], {
      style: styleOf(setter, "folioText"),
      role: "refer",
    });
    const room = Math.max(gap, width - page.width - gap);
    const title = fittedLine(setter, refer.title, { style, role: "refer" }, room);
    const centred = (height: number): number => y + Math.round((line - height) / 2);
    return [
      ...drawBlock(setter, title, x, centred(title.height)),
      ...drawBlock(setter, page, x + width - page.width, centred(page.height)),
    ];
  });
  return { items, count: shown.length };
}
