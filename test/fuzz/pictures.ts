/** Pictures of every proportion, small in pixels, and the folder that holds them. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";

interface PictureFile {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

export const PICTURES: readonly [PictureFile, ...PictureFile[]] = [
  { src: "wide.jpg", width: 180, height: 120 },
  { src: "tall.jpg", width: 120, height: 160 },
  { src: "square.png", width: 90, height: 90 },
  { src: "strip.jpg", width: 400, height: 40 },
  { src: "pole.jpg", width: 30, height: 300 },
  { src: "dot.png", width: 1, height: 1 },
];

export async function writePictures(folder: string): Promise<void> {
  await Promise.all(
    PICTURES.map(async ({ src, width, height }) => {
      const picture = sharp({ create: { width, height, channels: 3, background: { r: 120, g: 140, b: 150 } } });
      await writeFile(join(folder, src), await (src.endsWith(".png") ? picture.png() : picture.jpeg()).toBuffer());
    }),
  );
}
