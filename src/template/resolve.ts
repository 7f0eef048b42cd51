/** From checked raw values to plain numbers: units, colours, inherited styles, the grid. */
import type { Diagnostic } from "../base/diagnostic.js";
import { type Len, type LengthContext, parseLength, pt, roundedPt } from "../base/length.js";
import type { Colour } from "../scene/list.js";
import { jumpStyle } from "./jump-style.js";
import { auditBounds } from "./audit-bounds.js";
import { parseColour } from "./colour.js";
import { boxInside, isFrameTooThick, noteInside } from "./inside-frames.js";
import { hasBesideFace } from "./beside-face.js";
import { makeupWeights } from "./makeup.js";
import { STYLE_PROPERTIES, type StyleProperty, whyIgnored } from "./obeyed.js";
import {
  BOX_STYLES,
  USUAL_LIKE,
  type Grid,
  type HeadlineStep,
  type PlacedValue,
  type RuleStyle,
  STYLE_NAMES,
  type StyleName,
  type Template,
  type TextStyle,
} from "./resolved.js";
import { fontOrder } from "./font-order.js";
import { type RawRule, type RawStyle, type RawTemplate, ROLES } from "./schema.js";
import { didYouMean } from "./suggest.js";
import { isTooTight, LEAST_LEADING, taller } from "./leading-bounds.js";
import { follow, type Path, placeOf, type Tree } from "./tree.js";

/** Type under this size is a warning whatever it is for. */
const SMALLEST_TYPE = pt(5);
/** Baseline to baseline of a style that does not say it, of its size: the body's 12.6 pt for 9 pt. */
const USUAL_LEADING = 1.4;
/** Between 小六 (6.5 pt) and 七号 (5.5 pt), the sizes in which papers set their share prices. */
const LEAST_TABLE_TYPE = pt(6);
/** Columns of text that are not the page's: narrower ones gape, broader ones tire in newspaper sizes (CLREQ: about 40 字 in books). */
const BROKEN_EMS = [8, 26] as const;
/** Fewest 字 of a line beside a picture. */
const BESIDE_PHOTO_EMS = 6;
const USUAL_CONDITION = "newsprint";
/** Larger letters are seen to change where they cross a picture; smaller ones show white edges where plates shift. */
const OVERPRINT_BELOW = pt(36);
/** Little texts are set no smaller: the smallest type that newspapers use for running lines is 六号 (7.5 pt), for notes 6 pt. */
const LEAST_FURNITURE = pt(6);
/** Codes that say nothing while the page or the grid, or the ladder, is itself wrong. */
export const GEOMETRY: ReadonlySet<string> = new Set([
  "grid-too-wide",
  "grid-too-tall",
  "tight-leading",
  "folio-off-page",
  "folio-in-text",
  "masthead-too-large",
  "body-off-grid",
  "type-over-row",
]);
export const LADDER: ReadonlySet<string> = new Set(["bad-ladder", "unused-step"]);

export interface Resolved {
  readonly template: Template;
  readonly diagnostics: readonly Diagnostic[];
}

/** `tree` knows where each value stands; `files` are those of the template and of what it extends, in that order. */
export function resolveTemplate(raw: RawTemplate, files: readonly string[], tree: Tree): Resolved {
  const resolver = new Resolver(raw, tree, files);
  return { template: resolver.template(files[0] ?? ""), diagnostics: resolver.diagnostics };
}

/** A style's own values and those it takes over, with the style that each comes from. */
type Inherited = { readonly [K in keyof RawStyle]: { readonly value: NonNullable<RawStyle[K]>; readonly path: Path } };

const GRID_LEADING = ["grid", "leading"] as const;

class Resolver {
  readonly diagnostics: Diagnostic[] = [];
  private readonly context: Required<LengthContext>;
  private readonly colours = new Map<string, Colour>();
  /** Leadings that have been told: several styles may take one over. */
  private readonly tight = new Set<string>();

  constructor(
    private readonly raw: RawTemplate,
    private readonly tree: Tree,
    private readonly files: readonly string[],
  ) {
    const body = this.length(raw.grid.body, ["grid", "body"], {});
    const row = this.length(raw.grid.leading, ["grid", "leading"], { body, em: body });
    this.context = { body, em: body, row };
    for (const [name, value] of Object.entries(raw.colours)) {
      const parsed = parseColour(value);
      if (parsed.ok) this.colours.set(name, parsed.value);
    }
  }

  /** Type that is taller than the rows that it stands on is printed over itself. Others take their size from the first. */
  private fitRows(styles: Template["styles"], { leading }: Grid): void {
    const name = taller(styles, leading);
    if (name === undefined) return;
    const message = `\`${name}\` is larger than a row of the body: its lines would be printed over one another`;
    const hint = "write size: 1字, or a larger `leading` in `grid`";
    this.error("type-over-row", [["styles", name], GRID_LEADING], message, hint);
  }

  private tightLeading(name: StyleName, path: Path): void {
    const key = path.join(".");
    if (this.tight.has(key)) return;
    this.tight.add(key);
    const message = `the leading of \`${name}\` is under ${LEAST_LEADING} of its size: its lines would be printed over one another`;
    this.error("tight-leading", [path], message, "write `leading: 1.2字`, or leave it out");
  }

  template(file: string): Template {
    const { raw } = this;
    const page = {
      width: this.length(raw.page.width, ["page", "width"]),
      height: this.length(raw.page.height, ["page", "height"]),
      spread: raw.page.spread ?? false,
    };
    const { grid, width } = this.grid(page);
    const { composition, story, box, banner, masthead } = raw;
    const styles = this.styles();
    if (styles.body.size !== grid.em || styles.body.leading !== grid.leading) {
      const hint = "write size: 1字, leading: 1行, and change the size in `grid`";
      const paths = [
        ["styles", "body"],
        ["grid", "body"],
        ["grid", "leading"],
      ];
      this.warn("body-off-grid", paths, "the body type is not the grid's `body` and `leading`", hint);
    }
    this.fitRows(styles, grid);
    return {
      name: raw.name,
      title: raw.title,
      file,
      page,
      grid,
      colours: this.colours,
      styles,
      fonts: this.fonts(),
      ...this.headlines(),
      composition,
      story: {
        ...story,
        columnRule: this.rule(story.columnRule, ["story", "columnRule"]),
        storyRule: this.rule(story.storyRule, ["story", "storyRule"]),
        captionInset: this.length(story.captionInset, ["story", "captionInset"]),
        brokenEms: story.brokenEms ?? BROKEN_EMS,
        besidePhotoEms: story.besidePhotoEms ?? BESIDE_PHOTO_EMS,
        photoOutset:
          story.photoOutset === "trim" || story.photoOutset === undefined
            ? story.photoOutset
            : this.length(story.photoOutset, ["story", "photoOutset"]),
        byline: story.byline ?? "head",
        phraseSpace: story.phraseSpace ?? 1,
        dropCap: story.dropCap === 1 ? 0 : (story.dropCap ?? 0),
      },
      box: this.box(box, grid),
      note: noteInside(this.note(raw.note ?? { inset: "0pt" }), grid),
      table: this.table(raw.table ?? {}),
      folio: this.folio(page, grid, width),
      furniture: {
        least: raw.furniture === undefined ? LEAST_FURNITURE : this.length(raw.furniture.least, ["furniture", "least"]),
      },
      banner: {
        rows: banner.rows,
        rule: this.rule(banner.rule, ["banner", "rule"]),
        ground: banner.ground === undefined ? undefined : this.colour(banner.ground, ["banner", "ground"]),
      },
      masthead: masthead === undefined ? undefined : this.masthead(masthead, grid),
      press: this.press(raw.press ?? {}),
      makeup: makeupWeights(raw.makeup, hasBesideFace(styles)),
      jump: jumpStyle(raw.jump),
      audit: auditBounds(raw.audit, composition.gaps?.most, (length, key) => this.length(length, ["audit", key])),
    };
  }

  private grid(page: Template["page"]): { grid: Grid; width: Len } {
    const { columns, columnEms, gutterEms, rows, left: wished, easeRows = 0 } = this.raw.grid;
    const { body: em, row: leading } = this.context;
    const columnWidth = columnEms * em;
    const gutter = Math.round(gutterEms * em);
    const width = columns * columnWidth + (columns - 1) * gutter;
    const left = wished === undefined ? Math.round((page.width - width) / 2) : this.length(wished, ["grid", "left"]);
    const top = this.length(this.raw.grid.top, ["grid", "top"]);
    if (left < 0 || left + width > page.width) {
      const hint = "fewer columns, fewer 字, or a smaller body; `banxin grid` lists grids that fit";
      const message = `the columns are ${points(width)} wide, and the page is ${points(page.width)}`;
      // A left edge that was asked for is the one thing to change when the columns alone would fit.
      const first = wished !== undefined && width <= page.width ? "left" : "columns";
      const others = [first, "columns", "columnEms", "gutterEms", "body"].map((key) => ["grid", key]);
      this.error("grid-too-wide", [...others, ["page", "width"]], message, hint);
    }
    if (top + rows * leading > page.height) {
      const message = `${rows} rows from \`top\` reach over the page's foot`;
      const fitting = Math.max(0, Math.floor((page.height - top) / leading));
      const paths = [...["rows", "leading", "top", "body"].map((key) => ["grid", key]), ["page", "height"]];
      this.error("grid-too-tall", paths, message, `at most ${fitting} rows fit; or make \`top\` smaller`);
    }
    if (leading < em) {
      const message = "the leading is smaller than the body";
      const paths = [GRID_LEADING, ["grid", "body"]];
      this.error("tight-leading", paths, message, "1.3 to 1.5 of the body size");
    }
    // Rows closer than their type is high would touch.
    const most = Math.max(rows, Math.min(rows + easeRows, Math.floor((rows * leading) / em)));
    const rowsBounds = [Math.max(1, rows - easeRows), most] as const;
    const rowsAt = placeOf(this.tree, ["grid", "rows"]);
    return {
      grid: { columns, columnEms, rows, rowsBounds, em, leading, gutter, columnWidth, left, top, rowsAt },
      width,
    };
  }

  private folio(page: Template["page"], grid: Grid, width: Len): Template["folio"] {
    const { folio } = this.raw;
    const y = this.length(folio.top, ["folio", "top"]);
    const height = this.length(folio.height, ["folio", "height"]);
    const paths = [
      ["folio", "top"],
      ["folio", "height"],
    ];
    if (y + height > page.height) {
      const message = "the folio line is below the page's foot";
      this.error("folio-off-page", [...paths, ["page", "height"]], message, "make `top` smaller");
    } else if (this.raw.masthead === undefined && y + height > grid.top && y < grid.top + grid.rows * grid.leading) {
      const message = "the folio line reaches into the type area, and takes rows of it";
      const hint = "make its `top` or `height` smaller, or `grid.top` larger";
      this.warn("folio-in-text", [...paths, ["grid", "top"]], message, hint);
    }
    return {
      ...folio,
      rect: { x: grid.left, y, width, height },
      rule: this.rule(folio.rule, ["folio", "rule"]),
      gap: this.length(folio.gap, ["folio", "gap"]),
    };
  }

  private table(raw: NonNullable<RawTemplate["table"]>): Template["table"] {
    return {
      rule: this.rule(raw.rule, ["table", "rule"]),
      inner: this.rule(raw.inner, ["table", "inner"]),
      ground: raw.ground === undefined ? undefined : this.colour(raw.ground, ["table", "ground"]),
      rules: raw.rules ?? "rows",
      min: raw.min === undefined ? LEAST_TABLE_TYPE : this.length(raw.min, ["table", "min"]),
    };
  }

  private press(raw: NonNullable<RawTemplate["press"]>): Template["press"] {
    const length = (text: string | undefined, key: string, otherwise: Len): Len =>
      text === undefined ? otherwise : this.length(text, ["press", key]);
    return {
      condition: raw.condition ?? USUAL_CONDITION,
      conditionAt: raw.condition === undefined ? undefined : placeOf(this.tree, ["press", "condition"]),
      bleed: length(raw.bleed, "bleed", 0),
      marks: raw.marks ?? true,
      overprintBelow: length(raw.overprintBelow, "overprintBelow", OVERPRINT_BELOW),
      knockout: raw.knockout ?? [],
      imposition: raw.imposition ?? "1-up",
      gutter: length(raw.gutter, "gutter", 0),
      mirror: raw.mirror ?? false,
      icc: this.placed(raw.icc, ["press", "icc"]),
      name: this.placed(raw.name, ["press", "name"]),
      paper: this.placed(raw.paper, ["press", "paper"]),
      richBlack: (raw.richBlack ?? []).map((name, i) => this.colour(name, ["press", "richBlack", i])),
    };
  }

  private placed(value: string | undefined, path: Path): PlacedValue | undefined {
    return value === undefined ? undefined : { value, at: placeOf(this.tree, path) };
  }

  private note(raw: NonNullable<RawTemplate["note"]>): Template["note"] {
    return {
      frame: this.rule(raw.frame, ["note", "frame"]),
      rule: this.rule(raw.rule, ["note", "rule"]),
      ground: raw.ground === undefined ? undefined : this.colour(raw.ground, ["note", "ground"]),
      inset: this.length(raw.inset, ["note", "inset"]),
      paddingRows: 1,
    };
  }

  private box({ paddingRows, ...raw }: RawTemplate["box"], grid: Grid): Template["box"] {
    const box = {
      frame: this.rule(raw.frame, ["box", "frame"]),
      ground: raw.ground === undefined ? undefined : this.colour(raw.ground, ["box", "ground"]),
      paddingInline: this.length(raw.paddingInline, ["box", "paddingInline"]),
      paddingRows,
    };
    if (isFrameTooThick(box, grid)) {
      const message = "the frame of boxes is so thick that a column has no room for lines within it";
      this.error("frame-too-thick", [["box", "frame", "thickness"]], message, "write a thinner one, such as 2pt");
    }
    return boxInside(box, grid);
  }

  private masthead(raw: NonNullable<RawTemplate["masthead"]>, grid: Grid): NonNullable<Template["masthead"]> {
    const tooLarge = (key: "rows" | "columns", most: number): void => {
      const message = `the nameplate takes ${raw[key]} ${key}, and the type area has ${grid[key]}`;
      const paths = [
        ["masthead", key],
        ["grid", key],
      ];
      this.error("masthead-too-large", paths, message, `give it ${most} or fewer`);
    };
    if (raw.rows >= grid.rows) tooLarge("rows", grid.rows - 1);
    if (raw.columns > grid.columns) tooLarge("columns", grid.columns);
    return { rows: raw.rows, columns: raw.columns, rule: this.rule(raw.rule, ["masthead", "rule"]) };
  }

  private headlines(): { ladder: readonly HeadlineStep[]; headlineSizes: readonly Len[] } {
    const path = ["headlines", "ladder"];
    const headlineSizes = this.raw.headlines.sizes
      .map((size, i) => this.size(size, ["headlines", "sizes", i], "this headline size"))
      .toSorted((a, b) => b - a);
    const ladder = this.raw.headlines.ladder.map(({ priority, span, size, min }, i) => ({
      priority,
      span,
      size: this.length(size, [...path, i, "size"]),
      min: this.length(min, [...path, i, "min"]),
    }));
    if (!ladder.some(({ span }) => span === 1)) {
      const hint = "add a step with `span: 1`";
      this.error("bad-ladder", [path], "a head one column wide finds no step of the ladder", hint);
    }
    const seen = new Set<string>();
    for (const [i, { priority, span, size, min }] of ladder.entries()) {
      if (min > size) {
        this.error(
          "bad-ladder",
          [[...path, i, "min"]],
          "`min` is larger than `size`",
          "write the smaller one as `min`",
        );
      }
      const key = `${priority} ${span}`;
      if (seen.has(key)) {
        const message = `priority ${priority} with span ${span} is in the ladder twice`;
        this.warn("unused-step", [[...path, i]], message, "only the first of the two is used");
      }
      seen.add(key);
    }
    return { ladder, headlineSizes };
  }

  private styles(): Record<StyleName, TextStyle> {
    this.tellIgnored();
    const body = this.style("body");
    return Object.fromEntries(STYLE_NAMES.map((name) => [name, this.style(name, body)])) as Record<
      StyleName,
      TextStyle
    >;
  }

  private style(name: StyleName, body?: TextStyle): TextStyle {
    const { font, weight, size: written, leading, colour, tracking, align, slant, figures } = this.inherited(name, []);
    const size =
      written === undefined ? (body?.size ?? this.context.body) : this.size(written.value, written.path, name);
    const own = { ...this.context, em: size };
    const usual = Math.round(size * USUAL_LEADING);
    const given = leading === undefined ? usual : this.length(leading.value, leading.path, own);
    // Who writes a larger size alone does not mean the leading of another template's smaller one.
    const isOthers =
      leading !== undefined && written !== undefined && this.rankOf(leading.path) > this.rankOf(written.path);
    const isTight = isTooTight(name, size, given);
    if (isTight && !isOthers && leading !== undefined) this.tightLeading(name, leading.path);
    return {
      ...fontOrder(this.raw.fonts, font?.value ?? "song"),
      weight: weight?.value ?? 400,
      size,
      leading: isTight && isOthers ? usual : given,
      colour: this.colour(colour?.value ?? "black", colour?.path ?? ["styles", name]),
      tracking: tracking?.value ?? 0,
      align: align?.value ?? "start",
      slant: Math.tan(((slant?.value ?? 0) * Math.PI) / 180),
      tabular: figures?.value === "tabular",
      origin: placeOf(this.tree, written?.path ?? ["grid", "body"]),
    };
  }

  /** Properties that neither their own style obeys nor one that takes them over. */
  private tellIgnored(): void {
    const key = (name: StyleName, property: StyleProperty): string => `${name} ${property}`;
    const obeyed = new Set(
      STYLE_NAMES.flatMap((name) => {
        const all = this.inherited(name, []);
        const own = STYLE_PROPERTIES.filter((property) => whyIgnored(name, property) === undefined);
        return own.map((property) => key(all[property]?.path[1] as StyleName, property));
      }),
    );
    for (const name of STYLE_NAMES) {
      for (const property of STYLE_PROPERTIES) {
        const reason = whyIgnored(name, property);
        if (this.raw.styles[name]?.[property] === undefined || reason === undefined) continue;
        if (obeyed.has(key(name, property))) continue;
        const message = `\`styles.${name}.${property}\` does nothing: ${reason}`;
        this.warn("ignored-key", [["styles", name, property]], message, "take it out");
      }
    }
  }

  private inherited(name: StyleName, chain: readonly StyleName[]): Inherited {
    const raw: RawStyle = this.raw.styles[name] ?? {};
    const own: Record<string, { value: unknown; path: Path }> = {};
    for (const [key, value] of Object.entries(raw)) own[key] = { value, path: ["styles", name, key] };
    const like = raw.like ?? USUAL_LIKE.get(name);
    if (like === undefined) return own as Inherited;
    if (chain.includes(name)) {
      const circle = [...chain.slice(chain.indexOf(name)), name].join(" → ");
      this.error("style-cycle", [["styles", name, "like"]], `\`like\` goes round in a circle: ${circle}`, "break it");
      return own as Inherited;
    }
    return { ...this.inherited(like, [...chain, name]), ...this.boxColour(name, raw), ...(own as Inherited) };
  }

  /** Text in boxes has their colour where it takes over a style of the page; a label's colour is that of its ground. */
  private boxColour(name: StyleName, { like }: RawStyle): Pick<Inherited, "colour"> {
    const { colour } = this.raw.box;
    const isInBox = BOX_STYLES.has(name) && (like === undefined || !BOX_STYLES.has(like));
    if (colour === undefined || !isInBox || name === "relatedLabel") return {};
    return { colour: { value: colour, path: ["box", "colour"] } };
  }

  private fonts(): readonly PlacedValue[] {
    return ROLES.flatMap((role) =>
      this.raw.fonts[role].map((value, i) => ({ value, at: placeOf(this.tree, ["fonts", role, i]) })),
    );
  }

  private rule(raw: RawRule | undefined, path: Path): RuleStyle | undefined {
    if (raw === undefined) return undefined;
    const thickness = this.length(raw.thickness, [...path, "thickness"]);
    return { thickness, colour: this.colour(raw.colour, [...path, "colour"]), key: path.join(".") };
  }

  private colour(name: string, path: Path): Colour {
    const known = this.colours.get(name);
    if (known !== undefined) return known;
    if (name !== "black") {
      const hint = `${didYouMean(name, [...this.colours.keys()], "colours")}; new ones go below \`colours\``;
      this.error("unknown-colour", [path], `there is no colour "${name}"`, hint);
    }
    return { space: "cmyk", c: 0, m: 0, y: 0, k: 1 };
  }

  private size(text: string, path: Path, what: string): Len {
    const size = this.length(text, path);
    // Readings are as small as the white between two lines asks. A size that is taken over is told once, where it is written.
    const isTaken = path[0] === "styles" && path[1] !== what;
    if (size < SMALLEST_TYPE && !what.toLowerCase().endsWith("ruby") && !isTaken) {
      this.warn("tiny-type", [path], `${what} is smaller than 5 pt`, "newsprint wants 7 pt and more");
    }
    return size;
  }

  private length(text: string, path: Path, context: LengthContext = this.context): Len {
    const parsed = parseLength(text, context);
    if (parsed.ok) return parsed.value;
    this.error("bad-length", [path], parsed.problem, parsed.hint);
    // Something to go on with: an impossible size would only make more messages.
    return context.body ?? pt(9);
  }

  private error(code: string, paths: readonly Path[], message: string, hint: string): void {
    this.tell("error", code, paths, message, hint);
  }

  private warn(code: string, paths: readonly Path[], message: string, hint: string): void {
    this.tell("warning", code, paths, message, hint);
  }

  /**
   * Of several values that do not go together, the place is the one in the template itself rather than in one that it
   * extends; a value that is taken over is told second.
   */
  private tell(severity: Diagnostic["severity"], code: string, paths: readonly Path[], message: string, hint: string) {
    const places = paths.map((path) => ({ path, at: placeOf(this.tree, path), rank: this.rankOf(path) }));
    const [own] = places.toSorted((a, b) => a.rank - b.rank);
    const [first] = places;
    if (own === undefined || first === undefined) return;
    const { file, line, column } = first.at;
    const theirs = first.rank > own.rank ? [`\`${first.path.join(".")}\` stands in ${file}:${line}:${column}`] : [];
    this.diagnostics.push({ severity, code, message, at: own.at, hints: [[hint, ...theirs].join("; ")] });
  }

  /** How far from the template itself the file is that holds a value; what no file holds is the farthest. */
  private rankOf(path: Path): number {
    const { tree, rest } = follow(this.tree, path);
    return rest.length > 0 ? this.files.length : this.files.indexOf(tree.at.file);
  }
}

function points(length: Len): string {
  return `${roundedPt(length, 2)}pt`;
}
