/** Publish and subscribe: a topic of partitions, and groups of consumers that read it at their own pace. */
import { defineEngine } from "../kernel/engine.ts";
import { quantile } from "../kernel/histogram.ts";
import { done } from "./consume.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { crash, join, leave, notice, resume } from "./membership.ts";
import { type Params, params, runLengthMs, warmUpMs } from "./params.ts";
import { presets } from "./presets.ts";
import { carried, publish, schedulePublish } from "./publish.ts";
import { scene } from "./scene.ts";
import { type Context, createState, lagOf, type State } from "./state.ts";
import * as theory from "./theory.ts";

const TICKS = 400;

const consumerArgument = {
  kind: "number",
  label: "Consumer",
  help: "Of the first group, from 1; beyond the last one it is counted from the first again.",
  default: 1,
  min: 1,
  max: 32,
  unit: "count",
  integer: true,
} as const;

const memberOf = (state: State, argument: number): number => (argument - 1) % state.params.consumers;

export const publishSubscribe = defineEngine({
  id: "publish-subscribe",
  term: "publish-subscribe",
  title: "Publish and subscribe",
  kind: "process",
  summary:
    "Messages go to a topic, and every group of consumers gets all of them. See how partitions share the work and keep order, " +
    "what a slow group costs the others, and what moves when a consumer leaves.",
  leavesOut:
    "One topic and one broker that never fails; fetching and committing take no time; records are kept by number, not by age; " +
    "the hub of the contrast transforms with constant work.",
  params,
  presets,
  defaultUntil: 50_000,
  until: runLengthMs,
  series: {
    lag: { title: "Lag of the first group", unit: "count", aggregation: "max", points: 400 },
    slowLag: { title: "Lag of the last group", unit: "count", aggregation: "max", points: 400 },
    wait: { title: "Wait in the first group", unit: "ms", aggregation: "last", points: 400 },
    moved: { title: "Partitions that moved", unit: "count", aggregation: "sum", points: 400 },
  },
  metrics: {
    deliveries: {
      title: "Times that each message is done",
      help: "Over all groups; those still behind are not done yet.",
      unit: "ratio",
      value: (state: State) => state.groups.reduce((sum, group) => sum + group.done, 0) / state.published,
    },
    waitMs: {
      title: "Wait in the first group, mean",
      help: "From publishing until a consumer takes the message up.",
      unit: "ms",
      value: (state) => state.groups[0]!.measuredWaitMs / state.groups[0]!.measuredDone,
    },
    waitP99: {
      title: "Wait in the first group, 99th percentile",
      unit: "ms",
      value: (state) => quantile(state.wait, 0.99),
    },
    lastGroupWaitMs: {
      title: "Wait in the last group, mean",
      unit: "ms",
      value: (state) => {
        const last = state.groups.at(-1)!;
        return last.measuredWaitMs / last.measuredDone;
      },
    },
    lagGrowth: {
      title: "Growth of the last group's lag",
      help: "Since measuring began.",
      unit: "1/s",
      value: (state, nowMs) =>
        state.measuring
          ? (1000 * (lagOf(state, state.groups.length - 1) - state.measuredLag)) /
            (nowMs - state.measuredFromMs)
          : NaN,
    },
    busiestOverMean: {
      title: "Messages of the busiest partition over the mean",
      unit: "ratio",
      value: (state) => {
        const total = state.counts.reduce((sum, count) => sum + count, 0);
        return (Math.max(...state.counts) * state.params.partitions) / total;
      },
    },
    missed: {
      title: "Messages missed",
      help: "Gone from the log before a group had read them.",
      unit: "count",
      value: (state) => state.groups.reduce((sum, group) => sum + group.missed, 0),
    },
    doneAgain: {
      title: "Messages done again",
      help: "After a crash, since the last commit.",
      unit: "count",
      value: (state) => state.groups.reduce((sum, group) => sum + group.again, 0),
    },
    movedShare: {
      title: "Partitions moved in a rebalance",
      help: "In the first group; 0 while there was none.",
      unit: "ratio",
      value: ({ groups, params: { partitions } }) =>
        groups[0]!.rebalances === 0 ? 0 : groups[0]!.moved / groups[0]!.rebalances / partitions,
    },
    hubWaitMs: {
      title: "Wait for the hub, mean",
      help: "0 without one.",
      unit: "ms",
      value: (state) => (state.params.style === "hub" ? state.hubWaitMs / state.hubDone : 0),
    },
  },
  actions: {
    leave: {
      title: "A consumer leaves",
      help: "In good order: it finishes and commits, and the group rebalances at once.",
      argument: consumerArgument,
      run: (state: State, ctx: Context, argument) => leave(state, ctx, 0, memberOf(state, argument)),
    },
    join: {
      title: "A consumer comes back",
      help: "And gets partitions.",
      argument: consumerArgument,
      run: (state, ctx, argument) => join(state, ctx, 0, memberOf(state, argument)),
    },
    crash: {
      title: "A consumer crashes",
      help: "Its partitions wait for the session timeout, and what it did since its last commit is done again.",
      argument: consumerArgument,
      run: (state, ctx, argument) => crash(state, ctx, 0, memberOf(state, argument)),
    },
    burst: {
      title: "Many messages at once",
      help: "So many are published in this instant.",
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
        for (let i = 0; i < messages; i++) ctx.schedule(0, "publish", 1);
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    schedulePublish(state, ctx);
    ctx.schedule(warmUpMs(values), "mark");
    ctx.schedule(runLengthMs(values) / TICKS, "tick");
    if (values.changeEvery > 0) ctx.schedule(values.changeEvery, "change");
    return state;
  },
  on: {
    publish,
    carried,
    done,
    resume,
    notice,
    change: (state, ctx) => {
      if (state.groups[0]!.alive[0] === 1) leave(state, ctx, 0, 0);
      else join(state, ctx, 0, 0);
      ctx.schedule(state.params.changeEvery, "change");
    },
    mark: (state, ctx) => {
      state.measuring = true;
      state.measuredFromMs = ctx.nowMs;
      state.measuredLag = lagOf(state, state.groups.length - 1);
    },
    tick: (state, ctx) => {
      const first = state.groups[0]!;
      ctx.observe("lag", lagOf(state, 0));
      ctx.observe("slowLag", lagOf(state, state.groups.length - 1));
      ctx.observe("wait", first.measuredDone === 0 ? 0 : first.measuredWaitMs / first.measuredDone);
      ctx.observe("moved", 0);
      ctx.schedule(runLengthMs(state.params) / TICKS, "tick");
    },
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    waitMs: {
      formula: "Σ pᵢ·s·ρᵢ / (1 − ρᵢ), ρᵢ = λ·pᵢ·s over the consumers",
      source: "Keys thin a Poisson stream, each consumer is M/M/1",
      tolerance: (values: Params) => theory.waitTolerance(values),
      value: (values: Params) => theory.waitMs(values),
    },
    lagGrowth: {
      formula: "Σ max(0, λ·pᵢ − 1/s) over the consumers",
      source: "Fluid limit: what comes less what can be done",
      tolerance: (values: Params) => theory.growthTolerance(values),
      value: (values: Params) => theory.lagGrowth(values),
    },
    busiestOverMean: {
      formula: "n·max Σ p(key) over the keys of a partition",
      source: "Zipf's law and the hash of the key",
      tolerance: (values: Params) => theory.busiestTolerance(values),
      value: (values: Params) => theory.busiestOverMean(values),
    },
    movedShare: {
      formula: "1 / c",
      source: "Sticky assignment: Kafka KIP-54",
      tolerance: 1e-9,
      value: (values: Params) => theory.movedShare(values),
    },
    hubWaitMs: {
      formula: "ρ·d / 2(1 − ρ), d = groups·work",
      source: "M/D/1: F. Pollaczek, 1930; A. Khinchine, 1932",
      tolerance: (values: Params) => theory.hubTolerance(values),
      value: (values: Params) => theory.hubWaitMs(values),
    },
  },
  sweep: { param: "slowFactor", from: 1, to: 5, steps: 9 },
});
