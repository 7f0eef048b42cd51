/**
 * Characters as text should hold them, whatever program they come from: one character for a letter and its marks, one
 * form of line end, nothing that no text has. Right in every text, so that no switch asks for it.
 */
import { codePointName } from "./source.js";
import type { TextEdit } from "./text-edit.js";

/** What the characters of one text come to: how they change, and what a person should look at. */
export interface CharacterFindings {
  readonly edits: readonly TextEdit[];
  readonly remarks: readonly CharacterRemark[];
}

export interface CharacterRemark {
  readonly offset: number;
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Where a paragraph, and where a line ends, among all characters of the text. */
export const PARAGRAPH = "\u2029";
export const LINE = "\u2028";
/** Stands for a piece that is no text: a break, a space of so many em. A noncharacter that reading an edition refuses. */
export const OPAQUE = "\uFFFE";

/** Conjoining jamo that make a syllable, and a syllable with the one that completes it (Unicode 3.12). */
const JAMO = String.raw`[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]`;
/** Marks on one character beyond these are left out: they are told as a stack, and setting thousands takes long. */
const MOST_MARKS = 64;
const MARKED = String.raw`\P{M}\p{M}+`;
/** Halfwidth kana with a sound mark: no newspaper sets them half an em wide, and the mark belongs to its kana. */
const HALF_KANA = String.raw`[\uff61-\uff9f]*[\uff9e\uff9f][\uff61-\uff9f]*`;
const LINE_END = String.raw`\r\n?|[\v\f\u0085]`;
const LEFTOVER = String.raw`[\0-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff9-\ufffd]|\p{Co}`;
const UNUSUAL = new RegExp(`${LINE_END}|${HALF_KANA}|${JAMO}|${MARKED}|${LEFTOVER}`, "gu");
/** The quick way out for text that has none of it. */
const ANY =
  /(?![\t\n])[\p{Cc}\p{M}\p{Co}\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb\uff9e\uff9f\ufdd0-\ufdef\ufff9-\ufffd]/u;

/** Windows-1252, 80 to 9F: what these bytes stand for in text that was read as Latin-1. 85 is Unicode's next line. */
const WINDOWS_1252 = "€\0‚ƒ„\0†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

export function characterFindings(text: string): CharacterFindings {
  const edits: TextEdit[] = [];
  const remarks: CharacterRemark[] = [];
  if (!ANY.test(text)) return { edits, remarks };
  for (const { 0: before, index: offset } of text.matchAll(UNUSUAL)) {
    if (/^[\uff61-\uff9f]/u.test(before)) {
      for (const edit of fullKana(before, offset)) edits.push(edit);
      continue;
    }
    const remark = remarkOn(before);
    if (remark !== undefined) remarks.push({ ...remark, offset });
    const edit = editOf(before);
    if (edit !== undefined && edit.after !== before) edits.push({ ...edit, offset, before });
  }
  return { edits, remarks };
}

/** A sound mark that its kana cannot take stands beside it. */
function fullKana(run: string, from: number): readonly TextEdit[] {
  return Array.from(
    run.matchAll(/[\uff61-\uff9d][\uff9e\uff9f]?|[\uff9e\uff9f]/gu),
    ({ 0: before, index }): TextEdit => {
      const after = before.normalize("NFKC").replace("\u3099", "\u309b").replace("\u309a", "\u309c");
      return { offset: from + index, before, after, rule: "composed" };
    },
  );
}

function editOf(before: string): Pick<TextEdit, "after" | "rule" | "silent"> | undefined {
  if (/^[\r\u0085]/u.test(before)) return { after: "\n", rule: "breaks", silent: true };
  // What word processors write for a line end inside a paragraph, and for a new page.
  if (before === "\v") return { after: LINE, rule: "breaks", silent: true };
  if (before === "\f") return { after: PARAGRAPH, rule: "breaks", silent: true };
  const code = before.charCodeAt(0);
  if (code >= 0x80 && code < 0xa0) {
    const meant = WINDOWS_1252[code - 0x80] ?? "\0";
    return meant === "\0" ? { after: "", rule: "control" } : { after: meant, rule: "encoding" };
  }
  if (before === "\ufffd" || /^\p{Co}$/u.test(before)) return undefined;
  if (/^[\p{Cc}\ufdd0-\ufdef\ufff9-\ufffc]$/u.test(before)) return { after: "", rule: "control" };
  if (before.length > MOST_MARKS) return { after: composed(before.slice(0, MOST_MARKS)), rule: "control" };
  return { after: composed(before), rule: "composed" };
}

/**
 * NFC (UAX #15) of a character with its marks. Characters that NFC takes for others by themselves stay: a compatibility
 * ideograph is the character that the editor wants.
 */
function composed(text: string): string {
  const base = String.fromCodePoint(text.codePointAt(0) ?? 0);
  return base.normalize("NFC") === base ? text.normalize("NFC") : text;
}

/** Readings and other short texts that keep no offsets. */
export function composedText(text: string): string {
  return text.replaceAll(new RegExp(`${JAMO}|${MARKED}`, "gu"), composed);
}

const FROM_ELSEWHERE = "it usually comes from copying out of another program; look at the place on the page";

function remarkOn(before: string): Omit<CharacterRemark, "offset"> | undefined {
  const name = codePointName(before.codePointAt(0) ?? 0);
  if (before === "\ufffc") {
    return {
      severity: "warning",
      code: "object-replacement",
      message: `something that is no text stood here (${name}), such as a picture or a formula; it was left out`,
      hint: "put it into the edition as what it is, or delete the character",
    };
  }
  if (before === "\ufffd") {
    return {
      severity: "error",
      code: "damaged-text",
      message: `a character was lost before the text came here (${name})`,
      hint: "type the character that belongs here",
    };
  }
  if (/^\p{Co}$/u.test(before)) {
    return {
      severity: "warning",
      code: "private-use",
      message: `${name} is for private use: which character it shows depends on the font`,
      hint: "type the character that is meant; see whether the page shows it",
    };
  }
  const code = before.charCodeAt(0);
  const isMeant = code >= 0x80 && code < 0xa0 && WINDOWS_1252[code - 0x80] !== "\0";
  if (!/^[\p{Cc}\ufdd0-\ufdef\ufff9-\ufffb]$/u.test(before) || /^[\r\v\f\u0085]/u.test(before) || isMeant)
    return undefined;
  return {
    severity: "warning",
    code: "control-character",
    message: `the text holds the control character ${name}; it was left out`,
    hint: FROM_ELSEWHERE,
  };
}
