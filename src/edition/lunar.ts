/**
 * Days of the lunar calendar (农历), as folio lines print them. Reckoned by the runtime's own `chinese` calendar; names are
 * written here, so that they do not change with the runtime's language data.
 */
import type { Language } from "./model.js";

const STEMS = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES = "子丑寅卯辰巳午未申酉戌亥";
/** The year 4 is 甲子. */
const FIRST_YEAR = 4;

const MONTHS = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"];
const DIGITS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

export interface LunarDate {
  /** 农历十月廿七, 農曆閏六月初六, 旧暦10月27日, 음력 10월 27일, lunar 27/10 */
  readonly date: string;
  /** 乙巳: the year's place in the cycle of sixty. */
  readonly year: string;
}

let calendar: Intl.DateTimeFormat | undefined;

/** The lunar date of a day of the Gregorian calendar. */
export function lunarDate(
  { year, month, day }: { readonly year: number; readonly month: number; readonly day: number },
  language: Language,
): LunarDate {
  calendar ??= new Intl.DateTimeFormat("en-u-ca-chinese", {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    timeZone: "UTC",
  });
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  const parts = new Map(calendar.formatToParts(moment).map(({ type, value }) => [String(type), value]));
  const ordinal = Number.parseInt(parts.get("month") ?? "", 10);
  // The leap month of a year carries the number of the one before it: 6bis.
  const leap = (parts.get("month") ?? "").endsWith("bis");
  const dayOfMonth = Number(parts.get("day"));
  const cycle = Number(parts.get("relatedYear")) - FIRST_YEAR;
  return { date: inWords(ordinal, leap, dayOfMonth, language), year: cyclic(cycle) };
}

function inWords(month: number, leap: boolean, day: number, language: Language): string {
  switch (language) {
    case "zh-Hans":
      return `农历${leap ? "闰" : ""}${monthName(month)}月${dayName(day)}`;
    case "zh-Hant":
      return `農曆${leap ? "閏" : ""}${monthName(month).replace("腊", "臘")}月${dayName(day)}`;
    case "ja":
      return `旧暦${leap ? "閏" : ""}${month}月${day}日`;
    case "ko":
      return `음력 ${leap ? "윤" : ""}${month}월 ${day}일`;
    case "en":
      return `lunar ${day}/${month}${leap ? " (leap)" : ""}`;
  }
}

function monthName(month: number): string {
  return MONTHS[month - 1] ?? String(month);
}

/** 初一 to 初十, 十一 to 二十, 廿一 to 廿九, 三十. */
function dayName(day: number): string {
  if (day <= 10) return `初${DIGITS[day] ?? ""}`;
  if (day < 20) return `十${DIGITS[day - 10] ?? ""}`;
  if (day === 20) return "二十";
  return day < 30 ? `廿${DIGITS[day - 20] ?? ""}` : "三十";
}

function cyclic(years: number): string {
  const at = (cycle: string): string => cycle[((years % cycle.length) + cycle.length) % cycle.length] ?? "";
  return `${at(STEMS)}${at(BRANCHES)}`;
}
