import { pt } from "../../src/base/length.js";
import type { Scene, SceneItem, ScenePage } from "../../src/scene/list.js";
import { BOUNDS } from "../scene-bounds.js";

export const BODY: SceneItem = {
  kind: "glyphs",
  role: "body",
  source: { article: "lead", pointer: "/articles/0/body/0", start: 0, end: 1 },
  direction: "horizontal",
  face: "song",
  size: pt(9),
  colour: { space: "gray", gray: 0 },
  x: pt(20),
  y: pt(30),
  gids: [1],
  offsets: [0],
  texts: ["字"],
};

export function fakePage(number: number, parts: Partial<ScenePage> = {}): ScenePage {
  return {
    number,
    order: [],
    bounds: BOUNDS,
    width: pt(300),
    height: pt(400),
    grid: {
      columns: [
        { x: pt(20), width: pt(90) },
        { x: pt(119), width: pt(90) },
      ],
      em: pt(9),
      top: pt(20),
      leading: pt(12.6),
      rows: 20,
    },
    items: [BODY],
    areas: [],
    fixed: [],
    bookmarks: [],
    ...parts,
  };
}

export function fakeScene(parts: Partial<Scene> = {}): Scene {
  return {
    version: 1,
    meta: { title: "t", language: "zh-Hans" },
    pages: [fakePage(4)],
    faces: new Map(),
    images: new Map(),
    findings: [],
    fits: [],
    ...parts,
  };
}
