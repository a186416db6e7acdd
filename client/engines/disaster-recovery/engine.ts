/** Disaster recovery: what is lost and how long it takes, for what stood ready at the other site. */
import { defineEngine } from "../kernel/engine.ts";
import { mean } from "../kernel/histogram.ts";
import { beginBackup, disaster, finishBackup, goDown, recover, scheduleDisaster } from "./incident.ts";
import { brokenInvariant } from "./invariants.ts";
import { DAY_MS, type Params, params, validate } from "./params.ts";
import { presets } from "./presets.ts";
import { meanTolerance, runLengthMs } from "./runLength.ts";
import { scene } from "./scene.ts";
import { type Context, createState, type State } from "./state.ts";
import * as theory from "./theory.ts";

const TICKS = 400;
const AWS =
  "Strategies: AWS, Disaster Recovery of Workloads on AWS, 2021; Poisson arrivals see time averages";

const share = (part: number, whole: number): number => (whole === 0 ? NaN : part / whole);

export const disasterRecovery = defineEngine({
  id: "disaster-recovery",
  term: "disaster-recovery",
  title: "Disaster recovery",
  kind: "process",
  summary:
    "Now and then a site is lost, or its data are made wrong. See how much work each strategy loses and how long service is " +
    "down, why replication is no backup, and what a plan that nobody rehearsed costs.",
  leavesOut:
    "Disasters come one at a time and at a constant rate; data do not grow and all of it is restored; going back to the first " +
    "site costs nothing; log shipping between backups and partial service while restoring are left out.",
  params,
  presets,
  defaultUntil: 4817 * DAY_MS,
  until: runLengthMs,
  validate,
  series: {
    loss: {
      title: "Work lost, each disaster",
      unit: "ms",
      aggregation: "max",
      points: 400,
      theory: "lossMs",
    },
    downtime: {
      title: "Time down, each disaster",
      unit: "ms",
      aggregation: "max",
      points: 400,
      theory: "downtimeMs",
    },
    backupAge: { title: "Age of the newest finished backup", unit: "ms", aggregation: "max", points: 400 },
  },
  metrics: {
    lossMs: {
      title: "Work lost, mean",
      help: "From the moment whose data come back until service stopped.",
      unit: "ms",
      value: (state: State) => share(state.lossMs, state.recoveries),
    },
    downtimeMs: {
      title: "Time down, mean",
      help: "From the stop until the other site serves, or the data are right again.",
      unit: "ms",
      value: (state) => mean(state.downtimes),
    },
    worstLossMs: { title: "Work lost, worst", unit: "ms", value: (state) => state.worstLossMs },
    rpoMet: {
      title: "Loss within the objective",
      unit: "ratio",
      value: (state) => share(state.lossesMet, state.recoveries),
    },
    rtoMet: {
      title: "Downtime within the objective",
      unit: "ratio",
      value: (state) => share(state.downtimesMet, state.recoveries),
    },
    disasters: { title: "Disasters", unit: "count", value: (state) => state.disasters },
    corruptions: { title: "Of them wrong data", unit: "count", value: (state) => state.corruptions },
  },
  actions: {
    loseSite: {
      title: "The site is lost",
      help: "Fire, flood, a region of the cloud; nothing while another disaster is under way.",
      run: (state: State, ctx: Context) => disaster(state, ctx, 1),
    },
    corrupt: {
      title: "Somebody deletes the table",
      help: "Service goes on with wrong data until it is noticed.",
      run: (state, ctx) => disaster(state, ctx, 2),
    },
  },
  init: (values, ctx) => {
    const state = createState(values, runLengthMs(values) / TICKS);
    beginBackup(state, ctx);
    scheduleDisaster(state, ctx);
    ctx.schedule(state.tickMs, "tick");
    return state;
  },
  on: {
    backup: beginBackup,
    finished: finishBackup,
    disaster: (state, ctx) => disaster(state, ctx, 0),
    noticed: goDown,
    recovered: recover,
    tick: (state, ctx) => {
      const startedMs = state.backups.startedMs(0);
      ctx.observe("backupAge", ctx.nowMs - (Number.isNaN(startedMs) ? 0 : startedMs));
      ctx.schedule(state.tickMs, "tick");
    },
  },
  scene,
  describe: (event, _a, _b, { incident, disasters, backups }) => {
    switch (event) {
      case "backup":
        return "a backup begins";
      case "finished":
        return `the backup is finished, ${backups.size} are kept`;
      case "disaster":
        return incident.corrupted
          ? `disaster ${disasters}: data begin to be wrong`
          : `disaster ${disasters}: the site is lost`;
      case "noticed":
        return `it is noticed, and service stops; ${incident.useless} backups are useless`;
      case "recovered":
        return incident.trouble ? "service is back, after trouble with the plan" : "service is back";
      default:
        return `${disasters} disasters so far`;
    }
  },
  check: brokenInvariant,
  theory: {
    lossMs: {
      formula: "(1 − c)·lag + c·(B + N), without replication B + c·N; B = D + I/2 + I·b/(1 − b)",
      source: AWS,
      value: (values: Params) => (theory.isSteady(values) ? theory.loss(values).mean : undefined),
      tolerance: (values: Params) => meanTolerance(values, theory.loss(values)) + 0.02,
    },
    downtimeMs: {
      formula: "decision + ready (+ data/rate where a backup is restored) + u·4 h",
      source: AWS,
      value: (values: Params) => (theory.isSteady(values) ? theory.downtime(values).mean : undefined),
      tolerance: (values: Params) => meanTolerance(values, theory.downtime(values)),
    },
  },
  sweep: { param: "backupInterval", from: 1, to: 72, steps: 6 },
});
