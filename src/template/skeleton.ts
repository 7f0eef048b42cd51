/**
 * A template that is right and says nothing. Where a file's value cannot be read, or is missing, checking goes on with
 * the one from here, so that all mistakes of a file are reported at once. No page is ever made with it.
 */
import type { RawTemplate } from "./schema.js";

export const SKELETON: RawTemplate = {
  name: "skeleton",
  title: "",
  page: { width: "390mm", height: "545mm" },
  grid: { columns: 8, columnEms: 13, gutterEms: 1, body: "9pt", leading: "12.6pt", rows: 100, top: "33mm" },
  colours: {},
  fonts: { song: ["song"], hei: ["hei"], kai: ["kai"], latin: ["latin"], symbol: ["symbol"] },
  styles: {},
  headlines: { sizes: ["30pt"], ladder: [{ priority: 999, span: 1, size: "30pt", min: "30pt" }] },
  composition: {
    kinsoku: "gb",
    mode: "total-fit",
    indent: 2,
    narrowIndent: 2,
    narrowEms: 9,
    autospace: 0.25,
    adjacentMarks: 1.5,
    houseStyle: true,
  },
  story: {
    subheadRows: [2, 3],
    linesAfterSubhead: 2,
    gapRows: 2,
    headGapRows: 1,
    looseness: 1,
    photoCrop: 0.2,
    kickerRatio: 0.5,
    deckRatio: 0.45,
    headlineTracking: { min: 0, max: 0 },
    captionInset: "0pt",
  },
  box: { paddingInline: "1字", paddingRows: 1 },
  folio: {
    top: "20mm",
    height: "18pt",
    date: "",
    number: "",
    mirror: true,
    gap: "10pt",
    credits: "folio",
  },
  banner: { rows: 5 },
};
