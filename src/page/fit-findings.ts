/** What is said of a story that is over or short of its place: by how much, and what would mend it. */
import type { Rect } from "../base/geometry.js";
import type { Finding, StoryFit } from "../scene/list.js";
import { oversetLength } from "../scene/overset-length.js";
import { counted } from "./levers.js";

/** Cures that a message names; the report has all of them. */
const CURES_TOLD = 3;

/** Where a story stands, or what to do where nothing of it does. */
type Standing = { readonly box: Rect } | { readonly hint: string };

export function fitFindings(fit: Omit<StoryFit, "page">, page: number, standing: Standing): readonly Finding[] {
  const { article, oversetText, namedText = "", oversetLines, areLinesReckoned, shortLines } = fit;
  const place = { page, article, ...("box" in standing ? standing : {}) };
  const findings: Finding[] = [];
  const count = oversetLength(oversetText) - oversetLength(namedText);
  if (count > 0) {
    const about = areLinesReckoned === true ? "about " : "";
    const lines = oversetLines === undefined ? "" : ` (${about}${counted(oversetLines, "line")})`;
    findings.push({
      ...place,
      severity: "error",
      code: "overset-text",
      ...("hint" in standing
        ? {
            message: `nothing of it stands on the page: all ${counted(count, "character")} found no room`,
            hint: standing.hint,
          }
        : {
            message: `${counted(count, "character")}${lines} found no room`,
            hint: withCures(`cut ${counted(count, "character")}, or give the story more rows`, fit),
          }),
    });
  }
  if (shortLines > 0) {
    findings.push({
      ...place,
      severity: "info",
      code: "short-text",
      message: `${counted(shortLines, "line")} short of its place`,
      hint: withCures("add text, or enlarge its picture or head", fit),
    });
  }
  return findings;
}

function withCures(advice: string, { cures = [] }: Pick<StoryFit, "cures">): string {
  return [advice, ...cures.slice(0, CURES_TOLD).map(({ says }) => says)].join("; ");
}
