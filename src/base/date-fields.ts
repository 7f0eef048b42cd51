/** What a date pattern may hold in braces, such as `{yyyy}年{M}月{d}日 {weekday}`. */
export const DATE_FIELDS = ["date", "yyyy", "M", "MM", "month", "d", "dd", "weekday", "lunar", "lunarYear"] as const;
export type DateField = (typeof DATE_FIELDS)[number];
