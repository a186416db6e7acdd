/** Figures of a simulation as people read them in a terminal. */

/** Four significant digits, without an exponent where people would not write one. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : String(value);
  if (value !== 0 && (Math.abs(value) >= 1e9 || Math.abs(value) < 1e-4)) return value.toExponential(3);
  return String(Number(value.toPrecision(Math.abs(value) >= 1000 ? 6 : 4)));
}
