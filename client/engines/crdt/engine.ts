/** CRDTs: replicas that write without asking each other, gossip, and agree in the end; and a number that does so wrongly. */
import { defineEngine } from "../kernel/engine.ts";
import { exponential } from "../kernel/variates.ts";
import { stateSize, valueText } from "./objects.ts";
import { PARTITION_AT_MS, type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { MultiValueRegister } from "./primitives/registers.ts";
import { differentValues, onGossip, onWrite } from "./replication.ts";
import { scene } from "./scene.ts";
import { type Context, createState, expectedCount, type State } from "./state.ts";
import { RUN_MS, spreadTimeMs } from "./theory.ts";

/** How much a counter's replica shows less than what it has heard of; 0 for other types. */
function lostAt(state: State, replica: number): number {
  const { type } = state.params;
  if (!type.endsWith("counter")) return 0;
  return expectedCount(state, replica) - Number(valueText(state.objects[replica]!));
}

export const crdt = defineEngine({
  id: "crdt",
  term: "crdt",
  title: "Conflict-free replicated data types",
  kind: "process",
  summary:
    "Replicas take writes by themselves and send each other their state now and then. See how counters, registers, sets and " +
    "texts that are made for it agree in the end, what each of them gives up for that, and how a plain number loses counts.",
  leavesOut:
    "A state is sent and merged in one moment and as a whole, where products send differences; replicas do not come and go; " +
    "clocks of last-writer-wins are perfect, which flatters it.",
  params,
  presets,
  defaultUntil: RUN_MS,
  series: {
    values: { title: "Different values at once", unit: "count", aggregation: "mean", points: 400 },
    spread: {
      title: "Until everybody has heard",
      unit: "ms",
      aggregation: "mean",
      points: 400,
      theory: "spreadMs",
    },
    stateSize: { title: "Entries that a replica stores", unit: "count", aggregation: "last", points: 400 },
  },
  metrics: {
    spreadMs: {
      title: "Until everybody has heard of a write",
      unit: "ms",
      value: (state: State) => (state.spread === 0 ? NaN : state.spreadMs / state.spread),
    },
    differentValues: {
      title: "Different values now",
      unit: "count",
      value: (state) => differentValues(state),
    },
    lostCounts: {
      title: "Counts lost",
      help: "What the first replica's counter shows less than the writes that it has heard of.",
      unit: "count",
      value: (state) => lostAt(state, 0),
    },
    siblings: {
      title: "Values side by side",
      help: "In the first replica's multi-value register.",
      unit: "count",
      value: ({ objects }) => (objects[0] instanceof MultiValueRegister ? objects[0].values.length : 1),
    },
    inVain: {
      title: "Additions in vain",
      help: "To a 2P-set, of what had been removed before.",
      unit: "count",
      value: (state) => state.inVain,
    },
    stateSize: {
      title: "Entries that a replica stores",
      unit: "count",
      value: ({ objects, params: { replicas } }) => stateSize(objects[0]!, replicas),
    },
    writes: { title: "Writes", unit: "count", value: (state) => state.writes },
    merges: { title: "States merged", unit: "count", value: (state) => state.merges },
  },
  actions: {
    cut: {
      title: "Cut in two",
      help: "The first half of the replicas and the second do not reach each other any more.",
      run: (state: State, _ctx: Context) => {
        state.cut = true;
      },
    },
    mend: {
      title: "Mend the cut",
      help: "Everybody reaches everybody.",
      run: (state) => {
        state.cut = false;
      },
    },
    stop: {
      title: "Stop writing",
      help: "Gossip goes on: soon all values are the same.",
      run: (state) => {
        state.stopped = true;
      },
    },
  },
  init: (values, ctx) => {
    ctx.schedule(exponential(ctx.random("write"), 1000 / values.writes), "write");
    for (let replica = 0; replica < values.replicas; replica++)
      ctx.schedule(exponential(ctx.random("gossip"), values.gossip), "gossip", replica);
    if (values.partition > 0) {
      ctx.schedule(PARTITION_AT_MS, "cut");
      ctx.schedule(PARTITION_AT_MS + values.partition, "mend");
    }
    return createState(values);
  },
  on: {
    write: onWrite,
    gossip: onGossip,
    cut: (state) => {
      state.cut = true;
      state.lastText = "the replicas are cut in two";
    },
    mend: (state) => {
      state.cut = false;
      state.lastText = "the replicas reach each other again";
    },
  },
  scene,
  describe: (_event, _a, _b, state) => state.lastText,
  check: (state) => {
    // Strong eventual consistency: who has heard the same writes, in whatever order, has the same value.
    const values = new Map<string, string>();
    for (const [replica, heard] of state.heard.entries()) {
      const key = heard.join(" ");
      const value = valueText(state.objects[replica]!);
      const other = values.get(key);
      if (other !== undefined && other !== value)
        return `two replicas have heard the same and show ${other} and ${value}`;
      values.set(key, value);
      if (state.params.type !== "naive-counter" && lostAt(state, replica) !== 0)
        return `replica ${replica + 1} has lost ${lostAt(state, replica)} counts`;
    }
    return undefined;
  },
  theory: {
    spreadMs: {
      formula: "2·g·(n − 1)/n · H(n − 1)",
      source:
        "Pure birth process with rates k(n − k)/((n − 1)g): N. T. J. Bailey, The Mathematical Theory of Epidemics, 1957",
      // Writes share gossip, so that a run has some RUN_MS / spread independent ones, each with a deviation of about half.
      tolerance: (values: Params) => 1.5 / Math.sqrt(RUN_MS / spreadTimeMs(values)!),
      value: (values: Params) => (values.partition > 0 ? undefined : spreadTimeMs(values)),
    },
  },
  sweep: { param: "replicas", from: 2, to: 12, steps: 11 },
});
