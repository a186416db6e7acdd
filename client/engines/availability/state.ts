/** State of the availability engine: copies by part, who serves, and the outages of the whole. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import type { Params } from "./params.ts";

export type Context = EngineContext<
  "down" | "failed" | "outage",
  "fail" | "repair" | "cause" | "switched" | "tick"
>;

/** No copy of a part serves, or none is known to. */
export const NOBODY = -1;

export interface State {
  readonly params: Params;
  /** 1 while a copy is up; copy c of part s is at s · copies + c. */
  readonly up: Uint8Array;
  /** Event that ends what the copy is in: its failure or its repair. */
  readonly next: Float64Array;
  /** By part: copies that are up. */
  readonly upCount: Uint16Array;
  /** By part, active-passive: the copy that serves, `NOBODY` while it switches or all are down. */
  readonly active: Int16Array;
  /** By part: 1 while it switches. */
  readonly switching: Uint8Array;
  /** Parts that do not serve. */
  downParts: number;
  /** When the present outage began; −1 while there is none. */
  outageSinceMs: number;
  downMs: number;
  outages: number;
  failures: number;
  causes: number;
  switches: number;
  readonly outageLengths: Histogram;
  tickMs: number;
  tickedDownMs: number;
  /** The longest outage that ended since the last tick. */
  tickLongestMs: number;
  /** What the latest event meant for users, for the log. */
  lastChange: "" | "out" | "back";
}

export function createState(values: Params, tickMs: number): State {
  const count = values.stages * values.copies;
  return {
    params: values,
    up: new Uint8Array(count).fill(1),
    next: new Float64Array(count),
    upCount: new Uint16Array(values.stages).fill(values.copies),
    active: new Int16Array(values.stages),
    switching: new Uint8Array(values.stages),
    downParts: 0,
    outageSinceMs: -1,
    downMs: 0,
    outages: 0,
    failures: 0,
    causes: 0,
    switches: 0,
    outageLengths: createHistogram(),
    tickMs,
    tickedDownMs: 0,
    tickLongestMs: 0,
    lastChange: "",
  };
}

/** The present outage included. */
export function downMsUntil({ downMs, outageSinceMs }: State, nowMs: number): number {
  return downMs + (outageSinceMs < 0 ? 0 : nowMs - outageSinceMs);
}
