/**
 * A page for the press: the scene's page with its colours as inks, its pictures separated, and marks around it, written as
 * PDF/X. The scene's geometry and text are untouched: what was proofed is what is printed.
 */
import { createHash } from "node:crypto";
import { type Len, toPt } from "../base/length.js";
import { dateOf, renderPdf } from "../render/pdf.js";
import type { Colour, Scene, SceneImage, SceneItem, ScenePage } from "../scene/list.js";
import { pageLabel } from "../scene/page-label.js";
import { intoBleed } from "./bleed.js";
import { inked, type InkChange, type InkPolicy, needsProfile, overprints } from "./colour.js";
import type { OutputCondition } from "./condition.js";
import type { PressFinding } from "./finding.js";
import { beside } from "./imposition.js";
import { pressMarks, sheetMargin } from "./marks.js";
import { documentKeys, packProfile, type PdfxProfile, writeOutputIntent } from "./pdfx.js";
import { pressPicture } from "./picture.js";
import { blackCurve, Separation } from "./separation.js";
import type { PressSettings } from "./settings.js";

export interface PressOptions {
  /** Number of the page in the scene. */
  readonly page: number;
  /** Number of the page that stands to its right on the same sheet. */
  readonly facing?: number;
  /** What the sheet is called by; `page` and `facing` unless given: a page that is made up as a spread has two numbers. */
  readonly numbers?: readonly number[];
  readonly profile: PdfxProfile;
  readonly condition: OutputCondition;
  readonly settings: PressSettings;
  /** Of the template that set the page, with its version: for the slug. */
  readonly template: string;
  /** Written into the file instead of the edition's date. */
  readonly date?: Date;
}

/** Left, bottom, right, top in points, as PDF counts. */
export type PdfBox = readonly [left: number, bottom: number, right: number, top: number];

export interface PressedPage {
  readonly bytes: Uint8Array;
  readonly findings: readonly PressFinding[];
  readonly geometry: { readonly mediaBox: PdfBox; readonly bleedBox: PdfBox; readonly trimBox: PdfBox };
  /** Names of the plates it needs, in the order of printing. */
  readonly plates: readonly string[];
}

export async function pressPage(scene: Scene, options: PressOptions): Promise<PressedPage> {
  const page = sheetOf(scene, options);
  const { settings, condition, profile } = options;
  const findings: PressFinding[] = [];
  const inks = await inkItems(scene, page, options, findings);
  const plates = platesOf(inks);
  const date = options.date ?? dateOf(scene.meta.date);
  const marks = settings.marks
    ? pressMarks(scene, page, settings.bleed, {
        text: slugText(scene, options, plates, date),
        spots: spotsOf(inks.items),
      })
    : [];
  const pressed: Scene = { ...scene, images: inks.images, pages: [{ ...page, items: [...inks.items, ...marks] }] };
  const margin = sheetMargin(settings.bleed, settings.marks);
  const title = [scene.meta.publication, scene.meta.date, pageLabel(scene.meta.language, numbersOf(options))].filter(
    (word) => word !== undefined,
  );
  const meta = { title: title.join(" "), author: scene.meta.publication ?? "", date };
  const packed = await packProfile(condition);
  const bytes = await renderPdf(pressed, {
    press: {
      meta: documentKeys(profile, meta, digestOf([...inks.images.values()], condition)),
      margin,
      bleed: settings.bleed,
      mirror: settings.mirror === true,
      overprints: (item) => overprints(item, settings),
      finish: (file) => writeOutputIntent(file, condition, packed),
    },
  });
  return { bytes, findings, geometry: geometryOf(page, margin, settings.bleed), plates };
}

/** The page, or two of them beside each other. */
function sheetOf(scene: Scene, { page, facing, settings }: PressOptions): ScenePage {
  const known = (wanted: number): ScenePage => {
    const found = scene.pages.find(({ number }) => number === wanted);
    if (found === undefined) throw new RangeError(`the scene has no page ${wanted}`);
    return found;
  };
  return facing === undefined ? known(page) : beside(known(page), known(facing), settings.gutter ?? 0);
}

function numbersOf({ page, facing, numbers }: PressOptions): readonly number[] {
  return numbers ?? (facing === undefined ? [page] : [page, facing]);
}

interface InkedItems {
  readonly items: readonly SceneItem[];
  readonly images: ReadonlyMap<string, SceneImage>;
  /** Pictures that print in black ink alone, by id. */
  readonly grey: ReadonlySet<string>;
}

async function inkItems(
  scene: Scene,
  page: ScenePage,
  { condition, settings }: PressOptions,
  findings: PressFinding[],
): Promise<InkedItems> {
  const separation = (): Promise<Separation> => once(separations, condition, Separation.of);
  const curve = (): Promise<Uint8Array> => once(curves, condition, blackCurve);
  const colours = page.items.flatMap((item) => (item.kind === "picture" ? [] : [item.colour]));
  const policy: InkPolicy = {
    limit: condition.inkLimit / 100,
    richBlack: settings.richBlack,
    separation: colours.some(needsProfile) ? await separation() : undefined,
  };
  const changed = new Map<string, { readonly change: InkChange; count: number; readonly item: SceneItem }>();
  const images = new Map<string, SceneImage>();
  const grey = new Set<string>();
  const items = page.items.map((item) => intoBleed(item, page, settings.bleed));
  const pictures = items.filter((item) => item.kind === "picture");
  const ready = await byTwos(pictures, (picture, i) => {
    const original = scene.images.get(picture.image);
    if (original === undefined) throw new Error(`the scene has no picture "${picture.image}"`);
    const id = `${picture.image}#${i + 1}`;
    return pressPicture(picture, original, { page: page.number, id, condition, separation, blackCurve: curve });
  });
  for (const one of ready) {
    images.set(one.image.id, one.image);
    if (one.grey) grey.add(one.image.id);
    findings.push(...one.findings);
  }
  const waiting = ready.values();
  const inkedItems = items.map((item): SceneItem => {
    if (item.kind === "picture") return waiting.next().value?.picture ?? item;
    const { colour, changes } = inked(item.colour, policy);
    for (const change of changes) {
      const key = `${change} ${JSON.stringify(item.colour)}`;
      const entry = changed.get(key) ?? { change, count: 0, item };
      entry.count += 1;
      changed.set(key, entry);
    }
    return { ...item, colour };
  });
  findings.push(...[...changed.values()].map(({ change, count, item }) => changeFinding(change, count, item, page)));
  return { items: inkedItems, images, grey };
}

/**
 * Two at a time: while one is unpacked or coded by sharp, the other's colours are separated here. More would not fit into memory,
 * when they come from cameras.
 */
async function byTwos<T, R>(all: readonly T[], work: (one: T, index: number) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  const waiting = all.entries();
  const worker = async (): Promise<void> => {
    for (const [index, one] of waiting) done[index] = await work(one, index);
  };
  await Promise.all([worker(), worker()]);
  return done;
}

/** Makes ready what pictures in colour need; whoever knows early that there will be some does it beside other work. */
export function prepareSeparation(condition: OutputCondition): Promise<unknown> {
  return once(separations, condition, Separation.of);
}

/** Making one takes a third of a second; all pages of an edition share it. */
const separations = new WeakMap<OutputCondition, Promise<Separation>>();
const curves = new WeakMap<OutputCondition, Promise<Uint8Array>>();

function once<T>(
  made: WeakMap<OutputCondition, Promise<T>>,
  condition: OutputCondition,
  make: (condition: OutputCondition) => Promise<T>,
): Promise<T> {
  let known = made.get(condition);
  if (known === undefined) made.set(condition, (known = make(condition)));
  return known;
}

const CHANGES: Readonly<Record<InkChange, { readonly message: string; readonly hint: string }>> = {
  "rgb-converted": {
    message: "an RGB colour of the template was converted to inks",
    hint: "write it as cmyk in the template, to say yourself which inks it takes",
  },
  "rich-black-removed": {
    message: "black in several inks was set in black ink alone",
    hint: "if it is meant so, name the colour under `press.richBlack` in the template",
  },
  "ink-limited": {
    message: "a colour takes more ink than the paper bears, and was reduced",
    hint: "choose a colour with less ink in the template",
  },
};

function changeFinding(change: InkChange, count: number, item: SceneItem, page: ScenePage): PressFinding {
  const { message, hint } = CHANGES[change];
  const box = "rect" in item ? { box: item.rect } : {};
  const times = count === 1 ? "" : ` (${count} times)`;
  return { severity: "info", code: change, page: page.number, message: `${message}${times}`, hint, ...box };
}

const BLACK = "Black";
const PROCESS = ["Cyan", "Magenta", "Yellow", BLACK] as const;

/** The plates that get ink, marks aside. Photographs in colour need all four. */
function platesOf({ items, grey }: InkedItems): string[] {
  const used = new Set<string>();
  for (const item of items) {
    if (item.kind === "picture") for (const plate of grey.has(item.image) ? [BLACK] : PROCESS) used.add(plate);
    else if (item.colour.space === "spot") used.add(item.colour.name);
    else if (item.colour.space === "cmyk") {
      const { c, m, y, k } = item.colour;
      for (const [i, value] of [c, m, y, k].entries()) if (value > 0) used.add(PROCESS[i] ?? "");
    }
  }
  const spots = [...used].filter((name) => !PROCESS.some((process) => process === name));
  return [...PROCESS.filter((name) => used.has(name)), ...spots];
}

function spotsOf(items: readonly SceneItem[]): Colour[] {
  const spots = new Map<string, Colour>();
  for (const item of items) {
    if (item.kind !== "picture" && item.colour.space === "spot")
      spots.set(item.colour.name, { ...item.colour, tint: 1 });
  }
  return [...spots.values()];
}

function slugText(scene: Scene, options: PressOptions, plates: readonly string[], date: Date): string {
  const time = `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const inks = plates.map((plate) =>
    PROCESS.some((process) => process === plate) ? plate.slice(0, 1).replace("B", "K") : plate,
  );
  const { template, condition } = options;
  const { publication, date: day, language } = scene.meta;
  const words = [
    publication,
    day,
    pageLabel(language, numbersOf(options)),
    inks.join(" "),
    time,
    template,
    condition.identifier,
  ];
  return words.filter((word) => word !== undefined && word !== "").join("   ");
}

function geometryOf(page: ScenePage, margin: Len, bleed: Len): PressedPage["geometry"] {
  const [width, height, edge] = [toPt(page.width), toPt(page.height), toPt(margin)];
  const box = (out: number): PdfBox => [edge - out, edge - out, edge + width + out, edge + height + out];
  return { mediaBox: [0, 0, width + 2 * edge, height + 2 * edge], bleedBox: box(toPt(bleed)), trimBox: box(0) };
}

function digestOf(images: readonly SceneImage[], condition: OutputCondition): string {
  const hash = createHash("md5").update(condition.profile.bytes);
  for (const { bytes } of images) hash.update(bytes);
  return hash.digest("hex");
}
