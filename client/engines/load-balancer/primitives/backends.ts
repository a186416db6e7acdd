/** What a load balancer knows of the servers behind it: weight, requests in hand, and whether they are up. */

export interface SavedBackends {
  readonly weights: Float64Array;
  readonly active: Float64Array;
  readonly up: Uint8Array;
}

export class Backends {
  readonly weights: Float64Array;
  /** Requests sent and not answered, by server. */
  readonly active: Float64Array;
  /** 1 for servers that may be given requests. */
  readonly up: Uint8Array;
  #upCount: number;
  #activeTotal = 0;

  /** All are up and idle. @throws RangeError without servers, or for a weight that is not above 0. */
  constructor(weights: ArrayLike<number>) {
    this.weights = Float64Array.from(weights);
    if (this.weights.length === 0) throw new RangeError("a load balancer needs a server");
    for (const weight of this.weights)
      if (!(weight > 0 && weight < Infinity)) throw new RangeError(`a weight is above 0, not ${weight}`);
    this.active = new Float64Array(this.weights.length);
    this.up = new Uint8Array(this.weights.length).fill(1);
    this.#upCount = this.weights.length;
  }

  static restore(saved: SavedBackends): Backends {
    const backends = new Backends(saved.weights);
    backends.active.set(saved.active);
    backends.up.set(saved.up);
    backends.#upCount = saved.up.reduce((sum, one) => sum + one, 0);
    backends.#activeTotal = saved.active.reduce((sum, one) => sum + one, 0);
    return backends;
  }

  get size(): number {
    return this.weights.length;
  }

  get upCount(): number {
    return this.#upCount;
  }

  get activeTotal(): number {
    return this.#activeTotal;
  }

  /** Requests in hand for each unit of weight. */
  load(server: number): number {
    return this.active[server]! / this.weights[server]!;
  }

  begin(server: number): void {
    this.active[server]!++;
    this.#activeTotal++;
  }

  /** @throws RangeError when the server has no request in hand. */
  end(server: number): void {
    if (!(this.active[server]! > 0)) throw new RangeError(`server ${server} has no request in hand`);
    this.active[server]!--;
    this.#activeTotal--;
  }

  /** False when nothing changes. */
  setUp(server: number, up: boolean): boolean {
    if ((this.up[server] === 1) === up) return false;
    this.up[server] = up ? 1 : 0;
    this.#upCount += up ? 1 : -1;
    return true;
  }

  /** The server with this place among those that are up. */
  nthUp(place: number): number {
    if (this.#upCount === this.size) return place;
    let left = place;
    for (let server = 0; server < this.size; server++)
      if (this.up[server] === 1 && left-- === 0) return server;
    return -1;
  }

  save(): SavedBackends {
    return { weights: this.weights.slice(), active: this.active.slice(), up: this.up.slice() };
  }
}
