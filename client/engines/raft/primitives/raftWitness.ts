/**
 * Watches a group of Raft servers and says which of the five safety properties of the paper's figure 3 is broken, at the
 * moment it breaks: election safety, leader append-only, log matching, leader completeness, state machine safety. It looks
 * only at what the servers hand out (`RaftReady`), and costs a look-up for each entry that is written.
 * Commands are whole numbers from 0 to 2^31, different for different commands.
 */
import { mix32 } from "../../kernel/random.ts";
import type { RaftEntry, RaftReady } from "./raftMessages.ts";

export interface SavedRaftWitness {
  readonly leaders: ReadonlyMap<number, number>;
  readonly prefixes: ReadonlyMap<number, number>;
  readonly chains: readonly (readonly number[])[];
  readonly committed: readonly RaftEntry<number>[];
  readonly committedChain: readonly number[];
  readonly violation: string | undefined;
}

/** Terms up to 2^21 and logs up to 2^32. */
const keyOf = (index: number, term: number): number => term * 0x100000000 + index;

export class RaftWitness {
  /** By term: who led. */
  #leaders = new Map<number, number>();
  /** By index and term of an entry: the number that stands for the log up to it. */
  #prefixes = new Map<number, number>();
  /** By server and index: the number that stands for its log up to there; 0 stands for the empty log. */
  #chains: number[][];
  #committed: RaftEntry<number>[] = [];
  #committedChain: number[] = [];
  #violation: string | undefined;

  constructor(servers: number) {
    this.#chains = Array.from({ length: servers }, () => []);
  }

  static restore(saved: SavedRaftWitness): RaftWitness {
    const witness = new RaftWitness(saved.chains.length);
    witness.#leaders = new Map(saved.leaders);
    witness.#prefixes = new Map(saved.prefixes);
    witness.#chains = saved.chains.map((chain) => [...chain]);
    witness.#committed = [...saved.committed];
    witness.#committedChain = [...saved.committedChain];
    witness.#violation = saved.violation;
    return witness;
  }

  save(): SavedRaftWitness {
    return {
      leaders: new Map(this.#leaders),
      prefixes: new Map(this.#prefixes),
      chains: this.#chains.map((chain) => [...chain]),
      committed: [...this.#committed],
      committedChain: [...this.#committedChain],
      violation: this.#violation,
    };
  }

  /** The first broken property in words. */
  get violation(): string | undefined {
    return this.#violation;
  }

  /** What was committed by anybody, in order. */
  get committed(): readonly RaftEntry<number>[] {
    return this.#committed;
  }

  /** Terms that had a leader. */
  get terms(): number {
    return this.#leaders.size;
  }

  /** To be told of everything that a server hands out, in the order in which it happens. */
  observe(server: number, ready: RaftReady<number>, term: number, leads: boolean): void {
    if (ready.append !== undefined) this.#write(server, ready.append.after, ready.append.entries, term);
    ready.committed.forEach((entry, i) => {
      this.#commit(server, ready.firstCommitted + i, entry);
    });
    if (leads) this.#lead(server, term);
  }

  #write(server: number, after: number, entries: readonly RaftEntry<number>[], term: number): void {
    const chain = this.#chains[server]!;
    if (after < chain.length && this.#leaders.get(term) === server)
      this.#report(
        `leader append-only: s${server + 1} rewrote entry ${after + 1} of its log in term ${term}`,
      );
    chain.length = after;
    for (const entry of entries) {
      const index = chain.length + 1;
      const number = combined(chain.at(-1) ?? 0, entry.term, entry.command ?? -1);
      const key = keyOf(index, entry.term);
      const before = this.#prefixes.get(key);
      if (before === undefined) this.#prefixes.set(key, number);
      else if (before !== number)
        this.#report(`log matching: two logs have entry ${index} of term ${entry.term} and differ up to it`);
      chain.push(number);
    }
  }

  #commit(server: number, index: number, entry: RaftEntry<number>): void {
    const chain = this.#chains[server]!;
    const known = this.#committedChain[index - 1];
    if (known === undefined) {
      this.#committed[index - 1] = entry;
      this.#committedChain[index - 1] = chain[index - 1]!;
    } else if (known !== chain[index - 1])
      this.#report(
        `state machine safety: s${server + 1} applies another entry ${index} than was applied before`,
      );
  }

  #lead(server: number, term: number): void {
    const other = this.#leaders.get(term);
    if (other === server) return;
    if (other !== undefined)
      this.#report(`election safety: s${other + 1} and s${server + 1} lead in term ${term}`);
    this.#leaders.set(term, server);
    const last = this.#committedChain.length;
    if (last > 0 && this.#chains[server]![last - 1] !== this.#committedChain[last - 1])
      this.#report(`leader completeness: s${server + 1} leads term ${term} without committed entry ${last}`);
  }

  #report(violation: string): void {
    this.#violation ??= violation;
  }
}

/** A hash of 53 bits: logs of the same number are the same but for one chance in 10^15 a pair. */
function combined(before: number, term: number, command: number): number {
  const low = before >>> 0;
  const high = Math.floor(before / 0x100000000);
  const a = mix32(low ^ mix32(term + 0x9e3779b9) ^ mix32(command + 0x7f4a7c15));
  const b = mix32(high ^ mix32(a + Math.imul(term, 31) + command) ^ low);
  return (b & 0x1fffff) * 0x100000000 + a;
}
