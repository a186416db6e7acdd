/** Behaviour of the inserted cache-aside: one load, what is cached and how long, a cache that fails, invalidation. */
import assert from "node:assert/strict";
import { CacheAside, type CacheStore, MemoryStore } from "./pattern.ts";

let nowMs = 0;
const failure = new Error("cache down");
const broken: CacheStore<string, string> = {
  get: async () => Promise.reject(failure),
  set: async () => Promise.reject(failure),
  delete: async () => Promise.reject(failure),
};

/** A cache-aside over a source that can be changed, made to fail and held back. */
function setUp(store: CacheStore<string, string> = new MemoryStore(100, () => nowMs), negativeTtlMs = 1000) {
  const source = new Map([["a", "A"], ["b", "B"]]);
  const errors: unknown[] = [];
  const state = { loads: 0, held: Promise.resolve(), fault: undefined as Error | undefined };
  const load = async (key: string) => {
    state.loads++;
    const value = source.get(key) ?? null;
    await state.held;
    if (state.fault) throw state.fault;
    return value;
  };
  const onStoreError = (error: unknown) => void errors.push(error);
  const cache = new CacheAside({ store, load, ttlMs: 10_000, negativeTtlMs, onStoreError });
  return { cache, source, errors, state };
}

function hold(state: { held: Promise<void> }): () => void {
  let release = () => {};
  state.held = new Promise((resolve) => {
    release = resolve;
  });
  return release;
}

// Concurrent misses share one load; later calls hit; other keys do not wait.
{
  const { cache, state } = setUp();
  const answers = await Promise.all(Array.from({ length: 50 }, () => cache.get("a")));
  assert.deepEqual(new Set(answers), new Set(["A"]));
  assert.equal(state.loads, 1);
  assert.equal(await cache.get("a"), "A");
  assert.equal(state.loads, 1);
  assert.equal(await cache.get("b"), "B");
  assert.equal(state.loads, 2);
}

// An entry lives between nine tenths of the TTL and the TTL, and not all equally long.
{
  const lifetimes: number[] = [];
  const memory = new MemoryStore<string, string>(100, () => nowMs);
  const spy: CacheStore<string, string> = {
    get: (key) => memory.get(key),
    set: (key, entry, ttlMs) => memory.set(key, entry, lifetimes[lifetimes.push(ttlMs) - 1] ?? 0),
    delete: (key) => memory.delete(key),
  };
  const { cache, state } = setUp(spy);
  for (let round = 0; round < 50; round++) {
    await cache.get("a");
    nowMs += 8_999;
    await cache.get("a");
    assert.equal(state.loads, round + 1, "fresh for nine tenths of its TTL");
    nowMs += 1_001;
  }
  assert.ok(lifetimes.every((ttlMs) => ttlMs > 9_000 && ttlMs <= 10_000));
  assert.ok(new Set(lifetimes).size > 40, "jitter");
}

// "There is nothing" is cached for its own time, or not at all.
{
  const { cache, source, state } = setUp();
  assert.equal(await cache.get("new"), null);
  source.set("new", "N");
  assert.equal(await cache.get("new"), null);
  assert.equal(state.loads, 1);
  nowMs += 1000;
  assert.equal(await cache.get("new"), "N");
  const never = setUp(undefined, 0);
  await never.cache.get("new");
  await never.cache.get("new");
  assert.equal(never.state.loads, 2);
}

// An error of the source reaches all who wait and is not cached.
{
  const { cache, state, errors } = setUp();
  state.fault = new Error("source down");
  const answers = await Promise.allSettled([cache.get("a"), cache.get("a")]);
  assert.ok(answers.every((answer) => answer.status === "rejected" && answer.reason === state.fault));
  state.fault = undefined;
  assert.equal(await cache.get("a"), "A");
  assert.equal(state.loads, 2);
  assert.deepEqual(errors, []);
}

// A cache that fails costs loads, not answers, and is reported; an invalidation that fails says so.
{
  const { cache, state, errors } = setUp(broken);
  assert.equal(await cache.get("a"), "A");
  assert.equal(await cache.get("a"), "A");
  assert.equal(state.loads, 2);
  assert.deepEqual(errors, [failure, failure, failure, failure]);
  await assert.rejects(cache.invalidate("a"), failure);
}

// After an invalidation the new value is read, and a load that began before it does not put the old one back.
{
  const { cache, source, state } = setUp();
  await cache.get("a");
  source.set("a", "A2");
  await cache.invalidate("a");
  assert.equal(await cache.get("a"), "A2");

  await cache.invalidate("a");
  const release = hold(state);
  const early = cache.get("a");
  while (state.loads < 3) await Promise.resolve();
  source.set("a", "A3");
  await cache.invalidate("a");
  release();
  assert.equal(await early, "A2", "who asked before the write may see the value from before");
  assert.equal(await cache.get("a"), "A3");
}

// An invalidation that comes while the cache is being written wins too.
{
  const memory = new MemoryStore<string, string>(100, () => nowMs);
  let interrupted = false;
  const slow: CacheStore<string, string> = {
    get: (key) => memory.get(key),
    set: async (key, entry, ttlMs) => {
      if (!interrupted) {
        interrupted = true;
        source.set("a", "A2");
        await cache.invalidate("a");
      }
      await memory.set(key, entry, ttlMs);
    },
    delete: (key) => memory.delete(key),
  };
  const { cache, source } = setUp(slow);
  assert.equal(await cache.get("a"), "A");
  assert.equal(await cache.get("a"), "A2");
}

// The memory store is bounded and forgets the least recently used.
{
  const store = new MemoryStore<string, string>(2, () => nowMs);
  for (const key of ["a", "b"]) await store.set(key, { value: key }, 1000);
  await store.get("a");
  await store.set("c", { value: "c" }, 1000);
  assert.equal(await store.get("b"), undefined);
  assert.equal((await store.get("a"))?.value, "a");
  assert.equal((await store.get("c"))?.value, "c");
  nowMs += 1000;
  assert.equal(await store.get("a"), undefined, "expired");
}
