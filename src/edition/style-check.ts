/** The names that pieces of text use against those that the page's template has. */
import type { Diagnostic } from "../base/diagnostic.js";
import { styledInlines } from "./blocks.js";
import type { Edition, PageInput } from "./model.js";
import { storiesFor } from "./page-stories.js";
import { suggestion } from "./suggest.js";

export interface KnownNames {
  readonly styles: readonly string[];
  readonly colours: readonly string[];
}

/** Styles made for stretches of text: what a hint proposes first. */
const CHARACTER_STYLES = ["strong", "kai", "italic"];

/** A warning for each style and colour that the template lacks: the text is set as if the name were not there. */
export function checkStyles(edition: Edition, page: PageInput, known: KnownNames): Diagnostic[] {
  const styles = new Set(known.styles);
  const colours = new Set(known.colours);
  const named = storiesFor(page).flatMap((id) => edition.articles.filter((article) => article.id === id));
  const notices = page.fixed.flatMap(({ items = [] }) => items);
  return [...named, ...notices].flatMap(styledInlines).flatMap(({ pointer, style, colour }) => {
    const found: Diagnostic[] = [];
    const warn = (key: "style" | "colour", name: string, candidates: readonly string[]): void => {
      found.push({
        severity: "warning",
        code: `unknown-${key}`,
        message: `the template has no ${key} "${name}"; the text is set without it`,
        at: edition.placeOf(pointer.replace(/\/text$/u, `/${key}`)),
        hints: suggestion(name, candidates, `it has`),
      });
    };
    if (style !== undefined && !styles.has(style)) {
      warn("style", style, [...CHARACTER_STYLES, ...known.styles.filter((name) => !CHARACTER_STYLES.includes(name))]);
    }
    if (colour !== undefined && !colours.has(colour)) warn("colour", colour, known.colours);
    return found;
  });
}
