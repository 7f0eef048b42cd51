/**
 * The rules of house style on one text: which characters should be others. Pure string work; normalise.ts applies it to
 * an edition. The marks follow GB/T 15834; what is not certain is left alone, since a wrong correction is worse in print
 * than a missed one.
 *
 * Every rule looks at the original text only, and takes a mark and its replacement alike, so that applying the edits and
 * looking again finds nothing more.
 */
import type { Language } from "./model.js";
import { quoteEdits } from "./quotes.js";
import type { HouseStyleRule, TextEdit } from "./text-edit.js";
import { CHINESE, LATIN_OR_DIGIT, TextView } from "./text-view.js";

const WIDE: Readonly<Record<string, string>> = {
  ",": "，",
  ".": "。",
  "?": "？",
  "!": "！",
  ":": "：",
  ";": "；",
  "(": "（",
  ")": "）",
};

/** 1. 12. 一. at the head of a paragraph number it. */
const NUMBERED_ITEM = /(?:^|\n)[ \u3000]*(?:\d{1,3}|[一二三四五六七八九十]{1,3})$/u;

/** What is written with a full stop though no sentence ends there: No. Vol. Mr. and single letters; 5G is a word. */
const ABBREVIATION =
  /(?:^|[^\p{Script=Latin}\p{Nd}])(?:\p{Script=Latin}|No|Nos|Vol|Fig|Mr|Mrs|Ms|Dr|St|Prof|vs|Inc|Co|Ltd|Corp|etc|pp|al)$/iu;
/** A figure that may number what follows it: 有两点：1.渡口. One with decimals or of three figures does not. */
const MAYBE_ITEM = /(?<!\d[.,]?)\d{1,2}$/u;
/** A word that begins a sentence, and endings of names of files and sites, which may be in capitals too: 地图.PDF. */
const BEGINS_SENTENCE = /^[A-Z][A-Za-z\d]*/u;
const ENDING =
  /^(?:pdf|docx?|xlsx?|pptx?|txt|jpe?g|png|gif|svg|tiff?|psd|mp[34]|avi|mov|wav|zip|rar|exe|apk|csv|html?|xml|json|com|cn|net|org|gov|edu|info)$/iu;
const LONGEST_WORD = 40;
/** Japanese writes 、 where Chinese has ，, Korean keeps ASCII, and English pages keep their own marks beside Chinese names. */
const WIDTH_LANGUAGES: ReadonlySet<Language> = new Set<Language>(["zh-Hans", "zh-Hant"]);
/** Languages in which —— is the dash and …… the ellipsis (GB/T 15834 4.11, 4.12), whatever was typed. */
const CHINESE_LANGUAGES: ReadonlySet<Language> = WIDTH_LANGUAGES;
/** Japanese quotes with 「」; a straight quote there is too rare to guess about. */
const QUOTE_LANGUAGES: ReadonlySet<Language> = new Set<Language>(["zh-Hans", "zh-Hant", "ko", "en"]);

export interface HouseStyle {
  readonly edits: readonly TextEdit[];
  /** By kind, offsets of what nobody but a person can tell. */
  readonly doubts: Readonly<Record<Doubt, readonly number[]>>;
}

/** Straight quotation marks that may open or close; two hyphens that may be a hyphen, a range or a dash. */
export type Doubt = "quotes" | "hyphens";

export function houseStyleEdits(text: string, language: Language, rules: ReadonlySet<HouseStyleRule>): HouseStyle {
  // The quick way out for text that is already clean, which in a newsroom is most of it.
  if (!/[,.?!:;()"'-]|。。。|．．．|[…\u2015\u2500－]|[\u2E80-\u2EF3\u2F00-\u2FD5]/u.test(text))
    return { edits: [], doubts: { quotes: [], hyphens: [] } };
  const view = new TextView(text);
  const hasQuotes = rules.has("quotes") && QUOTE_LANGUAGES.has(language);
  const quotes = hasQuotes ? quoteEdits(view) : { edits: [], doubts: [] };
  const dashes = rules.has("dash") ? dashEdits(view, language) : [];
  const edits = [
    rules.has("radicals") ? radicalEdits(text, language) : [],
    rules.has("ellipsis") ? ellipsisEdits(view, language) : [],
    dashes,
    quotes.edits,
    rules.has("width") && WIDTH_LANGUAGES.has(language) ? widthEdits(view) : [],
  ];
  const hyphens = rules.has("dash") ? unclearHyphens(view, dashes) : [];
  return { edits: edits.flat().toSorted((a, b) => a.offset - b.offset), doubts: { quotes: quotes.doubts, hyphens } };
}

/** Three stops or more; in Chinese also three full-width ones, and one sign … where two make the mark (GB/T 15834 4.11). */
function ellipsisEdits(view: TextView, language: Language): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { 0: before, index: offset } of view.text.matchAll(/[.。．]{3,}|…+/gu)) {
    if (view.isProtected(offset) || language === "en") continue;
    const wanted = before.startsWith("…")
      ? CHINESE_LANGUAGES.has(language) && before.length % 2 === 1 && view.besideHan(offset, offset + before.length)
      : /[。．]/u.test(before) ||
        view.besideHan(offset, offset + before.length) ||
        view.endsChinese(offset, offset + before.length);
    if (wanted) edits.push({ offset, before, after: "……", rule: "ellipsis" });
  }
  return edits;
}

/** 9:00--18:00, 3%--5%, 3元--5元; not what JOINED has, nor codes. */
const FIGURE = String.raw`\d{1,6}(?:[.,:：]\d{1,3})*(?!\d)`;
const UNIT = String.raw`[%‰℃]|\p{Script=Han}{1,2}`;
const RANGE = new RegExp(
  String.raw`(?<![\p{Script=Latin}\d.,:：-])(?!0\d\d)${FIGURE}(?:(?<unit>${UNIT})(?<with>-{2,3})(?=${FIGURE}\k<unit>)|(?<plain>-{2,3})(?=${FIGURE}(?![-\p{Script=Latin}])))`,
  "gu",
);

/** 0571--81234567, 2026--11--29, 400--820--8820: an area code and its number, or three figures and more, joined in one way. */
const JOINED = new RegExp(
  String.raw`(?<![\p{Script=Latin}\d.,:：-])(?:0\d{2,3}-{2,3}\d{3,8}|\d{1,11}(?:-{2,3}\d{1,11}){2,8})(?![\p{Script=Latin}\d-]|[.,:：]\d)`,
  "gu",
);
/** Two hyphens from one word or figure to another. */
const HYPHENS = /(?<=[\p{L}\p{N}%‰℃])(?: -{2,3} |-{2,3})(?=[\p{L}\p{N}])/gu;

/** Hyphens; in Chinese also pairs of what looks like a dash: lines of boxes, full-width hyphens, bars (GB/T 15834 4.10). */
function dashEdits(view: TextView, language: Language): TextEdit[] {
  const edits = language === "en" ? [] : joinedEdits(view);
  if (CHINESE_LANGUAGES.has(language)) edits.push(...rangeEdits(view));
  const ranges = new Set(edits.map(({ offset }) => offset));
  for (const { 0: before, index: offset } of view.text.matchAll(/(?<!-)-{2,3}(?!-)|\u2500{2,}|－{2,}|\u2015{1,2}/gu)) {
    if (view.isProtected(offset) || language === "en") continue;
    if (!before.startsWith("-") && !CHINESE_LANGUAGES.has(language)) continue;
    if (ranges.has(offset) || !view.besideHan(offset, offset + before.length)) continue;
    edits.push({ offset, before, after: "——", rule: "dash" });
  }
  return edits;
}

/** Two hyphens from one figure to another are the sign of a range (GB/T 15834 4.13). */
function rangeEdits(view: TextView): TextEdit[] {
  return [...view.text.matchAll(RANGE)].flatMap(({ 0: found, index, groups }): TextEdit[] => {
    const before = groups?.["with"] ?? groups?.["plain"] ?? "";
    const offset = index + found.length - before.length;
    return view.isProtected(offset) ? [] : [{ offset, before, after: "—", rule: "dash" }];
  });
}

/** What joins the figures of one number or date is one hyphen. */
function joinedEdits(view: TextView): TextEdit[] {
  return [...view.text.matchAll(JOINED)].flatMap(({ 0: found, index }) =>
    [...found.matchAll(/-+/gu)].flatMap(({ 0: before, index: at }): TextEdit[] =>
      view.isProtected(index + at) ? [] : [{ offset: index + at, before, after: "-", rule: "dash" }],
    ),
  );
}

function unclearHyphens(view: TextView, edits: readonly TextEdit[]): readonly number[] {
  const mended = new Set(edits.map(({ offset }) => offset));
  return [...view.text.matchAll(HYPHENS)].flatMap(({ 0: found, index }) => {
    const offset = index + found.indexOf("-");
    return mended.has(offset) || view.isProtected(offset) ? [] : [offset];
  });
}

function widthEdits(view: TextView): TextEdit[] {
  const edits: TextEdit[] = [];
  const brackets = bracketPairs(view.text);
  for (let offset = 0; offset < view.text.length; offset += 1) {
    const before = view.text[offset] ?? "";
    const after = WIDE[before];
    if (after === undefined || view.isProtected(offset)) continue;
    const bracket = before === "(" || before === ")";
    if (bracket ? bracketIsWide(view, offset, brackets) : markIsWide(view, offset, before)) {
      edits.push({ offset, before, after, rule: "width" });
    }
  }
  return edits;
}

function markIsWide(view: TextView, offset: number, mark: string): boolean {
  const left = view.before(offset);
  const right = view.after(offset + 1);
  // 1,111.1 12:30 Node.js 3:2
  if (LATIN_OR_DIGIT.test(left) && LATIN_OR_DIGIT.test(right)) return false;
  if (mark !== ".") return view.besideHan(offset, offset + 1) || view.endsChinese(offset, offset + 1);
  // Two stops are neither a full stop nor an ellipsis: which was meant is not for a machine to say.
  if (/^[.。]$/u.test(left) || /^[.。]$/u.test(right)) return false;
  if (LATIN_OR_DIGIT.test(right) && !beginsSentence(view, offset)) return false;
  if (NUMBERED_ITEM.test(view.text.slice(Math.max(0, offset - 8), offset))) return false;
  if (CHINESE.test(view.leftOf(offset))) return true;
  // 增长3%. 他用的是iPad. — but No.3 and a number that may count what follows it stay.
  if (!view.endsChinese(offset, offset + 1) || ABBREVIATION.test(view.text.slice(Math.max(0, offset - 8), offset)))
    return false;
  return !MAYBE_ITEM.test(view.text.slice(Math.max(0, offset - 8), offset)) || view.isLast(offset);
}

/** Whether a stop between Han and Latin ends a sentence: 他说好.AI来了, but 地图.pdf. */
function beginsSentence(view: TextView, offset: number): boolean {
  if (!CHINESE.test(view.before(offset))) return false;
  const [word] = BEGINS_SENTENCE.exec(view.text.slice(offset + 1, offset + 1 + LONGEST_WORD)) ?? [];
  return word !== undefined && !ENDING.test(word);
}

/** Both brackets of a pair are of one width. */
function bracketIsWide(view: TextView, offset: number, pairs: ReadonlyMap<number, number>): boolean {
  const partner = pairs.get(offset);
  if (partner === undefined) return view.besideHan(offset, offset + 1);
  const [from, to] = offset < partner ? [offset, partner] : [partner, offset];
  if (view.isProtected(partner)) return false;
  if (view.text[from] === "（" || view.text[to] === "）") return true;
  // f(x), H(2), Nature(2024): a bracket that belongs to the Latin word before it.
  if (LATIN_OR_DIGIT.test(view.before(from)) && !view.hasHan(from + 1, to)) return false;
  return view.besideHan(from, from + 1) || view.besideHan(to, to + 1);
}

function bracketPairs(text: string): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (let offset = 0; offset < text.length; offset += 1) {
    const unit = text[offset];
    if (unit === "(" || unit === "（") open.push(offset);
    else if (unit === ")" || unit === "）") {
      const from = open.pop();
      if (from === undefined) continue;
      pairs.set(from, offset);
      pairs.set(offset, from);
    }
  }
  return pairs;
}

/** Radicals of the CJK Radicals Supplement and their ideographs; data of Unicode's EquivalentUnifiedIdeograph.txt. */
const SUPPLEMENT =
  "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕𫜹⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗" +
  "⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风" +
  "⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";
const RADICALS: ReadonlyMap<string, string> = supplementTable();

function supplementTable(): Map<string, string> {
  const characters = Array.from(SUPPLEMENT);
  const table = new Map<string, string>();
  for (let index = 0; index + 1 < characters.length; index += 2) {
    table.set(characters[index] ?? "", characters[index + 1] ?? "");
  }
  return table;
}

/** Text copied out of PDF files has ⽬ for 目: the same shape, another character that no font and no search expects. */
function radicalEdits(text: string, language: Language): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const match of text.matchAll(/[\u2E80-\u2EF3\u2F00-\u2FD5]/gu)) {
    const before = match[0];
    // Unicode takes ⼾ for the traditional 戶; in a simplified text it was 户.
    const simplifiedDoor = before === "\u2F3E" && language === "zh-Hans";
    const after = simplifiedDoor ? "户" : (RADICALS.get(before) ?? before.normalize("NFKC"));
    if (after !== before) edits.push({ offset: match.index, before, after, rule: "radicals" });
  }
  return edits;
}
