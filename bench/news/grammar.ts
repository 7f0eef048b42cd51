/**
 * Text from a grammar: a rule has alternatives, and `{name}` in one of them stands for any alternative of that rule. `{12-90}` is a
 * whole number between the two, `{1.2-9.8}` one with as many decimals, `{50-900*10}` a multiple of ten.
 */
import type { Random } from "../../test/fuzz/random.js";

export type Rules = Readonly<Record<string, readonly string[]>>;

const SLOT = /\{([^{}]+)\}/gu;
const NUMBER = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)(?:\*(\d+))?$/u;
/** A rule that leads back to itself would never end. */
const DEEPEST = 12;

/** One text of the rule `name`. What `own` says goes before the rules: the people and places of one story. */
export function expand(random: Random, rules: Rules, name: string, own: Rules = {}, depth = 0): string {
  const alternatives = own[name] ?? rules[name];
  const [first, ...rest] = alternatives ?? [];
  if (first === undefined) throw new Error(`the grammar has no rule ${name}`);
  if (depth > DEEPEST) throw new Error(`the rule ${name} leads back to itself`);
  return random
    .pick([first, ...rest])
    .replaceAll(SLOT, (_, slot: string) => number(random, slot) ?? expand(random, rules, slot, own, depth + 1));
}

function number(random: Random, slot: string): string | undefined {
  const parts = NUMBER.exec(slot);
  if (parts === null) return undefined;
  const [, from = "0", to = "0", step = "1"] = parts;
  const decimals = from.split(".")[1]?.length ?? 0;
  const scale = 10 ** decimals * (decimals === 0 ? 1 / Number(step) : 1);
  const value = random.between(Math.round(Number(from) * scale), Math.round(Number(to) * scale));
  return (value / scale).toFixed(decimals);
}

/** Widths of a text in em, as a make-up editor counts them: figures, Latin letters and spaces are a half. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const character of text) ems += character <= "ÿ" ? 0.5 : 1;
  return ems;
}
