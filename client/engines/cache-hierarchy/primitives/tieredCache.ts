/**
 * Caches behind caches: several near ones, each used by a part of the clients, and behind them shared tiers, each larger and
 * slower than the one before. What may be held twice is the policy:
 *
 * - `non-inclusive`: an answer fills every tier that it passes, and each tier evicts for itself; the usual way between
 *   processes (also called leave copy everywhere).
 * - `inclusive`: what a shared tier evicts, the tiers before it drop too, so that asking the far tier tells all.
 * - `exclusive`: an entry lives in one tier; what a tier evicts goes to the next, and a hit moves it to the front. Of three
 *   LRU tiers that makes one LRU of their summed capacity (T. M. Wong, J. Wilkes, "My cache or yours? Making storage more
 *   exclusive", USENIX ATC 2002).
 *
 * All tiers are LRU. A capacity of 0 is a tier that is not there.
 */
import { LruCache } from "../../cache/primitives/lru.ts";

export type CacheInclusion = "non-inclusive" | "inclusive" | "exclusive";

export interface TieredOptions {
  /** Near caches; each request names the one that it comes through. */
  readonly nodes: number;
  /** Entries of each near cache, then of each shared tier. */
  readonly capacities: readonly number[];
  readonly inclusion: CacheInclusion;
}

export interface SavedTiers {
  readonly options: TieredOptions;
  readonly near: readonly unknown[];
  readonly shared: readonly unknown[];
}

/** Nobody asked for has it. */
export const MISSED_ALL_TIERS = -1;

export class TieredCache<K, V> {
  readonly options: TieredOptions;
  readonly #near: (LruCache<K, V> | undefined)[];
  readonly #shared: (LruCache<K, V> | undefined)[];
  /** What the latest `get` has found. */
  value: V | undefined;

  /** @throws RangeError for capacities that are neither 0 nor an LRU cache's. */
  constructor(options: TieredOptions) {
    this.options = options;
    const [near, ...shared] = options.capacities;
    this.#near = Array.from({ length: options.nodes }, () => makeTier(near!));
    this.#shared = shared.map((capacity) => makeTier(capacity));
  }

  static restore<K, V>(saved: SavedTiers): TieredCache<K, V> {
    const tiers = new TieredCache<K, V>(saved.options);
    for (const [list, from] of [
      [tiers.#near, saved.near],
      [tiers.#shared, saved.shared],
    ] as const) {
      for (const [i, one] of from.entries())
        list[i] = one === undefined ? undefined : LruCache.restore<K, V>(one as never);
    }
    return tiers;
  }

  /** The tier that has the key, 0 for the near one, and its value in `value`; `MISSED_ALL_TIERS` when none has it. The tiers before
   *  it are filled. */
  get(node: number, key: K): number {
    for (let tier = 0; tier < this.options.capacities.length; tier++) {
      const cache = this.#tier(node, tier);
      const found = cache?.get(key);
      if (found === undefined) continue;
      this.value = found;
      if (tier > 0) {
        if (this.options.inclusion === "exclusive") cache!.delete(key);
        this.#fill(node, key, found, tier);
      }
      return tier;
    }
    this.value = undefined;
    return MISSED_ALL_TIERS;
  }

  /** Stores an answer that no tier had. */
  set(node: number, key: K, value: V): void {
    this.#fill(node, key, value, this.options.capacities.length);
  }

  /** The entry of one tier, without counting as a use. */
  peek(node: number, tier: number, key: K): V | undefined {
    return this.#tier(node, tier)?.peek(key);
  }

  deleteNear(node: number, key: K): void {
    this.#near[node]?.delete(key);
  }

  deleteShared(key: K): void {
    for (const cache of this.#shared) cache?.delete(key);
  }

  /** From all near caches and all shared tiers. */
  deleteEverywhere(key: K): void {
    for (let node = 0; node < this.options.nodes; node++) this.deleteNear(node, key);
    this.deleteShared(key);
  }

  /** Forgets a near cache, as when its process restarts. */
  clearNear(node: number): void {
    this.#near[node]?.clear();
  }

  clearShared(tier: number): void {
    this.#shared[tier - 1]?.clear();
  }

  /** Entries of a tier; of the near one those of one node. */
  size(node: number, tier: number): number {
    return this.#tier(node, tier)?.size ?? 0;
  }

  /** Most recently used first. */
  *entries(node: number, tier: number): Generator<readonly [K, V]> {
    const cache = this.#tier(node, tier);
    if (cache !== undefined) yield* cache.entries();
  }

  save(): SavedTiers {
    return {
      options: this.options,
      near: this.#near.map((cache) => cache?.save()),
      shared: this.#shared.map((cache) => cache?.save()),
    };
  }

  #tier(node: number, tier: number): LruCache<K, V> | undefined {
    return tier === 0 ? this.#near[node] : this.#shared[tier - 1];
  }

  /** Into the tiers before `from`: into all of them, or where entries live in one tier only, into the first. */
  #fill(node: number, key: K, value: V, from: number): void {
    if (this.options.inclusion === "exclusive") {
      this.#demote(node, key, value);
      return;
    }
    for (let tier = from - 1; tier >= 0; tier--) {
      const evicted = this.#tier(node, tier)?.set(key, value);
      if (evicted !== undefined && this.options.inclusion === "inclusive") this.#dropBefore(tier, evicted);
    }
  }

  /** Each tier hands what it evicts to the next. */
  #demote(node: number, key: K, value: V): void {
    let [movedKey, moved] = [key, value];
    for (let tier = 0; tier < this.options.capacities.length; tier++) {
      const cache = this.#tier(node, tier);
      if (cache === undefined) continue;
      const victim = cache.size === cache.capacity && !cache.has(movedKey) ? cache.oldest() : undefined;
      cache.set(movedKey, moved);
      if (victim === undefined) return;
      [movedKey, moved] = victim;
    }
  }

  #dropBefore(tier: number, key: K): void {
    if (tier === 0) return;
    for (let node = 0; node < this.options.nodes; node++) this.deleteNear(node, key);
    for (let shared = 0; shared < tier - 1; shared++) this.#shared[shared]?.delete(key);
  }
}

function makeTier<K, V>(capacity: number): LruCache<K, V> | undefined {
  return capacity === 0 ? undefined : new LruCache(capacity);
}
