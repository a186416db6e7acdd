/** State of the CRDT engine: what each replica holds, and which writes it has heard of. */
import type { EngineContext } from "../kernel/engine.ts";
import { createObject, type ReplicatedObject } from "./objects.ts";
import type { Params } from "./params.ts";

export type Context = EngineContext<"values" | "spread" | "stateSize", "write" | "gossip" | "cut" | "mend">;

export interface State {
  readonly params: Params;
  readonly objects: readonly ReplicatedObject[];
  /** Of each replica, of each origin how many of its writes it has heard of. */
  readonly heard: readonly Uint32Array[];
  /** Of each origin the moments of those writes that not all have heard of, and the number of the first of them. */
  readonly waiting: readonly number[][];
  readonly arrived: Uint32Array;
  /** What counters should have gained by each origin's writes, up to each of them. */
  readonly gained: readonly number[][];
  cut: boolean;
  stopped: boolean;
  writes: number;
  inVain: number;
  merges: number;
  spreadMs: number;
  spread: number;
  lastText: string;
}

export function createState(params: Params): State {
  const { replicas, type } = params;
  const each = <T>(make: (replica: number) => T): T[] => Array.from({ length: replicas }, (_, i) => make(i));
  return {
    params,
    objects: each((replica) => createObject(type, replicas, replica)),
    heard: each(() => new Uint32Array(replicas)),
    waiting: each(() => []),
    arrived: new Uint32Array(replicas),
    gained: each(() => [0]),
    cut: false,
    stopped: false,
    writes: 0,
    inVain: 0,
    merges: 0,
    spreadMs: 0,
    spread: 0,
    lastText: "",
  };
}

/** What a counter should show at a replica: the sum of all that it has heard of. */
export function expectedCount(state: State, replica: number): number {
  return state.heard[replica]!.reduce((sum, count, origin) => sum + state.gained[origin]![count]!, 0);
}

/** The first half of the replicas and the second do not reach each other while they are cut. */
export function reaches({ cut, params }: State, from: number, to: number): boolean {
  const half = params.replicas / 2;
  return !cut || from < half === to < half;
}
