/**
 * A run as data for other tools: the shape is the same from the panel's export and from `designwise simulate --format json`,
 * and the README documents it. Tables are tidy, one row a point, which every plotting tool reads.
 */
import { axisOf } from "./axis.ts";
import { mapValues } from "./mapValues.ts";
import type { Run } from "./runTypes.ts";

export type RunReport = ReturnType<typeof runReport>;

/** Numbers without a value are NaN here, and null in JSON. */
export function runReport(run: Run) {
  return {
    engine: run.engine.id,
    params: run.input.params,
    seed: run.input.seed,
    actions: run.input.actions,
    x: axisOf(run.engine.kind),
    events: run.events,
    hash: run.hash(),
    series: mapValues(run.series(), ({ unit, x, y }) => ({
      unit,
      points: Array.from(x, (at, i) => [at, y[i]!] as const),
    })),
    summary: run.metrics(),
    theory: mapValues(run.theory(), ({ value, tolerance }) => ({ value, tolerance })),
  };
}

/** The rows `<series>,<unit>,<x>,<y>` of all series. */
export function seriesRows(run: Run): string[] {
  return Object.entries(run.series()).flatMap(([name, { unit, x, y }]) =>
    Array.from(x, (at, i) => `${name},${unit},${at},${y[i]}`),
  );
}
