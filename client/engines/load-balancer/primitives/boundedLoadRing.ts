/**
 * Consistent hashing with bounded loads (V. Mirrokni, M. Thorup, M. Zadimoghaddam, "Consistent hashing with bounded loads",
 * SODA 2018): a request goes clockwise from its key's place to the first server that has less than (1 + ε) times its fair share
 * in hand. Keys stay where they are while they can, and no server gets much more than the average. With ε = Infinity it is plain
 * consistent hashing.
 */
import { HashRing } from "../../consistent-hashing/primitives/hashRing.ts";
import { Backends, type SavedBackends } from "./backends.ts";
import type { Balancer } from "./balancer.ts";

export interface SavedBoundedLoadRing {
  readonly backends: SavedBackends;
  readonly excess: number;
  readonly pointsPerServer: number;
}

export class BoundedLoadRingBalancer implements Balancer {
  readonly backends: Backends;
  readonly excess: number;
  readonly pointsPerServer: number;
  /** Points of all servers, up or not, ascending: those that are down are passed over and get their keys back. */
  readonly #positions: Float64Array;
  readonly #owners: Int32Array;

  /** `excess`: ε, above 0. @throws RangeError otherwise. */
  constructor(backends: Backends, excess = Infinity, pointsPerServer = 100) {
    if (!(excess > 0)) throw new RangeError(`excess must be above 0, not ${excess}`);
    this.backends = backends;
    this.excess = excess;
    this.pointsPerServer = pointsPerServer;
    const ring = new HashRing<number>(pointsPerServer);
    for (let server = 0; server < backends.size; server++) ring.add(server);
    const points = [...ring.points()];
    this.#positions = Float64Array.from(points, ([position]) => position);
    this.#owners = Int32Array.from(points, ([, server]) => server);
  }

  static restore(saved: SavedBoundedLoadRing): BoundedLoadRingBalancer {
    const backends = Backends.restore(saved.backends);
    return new BoundedLoadRingBalancer(backends, saved.excess, saved.pointsPerServer);
  }

  /** Requests that one server may have in hand when one more comes: ⌈(1 + ε)·(active + 1) / servers⌉. */
  get capacity(): number {
    return Math.ceil(((1 + this.excess) * (this.backends.activeTotal + 1)) / this.backends.upCount);
  }

  pick(hash: number): number {
    const { active, up, upCount } = this.backends;
    if (upCount === 0) return -1;
    const owners = this.#owners;
    const capacity = this.capacity;
    let at = this.#firstFrom(hash >>> 0);
    let fallback = -1;
    for (let step = 0; step < owners.length; step++) {
      const server = owners[at]!;
      if (up[server] === 1) {
        if (active[server]! < capacity) return server;
        if (fallback < 0) fallback = server;
      }
      at = at + 1 === owners.length ? 0 : at + 1;
    }
    // Only when requests to servers that are down fill the account.
    return fallback;
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

  save(): SavedBoundedLoadRing {
    const { excess, pointsPerServer } = this;
    return { backends: this.backends.save(), excess, pointsPerServer };
  }

  #firstFrom(hash: number): number {
    const positions = this.#positions;
    let low = 0;
    let high = positions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (positions[middle]! < hash) low = middle + 1;
      else high = middle;
    }
    return low === positions.length ? 0 : low;
  }
}
