/**
 * The depth-first search behind `checkLinearizability`, over one independent part of a history. Calls and returns form a
 * doubly linked list in order of time; taking an operation lifts its two entries out, giving it up puts them back
 * (Lowe's list). The operations that may come next are those called before the first return that is left.
 */
import { ConfigurationSet } from "./configurationSet.ts";
import type { ModelCall, SequentialModel, TimedCall } from "./sequentialModel.ts";
import { TransitionTable } from "./transitionTable.ts";

/** More memory than this, in words of 4 bytes, and the search gives up. */
const MAX_WORDS = 1 << 26;
const NONE = -1;

export class LinearizationSearch<State, Call extends ModelCall> {
  /** Those that returned in the order of their calls, then those that did not. */
  readonly #operations: readonly TimedCall<Call>[];
  readonly #returned: number;
  readonly #table: TransitionTable<State, Call>;
  readonly #visited: ConfigurationSet;
  /** Entry i < returned is the call of operation i, returned + i its return; one more entry is the head. */
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #head: number;
  /** For an operation that never returned: the entry before which it was called, and its equal that was called before. */
  readonly #bound: Float64Array;
  readonly #twin: Int32Array;
  readonly #time: Float64Array;
  /** In which order operations that returned are tried, where the model has a preference. */
  readonly #rank: Int32Array | undefined;
  /** Operations taken, the state before each, and 1 where there is no alternative to it. */
  readonly #taken: Int32Array;
  readonly #before: Int32Array;
  readonly #forced: Uint8Array;
  #depth = 0;
  #left: number;
  #state = 0;
  /** The operation whose alternatives come next; none: all are to be tried. */
  #after = NONE;
  /** The longest order found, and up to where it is still the beginning of the present one. */
  readonly #best: number[] = [];
  #common = 0;
  #bestLeft: number;
  #stuckAt: number | undefined;
  /** Position of an operation that makes a search needless. */
  readonly #fault: number | undefined;
  steps = 0;

  constructor(model: SequentialModel<State, Call>, operations: readonly TimedCall<Call>[]) {
    const byCall = [...operations].sort((left, right) => left.called - right.called);
    const done = byCall.filter(({ returned }) => returned !== Infinity);
    const pending = byCall.filter(({ returned, call }) => returned === Infinity && !call.observes);
    this.#operations = [...done, ...pending];
    this.#returned = this.#left = done.length;
    this.#bestLeft = done.length + 1;
    const foresight = model.foresee?.(operations);
    const calls = this.#operations.map(({ call }) => call);
    this.#table = new TransitionTable(model, calls, foresight);
    this.#fault = foresight?.fault;
    this.#rank = ranks(done, foresight?.priority);
    this.#visited = new ConfigurationSet(done.length, pending.length);
    this.#head = 2 * done.length;
    this.#next = new Int32Array(this.#head + 1);
    this.#previous = new Int32Array(this.#head + 1);
    this.#time = new Float64Array(this.#head);
    this.#link(done);
    const count = this.#operations.length;
    this.#taken = new Int32Array(count);
    this.#before = new Int32Array(count);
    this.#forced = new Uint8Array(count);
    this.#bound = Float64Array.from(pending, ({ called }) => called);
    this.#twin = twins(pending);
    this.#visited.add(0);
  }

  /** No memory is left to go on with. */
  get exhausted(): boolean {
    return this.#visited.words > MAX_WORDS;
  }

  get configurations(): number {
    return this.#visited.size;
  }

  /** Positions of the longest order found. */
  get order(): readonly number[] {
    return this.#best.map((operation) => this.#operations[operation]!.position);
  }

  /** Position of the operation that could not be placed next. */
  get stuckAt(): number | undefined {
    if (this.#fault !== undefined) return this.#fault;
    return this.#stuckAt === undefined ? undefined : this.#operations[this.#stuckAt]!.position;
  }

  /** Searches until `steps` has reached `maxSteps`; after "unknown" it can be called again with more. */
  run(maxSteps: number): "linearizable" | "not linearizable" | "unknown" {
    if (this.#fault !== undefined) return "not linearizable";
    for (;;) {
      if (this.#left === 0 || this.steps >= maxSteps || this.exhausted) {
        this.#note();
        return this.#left === 0 ? "linearizable" : "unknown";
      }
      if (this.#advance(this.#after)) this.#after = NONE;
      else {
        this.#note();
        do {
          if (this.#depth === 0) return "not linearizable";
          this.#after = this.#giveUp();
        } while (this.#forced[this.#depth] === 1);
      }
    }
  }

  /** Entries in order of time; a call at the very moment of a return comes first, so that they overlap. */
  #link(done: readonly TimedCall<Call>[]): void {
    const entries = Array.from({ length: this.#head }, (_, entry) => entry);
    const time = this.#time;
    done.forEach(({ called, returned }, i) => {
      time[i] = called;
      time[done.length + i] = returned;
    });
    const rank = (entry: number) => (entry < done.length ? 0 : 1);
    entries.sort((left, right) => time[left]! - time[right]! || rank(left) - rank(right));
    let last = this.#head;
    for (const entry of entries) {
      this.#next[last] = entry;
      this.#previous[entry] = last;
      last = entry;
    }
    this.#next[last] = this.#head;
    this.#previous[this.#head] = last;
  }

  /** Takes the first operation after `after` that leads to a configuration never met; false if there is none. */
  #advance(after: number): boolean {
    const returned = this.#returned;
    if (after === NONE && this.#takeObservation()) return true;
    if (after < returned && this.#advanceReturned(after)) return true;
    let entry = this.#next[this.#head]!;
    while (entry < returned) entry = this.#next[entry]!;
    // Now `entry` is the first return that is left: what was called later must wait for it.
    const limit = this.#time[entry]!;
    for (let i = after < returned ? 0 : after - returned + 1; i < this.#bound.length; i++) {
      if (this.#bound[i]! > limit) return false;
      const twin = this.#twin[i]!;
      const inTurn = twin === NONE || this.#visited.isPendingDone(twin);
      if (inTurn && !this.#visited.isPendingDone(i) && this.#try(returned + i)) return true;
    }
    return false;
  }

  /** The same among those that returned. */
  #advanceReturned(after: number): boolean {
    if (this.#rank === undefined) {
      let entry = this.#next[after === NONE ? this.#head : after]!;
      for (; entry < this.#returned; entry = this.#next[entry]!) if (this.#try(entry)) return true;
      return false;
    }
    let last = after === NONE ? NONE : this.#rank[after]!;
    for (;;) {
      let best = NONE;
      for (let entry = this.#next[this.#head]!; entry < this.#returned; entry = this.#next[entry]!) {
        const rank = this.#rank[entry]!;
        if (rank > last && (best === NONE || rank < this.#rank[best]!)) best = entry;
      }
      if (best === NONE) return false;
      if (this.#try(best)) return true;
      last = this.#rank[best]!;
    }
  }

  #takeObservation(): boolean {
    for (let entry = this.#next[this.#head]!; entry < this.#returned; entry = this.#next[entry]!) {
      if (!this.#table.observes(entry)) continue;
      this.steps++;
      if (this.#table.next(this.#state, entry) < 0) continue;
      this.#take(entry, this.#state);
      this.#forced[this.#depth - 1] = 1;
      return true;
    }
    return false;
  }

  #try(operation: number): boolean {
    this.steps++;
    const state = this.#table.next(this.#state, operation);
    if (state < 0 || (operation >= this.#returned && state === this.#state)) return false;
    const before = this.#state;
    this.#take(operation, state);
    if (this.#visited.add(state)) return true;
    this.#giveUp();
    this.#state = before;
    return false;
  }

  #take(operation: number, state: number): void {
    this.#taken[this.#depth] = operation;
    this.#before[this.#depth] = this.#state;
    this.#forced[this.#depth++] = 0;
    this.#state = state;
    if (operation >= this.#returned) {
      this.#visited.togglePending(operation - this.#returned);
      return;
    }
    this.#left--;
    this.#visited.toggleReturned(operation);
    this.#unlink(operation);
    this.#unlink(operation + this.#returned);
  }

  /** Undoes the latest operation and returns it. */
  #giveUp(): number {
    const operation = this.#taken[--this.#depth]!;
    if (this.#depth < this.#common) this.#common = this.#depth;
    this.#state = this.#before[this.#depth]!;
    if (operation >= this.#returned) {
      this.#visited.togglePending(operation - this.#returned);
      return operation;
    }
    this.#left++;
    this.#visited.toggleReturned(operation);
    this.#relink(operation + this.#returned);
    this.#relink(operation);
    return operation;
  }

  #unlink(entry: number): void {
    const next = this.#next[entry]!;
    const previous = this.#previous[entry]!;
    this.#next[previous] = next;
    this.#previous[next] = previous;
  }

  #relink(entry: number): void {
    this.#next[this.#previous[entry]!] = entry;
    this.#previous[this.#next[entry]!] = entry;
  }

  /** Remembers the order that places the most of what returned; called where the search can go no further. */
  #note(): void {
    if (this.#left >= this.#bestLeft) return;
    this.#bestLeft = this.#left;
    // Only what has changed since: copying all of it at each new depth would be quadratic.
    this.#best.length = this.#common;
    for (let i = this.#common; i < this.#depth; i++) this.#best.push(this.#taken[i]!);
    this.#common = this.#depth;
    let entry = this.#next[this.#head]!;
    while (entry < this.#returned) entry = this.#next[entry]!;
    this.#stuckAt = entry === this.#head ? undefined : entry - this.#returned;
  }
}

/** Places in the order of priorities, and of calls where they are equal. */
function ranks<Call>(
  done: readonly TimedCall<Call>[],
  priority: ((call: Call) => number) | undefined,
): Int32Array | undefined {
  if (priority === undefined) return undefined;
  const priorities = done.map(({ call }) => priority(call));
  // Infinity − Infinity would be no number.
  const before = (i: number, j: number) =>
    priorities[i]! < priorities[j]! ? -1 : priorities[i]! > priorities[j]! ? 1 : i - j;
  const result = new Int32Array(done.length);
  [...priorities.keys()].sort(before).forEach((operation, rank) => {
    result[operation] = rank;
  });
  return result;
}

/** For each the nearest equal one before it, or −1. */
function twins<Call extends ModelCall>(pending: readonly TimedCall<Call>[]): Int32Array {
  const last = new Map<string, number>();
  return Int32Array.from(pending, ({ call }, i) => {
    const twin = last.get(call.text) ?? NONE;
    last.set(call.text, i);
    return twin;
  });
}
