/**
 * The one description of an edition file: what it may hold and of which type. The reader checks with it, the model is
 * built from the type inferred from it, and `banxin schema edition` prints it. Rules that look at several places of the
 * file at once (ids, page numbers) are in check.ts.
 *
 * zod/mini rather than zod: both load in the same time from node_modules, but mini can be shaken by a bundler.
 */
import * as z from "zod/mini";
import { block, dropCap, pieces } from "./body-schema.js";
import { parseLength } from "../base/length.js";
import { fixedArea } from "./ad-schema.js";
import {
  check,
  type CheckParams,
  count,
  eitherKey,
  filled,
  furnitureText,
  headline,
  isRemote,
  localPicture,
  MOST_CELLS,
  readable,
  span,
  strict,
  text,
  told,
} from "./schema-parts.js";

export const LANGUAGES = ["zh-Hans", "zh-Hant", "ja", "ko", "en"] as const;

/** Keys that begin so belong to other programs: they are kept in the file and never looked at. */
export const FOREIGN_KEY = "x-";

const HIGHEST_PAGE = 100_000;

const pageNumber = z.int().check(z.minimum(1), z.maximum(HIGHEST_PAGE));
const isoDate = z.iso.date();

const ownColumns = z.int().check(z.minimum(1), z.maximum(24));

const halves = z.number().check(
  z.minimum(0.5),
  z.maximum(MOST_CELLS),
  check((columns: number) => Number.isInteger(columns * 2), {
    code: "bad-width",
    message: "is no number of columns and halves of columns",
    hint: "write 2, or 1.5",
  }),
);

const cells = z.strictObject({ columns: span, rows: span }, strict);

const layoutEntry = z.strictObject(
  {
    article: filled,
    columns: z.optional(told(span, "First and last body column, from 1")),
    rows: z.optional(told(span, "First and last baseline row of the type area, from 1")),
    without: z.optional(
      told(
        z.array(cells).check(z.minLength(1)),
        "Parts of the region that other stories take: the rest runs around them",
      ),
    ),
    legs: z.optional(told(z.array(cells).check(z.minLength(1)), "An irregular region: its pieces in reading order")),
    head: z.optional(cells),
    photos: z.optional(z.array(cells)),
    setIn: z.optional(told(ownColumns, "破栏: columns that the text is set in over the region")),
    lock: z.optional(told(z.boolean(), "false: this place is kept in the file, and the story is made up again")),
  },
  strict,
);

/** A page file beside the edition file; what it may hold is an edition of its own. */
const pageFile = told(
  filled.check(
    check((src: string) => !isRemote(src), {
      code: "remote-page-file",
      message: "is not a file beside the edition",
      hint: "banxin never fetches anything: save the page file next to the edition file and write its relative path",
    }),
  ),
  "Path of a page file, relative to this file: an edition file of its own, whose pages and stories are taken in here",
);

const refer = z
  .strictObject(
    {
      article: z.optional(told(filled, "Id of a story of another page")),
      page: z.optional(told(pageNumber, "Number of another page, in place of a story; this file need not hold it")),
      text: z.optional(told(text, "What is said of it; the story's headline when absent")),
    },
    strict,
  )
  .check(
    eitherKey("article", "page", {
      code: "refer-to-what",
      message: "names no one thing to turn to",
      hint: "give it either `article`, the id of a story, or `page`, a number",
    }),
    check(({ page: number, text: words = "" }: RawRefer) => number === undefined || words.trim() !== "", {
      code: "refer-without-text",
      message: "names a page, but has no `text`",
      hint: "write what the page has, or name a story with `article`",
    }),
  );

/** One of a page's `refers`. */
interface RawRefer {
  readonly article?: string | undefined;
  readonly page?: number | undefined;
  readonly text?: string | undefined;
}

const refers = z.union([
  told(z.literal("auto"), "The most important stories of the other pages"),
  told(
    z.array(z.union([filled, refer])).check(z.minLength(1)),
    "Stories of other pages by their ids, or these with words of your own",
  ),
]);

const credit = z.strictObject({ role: furnitureText, names: z.array(furnitureText) }, strict);

const page = z.strictObject(
  {
    number: z.optional(pageNumber),
    section: z.optional(furnitureText),
    banner: z.optional(told(furnitureText, "A slogan across the page")),
    date: z.optional(isoDate),
    template: z.optional(filled),
    credits: z.optional(told(z.array(credit), "Who made the page: the line that every page must carry")),
    articles: z.optional(told(z.array(text), "Ids of the stories, in order of importance")),
    rows: z.optional(told(count, "Rows of the type area on this page, where the template's leading is eased")),
    layout: z.optional(told(z.array(layoutEntry), "Stories whose place the editor fixes; the rest is made up around")),
    ads: z.optional(told(z.array(fixedArea), "Advertisements: areas that stories keep clear of")),
    notices: z.optional(told(z.array(fixedArea), "Notices: areas that stories keep clear of")),
    refers: z.optional(told(refers, "导读: pointers to stories inside, beside the nameplate or over the stories")),
  },
  strict,
);

/** The point that cropping keeps, and whether there is any. */
const shown = {
  focus: z.optional(told(z.tuple([fraction(), fraction()]), "The point that cropping keeps, from the top left")),
  crop: z.optional(
    told(
      z.enum(["never", "fit"]),
      "never: it is shown whole, as QR codes, charts and maps need it; fit: it may be cropped, though it looks like one of these",
    ),
  ),
  alt: z.optional(text),
};

const groupPicture = z.union([
  localPicture,
  z.strictObject({ src: told(localPicture, "Path of a picture, relative to this file"), ...shown }, strict),
]);

/** More pictures under one caption make pictures smaller than any newspaper prints them. */
const MOST_GROUPED = 12;

const photo = z
  .strictObject(
    {
      src: z.optional(told(localPicture, "Path of a picture, relative to this file")),
      group: z.optional(
        told(
          z.array(groupPicture).check(z.minLength(2), z.maxLength(MOST_GROUPED)),
          "组照: pictures that stand together under one caption, in their order",
        ),
      ),
      numbers: z.optional(told(z.boolean(), "The pictures of a group are numbered, so that the caption can name them")),
      caption: z.optional(told(pieces, "图说: a text, or a list of pieces")),
      credit: z.optional(text),
      columns: z.optional(told(halves, "The width wished for, in columns: 2, or 1.5")),
      side: z.optional(told(z.enum(["left", "right"]), "The side of its story at which it stands")),
      breakOut: z.optional(
        told(z.boolean(), "出格: it reaches out of the type area at its side, as the template lets it"),
      ),
      ...shown,
    },
    strict,
  )
  .check(
    check(({ src, group }) => src !== undefined || group !== undefined, {
      code: "missing-key",
      message: "has no `src`",
      hint: 'add "src", the path of a picture, or "group", a list of pictures',
    }),
    check(({ src, group }) => src === undefined || group === undefined, {
      code: "photo-of-what",
      message: "has a `src` and a `group`",
      hint: "give it either `src`, the path of a picture, or `group`, a list of pictures",
    }),
    check(({ group, focus }) => group === undefined || focus === undefined, {
      code: "focus-of-group",
      message: "has a `focus`, but holds several pictures",
      hint: 'write `focus` at a picture of `group`: { "src": …, "focus": [0.5, 0.3] }',
    }),
    check(({ group, numbers }) => group !== undefined || numbers === undefined, {
      code: "numbers-of-one",
      message: "has `numbers`, but holds one picture",
      hint: "take `numbers` out, or write a `group`",
    }),
  );

const jump = z.strictObject({ page: pageNumber, text: z.optional(text) }, strict);

const sides = ["top", "bottom", "left", "right"] as const;

const makeup = z.strictObject(
  {
    columns: z.optional(told(z.union([count, span]), "Columns that the story takes, or the fewest and the most")),
    side: z.optional(told(z.union([z.enum(sides), z.array(z.enum(sides))]), "Where on the page it is wanted")),
    near: z.optional(told(filled, "Id of a story of the page that it belongs to")),
    setIn: z.optional(told(ownColumns, "破栏: columns that the text is set in, over however many of the page's")),
  },
  strict,
);

/** Steps of the scale of sizes that an editor may take a headline up or down. */
const MOST_STEPS = 4;
const MOST_HEAD_LINES = 5;

const typeSize = readable((size): CheckParams | undefined => {
  const parsed = parseLength(size);
  if (parsed.ok && parsed.value > 0) return undefined;
  const message = parsed.ok ? `"${size}" is no size` : parsed.problem;
  return { code: "bad-length", message, hint: 'write a size as "48pt", "17mm" or "初号"' };
});

const head = z
  .strictObject(
    {
      size: z.optional(told(typeSize, 'The size of the headline: "48pt", or a 号 size such as "初号"')),
      step: z.optional(
        told(
          z.int().check(z.minimum(-MOST_STEPS), z.maximum(MOST_STEPS)),
          "Sizes larger than the template's for its rank; smaller where negative",
        ),
      ),
      lines: z.optional(told(z.int().check(z.minimum(1), z.maximum(MOST_HEAD_LINES)), "Lines of the headline")),
      columns: z.optional(told(count, "Columns that the head stands over")),
      side: z.optional(told(z.enum(["left", "right", "middle"]), "竖题: where in its story a vertical head stands")),
    },
    strict,
  )
  .check(
    check(({ size, step }: { size?: unknown; step?: unknown }) => size === undefined || step === undefined, {
      code: "size-and-step",
      message: "has both `size` and `step`",
      hint: "keep `size` for a size of your own, or `step` for one of the template's",
    }),
  );

const continuation = z.strictObject(
  {
    headline: z.optional(
      told(headline, "Its headline there, in words of its own; the story's on one line when absent"),
    ),

    makeup: z.optional(told(makeup, "What the make-up is asked for there")),
    head: z.optional(told(head, "How large that headline is, in how many lines, and over how many columns")),
  },
  strict,
);

const story = {
  section: z.optional(told(text, "The section that the story belongs to: a page of it that lists no stories takes it")),
  priority: z.optional(told(z.int().check(z.minimum(1), z.maximum(99)), "1 is the most important")),
  label: z.optional(told(text, "栏目题: the column's name over the head")),
  kicker: z.optional(told(text, "引题: the line above the headline")),
  headline: z.optional(told(headline, "主题: a string, or one string a line")),
  deck: z.optional(told(text, "副题: the line below the headline")),
  byline: z.optional(told(text, "署名")),
  dateline: z.optional(told(text, "电头: run in at the head of the first paragraph")),
  body: z.optional(z.array(block)),
  dropCap: z.optional(told(dropCap, "首字下沉: rows that the first paragraph's first character takes; 0 for none")),
  photos: z.optional(z.array(photo)),
  box: z.optional(z.boolean()),
  headlineDirection: z.optional(z.enum(["horizontal", "vertical"])),
  continues: z.optional(z.strictObject({ from: z.optional(jump), to: z.optional(jump) }, strict)),
  continuation: z.optional(told(continuation, "The head over its text where it goes on from another page")),
  head: z.optional(told(head, "How large the headline is, in how many lines, and over how many columns")),
  makeup: z.optional(told(makeup, "What the make-up is asked for, where `layout` does not fix it")),
  pages: z.optional(told(z.array(pageNumber), "The pages that a jumping story runs through")),
};

const storyFields = z.strictObject(story, strict);

/** A box of a story: like a story, but it may do without an id, since nothing has to name it. */
export interface RawRelated extends z.infer<typeof storyFields> {
  id?: string | undefined;
  related?: RawRelated[] | undefined;
}

const related: z.ZodMiniType<RawRelated> = z.strictObject(
  {
    id: z.optional(filled),
    ...story,
    get related() {
      return z.optional(z.array(related));
    },
  },
  strict,
);

const article = z.strictObject(
  {
    id: filled,
    ...story,
    filler: z.optional(told(z.boolean(), "补白: the story is used only where a page has white that it fills")),
    related: z.optional(z.array(related)),
  },
  strict,
);

const imprint = z.strictObject(
  {
    supervisor: z.optional(told(furnitureText, "主管: who is responsible for the paper")),
    sponsor: z.optional(told(furnitureText, "主办")),
    publisher: z.optional(told(furnitureText, "出版")),
    address: z.optional(told(furnitureText, "地址")),
    printer: z.optional(told(furnitureText, "印刷")),
    distribution: z.optional(told(furnitureText, "邮发代号, or how else it is distributed")),
    price: z.optional(told(furnitureText, "零售价; 免费赠阅 on a special edition")),
  },
  strict,
);

const publication = z.strictObject(
  {
    name: z.optional(furnitureText),
    edition: z.optional(furnitureText),
    issue: z.optional(z.union([z.int().check(z.minimum(0)), furnitureText])),
    serial: z.optional(told(furnitureText, "国内统一连续出版物号")),
    pageCount: z.optional(told(count, "版数: how many pages the issue has; on the nameplate")),
    special: z.optional(told(z.enum(["增期", "号外"]), "An issue beside the daily ones: told on the nameplate")),
    imprint: z.optional(told(imprint, "Who makes and sells the paper: a line at the foot of the front page")),
  },
  strict,
);

export const editionSchema = z.strictObject(
  {
    $schema: z.optional(told(text, "Address of this schema, for editors; banxin ignores it")),
    publication: z.optional(publication),
    date: z.optional(told(isoDate, "2025-12-16; the weekday is derived")),
    language: z.optional(z.enum(LANGUAGES)),
    template: z.optional(told(filled, "A bundled template's name, or a path relative to this file")),
    pages: told(
      z.array(z.union([page, pageFile])).check(z.minLength(1)),
      "The pages in order, or files that hold them",
    ),
    articles: z.array(article),
  },
  strict,
);

/** One file as it is written. */
export type RawFile = z.infer<typeof editionSchema>;
/** The whole edition, the pages of its page files among its own. */
export interface RawEdition extends Omit<RawFile, "pages"> {
  readonly pages: readonly RawPage[];
}
export type RawPage = z.infer<typeof page>;
export type RawArticle = z.infer<typeof article>;
export type RawPhoto = z.infer<typeof photo>;
export type RawPlacement = z.infer<typeof layoutEntry>;
export type RawIssue = z.core.$ZodIssue;

export type SchemaCheck =
  { readonly ok: true; readonly value: RawFile } | { readonly ok: false; readonly issues: readonly RawIssue[] };

/** How many items of each list are looked at when a file has more mistakes than zod can carry. */
const FEWER_ITEMS = [1_000, 100, 10];

/** Checks a plain value, `x-` keys already taken out. */
export function checkAgainstSchema(value: unknown): SchemaCheck {
  for (const most of [Infinity, ...FEWER_ITEMS]) {
    try {
      // jitless: a file is checked once, so compiling the checks to code costs more than it saves.
      const result = z.safeParse(editionSchema, prune(value, most), { jitless: true });
      if (!result.success) return { ok: false, issues: result.error.issues };
      // The part is well; the whole was not.
      return most === Infinity ? { ok: true, value: result.data } : { ok: false, issues: [] };
    } catch (error) {
      // zod hands issues up as arguments of a call, which overflows the stack at some hundred thousand of them.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return { ok: false, issues: [] };
}

function prune(value: unknown, most: number): unknown {
  if (most === Infinity || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.slice(0, most).map((item) => prune(item, most));
  const fewer: Record<string, unknown> = Object.create(null);
  for (const [key, item] of Object.entries(value).slice(0, most)) fewer[key] = prune(item, most);
  return fewer;
}

/** JSON Schema (draft 2020-12) of an edition file. */
export function editionJsonSchema(): object {
  return z.toJSONSchema(editionSchema, {
    io: "input",
    override: ({ zodSchema, jsonSchema, path }) => {
      if ((zodSchema as unknown) === fixedArea)
        jsonSchema.anyOf = [{ required: ["columns", "rows"] }, { required: ["size"] }];
      if (jsonSchema.additionalProperties === false) jsonSchema.patternProperties = { [`^${FOREIGN_KEY}`]: {} };
      if (path.length > 0 || jsonSchema.required === undefined) return;
      // An edition that names page files may leave all stories to them.
      jsonSchema.required = jsonSchema.required.filter((key) => key !== "articles");
      jsonSchema.anyOf = [
        { required: ["articles"] },
        { properties: { pages: { type: "array", contains: { type: "string" } } } },
      ];
    },
  });
}

function fraction() {
  return z.number().check(z.minimum(0), z.maximum(1));
}
