/**
 * The worker's half of a sweep: one value of the parameter after the other, each reported at once, so that the plot fills
 * while the rest is still being measured.
 */
import { engines } from "../../engines/index.gen.ts";
import { sweepPoint } from "../../engines/kernel/sweep.ts";
import type { SweepPlan, SweepResult } from "./workerProtocol.ts";

/** @throws ParamError when the swept value does not go together with the other parameters. */
export function* sweepPoints(plan: SweepPlan): Generator<SweepResult> {
  const { input, param, seeds, until } = plan;
  const engine = engines.find((candidate) => candidate.id === input.engine);
  if (engine === undefined) throw new Error(`There is no simulation ${input.engine}.`);
  for (const value of plan.values) {
    const point = sweepPoint({ engine, params: input.params, param, seeds, until }, value);
    const metrics = Object.entries(point.metrics).map(([name, { mean, halfWidth }]) => {
      const theory = point.theory[name]?.value;
      return [
        name,
        { mean, low: mean - halfWidth, high: mean + halfWidth, ...(theory === undefined ? {} : { theory }) },
      ] as const;
    });
    yield { value, metrics: Object.fromEntries(metrics) };
  }
}
