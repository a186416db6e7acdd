/** Chooses at random, in proportion to weight: knows nothing of load, and needs no state that several balancers share. */
import { Backends, type SavedBackends } from "./backends.ts";
import type { Balancer } from "./balancer.ts";

export class RandomBalancer implements Balancer {
  readonly backends: Backends;
  /** Weight of the servers that are up, added up. */
  readonly #cumulative: Float64Array;

  constructor(backends: Backends) {
    this.backends = backends;
    this.#cumulative = new Float64Array(backends.size);
    this.#addUp();
  }

  static restore(saved: SavedBackends): RandomBalancer {
    return new RandomBalancer(Backends.restore(saved));
  }

  pick(_hash: number, first: number): number {
    const cumulative = this.#cumulative;
    const total = cumulative[cumulative.length - 1]!;
    if (total === 0) return -1;
    const wanted = first * total;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  begin(server: number): void {
    this.backends.begin(server);
  }

  end(server: number): void {
    this.backends.end(server);
  }

  setUp(server: number, up: boolean): void {
    if (this.backends.setUp(server, up)) this.#addUp();
  }

  save(): SavedBackends {
    return this.backends.save();
  }

  #addUp(): void {
    let sum = 0;
    for (let server = 0; server < this.#cumulative.length; server++) {
      sum += this.backends.up[server]! * this.backends.weights[server]!;
      this.#cumulative[server] = sum;
    }
  }
}
