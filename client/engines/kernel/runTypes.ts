/** What a run gives to those who show it: the panel's worker, the CLI and the tests. `run.ts` implements it. */
import type { Engine, ParamValue, Unit } from "./engine.ts";
import type { Scene } from "./scene.ts";

/** An action, bound to the number of events that had happened when it was taken. */
export interface BoundAction {
  readonly atEvent: number;
  readonly action: string;
  readonly argument: number;
}

/** All that a run depends on; all that a panel persists and a shared link holds. */
export interface RunInput {
  readonly engine: string;
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly seed: number;
  readonly actions: readonly BoundAction[];
}

export interface SeriesData {
  readonly title: string;
  readonly unit: Unit;
  /** Ascending. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly summary: SeriesSummary;
}

/** Of all observations so far, however many of them the points have merged; NaN while there is none. */
export interface SeriesSummary {
  readonly count: number;
  readonly last: number;
  /** Percentiles by nearest rank, within 1/128. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface LogLine {
  readonly event: number;
  readonly x: number;
  readonly text: string;
}

export interface MetricValue {
  readonly value: number;
  readonly unit: Unit;
}

export interface TheoryValue {
  readonly value: number;
  readonly tolerance: number;
  readonly formula: string;
  readonly source: string;
}

export interface Run {
  readonly engine: Engine;
  readonly input: RunInput;
  /** Events that have happened. */
  readonly events: number;
  /** Virtual now: ms or number of operations. */
  readonly x: number;
  /** True when nothing is scheduled any more. */
  readonly idle: boolean;
  /** One event; false when idle. */
  step(): boolean;
  /** Runs until x would pass `x`, the run is idle, or `maxEvents` more have happened; returns how many did. */
  advance(x: number, maxEvents: number): number;
  /** Goes to the state after `events` events, backward or forward, through snapshots and replay. */
  seek(events: number): void;
  /** The last event at or before `x`, then as `seek`. */
  seekTime(x: number): void;
  /** Takes an action now; what was beyond this event is discarded. */
  act(action: string, argument: number): void;
  scene(): Scene;
  series(): Readonly<Record<string, SeriesData>>;
  metrics(): Readonly<Record<string, MetricValue>>;
  theory(): Readonly<Record<string, TheoryValue>>;
  /** The latest lines, at most `count`, oldest first. */
  log(count: number): readonly LogLine[];
  /** Broken invariant, or undefined. */
  check(): string | undefined;
  /** Hash over the trace so far (event, x, arguments, random draws, observations): equal inputs give equal hashes
   *  everywhere. */
  hash(): string;
}

/** A parameter that cannot be used; the message names it, its limits and its unit. */
export interface ParamProblem {
  readonly param: string;
  readonly message: string;
}
