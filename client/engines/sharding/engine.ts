/** Sharding: rows of uneven tenants on shards by several keys and schemes, queries that ask one or all, and a further shard. */
import { defineEngine } from "../kernel/engine.ts";
import { OPERATIONS, type Params, params, RESHARD_AT } from "./params.ts";
import { presets } from "./presets.ts";
import { shardOf } from "./router.ts";
import { scene } from "./scene.ts";
import {
  type Context,
  createState,
  hottestNow,
  imbalance,
  kept,
  query,
  reshard,
  type State,
  startingShards,
  writeRow,
} from "./state.ts";
import {
  askedShards,
  askedTolerance,
  evenPeak,
  largestOwnerShare,
  largestOwnerTolerance,
  movedShare,
  movedTolerance,
  slowShare,
  slowTolerance,
} from "./theory.ts";

const OBSERVE_EVERY = 50;
/** Rows whose shard an invariant looks up again. */
const WATCHED = 16;
const BEFORE = "Until the further shard joins.";

function row(state: State, ctx: Context): void {
  writeRow(state, ctx);
  query(state, ctx);
  if (state.rows === RESHARD_AT) reshard(state);
  if (state.rows % OBSERVE_EVERY === 0) {
    ctx.observe("imbalance", imbalance(state));
    ctx.observe("asked", state.lastAsked);
    ctx.observe("hottest", hottestNow(state));
  }
  ctx.schedule(1, "row");
}

/** Every row is counted once, and lies where the router looks for it. */
function brokenInvariant(state: State): string | undefined {
  const rows = kept(state);
  const sum = state.counts.reduce((total, count) => total + count, 0);
  if (sum !== rows) return `shards count ${sum} rows of ${rows}`;
  if (state.counts.some((count, shard) => count < 0 || (count > 0 && shard >= state.router.shards)))
    return "a shard that does not exist has rows";
  for (let i = 0; i < Math.min(WATCHED, rows); i++) {
    const place = Math.floor((rows * i) / WATCHED);
    const shard = shardOf(state.router, state.hashes[place]!, state.positions[place]!, state.tables[place]!);
    if (shard !== state.owners[place])
      return `row ${place} lies on s${state.owners[place]} and is looked for on s${shard}`;
  }
  return state.lastAsked <= state.router.shards ? undefined : `${state.lastAsked} shards were asked`;
}

const ratio = (sum: number, count: number): number => (count === 0 ? NaN : sum / count);

export const sharding = defineEngine({
  id: "sharding",
  term: "sharding",
  title: "Sharding",
  kind: "operations",
  summary:
    "Rows of uneven tenants are written to shards, queries ask for them, and one more shard joins. See what the shard key decides: load, fan-out, movement.",
  leavesOut:
    "Moving rows takes no time and costs no load; there are no replicas and no transactions; all rows and queries weigh the same.",
  params,
  presets,
  defaultUntil: OPERATIONS,
  series: {
    imbalance: { title: "Fullest shard over mean", unit: "ratio", aggregation: "last", points: 200 },
    hottest: { title: "Latest rows on one shard", unit: "ratio", aggregation: "mean", points: 200 },
    asked: { title: "Shards a query asks", unit: "count", aggregation: "mean", points: 200 },
  },
  metrics: {
    peak: {
      title: "Fullest shard over mean",
      help: BEFORE,
      unit: "ratio",
      value: (state: State) => ratio(state.before.hottest * startingShards(state), state.before.rows),
    },
    largestOwnerShare: {
      title: "Rows on the largest tenant's shard",
      help: `${BEFORE} Of its first key, where it is salted or rows are not placed by tenant.`,
      unit: "ratio",
      value: (state) => ratio(state.before.ofLargest, state.before.rows),
    },
    hottestNow: { title: "Latest 200 rows on one shard", unit: "ratio", value: hottestNow },
    askedShards: {
      title: "Shards a query asks",
      help: BEFORE,
      unit: "count",
      value: (state) => ratio(state.before.asked, state.before.queries),
    },
    slowQueries: {
      title: "Queries that meet a slow shard",
      help: BEFORE,
      unit: "ratio",
      value: (state) => ratio(state.before.slow, state.before.queries),
    },
    movedShare: {
      title: "Rows moved by one more shard",
      help: "A federation cannot be divided further this way, and moves none.",
      unit: "ratio",
      value: (state) => (Number.isNaN(state.movedShare) && state.rows >= RESHARD_AT ? 0 : state.movedShare),
    },
    shards: { title: "Shards now", unit: "count", value: (state) => state.router.shards },
  },
  actions: {
    addShard: {
      title: "Add a shard",
      help: "One more at once: what moves depends on the scheme. Ranges are cut where the fullest has its middle.",
      run: (state: State) => reshard(state),
    },
    burst: {
      title: "A tenant becomes hot",
      help: "The smallest tenant writes everything for a while, as after a mention in the news.",
      argument: {
        kind: "number",
        label: "Rows",
        help: "How many it writes.",
        default: 500,
        min: 1,
        max: 10_000,
        unit: "count",
        integer: true,
      },
      run: (state: State, _ctx: Context, rows) => {
        state.burstLeft += rows;
      },
    },
  },
  init: (values, ctx) => {
    ctx.schedule(1, "row");
    return createState(values, ctx);
  },
  on: { row },
  scene,
  describe: (_event, _a, _b, state) => {
    const slow = state.lastSlow ? ", and waits for a slow one" : "";
    const asked = state.lastAsked === 1 ? "1 shard" : `${state.lastAsked} shards`;
    return `A row of tenant ${state.lastTenant} goes to s${state.lastShard}; a query asks ${asked}${slow}`;
  },
  check: brokenInvariant,
  theory: {
    peak: {
      formula: "by id 1 + √(2n·ln n / N);  ranges of a sequence n;  federation n·(largest table)",
      source: "Raab, Steger, Balls into bins, RANDOM 1998, for N ≫ n·ln n",
      tolerance: 0.06,
      value: (values: Params) => evenPeak(values),
    },
    largestOwnerShare: {
      formula: "p + (1 − p)/n, p = Zipf's first share over its salts",
      source: "Mean over the placement of all other keys",
      tolerance: largestOwnerTolerance,
      value: (values: Params) => largestOwnerShare(values),
    },
    askedShards: {
      formula: "by tenant 1 − f + f·n;  else n",
      source: "Scatter and gather: Kleppmann, Designing Data-Intensive Applications, 2017, chapter 6",
      tolerance: askedTolerance,
      value: (values: Params) => askedShards(values),
    },
    slowQueries: {
      formula: "1 − (1 − p)ⁿ for each that asks n",
      source: "Dean, Barroso, The tail at scale, CACM 56(2), 2013",
      tolerance: slowTolerance,
      value: (values: Params) => slowShare(values),
    },
    movedShare: {
      formula: "slots, ring 1 / (n + 1);  modulo n / (n + 1);  ranges of a sequence 1/2",
      source: "Karger et al., STOC 1997; Redis Cluster specification",
      tolerance: movedTolerance,
      value: (values: Params) => movedShare(values),
    },
  },
  sweep: { param: "shards", from: 2, to: 32, steps: 6 },
});
