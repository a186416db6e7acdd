/** What clients do: write, wait for as many copies as the mode asks for, then read the key twice. */
import { record } from "../kernel/histogram.ts";
import { connected, send, take } from "../kernel/network.ts";
import { exponential } from "../kernel/variates.ts";
import { awaited, hasLeader, isMultiLeader, quorums } from "./params.ts";
import { type Context, cellOf, clientOf, randomUp, type Session, type State } from "./state.ts";
import { nextVersion, store } from "./store.ts";

/** A write that is not done by then has failed, for all that its client knows. */
export const GIVE_UP_MS = 1000;

export function scheduleWrite(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("writes"), 1000 / state.params.writeRate), "write");
}

export function write(state: State, ctx: Context): void {
  const { params, up } = state;
  const id = ++state.writes;
  const key = Math.floor(ctx.random("keys") * params.keys);
  const home = writesTo(state, ctx);
  const readsFrom = randomUp(state, ctx, "sticky follower", home);
  state.lastKey = key;
  state.lastReplica = home;
  if (home < 0 || (home < up.length && up[home] === 0)) {
    state.failed++;
    state.lastText = "fails, nobody takes it";
    return;
  }
  const session: Session = { key, home, readsFrom, atMs: ctx.nowMs, got: 0, done: false, seen: 0 };
  state.sessions.set(id, session);
  state.lastText = home === clientOf(state) ? "goes to all replicas" : `is taken by r${home + 1}`;
  spread(state, ctx, id, session);
  if (awaited(params) === 0) finish(state, ctx, id, session);
  else ctx.schedule(GIVE_UP_MS, "expire", id);
}

/** The leader, the client's own leader, or the client itself, who asks all replicas. */
function writesTo(state: State, ctx: Context): number {
  if (hasLeader(state.params)) return state.leader;
  return isMultiLeader(state.params) ? randomUp(state, ctx, "client's leader") : clientOf(state);
}

function spread(state: State, ctx: Context, id: number, { key, home }: Session): void {
  const { params, network, wire, up } = state;
  const version = isMultiLeader(params) ? nextVersion(state, home, key, id) : undefined;
  const update = { id, key, version, hintFor: -1 };
  if (home < up.length) store(state, home, update);
  for (let to = 0; to < up.length; to++) {
    if (to === home) continue;
    const standIn = up[to] === 0 && params.mode === "leaderless" && params.handoff ? nextUp(state, to) : -1;
    if (standIn >= 0) send(network, ctx, wire, home, standIn, { ...update, hintFor: to });
    else send(network, ctx, wire, home, to, update);
  }
}

/** The next replica that is up after one that is down. */
function nextUp({ up }: State, replica: number): number {
  for (let i = 1; i < up.length; i++) {
    const other = (replica + i) % up.length;
    if (up[other] === 1) return other;
  }
  return -1;
}

export function deliver(state: State, ctx: Context, slot: number): void {
  const { network, up, sessions } = state;
  const to = network.to[slot]!;
  const sentMs = network.sentMs[slot]!;
  const update = take(network, slot);
  state.lastReplica = to;
  state.lastText = "a write is stopped on its way";
  if (update === undefined || up[to] === 0) return;
  const { id, key, hintFor } = update;
  state.lastKey = key;
  if (hintFor >= 0) state.hints[to]!.put(hintFor, key, id);
  else store(state, to, update);
  state.lastText = `write ${id} reaches r${to + 1}${hintFor >= 0 ? `, as a hint for r${hintFor + 1}` : ""}`;
  ctx.observe("lag", ctx.nowMs - sentMs);
  const session = sessions.get(id);
  if (session === undefined || session.done) return;
  session.got++;
  if (session.got >= awaited(state.params)) finish(state, ctx, id, session);
}

function finish(state: State, ctx: Context, id: number, session: Session): void {
  session.done = true;
  record(state.writeTime, ctx.nowMs - session.atMs);
  if (hasLeader(state.params)) {
    // Not in the order of the log when connections differ, but nearly: those before it are sought from the end.
    state.doneIds.push(id);
    if (state.doneIds.length > 4000) state.doneIds.splice(0, 2000);
  }
  ctx.schedule(state.params.readAfter, "read", id, 0);
}

export function expire(state: State, id: number): void {
  const session = state.sessions.get(id);
  state.lastText = `write ${id} was done in time`;
  if (session === undefined || session.done) return;
  state.sessions.delete(id);
  state.failed++;
  state.lastText = `write ${id} is given up`;
}

/** A client reads the key that it wrote: it should see its write or a newer one, and never less than it has seen before. */
export function read(state: State, ctx: Context, id: number, second: number): void {
  const session = state.sessions.get(id)!;
  const seen =
    state.params.mode === "leaderless" ? readQuorum(state, ctx, session) : readOne(state, ctx, session);
  if (second === 0) ctx.schedule(state.params.readAfter, "read", id, 1);
  else state.sessions.delete(id);
  if (seen < 0) {
    state.failedReads++;
    state.lastText = "a read fails, too few replicas are up";
    return;
  }
  if (second === 0) {
    state.firstReads++;
    state.tickReads++;
    session.seen = seen;
    if (seen < id) {
      state.staleOwn++;
      state.tickStale++;
    }
    state.lastText = seen < id ? `a client does not find its write ${id}` : `a client finds its write ${id}`;
    return;
  }
  state.secondReads++;
  if (seen < session.seen) state.backwards++;
  state.lastText = seen < session.seen ? "a second read shows an older value" : "a second read agrees";
}

function readOne(state: State, ctx: Context, session: Session): number {
  const { readFrom } = state.params;
  const random = randomUp(state, ctx, "reads", hasLeader(state.params) ? state.leader : session.home);
  const from = readFrom === "leader" ? session.home : readFrom === "sticky" ? session.readsFrom : random;
  state.lastReplica = from;
  return from < 0 || state.up[from] === 0 ? -1 : state.latest[cellOf(state, from, session.key)]!;
}

/** Asks R replicas that are up, takes the newest answer, and repairs the others if asked to. */
function readQuorum(state: State, ctx: Context, { key }: Session): number {
  const { params, up, latest, network } = state;
  const { r } = quorums(params);
  const asked: number[] = [];
  const candidates: number[] = [];
  for (let i = 0; i < up.length; i++)
    if (up[i] === 1 && connected(network, clientOf(state), i)) candidates.push(i);
  for (let i = 0; i < r; i++) {
    // Drawn for every place, whoever is up, so that the stream stays in step.
    const place = Math.floor(ctx.random("reads") * candidates.length);
    if (candidates.length > 0) asked.push(...candidates.splice(place, 1));
  }
  if (asked.length < r) return -1;
  const newest = Math.max(...asked.map((replica) => latest[cellOf(state, replica, key)]!));
  state.lastReplica = asked[0]!;
  if (!params.readRepair) return newest;
  for (const replica of asked) {
    if (latest[cellOf(state, replica, key)]! >= newest) continue;
    store(state, replica, { id: newest, key, version: undefined, hintFor: -1 });
    state.repaired++;
  }
  return newest;
}
