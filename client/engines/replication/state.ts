/** State of the replication engine: what each replica has of each key, writes that are not done, and what is counted. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import { createNetwork, type Network, type Wire } from "../kernel/network.ts";
import { hasLeader, type Params } from "./params.ts";
import { HintStore } from "./primitives/hintStore.ts";
import { MerkleTree } from "./primitives/merkleTree.ts";
import type { Version } from "./primitives/versionVector.ts";

export type Context = EngineContext<
  "lag" | "stale" | "behind",
  "deliver" | "write" | "read" | "expire" | "crash" | "restart" | "promote" | "compare" | "tick"
>;

/** A write on its way to a replica. Ids ascend with time, so that the larger one is the newer. */
export interface Update {
  readonly id: number;
  readonly key: number;
  /** With several leaders. */
  readonly version: Version | undefined;
  /** The replica for which the receiver stands in; −1 when it is meant itself. */
  readonly hintFor: number;
}

/** A write and the client that made it. */
export interface Session {
  readonly key: number;
  /** Where it was written; where it is read from when clients stay with one follower. */
  readonly home: number;
  readonly readsFrom: number;
  readonly atMs: number;
  got: number;
  done: boolean;
  /** What the first read saw. */
  seen: number;
}

export interface State {
  readonly params: Params;
  readonly wire: Wire;
  readonly network: Network<Update>;
  readonly up: Uint8Array;
  readonly crashes: Int32Array;
  /** By replica and key: the newest write that it has; 0 for none. */
  readonly latest: Float64Array;
  /** With several leaders, by replica and key: versions that are kept side by side. */
  readonly siblings: (readonly Version[])[];
  /** By key: how many writes each leader has made. */
  readonly issued: Uint32Array[];
  /** By replica: the newest write of the log that it has, with one leader. */
  readonly applied: Float64Array;
  readonly trees: MerkleTree[];
  readonly hints: HintStore[];
  readonly sessions: Map<number, Session>;
  /** With one leader: writes that were done, ascending. */
  readonly doneIds: number[];
  /** With last writer wins: writes that were dropped unseen. */
  readonly droppedIds: Set<number>;
  readonly writeTime: Histogram;
  leader: number;
  writes: number;
  failed: number;
  firstReads: number;
  staleOwn: number;
  secondReads: number;
  backwards: number;
  failedReads: number;
  conflicts: number;
  mostSiblings: number;
  failovers: number;
  /** Whether a replica ever crashed while another was down or cut off: more than copies can make up for. */
  manyFaults: boolean;
  lost: number;
  repaired: number;
  handedOver: number;
  exchanged: number;
  comparisons: number;
  tickReads: number;
  tickStale: number;
  lastReplica: number;
  lastKey: number;
  /** What the latest event did, for the log. */
  lastText: string;
}

export function createState(values: Params): State {
  const { replicas, keys, mode } = values;
  const each = Array.from({ length: replicas }, (_, replica) => replica);
  return {
    params: values,
    wire: {
      latencyMs: values.latency,
      jitterMs: values.jitter,
      loss: 0,
      duplication: 0,
      ordered: hasLeader(values),
    },
    network: createNetwork(replicas + 1),
    up: new Uint8Array(replicas).fill(1),
    crashes: new Int32Array(replicas),
    latest: new Float64Array(replicas * keys),
    siblings: Array.from({ length: replicas * keys }, () => []),
    issued: Array.from({ length: keys }, () => new Uint32Array(replicas)),
    applied: new Float64Array(replicas),
    trees: mode === "leaderless" ? each.map(() => new MerkleTree(BUCKETS)) : [],
    hints: each.map(() => new HintStore(1000)),
    sessions: new Map(),
    doneIds: [],
    droppedIds: new Set(),
    writeTime: createHistogram(),
    leader: 0,
    ...createCounts(),
  };
}

/** Sixteen of them: up to four keys share one. */
export const BUCKETS = 16;

function createCounts() {
  return {
    writes: 0,
    failed: 0,
    firstReads: 0,
    staleOwn: 0,
    secondReads: 0,
    backwards: 0,
    failedReads: 0,
    conflicts: 0,
    mostSiblings: 0,
    failovers: 0,
    manyFaults: false,
    lost: 0,
    repaired: 0,
    handedOver: 0,
    exchanged: 0,
    comparisons: 0,
    tickReads: 0,
    tickStale: 0,
    lastReplica: 0,
    lastKey: 0,
    lastText: "",
  };
}

/** The client's place in the network: it stands beside the replicas. */
export const clientOf = ({ params }: State): number => params.replicas;

export const cellOf = ({ params }: State, replica: number, key: number): number =>
  replica * params.keys + key;

/** A replica that is up, at random from the named stream, other than `except`; −1 when there is none. Draws once. */
export function randomUp(state: State, ctx: Context, stream: string, except = -1): number {
  const uniform = ctx.random(stream);
  const candidates: number[] = [];
  for (let i = 0; i < state.up.length; i++) if (state.up[i] === 1 && i !== except) candidates.push(i);
  return candidates.length === 0 ? -1 : candidates[Math.floor(uniform * candidates.length)]!;
}
