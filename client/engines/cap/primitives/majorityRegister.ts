/**
 * A register on several replicas that behaves like one, as long as a majority answers (H. Attiya, A. Bar-Noy, D. Dolev,
 * Sharing Memory Robustly in Message-Passing Systems, Journal of the ACM 42(1), 1995; for several writers: N. Lynch, A.
 * Shvartsman, FTCS 1997). Every operation asks a majority for its newest tag, then makes sure that a majority has the tag
 * and value that it returns or writes. No IO, no clock: what is to be sent is returned, answers are put in, in any order and
 * any number of times.
 */

/** Orders writes: first the counter, then the writer. */
export interface RegisterTag {
  readonly counter: number;
  readonly writer: number;
}

export interface RegisterValue {
  readonly tag: RegisterTag;
  readonly value: number;
}

/** What a register holds that nobody has written. */
export const UNWRITTEN: RegisterValue = { tag: { counter: 0, writer: -1 }, value: 0 };

/** Negative when `left` is older. */
export function compareTags(left: RegisterTag, right: RegisterTag): number {
  return left.counter - right.counter || left.writer - right.writer;
}

/** What a replica keeps of two values: the newer one. */
export function newerValue(left: RegisterValue, right: RegisterValue): RegisterValue {
  return compareTags(left.tag, right.tag) >= 0 ? left : right;
}

export interface SavedMajorityOperation {
  readonly replicas: number;
  readonly writer: number;
  readonly newValue: number | undefined;
  readonly answered: number;
  readonly stored: number;
  readonly newest: RegisterValue;
  readonly agreed: boolean;
  readonly result: RegisterValue | undefined;
  readonly done: boolean;
}

/** One read or write under way, at the process that makes it. */
export class MajorityOperation {
  readonly replicas: number;
  /** The number of the process, which makes its tags its own; it has one write under way at a time and key. */
  readonly writer: number;
  /** Undefined for a read. */
  readonly newValue: number | undefined;
  /** By bit: who has answered the question, who has stored the result. */
  #answered = 0;
  #stored = 0;
  #newest = UNWRITTEN;
  #agreed = true;
  #result: RegisterValue | undefined;
  #done = false;

  /** @throws RangeError unless there are 1 to 31 replicas. */
  constructor(replicas: number, writer: number, newValue?: number) {
    if (!Number.isInteger(replicas) || replicas < 1 || replicas > 31)
      throw new RangeError(`replicas must be a whole number from 1 to 31, not ${replicas}`);
    this.replicas = replicas;
    this.writer = writer;
    this.newValue = newValue;
  }

  static restore(saved: SavedMajorityOperation): MajorityOperation {
    const operation = new MajorityOperation(saved.replicas, saved.writer, saved.newValue);
    operation.#answered = saved.answered;
    operation.#stored = saved.stored;
    operation.#newest = saved.newest;
    operation.#agreed = saved.agreed;
    operation.#result = saved.result;
    operation.#done = saved.done;
    return operation;
  }

  save(): SavedMajorityOperation {
    return {
      replicas: this.replicas,
      writer: this.writer,
      newValue: this.newValue,
      answered: this.#answered,
      stored: this.#stored,
      newest: this.#newest,
      agreed: this.#agreed,
      result: this.#result,
      done: this.#done,
    };
  }

  /** What it returns or writes, once a majority has answered. */
  get result(): RegisterValue | undefined {
    return this.#result;
  }

  get done(): boolean {
    return this.#done;
  }

  /** A replica's answer to the question; returns what all replicas are to store, when there is such a thing. */
  answer(replica: number, value: RegisterValue): RegisterValue | undefined {
    if (this.#result !== undefined || (this.#answered & (1 << replica)) !== 0) return undefined;
    if (this.#answered !== 0 && compareTags(value.tag, this.#newest.tag) !== 0) this.#agreed = false;
    this.#answered |= 1 << replica;
    this.#newest = newerValue(this.#newest, value);
    if (!this.isMajority(this.#answered)) return undefined;
    this.#result =
      this.newValue === undefined
        ? this.#newest
        : { tag: { counter: this.#newest.tag.counter + 1, writer: this.writer }, value: this.newValue };
    // A majority that has the value already need not be told.
    if (this.newValue === undefined && this.#agreed) this.#done = true;
    return this.#done ? undefined : this.#result;
  }

  /** A replica has stored the result; the operation is done when a majority has. */
  stored(replica: number): void {
    if (this.#result === undefined) return;
    this.#stored |= 1 << replica;
    if (this.isMajority(this.#stored)) this.#done = true;
  }

  protected isMajority(bits: number): boolean {
    let count = 0;
    for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
    return 2 * count > this.replicas;
  }
}
