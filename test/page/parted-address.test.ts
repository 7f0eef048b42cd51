/** An address that parts elsewhere than after its marks is told: readers copy it letter by letter. */
import { expect, it } from "vitest";
import { setStory } from "./one-story.js";

const partedIn = (body: readonly unknown[]): readonly string[] =>
  setStory(body).findings.flatMap(({ code, message }) =>
    code === "word-parted" && message.includes("address") ? [message] : [],
  );

it("an address that parts inside a word is told", () => {
  const told = partedIn([{ list: ["登录网站或发邮件至minfu2026@post.example报名"] }]);
  expect(told.length).toBeGreaterThan(0);
});

it("one that parts after its marks, or stands on one line, is not", () => {
  expect(partedIn(["登录网站或者发邮件至minfu@post.example报名，全年有效。"])).toEqual([]);
  expect(partedIn(["邮箱：minfu@post.example"])).toEqual([]);
});
