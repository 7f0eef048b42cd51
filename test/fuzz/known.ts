/** Faults that are found and not mended yet, as `kind: code`. The list only ever becomes shorter: a minute's run passes over these. */
export const KNOWN: ReadonlySet<string> = new Set([
  "engine: lost-text",
  "lost: count",
  "engine: text-out-of-place table",
  "engine: overprinted-text photo-credit",
  "engine: overprinted-text label",
  "engine: overprinted-text kicker",
  "engine: overprinted-text body",
  "engine: picture-out-of-place",
  "silent: overprinted dateline",
  "engine: text-off-page folio",
  "engine: text-off-page credits",
  "engine: struck-text ruby",
  "engine: hidden-text masthead",
  "engine: notdef-glyph body",
  "engine: notdef-glyph headline",
  "engine: text-out-of-place label",
]);
