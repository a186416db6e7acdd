/**
 * The power of two choices: look at two servers at random and take the less loaded one (M. Mitzenmacher, "The power of two
 * choices in randomized load balancing", IEEE TPDS 12(10), 2001). Nearly as even as asking all, at the price of asking two, and
 * several balancers with old figures do not all run to the same idle server.
 */
import { Backends, type SavedBackends } from "./backends.ts";
import type { Balancer } from "./balancer.ts";

export class PowerOfTwoBalancer implements Balancer {
  readonly backends: Backends;

  constructor(backends: Backends) {
    this.backends = backends;
  }

  static restore(saved: SavedBackends): PowerOfTwoBalancer {
    return new PowerOfTwoBalancer(Backends.restore(saved));
  }

  pick(_hash: number, first: number, second: number): number {
    const { backends } = this;
    const count = backends.upCount;
    if (count < 2) return backends.nthUp(0);
    const one = Math.floor(first * count);
    // Two different ones: the second is drawn among the others.
    const other = Math.floor(second * (count - 1));
    const left = backends.nthUp(one);
    const right = backends.nthUp(other < one ? other : other + 1);
    return backends.load(right) < backends.load(left) ? right : left;
  }

  begin(server: number): void {
    this.backends.begin(server);
  }

  end(server: number): void {
    this.backends.end(server);
  }

  setUp(server: number, up: boolean): void {
    this.backends.setUp(server, up);
  }

  save(): SavedBackends {
    return this.backends.save();
  }
}
