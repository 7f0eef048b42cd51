/** A well-set page is spoilt at random, in each way that a fault of composing could spoil it; the audit names every one. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { pt } from "../../src/base/length.js";
import type { Finding, GlyphRun, Picture, SceneItem } from "../../src/scene/list.js";
import { type Audited, auditSpoilt, wellSet } from "./audited.js";

const WHITE = { space: "gray", gray: 1 } as const;

let page: Audited;

beforeAll(async () => {
  page = await wellSet();
});

function errors(findings: readonly Finding[]): readonly string[] {
  return findings.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

/** The page's items with one of them changed: the `nth` of those that `wanted` takes, counted round. */
function changed<T extends SceneItem>(
  wanted: (item: SceneItem) => item is T,
  nth: number,
  change: (item: T) => readonly SceneItem[],
): readonly Finding[] {
  return auditSpoilt(page, (items) => {
    const own = items.filter((item) => wanted(item));
    const chosen = own[nth % own.length];
    return items.flatMap((item) => (item === chosen && wanted(item) ? change(item) : [item]));
  });
}

function isRun(item: SceneItem): item is GlyphRun {
  return item.kind === "glyphs" && item.source.article !== undefined && /\p{L}{4}/u.test(item.texts.join(""));
}

function isPicture(item: SceneItem): item is Picture {
  return item.kind === "picture";
}

function isBody(item: SceneItem): item is GlyphRun {
  return isRun(item) && item.role === "body" && /\p{sc=Han}{8}/u.test(item.texts.join(""));
}

const nth = fc.nat(500);

describe("a page that is well set", () => {
  it("has no fault", () => {
    expect(page.scene.findings.filter(({ severity }) => severity !== "info")).toEqual([]);
    expect(auditSpoilt(page, (items) => items)).toEqual([]);
  });
});

describe("the audit names", () => {
  const each = (spoil: (nth: number, by: number) => readonly Finding[], codes: readonly string[], runs = 40): void => {
    fc.assert(
      fc.property(nth, fc.integer({ min: 0, max: 1000 }), (which, by) => {
        const found = errors(spoil(which, by / 1000));
        expect(found.filter((code) => codes.includes(code))).not.toEqual([]);
      }),
      { numRuns: runs },
    );
  };

  it("a line that is moved aside, by however many rows up or down", () => {
    const codes = [
      "overprinted-text",
      "hidden-text",
      "text-over-picture",
      "text-off-page",
      "text-out-of-place",
      "text-out-of-order",
    ];
    each(
      (which, by) =>
        changed(isBody, which, (run) => {
          const [aside, rows] = [Math.round((by - 0.5) * pt(700)), (which % 40) - 20];
          const far = Math.abs(aside) < pt(60) ? pt(60) : aside;
          return [{ ...run, x: run.x + far, y: run.y + rows * pt(12.6) }];
        }),
      codes,
    );
  });

  it("a picture that is enlarged, and one without area", () => {
    each(
      (which, by) =>
        changed(isPicture, which, (picture) => {
          const more = pt(10 + 100 * by);
          const { rect } = picture;
          return [{ ...picture, rect: { ...rect, x: rect.x - more, width: rect.width + 2 * more } }];
        }),
      ["picture-out-of-place"],
    );
    each(
      (which, by) =>
        changed(isPicture, which, (picture) => [
          { ...picture, rect: { ...picture.rect, height: -Math.round(pt(50) * by) } },
        ]),
      ["no-area"],
    );
  });

  it("a picture that is painted over its text, and text painted over a picture", () => {
    const last = auditSpoilt(page, (items) => {
      const run = items.find(isRun);
      return items.flatMap((item) =>
        isPicture(item) && run !== undefined
          ? [{ ...item, rect: { x: run.x, y: run.y - run.size, width: pt(90), height: pt(40) } }]
          : [item],
      );
    });
    expect(errors(last)).toContain("picture-out-of-place");
    expect(errors(last).some((code) => code === "hidden-text" || code === "text-over-picture")).toBe(true);
  });

  it("text over a picture, unless it stands on a ground of its own as an advertisement's mark does", () => {
    const over = (ground: boolean): readonly string[] => {
      const found = auditSpoilt(page, (items) => {
        const [run, picture] = [items.find(isBody), items.find(isPicture)];
        if (run === undefined || picture === undefined) return items;
        const rect = { x: run.x - pt(9), y: run.y - pt(9), width: pt(125), height: pt(10) };
        const under: SceneItem[] = [{ ...picture, rect, source: { ...picture.source, article: "lane" } }];
        if (ground) under.push({ kind: "fill", role: "advertisement", rect, colour: WHITE });
        return items.flatMap((item) => (item === run ? [...under, run] : [item]));
      });
      return errors(found).filter((code) => code === "text-over-picture");
    };
    expect(over(false)).toEqual(["text-over-picture"]);
    expect(over(true)).toEqual([]);
  });

  it("a picture that is cropped past its focus", () => {
    each(
      (which, by) =>
        changed(isPicture, which, (picture) => [
          { ...picture, focus: [0.9, 0.9], crop: { x: 0, y: 0, width: 0.8 - by / 4, height: 1 } },
        ]),
      ["crop-past-focus"],
    );
  });

  it("a glyph that is dropped, and a line", () => {
    each(
      (which, by) =>
        changed(isRun, which, (run) => {
          const letters = run.texts.flatMap((text, index) => (/\p{L}/u.test(text) ? [index] : []));
          const gone = letters[Math.floor(by * (letters.length - 1))];
          const keep = <T>(list: readonly T[]): readonly T[] => list.filter((_, index) => index !== gone);
          return [{ ...run, gids: keep(run.gids), offsets: keep(run.offsets), texts: keep(run.texts) }];
        }),
      ["lost-text"],
    );
    each((which) => changed(isRun, which, () => []), ["lost-text"]);
  });

  it("a line that is set onto the line over it", () => {
    const row = pt(12.6);
    const bodies = (page.scene.pages[0]?.items ?? []).filter(isBody);
    const isUnder = (item: SceneItem): item is GlyphRun =>
      isBody(item) && bodies.some(({ x, y, texts }) => x === item.x && y === item.y - row && texts.length > 9);
    expect(bodies.filter(isUnder).length).toBeGreaterThan(50);
    each(
      (which, by) => changed(isUnder, which, (run) => [{ ...run, y: run.y - row + Math.round(pt(5) * by) }]),
      ["overprinted-text"],
    );
  });

  it("a line that is painted twice", () => {
    each((which) => changed(isRun, which, (run) => [run, run]), ["overprinted-text"]);
  });

  it("a glyph that is the font's .notdef", () => {
    each(
      (which, by) =>
        changed(isRun, which, (run) => {
          const at = Math.floor(by * (run.gids.length - 1));
          return [{ ...run, gids: run.gids.map((gid, index) => (index === at ? 0 : gid)) }];
        }),
      ["notdef-glyph"],
    );
  });

  it("type that is too small, and type in the colour of its paper", () => {
    each((which, by) => changed(isRun, which, (run) => [{ ...run, size: pt(1 + 3.8 * by) }]), ["type-too-small"]);
    each((which) => changed(isRun, which, (run) => [{ ...run, colour: WHITE }]), ["low-contrast"]);
  });

  it("a line with a gap", () => {
    each(
      (which, by) =>
        changed(isBody, which, (run) => {
          const han = run.texts.flatMap((text, i) =>
            i > 0 && /\p{sc=Han}/u.test(text) && /\p{sc=Han}/u.test(run.texts[i - 1] ?? "") ? [i] : [],
          );
          const from = han[Math.floor(by * (han.length - 1))] ?? 0;
          return [{ ...run, offsets: run.offsets.map((offset, i) => (i < from ? offset : offset + pt(4))) }];
        }),
      ["loose-line"],
    );
  });

  it("a head that is larger than the lead's", () => {
    const isSecond = (item: SceneItem): item is GlyphRun =>
      item.kind === "glyphs" && item.role === "headline" && item.source.article === "lane";
    each((which, by) => changed(isSecond, which, (run) => [{ ...run, size: pt(80 + 40 * by) }]), ["head-over-lead"], 5);
  });

  it("a frame so thick that it takes a part of a line, painted over it or under it", () => {
    const black = { space: "gray", gray: 0 } as const;
    for (const isOver of [true, false]) {
      each(
        (which, by) =>
          changed(isBody, which, (run) => {
            const foot = run.y - Math.round((0.4 + 0.1 * by) * run.size);
            const rect = { x: run.x - pt(10), y: foot - pt(4), width: pt(200), height: pt(4) };
            const thick: SceneItem = { kind: "fill", role: "box", rect, colour: black };
            return isOver ? [run, thick] : [thick, run];
          }),
        ["struck-text"],
        10,
      );
    }
  });

  it("passes over fillers, which show nothing", () => {
    const found = changed(isBody, 3, (run) => [run, { ...run, texts: run.texts.map(() => "\u3164") }]);
    expect(found.map(({ code }) => code)).not.toContain("overprinted-text");
  });

  it("a note's rule without its text", () => {
    each(
      (which) =>
        changed(isBody, which, (run) => {
          const rect = { x: run.x, y: run.y + pt(3), width: pt(100), height: pt(0.5) };
          return [{ kind: "fill", role: "note", rect, colour: WHITE }, run];
        }),
      ["torn-note"],
      10,
    );
  });

  it("a hole in a column, and a page that is mostly white", () => {
    const gone =
      (from: number, rows: number, right = Infinity) =>
      (items: readonly SceneItem[]) =>
        items.filter(
          (item) => !(item.kind === "glyphs" && item.role === "body" && item.x < right && inRows(item, from, rows)),
        );
    const grid = page.scene.pages[0]?.grid;
    const inRows = (run: GlyphRun, from: number, rows: number): boolean => {
      const row = ((run.y - (grid?.top ?? 0)) / (grid?.leading ?? 1)) | 0;
      return row >= from && row < from + rows;
    };
    expect(errors(auditSpoilt(page, gone(60, 9, pt(150))))).toContain("white-hole");
    expect(errors(auditSpoilt(page, gone(0, 78)))).toContain("white-page");
    // The rows that are named, and those that are not, come to those that are wanted.
    const told = auditSpoilt(page, gone(14, 24)).find(({ code }) => code === "white-page");
    const percent = Number(/^(\d+) %/u.exec(told?.message ?? "")?.[1]);
    const rows = Array.from(
      (told?.message ?? "").matchAll(/rows (\d+)–(\d+) of columns? (\d)(?:–(\d))?|(\d+) rows of the page in smaller/gu),
    );
    const named = rows.map(([, from, to, first, last, others]) =>
      others === undefined
        ? (Number(to) - Number(from) + 1) * (Number(last ?? first) - Number(first) + 1)
        : 6 * Number(others),
    );
    expect(named.length).toBeGreaterThan(1);
    const cells = 6 * (page.scene.pages[0]?.grid.rows ?? 0);
    expect(Math.abs((100 * named.reduce((sum, one) => sum + one, 0)) / cells - percent)).toBeLessThanOrEqual(1);
  });

  it("each fault once, with its place on the page, its text in the file and what mends it", () => {
    const found = changed(isRun, 30, (run) => [{ ...run, x: run.x + pt(2000) }]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ page: 3, severity: "error", code: "text-off-page", article: expect.any(String) });
    expect(found[0]?.pointer).toMatch(/^\/articles\/\d/u);
    expect(found[0]?.box?.x).toBeGreaterThan(pt(1500));
    expect(found[0]?.hint).not.toBe("");
  });
});
