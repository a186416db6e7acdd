/** Disaster recovery: a site is lost or its data are spoilt, and what stands ready decides what is lost and for how long. */
import { defineEngine } from "../kernel/engine.ts";
import { isReplicated, params } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import {
  backup,
  loseSite,
  nextStep,
  notice,
  plannedDisaster,
  recover,
  replicated,
  safe,
  scheduleDisaster,
  scheduleWrite,
  spoil,
  write,
} from "./site.ts";
import { backupAgeMs, type Context, createState, downSoFarMs, type State } from "./state.ts";

const TICKS = 300;

/** In words what is broken, or undefined. */
function brokenInvariant(state: State): string | undefined {
  const {
    params: values,
    held,
    lost,
    made,
    replica,
    worstRpoMs,
    disasters,
    recovered,
    phase,
    catalog,
  } = state;
  if (held + lost !== made) return `${made} writes were made, ${held} are held and ${lost} lost`;
  if (phase !== "recovering" && replica > held) return "the other site has more than there is";
  if (disasters !== recovered + (phase === "recovering" ? 1 : 0))
    return "a recovery has begun or ended twice";
  if (catalog.backups.some(({ content }) => content > made)) return "a backup holds writes that nobody made";
  const limitMs = 1000 * (values.backupEvery + values.backupTakes);
  if (!isReplicated(values) && !state.everSpoilt && worstRpoMs > limitMs * (1 + 1e-9))
    return `a recovery point was ${worstRpoMs} ms old, the schedule promises ${limitMs}`;
  return undefined;
}

export const disasterRecovery = defineEngine({
  id: "disaster-recovery",
  term: "disaster-recovery",
  title: "Disaster recovery",
  kind: "process",
  summary:
    "A site is lost, or its data are spoilt. See how much is lost (the recovery point) and how long it takes (the recovery " +
    "time) with backups, a pilot light, a warm standby, or two active sites.",
  leavesOut:
    "Backups can always be restored and the other site never fails; after a recovery everything is copied anew at once; " +
    "what it costs to keep a site ready is not counted.",
  params,
  presets,
  defaultUntil: 34_560_000_000,
  until: plan.runLengthMs,
  series: {
    loss: { title: "Writes lost in a disaster", unit: "count", aggregation: "max", points: 400 },
    down: { title: "Minutes to recover", unit: "", aggregation: "max", points: 400 },
    age: {
      title: "Hours since the state of the newest safe backup",
      unit: "",
      aggregation: "max",
      points: 400,
    },
  },
  metrics: {
    rpoMs: {
      title: "Recovery point, mean age",
      help: "From the moment whose state was restored until the disaster, or until spoilt data were noticed.",
      unit: "ms",
      value: (state: State) => state.rpoMs / state.disasters,
    },
    worstRpoMs: { title: "Recovery point, worst", unit: "ms", value: (state) => state.worstRpoMs },
    rtoMs: { title: "Recovery time, mean", unit: "ms", value: (state) => state.rtoMs / state.recovered },
    lost: {
      title: "Writes lost in a disaster",
      unit: "count",
      value: (state) => state.lost / state.disasters,
    },
    downShare: {
      title: "Share of the time down",
      unit: "ratio",
      value: (state, nowMs) => downSoFarMs(state, nowMs) / nowMs,
    },
    unrecoverable: {
      title: "Disasters that no backup undoes",
      help: "Spoilt data that were noticed when no backup from before was kept any more.",
      unit: "count",
      value: (state) => state.unrecoverable,
    },
    disasters: { title: "Disasters", unit: "count", value: (state) => state.disasters },
  },
  actions: {
    lose: {
      title: "Lose the site",
      help: "Fire, flood, a region that is gone.",
      run: (state: State, ctx: Context) => loseSite(state, ctx),
    },
    spoil: {
      title: "Spoil the data",
      help: "A bad release or a wrong delete, copied to every replica at once.",
      run: (state, ctx) => spoil(state, ctx),
    },
    recover: {
      title: "Finish the recovery",
      help: "Whatever step it is at, the site works again.",
      run: (state, ctx) => recover(state, ctx),
    },
  },
  init: (values, ctx) => {
    const state = createState(values, plan.runLengthMs(values) / TICKS);
    scheduleWrite(state, ctx);
    scheduleDisaster(state, ctx);
    ctx.schedule(1000 * values.backupEvery, "backup", 0);
    ctx.schedule(state.tickMs, "tick");
    return state;
  },
  on: {
    write: (state, ctx) => {
      write(state, ctx);
      scheduleWrite(state, ctx);
    },
    replicated: (state, _ctx, held, epoch) => replicated(state, held, epoch),
    backup: (state, ctx, epoch) => {
      state.lastText = "a planned backup fell into a disaster";
      if (epoch !== state.epoch) return;
      backup(state, ctx);
      state.lastText = `a backup of ${state.held} writes begins`;
    },
    safe,
    disaster: (state, ctx) => {
      plannedDisaster(state, ctx);
      scheduleDisaster(state, ctx);
    },
    notice,
    step: (state, ctx, epoch) => {
      state.lastText = "that recovery is over";
      nextStep(state, ctx, epoch);
    },
    tick: (state, ctx) => {
      state.lastText = `${state.held} writes are held`;
      ctx.observe("age", backupAgeMs(state, ctx.nowMs) / 3_600_000);
      ctx.schedule(state.tickMs, "tick");
    },
  },
  scene,
  describe: (_event, _a, _b, state) => state.lastText,
  check: brokenInvariant,
  theory: {
    rpoMs: {
      formula: "D + T/2;  after a corruption m + T/2 + D − m·(1 − e^(−D/m)), m until it is noticed",
      source: "Age in a renewal process with constant periods: D. R. Cox, Renewal Theory, 1962",
      tolerance: plan.rpoTolerance,
      value: plan.rpoMs,
    },
    rtoMs: {
      formula: "the sum of the strategy's steps",
      source: "Amazon Web Services, Disaster Recovery of Workloads on AWS, 2021",
      tolerance: plan.rtoTolerance,
      value: plan.rtoMs,
    },
    lost: {
      formula: "λ·(D + T/2);  replicated λ·lag",
      source: "Little's law: J. Little, Operations Research 9(3), 1961",
      tolerance: plan.lostTolerance,
      value: plan.lost,
    },
  },
  sweep: { param: "backupEvery", from: 10_800, to: 86_400, steps: 8 },
});
