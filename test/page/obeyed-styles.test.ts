/**
 * Every style against every property: one that is said to be obeyed changes the page, one that is said to do nothing does
 * not. So no key is accepted in silence without doing anything.
 */
import { describe, expect, it } from "vitest";
import { formatDiagnostic } from "../../src/base/diagnostic.js";
import { readEdition } from "../../src/edition/read.js";
import { createLibrary } from "../../src/font/library.js";
import { bundledFonts } from "../../src/host/fonts.js";
import { compose, type LoadedEdition } from "../../src/pipeline.js";
import { dumpScene } from "../../src/scene/dump.js";
import type { SceneImage } from "../../src/scene/list.js";
import { STYLE_PROPERTIES, type StyleProperty } from "../../src/template/obeyed.js";
import { BOX_STYLES, STYLE_NAMES, type StoryStyle, type StyleName } from "../../src/template/resolved.js";
import { remarksOn, templateFrom } from "./own-template.js";

const fonts = createLibrary(bundledFonts());
const image: SceneImage = {
  id: "quay.jpg",
  format: "jpeg",
  bytes: new Uint8Array(),
  width: 1200,
  height: 800,
  orientation: 1,
};

type Pages = readonly { readonly edition: LoadedEdition; readonly base: string }[];

const TEXT = "渡口 1711 年还没有醒来，摆渡人把缆绳解开，11 盏灯照着薄雾里的水面。";
/** What each style sets, with figures, over more than one line where it may. */
const GROUPS: readonly { readonly styles: readonly StoryStyle[]; readonly story: object }[] = [
  {
    styles: ["label", "kicker", "headline", "deck", "caption", "photoCredit"],
    story: {
      label: "人物 1711",
      kicker: "江上 1711 年的旧事，一条老航线的三十一个钟头，薄雾里的摆渡人和他的灯，",
      headline: "渡口 1711",
      deck: "一条 1711 年的老航线，以及它在薄雾里怎样醒来，一位摆渡人和十一盏灯",
      body: [TEXT],
      photos: [{ src: "quay.jpg", caption: `${TEXT}渡口的早晨。`, credit: "安然 摄 1711", columns: 1 }],
    },
  },
  // Over the first column, and in the head of a story without text.
  { styles: ["byline"], story: { headline: "渡口", byline: "本报记者 安然 1711", body: [TEXT] } },
  {
    styles: ["body", "strong", "italic", "briefHead", "ruby", "dateline", "listMarker"],
    story: {
      dateline: "本报讯 1711（记者 安然）",
      body: [
        { text: [TEXT, { text: "强调 1711", style: "strong" }, { text: "斜 1711", style: "italic" }] },
        { text: ["江", { text: "渡口", ruby: "du4 1711" }, TEXT] },
        { brief: "新桥 1711", text: TEXT },
        { list: [TEXT, "1711 只船"], marker: "1." },
      ],
    },
  },
  {
    styles: ["kai", "dropCap", "verse", "note"],
    story: {
      body: [
        { text: [TEXT, { text: "引述 1711", style: "kai" }], dropCap: 2 },
        { text: "1 只船", dropCap: 2 },
        { verse: ["江上 1711 灯", "雾里"] },
        { note: `编者按 1711：${TEXT}` },
      ],
    },
  },
  {
    styles: ["tableTitle", "tableHead", "tableCell"],
    story: {
      body: [
        {
          table: {
            title: "水位 1711",
            rows: [
              ["站 1", "今日 1711"],
              ["上游 11", "171.1"],
              ["下游甲乙丙", "11"],
            ],
          },
        },
      ],
    },
  },
  {
    styles: ["subhead", "quote", "continuation"],
    story: {
      body: [TEXT, { subhead: "薄雾 1711" }, TEXT, { quote: `灯照着 1711 只船，${TEXT}` }],
      continues: { from: { page: 1, text: "（上接 1711 版）" }, to: { page: 8, text: "（下转 1711 版）" } },
    },
  },
];
const credits = [{ role: "责编 1711", names: ["安然 1711"] }];

const publication = {
  name: "澜江日报 1711",
  issue: 1711,
  serial: "CN 00-1711",
  pageCount: 11,
  imprint: { address: "江岸路 1711 号", price: "1.11 元" },
};
const tiny = (id: string) => ({ id, headline: "渡口", body: ["水面。"] });

function editionOf(pages: readonly object[], articles: readonly object[]): LoadedEdition {
  const read = readEdition(JSON.stringify({ publication, date: "2026-11-11", pages, articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return { ...read.value, images: new Map([["quay.jpg", image]]) };
}

function storyPage(own: object): Pages {
  const layout = [
    { article: "a", columns: [1, 2], rows: [1, 34] },
    { article: "b", columns: [3, 4], rows: [1, 12] },
  ];
  const page = { number: 2, credits, articles: ["a", "b"], layout };
  const headAlone = { ...own, id: "b", body: [], photos: [] };
  return [{ edition: editionOf([page], [{ id: "a", ...own }, headAlone]), base: "tabloid-inside" }];
}

const refers = ["there"];
const there = { number: 5, credits, articles: ["there"] };
const PAGES: Pages = [
  {
    edition: editionOf([{ number: 1, credits, articles: ["here"], refers }, there], [tiny("here"), tiny("there")]),
    base: "berliner-front",
  },
  {
    edition: editionOf(
      [{ number: 2, credits, articles: ["here"], section: "要闻 1711", banner: "江上第 1711 班船" }],
      [tiny("here")],
    ),
    base: "berliner",
  },
  // Two heads of one size side by side.
  {
    edition: editionOf(
      [
        {
          number: 2,
          credits,
          articles: ["left", "right"],
          layout: [
            { article: "left", columns: [1, 2], rows: [1, 14] },
            { article: "right", columns: [3, 4], rows: [1, 14] },
          ],
        },
      ],
      ["left", "right"].map((id) => ({ ...tiny(id), head: { size: "21pt" }, headline: "渡口 1711 灯" })),
    ),
    base: "berliner",
  },
];

const COLOURS = 'colours: { seen: "10 20 30 40" }\n';

function painted(pages: Pages, lines: string): string {
  return pages
    .map(({ edition, base }) => dumpScene(compose(edition, templateFrom(COLOURS + lines, base), fonts)))
    .join("\n");
}

/** Whether the template says that a property does nothing. */
function isRefused(name: StyleName, property: StyleProperty, value: string): boolean {
  const told = remarksOn(`${COLOURS}styles: { ${name}: { ${property}: ${value} } }\n`, "berliner");
  return told.some(({ code, message }) => code === "ignored-key" && message.includes(`styles.${name}.${property}\``));
}

const CHANGED: Readonly<Record<StyleProperty, readonly string[]>> = {
  font: ["song"],
  weight: ["100", "700"],
  size: ["7pt", "40pt"],
  leading: ["1em", "3em"],
  colour: ["seen"],
  tracking: ["0.3"],
  align: ["end", "center", "start"],
  slant: ["9"],
  figures: ["tabular", "proportional"],
};

function pagesWith(name: StyleName): Pages {
  const own = BOX_STYLES.get(name) ?? name;
  const group = GROUPS.find(({ styles }) => styles.some((style) => style === own));
  return group === undefined ? PAGES : storyPage({ ...group.story, box: BOX_STYLES.has(name) });
}

/** In boxes the same code sets the same elements: enough to see that it takes their own styles. */
const IN_BOXES: readonly StyleProperty[] = ["size", "colour"];

describe("styles obey what they are said to", () => {
  it.each(STYLE_NAMES)("%s", (name: StyleName) => {
    const pages = pagesWith(name);
    // The face that has every weight and both kinds of figures.
    const plain = painted(pages, `styles: { ${name}: { font: song } }\n`);
    const tried = BOX_STYLES.has(name) ? IN_BOXES : STYLE_PROPERTIES;
    const refused = tried.filter((property) => isRefused(name, property, CHANGED[property][0] ?? ""));
    const paintedWith = (properties: readonly StyleProperty[], index: number): string => {
      const lines = properties.map((property) => `, ${property}: ${CHANGED[property][index] ?? CHANGED[property][0]}`);
      return painted(pages, `styles: { ${name}: { font: song${lines.join("")} } }\n`);
    };
    const wrong = tried
      .filter((property) => property !== "font" && !refused.includes(property))
      .filter((property) => CHANGED[property].every((_, index) => paintedWith([property], index) === plain))
      .map((property) => `${property} changes nothing, and nobody says so`);
    for (const index of refused.length === 0 ? [] : [0, 1]) {
      if (paintedWith(refused, index) !== plain) wrong.push(`one of ${refused.join(", ")} is seen, and refused`);
    }
    if (painted(pages, `styles: { ${name}: { font: hei } }\n`) === plain) wrong.push("font changes nothing");
    expect(wrong).toEqual([]);
  });

  it("is told with the reason", () => {
    const [told] = remarksOn("styles: { dropCap: { size: 30pt } }\n", "berliner").map(formatDiagnostic);
    expect(told).toMatch(/^own.yaml:3:28: warning: `styles.dropCap.size` does nothing: .*rows.*\n {2}hint: /u);
  });

  it("is not told of what another style takes over", () => {
    expect(remarksOn("styles: { kai: { size: 8pt } }\n", "berliner")).toEqual([]);
  });
});
