/** Active and passive: one server takes everything, and the next one takes over when it is down. */
import { Backends, type SavedBackends } from "./backends.ts";
import type { Balancer } from "./balancer.ts";

export interface SavedActivePassive {
  readonly backends: SavedBackends;
  readonly active: number;
}

export class ActivePassiveBalancer implements Balancer {
  readonly backends: Backends;
  /** Stays until it fails: going back to a server only because it is up again would be another interruption. */
  #active = 0;

  constructor(backends: Backends) {
    this.backends = backends;
    if (backends.up[0] === 0) this.#active = backends.nthUp(0);
  }

  static restore(saved: SavedActivePassive): ActivePassiveBalancer {
    const balancer = new ActivePassiveBalancer(Backends.restore(saved.backends));
    balancer.#active = saved.active;
    return balancer;
  }

  pick(): number {
    return this.#active;
  }

  begin(server: number): void {
    this.backends.begin(server);
  }

  end(server: number): void {
    this.backends.end(server);
  }

  setUp(server: number, up: boolean): void {
    if (!this.backends.setUp(server, up)) return;
    if (this.#active < 0 || this.backends.up[this.#active] === 0)
      this.#active = this.backends.upCount === 0 ? -1 : this.backends.nthUp(0);
  }

  save(): SavedActivePassive {
    return { backends: this.backends.save(), active: this.#active };
  }
}
