/** Pictures that are good for reading a proof and no good for printing from. */
import { toPt } from "../base/length.js";
import type { Scene, SceneImage } from "../scene/list.js";

const QUALITY = 75;

/** The scene with its pictures upright, in sRGB, and no finer than `ppi` where they stand largest. */
export async function lowResolution(scene: Scene, ppi: number): Promise<Scene> {
  const wanted = new Map<string, number>();
  for (const item of scene.pages.flatMap(({ items }) => items)) {
    if (item.kind !== "picture") continue;
    const across = ((toPt(item.rect.width) / item.crop.width) * ppi) / 72;
    wanted.set(item.image, Math.max(wanted.get(item.image) ?? 1, Math.ceil(across)));
  }
  const images = new Map(scene.images);
  // One after the other: press photographs side by side do not fit into memory.
  for (const [id, width] of wanted) {
    const image = scene.images.get(id);
    if (image !== undefined) images.set(id, await coarser(image, width));
  }
  return { ...scene, images };
}

async function coarser(image: SceneImage, width: number): Promise<SceneImage> {
  const { default: sharp } = await import("sharp");
  const scaled = sharp(image.bytes, { limitInputPixels: false })
    .autoOrient()
    .resize({ width, withoutEnlargement: true })
    .toColourspace("srgb");
  const { hasAlpha } = await sharp(image.bytes, { limitInputPixels: false }).metadata();
  const format = hasAlpha ? "png" : "jpeg";
  const made = hasAlpha ? scaled.png() : scaled.jpeg({ quality: QUALITY });
  const { data, info } = await made.toBuffer({ resolveWithObject: true });
  return { ...image, format, bytes: data, width: info.width, height: info.height, orientation: 1 };
}
