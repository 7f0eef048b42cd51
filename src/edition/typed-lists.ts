/** Numbers and bullets that were typed into the items of a list, which has a marker of its own: the item would show both. */
import { quotable } from "../base/quote.js";
import type { Article, Block, Inline } from "./model.js";
import type { TextRemark } from "./text-edit.js";

const HAN_NUMBER = "[一二三四五六七八九十百]{1,4}";
/** 1. 2） （三） 一、 ① ● ▶: a number that counts is followed by what it numbers, not by decimals. */
const TYPED_MARKER = new RegExp(
  String.raw`^\s*(?:\d{1,3}[.．](?!\d)|\d{1,3}[、)）]|[（(](?:\d{1,3}|${HAN_NUMBER})[）)]|${HAN_NUMBER}[、.．]|第${HAN_NUMBER}[，、]|[①-⒛⓪-⓿❶-➓㈠-㈩㉑-㉟㊱-㊿]|[●○■□◆◇▲△▶▷►▸▪▫•·∙‣★☆※✓✔➤])\s*(?=\S)`,
  "u",
);

/** One remark a list, at its first such item. */
export function typedLists(article: Article): TextRemark[] {
  return [
    ...article.body.flatMap((block) => typedList(block, article.id)),
    ...article.related.flatMap((box) => typedLists(box)),
  ];
}

function typedList(block: Block, article: string): TextRemark[] {
  if (block.kind !== "list") return [];
  const typed = block.items.flatMap((item) => {
    const found = TYPED_MARKER.exec(textOf(item))?.[0].trim();
    const [first] = item;
    return found === undefined || first === undefined ? [] : [{ found, first }];
  });
  const [one] = typed;
  if (one === undefined) return [];
  const others = typed.length === 1 ? "" : `, and so do ${typed.length - 1} more`;
  return [
    {
      severity: "warning",
      code: "typed-list",
      article,
      pointer: one.first.pointer,
      offset: one.first.offset,
      message: `the item begins with “${quotable(one.found)}” beside the list's own marker “${quotable(block.marker)}”${others.replace("so do 1 more", "so does one more")}`,
      hint: "take what was typed out, or give it as the list's `marker`",
    },
  ];
}

function textOf(inlines: readonly Inline[]): string {
  return inlines.map(({ text }) => text).join("");
}
