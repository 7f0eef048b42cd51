/**
 * What heads that stand side by side ask of one another, and the face for a headline beside another of about its size: the
 * template's `styles.headlineBeside`, at the size of `headline`.
 */
import type { Len } from "../base/length.js";
import { hasBesideFace } from "../template/beside-face.js";
import type { HeadBlock } from "./head.js";
import { kept, type Typesetter } from "./typeset.js";

/** What heads beside it ask of a story's head. */
export interface BesideHeads {
  /** White over it, where others have less than its own share. */
  readonly white?: Len | undefined;
  /** It stands in the face `headlineBeside`, so that it is told apart from another of its size. */
  readonly isContrasted?: boolean;
}

const setters = new WeakMap<Typesetter, Typesetter>();

/** The same setter with headlines in the face for heads beside others; undefined where the template has no other face for them. */
export function besideSetter(setter: Typesetter): Typesetter | undefined {
  const { styles } = setter.template;
  if (!hasBesideFace(styles)) return undefined;
  return kept(setters, setter, () => {
    const { families, ownFamilies, alphabetic, weight, colour, slant, tabular } = styles.headlineBeside;
    const headline = { ...styles.headline, families, ownFamilies, alphabetic, weight, colour, slant, tabular };
    return { ...setter, template: { ...setter.template, styles: { ...styles, headline } } };
  });
}

/** Whether a head takes the place of another. */
export function isOfOneShape(made: HeadBlock, plain: HeadBlock): boolean {
  return made.lines === plain.lines && made.height === plain.height && made.forced === plain.forced;
}
