/** From checked raw values to plain numbers: units, colours, inherited styles, the grid. */
import type { Diagnostic, Outcome, SourcePlace } from "../base/diagnostic.js";
import { type Len, type LengthContext, parseLength, pt } from "../base/length.js";
import type { Colour } from "../scene/list.js";
import { type RuleStyle, STYLE_NAMES, type StyleName, type Template, type TextStyle } from "./resolved.js";
import { type FontRole, type RawColour, type RawRule, type RawStyle, type RawTemplate, ROLES } from "./schema.js";

/** Type under this size is a warning whatever it is for. */
const SMALLEST_TYPE = pt(5);

type Places = (path: readonly PropertyKey[]) => SourcePlace;

export function resolveTemplate(
  raw: RawTemplate,
  file: string,
  places: Places,
  found: Diagnostic[],
): Outcome<Template> {
  const resolver = new Resolver(raw, places, found);
  const template = resolver.template(file);
  return found.some((d) => d.severity === "error")
    ? { ok: false, diagnostics: found }
    : { ok: true, value: template, diagnostics: found };
}

class Resolver {
  private readonly context: LengthContext;
  private readonly colours = new Map<string, Colour>();

  constructor(
    private readonly raw: RawTemplate,
    private readonly places: Places,
    private readonly found: Diagnostic[],
  ) {
    const body = this.length(raw.grid.body, ["grid", "body"], {});
    this.context = { body, em: body, row: this.length(raw.grid.leading, ["grid", "leading"], { body, em: body }) };
    for (const [name, value] of Object.entries(raw.colours)) this.colours.set(name, colourOf(value));
  }

  template(file: string): Template {
    const { raw } = this;
    const page = {
      width: this.length(raw.page.width, ["page", "width"]),
      height: this.length(raw.page.height, ["page", "height"]),
    };
    const em = this.context.body ?? 0;
    const leading = this.context.row ?? 0;
    const columnWidth = raw.grid.columnEms * em;
    const gutter = Math.round(raw.grid.gutterEms * em);
    const width = raw.grid.columns * columnWidth + (raw.grid.columns - 1) * gutter;
    const left =
      raw.grid.left === undefined ? Math.round((page.width - width) / 2) : this.length(raw.grid.left, ["grid", "left"]);
    const top = this.length(raw.grid.top, ["grid", "top"]);
    if (left < 0 || left + width > page.width)
      this.error(
        "grid-too-wide",
        ["grid", "columns"],
        "the columns are wider than the page",
        "fewer columns, fewer 字, or a smaller body",
      );
    if (top < 0 || top + raw.grid.rows * leading > page.height)
      this.error(
        "grid-too-tall",
        ["grid", "rows"],
        "the rows reach over the page's foot",
        "fewer rows, or a smaller `top`",
      );
    if (leading < em)
      this.error(
        "tight-leading",
        ["grid", "leading"],
        "the leading is smaller than the body",
        "1.3 to 1.5 of the body size",
      );
    const { folio, banner, masthead, story, box, headlines } = raw;
    return {
      name: raw.name,
      title: raw.title,
      file,
      page,
      grid: {
        columns: raw.grid.columns,
        columnEms: raw.grid.columnEms,
        rows: raw.grid.rows,
        em,
        leading,
        gutter,
        columnWidth,
        left,
        top,
      },
      colours: this.colours,
      styles: this.styles(),
      ladder: headlines.ladder.map((step, i) => ({
        priority: step.priority,
        span: step.span,
        size: this.length(step.size, ["headlines", "ladder", i, "size"]),
        min: this.length(step.min, ["headlines", "ladder", i, "min"]),
      })),
      headlineSizes: headlines.sizes
        .map((size, i) => this.length(size, ["headlines", "sizes", i]))
        .toSorted((a, b) => b - a),
      composition: raw.composition,
      story: {
        ...story,
        columnRule: this.rule(story.columnRule, ["story", "columnRule"]),
        storyRule: this.rule(story.storyRule, ["story", "storyRule"]),
        captionInset: this.length(story.captionInset, ["story", "captionInset"]),
      },
      box: {
        frame: this.rule(box.frame, ["box", "frame"]),
        ground: box.ground === undefined ? undefined : this.colour(box.ground, ["box", "ground"]),
        paddingInline: this.length(box.paddingInline, ["box", "paddingInline"]),
        paddingRows: box.paddingRows,
      },
      folio: {
        ...folio,
        rect: {
          x: left,
          y: this.length(folio.top, ["folio", "top"]),
          width,
          height: this.length(folio.height, ["folio", "height"]),
        },
        rule: this.rule(folio.rule, ["folio", "rule"]),
        gap: this.length(folio.gap, ["folio", "gap"]),
      },
      banner: {
        rows: banner.rows,
        rule: this.rule(banner.rule, ["banner", "rule"]),
        ground: banner.ground === undefined ? undefined : this.colour(banner.ground, ["banner", "ground"]),
      },
      masthead:
        masthead === undefined
          ? undefined
          : { rows: masthead.rows, columns: masthead.columns, rule: this.rule(masthead.rule, ["masthead", "rule"]) },
    };
  }

  private styles(): Record<StyleName, TextStyle> {
    const body = this.style("body", []);
    const result = Object.fromEntries(STYLE_NAMES.map((name) => [name, this.style(name, [], body)]));
    return result as Record<StyleName, TextStyle>;
  }

  private style(name: StyleName, chain: readonly StyleName[], body?: TextStyle): TextStyle {
    const merged = this.inherited(name, chain);
    const path = ["styles", name];
    const size =
      merged.size === undefined ? (body?.size ?? this.context.body ?? 0) : this.length(merged.size, [...path, "size"]);
    const own = { ...this.context, em: size };
    if (size < SMALLEST_TYPE) {
      this.found.push({
        severity: "warning",
        code: "tiny-type",
        message: `${name} is smaller than 5 pt`,
        at: this.places([...path, "size"]),
        hints: ["newsprint wants 7 pt and more"],
      });
    }
    return {
      families: this.families(merged.font ?? "song"),
      weight: merged.weight ?? 400,
      size,
      leading:
        merged.leading === undefined ? Math.round(size * 1.4) : this.length(merged.leading, [...path, "leading"], own),
      colour: this.colour(merged.colour ?? "black", [...path, "colour"]),
      tracking: merged.tracking ?? 0,
      align: merged.align ?? "start",
      origin: this.places([...path, "size"]),
    };
  }

  private inherited(name: StyleName, chain: readonly StyleName[]): RawStyle {
    const raw = this.raw.styles[name] ?? {};
    if (raw.like === undefined) return raw;
    if (chain.includes(name)) {
      this.error("style-cycle", ["styles", name, "like"], `"like" leads back to ${name}`, "break the circle");
      return raw;
    }
    return { ...this.inherited(raw.like, [...chain, name]), ...raw };
  }

  private families(role: FontRole): readonly string[] {
    const order = [role, "symbol", "song", "kai", "hei", "latin"] as const;
    return [...new Set(order.filter((r) => ROLES.includes(r)).flatMap((r) => this.raw.fonts[r]))];
  }

  private rule(raw: RawRule | undefined, path: readonly PropertyKey[]): RuleStyle | undefined {
    if (raw === undefined) return undefined;
    return {
      thickness: this.length(raw.thickness, [...path, "thickness"]),
      colour: this.colour(raw.colour, [...path, "colour"]),
    };
  }

  private colour(name: string, path: readonly PropertyKey[]): Colour {
    const known = this.colours.get(name);
    if (known !== undefined) return known;
    if (name !== "black") {
      this.error(
        "unknown-colour",
        path,
        `there is no colour "${name}"`,
        `colours: ${[...this.colours.keys()].join(", ")}`,
      );
    }
    return { space: "cmyk", c: 0, m: 0, y: 0, k: 1 };
  }

  private length(text: string, path: readonly PropertyKey[], context: LengthContext = this.context): Len {
    const parsed = parseLength(text, context);
    if (parsed.ok) return parsed.value;
    this.error("bad-length", path, parsed.problem, parsed.hint);
    return 0;
  }

  private error(code: string, path: readonly PropertyKey[], message: string, hint: string): void {
    this.found.push({ severity: "error", code, message, at: this.places(path), hints: [hint] });
  }
}

function colourOf(raw: RawColour): Colour {
  if ("spot" in raw) {
    return { space: "spot", name: raw.spot, tint: raw.tint / 100, alternate: cmykOf(raw.cmyk) };
  }
  if ("cmyk" in raw) return { space: "cmyk", ...cmykOf(raw.cmyk) };
  if ("gray" in raw) return { space: "gray", gray: raw.gray };
  const value = Number.parseInt(raw.rgb.slice(1), 16);
  return {
    space: "rgb",
    r: Math.floor(value / 65_536) / 255,
    g: (Math.floor(value / 256) % 256) / 255,
    b: (value % 256) / 255,
  };
}

function cmykOf([c, m, y, k]: readonly [number, number, number, number]): {
  c: number;
  m: number;
  y: number;
  k: number;
} {
  return { c: c / 100, m: m / 100, y: y / 100, k: k / 100 };
}
