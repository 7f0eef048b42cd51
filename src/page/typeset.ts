/** From texts and styles to set lines: the one way in which page elements use the paragraph engine. */
import { baselineIn } from "../layout/grid.js";
import { type Len, scale } from "../base/length.js";
import { originalOffset } from "../base/shifts.js";
import type { Inline, Language } from "../edition/model.js";
import type { Face, FaceChain } from "../font/face.js";
import { lazyFace } from "../font/lazy.js";
import type { FontLibrary } from "../font/library.js";
import type { Fill, GlyphRun, Role, SceneItem, Source } from "../scene/list.js";
import { BOX_STYLES, type StyleName, type Template, type TextStyle } from "../template/resolved.js";
import { breakParagraph } from "../text/break.js";
import { commitLine } from "../text/commit.js";
import { lineRemarks } from "./line-remarks.js";
import { markItems } from "./marks.js";
import type { Remark } from "./remark.js";
import type { ComposeConfig, Prepared, SetLine, TextSpan } from "../text/model.js";
import { inkAbove, inkBelow } from "../text/ink.js";
import { prepareParagraph } from "../text/prepare.js";

const TABULAR: readonly string[] = ["tnum"];
/** Wider than any page: a line that is never broken. */
const ENDLESS: Len = 1e9;

export interface Typesetter {
  readonly template: Template;
  readonly language: Language;
  readonly config: ComposeConfig;
  /** What was found while text was prepared. */
  readonly remarks: Remark[];
  /** Every face that has set a glyph, by id. */
  readonly faces: Map<string, Face>;
  /** The largest headline that a story may have beside the page's lead; its template's alone decide when absent. */
  readonly mostHead?: Len;
  chain(style: TextStyle): FaceChain;
}

export function createTypesetter(template: Template, fonts: FontLibrary, language: Language): Typesetter {
  const chains = new Map<string, FaceChain>();
  const byStyle = new WeakMap<TextStyle, FaceChain>();
  const { kinsoku, mode, autospace, adjacentMarks, marks, fullWidth } = template.composition;
  const { hanging = "off", hyphenation = "rescue", gaps } = template.composition;
  return {
    template,
    language,
    remarks: [],
    faces: new Map(),
    config: {
      language,
      kinsoku,
      mode,
      autospace,
      adjacentMarks,
      // English columns are as narrow as Chinese ones, and have nothing but their words to part.
      hyphenation: language === "en" && hyphenation === "rescue" ? "on" : hyphenation,
      hanging,
      ...(marks === undefined ? {} : { marks }),
      ...(gaps === undefined ? {} : { gaps }),
      em: template.grid.em,
      // Elsewhere Latin words are guests in Chinese text, whose measure is the em.
      ...(language === "en" || language === "ko" ? { ownSpaces: true } : {}),
      ...fullWidthOf(fullWidth),
    },
    chain(style) {
      const own = byStyle.get(style);
      if (own !== undefined) return own;
      const key = `${style.weight} ${style.ownFamilies} ${style.families.join("|")} ${style.alphabetic.join("|")}`;
      const chain = chains.get(key) ?? openChain(fonts, style);
      chains.set(key, chain);
      byStyle.set(style, chain);
      return chain;
    },
  };
}

/** The first face at once, the others when a character asks for them. */
function openChain(fonts: FontLibrary, style: TextStyle): FaceChain {
  const isKnown = (family: string): boolean => fonts.families.includes(family);
  const known = style.families.filter(isKnown);
  const faces = known.map((family, index) => {
    const open = (): Face => {
      const face = fonts.face(family, style.weight);
      if (face === undefined) throw new Error(`no font family ${family}: loading should have refused the template`);
      return face;
    };
    return index === 0 ? open() : lazyFace(open);
  });
  const own = style.families.slice(0, style.ownFamilies).filter((family) => known.includes(family)).length;
  const alphabetic = style.alphabetic.filter(isKnown).flatMap((family) => faces[known.indexOf(family)] ?? []);
  return { faces, own, alphabetic };
}

const headSetters = new WeakMap<Typesetter, Typesetter>();

/** The same for heads, where a typed space parts two phrases. */
export function headSetter(setter: Typesetter): Typesetter {
  return kept(headSetters, setter, () => {
    const own = displaySetter(setter);
    return { ...own, config: { ...own.config, hanSpace: setter.template.story.phraseSpace, ownSpaces: true } };
  });
}

const displaySetters = new WeakMap<Typesetter, Typesetter>();

/**
 * The same for display type (heads, refers, banner): the white of a quotation mark or bracket, which the eye passes over in
 * text, is a hole in large type, and is taken off on the mark's outer side (CLREQ, "Adjustable widths of punctuation marks").
 */
export function displaySetter(setter: Typesetter): Typesetter {
  return kept(displaySetters, setter, () => {
    const { headMarks = "brackets" } = setter.template.composition;
    return { ...setter, config: { ...setter.config, marks: headMarks } };
  });
}

export function kept(known: WeakMap<Typesetter, Typesetter>, setter: Typesetter, make: () => Typesetter): Typesetter {
  const found = known.get(setter);
  if (found !== undefined) return found;
  const fresh = make();
  known.set(setter, fresh);
  return fresh;
}

function fullWidthOf(wanted: Template["composition"]["fullWidth"]): Pick<ComposeConfig, "fullWidth"> {
  return wanted === undefined || wanted === "none" ? {} : { fullWidth: wanted };
}

export interface SpanOptions {
  readonly style: TextStyle;
  readonly role: Role;
  readonly article?: string | undefined;
}

export function spanOf(setter: Typesetter, inline: Inline, options: SpanOptions): TextSpan {
  const { style, role, article } = options;
  const start = inline.offset;
  const source: Source = {
    pointer: inline.pointer,
    start,
    end: start + originalOffset(inline.shifts, inline.text.length),
    ...(article === undefined ? {} : { article }),
  };
  return {
    text: inline.text,
    chain: setter.chain(style),
    size: style.size,
    colour: style.colour,
    tracking: style.tracking,
    role,
    source,
    ...(inline.shifts === undefined ? {} : { shifts: inline.shifts }),
    ...(style.slant === 0 ? {} : { slant: style.slant }),
    ...(style.tabular ? { tabular: true, features: TABULAR } : {}),
  };
}

export function prepare(setter: Typesetter, spans: readonly TextSpan[]): Prepared {
  return prepareParagraph(spans, setter.config);
}

/** Text the template adds, such as a date: it has no place in the edition file. */
export function templateText(text: string): Inline {
  return { text, pointer: "", offset: 0 };
}

export function styleOf(setter: Typesetter, name: StyleName): TextStyle {
  return setter.template.styles[name];
}

/** Lines set at a measure, with their leading: a block that can be put anywhere. */
export interface TextBlock {
  readonly lines: readonly SetLine[];
  readonly size: Len;
  readonly leading: Len;
  readonly width: Len;
  readonly height: Len;
  /** Where lines shorter than the block stand; at its start when absent. */
  readonly stand?: "center" | "end";
}

/** The same for text whose marks have no gutter to hang out into: in frames and tables, and under pictures of its width. */
export function enclosed(setter: Typesetter): Typesetter {
  return { ...setter, config: { ...setter.config, hanging: "off" } };
}

const boxSetters = new WeakMap<Typesetter, Typesetter>();

/** The same for text in boxes, which has styles of its own. */
export function inBox(setter: Typesetter): Typesetter {
  const known = boxSetters.get(setter);
  if (known !== undefined) return known;
  const { template } = setter;
  const styles = { ...template.styles };
  for (const [own, name] of BOX_STYLES) styles[name] = template.styles[own];
  const fresh = { ...enclosed(setter), template: { ...template, styles } };
  boxSetters.set(setter, fresh);
  return fresh;
}

export function setBlock(
  setter: Typesetter,
  spans: readonly TextSpan[],
  options: { measure: Len; size: Len; leading: Len; align: TextStyle["align"]; wholeWords?: boolean },
): TextBlock {
  const { measure, size, leading, align } = options;
  const own = enclosed(setter);
  const config = options.wholeWords === true ? { ...own.config, wholeWords: true } : own.config;
  const prepared = prepare({ ...own, config }, spans);
  const broken = breakParagraph(prepared, {
    indent: 0,
    measureOf: () => measure,
    uniform: true,
    looseness: 0,
  });
  const lines = (broken?.lines ?? []).map((line) => commitLine(prepared, line, align));
  return { lines, size, leading, width: measure, height: lines.length * leading };
}

/** One line at its natural width, never broken. */
function setLine(setter: Typesetter, spans: readonly TextSpan[], size: Len, leading: Len): TextBlock {
  const block = setBlock(setter, spans, { measure: ENDLESS, size, leading, align: "start" });
  const width = block.lines.reduce((widest, line) => Math.max(widest, line.width), 0);
  return { ...block, width };
}

export function styledLine(setter: Typesetter, inlines: readonly Inline[], options: SpanOptions): TextBlock {
  return setLine(
    setter,
    inlines.map((inline) => spanOf(setter, inline, options)),
    options.style.size,
    options.style.leading,
  );
}

/** Where the ink of a block's first line begins, from the block's top; 0 where nothing in it has ink. */
export function inkTopOf({ lines, size, leading }: TextBlock): Len {
  const [first] = lines;
  const above = first === undefined ? undefined : inkAbove(first);
  return above === undefined ? 0 : baselineIn(size, leading) - above;
}

/** Where the ink of a block ends, from the block's top: its tails; 0 where nothing in it has ink. */
export function inkFootOf({ lines, size, leading }: TextBlock): Len {
  const last = lines.at(-1);
  const below = last === undefined ? undefined : inkBelow(last);
  return below === undefined ? 0 : (lines.length - 1) * leading + baselineIn(size, leading) + below;
}

/** The block's glyphs with its top left corner at (x, y). */
export function drawBlock(setter: Typesetter, block: TextBlock, x: Len, y: Len): readonly SceneItem[] {
  const baseline = baselineIn(block.size, block.leading);
  return block.lines.flatMap((line, index) => {
    const white = block.width - line.width;
    const shift = block.stand === "center" ? Math.round(white / 2) : block.stand === "end" ? white : 0;
    return drawLine(setter, line, x + shift, y + index * block.leading + baseline);
  });
}

export function drawLine(setter: Typesetter, line: SetLine, x: Len, baseline: Len): readonly SceneItem[] {
  for (const { face } of line.runs) if (!setter.faces.has(face.id)) setter.faces.set(face.id, face);
  const runs = line.runs.map((run): GlyphRun => ({
    kind: "glyphs",
    role: run.role,
    source: run.source,
    direction: "horizontal",
    face: run.face.id,
    size: run.size,
    colour: run.colour,
    x,
    y: baseline - run.rise,
    gids: run.gids,
    offsets: run.offsets,
    texts: run.texts,
    ...(run.annotation ? { annotation: true as const } : {}),
    ...(run.standsIn ? { standsIn: true as const } : {}),
    ...(run.slant === 0 ? {} : { slant: run.slant }),
    ...(run.tracking === 0 ? {} : { tracking: run.tracking }),
  }));
  const rules = line.rules.map((rule): Fill => ({
    kind: "fill",
    role: rule.role,
    rect: { x: x + rule.offset, y: baseline - rule.rise, width: rule.width, height: rule.thickness },
    colour: rule.colour,
  }));
  if (line.faults !== undefined) setter.remarks.push(...lineRemarks(line, runs, setter.template.composition.gaps));
  return [...runs, ...rules, ...line.marks.flatMap((mark) => markItems(mark, x, baseline))];
}

/** One line, in a smaller size where it would be wider than `room`. */
export function fittedLine(setter: Typesetter, inline: Inline, options: SpanOptions, room: Len): TextBlock {
  const full = styledLine(setter, [inline], options);
  if (full.width <= room) return full;
  const size = Math.floor((options.style.size * room) / full.width);
  return styledLine(setter, [inline], { ...options, style: resized(options.style, size) });
}

/** A style at another size, its leading and nothing else in proportion. */
export function resized(style: TextStyle, size: Len): TextStyle {
  return { ...style, size, leading: scale(style.leading, size / style.size) };
}
