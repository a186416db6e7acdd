/** State of the publish-subscribe engine: the topic's partitions, the groups with their positions, and what is counted. */
import { mixInteger } from "../consistent-hashing/primitives/murmur3.ts";
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import { Zipf } from "../kernel/zipf.ts";
import { BoundedFifo } from "../timeout/primitives/boundedFifo.ts";
import { KEYS, type Params } from "./params.ts";
import { assignRange, assignRoundRobin, assignSticky } from "./primitives/partitionAssignors.ts";
import { PartitionLog } from "./primitives/partitionLog.ts";

export type Context = EngineContext<
  "lag" | "slowLag" | "wait" | "moved",
  "publish" | "carried" | "done" | "resume" | "notice" | "change" | "mark" | "tick"
>;

/** One consumer group. Arrays by partition, then by member. */
export interface Group {
  owner: Int32Array;
  /** The next offset to be done, and the one from which work begins again after a crash. */
  readonly position: Float64Array;
  readonly committed: Float64Array;
  /** The furthest offset ever done: below it work is done again. */
  readonly furthest: Float64Array;
  readonly skipped: Float64Array;
  readonly pausedUntilMs: Float64Array;
  /** The member that works on a message of the partition, −1 for none. */
  readonly inHand: Int32Array;
  readonly alive: Uint8Array;
  /** The partition that each member works on, −1 while idle, and the event that ends it. */
  readonly working: Int32Array;
  readonly end: Float64Array;
  /** Where each member looks first: partitions take turns. */
  readonly lookFrom: Int32Array;
  done: number;
  again: number;
  missed: number;
  rebalances: number;
  moved: number;
  measuredDone: number;
  measuredWaitMs: number;
}

export interface State {
  readonly params: Params;
  readonly zipf: Zipf;
  readonly logs: readonly PartitionLog[];
  readonly groups: readonly Group[];
  /** Messages at the hub, by the partition they are for, and when they came. */
  readonly hubLine: BoundedFifo;
  readonly hubCame: BoundedFifo;
  hubBusy: boolean;
  hubWaitMs: number;
  hubDone: number;
  published: number;
  appended: number;
  nextPartition: number;
  readonly counts: Float64Array;
  readonly wait: Histogram;
  measuring: boolean;
  measuredFromMs: number;
  measuredLag: number;
  outOfOrder: number;
  lastPartition: number;
  lastGroup: number;
  lastMoved: number;
}

export function createState(params: Params): State {
  const { partitions, retention, groups } = params;
  return {
    params,
    zipf: new Zipf(KEYS, params.keySkew),
    logs: Array.from({ length: partitions }, () => new PartitionLog(retention)),
    groups: Array.from({ length: groups }, () => createGroup(params)),
    hubLine: new BoundedFifo(0x100000),
    hubCame: new BoundedFifo(0x100000),
    hubBusy: false,
    hubWaitMs: 0,
    hubDone: 0,
    published: 0,
    appended: 0,
    nextPartition: 0,
    counts: new Float64Array(partitions),
    wait: createHistogram(),
    measuring: false,
    measuredFromMs: 0,
    measuredLag: 0,
    outOfOrder: 0,
    lastPartition: 0,
    lastGroup: 0,
    lastMoved: 0,
  };
}

function createGroup(params: Params): Group {
  const { partitions, consumers } = params;
  const zeros = () => new Float64Array(partitions);
  const alive = new Uint8Array(consumers).fill(1);
  return {
    owner: assign(params.assignor, new Int32Array(partitions).fill(-1), members(alive)),
    position: zeros(),
    committed: zeros(),
    furthest: zeros(),
    skipped: zeros(),
    pausedUntilMs: zeros(),
    inHand: new Int32Array(partitions).fill(-1),
    alive,
    working: new Int32Array(consumers).fill(-1),
    end: new Float64Array(consumers),
    lookFrom: new Int32Array(consumers),
    done: 0,
    again: 0,
    missed: 0,
    rebalances: 0,
    moved: 0,
    measuredDone: 0,
    measuredWaitMs: 0,
  };
}

export function members(alive: Uint8Array): number[] {
  return Array.from(alive, (one, member) => (one === 1 ? member : -1)).filter((member) => member >= 0);
}

export function assign(assignor: string, previous: Int32Array, present: readonly number[]): Int32Array {
  if (assignor === "range") return assignRange(previous.length, present);
  if (assignor === "round-robin") return assignRoundRobin(previous.length, present);
  return assignSticky(previous, present);
}

/** The partition of a key: the same in every run. */
export function partitionOf(key: number, partitions: number): number {
  return mixInteger(key + 1) % partitions;
}

/** Messages that a group has before it. */
export function lagOf(state: State, group: number): number {
  let lag = 0;
  for (let partition = 0; partition < state.logs.length; partition++)
    lag += state.logs[partition]!.end - state.groups[group]!.position[partition]!;
  return lag;
}
