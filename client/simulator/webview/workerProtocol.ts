/**
 * What the page and its worker say to each other. Frames carry everything the page shows, so that the page holds no
 * simulation state of its own; a new frame comes only after the page has drawn the last one.
 */
import type {
  BoundAction,
  LogLine,
  MetricValue,
  RunInput,
  SeriesData,
  TheoryValue,
} from "../../engines/kernel/runTypes.ts";
import type { Scene } from "../../engines/kernel/scene.ts";
import type { ReplyMessage, RequestMessage } from "../protocol.ts";

/** Where a loaded run goes first: to a number of events, or to a value of x. */
export type Goal = { readonly events: number } | { readonly x: number };

export type ToWorker =
  /** Replaces the runs: one, or two for a comparison. Frames carry the number of their load: the page ignores older ones. */
  | {
      readonly type: "load";
      readonly load: number;
      readonly inputs: readonly RunInput[];
      readonly goal: Goal;
    }
  /** `rate`: units of x a second of real time. */
  | { readonly type: "play"; readonly rate: number }
  | { readonly type: "pause" }
  | { readonly type: "step" }
  | { readonly type: "stepBack" }
  | { readonly type: "seek"; readonly x: number }
  | { readonly type: "act"; readonly action: string; readonly argument: number }
  /** What the page wants in frames, and how far apart at least. */
  | { readonly type: "view"; readonly log: boolean; readonly frameMs: number }
  /** The last frame is on the screen. */
  | { readonly type: "drawn" }
  | { readonly type: "sweep"; readonly plan: SweepPlan }
  | RequestMessage<WorkerRequests>;

export type FromWorker =
  | { readonly type: "frame"; readonly frame: Frame }
  | { readonly type: "failed"; readonly message: string }
  | { readonly type: "sweepPoint"; readonly point: SweepResult }
  | { readonly type: "sweepDone" }
  | ReplyMessage;

export interface WorkerRequests {
  export: { params: Record<string, never>; result: { readonly csv: string; readonly json: string } };
  /** The first run as one line of the scenario grammar, up to now. */
  scenario: { params: Record<string, never>; result: string };
}

export interface Frame {
  readonly load: number;
  readonly x: number;
  /** Where the run ends: beyond the engine's own end when an action was taken there. */
  readonly until: number;
  readonly playing: boolean;
  /** A goal is not reached yet: numbers are on their way. */
  readonly busy: boolean;
  readonly sides: readonly Side[];
}

/** One run as the page shows it. */
export interface Side {
  readonly events: number;
  readonly idle: boolean;
  readonly actions: readonly BoundAction[];
  readonly scene: Scene;
  readonly series: Readonly<Record<string, SeriesData>>;
  readonly metrics: Readonly<Record<string, MetricValue>>;
  readonly theory: Readonly<Record<string, TheoryValue>>;
  readonly log: readonly LogLine[];
  readonly hash: string;
  /** A broken invariant, in words. */
  readonly broken?: string;
}

export interface SweepPlan {
  readonly input: RunInput;
  readonly param: string;
  readonly values: readonly number[];
  readonly seeds: readonly number[];
  readonly until: number;
}

/** All metrics at one value of the swept parameter, `low` to `high` being the 95 % interval of the mean; NaN without one. */
export interface SweepResult {
  readonly value: number;
  readonly metrics: Readonly<
    Record<
      string,
      { readonly mean: number; readonly low: number; readonly high: number; readonly theory?: number }
    >
  >;
}
