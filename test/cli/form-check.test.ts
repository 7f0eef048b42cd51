/** `banxin preflight --profile cn-form`: one edition without a fault, and one for each rule that breaks that rule alone. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXIT } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { FORM_RULES } from "../../src/form/finding.js";
import { fakeIo } from "./fake-io.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-form-"));
  await writeFile(join(folder, "low.yaml"), "name: low\nextends: tabloid-inside\nfolio: { top: 4mm }\n");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Raw {
  publication: Record<string, unknown> & { imprint?: Record<string, unknown> };
  date?: string;
  language?: string;
  pages: Record<string, unknown>[];
  articles: Record<string, unknown>[];
}

function sound(): Raw {
  const story = (id: string): Record<string, unknown> => ({
    id,
    headline: `一江清水${id}`,
    body: ["澜江的水又清了。"],
  });
  const page = (number: number, template: string, more: object = {}): Record<string, unknown> => ({
    number,
    template,
    credits: [{ role: "责编", names: ["甲乙"] }],
    articles: [`s${number}`],
    ...more,
  });
  return {
    publication: {
      name: "澜江日报",
      issue: 21851,
      serial: "CN 50-0901",
      pageCount: 4,
      imprint: {
        supervisor: "中共澜江市委",
        sponsor: "澜江日报社",
        publisher: "澜江日报社",
        address: "澜江市望屏路 1 号",
        printer: "澜江印务",
        distribution: "77-901",
        price: "1.50 元",
      },
    },
    date: "2026-11-24",
    pages: [
      page(1, "tabloid", { ads: [{ columns: [1, 5], rows: [50, 60], label: "澜江航运" }] }),
      page(2, "tabloid-inside", { section: "要闻" }),
      page(3, "tabloid-inside", { section: "纵深·望屏" }),
      page(4, "tabloid-inside"),
    ],
    articles: ["s1", "s2", "s3", "s4"].map(story),
  };
}

interface Told {
  readonly code: string;
  readonly severity: string;
  readonly at: { readonly line: number; readonly column: number };
}

/** What is found, and what stands in the file where it is found. */
async function check(change: (raw: Raw) => void) {
  const raw = sound();
  change(raw);
  const text = JSON.stringify(raw, null, 2);
  await writeFile(join(folder, "e.json"), text);
  const io = fakeIo({ cwd: folder });
  const code = await main(["preflight", "e.json", "--profile", "cn-form", "--report", "r.json"], io);
  const report = JSON.parse(await readFile(join(folder, "r.json"), "utf8")) as { findings: Told[] };
  const found = report.findings.map(({ severity, code: rule, at }) => {
    const there = text.split("\n")[at.line - 1]?.slice(at.column - 1) ?? "";
    return [rule, severity, there.replace(/,$/u, "")];
  });
  return { found, code, io };
}

const page = (raw: Raw, index: number): Record<string, unknown> => raw.pages[index] ?? {};
const article = (raw: Raw, index: number): Record<string, unknown> => raw.articles[index] ?? {};

/** The rule, what breaks it, and what stands in the file at the place that is told. */
const CASES: readonly (readonly [rule: string, change: (raw: Raw) => void, at: string])[] = [
  ["nameplate-missing", (raw) => (page(raw, 0)["template"] = "tabloid-inside"), '"tabloid-inside"'],
  [
    "nameplate-size",
    (raw) => {
      raw.publication["name"] = "澜江航运与内河港口建设日报晨间版";
      Object.assign(article(raw, 0), { headline: "大", priority: 1 });
    },
    '"大"',
  ],
  [
    "nameplate-chinese",
    (raw) => {
      raw.language = "en";
      raw.publication["name"] = "Lan River Daily";
      raw.publication["imprint"] = {};
      delete raw.publication["issue"];
      delete raw.publication["pageCount"];
    },
    '"Lan River Daily"',
  ],
  ["serial-missing", (raw) => delete raw.publication["serial"], "{"],
  ["serial-form", (raw) => (raw.publication["serial"] = "CN 50-901"), '"CN 50-901"'],
  ["serial-range", (raw) => (raw.publication["serial"] = "CN 50-1901"), '"CN 50-1901"'],
  ["issue-missing", (raw) => delete raw.publication["issue"], "{"],
  ["issue-form", (raw) => (raw.publication["issue"] = "第五期"), '"第五期"'],
  ["date-missing", (raw) => delete raw.date, "{"],
  ["date-differs", (raw) => (page(raw, 2)["date"] = "2026-11-23"), '"2026-11-23"'],
  ["page-count", (raw) => (raw.publication["pageCount"] = 3), "3"],
  ["page-missing", (raw) => (raw.publication["pageCount"] = 8), "8"],
  ["page-order", (raw) => raw.pages.push(...raw.pages.splice(1, 1)), "{"],
  ["folio-number", (raw) => delete page(raw, 3)["number"], "{"],
  ["folio-date", (raw) => delete raw.date, "{"],
  ["folio-name", (raw) => delete raw.publication["name"], "{"],
  ["folio-place", (raw) => (page(raw, 3)["template"] = "./low.yaml"), '"./low.yaml"'],
  ["ad-label", (raw) => (page(raw, 0)["ads"] = [{ columns: [1, 5], rows: [50, 60], mark: "专题" }]), '"专题"'],
  ["ad-label", (raw) => (page(raw, 0)["ads"] = [{ columns: [1, 5], rows: [50, 60], mark: "" }]), '""'],
  ["ad-in-news-form", (raw) => (article(raw, 1)["label"] = "推广"), '"推广"'],
  ["special-unmarked", (raw) => (page(raw, 0)["banner"] = "澜江日报号外"), '"澜江日报号外"'],
  ["special-price", (raw) => Object.assign(raw.publication, { special: "号外" }), '"1.50 元"'],
  ["imprint-incomplete", (raw) => delete raw.publication.imprint?.["price"], "{"],
  ["missing-credits", (raw) => delete page(raw, 1)["credits"], "{"],
];

describe("the form of a mainland paper", () => {
  it("has nothing to say of an edition that keeps to it", async () => {
    const { found, code, io } = await check(() => undefined);
    expect([found, code, io.err]).toEqual([[], EXIT.ok, ""]);
    expect(io.out).toContain("e.json: nothing wrong\n  cn-form · 澜江日报 · 2026-11-24 · pages 1, 2, 3, 4\n");
  });

  it.each(CASES)("%s is found where it is at fault", async (rule, change, at) => {
    const { found, code } = await check(change);
    const { severity } = FORM_RULES[rule as keyof typeof FORM_RULES];
    expect(found).toContainEqual([rule, severity, at]);
    const others = new Set(found.map(([name]) => name).filter((name) => name !== rule));
    // A date, a name or a number that lacks altogether is missed in more than one place.
    const along = new Set(ALONG[rule] ?? []);
    expect([...others].filter((name) => !along.has(name ?? ""))).toEqual([]);
    expect(code).toBe(found.some(([, word]) => word === "error") ? EXIT.attention : EXIT.ok);
  });

  it("has a case for every rule", () => {
    expect(new Set(CASES.map(([rule]) => rule))).toEqual(new Set(Object.keys(FORM_RULES)));
  });

  it("a special issue that says so is well, and shows it", async () => {
    const { found } = await check((raw) => {
      raw.publication["special"] = "号外";
      raw.publication["imprint"] = { ...raw.publication.imprint, price: "免费赠阅" };
      page(raw, 0)["banner"] = "澜江日报号外";
    });
    expect(found).toEqual([]);
  });

  it("prints findings as places that editors open, and refuses options of the other profile", async () => {
    const { io } = await check((raw) => (raw.publication["serial"] = "CN 50-901"));
    expect(io.out).toMatch(
      /e\.json: 1 error\n {2}cn-form[^\n]*\n\n[^\n]*e\.json:\d+:\d+: error: “CN 50-901” is no CN number\n {2}whole edition\n {2}国内统一连续出版物号 \(serial-form\)\n {2}hint: write it/u,
    );
    const mixed = fakeIo({ cwd: folder });
    expect(await main(["preflight", "e.json", "--profile", "cn-form", "--dpi", "72"], mixed)).toBe(EXIT.input);
    expect(mixed.err).toContain("--dpi is for PDFs");
    const other = fakeIo({ cwd: folder });
    expect(await main(["preflight", "e.json", "--pages", "1"], other)).toBe(EXIT.input);
    expect(other.err).toContain("--pages is for editions");
  });
});

const ALONG: Readonly<Record<string, readonly string[]>> = {
  "nameplate-chinese": ["imprint-incomplete", "issue-missing", "page-count", "ad-label"],
  "date-missing": ["folio-date"],
  "folio-date": ["date-missing"],
  "folio-name": ["nameplate-missing"],
  "nameplate-missing": [],
};
