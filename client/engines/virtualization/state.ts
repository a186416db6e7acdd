/** State of the virtualization engine: hosts and guests, and one CPU that is looked at closely. */
import type { EngineContext } from "../kernel/engine.ts";
import { cpuWeights, GUEST_NAMES, HOST_GB, type Params } from "./params.ts";
import { StrideScheduler } from "./primitives/strideScheduler.ts";

export type Context = EngineContext<
  "guests" | "memory" | "ours" | "noisy",
  "arrival" | "departure" | "quantum" | "mark" | "sample"
>;

/** Guests there can be at once: 64 hosts of 64 GB, a quarter of a gigabyte each. */
const GUESTS = 16_384;

export interface State {
  readonly params: Params;
  /** Memory left on each host, and guests on it. */
  readonly freeGb: Float64Array;
  readonly guestsOn: Int32Array;
  /** By guest: its host, −1 for none; its size with overhead; when its program runs. */
  readonly hostOf: Int16Array;
  readonly sizeGb: Float64Array;
  readonly readyMs: Float64Array;
  readonly freeGuests: Int32Array;
  freeCount: number;
  guests: number;
  arrivals: number;
  refused: number;
  ended: number;
  /** Sums over time: guests, hosts in use, and memory of programs and of hosts in use. */
  guestMs: number;
  hostMs: number;
  sinceMs: number;
  markArrivals: number;
  markRefused: number;
  markGuestMs: number;
  markHostMs: number;
  markMs: number;
  scheduler: StrideScheduler;
  /** Work that waits, and CPU that was got, in quanta. */
  readonly backlog: Float64Array;
  readonly got: Float64Array;
  quanta: number;
  lastGuest: number;
  lastRunning: number;
}

export function createState(values: Params): State {
  const guests = Math.min(GUESTS, values.hosts * 256);
  return {
    params: values,
    freeGb: new Float64Array(values.hosts).fill(HOST_GB),
    guestsOn: new Int32Array(values.hosts),
    hostOf: new Int16Array(guests).fill(-1),
    sizeGb: new Float64Array(guests),
    readyMs: new Float64Array(guests),
    freeGuests: Int32Array.from({ length: guests }, (_, i) => guests - 1 - i),
    freeCount: guests,
    guests: 0,
    arrivals: 0,
    refused: 0,
    ended: 0,
    guestMs: 0,
    hostMs: 0,
    sinceMs: 0,
    markArrivals: 0,
    markRefused: 0,
    markGuestMs: 0,
    markHostMs: 0,
    markMs: 0,
    scheduler: new StrideScheduler(cpuWeights(values)),
    backlog: new Float64Array(GUEST_NAMES.length),
    got: new Float64Array(GUEST_NAMES.length),
    quanta: 0,
    lastGuest: -1,
    lastRunning: -1,
  };
}

export function hostsInUse({ guestsOn }: State): number {
  return guestsOn.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
}

/** Adds up over time, up to now. Called before anything changes. */
export function accrue(state: State, nowMs: number): void {
  state.guestMs += state.guests * (nowMs - state.sinceMs);
  state.hostMs += hostsInUse(state) * (nowMs - state.sinceMs);
  state.sinceMs = nowMs;
}
