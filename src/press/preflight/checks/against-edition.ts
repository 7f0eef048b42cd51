/**
 * A finished file against the edition that it was made from: whether it is the page that its name says, of that day, with
 * its number and the names of those who made it. Read from the file's own text, not from what the writer knew.
 */
import type { NamePattern } from "../../delivery/name-pattern.js";
import { parseName } from "../../delivery/name-pattern.js";
import type { Fault } from "../finding.js";

/** What a page of the edition is to show. */
export interface ExpectedPage {
  readonly number: number;
  /** ISO date. */
  readonly date?: string;
  /** What its folio line or nameplate says; absent where nothing is printed. */
  readonly numberText?: string;
  readonly dateText?: string;
  /** Roles and names of the credits. */
  readonly credits: readonly string[];
  /** Text by which the page is known: its headlines. */
  readonly headlines: readonly string[];
}

export interface ExpectedEdition {
  readonly pages: readonly ExpectedPage[];
  /** The part of the paper: A in A04. */
  readonly edition?: string;
  /** How files are named; absent where any name will do. */
  readonly pattern?: NamePattern;
}

/** `text`: all text of the file. `name`: the file's, without its folder. */
export function checkAgainstEdition(text: string, name: string, expected: ExpectedEdition): readonly Fault[] {
  const shown = withoutWhite(text);
  const page = pageShown(shown, expected.pages);
  const named = nameFaults(name, page, expected);
  if (page === undefined) {
    const message = "the file holds the headlines of none of the edition's pages";
    return [...named, fault("error", "wrong-page", message, "give the edition that the page was made from")];
  }
  return [...named, ...contentFaults(shown, page)];
}

/** What must stand on a page that is known. */
export function checkPageText(text: string, page: ExpectedPage): readonly Fault[] {
  return contentFaults(withoutWhite(text), page);
}

/** The page with the largest part of its headlines in the text; a page without stories can be told by nothing. */
function pageShown(shown: string, pages: readonly ExpectedPage[]): ExpectedPage | undefined {
  const shares = pages.map((page) => {
    const found = page.headlines.filter((headline) => shown.includes(withoutWhite(headline))).length;
    return { page, share: page.headlines.length === 0 ? 0 : found / page.headlines.length };
  });
  const best = shares.toSorted((a, b) => b.share - a.share)[0];
  return best === undefined || best.share === 0 ? undefined : best.page;
}

function nameFaults(name: string, page: ExpectedPage | undefined, expected: ExpectedEdition): readonly Fault[] {
  const { pattern } = expected;
  if (pattern === undefined) return [];
  const values = parseName(pattern, name);
  const tell = (message: string): Fault => fault("error", "file-name", message, "name it as it was agreed");
  if (values === undefined) return [tell(`${name} is not named by ${pattern.source}`)];
  if (page === undefined) return [];
  const faults: Fault[] = [];
  const { page: number, last = number, date, edition } = values;
  if (number !== undefined && last !== undefined && (page.number < number || page.number > last))
    faults.push(tell(`${name} is named as page ${number}, and holds page ${page.number}`));
  // A date without a year is read as of the year 0000.
  const isSame = date?.startsWith("0000") === true ? page.date?.slice(4) === date.slice(4) : page.date === date;
  if (date !== undefined && page.date !== undefined && !isSame)
    faults.push(tell(`${name} is named as of ${date}, and the page is of ${page.date}`));
  if (edition !== undefined && expected.edition !== undefined && edition !== expected.edition)
    faults.push(tell(`${name} is named as of part ${edition}, and the paper's is ${expected.edition}`));
  return faults;
}

function contentFaults(shown: string, page: ExpectedPage): readonly Fault[] {
  const { number, numberText, dateText, credits } = page;
  const faults: Fault[] = [];
  const has = (wanted: string): boolean => shown.includes(withoutWhite(wanted));
  if (numberText !== undefined && !has(numberText))
    faults.push(
      fault("error", "page-number", `“${numberText}” does not stand on page ${number}`, "make the file anew"),
    );
  // The parts of a date stand in lines of their own on a nameplate.
  if (dateText !== undefined && !dateText.split(" ").every(has))
    faults.push(
      fault("error", "page-date", `“${dateText}” does not stand on page ${number}`, "make the file anew, of this day"),
    );
  if (credits.length === 0)
    faults.push(
      fault("warning", "missing-credits", `page ${number} has no credits`, "add `credits` with 责编 and 美编"),
    );
  const missing = credits.filter((one) => !has(one));
  if (missing.length > 0) {
    const message = `of the credits of page ${number}, ${missing.join(", ")} does not stand on it`;
    faults.push(fault("error", "missing-credits", message, "make the file anew, in a template that shows the credits"));
  }
  return faults;
}

function fault(severity: Fault["severity"], code: string, message: string, hint: string): Fault {
  return { severity, code, check: "Edition", message, hint };
}

function withoutWhite(text: string): string {
  return text.normalize("NFKC").replaceAll(/\s/gu, "");
}
