/** Message queue: a producer, a queue with leases, and consumers that crash, fail and are late. */
import { defineEngine } from "../kernel/engine.ts";
import { quantile } from "../kernel/histogram.ts";
import { scheduleMessage } from "./backPressure.ts";
import { done, expire, feed, kill, restarted } from "./consume.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { OUTAGE_AT_MS, type Params, params, runLengthMs, WARM_UP_MS } from "./params.ts";
import { presets } from "./presets.ts";
import { produce } from "./produce.ts";
import { scene } from "./scene.ts";
import { type Context, createState, type State } from "./state.ts";
import * as theory from "./theory.ts";

const TICKS = 500;

function goAway(state: State, ctx: Context, lengthMs: number): void {
  state.away = true;
  state.awayUntilMs = Math.max(state.awayUntilMs, ctx.nowMs + lengthMs);
  ctx.schedule(lengthMs, "back");
}

function comeBack(state: State, ctx: Context): void {
  if (!state.away || ctx.nowMs < state.awayUntilMs) return;
  state.away = false;
  if (state.backMs < 0) state.backMs = ctx.nowMs;
  feed(state, ctx);
}

/** The backlog of the absence is done when nobody waits any more. */
function noteDrained(state: State, nowMs: number): void {
  if (state.backMs >= 0 && state.drainedMs < 0 && state.queue.waiting === 0) state.drainedMs = nowMs;
}

export const messageQueue = defineEngine({
  id: "message-queue",
  term: "message-queue",
  title: "Message queue",
  kind: "process",
  summary:
    "A producer and consumers that do not wait for each other. See what a bounded queue does in overload, what a crash costs " +
    "with either kind of acknowledgement, and where messages go that nobody can do.",
  leavesOut:
    "The queue itself never fails and delivers at once; leases are not extended; one receive fetches one message; dead letters " +
    "stay where they are.",
  params,
  presets,
  defaultUntil: 105_000,
  until: runLengthMs,
  series: {
    waiting: { title: "Messages waiting", unit: "count", aggregation: "mean", points: 500 },
    inFlight: { title: "In flight", unit: "count", aggregation: "mean", points: 500 },
    age: {
      title: "Wait until the first delivery",
      unit: "ms",
      aggregation: "mean",
      points: 500,
      theory: "waitMs",
    },
    lost: { title: "Without room, dead or lost", unit: "count", aggregation: "sum", points: 500 },
  },
  metrics: {
    waitMs: {
      title: "Wait until the first delivery, mean",
      unit: "ms",
      value: (state: State) => state.measuredWaitMs / state.measuredStarted,
    },
    waitP99: {
      title: "Wait until the first delivery, 99th percentile",
      unit: "ms",
      value: (state) => quantile(state.age, 0.99),
    },
    noRoomShare: {
      title: "Messages without room",
      help: "Refused, or dropped for a newer one.",
      unit: "ratio",
      value: (state) => state.measuredRefused / state.measuredProduced,
    },
    throughput: {
      title: "Messages acknowledged",
      unit: "1/s",
      value: (state, nowMs) => (1000 * state.acknowledged) / nowMs,
    },
    deliveries: {
      title: "Deliveries for each message",
      help: "Of messages that are settled: acknowledged or dead.",
      unit: "ratio",
      value: (state) => state.settledDeliveries / (state.acknowledged + state.dead),
    },
    deadShare: {
      title: "Dead letters",
      help: "Share of the messages that are settled.",
      unit: "ratio",
      value: (state) => state.dead / (state.acknowledged + state.dead),
    },
    silentLoss: {
      title: "Lost in silence",
      help: "Acknowledged, and then not done.",
      unit: "ratio",
      value: (state) => state.lost / state.acknowledged,
    },
    doubleEffects: {
      title: "Effects that happened twice",
      unit: "count",
      value: (state) => state.doubleEffects,
    },
    outOfOrder: {
      title: "Settled after a later one of the same key",
      unit: "count",
      value: (state) => state.outOfOrder,
    },
    blockedShare: {
      title: "Time that the producer waits",
      unit: "ratio",
      value: (state, nowMs) => (state.blockedMs + (state.paused ? nowMs - state.blockedSinceMs : 0)) / nowMs,
    },
    drainMs: {
      title: "Time to drain the backlog, so far",
      help: "From the consumers' return until nothing waits; 0 while they were never away.",
      unit: "ms",
      value: (state, nowMs) =>
        state.backMs < 0 ? 0 : (state.drainedMs < 0 ? nowMs : state.drainedMs) - state.backMs,
    },
  },
  actions: {
    leave: {
      title: "The consumers go away",
      help: "Nobody takes messages; those in hand are finished.",
      argument: {
        kind: "number",
        label: "For",
        help: "How long.",
        default: 10_000,
        min: 1,
        max: 600_000,
        unit: "ms",
      },
      run: (state: State, ctx: Context, lengthMs) => goAway(state, ctx, lengthMs),
    },
    crash: {
      title: "Half of the consumers crash",
      help: "In the middle of what they do; their leases run out.",
      run: (state, ctx) => {
        for (let consumer = 0; consumer < state.params.consumers; consumer += 2) kill(state, ctx, consumer);
      },
    },
    burst: {
      title: "Many messages at once",
      help: "So many are sent in this instant.",
      argument: {
        kind: "number",
        label: "Messages",
        help: "How many.",
        default: 500,
        min: 1,
        max: 10_000,
        unit: "count",
        integer: true,
      },
      run: (_state, ctx, messages) => {
        for (let i = 0; i < messages; i++) ctx.schedule(0, "produce", 1);
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    scheduleMessage(state, ctx);
    ctx.schedule(WARM_UP_MS, "mark");
    ctx.schedule(runLengthMs(values) / TICKS, "tick");
    if (values.outage > 0) ctx.schedule(OUTAGE_AT_MS, "outage", values.outage);
    return state;
  },
  on: {
    produce,
    done: (state, ctx, consumer, outcome) => {
      done(state, ctx, consumer, outcome);
      noteDrained(state, ctx.nowMs);
    },
    restarted,
    expire,
    outage: goAway,
    back: comeBack,
    mark: (state) => {
      state.measuring = true;
    },
    tick: (state, ctx) => {
      const lost = state.refused + state.droppedOldest + state.dead + state.lost;
      ctx.observe("waiting", state.queue.waiting);
      ctx.observe("inFlight", state.queue.inFlight);
      ctx.observe("age", state.lastAgeMs);
      ctx.observe("lost", lost - state.tickLost);
      state.tickLost = lost;
      ctx.schedule(runLengthMs(state.params) / TICKS, "tick");
    },
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    waitMs: {
      formula: "C(c, a)·s / (c − a)",
      source: "M/M/c: A. K. Erlang, 1917",
      tolerance: (values: Params) => theory.waitTolerance(values),
      value: (values: Params) => theory.waitMs(values),
    },
    noRoomShare: {
      formula: "P(c + K) of M/M/c/K, whichever is dropped",
      source: "L. Kleinrock, Queueing Systems I, 1975",
      tolerance: (values: Params) => theory.lostTolerance(values),
      value: (values: Params) => theory.lostShare(values),
    },
    deliveries: {
      formula: "z·M + (1 − z)·(1 − pᴹ) / (1 − p), p = 1 − (1 − crash)(1 − e^(−V/s))",
      source: "Geometric tries, cut off by the dead-letter queue",
      tolerance: (values: Params) => theory.deliveriesTolerance(values),
      value: (values: Params) => theory.deliveries(values),
    },
    deadShare: {
      formula: "z + (1 − z)·pᴹ",
      source: "Every one of M receives failed",
      tolerance: (values: Params) => theory.deadTolerance(values),
      value: (values: Params) => theory.deadShare(values),
    },
    silentLoss: {
      formula: "at most once: 1 − (1 − crash)(1 − z); at least once: 0",
      source: "What is acknowledged before the work is lost with it",
      tolerance: (values: Params) => theory.silentTolerance(values),
      value: (values: Params) => theory.silentLoss(values),
    },
    drainMs: {
      formula: "backlog / (capacity − arrivals)",
      source: "Fluid limit; D. Yanacek, Avoiding insurmountable queue backlogs, Amazon Builders' Library",
      tolerance: (values: Params) => theory.drainTolerance(values),
      value: (values: Params) => theory.drainMs(values),
    },
  },
  sweep: { param: "visibility", from: 100, to: 1000, steps: 7 },
});
