/** State of the object store: where each chunk lies, the bytes of it, and what was lost and read so far. */
import type { EngineContext } from "../kernel/engine.ts";
import { exponential } from "../kernel/variates.ts";
import { codeOf, type Params } from "./params.ts";
import { ReedSolomon } from "./primitives/reedSolomon.ts";

export type Context = EngineContext<"missing" | "lost", "fail" | "repair">;

/** Bytes of a chunk: few, but real ones. */
export const CHUNK_BYTES = 8;

export interface State {
  readonly params: Params;
  readonly code: ReedSolomon;
  /** Chunks of an object. */
  readonly chunks: number;
  /** By object and chunk: its node, −1 while it is missing. */
  readonly nodeOf: Int32Array;
  /** By object and chunk: grows when it goes or comes, so that repairs that are under way know whether they still matter. */
  readonly versions: Int32Array;
  /** By object and chunk: its bytes, zeros while it is missing. */
  readonly bytes: Uint8Array;
  /** By object and chunk: what the bytes must be; for the check alone. */
  readonly originals: Uint8Array;
  missing: number;
  failures: number;
  repairs: number;
  /** Chunks that repairs have read. */
  chunksRead: number;
  lost: number;
  /** Σ missing chunks × ms. */
  missingTime: number;
  countedUntil: number;
  stalled: boolean;
  /** Of the latest event: the node that failed or the place that was repaired, −1 for none. */
  lastNode: number;
  lastPlace: number;
  lastLost: number;
}

export function createState(values: Params, ctx: Context): State {
  const { needed, spare } = codeOf(values);
  const chunks = needed + spare;
  const places = values.objects * chunks;
  const state: State = {
    params: values,
    code: new ReedSolomon(needed, spare),
    chunks,
    nodeOf: new Int32Array(places).fill(-1),
    versions: new Int32Array(places),
    bytes: new Uint8Array(places * CHUNK_BYTES),
    originals: new Uint8Array(places * CHUNK_BYTES),
    missing: places,
    failures: 0,
    repairs: 0,
    chunksRead: 0,
    lost: 0,
    missingTime: 0,
    countedUntil: 0,
    stalled: false,
    lastNode: -1,
    lastPlace: -1,
    lastLost: 0,
  };
  for (let object = 0; object < values.objects; object++) upload(state, object, ctx);
  return state;
}

/** Writes new content, encoded, to nodes of which none has another chunk of the object. */
function upload(state: State, object: number, ctx: Context): void {
  const { code, chunks, nodeOf, versions, bytes, originals } = state;
  const data = Array.from({ length: code.dataShards }, () => {
    const word = Math.floor(ctx.random("content") * 0x100000000);
    return Uint8Array.from({ length: CHUNK_BYTES }, (_, i) => Math.imul(word ^ i, 0x9e3779b1) >>> 24);
  });
  [...data, ...code.encode(data)].forEach((shard, chunk) => {
    const place = object * chunks + chunk;
    bytes.set(shard, place * CHUNK_BYTES);
    originals.set(shard, place * CHUNK_BYTES);
    if (nodeOf[place]! < 0) state.missing--;
    nodeOf[place] = -1;
  });
  for (let chunk = 0; chunk < chunks; chunk++) {
    const place = object * chunks + chunk;
    nodeOf[place] = freeNode(state, object, ctx);
    versions[place]!++;
  }
}

/** A random one of the nodes that hold no chunk of the object. */
function freeNode({ params, chunks, nodeOf }: State, object: number, ctx: Context): number {
  const taken = nodeOf.subarray(object * chunks, (object + 1) * chunks);
  let free = 0;
  for (let node = 0; node < params.nodes; node++) if (!taken.includes(node)) free++;
  let left = Math.floor(ctx.random("placement") * free);
  for (let node = 0; node < params.nodes; node++) if (!taken.includes(node) && left-- === 0) return node;
  throw new RangeError("fewer nodes than chunks of an object");
}

function count(state: State, nowMs: number): void {
  state.missingTime += state.missing * (nowMs - state.countedUntil);
  state.countedUntil = nowMs;
}

/** Mean missing chunks so far, as a share of all. */
export function missingShare(state: State, nowMs: number): number {
  const time = state.missingTime + state.missing * (nowMs - state.countedUntil);
  return nowMs === 0 ? 0 : time / nowMs / state.nodeOf.length;
}

/** All chunks of the nodes are gone at once; an empty disk takes each node's place, and repairs begin. */
export function failNodes(state: State, nodes: ReadonlySet<number>, ctx: Context): void {
  const { chunks, nodeOf, versions, bytes, params } = state;
  count(state, ctx.nowMs);
  state.failures += nodes.size;
  state.lastLost = 0;
  for (let object = 0; object < params.objects; object++) {
    let gone = 0;
    for (let place = object * chunks; place < (object + 1) * chunks; place++) {
      if (nodes.has(nodeOf[place]!)) {
        nodeOf[place] = -1;
        versions[place]!++;
        state.missing++;
        bytes.fill(0, place * CHUNK_BYTES, (place + 1) * CHUNK_BYTES);
        scheduleRepair(state, place, ctx);
      }
      if (nodeOf[place]! < 0) gone++;
    }
    if (gone <= state.code.parityShards) continue;
    state.lost++;
    state.lastLost++;
    upload(state, object, ctx);
  }
  ctx.observe("missing", state.missing);
  ctx.observe("lost", state.lost);
}

function scheduleRepair({ params, versions }: State, place: number, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("repairs"), params.repairMs), "repair", place, versions[place]!);
}

/** Begins anew what came due, or would have, while repairs were stalled: exponential times have no memory. */
export function resumeRepairs(state: State, ctx: Context): void {
  if (!state.stalled) return;
  state.stalled = false;
  state.nodeOf.forEach((node, place) => {
    if (node >= 0) return;
    state.versions[place]!++;
    scheduleRepair(state, place, ctx);
  });
}

/** Makes the chunk anew from as many others as the code needs, on another node. False when it is not to be repaired any
 *  more, or not now. */
export function repair(state: State, place: number, version: number, ctx: Context): boolean {
  const { chunks, nodeOf, versions, bytes, code } = state;
  if (versions[place] !== version || state.stalled) return false;
  count(state, ctx.nowMs);
  const object = Math.floor(place / chunks);
  const shards = Array.from({ length: chunks }, (_, chunk) => {
    const other = object * chunks + chunk;
    return nodeOf[other]! < 0 ? undefined : bytes.subarray(other * CHUNK_BYTES, (other + 1) * CHUNK_BYTES);
  });
  bytes.set(code.rebuild(shards, [place - object * chunks])[0]!, place * CHUNK_BYTES);
  nodeOf[place] = freeNode(state, object, ctx);
  versions[place]!++;
  state.missing--;
  state.repairs++;
  state.chunksRead += code.dataShards;
  ctx.observe("missing", state.missing);
  return true;
}
