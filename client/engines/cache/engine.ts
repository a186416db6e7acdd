/** Caching: requests by Zipf's law meet a bounded cache; what it hits is held to Che's approximation. */
import { defineEngine, type NumberParam, type Preset } from "../kernel/engine.ts";
import { Zipf } from "../kernel/zipf.ts";
import { scene } from "./scene.ts";
import { type Context, classOf, createState, keyName, type Params, params, type State } from "./state.ts";
import { fifoHitRatio, lruHitRatio } from "./theory.ts";

/** Operations between two points of the series. */
const OBSERVE_EVERY = 100;

/** The next key: a scan's while one is under way. */
function nextKey(state: State, ctx: Context): number {
  if (state.scanLeft > 0) {
    state.scanLeft--;
    return state.scanNext++;
  }
  const rank = state.zipf.sample(ctx.random("keys"));
  return (rank + state.rankOffset) % state.params.keys;
}

function access(state: State, key: number): void {
  const { cache } = state;
  const hitsBefore = cache.get(key);
  const hit = hitsBefore !== undefined;
  state.lastKey = key;
  state.lastHit = hit;
  state.lastEvicted = -1;
  state.accesses++;
  const popularity = classOf(state, key);
  state.classAccesses[popularity]!++;
  if (state.warm) state.warmAccesses++;
  if (hit) {
    state.hits++;
    state.classHits[popularity]!++;
    if (state.warm) state.warmHits++;
    cache.set(key, hitsBefore + 1);
    return;
  }
  const evicted = cache.set(key, 0);
  if (evicted !== undefined) {
    state.evictions++;
    state.lastEvicted = evicted;
  }
  if (cache.size === Math.min(cache.capacity, state.params.keys)) state.warm = true;
}

function observe(state: State, ctx: Context): void {
  state.recentHitRatio = (state.hits - state.seenHits) / OBSERVE_EVERY;
  ctx.observe("hitRatio", state.recentHitRatio);
  ctx.observe("evictions", (state.evictions - state.seenEvictions) / OBSERVE_EVERY);
  ctx.observe("entries", state.cache.size);
  state.seenHits = state.hits;
  state.seenEvictions = state.evictions;
}

const presets: Readonly<Record<string, Preset>> = {
  "lru-500": {
    title: "LRU, 500 entries",
    help: "A bounded cache in a process: 500 of 10,000 keys, popularity a little below Zipf's own law.",
    params: { policy: "lru", capacity: 500, keys: 10_000, exponent: 0.9 },
  },
  "fifo-500": {
    title: "FIFO, 500 entries",
    help: "The same workload, evicting in the order of arrival.",
    params: { policy: "fifo", capacity: 500, keys: 10_000, exponent: 0.9 },
  },
  "web-proxy": {
    title: "Web proxy",
    help: "A tenth of the pages fits; web requests follow Zipf with an exponent of 0.64 to 0.83 (Breslau et al., 1999).",
    params: { policy: "lru", capacity: 5000, keys: 50_000, exponent: 0.75 },
  },
  "hot-set": {
    title: "Small hot set",
    help: "A few keys take most of the requests: 1 % of the keys in the cache serve the greater part.",
    params: { policy: "lru", capacity: 100, keys: 10_000, exponent: 1.2 },
  },
  uniform: {
    title: "Uniform keys",
    help: "Nothing is popular: the hit ratio is the share of the keys that fits, whatever the policy.",
    params: { policy: "lru", capacity: 1000, keys: 10_000, exponent: 0 },
  },
};

function countParam(label: string, help: string, count: number): NumberParam {
  return { kind: "number", label, help, default: count, min: 1, max: 100_000, unit: "count", integer: true };
}

export const cache = defineEngine({
  id: "cache",
  term: "cache",
  title: "Cache",
  kind: "operations",
  summary:
    "Requests by Zipf's law meet an LRU or FIFO cache. See how much hits cost in capacity, and what a scan does.",
  leavesOut:
    "Entries have one size and no expiry, values never change, and requests do not depend on each other.",
  params,
  presets,
  defaultUntil: 100_000,
  series: {
    hitRatio: { title: "Hit ratio", unit: "ratio", aggregation: "mean", points: 500, theory: "hitRatio" },
    entries: { title: "Entries", unit: "count", aggregation: "last", points: 500 },
    evictions: { title: "Evictions per access", unit: "ratio", aggregation: "mean", points: 500 },
  },
  metrics: {
    hitRatio: {
      title: "Hit ratio since full",
      unit: "ratio",
      value: (state: State) => (state.warmAccesses === 0 ? NaN : state.warmHits / state.warmAccesses),
    },
    totalHitRatio: {
      title: "Hit ratio with cold start",
      unit: "ratio",
      value: (state) => (state.accesses === 0 ? NaN : state.hits / state.accesses),
    },
    recentHitRatio: {
      title: `Hit ratio of the last ${OBSERVE_EVERY}`,
      unit: "ratio",
      value: (s) => s.recentHitRatio,
    },
    accesses: { title: "Accesses", unit: "count", value: (state) => state.accesses },
    evictions: { title: "Evictions", unit: "count", value: (state) => state.evictions },
    entries: { title: "Entries", unit: "count", value: (state) => state.cache.size },
  },
  actions: {
    scan: {
      title: "Scan",
      help: "Reads keys that nobody asks for again, one after another: a report, a crawler, a backup.",
      argument: countParam("Keys", "How many keys the scan reads.", 1000),
      run: (state: State, _ctx: Context, count) => {
        state.scanLeft += count;
      },
    },
    shift: {
      title: "Shift popularity",
      help: "Other keys become popular, as when a new day's news comes out.",
      argument: countParam("By", "How many ranks the popularity moves.", 1000),
      run: (state, _ctx, ranks) => {
        state.rankOffset = (state.rankOffset + ranks) % state.params.keys;
      },
    },
    clear: {
      title: "Clear the cache",
      help: "A restart: everything is cold again.",
      run: (state) => {
        state.cache.clear();
      },
    },
  },
  init: (values, ctx) => {
    ctx.schedule(1, "access");
    return createState(values);
  },
  on: {
    access: (state, ctx) => {
      access(state, nextKey(state, ctx));
      if (state.accesses % OBSERVE_EVERY === 0) observe(state, ctx);
      ctx.schedule(1, "access");
    },
  },
  scene,
  describe: (_event, _a, _b, state) => {
    const name = keyName(state, state.lastKey);
    if (state.lastHit) return `${name}: hit`;
    const gone = state.lastEvicted < 0 ? "" : `, ${keyName(state, state.lastEvicted)} evicted`;
    return `${name}: miss${gone}`;
  },
  check: (state) => {
    const { size, capacity } = state.cache;
    if (size > capacity) return `${size} entries in a cache of ${capacity}`;
    const present = state.lastKey < 0 || state.cache.has(state.lastKey) || size === 0;
    if (!present) return `${keyName(state, state.lastKey)} is absent right after it was asked for`;
    return state.evictions + state.hits <= state.accesses
      ? undefined
      : "more hits and evictions than accesses";
  },
  theory: {
    hitRatio: {
      formula: "Σ pᵢ(1 − e^(−pᵢT)), Σ (1 − e^(−pᵢT)) = C;  FIFO: pᵢT/(1 + pᵢT) in place of 1 − e^(−pᵢT)",
      source: "Che, Tung, Wang, IEEE JSAC 20(7), 2002; FIFO: Martina, Garetto, Leonardi, INFOCOM 2014",
      tolerance: 0.03,
      value: (values: Params) => {
        const { probabilities } = new Zipf(values.keys, values.exponent);
        const hitRatio = values.policy === "lru" ? lruHitRatio : fifoHitRatio;
        return hitRatio(probabilities, values.capacity);
      },
    },
  },
  sweep: { param: "capacity", from: 10, to: 5000, steps: 12 },
});
