import { test } from "vitest";
import { writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { mm, pt } from "../../src/base/length.js";
import { renderPdf } from "../../src/render/pdf.js";
import { pdfText } from "../tools.js";
import { line, page, scene } from "./scenes.js";
test("gap", async () => {
  const T = "“我们说：‘你好’，”他在（北京）《人民日报》上写，“第4版2025年GDP增长5%。”";
  const items = [];
  for (let k = 0; k < 12; k++) {
    const l = line(T.slice(k % 5), mm(15), mm(15) + pt(14 * k), { size: pt(10) });
    const offs: number[] = [];
    let shift = 0;
    const tx = l.texts;
    l.offsets.forEach((o, i) => {
      const p = tx[i - 1] ?? "",
        c = tx[i]!;
      const close = /[，。：”’）》]/u,
        open = /[“‘（《]/u,
        han = /\p{Script=Han}/u,
        lat = /[A-Za-z0-9%]/u;
      if (close.test(p) && (close.test(c) || open.test(c))) shift -= pt(5);
      else if (open.test(p) && open.test(c)) shift -= pt(5);
      else if (k % 2 && close.test(p)) shift -= pt(2.5);
      if ((han.test(p) && lat.test(c)) || (lat.test(p) && han.test(c))) shift += pt(2.5);
      offs.push(o + shift);
    });
    items.push({ ...l, offsets: offs });
  }
  const pdf = await renderPdf(scene([page(items)]));
  writeFileSync("/tmp/fr/g.pdf", pdf);
  console.log("RAW\n" + pdfText(pdf, "-raw"));
  console.log("DEF\n" + pdfText(pdf));
  console.log("MU\n" + execFileSync("mutool", ["draw", "-F", "txt", "/tmp/fr/g.pdf"]).toString());
});
