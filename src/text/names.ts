/**
 * Names of people in datelines, bylines and credits: 记者 石敬之 温岚. They are two to four Han characters between spaces or marks, in
 * running text after the word that says what these people are.
 */
import { NAME_POINTS } from "./foreign-names.js";
import type { Role } from "../scene/list.js";
import { isLongSurname } from "./surnames.js";

const HAN = "\\p{Script=Han}";
const SPACE = "[ \u00a0\u3000]";
/** Texts of names and titles alone. */
const OF_NAMES: ReadonlySet<Role> = new Set(["dateline", "byline", "photo-credit", "credits"]);
/** 爱德华·格林伍德. */
const FOREIGN = `${HAN}{1,8}(?:[${NAME_POINTS}]${HAN}{1,8})+`;
const BETWEEN_SPACES = new RegExp(`(?<!${HAN})(?:${FOREIGN}|${HAN}{2,4})(?!${HAN})`, "gu");
const AFTER_TITLE = new RegExp(
  `(?:记者|通讯员|特派员|评论员|实习生|编辑|责编|编译)(?:(?:${SPACE}+|、)${HAN}{2,4}(?!${HAN}))+`,
  "gu",
);
const MAYBE_NAME = new RegExp(`[者员生辑编译](?:${SPACE}|、)`, "u");

/** UTF-16 offsets inside names of a text in this role. */
export function offsetsInNames(text: string, role: Role): readonly number[] {
  return namesIn(text, role).flatMap(({ from, length }) => Array.from({ length: length - 1 }, (_, i) => from + i + 1));
}

/**
 * Those of them at which a name that has to part leaves one character alone: the last of a given name on the next line, or half a
 * surname of two (夏 | 侯婉宁) on this one. A surname of one character may end a line.
 */
export function strandingOffsets(text: string, role: Role): readonly number[] {
  return namesIn(text, role).flatMap(({ from, length }) => [
    ...(length > 2 ? [from + length - 1] : []),
    ...(length > 3 || isLongSurname(text, from) ? [from + 1] : []),
  ]);
}

interface Name {
  readonly from: number;
  readonly length: number;
}

function namesIn(text: string, role: Role): readonly Name[] {
  const parts = OF_NAMES.has(role)
    ? [{ index: 0, 0: text }]
    : MAYBE_NAME.test(text)
      ? [...text.matchAll(AFTER_TITLE)]
      : [];
  return parts.flatMap(({ index: from, 0: part }) =>
    [...part.matchAll(BETWEEN_SPACES)].map(({ index, 0: name }) => ({ from: from + index, length: name.length })),
  );
}
