/**
 * The one schema of a template file. Lengths are strings here; `resolve.ts` turns them into numbers.
 *
 * zod/mini, as for editions: a bundler drops what is not used, and the program loads one zod only.
 */
import * as z from "zod/mini";
import { DATE_FIELDS } from "../base/date-fields.js";
import { parseLength, pt } from "../base/length.js";
import { parseColour } from "./colour.js";
import { PAGE_KEYS, RULE_WEIGHTS, type JudgedRule, STORY_WEIGHTS, type StoryWeight } from "./makeup.js";
import { IMPOSITIONS, JUMP_ENDS, KNOCKOUT_ROLES, MARK_STYLES, STYLE_NAMES } from "./resolved.js";
import { nearest } from "./suggest.js";

export const ROLES = ["song", "hei", "kai", "latin", "symbol"] as const;
export type FontRole = (typeof ROLES)[number];

/** Fields of `folio.number`. */
const NUMBER_FIELDS = ["edition", "number", "number2", "page"];

/** What a check of this schema says, in the `params` of zod's custom issue. */
export interface CheckParams {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** A copy with a sentence for people who read the JSON Schema or hover over a key; the schema itself may be shared. */
function told<T extends z.ZodMiniType>(schema: T, description: string): T {
  const copy = z.clone(schema);
  z.globalRegistry.add(copy, { description });
  return copy;
}

/** A copy with a value that messages and editors show. */
function shown<T extends z.ZodMiniType>(schema: T, example: unknown): T {
  const copy = z.clone(schema);
  z.globalRegistry.add(copy, { examples: [example] });
  return copy;
}

const word = z.string().check(z.minLength(1), z.maxLength(400));

/** For sections: the message of an `unrecognized_keys` issue lists the keys that are known, for hints. */
const strict = {
  error: (issue: z.core.$ZodRawIssue) =>
    issue.code === "unrecognized_keys" && issue.inst instanceof z.ZodMiniObject
      ? Object.keys(issue.inst.shape).join(" ")
      : undefined,
};

/** Any body will do to see whether a length is well written; `resolve.ts` knows the real one. */
const ANY_TYPE = { em: pt(9), body: pt(9), row: pt(13) };

/** A string for the JSON Schema, and a reason of its own when it cannot be read. */
function written(read: (text: string) => CheckParams | undefined, description: string): z.ZodMiniString {
  const explain = (payload: z.core.ParsePayload<string>): void => {
    const params = read(payload.value);
    if (params !== undefined) payload.issues.push({ code: "custom", input: payload.value, params: { ...params } });
  };
  return told(z.string().check(explain), description);
}

function lengthOf(least: (value: number) => boolean, wanted: string, description: string): z.ZodMiniString {
  return written((text) => {
    const parsed = parseLength(text, ANY_TYPE);
    if (!parsed.ok) return { code: "bad-length", message: parsed.problem, hint: parsed.hint };
    if (least(parsed.value)) return undefined;
    return { code: "bad-length", message: `"${text}" is no size`, hint: wanted };
  }, description);
}

const UNITS = "pt, mm, cm, in, px, em, 字, 行, Q, or a 号 size such as 小五";
const size = lengthOf((v) => v > 0, "write a length above 0", `A length above 0 with its unit: ${UNITS}`);
const length = lengthOf((v) => v >= 0, "write a length of 0 or more", `A length with its unit: ${UNITS}`);

/** Text with fields in braces. What is in braces and no word is text, too. */
function pattern(fields: readonly string[]): z.ZodMiniString {
  const list = fields.map((field) => `{${field}}`).join(" ");
  return written((text) => {
    const used = [...text.matchAll(/\{(\p{L}[\p{L}\p{N}_-]*)\}/gu)].flatMap(([, field]) => field ?? []);
    const strangers = used.filter((field) => !fields.includes(field));
    if (strangers.length === 0) return undefined;
    const near = strangers.flatMap((field) => nearest(field, fields) ?? []);
    const meant = near.map((field) => `\`{${field}}\``).join(" and ");
    const hint = near.length === 0 ? `fields known here: ${list}` : `did you mean ${meant}?`;
    return { code: "unknown-field", message: `there is no field {${strangers.join("}, {")}}`, hint };
  }, list);
}

const int = (least: number, most: number): z.ZodMiniNumberFormat => z.int().check(z.minimum(least), z.maximum(most));
const number = (least: number, most: number): z.ZodMiniNumber<number> =>
  z.number().check(z.minimum(least), z.maximum(most));

const percent = number(0, 100);
const cmyk = z.union([z.string(), z.tuple([percent, percent, percent, percent])]);
/** These alternatives are for the JSON Schema; messages come from `parseColour`. */
const COLOUR_FORMS = [
  z.strictObject({ cmyk }),
  z.strictObject({ rgb: z.string() }),
  z.strictObject({ gray: number(0, 1) }),
  z.strictObject({ spot: z.string(), tint: z.optional(percent), cmyk }),
] as const;
const colour = z.union([told(z.string(), '"C M Y K" in percent, or "#rrggbb"'), ...COLOUR_FORMS]).check((payload) => {
  const parsed = parseColour(payload.value);
  if (parsed.ok) return;
  const params = { code: "bad-colour", message: parsed.problem, hint: parsed.hint };
  payload.issues.push({ code: "custom", input: payload.value, params });
});
const colourName = told(z.string(), "A name from `colours`");

const style = z.strictObject(
  {
    like: z.optional(told(z.enum(STYLE_NAMES), "Takes from this style what is not said here")),
    font: z.optional(told(z.enum(ROLES), "A role from `fonts`")),
    weight: z.optional(int(100, 900)),
    size: z.optional(size),
    leading: z.optional(told(size, "Baseline to baseline; em is the style's own size")),
    colour: z.optional(colourName),
    tracking: z.optional(told(number(-0.1, 2), "Added after every character, in em")),
    align: z.optional(z.enum(["start", "center", "end", "justify"])),
    slant: z.optional(told(number(0, 20), "Degrees by which upright type is made to lean (斜体)")),
    figures: z.optional(told(z.enum(["proportional", "tabular"]), "Tabular figures all have one width")),
  },
  strict,
);
export type RawStyle = z.infer<typeof style>;

const rule = shown(z.strictObject({ thickness: size, colour: colourName }, strict), {
  thickness: "1pt",
  colour: "black",
});
export type RawRule = z.infer<typeof rule>;

function eachOf<K extends string, T extends z.ZodMiniType>(keys: readonly K[], schema: T): Record<K, T> {
  return Object.fromEntries(keys.map((key) => [key, schema])) as Record<K, T>;
}

const ladderStep = shown(
  z.strictObject(
    {
      priority: told(int(1, 999), "For stories of this priority and of more important ones"),
      span: told(int(1, 24), "For heads at least this many columns wide"),
      size: told(size, "The largest size"),
      min: told(size, "The smallest size before the head takes another line"),
    },
    strict,
  ),
  { priority: 1, span: 1, size: "27pt", min: "19pt" },
);

const points = z.optional(told(number(0, 10_000), "Points; a row of a column left white costs 60"));
const weight = z.optional(
  told(
    z.union([number(0, 10_000), z.enum(["hard", "soft", "off"])]),
    "Points, or `hard`: never where it can be avoided; `soft`: what it costs anyway; `off`",
  ),
);
const rising = ({ value, issues }: z.core.ParsePayload<[number, number]>): void => {
  const [least, most] = value;
  const params: CheckParams = {
    code: "template-value",
    message: `${least} rows at least are more than ${most} at most`,
    hint: `write [${most}, ${least}]`,
  };
  if (least > most) issues.push({ code: "custom", input: value, params: { ...params } });
};
const makeup = z.strictObject(
  {
    ...eachOf(Object.keys(STORY_WEIGHTS) as StoryWeight[], points),
    white: z.optional(told(number(1, 10_000), "A row of a column left white")),
    ...eachOf(PAGE_KEYS, weight),
    leadColumns: z.optional(told(number(0, 1), "The part of the page's columns that the lead has at least")),
    rules: z.optional(z.strictObject(eachOf(Object.keys(RULE_WEIGHTS) as JudgedRule[], weight), strict)),
    hierarchy: z.optional(
      told(
        shown(z.array(number(0, 10_000)).check(z.maxLength(40)), [400, 260, 130, 60]),
        "By rank: a head that is small against what it could be",
      ),
    ),
    columnRows: z.optional(
      told(
        shown(z.tuple([int(1, 400), int(1, 400)]).check(rising), [7, 48]),
        "The fewest and most rows of a column of text",
      ),
    ),
    brokenColumns: z.optional(
      told(z.union([z.literal("off"), number(0, 10_000)]), "破栏: a story in other columns than the page's, unasked"),
    ),
    steps: z.optional(told(int(10_000, 1_000_000_000), "Steps of search for one page")),
  },
  strict,
);

const families = shown(z.array(z.string().check(z.minLength(1))).check(z.minLength(1)), ["Noto Serif SC"]);

export const templateSchema = z.strictObject(
  {
    name: z.string().check(z.minLength(1)),
    title: z._default(z.string(), ""),
    extends: z.optional(told(z.string(), "The template whose values hold where this one says nothing")),
    page: z.strictObject(
      {
        width: size,
        height: size,
        spread: z.optional(
          told(z.boolean(), "Two facing pages made up as one (跨版, 通版): it bears both their numbers"),
        ),
      },
      strict,
    ),
    grid: z.strictObject(
      {
        columns: int(1, 24),
        columnEms: told(int(4, 80), "Characters a column (字)"),
        gutterEms: told(number(0.5, 4), "Characters between two columns (栏距)"),
        body: told(size, "Size of the body type: one 字"),
        leading: told(size, "Baseline to baseline of the body type: one 行"),
        rows: int(4, 400),
        easeRows: z.optional(
          told(
            int(0, 10),
            "Rows that one page may have more or fewer in the same height, so that it fits; 0 when absent",
          ),
        ),
        top: length,
        left: z.optional(told(length, "Centred when not given")),
      },
      strict,
    ),
    colours: z.record(z.string(), colour),
    fonts: z.strictObject(eachOf(ROLES, families), strict),
    styles: z.strictObject(eachOf(STYLE_NAMES, z.optional(style)), strict),
    headlines: z.strictObject(
      {
        sizes: told(
          shown(z.array(size).check(z.minLength(1)), ["36pt", "27pt", "19pt"]),
          "Sizes between a step's largest and smallest",
        ),
        ladder: z.array(ladderStep).check(z.minLength(1)),
      },
      strict,
    ),
    composition: z.strictObject(
      {
        kinsoku: z.enum(["none", "basic", "gb", "strict"]),
        mode: z.enum(["total-fit", "greedy"]),
        indent: number(0, 6),
        narrowIndent: number(0, 6),
        narrowEms: number(0, 80),
        autospace: told(number(0, 0.5), "Gap between Han and Latin, in em"),
        adjacentMarks: told(z.union([z.literal(1), z.literal(1.5), z.literal(2)]), "Two neighbouring marks, in em"),
        marks: z.optional(told(z.enum(MARK_STYLES), "Widths of marks: 行末半角, 全角, 开明, 半角, 括号半角")),
        headMarks: z.optional(told(z.enum(MARK_STYLES), "The same in heads, refers and banners")),
        hanging: z.optional(
          told(z.enum(["off", "rescue", "on"]), "行尾悬挂: whether a mark may hang out at a line's end"),
        ),
        fullWidth: z.optional(
          told(z.enum(["none", "digits", "letters", "all"]), "ASCII characters that are set an em wide (全角)"),
        ),
        hyphenation: z.optional(
          told(
            z.enum(["off", "rescue", "on"]),
            "Whether Latin words part at their syllables; rescue: before a line has holes",
          ),
        ),
        gaps: z.optional(
          told(
            z.strictObject(
              {
                wide: told(number(0, 0.5), "What few Han–Han gaps are to exceed, in em"),
                narrow: told(number(0, 0.5), "The same in columns of at most narrowEms characters"),
                narrowEms: number(0, 80),
                most: told(number(0, 1), "What no Han–Han gap is to exceed, in em"),
                marks: told(
                  number(0, 1),
                  "How much more the gaps at marks may grow, so that the others keep their goal",
                ),
                letters: told(number(0, 0.1), "How far letters of Latin words may then move apart, in em"),
                words: told(
                  z.boolean(),
                  "Whether a few gaps between words may then be wider, so that all others keep their goal",
                ),
              },
              strict,
            ),
            "How wide Han–Han gaps may be where lines are stretched",
          ),
        ),
        houseStyle: z.boolean(),
        cleanCopy: z.optional(
          told(z.boolean(), "Line ends, indents and typed spaces as what they mean; false: as they were typed"),
        ),
      },
      strict,
    ),
    story: z.strictObject(
      {
        subheadRows: shown(z.tuple([int(1, 8), int(1, 8)]), [2, 3]),
        linesAfterSubhead: int(0, 10),
        gapRows: int(0, 8),
        headGapRows: int(0, 8),
        byline: z.optional(
          told(z.enum(["head", "column"]), "署名: the last line of the head, or the first of the first column"),
        ),
        columnRule: z.optional(rule),
        storyRule: z.optional(rule),
        looseness: int(0, 2),
        photoCrop: number(0, 0.6),
        brokenEms: z.optional(
          told(
            shown(z.tuple([int(4, 80), int(4, 80)]).check(rising), [8, 26]),
            "破栏: fewest and most characters of a column that is not the page's",
          ),
        ),
        besidePhotoEms: z.optional(
          told(int(0, 80), "串文: fewest characters of a line beside a picture; 0 keeps pictures to whole columns"),
        ),
        photoOutset: z.optional(
          told(
            shown(z.union([z.literal("trim"), length]), "6mm"),
            "出格: how far a picture may reach out of the type area, or `trim`",
          ),
        ),
        kickerRatio: number(0.1, 0.6),
        deckRatio: number(0.1, 0.6),
        phraseSpace: z.optional(told(number(0.25, 3), "A space between two phrases of a head, in em; 1 when absent")),
        headlineTracking: shown(z.strictObject({ min: number(-0.1, 0), max: number(0, 0.5) }, strict), {
          min: -0.04,
          max: 0.1,
        }),
        captionInset: length,
        dropCap: z.optional(told(int(0, 5), "首字下沉: rows of the first paragraph's first character, 0 for none")),
      },
      strict,
    ),
    box: z.strictObject(
      {
        frame: z.optional(rule),
        ground: z.optional(colourName),
        colour: z.optional(told(colourName, "Colour of all text in boxes whose own style does not say one")),
        paddingInline: length,
        paddingRows: int(0, 4),
      },
      strict,
    ),
    note: z.optional(
      z.strictObject(
        {
          frame: z.optional(rule),
          rule: z.optional(told(rule, "Over and under the note, where it has no frame")),
          ground: z.optional(colourName),
          inset: told(length, "White at both sides of its text"),
        },
        strict,
      ),
    ),
    table: z.optional(
      z.strictObject(
        {
          rule: z.optional(told(rule, "Over and under the table")),
          inner: z.optional(told(rule, "Between its rows and columns")),
          ground: z.optional(told(z.string(), "A colour under its head")),
          rules: z.optional(told(z.enum(["all", "rows", "head", "none"]), "Which inner lines stand")),
          min: z.optional(told(size, "The smallest size that its type falls to before the report calls it too wide")),
        },
        strict,
      ),
    ),
    folio: z.strictObject(
      {
        top: length,
        height: size,
        rule: z.optional(rule),
        date: shown(pattern(DATE_FIELDS), "{date} {weekday}"),
        number: shown(pattern(NUMBER_FIELDS), "{edition}{number2}{page}"),
        mirror: z.boolean(),
        gap: length,
        credits: z.enum(["folio", "foot", "none"]),
      },
      strict,
    ),
    furniture: z.optional(
      z.strictObject(
        { least: told(size, "The smallest type in which labels, credits, fields and lines around stories are set") },
        strict,
      ),
    ),
    banner: z.strictObject({ rows: int(2, 20), rule: z.optional(rule), ground: z.optional(colourName) }, strict),
    press: z.optional(
      z.strictObject(
        {
          condition: z.optional(told(z.string(), "Output condition: newsprint, coated, or a file such as ./ours.json")),
          bleed: z.optional(told(length, "出血: how far what ends at the trim runs on")),
          marks: z.optional(told(z.boolean(), "Corner marks, register crosses, colour bar and slug outside the trim")),
          icc: z.optional(
            told(word, "The press's own output profile, a file beside this one; in place of the condition's"),
          ),
          name: z.optional(told(word, "How delivered files are named, such as {paper}-{date:yyyyMMdd}-{page:2}.pdf")),
          paper: z.optional(told(word, "The paper's code, where the pattern has {paper}")),
          imposition: z.optional(
            told(z.enum(IMPOSITIONS), "拼版: 1-up, a file for each page; 2-up, two facing pages on one sheet (双通)"),
          ),
          gutter: z.optional(told(length, "Between the two pages of a sheet that is 2-up")),
          mirror: z.optional(told(z.boolean(), "反像: written as seen from behind, for film laid emulsion down")),
          knockout: z.optional(
            told(z.array(z.enum(KNOCKOUT_ROLES)), "Black of these items knocks out, however small: headline, rule, …"),
          ),
          overprintBelow: z.optional(told(length, "Black text smaller than this overprints; 0pt: none does")),
          richBlack: z.optional(
            told(z.array(z.string()), "Names from `colours` that are meant to be black in several inks"),
          ),
        },
        strict,
      ),
    ),
    makeup: z.optional(makeup),
    jump: z.optional(
      z.strictObject(
        {
          endsAt: z.optional(
            told(
              z.enum(JUMP_ENDS),
              "转版: the text goes on to another page after a sentence, a paragraph, or any line",
            ),
          ),
          whiteRows: z.optional(
            told(int(0, 40), "Rows that may stay white for that at the foot of each of its columns; 3 when absent"),
          ),
          together: z.optional(told(z.boolean(), "Whether stories that go on on one page stand by one another there")),
        },
        strict,
      ),
    ),
    audit: z.optional(
      told(
        z.strictObject(
          {
            leastType: z.optional(
              told(size, "The smallest type that may stand on a page, readings apart; 5pt when absent"),
            ),
            leastReading: z.optional(
              told(size, "The smallest reading (注音) that may stand on a page; 3.1pt when absent"),
            ),
            whiteRows: z.optional(told(int(3, 400), "Rows of one column that may stay white together; 5 when absent")),
            whitePart: z.optional(told(number(0, 1), "What part of a page may stay white; 0.15 when absent")),
            leastPicture: z.optional(
              told(size, "The shorter side of the smallest photo that may stand on a page; 12mm when absent"),
            ),
          },
          strict,
        ),
        "What finished pages are held against: faults are errors, exit code 1",
      ),
    ),
    masthead: z.optional(z.strictObject({ rows: int(2, 40), columns: int(1, 24), rule: z.optional(rule) }, strict)),
  },
  strict,
);

export type RawTemplate = z.infer<typeof templateSchema>;

/** The sections that a template without `extends` must have. */
const REQUIRED = Object.entries(templateSchema.shape)
  .filter(([, section]) => !(section instanceof z.ZodMiniOptional) && !(section instanceof z.ZodMiniDefault))
  .map(([name]) => name);
const WHOLE: ReadonlySet<unknown> = new Set([ladderStep, ...COLOUR_FORMS]);

/** A key with nothing after it takes an inherited value away, where the value may be absent. */
function emptyAllowed(
  { shape }: z.ZodMiniObject,
  properties: Record<string, z.core.JSONSchema.JSONSchema | boolean>,
): void {
  for (const [key, schema] of Object.entries(shape)) {
    const own = properties[key];
    if (typeof own !== "object" || !(schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniDefault))
      continue;
    const { description } = own;
    properties[key] = { ...(description === undefined ? {} : { description }), anyOf: [own, { type: "null" }] };
  }
}

/**
 * JSON Schema of a template file, for editors that complete and check it. A file that `extends` another may leave out
 * anything, so what is required is said only where values never merge, and of whole sections.
 */
export function templateJsonSchema(): object {
  return z.toJSONSchema(templateSchema, {
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      if (jsonSchema.type !== "object" || jsonSchema.properties === undefined) return;
      jsonSchema.patternProperties = { "^x-": {} };
      if (zodSchema instanceof z.ZodMiniObject) emptyAllowed(zodSchema, jsonSchema.properties);
      if (!WHOLE.has(zodSchema)) delete jsonSchema.required;
      if (zodSchema === templateSchema) jsonSchema.anyOf = [{ required: ["extends"] }, { required: REQUIRED }];
    },
  });
}
