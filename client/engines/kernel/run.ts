/**
 * Makes a run out of an engine and its input: forward, back, to any event or time, and with actions that fork it.
 * Going back restores the nearest snapshot and replays; since a run is a function of its input, the replay is the past.
 */
import type { Engine, MetricSpec, SeriesSpec, TheorySpec } from "./engine.ts";
import { EventLog } from "./eventLog.ts";
import { mapValues } from "./mapValues.ts";
import { actionProblem, ParamError, resolveParams } from "./params.ts";
import type {
  BoundAction,
  LogLine,
  MetricValue,
  Run,
  RunInput,
  SeriesData,
  TheoryValue,
} from "./runTypes.ts";
import { Simulation } from "./simulation.ts";
import { Snapshots } from "./snapshots.ts";

/**
 * A run at its beginning. Missing parameters get their defaults.
 * @throws ParamError naming every parameter, seed or action of the input that cannot be used.
 */
export function createRun(engine: Engine, input: RunInput): Run {
  if (input.engine !== engine.id)
    throw new Error(`the input is for the engine ${input.engine}, not ${engine.id}`);
  const { params, problems } = resolveParams(engine, input.params);
  const all = [...problems];
  if (!Number.isSafeInteger(input.seed) || input.seed < 0) {
    all.push({ param: "seed", message: `seed must be an integer from 0 to 2^53 − 1, not ${input.seed}` });
  }
  let before = 0;
  for (const bound of input.actions) {
    const message = actionProblem(engine, bound.action, bound.argument);
    if (message !== undefined) all.push({ param: bound.action, message });
    if (!Number.isSafeInteger(bound.atEvent) || bound.atEvent < before) {
      all.push({
        param: bound.action,
        message: `actions must be in the order of their events; got ${bound.atEvent}`,
      });
    } else before = bound.atEvent;
  }
  if (all.length > 0) throw new ParamError(all);
  return new EngineRun(engine, { engine: engine.id, params, seed: input.seed, actions: [...input.actions] });
}

class EngineRun implements Run {
  readonly engine: Engine;
  readonly #simulation: Simulation;
  readonly #snapshots = new Snapshots();
  readonly #log: EventLog;
  #input: RunInput;
  #theory: Readonly<Record<string, TheoryValue>> | undefined;

  constructor(engine: Engine, input: RunInput) {
    this.engine = engine;
    this.#input = input;
    this.#simulation = new Simulation(engine, input);
    this.#snapshots.add(this.#simulation.save());
    this.#log = new EventLog(() => new Simulation(engine, this.#input), this.#snapshots);
  }

  get input(): RunInput {
    return this.#input;
  }

  get events(): number {
    return this.#simulation.events;
  }

  get x(): number {
    return this.#simulation.x;
  }

  get idle(): boolean {
    return this.#simulation.idle;
  }

  step(): boolean {
    return this.advance(Infinity, 1) === 1;
  }

  advance(x: number, maxEvents: number): number {
    const simulation = this.#simulation;
    const start = simulation.events;
    const end = start + maxEvents;
    for (;;) {
      const due = Math.max(this.#snapshots.nextDue, simulation.events + 1);
      const wanted = Math.min(end, due) - simulation.events;
      if (wanted <= 0 || simulation.advance(x, wanted) < wanted) return simulation.events - start;
      if (simulation.events >= this.#snapshots.nextDue) this.#snapshots.add(simulation.save());
    }
  }

  seek(events: number): void {
    const target = Math.max(0, Math.floor(events));
    const nearest = this.#snapshots.atOrBefore(target);
    if (target < this.events || nearest.events > this.events) this.#simulation.restore(nearest);
    this.advance(Infinity, target - this.events);
  }

  seekTime(x: number): void {
    const nearest = this.#snapshots.atOrBeforeTime(x);
    if (x < this.x || nearest.events > this.events) this.#simulation.restore(nearest);
    this.advance(x, Infinity);
  }

  act(action: string, argument: number): void {
    const message = actionProblem(this.engine, action, argument);
    if (message !== undefined) throw new ParamError([{ param: action, message }]);
    const bound: BoundAction = { atEvent: this.events, action, argument };
    const kept = this.#input.actions.slice(0, this.#simulation.actionsTaken);
    this.#input = { ...this.#input, actions: [...kept, bound] };
    this.#snapshots.dropBeyond(this.events);
    this.#log.forget();
    this.#simulation.actions = this.#input.actions;
    this.#simulation.takeDueActions();
  }

  scene() {
    return this.engine.scene(this.#simulation.state, this.x);
  }

  series(): Readonly<Record<string, SeriesData>> {
    const data = this.#simulation.seriesData();
    return mapValues<SeriesSpec, SeriesData>(this.engine.series, (spec, name) => ({
      title: spec.title,
      unit: spec.unit,
      ...data[name]!,
    }));
  }

  metrics(): Readonly<Record<string, MetricValue>> {
    return mapValues<MetricSpec<unknown>, MetricValue>(this.engine.metrics, (spec) => ({
      value: spec.value(this.#simulation.state, this.x),
      unit: spec.unit,
    }));
  }

  theory(): Readonly<Record<string, TheoryValue>> {
    // Some closed forms are sums over all keys, and panels ask for every frame.
    this.#theory ??= theoryValues(this.engine, this.#input.params);
    return this.#theory;
  }

  log(count: number): readonly LogLine[] {
    return this.#log.latest(this.events, count, this.#input.actions.slice(0, this.#simulation.actionsTaken));
  }

  check(): string | undefined {
    return this.engine.check(this.#simulation.state);
  }

  hash(): string {
    return this.#simulation.digest;
  }
}

/** Theory at complete, valid parameters; metrics to which no closed form applies are left out. */
export function theoryValues(
  engine: Engine,
  params: RunInput["params"],
): Readonly<Record<string, TheoryValue>> {
  const values: Record<string, TheoryValue> = {};
  // biome-ignore lint/suspicious/noExplicitAny: the registry's Engine has forgotten its parameters' types.
  const theory: Readonly<Record<string, TheorySpec<any> | undefined>> = engine.theory ?? {};
  for (const [metric, spec] of Object.entries(theory)) {
    const value = spec?.value(params);
    if (spec === undefined || value === undefined) continue;
    const tolerance = typeof spec.tolerance === "number" ? spec.tolerance : spec.tolerance(params);
    values[metric] = { value, tolerance, formula: spec.formula, source: spec.source };
  }
  return values;
}
