/**
 * What stands outside the trim for those who plate, fold and cut: corner marks, bleed marks, register crosses, a colour bar,
 * and a slug that says what the sheet is. Nothing of it comes nearer to the trim than the bleed and a gap.
 */
import { mm, pt, type Len } from "../base/length.js";
import { units } from "../font/units.js";
import { openFace } from "../font/open.js";
import type { Face } from "../font/face.js";
import type { Colour, Fill, GlyphRun, PathStep, Scene, SceneItem, ScenePage, Shape } from "../scene/list.js";

/** From the bleed to the first mark: a knife that wanders leaves no mark on the page. */
const GAP = mm(3);
const LENGTH = mm(5);
const WEIGHT = pt(0.25);
const CROSS = mm(6);
const RING = mm(3);
const PATCH = mm(5);
const SLUG_SIZE = pt(7);
/** Room outside the marks, so that no edge of a sheet cuts them. */
const RIM = mm(2);

/** All plates at once, spot colours too. */
const REGISTRATION: Colour = { space: "spot", name: "All", tint: 1, alternate: { c: 1, m: 1, y: 1, k: 1 } };
const BLACK: Colour = { space: "cmyk", c: 0, m: 0, y: 0, k: 1 };

/** From the trim to the sheet's edge. */
export function sheetMargin(bleed: Len, marks: boolean): Len {
  return marks ? bleed + GAP + Math.max(LENGTH, CROSS) + RIM : bleed;
}

export interface Slug {
  readonly text: string;
  /** Plates in the order of printing; spot colours after the process inks. */
  readonly spots: readonly Colour[];
}

export function pressMarks(scene: Scene, page: ScenePage, bleed: Len, slug: Slug): SceneItem[] {
  return [
    ...corners(page, 0, bleed + GAP, LENGTH),
    // Bleed marks are half as long, so that nobody takes them for the trim.
    ...(bleed > 0 ? corners(page, bleed, bleed + GAP, Math.round(LENGTH / 2)) : []),
    ...crosses(page, bleed),
    ...colourBar(page, bleed, slug.spots),
    ...slugLine(scene, page, bleed, slug.text),
  ];
}

function fill(x: Len, y: Len, width: Len, height: Len, colour: Colour): Fill {
  return { kind: "fill", role: "overlay", rect: { x, y, width, height }, colour };
}

/** Two lines at each corner in the trim's (or bleed's: `out` outside it) edges, from `from` outwards. */
function corners({ width, height }: ScenePage, out: Len, from: Len, length: Len): Fill[] {
  const half = Math.round(WEIGHT / 2);
  const lines: Fill[] = [];
  for (const x of [-out, width + out]) {
    lines.push(fill(x - half, -from - length, WEIGHT, length, REGISTRATION));
    lines.push(fill(x - half, height + from, WEIGHT, length, REGISTRATION));
  }
  for (const y of [-out, height + out]) {
    lines.push(fill(-from - length, y - half, length, WEIGHT, REGISTRATION));
    lines.push(fill(width + from, y - half, length, WEIGHT, REGISTRATION));
  }
  return lines;
}

/** A cross in a ring at the middle of each side. */
function crosses({ width, height }: ScenePage, bleed: Len): SceneItem[] {
  const out = bleed + GAP + Math.round(CROSS / 2);
  const [midX, midY] = [Math.round(width / 2), Math.round(height / 2)];
  const places = [
    [midX, -out],
    [midX, height + out],
    [-out, midY],
    [width + out, midY],
  ] as const;
  const half = Math.round(WEIGHT / 2);
  const arm = Math.round(CROSS / 2);
  return places.flatMap(([x, y]) => [
    fill(x - arm, y - half, CROSS, WEIGHT, REGISTRATION),
    fill(x - half, y - arm, WEIGHT, CROSS, REGISTRATION),
    ring(x, y, Math.round(RING / 2)),
  ]);
}

/** Four Bézier arcs come as near to a circle as 0.03 % of its radius with this handle. */
const HANDLE = 0.5523;

function ring(x: Len, y: Len, radius: Len): Shape {
  const inner = radius - WEIGHT;
  return {
    kind: "shape",
    role: "overlay",
    path: [...circle(x, y, radius, 1), ...circle(x, y, inner, -1)],
    colour: REGISTRATION,
  };
}

/** `turn` -1 runs the other way round: by the non-zero rule it cuts a hole. */
function circle(x: Len, y: Len, r: Len, turn: 1 | -1): PathStep[] {
  const h = Math.round(r * HANDLE);
  const quarter = (ax: Len, ay: Len, bx: Len, by: Len): PathStep => ({
    to: "curve",
    x1: x + ax + Math.sign(bx) * h,
    y1: y + turn * (ay + Math.sign(by) * h),
    x2: x + bx + Math.sign(ax) * h,
    y2: y + turn * (by + Math.sign(ay) * h),
    x: x + bx,
    y: y + turn * by,
  });
  return [
    { to: "move", x: x + r, y },
    quarter(r, 0, 0, r),
    quarter(0, r, -r, 0),
    quarter(-r, 0, 0, -r),
    quarter(0, -r, r, 0),
    { to: "close" },
  ];
}

const ink = (c: number, m: number, y: number, k: number): Colour => ({ space: "cmyk", c, m, y, k });

/** Solids, overprints and tints, and a neutral of three inks beside the black tint it should look like. */
const BAR: readonly Colour[] = [
  ink(1, 0, 0, 0),
  ink(0, 1, 0, 0),
  ink(0, 0, 1, 0),
  ink(0, 0, 0, 1),
  ink(1, 1, 0, 0),
  ink(1, 0, 1, 0),
  ink(0, 1, 1, 0),
  ink(0.5, 0, 0, 0),
  ink(0, 0.5, 0, 0),
  ink(0, 0, 0.5, 0),
  ink(0, 0, 0, 0.5),
  ink(0.3, 0.22, 0.22, 0),
  ink(0, 0, 0, 0.3),
];

function colourBar({ width, height }: ScenePage, bleed: Len, spots: readonly Colour[]): Fill[] {
  // Between the register cross at the foot's middle and the corner on the right.
  const left = Math.round(width / 2) + CROSS;
  const room = width - mm(4) - left;
  return [...BAR, ...spots]
    .map((colour, i) => fill(left + i * PATCH, height + bleed + GAP, PATCH, PATCH, colour))
    .filter(({ rect }) => rect.x + rect.width - left <= room);
}

function slugLine(scene: Scene, page: ScenePage, bleed: Len, text: string): GlyphRun[] {
  const baseline = page.height + bleed + GAP + mm(3.5);
  const left = mm(4);
  // Up to the register cross at the foot's middle.
  const end = Math.round(page.width / 2) - CROSS;
  const faceFor = slugFaces(scene, page);
  const runs: GlyphRun[] = [];
  let x = left;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const face = faceFor(code);
    if (face === undefined) continue;
    const gid = face.glyphFor(code);
    const advance = units(face, face.advanceOf(gid), SLUG_SIZE);
    if (x + advance > end) break;
    const last = runs.at(-1);
    if (last?.face === face.id) {
      runs[runs.length - 1] = {
        ...last,
        gids: [...last.gids, gid],
        offsets: [...last.offsets, x - last.x],
        texts: [...last.texts, character],
      };
    } else {
      runs.push({
        kind: "glyphs",
        role: "overlay",
        source: { pointer: "", start: 0, end: 0 },
        direction: "horizontal",
        face: face.id,
        size: SLUG_SIZE,
        colour: BLACK,
        x,
        y: baseline,
        gids: [gid],
        offsets: [0],
        texts: [character],
      });
    }
    x += advance;
  }
  return runs;
}

/**
 * Faces that the page has anyway, the folio line's first: a slug embeds no font of its own. Each is opened when it is asked
 * for: the first one nearly always has all that a slug needs.
 */
function slugFaces(scene: Scene, page: ScenePage): (code: number) => Face | undefined {
  const runs = page.items.filter((item) => item.kind === "glyphs");
  const folio = runs.filter(({ role }) => role === "folio");
  const waiting = [...new Set([...folio, ...runs].map(({ face }) => face))];
  const opened: Face[] = [];
  return (code) => {
    const known = opened.find((one) => one.glyphFor(code) !== 0);
    if (known !== undefined) return known;
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const face = scene.faces.get(id);
      if (face === undefined) continue;
      const fresh = openFace(face.bytes, face);
      opened.push(fresh);
      if (fresh.glyphFor(code) !== 0) return fresh;
    }
    return undefined;
  };
}
