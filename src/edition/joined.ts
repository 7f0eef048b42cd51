/** The values of an edition's files as one: what page files take from the edition file, and what they give to it. */
import type { Diagnostic } from "../base/diagnostic.js";
import type { Node } from "jsonc-parser";
import { assignStories } from "./assign.js";
import type { EditionTree, Part } from "./parts.js";
import type { RawArticle, RawEdition, RawFile, RawPage, RawRelated } from "./schema.js";
import { child, properties, valueOf } from "./tree.js";

export interface JoinedEdition {
  readonly raw: RawEdition;
  /** By the place of a page in `raw.pages`: the stories that it takes, which no page names. */
  readonly assigned: ReadonlyMap<number, readonly string[]>;
  /** The place of each page, from 0, counted with pages that are left out; absent where none are. */
  readonly places: readonly number[];
}

/** The language of an edition that names none. */
export const USUAL_LANGUAGE = "zh-Hans";

/** `raws` are the checked values of the tree's files. */
export function joinValues(tree: EditionTree, raws: ReadonlyMap<Part, RawFile>): JoinedEdition {
  const rawOf = (part: Part | undefined): RawFile => {
    const raw = part === undefined ? undefined : raws.get(part);
    if (raw === undefined) throw new Error("a file of the edition was not checked");
    return raw;
  };
  const [main, ...files] = tree.parts;
  const whole = rawOf(main);
  const pages = tree.pages.map(({ part, index }) => pageOf(rawOf(part), index, part));
  const articles = tree.articles.flatMap(({ part, index }) => {
    const article = rawOf(part).articles[index];
    return article === undefined ? [] : [rebased(article, part)];
  });
  const givers = files.map(rawOf);
  const publication = mergedFacts([whole, ...givers].map((raw) => raw.publication));
  const date = [whole, ...givers].find((raw) => raw.date !== undefined)?.date;
  return {
    raw: {
      ...whole,
      pages,
      articles,
      ...(publication === undefined ? {} : { publication }),
      ...(date === undefined ? {} : { date }),
    },
    assigned: assignByFile(tree, pages, articles),
    places: tree.pages.map(({ place }) => place),
  };
}

function pageOf(raw: RawFile, index: number, part: Part): RawPage {
  const page = raw.pages[index];
  if (page === undefined || typeof page === "string") throw new Error(`${part.source.file} has no page ${index}`);
  if (part.entry === undefined) return page;
  const template = page.template ?? raw.template;
  const moved = <T extends { readonly src?: string | undefined }>(areas: T[] | undefined): T[] | undefined =>
    areas?.map((area) => (area.src === undefined ? area : { ...area, src: part.rebase(area.src) }));
  return {
    ...page,
    ...(template === undefined
      ? {}
      : { template: isTemplateFile(template) ? asPath(part.rebase(template)) : template }),
    ads: moved(page.ads),
    notices: moved(page.notices),
  };
}

function asPath(file: string): string {
  return isTemplateFile(file) ? file : `./${file}`;
}

/** A template is a file where its name looks like a path; otherwise it is a bundled one. */
export function isTemplateFile(name: string): boolean {
  return name.includes("/") || name.includes("\\") || /\.ya?ml$/u.test(name);
}

function rebased<T extends RawArticle | RawRelated>(article: T, part: Part): T {
  if (part.entry === undefined) return article;
  return {
    ...article,
    photos: article.photos?.map((photo) => ({
      ...photo,
      src: photo.src === undefined ? undefined : part.rebase(photo.src),
      group: photo.group?.map((one) =>
        typeof one === "string" ? part.rebase(one) : { ...one, src: part.rebase(one.src) },
      ),
    })),
    related: article.related?.map((box) => rebased(box, part)),
  };
}

type RawPublication = NonNullable<RawFile["publication"]>;

/** Key by key: the first that gives it. That the others agree is checked below. */
function mergedFacts(all: readonly (RawPublication | undefined)[]): RawPublication | undefined {
  const given = all.filter((one) => one !== undefined);
  if (given.length === 0) return undefined;
  const backwards = given.toReversed();
  const imprints = backwards.flatMap(({ imprint }) => imprint ?? []);
  return {
    ...Object.assign({}, ...backwards),
    ...(imprints.length === 0 ? {} : { imprint: Object.assign({}, ...imprints) }),
  };
}

/** A page without `articles` shares the stories of its own file that no page of the edition names. */
function assignByFile(
  tree: EditionTree,
  pages: readonly RawPage[],
  articles: readonly RawArticle[],
): JoinedEdition["assigned"] {
  const named = pages.flatMap((page) => page.articles ?? []);
  return new Map(
    tree.parts.flatMap((part) => {
      const own = pages.flatMap((page, at) => (tree.pages[at]?.part === part ? [{ page, at }] : []));
      const assigned = assignStories({
        pages: own.map(({ page }) => page),
        articles: articles.filter((_, at) => tree.articles[at]?.part === part),
        named,
      });
      return [...assigned].map(([index, ids]) => [own[index]?.at ?? 0, ids] as const);
    }),
  );
}

/** Page files that say something else of the paper or its day than the edition file, or than a page file before them. */
export function checkFacts({ parts, sourceOf }: EditionTree): Diagnostic[] {
  const first = new Map<string, { readonly value: Node; readonly part: Part }>();
  const found: Diagnostic[] = [];
  const placeOf = (node: Node) => sourceOf(node).placeAt(node.offset);
  for (const part of parts) {
    for (const { name, value } of factsOf(part.source.root)) {
      const before = first.get(name);
      if (before === undefined) first.set(name, { value, part });
      // Within one file a key that is given twice is told by itself.
      else if (before.part !== part && inWords(before.value) !== inWords(value)) {
        const { file, line, column } = placeOf(before.value);
        found.push({
          severity: "error",
          code: "page-file-differs",
          message: `${name} is ${inWords(value)} in this page file, but ${inWords(before.value)} in ${file}`,
          at: placeOf(value),
          hints: [
            `the other is at ${file}:${line}:${column}; make them alike, or leave it out here`,
            ...(name === "`date`" ? ["a page of another day has a `date` of its own, within `pages`"] : []),
          ],
        });
      }
    }
    const language = child(part.source.root, "language");
    const own = child(parts[0]?.source.root, "language");
    const usual = own === undefined ? USUAL_LANGUAGE : String(own.value);
    if (part.entry !== undefined && language !== undefined && language.value !== usual) {
      found.push({
        severity: "error",
        code: "page-file-differs",
        message: `this page file is in ${inWords(language)}, but the edition in "${usual}"`,
        at: placeOf(language),
        hints: ["an edition has one language: give it in the edition file"],
      });
    }
  }
  return found;
}

function factsOf(root: Node): { readonly name: string; readonly value: Node }[] {
  const date = child(root, "date");
  const publication = properties(child(root, "publication")).filter(({ key }) => key !== "imprint");
  const imprint = properties(child(child(root, "publication"), "imprint"));
  return [
    ...(date === undefined ? [] : [{ name: "`date`", value: date }]),
    ...publication.map(({ key, value }) => ({ name: `\`publication.${key}\``, value })),
    ...imprint.map(({ key, value }) => ({ name: `\`imprint.${key}\``, value })),
  ];
}

/** An issue number may be a number or text. */
function inWords(node: Node): string {
  return JSON.stringify(node.type === "number" ? String(node.value) : valueOf(node));
}
