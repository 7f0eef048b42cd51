/** Plates of a finished PDF as Ghostscript makes them: another reader's word on what each ink prints. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";

export interface Plate {
  /** 0 to 255, 255 is full ink; row by row. */
  readonly ink: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** By name: Cyan, Magenta, Yellow, Black, and spot colours. */
export async function plates(pdf: Uint8Array, dpi: number): Promise<ReadonlyMap<string, Plate>> {
  const folder = mkdtempSync(join(tmpdir(), "banxin-plates-"));
  try {
    const file = join(folder, "page.pdf");
    writeFileSync(file, pdf);
    const out = join(folder, "page.tif");
    execFileSync("gs", [
      "-q",
      "-dNOPAUSE",
      "-dBATCH",
      "-dSAFER",
      "-sDEVICE=tiffsep",
      `-r${dpi}`,
      `-sOutputFile=${out}`,
      file,
    ]);
    const found = new Map<string, Plate>();
    for (const name of readdirSync(folder)) {
      const plate = /\((.+)\)\.tif$/u.exec(name)?.[1];
      if (plate === undefined) continue;
      const { data, info } = await sharp(join(folder, name), { limitInputPixels: false })
        .extractChannel(0)
        .raw()
        .toBuffer({ resolveWithObject: true });
      found.set(plate, { ink: data.map((value) => 255 - value), width: info.width, height: info.height });
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Most ink of one plate within the box. */
export function mostOf(plate: Plate | undefined, box: PixelBox): number {
  let most = 0;
  if (plate === undefined) return most;
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) most = Math.max(most, plate.ink[y * plate.width + x] ?? 0);
  }
  return most;
}

/** Most ink of all plates together within the box, per cent. */
export function mostInk(all: ReadonlyMap<string, Plate>, box: PixelBox): number {
  let most = 0;
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      let sum = 0;
      for (const { ink, width } of all.values()) sum += ink[y * width + x] ?? 0;
      most = Math.max(most, sum);
    }
  }
  return most / 2.55;
}
