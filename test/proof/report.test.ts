import { describe, expect, it } from "vitest";
import { mm, pt } from "../../src/base/length.js";
import { buildReport, needsPerson, report } from "../../src/proof/report.js";
import type { Finding, StoryFit } from "../../src/scene/list.js";
import { fakePage, fakeScene } from "./fake-scene.js";

const FIT: StoryFit = { page: 4, article: "lead", linesSet: 9, linesAvailable: 10, oversetText: "", shortLines: 1 };
const FINDING: Finding = { page: 4, severity: "warning", code: "missing-credits", message: "m", hint: "h" };

describe("the report", () => {
  it("has the form that programs rely on", () => {
    const scene = fakeScene({
      pages: [fakePage(4), fakePage(5)],
      fits: [FIT, { ...FIT, page: 5, article: "jump", oversetText: "下文\n𠮷字", shortLines: 0 }],
      findings: [
        FINDING,
        {
          ...FINDING,
          page: 5,
          severity: "error",
          code: "overset-text",
          article: "jump",
          box: { x: pt(10), y: mm(1), width: pt(1 / 3), height: 0 },
        },
      ],
    });
    const built = buildReport(scene, new Map([[4, "a.pdf"]]), { compose: 12.3456, render: 7 });
    expect(JSON.parse(JSON.stringify(built))).toEqual({
      version: 1,
      pages: [
        {
          number: 4,
          file: "a.pdf",
          articles: [
            { id: "lead", linesSet: 9, linesAvailable: 10, overset: { characters: 0, text: "" }, short: { lines: 1 } },
          ],
          issues: [{ severity: "warning", code: "missing-credits", message: "m", hint: "h" }],
        },
        {
          number: 5,
          file: null,
          articles: [
            {
              id: "jump",
              linesSet: 9,
              linesAvailable: 10,
              overset: { characters: 4, text: "下文\n𠮷字" },
              short: { lines: 0 },
            },
          ],
          issues: [
            {
              severity: "error",
              code: "overset-text",
              article: "jump",
              message: "m",
              hint: "h",
              box: { x: 10, y: 2.835, width: 0.333, height: 0 },
            },
          ],
        },
      ],
      timings: { compose: 12.3, render: 7 },
    });
  });

  it("of a scene alone names no files", () => {
    expect(report(fakeScene()).pages).toEqual([{ number: 4, file: null, articles: [], issues: [] }]);
  });

  it("asks for a person where text has no place or an error was found, not for a warning", () => {
    expect(needsPerson(fakeScene({ fits: [FIT], findings: [FINDING] }))).toBe(false);
    expect(needsPerson(fakeScene({ fits: [{ ...FIT, oversetText: "余" }] }))).toBe(true);
    expect(needsPerson(fakeScene({ findings: [{ ...FINDING, severity: "error" }] }))).toBe(true);
  });
});
