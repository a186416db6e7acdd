/**
 * Smooth weighted round robin, as in nginx (M. Dounin, "Upstream: smooth weighted round-robin balancing", nginx 1.3.1,
 * 2012): every server's claim grows by its weight, the largest claim is served and pays the sum of all weights. Weights 5, 1, 1
 * give a a b a c a a and not five requests to the same server in a row. With equal weights it is plain round robin.
 */
import { Backends, type SavedBackends } from "./backends.ts";
import type { Balancer } from "./balancer.ts";

export interface SavedSmoothRoundRobin {
  readonly backends: SavedBackends;
  readonly claims: Float64Array;
}

export class SmoothRoundRobinBalancer implements Balancer {
  readonly backends: Backends;
  #claims: Float64Array;

  constructor(backends: Backends) {
    this.backends = backends;
    this.#claims = new Float64Array(backends.size);
  }

  static restore(saved: SavedSmoothRoundRobin): SmoothRoundRobinBalancer {
    const balancer = new SmoothRoundRobinBalancer(Backends.restore(saved.backends));
    balancer.#claims = saved.claims.slice();
    return balancer;
  }

  pick(): number {
    const { weights, up } = this.backends;
    const claims = this.#claims;
    let best = -1;
    let most = -Infinity;
    let total = 0;
    for (let server = 0; server < weights.length; server++) {
      if (up[server] === 0) continue;
      const weight = weights[server]!;
      const claim = claims[server]! + weight;
      claims[server] = claim;
      total += weight;
      if (claim > most) {
        most = claim;
        best = server;
      }
    }
    if (best >= 0) claims[best] = most - total;
    return best;
  }

  begin(server: number): void {
    this.backends.begin(server);
  }

  end(server: number): void {
    this.backends.end(server);
  }

  /** Who comes back begins anew: a claim from before would be a burst. */
  setUp(server: number, up: boolean): void {
    if (this.backends.setUp(server, up)) this.#claims[server] = 0;
  }

  save(): SavedSmoothRoundRobin {
    return { backends: this.backends.save(), claims: this.#claims.slice() };
  }
}
