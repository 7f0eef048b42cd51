/** What reading the copy changed and found, as findings of the pages on which the texts stand. */
import type { Edition } from "../edition/model.js";
import { numbered, type NumberedPage } from "../edition/page-number.js";
import { isHouseStyle, type TextChange, type TextRemark } from "../edition/text-edit.js";
import type { Finding } from "../scene/list.js";
import { relatedStories } from "./leftover.js";

/** Characters that a change shows by their numbers: white, and what is seen nowhere. */
const UNSEEN = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Co}\p{Cn}\ufffc\ufffd]/gu;
/** Longer texts are told by their beginning. */
const MOST_SHOWN = 24;
/** The places of so many alike changes are given one by one. */
const MOST_OFFSETS = 20;
/** Where house style changes more than this, alike changes of one text are told as one, too. */
const MOST_TOLD_APART = 5_000;
/** So many findings stand at their character, the others at their text: finding a character takes a walk through its text. */
const MOST_PLACED = 500;

interface Composed {
  readonly edition: Edition;
  readonly pages: readonly NumberedPage[];
}

/** Findings for the pages composed; `found` are those that they have already. */
export function copyFindings({ edition, pages }: Composed, found: readonly Finding[]): readonly Finding[] {
  const { changes, remarks } = edition.copy ?? { changes: [], remarks: [] };
  if (changes.length === 0 && remarks.length === 0) return [];
  const pageOf = placer(edition, pages);
  const missing = found.filter(({ code }) => code === "missing-glyph").map(({ message }) => message);
  const told = [
    ...remarks.filter((remark) => !isMissing(remark, missing)),
    ...alike(changes).map((entry) => changeFinding(entry, edition)),
  ];
  return told.flatMap(({ offset, ...finding }, i): Finding[] => {
    const page = pageOf(finding);
    if (page === undefined) return [];
    const at = i < MOST_PLACED ? edition.placeOf(finding.pointer, offset) : edition.placeOf(finding.pointer);
    return [{ page, ...finding, at }];
  });
}

type Told = Omit<Finding, "page" | "at"> & { readonly pointer: string; readonly offset: number };

interface AlikeChanges {
  readonly change: TextChange;
  readonly offsets: readonly number[];
}

/** The changes in their order; those of one text that are alike as one, but each of house style, unless these are very many. */
function alike(changes: readonly TextChange[]): readonly AlikeChanges[] {
  const result: AlikeChanges[] = [];
  const known = new Map<string, number[]>();
  const areMany = changes.length > MOST_TOLD_APART;
  for (const change of changes) {
    const { pointer, rule, before, after, offset } = change;
    const key = `${pointer} ${rule} ${rule === "composed" ? "" : `${before} ${after}`}`;
    const offsets = isHouseStyle(rule) && !areMany ? undefined : known.get(key);
    if (offsets !== undefined) offsets.push(offset);
    else {
      const own = [offset];
      known.set(key, own);
      result.push({ change, offsets: own });
    }
  }
  return result;
}

/** A character for private use that no font has is told by that. */
function isMissing({ code, message }: TextRemark, missing: readonly string[]): boolean {
  const [name] = message.split(" ");
  return code === "private-use" && missing.some((one) => one.includes(`${name} `));
}

/** The page of a text: its own, or the first composed one that holds its story; undefined where none does. */
function placer(edition: Edition, pages: readonly NumberedPage[]) {
  const owner = new Map<string, string>();
  for (const story of edition.articles) {
    for (const { id } of [story, ...relatedStories(story)]) owner.set(id, story.id);
  }
  const own = numbered(edition).map(({ page }) => page.pointer);
  return ({ pointer, article }: { readonly pointer: string; readonly article?: string }): number | undefined => {
    if (article !== undefined) {
      const story = owner.get(article);
      return pages.find(({ page }) => story !== undefined && page.articles.includes(story))?.number;
    }
    const page = own.find((one) => pointer.startsWith(`${one}/`));
    return page === undefined ? pages[0]?.number : pages.find((one) => one.page.pointer === page)?.number;
  };
}

function changeFinding({ change, offsets }: AlikeChanges, edition: Edition): Told {
  const { pointer, offset, before, after, rule, what } = change;
  const { line, column } = edition.placeOf(pointer);
  if (what !== undefined) {
    const message = `${what} was left out (${rule}; line ${line}, column ${column})`;
    return { ...cleaning(change), offset, message };
  }
  const numbers = offsets.slice(0, MOST_OFFSETS).map((one) => one + 1);
  const characters =
    offsets.length === 1
      ? `character ${offset + 1}`
      : `characters ${numbers.join(", ")}${offsets.length > MOST_OFFSETS ? " …" : ""}`;
  const count = offsets.length === 1 ? "" : ` in ${offsets.length} places`;
  return {
    ...cleaning(change),
    offset,
    message: `${describe(before)} was ${outcome(after)}${count} (${rule}; line ${line}, column ${column}, ${characters} of the text)`,
  };
}

function cleaning({
  pointer,
  rule,
  article,
}: TextChange): Pick<Told, "severity" | "code" | "pointer" | "article" | "hint"> {
  return {
    severity: "info",
    code: isHouseStyle(rule) ? "house-style" : "copy-cleaned",
    pointer,
    ...(article === undefined ? {} : { article }),
    hint: hintOf(rule),
  };
}

function outcome(after: string): string {
  if (after === "") return "left out";
  if (after === "\u2029") return "read as the end of a paragraph";
  if (/^[\ufdd1-\ufdd6]$/u.test(after)) return "read as the edge of a style";
  return after === "\u2028" ? "read as the end of a line" : `set as ${describe(after)}`;
}

function describe(text: string): string {
  const shown = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
  const named = shown.replaceAll(UNSEEN, (unit) => {
    const code = unit.codePointAt(0) ?? 0;
    return `‹U+${code.toString(16).toUpperCase().padStart(4, "0")}›`;
  });
  return `“${named}”`;
}

function hintOf(rule: TextChange["rule"]): string {
  if (isHouseStyle(rule)) return "--no-house-style leaves the text as it was typed";
  if (rule === "composed" || rule === "control" || rule === "encoding") return "";
  return "`composition: { cleanCopy: false }` in a template leaves spaces and lines as they were typed";
}
