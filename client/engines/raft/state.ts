/** State of the Raft engine: servers and their disks, the network between them, a witness, and what is counted. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import { createNetwork, type Network, type Wire } from "../kernel/network.ts";
import type { Params } from "./params.ts";
import type { RaftDisk, RaftMessage } from "./primitives/raftMessages.ts";
import { RaftServer } from "./primitives/raftServer.ts";
import type { RaftConfig } from "./primitives/raftVolatile.ts";
import { RaftWitness } from "./primitives/raftWitness.ts";

export type Context = EngineContext<
  "commit" | "term" | "leaders",
  "deliver" | "timer" | "command" | "crash" | "restart" | "tick"
>;

/** A command on its way to the leader. */
interface Forward {
  readonly type: "forward";
  readonly command: number;
}

export type Packet = RaftMessage<number> | Forward;

export interface State {
  readonly params: Params;
  readonly wire: Wire;
  readonly servers: RaftServer<number>[];
  readonly disks: RaftDisk<number>[];
  readonly up: Uint8Array;
  /** By server: counts its crashes, so that a restart that was planned before one does not undo a later one. */
  readonly crashes: Int32Array;
  /** The event of each server's timer. */
  readonly timers: Float64Array;
  readonly network: Network<Packet>;
  readonly witness: RaftWitness;
  /** By command: when a leader took it; NaN when it is committed. */
  readonly proposedMs: number[];
  readonly commitTime: Histogram;
  commands: number;
  refused: number;
  overwritten: number;
  candidacies: number;
  leaderless: Outage;
  ticks: number;
  ticksWithoutLeader: number;
  /** The server that the latest event was about. */
  lastServer: number;
  lastPacket: Packet | undefined;
}

/** Crashes of leaders, and what followed. */
export interface Outage {
  /** When the leader crashed whose successor is awaited; −1 otherwise. */
  sinceMs: number;
  term: number;
  /** The first server that stood since then; −1 before. */
  firstStood: number;
  rivalled: boolean;
  count: number;
  detected: number;
  detectionMs: number;
  durationMs: number;
  rivals: number;
}

/** `Server`: the kind of servers to make, so that tests can put wrong ones in. */
export function createState(values: Params, Server: typeof RaftServer<number> = RaftServer): State {
  const count = values.servers;
  const ids = Array.from({ length: count }, (_, id) => id);
  const config = (id: number): RaftConfig => ({
    id,
    servers: ids,
    preVote: values.preVote,
    stickyMs: values.electionMin,
    batch: 64,
  });
  return {
    params: values,
    wire: {
      latencyMs: values.latency,
      jitterMs: values.jitter,
      loss: values.loss,
      duplication: values.duplication,
      ordered: false,
    },
    servers: ids.map((id) => new Server(config(id))),
    disks: ids.map(() => ({ term: 0, votedFor: -1, log: [] })),
    up: new Uint8Array(count).fill(1),
    crashes: new Int32Array(count),
    timers: new Float64Array(count).fill(-1),
    network: createNetwork(count),
    witness: new RaftWitness(count),
    proposedMs: [],
    commitTime: createHistogram(),
    commands: 0,
    refused: 0,
    overwritten: 0,
    candidacies: 0,
    leaderless: {
      sinceMs: -1,
      term: 0,
      firstStood: -1,
      rivalled: false,
      count: 0,
      detected: 0,
      detectionMs: 0,
      durationMs: 0,
      rivals: 0,
    },
    ticks: 0,
    ticksWithoutLeader: 0,
    lastServer: -1,
    lastPacket: undefined,
  };
}

/** The running leader of the highest term; −1 without one. A leader that was cut off may still believe in itself. */
export function currentLeader({ servers, up }: State): number {
  let leader = -1;
  let term = 0;
  for (let id = 0; id < servers.length; id++) {
    const server = servers[id]!;
    if (up[id] === 0 || server.currentTerm < term) continue;
    if (server.currentTerm > term) leader = -1;
    term = server.currentTerm;
    if (server.role === "leader") leader = id;
  }
  return leader;
}
