/** Templates: bundled ones with values changed, mostly within their bounds, now and then just outside or of a wrong kind. */
import type { GridSize } from "./fuzz-layout.js";
import type { Random } from "./random.js";

type Raw = Record<string, unknown>;

interface Bundled {
  readonly name: string;
  readonly columns: number;
  readonly columnEms: number;
  readonly rows: number;
  /** Rows that the nameplate takes. */
  readonly plate: number;
  readonly spread?: true;
}

const BUNDLED: readonly [Bundled, ...Bundled[]] = [
  { name: "tabloid-inside", columns: 6, columnEms: 12, rows: 78, plate: 0 },
  { name: "tabloid", columns: 6, columnEms: 12, rows: 79, plate: 9 },
  { name: "berliner", columns: 6, columnEms: 14, rows: 96, plate: 0 },
  { name: "berliner-front", columns: 6, columnEms: 14, rows: 98, plate: 10 },
  { name: "broadsheet", columns: 8, columnEms: 13, rows: 110, plate: 0 },
  { name: "broadsheet-front", columns: 8, columnEms: 13, rows: 112, plate: 13 },
  { name: "broadsheet-spread", columns: 16, columnEms: 13, rows: 110, plate: 0, spread: true },
];

const STYLES = [
  "body",
  "strong",
  "ruby",
  "dropCap",
  "verse",
  "note",
  "tableTitle",
  "tableHead",
  "tableCell",
  "dateline",
  "subhead",
  "quote",
  "byline",
  "label",
  "kicker",
  "headline",
  "deck",
  "continuation",
  "caption",
  "photoCredit",
  "relatedLabel",
  "relatedBody",
  "banner",
  "folioName",
  "folioText",
  "folioSection",
  "folioNumber",
  "creditRole",
  "creditName",
  "mastheadName",
  "mastheadText",
] as const;
const COLOURS = ["black", "grey", "red", "blue", "tint", "hairline"] as const;
/** Values that no key takes, or hardly one. */
const SLIPS = [-1, 0, 1e9, "x", "", null, [], {}, "12", "0pt", "999mm", true, "3 furlongs", [[1]], "0.1pt"] as const;

/** Columns of the bundled nameplates, at least. */
const PLATE_COLUMNS = 5;

export interface FuzzTemplate {
  readonly raw: Raw;
  readonly grid: GridSize;
  readonly spread: boolean;
}

/** One in `rate` of the sections that may change does. */
export function fuzzTemplate(random: Random, rate: number): FuzzTemplate {
  const bundled = random.once(30) ? random.pick(BUNDLED) : (BUNDLED[random.below(6)] ?? BUNDLED[0]);
  const isSmall = bundled.plate === 0 && random.once(3);
  const geometry: OwnGrid | undefined = isSmall || random.once(rate) ? ownGrid(random, bundled, isSmall) : undefined;
  const changed: Raw = random.some({
    extends: bundled.name,
    ...geometry?.raw,
    styles: random.maybe(rate, () => styles(random)),
    headlines: random.maybe(rate, () => headlines(random)),
    composition: random.maybe(rate, () => composition(random)),
    story: random.maybe(rate, () => story(random)),
    box: random.maybe(rate, () => box(random)),
    note: random.maybe(2 * rate, () => ({ frame: rule(random), ground: "tint", inset: lengthIn(random, "字", 4) })),
    table: random.maybe(2 * rate, () => ({ inner: rule(random), rules: random.pick(["all", "rows", "head", "none"]) })),
    folio: random.maybe(rate, () => folio(random)),
    banner: random.maybe(rate, () => ({ rows: random.between(2, 12), rule: rule(random) })),
    masthead: random.maybe(rate, () => masthead(random, (geometry ?? bundled).columns)),
    audit: random.once(5)
      ? random.maybe(2, () => ({ leastType: `${random.between(3, 9)}pt` }))
      : { whiteRows: 400, whitePart: 1 },
    makeup: { steps: random.pick([10_000, 10_000, 20_000, 60_000]) },
  });
  if (rate < 10 && random.once(3)) slip(random, changed);
  const plate = "masthead" in changed ? plateOf(changed["masthead"]) : bundled.plate;
  // A nameplate wider than another grid is refused, which is tried often enough.
  if (geometry !== undefined && bundled.plate > 0 && !("masthead" in changed) && !random.once(12))
    changed["masthead"] = { columns: random.between(1, Math.min(geometry.columns, PLATE_COLUMNS)) };
  const taken = plate > 0 ? plate : (geometry?.folioRows ?? 0);
  const { columns, rows } = geometry ?? bundled;
  return {
    raw: changed,
    grid: { columns, rows: Math.max(1, rows - taken) },
    spread: bundled.spread === true,
  };
}

function plateOf(nameplate: unknown): number {
  return nameplate !== null && typeof nameplate === "object" && "rows" in nameplate ? Number(nameplate.rows) + 1 : 0;
}

interface OwnGrid extends GridSize {
  readonly raw: Raw;
  /** Rows that a folio line takes which stands in the type area. */
  readonly folioRows: number;
}

/** From the head of the page to the foot of the bundled folio lines, in points. */
const FOLIO_FOOT = 82;
/** A type area that begins over it: 2 mm from the page's head. */
const HIGH_TOP = 5.7;

/** Another grid, and mostly a page around it that holds it. */
function ownGrid(random: Random, bundled: Bundled, isSmall: boolean): OwnGrid {
  const columns = isSmall ? random.between(1, 5) : random.once(3) ? random.between(1, 12) : bundled.columns;
  const columnEms = random.once(3) ? random.between(4, 30) : bundled.columnEms;
  const rows = isSmall
    ? random.between(24, 60)
    : random.once(8)
      ? random.between(4, 20)
      : random.between(40, bundled.rows);
  const gutterEms = random.pick([0.5, 1, 1.5, 2, 3]);
  const body = random.once(4) ? random.between(7, 13) : 9;
  const leading = body + random.pick([2, 3, 3.6, 3.6, 5]);
  const width = Math.ceil((columns * columnEms + (columns - 1) * gutterEms) * body * 0.3528) + random.between(20, 40);
  const height = Math.ceil(rows * leading * 0.3528) + random.between(45, 60);
  const page = random.once(12) ? {} : { page: { width: `${width}mm`, height: `${height}mm` } };
  const grid = { columns, columnEms, gutterEms, rows, body: `${body}pt`, leading: `${leading}pt`, top: "33mm" };
  const isHigh = random.once(20);
  const folioRows = isHigh ? Math.ceil((FOLIO_FOOT - HIGH_TOP) / leading) : 0;
  return { columns, rows, folioRows, raw: { ...page, grid: isHigh ? { ...grid, top: "2mm" } : grid } };
}

function lengthIn(random: Random, unit: string, most: number): string {
  return `${random.between(0, 2 * most) / 2}${unit}`;
}

function rule(random: Random): Raw {
  return { thickness: `${random.pick([0.25, 0.5, 1, 2, 4])}pt`, colour: random.pick(COLOURS) };
}

function styles(random: Random): Raw {
  const entries = random.list(random.between(1, 4), () => {
    const size = random.once(3) ? random.between(4, 60) : random.between(7, 24);
    const style = random.some({
      size: `${size}pt`,
      leading: `${Math.ceil(size * random.pick([1.2, 1.4, 1.4, 2]))}pt`,
      weight: random.maybe(3, () => random.pick([100, 400, 700, 900])),
      align: random.maybe(3, () => random.pick(["start", "center", "end", "justify"])),
      tracking: random.maybe(5, () => random.pick([-0.1, 0.05, 0.3])),
      slant: random.maybe(8, () => random.between(0, 20)),
      colour: random.maybe(6, () => random.pick(COLOURS)),
      font: random.maybe(5, () => random.pick(["song", "hei", "kai", "latin", "symbol"])),
    });
    return [random.pick(STYLES), style] as const;
  });
  return Object.fromEntries(entries);
}

function headlines(random: Random): Raw {
  const size = random.between(14, 90);
  const step = { priority: 999, span: 1, size: `${size}pt`, min: `${random.between(10, size)}pt` };
  return random.once(2) ? { ladder: [step] } : { sizes: [`${size}pt`, step.min, "20pt", "14pt"], ladder: [step] };
}

function composition(random: Random): Raw {
  return random.some({
    kinsoku: random.maybe(2, () => random.pick(["none", "basic", "gb", "strict"])),
    mode: random.maybe(4, () => "greedy"),
    indent: random.maybe(4, () => random.below(4)),
    adjacentMarks: random.maybe(3, () => random.pick([1, 1.5, 2])),
    marks: random.maybe(3, () => random.pick(["fitted", "full", "kaiming", "half"])),
    hanging: random.maybe(3, () => random.pick(["off", "rescue", "on"])),
    fullWidth: random.maybe(4, () => random.pick(["none", "digits", "letters", "all"])),
    hyphenation: random.maybe(3, () => random.pick(["off", "rescue", "on"])),
    houseStyle: random.maybe(2, () => false),
  });
}

function story(random: Random): Raw {
  return random.some({
    subheadRows: random.maybe(4, () => [random.between(1, 4), random.between(2, 6)]),
    linesAfterSubhead: random.maybe(4, () => random.below(4)),
    gapRows: random.maybe(3, () => random.below(5)),
    headGapRows: random.maybe(3, () => random.below(4)),
    byline: random.maybe(2, () => random.pick(["head", "column"])),
    columnRule: random.maybe(3, () => rule(random)),
    storyRule: random.maybe(3, () => rule(random)),
    looseness: random.maybe(4, () => random.below(3)),
    photoCrop: random.maybe(3, () => random.below(7) / 10),
    besidePhotoEms: random.maybe(3, () => random.below(12)),
    photoOutset: random.maybe(3, () => (random.once(2) ? "trim" : lengthIn(random, "mm", 10))),
    brokenEms: random.maybe(4, () => [random.between(4, 10), random.between(10, 40)]),
    kickerRatio: random.maybe(4, () => random.between(10, 60) / 100),
    deckRatio: random.maybe(4, () => random.between(10, 60) / 100),
    captionInset: random.maybe(4, () => lengthIn(random, "字", 4)),
    dropCap: random.maybe(3, () => random.pick([0, 2, 3, 4, 5])),
  });
}

function box(random: Random): Raw {
  return random.some({
    frame: random.maybe(2, () => rule(random)),
    ground: random.maybe(3, () => random.pick(COLOURS)),
    paddingInline: random.maybe(2, () => lengthIn(random, "字", 5)),
    paddingRows: random.maybe(2, () => random.below(5)),
  });
}

function folio(random: Random): Raw {
  return random.some({
    top: random.maybe(3, () => lengthIn(random, "mm", 25)),
    height: random.maybe(3, () => `${random.between(6, 30)}pt`),
    date: random.maybe(3, () =>
      random.pick(["{yyyy}年{M}月{d}日 {weekday} {lunar}", "", "{d}", "{yyyy}{MM}{dd}".repeat(6)]),
    ),
    number: random.maybe(3, () => random.pick(["第{number}版", "{edition}{number2}版", ""])),
    mirror: random.maybe(2, () => random.once(2)),
    gap: random.maybe(3, () => lengthIn(random, "pt", 60)),
    credits: random.maybe(2, () => random.pick(["folio", "foot", "none"])),
  });
}

/** Now and then wider than the page. */
function masthead(random: Random, most: number): Raw | null {
  const columns = random.between(1, random.once(12) ? 8 : Math.min(8, most));
  return random.once(5) ? null : { rows: random.between(2, 24), columns, rule: rule(random) };
}

/** Puts a slip of the hand in the place of some value, or an unknown key beside it. */
function slip(random: Random, raw: Raw): void {
  let holder = raw;
  for (let depth = random.below(3); depth >= 0; depth -= 1) {
    const keys = Object.keys(holder);
    const key = keys[random.below(keys.length)];
    if (key === undefined) break;
    const value = holder[key];
    if (depth > 0 && value !== null && typeof value === "object") holder = value as Raw;
    else {
      if (random.once(6)) holder[`${key}s`] = value;
      else holder[key] = random.pick(SLIPS);
      break;
    }
  }
}
