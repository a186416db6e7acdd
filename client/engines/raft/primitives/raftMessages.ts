/** What Raft servers say to each other, and what they keep: plain data that nobody changes once it is made. */

/** An entry of the log. `command` is undefined in the blank entry with which a leader begins its term. */
export interface RaftEntry<Command> {
  readonly term: number;
  readonly command: Command | undefined;
}

/** What must survive a crash. Indexes of the log count from 1; entry i stands at place i − 1. */
export interface RaftDisk<Command> {
  term: number;
  /** For whom the server voted in `term`; −1 for nobody. */
  votedFor: number;
  readonly log: RaftEntry<Command>[];
}

export interface RaftVoteRequest {
  readonly type: "voteRequest";
  readonly from: number;
  readonly to: number;
  readonly term: number;
  /** A question whether one would be elected; it changes nobody's term (thesis, section 9.6). */
  readonly pre: boolean;
  readonly lastIndex: number;
  readonly lastTerm: number;
}

export interface RaftVote {
  readonly type: "vote";
  readonly from: number;
  readonly to: number;
  readonly term: number;
  readonly pre: boolean;
  readonly granted: boolean;
}

/** Entries that follow on `prevIndex`; with none of them, a heartbeat. */
export interface RaftAppend<Command> {
  readonly type: "append";
  readonly from: number;
  readonly to: number;
  readonly term: number;
  readonly prevIndex: number;
  readonly prevTerm: number;
  readonly entries: readonly RaftEntry<Command>[];
  readonly commit: number;
}

export interface RaftAppended {
  readonly type: "appended";
  readonly from: number;
  readonly to: number;
  readonly term: number;
  readonly success: boolean;
  /** After success: the log is the leader's up to here. */
  readonly match: number;
  /** After a refusal: the term that conflicts (0 when the log is too short), and where to go back to. */
  readonly conflictTerm: number;
  readonly conflictIndex: number;
}

export type RaftMessage<Command> = RaftVoteRequest | RaftVote | RaftAppend<Command> | RaftAppended;

/** What a server wants done, in this order: write, then send, then apply. */
export interface RaftReady<Command> {
  /** Term or vote changed: to be on disk before any message leaves. */
  readonly vote: { readonly term: number; readonly votedFor: number } | undefined;
  /** The log after `after` is to be replaced by `entries`, on disk before any message leaves. */
  readonly append: { readonly after: number; readonly entries: readonly RaftEntry<Command>[] } | undefined;
  readonly messages: readonly RaftMessage<Command>[];
  /** Committed entries, for the state machine; the first has the index `firstCommitted`. */
  readonly committed: readonly RaftEntry<Command>[];
  readonly firstCommitted: number;
  /** The one timer of a server is to be started anew: for a random election timeout, or for a heartbeat. */
  readonly timer: "election" | "heartbeat" | undefined;
}

/** Uniform between both ends (paper, section 5.2: 150 to 300 ms), from a uniform number in [0, 1). */
export function electionTimeoutMs(minMs: number, maxMs: number, uniform: number): number {
  return minMs + uniform * (maxMs - minMs);
}

/** Servers that make a majority. */
export function majorityOf(servers: number): number {
  return Math.floor(servers / 2) + 1;
}
