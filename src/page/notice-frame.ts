/**
 * What stands in one small frame of a field: a notice, or the label of several with the first of them under it. Composed once, in
 * the measure of a column within its frame; drawn wherever the field has a place for it.
 */
import type { Len } from "../base/length.js";
import type { Article, Block, Inline } from "../edition/model.js";
import { flow } from "../layout/float.js";
import { type PageGrid, rowY } from "../layout/grid.js";
import type { SceneItem, StoryFit } from "../scene/list.js";
import { pageRoom, withinPage } from "./beyond.js";
import { fitText, unfitNotes, unfitOf } from "./fit-text.js";
import { joinText, type Note } from "./leftover.js";
import { inLegs } from "./panel-legs.js";
import { horizontalRule } from "./sheet.js";
import { prepareText } from "./story-text.js";
import { drawBlock, inBox, styleOf, type Typesetter } from "./typeset.js";

/** Rows of a label, with that of the line under it. */
const LABEL_ROWS = 2;

export interface NoticeFrame {
  readonly rows: number;
  draw(x: Len, row: number): readonly SceneItem[];
  readonly fit: Omit<StoryFit, "page">;
  /** The same where it finds no room: told by the field. */
  readonly left: () => Omit<StoryFit, "page">;
}

/** Small frames are set close: a head of one row, in the middle. */
export function noticeSetter(plain: Typesetter): Typesetter {
  const setter = inBox(plain);
  const { template } = setter;
  const { styles, story } = template;
  return {
    ...setter,
    template: {
      ...template,
      styles: { ...styles, subhead: { ...styles.subhead, align: "center" } },
      story: { ...story, subheadRows: [1, 2], linesAfterSubhead: 1, dropCap: 0 },
    },
  };
}

/** Frames of items by their labels, those of one label together. `grid`: one column of it, from 0, as wide as the text in a frame. */
export function noticeFrames(
  setter: Typesetter,
  grid: PageGrid,
  items: readonly Article[],
  notes: Note[],
): readonly (readonly NoticeFrame[])[] {
  return inGroups(items).map(({ label, items: own }) =>
    own.map((item, index) => frameOf(setter, grid, item, index === 0 ? label : undefined, notes)),
  );
}

interface Group {
  readonly label: Inline | undefined;
  readonly items: readonly Article[];
}

/** Items of one label together, where the first of them stands. */
function inGroups(items: readonly Article[]): readonly Group[] {
  const groups = new Map<string, Article[]>();
  for (const item of items) {
    const key = item.label?.text ?? "";
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return [...groups.values()].map((own) => ({ label: own[0]?.label, items: own }));
}

function frameOf(
  setter: Typesetter,
  grid: PageGrid,
  item: Article,
  label: Inline | undefined,
  notes: Note[],
): NoticeFrame {
  const { headline, body, pointer } = item;
  const head: readonly Block[] =
    headline.length === 0 ? [] : [{ kind: "subhead", lines: headline, pointer: `${pointer}/headline` }];
  const whole = { ...item, headline: [], body: [...head, ...body] };
  const text = prepareText(setter, grid, withinPage(whole, pageRoom(setter.template, grid)));
  const measure = grid.columnWidth;
  const { set, rows } = inLegs(text, measure, 1, Math.max(1, grid.rows));
  const title = label === undefined ? undefined : labelOf(setter, grid, label, notes);
  const labelRows = title === undefined ? 0 : LABEL_ROWS;
  return {
    rows: labelRows + rows,
    draw: (x, row) => [
      ...(title?.(x, row) ?? []),
      ...text.draw(set, [{ x, row: row + labelRows }], [measure]).map(asAdvertisement),
    ],
    fit: {
      article: item.id,
      linesSet: rows - set.shortRows,
      linesAvailable: rows,
      oversetText: text.oversetText(set),
      shortLines: 0,
    },
    left() {
      const oversetText = joinText(label?.text ?? "", text.oversetText(flow(text.items, [])));
      return { article: item.id, linesSet: 0, linesAvailable: 0, oversetText, namedText: oversetText, shortLines: 0 };
    },
  };
}

/** A notice is no story: its text stands in no story's place. */
function asAdvertisement(item: SceneItem): SceneItem {
  if (item.kind !== "glyphs") return { ...item, role: "advertisement" };
  const { article: _article, ...source } = item.source;
  return { ...item, role: "advertisement", source };
}

function labelOf(
  setter: Typesetter,
  grid: PageGrid,
  label: Inline,
  notes: Note[],
): (x: Len, row: number) => readonly SceneItem[] {
  const room = { width: grid.columnWidth, height: grid.leading, lines: 1 };
  const fitted = fitText(
    setter,
    label,
    { style: { ...styleOf(setter, "subhead"), align: "center" }, role: "advertisement" },
    room,
  );
  notes.push(...unfitNotes(setter, unfitOf("the label of a notice", label, fitted)));
  const block = fitted.block();
  const { frame: line } = setter.template.box;
  return (x, row) => {
    const y = rowY(grid, row) + Math.round((grid.leading - block.height) / 2);
    const under = rowY(grid, row + 1) + Math.round(grid.leading / 2);
    return [
      ...drawBlock(setter, block, x + Math.round((grid.columnWidth - block.width) / 2), y),
      ...(line === undefined ? [] : [horizontalRule(x, under, grid.columnWidth, line, "advertisement")]),
    ];
  };
}
