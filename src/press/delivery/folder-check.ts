/** A delivery folder read backwards: does it hold each page once, under its right name, with the bytes that were sent? */
import { type Manifest, sha256 } from "./manifest.js";
import { type NamePattern, type NameValues, parseName } from "./name-pattern.js";

export interface FolderFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface FolderFinding {
  readonly severity: "error" | "warning" | "info";
  readonly code: string;
  /** The file it is about; undefined for one that is missing. */
  readonly file: string | undefined;
  readonly page: number | undefined;
  readonly message: string;
  readonly hint: string;
}

/** What the folder should hold. */
export interface Expected {
  /** Values that every name must have, where the pattern has their field. */
  readonly values: NameValues;
  readonly pages: readonly number[];
}

/** By names alone. A pattern with {version} takes the highest version of a page; earlier ones are told. */
export function checkNames(
  names: readonly string[],
  pattern: NamePattern,
  expected: Expected,
): readonly FolderFinding[] {
  const findings: FolderFinding[] = [];
  const found = new Map<number, { name: string; version: number }[]>();
  for (const name of [...names].toSorted()) {
    const values = parseName(pattern, name);
    if (values === undefined) {
      findings.push(
        finding(
          "error",
          "file-name",
          name,
          undefined,
          `${name} is not named by ${pattern.source}`,
          "name it so, or take it out",
        ),
      );
      continue;
    }
    const wrong = otherJob(values, expected.values);
    if (wrong !== undefined) {
      const message = `${name} belongs to another job: its ${wrong} is not ${expected.values[wrong]}`;
      findings.push(finding("error", "wrong-job", name, values.page, message, "take it out, or name it right"));
      continue;
    }
    for (const page of pagesOf(values)) {
      found.set(page, [...(found.get(page) ?? []), { name, version: values.version ?? 1 }]);
    }
  }
  return [...findings, ...checkPages(found, expected.pages)];
}

/** The first field in which the name is of another job; a date without its year is compared without it. */
function otherJob(values: NameValues, expected: NameValues): keyof NameValues | undefined {
  const fields = ["paper", "date", "edition", "section", "zone"] as const;
  return fields.find((field) => {
    const [own, wanted] = [values[field], expected[field]];
    if (own === undefined || wanted === undefined) return false;
    return field === "date" && own.startsWith("0000") ? own.slice(4) !== wanted.slice(4, 10) : own !== wanted;
  });
}

/** One page, or the two of a double truck. */
function pagesOf({ page = 0, last = page }: NameValues): readonly number[] {
  return last > page ? [page, last] : [page];
}

function checkPages(
  found: ReadonlyMap<number, readonly { name: string; version: number }[]>,
  pages: readonly number[],
): readonly FolderFinding[] {
  const findings: FolderFinding[] = [];
  for (const page of pages) {
    if (!found.has(page))
      findings.push(finding("error", "missing-page", undefined, page, `page ${page} is missing`, "deliver it"));
  }
  for (const [page, files] of [...found].toSorted(([a], [b]) => a - b)) {
    const newest = Math.max(...files.map(({ version }) => version));
    const latest = files.filter(({ version }) => version === newest);
    if (!pages.includes(page)) {
      const [file] = files;
      findings.push(
        finding(
          "warning",
          "extra-page",
          file?.name,
          page,
          `page ${page} is not part of the job`,
          "see whether it was asked for",
        ),
      );
    }
    if (latest.length > 1) {
      const names = latest.map(({ name }) => name).join(", ");
      findings.push(
        finding(
          "error",
          "double-page",
          latest[0]?.name,
          page,
          `page ${page} is there ${latest.length} times: ${names}`,
          "leave one",
        ),
      );
    }
    for (const { name, version } of files) {
      if (version === newest) continue;
      const message = `${name} is an earlier version of page ${page}; version ${newest} takes its place`;
      findings.push(finding("info", "old-version", name, page, message, "it may be taken out"));
    }
  }
  return findings;
}

/** By the manifest: bytes that changed on the way, files that did not come, files that nobody sent. */
export function checkManifest(files: readonly FolderFile[], manifest: Manifest): readonly FolderFinding[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const findings: FolderFinding[] = [];
  for (const { name, page, sha256: sum, bytes } of manifest.files) {
    const file = byName.get(name);
    byName.delete(name);
    if (file === undefined) {
      findings.push(
        finding(
          "error",
          "missing-file",
          name,
          page,
          `${name} is in the manifest, but not in the folder`,
          "deliver it again",
        ),
      );
    } else if (sha256(file.bytes) !== sum) {
      const size = file.bytes.length === bytes ? "" : `: ${file.bytes.length} bytes instead of ${bytes}`;
      findings.push(
        finding("error", "changed-file", name, page, `${name} is not what was delivered${size}`, "deliver it again"),
      );
    }
  }
  for (const name of byName.keys()) {
    findings.push(
      finding("warning", "unlisted-file", name, undefined, `${name} is not in the manifest`, "see where it comes from"),
    );
  }
  return findings;
}

function finding(
  severity: FolderFinding["severity"],
  code: string,
  file: string | undefined,
  page: number | undefined,
  message: string,
  hint: string,
): FolderFinding {
  return { severity, code, file, page, message, hint };
}
