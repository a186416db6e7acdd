/** State of the error-budget engine: counts by minute, which rules fire, and since when. */
import type { EngineContext } from "../kernel/engine.ts";
import { DAY_MS, MINUTE_MS, type Params } from "./params.ts";
import { POLICIES } from "./policies.ts";
import type { BurnRateRule } from "./primitives/burnRateAlert.ts";
import { WindowedRatio } from "./primitives/windowedRatio.ts";

export type Context = EngineContext<
  "errors" | "burnHour" | "burnDays" | "budget",
  "minute" | "begin" | "end"
>;

/** Firings kept for the scene, a rule. */
export const SPANS = 16;
const LONGEST_MS = 3 * DAY_MS;
/** Minutes that the invariants count again by themselves. */
export const RECOUNTED = 30;

export interface Firing {
  readonly fromMs: number;
  /** −1 while it goes on. */
  toMs: number;
}

export interface State {
  readonly params: Params;
  readonly rules: readonly BurnRateRule[];
  readonly counts: WindowedRatio;
  /** Requests a minute: a whole number, and at least one. */
  readonly requests: number;
  total: number;
  bad: number;
  minutes: number;
  /** Errors of the latest minutes, by minute modulo the length. */
  readonly recentBad: Float64Array;
  /** Share that fails on account of incidents, and how many incidents there are; the latest begun decides the share. */
  incidentShare: number;
  /** The share in force when the present minute began: changes count from the next one on. */
  minuteShare: number;
  /** What was mended by hand need not end by itself any more. */
  mended: number;
  incidents: number;
  incidentFromMs: number;
  incidentToMs: number;
  blipMinutes: number;
  /** By rule. */
  readonly firing: Uint8Array;
  readonly firings: Firing[][];
  pages: number;
  tickets: number;
  /** Pages that began when no incident was going on. */
  falsePages: number;
  /** Of the first incident; −1 before. */
  detectedMs: number;
  spentAtDetection: number;
  badBefore: number;
  resetAfterMs: number;
  lastShare: number;
}

export function createState(values: Params): State {
  const rules = POLICIES[values.policy]!;
  const requests = Math.max(1, Math.round(values.rate * 60));
  const usual = requests * values.background;
  const counts = new WindowedRatio(MINUTE_MS, LONGEST_MS);
  // The service has been running: windows that were empty would make much of the first error.
  for (let past = 0; past < LONGEST_MS; past += MINUTE_MS) counts.add(requests, usual);
  return {
    params: values,
    rules,
    counts,
    requests,
    total: 0,
    bad: 0,
    minutes: 0,
    recentBad: new Float64Array(RECOUNTED).fill(usual),
    incidentShare: 0,
    minuteShare: 0,
    mended: 0,
    incidents: 0,
    incidentFromMs: -1,
    incidentToMs: -1,
    blipMinutes: 0,
    firing: new Uint8Array(rules.length),
    firings: rules.map(() => []),
    pages: 0,
    tickets: 0,
    falsePages: 0,
    detectedMs: -1,
    spentAtDetection: -1,
    badBefore: 0,
    resetAfterMs: -1,
    lastShare: 0,
  };
}

/** Errors that the objective allows among the requests of 30 days. */
export function allowedErrors(state: State): number {
  return (1 - state.params.objective) * state.requests * 30 * 24 * 60;
}
