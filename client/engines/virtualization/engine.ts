/** Virtualization: guests packed onto hosts, what their overhead costs, and how a CPU is shared with a noisy neighbour. */
import { defineEngine } from "../kernel/engine.ts";
import { onArrival, onDeparture, onQuantum, scheduleArrival } from "./guests.ts";
import { GUEST_NAMES, HOST_GB, type Params, params, QUANTUM_MS, TECHNIQUES } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { accrue, type Context, createState, hostsInUse, type State } from "./state.ts";

const SAMPLE_MS = 5000;
const MEASURED = "After three lifetimes.";
const FAIR = "D. Bertsekas, R. Gallager, Data Networks, 2nd ed. 1992, section 6.5.2";

const meanOf = (state: State, nowMs: number, sum: number, mark: number, now: number): number =>
  (sum + now * (nowMs - state.sinceMs) - mark) / (nowMs - state.markMs);

export const virtualization = defineEngine({
  id: "virtualization",
  term: "virtualization",
  title: "Virtualization",
  kind: "process",
  summary:
    "Guests start and end on a few hosts. See how many fit beside their own overhead, how placement fills hosts, how long starts take, " +
    "and what a noisy neighbour gets of a CPU that is shared among threads, among guests, or by quota.",
  leavesOut:
    "Memory is never promised twice; guests do not move; one CPU of one host is looked at, with a quantum of 400 ms; caches and " +
    "disks are not shared; isolation is of time, not of secrets.",
  params,
  presets,
  defaultUntil: 1_800_000,
  until: plan.runLengthMs,
  series: {
    guests: { title: "Guests", unit: "count", aggregation: "mean", points: 400, theory: "meanGuests" },
    memory: { title: "Memory in use", unit: "ratio", aggregation: "mean", points: 400 },
    ours: {
      title: "Our guest's share of the CPU",
      unit: "ratio",
      aggregation: "last",
      points: 400,
      theory: "oursShare",
    },
    noisy: {
      title: "The noisy one's share",
      unit: "ratio",
      aggregation: "last",
      points: 400,
      theory: "noisyShare",
    },
  },
  metrics: {
    refusedShare: {
      title: "Starts refused",
      help: MEASURED,
      unit: "ratio",
      value: (state: State) => {
        const all = state.arrivals - state.markArrivals;
        return all === 0 ? 0 : (state.refused - state.markRefused) / all;
      },
    },
    meanGuests: {
      title: "Guests, mean",
      help: MEASURED,
      unit: "count",
      value: (state, nowMs) => meanOf(state, nowMs, state.guestMs, state.markGuestMs, state.guests),
    },
    hostsInUse: {
      title: "Hosts in use, mean",
      help: MEASURED,
      unit: "count",
      value: (state, nowMs) => meanOf(state, nowMs, state.hostMs, state.markHostMs, hostsInUse(state)),
    },
    guestsPerHost: {
      title: "Guests that fit on a host",
      help: "When all are alike.",
      unit: "count",
      value: (state) => plan.guestsPerHost(state.params),
    },
    startMs: {
      title: "A start takes",
      unit: "ms",
      value: (state) => TECHNIQUES[state.params.technique]!.startMs,
    },
    oursShare: {
      title: "Our guest's share of the CPU",
      unit: "ratio",
      value: (state) => (state.quanta === 0 ? NaN : state.got[0]! / state.quanta),
    },
    noisyShare: {
      title: "The noisy neighbour's share",
      unit: "ratio",
      value: (state) => (state.quanta === 0 ? NaN : state.got[1]! / state.quanta),
    },
    idleShare: {
      title: "CPU that nobody gets",
      unit: "ratio",
      value: (state) => {
        const given = state.got.reduce((sum, one) => sum + one, 0);
        return state.quanta === 0 ? NaN : 1 - given / state.quanta;
      },
    },
  },
  actions: {
    wave: {
      title: "A wave of starts",
      help: "So many guests at once, as an autoscaler asks for.",
      argument: {
        kind: "number",
        label: "Guests",
        help: "How many.",
        default: 50,
        min: 1,
        max: 500,
        unit: "count",
        integer: true,
      },
      run: (_state: State, ctx: Context, count) => {
        for (let i = 0; i < count; i++) ctx.schedule(0, "arrival", 0);
      },
    },
    drain: {
      title: "Our guest had nothing to do",
      help: "Its waiting work is given up: what it wants from now on is what comes from now on.",
      run: (state) => {
        state.backlog[0] = 0;
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    scheduleArrival(state, ctx);
    ctx.schedule(QUANTUM_MS, "quantum");
    ctx.schedule(plan.warmUpMs(values), "mark");
    ctx.schedule(SAMPLE_MS, "sample");
    return state;
  },
  on: {
    arrival: onArrival,
    departure: onDeparture,
    quantum: onQuantum,
    mark: (state, ctx) => {
      accrue(state, ctx.nowMs);
      state.markArrivals = state.arrivals;
      state.markRefused = state.refused;
      state.markGuestMs = state.guestMs;
      state.markHostMs = state.hostMs;
      state.markMs = ctx.nowMs;
    },
    sample: (state, ctx) => {
      const free = state.freeGb.reduce((sum, one) => sum + one, 0);
      ctx.observe("guests", state.guests);
      ctx.observe("memory", Math.max(0, 1 - free / (HOST_GB * state.params.hosts)));
      ctx.observe("ours", state.got[0]! / state.quanta);
      ctx.observe("noisy", state.got[1]! / state.quanta);
      ctx.schedule(SAMPLE_MS, "sample");
    },
  },
  scene,
  describe: (event, _a, _b, state) => {
    if (event === "arrival") {
      if (state.lastGuest < 0) return "no host has room for a new guest";
      return `a guest starts on host ${state.hostOf[state.lastGuest]! + 1}`;
    }
    if (event === "departure") return `a guest ends; ${state.guests} are left`;
    if (event === "quantum")
      return state.lastRunning < 0
        ? "the CPU idles"
        : `the CPU runs the guest «${GUEST_NAMES[state.lastRunning]}»`;
    if (event === "mark") return "from here on it is measured";
    return `${state.guests} guests on ${hostsInUse(state)} hosts`;
  },
  check: (state) => {
    const on = state.guestsOn.reduce((sum, count) => sum + count, 0);
    if (on !== state.guests) return `${on} guests are on hosts, ${state.guests} are counted`;
    if (state.arrivals !== state.refused + state.ended + state.guests)
      return "a guest is neither here, ended nor refused";
    for (const free of state.freeGb)
      if (free < -1e-6 || free > HOST_GB + 1e-6) return `a host has ${free} GB of memory left`;
    const given = state.got.reduce((sum, one) => sum + one, 0);
    if (given > state.quanta) return "more CPU was given than there was";
    // Work-conserving but for quotas: an idle CPU means that nobody waits with a whole quantum of work.
    const idle = state.lastRunning < 0 && state.quanta > 0 && state.params.isolation !== "quota";
    return idle && state.backlog.some((work) => work >= 1 + 1e-9)
      ? "the CPU idles while work waits"
      : undefined;
  },
  theory: {
    refusedShare: {
      formula: "B(hosts · ⌊64 / (m + o)⌋, λL)",
      source: "Erlang's B formula: A. K. Erlang, 1917",
      tolerance: plan.refusedTolerance,
      value: (values: Params) => plan.refusedShare(values),
    },
    meanGuests: {
      formula: "λL · (1 − B)",
      source: "Little's law: J. Little, Operations Research 9(3), 1961",
      tolerance: plan.guestsTolerance,
      value: (values: Params) => plan.meanGuests(values),
    },
    oursShare: {
      formula: "weighted max-min fair share of what is demanded",
      source: FAIR,
      tolerance: 0.03,
      value: (values: Params) => plan.cpuShares(values)[0],
    },
    noisyShare: {
      formula: "weighted max-min fair share of what is demanded",
      source: FAIR,
      tolerance: 0.03,
      value: (values: Params) => plan.cpuShares(values)[1],
    },
  },
  sweep: { param: "programGb", from: 1.5, to: 3, steps: 7 },
});
