/** Editions made up by a seed: one to three pages, stories of every kind, pins, hints, advertisements. Mostly sound, often odd. */
import { bodyOf, pieces } from "./fuzz-body.js";
import { anyPin, fixedIn, type GridSize, partsOf, type Pinned, pinOf } from "./fuzz-layout.js";
import { PICTURES } from "./pictures.js";
import type { Random } from "./random.js";
import { head, lengthOf, person, type Tongue, tongueOf } from "./words.js";

type Raw = Record<string, unknown>;

const MOST_NESTED = 2;
const SIDES = ["top", "bottom", "left", "right"] as const;

/** Sizes of the make-up's work: most editions are small, so that thousands are set in an hour. */
function blockCount(random: Random): number {
  if (random.once(12)) return 0;
  if (random.once(15)) return random.between(10, 40);
  return random.between(1, 6);
}

function photo(random: Random, tongue: Tongue): Raw {
  const file = (): string => random.pick(PICTURES).src;
  const grouped = (): unknown =>
    random.once(3) ? { src: file(), crop: random.maybe(4, () => random.pick(["never", "fit"])) } : file();
  const what = random.once(6)
    ? { group: random.list(random.between(2, 6), grouped), numbers: random.maybe(2, () => true) }
    : { src: file(), focus: random.maybe(5, () => [random.below(11) / 10, random.below(11) / 10]) };
  return random.some({
    ...what,
    caption: random.once(4) ? undefined : pieces(random, lengthOf(random, [6, 40], 300), tongue),
    credit: random.once(2) ? `${head(random, lengthOf(random, [2, 5], 60), tongue)} 摄` : undefined,
    columns: random.maybe(2, () => random.pick([1, 1, 2, 2, 3, 4, 9, 0.5, 1.5, 2.5])),
    side: random.maybe(4, () => random.pick(["left", "right"])),
    breakOut: random.maybe(8, () => true),
    alt: random.maybe(6, () => "一张图"),
  });
}

function headline(random: Random, tongue: Tongue): unknown {
  if (random.once(5))
    return random.list(random.between(1, 4), () => head(random, lengthOf(random, [4, 14], 60), tongue));
  return head(random, lengthOf(random, [6, 22], 200), tongue);
}

function story(random: Random, id: string, tongue: Tongue, nested: number): Raw {
  const related =
    nested < MOST_NESTED && random.once(5)
      ? random.list(random.between(1, 2), (index) => story(random, `${id}-${index}`, tongue, nested + 1))
      : undefined;
  const short = (usual: readonly [number, number], absurd: number): string =>
    head(random, lengthOf(random, usual, absurd), tongue);
  return random.some({
    id,
    priority: random.maybe(2, () => random.between(1, 5)),
    label: random.maybe(nested > 0 ? 2 : 5, () => short([2, 6], 60)),
    kicker: random.maybe(4, () => short([6, 18], 120)),
    headline: random.once(25) ? undefined : headline(random, tongue),
    deck: random.maybe(3, () => short([8, 26], 200)),
    byline: random.maybe(2, () => `本报记者 ${random.once(12) ? short([20, 60], 120) : person(random)}`),
    dateline: random.maybe(3, () => `本报讯（记者 ${person(random)}）`),
    body: bodyOf(random, nested > 0 ? random.between(0, 4) : blockCount(random), tongue),
    dropCap: random.maybe(10, () => random.pick([0, 2, 3, 4])),
    photos: random.maybe(3, () => random.list(random.once(6) ? 4 : random.between(1, 2), () => photo(random, tongue))),
    box: random.maybe(6, () => true),
    headlineDirection: random.maybe(6, () => "vertical"),
    makeup: random.maybe(8, () => hints(random)),
    related,
  });
}

function hints(random: Random): Raw {
  return random.some({
    columns: random.maybe(2, () => (random.once(2) ? random.between(1, 6) : [1, random.between(1, 6)])),
    side: random.maybe(2, () => (random.once(3) ? [random.pick(SIDES)] : random.pick(SIDES))),
    setIn: random.maybe(3, () => random.between(1, 4)),
  });
}

function credits(random: Random, tongue: Tongue): unknown {
  const count = random.once(8) ? random.between(0, 8) : random.between(1, 3);
  return random.list(count, () => ({
    role: random.pick(["责编", "美编", "校对", "本版主编", "视觉总监"]),
    names: random.list(random.between(0, 2), () => (random.once(20) ? head(random, 12, tongue) : person(random))),
  }));
}

interface PageWish {
  readonly number: number;
  readonly hasRefers: boolean;
}

/** About as many rows as they take. */
const BANNER_ROWS = 6;
const REFERS_ROWS = 8;

function page(
  random: Random,
  { number, hasRefers }: PageWish,
  stories: readonly Raw[],
  grid: GridSize,
  tongue: Tongue,
): Raw {
  const banner = random.maybe(8, () => head(random, lengthOf(random, [8, 24], 120), tongue));
  // Banner and refers take rows from the stories; a pin that reaches under the page's foot is refused, which is tried often enough.
  const taken = (banner === undefined ? 0 : BANNER_ROWS) + (hasRefers ? REFERS_ROWS : 0);
  const place: GridSize = { ...grid, rows: Math.max(1, grid.rows - taken) };
  const fixedCount = random.once(4) ? random.between(1, 3) : 0;
  const isPinned = random.once(2);
  const parts = [...partsOf(random, place, (isPinned ? stories.length : 1) + fixedCount)];
  const fixed = fixedCount === 0 ? [] : parts.splice(Math.max(1, parts.length - fixedCount));
  const pins: Pinned[] = stories.map((one) => ({
    id: String(one["id"]),
    photos: Array.isArray(one["photos"]) ? one["photos"].length : 0,
    vertical: one["headlineDirection"] === "vertical",
    box: one["box"] === true,
  }));
  const layout = isPinned
    ? pins.flatMap((pin, index) => {
        const part = parts[index];
        if (random.once(40)) return [anyPin(random, pin, grid)];
        return part === undefined || random.once(6) ? [] : [pinOf(random, pin, part)];
      })
    : undefined;
  const places = fixed.map((part) =>
    fixedIn(
      random,
      part,
      () => head(random, lengthOf(random, [2, 12], 80), tongue),
      () => random.pick(PICTURES).src,
      () => bodyOf(random, random.between(0, 3), tongue),
    ),
  );
  return random.some({
    number,
    section: random.maybe(2, () => head(random, lengthOf(random, [2, 4], 40), tongue)),
    banner,
    credits: random.once(12) ? undefined : credits(random, tongue),
    articles: stories.map(({ id }) => id),
    layout,
    [random.once(3) ? "notices" : "ads"]: places.length === 0 || random.once(3) ? undefined : places,
  });
}

/** Stories that run through pages, that name other pages, and that stand near one another. */
function connect(random: Random, pages: Raw[], stories: Raw[], tongue: Tongue, hasRefers: boolean): void {
  const numbers = pages.map(({ number }) => number as number);
  for (const one of stories) {
    if (pages.length > 1 && random.once(8)) one["pages"] = numbers.slice(random.below(numbers.length - 1));
    else if (random.once(15)) {
      const to = {
        page: random.between(1, 8),
        ...(random.once(2) ? { text: head(random, 6, tongue) } : {}),
      };
      one["continues"] = random.once(2) ? { to } : { from: to };
    }
    const other = random.pick(stories as [Raw, ...Raw[]]);
    if (random.once(20) && other !== one) one["makeup"] = { ...(one["makeup"] as Raw), near: other["id"] };
  }
  if (hasRefers) {
    const [first] = pages;
    if (first !== undefined) first["refers"] = random.once(2) ? "auto" : [stories.at(-1)?.["id"]];
  }
}

function publication(random: Random, tongue: Tongue): Raw {
  const short = (usual: readonly [number, number], absurd: number): string =>
    head(random, lengthOf(random, usual, absurd), tongue);
  return random.some({
    name: random.once(12) ? short([2, 6], 30) : "禾渡日报",
    edition: random.maybe(3, () => random.pick(["A", "B", "特刊"])),
    issue: random.maybe(3, () => (random.once(4) ? short([4, 8], 60) : random.between(1, 30_000))),
    serial: random.maybe(3, () => (random.once(4) ? short([6, 12], 60) : "CN 00-0000")),
    pageCount: random.maybe(5, () => random.between(1, 64)),
    special: random.maybe(20, () => random.pick(["增期", "号外"])),
    imprint: random.maybe(5, () => ({ supervisor: short([4, 10], 60), address: short([8, 20], 100), price: "1.00元" })),
  });
}

/** `grid`: columns, and rows for stories, of the template that the edition names. */
export function fuzzEdition(random: Random, template: string, grid: GridSize): Raw {
  const tongue = tongueOf(random);
  const pageCount = random.once(4) ? random.between(2, 3) : 1;
  const hasRefers = pageCount > 1 && random.once(3);
  const stories: Raw[] = [];
  const pages = random.list(pageCount, (index) => {
    const own = random.list(random.once(3) ? random.between(4, 8) : random.between(1, 3), (nth) =>
      story(random, `s${stories.length + nth + 1}`, tongue, 0),
    );
    stories.push(...own);
    return page(random, { number: index + 1, hasRefers: index === 0 && hasRefers }, own, grid, tongue);
  });
  connect(random, pages, stories, tongue, hasRefers);
  return random.some({
    publication: random.once(6) ? undefined : publication(random, tongue),
    date: random.once(6) ? undefined : "2026-11-24",
    language: random.maybe(6, () => random.pick(["zh-Hans", "zh-Hant", "ja", "ko", "en"])),
    template,
    pages,
    articles: stories,
  });
}
