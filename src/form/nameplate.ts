/** 报名, and what stands by it: on page 1 the paper's name is larger than all other text. */
import { quotable } from "../base/quote.js";
import { roundedPt, type Len } from "../base/length.js";
import type { GlyphRun } from "../scene/list.js";
import type { FormFault } from "./finding.js";
import { type FormPage, type FormSubject, runBox } from "./subject.js";

const FRONT = 1;
const NAME = "/publication/name";
const SPECIAL = /号外|增期|增刊/u;

export function frontOf({ pages }: FormSubject): FormPage | undefined {
  return pages.find(({ number }) => number === FRONT);
}

export function checkNameplate(subject: FormSubject): readonly FormFault[] {
  const front = frontOf(subject);
  if (front === undefined) return [];
  const { edition } = subject;
  const name = glyphsOf(front).filter(({ role, source }) => role === "masthead" && source.pointer === NAME);
  if (name.length === 0) return [missing(front, edition.publication.name !== undefined)];
  const size = Math.min(...name.map((run) => run.size));
  return [...largerText(front, size), ...withoutChinese(subject, front)];
}

/** Only an edition that has a name can lack nothing but the nameplate for it. */
function missing({ page, number }: FormPage, named: boolean): FormFault {
  return {
    code: "nameplate-missing",
    page: number,
    pointer: named ? `${page.pointer}/template` : "/publication",
    message: named ? "page 1 has no nameplate (报头)" : "the edition does not tell the paper's name (报名)",
  };
}

/** Each text that is as large as the name, once, at its place in the file. */
function largerText(front: FormPage, size: Len): readonly FormFault[] {
  const largest = new Map<string, GlyphRun>();
  for (const run of glyphsOf(front)) {
    const { pointer } = run.source;
    if (pointer === NAME || run.size < size || run.size <= (largest.get(pointer)?.size ?? 0)) continue;
    largest.set(pointer, run);
  }
  return [...largest].map(([pointer, run]) => ({
    code: "nameplate-size",
    page: front.number,
    pointer,
    message: `“${run.texts.join("").slice(0, 20)}” is set in ${points(run.size)} pt, and the paper's name in ${points(size)} pt: it must be larger than all other text on page 1`,
    box: runBox(run),
  }));
}

function withoutChinese({ edition: { language, publication } }: FormSubject, front: FormPage): readonly FormFault[] {
  if (language.startsWith("zh") || /\p{Script=Han}/u.test(publication.name?.text ?? "")) return [];
  const message = "the nameplate of a paper in a foreign language has no Chinese name";
  return [{ code: "nameplate-chinese", page: front.number, pointer: NAME, message }];
}

/** 增期 and 号外 say what they are by the nameplate; the latter cost nothing. */
export function checkSpecial(subject: FormSubject): readonly FormFault[] {
  const front = frontOf(subject);
  const { special, imprint } = subject.edition.publication;
  const faults: FormFault[] = [];
  if (front !== undefined && special === undefined) {
    const { page } = front;
    const texts = [
      ...[page.section, page.banner].filter((one) => one !== undefined),
      ...subject.edition.articles
        .filter(({ id }) => page.articles.includes(id))
        .flatMap(({ label }) => (label === undefined ? [] : [label])),
    ];
    for (const { text, pointer } of texts.filter(({ text: one }) => SPECIAL.test(one))) {
      const message = `“${quotable(text)}” calls this a special issue, and its nameplate does not say so`;
      faults.push({ code: "special-unmarked", page: front.number, pointer, message });
    }
  }
  if (special === "号外" && imprint?.price !== undefined && !imprint.price.text.includes("免费")) {
    const message = `号外 are given away (免费赠阅), and the price is “${quotable(imprint.price.text)}”`;
    faults.push({ code: "special-price", page: 0, pointer: imprint.price.pointer, message });
  }
  return faults;
}

function glyphsOf({ scene }: FormPage): readonly GlyphRun[] {
  return scene.items.filter((item): item is GlyphRun => item.kind === "glyphs");
}

function points(size: Len): number {
  return roundedPt(size, 1);
}
