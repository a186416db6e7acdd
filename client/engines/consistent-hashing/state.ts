/** State of the consistent-hashing engine, and what a change of membership does to the keys. */
import type { EngineContext } from "../kernel/engine.ts";
import type { Params } from "./params.ts";
import { HashRing } from "./primitives/hashRing.ts";
import { JumpTable } from "./primitives/jumpHash.ts";
import { MaglevTable, primeFrom } from "./primitives/maglevTable.ts";
import { ModuloTable } from "./primitives/moduloTable.ts";
import { MultiProbeRing } from "./primitives/multiProbeRing.ts";
import type { Placement } from "./primitives/placement.ts";
import { RendezvousTable } from "./primitives/rendezvousTable.ts";

export type Context = EngineContext<"moved" | "peak" | "deviation", "place" | "join" | "leave">;

/** Nodes at most, however many are added by hand. */
export const MAX_NODES = 128;

export interface State {
  readonly params: Params;
  /** Nodes are numbers that are never used again. */
  readonly placement: Placement<number>;
  readonly keyHashes: Uint32Array;
  /** By key: its node. */
  readonly owners: Uint32Array;
  /** By key: 1 when the latest change moved it. */
  readonly movedKeys: Uint8Array;
  /** By present node: the lowest number that none of the others has, which gives it a colour for as long as it stays. */
  readonly seats: Map<number, number>;
  placed: number;
  nextNode: number;
  joins: number;
  leaves: number;
  joinMovedSum: number;
  leaveMovedSum: number;
  /** Over the states with as many nodes as at the start: the squared deviation of the shares, as a ratio to the mean. */
  spreadSum: number;
  spreadCount: number;
  lastNode: number;
  lastMoved: number;
  /** Keys that moved though neither their old nor their new node joined or left. */
  strayMoves: number;
  /** Those of them that a joining node caused. */
  strayMovesOnJoin: number;
}

function createPlacement(values: Params, seed: number): Placement<number> {
  switch (values.scheme) {
    case "ring":
      return new HashRing(values.virtualNodes, seed);
    case "jump":
      return new JumpTable(seed);
    case "rendezvous":
      return new RendezvousTable(seed);
    case "maglev":
      return new MaglevTable(primeFrom(values.tableSize), seed);
    case "multi-probe":
      return new MultiProbeRing(values.probes, seed);
    default:
      return new ModuloTable(seed);
  }
}

export function createState(values: Params, ctx: Context): State {
  // Another seed of the run is another seed of the hash: other points, other keys.
  const seed = Math.floor(ctx.random("hash") * 0x100000000);
  const placement = createPlacement(values, seed);
  for (let node = 0; node < values.nodes; node++) placement.add(node);
  return {
    params: values,
    placement,
    keyHashes: Uint32Array.from({ length: values.keys }, () => Math.floor(ctx.random("keys") * 0x100000000)),
    owners: new Uint32Array(values.keys),
    movedKeys: new Uint8Array(values.keys),
    seats: new Map(placement.nodes().map((node) => [node, node])),
    placed: 0,
    nextNode: values.nodes,
    joins: 0,
    leaves: 0,
    joinMovedSum: 0,
    leaveMovedSum: 0,
    spreadSum: 0,
    spreadCount: 0,
    lastNode: -1,
    lastMoved: 0,
    strayMoves: 0,
    strayMovesOnJoin: 0,
  };
}

/** Places keys up to `end`. */
export function placeKeys(state: State, end: number): void {
  for (; state.placed < end; state.placed++) {
    state.owners[state.placed] = state.placement.ownerOfHash(state.keyHashes[state.placed]!)!;
  }
}

export function join(state: State, ctx: Context): void {
  if (state.placement.size >= MAX_NODES) return;
  const node = state.nextNode++;
  state.placement.add(node);
  state.seats.set(node, freeSeat(state));
  const strayBefore = state.strayMoves;
  reassign(state, node);
  state.strayMovesOnJoin += state.strayMoves - strayBefore;
  state.joins++;
  state.joinMovedSum += movedShare(state);
  observeChange(state, ctx);
}

function freeSeat({ seats }: State): number {
  const taken = new Set(seats.values());
  let seat = 0;
  while (taken.has(seat)) seat++;
  return seat;
}

/** Does nothing when it is the last node. */
export function leave(state: State, ctx: Context, node: number): void {
  if (state.placement.size <= 1) return;
  state.placement.remove(node);
  state.seats.delete(node);
  reassign(state, node);
  state.leaves++;
  state.leaveMovedSum += movedShare(state);
  observeChange(state, ctx);
}

function reassign(state: State, changed: number): void {
  const { placement, owners, keyHashes, movedKeys } = state;
  let moved = 0;
  for (let key = 0; key < state.placed; key++) {
    const before = owners[key]!;
    const after = placement.ownerOfHash(keyHashes[key]!)!;
    movedKeys[key] = before === after ? 0 : 1;
    if (before === after) continue;
    moved++;
    if (before !== changed && after !== changed) state.strayMoves++;
    owners[key] = after;
  }
  state.lastNode = changed;
  state.lastMoved = moved;
}

function movedShare(state: State): number {
  return state.placed === 0 ? 0 : state.lastMoved / state.placed;
}

/** Mean share of the keys that a change moved though it did not concern them. */
export function strayShare(state: State): number {
  const changes = state.joins + state.leaves;
  return changes === 0 || state.placed === 0 ? NaN : state.strayMoves / state.placed / changes;
}

/** Keys of each node, in the order of the placement's nodes. */
export function keysPerNode(state: State): Float64Array {
  const nodes = state.placement.nodes();
  const indexes = new Map(nodes.map((node, i) => [node, i]));
  const counts = new Float64Array(nodes.length);
  for (let key = 0; key < state.placed; key++) counts[indexes.get(state.owners[key]!)!]!++;
  return counts;
}

/** Largest share and standard deviation of the shares, both over the mean. */
export function spread(state: State): { peak: number; deviation: number } {
  const counts = keysPerNode(state);
  const mean = state.placed / counts.length;
  let [peak, squares] = [0, 0];
  for (const count of counts) {
    peak = Math.max(peak, count);
    squares += (count - mean) * (count - mean);
  }
  return { peak: peak / mean, deviation: Math.sqrt(squares / counts.length) / mean };
}

function observeChange(state: State, ctx: Context): void {
  if (state.placed === 0) return;
  ctx.observe("moved", movedShare(state));
  observeShares(state, ctx);
}

/** Records how even the shares are; called once all keys are placed and after each change. */
export function observeShares(state: State, ctx: Context): void {
  if (state.placed === 0) return;
  const { peak, deviation } = spread(state);
  ctx.observe("peak", peak);
  ctx.observe("deviation", deviation);
  if (state.placement.size !== state.params.nodes || state.placed < state.params.keys) return;
  state.spreadSum += deviation * deviation;
  state.spreadCount++;
}
