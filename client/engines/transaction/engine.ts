/** Transactions: a store with seven isolation levels, and what goes wrong at each of them. */
import { defineEngine } from "../kernel/engine.ts";
import { ALLOWED } from "./levels.ts";
import { type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { ISOLATION_ANOMALIES, type IsolationAnomaly } from "./primitives/isolationAnomalies.ts";
import type { IsolationLevel } from "./primitives/transactionalStore.ts";
import { rollBack, startRound, step } from "./rounds.ts";
import { scene } from "./scene.ts";
import { type Context, createState, type Session, type State } from "./state.ts";
import { lostUpdateShare, refusedShare, shareTolerance, writeSkewShare } from "./theory.ts";

const END = 3000;
/** Groups in a run: an increment is three operations, a doctor's transaction four, and some of them wait in vain. */
const GROUPS = { increment: END / 8, "on-call": END / 10 };
const SOURCE =
  "Negative binomial distribution: W. Feller, An Introduction to Probability Theory I, 3rd ed. 1968, VI.8";

const groups = ({ workload }: Params): number => GROUPS[workload as keyof typeof GROUPS] ?? 1;

function share(state: State, name: IsolationAnomaly): number {
  return state.rounds === 0 ? NaN : state.found[ISOLATION_ANOMALIES.indexOf(name)]! / state.rounds;
}

function underWay(state: State, number: number): Session | undefined {
  const open = state.sessions.filter(({ ended }) => ended === "");
  return open[(number - 1) % Math.max(1, open.length)];
}

const which = {
  kind: "number",
  label: "Transaction",
  help: "Which of those under way, from 1.",
  default: 1,
  min: 1,
  max: 6,
  unit: "",
  integer: true,
} as const;

export const transaction = defineEngine({
  id: "transaction",
  term: "transaction",
  title: "Transactions and isolation",
  kind: "operations",
  summary:
    "Transactions on one store, interleaved at random, in groups. Each group's history is searched for anomalies: see which " +
    "of them a level lets through, and what the stricter ones cost in waits, deadlocks and refusals.",
  leavesOut:
    "One machine without crashes, so nothing of durability; transactions that are refused are not tried again; " +
    "scans are by prefix; read committed does not look again after a wait, as PostgreSQL does.",
  params,
  presets,
  defaultUntil: END,
  series: {
    anomalies: { title: "Anomalies a group", unit: "count", aggregation: "mean", points: 400 },
    aborts: { title: "Refused a group", unit: "count", aggregation: "mean", points: 400 },
    waiting: { title: "Waiting for a lock", unit: "count", aggregation: "mean", points: 400 },
  },
  metrics: {
    groups: { title: "Groups of transactions", unit: "count", value: (state: State) => state.rounds },
    anomalousShare: {
      title: "Groups with an anomaly",
      unit: "ratio",
      value: (state) => (state.rounds === 0 ? NaN : state.anomalous / state.rounds),
    },
    lostUpdateShare: {
      title: "Groups with a lost update",
      unit: "ratio",
      value: (state) => share(state, "lost update"),
    },
    writeSkewShare: {
      title: "Groups with a write skew",
      unit: "ratio",
      value: (state) => share(state, "write skew"),
    },
    refusedShare: {
      title: "Groups with a refusal",
      help: "A transaction had to give up: a deadlock, a concurrent update, or what might not be serializable.",
      unit: "ratio",
      value: (state) => (state.rounds === 0 ? NaN : state.refusedRounds / state.rounds),
    },
    deadlocks: { title: "Deadlocks", unit: "count", value: (state) => state.deadlocks },
    waitsPerTransaction: {
      title: "Waits a transaction",
      unit: "ratio",
      value: (state) => (state.transactions === 0 ? NaN : state.waits / state.transactions),
    },
    committed: { title: "Committed", unit: "count", value: (state) => state.committed },
  },
  actions: {
    kill: {
      title: "Kill a transaction",
      help: "Its client dies: what it wrote is undone, and its locks are free.",
      argument: which,
      run: (state: State, _ctx: Context, number) => {
        const session = underWay(state, number);
        if (session !== undefined) rollBack(state, session);
      },
    },
    stall: {
      title: "A transaction pauses",
      help: "For twenty operations it does nothing, and keeps its locks: somebody went to lunch with it open.",
      argument: which,
      run: (state, _ctx, number) => {
        const session = underWay(state, number);
        if (session !== undefined) session.stalled += 20;
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    startRound(state, ctx);
    ctx.schedule(1, "step");
    return state;
  },
  on: {
    step: (state, ctx) => {
      if (state.sessions.every(({ ended }) => ended !== "")) startRound(state, ctx);
      step(state, ctx);
      ctx.schedule(1, "step");
    },
  },
  scene,
  describe: (_event, _a, _b, state) => state.lastText,
  check: (state) => {
    const allowed = ALLOWED[state.params.level as IsolationLevel];
    const wrong = ISOLATION_ANOMALIES.find((name, i) => state.found[i]! > 0 && !allowed.includes(name));
    if (wrong !== undefined) return `${wrong} at ${state.params.level}`;
    if (state.miscounted) return "an increment that was committed is missing";
    const open = state.sessions.filter(({ ended }) => ended === "");
    const stuck = open.length > 0 && open.every(({ transaction: one }) => state.store.isWaiting(one));
    return stuck ? "all transactions wait for each other, and no deadlock was found" : undefined;
  },
  theory: {
    lostUpdateShare: {
      formula: "1 − 2⁻² where reads see what is committed, 1 − 2⁻¹ where they see what is written, 0 above",
      source: SOURCE,
      tolerance: (values: Params) => shareTolerance(lostUpdateShare(values), groups(values)),
      value: (values: Params) => lostUpdateShare(values),
    },
    writeSkewShare: {
      formula: "snapshots: 1 − 2⁻³; read committed: 1 − P(4 before 1) − P(4 before 2)",
      source: SOURCE,
      tolerance: (values: Params) => shareTolerance(writeSkewShare(values), groups(values)),
      value: (values: Params) => writeSkewShare(values),
    },
    refusedShare: {
      formula: "increments: 1 − 2⁻¹ with locks, 1 − 2⁻² with snapshots; write skew refused: 1 − 2⁻³",
      source: SOURCE,
      tolerance: (values: Params) => shareTolerance(refusedShare(values), groups(values)),
      value: (values: Params) => refusedShare(values),
    },
  },
  sweep: { param: "sessions", from: 1, to: 6, steps: 6 },
});
