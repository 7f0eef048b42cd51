/** Faults that are found and not mended yet, as `kind: code`. The list only ever becomes shorter: a minute's run passes over these. */
export const KNOWN: ReadonlySet<string> = new Set();
