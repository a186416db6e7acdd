/** Raft: servers elect a leader and keep one log, through crashes, partitions and a network that loses and repeats. */
import { defineEngine } from "../kernel/engine.ts";
import { mean, quantile } from "../kernel/histogram.ts";
import { dropAll, heal, isolate, partition } from "../kernel/network.ts";
import {
  carryOut,
  crash,
  crashLeader,
  deliver,
  newCommand,
  restart,
  scheduleCrash,
  timerFires,
} from "./cluster.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { params } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { type Context, createState, currentLeader, type State } from "./state.ts";

const TICK_MS = 50;
const PAPER = "D. Ongaro, J. Ousterhout, USENIX ATC 2014";
const ORDER = "Least of uniform times: David, Nagaraja, Order Statistics, 3rd ed. 2003, section 2.1";

const whichServer = {
  kind: "number",
  label: "Which",
  help: "The number of the server, from 1; beyond the last it is the last.",
  default: 1,
  min: 1,
  max: 7,
  unit: "count",
  integer: true,
} as const;

const place = (state: State, which: number): number => Math.min(which, state.servers.length) - 1;

/** The first events of a group, for this engine and for tests that put other servers into it. */
export function begin(state: State, ctx: Context): State {
  for (let id = 0; id < state.servers.length; id++) carryOut(state, ctx, id);
  ctx.schedule(nextCommandMs(state), "command");
  ctx.schedule(TICK_MS, "tick");
  scheduleCrash(state, ctx);
  return state;
}

/** Evenly spaced: what is measured is the group, not a queue of clients. */
const nextCommandMs = (state: State): number => 1000 / state.params.commandRate;

export const raft = defineEngine({
  id: "raft",
  term: "raft",
  title: "Raft",
  kind: "process",
  summary:
    "Servers elect a leader, which orders client commands into a log that a majority stores. Crash it, split the network, " +
    "and see who may lead, which entries are lost, and which never.",
  leavesOut:
    "No snapshots of the log and no change of membership; a disk loses nothing that was written and writes at once, only " +
    "the answer waits for it; clients do not try again.",
  params,
  presets,
  defaultUntil: plan.CALM_MS,
  until: plan.runLengthMs,
  series: {
    commit: { title: "Time to commit", unit: "ms", aggregation: "mean", points: 600, theory: "commitMs" },
    term: { title: "Highest term", unit: "", aggregation: "max", points: 600 },
    leaders: { title: "Servers that believe they lead", unit: "count", aggregation: "max", points: 600 },
  },
  metrics: {
    committed: {
      title: "Committed entries",
      help: "Blank entries of new leaders count too.",
      unit: "count",
      value: (state: State) => state.witness.committed.length,
    },
    commitMs: {
      title: "Time to commit, mean",
      help: "From the moment at which the leader takes a command until it knows that a majority has it.",
      unit: "ms",
      value: (state) => mean(state.commitTime),
    },
    commitP99: {
      title: "Time to commit, 99th percentile",
      unit: "ms",
      value: (state) => quantile(state.commitTime, 0.99),
    },
    detectionMs: {
      title: "A crashed leader is missed after",
      help: "From the crash until the first server stands for election; NaN when no leader crashed.",
      unit: "ms",
      value: ({ leaderless }) => leaderless.detectionMs / leaderless.detected,
    },
    leaderlessMs: {
      title: "Without a leader after a crash",
      unit: "ms",
      value: ({ leaderless }) => leaderless.durationMs / leaderless.count,
    },
    rivalShare: {
      title: "Elections with a rival",
      help: "Share of the crashes after which a second server stood before there was a leader.",
      unit: "ratio",
      value: ({ leaderless }) => leaderless.rivals / leaderless.count,
    },
    leaderlessShare: {
      title: "Time without a leader",
      unit: "ratio",
      value: (state) => state.ticksWithoutLeader / state.ticks,
    },
    terms: { title: "Terms with a leader", unit: "count", value: (state) => state.witness.terms },
    overwritten: {
      title: "Entries overwritten",
      help: "Written by a leader that lost its majority; none of them was committed.",
      unit: "count",
      value: (state) => state.overwritten,
    },
    refused: {
      title: "Commands refused",
      help: "They came to a server that was down or knew no leader.",
      unit: "count",
      value: (state) => state.refused,
    },
  },
  actions: {
    crash: {
      title: "Crash a server",
      help: "It stays down until it is restarted; only its disk remains.",
      argument: whichServer,
      run: (state: State, ctx: Context, which) => crash(state, ctx, place(state, which)),
    },
    restart: {
      title: "Restart a server",
      help: "A server that is down starts with the term, the vote and the log on its disk.",
      argument: whichServer,
      run: (state, ctx, which) => restart(state, ctx, place(state, which)),
    },
    crashLeader: {
      title: "Crash the leader",
      help: "It comes back after the downtime.",
      run: (state, ctx) => {
        crashLeader(state, ctx);
      },
    },
    partition: {
      title: "Split the network",
      help: "The servers up to this number are cut off from the others.",
      argument: {
        ...whichServer,
        label: "Up to",
        help: "Servers 1 to this one are on the first side.",
        default: 2,
      },
      run: (state, _ctx, which) => partition(state.network, (id) => id < which),
    },
    isolateLeader: {
      title: "Cut the leader off",
      help: "It goes on to believe that it leads, and can commit nothing.",
      run: (state) => {
        const leader = currentLeader(state);
        if (leader >= 0) isolate(state.network, leader);
      },
    },
    heal: {
      title: "Heal the network",
      help: "All servers hear each other again.",
      run: (state) => heal(state.network),
    },
    drop: {
      title: "Lose what is under way",
      help: "Every message that is on its way now is lost.",
      run: (state) => {
        dropAll(state.network);
      },
    },
    commands: {
      title: "Client commands",
      help: "So many commands at once, each to a random server.",
      argument: {
        kind: "number",
        label: "How many",
        help: "Commands at once.",
        default: 10,
        min: 1,
        max: 100,
        unit: "count",
        integer: true,
      },
      run: (state, ctx, count) => {
        for (let i = 0; i < count; i++) newCommand(state, ctx);
      },
    },
  },
  init: (values, ctx) => begin(createState(values), ctx),
  on: {
    deliver,
    timer: timerFires,
    command: (state, ctx) => {
      newCommand(state, ctx);
      ctx.schedule(nextCommandMs(state), "command");
    },
    crash: (state, ctx) => {
      crashLeader(state, ctx);
      scheduleCrash(state, ctx);
    },
    restart: (state, ctx, id, crashes) => {
      if (state.crashes[id] === crashes) restart(state, ctx, id);
    },
    tick: (state, ctx) => {
      state.ticks++;
      if (currentLeader(state) < 0) state.ticksWithoutLeader++;
      let leaders = 0;
      let term = 0;
      state.servers.forEach((server, id) => {
        term = Math.max(term, server.currentTerm);
        if (state.up[id] === 1 && server.role === "leader") leaders++;
      });
      ctx.observe("term", term);
      ctx.observe("leaders", leaders);
      ctx.schedule(TICK_MS, "tick");
    },
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    commitMs: {
      formula: "2(L + s) + J·E[k-th least of n − 1 round trips], k = ⌊n/2⌋",
      source: PAPER,
      tolerance: plan.commitTolerance,
      value: plan.commitMs,
    },
    detectionMs: {
      formula: "T + R/n + L + J − E[age of the leader's last message]",
      source: ORDER,
      tolerance: plan.detectionTolerance,
      value: plan.detectionMs,
    },
  },
  sweep: { param: "electionSpread", from: 5, to: 300, steps: 12 },
});
