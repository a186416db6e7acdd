/** Cache hierarchy: near caches before shared tiers before a source, and what each of them still catches. */
import { defineEngine } from "../kernel/engine.ts";
import { brokenInvariant } from "./invariants.ts";
import { type Params, params, TIERS, tierNames } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { read, write } from "./requests.ts";
import { scene } from "./scene.ts";
import { type Context, createCounts, createState, type State, staleCopies } from "./state.ts";

/** Requests between two points of the series. */
const OBSERVE_EVERY = 200;
const BEHIND =
  "Fofack, Nain, Neglia, Towsley, Computer Networks 65, 2014; exclusive: Wong, Wilkes, USENIX ATC 2002";
const SINCE = "Of the reads since the warm-up.";

function observe(state: State, ctx: Context): void {
  const { recent } = state;
  const reads = Math.max(1, recent.reads);
  ctx.observe("near", recent.answered[0]! / reads);
  ctx.observe("middle", recent.answered[1]! / reads);
  ctx.observe("far", recent.answered[2]! / reads);
  ctx.observe("latency", recent.latencyMs / reads);
  ctx.observe("stale", recent.stale / reads);
  state.last = { ...recent, answered: recent.answered.slice() };
  Object.assign(recent, createCounts());
}

function share(state: State, tier: number): number {
  return state.counts.reads === 0 ? NaN : state.counts.answered[tier]! / state.counts.reads;
}

/** Of the reads that come so far. */
function localRatio({ counts }: State, tier: number): number {
  let arrived = 0;
  for (let later = tier; later <= TIERS; later++) arrived += counts.answered[later]!;
  if (counts.reads === 0) return NaN;
  return arrived === 0 ? 0 : counts.answered[tier]! / arrived;
}

export const cacheHierarchy = defineEngine({
  id: "cache-hierarchy",
  term: "three-tier-caching",
  title: "Cache hierarchy",
  kind: "operations",
  summary:
    "Requests by Zipf's law pass near caches, two shared tiers and a source. See what each tier still catches, what an answer " +
    "takes on average, and which copies a write leaves behind.",
  leavesOut:
    "All tiers are LRU and entries have one size; nodes get requests at random and with the same taste; a request is over " +
    "before the next begins; near copies age in requests, not in time.",
  params,
  presets,
  defaultUntil: plan.RUN_REQUESTS,
  series: {
    near: {
      title: "Answered by tier 1",
      unit: "ratio",
      aggregation: "mean",
      points: 400,
      theory: "nearShare",
    },
    middle: {
      title: "Answered by tier 2",
      unit: "ratio",
      aggregation: "mean",
      points: 400,
      theory: "middleShare",
    },
    far: { title: "Answered by tier 3", unit: "ratio", aggregation: "mean", points: 400, theory: "farShare" },
    latency: { title: "Mean latency", unit: "ms", aggregation: "mean", points: 400, theory: "meanLatency" },
    stale: { title: "Stale reads", unit: "ratio", aggregation: "mean", points: 400 },
  },
  metrics: {
    nearShare: {
      title: "Answered by tier 1",
      help: SINCE,
      unit: "ratio",
      value: (state: State) => share(state, 0),
    },
    middleShare: {
      title: "Answered by tier 2",
      help: SINCE,
      unit: "ratio",
      value: (state) => share(state, 1),
    },
    farShare: { title: "Answered by tier 3", help: SINCE, unit: "ratio", value: (state) => share(state, 2) },
    sourceShare: {
      title: "Answered by the source",
      help: SINCE,
      unit: "ratio",
      value: (state) => share(state, TIERS),
    },
    middleHitRatio: {
      title: "Tier 2, own hit ratio",
      help: "Of the reads that tier 1 has missed.",
      unit: "ratio",
      value: (state) => localRatio(state, 1),
    },
    farHitRatio: {
      title: "Tier 3, own hit ratio",
      help: "Of the reads that tiers 1 and 2 have missed.",
      unit: "ratio",
      value: (state) => localRatio(state, 2),
    },
    meanLatency: {
      title: "Mean latency",
      help: "A read waits for every tier that it asks.",
      unit: "ms",
      value: ({ counts }) => (counts.reads === 0 ? NaN : counts.latencyMs / counts.reads),
    },
    staleReads: {
      title: "Stale reads",
      help: "Answered with a value that the source no longer has.",
      unit: "ratio",
      value: ({ counts }) => (counts.reads === 0 ? NaN : counts.stale / counts.reads),
    },
    staleCopies: { title: "Stale near copies now", unit: "count", value: staleCopies },
    staleFor: {
      title: "Oldest stale copy read",
      help: "Requests since it was stored.",
      unit: "count",
      value: (state) => state.staleFor,
    },
  },
  actions: {
    restart: {
      title: "Restart the near caches",
      help: "A deployment: every process begins with an empty cache, and the shared tiers take the load.",
      run: (state: State) => {
        state.cleared = true;
        for (let node = 0; node < state.params.nodes; node++) state.tiers.clearNear(node);
      },
    },
    lose: {
      title: "Lose tier 2",
      help: "The shared cache fails and comes back empty: the tiers behind it see what it used to catch.",
      run: (state) => {
        state.cleared = state.torn = true;
        state.tiers.clearShared(1);
      },
    },
    update: {
      title: "Update popular keys",
      help: "Writes the most popular keys at the source; copies go as the parameter says.",
      argument: {
        kind: "number",
        label: "Keys",
        help: "How many of the most popular keys are written.",
        default: 20,
        min: 1,
        max: 1000,
        unit: "count",
        integer: true,
      },
      run: (state, _ctx: Context, count) => {
        for (let key = 0; key < Math.min(count, state.params.keys); key++) write(state, 0, key);
      },
    },
  },
  init: (values, ctx) => {
    ctx.schedule(1, "request");
    return createState(values);
  },
  on: {
    request: (state, ctx) => {
      const { params: values } = state;
      ctx.schedule(1, "request");
      state.requests++;
      const key = state.zipf.sample(ctx.random("keys"));
      const node = values.nodes === 1 ? 0 : Math.floor(ctx.random("nodes") * values.nodes);
      if (values.writes > 0 && ctx.random("writes") < values.writes) write(state, node, key);
      else read(state, node, key);
      state.cleared = false;
      if (state.requests % OBSERVE_EVERY === 0) observe(state, ctx);
    },
  },
  scene,
  describe: (_event, _a, _b, state) => {
    const name = `k${state.lastKey} through node ${state.lastNode + 1}`;
    if (state.answeredBy < 0) return `${name}: written at the source`;
    const from = tierNames(state.params)[state.answeredBy]!;
    return `${name}: answered by ${from}${state.wasStale ? ", stale" : ""}`;
  },
  check: brokenInvariant,
  theory: {
    nearShare: {
      formula: "Σ pᵢ(1 − e^(−pᵢT₁/n)), Σ (1 − e^(−pᵢT₁/n)) = C₁",
      source: "Che, Tung, Wang, IEEE JSAC 20(7), 2002",
      tolerance: (values: Params) => plan.shareTolerance(plan.shares(values)?.near, 0.005),
      value: (values: Params) => plan.shares(values)?.near,
    },
    middleShare: {
      formula: "Σ λᵢ(1 − S(T₂)·S(T₂ + T₁)^(n − 1)), λᵢ = pᵢe^(−pᵢT₁/n), S'(t) = −(λᵢ/n)·S(t − T₁)",
      source: BEHIND,
      tolerance: (values: Params) => plan.shareTolerance(plan.shares(values)?.middle, 0.02),
      value: (values: Params) => plan.shares(values)?.middle,
    },
    farShare: {
      formula: "Σ νᵢ(1 − S(T₃)), νᵢ the misses of tier 2, S'(t) = −νᵢ·S(t − T₂)",
      source: BEHIND,
      tolerance: (values: Params) => plan.shareTolerance(plan.shares(values)?.far, 0.02),
      value: (values: Params) => plan.shares(values)?.far,
    },
    meanLatency: {
      formula: "l₁ + m₁(l₂ + m₂(l₃ + m₃·l₄)), mⱼ the tiers' own miss ratios",
      source: "Average memory access time: J. Hennessy, D. Patterson, Computer Architecture",
      tolerance: 0.03,
      value: (values: Params) => plan.meanLatencyMs(values),
    },
  },
  sweep: { param: "middle", from: 50, to: 400, steps: 8 },
});
