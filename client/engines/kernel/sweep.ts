/**
 * Sweeps: one parameter takes several values, each is run with several seeds, and theory's value stands beside the
 * measured mean. All values use the same seeds, so that their differences are not luck (common random numbers).
 */
import type { Engine, NumberParam, ParamValue, Unit } from "./engine.ts";
import { exp, log } from "./math.ts";
import { createRun, theoryValues } from "./run.ts";
import type { TheoryValue } from "./runTypes.ts";
import { type Spread, spreadOf } from "./spread.ts";
import { type Estimate, estimate } from "./studentT.ts";

export interface SweepSpec {
  readonly engine: Engine;
  /** The parameters that stay the same; missing ones have their defaults. */
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly param: string;
  readonly seeds: readonly number[];
  /** Where each run ends: ms or operations. */
  readonly until: number;
  /** Events that a run may have at most; one that would have more ends there and is counted in `stopped`. */
  readonly maxEvents?: number;
}

/** A metric over the seeds: its mean with a confidence interval, and how it is distributed. */
export interface SweptMetric extends Estimate {
  readonly unit: Unit;
  readonly spread: Spread;
}

export interface SweepPoint {
  readonly value: ParamValue;
  /** Runs that ended at the budget of events, before `until`. */
  readonly stopped: number;
  readonly metrics: Readonly<Record<string, SweptMetric>>;
  readonly theory: Readonly<Record<string, TheoryValue>>;
}

/** All points, in the order of `values`. Whoever wants progress calls `sweepPoint` for each. */
export function sweep(spec: SweepSpec, values: readonly ParamValue[]): SweepPoint[] {
  return values.map((value) => sweepPoint(spec, value));
}

/**
 * `onRun` is told after each seed.
 * @throws ParamError when the value or another parameter cannot be used.
 */
export function sweepPoint(spec: SweepSpec, value: ParamValue, onRun?: () => void): SweepPoint {
  const { engine, until, maxEvents = Infinity } = spec;
  const params = { ...spec.params, [spec.param]: value };
  const runs = spec.seeds.map((seed) => {
    const run = createRun(engine, { engine: engine.id, params, seed, actions: [] });
    const stopped = run.advance(until, maxEvents) >= maxEvents;
    onRun?.();
    return { metrics: run.metrics(), params: run.input.params, stopped };
  });
  const metrics: Record<string, SweptMetric> = {};
  for (const [name, metric] of Object.entries(engine.metrics)) {
    const samples = runs.map((run) => run.metrics[name]!.value);
    metrics[name] = { ...estimate(samples), spread: spreadOf(samples), unit: metric.unit };
  }
  return {
    value,
    stopped: runs.filter((run) => run.stopped).length,
    metrics,
    theory: runs.length === 0 ? {} : theoryValues(engine, runs[0]!.params),
  };
}

/** `steps` values from one to the other, evenly spaced on the parameter's scale; whole and without repeats where the
 *  parameter is whole. */
export function sweepValues(spec: NumberParam, from: number, to: number, steps: number): number[] {
  const values = Array.from({ length: Math.max(1, steps) }, (_, i) => {
    const share = steps > 1 ? i / (steps - 1) : 0;
    // The ends exactly, whatever rounding does between them.
    if (share === 0) return from;
    if (share === 1) return to;
    const logarithmic = spec.logarithmic === true && from > 0 && to > 0;
    const value = logarithmic ? exp(log(from) + share * (log(to) - log(from))) : from + share * (to - from);
    return spec.integer === true ? Math.round(value) : value;
  });
  return [...new Set(values)];
}
