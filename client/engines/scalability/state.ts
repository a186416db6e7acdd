/** State of the scalability engine: what each worker does, who holds the lock, and where the time went. */
import type { EngineContext } from "../kernel/engine.ts";
import { BoundedFifo } from "../timeout/primitives/boundedFifo.ts";
import { MOST_WORKERS, type Params } from "./params.ts";

export type Context = EngineContext<
  "speedup" | "waiting" | "workers",
  "computed" | "released" | "mark" | "sample"
>;

/** What a worker does. */
export const IDLE = 0;
export const COMPUTES = 1;
export const WAITS = 2;
export const HOLDS = 3;

export interface State {
  readonly params: Params;
  /** Workers wanted; those beyond leave when they have finished what they do. */
  wanted: number;
  /** Workers of the present round, or at work. */
  active: number;
  readonly doing: Uint8Array;
  readonly sinceMs: Float64Array;
  /** A worker who is this many times slower; 1 for all as a rule. */
  readonly slowness: Float64Array;
  readonly queue: BoundedFifo;
  holder: number;
  /** Workers of this round who have computed, and who have been through the lock. */
  computed: number;
  released: number;
  /** Jobs done, in worker-alone units. */
  done: number;
  rounds: number;
  /** Jobs and time until the last round ended. */
  doneInRounds: number;
  roundEndMs: number;
  lockedInRoundsMs: number;
  /** Worker-milliseconds in each of the four. */
  readonly spentMs: Float64Array;
  lockedMs: number;
  markDone: number;
  markMs: number;
  markLockedMs: number;
  sampledDone: number;
  sampledMs: number;
  lastSpeedup: number;
}

export function createState(values: Params): State {
  return {
    params: values,
    wanted: values.workers,
    active: 0,
    doing: new Uint8Array(MOST_WORKERS),
    sinceMs: new Float64Array(MOST_WORKERS),
    slowness: new Float64Array(MOST_WORKERS).fill(1),
    queue: new BoundedFifo(MOST_WORKERS),
    holder: -1,
    computed: 0,
    released: 0,
    done: 0,
    rounds: 0,
    doneInRounds: 0,
    roundEndMs: 0,
    lockedInRoundsMs: 0,
    spentMs: new Float64Array(4),
    lockedMs: 0,
    markDone: 0,
    markMs: 0,
    markLockedMs: 0,
    sampledDone: 0,
    sampledMs: 0,
    lastSpeedup: 0,
  };
}

/** Moves a worker on, and books the time that it spent as it was. */
export function become(state: State, worker: number, what: number, nowMs: number): void {
  state.spentMs[state.doing[worker]!] = state.spentMs[state.doing[worker]!]! + nowMs - state.sinceMs[worker]!;
  state.doing[worker] = what;
  state.sinceMs[worker] = nowMs;
}
