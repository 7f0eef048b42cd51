import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Job } from "../../src/compose.js";
import { loadJob } from "../../src/pipeline.js";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "banxin-test-"));
  writeFileSync(join(folder, "typed.yaml"), "name: typed\nextends: tabloid\ncomposition: { houseStyle: false }\n");
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function load(pages: readonly object[], options = {}): Promise<Job> {
  const credits = [{ role: "责编", names: ["岸边"] }];
  const articles = ["a", "b"].map((id) => ({ id, headline: `${id}号船,开了`, body: [] }));
  const file = join(folder, "edition.json");
  writeFileSync(file, JSON.stringify({ pages: pages.map((page) => ({ credits, ...page })), articles }));
  const outcome = await loadJob(file, options);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.diagnostics));
  return outcome.value;
}

function heads(job: Job): readonly (string | undefined)[] {
  return job.edition.articles.map(({ headline }) => headline[0]?.text);
}

describe("a template that wants marks as they were typed", () => {
  it("leaves the stories and the banner of its pages alone, and no others", async () => {
    const job = await load([
      { articles: ["a"], template: "tabloid", banner: "好,很好" },
      { articles: ["b"], template: "typed.yaml", banner: "好,很好" },
    ]);
    expect(heads(job)).toEqual(["a号船，开了", "b号船,开了"]);
    expect(job.pages.map(({ page }) => page.banner?.text)).toEqual(["好，很好", "好,很好"]);
    expect(job.edition.copy?.changes.map(({ article }) => article)).toEqual([undefined, "a"]);
  });

  it("decides for a story where it begins, also when another of its pages is set alone", async () => {
    const pages = [
      { number: 1, articles: ["a"], template: "typed.yaml" },
      { number: 2, articles: ["a", "b"], template: "tabloid" },
    ];
    expect(heads(await load(pages))).toEqual(["a号船,开了", "b号船，开了"]);
    expect(heads(await load(pages, { pages: [2] }))).toEqual(["a号船,开了", "b号船，开了"]);
  });
});
