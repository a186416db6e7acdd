/** A run as the data that `designwise simulate --format json` prints; its shape is documented in the README. */
import type { Run } from "../../client/engines/kernel/runTypes.ts";

export function runReport(run: Run) {
  return {
    engine: run.engine.id,
    params: run.input.params,
    seed: run.input.seed,
    actions: run.input.actions,
    x: xOf(run.engine.kind),
    series: mapValues(run.series(), ({ unit, x, y }) => ({
      unit,
      points: Array.from(x, (at, i) => [at, y[i] ?? 0]),
    })),
    summary: run.metrics(),
    theory: mapValues(run.theory(), ({ value, tolerance }) => ({ value, tolerance })),
  };
}

export function xOf(kind: string): { readonly name: string; readonly unit: string } {
  return kind === "process"
    ? { name: "time", unit: "ms" }
    : { name: kind === "sequence" ? "message" : "operation", unit: "" };
}

function mapValues<A, B>(from: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, map(value)]));
}

/** Four significant digits, without an exponent where people would not write one. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : String(value);
  if (value !== 0 && (Math.abs(value) >= 1e9 || Math.abs(value) < 1e-4)) return value.toExponential(3);
  return String(Number(value.toPrecision(Math.abs(value) >= 1000 ? 6 : 4)));
}
