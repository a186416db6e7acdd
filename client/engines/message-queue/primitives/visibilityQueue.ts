/**
 * A message queue with leases, as Amazon SQS has them: a message that is received becomes invisible for a while and comes back
 * unless it is acknowledged in time; one that was received too often becomes a dead letter. With `ordered`, messages of one key
 * (SQS: message group) are handed out one after the other, the next only when the one before is settled.
 *
 * Messages are numbers that the caller gives a meaning to. Lists are linked through typed arrays: every operation takes constant
 * time and allocates nothing.
 */

export interface VisibilityQueueOptions {
  /** Messages that wait at most; those in flight do not count. */
  readonly capacity: number;
  /** How long a consumer has until its message comes back; 30 s in SQS. */
  readonly visibilityMs: number;
  /** A message that comes back after so many receives is dead. */
  readonly maxReceives: number;
  readonly ordered: boolean;
}

export interface SavedVisibilityQueue {
  readonly options: VisibilityQueueOptions;
  readonly arrays: readonly Float64Array[];
  readonly keys: readonly (readonly [number, readonly [number, number, boolean]])[];
  readonly counts: readonly number[];
}

/** No message, no receipt. */
export const NO_MESSAGE = -1;

const SLOTS = 0x1000000;

/** Messages of one key that wait, and whether one of them is in flight. */
interface KeyLine {
  head: number;
  tail: number;
  locked: boolean;
}

export class VisibilityQueue {
  readonly options: VisibilityQueueOptions;
  // By slot.
  #message = new Float64Array(16);
  #key = new Float64Array(16);
  #receives = new Float64Array(16);
  #generation = new Float64Array(16);
  #deadlineMs = new Float64Array(16);
  /** Next in the ready list or the key's line; next free one of a free slot. */
  #next = new Float64Array(16);
  /** Next and previous lease, in the order of deadlines. */
  #nextLease = new Float64Array(16);
  #previousLease = new Float64Array(16);
  #keys = new Map<number, KeyLine>();
  #used = 0;
  #free = NO_MESSAGE;
  /** Messages that may be received now; with `ordered` at most one a key. */
  #readyHead = NO_MESSAGE;
  #readyTail = NO_MESSAGE;
  #leaseHead = NO_MESSAGE;
  #leaseTail = NO_MESSAGE;
  #waiting = 0;
  #inFlight = 0;

  /** @throws RangeError for a capacity or a number of receives below 1, or a lease of no length. */
  constructor(options: VisibilityQueueOptions) {
    const { capacity, maxReceives, visibilityMs } = options;
    for (const count of [capacity, maxReceives])
      if (!Number.isInteger(count) || count < 1 || count > SLOTS)
        throw new RangeError(`a count is a whole number from 1, not ${count}`);
    if (!(visibilityMs > 0)) throw new RangeError(`visibilityMs must be above 0, not ${visibilityMs}`);
    this.options = options;
  }

  static restore(saved: SavedVisibilityQueue): VisibilityQueue {
    const queue = new VisibilityQueue(saved.options);
    const copies = saved.arrays.map((array) => array.slice());
    queue.#message = copies[0]!;
    queue.#key = copies[1]!;
    queue.#receives = copies[2]!;
    queue.#generation = copies[3]!;
    queue.#deadlineMs = copies[4]!;
    queue.#next = copies[5]!;
    queue.#nextLease = copies[6]!;
    queue.#previousLease = copies[7]!;
    queue.#keys = new Map(saved.keys.map(([key, [head, tail, locked]]) => [key, { head, tail, locked }]));
    const [used, free, readyHead, readyTail, leaseHead, leaseTail, waiting, inFlight] = saved.counts;
    queue.#used = used!;
    queue.#free = free!;
    queue.#readyHead = readyHead!;
    queue.#readyTail = readyTail!;
    queue.#leaseHead = leaseHead!;
    queue.#leaseTail = leaseTail!;
    queue.#waiting = waiting!;
    queue.#inFlight = inFlight!;
    return queue;
  }

  /** Messages that wait, whether they may be received yet or not. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Received and not settled. */
  get inFlight(): number {
    return this.#inFlight;
  }

  get full(): boolean {
    return this.#waiting >= this.options.capacity;
  }

  /** False, and nothing is kept, when the queue is full. */
  send(message: number, key = 0): boolean {
    if (this.full) return false;
    const slot = this.#take();
    this.#message[slot] = message;
    this.#key[slot] = key;
    this.#receives[slot] = 0;
    this.#waiting++;
    this.#enqueue(slot, false);
    return true;
  }

  /** A receipt for the message that waited longest among those that may be received; NO_MESSAGE when there is none. */
  receive(nowMs: number): number {
    const slot = this.#popReady();
    if (slot === NO_MESSAGE) return NO_MESSAGE;
    this.#waiting--;
    this.#inFlight++;
    this.#receives[slot]!++;
    this.#deadlineMs[slot] = nowMs + this.options.visibilityMs;
    this.#appendLease(slot);
    return this.#generation[slot]! * SLOTS + slot;
  }

  /** The message of a receipt that is still valid; NO_MESSAGE otherwise. */
  messageOf(receipt: number): number {
    const slot = this.#leased(receipt);
    return slot === NO_MESSAGE ? NO_MESSAGE : this.#message[slot]!;
  }

  /** How often the message of a valid receipt has been received, this time included. */
  receivesOf(receipt: number): number {
    const slot = this.#leased(receipt);
    return slot === NO_MESSAGE ? 0 : this.#receives[slot]!;
  }

  /** Done with it. False when the lease has run out: by now another may have it. */
  acknowledge(receipt: number): boolean {
    const slot = this.#leased(receipt);
    if (slot === NO_MESSAGE) return false;
    this.#dropLease(slot);
    this.#settle(slot);
    return true;
  }

  /** Given back at once. Returns the message if that made it a dead letter, NO_MESSAGE otherwise or without a valid lease. */
  giveBack(receipt: number): number {
    const slot = this.#leased(receipt);
    return slot === NO_MESSAGE ? NO_MESSAGE : this.#comeBack(slot);
  }

  /** When the next lease runs out; Infinity without leases. */
  get nextDeadlineMs(): number {
    return this.#leaseHead === NO_MESSAGE ? Infinity : this.#deadlineMs[this.#leaseHead]!;
  }

  /** Takes one lease back that has run out by now. Returns the message if that made it a dead letter, NO_MESSAGE otherwise;
   *  call it while `nextDeadlineMs` is not later than now. */
  expireNext(nowMs: number): number {
    if (this.nextDeadlineMs > nowMs) return NO_MESSAGE;
    return this.#comeBack(this.#leaseHead);
  }

  /** Removes the message that has waited longest among those that may be received; NO_MESSAGE when there is none. */
  dropOldest(): number {
    const slot = this.#popReady();
    if (slot === NO_MESSAGE) return NO_MESSAGE;
    this.#waiting--;
    this.#inFlight++;
    const message = this.#message[slot]!;
    this.#settle(slot);
    return message;
  }

  save(): SavedVisibilityQueue {
    const arrays = [this.#message, this.#key, this.#receives, this.#generation];
    const lists = [this.#deadlineMs, this.#next, this.#nextLease, this.#previousLease];
    return {
      options: this.options,
      arrays: [...arrays, ...lists].map((array) => array.slice()),
      keys: [...this.#keys].map(([key, { head, tail, locked }]) => [key, [head, tail, locked] as const]),
      counts: [
        this.#used,
        this.#free,
        this.#readyHead,
        this.#readyTail,
        this.#leaseHead,
        this.#leaseTail,
        this.#waiting,
        this.#inFlight,
      ],
    };
  }

  /** Puts a message that waits where it belongs; `back`: one that was handed out before goes before its successors. */
  #enqueue(slot: number, back: boolean): void {
    if (!this.options.ordered) {
      this.#appendReady(slot);
      return;
    }
    const key = this.#key[slot]!;
    let line = this.#keys.get(key);
    if (line === undefined) {
      line = { head: NO_MESSAGE, tail: NO_MESSAGE, locked: false };
      this.#keys.set(key, line);
    }
    if (back) {
      // Its key was locked by it: now it is the one that may be received.
      line.locked = true;
      this.#appendReady(slot);
    } else if (line.locked) {
      this.#next[slot] = NO_MESSAGE;
      if (line.tail === NO_MESSAGE) line.head = slot;
      else this.#next[line.tail] = slot;
      line.tail = slot;
    } else {
      line.locked = true;
      this.#appendReady(slot);
    }
  }

  /** A message is gone for good: its key's next one may be received. */
  #settle(slot: number): void {
    this.#inFlight--;
    if (this.options.ordered) {
      const line = this.#keys.get(this.#key[slot]!)!;
      const next = line.head;
      if (next === NO_MESSAGE) this.#keys.delete(this.#key[slot]!);
      else {
        line.head = this.#next[next]!;
        if (line.head === NO_MESSAGE) line.tail = NO_MESSAGE;
        this.#appendReady(next);
      }
    }
    this.#generation[slot]!++;
    this.#next[slot] = this.#free;
    this.#free = slot;
  }

  #comeBack(slot: number): number {
    this.#dropLease(slot);
    if (this.#receives[slot]! >= this.options.maxReceives) {
      const message = this.#message[slot]!;
      this.#settle(slot);
      return message;
    }
    this.#inFlight--;
    this.#waiting++;
    // The old receipt is worth nothing from now on.
    this.#generation[slot]!++;
    this.#enqueue(slot, true);
    return NO_MESSAGE;
  }

  #leased(receipt: number): number {
    if (!(receipt >= 0)) return NO_MESSAGE;
    const slot = receipt % SLOTS;
    const valid = slot < this.#used && this.#generation[slot] === (receipt - slot) / SLOTS;
    return valid && this.#deadlineMs[slot]! > 0 ? slot : NO_MESSAGE;
  }

  #appendReady(slot: number): void {
    this.#next[slot] = NO_MESSAGE;
    if (this.#readyTail === NO_MESSAGE) this.#readyHead = slot;
    else this.#next[this.#readyTail] = slot;
    this.#readyTail = slot;
  }

  #popReady(): number {
    const slot = this.#readyHead;
    if (slot === NO_MESSAGE) return NO_MESSAGE;
    this.#readyHead = this.#next[slot]!;
    if (this.#readyHead === NO_MESSAGE) this.#readyTail = NO_MESSAGE;
    return slot;
  }

  /** Leases are all of the same length, so that the order in which they are given is that of their deadlines. */
  #appendLease(slot: number): void {
    this.#nextLease[slot] = NO_MESSAGE;
    this.#previousLease[slot] = this.#leaseTail;
    if (this.#leaseTail === NO_MESSAGE) this.#leaseHead = slot;
    else this.#nextLease[this.#leaseTail] = slot;
    this.#leaseTail = slot;
  }

  #dropLease(slot: number): void {
    const [before, after] = [this.#previousLease[slot]!, this.#nextLease[slot]!];
    if (before === NO_MESSAGE) this.#leaseHead = after;
    else this.#nextLease[before] = after;
    if (after === NO_MESSAGE) this.#leaseTail = before;
    else this.#previousLease[after] = before;
    // Marks that no lease is on.
    this.#deadlineMs[slot] = 0;
  }

  #take(): number {
    const slot = this.#free;
    if (slot !== NO_MESSAGE) {
      this.#free = this.#next[slot]!;
      return slot;
    }
    if (this.#used === this.#message.length) this.#widen();
    return this.#used++;
  }

  #widen(): void {
    const wider = (array: Float64Array): Float64Array<ArrayBuffer> => {
      const copy = new Float64Array(array.length * 2);
      copy.set(array);
      return copy;
    };
    this.#message = wider(this.#message);
    this.#key = wider(this.#key);
    this.#receives = wider(this.#receives);
    this.#generation = wider(this.#generation);
    this.#deadlineMs = wider(this.#deadlineMs);
    this.#next = wider(this.#next);
    this.#nextLease = wider(this.#nextLease);
    this.#previousLease = wider(this.#previousLease);
  }
}
