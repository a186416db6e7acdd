/** State of the denormalization engine: the joined tables with their copies, and the rows that both designs touched. */
import type { EngineContext } from "../kernel/engine.ts";
import type { Params } from "./params.ts";
import { MaintainedJoin } from "./primitives/maintainedJoin.ts";

export type Context = EngineContext<
  "normalized" | "denormalized" | "stale",
  "operation" | "propagate" | "refresh"
>;

export interface State {
  readonly params: Params;
  /** By joined table. */
  readonly joins: MaintainedJoin[];
  reads: number;
  changes: number;
  normalizedRows: number;
  denormalizedRows: number;
  /** Copies rewritten by changes. */
  rewritten: number;
  staleReads: number;
  nextValue: number;
  paused: boolean;
  last: "none" | "read" | "change" | "upkeep";
  /** Item that was read, or row that was changed. */
  lastRow: number;
  lastTable: number;
  lastNormalized: number;
  lastDenormalized: number;
  lastStale: boolean;
}

export function createState(values: Params, ctx: Context): State {
  const { items, entities, joins } = values;
  const tables = Array.from({ length: joins }, () => new MaintainedJoin(entities, items));
  for (const table of tables) {
    for (let item = 0; item < items; item++)
      table.attach(item, Math.floor(ctx.random("references") * entities));
  }
  return {
    params: values,
    joins: tables,
    reads: 0,
    changes: 0,
    normalizedRows: 0,
    denormalizedRows: 0,
    rewritten: 0,
    staleReads: 0,
    nextValue: 1,
    paused: false,
    last: "none",
    lastRow: 0,
    lastTable: 0,
    lastNormalized: 0,
    lastDenormalized: 0,
    lastStale: false,
  };
}

/** Normalised: the item and a row of every joined table. Denormalised: the item, as old as its copies are. */
export function read(state: State, item: number): void {
  state.last = "read";
  state.lastRow = item;
  state.reads++;
  state.lastNormalized = 1 + state.joins.length;
  state.lastDenormalized = 1;
  state.lastStale = state.joins.some((join) => join.copied(item) !== join.joined(item));
  if (state.lastStale) state.staleReads++;
  book(state);
}

/** Changes one row of a joined table; its copies follow now or later. */
export function change(state: State, table: number, row: number, ctx: Context): void {
  const { params, joins } = state;
  const join = joins[table]!;
  const wasClean = join.setParent(row, state.nextValue++);
  state.last = "change";
  state.lastTable = table;
  state.lastRow = row;
  state.changes++;
  state.lastNormalized = 1;
  state.lastDenormalized = 1;
  if (params.upkeep === "at-once") {
    const rows = join.propagate(row);
    state.lastDenormalized += rows;
    state.rewritten += rows;
  } else if (params.upkeep === "later" && wasClean) ctx.schedule(params.delay, "propagate", table, row);
  book(state);
}

/** The copies of one row catch up; while upkeep is paused, they wait again. */
export function propagate(state: State, table: number, row: number, ctx: Context): void {
  if (state.paused) {
    ctx.schedule(state.params.delay, "propagate", table, row);
    return;
  }
  const rows = state.joins[table]!.propagate(row);
  state.rewritten += rows;
  upkeep(state, rows);
}

/** Every item is written anew, whether it changed or not. */
export function refresh(state: State): void {
  for (const join of state.joins) for (let row = 0; row < join.parents; row++) join.propagate(row);
  state.rewritten += state.params.items;
  upkeep(state, state.params.items);
}

function upkeep(state: State, rows: number): void {
  state.last = "upkeep";
  state.lastNormalized = 0;
  state.lastDenormalized = rows;
  book(state);
}

function book(state: State): void {
  state.normalizedRows += state.lastNormalized;
  state.denormalizedRows += state.lastDenormalized;
}
