import type { LaidCells, LaidPage } from "./laid-page.js";

/** One place where a page breaks a rule. */
export interface Fault {
  /** The stories that it concerns, the one to be changed last where there is one. */
  readonly stories: readonly string[];
  /** Where to look, in columns and rows from 0. */
  readonly cells: readonly LaidCells[];
  /** What is wrong here, without what to do: the rule says that. */
  readonly message: string;
}

/** A rule of make-up: pure, the same page gives the same faults. */
export type Predicate = (page: LaidPage) => readonly Fault[];
