/** Whether the page's text and what is named as overset hold every character of the stories: counted, over all of the edition. */
import type { Edition } from "../../src/edition/model.js";
import type { Scene } from "../../src/scene/list.js";

const UNSEEN = /[\s\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

function bagOf(texts: readonly string[]): Map<string, number> {
  const bag = new Map<string, number>();
  for (const character of texts.join("\n").normalize("NFC").replace(UNSEEN, ""))
    bag.set(character, (bag.get(character) ?? 0) + 1);
  return bag;
}

/** Every text of a story, wherever it stands in it. */
function textsIn(value: unknown, found: string[]): void {
  if (Array.isArray(value)) for (const item of value) textsIn(item, found);
  else if (value !== null && typeof value === "object") {
    if ("text" in value && "pointer" in value && typeof value.text === "string") found.push(value.text);
    else for (const item of Object.values(value)) textsIn(item, found);
  }
}

/** Characters of the stories on the scene's pages that are neither painted nor named. */
export function lostCharacters(scene: Scene, edition: Edition): readonly string[] {
  const onPages = new Set(edition.pages.flatMap(({ articles }) => articles));
  const texts: string[] = [];
  for (const article of edition.articles) {
    if (!onPages.has(article.id)) continue;
    // Jump lines stand only where the story really runs on.
    const { continuesFrom: _from, continuesTo: _to, ...story } = article;
    textsIn(story, texts);
  }
  // The label of several notices stands over the first of them.
  for (const { fixed } of edition.pages)
    for (const { items = [] } of fixed) for (const { label: _label, ...item } of items) textsIn(item, texts);
  const painted = scene.pages.flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === "glyphs" ? [item.texts.join("")] : [])),
  );
  const have = bagOf([...painted, ...scene.fits.map(({ oversetText }) => oversetText)]);
  return [...bagOf(texts)].flatMap(([character, count]) => {
    const lost = count - (have.get(character) ?? 0);
    return lost > 0 ? [`${character}×${lost}`] : [];
  });
}
