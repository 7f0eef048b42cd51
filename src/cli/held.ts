/** A make-up that is held (`--hold`): how it is asked for, and what is told of it. */
import type { Diagnostic } from "../base/diagnostic.js";
import type { HeldScene, Scene } from "../scene/list.js";
import { mistake, type Arguments, type OptionSpec } from "./arguments.js";

export const HOLD_OPTION: Readonly<Record<string, OptionSpec>> = {
  hold: {
    value: "LAYOUT",
    help: "keep the make-up of this file, which check --write-layout wrote, and make up again only what must be",
  },
};

export function readHold(given: Arguments, problems: Diagnostic[]): string | undefined {
  const file = given.value("hold");
  const other = ["alternatives", "alternative"].find((name) => given.value(name) !== undefined);
  if (file === undefined || other === undefined) return file;
  const message = `--hold keeps the make-up that there is, and --${other} asks for another`;
  problems.push(mistake(message, "leave one of the two out"));
  return undefined;
}

/** A line a page: which stories moved and why; nothing where nothing was held. */
export function heldInWords({ pages }: Scene): string {
  return pages.map(({ number, held }) => (held === undefined ? "" : `page ${number}: ${lineOf(held)}\n`)).join("");
}

function lineOf({ kept, moved, added, anew }: HeldScene): string {
  if (anew !== undefined) return `made up anew: ${anew}`;
  const told = moved.map(({ article, why }) => `${article} (${why})`);
  const others = [
    `moved: ${told.length === 0 ? "none" : told.join(", ")}`,
    ...(added.length === 0 ? [] : [`new: ${added.join(", ")}`]),
    `kept: ${kept} ${kept === 1 ? "story" : "stories"}`,
  ];
  return others.join("; ");
}
