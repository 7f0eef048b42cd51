/** What a person should know of how a line was broken: told of the lines that stand on the finished page, once each. */
import { quotable } from "../base/quote.js";
import { around } from "../base/geometry.js";
import { SEEN_GAP } from "../base/seen-gap.js";
import type { Finding, GlyphRun, Role, SceneItem } from "../scene/list.js";
import type { GapGoals } from "../template/resolved.js";
import { GAP_GOALS, type LineFault, type SetLine } from "../text/model.js";
import { looseHint } from "./loose-hints.js";
import type { Remark } from "./remark.js";

/** Top of the em box of CJK faces over the baseline, in em. */
const ASCENT = 0.88;

/** Lines that a message of one cause names beside its first. */
const MOST_LINES = 2;

/** Of a piece as a whole, not of one of its lines. */
const OF_PIECES: ReadonlySet<string> = new Set(["piece-parted", "reading-parted"]);

/** Where a run stands and whose text it shows: the same for the same line, however often it is drawn. */
function placeOf({ source, x, y }: GlyphRun): string {
  return `${source.pointer} ${source.start} ${x} ${y}`;
}

/** The remarks that are about lines of this page, or about no line at all; each once. */
export function remarksOn(items: readonly SceneItem[], remarks: readonly Remark[]): readonly Omit<Finding, "page">[] {
  const shown = new Set(items.flatMap((item) => (item.kind === "glyphs" ? [placeOf(item)] : [])));
  const own = remarks.filter((remark) => remark.shown === undefined || shown.has(remark.shown));
  const distinct = new Map<string, Remark>();
  for (const remark of own) {
    // Words that part in several lines of a text have one cure, and so has a piece that goes over several.
    const place = remark.pointer ?? remark.shown ?? "";
    const once =
      remark.code === "word-parted"
        ? `${remark.code} ${place}`
        : OF_PIECES.has(remark.code)
          ? `${remark.message} ${place}`
          : undefined;
    const key = `${remark.article} ${once ?? `${remark.message} ${remark.shown ?? ""}`}`;
    if (once === undefined || !distinct.has(key)) distinct.set(key, remark);
  }
  return joined([...distinct.values()]).map(({ shown: _shown, cause: _cause, ...finding }) => finding);
}

/** One piece of text that lines do not part gladly may make two of them gape: that is told once, the worst first. */
function joined(remarks: readonly Remark[]): readonly Remark[] {
  const causes = new Map<string, Remark[]>();
  for (const remark of remarks) {
    const { article = "", pointer = "", cause } = remark;
    const key = cause === undefined ? undefined : `${article} ${pointer} ${cause.by}`;
    const own = key === undefined ? undefined : causes.get(key);
    if (own !== undefined) own.push(remark);
    else causes.set(key ?? `${causes.size}`, [remark]);
  }
  return [...causes.values()].flatMap((own) => {
    const first = own.find(({ severity }) => severity === "error") ?? own[0];
    if (first === undefined || own.length === 1) return own;
    const others = own.filter((other) => other !== first);
    const told = others.slice(0, MOST_LINES).map(({ cause, shown }) => {
      const subject = shown === first.shown ? "it also" : `the line "${cause?.line ?? ""}"`;
      return `; ${subject} ${cause?.says ?? ""}`;
    });
    const more = others.length > MOST_LINES ? `; so do ${others.length - MOST_LINES} more lines` : "";
    const message = `${first.message}${told.join("")}${more.replace("do 1 more lines", "does one more line")}`;
    const box = around(own.flatMap((one) => one.box ?? []));
    return [{ ...first, message, ...(box === undefined ? {} : { box }) }];
  });
}

export function lineRemarks(line: SetLine, runs: readonly GlyphRun[], gaps: GapGoals = GAP_GOALS): readonly Remark[] {
  const run = runs.find(({ annotation }) => annotation !== true);
  if (run === undefined) return [];
  const { article, pointer } = run.source;
  const place = {
    ...(article === undefined ? {} : { article }),
    ...(pointer === "" ? {} : { pointer }),
    box: { x: run.x, y: run.y - Math.round(run.size * ASCENT), width: Math.max(1, line.width), height: run.size },
    shown: placeOf(run),
  };
  return (line.faults ?? []).map((fault) => ({
    ...place,
    ...(fault.pointer === undefined ? {} : { pointer: fault.pointer }),
    ...causeOf(fault),
    ...wordingOf(fault, run.role, gaps, pointer),
  }));
}

/** A fault of a line of a vertical head, whose lines are as deep as its place. */
export function verticalFault(fault: LineFault, role: Role, pointer: string): Wording & { readonly pointer?: string } {
  const hint = "cut a few characters, or give the head more rows";
  return { ...wordingOf(fault, role, GAP_GOALS, pointer), hint, ...(pointer === "" ? {} : { pointer }) };
}

const NUMBER_SAYS = {
  digits: "ends between the digits of a number",
  groups: "ends inside a long number",
  unit: "ends between a number and its unit",
} as const;

function causeOf({ kind, gap = 0, piece, text, apart = "unit" }: LineFault): Pick<Remark, "cause"> {
  if (piece === undefined) return {};
  const says = {
    loose: `has gaps of ${over(gap)} em`,
    short: `leaves ${gap.toFixed(1)} em of its column white`,
    lone: "holds one character alone",
    number: NUMBER_SAYS[apart],
    letters: "ends inside a word, at no syllable of it",
  }[kind as "loose" | "short" | "lone" | "number" | "letters"];
  return { cause: { by: `${piece.start} ${piece.text}`, line: quotable(text), says } };
}

/** What of a head a line's end may part. */
const PARTED = { word: "a word", number: "a number", term: "a short term in marks" } as const;

type Wording = Pick<Remark, "severity" | "code" | "message" | "hint">;

function wordingOf(fault: LineFault, role: Role, { most }: GapGoals, pointer: string): Wording {
  const text = quotable(fault.text);
  const name = nameOf(role, pointer);
  const hint = looseHint(fault.piece, fault.text, pointer);
  switch (fault.kind) {
    case "loose":
      return {
        severity: isSeen(fault, most) ? "error" : "warning",
        code: "loose-line",
        message: `the line "${text}" ${gapsOf(fault, most)}`,
        hint,
      };
    case "lone":
      return {
        severity: "error",
        code: "lone-character",
        message: `"${text}" stands alone on its line`,
        hint: isBody(role) ? hint : `add or cut a few characters${linesOf(name)}`,
      };
    case "number":
      return {
        // A number in two lines is misread; one whose unit begins the next line is read as it is meant.
        severity: fault.apart === "digits" ? "error" : "warning",
        code: "number-parted",
        message: `the line "${text}" ${NUMBER_SAYS[fault.apart ?? "unit"]}`,
        hint,
      };
    case "name":
      return {
        severity: "warning",
        code: "name-parted",
        message: `the line "${text}" of the dateline ends inside a name`,
        hint: "write the dateline shorter or longer, or give the story wider columns",
      };
    case "letters":
      if (!isBody(role)) return wordParted(text, name, fault);
      return {
        severity: "warning",
        code: "word-parted",
        message: `the line "${text}" ends inside a word, at no syllable of it`,
        hint: `type soft hyphens (U+00AD) where ${fault.piece === undefined ? "it" : `“${quotable(fault.piece.text)}”`} may part, or give the story wider columns`,
      };
    case "address":
      return {
        severity: "warning",
        code: "word-parted",
        message: `the line "${text}" ends inside an address`,
        hint: "add or cut a few characters before the address, or give the story wider columns",
      };
    case "word":
      return wordParted(text, name, fault);
    case "kept":
      return {
        severity: "warning",
        code: "piece-parted",
        message: `"${text}" is to stay on one line, and is longer than its column: it goes on in the next line`,
        hint: "give `noBreak`, the frame or the reading to shorter pieces, or give the story wider columns",
      };
    case "reading":
      return {
        severity: "error",
        code: "reading-parted",
        message: `"${text}" has one reading over all of it, and no line holds it: it goes on in the next line, its reading too`,
        hint: "give readings to shorter pieces, or a list of readings, one a character",
      };
    case "short":
      return {
        severity: "error",
        code: "loose-line",
        message: `the line "${text}" leaves ${(fault.gap ?? 0).toFixed(1)} em of its column white`,
        hint,
      };
    case "outside":
      return {
        severity: "error",
        code: "line-too-wide",
        message: `the line "${text}" is wider than its column`,
        hint: "cut its widest part: a reading, a framed word, or what is kept from parting",
      };
  }
}

/** In a head every word that parts is seen. */
function wordParted(text: string, name: string, { parted = "word" }: LineFault): Wording {
  return {
    severity: "error",
    code: "word-parted",
    message: `the line "${text}" of the ${name} ends inside ${PARTED[parted]}`,
    hint: `cut a few characters, or give the ${name} more columns${linesOf(name)}`,
  };
}

/** Rounded up, so that what is over its bound reads so. */
function over(gap: number): string {
  return (Math.ceil(100 * gap) / 100).toFixed(2);
}

/** Spaces between words are judged by a bound of their own, which is no narrower than what readers see. */
function isSeen({ gap = 0, allowed = 0 }: LineFault, most: number): boolean {
  return allowed > most || gap > SEEN_GAP;
}

function gapsOf({ gap = 0, allowed = 0 }: LineFault, most: number): string {
  if (allowed <= most) return `has gaps of ${over(gap)} em; the template allows ${most}`;
  return `has spaces of ${over(gap)} em between its words; at most ${allowed} em are allowed`;
}

/** What a head's text is called in the edition: that of an advertisement is its label, in whatever style it is set. */
function nameOf(role: Role, pointer: string): string {
  return pointer.endsWith("/label") ? "label" : role;
}

/** Heads that may be written as several lines; others have one text. */
function linesOf(name: string): string {
  if (name === "headline") return ", or write `headline` as the lines that it is to have";
  return name === "subhead" ? ", or end its lines where they are to end, with \\n" : "";
}

function isBody(role: Role): boolean {
  return !["headline", "kicker", "deck", "subhead", "byline", "label", "banner"].includes(role);
}
