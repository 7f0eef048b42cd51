/**
 * The audit of a finished page: whatever a reader would see go wrong, told from the scene alone. It shares no code with the
 * stages that compose pages, so that a mistake of theirs does not hide itself. Composing tells what it could not do; the
 * audit tells what came of it, and passes over what has been told.
 *
 * An error means that a reader would see the fault: commands then end with exit code 1.
 */
import { sharedArea, type Rect } from "../base/geometry.js";
import type { Article, Edition } from "../edition/model.js";
import { numbered } from "../edition/page-number.js";
import type { Finding, Scene, ScenePage } from "../scene/list.js";
import { oversetLength } from "../scene/overset-length.js";
import { lostText, type PagedFault } from "./conserved.js";
import { paintedScene } from "./from-scene.js";
import { paintedFaults } from "./geometry.js";
import { type PinnedParts, whiteBesideHeads } from "./head-white.js";
import { headFaults } from "./heads.js";
import { leadFaults } from "./lead.js";
import { lineFaults } from "./lines.js";
import { struckByMarks } from "./marked.js";
import { textOverPictures } from "./over-picture.js";
import { picturesOutOfPlace, textOutOfPlace } from "./own-place.js";
import { looseHeads } from "./loose-heads.js";
import type { Fault } from "./painted.js";
import { pictureFaults } from "./pictures.js";
import { textOrderFaults } from "./text-order.js";
import { smallReadings } from "./type.js";
import { TypedLines } from "./typed-lines.js";
import { tornRules } from "./torn-rules.js";
import { whiteFaults } from "./white.js";

/** Faults of one text's place: the first of them that holds is told, since the others follow from it. */
const OF_PLACE: ReadonlySet<string> = new Set([
  "text-off-page",
  "hidden-text",
  "text-over-picture",
  "overprinted-text",
  "struck-text",
  "text-out-of-place",
]);

/** Characters of an overset text that a message quotes. */
const QUOTED = 12;

/** Of composing's findings, those that say the same in other words. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  "notdef-glyph": ["missing-glyph"],
  "white-hole": ["box-white"],
  // What its caption takes from a picture is told with the caption.
  "cropped-away": ["photo-too-low"],
  "picture-too-small": ["photo-too-low"],
  // A table that fits in no size is told once, not with each of its cells.
  "type-too-small": ["table-tight"],
  // A line that gapes beside a parted figure is told with it.
  "parted-figure": ["number-parted", "loose-line"],
  "lone-in-head": ["lone-character"],
};

/** Faults of one line: another line of the same text may have the same. */
const OF_LINE: ReadonlySet<string> = new Set(["parted-figure"]);

/** What the audit finds on all pages of a scene, less what `scene.findings` tells already. `edition`: what was set. */
export function auditScene(scene: Scene, edition: Edition): readonly Finding[] {
  const typed = new TypedLines(edition);
  const stories = new Map(edition.articles.flatMap((article) => article.related.map(({ id }) => [id, article.id])));
  const pages = scene.pages.flatMap((page) =>
    auditPage(page, scene, typed, { pinned: pinnedOn(edition, page.number), stories }).map((fault) => ({
      ...fault,
      page: page.number,
    })),
  );
  return [...pages, ...untoldOverset(scene), ...lostText(scene, edition)]
    .filter((fault) => !isTold(fault, scene.findings) && !isLost(fault, edition))
    .map(({ page, severity, code, message, hint, box, article, pointer }) => ({
      page,
      severity,
      code,
      message,
      hint,
      ...(article === undefined ? {} : { article }),
      ...(box === undefined ? {} : { box }),
      ...(pointer === undefined ? {} : { pointer }),
    }));
}

/** By id: the stories that have places in a page's `layout`, and their boxes, with what of them is fixed there. */
function pinnedOn(edition: Edition, number: number): ReadonlyMap<string, PinnedParts> {
  const own = numbered(edition).find((page) => page.number === number);
  const withBoxes = ({ id, related }: Article): readonly string[] => [id, ...related.flatMap(withBoxes)];
  return new Map(
    (own?.page.layout ?? []).flatMap(({ article, head, legs }) => {
      const headColumns = head === undefined ? undefined : head.columns[1] - head.columns[0] + 1;
      const parts = { headColumns, hasLegs: legs !== undefined };
      const story = edition.articles.find(({ id }) => id === article);
      return (story === undefined ? [article] : withBoxes(story)).map((id) => [id, parts] as const);
    }),
  );
}

function auditPage(
  page: ScenePage,
  { images, fits }: Scene,
  typed: TypedLines,
  {
    pinned,
    stories,
  }: { readonly pinned: ReadonlyMap<string, PinnedParts>; readonly stories: ReadonlyMap<string, string> },
): readonly Fault[] {
  const { bounds } = page;
  const painted = paintedScene(page, images);
  const own = fits.filter((fit) => fit.page === page.number);
  const overset = own.filter(({ oversetText }) => oversetText !== "");
  const withoutRoom = {
    characters: overset.reduce((sum, { oversetText }) => sum + oversetLength(oversetText), 0),
    inLayout: overset.some(({ article }) => pinned.has(article)),
    // Where nothing of a story stands, what is told of it says why.
    isFree: overset.some(({ article }) => !pinned.has(article) && page.areas.some((area) => area.article === article)),
  };
  return [
    ...onePerPlace([
      ...paintedFaults(painted, bounds.leastType),
      ...smallReadings(painted, bounds.leastReading),
      ...struckByMarks(page),
      ...textOverPictures(painted, page),
      ...textOutOfPlace(painted, page),
    ]),
    ...lineFaults(page, bounds.mostGap, typed),
    ...textOrderFaults(page),
    ...tornRules(page),
    ...picturesOutOfPlace(painted, page),
    ...pictureFaults(page, images),
    ...whiteFaults(painted, page, bounds, withoutRoom, pinned),
    ...looseHeads(painted, page, pinned),
    ...whiteBesideHeads(painted, page, bounds.whiteRows, pinned),
    ...leadFaults(page),
    ...headFaults(page, stories),
  ];
}

function onePerPlace(faults: readonly Fault[]): readonly Fault[] {
  const told = new Set<string>();
  const rank = ({ code }: Fault): number => [...OF_PLACE].indexOf(code);
  return faults
    .toSorted((a, b) => rank(a) - rank(b))
    .filter(({ code, article, pointer, key: rule }) => {
      // What a rule of the template does to many texts is one fault of its own.
      if (!OF_PLACE.has(code) || pointer === undefined || rule !== undefined) return true;
      const key = `${article ?? ""} ${pointer}`;
      if (told.has(key)) return false;
      told.add(key);
      return true;
    });
}

/** Whether a value is the one at `pointer`, or a part of it. */
function isOf(part: string, pointer: string): boolean {
  return part === pointer || part.startsWith(`${pointer}/`);
}

/** Codes of findings that quote or count text without a place. */
const NAMES_UNSET =
  /^(?:overset-text|notices-overset|ad-no-room|no-rows-for-stories|furniture-too-long|head-over-caption|photo-too-low|head-too-tall|table-tight|line-too-wide|.*-not-set)$/u;

/** Text without a place that no finding names. */
function untoldOverset({ fits, findings }: Scene): readonly PagedFault[] {
  return fits.flatMap(({ page, article, oversetText, namedText }): readonly PagedFault[] => {
    const isNamed = findings.some(
      (one) => one.page === page && one.article === article && one.severity === "error" && NAMES_UNSET.test(one.code),
    );
    // What a box lacks is told with the story that it stands in.
    if (oversetText === "" || oversetText === namedText || isNamed) return [];
    const count = oversetLength(oversetText);
    return [
      {
        page,
        severity: "error",
        code: "overset-text",
        message: `${count} ${count === 1 ? "character" : "characters"} (“${[...oversetText].slice(0, QUOTED).join("").replaceAll("\n", " ")}${count > QUOTED ? "…" : ""}”) found no room`,
        hint: "give the story more rows, or its styles a smaller `leading`",
        box: undefined,
        article,
        pointer: undefined,
      },
    ];
  });
}

function isSameLine(a: Rect | undefined, b: Rect | undefined): boolean {
  return a === undefined || b === undefined || sharedArea(a, b) > 0;
}

/** What is told where the copy is read: characters that were lost before, and letters with too many marks. */
const OF_COPY: ReadonlySet<string> = new Set(["damaged-text", "stacked-marks"]);

/** Boxes in place of these; all other boxes are told where they are set. */
function isLost({ code, pointer }: Fault, { copy }: Edition): boolean {
  if (code !== "notdef-glyph" || pointer === undefined) return false;
  return copy?.remarks.some((remark) => OF_COPY.has(remark.code) && remark.pointer === pointer) ?? false;
}

function isTold(fault: Fault & { readonly page: number }, findings: readonly Finding[]): boolean {
  const codes = new Set([fault.code, ...(SAME[fault.code] ?? [])]);
  return findings.some(
    ({ page, code, article, pointer, box }) =>
      page === fault.page &&
      codes.has(code) &&
      article === fault.article &&
      (!OF_LINE.has(fault.code) || isSameLine(box, fault.box)) &&
      (pointer === undefined || fault.pointer === undefined || isOf(fault.pointer, pointer)),
  );
}
