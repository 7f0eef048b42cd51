/** Several make-ups of every page: how many are wanted, what they are called in files, and how they are told to the editor. */
import { extname } from "node:path";
import type { Diagnostic } from "../base/diagnostic.js";
import { RULES } from "../lint/rules.js";
import { composeJob, type ComposedJob, type Job, type MakeupRank } from "../compose.js";
import { areaOf } from "../page/placement.js";
import type { ReportAlternative, ReportRegion } from "../proof/report.js";
import type { PageScore } from "../scene/list.js";
import { mistake, type Arguments, type OptionSpec } from "./arguments.js";

/** More than these nobody looks at. */
const MOST_ALTERNATIVES = 12;

export const ALTERNATIVE_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  alternatives: { value: "N", help: "up to N make-ups of each page that differ to the eye, the best first" },
  alternative: { value: "K", help: "take the K-th best make-up instead of the best" },
};

export interface AlternativesWish {
  /** How many are looked for. */
  readonly of: number;
  /** Whether all of them are shown, or the chosen one alone. */
  readonly all: boolean;
  /** From 1, the best. */
  readonly chosen: number;
}

/** Undefined when nothing but the best make-up is asked for. */
export function readAlternatives(given: Arguments, problems: Diagnostic[]): AlternativesWish | undefined {
  const read = (name: string): number | undefined => {
    const text = given.value(name);
    const count = text !== undefined && /^\d{1,3}$/u.test(text) ? Number(text) : Number.NaN;
    if (text === undefined || (count >= 1 && count <= MOST_ALTERNATIVES)) return text === undefined ? undefined : count;
    problems.push(mistake(`--${name} cannot be "${text}"`, `write a whole number from 1 to ${MOST_ALTERNATIVES}`));
    return undefined;
  };
  const of = read("alternatives");
  const chosen = read("alternative");
  if (of === undefined && chosen === undefined) return undefined;
  if (of !== undefined && chosen !== undefined && chosen > of)
    problems.push(mistake(`--alternative ${chosen} is none of --alternatives ${of}`, `write a number up to ${of}`));
  return { of: of ?? chosen ?? 1, all: of !== undefined, chosen: chosen ?? 1 };
}

/** One way to make up all pages. */
export interface Alternative {
  readonly rank: number;
  readonly composed: ComposedJob;
}

/**
 * The pages by their best make-ups, by their second best, and so on, as many as there are; by the chosen one alone when no
 * others are shown. Nothing when there are not so many.
 */
export function composeAlternatives(
  job: Job,
  wish: AlternativesWish,
  onPage?: (done: number, total: number) => void,
): readonly Alternative[] {
  const known: MakeupRank["known"] = new Map();
  const found: Alternative[] = [];
  for (let rank = wish.all ? 1 : wish.chosen; rank <= wish.of; rank += 1) {
    const composed = composeJob(job, onPage, { rank, of: wish.of, known });
    if (rank > Math.max(1, ...composed.makeups.values())) break;
    found.push({ rank, composed });
  }
  return found;
}

export function noSuchAlternative(chosen: number): Diagnostic {
  return mistake(
    `no page has ${chosen} make-ups that differ to the eye`,
    "--alternatives lists those that there are; pins and fixed areas leave fewer",
  );
}

/** `page.pdf` as `page-2.pdf`. */
export function numberedName(name: string, rank: number): string {
  const extension = extname(name);
  return `${name.slice(0, name.length - extension.length)}-${rank}${extension}`;
}

/** By page, its make-ups for the report; `fileOf` names the file that shows a page's make-up. */
export function reportedAlternatives(
  alternatives: readonly Alternative[],
  fileOf: (page: number, rank: number) => string | null,
): ReadonlyMap<number, readonly ReportAlternative[]> {
  const pages = new Map<number, ReportAlternative[]>();
  for (const { rank, page, score, stories } of makeupsIn(alternatives)) {
    const own = pages.get(page) ?? [];
    pages.set(page, own);
    own.push({ rank, file: fileOf(page, rank), score, stories });
  }
  return pages;
}

/** The make-ups page by page, as an editor would read them. */
export function alternativesInWords(alternatives: readonly Alternative[]): string {
  const pages = new Map<number, string[]>();
  for (const { rank, page, score, stories } of makeupsIn(alternatives)) {
    const lines = pages.get(page) ?? [];
    pages.set(page, lines);
    lines.push(`  ${rank}  ${scoreInWords(score)}`);
    for (const { id, without = [], setIn, ...region } of stories) {
      const cut = without.map((part) => `, without ${regionInWords(part)}`).join("");
      const own = setIn === undefined ? "" : `, set in ${setIn}`;
      lines.push(`       ${id}: ${regionInWords(region)}${cut}${own}`);
    }
  }
  return [...pages]
    .map(([page, lines]) => {
      const count = lines.filter((line) => /^  \d/u.test(line)).length;
      const title = `page ${page}: ${count === 1 ? "one make-up" : `${count} make-ups, the best first`}`;
      return [title, ...lines, ""].join("\n");
    })
    .join("\n");
}

interface FoundMakeup extends Omit<ReportAlternative, "file"> {
  readonly page: number;
}

/** A page that has fewer make-ups than another is told no more often than it has them. */
function makeupsIn(alternatives: readonly Alternative[]): readonly FoundMakeup[] {
  return alternatives.flatMap(({ rank, composed: { scene, placed, makeups } }) =>
    scene.pages
      .filter(({ number }) => rank <= Math.max(1, makeups.get(number) ?? 0))
      .map(({ number, score = { cost: 0, terms: [] } }) => ({
        rank,
        page: number,
        score,
        stories: (placed.get(number) ?? []).map(({ article, cells, without, setIn }) => ({
          id: article,
          ...areaOf(cells),
          ...(without === undefined ? {} : { without: without.map(areaOf) }),
          ...(setIn === undefined ? {} : { setIn }),
        })),
      })),
  );
}

function regionInWords({ columns, rows }: ReportRegion): string {
  return `columns ${columns.join("–")}, rows ${rows.join("–")}`;
}

const TERM_WORDS: Readonly<Record<string, string>> = {
  white: "white rows",
  text: "eased text",
  heads: "white beside heads",
  pictures: "small or cropped pictures",
  legs: "short or tall columns",
  hierarchy: "heads below their rank",
  order: "order",
  interlock: "interlocking",
  hints: "unmet hints",
  setting: "white or lone lines once set",
  columns: "columns of another width",
};

/** What counts against a make-up. */
export function scoreInWords({ cost, terms }: PageScore): string {
  const said = terms.map(({ term, cost: own }) => `${termInWords(term)} ${own}`);
  return [`${cost} points`, ...(said.length === 0 ? [] : [said.join(", ")])].join(": ");
}

function termInWords(term: string): string {
  const rule = Object.entries(RULES).find(([id]) => id === term)?.[1];
  return TERM_WORDS[term] ?? (rule === undefined ? term : `${rule.term.split(/[,;]/u)[0] ?? ""} ${term}`);
}
