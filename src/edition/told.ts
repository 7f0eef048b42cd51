/** What is told while an edition's templates and pictures are read, and which of its page files is to blame. */
import { bounded } from "../base/quote.js";
import type { Diagnostic } from "../base/diagnostic.js";
import { mistakesIn } from "./left-out.js";
import type { Edition } from "./model.js";

/** What loading finds, by the page file that is to blame. */
export class Told {
  readonly #edition: Edition;
  readonly #diagnostics: Diagnostic[];
  /** Mistakes that stand in another file, such as a template, and the files of the pages that they spoil. */
  readonly #owners = new Map<Diagnostic, Set<string>>();

  constructor(edition: Edition, diagnostics: readonly Diagnostic[]) {
    this.#edition = edition;
    this.#diagnostics = [...diagnostics];
  }

  push(...diagnostics: readonly Diagnostic[]): void {
    this.#diagnostics.push(...diagnostics);
  }

  /** Blames the file in which the value at a pointer stands. */
  blame(diagnostics: readonly Diagnostic[], pointer: string): void {
    const { file } = this.#edition.placeOf(pointer);
    for (const one of diagnostics) this.#owners.set(one, (this.#owners.get(one) ?? new Set()).add(file));
  }

  isWell(): boolean {
    return !this.#diagnostics.some(({ severity }) => severity === "error");
  }

  all(): readonly Diagnostic[] {
    return [...this.#diagnostics, ...mistakesIn(this.#edition)].map(bounded);
  }

  /** The mistakes of page files, by entry; undefined where one is the edition file's, or no file's, so that nothing can be set. */
  faults(): ReadonlyMap<number, readonly Diagnostic[]> | undefined {
    const entries = new Map((this.#edition.pageFiles ?? []).map(({ file, entry }) => [file, entry]));
    const errors = this.#diagnostics.filter(({ severity }) => severity === "error");
    const faults = new Map<number, Diagnostic[]>();
    for (const error of errors) {
      const owners = this.#owners.get(error) ?? (error.at === undefined ? [] : [error.at.file]);
      const found = [...owners].map((file) => entries.get(file));
      if (found.length === 0) return undefined;
      for (const entry of found) {
        if (entry === undefined) return undefined;
        faults.set(entry, [...(faults.get(entry) ?? []), error]);
      }
    }
    return faults.size === 0 ? undefined : faults;
  }
}
