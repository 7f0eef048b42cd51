/**
 * What stands on a page before a word of it is written: the kind of page, its advertisements, its stories by rank with their
 * lengths, pictures and boxes. The shares and lengths are those of Chinese dailies of the same sheets: a page of a tabloid has
 * 5 to 12 stories, one of a broadsheet 7 to 18; leads of 600 to 1 900 characters, second stories of about half, others of 150 to
 * 450, briefs of about 120.
 */
import type { Random } from "../../test/fuzz/random.js";
import type { Template } from "../../src/template/resolved.js";
import type { FixedArea, Size, Span } from "./edition-types.js";

export type PageKind = "front" | "news" | "half-ad" | "briefs" | "tables" | "feature" | "pictures";

export interface PhotoPlan {
  readonly size: Size;
  /** Columns that the editor asks for; absent: the engine's choice. */
  readonly columns: number | undefined;
  readonly crop: boolean;
}

export interface StoryPlan {
  readonly priority: number;
  readonly kind: "news" | "brief" | "essay" | "picture" | "poem" | "list" | "table";
  readonly characters: number;
  readonly photos: readonly PhotoPlan[];
  readonly box: boolean;
  /** A box within it: 相关新闻, 链接. */
  readonly related: boolean;
  readonly vertical: boolean;
}

export interface PagePlan {
  readonly kind: PageKind;
  readonly ads: readonly FixedArea[];
  readonly notices: readonly FixedArea[];
  readonly banner: boolean;
  readonly stories: readonly StoryPlan[];
}

/** Of a hundred inside pages. */
const INSIDE: readonly (readonly [number, PageKind])[] = [
  [44, "news"],
  [60, "half-ad"],
  [68, "briefs"],
  [82, "tables"],
  [94, "feature"],
  [100, "pictures"],
];
/** Of a hundred pictures: their pixels. Half are 3 : 2, some upright, a few square, wide or portraits. */
const SHAPES: readonly (readonly [number, Size])[] = [
  [48, { width: 1800, height: 1200 }],
  [64, { width: 1600, height: 1200 }],
  [71, { width: 1920, height: 1080 }],
  [83, { width: 1200, height: 1600 }],
  [90, { width: 1200, height: 1800 }],
  [96, { width: 1400, height: 1400 }],
  [100, { width: 2400, height: 1000 }],
];
/** The page for whose sheet lengths are given: a tabloid of 6 columns of 12 characters by 78 rows. */
const TABLOID_CELLS = 5_616;
/** Lengths grow less than sheets do: broadsheets have more stories rather. */
const GROWTH = 0.4;

function of<T>(random: Random, table: readonly (readonly [number, T])[]): T {
  const roll = random.below(100);
  const [, found] = table.find(([upTo]) => roll < upTo) ?? table[0] ?? [];
  if (found === undefined) throw new Error("the table is empty");
  return found;
}

export function planPage(random: Random, template: Template, isFront: boolean): PagePlan {
  const kind = isFront ? "front" : of(random, INSIDE);
  const { ads, notices } = fixedAreas(random, template, kind);
  return {
    kind,
    ads,
    notices,
    // The rows of areas count from under a banner: a page with both would have its strip reach over the foot.
    banner: ads.length + notices.length === 0 && (kind === "news" || kind === "front") && random.below(10) === 0,
    stories: storiesOf(random, template, kind),
  };
}

function storiesOf(random: Random, { grid }: Template, kind: PageKind): readonly StoryPlan[] {
  const large = (grid.columns * grid.columnEms * grid.rows) / TABLOID_CELLS;
  const length = (least: number, most: number): number => {
    // Short ones are more frequent than long ones.
    const drawn = least + (most - least) * (random.below(1000) / 1000) ** 1.5;
    return Math.round(drawn * large ** GROWTH);
  };
  const photo = (widest: number): PhotoPlan => {
    const size = of(random, SHAPES);
    const columns = random.below(100) < 65 ? Math.max(1, widest - random.below(2)) : undefined;
    return {
      size,
      columns: columns !== undefined && size.height > size.width ? Math.min(columns, 2) : columns,
      crop: !random.once(12),
    };
  };
  const story = (own: Partial<StoryPlan> & Pick<StoryPlan, "priority" | "characters">): StoryPlan => ({
    kind: "news",
    photos: [],
    box: false,
    related: false,
    vertical: false,
    ...own,
  });
  const wide = grid.columns >= 8 ? 4 : 3;
  const lead = (): StoryPlan => {
    const photos = random.below(100) < 62 ? [photo(wide)] : [];
    if (photos.length > 0 && random.below(100) < 22) photos.push(photo(2));
    return story({
      priority: random.once(9) ? 2 : 1,
      characters: length(600, 1500),
      photos,
      related: random.below(100) < 14,
    });
  };
  const second = (): StoryPlan =>
    story({ priority: 2, characters: length(340, 720), photos: random.below(100) < 35 ? [photo(wide - 1)] : [] });
  const third = (): StoryPlan =>
    story({ priority: 3, characters: length(160, 440), photos: random.below(100) < 13 ? [photo(2)] : [] });
  const small = (): StoryPlan => story({ priority: 4, kind: "brief", characters: length(80, 190) });
  const brief = (): StoryPlan => story({ priority: 3, kind: "brief", characters: length(95, 150) });
  const picture = (priority: number): StoryPlan =>
    story({
      priority,
      kind: "picture",
      characters: 55 + random.below(80),
      photos: [{ ...photo(wide), columns: 2 + random.below(wide - 1) }],
    });
  const box = (): StoryPlan =>
    story({ priority: 4, box: true, kind: random.once(3) ? "list" : "brief", characters: length(110, 200) });
  const some = (least: number, most: number, make: () => StoryPlan): readonly StoryPlan[] =>
    random.list(random.between(least, Math.round(most * large ** 0.5)), make);
  const extra = [...(random.below(100) < 24 ? [box()] : []), ...(random.below(100) < 28 ? [picture(4)] : [])];
  switch (kind) {
    case "front":
      return [lead(), ...some(1, 2, second), ...some(2, 4, third), ...some(1, 2, small), ...extra];
    case "news":
      return [lead(), ...some(1, 2, second), ...some(2, 4, third), ...some(1, 3, small), ...extra];
    case "half-ad":
      return [lead(), ...some(0, 1, second), ...some(1, 3, third), ...some(0, 2, small)];
    case "briefs":
      return [
        story({ priority: 2, characters: length(180, 320), photos: random.once(2) ? [photo(2)] : [] }),
        ...some(7, 12, brief),
      ];
    case "tables":
      return [
        lead(),
        ...some(1, 2, second),
        story({ priority: 3, kind: "table", box: !random.once(3), characters: 60 + random.below(90) }),
        ...some(1, 3, third),
        ...some(0, 2, small),
      ];
    case "feature":
      return [
        story({
          priority: 1,
          kind: "essay",
          characters: length(800, 2000),
          photos: random.below(10) < 6 ? [photo(wide)] : [],
          vertical: random.once(6),
        }),
        ...some(1, 2, () => story({ priority: 2, kind: "essay", characters: length(450, 1000) })),
        ...(random.once(2) ? [story({ priority: 3, kind: "poem", characters: 90 + random.below(110) })] : []),
        ...some(0, 2, () => story({ priority: 3, kind: "essay", characters: length(220, 420) })),
        ...(random.once(3) ? [box()] : []),
      ];
    case "pictures":
      return [
        story({
          priority: 1,
          kind: "picture",
          characters: 160 + random.below(200),
          photos: [{ ...photo(wide), columns: wide }, photo(2)],
        }),
        ...some(2, 3, () => picture(3)),
        ...some(1, 2, third),
      ];
  }
}

/** Advertisements as they are sold: strips of the whole width, halves and quarters at the foot, in a column at the side. */
function fixedAreas(random: Random, { grid, masthead }: Template, kind: PageKind): Pick<PagePlan, "ads" | "notices"> {
  const rows = grid.rows - (masthead === undefined ? 0 : masthead.rows + 1);
  const at = (columns: Span, depth: number, label: string): FixedArea => ({
    columns,
    rows: [rows - depth + 1, rows],
    label,
  });
  const part = (least: number, most: number): number => Math.round((rows * random.between(least, most)) / 100);
  const { columns } = grid;
  const roll = random.below(100);
  if (kind === "half-ad")
    return { ads: [at([1, columns], roll < 60 ? part(38, 50) : part(28, 36), "半版广告")], notices: [] };
  if (kind === "pictures" || kind === "feature") return { ads: [], notices: [] };
  if (roll < 14) return { ads: [at([1, columns], part(9, 16), "通栏广告")], notices: [] };
  if (roll < 24) return { ads: [at([Math.ceil(columns / 2) + 1, columns], part(14, 30), "半通栏广告")], notices: [] };
  if (roll < 29) return { ads: [], notices: [at([columns, columns], part(14, 26), "公告")] };
  return { ads: [], notices: [] };
}
