/** What an entry of a page's `ads` or `notices` may hold: a place or a size, and a picture, a name, or notices in small frames. */
import * as z from "zod/mini";
import { AD_POSITIONS, lengthOf, parseAdSize, shown } from "./ad-size.js";
import { block } from "./body-schema.js";
import {
  check,
  type CheckParams,
  count,
  eitherKey,
  headline,
  localPicture,
  readable,
  span,
  strict,
  text,
  told,
} from "./schema-parts.js";

const length = readable((value): CheckParams | undefined => {
  if (lengthOf(value) !== undefined) return undefined;
  return { code: "bad-length", message: `cannot be "${shown(value)}"`, hint: 'write a number and a unit: "8cm"' };
});

const sizeParts = z
  .strictObject(
    {
      columns: z.optional(told(count, "Body columns that it is wide")),
      width: z.optional(told(length, "In place of columns: a length such as 12cm")),
      height: z.optional(told(length, "A length such as 8cm")),
    },
    strict,
  )
  .check(
    eitherKey("columns", "width", {
      code: "ad-width",
      message: "has not one width",
      hint: 'write { "columns": 3, "height": "8cm" } or { "width": "12cm", "height": "8cm" }',
    }),
    check(({ width, height }: { width?: unknown; height?: unknown }) => width === undefined || height !== undefined, {
      code: "missing-key",
      message: "has no `height`",
      hint: 'add one: "height": "8cm"',
    }),
  );

const adSize = z.union([
  told(
    readable((size): CheckParams | undefined => {
      const parsed = parseAdSize(size);
      return parsed.ok ? undefined : parsed.why;
    }),
    "整版, 半版, 四分之一版, 通栏, 半通栏 (full-page, half-page, quarter-page, strip, half-strip), width × height as 12 x 8 cm, or 3栏 x 8cm",
  ),
  told(sizeParts, "Width in columns or as a length, and height"),
]);

/** What of a place and a size is there: both of a place, or a size, or all. */
interface PlaceOrSize {
  readonly columns?: unknown;
  readonly rows?: unknown;
  readonly size?: unknown;
}

const lacksKey = (key: "columns" | "rows") =>
  check(
    (one: PlaceOrSize) =>
      one[key] !== undefined || (one.size !== undefined && one.columns === undefined && one.rows === undefined),
    {
      code: "missing-key",
      message: `has no \`${key}\``,
      hint: 'give both "columns" and "rows", or the "size" alone: "半版", "12 x 8 cm"',
    },
  );

/** A notice: its frame is small, and it has neither pictures nor boxes. */
const notice = z.strictObject(
  {
    label: z.optional(told(text, "What kind it is, such as 遗失声明: those of one kind stand together under it")),
    headline: z.optional(told(headline, "Its headline: a string, or one string a line")),
    body: z.array(block),
  },
  strict,
);

/** Finding the most even columns takes the square of their number. */
const MOST_NOTICES = 400;

interface AdContent {
  readonly size?: unknown;
  readonly src?: unknown;
  readonly items?: unknown;
}

function hasHeight(size: unknown): boolean {
  return typeof size !== "object" || size === null || !("columns" in size) || "height" in size;
}

export const fixedArea = z
  .strictObject(
    {
      columns: z.optional(told(span, "First and last body column, from 1")),
      rows: z.optional(told(span, "First and last baseline row of the type area, from 1")),
      size: z.optional(
        told(adSize, "As it was sold; the engine finds a place for it where columns and rows are absent"),
      ),
      position: z.optional(
        told(z.enum(AD_POSITIONS), "Where a size is wanted: foot when absent, outside, inside, head"),
      ),
      src: z.optional(told(localPicture, "The finished picture of it, shown whole")),
      label: z.optional(told(text, "What stands in it where there is no picture, such as the customer's name")),
      items: z.optional(
        told(
          z.array(notice).check(z.minLength(1), z.maxLength(MOST_NOTICES)),
          "Notices or classified advertisements: small frames in its columns, under its label",
        ),
      ),
      mark: z.optional(told(text, "The word that tells what it is: 广告 or 公告 when absent; empty for none")),
      alt: z.optional(text),
    },
    strict,
  )
  .check(
    lacksKey("columns"),
    lacksKey("rows"),
    check(({ size, items }: AdContent) => items !== undefined || hasHeight(size), {
      code: "missing-key",
      message: "has a `size` without `height`",
      hint: 'add one: "height": "8cm"; without it a field is as high as its `items` need',
    }),
    check(({ src, items }: AdContent) => src === undefined || items === undefined, {
      code: "items-and-picture",
      message: "has both `src` and `items`",
      hint: "give the picture an area of its own",
    }),
  );

export type RawFixedArea = z.infer<typeof fixedArea>;
