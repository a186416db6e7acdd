/** API gateway: requests are checked, limited, answered from a cache or sent to a service, and sent again when it fails. */
import { defineEngine } from "../kernel/engine.ts";
import { quantile } from "../kernel/histogram.ts";
import { type Params, params, ROUTES } from "./params.ts";
import { onAnswer, onArrival, onHandle, scheduleArrival } from "./pipeline.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import {
  type Context,
  type Counts,
  copyCounts,
  createLimiters,
  createState,
  FAILED,
  IN_HAND,
  LIMITED,
  OUTCOMES,
  outcomeCount,
  type State,
  UNAUTHORIZED,
} from "./state.ts";

const TICK_MS = 1000;
const MEASURED = "After the warm-up: when limits and cache no longer show their start.";

/** Share of what was counted since the warm-up. */
function share(state: State, part: (counts: Counts) => number, whole: (counts: Counts) => number): number {
  const { counts, marked } = state;
  if (marked === undefined) return whole(counts) === 0 ? NaN : part(counts) / whole(counts);
  const all = whole(counts) - whole(marked);
  return all === 0 ? 0 : (part(counts) - part(marked)) / all;
}

const ended = (counts: Counts): number => counts.outcomes.reduce((sum, one) => sum + one, 0);

export const apiGateway = defineEngine({
  id: "api-gateway",
  term: "api-gateway",
  title: "API gateway",
  kind: "process",
  summary:
    "All clients come through one gateway, which checks tokens, keeps each client to its limit, answers from a cache, calls services " +
    "and repeats calls that fail. See what it saves the services, what it hides, and what it costs each request.",
  leavesOut:
    "One gateway with one event loop; services have no limit of their own and never slow down; rejected clients do not come back; " +
    "responses cost the loop nothing further; no timeouts and no circuit breaker.",
  params,
  presets,
  defaultUntil: 60_000,
  until: plan.runLengthMs,
  series: {
    latency: { title: "Work waiting in the gateway", unit: "ms", aggregation: "max", points: 600 },
    shed: { title: "Shed, 429", unit: "1/s", aggregation: "mean", points: 600 },
    hits: { title: "Cache hits", unit: "ratio", aggregation: "mean", points: 600, theory: "hitRatio" },
    calls: { title: "Calls of services", unit: "1/s", aggregation: "mean", points: 600 },
  },
  metrics: {
    addedMs: {
      title: "Added by the gateway, mean",
      help: `Its work and the wait for it; the further hop comes on top. ${MEASURED}`,
      unit: "ms",
      value: (state: State) =>
        share(
          state,
          ({ addedMs }) => addedMs,
          ({ handled }) => handled,
        ),
    },
    unauthorized: {
      title: "Refused for their token, 401",
      unit: "ratio",
      value: (state) => share(state, (counts) => outcomeCount(counts, UNAUTHORIZED), ended),
    },
    limitedShare: {
      title: "Shed, 429",
      help: MEASURED,
      unit: "ratio",
      value: (state) => share(state, (counts) => outcomeCount(counts, LIMITED), ended),
    },
    hitRatio: {
      title: "Products from the cache",
      help: MEASURED,
      unit: "ratio",
      value: (state) =>
        share(
          state,
          ({ hits }) => hits,
          ({ lookups }) => lookups,
        ),
    },
    readFailures: {
      title: "Reads that fail after all tries",
      help: "Of those that a service was asked for.",
      unit: "ratio",
      value: (state) =>
        share(
          state,
          ({ readsFailed }) => readsFailed,
          ({ reads }) => reads,
        ),
    },
    failedShare: {
      title: "Answered 502",
      unit: "ratio",
      value: (state) => share(state, (counts) => outcomeCount(counts, FAILED), ended),
    },
    callsPerRequest: {
      title: "Calls of services for each request",
      unit: "",
      value: (state) =>
        share(
          state,
          ({ calls }) => calls,
          ({ arrivals }) => arrivals,
        ),
    },
    latencyP50: {
      title: "Response time, median",
      unit: "ms",
      value: (state) => quantile(state.latency, 0.5),
    },
    latencyP99: {
      title: "Response time, 99th percentile",
      unit: "ms",
      value: (state) => quantile(state.latency, 0.99),
    },
  },
  actions: {
    down: {
      title: "A service goes down",
      help: "All its calls fail for 20 seconds; what the cache holds is still answered.",
      argument: {
        kind: "number",
        label: "Service",
        help: "1 catalogue, 2 search, 3 orders.",
        default: 1,
        min: 1,
        max: 3,
        unit: "count",
        integer: true,
      },
      run: (state: State, ctx: Context, service) => {
        state.down[service - 1] = 1;
        ctx.schedule(20_000, "up", service - 1);
      },
    },
    purge: {
      title: "Purge the cache",
      help: "All products are asked of the catalogue again.",
      run: (state) => state.cache.clear(),
    },
    restart: {
      title: "Restart the gateway",
      help: "Limits begin anew and the cache is empty; requests in hand are not touched.",
      run: (state) => {
        state.limiters = createLimiters(state.params);
        state.cache.clear();
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    scheduleArrival(state, ctx);
    ctx.schedule(plan.warmUpMs(values), "mark");
    ctx.schedule(TICK_MS, "tick");
    return state;
  },
  on: {
    arrival: onArrival,
    handle: onHandle,
    answer: onAnswer,
    down: (state, _ctx, route) => {
      state.down[route] = 1;
    },
    up: (state, _ctx, route) => {
      state.down[route] = 0;
    },
    mark: (state) => {
      state.marked = copyCounts(state.counts);
    },
    tick: (state, ctx) => {
      const { counts } = state;
      const limited = outcomeCount(counts, LIMITED);
      state.lastArrivals = counts.arrivals - state.tickArrivals;
      state.lastLimited = limited - state.tickLimited;
      state.lastCalls = counts.calls - state.tickCalls;
      const lookups = counts.lookups - state.tickLookups;
      ctx.observe("latency", Math.max(0, state.loopFreeMs - ctx.nowMs));
      ctx.observe("shed", state.lastLimited);
      ctx.observe("hits", lookups === 0 ? 0 : (counts.hits - state.tickHits) / lookups);
      ctx.observe("calls", state.lastCalls);
      state.tickArrivals = counts.arrivals;
      state.tickLimited = limited;
      state.tickCalls = counts.calls;
      state.tickLookups = counts.lookups;
      state.tickHits = counts.hits;
      ctx.schedule(TICK_MS, "tick");
    },
  },
  scene,
  describe: (event, a, _b, state) => {
    if (event === "arrival") return `request ${state.counts.arrivals} comes`;
    if (event === "handle" || event === "answer")
      return `/${ROUTES[state.requests.route[a]!]!.name}: last ended /${ROUTES[state.lastRoute]!.name} with ${OUTCOMES[state.lastOutcome]}`;
    if (event === "up") return `${ROUTES[a]!.service} is up again`;
    if (event === "down") return `${ROUTES[a]!.service} is down`;
    if (event === "mark") return "from here on it is measured";
    return `${state.lastArrivals} requests in the last second, ${state.lastCalls} calls of services`;
  },
  check: (state) => {
    const { counts } = state;
    const inHand = IN_HAND - state.freeCount;
    if (counts.arrivals !== ended(counts) + inHand)
      return `${counts.arrivals} requests came, ${ended(counts)} ended and ${inHand} are in hand`;
    if (counts.hits > counts.lookups) return "more hits than look-ups";
    if (state.cache.size > state.cache.capacity) return "the cache holds more than it may";
    const tries = counts.calls > 0 ? counts.calls / Math.max(1, counts.handled) : 0;
    return tries > 1 + state.params.retries ? "a request was tried more often than allowed" : undefined;
  },
  theory: {
    addedMs: {
      formula: "s + ρs / 2(1 − ρ), ρ = λs",
      source: "M/D/1: F. Pollaczek, 1930; A. Khinchine, 1932",
      tolerance: plan.addedTolerance,
      value: (values: Params) => plan.addedMs(values),
    },
    unauthorized: {
      formula: "share of bad tokens",
      source: "Thinning of a Poisson process",
      tolerance: plan.unauthorizedTolerance,
      value: (values: Params) => values.badTokens,
    },
    limitedShare: {
      formula: "Σ λᵢ·(1 − admitted(λᵢ, r, b)) / λ",
      source:
        "Token bucket as M/D/1 with bounded workload, H. C. Tijms, A First Course in Stochastic Models, 2003, ch. 9",
      tolerance: plan.limitedTolerance,
      value: (values: Params) => plan.limitedShare(values),
    },
    hitRatio: {
      formula: "Σ pₖ · λₖT / (1 + λₖT + λₖF), T fresh, F fetching",
      source: "Renewal argument for a cache by age: J. Jung, A. Berger, H. Balakrishnan, INFOCOM 2003",
      tolerance: plan.hitTolerance,
      value: (values: Params) => plan.hitRatio(values),
    },
    readFailures: {
      formula: "p^(1 + retries)",
      source: "Independent tries",
      tolerance: plan.failureTolerance,
      value: (values: Params) => plan.heldReadFailures(values),
    },
  },
  sweep: { param: "arrivalRate", from: 100, to: 900, steps: 8 },
});
