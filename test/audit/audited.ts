/** A page that shows every element, well set, for tests that spoil it. */
import { auditScene } from "../../src/audit/audit.js";
import type { Edition } from "../../src/edition/model.js";
import { readEdition } from "../../src/edition/read.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { Finding, Scene, SceneImage, SceneItem, ScenePage } from "../../src/scene/list.js";

const CLAUSES = [
  "江面上的雾还没有散尽，摆渡的老人已经把第一班船撑到了对岸。",
  "巷口的面馆天不亮就开了门，灶上的水汽顺着屋檐往上走。",
  "新修的步道沿河铺开，晨练的人三三两两，说着昨夜那场雨。",
  "书店把旧书搬到门外晾晒，孩子们蹲在纸箱旁，一翻就是半天。",
  "山脚的果园今年收成好，装车的吆喝声从清早一直响到傍晚。",
];

function paragraphs(count: number, from = 0): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    [0, 1, 2].map((step) => CLAUSES[(from + index + step * 2) % CLAUSES.length]).join(""),
  );
}

const PICTURE: SceneImage = {
  id: "river.jpg",
  format: "jpeg",
  bytes: new Uint8Array(),
  width: 1200,
  height: 800,
  orientation: 1,
};

const EDITION = {
  publication: { name: "汀州日报" },
  date: "2026-11-24",
  pages: [
    {
      number: 3,
      section: "民生",
      credits: [{ role: "责编", names: ["陆小舟"] }],
      articles: ["river", "lane"],
      layout: [
        { article: "river", columns: [1, 6], rows: [1, 44] },
        { article: "lane", columns: [1, 6], rows: [47, 78] },
      ],
    },
  ],
  articles: [
    {
      id: "river",
      priority: 1,
      kicker: "沿河十里",
      headline: "一江清水绕城来",
      deck: "步道贯通两岸",
      byline: "■ 本报记者 秦一川",
      body: paragraphs(22),
      photos: [{ src: "river.jpg", caption: "晨雾中的渡口。", credit: "何石 摄", columns: 2 }],
    },
    { id: "lane", priority: 2, headline: "老巷新灯", body: paragraphs(20, 2) },
  ],
};

export interface Audited {
  readonly scene: Scene;
  readonly edition: Edition;
}

/** The whole page; every story ends with its place. */
export async function wellSet(): Promise<Audited> {
  const read = readEdition(JSON.stringify(EDITION), "edition.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const edition = read.value;
  const template = await loadTemplate("tabloid-inside");
  return { edition, scene: compose({ ...edition, images: new Map([[PICTURE.id, PICTURE]]) }, template) };
}

/** What the audit says of a page after `spoil` has changed its items. */
export function auditSpoilt(
  { scene, edition }: Audited,
  spoil: (items: readonly SceneItem[], page: ScenePage) => readonly SceneItem[],
): readonly Finding[] {
  const pages = scene.pages.map((page) => ({ ...page, items: spoil(page.items, page) }));
  return auditScene({ ...scene, pages }, edition);
}
