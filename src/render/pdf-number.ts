/** Numbers as content streams want them: plain decimals, no exponent, no trailing noughts. */
export function num(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return Object.is(rounded, -0) ? "0" : String(rounded);
}

/** For fractions of a whole (colour components, matrices), where a thousandth shows. */
export function fine(value: number): string {
  const rounded = Math.round(value * 100_000) / 100_000;
  return Math.abs(rounded) < 1e-5 ? "0" : rounded.toFixed(5).replace(/\.?0+$/u, "");
}
