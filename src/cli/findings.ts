/** What composing found, in the forms in which it is told: on stderr, and in the report. */
import type { Diagnostic } from "../base/diagnostic.js";
import type { Edition, ShownPicture } from "../edition/model.js";
import { picturesOf } from "../edition/pictures.js";
import { isHouseStyle } from "../edition/text-edit.js";
import { numbered } from "../edition/page-number.js";
import { placedFinding } from "../page/finding-place.js";
import type { Job } from "../compose.js";
import type { Finding, PictureRights, Scene } from "../scene/list.js";

/** Findings a person should see at once, each with its place in the file. */
export function findingsToShow(scene: Scene, edition: Edition): Diagnostic[] {
  return scene.findings
    .filter(({ severity }) => severity !== "info")
    .map((finding) => diagnosticOf(placedFinding(finding, edition)));
}

function diagnosticOf({ severity, code, article, message, hint, page, at }: Finding): Diagnostic {
  const where = article === undefined ? `page ${page}` : `page ${page}, ${article}`;
  return {
    severity,
    code,
    message: `${where}: ${message}`,
    ...(at === undefined ? {} : { at }),
    hints: hint === "" ? [] : [hint],
  };
}

/** The scene whose findings also propose credits: for photographs that have none, what their own files tell. */
export function withProposedCredits(scene: Scene, { pages, edition }: Job): Scene {
  const told = pages.flatMap(({ page, number }) =>
    edition.articles
      .filter(({ id }) => page.articles.includes(id))
      .flatMap((article) => [article, ...article.related])
      .flatMap(({ id, photos }) => photos.map((photo) => ({ id, photo })))
      .filter(({ photo }) => photo.credit === undefined)
      .flatMap(({ id, photo }) => picturesOf(photo).map((picture) => ({ id, picture })))
      .flatMap(({ id, picture }) => {
        const rights = scene.images.get(picture.src)?.rights;
        return rights === undefined ? [] : [creditFinding(number, id, picture, rights)];
      }),
  );
  return told.length === 0 ? scene : { ...scene, findings: [...scene.findings, ...told] };
}

function creditFinding(page: number, article: string, { src }: ShownPicture, rights: PictureRights): Finding {
  const { author, credit, copyright } = rights;
  const words = [
    ...(author === undefined ? [] : [`its author as ${author}`]),
    ...(credit === undefined ? [] : [`its source as ${credit}`]),
    ...(copyright === undefined ? [] : [`its copyright as ${copyright}`]),
  ];
  const proposed = [...new Set([credit, author].filter((word) => word !== undefined))].join(" ");
  return {
    page,
    severity: "info",
    code: "credit-proposed",
    article,
    message: `photo ${src} names ${words.join(", ")}; the edition gives it no credit`,
    hint: proposed === "" ? "see whether a credit is due" : `"credit": ${JSON.stringify(proposed)}`,
  };
}

/** A line for stderr on what house style changed, and another on what reading the copy did; the report lists it all. */
export function copySummary({ edition }: Job): Diagnostic[] {
  const at = { file: edition.file, line: 1, column: 1 };
  return SUMMARIES.flatMap(({ code, what, hint }): Diagnostic[] => {
    const count = (edition.copy?.changes ?? []).filter(
      ({ rule }) => isHouseStyle(rule) === (code === "house-style"),
    ).length;
    if (count === 0) return [];
    const message = `${what} in ${count} ${count === 1 ? "place" : "places"}`;
    return [{ severity: "info", code, message, at, hints: [`--report lists them; ${hint}`] }];
  });
}

const SUMMARIES = [
  {
    code: "house-style",
    what: "house style changed the text",
    hint: "--no-house-style leaves the text as it was typed",
  },
  {
    code: "copy-cleaned",
    what: "line ends, spaces and characters were cleaned",
    hint: "`composition: { cleanCopy: false }` in a template leaves spaces and lines as they were typed",
  },
] as const;

/** Ids of a page's stories, the most important first. */
export function orderOn(edition: Edition, page: number): readonly string[] {
  return numbered(edition).find(({ number }) => number === page)?.page.articles ?? [];
}
