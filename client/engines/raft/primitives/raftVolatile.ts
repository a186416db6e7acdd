/** What a Raft server is told once, and what it knows until it crashes. */
import type { RaftDisk } from "./raftMessages.ts";

export type RaftRole = "follower" | "precandidate" | "candidate" | "leader";

export interface RaftConfig {
  readonly id: number;
  /** All servers, this one too. */
  readonly servers: readonly number[];
  /** Ask before standing for election, so that a server that was cut off deposes nobody on its return. */
  readonly preVote: boolean;
  /** While a leader was heard within this time, nobody is encouraged to stand; only pre-votes look at it. */
  readonly stickyMs: number;
  /** Entries in one message at most. */
  readonly batch: number;
}

export interface SavedRaftServer<Command> {
  readonly config: RaftConfig;
  readonly disk: RaftDisk<Command>;
  readonly volatile: RaftVolatile;
}

/** What a crash wipes out. */
export interface RaftVolatile {
  role: RaftRole;
  leader: number;
  heardMs: number;
  commit: number;
  /** Committed entries that were handed out. */
  handedOut: number;
  readonly votes: Set<number>;
  readonly nextIndex: Map<number, number>;
  readonly matchIndex: Map<number, number>;
}

export const copiedVolatile = (volatile: RaftVolatile): RaftVolatile => ({
  ...volatile,
  votes: new Set(volatile.votes),
  nextIndex: new Map(volatile.nextIndex),
  matchIndex: new Map(volatile.matchIndex),
});

export function blankVolatile(): RaftVolatile {
  return {
    role: "follower",
    leader: -1,
    heardMs: -Infinity,
    commit: 0,
    handedOut: 0,
    votes: new Set(),
    nextIndex: new Map(),
    matchIndex: new Map(),
  };
}
