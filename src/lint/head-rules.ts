/** Rules about heads: where they stand to one another, to their own text, and how large they are. */
import { quotable } from "../base/quote.js";
import { looksAlike } from "../base/type-size.js";
import type { Fault } from "./fault.js";
import {
  footOf,
  hullOf,
  inColumn,
  type LaidCells,
  type LaidPage,
  type LaidStory,
  piecesOf,
  rightOf,
} from "./laid-page.js";

/** Lines of text that a head needs under it, and a subhead. */
const LEAST_UNDER_HEAD = 3;
const LEAST_UNDER_SUBHEAD = 2;
/** Two heads with fewer rows of text between them are seen at once, and read as stacked. */
const STACKED_ROWS = 12;

interface HeadedStory extends LaidStory {
  readonly head: LaidCells;
}

function headed({ stories }: LaidPage): readonly HeadedStory[] {
  return stories.filter((story): story is HeadedStory => story.head !== undefined && story.headSize > 0);
}

/** 碰题, 并题: heads of two stories side by side, nothing but a gutter between them, about one size and in one face. */
export function headsButt(page: LaidPage): readonly Fault[] {
  const stories = headed(page);
  return stories.flatMap((left) =>
    stories
      .filter((right) => {
        const shared = Math.min(footOf(left.head), footOf(right.head)) - Math.max(left.head.row, right.head.row);
        const level = shared * 2 >= Math.min(left.head.rows, right.head.rows);
        return rightOf(left.head) === right.head.column && level && isAlike(left, right);
      })
      .map((right): Fault => ({
        stories: [left.id, right.id],
        cells: [left.head, right.head],
        message: `the heads of ${left.id} and ${right.id} stand side by side in about one size`,
      })),
  );
}

/** Heads in two faces are told apart whatever their sizes; of a page that is only thought of no face is known. */
function isAlike(a: HeadedStory, b: HeadedStory): boolean {
  return looksAlike(a.headSize, b.headSize) && a.headFace === b.headFace;
}

/** 叠题: a head right under another of the same width and size, with little between them. */
export function headStack(page: LaidPage): readonly Fault[] {
  const stories = headed(page);
  return stories.flatMap((over) =>
    stories
      .filter(({ head, headSize }) => {
        const between = head.row - footOf(over.head);
        const sameSpan = head.column === over.head.column && head.columns === over.head.columns;
        return between >= 0 && between < STACKED_ROWS && sameSpan && looksAlike(over.headSize, headSize);
      })
      .map((under): Fault => ({
        stories: [over.id, under.id],
        cells: [over.head, under.head],
        message: `the head of ${under.id} stands ${under.head.row - footOf(over.head)} rows under that of ${over.id}, in the same width and about one size`,
      })),
  );
}

/** 背题: a head, or a subhead, with too little text under it. */
export function headOrphan(page: LaidPage): readonly Fault[] {
  return [
    ...headed(page)
      .filter(hasNothingUnder)
      .map((story): Fault => ({
        stories: [story.id],
        cells: [story.head],
        message: `fewer than ${LEAST_UNDER_HEAD} lines stand under the head of ${story.id}`,
      })),
    ...page.stories.flatMap(orphanSubheads),
  ];
}

function hasNothingUnder(story: HeadedStory): boolean {
  const under = piecesOf(story).filter(({ column, columns, row }) => {
    return row >= footOf(story.head) && column < rightOf(story.head) && column + columns > story.head.column;
  });
  const rows = under.reduce((most, cells) => Math.max(most, cells.rows), 0);
  const wanted = Math.min(
    LEAST_UNDER_HEAD,
    story.legs.reduce((sum, leg) => sum + leg.lines.length, 0),
  );
  return rows < wanted;
}

function orphanSubheads({ id, legs }: LaidStory): readonly Fault[] {
  return legs.flatMap((leg) => {
    const last = leg.lines.findLastIndex(({ role }) => role === "subhead");
    const subhead = leg.lines[last];
    const after = leg.lines.length - 1 - last;
    if (subhead === undefined || after >= LEAST_UNDER_SUBHEAD) return [];
    return [
      {
        stories: [id],
        cells: [{ column: leg.column, columns: 1, row: subhead.row, rows: footOf(leg) - subhead.row }],
        message: `${after === 0 ? "no line" : "one line"} of ${id} stands under the subhead “${quotable(subhead.text)}” in its column`,
      },
    ];
  });
}

/** Text that runs out from under its head, where no picture of the story leads to it. */
export function underHead(page: LaidPage): readonly Fault[] {
  return headed(page).flatMap(({ id, head, legs }) => {
    const out = legs.filter(({ column }) => !inColumn(head, column));
    if (out.length === 0) return [];
    const columns = new Set(out.map(({ column }) => column)).size;
    return [
      {
        stories: [id],
        cells: [hullOf(out)],
        message: `the text of ${id} runs ${columns} ${columns === 1 ? "column" : "columns"} out from under its head`,
      },
    ];
  });
}

/** The lead's head is the largest; of two heads of one width the lower one is not the larger. */
export function headOrder(page: LaidPage): readonly Fault[] {
  const stories = headed(page);
  const [lead] = page.stories;
  const faults: Fault[] = [];
  for (const story of stories) {
    if (lead?.head !== undefined && story.headSize > lead.headSize && story !== lead)
      faults.push({
        stories: [lead.id, story.id],
        cells: [lead.head, story.head],
        message: `the head of ${story.id} is larger than the lead's (${lead.id})`,
      });
    for (const under of stories) {
      const sameWidth = under.head.columns === story.head.columns;
      if (sameWidth && under.head.row >= footOf(story.head) && under.headSize > story.headSize && story !== lead)
        faults.push({
          stories: [story.id, under.id],
          cells: [story.head, under.head],
          message: `the head of ${under.id} is larger than that of ${story.id}, which has its width and stands over it`,
        });
    }
  }
  return faults;
}
