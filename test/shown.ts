/** What the documents show: blocks of code, and the examples of their tables. */
import { readFileSync } from "node:fs";

export interface ShownBlock {
  readonly language: string;
  readonly text: string;
}

/** A row of a table with an example: the section that it stands in, the table's first heading, its key and the example. */
export interface ShownExample {
  readonly section: string;
  readonly table: string;
  readonly key: string;
  readonly value: string;
}

function document(name: string): string {
  return readFileSync(new URL(`../docs/${name}`, import.meta.url), "utf8");
}

export function shownBlocks(name: string): readonly ShownBlock[] {
  return [...document(name).matchAll(/^```(\w+)\n(.*?)^```$/gmsu)].map(([, language = "", text = ""]) => ({
    language,
    text,
  }));
}

export function shownExamples(name: string): readonly ShownExample[] {
  const found: ShownExample[] = [];
  let section = "";
  let header: readonly string[] = [];
  for (const line of document(name).split("\n")) {
    section = /^#{2,3} (.+)$/u.exec(line)?.[1]?.replaceAll("`", "") ?? section;
    const cells = line.startsWith("|")
      ? line
          .split(/(?<!\\)\|/u)
          .slice(1, -1)
          .map((cell) => cell.trim())
      : [];
    if (cells.length === 0) header = [];
    else if (header.length === 0) header = cells;
    else if (header.at(-1) === "example" || header.at(-1) === "usual") {
      for (const key of quotedIn(cells[0]))
        for (const value of quotedIn(cells.at(-1))) found.push({ section, table: header[0] ?? "", key, value });
    }
  }
  return found;
}

function quotedIn(cell = ""): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/gu)].map(([, text = ""]) => text);
}
