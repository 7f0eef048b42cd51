/** What an article's body may hold: paragraphs and their pieces, subheads, quotes, lists, verse, notes, tables. */
import * as z from "zod/mini";
import { check, type CheckParams, filled, strict, text, told } from "./schema-parts.js";
import { readingsMatch } from "./readings.js";
import { placeCells, type Spanning } from "./table-grid.js";

/** Ems: wider than any line is a slip of the hand. */
const WIDEST_SPACE = 40;
const MOST_CAP_ROWS = 5;
/** （一百二十三） with something to spare. */
const LONGEST_MARKER = 9;
const MOST_TABLE_ROWS = 200;
const MOST_TABLE_COLUMNS = 20;
const TABLE_HINT =
  'give every row as many cells, "" for an empty one; a cell over several is { "text": …, "columns": 2 }';

const ruby = z.union([told(text, "One reading over the whole piece"), told(z.array(text), "One reading a character")]);

const styledText = z
  .strictObject(
    {
      text,
      style: z.optional(told(filled, "A character style of the template, such as strong or kai")),
      colour: z.optional(told(filled, "A colour of the template")),
      ruby: z.optional(told(ruby, "注音: a reading over the text, or a list with one a character")),
      mark: z.optional(
        told(z.enum(["dots", "name", "title", "box"]), "着重号, 专名号 (straight line), 书名号 (wavy line), frame"),
      ),
      script: z.optional(told(z.enum(["super", "sub"]), "A superscript or subscript")),
      figures: z.optional(
        told(z.enum(["tabular", "fraction"]), "Digits of one width, or a fraction where the face has them"),
      ),
      noBreak: z.optional(told(z.boolean(), "No line ends within this piece")),
    },
    strict,
  )
  .check(
    check(({ text: base, ruby: readings }: { text: string; ruby?: unknown }) => rubyMatches(base, readings), {
      code: "ruby-count",
      message: "has not one reading for each character of `text`",
      hint: 'write a list as long as the text, "" for a character without, or one text for all of it',
    }),
  );

const hardBreak = z.strictObject({ break: told(z.literal(true), "A line ends here") }, strict);
const space = z.strictObject(
  { space: told(z.number().check(z.gt(0), z.maximum(WIDEST_SPACE)), "A space of just so many em (字)") },
  strict,
);

/** A text, or its pieces in the styles and with the readings and marks that they have. */
export const pieces = z.union([text, z.array(z.union([text, styledText, hardBreak, space]))]);
export type RawPieces = z.infer<typeof pieces>;

const subhead = z.strictObject(
  { subhead: told(text, "A heading between paragraphs; a newline makes a second line") },
  strict,
);
const quote = z.strictObject({ quote: told(pieces, "A sentence lifted out of the story") }, strict);

/** 首字下沉: rows of a drop cap; 0 for none. */
export const dropCap = z.int().check(
  z.minimum(0),
  z.maximum(MOST_CAP_ROWS),
  check((rows: number) => rows !== 1, {
    code: "out-of-range",
    message: "cannot be 1: a drop cap takes two rows or more",
    hint: `write 2 to ${MOST_CAP_ROWS}, or 0 for none`,
  }),
);
const align = z.enum(["start", "center", "end"]);
const richText = z
  .strictObject(
    {
      text: pieces,
      dropCap: z.optional(told(dropCap, "首字下沉: rows that the first character takes")),
      align: z.optional(
        told(align, "Where its lines stand: end for 落款, center for 文号, start for 顶格; justified when absent"),
      ),
    },
    strict,
  )
  .check(
    check(
      ({ dropCap: rows = 0, align: side }: { dropCap?: number | undefined; align?: unknown }) =>
        rows === 0 || side === undefined,
      {
        code: "align-and-drop-cap",
        message: "has both `align` and `dropCap`",
        hint: "take one of them out: a drop cap stands in running text",
      },
    ),
  );

const brief = z.strictObject(
  {
    brief: told(filled, "The head of a brief (简讯), run in before its text"),
    text: told(pieces, "Its text"),
  },
  strict,
);

/** A line of text by itself, or in pieces. */
const entry = z.union([text, z.strictObject({ text: pieces }, strict)]);
export type RawEntry = z.infer<typeof entry>;

const list = z.strictObject(
  {
    list: told(z.array(entry), "Items, each a text or { text: pieces }"),
    marker: z.optional(
      told(
        filled.check(z.maxLength(LONGEST_MARKER)),
        "What stands before each item: ● by itself, or with a number to count from: 1. （一） ①",
      ),
    ),
  },
  strict,
);
const verse = z.strictObject(
  { verse: told(z.array(entry), 'Lines of a poem, set in the middle of the column; "" parts stanzas') },
  strict,
);
const note = z.strictObject({ note: told(pieces, "编者按: an editor's remark, set apart from the story") }, strict);

const span = z.int().check(z.minimum(1), z.maximum(MOST_TABLE_ROWS));
const cell = z.union([
  text,
  z.strictObject(
    {
      text: pieces,
      columns: z.optional(told(span, "Columns that the cell spans")),
      rows: z.optional(told(span, "Rows that the cell spans")),
      align: z.optional(align),
    },
    strict,
  ),
]);
export type RawCell = z.infer<typeof cell>;

const tableColumn = z.strictObject(
  {
    width: z.optional(
      told(z.number().check(z.gt(0), z.maximum(WIDEST_SPACE)), "In em (字), when the column is to have it"),
    ),
    align: z.optional(told(align, "Of its cells; figures end flush, all else begins so")),
  },
  strict,
);

const table = z
  .strictObject(
    {
      title: z.optional(told(text, "Over the table")),
      columns: z.optional(z.array(tableColumn).check(z.minLength(1), z.maxLength(MOST_TABLE_COLUMNS))),
      head: z.optional(
        told(z.int().check(z.minimum(0), z.maximum(9)), "Rows that are the table's head; 1 when absent"),
      ),
      rows: z
        .array(z.array(cell).check(z.maxLength(MOST_TABLE_COLUMNS)))
        .check(z.minLength(1), z.maxLength(MOST_TABLE_ROWS)),
      rules: z.optional(told(z.enum(["all", "rows", "head", "none"]), "Lines between cells, rows, under the head")),
      turn: z.optional(told(z.boolean(), "Its rows stand as columns: for tables with many columns and few rows")),
    },
    strict,
  )
  .check((payload) => {
    const { rows, columns } = payload.value;
    for (const { row, message } of placeCells(rows, spanOfCell, columns?.length).problems) {
      const params: CheckParams = { code: "table-row", message, hint: TABLE_HINT };
      payload.issues.push({ code: "custom", input: rows[row], path: ["rows", row], params: { ...params } });
    }
  });
export type RawTable = z.infer<typeof table>;

/** What a cell asks for beyond its own place. */
export function spanOfCell(raw: RawCell): Spanning {
  return typeof raw === "string" ? {} : raw;
}

const tableBlock = z.strictObject({ table }, strict);

export const block = z.union([text, subhead, quote, brief, richText, list, verse, note, tableBlock]);
export type RawBlock = z.infer<typeof block>;

function rubyMatches(base: string, readings: unknown): boolean {
  return !Array.isArray(readings) || readingsMatch(base, readings as readonly string[]);
}
