/** State of the stream-processing engine: the operator, the watermark, the latest results, and what is counted. */
import type { EngineContext } from "../kernel/engine.ts";
import { type Params, slideMs } from "./params.ts";
import { BoundedOutOfOrderness } from "./primitives/boundedOutOfOrderness.ts";
import { type OpenWindow, WindowOperator } from "./primitives/windowOperator.ts";

export type Context = EngineContext<
  "delay" | "watermarkLag" | "open" | "late",
  "happen" | "arrive" | "clock" | "tick"
>;

/** Results kept for the picture. */
export const KEPT_RESULTS = 12;

export interface Result {
  readonly key: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly count: number;
  readonly first: number;
  readonly corrections: number;
}

export interface State {
  readonly params: Params;
  readonly operator: WindowOperator;
  readonly watermark: BoundedOutOfOrderness;
  results: Result[];
  happened: number;
  arrived: number;
  misplaced: number;
  firstResults: number;
  firstDelayMs: number;
  corrections: number;
  /** Entries in first results. */
  told: number;
  /** Entries of events that are measured. */
  onTime: number;
  late: number;
  dropped: number;
  offlineUntilMs: number;
  slowUntilMs: number;
  watermarkFell: boolean;
  lastEventMs: number;
  lastDropped: boolean;
  lastDelayMs: number;
  tickLate: number;
}

export function createState(params: Params): State {
  const { kind, size, gap, lateness, time, bound } = params;
  return {
    params,
    operator: new WindowOperator({
      kind: kind === "sliding" || kind === "session" ? kind : "tumbling",
      sizeMs: size,
      slideMs: slideMs(params),
      gapMs: gap,
      latenessMs: time === "event" ? lateness : 0,
    }),
    watermark: new BoundedOutOfOrderness(bound),
    results: [],
    happened: 0,
    arrived: 0,
    misplaced: 0,
    firstResults: 0,
    firstDelayMs: 0,
    corrections: 0,
    told: 0,
    onTime: 0,
    late: 0,
    dropped: 0,
    offlineUntilMs: 0,
    slowUntilMs: 0,
    watermarkFell: false,
    lastEventMs: 0,
    lastDropped: false,
    lastDelayMs: 0,
    tickLate: 0,
  };
}

/** Writes a result down, or corrects it. */
export function noteResult(state: State, window: OpenWindow, correction: boolean): void {
  const { key, startMs, endMs, count } = window;
  const known = state.results.findLastIndex(
    (one) => one.key === key && one.startMs < endMs && one.endMs > startMs && one.endMs <= endMs,
  );
  const before = state.results[known];
  if (correction && before !== undefined) {
    state.results[known] = { ...before, startMs, endMs, count, corrections: before.corrections + 1 };
    return;
  }
  state.results.push({ key, startMs, endMs, count, first: count, corrections: 0 });
  if (state.results.length > KEPT_RESULTS) state.results.shift();
}
