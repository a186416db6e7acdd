/** What replicas do with requests and with each other's messages, under each choice. */
import { record } from "../kernel/histogram.ts";
import { heal, partition, send, take } from "../kernel/network.ts";
import { exponential } from "../kernel/variates.ts";
import { keepSiblings, mergeVersionVector, type Version } from "../replication/primitives/versionVector.ts";
import {
  compareTags,
  MajorityOperation,
  newerValue,
  type RegisterValue,
} from "./primitives/majorityRegister.ts";
import { type Context, cellOf, type Packet, type State, sideOf } from "./state.ts";

export function scheduleRequest(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("arrivals"), 1000 / state.params.rate), "request");
}

export function request(state: State, ctx: Context): void {
  const { params } = state;
  const replica = Math.floor(ctx.random("replicas") * params.replicas);
  const key = Math.floor(ctx.random("keys") * params.keys);
  const writes = ctx.random("kinds") < params.writeShare;
  const id = ++state.issued;
  state.lastReplica = replica;
  state.lastText = `r${replica + 1} is asked to ${writes ? "write" : "read"} k${key + 1}`;
  if (params.choice === "available") answerAlone(state, ctx, replica, key, writes ? id : undefined);
  else if (params.choice === "local-reads" && !writes) readHere(state, ctx, replica, key);
  else askMajority(state, ctx, id, replica, key, writes);
}

function askMajority(
  state: State,
  ctx: Context,
  id: number,
  replica: number,
  key: number,
  writes: boolean,
): void {
  const { replicas, timeout } = state.params;
  // Two writes of one process must not share a tag: the request's number makes them different.
  const operation = new MajorityOperation(replicas, id, writes ? id : undefined);
  const mustSee = state.doneTags[key]!;
  state.requests.set(id, { key, replica, atMs: ctx.nowMs, mustSee, operation });
  ctx.schedule(timeout, "expire", id);
  toOthers(state, ctx, replica, { type: "question", request: id, key });
  onAnswer(state, ctx, id, replica, state.values[cellOf(state, replica, key)]!);
}

function toOthers(state: State, ctx: Context, from: number, packet: Packet): void {
  for (let to = 0; to < state.params.replicas; to++)
    if (to !== from) send(state.network, ctx, state.wire, from, to, packet);
}

function onAnswer(state: State, ctx: Context, id: number, from: number, value: RegisterValue): void {
  const asked = state.requests.get(id);
  if (asked === undefined) return;
  const toStore = asked.operation.answer(from, value);
  if (toStore !== undefined) {
    keep(state, asked.replica, asked.key, toStore);
    toOthers(state, ctx, asked.replica, { type: "store", request: id, key: asked.key, value: toStore });
    asked.operation.stored(asked.replica);
  }
  if (asked.operation.done) finish(state, ctx, id);
}

function keep(state: State, replica: number, key: number, value: RegisterValue): void {
  const cell = cellOf(state, replica, key);
  state.values[cell] = newerValue(state.values[cell]!, value);
}

function finish(state: State, ctx: Context, id: number): void {
  const { key, replica, atMs, mustSee, operation } = state.requests.get(id)!;
  state.requests.delete(id);
  const { tag } = operation.result!;
  if (compareTags(tag, state.doneTags[key]!) > 0) state.doneTags[key] = tag;
  const reads = operation.newValue === undefined;
  ended(state, ctx, replica, reads, ctx.nowMs - atMs, reads && compareTags(tag, mustSee) < 0);
}

/** A replica answers from what it has, and tells the others later. */
function answerAlone(state: State, ctx: Context, replica: number, key: number, id: number | undefined): void {
  const cell = cellOf(state, replica, key);
  const known = state.versions[cell]!;
  if (id === undefined) {
    const newest = known.reduce((max, version) => Math.max(max, version.id), 0);
    ended(state, ctx, replica, true, 0, newest < state.doneIds[key]!);
    return;
  }
  const vector = new Uint32Array(state.params.replicas);
  for (const version of known) mergeVersionVector(vector, version.vector);
  vector[replica]!++;
  const versions: readonly Version[] = [{ id, vector }];
  state.versions[cell] = versions;
  state.doneIds[key] = id;
  toOthers(state, ctx, replica, { type: "spread", key, versions });
  ended(state, ctx, replica, false, 0, false);
}

function readHere(state: State, ctx: Context, replica: number, key: number): void {
  const { tag } = state.values[cellOf(state, replica, key)]!;
  ended(state, ctx, replica, true, 0, compareTags(tag, state.doneTags[key]!) < 0);
}

function ended(
  state: State,
  ctx: Context,
  replica: number,
  reads: boolean,
  tookMs: number,
  stale: boolean,
): void {
  const side = state.sides[sideOf(state, replica)];
  state.answered++;
  state.tickEnded++;
  record(reads ? state.latency : state.writeLatency, tookMs);
  ctx.observe("latency", tookMs);
  if (state.parted) side.answered++;
  state.lastReplica = replica;
  state.lastText = reads
    ? `a client of r${replica + 1} reads ${stale ? "an old value" : "the newest value"}`
    : `a write at r${replica + 1} is done`;
  if (!reads) return;
  state.reads++;
  state.tickReads++;
  if (state.parted) side.reads++;
  if (!stale) return;
  state.stale++;
  state.tickStale++;
  if (state.parted) side.stale++;
}

export function expire(state: State, id: number): void {
  const asked = state.requests.get(id);
  state.lastText = `request ${id} was answered in time`;
  if (asked === undefined) return;
  state.requests.delete(id);
  state.errors++;
  state.tickEnded++;
  state.tickErrors++;
  if (state.parted) state.sides[sideOf(state, asked.replica)].errors++;
  state.lastReplica = asked.replica;
  state.lastText = `r${asked.replica + 1} finds no majority and answers with an error`;
}

export function deliver(state: State, ctx: Context, slot: number): void {
  const { network, wire } = state;
  const [from, to] = [network.from[slot]!, network.to[slot]!];
  const packet = take(network, slot);
  state.lastReplica = to;
  state.lastText = `a message from r${from + 1} to r${to + 1} is stopped by the partition`;
  if (packet === undefined) return;
  state.lastText = `r${to + 1} gets "${packet.type}" from r${from + 1}`;
  switch (packet.type) {
    case "question": {
      const value = state.values[cellOf(state, to, packet.key)]!;
      send(network, ctx, wire, to, from, { type: "answer", request: packet.request, value });
      break;
    }
    case "answer":
      onAnswer(state, ctx, packet.request, from, packet.value);
      break;
    case "store":
      keep(state, to, packet.key, packet.value);
      send(network, ctx, wire, to, from, { type: "stored", request: packet.request });
      break;
    case "stored": {
      const asked = state.requests.get(packet.request);
      asked?.operation.stored(from);
      if (asked?.operation.done) finish(state, ctx, packet.request);
      break;
    }
    case "spread": {
      const cell = cellOf(state, to, packet.key);
      for (const version of packet.versions)
        state.versions[cell] = keepSiblings(state.versions[cell]!, version);
    }
  }
}

export function part(state: State, ctx: Context, lengthMs: number, count: number): void {
  const first = state.params.replicas - count;
  partition(state.network, (replica) => replica < first);
  state.parted = true;
  state.lastText = `the last ${count} of ${state.params.replicas} replicas are cut off`;
  if (lengthMs > 0) ctx.schedule(lengthMs, "heal");
}

/** The sides meet again: keys that both have written have several values, and everybody is told of them. */
export function rejoin(state: State, ctx: Context): void {
  state.lastText = "the network was whole already";
  if (!state.parted) return;
  const { params, network, versions } = state;
  let conflicts = 0;
  for (let key = 0; key < params.keys; key++) {
    let all: readonly Version[] = [];
    for (let replica = 0; replica < params.replicas; replica++)
      for (const version of versions[cellOf(state, replica, key)]!) all = keepSiblings(all, version);
    if (all.length > 1) conflicts++;
  }
  heal(network);
  state.parted = false;
  state.heals++;
  state.conflicts += conflicts;
  state.lastText = `the sides hear each other again, ${conflicts} keys have more than one value`;
  if (params.choice === "available") tellAll(state, ctx);
}

function tellAll(state: State, ctx: Context): void {
  const { params, versions } = state;
  for (let replica = 0; replica < params.replicas; replica++)
    for (let key = 0; key < params.keys; key++)
      if (versions[cellOf(state, replica, key)]!.length > 0)
        toOthers(state, ctx, replica, {
          type: "spread",
          key,
          versions: versions[cellOf(state, replica, key)]!,
        });
}
