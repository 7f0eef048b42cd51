/** What stands over the stories, across the page: the banner slogan (通栏口号) and the nameplate (报头). */
import type { Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import { formatDate } from "../edition/date.js";
import type { Edition, Inline, PageInput } from "../edition/model.js";
import { wordsOf } from "../edition/words.js";
import { fitText, type FittedText, SIZE_STEP, type Unfit, unfitNotes, unfitOf } from "./fit-text.js";
import { type Drawn, ground, horizontalRule } from "./sheet.js";
import type { SceneItem } from "../scene/list.js";
import type { TextStyle } from "../template/resolved.js";
import { displaySetter, drawBlock, resized, styleOf, templateText, type Typesetter } from "./typeset.js";

/** The banner keeps this much of its band's width free at both ends together. */
const BANNER_FILL = 0.94;
/** Lines of a slogan that is too long for one. */
const BANNER_LINES = 2;
/** The part of the nameplate's band that the paper's name may take. */
const NAME_FILL = 0.68;
/** Lines that a date or a number beside the name may take. */
const FACT_LINES = 3;
/** White between two of them, of their size. */
const FACT_GAP = 0.25;

/** The slogan centred in its band; its size falls where the text is longer than the page is wide. */
export function bannerItems(plain: Typesetter, banner: Inline, rect: Rect): Drawn {
  const setter = displaySetter(plain);
  const style = styleOf(setter, "banner");
  const { rule, ground: tint } = setter.template.banner;
  const room = { width: Math.floor(rect.width * BANNER_FILL), height: rect.height, lines: BANNER_LINES };
  const fitted = fitText(setter, banner, { style: { ...style, align: "center" }, role: "banner" }, room);
  const items: SceneItem[] = [];
  if (tint !== undefined) items.push(ground(rect, tint, "banner"));
  const block = fitted.block();
  const x = rect.x + Math.round((rect.width - block.width) / 2);
  items.push(...drawBlock(setter, block, x, rect.y + Math.round((rect.height - block.height) / 2)));
  if (rule !== undefined) items.push(horizontalRule(rect.x, rect.y + rect.height, rect.width, rule, "banner"));
  return { items, notes: unfitNotes(setter, unfitOf("the banner", banner, fitted)) };
}

/** A line beside the nameplate; `what` names it in messages. */
interface Fact {
  readonly what: string;
  readonly inline: Inline;
}

/** The nameplate of a front page: the paper's name, and its date, issue and serial numbers in a column beside it. */
export function mastheadItems(setter: Typesetter, edition: Edition, page: PageInput, rect: Rect): Drawn {
  const { masthead } = setter.template;
  if (masthead === undefined) return { items: [], notes: [] };
  const { name } = edition.publication;
  const title = name === undefined ? undefined : fitName(setter, name, rect);
  const block = title?.block();
  const taken = block === undefined ? 0 : block.width + (title?.size ?? 0);
  const column = { ...rect, x: rect.x + taken, width: Math.max(0, rect.width - taken) };
  const facts = fitFacts(setter, factsOf(setter, edition, page), column);
  const items: SceneItem[] =
    block === undefined
      ? []
      : [...drawBlock(setter, block, rect.x, rect.y + Math.round((rect.height - block.height) / 2))];
  items.push(...drawFacts(setter, facts, column));
  if (masthead.rule !== undefined) {
    items.push(horizontalRule(rect.x, rect.y + rect.height, rect.width, masthead.rule, "masthead"));
  }
  const unfit = [
    ...(name === undefined || title === undefined ? [] : unfitOf("the paper's name", name, title)),
    ...facts.unfit,
  ];
  return { items, notes: unfitNotes(setter, unfit) };
}

function factsOf(setter: Typesetter, edition: Edition, page: PageInput): readonly Fact[] {
  const { issue, serial, pageCount, special } = edition.publication;
  const facts: Fact[] = [];
  const add = (what: string, text: string): void => {
    if (text !== "") facts.push({ what, inline: templateText(text) });
  };
  add("the nameplate's line", special === undefined ? "" : wordsOf(setter.language).special[special]);
  if (page.date !== undefined) {
    for (const piece of datePieces(setter.template.folio.date))
      add("the nameplate's date", formatDate(piece, page.date, edition.language) ?? "");
  }
  const words = wordsOf(setter.language);
  const numbers = [
    issue === undefined ? "" : /^\d+$/u.test(issue) ? words.issue(issue) : issue,
    pageCount === undefined ? "" : words.pages(pageCount),
  ];
  add("the nameplate's issue number", numbers.join(" ").trim());
  if (serial !== undefined) facts.push({ what: "the nameplate's serial number", inline: serial });
  return facts;
}

/** Fields that stand on lines of their own where a space parts them from the rest of a date. */
const APART = /^(?:\{weekday\}|\{lunar\}|\{lunarYear\})$/u;

/** Parts of a date's pattern, each a line of the nameplate: `{date} {weekday}` is two, `{weekday}, {month} {d}` one. */
function datePieces(pattern: string): readonly string[] {
  const pieces: string[] = [];
  for (const word of pattern.split(" ")) {
    const last = pieces.at(-1);
    if (last === undefined || APART.test(last) || APART.test(word)) pieces.push(word);
    else pieces[pieces.length - 1] = `${last} ${word}`;
  }
  return pieces;
}

interface FittedFacts {
  readonly texts: readonly FittedText[];
  readonly gap: Len;
  readonly height: Len;
  readonly unfit: readonly Unfit[];
}

/** All of them in one size, the largest in which the column holds them. */
function fitFacts(setter: Typesetter, facts: readonly Fact[], column: Rect): FittedFacts {
  const style: TextStyle = { ...styleOf(setter, "mastheadText"), align: "end" };
  const least = Math.min(style.size, setter.template.furniture.least);
  let lines = 1;
  for (let size = style.size; size > least; size -= SIZE_STEP) {
    for (lines = 1; lines <= FACT_LINES; lines += 1) {
      const set = factsAt(setter, facts, resized(style, size), lines, column);
      if (isWithin(set, column) && set.texts.every((text) => text.size >= size)) return set;
    }
  }
  const small = resized(style, least);
  for (lines = 1; lines <= FACT_LINES; lines += 1) {
    const set = factsAt(setter, facts, small, lines, column);
    if (set.unfit.length === 0 && isWithin(set, column)) return set;
  }
  return cutFacts(setter, facts, small, column);
}

function isWithin({ height, unfit }: FittedFacts, column: Rect): boolean {
  return unfit.length === 0 && height <= column.height;
}

function factsAt(
  setter: Typesetter,
  facts: readonly Fact[],
  style: TextStyle,
  lines: number,
  column: Rect,
): FittedFacts {
  const gap = Math.round(style.size * FACT_GAP);
  const unfit: Unfit[] = [];
  const texts = facts.map(({ what, inline }) => {
    const fitted = fitText(setter, inline, { style, role: "masthead" }, { width: column.width, lines });
    unfit.push(...unfitOf(what, inline, fitted, MASTHEAD_MEND));
    return fitted;
  });
  const height = texts.reduce((sum, text) => sum + text.height, gap * Math.max(0, texts.length - 1));
  return { texts, gap, height, unfit };
}

const MASTHEAD_MEND = "give the template's `masthead` more rows";

/** In the least size, one after the other as far as the column's height goes. */
function cutFacts(setter: Typesetter, facts: readonly Fact[], style: TextStyle, column: Rect): FittedFacts {
  const gap = Math.round(style.size * FACT_GAP);
  const unfit: Unfit[] = [];
  let used = 0;
  const texts = facts.map(({ what, inline }) => {
    const room = { width: column.width, lines: FACT_LINES, height: Math.max(0, column.height - used) };
    const fitted = fitText(setter, inline, { style, role: "masthead" }, room);
    used += fitted.height === 0 ? 0 : fitted.height + gap;
    unfit.push(...unfitOf(what, inline, fitted, MASTHEAD_MEND));
    return fitted;
  });
  return { texts, gap, height: Math.max(0, used - gap), unfit };
}

/** At the right end of their column, in the middle of its height. */
function drawFacts(setter: Typesetter, { texts, gap, height }: FittedFacts, column: Rect): readonly SceneItem[] {
  let y = column.y + Math.round((column.height - height) / 2);
  return texts.flatMap((text) => {
    const block = text.block();
    const items = drawBlock(setter, block, column.x + column.width - block.width, y);
    y += block.height === 0 ? 0 : block.height + gap;
    return items;
  });
}

/** The name keeps to two thirds of the band, so that date and numbers have room, and to its height. */
function fitName(setter: Typesetter, name: Inline, rect: Rect): FittedText {
  const style = styleOf(setter, "mastheadName");
  return fitText(
    setter,
    name,
    { style, role: "masthead" },
    { width: Math.floor(rect.width * NAME_FILL), height: rect.height },
  );
}
