/** One fault, one message: what composing has told, the preflight of the press file does not tell again. */
import { expect, it } from "vitest";
import { mm } from "../../src/base/length.js";
import type { PressFinding } from "../../src/press/finding.js";
import { isToldBefore } from "../../src/press/told-before.js";
import type { Finding } from "../../src/scene/list.js";

const box = (x: number) => ({ x: mm(x), y: mm(50), width: mm(10), height: mm(5) });
const found = (more: Partial<PressFinding> = {}): PressFinding => ({
  severity: "error",
  code: "hidden-text",
  page: 4,
  message: "3 characters of the text lie under a picture",
  hint: "move one of the two",
  box: box(30),
  ...more,
});
const told: Finding = { ...found(), message: "3 characters of the headline lie under a picture", article: "a" };

it("drops what has been told of the same place", () => {
  expect(isToldBefore(found({ box: box(33) }), [told], false)).toBe(true);
});

it("keeps another kind, another page and another place", () => {
  expect(isToldBefore(found({ code: "struck-text" }), [told], false)).toBe(false);
  expect(isToldBefore(found({ page: 5 }), [told], false)).toBe(false);
  expect(isToldBefore(found({ box: box(90) }), [told], false)).toBe(false);
  expect(isToldBefore(found(), [], false)).toBe(false);
});

it("knows the names under which composing tells the same", () => {
  const missing: Finding = { ...told, code: "missing-glyph" };
  const { box: _box, ...placeless } = missing;
  expect(isToldBefore(found({ code: "notdef-glyph" }), [missing], false)).toBe(true);
  expect(isToldBefore(found({ code: "notdef-glyph" }), [placeless], false)).toBe(true);
  expect(isToldBefore(found({ code: "small-text" }), [{ ...told, code: "type-too-small" }], false)).toBe(true);
});

it("holds no places against each other on a mirrored sheet", () => {
  expect(isToldBefore(found({ box: box(90) }), [told], true)).toBe(true);
});

it("leaves what only a press asks to the press", () => {
  expect(isToldBefore(found({ code: "total-ink" }), [{ ...told, code: "total-ink" }], false)).toBe(false);
});
