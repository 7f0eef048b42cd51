/**
 * SVG drawings before they are drawn: one file, complete in itself, that looks the same everywhere. What would read another
 * file, run a program or depend on the fonts of a machine is refused with its name, never left out in silence.
 */
import { drawnElements, MOST_DRAWN } from "./drawn-elements.js";

export type CheckedDrawing =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly problem: string; readonly hint: string };

/** Drawings of more are maps or photographs that were traced. */
const LARGEST = 20 * 1024 * 1024;

const PLAIN = "save it as plain SVG, without links, scripts and styles of other files";

/** Each with what is wrong where it is found; the text has no comments any more. */
const REFUSED: readonly (readonly [pattern: RegExp, problem: string, hint: string])[] = [
  [/<!(?:DOCTYPE|ENTITY)\b/iu, "declares a document type or entities", "take out everything between <!DOCTYPE and >"],
  [/<\?xml-stylesheet\b/iu, "has a style sheet in another file", PLAIN],
  [/<(?:[\w-]+:)?script\b/iu, "holds a script", PLAIN],
  [/\son\w+\s*=/iu, "holds a script (an event attribute)", PLAIN],
  [/<(?:[\w-]+:)?(?:foreignObject|iframe|object|embed|audio|video)\b/iu, "holds parts that are no drawing", PLAIN],
  [
    /<(?:[\w-]+:)?(?:text|tspan|textPath)\b/iu,
    "holds type that is not outlines",
    "turn its text into outlines (文字转曲)",
  ],
  [/@import\b/iu, "has a style sheet in another file", PLAIN],
  [/@font-face\b/iu, "brings fonts", "turn its text into outlines (文字转曲)"],
];

/** A place in the drawing itself, or a picture within the file. */
const INSIDE = /^(?:#|data:image\/(?:png|jpeg|jpg);base64,)/iu;

/** What is checked is what will be drawn: comments are gone from it. */
export function checkDrawing(bytes: Uint8Array): CheckedDrawing {
  if (bytes.length > LARGEST) return refuse("is larger than 20 MB", "simplify it, or save it as PNG or JPEG");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse("is not UTF-8 text", "save it as SVG in UTF-8");
  }
  const plain = text.replaceAll(/<!--.*?-->/gsu, "");
  for (const [pattern, problem, hint] of REFUSED) if (pattern.test(plain)) return refuse(problem, hint);
  const outside = references(plain).find((reference) => !INSIDE.test(reference));
  if (outside !== undefined) return refuse(`refers to "${outside.slice(0, 60)}", which is not in it`, PLAIN);
  if (drawnElements(plain) > MOST_DRAWN) {
    return refuse(
      `draws more than ${MOST_DRAWN} shapes, as its \`use\` elements repeat one another`,
      "write the repeated shapes out once, or save it as PNG",
    );
  }
  return { ok: true, bytes: new TextEncoder().encode(plain) };
}

function references(text: string): string[] {
  const attributes = text.matchAll(/(?<![\w-])(?:xlink:)?(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')/giu);
  const styles = text.matchAll(/\burl\(\s*(?:"|'|&quot;|&apos;)?\s*([^"')]*)/giu);
  return [
    ...[...attributes].map(([, double, single]) => (double ?? single ?? "").trim()),
    ...[...styles].map(([, address = ""]) => address.trim()),
  ];
}

function refuse(problem: string, hint: string): { ok: false; problem: string; hint: string } {
  return { ok: false, problem, hint };
}
