/**
 * Flexible arrangement of boxes whose sizes are already known: the folio line, head blocks, captions, credits. The only
 * place for yoga. Sizes go in, positions come out; nothing is measured in here.
 */
import Yoga, { Align, Direction, Edge, FlexDirection, Gutter, Justify, type Node } from "yoga-layout";
import { type Len, toPt, pt } from "../base/length.js";

export interface FlexBox<T> {
  readonly kind: "box";
  readonly content: T;
  readonly width: Len;
  readonly height: Len;
  /** Baseline from the box's top, for rows aligned on it. */
  readonly align?: "start" | "center" | "end";
}

export interface FlexGroup<T> {
  readonly kind: "group";
  readonly direction: "row" | "column";
  readonly gap: Len;
  readonly justify: "start" | "center" | "end" | "between";
  readonly align: "start" | "center" | "end";
  readonly width?: Len;
  readonly height?: Len;
  readonly children: readonly Flex<T>[];
}

export type Flex<T> = FlexBox<T> | FlexGroup<T>;

export interface Arranged<T> {
  readonly content: T;
  readonly x: Len;
  readonly y: Len;
  readonly width: Len;
  readonly height: Len;
}

export interface Arrangement<T> {
  readonly width: Len;
  readonly height: Len;
  readonly boxes: readonly Arranged<T>[];
}

const JUSTIFY = {
  start: Justify.FlexStart,
  center: Justify.Center,
  end: Justify.FlexEnd,
  between: Justify.SpaceBetween,
} as const;
const ALIGN = { start: Align.FlexStart, center: Align.Center, end: Align.FlexEnd } as const;

/** Arranges a tree of boxes; positions are from the tree's top left corner. yoga's float points snap to lengths here. */
export function arrange<T>(root: FlexGroup<T>): Arrangement<T> {
  const node = build(root);
  try {
    node.calculateLayout(undefined, undefined, Direction.LTR);
    const boxes: Arranged<T>[] = [];
    collect(root, node, 0, 0, boxes);
    return { width: pt(node.getComputedWidth()), height: pt(node.getComputedHeight()), boxes };
  } finally {
    node.freeRecursive();
  }
}

function build<T>(flex: Flex<T>): Node {
  const node = Yoga.Node.create();
  // Rounding to whole points would move type; snapping happens once, to EMU, in `collect`.
  if (flex.kind === "box") {
    node.setWidth(toPt(flex.width));
    node.setHeight(toPt(flex.height));
    node.setFlexShrink(0);
    if (flex.align !== undefined) node.setAlignSelf(ALIGN[flex.align]);
    return node;
  }
  node.setFlexDirection(flex.direction === "row" ? FlexDirection.Row : FlexDirection.Column);
  node.setGap(Gutter.All, toPt(flex.gap));
  node.setJustifyContent(JUSTIFY[flex.justify]);
  node.setAlignItems(ALIGN[flex.align]);
  node.setFlexShrink(0);
  node.setPadding(Edge.All, 0);
  if (flex.width !== undefined) node.setWidth(toPt(flex.width));
  if (flex.height !== undefined) node.setHeight(toPt(flex.height));
  flex.children.forEach((child, index) => node.insertChild(build(child), index));
  return node;
}

function collect<T>(flex: Flex<T>, node: Node, x: number, y: number, into: Arranged<T>[]): void {
  const left = x + node.getComputedLeft();
  const top = y + node.getComputedTop();
  if (flex.kind === "box") {
    into.push({ content: flex.content, x: pt(left), y: pt(top), width: flex.width, height: flex.height });
    return;
  }
  flex.children.forEach((child, index) => collect(child, node.getChild(index), left, top, into));
}
