/** Distributed lock: a lease that ends while its holder is paused, and a fence that keeps the late write out. */
import { defineEngine } from "../kernel/engine.ts";
import { forgetLeases, grantNext, leaseEnds, look, write } from "./clients.ts";
import { params } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { type Context, createState, lostUpdates, type State } from "./state.ts";

const TICK_MS = 2000;

/** In words what is broken, or undefined. */
function brokenInvariant(state: State): string | undefined {
  const { params: values, accepted, refused, gaveUp, grants, phase, late, waiting } = state;
  const lost = lostUpdates(state);
  if (lost < 0) return `the number is ${-lost} larger than the writes that made it`;
  if (values.fence === "all" && lost > 0) return `${lost} updates are lost in spite of the fence`;
  if (late === 0 && lost > 0) return `${lost} updates are lost, and nobody wrote late`;
  const busy = phase.filter((what) => what !== "waiting").length;
  if (busy + waiting.length !== values.clients) return "a client neither waits nor works";
  return accepted + refused + gaveUp + busy === grants
    ? undefined
    : `${grants} leases were granted, ${accepted + refused + gaveUp} have ended and ${busy} are in use`;
}

export const distributedLock = defineEngine({
  id: "distributed-lock",
  term: "distributed-lock",
  title: "Distributed lock",
  kind: "process",
  summary:
    "Clients take a lock with a lease, read a number, add 1 and write it. Some are paused before their write, and their " +
    "lease ends meanwhile. See updates get lost, and a fencing token refuse the late write.",
  leavesOut:
    "One lock service that does not fail but for what it may forget; the network takes no time; leases are not renewed; " +
    "a client whose write is refused starts again.",
  params,
  presets,
  defaultUntil: 360_000,
  until: plan.runLengthMs,
  series: {
    value: { title: "Lost updates", unit: "count", aggregation: "last", points: 400 },
    late: { title: "Late writes", unit: "count", aggregation: "sum", points: 400 },
    held: { title: "The lock is held for", unit: "ms", aggregation: "mean", points: 400, theory: "heldMs" },
  },
  metrics: {
    lateShare: {
      title: "Holders that write late",
      help: "Share of the leases whose holder sends its write after the lease has ended.",
      unit: "ratio",
      value: (state: State) => state.late / (state.accepted + state.refused + state.gaveUp),
    },
    lostUpdates: {
      title: "Lost updates",
      help: "Writes that the storage accepted and whose increment is not in the number.",
      unit: "count",
      value: lostUpdates,
    },
    refused: { title: "Writes refused by the fence", unit: "count", value: (state) => state.refused },
    heldMs: {
      title: "The lock is held for",
      help: "Until it is released or the lease ends, whichever comes first.",
      unit: "ms",
      value: (state) => state.heldMs / state.heldCount,
    },
    overlaps: {
      title: "Two who believe that they hold it",
      help: "Leases that began while an earlier holder had its write still before it.",
      unit: "count",
      value: (state) => state.overlaps,
    },
    gaveUp: {
      title: "Holders that noticed",
      help: "They saw by their own clock that the lease was over, and did not write.",
      unit: "count",
      value: (state) => state.gaveUp,
    },
    throughput: {
      title: "Writes accepted",
      unit: "1/s",
      value: (state, nowMs) => (1000 * state.accepted) / nowMs,
    },
  },
  actions: {
    forget: {
      title: "The lock service forgets",
      help: "It fails over to a replica that had not heard of the lease: the next client gets the lock at once.",
      run: (state: State, ctx: Context) => forgetLeases(state, ctx),
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    grantNext(state, ctx);
    ctx.schedule(TICK_MS, "tick");
    return state;
  },
  on: {
    look,
    write,
    end: leaseEnds,
    tick: (state, ctx) => {
      state.lastText = `${state.waiting.length} clients wait, ${lostUpdates(state)} updates are lost`;
      ctx.observe("value", lostUpdates(state));
      ctx.observe("late", state.late - state.tickLate);
      state.tickLate = state.late;
      ctx.schedule(TICK_MS, "tick");
    },
  },
  scene,
  describe: (_event, _a, _b, state) => state.lastText,
  check: brokenInvariant,
  theory: {
    lateShare: {
      formula: "e^(−T/w) − e^(−T/((1 − s)w)) + p·(P(W + X > T) − e^(−T/w))",
      source:
        "Sum of two exponential times: W. Feller, An Introduction to Probability Theory II, 1971, section I.3",
      tolerance: plan.lateTolerance,
      value: plan.lateShare,
    },
    heldMs: {
      formula: "E[min(T, W + X)] = ∫₀ᵀ P(W + X > t) dt",
      source: "Feller, as above",
      tolerance: plan.heldTolerance,
      value: plan.heldMs,
    },
  },
  sweep: { param: "lease", from: 500, to: 5000, steps: 10 },
});
