/** TCP and UDP: one sender, one slowest link, one receiver, and losses. */
import { defineEngine } from "../kernel/engine.ts";
import {
  acknowledge,
  arrive,
  changeBandwidth,
  open,
  reopen,
  ring,
  sendDatagram,
  shake,
} from "./connection.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { megabits, type Params, params, warmUpMs } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { sampledMegabits, scene } from "./scene.ts";
import { type Context, createState, queued, type State, type Totals, totals } from "./state.ts";

const SAMPLES_PER_ROUND = 2;
const SHORTEST_SAMPLE_MS = 20;
const MEASURED = "After the first seconds, when slow start is over; before, from the start.";
const MATHIS = "M. Mathis, J. Semke, J. Mahdavi, T. Ott, Computer Communication Review 27(3), 1997";
const RANDOM = "for random losses the mean of 1/window over packets";

/** What changed since the mark, or since the start before there is one. */
function measured(state: State, nowMs: number, measure: (from: Totals, to: Totals) => number): number {
  const zero = { atMs: 0, sent: 0, lost: 0, delivered: 0, arrived: 0, travelMs: 0, windowMs: 0 };
  return measure(state.mark ?? zero, totals(state, nowMs));
}

/** UDP has no window, and its losses do not shape its rate. */
function measuredTcp(state: State, nowMs: number, measure: (from: Totals, to: Totals) => number): number {
  return state.params.transport === "udp" ? NaN : measured(state, nowMs, measure);
}

const perSecond = (from: Totals, to: Totals): number =>
  (1000 * (to.delivered - from.delivered)) / (to.atMs - from.atMs);

/** Segments a second · mean round trip · √(share lost): what is left is the formula's constant. */
function squareRootConstant(state: State, from: Totals, to: Totals): number {
  const travelMs = (to.travelMs - from.travelMs) / (to.arrived - from.arrived);
  const loss = (to.lost - from.lost) / (to.sent - from.sent);
  return (perSecond(from, to) * (travelMs + state.roundTripMs / 2) * Math.sqrt(loss)) / 1000;
}

function sampleMs(state: State): number {
  return Math.max(SHORTEST_SAMPLE_MS, state.roundTripMs / SAMPLES_PER_ROUND);
}

export const tcp = defineEngine({
  id: "tcp",
  term: "tcp",
  title: "TCP and UDP",
  kind: "process",
  summary:
    "One program sends to another over a link that queues and loses. See the window grow and fall, everything wait behind " +
    "one lost segment, and what UDP does instead: nothing.",
  leavesOut:
    "One connection alone, data one way; acknowledgements are never lost and never delayed; no selective acknowledgements; " +
    "the receiving program reads at once; no pacing, no closing handshake.",
  params,
  presets,
  defaultUntil: 45_000,
  until: plan.runLengthMs,
  series: {
    window: {
      title: "Congestion window",
      unit: "count",
      aggregation: "max",
      points: 800,
      theory: "meanWindow",
    },
    delivered: { title: "Delivered segments", unit: "count", aggregation: "last", points: 600 },
    throughput: {
      title: "Delivered, Mbit/s",
      unit: "",
      aggregation: "mean",
      points: 300,
      theory: "throughput",
    },
    queue: { title: "Queued at the link", unit: "count", aggregation: "max", points: 600 },
  },
  metrics: {
    throughput: {
      title: "Delivered, Mbit/s",
      help: MEASURED,
      unit: "",
      value: (state: State, nowMs) => measured(state, nowMs, (from, to) => megabits(perSecond(from, to))),
    },
    meanWindow: {
      title: "Congestion window, mean",
      help: MEASURED,
      unit: "count",
      value: (state, nowMs) =>
        measuredTcp(state, nowMs, (from, to) => (to.windowMs - from.windowMs) / (to.atMs - from.atMs)),
    },
    constant: {
      title: "Throughput · RTT · √loss",
      help: "In segments, with the round trip and the share of losses as they were measured.",
      unit: "",
      value: (state, nowMs) => measuredTcp(state, nowMs, (from, to) => squareRootConstant(state, from, to)),
    },
    firstByte: {
      title: "First byte arrives, so far",
      unit: "ms",
      value: (state, nowMs) => (state.firstByteMs < 0 ? nowMs : state.firstByteMs),
    },
    done: {
      title: "All has arrived, so far",
      unit: "ms",
      value: (state, nowMs) => (state.doneMs < 0 ? nowMs : state.doneMs),
    },
    arrivedShare: {
      title: "Packets that arrive",
      help: MEASURED,
      unit: "ratio",
      value: (state, nowMs) =>
        measured(state, nowMs, (from, to) => 1 - (to.lost - from.lost) / (to.sent - from.sent)),
    },
    retransmitted: {
      title: "Sent again",
      help: "Share of all packets sent.",
      unit: "ratio",
      value: (state) => (state.sent === 0 ? NaN : state.retransmitted / state.sent),
    },
    fastRetransmits: {
      title: "Losses seen by duplicates",
      unit: "count",
      value: (state) => state.fastRetransmits,
    },
    timeouts: { title: "Losses seen by timeout", unit: "count", value: (state) => state.timeouts },
    waitedShare: {
      title: "Segments held back by a gap",
      help: "They had arrived and waited for one before them: head-of-line blocking.",
      unit: "ratio",
      value: (state) => (state.delivered === 0 ? NaN : state.waited / state.delivered),
    },
    waitMs: {
      title: "Held back for, mean of those",
      unit: "ms",
      value: (state) => (state.waited === 0 ? 0 : state.waitMs / state.waited),
    },
  },
  actions: {
    drop: {
      title: "Lose the next packets",
      help: "A burst of losses: several in one window are what Reno cannot mend.",
      argument: {
        kind: "number",
        label: "Packets",
        help: "How many in a row.",
        default: 3,
        min: 1,
        max: 1000,
        unit: "count",
        integer: true,
      },
      run: (state: State, _ctx: Context, count) => {
        state.dropNext += count;
      },
    },
    outage: {
      title: "Link down",
      help: "Everything sent in this time is lost; the sender learns it by timeouts.",
      argument: {
        kind: "number",
        label: "For",
        help: "How long.",
        default: 2000,
        min: 1,
        max: 120_000,
        unit: "ms",
      },
      run: (state, ctx, lengthMs) => {
        state.downUntilMs = Math.max(state.downUntilMs, ctx.nowMs + lengthMs);
      },
    },
    reroute: {
      title: "Another route",
      help: "The round trip changes; when it shrinks, later segments overtake earlier ones.",
      argument: {
        kind: "number",
        label: "Round trip",
        help: "From now on.",
        default: 20,
        min: 1,
        max: 2000,
        unit: "ms",
      },
      run: (state, _ctx, roundTripMs) => {
        state.roundTripMs = roundTripMs;
      },
    },
    narrow: {
      title: "Another bandwidth",
      help: "The slowest link becomes faster or slower, in Mbit/s.",
      argument: {
        kind: "number",
        label: "Mbit/s",
        help: "From now on.",
        default: 1,
        min: 0.1,
        max: 1000,
        unit: "",
      },
      run: (state, ctx, bandwidth) => changeBandwidth(state, ctx.nowMs, bandwidth),
    },
    reopen: {
      title: "Open a new connection",
      help: "What a program without a connection pool does: a handshake, and a cold window.",
      run: reopen,
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    open(state, ctx);
    ctx.schedule(warmUpMs(values), "mark");
    ctx.schedule(sampleMs(state), "sample");
    return state;
  },
  on: {
    syn: shake,
    segment: arrive,
    ack: acknowledge,
    timer: ring,
    datagram: sendDatagram,
    mark: (state, ctx) => {
      // A transfer that ends soon is measured from its beginning.
      if (state.params.transfer === 0) state.mark = totals(state, ctx.nowMs);
    },
    sample: (state, ctx) => {
      state.lastThroughput = sampledMegabits(state, ctx.nowMs);
      ctx.observe("window", state.params.transport === "udp" ? 0 : state.sender.control.window);
      ctx.observe("delivered", state.delivered);
      ctx.observe("throughput", state.lastThroughput);
      ctx.observe("queue", queued(state, ctx.nowMs));
      state.sampledDelivered = state.delivered;
      state.sampledMs = ctx.nowMs;
      ctx.schedule(sampleMs(state), "sample");
    },
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    throughput: {
      formula: "loss: MSS/RTT · C/√p, C = √(3/2) evenly, 1.31 at random;  else min(window/RTT, link)",
      source: `${MATHIS}; ${RANDOM}`,
      tolerance: plan.throughputTolerance,
      value: (values: Params) => plan.throughput(values),
    },
    constant: {
      formula: "C = √(3/2) for even losses, 1.31 for random ones",
      source: `${MATHIS}; ${RANDOM}`,
      tolerance: 0.09,
      value: (values: Params) => plan.constant(values),
    },
    meanWindow: {
      formula: "C/√p segments",
      source: `${MATHIS}; ${RANDOM}`,
      tolerance: plan.throughputTolerance,
      value: (values: Params) => plan.meanWindow(values),
    },
    firstByte: {
      formula: "TCP: 3/2 round trips;  UDP: half of one",
      source: "RFC 9293, section 3.5",
      tolerance: 0.001,
      value: (values: Params) => plan.firstByteMs(values),
    },
    done: {
      formula: "(1 + ⌈log₂(n/10 + 1)⌉ − ½) round trips",
      source: "Slow start from ten segments: RFC 5681, RFC 6928",
      tolerance: 0.03,
      value: (values: Params) => plan.doneMs(values),
    },
    arrivedShare: {
      formula: "(1 − p) · min(1, link / sent)",
      source: "UDP sends nothing again: RFC 768",
      tolerance: 0.01,
      value: (values: Params) => plan.arrivedShare(values),
    },
  },
  sweep: { param: "loss", from: 0.002, to: 0.012, steps: 6 },
});
