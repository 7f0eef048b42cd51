/** Numbers and names that a paper must carry: 国内统一连续出版物号, 总期号, 出版日期, 版数, 版权信息. */
import { quotable } from "../base/quote.js";
import { IMPRINT_KEYS } from "../edition/model.js";
import type { FormFault } from "./finding.js";
import { frontOf } from "./nameplate.js";
import type { FormSubject } from "./subject.js";

/** GB/T 9999: CN, two figures of the region, four of the sequence. Newspapers have no class after a stroke. */
const SERIAL = /^(?:国内统一连续出版物号\s*[:：]?\s*)?CN\s?(\d{2})[-—–‐－](\d{4})$/u;
/** GB/T 2260, and 10 for numbers of the whole country. */
const REGIONS = /^(?:1[0-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])$/u;
/** Sequence numbers of newspapers; those of periodicals begin at 1000. */
const LAST_NEWSPAPER = 999;
const ISSUE = /^[1-9]\d{0,5}$/u;

export function checkNumbers(subject: FormSubject): readonly FormFault[] {
  return [...serialFaults(subject), ...issueFaults(subject), ...dateFaults(subject), ...imprintFaults(subject)];
}

function serialFaults({ edition: { publication } }: FormSubject): readonly FormFault[] {
  const { serial } = publication;
  if (serial === undefined) return [lacks("serial-missing", "the edition has no serial number (国内统一连续出版物号)")];
  const [, region = "", sequence = ""] = SERIAL.exec(serial.text.trim()) ?? [];
  const fault = { page: 0, pointer: serial.pointer } as const;
  if (region === "") return [{ ...fault, code: "serial-form", message: `“${quotable(serial.text)}” is no CN number` }];
  if (!REGIONS.test(region))
    return [
      { ...fault, code: "serial-range", message: `no region has the figures ${region} of “${quotable(serial.text)}”` },
    ];
  const number = Number(sequence);
  if (number >= 1 && number <= LAST_NEWSPAPER) return [];
  const message = `newspapers are numbered 0001 to 0999, and “${quotable(serial.text)}” has ${sequence}`;
  return [{ ...fault, code: "serial-range", message }];
}

function issueFaults({ edition: { publication } }: FormSubject): readonly FormFault[] {
  const { issue } = publication;
  if (issue === undefined) return [lacks("issue-missing", "the edition has no issue number (总期号)")];
  if (ISSUE.test(issue)) return [];
  const message = `“${quotable(issue)}” is no running number of an issue`;
  return [{ code: "issue-form", page: 0, pointer: "/publication/issue", message }];
}

/** The front page is told by its nameplate; the folio lines of other pages are looked at by themselves. */
function dateFaults(subject: FormSubject): readonly FormFault[] {
  const { edition, pages } = subject;
  const front = frontOf(subject);
  const faults: FormFault[] = [];
  if (front !== undefined && front.page.date === undefined)
    faults.push({
      code: "date-missing",
      page: front.number,
      pointer: front.page.pointer,
      message: "page 1 has no date",
    });
  const day = front?.page.date ?? edition.date ?? pages[0]?.page.date;
  for (const { page, number } of pages) {
    if (page.date === undefined || page.date === day) continue;
    const message = `page ${number} is of ${page.date}, and the issue of ${day ?? ""}`;
    faults.push({ code: "date-differs", page: number, pointer: `${page.pointer}/date`, message });
  }
  return faults;
}

function imprintFaults(subject: FormSubject): readonly FormFault[] {
  if (frontOf(subject) === undefined) return [];
  const { imprint } = subject.edition.publication;
  const missing = IMPRINT_KEYS.filter((key) => imprint?.[key] === undefined);
  if (missing.length === 0) return [];
  return [
    {
      code: "imprint-incomplete",
      page: 1,
      pointer: imprint === undefined ? "/publication" : "/publication/imprint",
      message: `the front page does not tell the ${missing.join(", ")}`,
    },
  ];
}

function lacks(code: "serial-missing" | "issue-missing", message: string): FormFault {
  return { code, page: 0, pointer: "/publication", message };
}
