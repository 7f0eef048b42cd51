/** Where the stories of a set page stand, as a `layout` says it. */
import type { PageInput, Placement } from "../edition/model.js";
import type { PlacedStory } from "./place-stories.js";
import { areaOf, isHeld } from "./placement.js";

/** The layout by which a page would be set again as it was: what its editor fixed, and where its other stories stand. */
export function layoutOf({ layout = [], pointer }: PageInput, placed: readonly PlacedStory[]): readonly Placement[] {
  const pins = layout.filter(isHeld);
  const others = placed.filter(({ article }) => !pins.some((pin) => pin.article === article));
  const made = others.map(({ article, cells, without, setIn, pins: { legs, head, photos } = {} }): Placement => ({
    article,
    pointer: `${pointer}/layout`,
    ...(legs === undefined ? { area: areaOf(cells) } : { legs: legs.map(areaOf) }),
    ...(without === undefined ? {} : { without: without.map(areaOf) }),
    ...(head === undefined ? {} : { head: areaOf(head) }),
    ...(photos === undefined ? {} : { photos: photos.map(areaOf) }),
    ...(setIn === undefined ? {} : { setIn }),
  }));
  return [...pins, ...made];
}
