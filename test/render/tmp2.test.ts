import { test } from "vitest";
import { writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { mm, pt } from "../../src/base/length.js";
import { renderPdf } from "../../src/render/pdf.js";
import { pdfText } from "../tools.js";
import { line, page, scene } from "./scenes.js";
test("gap", async () => {
  const items = [0, 0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.5].map((g, k) => {
    const l = line("中国人民好的，呢ABC开", mm(15), mm(15) + pt(20 * k), { size: pt(10) });
    return { ...l, offsets: l.offsets.map((o, i) => o + Math.round(i * g * pt(10))) };
  });
  const pdf = await renderPdf(scene([page(items)]));
  writeFileSync("/tmp/fr/g.pdf", pdf);
  console.log(pdfText(pdf, "-raw")); console.log(pdfText(pdf)); console.log(execFileSync("mutool", ["draw", "-F", "txt", "/tmp/fr/g.pdf"]).toString());
});
