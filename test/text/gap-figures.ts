/** What a reader sees of justification: gaps between Han characters, and lines that keep to the em grid. */
import { readFileSync } from "node:fs";
import { pt } from "../../src/base/length.js";
import { breakParagraph } from "../../src/text/break.js";
import { Kind } from "../../src/text/classes.js";
import { finalGaps } from "../../src/text/final-gaps.js";
import { trimmedEnd } from "../../src/text/measure.js";
import type { ComposeConfig, Line, Prepared } from "../../src/text/model.js";
import { prepareParagraph } from "../../src/text/prepare.js";
import { bundledFace } from "../render/scenes.js";
import { BODY, span } from "./fake-face.js";

export const EM = pt(9);

export interface GapFigures {
  /** In em; 95 and 99 of 100 Han–Han gaps are no wider. */
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** Of the full lines of Han and marks alone, those on the em grid. */
  readonly onGrid: number;
  /** The narrowest and the widest gap between a Han character and a Latin letter or digit. */
  readonly hanLatin: readonly [number, number];
}

/** Paragraphs of an edition file, datelines and boxed stories included. */
export function paragraphsOf(file: string | URL): readonly string[] {
  const edition = JSON.parse(readFileSync(file, "utf8")) as { readonly articles: readonly Story[] };
  return edition.articles.flatMap(textsOf);
}

interface Story {
  readonly dateline?: string;
  readonly body?: readonly unknown[];
  readonly related?: readonly Story[];
}

function textsOf({ dateline = "", body = [], related = [] }: Story): string[] {
  const own = body.filter((block) => typeof block === "string");
  return [...own.map((text, i) => (i === 0 ? dateline + text : text)), ...related.flatMap(textsOf)];
}

/** Shaped and classified in the bundled Song face at 9 pt, with the bundled templates' house style. */
export function prepareAll(texts: readonly string[], extra: Partial<ComposeConfig> = {}): readonly Prepared[] {
  const chain = { faces: [bundledFace("Noto Serif SC")] };
  return texts.map((text) =>
    prepareParagraph([span(text, { chain, size: EM })], { ...BODY, em: EM, hyphenation: "rescue", ...extra }),
  );
}

export function gapFigures(paragraphs: readonly Prepared[], ems: number, indent: number): GapFigures {
  const hanHan: number[] = [];
  const hanLatin: number[] = [];
  let pure = 0;
  let onGrid = 0;
  for (const p of paragraphs) {
    const options = { indent: indent * EM, measureOf: () => ems * EM, uniform: true, looseness: 0 };
    for (const line of breakParagraph(p, options)?.lines ?? []) {
      const gaps = gapsIn(p, line);
      hanHan.push(...gaps.hanHan);
      hanLatin.push(...gaps.hanLatin);
      if (line.last || !isPure(p, line)) continue;
      pure += 1;
      if (gaps.hanHan.every((gap) => gap === 0)) onGrid += 1;
    }
  }
  const sorted = hanHan.toSorted((a, b) => a - b);
  return {
    p95: sorted[Math.floor(0.95 * sorted.length)] ?? 0,
    p99: sorted[Math.floor(0.99 * sorted.length)] ?? 0,
    max: sorted.at(-1) ?? 0,
    onGrid: onGrid / pure,
    hanLatin: [Math.min(...hanLatin), Math.max(...hanLatin)],
  };
}

/** The widths of one set line's gaps, in em: between Han characters, and between them and Latin letters or digits. */
export function gapsIn(p: Prepared, line: Line): { hanHan: number[]; hanLatin: number[] } {
  const hanHan: number[] = [];
  const hanLatin: number[] = [];
  const isWord = (i: number): boolean => /[A-Za-z0-9]/u.test(p.text[p.starts[i] ?? 0] ?? "");
  finalGaps(p, line, "justify").forEach((gap, k) => {
    const i = line.start + 1 + k;
    const before = p.kinds[i - 1] as Kind;
    const after = p.kinds[i] as Kind;
    if (before === Kind.Han && after === Kind.Han) hanHan.push(gap / EM);
    const mixed = (before === Kind.Han && isWord(i)) || (after === Kind.Han && isWord(i - 1));
    if (mixed) hanLatin.push(gap / EM);
  });
  return { hanHan, hanLatin };
}

/** Whether the line holds Han characters and marks alone. */
export function isPure(p: Prepared, line: Line): boolean {
  for (let i = line.start; i < trimmedEnd(p, line.start, line.end); i += 1) {
    if (p.kinds[i] === Kind.Western || p.kinds[i] === Kind.Space) return false;
  }
  return true;
}
