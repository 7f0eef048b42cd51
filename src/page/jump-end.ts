/**
 * Where a story ends that goes on to another page: after a sentence or a paragraph near the foot of its place, as the template
 * says (`jump`). The text as it runs tells where the foot is; the ends near it are tried, each with the text up to there set
 * again, so that its paragraphs take up the rows that are over or wanting. What stays white is spread over its columns.
 */
import { flow } from "../layout/float.js";
import type { Len } from "../base/length.js";
import { costOfText, SHORT_ROW } from "../layout/flow.js";
import type { PageGrid } from "../layout/grid.js";
import { legMeasure, type LegCells, linesOf } from "../layout/region.js";
import type { JumpStyle } from "../template/resolved.js";
import { textEnds } from "../text/sentence-ends.js";
import type { Note } from "./leftover.js";
import { type Fit, measured, withJump } from "./story-fit.js";
import type { StoryText, TextPiece } from "./story-text.js";
import type { TextItem } from "./text-item.js";
import type { Typesetter } from "./typeset.js";

/** A place at which the text may go over to another page. */
export interface Parting {
  /** The item that ends there, and how much of its text stands before it. */
  readonly item: number;
  readonly offset: number;
}

interface RankedParting extends Parting {
  /** Characters from where the text would run out of room; below 0 before it. */
  readonly away: number;
  /** 0: what the template asks for; the higher, the worse it reads. */
  readonly rank: number;
  readonly kind: PartingKind;
}

type PartingKind = "paragraph" | "sentence" | "clause" | "quoted sentence" | "quoted clause";
/** In the order in which they are taken where there is nothing better. */
const KINDS: readonly PartingKind[] = ["paragraph", "sentence", "clause", "quoted sentence", "quoted clause"];

/** Ends of one kind that are tried, the nearest first: each sets the text again. */
const MOST_TRIED = 12;
/** Paragraphs that give or take a line each, beside the white that the template allows. */
const MOST_GIVING = 8;
/** What an end within a paragraph costs against one that ends it, and one that parts off less than a line of it: rows of white. */
const WITHIN_PARAGRAPH = 500;
const SCRAP = 4_000;
/** White that parts the line 下转, which stands at the foot, from the text over it: it is not counted. */
const PARTS_LINE = 1;

export interface JumpingText {
  readonly setter: Typesetter;
  readonly grid: PageGrid;
  readonly text: StoryText;
  /** Cut short where it has no more room. */
  readonly fit: Fit;
  /** 下转. */
  readonly line: TextItem;
  /** The row after the story's last. */
  readonly foot: number;
  /** On which it goes on. */
  readonly page: number;
}

export interface EndedText {
  readonly text: StoryText;
  readonly fit: Fit;
  readonly notes: readonly Note[];
}

export function endedWell(jumping: JumpingText): EndedText {
  const { setter, text, fit, page } = jumping;
  const { jump } = setter.template;
  if (jump.endsAt === "line" || fit.set.overset.length === 0) return { text, fit, notes: scrapLeft(jumping) };
  const partings = partingsNear(jumping, jump);
  for (const rank of new Set(partings.map((one) => one.rank).toSorted((a, b) => a - b))) {
    const best = bestOf(
      jumping,
      partings.filter((one) => one.rank === rank),
    );
    if (best !== undefined) {
      const notes = [...scrapLeft(jumping, best.end), ...(rank === 0 ? [] : [lesserEnd(jump, best.kind, page)])];
      return { text: best.text, fit: best.fit, notes };
    }
  }
  return { text, fit, notes: [...scrapLeft(jumping), lesserEnd(jump, undefined, page)] };
}

/** A story of which less than this goes on is not worth turning to: lines. */
const LEAST_LINES = 6;

/** Says so where hardly anything goes on. */
function scrapLeft({ text, fit, grid, page }: JumpingText, end = text.endOf(fit.set)): readonly Note[] {
  const measure = widest(grid, fit);
  const left = text.pieces.slice(end.item).reduce((sum, piece) => sum + piece.text.length, -end.offset);
  if (left <= 0 || left >= (LEAST_LINES * measure) / grid.em || text.beyondRows(measure) > 0) return [];
  return [
    {
      severity: "warning",
      code: "jump-scrap",
      message: `only ${left} characters of it go on on page ${page}`,
      hint: `cut about ${left} characters and let it end here, or give it fewer rows`,
    },
  ];
}

function widest(grid: PageGrid, { legs }: Fit): Len {
  return Math.max(grid.em, ...legs.map((leg) => legMeasure(grid, leg)));
}

interface Tried {
  readonly end: Parting;
  readonly text: StoryText;
  readonly fit: Fit;
  readonly kind: PartingKind;
  readonly cost: number;
}

function bestOf(jumping: JumpingText, partings: readonly RankedParting[]): Tried | undefined {
  let best: Tried | undefined;
  for (const parting of partings.toSorted((a, b) => Math.abs(a.away) - Math.abs(b.away)).slice(0, MOST_TRIED)) {
    const tried = endedAt(jumping, parting);
    if (tried === undefined || tried.cost >= (best?.cost ?? Number.POSITIVE_INFINITY)) continue;
    best = tried;
    // Not a row is white, and nothing is amiss.
    if (best.cost < SHORT_ROW) break;
  }
  return best;
}

/** The text up to there in the story's legs; undefined where it does not fit them, or leaves too much white. */
function endedAt(jumping: JumpingText, parting: RankedParting): Tried | undefined {
  const { setter, text, fit, foot } = jumping;
  const { whiteRows } = setter.template.jump;
  const own = text.upTo(parting);
  const whole = withoutJump(fit);
  const atFoot = whole.filter((leg) => leg.row + leg.rows === foot);
  const most = Math.max(0, Math.min(whiteRows, ...atFoot.map(({ rows }) => rows - 1)));
  const first = setIn(jumping, own, whole);
  const over = Math.max(0, first.set.shortRows - PARTS_LINE);
  const shorter = over <= whiteRows ? 0 : Math.floor(over / Math.max(1, atFoot.length));
  if (shorter > most) return undefined;
  for (let less = shorter; less >= 0; less -= 1) {
    const legs = whole.map((leg) => (atFoot.includes(leg) ? { ...leg, rows: leg.rows - less } : leg));
    const { set, ...made } = less === 0 ? first : setIn(jumping, own, legs);
    const white = Math.max(0, set.shortRows - PARTS_LINE);
    const { rows = 0 } = made.legs[made.jump.leg] ?? {};
    if (set.overset.length > 0 || white > whiteRows || set.shortRows > rows) continue;
    return {
      text: own,
      end: parting,
      kind: parting.kind,
      fit: { ...fit, ...made, set, available: made.jump.rows + linesOf(made.legs) - set.shortRows },
      cost: costOfText(set) + SHORT_ROW * (less * atFoot.length + white) + looksOf(jumping, parting),
    };
  }
  return undefined;
}

function setIn(
  { grid, line }: JumpingText,
  { items }: StoryText,
  all: readonly LegCells[],
): Required<Pick<Fit, "legs" | "jump" | "set">> {
  const { legs, jump } = withJump(grid, all, line);
  return { legs, jump, set: flow(items, measured(grid, legs)) };
}

function withoutJump({ legs, jump }: Fit): readonly LegCells[] {
  return legs.map((leg, index) => (index === jump?.leg ? { ...leg, rows: leg.rows + jump.rows } : leg));
}

/** What an end looks like, beside the white that it leaves. */
function looksOf({ text, fit, grid }: JumpingText, { item, offset }: Parting): number {
  const length = text.pieces[item]?.text.length ?? 0;
  if (offset >= length) return 0;
  const leg = fit.legs.at(-1);
  const line = leg === undefined ? 0 : legMeasure(grid, leg) / grid.em;
  return WITHIN_PARAGRAPH + (length - offset < line ? SCRAP : 0);
}

/** Ends of sentences and the like near the place's foot. */
function partingsNear(
  { setter, grid, text, fit }: JumpingText,
  { endsAt, whiteRows }: JumpStyle,
): readonly RankedParting[] {
  const at = text.endOf(fit.set);
  const { pieces } = text;
  const line = widest(grid, fit) / grid.em;
  const giving = Math.min(MOST_GIVING, fit.set.placed.length) * setter.template.story.looseness;
  const back = -line * (whiteRows * fit.legs.length + PARTS_LINE + giving);
  const ahead = line * (giving + 1);
  const found: RankedParting[] = [];
  const look = (item: number, start: number): void => {
    const piece = pieces[item];
    if (piece === undefined) return;
    const before = text.items[item - 1];
    // A subhead keeps so many lines under it.
    const kept = before?.kind === "block" && before.isHead === true ? line * before.keepNext : 0;
    for (const { offset, kind } of endsOf(piece)) {
      const away = start + offset;
      // With the last item the text ends, or is cut by the page's bound.
      const isLast = item === pieces.length - 1 && offset === piece.text.length;
      if (isLast || away < back || away > ahead || offset < kept) continue;
      const rank = endsAt === "sentence" && kind === "sentence" ? 0 : KINDS.indexOf(kind);
      found.push({ item, offset, away, rank, kind });
    }
  };
  // How far the item begins from where the text runs out of room.
  let start = -at.offset;
  for (let item = at.item; item >= 0 && start + (pieces[item]?.text.length ?? 0) >= back; item -= 1) {
    look(item, start);
    start -= pieces[item - 1]?.text.length ?? 0;
  }
  start = (pieces[at.item]?.text.length ?? 0) - at.offset;
  for (let item = at.item + 1; item < pieces.length && start <= ahead; item += 1) {
    look(item, start);
    start += pieces[item]?.text.length ?? 0;
  }
  return found;
}

/** Kinds of blocks that end a text well, and those within which it may end. */
const ENDING: ReadonlySet<string> = new Set(["paragraph", "list", "note", "verse"]);
const PARTED: ReadonlySet<string> = new Set(["paragraph", "list"]);

function endsOf({ what, text, from }: TextPiece): readonly { readonly offset: number; readonly kind: PartingKind }[] {
  if (!ENDING.has(what)) return [];
  const whole = { offset: text.length, kind: "paragraph" } as const;
  if (!PARTED.has(what)) return [whole];
  const within = textEnds(text).filter(({ offset }) => offset > from && offset < text.length);
  return [
    ...within.map(({ offset, ends, isEnclosed }) => ({
      offset,
      kind: isEnclosed ? (`quoted ${ends}` as const) : ends,
    })),
    whole,
  ];
}

const IN_WORDS: Readonly<Record<PartingKind, string>> = {
  paragraph: "after a paragraph",
  sentence: "after a sentence",
  clause: "after a clause",
  "quoted sentence": "after a sentence within quotes",
  "quoted clause": "after a clause within quotes",
};

function lesserEnd({ endsAt, whiteRows }: JumpStyle, kind: PartingKind | undefined, page: number): Note {
  const stands = kind === undefined ? "within a clause" : IN_WORDS[kind];
  return {
    severity: "warning",
    code: "jump-within",
    message: `its text goes on to page ${page} ${stands}: no ${endsAt} ends near enough to the foot of its place`,
    hint: `shorten the ${endsAt} there, give the story some rows more or fewer, or let more than ${whiteRows} rows stay white (\`jump.whiteRows\` of the template)`,
  };
}
