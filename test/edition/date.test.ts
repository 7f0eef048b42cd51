import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysIn, formatDate, parseDay, weekdayName } from "../../src/edition/date.js";

describe("weekdays", () => {
  it.each([
    ["2025-12-16", "zh-Hans", "星期二"],
    ["2025-12-16", "zh-Hant", "星期二"],
    ["2025-12-16", "ja", "火曜日"],
    ["2025-12-16", "ko", "화요일"],
    ["2025-12-16", "en", "Tuesday"],
    ["2024-02-29", "en", "Thursday"],
    ["1900-01-01", "en", "Monday"],
    ["2000-01-01", "en", "Saturday"],
    ["0000-01-01", "en", "Saturday"],
  ] as const)("%s in %s is %s", (iso, language, expected) => {
    expect(weekdayName(iso, language)).toBe(expected);
  });

  it("agree with the proleptic Gregorian calendar of Date, whatever the time zone", () => {
    const names = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (days) => {
        const date = new Date(days * 86_400_000);
        expect(weekdayName(date.toISOString().slice(0, 10), "en")).toBe(names[date.getUTCDay()]);
      }),
    );
  });
});

describe("days", () => {
  it.each(["2025-02-29", "2025-04-31", "2025-00-10", "2025-13-01", "2025-01-00", "25-01-01", "2025-1-1", ""])(
    "%s is none",
    (iso) => {
      expect(parseDay(iso)).toBeUndefined();
      expect(formatDate("{d}", iso, "en")).toBeUndefined();
    },
  );

  it("of February follow the rule of centuries", () => {
    expect([1900, 2000, 2023, 2024].map((year) => daysIn(year, 2))).toEqual([28, 29, 28, 29]);
  });
});

describe("lunar dates", () => {
  // Days as published in almanacs: new year, a leap month, the year's last day.
  it.each([
    ["2025-01-29", "zh-Hans", "农历正月初一 乙巳"],
    ["2025-01-28", "zh-Hans", "农历腊月廿九 甲辰"],
    ["2025-07-30", "zh-Hans", "农历闰六月初六 乙巳"],
    ["2025-12-16", "zh-Hans", "农历十月廿七 乙巳"],
    ["2024-02-09", "zh-Hant", "農曆臘月三十 癸卯"],
    ["2024-09-17", "ja", "旧暦8月15日 甲辰"],
    ["2024-09-17", "ko", "음력 8월 15일 甲辰"],
    ["2023-04-01", "en", "lunar 11/2 (leap) 癸卯"],
  ] as const)("of %s in %s is %s", (iso, language, expected) => {
    expect(formatDate("{lunar} {lunarYear}", iso, language)).toBe(expected);
  });
});

describe("formatDate", () => {
  it.each([
    ["{yyyy}年{M}月{d}日 {weekday}", "zh-Hans", "2025年3月4日 星期二"],
    ["{weekday}, {d} {month} {yyyy}", "en", "Tuesday, 4 March 2025"],
    ["{month}", "zh-Hant", "三月"],
    ["{month}", "ja", "3月"],
    ["{month}", "ko", "3월"],
    ["{yyyy}/{MM}/{dd} {}{x}{constructor}", "ja", "2025/03/04 {}{x}{constructor}"],
  ] as const)("fills %s", (pattern, language, expected) => {
    expect(formatDate(pattern, "2025-03-04", language)).toBe(expected);
  });
});
