/** Inputs for tests that go over all engines: random but small parameters, and runs made from them. */
import type { Engine, ParamValue } from "../../client/engines/kernel/engine.ts";
import { resolveParams } from "../../client/engines/kernel/params.ts";
import { RandomStreams } from "../../client/engines/kernel/random.ts";
import { createRun } from "../../client/engines/kernel/run.ts";
import type { BoundAction, Run, RunInput } from "../../client/engines/kernel/runTypes.ts";

/** Counts stay below this, so that a check after every step costs little. */
const LARGEST_COUNT = 100;

export function run(engine: Engine, input: Partial<RunInput> = {}): Run {
  return createRun(engine, { engine: engine.id, params: {}, seed: 1, actions: [], ...input });
}

/** Valid parameters, on each parameter's own scale. */
export function randomParams(engine: Engine, seed: number): Readonly<Record<string, ParamValue>> {
  const streams = new RandomStreams(seed);
  for (let attempt = 0; attempt < 100; attempt++) {
    const params: Record<string, ParamValue> = {};
    for (const [name, spec] of Object.entries<Engine["params"][string]>(engine.params)) {
      const uniform = streams.next(name);
      if (spec.kind === "flag") params[name] = uniform < 0.5;
      else if (spec.kind === "choice")
        params[name] = spec.options[Math.floor(uniform * spec.options.length)].value;
      else {
        const max = spec.unit === "count" ? Math.min(spec.max, Math.max(spec.min, LARGEST_COUNT)) : spec.max;
        const value =
          spec.logarithmic === true
            ? spec.min * (max / spec.min) ** uniform
            : spec.min + uniform * (max - spec.min);
        params[name] = spec.integer === true ? Math.round(value) : value;
      }
    }
    if (resolveParams(engine, params).problems.length === 0) return params;
  }
  throw new Error(`no valid parameters found for ${engine.id}`);
}

/** Two of each action, with arguments across their range (capped like the parameters), within the first `events`. */
export function randomActions(engine: Engine, seed: number, events: number): BoundAction[] {
  const streams = new RandomStreams(seed);
  const names = Object.keys(engine.actions);
  const actions = [...names, ...names].map((action) => {
    const spec = engine.actions[action]!.argument;
    const max = spec === undefined ? 0 : Math.min(spec.max, LARGEST_COUNT);
    const raw = spec === undefined ? 0 : spec.min + streams.next("argument") * (max - spec.min);
    return {
      atEvent: Math.floor(streams.next("time") * events),
      action,
      argument: spec?.integer ? Math.round(raw) : raw,
    };
  });
  return actions.sort((left, right) => left.atEvent - right.atEvent);
}
