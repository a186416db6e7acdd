/** DNS: resolvers with caches before root, top-level domains and zones, and what a change of a record takes. */
import { defineEngine } from "../kernel/engine.ts";
import { quantile } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { fail, move } from "./changes.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { connectPinned, lookUp, resolved } from "./lookups.ts";
import { type Params, params } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { type Context, createCounts, createState, NONE, type State, staleResolvers } from "./state.ts";
import { heldShare } from "./theory.ts";

const TICK_MS = 10_000;
const JUNG = "J. Jung, A. Berger, H. Balakrishnan, INFOCOM 2003";

function scheduleLookup(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("lookups"), 1000 / state.params.rate), "lookup");
}

function tick(state: State, ctx: Context): void {
  const { recent } = state;
  ctx.observe("hitRatio", recent.lookups === 0 ? 0 : recent.hits / recent.lookups);
  ctx.observe("queries", (1000 * recent.zoneQueries) / TICK_MS);
  ctx.observe("stale", staleResolvers(state, ctx.nowMs));
  ctx.observe("failed", recent.dead + recent.servfails);
  state.last = { ...recent };
  Object.assign(recent, createCounts(), { dead: 0 });
  ctx.schedule(TICK_MS, "tick");
}

/** Resolvers have been running for long: each holds an answer as likely as it does at any moment, with a part of its life left.
 *  From a cold start all would fetch at once, and expire together ever after. */
function warmUp(state: State, ctx: Context): void {
  const { params: values, zipf, answers } = state;
  for (const cache of answers) {
    for (let name = values.names - 1; name >= 0; name--) {
      const rate = ((1 - values.missing) * zipf.probabilities[name]! * values.rate) / 1000 / values.resolvers;
      const held = ctx.random("held") < heldShare(rate, values.ttl, 0);
      const leftMs = values.ttl * ctx.random("left");
      if (held) cache.put(name, 1, leftMs, 0);
    }
  }
}

function perSecond(state: State, nowMs: number, count: number): number {
  return state.markedMs < 0 || nowMs <= state.markedMs ? NaN : (1000 * count) / (nowMs - state.markedMs);
}

const share = (part: number, { counts }: State): number =>
  counts.lookups === 0 ? NaN : part / counts.lookups;

export const dns = defineEngine({
  id: "dns",
  term: "dns",
  title: "DNS",
  kind: "process",
  summary:
    "Clients ask resolvers, and these ask their way down from the root and keep what they learn. See what times to live save, " +
    "and how long users are sent to an address that does not work any more.",
  leavesOut:
    "Every server of a level is as near as another and none is lost on the way; resolvers honour times to live and do not " +
    "prefetch; clients keep nothing but the pinned addresses; no DNSSEC, no search lists.",
  params,
  presets,
  defaultUntil: plan.RUN_MS,
  series: {
    hitRatio: {
      title: "Answered from caches",
      unit: "ratio",
      aggregation: "mean",
      points: 400,
      theory: "hitRatio",
    },
    queries: {
      title: "Questions to zones",
      unit: "1/s",
      aggregation: "mean",
      points: 400,
      theory: "zoneQueries",
    },
    stale: { title: "Resolvers with an old address", unit: "count", aggregation: "last", points: 400 },
    failed: { title: "Failed connections in ten seconds", unit: "count", aggregation: "sum", points: 400 },
    latency: { title: "Lookup time", unit: "ms", aggregation: "max", points: 400 },
  },
  metrics: {
    hitRatio: {
      title: "Answered from caches",
      help: "Since the warm-up; answers that there is no such name included.",
      unit: "ratio",
      value: (state: State) => share(state.counts.hits, state),
    },
    zoneQueries: {
      title: "Questions to zones",
      unit: "1/s",
      value: (state, nowMs) => perSecond(state, nowMs, state.counts.zoneQueries),
    },
    upperQueries: {
      title: "Questions to root and top level",
      unit: "1/s",
      value: (state, nowMs) => perSecond(state, nowMs, state.counts.rootQueries + state.counts.domainQueries),
    },
    outageMs: {
      title: "Outage, as a client sees it",
      help: "Connections to a dead address, over the rate at which the name is asked for; 0 while nothing has failed.",
      unit: "ms",
      value: (state) => state.deadConnections / (plan.hotRate(state.params) * state.params.resolvers),
    },
    lastMovedMs: {
      title: "Last resolver with the old address",
      help: "From the change of the record until no cache holds the old one.",
      unit: "ms",
      value: (state) => state.lastStaleMs,
    },
    staleResolvers: {
      title: "Resolvers with an old address now",
      unit: "count",
      value: (state, nowMs) => staleResolvers(state, nowMs),
    },
    servfailShare: {
      title: "Lookups without an answer",
      unit: "ratio",
      value: (state) => share(state.counts.servfails, state),
    },
    staleServed: {
      title: "Expired answers given out",
      unit: "count",
      value: (state) => state.counts.staleServed,
    },
    wrongNegatives: {
      title: "Wrongly «no such name»",
      help: "Answered so from a cache although the name had been created.",
      unit: "count",
      value: (state) => state.wrongNegatives,
    },
    latencyMean: {
      title: "Lookup time, mean",
      unit: "ms",
      value: (state) => share(state.counts.latencyMs, state),
    },
    latencyP99: {
      title: "Lookup time, 99th percentile",
      unit: "ms",
      value: (state) => quantile(state.latency, 0.99),
    },
  },
  actions: {
    fail: {
      title: "The service fails",
      help: "The most popular name's address stops working; after the detection time its record is changed.",
      run: (state: State, ctx: Context) => fail(state, ctx),
    },
    lowerTtl: {
      title: "Change the TTL",
      help: "At the zones, as before a planned move; resolvers hear of it when they ask again.",
      argument: {
        kind: "number",
        label: "To",
        help: "The new time to live.",
        default: 10_000,
        min: 1,
        max: 86_400_000,
        unit: "ms",
      },
      run: (state, _ctx, ttlMs) => {
        state.ttlMs = ttlMs;
      },
    },
    serversDown: {
      title: "Zone servers down",
      help: "No zone's servers answer for a while: what resolvers hold is all there is.",
      argument: {
        kind: "number",
        label: "For",
        help: "How long they are down.",
        default: 120_000,
        min: 1,
        max: 3_600_000,
        unit: "ms",
      },
      run: (state, ctx, forMs) => {
        state.serversDownUntilMs = Math.max(state.serversDownUntilMs, ctx.nowMs + forMs);
      },
    },
    create: {
      title: "Create missing names",
      help: "The names that were asked for in vain come to be; resolvers do not believe it at once.",
      argument: {
        kind: "number",
        label: "Names",
        help: "How many of the most wanted ones.",
        default: 5,
        min: 1,
        max: 20,
        unit: "count",
        integer: true,
      },
      run: (state, _ctx, count) => {
        for (let i = 0; i < count; i++) {
          const name = state.params.names + i;
          if (state.addresses[name] === NONE) state.addresses[name] = 1;
        }
      },
    },
    flush: {
      title: "Flush the resolvers",
      help: "What operators do when they cannot wait; delegations are learnt anew too.",
      run: (state) => {
        for (const cache of [...state.answers, ...state.delegations]) cache.clear();
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    warmUp(state, ctx);
    scheduleLookup(state, ctx);
    ctx.schedule(plan.WARM_UP_MS, "mark");
    if (values.failAt > 0) ctx.schedule(values.failAt, "fail");
    ctx.schedule(TICK_MS, "tick");
    return state;
  },
  on: {
    lookup: (state, ctx) => {
      const { params: values } = state;
      scheduleLookup(state, ctx);
      const resolver = Math.floor(ctx.random("resolvers") * values.resolvers);
      const uniform = ctx.random("names");
      const isMissing = values.missing > 0 && ctx.random("missing") < values.missing;
      const name = isMissing ? values.names + state.missingZipf.sample(uniform) : state.zipf.sample(uniform);
      const pinned = values.pinned > 0 && ctx.random("pinned") < values.pinned;
      if (!pinned || !connectPinned(state, ctx, resolver, name)) lookUp(state, ctx, resolver, name);
    },
    resolved,
    fail,
    move: (state, ctx) => move(state, ctx.nowMs),
    mark: (state, ctx) => {
      state.markedMs = ctx.nowMs;
    },
    tick,
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    hitRatio: {
      formula: "Σ pᵢ·λᵢT/(1 + λᵢ(T + s)), λᵢ = λpᵢ/n, and the same for missing names with their TTL",
      source: JUNG,
      tolerance: (values: Params) => plan.hitTolerance(values),
      value: (values: Params) => plan.hitRatio(values),
    },
    zoneQueries: {
      formula: "λ(1 − hit ratio)",
      source: JUNG,
      tolerance: (values: Params) => plan.queryTolerance(values),
      value: (values: Params) => plan.zoneQueries(values),
    },
    outageMs: {
      formula: "d + hT/2, h = λ₀T/(1 + λ₀T)",
      source: "The rest of a life seen at a random moment is uniform (renewal theory)",
      tolerance: (values: Params) => plan.outageTolerance(values),
      value: (values: Params) => plan.outageMs(values),
    },
    lastMovedMs: {
      formula: "T(1 − (1 − (1 − h)^(n + 1)) / ((n + 1)h))",
      source: "The largest of n such rests",
      tolerance: (values: Params) => plan.lastTolerance(values),
      value: (values: Params) => plan.lastMovedMs(values),
    },
  },
  sweep: { param: "ttl", from: 5000, to: 300_000, steps: 8 },
});
