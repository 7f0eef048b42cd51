/** What line breaking is asked by: a language and a rule. */
export type Language = "zh-Hans" | "zh-Hant" | "ja" | "ko" | "en";
/** CLREQ's levels of prohibition at line start and line end. */
export type KinsokuLevel = "none" | "basic" | "gb" | "strict";
/** CSS Text's `line-break`. */
export type CssRule = "css-loose" | "css-normal" | "css-strict";
export type LineBreakRule = "uax14" | CssRule | KinsokuLevel;
