/** Lines as they came out: gaps that gape, figures parted from their units, characters alone on a line. */
import { around, sharedArea, type Rect } from "../base/geometry.js";
import type { Len } from "../base/length.js";
import { SEEN_GAP } from "../base/seen-gap.js";
import type { Area, GlyphRun, Role, SceneItem, ScenePage } from "../scene/list.js";
import type { Fault } from "./painted.js";
import { DROP_CAP, endOf, HEADS, type Line, lineRect, linesOf, startOf, verticalHeadLines } from "./set-lines.js";
import type { TypedLines } from "./typed-lines.js";

/** Rounding of justified lines, in em. */
const SLACK = 0.015;
/** A space between words of a stretched line that is wider than this many em gapes. */
const WIDEST_SPACE = 1;
/** A character alone on a line has no more marks beside it. */
const MOST_ALONE = 4;
/** Characters that a message quotes of a line. */
const QUOTED = 14;

/** Verse keeps its own lines; quotes and captions are ragged or centred as often as not. */
const JUSTIFIED: ReadonlySet<Role> = new Set(["body", "dateline", "list", "note", "caption"]);

/** `mostGap`: the widest gap between two Han characters of a line, in em; `typed`: lines that the editor began. */
export function lineFaults({ items, areas }: ScenePage, mostGap: number, typed: TypedLines): readonly Fault[] {
  const runs = items.filter((item) => item.kind === "glyphs");
  const lines = linesOf(runs);
  const filled = fillersOf(items);
  const legs = areas.filter(({ kind }) => kind === "leg");
  return [
    ...lines.flatMap((line) => gapFaults(line, mostGap, filled)),
    ...lines.flatMap((line, index) => unitParted(line, lines[index + 1])),
    ...lines.flatMap((_, index) => loneInText(lines, index, legs, typed)),
    ...loneInHeads(lines, typed),
    ...loneInHeads(verticalHeadLines(runs), typed),
    ...partedInTables(lines),
    ...subheadsAlone(lines),
  ];
}

/** What fills the white between two characters: the sides of frames, and readings wider than what they stand over. */
function fillersOf(items: readonly SceneItem[]): readonly Rect[] {
  return items.flatMap((item): readonly Rect[] => {
    if (item.kind === "frame" && item.role === "mark") {
      const { x, y, width, height } = item.rect;
      return [x, x + width].map((side) => ({ x: side - item.thickness, y, width: 2 * item.thickness, height }));
    }
    if (item.kind !== "glyphs" || item.role !== "ruby") return [];
    return [{ x: startOf(item), y: item.y - item.size, width: endOf(item) - startOf(item), height: item.size }];
  });
}

/** The widest gap of a line, in em, and the text before it. */
interface Gap {
  readonly em: number;
  readonly after: string;
  readonly isSpace: boolean;
}

/** `least`: narrower gaps do not count. This runs over every glyph of a page. */
function widestGap({ role, runs }: Line, least: number, filled: readonly Rect[]): Gap | undefined {
  let found: { readonly em: number; readonly run: number; readonly glyph: number } | undefined;
  let [before, x, size, tracked] = ["", 0, 1, 0];
  for (let run = 0; run < runs.length; run += 1) {
    const { texts, offsets, x: origin, y, size: own, tracking = 0 } = runs[run] as GlyphRun;
    for (let glyph = 0; glyph < texts.length; glyph += 1) {
      const text = texts[glyph] as string;
      const here = origin + (offsets[glyph] as Len);
      // The white after a list's marker is its own.
      const isMarker = role === "list" && run === 1 && glyph === 0;
      const em = isMarker ? 0 : gapBetween(before, text, here - x - tracked, size, own);
      if (
        em > (found?.em ?? least) &&
        !isFilled(filled, { x: x + size, y: y - 1.1 * own, width: here - x - size, height: own / 2 })
      )
        found = { em, run, glyph };
      // What the style asks for between characters is no fault of the line.
      [before, x, size, tracked] = [text, here, own, tracking];
    }
  }
  if (found === undefined) return undefined;
  const { em, run: last, glyph } = found;
  const after = runs.slice(0, last + 1).flatMap(({ texts }, at) => (at === last ? texts.slice(0, glyph) : texts));
  return { em, after: after.join("").trim(), isSpace: after.at(-1) === " " };
}

/** `place`: the upper half of the gap. */
function isFilled(filled: readonly Rect[], place: Rect): boolean {
  return filled.some((rect) => sharedArea(rect, place) > 0);
}

function gapFaults(line: Line, mostGap: number, filled: readonly Rect[]): readonly Fault[] {
  if (!JUSTIFIED.has(line.role)) return [];
  const gap = widestGap(line, mostGap + SLACK, filled);
  if (gap === undefined) return [];
  const { em, after, isSpace } = gap;
  const message = isSpace
    ? `the line “${quote(line.text)}” has a space of ${(em + WIDEST_SPACE).toFixed(2)} em after “${quote(after.split(" ").at(-1) ?? "", true)}”`
    : `the line “${quote(line.text)}” has a gap of ${em.toFixed(2)} em after “${after.slice(-1)}”; at most ${mostGap} are allowed`;
  return [
    fault(
      line,
      isSpace || em > SEEN_GAP + SLACK ? "error" : "warning",
      "loose-line",
      message,
      "add or cut a few characters of the paragraph, or let it stand in wider columns",
    ),
  ];
}

/** Between two Han characters in em; of a typed space, what exceeds the widest space less the widest gap; else 0. */
function gapBetween(before: string, here: string, distance: Len, size: Len, own: Len): number {
  if (before === " ") return Math.max(0, distance / own - WIDEST_SPACE);
  return isHan(before) && isHan(here) ? (distance - size) / own : 0;
}

/** Units that never leave their figure, and those that may where the line would gape (GB/T 15834; CLREQ 3.1.3). */
const FAST_UNIT =
  /^(?:[%‰％℃℉°㎀-㏟㏠]|(?:[kKMGTmcdμµn]?(?:Hz|W|V|A|g|m|L|l|B|b|Pa|J|N|s|bit)|km\/h|kWh|mAh|ppm|rpm|dpi)(?![A-Za-z]))/u;
const FIGURE_END = /[0-9０-９]\s*$/u;

function unitParted(line: Line, next: Line | undefined): readonly Fault[] {
  if (next === undefined || next.article !== line.article || next.pointer !== line.lastPointer) return [];
  if (line.role === "table" || HEADS.has(line.role)) return [];
  if (!FIGURE_END.test(line.text) || !FAST_UNIT.test(next.text)) return [];
  const message = `the figure at the end of “${quote(line.text, true)}” is parted from its unit “${quote(next.text)}”`;
  return [fault(line, "warning", "parted-figure", message, "add or cut a few characters before it")];
}

/** A line of one character that is not its paragraph's last. Where the editor typed it so, it is his. */
function loneInText(lines: readonly Line[], index: number, legs: readonly Area[], typed: TypedLines): readonly Fault[] {
  const [line, next] = [lines[index] as Line, lines[index + 1]];
  if (!isLone(line) || next === undefined || next.article !== line.article) return [];
  if (line.size >= DROP_CAP * next.size || lettersOf(next.text).length === 0) return [];
  const isTyped = typed.goesOn(next.runs);
  if (!isTyped && (next.pointer !== line.lastPointer || beginsParagraph(next, legs))) return [];
  if (isTyped && (typed.begins(line.runs) || beginsParagraph(line, legs))) return [typedAlone(line, "lone-character")];
  const message = `“${quote(line.text)}” stands alone on a line in the middle of its paragraph`;
  const hint = isTyped
    ? "add or cut a few characters before it, or take out the line end after it"
    : "part the long word or number after it";
  return [fault(line, "error", "lone-character", message, hint)];
}

function typedAlone(line: Line, code: "lone-character" | "lone-in-head"): Fault {
  const where = HEADS.has(line.role) ? ` in the ${line.role}` : "";
  const message = `“${quote(line.text)}” is typed as a line of its own${where}`;
  // The marker of a list is no text of its item.
  const own = { ...line, pointer: line.lastPointer };
  return fault(own, "warning", code, message, "type it with the line beside it, if it need not stand alone");
}

/** One text of the edition may hold several paragraphs: the first line of each is indented in its leg. */
function beginsParagraph({ role, article, size, runs }: Line, legs: readonly Area[]): boolean {
  const [first] = runs;
  if (role !== "body" || first === undefined) return false;
  const [x, y] = [startOf(first), first.y];
  const leg = legs.find(
    ({ article: own, rect }) =>
      own === article && x >= rect.x && x < rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height,
  );
  return leg !== undefined && x - leg.rect.x > size / 2;
}

function isLone({ role, text }: Line): boolean {
  return text.length <= MOST_ALONE && JUSTIFIED.has(role) && lettersOf(text).length === 1;
}

/** 背题: a subhead at the foot of a column, its text in the next one. */
function subheadsAlone(lines: readonly Line[]): readonly Fault[] {
  return lines.flatMap((line, index) => {
    if (line.role !== "subhead") return [];
    const next = lines[index + 1];
    const isLast = next === undefined || next.article !== line.article;
    if (!isLast && (next.runs[0]?.y ?? 0) > (line.runs[0]?.y ?? 0)) return [];
    const [where, mend] = isLast
      ? ["has no text under it", "add text after it, or take it out"]
      : ["stands alone at the foot of its column", "cut a line before it, or add one"];
    return [fault(line, "error", "subhead-alone", `the subhead “${quote(line.text)}” ${where}`, mend)];
  });
}

/** Figures that break within their cell, told once a table. */
function partedInTables(lines: readonly Line[]): readonly Fault[] {
  const tables = new Map<string, { readonly parted: string[]; readonly rects: Rect[]; readonly first: Line }>();
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    if (line.role !== "table" || next?.pointer !== line.lastPointer) return;
    if (!FIGURE_END.test(line.text) || !/^[0-9０-９.,%％]/u.test(next.text)) return;
    const key = line.pointer.replace(/\/rows\/.*$/u, "");
    const table = tables.get(key) ?? { parted: [], rects: [], first: line };
    tables.set(key, table);
    table.parted.push(`${line.text}|${next.text}`);
    table.rects.push(lineRect(line.runs), lineRect(next.runs));
  });
  return [...tables.values()].map(({ parted, rects, first }) => {
    const message = `${parted.length} ${parted.length === 1 ? "figure" : "figures"} of the table are parted: ${parted.slice(0, 4).join(", ")}${parted.length > 4 ? " …" : ""}`;
    const hint = "give its columns a larger `width`, or set it over more columns";
    return { ...fault(first, "error", "parted-figure", message, hint), box: around(rects) };
  });
}

/** A line of one character in a head. Where the editor typed it so, it is his, and he may not have seen it stand alone. */
function loneInHeads(lines: readonly Line[], typed: TypedLines): readonly Fault[] {
  return lines.flatMap((line, index) => {
    if (!HEADS.has(line.role) || lettersOf(line.text).length !== 1) return [];
    const [before, after] = [lines[index - 1], lines[index + 1]].map((other) =>
      other !== undefined && isOfOneHead(line, other) ? other : undefined,
    );
    if (before === undefined && after === undefined) return [];
    const isTyped =
      (before === undefined || typed.begins(line.runs)) && (after === undefined || typed.begins(after.runs));
    if (isTyped) return [typedAlone(line, "lone-in-head")];
    const message = `“${quote(line.text)}” stands alone on a line of the ${line.role}`;
    return [fault(line, "error", "lone-in-head", message, CURES[line.role] ?? "change its words")];
  });
}

/** What mends a head that parts badly, where more than its words may be changed. */
const CURES: Readonly<Partial<Record<Role, string>>> = {
  headline: "type the lines of the headline one by one, or change its words",
  subhead: "end its lines where they are to end, with \\n, or change its words",
};

/** Lines of a headline may be texts of their own: `/headline/0`, `/headline/1`. */
function isOfOneHead(a: Line, b: Line): boolean {
  const whole = (pointer: string): string => pointer.replace(/(\/headline)\/\d+$/u, "$1");
  return a.role === b.role && a.article === b.article && whole(a.pointer) === whole(b.pointer);
}

function fault(line: Line, severity: Fault["severity"], code: string, message: string, hint: string): Fault {
  const { runs, article, pointer } = line;
  const box = lineRect(runs);
  return { severity, code, message, hint, box, article, pointer: pointer === "" ? undefined : pointer };
}

export function quote(text: string, end = false): string {
  const all = [...text];
  if (all.length <= QUOTED) return text;
  return end ? `…${all.slice(-QUOTED).join("")}` : `${all.slice(0, QUOTED).join("")}…`;
}

function lettersOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]/gu) ?? [];
}

/** Han characters of the basic plane. */
function isHan(text: string): boolean {
  const unit = text.charCodeAt(0);
  return text.length === 1 && ((unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xf900 && unit <= 0xfaff));
}
