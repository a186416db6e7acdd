/**
 * A run as one line of the scenario grammar, for a comment in code: `designwise: rate-limiter set rate=50 seed 7 until 4s`.
 * The grammar binds actions to moments, a run to event counts; replaying the run gives the moment of each.
 */
import type { Engine, ParamSpec } from "../../engines/kernel/engine.ts";
import { createRun } from "../../engines/kernel/run.ts";
import type { RunInput } from "../../engines/kernel/runTypes.ts";

/** `until`: milliseconds or operations. Parameters at their defaults are left out. */
export function scenarioText(engines: readonly Engine[], input: RunInput, until: number): string {
  const engine = engines.find(({ id }) => id === input.engine);
  if (engine === undefined) throw new Error(`There is no simulation ${input.engine}.`);
  const run = createRun(engine, input);
  // Of the run, not of the input: complete.
  const { params } = run.input;
  const words = [`designwise: ${engine.id}`];
  const sets = Object.entries(engine.params as Record<string, ParamSpec>)
    .filter(([name, spec]) => params[name] !== spec.default)
    .map(([name]) => `${name}=${params[name]}`);
  if (sets.length > 0) words.push(`set ${sets.join(" ")}`);
  words.push(`seed ${input.seed}`);
  const moment = (x: number) => (engine.kind === "process" ? `${x}ms` : String(x));
  for (const { atEvent, action, argument } of input.actions) {
    run.seek(atEvent);
    const takesArgument = engine.actions[action]?.argument !== undefined;
    words.push(`at ${moment(atEvent === 0 ? 0 : run.x)} ${action}${takesArgument ? ` ${argument}` : ""}`);
  }
  words.push(`until ${moment(until)}`);
  return words.join(" ");
}
