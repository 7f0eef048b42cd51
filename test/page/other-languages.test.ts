/** What a page says by itself in each language: its date, its number, a special issue; and refers that find no room. */
import { beforeAll, describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { Scene } from "../../src/scene/list.js";
import type { Template } from "../../src/template/resolved.js";
import { fonts, runsOf, textOf } from "./one-story.js";

let front: Template;
let inside: Template;
let broadsheet: Template;
beforeAll(async () => {
  front = await loadTemplate("tabloid");
  broadsheet = await loadTemplate("broadsheet-front");
  inside = await loadTemplate("tabloid-inside");
});

function set(language: string, template: Template, more: object = {}, articles: readonly object[] = []): Scene {
  const publication = { name: "汀州", special: "号外", edition: "A" };
  const pages = [{ number: 2, date: "2026-11-24", articles: ["a"], ...more }];
  const own = [{ id: "a", headline: "汀", body: ["汀上有灯。"] }, ...articles];
  const read = readEdition(JSON.stringify({ language, publication, pages, articles: own }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, template, fonts);
}

/** Lines of the nameplate, or parts of the folio line. */
function lines(scene: Scene, role: "masthead" | "folio"): readonly string[] {
  const rows = new Map<number, string>();
  for (const run of runsOf(scene, role)) rows.set(run.y, (rows.get(run.y) ?? "") + textOf(run));
  return [...rows.values()];
}

describe("a nameplate", () => {
  it.each([
    ["zh-Hans", "号外", "2026年11月24日"],
    ["zh-Hant", "號外", "2026年11月24日"],
    ["ko", "호외", "2026년 11월 24일"],
    ["en", "Special edition", "November 24, 2026"],
  ])("says a special issue and its day in %s, each on a line", (language, special, date) => {
    const found = lines(set(language, front), "masthead");
    expect(found).toContain(special);
    expect(found).toContain(date);
  });
});

describe("a folio line", () => {
  it.each([
    ["zh-Hans", "A02版"],
    ["ja", "A02面"],
    ["ko", "A02면"],
    ["en", "A02"],
  ])("numbers its page in %s", (language, number) => {
    expect(runsOf(set(language, inside), "folio").map(textOf).join("")).toContain(number);
  });
});

describe("refers", () => {
  it("without room are an error that names each", () => {
    const refers = Array.from({ length: 14 }, (_, i) => ({
      page: 2,
      text: `第${i + 1}座灯塔今晚亮灯，守塔人请渡口的人都来看一看它照到的水面有多远`,
    }));
    const pages = [
      { number: 1, date: "2026-11-24", articles: ["a"], refers },
      { number: 2, date: "2026-11-24", articles: ["b"] },
    ];
    const articles = ["a", "b"].map((id) => ({ id, headline: "汀", body: ["汀上有灯。"] }));
    const read = readEdition(JSON.stringify({ publication: { name: "汀州" }, pages, articles }), "e.json");
    if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
    const { findings } = compose({ ...read.value, images: new Map() }, broadsheet, fonts);
    const told = findings.find(({ code }) => code === "refers-not-set");
    expect([told?.severity, told?.pointer]).toEqual(["error", "/pages/0/refers"]);
    expect(told?.message).toContain("“第14座灯塔");
  });
});
