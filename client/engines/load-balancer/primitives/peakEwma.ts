/**
 * Least response time, as Finagle does it ("Peak EWMA"; S. Jenson, R. Oanta, "Beyond round robin: load balancing for latency", Buoyant 2016): of two
 * servers at random the one with the smaller product of its latency and the requests in hand. The latency is a moving average
 * that jumps up at once and comes down slowly, so that a server that becomes slow is left within one answer.
 */
import { exp } from "../../kernel/math.ts";
import { Backends, type SavedBackends } from "./backends.ts";
import type { Balancer } from "./balancer.ts";

/** Cost of a server that has requests in hand and never answered yet: it is probed once, not flooded. */
const PENALTY_MS = 1e12;

export interface SavedPeakEwma {
  readonly backends: SavedBackends;
  readonly decayMs: number;
  readonly costsMs: Float64Array;
  readonly stampsMs: Float64Array;
}

export class PeakEwmaBalancer implements Balancer {
  readonly backends: Backends;
  readonly decayMs: number;
  readonly #costsMs: Float64Array;
  readonly #stampsMs: Float64Array;

  /** `decayMs`: after so long an old latency counts for 1/e; Finagle has 10 s. @throws RangeError unless it is above 0. */
  constructor(backends: Backends, decayMs = 10_000) {
    if (!(decayMs > 0)) throw new RangeError(`decayMs must be above 0, not ${decayMs}`);
    this.backends = backends;
    this.decayMs = decayMs;
    this.#costsMs = new Float64Array(backends.size);
    this.#stampsMs = new Float64Array(backends.size);
  }

  static restore(saved: SavedPeakEwma): PeakEwmaBalancer {
    const balancer = new PeakEwmaBalancer(Backends.restore(saved.backends), saved.decayMs);
    balancer.#costsMs.set(saved.costsMs);
    balancer.#stampsMs.set(saved.stampsMs);
    return balancer;
  }

  pick(_hash: number, first: number, second: number, nowMs: number): number {
    const { backends } = this;
    const count = backends.upCount;
    if (count < 2) return backends.nthUp(0);
    const one = Math.floor(first * count);
    const other = Math.floor(second * (count - 1));
    const left = backends.nthUp(one);
    const right = backends.nthUp(other < one ? other : other + 1);
    return this.cost(right, nowMs) < this.cost(left, nowMs) ? right : left;
  }

  /** What a choice goes by. An average that nothing renews fades, so that a server once slow is tried again. */
  cost(server: number, nowMs: number): number {
    const { active } = this.backends;
    const latencyMs = this.#costsMs[server]! * exp(-(nowMs - this.#stampsMs[server]!) / this.decayMs);
    if (latencyMs === 0 && active[server]! > 0) return PENALTY_MS + active[server]!;
    return latencyMs * (active[server]! + 1);
  }

  begin(server: number): void {
    this.backends.begin(server);
  }

  end(server: number, latencyMs: number, nowMs: number): void {
    this.backends.end(server);
    const kept = exp(-Math.max(0, nowMs - this.#stampsMs[server]!) / this.decayMs);
    const before = this.#costsMs[server]!;
    this.#costsMs[server] = latencyMs > before ? latencyMs : before * kept + latencyMs * (1 - kept);
    this.#stampsMs[server] = nowMs;
  }

  setUp(server: number, up: boolean): void {
    this.backends.setUp(server, up);
  }

  save(): SavedPeakEwma {
    const { decayMs } = this;
    return {
      backends: this.backends.save(),
      decayMs,
      costsMs: this.#costsMs.slice(),
      stampsMs: this.#stampsMs.slice(),
    };
  }
}
