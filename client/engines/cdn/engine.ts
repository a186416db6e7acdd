/** CDN: edges near the users before one origin, pulled or pushed, with or without a shield. */
import { defineEngine } from "../kernel/engine.ts";
import { quantile } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { answered, arrived, atOrigin, atShield, request } from "./delivery.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { type Params, params } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { type Context, createCounts, createState, SAID, type State, say, staleCopies } from "./state.ts";
import { purgeAll, spread, update } from "./updates.ts";

const TICK_MS = 1000;
const JUNG = "Renewal theory, as in J. Jung, A. Berger, H. Balakrishnan, INFOCOM 2003";

function scheduleRequest(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("requests"), 1000 / state.params.readRate), "request");
}

function scheduleUpdate(state: State, ctx: Context): void {
  if (state.params.updateRate > 0)
    ctx.schedule(exponential(ctx.random("updates"), 1000 / state.params.updateRate), "update");
}

/** The nearest edge that is up; NONE is never answered, since one always is. */
function edgeFor(state: State, uniform: number): number {
  const { edges } = state.params;
  let edge = Math.floor(uniform * edges);
  for (let tried = 0; tried < edges && state.edgeUp[edge] === 0; tried++) edge = (edge + 1) % edges;
  return edge;
}

function tick(state: State, ctx: Context): void {
  const { recent } = state;
  const requests = Math.max(1, recent.requests);
  ctx.observe("hitRatio", Math.min(1, recent.hits / requests));
  ctx.observe("originLoad", recent.origin);
  ctx.observe("stale", recent.stale);
  ctx.observe("latency", recent.latencyMs / requests);
  state.last = { ...recent };
  Object.assign(recent, createCounts());
  ctx.schedule(TICK_MS, "tick");
}

const share = (part: number, whole: number): number => (whole === 0 ? NaN : part / whole);

export const cdn = defineEngine({
  id: "cdn",
  term: "cdn",
  title: "CDN",
  kind: "process",
  summary:
    "Edges near the users fetch from an origin, or get everything beforehand. See how many requests they answer, what is left " +
    "for the origin with and without a shield, and how old the answers are.",
  leavesOut:
    "Objects have one size and bandwidth has no end; users are led to an edge without error, all edges have the same visitors; " +
    "connections are open already; expired copies are fetched anew instead of revalidated.",
  params,
  presets,
  defaultUntil: plan.RUN_MS,
  series: {
    hitRatio: {
      title: "Hit ratio at the edges",
      unit: "ratio",
      aggregation: "mean",
      points: 600,
      theory: "hitRatio",
    },
    originLoad: { title: "Origin", unit: "1/s", aggregation: "mean", points: 600, theory: "originLoad" },
    stale: { title: "Stale answers", unit: "1/s", aggregation: "mean", points: 600 },
    latency: { title: "Mean latency", unit: "ms", aggregation: "mean", points: 600 },
  },
  metrics: {
    hitRatio: {
      title: "Hit ratio at the edges",
      help: "Since the warm-up, as all that follows.",
      unit: "ratio",
      value: ({ counts }: State) => Math.min(1, share(counts.hits, counts.requests)),
    },
    originLoad: {
      title: "Requests or pushes at the origin",
      unit: "1/s",
      value: (state, nowMs) =>
        state.markedMs < 0 || nowMs <= state.markedMs
          ? NaN
          : (1000 * state.counts.origin) / (nowMs - state.markedMs),
    },
    shieldHitRatio: {
      title: "Hit ratio of the shield",
      help: "Of what the edges ask it; 0 without a shield.",
      unit: "ratio",
      value: ({ counts }) => (counts.shieldRequests === 0 ? 0 : counts.shieldHits / counts.shieldRequests),
    },
    staleShare: {
      title: "Stale answers",
      help: "Answered with a version that the origin had replaced by then.",
      unit: "ratio",
      value: ({ counts }) => share(counts.stale, counts.requests),
    },
    staleFor: {
      title: "Longest stale",
      help: "The longest time after an object's latest update at which an older version was given out.",
      unit: "ms",
      value: (state) => state.staleForMs,
    },
    staleCopies: { title: "Stale copies now", unit: "count", value: staleCopies },
    failedShare: {
      title: "Errors",
      unit: "ratio",
      value: ({ counts }) => share(counts.failed, counts.requests),
    },
    latencyMean: {
      title: "Latency, mean",
      unit: "ms",
      value: ({ counts }) => share(counts.latencyMs, counts.requests - counts.failed),
    },
    latencyP95: {
      title: "Latency, 95th percentile",
      unit: "ms",
      value: (state) => quantile(state.latency, 0.95),
    },
    storage: {
      title: "Copies held",
      help: "Over all edges, expired ones that nobody has asked for included.",
      unit: "count",
      value: (state) => state.edges.reduce((sum, cache) => sum + cache.size, 0),
    },
  },
  actions: {
    purgeAll: {
      title: "Purge everything",
      help: "One button, and the origin meets the full load; in push mode there is nothing to fall back on, and nothing happens.",
      run: (state: State) => purgeAll(state),
    },
    originDown: {
      title: "Take the origin down",
      help: "It answers nothing for a while: what the edges hold is all there is.",
      argument: {
        kind: "number",
        label: "For",
        help: "How long it is down.",
        default: 20_000,
        min: 1,
        max: 600_000,
        unit: "ms",
      },
      run: (state, ctx: Context, forMs) => {
        state.originDownUntilMs = Math.max(state.originDownUntilMs, ctx.nowMs + forMs);
      },
    },
    edgeDown: {
      title: "Take an edge down or up",
      help: "Its users are led to the next edge, which has not seen all that they want; taken again, it comes back.",
      argument: {
        kind: "number",
        label: "Edge",
        help: "Which one, from 1.",
        default: 1,
        min: 1,
        max: 12,
        unit: "",
        integer: true,
      },
      run: (state, _ctx, number) => {
        const edge = number - 1;
        if (edge >= state.params.edges) return;
        const others = state.edgeUp.reduce((sum, up) => sum + up, 0) - state.edgeUp[edge]!;
        // The last one stays.
        if (others > 0) state.edgeUp[edge] = 1 - state.edgeUp[edge]!;
      },
    },
    publish: {
      title: "Change popular objects",
      help: "A release: the most popular objects change, all at once.",
      argument: {
        kind: "number",
        label: "Objects",
        help: "How many of the most popular ones.",
        default: 20,
        min: 1,
        max: 100,
        unit: "count",
        integer: true,
      },
      run: (state, ctx, count) => {
        for (let object = 0; object < Math.min(count, state.params.objects); object++)
          update(state, ctx, object);
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    if (values.mode === "push") {
      for (const cache of state.edges)
        for (let object = values.objects - 1; object >= 0; object--) cache.set(object, 0, Infinity, 0);
    }
    scheduleRequest(state, ctx);
    scheduleUpdate(state, ctx);
    ctx.schedule(plan.warmUpMs(values), "mark");
    ctx.schedule(TICK_MS, "tick");
    return state;
  },
  on: {
    request: (state, ctx) => {
      scheduleRequest(state, ctx);
      const edge = edgeFor(state, ctx.random("edges"));
      request(state, ctx, edge, state.zipf.sample(ctx.random("objects")));
    },
    atShield,
    atOrigin,
    answered,
    arrived,
    update: (state, ctx) => {
      scheduleUpdate(state, ctx);
      update(state, ctx, Math.floor(ctx.random("updated") * state.params.objects));
    },
    spread,
    mark: (state, ctx) => {
      state.markedMs = ctx.nowMs;
      say(state, SAID.nothing, 0, 0);
    },
    tick,
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    hitRatio: {
      formula: "1 − Σ λᵢ/(1 + λᵢL/n)/λ;  shield: 1 − Σ λᵢ(1 + (n − 1)(1 − e^(−λᵢT/n)))/(1 + λᵢT)/λ;  push: 1",
      source: JUNG,
      tolerance: (values: Params) => plan.hitTolerance(values),
      value: (values: Params) => plan.hitRatio(values),
    },
    originLoad: {
      formula: "Σ λᵢ/(1 + λᵢL/n);  shield: Σ λᵢ/(1 + λᵢT);  push: n·updates",
      source: JUNG,
      tolerance: (values: Params) => plan.originTolerance(values),
      value: (values: Params) => plan.originLoad(values),
    },
    staleShare: {
      formula: "Σ pᵢ·λ'(T − (1 − e^(−μT))/μ)/(1 + λ'T), λ' = λᵢ/n, with a shield λᵢ;  push: μd/(1 + μd)",
      source: JUNG,
      tolerance: (values: Params) => plan.staleTolerance(values),
      value: (values: Params) => plan.staleShare(values),
    },
  },
  sweep: { param: "edges", from: 1, to: 12, steps: 6 },
});
