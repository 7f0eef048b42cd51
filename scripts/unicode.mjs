/**
 * Compiles Unicode data files into `src/text/unicode-data.ts`: the classes of line breaking (UAX #14), of spacing between
 * scripts (UTR #59) and of vertical lines (UAX #50), as runs of code points. Run again when Unicode brings out new files:
 *
 *     node scripts/unicode.mjs LineBreak.txt EastAsianWidth.txt EastAsianSpacing.txt VerticalOrientation.txt
 */
import { readFileSync, writeFileSync } from "node:fs";

const [lineBreakFile, widthFile, spacingFile, orientationFile] = process.argv.slice(2);
if (orientationFile === undefined) {
  console.error(
    "usage: node scripts/unicode.mjs LineBreak.txt EastAsianWidth.txt EastAsianSpacing.txt VerticalOrientation.txt",
  );
  process.exit(2);
}

const LAST = 0x10ffff;
const DOTTED_CIRCLE = 0x25cc;
/** Names of two letters without digits, which separate the lengths of the runs. */
const RENAMED = { B2: "BT", H2: "HV", H3: "HT", ZWJ: "ZJ" };

/** Every row of a property file: first and last code point, value, and the general category that the comment gives. */
function rowsOf(file) {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      const match = /^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*[;\s]\s*(\w+)\s*(?:#\s*(\w+))?/u.exec(line);
      if (match === null) return [];
      const first = Number.parseInt(match[1], 16);
      return [
        {
          first,
          last: match[2] === undefined ? first : Number.parseInt(match[2], 16),
          value: match[3],
          category: match[4],
        },
      ];
    });
}

function fill(rows, missing, valueOf) {
  const values = Array.from({ length: LAST + 1 }, () => missing);
  for (const row of rows) for (let cp = row.first; cp <= row.last; cp += 1) values[cp] = valueOf(row, cp);
  return values;
}

function isPictograph(cp) {
  return /\p{Extended_Pictographic}/u.test(String.fromCodePoint(cp));
}

/** LB1, as far as it needs no language; and what the rules ask of a class beside its name. */
function lineClass({ value, category }, cp) {
  if (cp === DOTTED_CIRCLE) return "DC";
  if (value === "SA") return category === "Mn" || category === "Mc" ? "CM" : "AL";
  if (value === "AI" || value === "SG" || value === "XX") return "AL";
  if (value === "QU") return category === "Pi" ? "QI" : category === "Pf" ? "QF" : "QU";
  // Pictographs to come: LB30b joins a skin tone to them.
  if (value === "ID" && category === "Cn" && isPictograph(cp)) return "XP";
  return RENAMED[value] ?? value;
}

/** Runs of equal values: length in base 36 (none for 1), then the value. */
function runs(values) {
  let packed = "";
  for (let start = 0; start <= LAST;) {
    let end = start + 1;
    while (end <= LAST && values[end] === values[start]) end += 1;
    packed += `${end - start === 1 ? "" : (end - start).toString(36)}${values[start]}`;
    start = end;
  }
  return packed;
}

const classes = fill(rowsOf(lineBreakFile), undefined, lineClass);
// What the file doesn't list is XX, which LB1 makes AL; of it too, pictographs to come take skin tones (LB30b).
for (let cp = 0; cp <= LAST; cp += 1) classes[cp] ??= isPictograph(cp) ? "XL" : "AL";
const wide = fill(rowsOf(widthFile), false, ({ value }) => value === "F" || value === "W" || value === "H");
const marked = classes.map((name, cp) => (wide[cp] ? `${name}+` : name));
const spacing = fill(rowsOf(spacingFile), "O", ({ value }) => value);

// Tu and Tr stand upright in a form of their own.
const orientation = fill(rowsOf(orientationFile), "R", ({ value }) => (value === "R" ? "R" : "U"));

const version = (file) =>
  /^#?\s*([A-Za-z]+-[\w.-]+)\.txt/u.exec(readFileSync(file, "utf8"))?.[1] ?? file.split("/").at(-1);
writeFileSync(
  new URL("../src/text/unicode-data.ts", import.meta.url),
  `/**
 * Written by scripts/unicode.mjs from ${[lineBreakFile, widthFile, spacingFile, orientationFile].map((file) => version(file).replace(/\.(?:txt|tsv)$/u, "")).join(", ")}.
 * © 1991–2025 Unicode, Inc. Unicode License v3: https://www.unicode.org/license.txt. Not to be edited by hand.
 *
 * Runs of code points from 0 on: length in base 36 (none for one), then the value.
 */

/**
 * Line_Break after LB1: AI, SG, XX and SA are AL or CM; BT, HV, HT, ZJ are B2, H2, H3, ZWJ; QI and QF initial and final
 * quotation marks; XP and XL unassigned pictographs (ID, AL); DC the dotted circle. \`+\` where East_Asian_Width is F, W or H.
 */
// prettier-ignore
export const LINE_BREAK_RUNS = "${runs(marked)}";

/** East_Asian_Spacing: W wide, N narrow, C conditional, O other. */
// prettier-ignore
export const EAST_ASIAN_SPACING_RUNS = "${runs(spacing)}";

/** Vertical_Orientation: U upright (U, Tu and Tr), R turned clockwise. */
// prettier-ignore
export const VERTICAL_ORIENTATION_RUNS = "${runs(orientation)}";
`,
);
