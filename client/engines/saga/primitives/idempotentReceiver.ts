/**
 * Remembers answers by idempotency key, so that a repeated request gets the first one's answer and no second effect (IETF
 * draft "The Idempotency-Key HTTP header field"; Stripe keeps keys for 24 hours). Bounded: the oldest keys are forgotten
 * first, so the capacity must cover the time in which repetitions can arrive.
 */

export class IdempotentReceiver<Answer> {
  readonly #capacity: number;
  readonly #answers: Map<string, Answer>;

  /** @param capacity keys that are remembered, at least 1. */
  constructor(capacity: number, answers: Iterable<readonly [string, Answer]> = []) {
    if (!(capacity >= 1)) throw new RangeError(`capacity must be at least 1, not ${capacity}`);
    this.#capacity = capacity;
    this.#answers = new Map(answers);
  }

  static restore(saved: unknown): IdempotentReceiver<unknown> {
    const { capacity, answers } = saved as {
      capacity: number;
      answers: readonly (readonly [string, unknown])[];
    };
    return new IdempotentReceiver(capacity, answers);
  }

  save(): { capacity: number; answers: readonly (readonly [string, Answer])[] } {
    return { capacity: this.#capacity, answers: [...this.#answers] };
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

  /** Answers a key in advance: a request that comes later has no effect. */
  remember(key: string, answer: Answer): void {
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    if (this.#answers.size <= this.#capacity) return;
    for (const oldest of this.#answers.keys()) {
      this.#answers.delete(oldest);
      return;
    }
  }
}
