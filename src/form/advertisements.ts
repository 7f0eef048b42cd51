/** 广告: readers must see what is paid for. */
import { quotable } from "../base/quote.js";
import type { FormFault } from "./finding.js";
import type { FormSubject } from "./subject.js";

const MARK = /广告/u;
const FOREIGN_MARK = /广告|廣告|広告|광고|\badvertisement\b/iu;
/** Column names under which paid matter is set as news. */
const AS_NEWS = /^[【[〖]?(?:广告|商业广告|推广|商业推广|品牌推广|企业宣传|软文)[】\]〗]?$/u;

export function checkAdvertisements({ edition, pages }: FormSubject): readonly FormFault[] {
  const wanted = edition.language.startsWith("zh") ? MARK : FOREIGN_MARK;
  return pages.flatMap(({ page, number }) => {
    const unmarked = page.fixed
      .filter(({ kind, mark }) => kind === "ad" && !wanted.test(mark?.text ?? ""))
      .map(({ pointer, mark }): FormFault => ({
        code: "ad-label",
        page: number,
        pointer: `${pointer}/mark`,
        message:
          mark === undefined ? "an advertisement has no mark" : `an advertisement is marked “${quotable(mark.text)}”`,
      }));
    const asNews = edition.articles
      .filter(({ id }) => page.articles.includes(id))
      .flatMap(({ label, kicker }) => [label, kicker].filter((text) => text !== undefined))
      .filter(({ text }) => AS_NEWS.test(text.trim()))
      .map(({ text, pointer }): FormFault => ({
        code: "ad-in-news-form",
        page: number,
        pointer,
        message: `a story under “${quotable(text)}” is an advertisement in the form of news`,
      }));
    return [...unmarked, ...asNews];
  });
}
