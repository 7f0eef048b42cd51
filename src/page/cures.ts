/**
 * What would mend a story that is over or short of its place: paragraphs where cutting a few characters saves a line
 * (摘字成行), or adding some gains one; pictures that may still be cropped. Each cure is tried: the paragraph is broken
 * again with the characters taken out, or put in, before its closing mark, at its shortest and longest as copy-fit may ask.
 */
import { photoName } from "../edition/pictures.js";
import type { Len } from "../base/length.js";
import type { Inline } from "../edition/model.js";
import type { FitCure } from "../scene/list.js";
import { type BodyContext, paragraph, type ParagraphOptions } from "./paragraph.js";
import type { Fitted } from "./levers.js";

/** Cutting or adding more than this is rewriting, which needs no list. */
const MOST_CHARACTERS = 6;
/** Cures worth naming. */
const MOST_CURES = 6;
/** Marks that end a paragraph and stay at its end. */
const CLOSING = /[\p{Pe}\p{Pf}\p{Po}\s]+$/u;

type ParagraphBlock = Extract<BodyContext["article"]["body"][number], { kind: "paragraph" }>;

/** Cures of a story whose text is `lines` over (above 0) or short (below 0) of its place, the least work first. */
export function curesOf(
  context: BodyContext,
  fitted: Fitted,
  measure: Len,
  lines: number,
  optionsAt: (block: number) => ParagraphOptions,
): readonly FitCure[] {
  if (lines === 0) return [];
  const paragraphs: FitCure[] = [];
  // A paragraph that the page cuts short does not end where it seems to.
  const whole = context.article.body.slice(0, context.article.beyond?.body?.from.block);
  for (const [index, block] of whole.entries()) {
    // None of those to come is less work than these.
    if (paragraphs.filter(({ by }) => by === 1).length >= MOST_CURES) break;
    if (block.kind !== "paragraph" || block.inlines.some((inline) => inline.hardBreak === true)) continue;
    const cure = curedBy(context, block, measure, lines > 0 ? "cut" : "add", optionsAt(index));
    if (cure !== undefined) paragraphs.push(cure);
  }
  const inText = paragraphs.toSorted((a, b) => a.by - b.by).slice(0, MOST_CURES);
  return [...inText, ...(lines > 0 ? lowerPhotos(fitted) : tallerPhotos(fitted))];
}

function curedBy(
  context: BodyContext,
  block: ParagraphBlock,
  measure: Len,
  kind: "cut" | "add",
  options: ParagraphOptions,
): FitCure | undefined {
  const rows = (inlines: readonly Inline[]): number | undefined => {
    const { flow } = paragraph(context, { ...block, inlines }, options);
    if (flow.kind !== "paragraph") return undefined;
    const looseness = kind === "cut" ? -1 : 1;
    return (flow.broken(measure, looseness) ?? flow.broken(measure, 0))?.lines.length;
  };
  const now = rows(block.inlines);
  if (now === undefined) return undefined;
  for (let characters = 1; characters <= MOST_CHARACTERS; characters += 1) {
    const inlines = changed(block.inlines, kind, characters);
    const then = inlines === undefined ? undefined : rows(inlines);
    if (then === undefined) return undefined;
    const gain = kind === "cut" ? now - then : then - now;
    if (gain > 0) {
      const text = block.inlines.map((inline) => inline.text).join("");
      const many = characters === 1 ? "1 character" : `${characters} characters`;
      const says =
        kind === "cut"
          ? `cut ${many} from the paragraph that ends “${ending(text)}”: it saves a line`
          : `add ${many} to the paragraph that ends “${ending(text)}”: it gains a line`;
      return { kind, by: characters, lines: gain, pointer: block.inlines[0]?.pointer ?? "", says };
    }
  }
  return undefined;
}

/** Shown so that the editor finds the paragraph: its last characters. */
function ending(text: string): string {
  return [...text].slice(-8).join("");
}

/** The last inline with so many characters fewer or more before its closing marks; undefined where it is too short. */
function changed(inlines: readonly Inline[], kind: "cut" | "add", count: number): readonly Inline[] | undefined {
  const last = inlines.at(-1);
  if (last === undefined) return undefined;
  const marks = CLOSING.exec(last.text)?.[0] ?? "";
  const words = Array.from(last.text.slice(0, last.text.length - marks.length));
  if (words.length <= count) return undefined;
  // What is added is the text's own, so that the font surely has it.
  const kept = kind === "cut" ? words.slice(0, -count) : [...words, ...words.slice(-count)];
  return [...inlines.slice(0, -1), { ...last, text: kept.join("") + marks }];
}

function tallerPhotos({ photos }: Fitted): readonly FitCure[] {
  return photoCures(photos, (photo, rows) => photo.most - rows, "taller");
}

function lowerPhotos({ photos }: Fitted): readonly FitCure[] {
  return photoCures(photos, (photo, rows) => rows - photo.least, "lower");
}

type FittedPhoto = Fitted["photos"][number];

function photoCures(
  photos: readonly FittedPhoto[],
  roomOf: (photo: NonNullable<FittedPhoto["photo"]>, rows: number) => number,
  how: "taller" | "lower",
): readonly FitCure[] {
  return photos.flatMap(({ cells, photo }): FitCure[] => {
    if (photo === undefined) return [];
    const rows = roomOf(photo, cells.rows - photo.captionRows);
    if (rows <= 0) return [];
    const lines = cells.columns;
    const all = rows * lines;
    return [
      {
        kind: "photo",
        by: rows,
        lines: all,
        pointer: photo.photo.pointer,
        says: `set the picture ${photoName(photo.photo)} ${how}: ${lines} lines a row, up to ${all} within its crop`,
      },
    ];
  });
}
