import { describe, expect, it } from "vitest";
import { textEnds } from "../../src/text/sentence-ends.js";

/** The text with ‖ where a sentence ends, ¦ where a clause does, both small within quotes: ˌ and ˈ. */
function parted(text: string): string {
  let shown = "";
  let from = 0;
  for (const { offset, ends, isEnclosed } of textEnds(text)) {
    const sign = ends === "sentence" ? (isEnclosed ? "ˈ" : "‖") : isEnclosed ? "ˌ" : "¦";
    shown += text.slice(from, offset) + sign;
    from = offset;
  }
  return shown + text.slice(from);
}

describe("ends of sentences", () => {
  it("stand after marks and all that closes with them", () => {
    expect(parted("闸门开了。船走了！真的吗？")).toBe("闸门开了。‖船走了！‖真的吗？‖");
    expect(parted("他问：“真的吗？！”四下无声。")).toBe("他问：¦“真的吗？！”‖四下无声。‖");
    expect(parted("（见第三版。）水位又涨了，他没走。")).toBe("（见第三版。）‖水位又涨了，¦他没走。‖");
  });

  it("are told from those within quotes and brackets", () => {
    expect(parted("“潮来了。快走，别回头。”岸上静了。")).toBe("“潮来了。ˈ快走，ˌ别回头。”¦岸上静了。‖");
    expect(parted("牌子上写着“停航！明日再来”五个字。")).toBe("牌子上写着“停航！ˈ明日再来”五个字。‖");
  });

  it("are none after a name or a cry in quotes within a sentence", () => {
    expect(parted("岸上喊着“停航！”的口号。他演过《回来吧！》一剧。")).toBe(
      "岸上喊着“停航！”ˌ的口号。‖他演过《回来吧！》ˌ一剧。‖",
    );
  });

  it("are none between a quotation and who spoke it", () => {
    expect(parted("“水退了。”老船工说。大家笑了。")).toBe("“水退了。”¦老船工说。‖大家笑了。‖");
    expect(parted("老船工说：“水退了。”大家笑了。")).toBe("老船工说：¦“水退了。”‖大家笑了。‖");
    expect(parted("“Low water.” Nobody moved.")).toBe("“Low water.”‖ Nobody moved.‖");
  });

  it("are none within figures, abbreviations and Latin words", () => {
    expect(parted("主队以3:0取胜，用时1,200.5秒。")).toBe("主队以3:0取胜，¦用时1,200.5秒。‖");
    expect(parted("Dr. Wen came at 3.15 p.m. sharp. Nobody, it seems, knew.")).toBe(
      "Dr. Wen came at 3.15 p.m. sharp.‖ Nobody,¦ it seems,¦ knew.‖",
    );
    expect(parted("It’s the ferry’s bell. Listen.")).toBe("It’s the ferry’s bell.‖ Listen.‖");
  });

  it("leave an ellipsis undecided, but for one that closes a quotation or the text", () => {
    expect(parted("他想说……又没说。等着……")).toBe("他想说……¦又没说。‖等着……‖");
  });

  it("count a quotation that goes on in the next paragraph as open to the text's end", () => {
    expect(parted("“第一，要快。第二，要稳。")).toBe("“第一，ˌ要快。ˈ第二，ˌ要稳。ˈ");
  });
});
