/** Denormalization: the same reads and changes on joined tables and on rows that carry copies. */
import { defineEngine } from "../kernel/engine.ts";
import { type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { type Context, change, createState, propagate, read, refresh, type State } from "./state.ts";
import { breakEven, denormalizedRows, normalizedRows, staleShare } from "./theory.ts";

const OPERATIONS = 4000;
/** Changes in a run at least; and operations, so that those that follow each other late are counted in the end. */
const CHANGES = 400;

function runLength({ writeShare, upkeep, delay }: Params): number {
  if (writeShare === 0) return OPERATIONS;
  const changes = Math.ceil(CHANGES / writeShare / 1000) * 1000;
  return Math.min(40_000, Math.max(OPERATIONS, changes, upkeep === "at-once" ? 0 : 40 * delay));
}

function operate(state: State, ctx: Context): void {
  const { params } = state;
  // All are drawn in every operation, so that a changed share does not shift what is read and changed.
  const mix = ctx.random("mix");
  const item = Math.floor(ctx.random("items") * params.items);
  const table = Math.floor(ctx.random("tables") * params.joins);
  const row = Math.floor(ctx.random("rows") * params.entities);
  if (mix < params.writeShare) change(state, table, row, ctx);
  else {
    read(state, item);
    ctx.observe("stale", state.lastStale ? 1 : 0);
  }
  ctx.observe("normalized", state.lastNormalized);
  ctx.observe("denormalized", state.lastDenormalized);
}

function check(state: State): string | undefined {
  const { joins, params, last, lastStale } = state;
  for (const join of joins) {
    let children = 0;
    for (let row = 0; row < join.parents; row++) children += join.fanOut(row);
    if (children !== params.items) return `${children} of ${params.items} items are joined`;
    for (let item = 0; item < params.items; item++) {
      if (join.copied(item) === join.joined(item) || join.isDirty(join.parentOf(item))) continue;
      return `item ${item} has an old copy of a row that counts as up to date`;
    }
  }
  if (params.upkeep === "at-once" && last === "read" && lastStale)
    return "a copy is old though changes reach it at once";
  return undefined;
}

const operations = ({ reads, changes }: State) => Math.max(1, reads + changes);

export const denormalization = defineEngine({
  id: "denormalization",
  term: "denormalization",
  title: "Denormalization",
  kind: "operations",
  summary:
    "Items are read with values of other tables: by joining them, or from copies that every change has to reach. See when copies pay and how old they are.",
  leavesOut:
    "Every row costs the same wherever it lies, and rewriting copies takes no locks; copies are never wrong, only late; new items cost the same in both designs and are left out.",
  params,
  presets,
  defaultUntil: 8000,
  until: runLength,
  series: {
    normalized: {
      title: "Rows touched, normalised",
      unit: "count",
      aggregation: "mean",
      points: 400,
      theory: "normalizedRows",
    },
    denormalized: { title: "Rows touched, with copies", unit: "count", aggregation: "mean", points: 400 },
    stale: {
      title: "Reads of old copies",
      unit: "ratio",
      aggregation: "mean",
      points: 400,
      theory: "staleShare",
    },
  },
  metrics: {
    normalizedRows: {
      title: "Rows an operation, normalised",
      unit: "count",
      value: (state: State) => state.normalizedRows / operations(state),
    },
    denormalizedRows: {
      title: "Rows an operation, with copies",
      help: "Upkeep in the background and refreshes included.",
      unit: "count",
      value: (state) => state.denormalizedRows / operations(state),
    },
    staleShare: {
      title: "Reads of old copies",
      unit: "ratio",
      value: (state) => (state.reads === 0 ? 0 : state.staleReads / state.reads),
    },
    breakEven: {
      title: "Break-even, reads a change",
      help: "Copies that a change rewrites in the mean, over the joins that a read saves.",
      unit: "ratio",
      value: (state) => (state.changes === 0 ? 0 : state.rewritten / state.changes / state.params.joins),
    },
    readsPerChange: {
      title: "Reads a change",
      unit: "ratio",
      value: (state) => state.reads / Math.max(1, state.changes),
    },
  },
  actions: {
    burst: {
      title: "Burst of changes",
      help: "Random rows of the first table change at once, as an import of new master data does.",
      argument: {
        kind: "number",
        label: "Rows",
        help: "How many changes.",
        default: 50,
        min: 1,
        max: 1000,
        unit: "count",
        integer: true,
      },
      run: (state: State, ctx: Context, count) => {
        for (let i = 0; i < count; i++)
          change(state, 0, Math.floor(ctx.random("burst") * state.params.entities), ctx);
      },
    },
    pause: {
      title: "Pause the upkeep",
      help: "The background job hangs: copies grow old, unless changes reach them at once.",
      run: (state) => {
        state.paused = true;
      },
    },
    resume: {
      title: "Resume the upkeep",
      help: "The background job goes on.",
      run: (state) => {
        state.paused = false;
      },
    },
  },
  init: (values, ctx) => {
    ctx.schedule(1, "operation");
    if (values.upkeep === "refresh") ctx.schedule(values.delay, "refresh");
    return createState(values, ctx);
  },
  on: {
    operation: (state, ctx) => {
      operate(state, ctx);
      ctx.schedule(1, "operation");
    },
    propagate: (state, ctx, table, row) => {
      propagate(state, table, row, ctx);
    },
    refresh: (state, ctx) => {
      if (!state.paused) refresh(state);
      ctx.schedule(state.params.delay, "refresh");
    },
  },
  scene,
  describe: (event, table, row, state) => {
    if (event === "refresh")
      return state.paused ? "refresh paused" : `all ${state.params.items} items rewritten`;
    if (event === "propagate") {
      return state.paused
        ? `copies of row ${row} of table ${table + 1} wait`
        : `copies of row ${row} of table ${table + 1}: ${state.lastDenormalized} rewritten`;
    }
    const cost = `${state.lastNormalized} rows normalised, ${state.lastDenormalized} with copies`;
    if (state.last === "read")
      return `item ${state.lastRow} read: ${cost}${state.lastStale ? ", an old copy" : ""}`;
    return `row ${state.lastRow} of table ${state.lastTable + 1} changed: ${cost}`;
  },
  check,
  theory: {
    normalizedRows: {
      formula: "(1 − w)(1 + J) + w",
      source: "A row a join; Kleppmann, Designing Data-Intensive Applications, 2017, chapter 1 (fan-out)",
      tolerance: 0.02,
      value: normalizedRows,
    },
    denormalizedRows: {
      formula: "1 + wF;  later 1 + wF / (1 + pD);  refresh 1 + n/D",
      source:
        "F copies a row; alternating renewal process: Ross, Introduction to Probability Models, chapter 7",
      // Changes come by chance, as many as a run has.
      tolerance: (values: Params) => 0.03 + 3 / Math.sqrt(Math.max(1, values.writeShare * runLength(values))),
      value: denormalizedRows,
    },
    staleShare: {
      formula: "later 1 − (1 + pD)^(−J);  refresh 1 − Σ (1 − p)^(tJ) / D",
      source: "Alternating renewal process: Ross, Introduction to Probability Models, chapter 7",
      tolerance: (values: Params) => 0.03 + 3 / Math.sqrt(Math.max(1, values.writeShare * runLength(values))),
      value: staleShare,
    },
    breakEven: {
      formula: "F / J",
      source: "(1 − w)J = wF",
      tolerance: 0.1,
      value: (values: Params) => (values.writeShare === 0 ? undefined : breakEven(values)),
    },
  },
  sweep: { param: "writeShare", from: 0, to: 0.5, steps: 11 },
});
