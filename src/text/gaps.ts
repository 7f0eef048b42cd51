/**
 * The space between two neighbours on a line: what it is, how far it may shrink and stretch, and when its turn comes.
 * Orders and bounds: CLREQ, "Procedures for Inter-character Spacing Reduction / Expansion".
 */
import type { Len } from "../base/length.js";
import { fixedSpace, isHangul, isMark, Kind } from "./classes.js";
import { takesGap } from "./east-asian-spacing.js";
import { type ComposeConfig, GAP_GOALS, type MarkStyle } from "./model.js";

/** Word space, interpunct, brackets, ，、；：, Han–Latin, 。？！, letters of a word, the space before a name — in the order in which they shrink. */
export const SHRINK_TIERS = 8;
export const WORD = 1;
const MIDDLE = 2;
const BRACKET = 3;
const PAUSE = 4;
const AUTOSPACE = 5;
const STOP = 6;
/** Letters of Latin words, where the line would have holes without them. */
export const LETTERS = 7;
/** What a space between a title and a name has beyond a word space's least: 记者 石敬之 is set 记者石敬之 rather than parted. */
const TITLE = 8;
/** The stretch tier of every gap that has none before it. */
export const OPEN_TIER = 3;
/** Tiers in which a mark gives half an em at once; an interpunct gives a quarter on each side. */
export const WHOLE_MARK_TIERS: readonly number[] = [MIDDLE, BRACKET, PAUSE, STOP];

/**
 * Whether the half em at a mark may grow more than the gaps between Han characters. Neighbouring marks keep together, and the two
 * sides of an interpunct stay as they are.
 */
export function growsAtMark({ shrinkTier, kinds }: MarkGaps, gap: number): boolean {
  const tier = shrinkTier[gap];
  const [left, right] = [isMark(kinds[gap - 1] as Kind), isMark(kinds[gap] as Kind)];
  if (tier === AUTOSPACE) return left !== right;
  return (tier === BRACKET || tier === PAUSE || tier === STOP) && !(left && right);
}

/** A paragraph, prepared or while it is: tiers by gap, kinds by cluster. */
interface MarkGaps {
  readonly shrinkTier: ArrayLike<number>;
  readonly kinds: ArrayLike<number>;
}

/** A space between Han phrases inside running text; between Latin words a third of an em. Both shrink to a quarter. */
const HAN_SPACE = 0.5;
export const WORD_SPACE = 1 / 3;
const LEAST_SPACE = 0.25;
const MOST_SPACE = 0.5;
/** A face's own word space, where it is narrower, shrinks to this part of itself: 0.25 em to CLREQ's sixth. */
const LEAST_OWN_SPACE = 0.75;
/** Han–Latin gaps stay between an eighth and a half of an em. */
const LEAST_AUTOSPACE = 0.125;
const MOST_AUTOSPACE = 0.5;

/** What stays of the half em of a bracket beside Latin, in em: as much as between Han and Latin. Without any, it touches the letter. */
const LEAST_BESIDE_LATIN = 0.25;
/** Between a bracket or quotation mark that closes and one that opens where both lose their white, in em: ”“ would be one clump. */
const BETWEEN_BRACKETS = 0.25;

export interface Gap {
  readonly natural: Len;
  readonly shrink: Len;
  readonly shrinkTier: number;
  readonly stretch: Len;
  /** 0: never; 1: word space; 2: Han–Latin; 3: any other. */
  readonly stretchTier: number;
}

/** . , ; : ! ? ) of ASCII. */
const CLOSES: ReadonlySet<number> = new Set([0x2e, 0x2c, 0x3b, 0x3a, 0x21, 0x3f, 0x29]);

export interface Neighbours {
  readonly before: Kind;
  readonly after: Kind;
  readonly beforeBefore: Kind | undefined;
  readonly lastCharacter: number;
  readonly firstCharacter: number;
  readonly mayBreak: boolean;
  /** Of a space between Han and Latin: it parts two phrases. */
  readonly partsPhrases?: boolean;
  /** Of what stands before a space: both are in a dateline. */
  readonly isDateline?: boolean;
  /** Of a space: how wide the face before it draws it, in em. */
  readonly ownSpace?: number;
}

export function clusterGap(n: Neighbours, config: ComposeConfig, em: Len): Gap {
  const { before, after } = n;
  const fixed = before === Kind.Space ? fixedSpace(n.lastCharacter) : undefined;
  if (fixed !== undefined) return { ...NONE, natural: Math.round(fixed * em) };
  if (after === Kind.Space) return n.isDateline === true && before === Kind.Han ? titleGap(em) : NONE;
  if (before === Kind.Space) return wordSpace(n, config, em);
  if (before === Kind.Western && after === Kind.Western) {
    // Inside numbers nothing moves; where a break is allowed (a hyphen), nothing needs to.
    return isLetter(n.lastCharacter) && isLetter(n.firstCharacter) ? letterGap(config, em) : NONE;
  }
  if (before === Kind.Ellipsis && after === Kind.Ellipsis) return n.mayBreak ? OPEN_GAP : NONE;
  const isDash = before === Kind.Dash || after === Kind.Dash;
  // An English dash stands close to its words; no other gap of such a line is open, so that it would take all white of the line.
  if (isDash && config.language === "en") return NONE;
  if (before === Kind.Dash && after === Kind.Dash) return n.mayBreak ? OPEN_GAP : NONE;
  // “말했다”. — a stop or bracket of Latin text follows at once.
  if (before === Kind.Close && CLOSES.has(n.firstCharacter)) return NONE;
  const glue = markGlue(before, after, config);
  if (glue !== undefined) {
    const natural = Math.round(glue.width * em);
    const beside = isBesideLatin(n);
    // Only the style that fits marks to their line squeezes them.
    const fitted = (config.marks ?? "fitted") === "fitted";
    const shrink = fitted ? Math.max(0, natural - (beside ? Math.round(LEAST_BESIDE_LATIN * em) : 0)) : 0;
    const tier = beside ? AUTOSPACE : glue.tier;
    return { natural, shrink, shrinkTier: shrink === 0 ? 0 : tier, stretch: 0, stretchTier: OPEN_TIER };
  }
  if (isMixed(before, after) && config.autospace > 0 && takesGap(n.lastCharacter, n.firstCharacter)) {
    return mixedGap(config.autospace, em);
  }
  if (isDash) return n.mayBreak ? OPEN_GAP : NONE;
  // In a line of Latin alone, what it lacks would all come to stand between a word and the mark that opens or closes it.
  const isQuoted = before === Kind.Western ? after !== Kind.Han : before === Kind.Open && after === Kind.Western;
  return isQuoted && config.language === "en" ? NONE : OPEN_GAP;
}

/** Whether a bracket or quotation mark has a letter or figure on its outer side: “……”AI, （记者）5月. */
function isBesideLatin({ before, after }: Neighbours): boolean {
  return (before === Kind.Close && after === Kind.Western) || (before === Kind.Western && after === Kind.Open);
}

function isMixed(before: Kind | undefined, after: Kind): boolean {
  return (before === Kind.Han && after === Kind.Western) || (before === Kind.Western && after === Kind.Han);
}

function mixedGap(width: number, em: Len): Gap {
  const natural = Math.round(width * em);
  return {
    natural,
    shrink: Math.max(0, natural - Math.round(LEAST_AUTOSPACE * em)),
    shrinkTier: AUTOSPACE,
    stretch: Math.max(0, Math.round(MOST_AUTOSPACE * em) - natural),
    stretchTier: 2,
  };
}

/** Latin, Greek and Cyrillic letters: what joins its neighbours (Arabic) must not part from them. */
function isLetter(cp: number): boolean {
  if (cp < 0x80) return (cp >= 0x41 && cp <= 0x5a) || (cp >= 0x61 && cp <= 0x7a);
  return (cp >= 0xc0 && cp <= 0x24f && cp !== 0xd7 && cp !== 0xf7) || (cp >= 0x370 && cp <= 0x52f);
}

/** How much further letters move apart than together: lines of Latin alone show it when letters stand close. */
export function lettersOpen({ language }: ComposeConfig): number {
  return language === "en" ? 2 : 1;
}

function letterGap(config: ComposeConfig, em: Len): Gap {
  const shrink = Math.round(((config.gaps ?? GAP_GOALS).letters * em) / lettersOpen(config));
  return shrink === 0 ? NONE : { ...NONE, shrink, shrinkTier: LETTERS };
}

function titleGap(em: Len): Gap {
  return { ...NONE, shrink: Math.round(LEAST_SPACE * em), shrinkTier: TITLE };
}

const NONE: Gap = { natural: 0, shrink: 0, shrinkTier: 0, stretch: 0, stretchTier: 0 };
/** Between characters that stand on the em grid one beside the other. */
export const OPEN_GAP: Gap = { natural: 0, shrink: 0, shrinkTier: 0, stretch: 0, stretchTier: OPEN_TIER };

/**
 * A typed space between Han and Latin is the gap that stands there without it (CSS Text 4, `text-autospace: replace`), but for
 * one that parts two phrases of a head.
 */
function wordSpace(n: Neighbours, config: ComposeConfig, em: Len): Gap {
  const isKorean = config.language === "ko" || isHangul(n.firstCharacter);
  if (isMixed(n.beforeBefore, n.after) && n.partsPhrases !== true && !isKorean)
    return mixedGap(config.autospace || LEAST_SPACE, em);
  // In English a dash has words on both sides, whatever stands between.
  const western = isKorean || config.language === "en" || (n.after === Kind.Western && n.beforeBefore === Kind.Western);
  const own = config.ownSpaces === true ? (n.ownSpace ?? WORD_SPACE) : WORD_SPACE;
  const natural = Math.round((western ? own : (config.hanSpace ?? HAN_SPACE)) * em);
  const least = Math.min(Math.round(LEAST_SPACE * em), Math.round(natural * LEAST_OWN_SPACE));
  const most = Math.round(MOST_SPACE * em);
  return { natural, shrink: natural - least, shrinkTier: WORD, stretch: Math.max(0, most - natural), stretchTier: 1 };
}

/**
 * The half ems of full-width marks that fall into this gap. Two neighbouring marks are squeezed to the width the style
 * asks for (CLREQ "Adjustment of adjacent punctuation marks": 1.5 em in principle, 1 em as a style).
 */
function markGlue(before: Kind, after: Kind, config: ComposeConfig): { width: number; tier: number } | undefined {
  const trails = before === Kind.Close || before === Kind.Pause || before === Kind.Stop;
  const follows = after === Kind.Close || after === Kind.Pause || after === Kind.Stop;
  const open = after === Kind.Open;
  const middle = before === Kind.Middle || after === Kind.Middle;
  if (!trails && !open && !middle && before !== Kind.Open) return undefined;
  const style = config.marks ?? "fitted";
  if (style === "half" || style === "kaiming" || style === "brackets") {
    const inside = before === Kind.Open && !open && !follows && !middle;
    return inside ? undefined : { width: keptWhite(style, before, after), tier: STOP };
  }
  const kept = Math.max(0, config.adjacentMarks - 1);
  if (trails && open) return { width: kept, tier: BRACKET };
  if (before === Kind.Open && open) return { width: Math.max(0, kept - 0.5), tier: BRACKET };
  if (trails && follows) {
    if (before !== Kind.Close && after !== Kind.Close && before !== Kind.Stop)
      return { width: 0.5, tier: tierOf(before) };
    return { width: Math.max(0, kept - 0.5), tier: tierOf(before) };
  }
  if (before === Kind.Open && (follows || after === Kind.Middle)) return { width: 0, tier: BRACKET };
  if (middle) return { width: 0.25, tier: MIDDLE };
  if (trails) return { width: 0.5, tier: tierOf(before) };
  if (open) return { width: 0.5, tier: BRACKET };
  return undefined;
}

/** What a mark keeps of its white, in em, where others lose theirs. A bracket or quotation mark that closes with it takes it over. */
function keptWhite(style: MarkStyle, before: Kind, after: Kind): number {
  if (after === Kind.Close || style === "half") return 0;
  if (before === Kind.Stop) return after === Kind.Pause || after === Kind.Stop ? 0 : 0.5;
  if (style === "kaiming") return 0;
  return before === Kind.Pause ? 0.5 : before === Kind.Close && after === Kind.Open ? BETWEEN_BRACKETS : 0;
}

function tierOf(kind: Kind): number {
  if (kind === Kind.Close) return BRACKET;
  return kind === Kind.Pause ? PAUSE : STOP;
}
