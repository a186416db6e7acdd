/** CAP: a replicated store is parted, and its replicas answer with errors, or with what they happen to have. */
import { defineEngine } from "../kernel/engine.ts";
import { mean } from "../kernel/histogram.ts";
import { networkLeak } from "../kernel/network.ts";
import { cutOff, PARTITION_AT_MS, params } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { deliver, expire, part, rejoin, request, scheduleRequest } from "./replicas.ts";
import { scene } from "./scene.ts";
import { type Context, createState, type Side, type State } from "./state.ts";

const TICK_MS = 250;
const GILBERT = "S. Gilbert, N. Lynch, Brewer's Conjecture, ACM SIGACT News 33(2), 2002";

const inPartition = (state: State, share: (main: Side, small: Side) => number): number =>
  share(...state.sides);

/** In words what is broken, or undefined. */
function brokenInvariant(state: State): string | undefined {
  const { params: values, stale, errors, answered, issued, requests, conflicts } = state;
  if (values.choice === "consistent" && stale > 0)
    return `${stale} reads missed a write that was done before them`;
  if (values.choice === "available" && errors > 0) return "a replica that should always answer gave an error";
  if (values.choice !== "available" && conflicts > 0)
    return "a store that asks majorities has conflicting values";
  if (answered + errors + requests.size !== issued)
    return `${issued} requests came, ${answered + errors} ended and ${requests.size} are open`;
  return networkLeak(state.network);
}

export const cap = defineEngine({
  id: "cap",
  term: "cap-theorem",
  title: "CAP: consistency or availability",
  kind: "process",
  summary:
    "A store on several replicas is parted. Under one choice one side answers with errors, under the other both answer, " +
    "with stale reads and conflicts; and without a partition, consistency costs latency.",
  leavesOut:
    "Replicas do not fail and clients stay with theirs; values in conflict are kept side by side until the next write " +
    "replaces them all; a request in error is not tried again.",
  params,
  presets,
  defaultUntil: 20_000,
  until: plan.runLengthMs,
  series: {
    errors: { title: "Errors", unit: "ratio", aggregation: "mean", points: 400 },
    stale: { title: "Stale reads", unit: "ratio", aggregation: "mean", points: 400 },
    latency: { title: "Latency of answers", unit: "ms", aggregation: "mean", points: 400 },
  },
  metrics: {
    errorShare: {
      title: "Errors in the partition",
      help: "Share of the requests that ended while the network was parted.",
      unit: "ratio",
      value: (state: State) =>
        inPartition(
          state,
          (main, small) =>
            (main.errors + small.errors) / (main.errors + small.errors + main.answered + small.answered),
        ),
    },
    staleShare: {
      title: "Stale reads in the partition",
      help: "Share of the reads that miss a write which was done before they began.",
      unit: "ratio",
      value: (state) =>
        inPartition(state, (main, small) => (main.stale + small.stale) / (main.reads + small.reads)),
    },
    conflicts: {
      title: "Keys in conflict afterwards",
      help: "Written on both sides, so that they have several values when the sides meet again.",
      unit: "count",
      value: (state) => (state.heals === 0 ? 0 : state.conflicts / state.heals),
    },
    readMs: { title: "Latency of reads", unit: "ms", value: (state) => mean(state.latency) },
    writeMs: { title: "Latency of writes", unit: "ms", value: (state) => mean(state.writeLatency) },
    errors: { title: "Errors", unit: "count", value: (state) => state.errors },
    stale: { title: "Stale reads", unit: "count", value: (state) => state.stale },
  },
  actions: {
    part: {
      title: "Part the network",
      help: "The last so many replicas are cut off, until it is healed.",
      argument: {
        kind: "number",
        label: "Cut off",
        help: "How many replicas.",
        default: 2,
        min: 1,
        max: 6,
        unit: "count",
        integer: true,
      },
      run: (state: State, ctx: Context, count) =>
        part(state, ctx, 0, Math.min(count, state.params.replicas - 1)),
    },
    heal: {
      title: "Heal the network",
      help: "Both sides hear each other and tell each other what they have.",
      run: (state, ctx) => rejoin(state, ctx),
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    scheduleRequest(state, ctx);
    if (values.partitionFor > 0) ctx.schedule(PARTITION_AT_MS, "part", values.partitionFor, cutOff(values));
    ctx.schedule(TICK_MS, "tick");
    return state;
  },
  on: {
    deliver,
    request: (state, ctx) => {
      request(state, ctx);
      scheduleRequest(state, ctx);
    },
    expire: (state, _ctx, id) => expire(state, id),
    part,
    heal: rejoin,
    tick: (state, ctx) => {
      state.lastText = `${state.requests.size} requests wait for a majority`;
      if (state.tickEnded > 0) ctx.observe("errors", state.tickErrors / state.tickEnded);
      if (state.tickReads > 0) ctx.observe("stale", state.tickStale / state.tickReads);
      state.tickEnded = state.tickErrors = state.tickReads = state.tickStale = 0;
      ctx.schedule(TICK_MS, "tick");
    },
  },
  scene,
  describe: (_event, _a, _b, state) => state.lastText,
  check: brokenInvariant,
  theory: {
    errorShare: {
      formula: "replicas on sides without a majority / N",
      source: GILBERT,
      tolerance: plan.errorTolerance,
      value: plan.errorShare,
    },
    staleShare: {
      formula: "2·(m/N)·(1 − m/N)·(1 − (1 − e^(−w))/w), w = writes a key in the partition",
      source: "Thinning of Poisson processes; who asks a majority reads nothing stale",
      tolerance: plan.staleTolerance,
      value: plan.staleShare,
    },
    conflicts: {
      formula: "K·(1 − e^(−wm/N))·(1 − e^(−w(1 − m/N)))",
      source: "Both of two Poisson counts are above 0",
      tolerance: plan.conflictTolerance,
      value: plan.conflicts,
    },
    writeMs: {
      formula: "2·(2L + J·E[⌊N/2⌋-th least of N − 1 round trips])",
      source:
        "H. Attiya, A. Bar-Noy, D. Dolev, Journal of the ACM 42(1), 1995; PACELC: D. Abadi, IEEE Computer 45(2), 2012",
      tolerance: plan.writeTolerance,
      value: plan.writeMs,
    },
  },
  sweep: { param: "cutOff", from: 1, to: 4, steps: 4 },
});
