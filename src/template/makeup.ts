/**
 * What counts against a make-up, in points, and how long it is searched for: the objective of automatic make-up as a
 * template may tune it, resolved into plain numbers. One row of a column left white costs 60 points.
 */

/** More than all else together: no page has such a fault as long as there is one without. */
export const HARD = 100_000;

/** What stories cost in their places, each by its own measure. */
export const STORY_WEIGHTS = {
  /** A row of a column that stays white. */
  white: 60,
  /** The same beside the lines of a head that is too short for its width. */
  besideHead: 8,
  /** Text that is eased by all its paragraphs can give. */
  easedText: 60,
  /** A headline a step smaller than the ladder asks for. */
  smallerHead: 25,
  /** A headline broken where it comes, because no size fits. */
  brokenHead: 450,
  /** A picture cropped or grown by all the template allows. */
  croppedPicture: 90,
  /** A column by which a picture is narrower than the page wants, and than the editor asks for. */
  smallPicture: 60,
  narrowPicture: 80,
  /** A row by which a column of text is too short, and too tall. */
  shortColumn: 10,
  tallColumn: 1,
  /** Text that goes on beyond a column without any. */
  leap: 60,
  /** A column by which the lead is narrower than the page. */
  narrowLead: 9,
} as const;
export type StoryWeight = keyof typeof STORY_WEIGHTS;

/** How the page is parted; a template may also call each of these hard, soft or off. */
export const PAGE_WEIGHTS = {
  /** A less important story over a more important one; left of it, a quarter. */
  order: 160,
  /** The lead's legs ending at two heights. */
  interlock: 12,
} as const;
export type PageWeight = keyof typeof PAGE_WEIGHTS | "lead";
export const PAGE_KEYS = [...(Object.keys(PAGE_WEIGHTS) as (keyof typeof PAGE_WEIGHTS)[]), "lead"] as const;

/** Where `lead` is soft: a column that the lead lacks, and a story over it. */
export const LEAD_SOFT = 400;
/** A story left of the lead, against a story over another: the upper left is the strongest place of a horizontal page (头条). */
const LEAD_BESIDE = 0.75;
/** The part of the page's columns over which the lead stands at least: four of broadsheets' eight, three of tabloids' six. */
const LEAD_COLUMNS = 2 / 5;

/** Rules of make-up that can be judged before text is set, each fault. */
export const RULE_WEIGHTS = {
  "heads-butt": 700,
  "gap-through": 900,
  "page-cut": 900,
  "head-order": 200,
  "head-stack": 40,
  "under-head": 0,
  rect: 0,
  dominant: 0,
  "art-in-leg": 0,
} as const;
export type JudgedRule = keyof typeof RULE_WEIGHTS;
/** Two heads side by side where a second face tells them apart. */
const HEADS_BUTT_IN_TWO_FACES = 250;

/** The size of the first stories' heads against the largest they could have: the dearest at no size. */
const HIERARCHY = [400, 260, 130, 60];
/** Columns of text of so many rows read well. */
const COLUMN_ROWS = [7, 48] as const;
/** About a second a page. */
const STEPS = 20_000_000;
/** The search weighs what it can see while it parts a page, a little under the whole fault. */
const HEADS_BUTT_SEEN = 0.5;
const PARTED_SEEN = 0.8;

export interface MakeupWeights extends Readonly<Record<StoryWeight | PageWeight, number>> {
  /** A less important story left of a more important one, and left of the page's first. */
  readonly orderBeside: number;
  readonly leadBeside: number;
  /** The part of the page's columns that the lead has at least. */
  readonly leadColumns: number;
  /** By rank of the story. */
  readonly hierarchy: readonly number[];
  /** The fewest and the most rows that a column of text should have. */
  readonly columnRows: readonly [number, number];
  /** What a fault costs once a page is judged; rules that cost nothing are not judged. */
  readonly rules: readonly (readonly [JudgedRule, number])[];
  /** What the same costs while the page is parted. */
  readonly headsButt: number;
  readonly gapThrough: number;
  readonly pageCut: number;
  /** A story set in other columns than the page's (破栏) without being asked to; absent: never. */
  readonly brokenColumns: number | undefined;
  /** Whether anything is hard. */
  readonly isHard: boolean;
  /** Steps of search for one page, the same on every machine. */
  readonly steps: number;
}

type Word = "hard" | "soft" | "off";

type Written<K extends string, V> = { readonly [Key in K]?: V | undefined };

/** As a template has it, all of it optional. */
export type RawMakeup = Written<StoryWeight, number> &
  Written<PageWeight, number | Word> & {
    readonly rules?: Written<JudgedRule, number | Word> | undefined;
    readonly hierarchy?: readonly number[] | undefined;
    readonly leadColumns?: number | undefined;
    readonly columnRows?: readonly [number, number] | undefined;
    readonly brokenColumns?: number | "off" | undefined;
    readonly steps?: number | undefined;
  };

/** What is not written costs what it does without the section. `hasTwoFaces`: heads side by side are told apart by their faces. */
export function makeupWeights(raw: RawMakeup = {}, hasTwoFaces = false): MakeupWeights {
  const points = (value: number | Word | undefined, soft: number): number => {
    if (value === undefined || value === "soft") return soft;
    return typeof value === "number" ? value : value === "hard" ? HARD : 0;
  };
  const each = <K extends string>(
    own: Readonly<Record<K, number>>,
    written: Written<K, number | Word>,
  ): Record<K, number> => {
    const keys = Object.keys(own) as K[];
    return Object.fromEntries(keys.map((key) => [key, points(written[key], own[key])])) as Record<K, number>;
  };
  const usual = hasTwoFaces ? { ...RULE_WEIGHTS, "heads-butt": HEADS_BUTT_IN_TWO_FACES } : RULE_WEIGHTS;
  const rules = each<JudgedRule>(usual, raw.rules ?? {});
  const seen = (rule: JudgedRule, part: number): number =>
    rules[rule] === HARD ? HARD : Math.round(rules[rule] * part);
  const parting = {
    ...each<keyof typeof PAGE_WEIGHTS>(PAGE_WEIGHTS, raw),
    lead: points(raw.lead ?? "hard", LEAD_SOFT),
  };
  return {
    ...each<StoryWeight>(STORY_WEIGHTS, raw),
    ...parting,
    orderBeside: parting.order === HARD ? HARD : Math.round(parting.order / 4),
    leadBeside: parting.order === HARD ? HARD : Math.round(parting.order * LEAD_BESIDE),
    hierarchy: raw.hierarchy ?? HIERARCHY,
    leadColumns: raw.leadColumns ?? LEAD_COLUMNS,
    columnRows: raw.columnRows ?? COLUMN_ROWS,
    brokenColumns: typeof raw.brokenColumns === "number" ? raw.brokenColumns : undefined,
    rules: (Object.keys(rules) as JudgedRule[]).flatMap((rule) => (rules[rule] > 0 ? [[rule, rules[rule]]] : [])),
    headsButt: seen("heads-butt", HEADS_BUTT_SEEN),
    gapThrough: seen("gap-through", PARTED_SEEN),
    pageCut: seen("page-cut", PARTED_SEEN),
    isHard: [...Object.values(rules), ...Object.values(parting)].includes(HARD),
    steps: raw.steps ?? STEPS,
  };
}

/** How much dearer stories are than usual, at most: what is out of the question is so much dearer too. */
export function dearness(weights: MakeupWeights): number {
  return Math.max(1, ...(Object.keys(STORY_WEIGHTS) as StoryWeight[]).map((key) => weights[key] / STORY_WEIGHTS[key]));
}
