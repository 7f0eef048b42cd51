/** Whom a picture names: in IPTC, in XMP, in neither; and never a fault. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.js";
import { closeImageDecoder } from "../../src/host/images.js";
import { readRights } from "../../src/host/rights.js";
import { fakeIo } from "../cli/fake-io.js";

let jpeg = new Uint8Array();
beforeAll(async () => {
  jpeg = await sharp({ create: { width: 900, height: 600, channels: 3, background: "#7799aa" } })
    .jpeg()
    .toBuffer();
});
afterAll(closeImageDecoder);

const XMP = (inner: string, attributes = ""): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description ${attributes}>${inner}</rdf:Description></rdf:RDF></x:xmpmeta>`;

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** The picture with more segments right after its first bytes. */
const withSegments = (...segments: readonly Buffer[]): Uint8Array =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

function iptc(...fields: readonly (readonly [dataset: number, text: Buffer])[]): Buffer {
  const record = Buffer.concat(
    fields.flatMap(([dataset, text]) => [Buffer.from([0x1c, 2, dataset, 0, text.length]), text]),
  );
  const size = Buffer.alloc(4);
  size.writeUInt32BE(record.length);
  // Another resource goes before, with a name of odd length.
  const other = Buffer.from("8BIM\x03\xed\x03abc\0\0\0\x01x\0", "latin1");
  return segment(
    0xed,
    Buffer.concat([Buffer.from("Photoshop 3.0\0"), other, Buffer.from("8BIM\x04\x04\0\0", "latin1"), size, record]),
  );
}

const xmp = (text: string): Buffer => segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${text}`));

describe("a picture's rights", () => {
  it("come from IPTC, in UTF-8 or as older programs wrote it", () => {
    const names = iptc([80, Buffer.from("傅云舒")], [110, Buffer.from("澜江日报")], [116, Buffer.from("© 2026")]);
    expect(readRights(withSegments(names), "jpeg")).toEqual({
      author: "傅云舒",
      credit: "澜江日报",
      copyright: "© 2026",
    });
    // 新华 in GB 18030.
    expect(readRights(withSegments(iptc([110, Buffer.from([0xd0, 0xc2, 0xbb, 0xaa])])), "jpeg")).toEqual({
      credit: "新华",
    });
  });

  it("come from XMP, as elements or attributes", async () => {
    const elements = XMP(
      "<dc:creator><rdf:Seq><rdf:li>淳于晗</rdf:li><rdf:li>季珺</rdf:li></rdf:Seq></dc:creator><dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>A &amp; B</rdf:li></rdf:Alt></dc:rights>",
    );
    expect(readRights(withSegments(xmp(elements)), "jpeg")).toEqual({ author: "淳于晗", copyright: "A & B" });
    expect(readRights(withSegments(xmp(XMP("", 'photoshop:Credit="澜江日报"'))), "jpeg")).toEqual({
      credit: "澜江日报",
    });
    const png = await sharp(jpeg).png().toBuffer();
    const body = Buffer.from(`iTXtXML:com.adobe.xmp\0\0\0\0\0${elements}`);
    const chunk = Buffer.concat([Buffer.alloc(4), body, Buffer.alloc(4)]);
    chunk.writeUInt32BE(body.length - 4, 0);
    // Right behind the header, which takes 33 bytes.
    expect(readRights(Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]), "png")).toEqual({
      author: "淳于晗",
      copyright: "A & B",
    });
  });

  it("come from IPTC first where both tell them", () => {
    const both = withSegments(iptc([110, Buffer.from("甲")]), xmp(XMP("", 'photoshop:Credit="乙"')));
    expect(readRights(both, "jpeg")).toEqual({ credit: "甲" });
  });

  it("are none where nobody is named", () => {
    expect(readRights(jpeg, "jpeg")).toBeUndefined();
    expect(readRights(withSegments(iptc([110, Buffer.from(" \u0000 ")])), "jpeg")).toBeUndefined();
  });

  it("are read from any bytes without a fault", () => {
    const sound = withSegments(iptc([80, Buffer.from("傅云舒")]), xmp(XMP("<dc:creator>x")));
    fc.assert(
      fc.property(fc.nat(400), fc.nat(255), fc.nat(sound.length), (at, value, length) => {
        const damaged = sound.slice(0, length);
        damaged[at] = value;
        readRights(damaged, "jpeg");
        readRights(damaged, "png");
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it("are proposed in the report where the edition gives no credit", async () => {
    const folder = await mkdtemp(join(tmpdir(), "banxin-rights-"));
    try {
      await writeFile(
        join(folder, "a.jpg"),
        withSegments(iptc([80, Buffer.from("傅云舒")], [110, Buffer.from("澜江日报")])),
      );
      const codes = async (credit?: string): Promise<readonly { code: string; message: string; hint: string }[]> => {
        const photos = [{ src: "a.jpg", caption: "澜江。", ...(credit === undefined ? {} : { credit }) }];
        const articles = [{ id: "a", headline: "一江清水穿城过", body: ["澜江的水又清了一层。"], photos }];
        await writeFile(
          join(folder, "e.json"),
          JSON.stringify({ date: "2026-11-24", pages: [{ number: 2, articles: ["a"] }], articles }),
        );
        await main(["check", "e.json", "--report", "r.json"], fakeIo({ cwd: folder }));
        const report = JSON.parse(await readFile(join(folder, "r.json"), "utf8")) as {
          pages: { issues: { code: string; message: string; hint: string }[] }[];
        };
        return (report.pages[0]?.issues ?? []).filter(({ code }) => code === "credit-proposed");
      };
      expect(await codes()).toMatchObject([
        {
          message: "photo a.jpg names its author as 傅云舒, its source as 澜江日报; the edition gives it no credit",
          hint: '"credit": "澜江日报 傅云舒"',
        },
      ]);
      expect(await codes("傅云舒摄")).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
