/**
 * The scene as text that people review: one line a line of type, one a rule or picture, in painting order, lengths in points
 * from the page's top left. The same scene gives the same text; golden files are made of it.
 */
import type { Rect } from "../base/geometry.js";
import { toPt, type Len } from "../base/length.js";
import type { BlockSetting, HeadSetting } from "./setting.js";
import type { Colour, GlyphRun, PathStep, Scene, SceneItem, ScenePage } from "./list.js";

export function dumpScene(scene: Scene): string {
  const { meta } = scene;
  const head = [`scene "${meta.title}" ${meta.language}${meta.date === undefined ? "" : ` ${meta.date}`}`];
  const faces = [...scene.faces.values()].map((face) => `face ${face.id} (${face.postscriptName})`).toSorted();
  const images = [...scene.images.values()]
    .map((image) => `image ${image.id} ${image.format} ${image.width}×${image.height} orientation ${image.orientation}`)
    .toSorted();
  return [...head, ...faces, ...images, ...scene.pages.flatMap((page) => dumpPage(scene, page)), ""].join("\n");
}

function dumpPage(scene: Scene, page: ScenePage): string[] {
  const { grid } = page;
  const columns = grid.columns.map(({ x, width }) => `${pt(x)}+${pt(width)}`).join(" ");
  const fits = scene.fits.filter((fit) => fit.page === page.number);
  const findings = scene.findings.filter((finding) => finding.page === page.number);
  return [
    "",
    `page ${page.number} ${pt(page.width)}×${pt(page.height)}`,
    `  grid em ${pt(grid.em)} top ${pt(grid.top)} leading ${pt(grid.leading)} rows ${grid.rows} columns ${columns || "none"}`,
    ...page.areas.map((area) => `  area ${area.kind} ${area.article} ${box(area.rect)}`),
    ...page.fixed.map((rect) => `  fixed ${box(rect)}`),
    ...page.bookmarks.map((bookmark) => `  bookmark ${pt(bookmark.y)} ${bookmark.title}`),
    ...fits.map(
      (fit) =>
        `  fit ${fit.article} lines ${fit.linesSet}/${fit.linesAvailable} short ${fit.shortLines}` +
        (fit.oversetText === "" ? "" : ` overset ${JSON.stringify(fit.oversetText)}`),
    ),
    ...findings.map(
      ({ severity, code, article, message }) =>
        `  ${severity} ${code}${article === undefined ? "" : ` ${article}`}: ${message}`,
    ),
    ...(scene.settings ?? [])
      .filter((setting) => setting.page === page.number)
      .flatMap(({ article, head, blocks }) => [
        `  setting ${article}`,
        ...(head === undefined ? [] : dumpHead(head)),
        ...blocks.flatMap(dumpSetting),
      ]),
    ...dumpItems(page.items),
  ];
}

function dumpHead({ size, largest, smallest, lines, forced }: HeadSetting): string[] {
  const how = forced ? " forced" : "";
  return [
    `    headline ${em(size)} of ${em(largest)}–${em(smallest)}${how}`,
    ...lines.map(({ text, fills }) => `      fills ${em(fills)} ${JSON.stringify(text)}`),
  ];
}

/** How lines were fitted: `row leg natural/measure adjustments; cost: penalties`, in em of the body. */
function dumpSetting(block: BlockSetting): string[] {
  if (block.kind === "rows") {
    const { what, row, leg, rows, asked, text } = block;
    return [`    ${what} row ${row} leg ${leg} rows ${rows}/${asked} ${JSON.stringify(text)}`];
  }
  const { what, pointer, looseness, cost, lines, notes } = block;
  const head = `    ${what} ${pointer} lines ${lines.length} looseness ${looseness} cost ${em(cost)}`;
  const own = lines.map((line) => {
    const moved = line.adjustments.map(({ what: tier, total, gaps }) => ` ${tier} ${em(total)}/${gaps}`);
    const penalties = line.penalties.map((penalty) => ` ${penalty.rule} ${em(penalty.cost)}`);
    return (
      `      row ${line.row} leg ${line.leg} ${em(line.natural)}/${em(line.measure)} ${line.fitness}` +
      `${moved.join()} cost ${em(line.cost)}${penalties.length === 0 ? "" : `:${penalties.join()}`}` +
      `${line.notes.length === 0 ? "" : ` [${line.notes.join("; ")}]`} ${JSON.stringify(line.text)}`
    );
  });
  return [head, ...notes.map((note) => `      ${note}`), ...own];
}

function em(value: number): string {
  return String(Number(value.toFixed(3)));
}

/** Items beneath a heading of role and source; runs that share a baseline make one line. */
function dumpItems(items: readonly SceneItem[]): string[] {
  const out: string[] = [];
  let heading = "";
  for (let i = 0; i < items.length;) {
    const item = items[i];
    if (item === undefined) break;
    const next = headingOf(item);
    if (next !== heading) out.push(`  ${next}`);
    heading = next;
    if (item.kind !== "glyphs") {
      out.push(`    ${dumpShape(item)}`);
      i++;
      continue;
    }
    const line: GlyphRun[] = [];
    for (let run: SceneItem | undefined = item; run?.kind === "glyphs" && sameLine(item, run); run = items[i]) {
      line.push(run);
      i++;
    }
    out.push(`    ${line.map(dumpRun).join(" | ")}`);
  }
  return out;
}

function sameLine(first: GlyphRun, run: GlyphRun): boolean {
  const level = first.direction === "vertical" ? first.x === run.x : first.y === run.y;
  return level && run.direction === first.direction && headingOf(first) === headingOf(run);
}

function headingOf(item: SceneItem): string {
  const source = "source" in item ? item.source : undefined;
  return [item.role, source?.article, source?.pointer].filter((part) => part !== undefined && part !== "").join(" ");
}

/** Place, type, text, and the offsets when glyphs do not simply follow one another at one pitch. */
function dumpRun(run: GlyphRun): string {
  const down = run.direction === "vertical" ? " vertical" : "";
  const text = run.texts.join("");
  const missing = run.gids.includes(0) ? " MISSING-GLYPH" : "";
  const type = `${run.face} ${pt(run.size)} ${colour(run.colour)}`;
  const lean = run.slant === undefined ? "" : ` slant ${Number(run.slant.toFixed(3))}`;
  return `${pt(run.x)},${pt(run.y)} ${type}${down}${lean}${missing} ${JSON.stringify(text)} @ ${pitch(run)}`;
}

/** Runs of equal steps are counted: `9×12 4.5 9×3` in points. */
function pitch(run: GlyphRun): string {
  const steps = run.offsets.slice(1).map((offset, i) => pt(offset - (run.offsets[i] ?? 0)));
  const parts: string[] = [];
  for (let i = 0; i < steps.length;) {
    let end = i + 1;
    while (steps[end] === steps[i]) end++;
    parts.push(end - i > 1 ? `${steps[i]}×${end - i}` : (steps[i] ?? ""));
    i = end;
  }
  const first = run.offsets[0] ?? 0;
  return [...(first === 0 ? [] : [`+${pt(first)}`]), ...parts].join(" ") || "0";
}

function dumpShape(item: Exclude<SceneItem, GlyphRun>): string {
  switch (item.kind) {
    case "fill":
      return `fill ${box(item.rect)} ${colour(item.colour)}`;
    case "frame":
      return `frame ${box(item.rect)} thickness ${pt(item.thickness)} ${colour(item.colour)}`;
    case "shape":
      return `shape ${item.path.filter(({ to }) => to === "move").length} parts ${pathStart(item.path)} ${colour(item.colour)}`;
    case "picture": {
      const { x, y, width, height } = item.crop;
      const crop = [x, y, width, height].map((value) => Number(value.toFixed(4))).join(" ");
      return `picture ${item.image} ${box(item.rect)} crop ${crop}${item.alt === "" ? "" : ` alt ${JSON.stringify(item.alt)}`}`;
    }
  }
}

function pathStart(path: readonly PathStep[]): string {
  const [first] = path;
  return first === undefined || first.to === "close" ? "empty" : `from ${pt(first.x)},${pt(first.y)}`;
}

function colour(value: Colour): string {
  const part = (component: number): string => String(Number((component * 100).toFixed(2)));
  switch (value.space) {
    case "cmyk":
      return `cmyk(${[value.c, value.m, value.y, value.k].map(part).join(" ")})`;
    case "rgb":
      return `rgb(${[value.r, value.g, value.b].map(part).join(" ")})`;
    case "gray":
      return `gray(${part(value.gray)})`;
    case "spot":
      return `spot(${value.name} ${part(value.tint)})`;
  }
}

function box(rect: Rect): string {
  return `${pt(rect.x)},${pt(rect.y)} ${pt(rect.width)}×${pt(rect.height)}`;
}

function pt(length: Len): string {
  return String(Number(toPt(length).toFixed(3)));
}
