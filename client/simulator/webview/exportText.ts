/**
 * A run as text for other tools: CSV with one row a point (tidy data, which every plotting tool reads), and JSON in the
 * shape that `designwise simulate --format json` prints.
 */
import type { Run } from "../../engines/kernel/runTypes.ts";
import { axisOf } from "./format.ts";
import { sideName } from "./sideName.ts";

/** `runs`: one, or A and B. */
export function toCsv(runs: readonly Run[]): string {
  const rows = ["run,series,unit,x,y"];
  runs.forEach((run, index) => {
    for (const [name, { unit, x, y }] of Object.entries(run.series())) {
      x.forEach((at, i) => {
        rows.push(`${sideName(index)},${name},${unit},${at},${y[i]}`);
      });
    }
  });
  return `${rows.join("\n")}\n`;
}

export function toJson(runs: readonly Run[]): string {
  const values = runs.map(asJson);
  return `${JSON.stringify(values.length === 1 ? values[0] : values, nanAsNull, 2)}\n`;
}

function asJson(run: Run): object {
  const series = Object.entries(run.series()).map(([name, { unit, x, y }]) => {
    const points = Array.from(x, (at, i) => [at, y[i]]);
    return [name, { unit, points }] as const;
  });
  const theory = Object.entries(run.theory()).map(
    ([name, { value, tolerance }]) => [name, { value, tolerance }] as const,
  );
  return {
    engine: run.input.engine,
    params: run.input.params,
    seed: run.input.seed,
    actions: run.input.actions,
    x: axisOf(run.engine.kind),
    events: run.events,
    hash: run.hash(),
    series: Object.fromEntries(series),
    summary: run.metrics(),
    theory: Object.fromEntries(theory),
  };
}

/** JSON has no NaN; a metric without samples yet is null. */
function nanAsNull(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? null : value;
}
