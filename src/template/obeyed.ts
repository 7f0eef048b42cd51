/** Which properties each style obeys. What a style does not obey is told instead of being accepted in silence. */
import { BOX_STYLES, type StyleName } from "./resolved.js";

export const STYLE_PROPERTIES = [
  "font",
  "weight",
  "size",
  "leading",
  "colour",
  "tracking",
  "align",
  "slant",
  "figures",
] as const;
export type StyleProperty = (typeof STYLE_PROPERTIES)[number];

type Reasons = Readonly<Partial<Record<StyleProperty, string>>>;

const AROUND = "it is that of the text around";
const ON_ROWS = "its lines stand on the body's rows";
const HEAD = "it is that of `headline`";
const IN_LINE = "it stands in the folio line, whose parts `folio` arranges";

const CHARACTERS: Reasons = { size: AROUND, leading: AROUND, tracking: AROUND, align: AROUND };
const FOLIO: Reasons = { align: IN_LINE };
const FOLIO_TEXT: Reasons = { ...FOLIO, leading: "it stands in the middle of the folio line's height" };
const RUN_IN: Reasons = {
  size: "it runs in at the head of a paragraph, in the body's size",
  leading: ON_ROWS,
  align: "it runs in at the head of a paragraph",
};

const IGNORED: Readonly<Partial<Record<StyleName, Reasons>>> = {
  strong: CHARACTERS,
  kai: CHARACTERS,
  italic: CHARACTERS,
  briefHead: CHARACTERS,
  ruby: {
    leading: "it stands in the white over its line",
    colour: "a reading has the colour of its words",
    tracking: "a reading is spread over its words",
    align: "a reading stands over its words",
    slant: "a reading stands upright",
    figures: "a reading is spread over its words",
  },
  dateline: RUN_IN,
  dropCap: {
    size: "its rows, `story.dropCap`, make its size",
    leading: "its rows, `story.dropCap`, make its height",
    align: "it stands at the head of its paragraph",
  },
  listMarker: { size: "it is the body's", leading: ON_ROWS, align: "it stands at the head of its item" },
  verse: { leading: ON_ROWS },
  note: { leading: ON_ROWS },
  tableTitle: { leading: ON_ROWS },
  tableHead: { leading: ON_ROWS },
  tableCell: { leading: ON_ROWS },
  continuation: { leading: ON_ROWS, align: "上接 stands at the start, 下转 at the end of its line" },
  label: { align: "it stands where `headline.align` puts the whole head" },
  photoCredit: { align: "it ends with its caption" },
  headlineBeside: { size: HEAD, leading: HEAD, tracking: HEAD, align: HEAD },
  banner: { leading: "it stands in the middle of its rows", align: "it stands in the middle of its band" },
  folioName: FOLIO_TEXT,
  folioText: FOLIO_TEXT,
  folioSection: FOLIO_TEXT,
  folioNumber: FOLIO_TEXT,
  creditRole: FOLIO,
  creditName: FOLIO,
  mastheadName: { align: "the nameplate arranges its parts", leading: "it stands in the middle of its rows" },
  mastheadText: { align: "the nameplate arranges its parts" },
};

/** Why a property of a style does nothing; undefined where it is obeyed. */
export function whyIgnored(style: StyleName, property: StyleProperty): string | undefined {
  return IGNORED[BOX_STYLES.get(style) ?? style]?.[property];
}
