/**
 * One Raft server as a state machine without IO, clock or randomness: inputs are messages, commands and the firing of its
 * one timer; what it wants done is data that `ready` hands out. The host writes to disk what `ready` says before it sends
 * the messages; that, and a disk that keeps what was written, is all that safety asks of it (D. Ongaro, J. Ousterhout, In
 * Search of an Understandable Consensus Algorithm, USENIX ATC 2014; pre-vote: D. Ongaro, Consensus: Bridging Theory and
 * Practice, 2014, section 9.6). No snapshots of the log and no change of membership.
 *
 * The decisions on which safety rests are methods of their own.
 */
import {
  majorityOf,
  type RaftAppend,
  type RaftAppended,
  type RaftDisk,
  type RaftEntry,
  type RaftMessage,
  type RaftReady,
  type RaftVote,
  type RaftVoteRequest,
} from "./raftMessages.ts";
import {
  blankVolatile,
  copiedVolatile,
  type RaftConfig,
  type RaftVolatile,
  type SavedRaftServer,
} from "./raftVolatile.ts";

export class RaftServer<Command> {
  readonly config: RaftConfig;
  protected term: number;
  protected votedFor: number;
  protected readonly log: RaftEntry<Command>[];
  protected volatile: RaftVolatile = blankVolatile();
  #voteChanged = false;
  /** The log up to here is unchanged since the last `ready`. */
  #keptUpTo: number;
  #logChanged = false;
  #messages: RaftMessage<Command>[] = [];
  #timer: RaftReady<Command>["timer"] = "election";

  /** A server that starts, for the first time or after a crash, with what its disk has. The disk is copied. */
  constructor(config: RaftConfig, disk: RaftDisk<Command> = { term: 0, votedFor: -1, log: [] }) {
    if (!config.servers.includes(config.id)) throw new RangeError(`server ${config.id} is not in its group`);
    if (!(config.batch >= 1)) throw new RangeError(`a batch has at least one entry, not ${config.batch}`);
    this.config = config;
    this.term = disk.term;
    this.votedFor = disk.votedFor;
    this.log = [...disk.log];
    this.#keptUpTo = this.log.length;
  }

  /** To be called only when nothing waits in `ready`. */
  save(): SavedRaftServer<Command> {
    const { config, term, votedFor, log } = this;
    return { config, disk: { term, votedFor, log: [...log] }, volatile: copiedVolatile(this.volatile) };
  }

  // biome-ignore lint/suspicious/noExplicitAny: a subclass restores itself.
  static restore(this: any, saved: SavedRaftServer<unknown>): RaftServer<unknown> {
    const server = new this(saved.config, saved.disk);
    server.volatile = copiedVolatile(saved.volatile);
    server.ready();
    return server;
  }

  /** A server of the same kind that starts with this disk. */
  restarted(disk: RaftDisk<Command>): this {
    return new (this.constructor as new (config: RaftConfig, disk: RaftDisk<Command>) => this)(
      this.config,
      disk,
    );
  }

  get currentTerm(): number {
    return this.term;
  }

  /** For whom it voted in its term; −1 for nobody. */
  get vote(): number {
    return this.votedFor;
  }

  get role(): RaftVolatile["role"] {
    return this.volatile.role;
  }

  /** The leader of its term as far as it knows; −1 when it does not. */
  get leader(): number {
    return this.volatile.leader;
  }

  get commitIndex(): number {
    return this.volatile.commit;
  }

  get lastIndex(): number {
    return this.log.length;
  }

  /** 0 before the first entry. */
  termAt(index: number): number {
    return this.log[index - 1]?.term ?? 0;
  }

  entryAt(index: number): RaftEntry<Command> | undefined {
    return this.log[index - 1];
  }

  /** The timer has fired: a leader sends heartbeats, anybody else stands for election. */
  timerFired(): void {
    if (this.role === "leader") {
      this.#timer = "heartbeat";
      this.#sendToAll();
    } else if (this.config.preVote) this.#askBeforeStanding();
    else this.#stand();
  }

  /** The index that the command has if it is committed; undefined when this server does not lead. */
  propose(command: Command): number | undefined {
    if (this.role !== "leader") return undefined;
    this.#append([{ term: this.term, command }]);
    this.#sendToAll();
    this.#advanceCommit();
    return this.lastIndex;
  }

  receive(message: RaftMessage<Command>, nowMs: number): void {
    const asks = message.type === "voteRequest" && message.pre;
    const wouldVote = message.type === "vote" && message.pre && message.granted;
    if (message.term > this.term && !asks && !wouldVote) this.#follow(message.term);
    switch (message.type) {
      case "voteRequest":
        this.#onVoteRequest(message, nowMs);
        break;
      case "vote":
        this.#onVote(message);
        break;
      case "append":
        this.#onAppend(message, nowMs);
        break;
      case "appended":
        this.#onAppended(message);
    }
  }

  /** What is to be done since the last call; see `RaftReady` for the order. */
  ready(): RaftReady<Command> {
    const { volatile } = this;
    const firstCommitted = volatile.handedOut + 1;
    const result = {
      vote: this.#voteChanged ? { term: this.term, votedFor: this.votedFor } : undefined,
      append: this.#logChanged
        ? { after: this.#keptUpTo, entries: this.log.slice(this.#keptUpTo) }
        : undefined,
      messages: this.#messages,
      committed: this.log.slice(volatile.handedOut, volatile.commit),
      firstCommitted,
      timer: this.#timer,
    };
    this.#voteChanged = this.#logChanged = false;
    this.#keptUpTo = this.lastIndex;
    this.#messages = [];
    this.#timer = undefined;
    volatile.handedOut = volatile.commit;
    return result;
  }

  /** Whether a message comes from a term that is over. */
  protected isStale(message: RaftMessage<Command>): boolean {
    return message.term < this.term;
  }

  /** Election restriction: only whoever has all that is committed may lead, and that is ensured by comparing logs. */
  protected isUpToDate(lastIndex: number, lastTerm: number): boolean {
    const ownTerm = this.termAt(this.lastIndex);
    return lastTerm > ownTerm || (lastTerm === ownTerm && lastIndex >= this.lastIndex);
  }

  /** Votes so far, once `from` has voted; a vote that comes twice counts once. */
  protected countVote(from: number): number {
    this.volatile.votes.add(from);
    return this.volatile.votes.size;
  }

  /** Only entries of the leader's own term are committed by counting; earlier ones with them (paper, figure 8). */
  protected mayCommit(index: number): boolean {
    return this.termAt(index) === this.term;
  }

  #follow(term: number): void {
    const { volatile } = this;
    if (term > this.term) {
      this.#setVote(term, -1);
      volatile.leader = -1;
    }
    // A leader that steps down begins to wait for the next one; others wait already.
    if (volatile.role === "leader") this.#timer = "election";
    volatile.role = "follower";
  }

  #setVote(term: number, votedFor: number): void {
    this.term = term;
    this.votedFor = votedFor;
    this.#voteChanged = true;
  }

  #askBeforeStanding(): void {
    const { volatile } = this;
    volatile.role = "precandidate";
    volatile.leader = -1;
    volatile.votes.clear();
    this.#timer = "election";
    if (this.countVote(this.config.id) >= majorityOf(this.config.servers.length)) this.#stand();
    else this.#requestVotes(this.term + 1, true);
  }

  #stand(): void {
    const { volatile } = this;
    volatile.role = "candidate";
    volatile.leader = -1;
    volatile.votes.clear();
    this.#setVote(this.term + 1, this.config.id);
    this.#timer = "election";
    if (this.countVote(this.config.id) >= majorityOf(this.config.servers.length)) this.#lead();
    else this.#requestVotes(this.term, false);
  }

  #requestVotes(term: number, pre: boolean): void {
    const lastIndex = this.lastIndex;
    const lastTerm = this.termAt(lastIndex);
    for (const to of this.config.servers) {
      if (to === this.config.id) continue;
      this.#messages.push({ type: "voteRequest", from: this.config.id, to, term, pre, lastIndex, lastTerm });
    }
  }

  #onVoteRequest({ from, term, pre, lastIndex, lastTerm }: RaftVoteRequest, nowMs: number): void {
    const { volatile, config } = this;
    const upToDate = this.isUpToDate(lastIndex, lastTerm);
    const current = term >= this.term;
    let granted: boolean;
    if (pre) {
      const content = volatile.role === "leader" || nowMs - volatile.heardMs < config.stickyMs;
      granted = current && upToDate && !content;
    } else {
      granted = current && upToDate && (this.votedFor === -1 || this.votedFor === from);
      if (granted) {
        if (this.votedFor === -1) this.#setVote(this.term, from);
        this.#timer = "election";
      }
    }
    // A pre-vote speaks of the term to come; a refusal names the term that the candidate does not know.
    const answerTerm = granted ? term : this.term;
    this.#messages.push({ type: "vote", from: config.id, to: from, term: answerTerm, pre, granted });
  }

  #onVote(vote: RaftVote): void {
    const { role } = this.volatile;
    const awaited = vote.pre ? role === "precandidate" : role === "candidate";
    if (!awaited || !vote.granted || this.isStale(vote)) return;
    if (vote.pre && vote.term !== this.term + 1) return;
    if (this.countVote(vote.from) < majorityOf(this.config.servers.length)) return;
    if (vote.pre) this.#stand();
    else this.#lead();
  }

  #lead(): void {
    const { volatile, config } = this;
    volatile.role = "leader";
    volatile.leader = config.id;
    for (const server of config.servers) {
      volatile.nextIndex.set(server, this.lastIndex + 1);
      volatile.matchIndex.set(server, 0);
    }
    this.#append([{ term: this.term, command: undefined }]);
    this.#timer = "heartbeat";
    this.#sendToAll();
    this.#advanceCommit();
  }

  #append(entries: readonly RaftEntry<Command>[]): void {
    for (const entry of entries) this.log.push(entry);
    this.#logChanged = true;
  }

  #sendToAll(): void {
    for (const server of this.config.servers) if (server !== this.config.id) this.#sendAppend(server);
  }

  /** Entries count as received as soon as they are sent, so that the next ones need not wait; a refusal goes back. */
  #sendAppend(to: number): void {
    const { volatile, config } = this;
    const next = volatile.nextIndex.get(to)!;
    const prevIndex = next - 1;
    const entries = this.log.slice(prevIndex, prevIndex + config.batch);
    volatile.nextIndex.set(to, next + entries.length);
    this.#messages.push({
      type: "append",
      from: config.id,
      to,
      term: this.term,
      prevIndex,
      prevTerm: this.termAt(prevIndex),
      entries,
      commit: volatile.commit,
    });
  }

  #onAppend(message: RaftAppend<Command>, nowMs: number): void {
    const { volatile, config } = this;
    const { from, prevIndex, prevTerm, entries } = message;
    const answer = { type: "appended", from: config.id, to: from, term: this.term } as const;
    if (this.isStale(message)) {
      this.#messages.push({ ...answer, success: false, match: 0, conflictTerm: 0, conflictIndex: 1 });
      return;
    }
    this.#follow(message.term);
    volatile.leader = from;
    volatile.heardMs = nowMs;
    this.#timer = "election";
    if (prevIndex > this.lastIndex || this.termAt(prevIndex) !== prevTerm) {
      this.#messages.push({ ...answer, success: false, match: 0, ...this.#conflict(prevIndex) });
      return;
    }
    this.#merge(prevIndex, entries);
    // Up to here, and not further, the log is known to be the leader's.
    const match = prevIndex + entries.length;
    if (message.commit > volatile.commit)
      volatile.commit = Math.max(volatile.commit, Math.min(message.commit, match));
    this.#messages.push({ ...answer, success: true, match, conflictTerm: 0, conflictIndex: 0 });
  }

  /** Only entries that contradict the leader's are cut off: a late message must not take back what came after it. */
  #merge(prevIndex: number, entries: readonly RaftEntry<Command>[]): void {
    for (let i = 0; i < entries.length; i++) {
      const index = prevIndex + 1 + i;
      if (index <= this.lastIndex && this.termAt(index) === entries[i]!.term) continue;
      this.log.length = index - 1;
      this.#keptUpTo = Math.min(this.#keptUpTo, index - 1);
      this.#append(entries.slice(i));
      return;
    }
  }

  /** The whole of the conflicting term is skipped at once (paper, end of section 5.3). */
  #conflict(prevIndex: number): { conflictTerm: number; conflictIndex: number } {
    if (prevIndex > this.lastIndex) return { conflictTerm: 0, conflictIndex: this.lastIndex + 1 };
    const conflictTerm = this.termAt(prevIndex);
    let conflictIndex = prevIndex;
    while (conflictIndex > 1 && this.termAt(conflictIndex - 1) === conflictTerm) conflictIndex--;
    return { conflictTerm, conflictIndex };
  }

  #onAppended(message: RaftAppended): void {
    const { volatile } = this;
    if (volatile.role !== "leader" || this.isStale(message)) return;
    const { from, success, match } = message;
    const known = volatile.matchIndex.get(from)!;
    if (success) {
      if (match > known) volatile.matchIndex.set(from, match);
      if (volatile.nextIndex.get(from)! <= match) volatile.nextIndex.set(from, match + 1);
      this.#advanceCommit();
      if (volatile.nextIndex.get(from)! <= this.lastIndex) this.#sendAppend(from);
    } else {
      // An old refusal may come late: never behind what is known, and never forward.
      const back = Math.max(known + 1, this.#nextAfterConflict(message));
      if (back >= volatile.nextIndex.get(from)!) return;
      volatile.nextIndex.set(from, back);
      this.#sendAppend(from);
    }
  }

  /** After the last own entry of the conflicting term, or else where that term begins at the follower. */
  #nextAfterConflict({ conflictTerm, conflictIndex }: RaftAppended): number {
    if (conflictTerm === 0) return conflictIndex;
    let index = this.lastIndex;
    while (index >= conflictIndex && this.termAt(index) > conflictTerm) index--;
    return index >= conflictIndex && this.termAt(index) === conflictTerm ? index + 1 : conflictIndex;
  }

  #advanceCommit(): void {
    const { volatile, config } = this;
    const stored = config.servers
      .map((server) => (server === config.id ? this.lastIndex : volatile.matchIndex.get(server)!))
      .sort((left, right) => right - left);
    const index = stored[majorityOf(config.servers.length) - 1]!;
    if (index > volatile.commit && this.mayCommit(index)) volatile.commit = index;
  }
}
