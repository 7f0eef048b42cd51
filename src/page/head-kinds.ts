/**
 * A headline over so many columns as the search of a page sees it, in one number: its size, and the smallest that its ladder has
 * there. Two heads side by side in about one size (碰题) can be told apart where one of them may become clearly smaller.
 */
import { clearlyUnder, looksAlike } from "../base/type-size.js";
import type { StoryParts } from "./arrange.js";

/** More than any size of type: 330 pt. */
const SCALE = 2 ** 22;
/** Two heads side by side of unlike sizes, parted by a rule; and where one becomes smaller for it: a step of its ladder. */
const HEADS_SIDE = 4;
const SMALLER = 25;

/** 0 for a story without a headline. */
export function headKind(parts: StoryParts, columns: number): number {
  const size = parts.headSizeAt(columns);
  return size * SCALE + Math.min(size, parts.leastHeadAt?.(columns) ?? size);
}

/** What two heads (`headKind`) cost side by side. `butting`: the same where they look alike and can't be told apart. */
export function headsCost(a: number, b: number, butting: number): number {
  if (a === 0 || b === 0) return 0;
  const [sizeA, sizeB] = [Math.floor(a / SCALE), Math.floor(b / SCALE)];
  if (!looksAlike(sizeA, sizeB)) return HEADS_SIDE;
  const canBeTold = a % SCALE <= clearlyUnder(sizeB) || b % SCALE <= clearlyUnder(sizeA);
  return canBeTold ? Math.min(butting, SMALLER) : butting;
}
