/** One page: folio line, banner or masthead, then every story in its place, in reading order. */
import { quotable } from "../base/quote.js";
import type { Len } from "../base/length.js";
import type { Article, Edition, FixedArea, Inline, PageInput, PlacedFixed } from "../edition/model.js";
import { numbered } from "../edition/page-number.js";
import { wordsOf } from "../edition/words.js";
import type { Face } from "../font/face.js";
import type { FontLibrary } from "../font/library.js";
import { cellsRect, columnsOf, type PageGrid, pageGrid, rowY } from "../layout/grid.js";
import type { Finding, ScenePage, StoryFit } from "../scene/list.js";
import type { StorySetting } from "../scene/setting.js";
import type { Template } from "../template/resolved.js";
import { pageRoom, withinPage } from "./beyond.js";
import { adPage, placeAds } from "./ad-places.js";
import { bannerItems, mastheadItems } from "./banner.js";
import { planStory } from "./broken-columns.js";
import { drawFixed, fixedCells } from "./fixed.js";
import { folioItems, folioRows } from "./folio.js";
import { allOf, type Cut, firstPart, jumpLines, restOf, standingTogether } from "./jump.js";
import { languageFace, missingGlyphs, standIns } from "./glyph-findings.js";
import { remarksOn } from "./line-remarks.js";
import type { HeldPage } from "./held-page.js";
import type { PageMakeup } from "./made-up.js";
import { type NoticeField, planField } from "./notice-field.js";
import { drawFoot } from "./page-foot.js";
import type { ImageSize } from "./image-size.js";
import { isHeld } from "./placement.js";
import { headlessFindings } from "./headless.js";
import { headWishFindings, smallLeadFinding } from "./head-wish-findings.js";
import { leadOf, orderOf, sizedOf, smallLead, type StoryPart, underLead } from "./page-order.js";
import { planWithin } from "./within-room.js";
import { type MakeupChoice, type PlacedStory, placeAll, wholeOf } from "./place-stories.js";
import { refersInEar, refersInStrip, refersOf, stripRows } from "./refers.js";
import { createSheet, draw, type Sheet } from "./sheet.js";
import type { StoryPlan } from "./story.js";
import { unset } from "./story-parts.js";
import { createTypesetter, type Typesetter } from "./typeset.js";

export interface PageMaterial {
  readonly edition: Edition;
  readonly page: PageInput;
  readonly number: number;
  readonly template: Template;
  readonly fonts: FontLibrary;
  readonly images: ReadonlyMap<string, ImageSize>;
  /** What earlier pages left of stories that run on to this one; undefined when they left nothing. */
  readonly rests?: ReadonlyMap<string, Article | undefined>;
  /** Later pages on which stories of this one stand too, the next one first, by story. */
  readonly later?: ReadonlyMap<string, readonly number[]>;
  /** Stories of which it is told how their lines were fitted. */
  readonly explain?: ReadonlySet<string>;
  /** Which of the page's make-ups is set; the best when absent. */
  readonly choice?: MakeupChoice;
  /** The make-up that is held, if one is. */
  readonly held?: HeldPage;
}

export interface ComposedPage {
  readonly page: ScenePage;
  readonly findings: readonly Finding[];
  readonly fits: readonly StoryFit[];
  /** Where each story came to stand: what `--write-layout` writes. */
  readonly placed: readonly PlacedStory[];
  /** Advertisements and notices with their places, found or given. */
  readonly ads: readonly PlacedFixed[];
  /** The faces its glyphs stand in, by id. */
  readonly faces: ReadonlyMap<string, Face>;
  readonly settings: readonly StorySetting[];
  /** What is left of each story that runs on to a later page; undefined when it ends here. */
  readonly rests: ReadonlyMap<string, Article | undefined>;
  /** The make-ups that were found, as many as were wanted and differ. */
  readonly makeups: readonly PageMakeup[];
  /** For its other make-ups: the largest headline beside the lead's, where that came out small. */
  readonly mostHead?: Len;
  /** Its rows, where they are not the template's. */
  readonly easedRows?: number;
}

export function composePage(material: PageMaterial): ComposedPage {
  const { choice } = material;
  // What the best make-up says of the lead's head holds for the others too, so that each is the same however it is asked for.
  if (choice?.known !== undefined) return composeUnder(material, choice.known.mostHead);
  if (choice !== undefined && choice.rank > 1) {
    const { choice: _, ...best } = material;
    return composeUnder(material, composePage(best).mostHead);
  }
  const composed = composeUnder(material);
  const { items, order } = composed.page;
  const most = smallLead(items, order);
  if (most === undefined) return composed;
  // The lead's head came out smaller than expected: the others give way, and the page is made up by that.
  const again = composeUnder(material, most);
  return smallLead(again.page.items, order) === undefined ? again : composed;
}

/** `mostHead`: the largest headline beside the lead's, where that is known to be small. */
function composeUnder(material: PageMaterial, mostHead?: Len): ComposedPage {
  const { edition, number, template } = material;
  const setter = createTypesetter(template, material.fonts, edition.language);
  const sheet = createSheet(number, material.explain);
  const atHead = furniture(setter, edition, material.page, number, sheet);
  const rows = atHead + storyRows(template, edition, material.page);
  const grid = pageGrid({ ...template.grid, rows }, atHead, outsideOf(template));
  const fields = new Map(
    material.page.fixed.flatMap((fixed) =>
      fixed.items === undefined ? [] : [[fixed.pointer, planField(setter, grid, fixed)] as const],
    ),
  );
  const rowsIn = ({ pointer }: FixedArea, columns: number): number => fields.get(pointer)?.rowsAt(columns) ?? 1;
  const ads = placeAds(material.page, adPage(template, grid.rows, number), rowsIn);
  draw(sheet, { items: [], notes: ads.notes });
  for (const { pointer } of ads.without)
    sheet.fits.push(...(fields.get(pointer)?.fits() ?? []).map((fit) => ({ ...fit, page: number })));
  const page = { ...material.page, fixed: ads.placed };
  const articles = page.articles.flatMap((id) => edition.articles.filter((article) => article.id === id));
  const all = articles.flatMap((article) => partOn(material, article, sheet));
  const parts = template.jump.together ? standingTogether(all) : all;
  const order = orderOf(parts);
  const room = pageRoom(template, grid);
  const pinned = new Set((page.layout ?? []).filter(isHeld).map((entry) => entry.article));
  const plan = (own: Typesetter, { part, later }: StoryPart): StoryPlan => {
    const article = withinPage(jumpLines(part, edition.language), room);
    const planOf = (one: Article): StoryPlan => planStory(own, grid, one, material.images, later[0]);
    return pinned.has(article.id) ? planOf(article) : planWithin(planOf, article, wholeOf(grid), template.makeup);
  };
  const lead = leadOf(parts, order);
  const leadPlan = lead === undefined ? undefined : plan(setter, lead);
  const others = underLead(setter, grid, leadPlan, mostHead);
  const plans = parts.map((one) => (one === lead && leadPlan !== undefined ? leadPlan : plan(others, one)));
  drawAds(setter, grid, { ads: ads.placed, fields, images: material.images }, sheet);
  const { placed, makeups, score, held } = placeAll(
    setter,
    grid,
    { plans, order, lead: leadPlan },
    page,
    sheet,
    material,
  );
  const own = parts.map(({ part }) => part);
  const wished = [
    ...headWishFindings(others, grid, own, sheet),
    ...smallLeadFinding(setter, grid, lead?.part, own, sheet),
    ...headlessFindings(own),
  ];
  sheet.findings.push(...wished.map((one) => ({ ...one, page: number })));
  reportGlyphs(setter, material, sheet);
  if (!page.credits.some(({ names }) => names.some(({ text }) => text.trim() !== ""))) {
    const message = `page ${number} names nobody who made it`;
    const [editor, designer] = wordsOf(edition.language).credits;
    const hint = `give the page \`credits\`, such as ${editor} and ${designer}: { "role": "${editor}", "names": ["…"] }`;
    sheet.findings.push({ ...finding(number, "warning", "missing-credits", message, hint), pointer: page.pointer });
  }
  return {
    page: {
      number,
      order,
      ...sizedOf(own),
      bounds: template.audit,
      width: template.page.width,
      height: template.page.height,
      grid: sceneGrid(grid),
      items: sheet.items,
      areas: sheet.areas,
      fixed: ads.placed.map((fixed) => cellsRect(grid, fixedCells(fixed))),
      bookmarks: sheet.bookmarks,
      ...(score === undefined ? {} : { score }),
      ...(held === undefined ? {} : { held }),
    },
    findings: sheet.findings,
    fits: sheet.fits,
    placed,
    ads: ads.placed,
    makeups,
    ...(mostHead === undefined ? {} : { mostHead }),
    faces: setter.faces,
    settings: sheet.settings,
    rests: restsOf(parts, sheet),
  };
}

interface PlacedAds {
  readonly ads: readonly PlacedFixed[];
  /** What stands in those with notices, by pointer. */
  readonly fields: ReadonlyMap<string, NoticeField>;
  readonly images: PageMaterial["images"];
}

function drawAds(setter: Typesetter, grid: PageGrid, { ads, fields, images }: PlacedAds, sheet: Sheet): void {
  for (const fixed of ads) {
    const field = fields.get(fixed.pointer)?.draw(fixed);
    draw(sheet, field ?? drawFixed(setter, grid, fixed, images));
    sheet.fits.push(...(field?.fits ?? []).map((fit) => ({ ...fit, page: sheet.number })));
  }
}

/** How far pictures may reach into the margins. */
function outsideOf({ grid, page, story }: Template): PageGrid["outside"] {
  const { photoOutset } = story;
  if (photoOutset === undefined) return undefined;
  const right = page.width - grid.left - grid.columns * grid.columnWidth - (grid.columns - 1) * grid.gutter;
  const reach = (margin: number): number =>
    Math.max(0, photoOutset === "trim" ? margin : Math.min(margin, photoOutset));
  return { left: reach(grid.left), right: reach(right) };
}

/** What of a story stands on this page: all of it, or what earlier pages left. */
function partOn(material: PageMaterial, article: Article, sheet: Sheet): readonly StoryPart[] {
  const later = material.later?.get(article.id) ?? [];
  if (material.rests?.has(article.id) !== true)
    return [{ whole: article, part: firstPart(article, later, material.number), later }];
  const part = material.rests.get(article.id);
  if (part !== undefined) return [{ whole: article, part, later }];
  const lost = later.length === 0 ? lostFrom(material.edition, article) : undefined;
  if (lost !== undefined) sheet.fits.push({ ...unset(article, lost.text), namedText: lost.text, page: sheet.number });
  sheet.findings.push({
    ...finding(
      material.number,
      lost === undefined ? "warning" : "error",
      "nothing-to-jump",
      `${article.id} ends on an earlier page: nothing of it is left for this one`,
      lost === undefined
        ? "take this page out of its `pages`, or give it less room before"
        : `take this page out of its \`pages\`, or give it less room before, so that "${quotable(lost.text)}" can be set`,
    ),
    article: article.id,
    ...(lost === undefined ? {} : { pointer: lost.pointer }),
  });
  return [];
}

/** The editor's words over a part of a story that there is not, because the story ended on the page that they name. */
function lostFrom(edition: Edition, { id, continuesFrom }: Article): Inline | undefined {
  const first = numbered(edition).find(({ page }) => page.articles.includes(id));
  return first?.number === continuesFrom?.page ? continuesFrom?.text : undefined;
}

function leftOf(
  whole: Article,
  part: Article,
  cut: Cut | "all" | undefined,
  from: number,
  to: number,
): Article | undefined {
  if (cut === undefined) return undefined;
  return cut === "all" ? allOf(whole, part) : restOf(whole, part, cut, from, to);
}

function restsOf(parts: readonly StoryPart[], sheet: Sheet): ReadonlyMap<string, Article | undefined> {
  const rests = new Map<string, Article | undefined>();
  for (const { whole, part, later } of parts) {
    const [next] = later;
    if (next === undefined) continue;
    const cut = sheet.cuts.get(part.id);
    rests.set(part.id, leftOf(whole, part, cut, sheet.number, next));
  }
  return rests;
}

/** Rows that are left for stories under the page's masthead and banner: what `layout` rows count. */
export function storyRows(template: Template, edition: Edition, page: PageInput): number {
  const { grid, banner, masthead } = template;
  const { head, foot: rowsAtFoot } =
    masthead === undefined ? folioRows(template) : { head: masthead.rows + 1, foot: 0 };
  const bannerRows = page.banner === undefined ? 0 : banner.rows;
  return grid.rows - head - rowsAtFoot - bannerRows - refersRows(template, edition, page);
}

const REFERS_HINT = "name fewer stories, on other pages, in `refers`";

/** Rows of a strip of refers: they stand beside the nameplate where the template leaves columns free there. */
function refersRows(template: Template, edition: Edition, page: PageInput): number {
  const { masthead, grid } = template;
  const hasEar = masthead !== undefined && masthead.columns < grid.columns;
  return page.refers === undefined || hasEar ? 0 : stripRows(template, refersOf(edition, page));
}

function drawRefers(setter: Typesetter, edition: Edition, page: PageInput, row: number, sheet: Sheet): void {
  const { grid, masthead } = setter.template;
  const refers = refersOf(edition, page);
  const strip = refersRows(setter.template, edition, page);
  const width = grid.columns * grid.columnWidth + (grid.columns - 1) * grid.gutter;
  const across = { x: grid.left, y: grid.top + row * grid.leading, width, height: (strip - 1) * grid.leading };
  const from = (masthead?.columns ?? 0) * (grid.columnWidth + grid.gutter);
  const beside = { ...across, x: grid.left + from, y: grid.top, width: width - from };
  const drawn =
    strip > 0
      ? refersInStrip(setter, refers, across)
      : refersInEar(setter, refers, { ...beside, height: (masthead?.rows ?? 0) * grid.leading });
  draw(sheet, drawn);
  const lacking = refers.slice(drawn.count).map(({ title }) => `“${quotable(title.text)}”`);
  if (refers.length > 0 && lacking.length === 0) return;
  const [severity, message] =
    lacking.length === 0
      ? (["warning", "0 of 0 refers are set"] as const)
      : (["error", `${lacking.length} of ${refers.length} refers find no room: ${lacking.join(", ")}`] as const);
  const found = finding(sheet.number, severity, "refers-not-set", message, REFERS_HINT);
  sheet.findings.push({ ...found, pointer: `${page.pointer}/refers` });
}

/** Draws what stands over the stories; returns the rows of the type area that it takes. */
function furniture(setter: Typesetter, edition: Edition, page: PageInput, number: number, sheet: Sheet): number {
  const { template } = setter;
  const { grid, folio, banner, masthead } = template;
  const width = grid.columns * grid.columnWidth + (grid.columns - 1) * grid.gutter;
  let rows = 0;
  if (masthead === undefined) {
    draw(sheet, folioItems(setter, edition, page, number));
    rows += folioRows(template).head;
  } else {
    // Nothing but refers stands beside it.
    const columns = page.refers === undefined ? grid.columns : masthead.columns;
    const plate = columns * grid.columnWidth + (columns - 1) * grid.gutter;
    const rect = { x: grid.left, y: grid.top, width: plate, height: masthead.rows * grid.leading };
    draw(sheet, mastheadItems(setter, edition, page, rect));
    rows += masthead.rows + 1;
  }
  if (page.refers !== undefined) {
    drawRefers(setter, edition, page, rows, sheet);
    rows += refersRows(template, edition, page);
  }
  if (page.banner !== undefined) {
    // A row of white stays between the banner's rule and the stories.
    const height = (banner.rows - 1) * grid.leading;
    draw(sheet, bannerItems(setter, page.banner, { x: grid.left, y: grid.top + rows * grid.leading, width, height }));
    rows += banner.rows;
  }
  if (masthead !== undefined || folio.credits === "foot") drawFoot(setter, edition, page, width, sheet);
  return rows;
}

function reportGlyphs(setter: Typesetter, { edition, number }: PageMaterial, sheet: Sheet): void {
  for (const remark of remarksOn(sheet.items, setter.remarks)) sheet.findings.push({ ...remark, page: number });
  const glyphs = { page: number, items: sheet.items, faces: setter.faces, edition };
  const { findings, letters } = languageFace(setter.chain(setter.template.styles.body), setter.language, glyphs);
  sheet.findings.push(...missingGlyphs(glyphs), ...findings, ...standIns(glyphs, letters));
}

function finding(page: number, severity: Finding["severity"], code: string, message: string, hint: string): Finding {
  return { page, severity, code, message, hint };
}

function sceneGrid(grid: PageGrid): ScenePage["grid"] {
  return { columns: columnsOf(grid), em: grid.em, top: rowY(grid, 0), leading: grid.leading, rows: grid.rows };
}
