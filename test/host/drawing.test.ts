/** SVG drawings as pictures: drawn as they are, and refused where they reach out of themselves. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeImageDecoder, loadImage } from "../../src/host/images.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "banxin-drawings-"));
});
afterAll(async () => {
  await closeImageDecoder();
  await rm(folder, { recursive: true, force: true });
});

const svg = (inner: string, size = 'width="300" height="200"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${size}>${inner}</svg>`;

async function load(content: string) {
  await writeFile(join(folder, "a.svg"), content);
  return loadImage(join(folder, "a.svg"), "a");
}

const SQUARE = '<rect x="0" y="0" width="150" height="200" fill="#e00000"/>';
const DOT = Buffer.from(
  await sharp({ create: { width: 1, height: 1, channels: 3, background: "red" } })
    .png()
    .toBuffer(),
);

describe("a drawing of `use` elements that repeat one another", () => {
  const tree = (levels: number): string =>
    Array.from({ length: levels }, (_, i) => {
      const part = i === 0 ? '<rect width="1" height="1"/>' : `<use href="#n${i - 1}"/>`;
      return `<g id="n${i}">${part.repeat(10)}</g>`;
    }).join("");

  it.each([
    ["by the million", svg(`<defs>${tree(8)}</defs><use href="#n7"/>`)],
    ["without end", svg('<g id="a"><use xlink:href="#a"/></g>')],
    ["in a circle of two", svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')],
    [
      "by masks",
      svg(
        `<defs>${tree(8)
          .replaceAll("<use href=", "<rect mask=")
          .replaceAll(/"(#n\d)"/gu, '"url($1)"')}</defs>`,
      ),
    ],
  ])("%s is refused at once", async (_how, content) => {
    const start = performance.now();
    const outcome = await load(content);
    expect(outcome.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["picture-unsafe", expect.stringMatching(/more than 500000 shapes/u)],
    ]);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it("is drawn where they are few, and where a link names itself", async () => {
    expect((await load(svg(`<defs>${tree(3)}</defs><use href="#n2"/>`))).ok).toBe(true);
    expect((await load(svg(`<a id="k" href="#k">${SQUARE}</a>`))).ok).toBe(true);
  });

  it("is counted in time that grows with its size", async () => {
    const start = performance.now();
    await load(svg('<g a="'.repeat(400_000)));
    await load(`${svg("<g>".repeat(300_000))}${"<b ".repeat(300_000)}`);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe("a drawing", () => {
  it.each([
    ["by its size", 'width="300" height="200"'],
    ["by its view box", 'viewBox="0 0 300 200"'],
    ["in millimetres", 'width="30mm" height="20mm" viewBox="0 0 300 200"'],
  ])("becomes pixels enough for print, %s", async (_how, size) => {
    const made = await load(`<?xml version="1.0"?><!-- a comment with <script> in it -->${svg(SQUARE, size)}`);
    if (!made.ok) throw new Error(made.diagnostics[0]?.message);
    const { format, width, height, bytes } = made.value;
    expect([format, Math.abs(width - 3600) <= 4, Math.abs(height - 2400) <= 4]).toEqual(["png", true, true]);
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    const at = (x: number): number[] => [
      ...data.subarray((1200 * info.width + x) * 4, (1200 * info.width + x) * 4 + 4),
    ];
    expect([info.channels, at(900), at(2700)]).toEqual([4, [224, 0, 0, 255], [0, 0, 0, 0]]);
  });

  it.each([
    [
      "a gradient of its own",
      '<linearGradient id="g"><stop stop-color="red"/></linearGradient><rect width="9" height="9" fill="url(#g)"/>',
    ],
    ["a shape that it uses again", '<path id="p" d="M0 0h9v9z"/><use xlink:href="#p" x="20"/>'],
    ["a picture that it holds", `<image width="9" height="9" href="data:image/png;base64,${DOT.toString("base64")}"/>`],
  ])("may have %s", async (_what, inner) => expect((await load(svg(inner))).ok).toBe(true));

  it.each([
    [
      "an external picture",
      '<image href="file:///etc/passwd" width="9" height="9"/>',
      /refers to "file:\/\/\/etc\/passwd"/u,
    ],
    [
      "a picture on the web",
      "<image xlink:href='https://example.org/a.png' width='9' height='9'/>",
      /refers to "https:/u,
    ],
    ["a neighbour", '<image href="other.png" width="9" height="9"/>', /refers to "other\.png"/u],
    [
      "an SVG within",
      '<image href="data:image/svg+xml;base64,AAAA" width="9" height="9"/>',
      /refers to "data:image\/svg/u,
    ],
    [
      "a reference in disguise",
      '<image href="&#102;ile:///etc/passwd" width="9" height="9"/>',
      /refers to "&#102;ile/u,
    ],
    [
      "a filter of another file",
      '<rect style="filter:url(http://x/f.svg#f)" width="9" height="9"/>',
      /refers to "http:/u,
    ],
    ["a script", "<script>alert(1)</script>", /holds a script/u],
    ["a script by another name", "<svg:script xmlns:svg='http://www.w3.org/2000/svg'/>", /holds a script/u],
    ["an event", '<rect onload="alert(1)" width="9" height="9"/>', /event attribute/u],
    ["a web page", "<foreignObject><p>x</p></foreignObject>", /no drawing/u],
    ["style sheets", "<style>@import url('a.css');</style>", /style sheet in another file/u],
    ["type", "<text x='9' y='9'>字</text>", /type that is not outlines/u],
  ])("with %s is refused", async (_what, inner, message) => {
    const made = await load(svg(inner));
    expect(made.ok ? "" : made.diagnostics[0]).toMatchObject({
      code: "picture-unsafe",
      message: expect.stringMatching(message) as string,
    });
  });

  it.each([
    ["entities that grow", '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>', "picture-unsafe"],
    ["entities of other files", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "picture-unsafe"],
    ["a style sheet", '<?xml-stylesheet href="a.css"?>', "picture-unsafe"],
  ])("with %s is refused", async (_what, head, code) => {
    const made = await load(`<?xml version="1.0"?>${head}${svg(SQUARE)}`);
    expect(made.ok ? "" : made.diagnostics[0]?.code).toBe(code);
  });

  it.each([
    ["without a size", svg(SQUARE, 'width="0" height="0"')],
    ["that breaks off", svg(SQUARE).slice(0, -20)],
  ])("%s is damaged", async (_what, content) => {
    const made = await load(content);
    expect(made.ok ? "" : made.diagnostics[0]?.code).toBe("picture-corrupt");
  });
});
