/** Random pages whose editor fixes places, and what must hold on every one of them. */
import { paintedFaults } from "../../src/audit/geometry.js";
import { paintedScene } from "../../src/audit/from-scene.js";
import { pt } from "../../src/base/length.js";
import { checkLayout } from "../../src/edition/layout-check.js";
import { readEdition } from "../../src/edition/read.js";
import type { FontLibrary } from "../../src/font/library.js";
import { compose } from "../../src/pipeline.js";
import type { GlyphRun, Scene, SceneImage, ScenePage } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";
import { inside } from "./rects.js";

const LEAST_TYPE = pt(5.9);

/** A sequence that depends on its seed alone (a linear congruential generator, Numerical Recipes' constants). */
class Dice {
  constructor(private state: number) {}

  upTo(most: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * (most + 1));
  }

  chance(part: number): boolean {
    return this.upTo(999) < part * 1000;
  }

  pick<T>(of: readonly T[]): T {
    const found = of[this.upTo(of.length - 1)];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  }
}

const HAN = [..."江渡灯船桥雨风山云河石松雪秋春夜钟楼街巷茶书信声光影人家早晚远近高低长短"];

function han(dice: Dice, length: number): string {
  return Array.from({ length }, () => dice.pick(HAN)).join("");
}

interface Area {
  readonly columns: readonly [number, number];
  readonly rows: readonly [number, number];
}

function area(dice: Dice, columns: number, rows: number, least = 1): Area {
  const first = 1 + dice.upTo(columns - 1);
  const top = 1 + dice.upTo(rows - least);
  return {
    columns: [first, Math.min(columns, first + dice.upTo(2))],
    rows: [top, Math.min(rows, top + least - 1 + dice.upTo(30))],
  };
}

function headKeys(dice: Dice): object {
  const lines = dice.chance(0.3) ? 1 + dice.upTo(8) : 1;
  return {
    headline: Array.from({ length: lines }, () => han(dice, 1 + dice.upTo(dice.chance(0.2) ? 30 : 10))),
    ...(dice.chance(0.4) ? { label: han(dice, 2 + dice.upTo(18)) } : {}),
    ...(dice.chance(0.3) ? { kicker: han(dice, 4 + dice.upTo(20)) } : {}),
    ...(dice.chance(0.3) ? { deck: han(dice, 4 + dice.upTo(30)) } : {}),
    ...(dice.chance(0.5) ? { byline: `■ 记者 ${han(dice, 2)} ${han(dice, 3)}` } : {}),
    ...(dice.chance(0.35) ? { headlineDirection: "vertical" } : {}),
  };
}

interface RandomStory {
  readonly id: string;
  readonly body: readonly string[];
  readonly photos: readonly object[];
  readonly related: readonly object[];
}

function story(dice: Dice, id: string): RandomStory {
  const photos = Array.from({ length: dice.upTo(2) }, (_, index) => ({
    src: `${index}.jpg`,
    ...(dice.chance(0.8) ? { caption: `${han(dice, 3 + dice.upTo(60))}。` } : {}),
    ...(dice.chance(0.6) ? { credit: `${han(dice, 2 + dice.upTo(18))} 摄` } : {}),
  }));
  const body = Array.from({ length: dice.upTo(6) }, () => `${han(dice, 5 + dice.upTo(80))}。`);
  const related = Array.from({ length: dice.chance(0.3) ? 1 + dice.upTo(1) : 0 }, (_, index) => ({
    id: `${id}${index}`,
    headline: han(dice, 2 + dice.upTo(6)),
    ...(dice.chance(0.4) ? { label: han(dice, 2 + dice.upTo(14)) } : {}),
    body: [`${han(dice, 10 + dice.upTo(60))}。`],
  }));
  return { id, ...headKeys(dice), body, photos, related };
}

function layoutOf(dice: Dice, own: { id: string; photos: readonly object[] }, columns: number, rows: number): object {
  const region = area(dice, columns, rows, 8);
  const legs = Array.from({ length: 1 + dice.upTo(2) }, () => {
    const [first] = area(dice, columns, rows).columns;
    return { columns: [first, first], rows: area(dice, columns, rows, 3).rows };
  });
  const span = region.columns[1] - region.columns[0] + 1;
  const isBroken = dice.chance(0.2);
  const place = (): Area => (dice.chance(0.5) ? area(dice, columns, rows, 2) : within(dice, region));
  return {
    article: own.id,
    ...(dice.chance(0.5) ? region : { legs }),
    ...(dice.chance(0.5) ? { head: place() } : {}),
    ...(own.photos.length > 0 && dice.chance(0.5) ? { photos: own.photos.map(place) } : {}),
    ...(isBroken && span > 1 ? { setIn: span - 1 } : {}),
  };
}

function within(dice: Dice, { columns, rows }: Area): Area {
  const first = columns[0] + dice.upTo(columns[1] - columns[0]);
  const top = rows[0] + dice.upTo(rows[1] - rows[0]);
  return {
    columns: [first, first + dice.upTo(columns[1] - first)],
    rows: [top, top + dice.upTo(rows[1] - top)],
  };
}

export interface PinnedPage {
  readonly source: string;
  readonly scene: Scene;
  readonly texts: readonly string[];
}

/** A page of up to three stories, each with a random entry of `layout`; undefined where the layout is refused. */
export function pinnedPage(seed: number, template: Template, fonts: FontLibrary): PinnedPage | undefined {
  const dice = new Dice(seed);
  const articles = Array.from({ length: 1 + dice.upTo(2) }, (_, index) => story(dice, `s${index}`));
  const { rows } = template.grid;
  const layout = articles.flatMap((one, index) =>
    index === 0 || dice.chance(0.5) ? [layoutOf(dice, one, template.grid.columns, rows)] : [],
  );
  const credits = [{ role: "责编", names: ["安然"] }];
  const page = { number: 3, credits, articles: articles.map(({ id }) => id), layout };
  const source = JSON.stringify({ pages: [page], articles });
  const read = readEdition(source, "edition.json");
  const [first] = read.ok ? read.value.pages : [];
  if (!read.ok || first === undefined) return undefined;
  if (checkLayout(read.value, first, { columns: template.grid.columns, rows }).length > 0) return undefined;
  const images = new Map(["0.jpg", "1.jpg"].map((id): [string, SceneImage] => [id, pictureOf(id)]));
  return { source, texts: textsOf(articles), scene: compose({ ...read.value, images }, template, fonts) };
}

function pictureOf(id: string): SceneImage {
  return { id, format: "jpeg", bytes: new Uint8Array(), width: 900, height: 600, orientation: 1 };
}

const TEXT_KEYS: ReadonlySet<string> = new Set(
  "headline label kicker deck byline body caption credit related photos".split(" "),
);

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, own]) => (TEXT_KEYS.has(key) ? textsOf(own) : []));
}

/** What is wrong with a page, a line each. */
export function faultsOf({ scene, texts }: PinnedPage): readonly string[] {
  return scene.pages.flatMap((page) => [
    ...paintedFaults(paintedScene(page), LEAST_TYPE)
      .filter(({ severity }) => severity === "error")
      .map(({ code, message }) => `${code}: ${message}`),
    ...badRectangles(page),
    ...outside(page),
    ...lost(scene, texts),
  ]);
}

function badRectangles({ items }: ScenePage): readonly string[] {
  return items.flatMap((item) => {
    if (item.kind === "glyphs" || item.kind === "shape") return [];
    const { x, y, width, height } = item.rect;
    return width > 0 && height > 0 ? [] : [`${item.kind} of ${item.role} at ${x},${y} is ${width} by ${height}`];
  });
}

/** Text of stories that stands in no leg, head, photo or box of the page. */
function outside({ items, areas }: ScenePage): readonly string[] {
  const own = areas.filter(({ kind }) => kind !== "story");
  return items.flatMap((item) => {
    if (item.kind !== "glyphs" || item.source.article === undefined) return [];
    return own.some(({ rect }) => inside(boxOf(item), rect, item.size * 0.4))
      ? []
      : [`${item.role} "${item.texts.join("")}" stands in no place of its story`];
  });
}

function boxOf({ x, y, size, offsets, direction, turned }: GlyphRun) {
  const length = Math.max(0, ...offsets);
  return direction === "vertical" || turned === true
    ? { x: x - size / 2, y, width: size, height: length + size / 2 }
    : { x, y: y - size * 0.8, width: length, height: size * 0.8 };
}

function lost(scene: Scene, texts: readonly string[]): readonly string[] {
  const painted = scene.pages.flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === "glyphs" ? item.texts : [])),
  );
  const have = counted([...painted, ...scene.fits.map(({ oversetText }) => oversetText)].join(""));
  return [...counted(texts.join(""))]
    .filter(([character, count]) => (have.get(character) ?? 0) < count)
    .map(([character, count]) => `${character} stands ${have.get(character) ?? 0} times of ${count}`);
}

function counted(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const character of text.replaceAll(/\s/gu, "")) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}
