/** One block of an article's body as it flows through the legs of its story. */
import type { Len } from "../base/length.js";
import type { FlowItem, PlacedItem } from "../layout/flow.js";
import type { SceneItem } from "../scene/list.js";
import type { ParagraphSetting } from "../scene/setting.js";
import type { Line } from "../text/model.js";

/** Where a leg stands on the page. */
export interface LegPlace {
  readonly x: Len;
  readonly row: number;
}

/** One block of an article's body, ready to flow. */
export interface TextItem {
  readonly flow: FlowItem;
  /** All of its text, a line each for what hard breaks divide. */
  readonly text: string;
  /** The text from a line of a paragraph on; what found no room is named by it. */
  readonly textFrom?: (line: Line) => string;
  /** How each of its lines was fitted; absent where it takes whole rows at once. */
  readonly explain?: (placed: PlacedItem, legs: readonly LegPlace[]) => ParagraphSetting | undefined;
  readonly draw: (placed: PlacedItem, legs: readonly LegPlace[], measures: readonly Len[]) => readonly SceneItem[];
}
