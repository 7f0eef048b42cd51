/** A page with more copy than it holds: how much, and which stories to hold over. */
import { describe, expect, it } from "vitest";
import { readEdition } from "../../src/edition/read.js";
import { loadTemplate } from "../../src/host/templates.js";
import { compose } from "../../src/pipeline.js";
import type { Scene } from "../../src/scene/list.js";
import { fonts } from "./one-story.js";

const template = await loadTemplate("tabloid-inside");
const LENGTHS: Readonly<Record<string, number>> = { lead: 50, bridge: 38, ferry: 24, school: 14, mill: 10 };

function set(ids: readonly string[], scale = 1): Scene {
  const articles = ids.map((id, i) => ({
    id,
    priority: i + 1,
    headline: `${id}的灯`,
    body: Array.from(
      { length: Math.round((LENGTHS[id] ?? 0) * scale) },
      (_, at) => `第${at + 1}盏灯挂上桅杆，风把它吹得忽明忽暗，船家说不碍事。`,
    ),
  }));
  const pages = [{ number: 2, credits: [{ role: "责编", names: ["芦笛"] }], articles: ids }];
  const read = readEdition(JSON.stringify({ pages, articles }), "e.json");
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compose({ ...read.value, images: new Map() }, template, fonts);
}

const told = ({ findings }: Scene) => findings.find(({ code }) => code === "page-overfull");

describe("a page with too much copy", () => {
  it.each([1.25, 1.5])(
    "names stories that free the room, and the others fit without them: %f times the copy",
    (scale) => {
      const ids = Object.keys(LENGTHS);
      const found = told(set(ids, scale));
      const named = ids.filter((id) => new RegExp(`hold over .*\\b${id}\\b.*free`, "u").test(found?.hint ?? ""));
      expect(found?.severity).toBe("warning");
      expect(named.length).toBeGreaterThan(0);
      expect(named).not.toContain("lead");
      const rest = set(
        ids.filter((id) => !named.includes(id)),
        scale,
      );
      expect(rest.findings.filter(({ code }) => code === "overset-text")).toEqual([]);
    },
  );

  it("is not told of a few lines, or of one story", () => {
    expect(told(set(["lead"], 4))).toBeUndefined();
    expect(told(set(["lead", "bridge", "ferry"]))).toBeUndefined();
  });
});
