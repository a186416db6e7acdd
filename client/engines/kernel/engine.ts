/**
 * The contract of an engine: a seeded, deterministic model of one mechanism. A run is a function of
 * (engine, parameters, seed, actions) and nothing else: no clock, no global randomness, no IO. `kernel/run.ts` runs it.
 *
 * Events are named handlers with at most two numbers as arguments (handles into pools in the state), so that a run
 * allocates nothing per event.
 */
import type { Scene } from "./scene.ts";

/** `process`: events in time, x is milliseconds. `operations`: x is the number of the operation.
 *  `model`: arithmetic over parameters, no events and no series; its scene draws the curves and marks where the parameters
 *  stand. `sequence`: ordered messages, x is the number of the message. */
export type EngineKind = "process" | "operations" | "model" | "sequence";

export type Unit = "ms" | "s" | "1/s" | "count" | "ratio" | "%" | "bytes" | "";

interface ParamBase {
  readonly label: string;
  /** One sentence for the form's help text. */
  readonly help: string;
}

export interface NumberParam extends ParamBase {
  readonly kind: "number";
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly unit: Unit;
  readonly integer?: boolean;
  /** Slider on a logarithmic scale. */
  readonly logarithmic?: boolean;
}

export interface ChoiceParam extends ParamBase {
  readonly kind: "choice";
  readonly default: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface FlagParam extends ParamBase {
  readonly kind: "flag";
  readonly default: boolean;
}

export type ParamSpec = NumberParam | ChoiceParam | FlagParam;
export type ParamSpecs = Readonly<Record<string, ParamSpec>>;
export type ParamValue = number | string | boolean;

export type ParamValues<P extends ParamSpecs> = {
  readonly [K in keyof P]: P[K] extends NumberParam ? number : P[K] extends ChoiceParam ? string : boolean;
};

export interface Preset {
  readonly title: string;
  /** Which known setting this is, one sentence. */
  readonly help: string;
  readonly params: Readonly<Record<string, ParamValue>>;
}

/** How points are merged when a series has more of them than its budget or a plot has pixels. */
export type Aggregation = "mean" | "sum" | "last" | "max" | "min";

export interface SeriesSpec {
  readonly title: string;
  readonly unit: Unit;
  readonly aggregation: Aggregation;
  /** Points kept at most; neighbours are merged by `aggregation` beyond it. */
  readonly points: number;
  /** The metric whose theory is the level that this series settles at: plots draw it as a dashed line. */
  readonly theory?: string;
}

/** Handle of a scheduled event, for `cancel`. */
export type EventHandle = number;

export interface EngineContext<Series extends string = string, Event extends string = string> {
  /** Virtual time in milliseconds (`process`), or the number of the operation (`operations`). */
  readonly nowMs: number;
  /** Uniform in [0, 1) from the named stream; streams derive from (seed, name) and do not disturb each other. */
  random(stream: string): number;
  schedule(delayMs: number, event: Event, a?: number, b?: number): EventHandle;
  cancel(handle: EventHandle): void;
  observe(series: Series, value: number): void;
}

export interface MetricSpec<State> {
  readonly title: string;
  /** One sentence where the title cannot say what exactly is counted, and from when. */
  readonly help?: string;
  readonly unit: Unit;
  /** Value so far; NaN while undefined (no samples yet). */
  value(state: State, nowMs: number): number;
}

/** A fault or an intervention; bound to an event count, so that adding one forks the run. */
export interface ActionSpec<State, Context> {
  readonly title: string;
  readonly help: string;
  /** Present when the action takes a number (which node, how many). */
  readonly argument?: NumberParam;
  run(state: State, ctx: Context, argument: number): void;
}

/** A closed form that a metric is held to. */
export interface TheorySpec<P extends ParamSpecs> {
  /** As one would write it, for display: `λ / (μ − λ)`. */
  readonly formula: string;
  /** Paper, RFC or book. */
  readonly source: string;
  /** Undefined where the formula does not apply to these parameters. */
  value(params: ParamValues<P>): number | undefined;
  /** Allowed relative deviation of the measured metric at the end of a run; a function of the parameters where the
   *  measurement's own scatter depends on them. Tests hold defaults and presets to it. */
  readonly tolerance: number | ((params: ParamValues<P>) => number);
}

export interface EngineSpec<
  P extends ParamSpecs,
  State,
  Series extends string,
  Event extends string,
  Metric extends string,
> {
  readonly id: string;
  /** The glossary term that this engine makes runnable. */
  readonly term: string;
  readonly title: string;
  readonly kind: EngineKind;
  /** What it shows, one or two sentences. */
  readonly summary: string;
  /** What the simulation leaves out, for the page. */
  readonly leavesOut: string;
  readonly params: P;
  readonly presets: Readonly<Record<string, Preset>>;
  /** Where a run with default parameters ends unless told otherwise: ms or operations. */
  readonly defaultUntil: number;
  /** Where other parameters ask for a longer run, so that what is measured can be held to theory. */
  until?(params: ParamValues<P>): number;
  readonly series: Readonly<Record<Series, SeriesSpec>>;
  readonly metrics: Readonly<Record<Metric, MetricSpec<State>>>;
  readonly actions: Readonly<Record<string, ActionSpec<State, EngineContext<Series, Event>>>>;
  /** Relations between parameters that limits cannot state; returns a message that names the parameters. */
  validate?(params: ParamValues<P>): string | undefined;
  init(params: ParamValues<P>, ctx: EngineContext<Series, Event>): State;
  readonly on: Readonly<
    Record<Event, (state: State, ctx: EngineContext<Series, Event>, a: number, b: number) => void>
  >;
  scene(state: State, nowMs: number): Scene;
  /** One line for the event log. */
  describe(event: Event, a: number, b: number, state: State): string;
  /** Broken invariant in words, or undefined. */
  check(state: State): string | undefined;
  readonly theory?: Readonly<Partial<Record<Metric, TheorySpec<P>>>>;
  /** The parameter over which theory is best seen, offered first for a sweep. */
  readonly sweep?: {
    readonly param: keyof P & string;
    readonly from: number;
    readonly to: number;
    readonly steps: number;
  };
}

/** An engine whose type parameters are forgotten: what the registry, the panel and the CLI handle. */
// biome-ignore lint/suspicious/noExplicitAny: heterogeneous list; `defineEngine` has checked each one.
export type Engine = EngineSpec<any, any, string, string, string>;

/** Identity; gives full inference inside the definition. */
export function defineEngine<
  P extends ParamSpecs,
  State,
  Series extends string,
  Event extends string,
  Metric extends string,
>(spec: EngineSpec<P, State, Series, Event, Metric>): EngineSpec<P, State, Series, Event, Metric> {
  return spec;
}
