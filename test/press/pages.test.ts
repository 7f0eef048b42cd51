/** Whole pages for the press, read back by other programs: the samples. */
import { describe, expect, it } from "vitest";
import { toPt } from "../../src/base/length.js";
import { openCondition } from "../../src/cli/conditions.js";
import { composeJob } from "../../src/compose.js";
import { loadJob } from "../../src/pipeline.js";
import { PROFILES, type PdfxProfile } from "../../src/press/pdfx.js";
import { preflight } from "../../src/press/preflight/preflight.js";
import { NEWSPAPER } from "../../src/press/preflight/profile.js";
import { pressPage, type PressedPage } from "../../src/press/press.js";
import type { Colour, SceneItem, ScenePage } from "../../src/scene/list.js";
import { hasTool, pdfText, runTool } from "../tools.js";
import { mostInk, mostOf, type PixelBox, plates } from "./plates.js";

const here = (path: string): string => new URL(`../../${path}`, import.meta.url).pathname;
const EDITIONS = ["broadsheet", "feature", "front", "richness", "tabloid"].map((name) =>
  here(`samples/${name}/edition.json`),
);
const DPI = 60;
/** Of the condition `newsprint`. */
const LIMIT = 220;

interface Pressed extends PressedPage {
  readonly page: ScenePage;
}

async function press(file: string, profile: PdfxProfile): Promise<Pressed[]> {
  const loaded = await loadJob(file);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("\n"));
  const { scene } = composeJob(loaded.value);
  const pressed: Pressed[] = [];
  for (const { number, template } of loaded.value.pages) {
    const condition = await openCondition(template.press, { cwd: "/" });
    const page = scene.pages.find((one) => one.number === number);
    if (!condition.ok || page === undefined) throw new Error("no condition, or no page");
    const options = { page: number, profile, condition: condition.value, settings: template.press, template: "t" };
    pressed.push({ ...(await pressPage(scene, options)), page });
  }
  return pressed;
}

const pressedOnce = new Map<string, Promise<Pressed[]>>();

function onceFor(file: string, profile: PdfxProfile): Promise<Pressed[]> {
  const key = `${profile} ${file}`;
  const made = pressedOnce.get(key) ?? press(file, profile);
  pressedOnce.set(key, made);
  return made;
}

const pixels = (points: number): number => (points * DPI) / 72;

/** Points on the page: what an item covers at most. */
function extent(item: SceneItem): { left: number; right: number; top: number; bottom: number } {
  if (item.kind === "glyphs") {
    const [x, y, size] = [toPt(item.x), toPt(item.y), toPt(item.size)];
    return { left: x, right: x + toPt(item.offsets.at(-1) ?? 0) + size, top: y - size, bottom: y + size / 3 };
  }
  if (item.kind === "shape") {
    const ends = item.path.flatMap((step) => (step.to === "close" ? [] : [step]));
    const [xs, ys] = [ends.map(({ x }) => toPt(x)), ends.map(({ y }) => toPt(y))];
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  }
  const [left, top] = [toPt(item.rect.x), toPt(item.rect.y)];
  return { left, right: left + toPt(item.rect.width), top, bottom: top + toPt(item.rect.height) };
}

const isBlack = ({ colour }: { readonly colour: Colour }): boolean =>
  colour.space === "cmyk" && colour.c + colour.m + colour.y === 0;

/** Where black body type stands on the plates, in pixels, away from all that has colour. */
function bodyBoxes({ page, geometry }: Pressed): PixelBox[] {
  const [left, , , top] = geometry.trimBox;
  const sheetTop = geometry.mediaBox[3] - top;
  const coloured = page.items.filter((item) => item.kind === "picture" || !isBlack(item)).map(extent);
  return page.items.flatMap((item) => {
    if (item.kind !== "glyphs" || item.role !== "body" || item.direction !== "horizontal" || !isBlack(item)) return [];
    const own = extent(item);
    const near = coloured.some(
      (one) =>
        one.left < own.right + 2 && one.right > own.left - 2 && one.top < own.bottom + 2 && one.bottom > own.top - 2,
    );
    if (near) return [];
    return [
      {
        left: Math.floor(pixels(own.left + left)),
        right: Math.ceil(pixels(own.right + left)),
        top: Math.floor(pixels(own.top + sheetTop)),
        bottom: Math.ceil(pixels(own.bottom + sheetTop)),
      },
    ];
  });
}

interface QpdfObject {
  readonly value?: Readonly<Record<string, string>>;
  readonly stream?: { readonly dict: Readonly<Record<string, string>>; readonly data: string };
}

/** Of a file as qpdf writes it in JSON. */
function metadataOf(json: string): { information: Readonly<Record<string, string>>; xmp: string } {
  const { qpdf } = JSON.parse(json) as { qpdf: [unknown, Readonly<Record<string, QpdfObject>>] };
  const [, objects] = qpdf;
  const held = (reference = ""): unknown => objects[`obj:${reference}`]?.value ?? reference;
  const information = Object.entries(held(objects["trailer"]?.value?.["/Info"]) as object).map(
    ([key, value]) => [key, String(held(String(value)))] as const,
  );
  const packet = Object.values(objects).find(({ stream }) => stream?.dict["/Type"] === "/Metadata")?.stream;
  return { information: Object.fromEntries(information), xmp: Buffer.from(packet?.data ?? "", "base64").toString() };
}

/** PDF/X-4 files hold the same content and pictures: for what takes long, two editions are enough of them. */
const BRIEF: ReadonlySet<string> = new Set(["broadsheet", "feature", "richness", "tabloid"]);

describe.each(EDITIONS.map((file) => [file.split("/").slice(-2).join("/"), file] as const))("%s", (name, file) => {
  const slow = BRIEF.has(name.split("/")[0] ?? "") ? (["pdfx1a"] as const) : PROFILES;

  it.each(PROFILES)("is sound %s by the preflight, its boxes nested", async (profile) => {
    for (const { bytes, geometry, page } of await onceFor(file, profile)) {
      const { mediaBox, bleedBox, trimBox } = geometry;
      expect(
        [0, 1].every((i) => (mediaBox[i] ?? 1) <= (bleedBox[i] ?? 0) && (bleedBox[i] ?? 1) <= (trimBox[i] ?? 0)),
      ).toBe(true);
      expect(
        [2, 3].every((i) => (mediaBox[i] ?? 0) >= (bleedBox[i] ?? 1) && (bleedBox[i] ?? 0) >= (trimBox[i] ?? 1)),
      ).toBe(true);
      expect(trimBox[2] - trimBox[0]).toBeCloseTo(toPt(page.width), 3);
      const found = await preflight(bytes, { ...NEWSPAPER, standard: profile, newsprint: false });
      // Nor do the bundled styles raise a warning: type and rules in several inks, type too small.
      expect(found.findings.filter(({ severity }) => severity !== "info")).toEqual([]);
      expect(found.claimed).toContain(profile === "pdfx1a" ? "PDF/X-1a:2003" : "PDF/X-4");
    }
  });

  it("has no key that its version of PDF does not know, in PDF/X-1a", async () => {
    for (const { bytes } of await onceFor(file, "pdfx1a"))
      expect(Buffer.from(bytes).toString("latin1")).not.toMatch(/\/(?:UserUnit|ObjStm|OCProperties)/u);
  });

  it.each(slow)("is judged the same where only the ink limit is proved: %s", async (profile) => {
    for (const { bytes } of await onceFor(file, profile)) {
      const [measured, proved] = [await preflight(bytes), await preflight(bytes, NEWSPAPER, "limit")];
      expect(proved.findings).toEqual(measured.findings);
      expect(proved.pages.map(({ plates: names }) => names)).toEqual(measured.pages.map(({ plates: names }) => names));
    }
  });

  it.skipIf(!hasTool("qpdf")).each(slow)(
    "is whole %s to qpdf, with nothing in RGB, nothing transparent",
    async (profile) => {
      for (const { bytes } of await onceFor(file, profile)) {
        expect(runTool("qpdf", ["--check", "{in}"], bytes).text).toContain("No syntax or stream encoding errors");
        const text = runTool("qpdf", ["--qdf", "--object-streams=disable", "{in}", "{out}"], bytes).out.toString(
          "latin1",
        );
        expect(text).not.toMatch(/\/DeviceRGB|\/CalRGB|\/SMask|\/OCProperties|\/Encrypt|\/Outlines|\/Annots/u);
        expect(text).not.toMatch(/^[\d.]+ [\d.]+ [\d.]+ (?:rg|RG)$/mu);
      }
    },
  );

  it.skipIf(!hasTool("pdfinfo")).each(slow)("is %s to poppler", async (profile) => {
    for (const { bytes } of await onceFor(file, profile)) {
      const { text } = runTool("pdfinfo", ["{in}"], bytes);
      expect(/Standard: +(.+)/u.exec(text)?.[1]).toBe(profile === "pdfx1a" ? "ISO 15930-4" : "ISO 15930-7");
    }
  });

  it.skipIf(!hasTool("mutool")).each(slow)("is drawn by MuPDF without a word: %s", async (profile) => {
    for (const { bytes } of await onceFor(file, profile)) {
      const draw = 'mutool draw -q -F pnm -r 18 -o /dev/null "$0" 2>&1';
      const { text } = runTool("sh", ["-c", draw, "{in}"], bytes);
      // Of how it was built, not of the file.
      expect(text.replaceAll("warning: ICC support is not available\n", "")).toBe("");
    }
  });

  it.skipIf(!hasTool("pdffonts")).each(slow)("embeds every font, as a subset: %s", async (profile) => {
    for (const { bytes } of await onceFor(file, profile)) {
      const [, , ...fonts] = runTool("pdffonts", ["{in}"], bytes).text.trimEnd().split("\n");
      expect(fonts.length).toBeGreaterThan(0);
      for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+.* yes yes yes /u);
    }
  });

  it.skipIf(!hasTool("gs")).each(slow)("prints its body in black alone, under the ink limit: %s", async (profile) => {
    for (const pressed of await onceFor(file, profile)) {
      const all = await plates(pressed.bytes, DPI);
      const boxes = bodyBoxes(pressed);
      expect(boxes.length).toBeGreaterThan(10);
      for (const box of boxes) {
        const coloured = ["Cyan", "Magenta", "Yellow"].map((plate) => mostOf(all.get(plate), box));
        expect(coloured).toEqual([0, 0, 0]);
        expect(mostOf(all.get("Black"), box)).toBeGreaterThan(60);
      }
      const { trimBox, mediaBox } = pressed.geometry;
      const at = (points: number): number => Math.round(pixels(points));
      const trim = {
        left: at(trimBox[0]),
        right: at(trimBox[2]),
        top: at(mediaBox[3] - trimBox[3]),
        bottom: at(mediaBox[3] - trimBox[1]),
      };
      expect(mostInk(all, trim)).toBeLessThanOrEqual(LIMIT + 5);
    }
  });

  it.each(slow)("is the same bytes again: %s", async (profile) => {
    const [first, second] = [await onceFor(file, profile), await press(file, profile)];
    expect(first.map(({ bytes }, i) => Buffer.compare(bytes, second[i]?.bytes ?? new Uint8Array()))).toEqual(
      first.map(() => 0),
    );
  });

  it.skipIf(!hasTool("qpdf")).each(slow)("says the same in XMP and in its information: %s", async (profile) => {
    for (const { bytes } of await onceFor(file, profile)) {
      const { out } = runTool(
        "qpdf",
        ["--json=2", "--json-key=qpdf", "--json-stream-data=inline", "{in}", "{out}"],
        bytes,
      );
      const { information, xmp } = metadataOf(out.toString());
      const tag = (key: string): string | undefined => new RegExp(`<${key}>(?:<[^>]+>)*([^<]*)<`, "u").exec(xmp)?.[1];
      const day = (information["/CreationDate"] ?? "").replace(
        /^u:D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z?$/u,
        "$1-$2-$3T$4:$5:$6Z",
      );
      expect(day).toMatch(/^\d{4}-\d\d-\d\dT/u);
      expect([tag("xmp:CreateDate"), tag("xmp:ModifyDate")]).toEqual([day, day]);
      expect(information["/ModDate"]).toBe(information["/CreationDate"]);
      expect(`u:${tag("dc:title")}`).toBe(information["/Title"]);
      expect(`u:${tag("pdf:Producer")}`).toBe(information["/Producer"]);
      expect(`u:${tag("xmp:CreatorTool")}`).toBe(information["/Creator"]);
      expect(`/${tag("pdf:Trapped")}`).toBe(information["/Trapped"]);
      const version = tag(profile === "pdfx4" ? "pdfxid:GTS_PDFXVersion" : "pdfx:GTS_PDFXVersion");
      expect(`u:${version}`).toBe(information["/GTS_PDFXVersion"]);
    }
  });

  it.skipIf(!hasTool("pdftotext"))("holds every character of the body", async () => {
    for (const { bytes, page } of await onceFor(file, "pdfx1a")) {
      const text = new Set(pdfText(bytes, "-raw"));
      const body = page.items.flatMap((item) => (item.kind === "glyphs" && item.role === "body" ? item.texts : []));
      expect([...new Set(body.join("").replaceAll(/\s/gu, ""))].filter((character) => !text.has(character))).toEqual(
        [],
      );
    }
  });
});
