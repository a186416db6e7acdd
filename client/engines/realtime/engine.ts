/** Realtime: one server with news, many clients, and five ways to bring it to them. */
import { defineEngine } from "../kernel/engine.ts";
import { quantile } from "../kernel/histogram.ts";
import * as exchange from "./exchange.ts";
import { type Params, params } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { type Context, createState, openNow, openUntil, type State } from "./state.ts";

const SAMPLE_MS = 2000;
const MEASURED = "After the first 20 seconds.";

const deliveredSince = (state: State): number => state.delivered - state.markDelivered;

/** Undefined delays and shares are 0 before anything has come. */
const perDelivered = (state: State, amount: number): number =>
  deliveredSince(state) === 0 ? NaN : amount / deliveredSince(state);

export const realtime = defineEngine({
  id: "realtime",
  term: "websocket",
  title: "Realtime updates",
  kind: "process",
  summary:
    "A server has news at random times and many clients want it. Compare polling, long polling, server-sent events, WebSocket " +
    "and webhooks: how late the news is, what it costs in bytes and connections, and what is lost when clients are cut off.",
  leavesOut:
    "HTTP/1.1 sizes without TLS, TCP or compression; connections of requests are open already; messages are never lost but by a " +
    "cut; servers answer in no time; a webhook's receiver answers at once.",
  params,
  presets,
  defaultUntil: 920_000,
  until: plan.runLengthMs,
  series: {
    delay: { title: "Delay", unit: "ms", aggregation: "mean", points: 450, theory: "delay" },
    bytes: { title: "Bytes a second", unit: "bytes", aggregation: "mean", points: 450 },
    open: {
      title: "Open connections",
      unit: "count",
      aggregation: "mean",
      points: 450,
      theory: "connections",
    },
    behind: { title: "Updates that clients lack", unit: "count", aggregation: "max", points: 450 },
  },
  metrics: {
    delay: {
      title: "Delay of an update, mean",
      help: MEASURED,
      unit: "ms",
      value: (state: State) => perDelivered(state, state.delaySumMs - state.markDelaySumMs),
    },
    delayP99: {
      title: "Delay, 99th percentile",
      unit: "ms",
      value: (state) => quantile(state.delays, 0.99),
    },
    bytesPerUpdate: {
      title: "Bytes for each update delivered",
      help: `Both ways, headers and frames included. ${MEASURED}`,
      unit: "bytes",
      value: (state) => perDelivered(state, state.bytes - state.markBytes),
    },
    connections: {
      title: "Open connections, mean",
      help: `Requests in progress and streams. ${MEASURED}`,
      unit: "count",
      value: (state, nowMs) => (openUntil(state, nowMs) - state.markOpenMs) / (nowMs - state.markMs),
    },
    requestRate: {
      title: "Requests a second",
      unit: "1/s",
      value: (state, nowMs) => (1000 * (state.requests - state.markRequests)) / (nowMs - state.markMs),
    },
    missedShare: {
      title: "Updates missed for good",
      help: MEASURED,
      unit: "ratio",
      value: (state) => {
        const missed = state.missed - state.markMissed;
        const all = missed + deliveredSince(state);
        return all === 0 ? NaN : missed / all;
      },
    },
    cuts: { title: "Connection losses", unit: "count", value: (state) => state.cuts },
  },
  actions: {
    burst: {
      title: "Burst of updates",
      help: "So many at once.",
      argument: {
        kind: "number",
        label: "Updates",
        help: "How many in the same instant.",
        default: 10,
        min: 1,
        max: 500,
        unit: "count",
        integer: true,
      },
      run: (_state: State, ctx: Context, count) => {
        for (let i = 0; i < count; i++) ctx.schedule(0, "update", 0, 0);
      },
    },
    restart: {
      title: "Restart the proxy",
      help: "All clients are cut off at once, and come back at once.",
      run: (state, ctx) => {
        for (let client = 0; client < state.params.clients; client++) exchange.onCut(state, ctx, client);
      },
    },
    cut: {
      title: "Cut one client off",
      help: "This one goes through a tunnel.",
      argument: {
        kind: "number",
        label: "Client",
        help: "Which one, from 1.",
        default: 1,
        min: 1,
        max: 200,
        unit: "count",
        integer: true,
      },
      run: (state, ctx, client) => {
        if (client <= state.params.clients) exchange.onCut(state, ctx, client - 1);
      },
    },
  },
  validate: ({ buffer }) => (buffer <= 1000 ? undefined : `buffer must be at most 1000, not ${buffer}`),
  init: (values, ctx) => {
    const state = createState(values);
    exchange.begin(state, ctx);
    ctx.schedule(plan.WARM_UP_MS, "mark");
    ctx.schedule(SAMPLE_MS, "sample");
    return state;
  },
  on: {
    update: exchange.onUpdate,
    ask: exchange.onAsk,
    reach: exchange.onReach,
    // A negative number is a replay on a new stream, up to this update.
    answer: (state, ctx, client, packed) =>
      packed < 0
        ? exchange.onReplay(state, ctx, client, -1 - packed)
        : exchange.onAnswer(state, ctx, client, packed),
    expire: exchange.onExpire,
    push: exchange.onPush,
    cut: exchange.onCut,
    back: exchange.onBack,
    subscribe: exchange.onSubscribe,
    retry: exchange.onRetry,
    beat: exchange.onBeat,
    mark: (state, ctx) => {
      state.markMs = ctx.nowMs;
      state.markBytes = state.bytes;
      state.markDelivered = state.delivered;
      state.markMissed = state.missed;
      state.markDelaySumMs = state.delaySumMs;
      state.markOpenMs = openUntil(state, ctx.nowMs);
      state.markRequests = state.requests;
    },
    sample: (state, ctx) => {
      const came = state.delivered - state.sampledDelivered;
      if (came > 0) ctx.observe("delay", (state.delaySumMs - state.sampledDelayMs) / came);
      ctx.observe("bytes", (1000 * (state.bytes - state.sampledBytes)) / SAMPLE_MS);
      ctx.observe("open", openNow(state));
      ctx.observe("behind", state.updates * state.params.clients - state.delivered - state.missed);
      state.sampledBytes = state.bytes;
      state.sampledDelivered = state.delivered;
      state.sampledDelayMs = state.delaySumMs;
      ctx.schedule(SAMPLE_MS, "sample");
    },
  },
  scene,
  describe: (event, client, _b, state) => {
    const who = `client ${client + 1}`;
    const texts: Readonly<Record<string, string>> = {
      update: `update ${state.updates} happens`,
      ask: `${who} asks for news`,
      reach: `${who}'s request reaches the server${state.clients.pending[client] === 1 ? ", which holds it" : ""}`,
      answer: `${who} gets an answer and has ${state.clients.cursor[client]} updates`,
      expire: `${who}'s request has been held for long enough`,
      push: `update ${client + 1} reaches those who listen`,
      cut: `${who} is cut off`,
      back: `${who} has a network again`,
      subscribe: `${who}'s stream flows again`,
      retry: `the webhook of ${who} is tried again`,
      beat: "silent connections show that they live",
      mark: "from here on it is measured",
    };
    return texts[event] ?? `${state.delivered} deliveries, ${Math.round(state.bytes / 1000)} kB so far`;
  },
  check: (state) => {
    const { clients, updates, params: values } = state;
    const places = clients.cursor.reduce((sum, cursor) => sum + cursor, 0);
    if (places !== state.delivered + state.missed)
      return `clients have or miss ${places} updates, ${state.delivered + state.missed} are counted`;
    for (let client = 0; client < values.clients; client++) {
      if (clients.cursor[client]! > updates) return `client ${client} has an update that did not happen`;
      if (updates - clients.cursor[client]! > values.buffer)
        return `client ${client} waits for what nobody keeps`;
      if (clients.away[client] === 1 && clients.asking[client] === 1)
        return `client ${client} is cut off and connected`;
      if (clients.pending[client] === 1 && clients.cursor[client]! < updates)
        return `the server holds client ${client}'s request although there is news`;
    }
    return undefined;
  },
  theory: {
    delay: {
      formula:
        "polling: (T + RTT)/2;  long polling: RTT/2 + λRTT²/2 / (λRTT + e^(−λRTT)(1 − e^(−λH)));  push: RTT/2",
      source: "Renewal argument over Poisson updates; D. Cox, Renewal Theory, 1962; RFC 6202, section 2.2",
      tolerance: plan.delayTolerance,
      value: (values: Params) => plan.delayMs(values),
    },
    bytesPerUpdate: {
      formula: "update + headers / updates an answer;  streams: update + frame + heartbeats",
      source: "RFC 6455, section 5.2; WHATWG HTML, section 9.2; RFC 9112, section 7.1",
      tolerance: plan.bytesTolerance,
      value: (values: Params) => plan.bytesPerUpdate(values),
    },
    connections: {
      formula: "polling: n · RTT / T;  the others: n",
      source: "Little's law: J. Little, Operations Research 9(3), 1961",
      tolerance: 0.02,
      value: (values: Params) => plan.connections(values),
    },
    missedShare: {
      formula: "WebSocket: D / (U + D − RTT/2), D = away + 3 RTT, U = 1/losses",
      source: "Renewal argument: alternating connected and cut off",
      tolerance: plan.missedTolerance,
      value: (values: Params) => plan.missedShare(values),
    },
  },
  sweep: { param: "interval", from: 1000, to: 30_000, steps: 8 },
});
