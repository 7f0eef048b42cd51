/**
 * Text of an edition file in, model or mistakes out: all of them at once, each with its place.
 *
 * An edition may stand in several files (parts.ts). A page file with mistakes is left out and named, and the pages of the
 * others are read as if they had been given alone; a mistake in the edition file itself refuses the whole edition.
 */
import type { Diagnostic, Outcome, SourcePlace } from "../base/diagnostic.js";
import { buildEdition } from "./build.js";
import { checkEdition } from "./check.js";
import { describeIssues, MOST_DIAGNOSTICS } from "./issues.js";
import { checkFacts, joinValues } from "./joined.js";
import { type LeftOut, LeftOutFiles, numbersIn, pageCounts, withoutLost } from "./left-out.js";
import type { AwayPage, Edition, PageFile } from "./model.js";
import { type EditionTree, joinParts, type Part } from "./parts.js";
import { checkAgainstSchema, type RawFile, type SchemaCheck } from "./schema.js";
import { type ParsedSource, parseSource, type SourceText } from "./source.js";
import { child, integerOf, items, stringOf, valueOf } from "./tree.js";

export { MAX_BYTES } from "./source.js";

/** A page file as it was read from the disk, or what kept it from being read. */
export interface PageFileSource {
  /** Which of the edition file's `pages` names it. */
  readonly entry: number;
  /** Its path as it is told. */
  readonly file: string;
  readonly parsed: ParsedSource;
  /** A path that stands in it, as it would stand in the edition file. */
  readonly rebase: (path: string) => string;
}

/** An edition file and all page files that it names, parsed. */
export interface EditionSource {
  readonly source: SourceText;
  readonly files: readonly PageFileSource[];
}

/** Reads an edition that stands in one file. */
export function readEdition(text: string, file: string): Outcome<Edition> {
  const parsed = parseSource(text, file);
  return parsed.ok ? readParts({ source: parsed.source, files: [] }) : parsed;
}

/** What an edition file names among its `pages`. */
export function namedFiles(source: SourceText): { entry: number; name: string; at: SourcePlace }[] {
  return items(child(source.root, "pages")).flatMap((node, entry) => {
    const name = stringOf(node);
    return name === undefined ? [] : [{ entry, name, at: source.placeAt(node.offset) }];
  });
}

/**
 * Joins the files, leaving out those with mistakes: their own, and those that are given as `faults`, by entry. What is told of
 * a page file that is left out stands in the edition's `pageFiles`; all else in the outcome's diagnostics.
 */
export function readParts(
  { source, files }: EditionSource,
  faults: ReadonlyMap<number, readonly Diagnostic[]> = new Map(),
): Outcome<Edition> {
  const main: Part = { source, entry: undefined, rebase: (path) => path };
  const left = new Map<number, LeftOut>();
  const read: Part[] = [];
  for (const { entry, file, parsed, rebase } of [...files, ...unreadFiles(source, files)]) {
    const told = faults.get(entry);
    if (parsed.ok && told === undefined) read.push({ source: parsed.source, entry, rebase });
    else left.set(entry, leftOut(entry, file, parsed, told));
  }
  let parts: readonly Part[] = read;
  const shapes = new Map([main, ...parts].map((part) => [part, shapeOf(part)]));
  for (;;) {
    const leftFiles = new LeftOutFiles([...left.values()]);
    const tree = joinParts([main, ...parts], pageCounts(leftFiles.files));
    const told = diagnosticsByPart(tree, shapes, leftFiles);
    const broken = nextBroken(parts, told, shapes);
    if (broken.length === 0) return outcomeOf(tree, told, shapes, leftFiles);
    for (const part of broken) {
      const entry = part.entry ?? 0;
      const { root, file } = part.source;
      // What it names as page files of its own is read nowhere.
      const isWhole = namedFiles(part.source).length === 0;
      left.set(entry, { entry, file, root, isWhole, diagnostics: capped(told.get(part) ?? []) });
    }
    parts = parts.filter((part) => !broken.includes(part));
  }
}

/**
 * The page files to leave out next. What is built wrongly goes first, then what contradicts the others: where one of these
 * goes, what points into it is no mistake of the file that points.
 */
function nextBroken(
  parts: readonly Part[],
  told: ReadonlyMap<Part, readonly Diagnostic[]>,
  shapes: ReadonlyMap<Part, Shape>,
): readonly Part[] {
  const errorsOf = (part: Part): readonly Diagnostic[] => (told.get(part) ?? []).filter(isError);
  const ranks = [
    parts.filter((part) => shapes.get(part)?.issues.length !== 0),
    parts.filter((part) => errorsOf(part).some(({ code }) => !POINTING.has(code))),
    parts.filter((part) => errorsOf(part).length > 0),
  ];
  return ranks.find((rank) => rank.length > 0) ?? [];
}

/** Mistakes of what points to something that is not there. */
const POINTING: ReadonlySet<string> = new Set(["unknown-article", "unknown-page"]);

/** Text alone has no folder in which page files could be looked for. */
function unreadFiles(source: SourceText, files: readonly PageFileSource[]): PageFileSource[] {
  const read = new Set(files.map(({ entry }) => entry));
  return namedFiles(source)
    .filter(({ entry }) => !read.has(entry))
    .map(({ entry, name, at }) => {
      const message = `page file "${name}" was not read`;
      const hints = ["page files are read beside the edition file: give its path"];
      const diagnostics: Diagnostic[] = [{ severity: "error", code: "page-file-unread", message, at, hints }];
      return { entry, file: name, parsed: { ok: false, diagnostics }, rebase: (path) => path };
    });
}

function leftOut(
  entry: number,
  file: string,
  parsed: ParsedSource,
  faults: readonly Diagnostic[] | undefined,
): LeftOut {
  if (parsed.ok) return { entry, file, root: parsed.source.root, isWhole: true, diagnostics: faults ?? [] };
  const { root, diagnostics } = parsed;
  return { entry, file, diagnostics, isWhole: false, ...(root === undefined ? {} : { root }) };
}

interface Shape {
  readonly checked: SchemaCheck;
  /** What is wrong in how the file is built. */
  readonly issues: readonly Diagnostic[];
}

function shapeOf({ source, entry }: Part): Shape {
  const checked = checkAgainstSchema(valueOfFile(source));
  const issues = checked.ok ? [] : describeIssues(source, checked.issues);
  if (!checked.ok && checked.issues.length === 0) {
    issues.push({
      severity: "error",
      code: "too-many-mistakes",
      message: "this is not an edition: there are more mistakes in it than can be listed",
      at: source.placeAt(source.root.offset),
      hints: ["check that this is the right file"],
    });
  }
  if (entry !== undefined) {
    for (const { name, at } of namedFiles(source).slice(0, MOST_DIAGNOSTICS)) {
      issues.push({
        severity: "error",
        code: "page-file-in-page-file",
        message: `a page file holds pages, and cannot name "${name}" as another page file`,
        at,
        hints: ["name it in the `pages` of the edition file"],
      });
    }
  }
  return { checked, issues };
}

/** An edition that names page files may leave all stories to them. */
function valueOfFile(source: SourceText): unknown {
  const value = valueOf(source.root);
  const leavesStories = child(source.root, "articles") === undefined && namedFiles(source).length > 0;
  return leavesStories && typeof value === "object" && value !== null ? { ...value, articles: [] } : value;
}

function diagnosticsByPart(
  tree: EditionTree,
  shapes: ReadonlyMap<Part, Shape>,
  left: LeftOutFiles,
): ReadonlyMap<Part, readonly Diagnostic[]> {
  const found = [...checkEdition(tree, left), ...(tree.parts.length > 1 ? checkFacts(tree) : [])];
  return new Map(
    tree.parts.map((part) => {
      const own = found.filter(({ at }) => at?.file === part.source.file);
      return [part, inFileOrder([...own, ...(shapes.get(part)?.issues ?? [])])] as const;
    }),
  );
}

function outcomeOf(
  tree: EditionTree,
  told: ReadonlyMap<Part, readonly Diagnostic[]>,
  shapes: ReadonlyMap<Part, Shape>,
  left: LeftOutFiles,
): Outcome<Edition> {
  const [main] = tree.parts;
  const raws = new Map<Part, RawFile>();
  for (const [part, { checked }] of shapes) if (checked.ok) raws.set(part, checked.value);
  const diagnostics = [...told.values()].flat();
  const ofMain = main === undefined ? [] : (told.get(main) ?? []);
  if (main === undefined || raws.get(main) === undefined || ofMain.some(isError) || tree.pages.length === 0) {
    const placeOf = ({ at }: Diagnostic): string => `${at?.file}:${at?.line}:${at?.column}`;
    // A name that is wrong in itself need not be told as missing too.
    const known = new Set(ofMain.filter(isError).map(placeOf));
    const ofLeft = left.files
      .toSorted((a, b) => a.entry - b.entry)
      .flatMap((file) => file.diagnostics.filter((one) => !known.has(placeOf(one))));
    return { ok: false, diagnostics: capped([...diagnostics, ...ofLeft]) };
  }
  const edition = buildEdition(joinValues(tree, raws), main.source.file, tree.placeOf);
  if (left.files.length === 0 && tree.parts.length === 1)
    return { ok: true, value: edition, diagnostics: capped(diagnostics) };
  const joined = { ...edition, pageFiles: pageFilesOf(tree, left), ...awayPages(tree, left) };
  return { ok: true, value: left.files.length === 0 ? joined : withoutLost(joined), diagnostics: capped(diagnostics) };
}

function pageFilesOf({ parts }: EditionTree, left: LeftOutFiles): readonly PageFile[] {
  const read = parts.flatMap(({ entry, source: { file, root } }): PageFile[] =>
    entry === undefined ? [] : [{ file, entry, numbers: numbersIn(root) }],
  );
  const others = left.files.map(({ file, entry, diagnostics, root }): PageFile => {
    return { file, entry, numbers: numbersIn(root), mistakes: diagnostics };
  });
  return [...read, ...others].toSorted((a, b) => a.entry - b.entry);
}

/** Pages that stories of the files read run through, and that are in files left out. */
function awayPages({ root, pages }: EditionTree, left: LeftOutFiles): Pick<Edition, "away"> {
  const held = items(child(root, "pages"));
  const known = new Set(held.map((page, at) => integerOf(child(page, "number")) ?? (pages[at]?.place ?? at) + 1));
  const away = new Map<number, string[]>();
  for (const story of items(child(root, "articles"))) {
    const id = stringOf(child(story, "id"));
    for (const node of items(child(story, "pages"))) {
      const number = integerOf(node);
      if (id === undefined || number === undefined || known.has(number)) continue;
      if (left.holderOfPage(number) !== undefined) away.set(number, [...(away.get(number) ?? []), id]);
    }
  }
  const list = [...away].map(([number, articles]): AwayPage => ({ number, articles }));
  return list.length === 0 ? {} : { away: list };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

/** Sorted by place; what two rules say about one place in the same words is said once. */
function inFileOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = diagnostics.toSorted(
    (a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0),
  );
  return sorted.filter((diagnostic, index) => {
    const before = sorted[index - 1];
    return !(
      before !== undefined &&
      before.code === diagnostic.code &&
      before.at?.line === diagnostic.at?.line &&
      before.at?.column === diagnostic.at?.column
    );
  });
}

function capped(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const left = diagnostics.length - MOST_DIAGNOSTICS;
  if (left <= 0) return diagnostics;
  const errorsFirst = diagnostics.toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
  return [
    ...errorsFirst.slice(0, MOST_DIAGNOSTICS),
    {
      severity: "info",
      code: "more",
      message: `there are more than ${MOST_DIAGNOSTICS} mistakes; the rest is not shown`,
      hints: [],
    },
  ];
}
