/** A group of Raft servers whose messages a test delivers by hand, and servers with bugs that are known from practice. */
import type {
  RaftDisk,
  RaftEntry,
  RaftMessage,
} from "../../../client/engines/raft/primitives/raftMessages.ts";
import { RaftServer } from "../../../client/engines/raft/primitives/raftServer.ts";
import { RaftWitness } from "../../../client/engines/raft/primitives/raftWitness.ts";

type Kind = typeof RaftServer<number>;

export class Group {
  readonly servers: RaftServer<number>[];
  readonly disks: RaftDisk<number>[];
  readonly applied: number[][];
  readonly witness: RaftWitness;
  nowMs = 0;
  messages: RaftMessage<number>[] = [];

  constructor(
    count: number,
    options: { preVote?: boolean; batch?: number; kind?: Kind; logs?: number[][] } = {},
  ) {
    const ids = Array.from({ length: count }, (_, id) => id);
    this.witness = new RaftWitness(count);
    this.disks = ids.map((id) => {
      const log = (options.logs?.[id] ?? []).map((term): RaftEntry<number> => ({ term, command: term }));
      return { term: Math.max(0, ...log.map(({ term }) => term)), votedFor: -1, log };
    });
    const Server = options.kind ?? RaftServer<number>;
    this.servers = ids.map((id) => {
      const { preVote = false, batch = 64 } = options;
      return new Server({ id, servers: ids, preVote, stickyMs: 100, batch }, this.disks[id]);
    });
    this.applied = ids.map(() => []);
    for (const id of ids) {
      const entries = this.disks[id]!.log;
      const ready = { ...this.servers[id]!.ready(), append: { after: 0, entries } };
      this.witness.observe(id, ready, 0, false);
    }
  }

  /** What a host does. */
  carryOut(id: number): void {
    const server = this.servers[id]!;
    const ready = server.ready();
    const disk = this.disks[id]!;
    if (ready.vote !== undefined) Object.assign(disk, ready.vote);
    if (ready.append !== undefined) disk.log.splice(ready.append.after, Infinity, ...ready.append.entries);
    this.witness.observe(id, ready, server.currentTerm, server.role === "leader");
    this.messages.push(...ready.messages);
    for (const { command } of ready.committed) if (command !== undefined) this.applied[id]!.push(command);
  }

  fire(id: number): void {
    this.servers[id]!.timerFired();
    this.carryOut(id);
  }

  propose(id: number, command: number): void {
    this.servers[id]!.propose(command);
    this.carryOut(id);
  }

  restart(id: number): void {
    this.servers[id] = this.servers[id]!.restarted(this.disks[id]!);
    this.carryOut(id);
  }

  /** Delivers what is under way, and what it leads to, among these servers only; the rest is lost. */
  deliver(among: readonly number[] = this.servers.map((_, id) => id), rounds = Infinity): void {
    for (let round = 0; this.messages.length > 0 && round < rounds; round++) {
      const now = this.messages.filter(({ from, to }) => among.includes(from) && among.includes(to));
      this.messages = [];
      for (const message of now) this.receive(message);
    }
    this.messages = [];
  }

  receive(message: RaftMessage<number>): void {
    this.servers[message.to]!.receive(message, this.nowMs);
    this.carryOut(message.to);
  }

  terms(id: number): number[] {
    return this.disks[id]!.log.map(({ term }) => term);
  }
}

/** Counts a vote that comes twice as two. */
export class CountsTwice extends RaftServer<number> {
  #count = 0;
  protected override countVote(from: number): number {
    if (from === this.config.id) this.#count = 0;
    return ++this.#count;
  }
}

/** Starts again without the vote that it gave. */
export class ForgetsVote extends RaftServer<number> {
  override restarted(disk: RaftDisk<number>): this {
    return super.restarted({ ...disk, votedFor: -1 });
  }
}

/** Commits whatever a majority has, in whichever term it was written: the paper's figure 8. */
export class CommitsOldTerms extends RaftServer<number> {
  protected override mayCommit(): boolean {
    return true;
  }
}

/** Takes entries of a leader whose term is over. */
export class TakesStaleEntries extends RaftServer<number> {
  protected override isStale(message: RaftMessage<number>): boolean {
    return message.type !== "append" && super.isStale(message);
  }
}

/** Votes for candidates whose logs lack what its own has. */
export class VotesForAnybody extends RaftServer<number> {
  protected override isUpToDate(): boolean {
    return true;
  }
}
