/**
 * Remembers answers by idempotency key, so that a repeated request gets the first one's answer and no second effect (IETF
 * draft "The Idempotency-Key HTTP header field"; Stripe keeps keys for 24 hours). Bounded: the oldest keys are forgotten
 * first, so the capacity must cover the time in which repetitions can arrive.
 */

export class IdempotentReceiver<Answer> {
  readonly #capacity: number;
  readonly #answers = new Map<string, Answer>();
  /** The keys as they came; a ring once it is full. A Map's own order would do, but finding its oldest key is slow after
   *  many deletions. */
  readonly #order: string[] = [];
  #oldest = 0;

  /** @param capacity keys that are remembered, at least 1. @param answers to begin with, oldest first. */
  constructor(capacity: number, answers: Iterable<readonly [string, Answer]> = []) {
    if (!(capacity >= 1)) throw new RangeError(`capacity must be at least 1, not ${capacity}`);
    this.#capacity = Math.floor(capacity);
    for (const [key, answer] of answers) this.remember(key, answer);
  }

  static restore(saved: unknown): IdempotentReceiver<unknown> {
    const { capacity, answers } = saved as {
      capacity: number;
      answers: readonly (readonly [string, unknown])[];
    };
    return new IdempotentReceiver(capacity, answers);
  }

  save(): { capacity: number; answers: readonly (readonly [string, Answer])[] } {
    const keys = [...this.#order.slice(this.#oldest), ...this.#order.slice(0, this.#oldest)];
    return { capacity: this.#capacity, answers: keys.map((key) => [key, this.#answers.get(key)!] as const) };
  }

  get size(): number {
    return this.#answers.size;
  }

  /** The answer that the key had before, if it is known. */
  known(key: string): Answer | undefined {
    return this.#answers.get(key);
  }

  /** Does `act` unless the key is known; the answer is the first one's either way. */
  once(key: string, act: () => Answer): Answer {
    const before = this.#answers.get(key);
    if (before !== undefined) return before;
    const answer = act();
    this.remember(key, answer);
    return answer;
  }

  /** Answers a key in advance, or otherwise than before: a request that comes later has no effect. */
  remember(key: string, answer: Answer): void {
    if (!this.#answers.has(key)) {
      if (this.#order.length < this.#capacity) this.#order.push(key);
      else {
        this.#answers.delete(this.#order[this.#oldest]!);
        this.#order[this.#oldest] = key;
        this.#oldest = (this.#oldest + 1) % this.#capacity;
      }
    }
    this.#answers.set(key, answer);
  }
}
