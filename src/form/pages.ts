/** The pages as a set: their numbers, who made them, and folio lines that stand at one place. */
import type { Rect } from "../base/geometry.js";
import { type Len, mm, toMm } from "../base/length.js";
import type { FormCode, FormFault } from "./finding.js";
import { findText, type FormPage, type FormSubject, textOf } from "./subject.js";

/** Folio lines of one paper stand at one height; more than this is seen when leafing. */
const SAME_HEIGHT: Len = mm(1);
/** The number keeps its distance from the edge. The date may stand behind the section's name, which moves it. */
const SAME_PLACE: Len = mm(3);

export function checkPages(subject: FormSubject): readonly FormFault[] {
  return [
    ...numbering(subject),
    ...subject.pages.filter(({ page }) => page.credits.length === 0).map(withoutCredits),
    ...folios(subject),
  ];
}

function numbering({ edition, pages }: FormSubject): readonly FormFault[] {
  const faults: FormFault[] = [];
  pages.forEach(({ page, number }, index) => {
    const before = pages[index - 1]?.number ?? 0;
    if (number >= before) return;
    const message = `page ${number} stands after page ${before}`;
    faults.push({ code: "page-order", page: number, pointer: page.pointer, message });
  });
  const { pageCount } = edition.publication;
  if (pageCount === undefined) {
    if (pages.some(({ number }) => number === 1))
      faults.push({
        code: "page-count",
        page: 1,
        pointer: "/publication",
        message: "the front page does not tell how many pages the issue has (版数)",
      });
    return faults;
  }
  const numbers = new Set([
    ...edition.pages.map(({ number }, index) => number ?? index + 1),
    ...pages.flatMap((one) => one.numbers),
  ]);
  const pointer = "/publication/pageCount";
  const over = [...numbers].filter((number) => number > pageCount);
  if (over.length > 0) {
    const message = `the issue is to have ${pageCount} pages, and page ${over.join(", ")} is beyond them`;
    faults.push({ code: "page-count", page: 0, pointer, message });
  }
  const missing = Array.from({ length: pageCount }, (_, index) => index + 1).filter((number) => !numbers.has(number));
  if (missing.length > 0) {
    const message = `of ${pageCount} pages, the edition does not hold ${inShort(missing)}`;
    faults.push({ code: "page-missing", page: 0, pointer, message });
  }
  return faults;
}

/** 2, 3, 5–8 */
function inShort(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(", ");
}

function withoutCredits({ page, number }: FormPage): FormFault {
  const message = `page ${number} does not tell who made it`;
  return { code: "missing-credits", page: number, pointer: page.pointer, message };
}

/** A page with a nameplate has no folio line, and needs none. */
function folios({ edition, pages }: FormSubject): readonly FormFault[] {
  const faults: FormFault[] = [];
  const inside = pages.filter(({ scene }) => textOf(scene, "masthead") === "");
  const numbers: PlacedLabel[] = [];
  const dates: PlacedLabel[] = [];
  for (const one of inside) {
    const number = one.labels.number?.includes(String(one.number)) === true ? one.labels.number : undefined;
    const tell = (code: FormCode, message: string): void =>
      void faults.push({ code, page: one.number, pointer: one.page.pointer, message });
    const numberBox = number === undefined ? undefined : findText(one.scene, "folio", number);
    const dateBox = one.labels.date === undefined ? undefined : findText(one.scene, "folio", one.labels.date);
    if (numberBox === undefined) tell("folio-number", `the folio line of page ${one.number} has no page number (版序)`);
    else numbers.push({ ...one, box: numberBox });
    if (dateBox === undefined) tell("folio-date", `the folio line of page ${one.number} has no date`);
    else dates.push({ ...one, box: dateBox });
    const { name } = edition.publication;
    if (name === undefined || findText(one.scene, "folio", name.text) === undefined)
      tell("folio-name", `the folio line of page ${one.number} does not name the paper`);
  }
  return [...faults, ...elsewhere(numbers, "page number", SAME_PLACE), ...elsewhere(dates, "date")];
}

interface PlacedLabel extends FormPage {
  readonly box: Rect;
}

interface Place {
  readonly top: Len;
  /** From the nearer edge of the page. */
  readonly edge: Len;
  readonly side: "left" | "right";
  /** Odd pages are right-hand pages. */
  readonly leaf: "outer" | "inner";
}

/** Pages on which a label stands elsewhere than on the first. Left and right may change places with the leaf. */
function elsewhere(labels: readonly PlacedLabel[], what: string, nearness: Len = Infinity): readonly FormFault[] {
  const [first, ...others] = labels;
  if (first === undefined) return [];
  const expected = placeOf(first);
  const places = others.map((label) => ({ label, place: placeOf(label) }));
  const misfits = (key: "side" | "leaf") =>
    places.filter(({ place }) => {
      const far = Math.abs(place.edge - expected.edge) > nearness;
      return place[key] !== expected[key] || far || Math.abs(place.top - expected.top) > SAME_HEIGHT;
    });
  const [bySide, byLeaf] = [misfits("side"), misfits("leaf")];
  const wrong = byLeaf.length < bySide.length ? byLeaf : bySide;
  return wrong.map(({ label: { page, number, box }, place }) => ({
    code: "folio-place",
    page: number,
    pointer: page.template === undefined ? page.pointer : `${page.pointer}/template`,
    message: `the ${what} of page ${number} stands ${inMm(place)}; that of page ${first.number} ${inMm(expected)}`,
    box,
  }));
}

function placeOf({ box, scene, number }: PlacedLabel): Place {
  const right = scene.width - box.x - box.width;
  const side = box.x <= right ? "left" : "right";
  const recto = number % 2 === 1;
  return {
    top: box.y + box.height,
    edge: Math.min(box.x, right),
    side,
    leaf: (side === "right") === recto ? "outer" : "inner",
  };
}

function inMm({ top, edge, side }: Place): string {
  return `${Math.round(toMm(edge))} mm from the ${side} and ${Math.round(toMm(top))} mm from the top`;
}
