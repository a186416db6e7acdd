/**
 * The policies as one would explain them on a blackboard: plain arrays, searched from end to end, no slots and no links. They
 * share no code with the primitives and are held against them operation by operation. Sizes are per key, so that the same
 * models can also count objects in bytes; a size of 1 is a cache of entries.
 */
import { hashCacheKey } from "../../../client/engines/cache/primitives/cacheKeyHash.ts";
import { TinyLfuSketch } from "../../../client/engines/cache/primitives/tinyLfuSketch.ts";

export type SizeOf = (key: number) => number;
const one: SizeOf = () => 1;

export interface Reference {
  get(key: number): number | undefined;
  peek(key: number): number | undefined;
  /** The keys evicted. */
  set(key: number, value: number): number[];
  delete(key: number): boolean;
  clear(): void;
  /** Evicted last first. */
  entries(): [number, number][];
}

interface Item {
  key: number;
  value: number;
  uses: number;
  since: number;
}

const item = (key: number, value: number): Item => ({ key, value, uses: 0, since: 0 });

abstract class Listed implements Reference {
  protected readonly capacity: number;
  protected readonly sizeOf: SizeOf;
  /** Newest first, each. */
  protected abstract readonly rows: Item[][];

  constructor(capacity: number, sizeOf = one) {
    this.capacity = capacity;
    this.sizeOf = sizeOf;
  }

  get(key: number): number | undefined {
    const found = this.find(key);
    if (found !== undefined) this.use(found);
    return found?.value;
  }

  peek(key: number): number | undefined {
    return this.find(key)?.value;
  }

  set(key: number, value: number): number[] {
    const found = this.find(key);
    if (found !== undefined) {
      found.value = value;
      this.use(found);
      return [];
    }
    return this.insert(item(key, value));
  }

  delete(key: number): boolean {
    const found = this.find(key);
    if (found !== undefined) this.drop(found);
    return found !== undefined;
  }

  clear(): void {
    for (const row of this.rows) row.length = 0;
  }

  entries(): [number, number][] {
    return this.rows.flatMap((row) => row.map(({ key, value }): [number, number] => [key, value]));
  }

  protected abstract use(found: Item): void;
  protected abstract insert(added: Item): number[];

  protected find(key: number): Item | undefined {
    return this.rows.flat().find((candidate) => candidate.key === key);
  }

  protected drop(found: Item): void {
    for (const row of this.rows) if (row.includes(found)) row.splice(row.indexOf(found), 1);
  }

  protected total(...rows: Item[][]): number {
    return rows.flat().reduce((sum, { key }) => sum + this.sizeOf(key), 0);
  }

  protected fits(added: Item): boolean {
    return this.total(...this.rows) + this.sizeOf(added.key) <= this.capacity;
  }
}

/** As a queue: who was used goes back to its end. Equal to the circle with a hand as long as nothing is deleted. */
export class SecondChance extends Listed {
  protected readonly rows: Item[][] = [[]];

  override entries(): [number, number][] {
    const row = this.rows[0]!;
    return [...row.filter(({ uses }) => uses > 0), ...row.filter(({ uses }) => uses === 0)].map((entry) => [
      entry.key,
      entry.value,
    ]);
  }

  protected use(found: Item): void {
    found.uses = 1;
  }

  protected insert(added: Item): number[] {
    const evicted: number[] = [];
    const row = this.rows[0]!;
    while (!this.fits(added)) {
      const last = row.pop()!;
      if (last.uses > 0) row.unshift({ ...last, uses: 0 });
      else evicted.push(last.key);
    }
    row.unshift(added);
    return evicted;
  }
}

export class LeastFrequent extends Listed {
  protected readonly rows: Item[][] = [[]];
  #now = 0;

  override entries(): [number, number][] {
    return this.#ranked().map(({ key, value }) => [key, value]);
  }

  protected use(found: Item): void {
    found.uses++;
    found.since = ++this.#now;
  }

  protected insert(added: Item): number[] {
    const evicted: number[] = [];
    while (!this.fits(added)) {
      const last = this.#ranked().at(-1)!;
      this.drop(last);
      evicted.push(last.key);
    }
    this.use(added);
    this.rows[0]!.push(added);
    return evicted;
  }

  #ranked(): Item[] {
    return this.rows[0]!.toSorted((left, right) => right.uses - left.uses || right.since - left.since);
  }
}

export class Segmented extends Listed {
  protected readonly rows: Item[][] = [[], []];

  protected use(found: Item): void {
    const [kept, probation] = this.rows as [Item[], Item[]];
    this.drop(found);
    kept.unshift(found);
    while (kept.length > Math.floor(0.8 * this.capacity)) probation.unshift(kept.pop()!);
  }

  protected insert(added: Item): number[] {
    const probation = this.rows[1]!;
    const evicted = this.fits(added) ? [] : [probation.pop()!.key];
    probation.unshift(added);
    return evicted;
  }
}

/** Algorithm 1 of the S3-FIFO paper. */
export class ThreeQueues extends Listed {
  readonly #main: Item[] = [];
  readonly #small: Item[] = [];
  readonly #ghosts: Item[] = [];
  protected readonly rows = [this.#main, this.#small];
  readonly #smallSize: number;

  constructor(capacity: number, sizeOf = one, smallSize = Math.max(1, Math.floor(capacity / 10))) {
    super(capacity, sizeOf);
    this.#smallSize = smallSize;
  }

  override clear(): void {
    super.clear();
    this.#ghosts.length = 0;
  }

  override delete(key: number): boolean {
    this.#forget(key);
    return super.delete(key);
  }

  protected use(found: Item): void {
    found.uses = Math.min(3, found.uses + 1);
  }

  protected insert(added: Item): number[] {
    const evicted: number[] = [];
    const known = this.#forget(added.key);
    while (!this.fits(added)) {
      const fromMain = this.total(this.#main) > this.capacity - this.#smallSize || this.#small.length === 0;
      evicted.push(...(fromMain ? this.#evictMain() : this.#evictSmall()));
    }
    (known ? this.#main : this.#small).unshift(added);
    return evicted;
  }

  #forget(key: number): boolean {
    const at = this.#ghosts.findIndex((ghost) => ghost.key === key);
    if (at >= 0) this.#ghosts.splice(at, 1);
    return at >= 0;
  }

  #evictSmall(): number[] {
    while (this.#small.length > 0) {
      const last = this.#small.pop()!;
      if (last.uses > 1) this.#main.unshift({ ...last, uses: 0 });
      else {
        this.#ghosts.unshift(last);
        while (this.total(this.#ghosts) > this.capacity - this.#smallSize) this.#ghosts.pop();
        return [last.key];
      }
    }
    return [];
  }

  #evictMain(): number[] {
    for (;;) {
      const last = this.#main.pop()!;
      if (last.uses === 0) return [last.key];
      this.#main.unshift({ ...last, uses: last.uses - 1 });
    }
  }
}

/** Figure 4 of the ARC paper, its names and its order. */
export class Adaptive extends Listed {
  readonly #t1: Item[] = [];
  readonly #t2: Item[] = [];
  readonly #b1: Item[] = [];
  readonly #b2: Item[] = [];
  protected readonly rows = [this.#t2, this.#t1];
  p = 0;

  override clear(): void {
    super.clear();
    this.#b1.length = this.#b2.length = this.p = 0;
  }

  override delete(key: number): boolean {
    for (const ghosts of [this.#b1, this.#b2]) this.#take(ghosts, key);
    return super.delete(key);
  }

  protected use(found: Item): void {
    this.drop(found);
    this.#t2.unshift(found);
  }

  protected insert(added: Item): number[] {
    const [t1, t2, b1, b2, c] = [this.#t1, this.#t2, this.#b1, this.#b2, this.capacity];
    const full = () => t1.length + t2.length === c;
    if (b1.some(({ key }) => key === added.key)) {
      this.p = Math.min(c, this.p + Math.max(1, b2.length / b1.length));
      return this.#fromGhosts(b1, added, full() ? this.#replace(false) : []);
    }
    if (b2.some(({ key }) => key === added.key)) {
      this.p = Math.max(0, this.p - Math.max(1, b1.length / b2.length));
      return this.#fromGhosts(b2, added, full() ? this.#replace(true) : []);
    }
    let evicted: number[] = [];
    if (t1.length + b1.length === c) {
      if (t1.length < c) {
        b1.pop();
        if (full()) evicted = this.#replace(false);
      } else evicted = [t1.pop()!.key];
    } else if (t1.length + t2.length + b1.length + b2.length >= c) {
      if (t1.length + t2.length + b1.length + b2.length === 2 * c) b2.pop();
      if (full()) evicted = this.#replace(false);
    }
    t1.unshift(added);
    return evicted;
  }

  #fromGhosts(ghosts: Item[], added: Item, evicted: number[]): number[] {
    this.#take(ghosts, added.key);
    this.#t2.unshift(added);
    return evicted;
  }

  #take(row: Item[], key: number): void {
    const at = row.findIndex((candidate) => candidate.key === key);
    if (at >= 0) row.splice(at, 1);
  }

  #replace(inB2: boolean): number[] {
    const [t1, t2] = [this.#t1, this.#t2];
    const fromT1 = t1.length >= 1 && ((inB2 && t1.length === this.p) || t1.length > this.p);
    const from = fromT1 || t2.length === 0 ? t1 : t2;
    const last = from.pop()!;
    (from === t1 ? this.#b1 : this.#b2).unshift(last);
    return [last.key];
  }
}

/** A window before a segmented LRU; the sketch is the primitive's own, which has its tests. */
export class Windowed extends Listed {
  readonly #protected: Item[] = [];
  readonly #probation: Item[] = [];
  readonly #window: Item[] = [];
  protected readonly rows = [this.#protected, this.#probation, this.#window];
  readonly #sketch: TinyLfuSketch;
  readonly #windowSize: number;

  constructor(capacity: number) {
    super(capacity);
    this.#sketch = new TinyLfuSketch(Math.max(128, capacity));
    this.#windowSize = Math.max(1, Math.round(capacity / 100));
  }

  override clear(): void {
    super.clear();
    this.#sketch.clear();
  }

  protected use(found: Item): void {
    this.#sketch.add(hashCacheKey(found.key));
    const inWindow = this.#window.includes(found);
    const limit = Math.floor(0.8 * (this.capacity - this.#windowSize));
    this.drop(found);
    if (inWindow) this.#window.unshift(found);
    else this.#protected.unshift(found);
    while (this.#protected.length > limit) this.#probation.unshift(this.#protected.pop()!);
  }

  protected insert(added: Item): number[] {
    const popularity = ({ key }: Item) => this.#sketch.estimate(hashCacheKey(key));
    const evicted: number[] = [];
    this.#sketch.add(hashCacheKey(added.key));
    if (!this.fits(added)) {
      const candidate = this.#window.length >= this.#windowSize ? this.#window.at(-1) : undefined;
      const victim = this.#probation.at(-1) ?? this.#protected.at(-1);
      const loser =
        candidate !== undefined && (victim === undefined || popularity(candidate) <= popularity(victim))
          ? candidate
          : victim!;
      if (candidate !== undefined && loser !== candidate) {
        this.drop(candidate);
        this.#probation.unshift(candidate);
      }
      this.drop(loser);
      evicted.push(loser.key);
    }
    this.#window.unshift(added);
    while (this.#window.length > this.#windowSize) this.#probation.unshift(this.#window.pop()!);
    return evicted;
  }
}

/** Hits of Belady's MIN: evict what is asked for last in the future (L. A. Belady, IBM Systems Journal 5(2), 1966). */
export function mostHits(requests: readonly number[], capacity: number): number {
  const next = new Array<number>(requests.length).fill(Infinity);
  const last = new Map<number, number>();
  for (let i = requests.length - 1; i >= 0; i--) {
    next[i] = last.get(requests[i]!) ?? Infinity;
    last.set(requests[i]!, i);
  }
  const until = new Map<number, number>();
  let hits = 0;
  for (const [i, key] of requests.entries()) {
    if (until.has(key)) hits++;
    else if (until.size === capacity) {
      let farthest = -1;
      let victim = -1;
      for (const [candidate, at] of until) if (at > farthest) [farthest, victim] = [at, candidate];
      until.delete(victim);
    }
    until.set(key, next[i]!);
  }
  return hits;
}
