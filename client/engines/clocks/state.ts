/** State of the clocks engine: every process has four clocks, and the latest events keep all four stamps. */
import type { EngineContext } from "../kernel/engine.ts";
import type { Params } from "./params.ts";
import { DriftingClock } from "./primitives/driftingClock.ts";
import { HybridClock, type HybridStamp } from "./primitives/hybridClock.ts";
import { LamportClock } from "./primitives/lamportClock.ts";
import { VectorClock } from "./primitives/vectorClock.ts";

export type Context = EngineContext<"spread" | "hybridAhead" | "violations", "local" | "receive" | "sync">;

/** Events that are kept, to be shown and to be compared with each new one. */
export const KEPT = 24;

export interface StampedEvent {
  readonly id: number;
  readonly process: number;
  /** Of a send where it goes, of a receive where it came from; −1 else. */
  readonly partner: number;
  readonly receives: boolean;
  /** The event before it in its process, and of a receive the send; −1 where there is none. */
  readonly previous: number;
  readonly sent: number;
  readonly physical: number;
  readonly lamport: number;
  readonly vector: Uint32Array;
  readonly hybrid: HybridStamp;
  /** By the physical clocks it was not after the event that caused it. */
  readonly violates: boolean;
}

export interface State {
  readonly params: Params;
  readonly physical: readonly DriftingClock[];
  readonly lamport: readonly LamportClock[];
  readonly vector: readonly VectorClock[];
  readonly hybrid: readonly HybridClock[];
  /** The latest event of each process. */
  readonly last: (StampedEvent | undefined)[];
  /** Messages under way, by the number of their sending. */
  readonly inFlight: Map<number, StampedEvent>;
  events: StampedEvent[];
  nextId: number;
  received: number;
  violations: number;
  /** Local events that were stamped before their predecessor: the clock had been set back. */
  backwards: number;
  pairs: number;
  concurrentPairs: number;
  hybridAheadSum: number;
  hybridAheadMax: number;
  counterMax: number;
  /** The largest and the smallest offset that a clock ever had. */
  offsetMax: number;
  offsetMin: number;
}

/** From −½ for the first process to ½ for the last. */
function place({ processes }: Params, process: number): number {
  return process / (processes - 1) - 0.5;
}

export function createState(params: Params): State {
  const each = <T>(make: (process: number) => T): T[] =>
    Array.from({ length: params.processes }, (_, process) => make(process));
  return {
    params,
    physical: each((process) => {
      const at = place(params, process);
      return new DriftingClock(at * params.skew, 2 * at * params.drift);
    }),
    lamport: each(() => new LamportClock()),
    vector: each((process) => new VectorClock(params.processes, process)),
    // Clocks may begin below zero.
    hybrid: each(() => new HybridClock(Infinity, { l: -Infinity, c: 0 })),
    last: each(() => undefined),
    inFlight: new Map(),
    events: [],
    nextId: 0,
    received: 0,
    violations: 0,
    backwards: 0,
    pairs: 0,
    concurrentPairs: 0,
    hybridAheadSum: 0,
    hybridAheadMax: 0,
    counterMax: 0,
    offsetMax: params.skew / 2,
    offsetMin: -params.skew / 2,
  };
}

/** How far the clocks are apart at this true time. */
export function spreadMs(state: State, nowMs: number): number {
  const offsets = state.physical.map((clock) => clock.offsetAt(nowMs));
  return Math.max(...offsets) - Math.min(...offsets);
}
