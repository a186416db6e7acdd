/** Scalability: workers with a serial part and the cost of keeping in step, held to the laws of Amdahl, Gustafson and Gunther. */
import { defineEngine } from "../kernel/engine.ts";
import { brokenInvariant } from "./invariants.ts";
import { MOST_WORKERS, type Params, params } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { peakWorkers } from "./primitives/speedup.ts";
import { measuredSpeedup, scene } from "./scene.ts";
import { type Context, createState, type State } from "./state.ts";
import { begin, onComputed, onReleased, recruit } from "./workers.ts";

const WARM_UP_JOBS = 20;
const SAMPLES = 200;
const PERIOD = "In rounds: over whole rounds. Job by job: after the first jobs of each worker.";

export const scalability = defineEngine({
  id: "scalability",
  term: "scalability",
  title: "Scalability",
  kind: "process",
  summary:
    "Workers share the work; a part of each job needs a lock, and each keeps in step with all others. See what adding workers " +
    "gains, where it peaks, and how waiting and coherence eat it up beyond.",
  leavesOut:
    "There is always work; jobs are equal on average; workers do not fail and are not started late; the lock is fair and " +
    "switching costs nothing; keeping in step is paid while the lock is held, with every other worker alike.",
  params,
  presets,
  defaultUntil: 100_000,
  until: plan.runLengthMs,
  series: {
    speedup: { title: "Times one worker", unit: "", aggregation: "mean", points: 300, theory: "speedup" },
    waiting: { title: "Waiting for the lock", unit: "count", aggregation: "mean", points: 300 },
    workers: { title: "Workers", unit: "count", aggregation: "last", points: 300 },
  },
  metrics: {
    speedup: {
      title: "Times what one worker does",
      help: PERIOD,
      unit: "",
      value: (state: State, nowMs) => measuredSpeedup(state, nowMs),
    },
    efficiency: {
      title: "Speedup for each worker",
      unit: "ratio",
      value: (state, nowMs) => measuredSpeedup(state, nowMs) / Math.max(1, state.active),
    },
    lockShare: {
      title: "The lock is held",
      help: "Share of the time.",
      unit: "ratio",
      value: (state, nowMs) => {
        if (state.params.work !== "jobs") return state.rounds === 0 ? NaN : roundsLocked(state);
        return (lockedMs(state, nowMs) - state.markLockedMs) / (nowMs - state.markMs);
      },
    },
    done: { title: "Jobs done", unit: "count", value: (state) => state.done },
    peak: {
      title: "Best number of workers",
      help: "By the universal law; beyond it more workers do less. What there can be at most, when there is no peak.",
      unit: "count",
      value: ({ params: { contention, coherence } }) =>
        Math.min(MOST_WORKERS, peakWorkers(contention, coherence)),
    },
  },
  actions: {
    add: {
      title: "Add workers",
      help: "Scale out: from the next round on, or at once job by job.",
      argument: {
        kind: "number",
        label: "Workers",
        help: "How many more.",
        default: 8,
        min: 1,
        max: 256,
        unit: "count",
        integer: true,
      },
      run: (state: State, ctx: Context, count) => {
        state.wanted = Math.min(MOST_WORKERS, state.wanted + count);
        if (state.params.work === "jobs") recruit(state, ctx);
      },
    },
    remove: {
      title: "Remove workers",
      help: "Scale in: those with the highest numbers leave when they have finished; one stays.",
      argument: {
        kind: "number",
        label: "Workers",
        help: "How many fewer.",
        default: 8,
        min: 1,
        max: 256,
        unit: "count",
        integer: true,
      },
      run: (state, _ctx, count) => {
        state.wanted = Math.max(1, state.wanted - count);
      },
    },
    slow: {
      title: "Slow down the first worker",
      help: "Its parallel parts take this many times as long: in rounds all wait for it.",
      argument: {
        kind: "number",
        label: "Times",
        help: "How many times as long.",
        default: 4,
        min: 1,
        max: 100,
        unit: "",
      },
      run: (state, _ctx, times) => {
        state.slowness[0] = times;
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    begin(state, ctx);
    if (values.work === "jobs") ctx.schedule(WARM_UP_JOBS * values.jobMs, "mark");
    ctx.schedule(plan.runLengthMs(values) / SAMPLES, "sample");
    return state;
  },
  on: {
    computed: onComputed,
    released: onReleased,
    mark: (state, ctx) => {
      state.markMs = ctx.nowMs;
      state.markDone = state.done;
      state.markLockedMs = lockedMs(state, ctx.nowMs);
    },
    sample: (state, ctx) => {
      const elapsedMs = ctx.nowMs - state.sampledMs;
      state.lastSpeedup = ((state.done - state.sampledDone) * state.params.jobMs) / elapsedMs;
      state.sampledDone = state.done;
      state.sampledMs = ctx.nowMs;
      ctx.observe("speedup", state.lastSpeedup);
      ctx.observe("waiting", state.queue.length);
      ctx.observe("workers", state.active);
      ctx.schedule(plan.runLengthMs(state.params) / SAMPLES, "sample");
    },
  },
  scene,
  describe: (event, worker, _b, state) => {
    if (event === "computed")
      return `worker ${worker + 1} has computed its part; ${state.queue.length} queue for the lock`;
    if (event === "released")
      return `worker ${worker + 1} gives the lock back; ${Math.floor(state.done)} jobs done`;
    if (event === "mark") return "from here on it is measured";
    return `${state.active} workers do ${state.lastSpeedup.toFixed(2)} times what one does`;
  },
  check: brokenInvariant,
  theory: {
    speedup: {
      formula:
        "n / (1 + σ(n − 1) + κn(n − 1));  scaled: σ + (1 − σ)n;  job by job: M/M/1//n;  uneven rounds: Hₙ",
      source:
        "G. Amdahl, AFIPS 1967; N. Gunther, CMG 1993, and arXiv:0808.1431 (rounds are the law's worst case); " +
        "J. Gustafson, CACM 31(5), 1988; L. Takács, 1962",
      tolerance: plan.speedupTolerance,
      value: (values: Params) => plan.speedup(values),
    },
    lockShare: {
      formula: "speedup · (σ + κ(n − 1))",
      source: "Utilisation law: P. Denning, J. Buzen, Computing Surveys 10(3), 1978",
      tolerance: plan.speedupTolerance,
      value: (values: Params) => plan.lockShare(values),
    },
  },
  sweep: { param: "workers", from: 1, to: 64, steps: 12 },
});

function lockedMs(state: State, nowMs: number): number {
  return state.lockedMs + (state.holder < 0 ? 0 : nowMs - state.sinceMs[state.holder]!);
}

/** Up to the end of the last round; what was locked since belongs to the next. */
function roundsLocked(state: State): number {
  return state.lockedInRoundsMs / state.roundEndMs;
}
