/**
 * What of a run is compared with theory. Closed forms speak of the long run: a bucket is counted once its start,
 * full, no longer shows; a window in whole windows only, since the beginning of one lets everything pass.
 */
import { isWindowed, type Params } from "./params.ts";
import { tokenBucketWarmUpMs } from "./theory.ts";

/** Totals at a moment that counting starts from (buckets) or has reached (windows). */
export interface Baseline {
  /** −1 until there is one. */
  atMs: number;
  offered: number;
  allowed: number;
}

/** What of the engine's state is looked at. */
interface Counted {
  readonly params: Params;
  readonly warmUpMs: number;
  readonly baseline: Baseline;
  readonly offered: number;
  readonly allowed: number;
}

export interface SteadyCounts {
  readonly offered: number;
  readonly allowed: number;
  readonly spanMs: number;
}

export function createBaseline(): Baseline {
  return { atMs: -1, offered: 0, allowed: 0 };
}

export function warmUpMs({ algorithm, arrivalRate, rate, burst, burstiness }: Params): number {
  return isWindowed(algorithm) ? 0 : tokenBucketWarmUpMs(arrivalRate, rate, burst, burstiness);
}

/** Called before each request is counted. */
export function moveBaseline(state: Counted, nowMs: number): void {
  const { baseline, params } = state;
  if (!isWindowed(params.algorithm)) {
    if (baseline.atMs >= 0 || nowMs < state.warmUpMs) return;
    baseline.atMs = state.warmUpMs;
  } else {
    const boundaryMs = lastBoundaryMs(params, nowMs);
    if (boundaryMs <= baseline.atMs) return;
    baseline.atMs = boundaryMs;
  }
  baseline.offered = state.offered;
  baseline.allowed = state.allowed;
}

/** Undefined before the warm-up is over, or the first window is full. */
export function steadyCounts(state: Counted, nowMs: number): SteadyCounts | undefined {
  const { baseline, offered, allowed } = state;
  if (!isWindowed(state.params.algorithm)) {
    const spanMs = nowMs - state.warmUpMs;
    if (spanMs <= 0) return undefined;
    if (baseline.atMs < 0) return { offered: 0, allowed: 0, spanMs };
    return { offered: offered - baseline.offered, allowed: allowed - baseline.allowed, spanMs };
  }
  const boundaryMs = lastBoundaryMs(state.params, nowMs);
  if (boundaryMs === 0) return undefined;
  // Nothing has come since the boundary: all that was counted lies before it.
  if (baseline.atMs < boundaryMs) return { offered, allowed, spanMs: boundaryMs };
  return { offered: baseline.offered, allowed: baseline.allowed, spanMs: boundaryMs };
}

function lastBoundaryMs({ window }: Params, nowMs: number): number {
  return Math.floor(nowMs / window) * window;
}
