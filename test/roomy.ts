/** A template for pages that hold little: white is no fault of theirs. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The sections that let white pass, for a template of a test's own. */
export const ANY_WHITE = "audit: { whiteRows: 400, whitePart: 1 }\n";

/** Writes `roomy.yaml`, which extends a bundled template, and returns how an edition beside it names it. */
export async function roomyTemplate(folder: string, base: string): Promise<string> {
  await writeFile(join(folder, "roomy.yaml"), `extends: ${base}\n${ANY_WHITE}`);
  return "./roomy.yaml";
}
