/** What an article's body may hold: paragraphs and their pieces, subheads, quotes. */
import * as z from "zod/mini";
import { check, filled, strict, text, told } from "./schema-parts.js";

/** Ems: wider than any line is a slip of the hand. */
const WIDEST_SPACE = 40;

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

const pieces = z.union([text, z.array(z.union([text, styledText, hardBreak, space]))]);
export type RawPieces = z.infer<typeof pieces>;

const subhead = z.strictObject(
  { subhead: told(text, "A heading between paragraphs; a newline makes a second line") },
  strict,
);
const quote = z.strictObject({ quote: told(pieces, "A sentence lifted out of the story") }, strict);
const richText = z.strictObject({ text: pieces }, strict);

export const block = z.union([text, subhead, quote, richText]);
export type RawBlock = z.infer<typeof block>;

function rubyMatches(base: string, readings: unknown): boolean {
  return !Array.isArray(readings) || readings.length === [...base].length;
}
