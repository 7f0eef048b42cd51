/** Lengths and sheet sizes on the command line. */
import type { Diagnostic } from "../base/diagnostic.js";
import { parseLength, type Len } from "../base/length.js";
import { mistake } from "./arguments.js";

export interface Size {
  readonly width: Len;
  readonly height: Len;
}

/** ISO 216, in millimetres: the sheets of school and club papers. */
const SHEETS: Readonly<Record<string, string>> = {
  a2: "420x594mm",
  a3: "297x420mm",
  a4: "210x297mm",
  a5: "148x210mm",
};

/** `A3`, `390x545mm` or `390mm×545mm`: a unit that is given once counts for both. */
export function readSize(option: string, text: string | undefined, problems: Diagnostic[]): Size {
  const none = { width: 0, height: 0 };
  if (text === undefined) {
    problems.push(mistake(`${option} is missing`, `write it as in ${option} 390x545mm`));
    return none;
  }
  const match = /^\s*([\d.]+)\s*(\p{L}*?)\s*[x×*]\s*([\d.]+)\s*(\p{L}+)\s*$/iu.exec(
    SHEETS[text.trim().toLowerCase()] ?? text,
  );
  if (match === null) {
    const hint = `write it as in ${option} 390x545mm, or one of ${Object.keys(SHEETS).join(", ").toUpperCase()}`;
    problems.push(mistake(`${option}: "${text}" is not a width and a height`, hint));
    return none;
  }
  const [, width = "", widthUnit = "", height = "", unit = ""] = match;
  return {
    width: readLength(option, width + (widthUnit === "" ? unit : widthUnit), problems),
    height: readLength(option, height + unit, problems),
  };
}

export function readLength(option: string, text: string | undefined, problems: Diagnostic[]): Len {
  if (text === undefined) {
    problems.push(mistake(`${option} is missing`, `write it as in ${option} 9pt`));
    return 0;
  }
  const parsed = parseLength(text);
  if (!parsed.ok) problems.push(mistake(`${option}: ${parsed.problem}`, parsed.hint));
  else if (parsed.value <= 0) problems.push(mistake(`${option} must be larger than nothing`));
  else return parsed.value;
  return 0;
}
