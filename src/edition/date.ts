/**
 * Dates of an edition: calendar days, never moments. All arithmetic is on the three numbers of an ISO date, so no time
 * zone can move an edition to the day before.
 */
import { DATE_FIELDS, type DateField } from "../base/date-fields.js";
import { lunarDate } from "./lunar.js";
import type { Language } from "./model.js";

export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  "zh-Hans": ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
  "zh-Hant": ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
  ja: ["日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"],
  ko: ["일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};

const ENGLISH_MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const CHINESE_MONTHS = [..."一二三四五六七八九十", "十一", "十二"].map((number) => `${number}月`);
const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  "zh-Hans": CHINESE_MONTHS,
  "zh-Hant": CHINESE_MONTHS,
  ja: CHINESE_MONTHS.map((_, index) => `${index + 1}月`),
  ko: CHINESE_MONTHS.map((_, index) => `${index + 1}월`),
  en: ENGLISH_MONTHS,
};

/** The day that an ISO date (`2025-12-16`) names; undefined if it is not written so or no such day exists. */
export function parseDay(iso: string): CalendarDay | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(iso);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return day >= 1 && day <= daysIn(year, month) ? { year, month, day } : undefined;
}

/** Days of a month of the Gregorian calendar; 0 for a month that does not exist. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month >= 1 && month <= 12 ? (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31) : 0;
}

/** 0 for Sunday to 6 for Saturday (Sakamoto's method). */
function weekdayIndex({ year, month, day }: CalendarDay): number {
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0;
  const y = month < 3 ? year - 1 : year;
  // The remainder is kept positive for the first two months of the year 0.
  return (((y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + day) % 7) + 7) % 7;
}

/** 星期二, 火曜日, Tuesday …; undefined for what is not a date. */
export function weekdayName(iso: string, language: Language): string | undefined {
  const day = parseDay(iso);
  return day === undefined ? undefined : WEEKDAYS[language][weekdayIndex(day)];
}

/**
 * Fills `{date}` (as the language writes a day) and `{yyyy} {M} {MM} {d} {dd} {weekday} {month} {lunar} {lunarYear}` in a pattern such as
 * `{yyyy}年{M}月{d}日 {weekday}`. Other text, other braces too, stays. Undefined for what is not a date.
 */
export function formatDate(pattern: string, iso: string, language: Language): string | undefined {
  const day = parseDay(iso);
  if (day === undefined) return undefined;
  // The lunar calendar costs time: only patterns that name it ask for it.
  const lunar = pattern.includes("{lunar") ? lunarDate(day, language) : { date: "", year: "" };
  const fields: Readonly<Record<DateField, string>> = {
    lunar: lunar.date,
    lunarYear: lunar.year,
    date: dateIn(language, day),
    yyyy: String(day.year).padStart(4, "0"),
    M: String(day.month),
    MM: String(day.month).padStart(2, "0"),
    d: String(day.day),
    dd: String(day.day).padStart(2, "0"),
    weekday: WEEKDAYS[language][weekdayIndex(day)] ?? "",
    month: MONTHS[language][day.month - 1] ?? "",
  };
  return DATE_FIELDS.reduce((text, field) => text.replaceAll(`{${field}}`, () => fields[field]), pattern);
}

/** A day as papers of a language write it, without its weekday. */
function dateIn(language: Language, { year, month, day }: CalendarDay): string {
  switch (language) {
    case "en":
      return `${ENGLISH_MONTHS[month - 1] ?? ""} ${day}, ${year}`;
    case "ko":
      return `${year}년 ${month}월 ${day}일`;
    default:
      return `${String(year).padStart(4, "0")}年${month}月${day}日`;
  }
}

/** What is wrong with a date, and what to write. */
export function describeBadDate(text: string): [problem: string, hint: string] {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  if (match === null) {
    const loose = /^(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?$/u.exec(text.trim());
    const repaired =
      loose === null ? undefined : `${loose[1]}-${loose[2]?.padStart(2, "0")}-${loose[3]?.padStart(2, "0")}`;
    return [
      `"${text.slice(0, 40)}" is not a date`,
      repaired !== undefined && parseDay(repaired) !== undefined
        ? `did you mean "${repaired}"?`
        : "write year, month and day: 2025-12-16",
    ];
  }
  const [year, month] = [Number(match[1]), Number(match[2])];
  const length = daysIn(year, month);
  return length === 0
    ? [`there is no month ${match[2]} in "${text}"`, "months are 01 to 12"]
    : [`there is no day ${text}`, `${ENGLISH_MONTHS[month - 1]} ${year} has ${length} days`];
}
