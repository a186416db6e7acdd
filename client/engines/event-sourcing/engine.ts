/** Event sourcing: accounts as streams of events, with snapshots, a read model, and a schema that changes. */
import { defineEngine } from "../kernel/engine.ts";
import { handleCommand } from "./commands.ts";
import { type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import {
  type Context,
  createState,
  emptyStatement,
  loadAccount,
  projectionLag,
  type State,
} from "./state.ts";
import { meanReplayed, RUN, replayTolerance } from "./theory.ts";

export const eventSourcing = defineEngine({
  id: "event-sourcing",
  term: "event-sourcing",
  title: "Event sourcing",
  kind: "operations",
  summary:
    "Accounts are what their events add up to. Every command loads one from the log, decides, and appends. See what " +
    "replaying costs with and without snapshots, how far a read model is behind, and how old events are read after a change.",
  leavesOut:
    "Commands come one at a time, so that none is refused for a wrong version (the store would); the log is in memory; " +
    "personal data that must be deleted, the hard question of such logs, is not here.",
  params,
  presets,
  defaultUntil: RUN,
  series: {
    replayed: { title: "Events applied a load", unit: "count", aggregation: "mean", points: 400 },
    lag: { title: "Read model behind", unit: "count", aggregation: "max", points: 400 },
    events: { title: "Events in the log", unit: "count", aggregation: "last", points: 400 },
  },
  metrics: {
    replayed: {
      title: "Events applied a load",
      unit: "count",
      value: (state: State) => (state.commands === 0 ? NaN : state.replayed / state.commands),
    },
    events: { title: "Events in the log", unit: "count", value: (state) => state.store.length },
    snapshots: { title: "Snapshots taken", unit: "count", value: (state) => state.snapshotsTaken },
    lag: { title: "Read model behind, now", unit: "count", value: projectionLag },
    lagMax: { title: "Read model behind, most", unit: "count", value: (state) => state.lagMax },
    upcast: {
      title: "Old events brought to the new form",
      help: "By loads of accounts; the same event counts each time.",
      unit: "count",
      value: (state) => state.upcast,
    },
  },
  actions: {
    loseSnapshots: {
      title: "Lose all snapshots",
      help: "Or change what a snapshot holds: the next load of each account replays everything.",
      run: (state: State, _ctx: Context) => {
        state.snapshots.clear();
      },
    },
    rebuild: {
      title: "Rebuild the read model",
      help: "Its code has changed: it begins anew with the very first event.",
      run: (state) => {
        state.projection.reset(emptyStatement(state.params));
      },
    },
    projectionDown: {
      title: "The read model goes down",
      help: "Commands are not affected.",
      run: (state) => {
        state.projectionDown = true;
      },
    },
    projectionUp: {
      title: "The read model comes back",
      help: "It goes on where it was.",
      run: (state) => {
        state.projectionDown = false;
      },
    },
    newSchema: {
      title: "Deploy the new schema",
      help: "From now on events have cents; the log is not touched.",
      run: (state) => {
        state.newSchema = true;
      },
    },
  },
  init: (values, ctx) => {
    ctx.schedule(1, "command");
    return createState(values);
  },
  on: {
    command: (state, ctx) => {
      handleCommand(state, ctx);
      ctx.schedule(1, "command");
    },
  },
  scene,
  describe: (_event, _a, _b, state) => {
    const { lastStream, lastReplayed, lastCents } = state;
    const what = lastCents < 0 ? `${-lastCents / 100} withdrawn` : `${lastCents / 100} deposited`;
    return `${lastStream}: ${lastReplayed} events applied, ${what}; the read model is ${projectionLag(state)} behind`;
  },
  check: (state) => {
    const { projection, lastStream, totalCents } = state;
    if (lastStream !== "") {
      const fast = loadAccount(state, lastStream);
      const slow = loadAccount(state, lastStream, false);
      if (fast.version !== slow.version || fast.state.cents !== slow.state.cents)
        return `${lastStream} is ${fast.state.cents} with its snapshot, and ${slow.state.cents} by its events`;
      if (slow.state.cents < 0) return `${lastStream} has ${slow.state.cents} cents`;
    }
    const lag = projectionLag(state);
    if (lag < 0) return "the read model has seen events that were not written";
    const shown = projection.model.cents.reduce((sum, cents) => sum + cents, 0);
    return lag === 0 && shown !== totalCents
      ? `the read model adds up to ${shown}, not ${totalCents}`
      : undefined;
  },
  theory: {
    replayed: {
      formula: "(n − 1)/2 with a snapshot every n; without, (T − 1)/2 · Σ pᵢ²",
      source: "Mean age of a renewal process; binomial counts",
      tolerance: (values: Params) => replayTolerance(values),
      value: (values: Params) => meanReplayed(values),
    },
  },
  sweep: { param: "snapshotEvery", from: 1, to: 40, steps: 14 },
});
