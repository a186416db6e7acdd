/** Rate limiting: a stream of requests meets a limiter, and the promise that each algorithm makes is checked. */
import { defineEngine } from "../kernel/engine.ts";
import { quantile } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { createLimiter } from "./limiters.ts";
import { isWindowed, type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { runLengthMs } from "./runLength.ts";
import { scene } from "./scene.ts";
import { type Context, createState, meetLimiter, type State, windowBound, windowQuota } from "./state.ts";
import { steadyCounts } from "./steadyState.ts";
import { fixedWindowAdmitted, pacedDelayMs, slidingLogAdmitted, tokenBucketAdmitted } from "./theory.ts";

const TICK_MS = 1000;
/** Which traffic a request event belongs to. */
const CLIENT = 0;
const INJECTED = 1;

/** Delay to the client's next request: 0 within a group, whose size is geometric with mean `burstiness`. */
function gapMs(state: State, ctx: Context): number {
  const { burstiness, arrivalRate } = state.params;
  // Drawn even when unused, so that both streams stay in step when burstiness changes.
  const together = ctx.random("grouping") < 1 - 1 / burstiness;
  const gap = exponential(ctx.random("arrivals"), (1000 * burstiness) / arrivalRate);
  return together ? 0 : gap;
}

/** Long-run share that passes, where a closed form is known: for requests that come one by one. */
function admitted(values: Params): number | undefined {
  if (values.burstiness !== 1) return undefined;
  // GCRA and the queue accept what a token bucket does.
  if (!isWindowed(values.algorithm))
    return tokenBucketAdmitted(values.arrivalRate, values.rate, values.burst);
  const requests = (values.arrivalRate * values.window) / 1000;
  if (values.algorithm === "sliding-log") return slidingLogAdmitted(requests, windowQuota(values));
  // The estimate of two counters has no closed form.
  return values.algorithm === "fixed-window" ? fixedWindowAdmitted(requests, windowQuota(values)) : undefined;
}

const STEADY_HELP =
  "Buckets: counted from when their start, full, no longer shows. Windows: counted in whole windows.";

const ADMITTED_SOURCE =
  "Token bucket: M/D/1 with bounded workload, H. C. Tijms, A First Course in Stochastic Models, 2003, ch. 9. " +
  "Fixed window: E[min(N, limit)], N Poisson. Sliding log: Erlang's B formula";

export const rateLimiter = defineEngine({
  id: "rate-limiter",
  term: "rate-limiting",
  title: "Rate limiter",
  kind: "process",
  summary:
    "Requests arrive at random and a limiter lets them pass or rejects them. See what a burst costs, and how a fixed " +
    "window lets twice its limit through around a boundary; a table compares all algorithms on the same requests.",
  leavesOut: "One limiter, one caller, no retries: rejected requests do not come back.",
  params,
  presets,
  defaultUntil: 300_000,
  until: runLengthMs,
  series: {
    available: { title: "Left to take", unit: "count", aggregation: "last", points: 600 },
    offered: { title: "Offered", unit: "1/s", aggregation: "mean", points: 600 },
    allowed: { title: "Allowed", unit: "1/s", aggregation: "mean", points: 600, theory: "allowedRate" },
  },
  metrics: {
    offered: { title: "Requests offered", unit: "count", value: (state: State) => state.offered },
    allowed: { title: "Requests allowed", unit: "count", value: (state) => state.allowed },
    rejectedRatio: {
      title: "Rejected, after warm-up",
      help: STEADY_HELP,
      unit: "ratio",
      value: (state, nowMs) => {
        const counts = steadyCounts(state, nowMs);
        return counts === undefined || counts.offered === 0 ? NaN : 1 - counts.allowed / counts.offered;
      },
    },
    allowedRate: {
      title: "Allowed rate, after warm-up",
      help: STEADY_HELP,
      unit: "1/s",
      value: (state, nowMs) => {
        const counts = steadyCounts(state, nowMs);
        return counts === undefined ? NaN : (1000 * counts.allowed) / counts.spanMs;
      },
    },
    maxInWindow: { title: "Most allowed in any window", unit: "count", value: (state) => state.maxInWindow },
    misjudged: {
      title: "Decided otherwise than a log",
      help: "Share of requests allowed or rejected where an exact log of the window, rate × window requests, would not.",
      unit: "ratio",
      value: (state) =>
        state.offered === 0 ? NaN : (state.wronglyAllowed + state.wronglyRejected) / state.offered,
    },
    delay: {
      title: "Delay in the limiter, mean",
      help: "Only the leaky bucket delays: the others answer at once.",
      unit: "ms",
      value: (state) => (state.allowed === 0 ? NaN : state.delaySumMs / state.allowed),
    },
    retryAfterP50: {
      title: "Retry-After, median",
      unit: "ms",
      value: (state) => quantile(state.retryAfter, 0.5),
    },
    retryAfterP99: {
      title: "Retry-After, 99th percentile",
      unit: "ms",
      value: (state) => quantile(state.retryAfter, 0.99),
    },
  },
  actions: {
    burst: {
      title: "Burst",
      help: "Sends this many requests at once.",
      argument: {
        kind: "number",
        label: "Requests",
        help: "How many arrive in the same instant.",
        default: 50,
        min: 1,
        max: 10_000,
        unit: "count",
        integer: true,
      },
      run: (_state: State, ctx: Context, count) => {
        for (let i = 0; i < count; i++) ctx.schedule(0, "request", INJECTED);
      },
    },
    straddle: {
      title: "Straddle a boundary",
      help: "Sends a window's quota just before the next window begins and once more just after.",
      run: (state, ctx) => {
        const { window } = state.params;
        const margin = window / 1000;
        const boundary = (Math.floor((ctx.nowMs + margin) / window) + 1) * window;
        for (let i = 0; i < state.quota; i++)
          ctx.schedule(boundary - margin - ctx.nowMs, "request", INJECTED);
        for (let i = 0; i < state.quota; i++)
          ctx.schedule(boundary + margin - ctx.nowMs, "request", INJECTED);
      },
    },
    pause: {
      title: "Pause traffic",
      help: "The client sends nothing for this long, and the limiter recovers.",
      argument: {
        kind: "number",
        label: "For",
        help: "Length of the silence.",
        default: 5000,
        min: 1,
        max: 3_600_000,
        unit: "ms",
      },
      run: (state, ctx, durationMs) => {
        ctx.cancel(state.nextRequest);
        state.nextRequest = ctx.schedule(durationMs + gapMs(state, ctx), "request", CLIENT);
      },
    },
    restart: {
      title: "Restart the limiter",
      help: "The process restarts and forgets what it counted: everybody gets a fresh quota.",
      run: (state, ctx) => {
        state.limiter = createLimiter(state.params.algorithm, state.params, state.quota, ctx.nowMs);
        state.allowedSinceStart = 0;
        state.startedMs = ctx.nowMs;
        state.restarts++;
      },
    },
  },
  validate: (values) => {
    const quota = (values.rate * values.window) / 1000;
    if (quota <= 100_000) return undefined;
    return `rate × window must be at most 100000 requests, not ${values.rate}/s × ${values.window} ms = ${quota}`;
  },
  init: (values, ctx) => {
    const state = createState(values);
    state.nextRequest = ctx.schedule(gapMs(state, ctx), "request", CLIENT);
    ctx.schedule(TICK_MS, "tick");
    return state;
  },
  on: {
    request: (state, ctx, traffic) => {
      meetLimiter(state, ctx);
      if (traffic === CLIENT) state.nextRequest = ctx.schedule(gapMs(state, ctx), "request", CLIENT);
    },
    tick: (state, ctx) => {
      state.lastOffered = state.offered - state.tickOffered;
      state.lastAllowed = state.allowed - state.tickAllowed;
      state.tickOffered = state.offered;
      state.tickAllowed = state.allowed;
      ctx.observe("offered", state.lastOffered);
      ctx.observe("allowed", state.lastAllowed);
      ctx.schedule(TICK_MS, "tick");
    },
  },
  scene,
  describe: (event, traffic, _b, state) => {
    if (event === "tick")
      return `${state.lastAllowed} of ${state.lastOffered} requests allowed in the last second`;
    const passed = state.recent[(state.offered - 1) % state.recent.length] === 1;
    const origin = traffic === CLIENT ? "" : ", injected";
    return `request ${state.offered}${origin}: ${passed ? "allowed" : "rejected, 429"}`;
  },
  check: (state) => {
    if (state.brokenBound !== "") return state.brokenBound;
    const bound = windowBound(state);
    // A restart hands out a second quota within the same window: then the bound does not apply.
    if (state.restarts === 0 && state.maxInWindow > bound * (1 + 1e-9)) {
      return `${state.maxInWindow} requests allowed within ${state.params.window} ms, the bound is ${bound}`;
    }
    return state.allowed <= state.offered ? undefined : "more requests allowed than offered";
  },
  theory: {
    allowedRate: {
      formula: "λ·w / (1 + w·λ/r), w = Σ pⱼ/p₀ of M/D/1, j < b;  windows: E[min(N, L)] / W, λ·(1 − B(L, λW))",
      source: ADMITTED_SOURCE,
      tolerance: 0.03,
      value: (values: Params) => {
        const share = admitted(values);
        return share === undefined ? undefined : share * values.arrivalRate;
      },
    },
    rejectedRatio: {
      formula: "1 − w / (1 + w·λ/r);  windows: 1 − E[min(N, L)] / λW, B(L, λW);  overload: about 1 − r/λ",
      source: ADMITTED_SOURCE,
      tolerance: 0.15,
      value: (values: Params) => {
        const share = admitted(values);
        if (share === undefined) return undefined;
        // Rounding may leave a share a shade above 1; and what is rarer than one in a million no run shows.
        return share > 1 - 1e-6 ? 0 : 1 - share;
      },
    },
    maxInWindow: {
      formula: "b + r·t, reached under overload from the start; a log: its limit",
      source: "Token bucket envelope, RFC 2697; J. S. Turner, IEEE Communications Magazine 24(10), 1986",
      tolerance: 0.05,
      value: (values: Params) => {
        const { algorithm } = values;
        const flow = (values.rate * values.window) / 1000;
        const bound = isWindowed(algorithm) ? flow : values.burst + flow;
        if ((values.arrivalRate * values.window) / 1000 < 1.5 * bound) return undefined;
        if (algorithm === "token-bucket" || algorithm === "gcra") return Math.floor(bound);
        return algorithm === "sliding-log" ? windowQuota(values) : undefined;
      },
    },
    misjudged: {
      formula: "0: a sliding log is the exact count",
      source: "Its definition",
      tolerance: 0,
      value: (values: Params) => (values.algorithm === "sliding-log" ? 0 : undefined),
    },
    delay: {
      formula: "ρ / 2μ(1 − ρ), ρ = λ/r, while next to nobody is refused",
      source: "F. Pollaczek, 1930, and A. Khinchine, 1932, for constant service: M/D/1",
      // Waits of one busy period come together: their scatter is wider than their number says.
      tolerance: 0.15,
      value: (values: Params) => {
        if (values.algorithm !== "leaky-bucket" || values.arrivalRate > 0.8 * values.rate) return undefined;
        return (admitted(values) ?? 0) > 1 - 1e-4 ? pacedDelayMs(values.arrivalRate, values.rate) : undefined;
      },
    },
  },
  sweep: { param: "arrivalRate", from: 1, to: 30, steps: 15 },
});
