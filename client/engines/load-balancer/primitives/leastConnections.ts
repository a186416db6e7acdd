/**
 * Least connections: the server with the fewest requests in hand for its weight, among equals the one that was chosen longest
 * ago. With one balancer this is "join the shortest queue", which no rule that sees only queue lengths beats for exponential
 * service (W. Winston, Journal of Applied Probability 14, 1977).
 *
 * The servers that are up lie in a heap by load that knows each one's place, so that a choice costs nothing and a change
 * O(log n), where a scan costs O(n) a request.
 */
import { Backends, type SavedBackends } from "./backends.ts";
import type { Balancer } from "./balancer.ts";

export interface SavedLeastConnections {
  readonly backends: SavedBackends;
  readonly chosenAt: Float64Array;
  readonly choices: number;
}

export class LeastConnectionsBalancer implements Balancer {
  readonly backends: Backends;
  /** Servers that are up, a binary heap. */
  readonly #heap: Int32Array;
  #size = 0;
  /** Place in the heap by server; −1 while down. */
  readonly #places: Int32Array;
  /** Copied from the backends, so that comparing costs no division. */
  readonly #loads: Float64Array;
  readonly #chosenAt: Float64Array;
  #choices = 0;

  constructor(backends: Backends) {
    this.backends = backends;
    this.#heap = new Int32Array(backends.size);
    this.#places = new Int32Array(backends.size).fill(-1);
    this.#loads = Float64Array.from(backends.weights, (_, server) => backends.load(server));
    this.#chosenAt = Float64Array.from(backends.weights, (_, server) => server - backends.size);
    for (let server = 0; server < backends.size; server++)
      if (backends.up[server] === 1) this.#insert(server);
  }

  static restore(saved: SavedLeastConnections): LeastConnectionsBalancer {
    const balancer = new LeastConnectionsBalancer(Backends.restore(saved.backends));
    balancer.#chosenAt.set(saved.chosenAt);
    balancer.#choices = saved.choices;
    // Ties are decided by what was just set.
    balancer.#size = 0;
    balancer.#places.fill(-1);
    for (let server = 0; server < balancer.backends.size; server++)
      if (balancer.backends.up[server] === 1) balancer.#insert(server);
    return balancer;
  }

  pick(): number {
    return this.#size === 0 ? -1 : this.#heap[0]!;
  }

  begin(server: number): void {
    this.backends.begin(server);
    this.#loads[server] = this.backends.load(server);
    this.#chosenAt[server] = this.#choices++;
    if (this.#places[server]! >= 0) this.#sink(this.#places[server]!);
  }

  end(server: number): void {
    this.backends.end(server);
    this.#loads[server] = this.backends.load(server);
    if (this.#places[server]! >= 0) this.#rise(this.#places[server]!);
  }

  setUp(server: number, up: boolean): void {
    if (!this.backends.setUp(server, up)) return;
    if (up) this.#insert(server);
    else this.#remove(server);
  }

  save(): SavedLeastConnections {
    return { backends: this.backends.save(), chosenAt: this.#chosenAt.slice(), choices: this.#choices };
  }

  #insert(server: number): void {
    this.#put(this.#size++, server);
    this.#rise(this.#size - 1);
  }

  #remove(server: number): void {
    const place = this.#places[server]!;
    this.#places[server] = -1;
    const last = this.#heap[--this.#size]!;
    if (place === this.#size) return;
    this.#put(place, last);
    this.#rise(place);
    this.#sink(this.#places[last]!);
  }

  #before(left: number, right: number): boolean {
    const difference = this.#loads[left]! - this.#loads[right]!;
    return difference < 0 || (difference === 0 && this.#chosenAt[left]! < this.#chosenAt[right]!);
  }

  #rise(from: number): void {
    const server = this.#heap[from]!;
    let place = from;
    for (; place > 0; ) {
      const parent = (place - 1) >> 1;
      if (!this.#before(server, this.#heap[parent]!)) break;
      this.#put(place, this.#heap[parent]!);
      place = parent;
    }
    this.#put(place, server);
  }

  #sink(from: number): void {
    const server = this.#heap[from]!;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.#before(this.#heap[child + 1]!, this.#heap[child]!)) child++;
      if (!this.#before(this.#heap[child]!, server)) break;
      this.#put(place, this.#heap[child]!);
      place = child;
    }
    this.#put(place, server);
  }

  #put(place: number, server: number): void {
    this.#heap[place] = server;
    this.#places[server] = place;
  }
}
