/** How a story was set, line by line, for a layout editor at a terminal. */
import type { BlockSetting, HeadSetting, LineSetting, ParagraphSetting, StorySetting } from "../scene/setting.js";

/** Texts of lines are padded to the longest of the story, but not over this many columns of a terminal. */
const WIDEST_TEXT = 44;
/** Of the block's number and its lines' numbers. */
const NUMBER = 4;

export function explainStory({ page, article, head, legs, blocks, oversetRows }: StorySetting): string {
  const told = legs.map(({ measure, row, rows }, index) => {
    const where = rows === 0 ? "empty" : `rows ${row}–${row + rows - 1}`;
    return `  leg ${index + 1}: ${em(measure)} 字 wide, ${where}`;
  });
  const over =
    oversetRows === 0 ? [] : [`  ${counted(oversetRows, "row")} of text found no room and are not shown here`];
  const width = Math.min(WIDEST_TEXT, Math.max(0, ...blocks.flatMap(textsOf).map(columnsOf)));
  let line = 0;
  const body = blocks.flatMap((block) => {
    if (block.kind === "rows") return ["", rowsInWords(block)];
    const rows = block.lines.map((own) => {
      line += 1;
      return lineInWords(own, line, width);
    });
    return ["", paragraphInWords(block), ...rows];
  });
  return [
    `${article} on page ${page}`,
    ...(head === undefined ? [] : headInWords(head)),
    ...told,
    ...over,
    ...body,
    "",
  ].join("\n");
}

function headInWords({ size, largest, smallest, lines, forced }: HeadSetting): readonly string[] {
  const allowed = largest === smallest ? "" : ` of ${em(largest)}–${em(smallest)}`;
  const broken = forced ? ", parted further because no size fits" : "";
  return [
    `  headline: ${em(size)} pt${allowed}, ${counted(lines.length, "line")}${broken}`,
    ...lines.map(({ text, fills }) => `    ${text.trim()}  ${Math.round(fills * 100)} % of the width`),
  ];
}

function textsOf(block: BlockSetting): readonly string[] {
  return block.kind === "rows" ? [] : block.lines.map(shown);
}

/** With its indent, as it stands in the column. */
function shown({ text, indent }: LineSetting): string {
  return "　".repeat(Math.round(indent)) + text.trim();
}

function rowsInWords({ what, text, leg, row, rows, asked }: Extract<BlockSetting, { kind: "rows" }>): string {
  const taken = rows === asked ? counted(rows, "row") : `${counted(rows, "row")} where the template asks for ${asked}`;
  return `${what} ${JSON.stringify(text)}, leg ${leg} row ${row}: ${taken}`;
}

function paragraphInWords({ what, pointer, looseness, cost, lines, notes }: ParagraphSetting): string {
  const [first] = lines;
  const place = first === undefined ? "" : `, leg ${first.leg} row ${first.row}`;
  const chosen =
    looseness === 0
      ? ""
      : `, set ${counted(Math.abs(looseness), "line")} ${looseness > 0 ? "longer" : "shorter"} so that the story fits`;
  return [
    `${what} ${pointer}${place}: ${counted(lines.length, "line")}${chosen}; cost ${cost.toFixed(0)}`,
    ...notes.map((note) => `${" ".repeat(NUMBER)}  ${note}`),
  ].join("\n");
}

function lineInWords(line: LineSetting, number: number, width: number): string {
  const text = shown(line);
  const padding = " ".repeat(Math.max(0, width - columnsOf(text)));
  const fitted = line.adjustments.map(
    ({ what, total, gaps }) =>
      `${what} ${signed(total)}${gaps > 1 ? ` in ${gaps} (${signed(total / gaps)} each)` : ""}`,
  );
  const how = [...fitted, ...line.notes];
  const look = line.fitness === "even" ? [] : [line.fitness];
  const cost = line.penalties.map((penalty) => `${penalty.rule} ${penalty.cost.toFixed(1)}`);
  const parts = [
    // A paragraph's last line stays as it is.
    `${em(line.natural)}${line.adjustments.length === 0 && line.natural < line.measure ? " of " : "→"}${em(line.measure)}`,
    ...(how.length > 0 ? [how.join("; ")] : []),
    ...look,
    ...(cost.length > 0 ? [`[${cost.join(" + ")}]`] : []),
  ];
  return `${String(number).padStart(NUMBER)}  ${text}${padding}  ${parts.join("  ")}`;
}

/** Columns of a terminal that a text takes. */
function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : 1), 0);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function em(value: number): string {
  return String(Number(value.toFixed(2)));
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Number(Math.abs(value).toFixed(3))}`;
}
