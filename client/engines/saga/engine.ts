/** Sagas: transfers over several services that must all happen or leave no trace, against two-phase commit. */
import { defineEngine } from "../kernel/engine.ts";
import { exponential } from "../kernel/variates.ts";
import { onAnswer, onArrival, onRequest, onTimeout, recover } from "./coordination.ts";
import { CRASH_AT_MS, type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { type Context, createState, moneyError, type State } from "./state.ts";
import * as theory from "./theory.ts";

const finished = ({ completed, compensated, stuck }: State): number => completed + compensated + stuck;

export const saga = defineEngine({
  id: "saga",
  term: "saga",
  title: "Saga",
  kind: "process",
  summary:
    "Transfers take money at one service and give it at others. A saga does step by step and undoes when one is refused; " +
    "two-phase commit locks and decides together. See what is in between, what gets stuck, and who is blocked by whom.",
  leavesOut:
    "Services do not lose what they have done; nobody reads in between, which sagas do not prevent; " +
    "two-phase commit refuses where it meets a lock instead of waiting; half of the transfers belong to a coordinator that can go down.",
  params,
  presets,
  defaultUntil: theory.RUN_MS,
  series: {
    duration: {
      title: "Duration of what completes",
      unit: "ms",
      aggregation: "mean",
      points: 400,
      theory: "durationMs",
    },
    underWay: { title: "Transfers under way", unit: "count", aggregation: "mean", points: 400 },
    inBetween: { title: "Money in between", unit: "count", aggregation: "mean", points: 400 },
  },
  metrics: {
    completedShare: {
      title: "Completed",
      help: "Share of the transfers that have ended.",
      unit: "ratio",
      value: (state: State) => (finished(state) === 0 ? NaN : state.completed / finished(state)),
    },
    stuckShare: {
      title: "Stuck",
      help: "Share of those that have ended in the middle, for a person to repair.",
      unit: "ratio",
      value: (state) => (finished(state) === 0 ? NaN : state.stuck / finished(state)),
    },
    durationMs: {
      title: "Duration of what completes",
      unit: "ms",
      value: (state) => (state.completed === 0 ? NaN : state.durationMs / state.completed),
    },
    messagesPerTransfer: {
      title: "Messages a transfer",
      unit: "ratio",
      value: (state) => (state.nextId === 0 ? NaN : state.messages / state.nextId),
    },
    moneyError: {
      title: "Money out of nowhere",
      help: "What the accounts have gained or, if negative, lost, that no transfer under way or stuck accounts for.",
      unit: "",
      value: (state) => moneyError(state),
    },
    stuckMoney: {
      title: "Money in stuck sagas",
      unit: "",
      value: (state) => (state.stuckNet === 0 ? 0 : -state.stuckNet),
    },
    lockMs: {
      title: "An account is locked for",
      unit: "ms",
      value: (state) => (state.lockCount === 0 ? 0 : state.lockMs / state.lockCount),
    },
    lockMaxMs: { title: "Longest lock", unit: "ms", value: (state) => state.lockMaxMs },
    conflicts: {
      title: "Refused because of a lock",
      unit: "count",
      value: (state) => state.conflicts,
    },
  },
  actions: {
    crash: {
      title: "The first coordinator crashes",
      help: "What it has decided is in its log; answers that come meanwhile are lost.",
      run: (state: State, _ctx: Context) => {
        state.coordinatorDown = true;
      },
    },
    recover: {
      title: "The first coordinator comes back",
      help: "It reads its log and goes on.",
      run: (state, ctx) => recover(state, ctx),
    },
    serviceDown: {
      title: "A service goes down",
      help: "Requests to it are lost until it is back.",
      argument: {
        kind: "number",
        label: "Service",
        help: "Which one, from 1.",
        default: 2,
        min: 1,
        max: 6,
        unit: "",
        integer: true,
      },
      run: (state, _ctx, number) => {
        state.serviceDown[(number - 1) % state.params.steps] = 1;
      },
    },
    serviceUp: {
      title: "All services are back",
      help: "With everything that they had done.",
      run: (state) => {
        state.serviceDown.fill(0);
      },
    },
  },
  init: (values, ctx) => {
    ctx.schedule(exponential(ctx.random("arrival"), 1000 / values.rate), "arrival");
    if (values.crash > 0) {
      ctx.schedule(CRASH_AT_MS, "crash");
      ctx.schedule(CRASH_AT_MS + values.crash, "recover");
    }
    return createState(values);
  },
  on: {
    arrival: onArrival,
    request: onRequest,
    answer: onAnswer,
    timeout: onTimeout,
    crash: (state) => {
      state.coordinatorDown = true;
      state.lastText = "the first of two coordinators is away";
    },
    recover,
  },
  scene,
  describe: (_event, _a, _b, state) => state.lastText,
  check: (state) => {
    if (state.params.idempotent || state.params.mode === "2pc") {
      const error = moneyError(state);
      if (error !== 0) return `${error} of money out of nowhere`;
      if (state.wrong > 0)
        return `${state.wrong} transfers ended with steps that should not be in effect, or without them`;
    }
    for (const [service, locks] of state.locks.entries())
      for (const id of locks.values())
        if (!state.transfers.has(id)) return `service ${service + 1} has an account locked for nobody`;
    return undefined;
  },
  theory: {
    completedShare: {
      formula: "(1 − p)ⁿ",
      source: "Independent refusals",
      tolerance: (values: Params) => theory.shareTolerance(values, theory.completedShare(values)),
      value: (values: Params) => theory.completedShare(values),
    },
    stuckShare: {
      formula: "Σ (1 − p)ⁱ p (1 − (1 − qʳ)ⁱ)",
      source: "i steps to undo, each in one of r attempts that fail with probability q",
      tolerance: (values: Params) => theory.shareTolerance(values, theory.stuckShare(values)),
      value: (values: Params) => theory.stuckShare(values),
    },
    durationMs: {
      formula: "n(2d + w) with an orchestrator, n(d + w) by events",
      source: "Sums of exponential times",
      tolerance: (values: Params) => theory.durationTolerance(values),
      value: (values: Params) => theory.durationMs(values),
    },
  },
  sweep: { param: "refusals", from: 0, to: 0.5, steps: 11 },
});
