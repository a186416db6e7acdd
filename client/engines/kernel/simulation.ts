/**
 * One engine in motion: state, pending events, random streams, series and fingerprint, and nothing about going back.
 * `run.ts` adds snapshots, seeking and forks on top; the event log replays through a second one of these.
 */
import { restoreState, saveState, sizeOf } from "./copy.ts";
import type { Engine, EngineContext, SeriesSpec } from "./engine.ts";
import { EventQueue, type SavedQueue } from "./eventQueue.ts";
import { RandomStreams, type SavedStreams } from "./random.ts";
import type { BoundAction, RunInput, SeriesData } from "./runTypes.ts";
import { type SavedSeries, SeriesBuffer } from "./series.ts";
import { TraceHash } from "./traceHash.ts";

/** All of a simulation at one event. Holds nothing that the simulation will touch again. */
export interface SavedSimulation {
  readonly events: number;
  readonly x: number;
  readonly actionsTaken: number;
  readonly queue: SavedQueue;
  readonly streams: SavedStreams;
  readonly series: readonly SavedSeries[];
  readonly trace: readonly [number, number];
  readonly state: unknown;
  readonly bytes: number;
}

/** Told of each event after it happened and before the actions bound to it; only the event log listens. */
export type Listener = (event: string, a: number, b: number) => void;

/** In the fingerprint an action stands where an event's number would. */
const ACTION_MARK = -1;
const OBSERVATION_MARK = -2;

export class Simulation {
  readonly engine: Engine;
  /** Sorted by event; the run replaces it when it takes an action. */
  actions: readonly BoundAction[];
  listener: Listener | undefined;
  events = 0;
  x = 0;
  actionsTaken = 0;
  // biome-ignore lint/suspicious/noExplicitAny: the engine alone knows the type of its state.
  state: any;

  readonly #queue = new EventQueue();
  readonly #streams: RandomStreams;
  readonly #trace = new TraceHash();
  readonly #series: SeriesBuffer[];
  readonly #seriesNames: readonly string[];
  readonly #eventNames: readonly string[];
  readonly #handlers: readonly Engine["on"][string][];
  readonly #context: { nowMs: number } & EngineContext;

  /** `params` of the input must be complete and valid. */
  constructor(engine: Engine, input: RunInput) {
    this.engine = engine;
    this.actions = input.actions;
    this.#streams = new RandomStreams(input.seed);
    this.#seriesNames = Object.keys(engine.series);
    this.#series = Object.values<SeriesSpec>(engine.series).map(
      (spec) => new SeriesBuffer(spec.aggregation, spec.points),
    );
    this.#eventNames = Object.keys(engine.on);
    this.#handlers = Object.values(engine.on);
    this.#context = this.#makeContext();
    this.state = engine.init(input.params, this.#context);
    this.takeDueActions();
  }

  /** Nothing is scheduled any more. */
  get idle(): boolean {
    return this.#queue.size === 0;
  }

  get digest(): string {
    return this.#trace.digest();
  }

  seriesData(): Record<string, Pick<SeriesData, "x" | "y" | "summary">> {
    return Object.fromEntries(
      this.#series.map((series, i) => [
        this.#seriesNames[i]!,
        { ...series.data(), summary: series.summary() },
      ]),
    );
  }

  /** Runs events at or before `x`, at most `maxEvents`; returns how many. */
  advance(x: number, maxEvents: number): number {
    const queue = this.#queue;
    const context = this.#context;
    let done = 0;
    while (done < maxEvents && queue.nextTime <= x && queue.pop()) {
      const { event, a, b } = queue;
      this.x = context.nowMs = queue.time;
      this.#trace.integer(event);
      this.#trace.double(queue.time);
      this.#trace.double(a);
      this.#trace.double(b);
      this.#handlers[event]!(this.state, context, a, b);
      this.events++;
      done++;
      this.listener?.(this.#eventNames[event]!, a, b);
      if (this.actionsTaken < this.actions.length) this.takeDueActions();
    }
    return done;
  }

  save(): SavedSimulation {
    const state = saveState(this.state);
    const rest = {
      queue: this.#queue.save(),
      streams: this.#streams.save(),
      series: this.#series.map((series) => series.save()),
    };
    return {
      events: this.events,
      x: this.x,
      actionsTaken: this.actionsTaken,
      trace: this.#trace.save(),
      ...rest,
      state,
      bytes: sizeOf(state) + sizeOf(rest),
    };
  }

  restore(saved: SavedSimulation): void {
    this.events = saved.events;
    this.x = this.#context.nowMs = saved.x;
    this.actionsTaken = saved.actionsTaken;
    this.#queue.restore(saved.queue);
    this.#streams.restore(saved.streams);
    this.#series.forEach((series, i) => {
      series.restore(saved.series[i]!);
    });
    this.#trace.restore(saved.trace);
    this.state = restoreState(saved.state);
    this.takeDueActions();
  }

  /** Takes the actions that are bound to the present event and not yet taken. */
  takeDueActions(): void {
    for (;;) {
      const action = this.actions[this.actionsTaken];
      if (action === undefined || action.atEvent > this.events) return;
      this.actionsTaken++;
      this.#trace.integer(ACTION_MARK);
      this.#trace.integer(Object.keys(this.engine.actions).indexOf(action.action));
      this.#trace.double(action.argument);
      this.engine.actions[action.action]!.run(this.state, this.#context, action.argument);
    }
  }

  #makeContext(): { nowMs: number } & EngineContext {
    const queue = this.#queue;
    const streams = this.#streams;
    const trace = this.#trace;
    const series = this.#series;
    const eventIndexes = new Map(this.#eventNames.map((name, i) => [name, i]));
    const seriesIndexes = new Map(this.#seriesNames.map((name, i) => [name, i]));
    const context = {
      nowMs: 0,
      random: (stream: string) => {
        const uniform = streams.next(stream);
        // Draws are part of the trace: a run that differs in any of them must not pass for the same.
        trace.double(uniform);
        return uniform;
      },
      schedule: (delayMs: number, event: string, a = 0, b = 0) => {
        const index = eventIndexes.get(event);
        if (index === undefined) throw new Error(`event ${event} has no handler`);
        // Also refuses NaN, which would break the order of the queue.
        if (!(delayMs >= 0)) throw new Error(`event ${event} scheduled ${delayMs} ms ahead`);
        return queue.push(context.nowMs + delayMs, index, a, b);
      },
      cancel: (handle: number) => {
        queue.cancel(handle);
      },
      observe: (name: string, value: number) => {
        const index = seriesIndexes.get(name);
        if (index === undefined) throw new Error(`series ${name} is not declared`);
        trace.integer(OBSERVATION_MARK - index);
        trace.double(value);
        series[index]!.add(context.nowMs, value);
      },
    };
    return context;
  }
}
