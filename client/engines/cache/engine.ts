/** Caching: requests by Zipf's law meet a bounded cache; what it hits is held to Che's approximation. */
import { defineEngine, type NumberParam } from "../kernel/engine.ts";
import { Zipf } from "../kernel/zipf.ts";
import { type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { type Context, classOf, createState, keyName, type State } from "./state.ts";
import { clockHitRatio, fifoHitRatio, lruHitRatio } from "./theory.ts";

/** Operations between two points of the series. */
const OBSERVE_EVERY = 100;

/** The next key: a scan's while one is under way. */
function nextKey(state: State, ctx: Context): number {
  if (state.scanLeft > 0) {
    state.scanLeft--;
    return state.scanNext++;
  }
  const { oneHitWonders } = state.params;
  if (oneHitWonders > 0 && ctx.random("wonders") < oneHitWonders) return state.scanNext++;
  const rank = state.zipf.sample(ctx.random("keys"));
  return (rank + state.rankOffset) % state.params.keys;
}

function access(state: State, key: number): void {
  const { cache } = state;
  const hit = cache.get(key) !== undefined;
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
    state.entryHits[key]!++;
    return;
  }
  if (key < state.params.keys) state.entryHits[key] = 0;
  const evicted = cache.set(key, state.accesses);
  if (evicted !== undefined) {
    state.evictions++;
    state.lastEvicted = evicted;
  }
  const { keys, oneHitWonders } = state.params;
  if (cache.size === (oneHitWonders > 0 ? cache.capacity : Math.min(cache.capacity, keys))) state.warm = true;
}

function observe(state: State, ctx: Context): void {
  state.recentHitRatio = (state.hits - state.seenHits) / OBSERVE_EVERY;
  ctx.observe("hitRatio", state.recentHitRatio);
  ctx.observe("evictions", (state.evictions - state.seenEvictions) / OBSERVE_EVERY);
  ctx.observe("entries", state.cache.size);
  state.seenHits = state.hits;
  state.seenEvictions = state.evictions;
}

/** No closed form is known for the others that would hold within a few per cent. */
const closedForms: Readonly<Record<string, typeof lruHitRatio>> = {
  lru: lruHitRatio,
  fifo: fifoHitRatio,
  clock: clockHitRatio,
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
    "Requests by Zipf's law meet a cache under one of eight policies. See how much hits cost in capacity, and what scans, " +
    "one-hit wonders and a change of taste do to each.",
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
      formula: "Σ pᵢ·h(pᵢT), Σ h(pᵢT) = C;  h(x): LRU 1 − e^(−x), FIFO x/(1 + x), CLOCK x/(x + e^(−x))",
      source:
        "Che, Tung, Wang, IEEE JSAC 20(7), 2002; FIFO: Martina, Garetto, Leonardi, INFOCOM 2014; CLOCK: Nicola, Dan, Dias, " +
        "SIGMETRICS 1992",
      tolerance: 0.03,
      value: (values: Params) => {
        const closedForm = closedForms[values.policy];
        const { probabilities } = new Zipf(values.keys, values.exponent);
        return closedForm?.(probabilities, values.capacity, values.oneHitWonders);
      },
    },
  },
  sweep: { param: "capacity", from: 10, to: 5000, steps: 12 },
});
