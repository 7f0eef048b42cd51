/**
 * The rules of make-up, each with its name in the trade, what it says, where it is written and what cures it; and the
 * profiles that say how much each weighs. Two schools contradict each other (modular pages want rectangles, interlocking
 * ones forbid seams), so that no rule holds everywhere.
 */
import type { Predicate } from "./fault.js";
import { headOrder, headOrphan, headsButt, headStack, underHead } from "./head-rules.js";
import { dominantPicture, gapThrough, holes, notRectangle, pageCut, pictureInLeg } from "./page-rules.js";
import { cryApart, greyField, leap, legLength } from "./text-rules.js";

export const RULE_IDS = [
  "head-orphan",
  "heads-butt",
  "head-stack",
  "head-order",
  "under-head",
  "page-cut",
  "gap-through",
  "rect",
  "hole",
  "leap",
  "cry-apart",
  "leg-length",
  "grey",
  "dominant",
  "art-in-leg",
] as const;
export type RuleId = (typeof RULE_IDS)[number];

export interface MakeupRule {
  /** What it is called where it comes from. */
  readonly term: string;
  /** What the rule says. */
  readonly says: string;
  readonly cure: string;
  readonly check: Predicate;
}

export const RULES: Readonly<Record<RuleId, MakeupRule>> = {
  "head-orphan": {
    term: "背题",
    says: "A head has at least three lines of its text under it, a subhead two in the same column.",
    cure: "give the story a few rows more, or cut a line before the subhead so that it goes to the next column",
    check: headOrphan,
  },
  "heads-butt": {
    term: "碰题, 并题; bumping heads, tombstones",
    says: "Heads of two stories do not stand side by side in about one size.",
    cure: "let one of the stories begin higher or lower, set its head in another size, or put a picture or a box between them",
    check: headsButt,
  },
  "head-stack": {
    term: "叠题; chimney",
    says: "Heads of one width and size do not stand over one another with a few lines between them.",
    cure: "give the lower story another width, or set its head smaller",
    check: headStack,
  },
  "head-order": {
    term: "标题大小",
    says: "The lead's head is the largest; of two heads of one width the lower one is not the larger.",
    cure: "change the stories' priority, or the width of the lower head",
    check: headOrder,
  },
  "under-head": {
    term: "报道宽过标题; raw wrap",
    says: "Text does not run out from under its own head.",
    cure: "let the head run over all columns of its text, or rule the columns beside it off",
    check: underHead,
  },
  "page-cut": {
    term: "断版, 腹切り",
    says: "No seam runs from side to side and cuts the page in two.",
    cure: "let a story reach across the seam: give one of those over it more rows and one of those under it fewer (穿插)",
    check: pageCut,
  },
  "gap-through": {
    term: "通缝",
    says: "No gutter runs from the head of the page to its foot without a story across it.",
    cure: "let a story at the head or the foot of the page take columns on both sides of the gutter",
    check: gapThrough,
  },
  rect: {
    term: "模块式; modular",
    says: "Every story is a rectangle.",
    cure: "end all columns of the story at one height",
    check: notRectangle,
  },
  hole: {
    term: "天窗; trapped white",
    says: "No column has four or more white rows.",
    cure: "enlarge a picture or a head, add text (`banxin check` tells where a few characters gain a line), or give the rows to another story",
    check: holes,
  },
  leap: {
    term: "跳栏, 飛び越し",
    says: "Text goes on in the next column, not beyond a column or under a picture in its own.",
    cure: "move the picture or the box to the head of its columns or to the story's edge",
    check: leap,
  },
  "cry-apart": {
    term: "泣き別れ, 両切れ",
    says: "A column does not end with a paragraph while the story goes on: it would seem to be over.",
    cure: "join the two paragraphs, or cut or add a line before",
    check: cryApart,
  },
  "leg-length": {
    term: "栏的长短; legs",
    says: "A column of text is at least five rows and at most ten inches long.",
    cure: "let a shallow story run over fewer columns, a deep one over more",
    check: legLength,
  },
  grey: {
    term: "灰版, 白い",
    says: "A head, subhead or picture breaks a field of text three columns wide after 45 rows.",
    cure: "add a subhead or a quote, or put a picture there",
    check: greyField,
  },
  dominant: {
    term: "主图; dominant picture",
    says: "Of several pictures one is clearly the largest.",
    cure: "give the most telling picture more `columns`",
    check: dominantPicture,
  },
  "art-in-leg": {
    term: "图断文; art in the leg",
    says: "A picture stands at the head of its columns, not in the middle or at the foot of the text.",
    cure: "put the picture under the head",
    check: pictureInLeg,
  },
};

export type Weight = "off" | "warn" | "error";
export const PROFILE_NAMES = ["zh-modular", "zh-interlock", "ja-tate", "en-modular"] as const;
export type ProfileName = (typeof PROFILE_NAMES)[number];
export type Profile = Readonly<Record<RuleId, Weight>>;

const ZH_MODULAR: Profile = {
  "head-orphan": "error",
  "heads-butt": "error",
  "head-stack": "warn",
  "head-order": "warn",
  "under-head": "warn",
  "page-cut": "warn",
  "gap-through": "error",
  rect: "off",
  hole: "error",
  leap: "warn",
  "cry-apart": "off",
  "leg-length": "warn",
  grey: "warn",
  dominant: "warn",
  "art-in-leg": "off",
};

export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  "zh-modular": ZH_MODULAR,
  // Stories interlock on purpose: seams are faults, shapes are not.
  "zh-interlock": { ...ZH_MODULAR, "page-cut": "error", "under-head": "off" },
  "ja-tate": { ...ZH_MODULAR, "page-cut": "error", "under-head": "off", "cry-apart": "warn", leap: "error" },
  // Rectangles make seams unavoidable.
  "en-modular": {
    ...ZH_MODULAR,
    "page-cut": "off",
    "gap-through": "warn",
    rect: "error",
    "under-head": "error",
    "head-order": "error",
    "art-in-leg": "warn",
  },
};
