/**
 * The retransmission timeout: the smoothed round-trip time and four times its mean deviation, doubled with each timeout
 * (V. Jacobson, SIGCOMM 1988; RFC 6298). Samples of segments that were sent twice must not be fed in: nobody knows which copy
 * was acknowledged (P. Karn, C. Partridge, SIGCOMM 1987).
 */

export interface SavedRetransmissionTimeout {
  readonly minimumMs: number;
  readonly smoothedMs: number;
  readonly deviationMs: number;
  readonly backoff: number;
}

/** RFC 6298, section 2.1: before there is a sample. */
const INITIAL_MS = 1000;
/** G in RFC 6298: without it a steady round trip would leave no margin, and every delay would look like a loss. */
const GRANULARITY_MS = 100;
const MAXIMUM_MS = 60_000;

export class RetransmissionTimeout {
  /** RFC 6298 says 1 s, Linux 200 ms. */
  readonly minimumMs: number;
  #smoothedMs = NaN;
  #deviationMs = 0;
  #backoff = 1;

  /** @throws RangeError when the minimum is not positive or beyond a minute. */
  constructor(minimumMs: number) {
    if (!(minimumMs > 0 && minimumMs <= MAXIMUM_MS))
      throw new RangeError(`minimumMs must be positive and at most ${MAXIMUM_MS}, not ${minimumMs}`);
    this.minimumMs = minimumMs;
  }

  static restore(saved: SavedRetransmissionTimeout): RetransmissionTimeout {
    const timeout = new RetransmissionTimeout(saved.minimumMs);
    timeout.#smoothedMs = saved.smoothedMs;
    timeout.#deviationMs = saved.deviationMs;
    timeout.#backoff = saved.backoff;
    return timeout;
  }

  /** The smoothed round-trip time; NaN before the first sample. */
  get smoothedMs(): number {
    return this.#smoothedMs;
  }

  /** How long to wait for an acknowledgement now. */
  get timeoutMs(): number {
    const base = Number.isNaN(this.#smoothedMs)
      ? INITIAL_MS
      : this.#smoothedMs + Math.max(GRANULARITY_MS, 4 * this.#deviationMs);
    return Math.min(MAXIMUM_MS, Math.max(this.minimumMs, base) * this.#backoff);
  }

  /** A round trip was measured, on a segment that was sent once. */
  sample(roundTripMs: number): void {
    this.#backoff = 1;
    if (Number.isNaN(this.#smoothedMs)) {
      this.#smoothedMs = roundTripMs;
      this.#deviationMs = roundTripMs / 2;
      return;
    }
    const off = Math.abs(this.#smoothedMs - roundTripMs);
    this.#deviationMs += (off - this.#deviationMs) / 4;
    this.#smoothedMs += (roundTripMs - this.#smoothedMs) / 8;
  }

  /** The timer ran out: the next wait is twice as long. */
  backOff(): void {
    this.#backoff = Math.min(64, this.#backoff * 2);
  }

  save(): SavedRetransmissionTimeout {
    const { minimumMs } = this;
    return {
      minimumMs,
      smoothedMs: this.#smoothedMs,
      deviationMs: this.#deviationMs,
      backoff: this.#backoff,
    };
  }
}
