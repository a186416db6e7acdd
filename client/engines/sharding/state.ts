/** State of the sharding engine: rows on shards, queries that ask one or all of them, and what a further shard moved. */
import type { EngineContext } from "../kernel/engine.ts";
import { pow } from "../kernel/math.ts";
import { Zipf } from "../kernel/zipf.ts";
import { OPERATIONS, type Params, RESHARD_AT, shardsAtStart, TABLES } from "./params.ts";
import { addShard, createRouter, keyHash, keyPosition, type Router, shardOf } from "./router.ts";

export type Context = EngineContext<"imbalance" | "asked" | "hottest", "row">;

export const MAX_SHARDS = 64;
/** Rows at most: the latest of a run that goes on take the places of the oldest. */
const MAX_ROWS = 2 * OPERATIONS;
/** Rows of which the load of shards is told. */
export const RECENT = 200;

export interface State {
  readonly params: Params;
  readonly zipf: Zipf;
  readonly router: Router;
  readonly salt: number;
  /** By row. */
  readonly hashes: Uint32Array;
  readonly positions: Float64Array;
  readonly tables: Uint8Array;
  readonly owners: Uint8Array;
  rows: number;
  /** By shard: its rows, and rows among the latest. */
  readonly counts: Float64Array;
  readonly recent: Float64Array;
  /** Until another shard joins. */
  readonly before: {
    rows: number;
    hottest: number;
    ofLargest: number;
    queries: number;
    asked: number;
    slow: number;
  };
  /** Share of the rows that the latest further shard moved; NaN before. */
  movedShare: number;
  burstLeft: number;
  lastTenant: number;
  lastShard: number;
  lastAsked: number;
  lastSlow: boolean;
}

export function createState(values: Params, ctx: Context): State {
  return {
    params: values,
    zipf: new Zipf(values.tenants, values.exponent),
    router: createRouter(values, Math.floor(ctx.random("hash") * 0x100000000)),
    salt: Math.floor(ctx.random("hash") * 0x100000000),
    hashes: new Uint32Array(MAX_ROWS),
    positions: new Float64Array(MAX_ROWS),
    tables: new Uint8Array(MAX_ROWS),
    owners: new Uint8Array(MAX_ROWS),
    rows: 0,
    counts: new Float64Array(MAX_SHARDS),
    recent: new Float64Array(MAX_SHARDS),
    before: { rows: 0, hottest: 0, ofLargest: 0, queries: 0, asked: 0, slow: 0 },
    movedShare: NaN,
    burstLeft: 0,
    lastTenant: 0,
    lastShard: 0,
    lastAsked: 0,
    lastSlow: false,
  };
}

export const kept = (state: State): number => Math.min(state.rows, MAX_ROWS);

function nextTenant(state: State, ctx: Context): number {
  const drawn = state.zipf.sample(ctx.random("tenants"));
  if (state.burstLeft === 0) return drawn;
  state.burstLeft--;
  return state.params.tenants - 1;
}

/** The shard of the largest tenant's first key: all its rows, unless it is salted. */
function largestOwner({ params, router, salt }: State): number {
  return shardOf(router, keyHash(params, salt, 0, 0, 0), keyPosition(params, salt, 0, 0, 0), 0);
}

export function writeRow(state: State, ctx: Context): void {
  const { params, router, salt } = state;
  const tenant = nextTenant(state, ctx);
  const part = tenant === 0 ? Math.floor(ctx.random("salts") * params.salts) : 0;
  const draw = ctx.random("tables");
  const table = draw < TABLES[0] ? 0 : draw < TABLES[0] + TABLES[1] ? 1 : 2;
  const id = state.rows;
  const place = id % MAX_ROWS;
  if (id >= MAX_ROWS) state.counts[state.owners[place]!]!--;
  state.hashes[place] = keyHash(params, salt, tenant, id, part);
  state.positions[place] = keyPosition(params, salt, tenant, id, part);
  state.tables[place] = table;
  const shard = shardOf(router, state.hashes[place]!, state.positions[place]!, table);
  state.owners[place] = shard;
  state.counts[shard]!++;
  if (id >= RECENT) state.recent[state.owners[(id - RECENT) % MAX_ROWS]!]!--;
  state.recent[shard]!++;
  state.rows++;
  state.lastTenant = tenant;
  state.lastShard = shard;
  if (id >= RESHARD_AT) return;
  state.before.rows++;
  // Until then shards only grow, so that the fullest ever is the fullest now.
  state.before.hottest = Math.max(state.before.hottest, state.counts[shard]!);
  if (shard === largestOwner(state)) state.before.ofLargest++;
}

/** A tenant's rows, or everybody's: how many shards must be asked, and whether one of them is slow. */
export function query(state: State, ctx: Context): void {
  const { params, router } = state;
  const isReport = ctx.random("reports") < params.reports;
  const tenant = state.zipf.sample(ctx.random("queries"));
  state.lastAsked = isReport ? router.shards : shardsOfTenant(state, tenant);
  // One number whatever is asked, so that another key does not shift what follows: all are quick with probability (1 − p)^asked.
  const isSlow = ctx.random("slow") >= pow(1 - params.slow, state.lastAsked);
  state.lastSlow = isSlow;
  if (state.rows > RESHARD_AT) return;
  state.before.queries++;
  state.before.asked += state.lastAsked;
  if (isSlow) state.before.slow++;
}

/** A federation's ordinary query concerns one table. */
function shardsOfTenant({ params, router, salt }: State, tenant: number): number {
  if (params.scheme === "federation") return 1;
  if (params.scheme === "range" && params.key === "compound") {
    // The compound key begins with the tenant, and a range keeps the order.
    return tenant === 0 ? Math.min(router.shards, params.salts) : 1;
  }
  if (params.key !== "tenant") return router.shards;
  if (tenant !== 0) return 1;
  const asked = new Set<number>();
  for (let part = 0; part < params.salts; part++)
    asked.add(shardOf(router, keyHash(params, salt, 0, 0, part), keyPosition(params, salt, 0, 0, part), 0));
  return asked.size;
}

/** One more shard: rows are placed anew, and those that changed are counted. */
export function reshard(state: State): void {
  const { router } = state;
  if (router.shards >= MAX_SHARDS || !addShard(router, middleOfFullest(state))) return;
  let moved = 0;
  const rows = kept(state);
  for (let place = 0; place < rows; place++) {
    const shard = shardOf(router, state.hashes[place]!, state.positions[place]!, state.tables[place]!);
    if (shard === state.owners[place]) continue;
    state.counts[state.owners[place]!]!--;
    state.counts[shard]!++;
    state.owners[place] = shard;
    moved++;
  }
  state.recent.fill(0);
  for (let id = Math.max(0, state.rows - RECENT); id < state.rows; id++)
    state.recent[state.owners[id % MAX_ROWS]!]!++;
  state.movedShare = rows === 0 ? NaN : moved / rows;
}

/** The middle of the fullest shard's keys in their order. */
function middleOfFullest(state: State): number {
  const fullest = state.counts.indexOf(Math.max(...state.counts));
  const keys: number[] = [];
  for (let place = 0; place < kept(state); place++)
    if (state.owners[place] === fullest) keys.push(state.positions[place]!);
  keys.sort((left, right) => left - right);
  return keys[keys.length >> 1] ?? 0.5;
}

/** The fullest shard over the mean. */
export function imbalance({ counts, router, rows }: State): number {
  return rows === 0 ? NaN : (Math.max(...counts) * router.shards) / Math.min(rows, MAX_ROWS);
}

/** Share of the latest rows that went to one shard. */
export function hottestNow(state: State): number {
  return state.rows === 0 ? NaN : Math.max(...state.recent) / Math.min(state.rows, RECENT);
}

export function startingShards(state: State): number {
  return shardsAtStart(state.params);
}
