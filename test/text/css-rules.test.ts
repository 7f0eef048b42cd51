/**
 * CSS Text 3 `line-break`, CSS Text 4 `text-spacing-trim` and UTR #59, over their whole character lists and all languages: what
 * the fixtures show of them by example.
 */
import { describe, expect, it } from "vitest";
import type { Language } from "../../src/text/line-break-rule.js";
import { lineBreakOpportunities } from "../../src/text/opportunities.js";
import { autospaceGaps, punctuationAdjustments } from "../../src/text/spacing.js";

const LANGUAGES: readonly Language[] = ["zh-Hans", "zh-Hant", "ja", "ko", "en"];
const isChineseOrJapanese = (language: Language): boolean => language.startsWith("zh") || language === "ja";
type Strictness = "loose" | "normal" | "strict";
const STRICTNESS: readonly Strictness[] = ["loose", "normal", "strict"];

/** https://www.w3.org/TR/css-text-3/#line-break-property: breaks before these characters, by strictness and language. */
const BEFORE: readonly (readonly [
  name: string,
  characters: string,
  allowed: (strictness: Strictness, language: Language) => boolean,
])[] = [
  [
    "small kana and the prolonged sound mark (CJ)",
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰ",
    (strictness) => strictness !== "strict",
  ],
  [
    "hyphens and waves",
    "\u2010\u2013\u301c\u30a0",
    (strictness, language) => strictness !== "strict" && isChineseOrJapanese(language),
  ],
  ["iteration marks", "々〻ゝゞヽヾ", (strictness) => strictness === "loose"],
  ["inseparable characters (IN)", "\u2024\u2025\u2026\u22ef\ufe19\u{10af6}", (strictness) => strictness === "loose"],
  [
    "centred punctuation",
    "・：；･‼⁇⁈⁉！？",
    (strictness, language) => strictness === "loose" && isChineseOrJapanese(language),
  ],
  [
    "suffixes (PO, wide or ambiguous)",
    "°‰′″‵℃℉﹪％￠",
    (strictness, language) => strictness === "loose" && isChineseOrJapanese(language),
  ],
];

describe.each(STRICTNESS)("line-break: %s", (strictness) => {
  it.each(BEFORE)("before %s", (_name, characters, allowed) => {
    for (const language of LANGUAGES) {
      const broken = [...characters].filter((character) =>
        lineBreakOpportunities(`文文文文文文${character}字字`, { language, rule: `css-${strictness}` }).includes(6),
      );
      expect(broken.join("")).toBe(allowed(strictness, language) ? characters : "");
    }
  });

  it("after prefixes (PR, wide or ambiguous)", () => {
    const prefixes = "¤¥±€№﹩＄￡￥￦";
    for (const language of LANGUAGES) {
      const broken = [...prefixes].filter((character) =>
        lineBreakOpportunities(`文文${character}字字`, { language, rule: `css-${strictness}` }).includes(3),
      );
      expect(broken.join("")).toBe(strictness === "loose" && isChineseOrJapanese(language) ? prefixes : "");
    }
  });
});

describe("brackets and closing marks", () => {
  const every = (property: RegExp): readonly string[] =>
    Array.from({ length: 0x1_0000 }, (_, cp) => (cp >= 0xd800 && cp < 0xe000 ? "" : String.fromCodePoint(cp))).filter(
      (character) => property.test(character),
    );
  /** Of the general category, but of other classes in UAX #14: low and reversed quotation marks, ornate brackets. */
  const OTHERS = new Set(["〝", "〞", "〟", "﴾", "﴿", "⹂"]);

  it.each([
    ["opening", /\p{Ps}/u, [2]],
    ["closing", /\p{Pe}/u, [3]],
  ] as const)("%s ones stay with what they enclose at every level that has rules", (_name, property, allowed) => {
    for (const rule of ["uax14", "css-loose", "css-normal", "css-strict", "basic", "gb", "strict"] as const) {
      const wrong = every(property).filter((character) => {
        const found = lineBreakOpportunities(`中中${character}文`, { language: "zh-Hans", rule });
        return (
          !OTHERS.has(character) && found.filter((offset) => offset === 2 || offset === 3).join() !== allowed.join()
        );
      });
      expect(wrong).toEqual([]);
    }
  });
});

describe("text-spacing-trim", () => {
  const OPENING = "“‘（《〈「『【〖〔［｛";
  const CLOSING = "”’）》〉」』】〗〕］｝";
  const DOTS = "、。，．";
  const COLONS = "：；";
  const MIDDLES = "·‧・\u3000";
  const NEVER = "！？—…～文a";
  type Class = "opening" | "closing" | "middle" | "other";

  function classOf(character: string, language: Language): Class {
    if (OPENING.includes(character)) return "opening";
    if (CLOSING.includes(character)) return "closing";
    if (MIDDLES.includes(character)) return "middle";
    if (DOTS.includes(character)) return language === "zh-Hant" ? "middle" : "closing";
    if (COLONS.includes(character)) return language === "zh-Hans" ? "closing" : "middle";
    return "other";
  }

  const MARKS = [...OPENING, ...CLOSING, ...DOTS, ...COLONS, ...MIDDLES, ...NEVER];

  it.each(["zh-Hans", "zh-Hant", "ja"] as const)("squeezes all pairs in %s as the specification says", (language) => {
    const wrong = MARKS.flatMap((first) =>
      MARKS.flatMap((second) => {
        const [a, b] = [classOf(first, language), classOf(second, language)];
        const firstGives = a === "closing" && (b === "closing" || b === "middle");
        const secondGives = b === "opening" && a !== "other";
        const expected = [firstGives ? -0.5 : 0, secondGives ? -0.5 : 0];
        const found = punctuationAdjustments(first + second, { language });
        return found.join() === expected.join() ? [] : [`${first}${second} ${found.join()}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("squeezes between brackets of another width too, those apart", () => {
    expect(punctuationAdjustments("(（）)", { language: "zh-Hans" })).toEqual([0, -0.5, -0.5, 0]);
    expect(punctuationAdjustments("）(", { language: "zh-Hans" })).toEqual([0, 0]);
  });
});

describe("text-autospace", () => {
  /** Of UTR #59's classes: wide, narrow, left to the language, other. */
  const CLASSES = {
    W: "文㐀𠮷あア〆々ー゛ㄅ한ㄱꀀ〇",
    N: "aZ9éßαЖאعกҐªºµ०",
    C: "!#%&,.:;?@\\§¶¡¿※",
    O: "()[]{}<>+-=*/'\"$°±×÷—…“”‘’（）《》、。，！？１Ａ①㈱㎏⼀⺀꒐🙂→■",
  } as const;
  const gap = (text: string, language: Language): boolean => autospaceGaps(text, { language }).includes(true);

  it.each(["zh-Hans", "zh-Hant", "ja", "ko"] as const)(
    "stands between wide and narrow characters in %s",
    (language) => {
      const spaced = (characters: string, beside: string): string =>
        [...characters].filter((c) => gap(`${c}${beside}`, language) && gap(`${beside}${c}`, language)).join("");
      expect(spaced(CLASSES.W, "a")).toBe(CLASSES.W);
      expect(spaced(CLASSES.W, "文")).toBe("");
      expect(spaced(CLASSES.N, "文")).toBe(CLASSES.N);
      expect(spaced(CLASSES.N, "a")).toBe("");
      expect(spaced(CLASSES.C, "文")).toBe(language.startsWith("zh") ? CLASSES.C : "");
      expect(spaced(CLASSES.O, "文") + spaced(CLASSES.O, "a")).toBe("");
    },
  );

  it("takes a combining mark for what it stands on", () => {
    expect(autospaceGaps("文e\u0301文", { language: "zh-Hans" })).toEqual([false, true, false, true]);
    expect(autospaceGaps("か\u3099a", { language: "ja" })).toEqual([false, false, true]);
  });
});
