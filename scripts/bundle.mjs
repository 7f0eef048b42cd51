/** How all bundles are made: the command, the library, and benches that run from the sources. */
import { join } from "node:path";
import { lean } from "./lean.mjs";

export const ROOT = join(import.meta.dirname, "..");
/** Native code, and packages of mere data, stay where npm puts them. */
const EXTERNAL = [/^sharp$/u, /^@expo-google-fonts\//u];

/** Writes a bundle of `input` with rolldown's output options; returns the files that went into it. */
export async function writeBundle(input, output) {
  const { rolldown } = await import("rolldown");
  const build = await rolldown({
    cwd: ROOT,
    input,
    platform: "node",
    external: EXTERNAL,
    plugins: [lean()],
    // jsonc-parser's `main` is a UMD file that no bundler can follow.
    resolve: { mainFields: ["module", "main"] },
    logLevel: "warn",
  });
  const { output: written } = await build.write(output);
  await build.close();
  return written.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
}
