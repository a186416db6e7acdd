/** Runs a scenario and holds it to what it expects. */
import { createRun } from "./run.ts";
import type { Run } from "./runTypes.ts";
import type { Expectation, Scenario } from "./scenario.ts";

export interface ScenarioResult {
  readonly run: Run;
  /** The first expectation that does not hold, or the first invariant that broke, in words. */
  readonly failure: string | undefined;
}

/** Enough for hours of virtual time, not for a slip of the hand. */
export const EVENT_BUDGET = 50_000_000;

/**
 * A run that would have more than `maxEvents` events fails, for what it expects was never reached.
 * @throws ParamError when the scenario was made by hand and its input cannot be used.
 */
export function runScenario(scenario: Scenario, maxEvents = EVENT_BUDGET): ScenarioResult {
  const { engine, params, seed } = scenario;
  const run = createRun(engine, { engine: engine.id, params, seed, actions: [] });
  for (const { at, action, argument } of scenario.actions) {
    // A scenario may end before an action's time comes.
    if (at > scenario.until) break;
    run.advance(at, maxEvents - run.events);
    run.act(action, argument);
  }
  run.advance(scenario.until, maxEvents - run.events);
  if (run.events >= maxEvents) return { run, failure: `stopped at ${maxEvents} events, x = ${run.x}` };
  const broken = run.check();
  if (broken !== undefined) return { run, failure: `invariant broken: ${broken}` };
  for (const expectation of scenario.expectations) {
    const failure = failed(run, expectation);
    if (failure !== undefined) return { run, failure };
  }
  return { run, failure: undefined };
}

function failed(run: Run, expectation: Expectation): string | undefined {
  const { metric, comparison, value, text } = expectation;
  const measured = run.metrics()[metric]!.value;
  const got = `expected ${text}, measured ${measured}`;
  if (comparison !== "~") return holds(measured, comparison, value ?? NaN) ? undefined : got;
  const theory = run.theory()[metric];
  if (theory === undefined) return `expected ${text}, but it does not apply to these parameters`;
  const off = Math.abs(measured - theory.value);
  if (off <= theory.tolerance * Math.abs(theory.value)) return undefined;
  return `${got}, theory says ${theory.value} ± ${theory.tolerance * 100} %`;
}

/** NaN, a metric without a value, holds to nothing. */
function holds(
  measured: number,
  comparison: Exclude<Expectation["comparison"], "~">,
  value: number,
): boolean {
  switch (comparison) {
    case ">=":
      return measured >= value;
    case "<=":
      return measured <= value;
    case ">":
      return measured > value;
    case "<":
      return measured < value;
    case "=":
      return measured === value;
  }
}
