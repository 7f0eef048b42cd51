/** The edition's own text with the make-up that was found written into it; all else in the file stays as it is. */
import { applyEdits, modify } from "jsonc-parser";
import { type Edition, isPlaced, type PlacedFixed } from "../edition/model.js";
import { numbered } from "../edition/page-number.js";
import { withoutMark } from "./json-text.js";
import type { PlacedStory } from "../page/place-stories.js";

/** Stands for the layout while the JSON editor puts it in its place; no text of a newspaper looks like it. */
const MARK = "\u0001banxin-layout\u0001";

/** Places that the editor fixed stay as they are written; the others are added. */
export function withExplicitLayout(
  text: string,
  edition: Edition,
  placed: ReadonlyMap<number, readonly PlacedStory[]>,
  /** Rows of pages that were set in others than their template's. */
  easedRows: ReadonlyMap<number, number> = new Map(),
  /** Advertisements with the places that were found for them. */
  ads: ReadonlyMap<number, readonly PlacedFixed[]> = new Map(),
): string {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol };
  let result = withoutMark(text);
  for (const [index, { page, number }] of numbered(edition).entries()) {
    for (const { kind, pointer, area } of ads.get(number) ?? []) {
      if (page.fixed.some((given) => given.pointer === pointer && isPlaced(given))) continue;
      const path = ["pages", index, kind === "ad" ? "ads" : "notices", Number(pointer.split("/").at(-1))];
      for (const key of ["columns", "rows"] as const)
        result = applyEdits(result, modify(result, [...path, key], area[key], { formattingOptions }));
    }
    const stories = placed.get(number);
    if (stories === undefined || stories.length === 0) continue;
    const rows = easedRows.get(number);
    if (rows !== undefined)
      result = applyEdits(result, modify(result, ["pages", index, "rows"], rows, { formattingOptions }));
    const { layout } = page;
    if (layout !== undefined) {
      for (const story of stories) {
        const at = layout.findIndex(({ article }) => article === story.article);
        if (at >= 0 && layout[at]?.free !== true) continue;
        const path = ["pages", index, "layout", at];
        const options = { formattingOptions, isArrayInsertion: at < 0 };
        result = applyEdits(result, modify(result, path, JSON.parse(placement(story)), options));
      }
      continue;
    }
    const edits = modify(result, ["pages", index, "layout"], MARK, { formattingOptions });
    result = putLayout(applyEdits(result, edits), stories, eol);
  }
  return result;
}

/** One story a line, as a person would write it: the JSON editor would give every number a line of its own. */
function putLayout(text: string, stories: readonly PlacedStory[], eol: string): string {
  const mark = JSON.stringify(MARK);
  const at = text.indexOf(mark);
  if (at < 0) throw new Error("the layout found no place in the edition's text");
  const indent = /^[ \t]*/u.exec(text.slice(text.lastIndexOf("\n", at) + 1, at))?.[0] ?? "";
  const lines = stories.map((story) => `${indent}  ${placement(story)}`);
  const layout = ["[", lines.join(`,${eol}`), `${indent}]`].join(eol);
  return text.slice(0, at) + layout + text.slice(at + mark.length);
}

/** An edition counts from 1, both ends included. */
function placement({ article, cells, without, setIn, pins = {} }: PlacedStory): string {
  const { legs, head, photos } = pins;
  const parts = [
    `"article": ${JSON.stringify(article)}`,
    legs === undefined ? ends(cells) : listed("legs", legs),
    ...(without === undefined ? [] : [listed("without", without)]),
    ...(head === undefined ? [] : [`"head": { ${ends(head)} }`]),
    ...(photos === undefined ? [] : [listed("photos", photos)]),
    ...(setIn === undefined ? [] : [`"setIn": ${setIn}`]),
  ];
  return `{ ${parts.join(", ")} }`;
}

function listed(key: string, all: readonly PlacedStory["cells"][]): string {
  return `"${key}": [${all.map((part) => `{ ${ends(part)} }`).join(", ")}]`;
}

function ends({ column, columns, row, rows }: PlacedStory["cells"]): string {
  return `"columns": [${column + 1}, ${column + columns}], "rows": [${row + 1}, ${row + rows}]`;
}
