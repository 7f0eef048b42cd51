/** The one schema of a template file. Lengths are strings here; `resolve.ts` turns them into numbers. */
import * as z from "zod";
import { STYLE_NAMES } from "./resolved.js";

const length = z.string().describe("a length with its unit: pt, mm, cm, in, px, em, 字, 行, Q, or a 号 size");
const fraction = z.number().min(0).max(1);
const percent = z.number().min(0).max(100);
const cmyk = z.tuple([percent, percent, percent, percent]);

const colour = z.union([
  z.strictObject({ cmyk }),
  z.strictObject({ rgb: z.string().regex(/^#[0-9a-f]{6}$/iu, "write rgb as #rrggbb") }),
  z.strictObject({ gray: fraction }),
  z.strictObject({ spot: z.string().min(1), tint: percent.default(100), cmyk }),
]);

export const ROLES = ["song", "hei", "kai", "latin", "symbol"] as const;
export type FontRole = (typeof ROLES)[number];

const style = z.strictObject({
  like: z.enum(STYLE_NAMES).optional(),
  font: z.enum(ROLES).optional(),
  weight: z.number().int().min(100).max(900).optional(),
  size: length.optional(),
  leading: length.optional(),
  colour: z.string().optional(),
  tracking: z.number().min(-0.2).max(2).optional(),
  align: z.enum(["start", "center", "end", "justify"]).optional(),
});
export type RawStyle = z.infer<typeof style>;

const rule = z.strictObject({ thickness: length, colour: z.string() });

const styles = z.strictObject(
  Object.fromEntries(STYLE_NAMES.map((name) => [name, style.optional()])) as Record<
    (typeof STYLE_NAMES)[number],
    z.ZodOptional<typeof style>
  >,
);

export const templateSchema = z.strictObject({
  name: z.string().min(1),
  title: z.string().default(""),
  extends: z.string().optional(),
  page: z.strictObject({ width: length, height: length }),
  grid: z.strictObject({
    columns: z.number().int().min(1).max(24),
    columnEms: z.number().int().min(4).max(80),
    gutterEms: z.number().min(0.5).max(4),
    body: length,
    leading: length,
    rows: z.number().int().min(4).max(400),
    top: length,
    left: length.optional(),
  }),
  colours: z.record(z.string(), colour),
  fonts: z.strictObject(
    Object.fromEntries(ROLES.map((role) => [role, z.array(z.string().min(1))])) as Record<
      FontRole,
      z.ZodArray<z.ZodString>
    >,
  ),
  styles,
  headlines: z.strictObject({
    sizes: z.array(length).min(1),
    ladder: z
      .array(
        z.strictObject({ priority: z.number().int().min(1), span: z.number().int().min(1), size: length, min: length }),
      )
      .min(1),
  }),
  composition: z.strictObject({
    kinsoku: z.enum(["none", "basic", "gb", "strict"]),
    mode: z.enum(["total-fit", "greedy"]),
    indent: z.number().min(0).max(6),
    narrowIndent: z.number().min(0).max(6),
    narrowEms: z.number().min(0),
    autospace: z.number().min(0).max(0.5),
    adjacentMarks: z.union([z.literal(1), z.literal(1.5), z.literal(2)]),
    houseStyle: z.boolean(),
  }),
  story: z.strictObject({
    subheadRows: z.tuple([z.number().int().min(1).max(8), z.number().int().min(1).max(8)]),
    linesAfterSubhead: z.number().int().min(0).max(10),
    gapRows: z.number().int().min(0).max(8),
    headGapRows: z.number().int().min(0).max(8),
    columnRule: rule.optional(),
    storyRule: rule.optional(),
    looseness: z.number().int().min(0).max(2),
    photoCrop: z.number().min(0).max(0.6),
    kickerRatio: z.number().min(0.1).max(0.6),
    deckRatio: z.number().min(0.1).max(0.6),
    headlineTracking: z.strictObject({ min: z.number().min(-0.1).max(0), max: z.number().min(0).max(0.5) }),
    captionInset: length,
  }),
  box: z.strictObject({
    frame: rule.optional(),
    ground: z.string().optional(),
    paddingInline: length,
    paddingRows: z.number().int().min(0).max(4),
  }),
  folio: z.strictObject({
    top: length,
    height: length,
    rule: rule.optional(),
    date: z.string(),
    number: z.string(),
    mirror: z.boolean(),
    gap: length,
    credits: z.enum(["folio", "foot", "none"]),
  }),
  banner: z.strictObject({
    rows: z.number().int().min(2).max(20),
    rule: rule.optional(),
    ground: z.string().optional(),
  }),
  masthead: z
    .strictObject({ rows: z.number().int().min(2).max(40), columns: z.number().int().min(1), rule: rule.optional() })
    .optional(),
});

export type RawTemplate = z.infer<typeof templateSchema>;
export type RawColour = z.infer<typeof colour>;
export type RawRule = z.infer<typeof rule>;

/** JSON Schema of a template file, for editors that complete and check it. */
export function templateJsonSchema(): object {
  return z.toJSONSchema(templateSchema, { io: "input" });
}
