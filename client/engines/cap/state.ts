/** State of the CAP engine: what each replica has, requests under way, and what clients met with, side by side. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import { createNetwork, type Network, type Wire } from "../kernel/network.ts";
import type { Version } from "../replication/primitives/versionVector.ts";
import type { Params } from "./params.ts";
import {
  type MajorityOperation,
  type RegisterTag,
  type RegisterValue,
  UNWRITTEN,
} from "./primitives/majorityRegister.ts";

export type Context = EngineContext<
  "errors" | "stale" | "latency",
  "deliver" | "request" | "expire" | "part" | "heal" | "tick"
>;

export type Packet =
  | { readonly type: "question"; readonly request: number; readonly key: number }
  | { readonly type: "answer"; readonly request: number; readonly value: RegisterValue }
  | { readonly type: "store"; readonly request: number; readonly key: number; readonly value: RegisterValue }
  | { readonly type: "stored"; readonly request: number }
  | { readonly type: "spread"; readonly key: number; readonly versions: readonly Version[] };

export interface Request {
  readonly key: number;
  readonly replica: number;
  readonly atMs: number;
  /** The newest write of the key that was done before: what a consistent answer must not fall behind. */
  readonly mustSee: RegisterTag;
  readonly operation: MajorityOperation;
}

/** What the clients of one side met with while the network was parted. */
export interface Side {
  answered: number;
  errors: number;
  reads: number;
  stale: number;
}

export interface State {
  readonly params: Params;
  readonly wire: Wire;
  readonly network: Network<Packet>;
  /** By replica and key. */
  readonly values: RegisterValue[];
  readonly versions: (readonly Version[])[];
  readonly requests: Map<number, Request>;
  /** By key: the newest write that is done, by tag where a majority has it, and the number of the last one otherwise. */
  readonly doneTags: RegisterTag[];
  readonly doneIds: Float64Array;
  readonly sides: readonly [Side, Side];
  readonly latency: Histogram;
  readonly writeLatency: Histogram;
  parted: boolean;
  issued: number;
  answered: number;
  errors: number;
  reads: number;
  stale: number;
  /** Keys that had more than one value when the sides met again. */
  conflicts: number;
  heals: number;
  tickReads: number;
  tickStale: number;
  tickEnded: number;
  tickErrors: number;
  lastReplica: number;
  lastText: string;
}

const side = (): Side => ({ answered: 0, errors: 0, reads: 0, stale: 0 });

export function createState(values: Params): State {
  const cells = values.replicas * values.keys;
  return {
    params: values,
    wire: { latencyMs: values.latency, jitterMs: values.jitter, loss: 0, duplication: 0, ordered: false },
    network: createNetwork(values.replicas),
    values: Array.from({ length: cells }, () => UNWRITTEN),
    versions: Array.from({ length: cells }, () => []),
    requests: new Map(),
    doneTags: Array.from({ length: values.keys }, () => UNWRITTEN.tag),
    doneIds: new Float64Array(values.keys),
    sides: [side(), side()],
    latency: createHistogram(),
    writeLatency: createHistogram(),
    parted: false,
    issued: 0,
    answered: 0,
    errors: 0,
    reads: 0,
    stale: 0,
    conflicts: 0,
    heals: 0,
    tickReads: 0,
    tickStale: 0,
    tickEnded: 0,
    tickErrors: 0,
    lastReplica: 0,
    lastText: "",
  };
}

export const cellOf = ({ params }: State, replica: number, key: number): number =>
  replica * params.keys + key;

/** 0 for the larger side, 1 for the one that is cut off. */
export const sideOf = (state: State, replica: number): 0 | 1 => (state.network.side[replica] === 0 ? 0 : 1);
