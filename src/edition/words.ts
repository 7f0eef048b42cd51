/**
 * Words that a page says by itself, in its own language: where a story goes on, what an advertisement is, what stands in the
 * imprint. The one table of them; another language is another entry.
 */
import type { ImprintKey, Language } from "./model.js";

export interface Words {
  /** Over the pointers to stories inside (导读). */
  readonly refers: string;
  /** The page to turn to. */
  readonly page: (page: number) => string;
  /** Over the part of a story that comes from another page (上接), and under one that goes on there (下转). */
  readonly from: (page: number) => string;
  readonly to: (page: number) => string;
  /** On the nameplate: the running number of the issue, and how many pages it has. */
  readonly issue: (issue: string) => string;
  readonly pages: (pages: number) => string;
  /** After a page's number in the folio line: 05版. */
  readonly pageSuffix: string;
  /** An issue beside the daily ones, on the nameplate. */
  readonly special: Readonly<Record<"增期" | "号外", string>>;
  readonly imprint: Readonly<Record<ImprintKey, string>>;
  /** What a fixed area is: the law wants advertisements to be told from news. */
  readonly marks: Readonly<Record<"ad" | "notice", string>>;
  /** In the frame of an advertisement that has not come in, on proofs; `size` in millimetres: 126 × 90. */
  readonly undelivered: (mark: string, size: string) => string;
  /** Roles that a page's credits usually name, for hints. */
  readonly credits: readonly [string, string];
}

const WORDS: Readonly<Record<Language, Words>> = {
  "zh-Hans": {
    refers: "导读",
    page: (page) => `${page}版`,
    from: (page) => `（上接${page}版）`,
    to: (page) => `（下转${page}版）`,
    issue: (issue) => `总第${issue}期`,
    pages: (pages) => `今日${pages}版`,
    pageSuffix: "版",
    special: { 增期: "增期", 号外: "号外" },
    imprint: {
      supervisor: "主管",
      sponsor: "主办",
      publisher: "出版",
      address: "地址",
      printer: "印刷",
      distribution: "邮发代号",
      price: "零售",
    },
    marks: { ad: "广告", notice: "公告" },
    undelivered: (mark, size) => `${mark} ${size} 毫米，未到稿`,
    credits: ["责编", "美编"],
  },
  "zh-Hant": {
    refers: "導讀",
    page: (page) => `${page}版`,
    from: (page) => `（上接${page}版）`,
    to: (page) => `（下轉${page}版）`,
    issue: (issue) => `總第${issue}期`,
    pages: (pages) => `今日${pages}版`,
    pageSuffix: "版",
    special: { 增期: "增期", 号外: "號外" },
    imprint: {
      supervisor: "主管",
      sponsor: "主辦",
      publisher: "出版",
      address: "地址",
      printer: "印刷",
      distribution: "郵發代號",
      price: "零售",
    },
    marks: { ad: "廣告", notice: "公告" },
    undelivered: (mark, size) => `${mark} ${size} 毫米，未到稿`,
    credits: ["責編", "美編"],
  },
  ja: {
    refers: "紙面から",
    page: (page) => `${page}面`,
    from: (page) => `（${page}面から続く）`,
    to: (page) => `（${page}面に続く）`,
    issue: (issue) => `第${issue}号`,
    pages: (pages) => `本日${pages}ページ`,
    pageSuffix: "面",
    special: { 增期: "増刊", 号外: "号外" },
    imprint: {
      supervisor: "監修",
      sponsor: "主催",
      publisher: "発行",
      address: "所在地",
      printer: "印刷",
      distribution: "販売",
      price: "定価",
    },
    marks: { ad: "広告", notice: "公告" },
    undelivered: (mark, size) => `${mark} ${size} mm、未着`,
    credits: ["編集", "デザイン"],
  },
  ko: {
    refers: "주요 기사",
    page: (page) => `${page}면`,
    from: (page) => `(${page}면에서 계속)`,
    to: (page) => `(${page}면에 계속)`,
    issue: (issue) => `제${issue}호`,
    pages: (pages) => `오늘 ${pages}면`,
    pageSuffix: "면",
    special: { 增期: "증간", 号外: "호외" },
    imprint: {
      supervisor: "주관",
      sponsor: "주최",
      publisher: "발행",
      address: "주소",
      printer: "인쇄",
      distribution: "배포",
      price: "값",
    },
    marks: { ad: "광고", notice: "공고" },
    undelivered: (mark, size) => `${mark} ${size} mm, 미도착`,
    credits: ["편집", "디자인"],
  },
  en: {
    refers: "Inside",
    page: (page) => `page ${page}`,
    from: (page) => `Continued from page ${page}`,
    to: (page) => `Continued on page ${page}`,
    issue: (issue) => `No. ${issue}`,
    pages: (pages) => (pages === 1 ? "1 page" : `${pages} pages`),
    pageSuffix: "",
    special: { 增期: "Extra edition", 号外: "Special edition" },
    imprint: {
      supervisor: "Supervised by",
      sponsor: "Sponsored by",
      publisher: "Published by",
      address: "Address:",
      printer: "Printed by",
      distribution: "Distribution:",
      price: "Price:",
    },
    marks: { ad: "Advertisement", notice: "Notice" },
    undelivered: (mark, size) => `${mark} ${size} mm, not delivered`,
    credits: ["Editor", "Designer"],
  },
};

export function wordsOf(language: Language): Words {
  return WORDS[language];
}
