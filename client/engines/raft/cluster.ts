/** What the host of a Raft server does: it writes, sends, applies and keeps the timer, in the order that safety asks for;
 *  and what happens to servers: they crash and start again. */
import { record } from "../kernel/histogram.ts";
import { send, take } from "../kernel/network.ts";
import { electionTimeoutMs, type RaftReady } from "./primitives/raftMessages.ts";
import { type Context, currentLeader, type State } from "./state.ts";

/** Carries out what a server wants done. */
export function carryOut(state: State, ctx: Context, id: number): void {
  const server = state.servers[id]!;
  const ready = server.ready();
  write(state, id, ready);
  state.witness.observe(id, ready, server.currentTerm, server.role === "leader");
  const afterMs = ready.vote !== undefined || ready.append !== undefined ? state.params.sync : 0;
  for (const message of ready.messages)
    send(state.network, ctx, state.wire, id, message.to, message, afterMs);
  if (server.role === "leader") timeCommits(state, ctx, ready, server.currentTerm);
  if (ready.timer !== undefined) startTimer(state, ctx, id, ready.timer);
  watchElection(state, ctx, id);
}

function write(state: State, id: number, { vote, append }: RaftReady<number>): void {
  const disk = state.disks[id]!;
  if (vote !== undefined) {
    disk.term = vote.term;
    disk.votedFor = vote.votedFor;
  }
  if (append === undefined) return;
  state.overwritten += disk.log.length - append.after;
  disk.log.length = append.after;
  for (const entry of append.entries) disk.log.push(entry);
}

/** From the moment at which the leader takes a command until it knows that a majority has it. */
function timeCommits(state: State, ctx: Context, ready: RaftReady<number>, term: number): void {
  for (const entry of ready.committed) {
    if (entry.command === undefined || entry.term !== term) continue;
    const tookMs = ctx.nowMs - state.proposedMs[entry.command]!;
    if (Number.isNaN(tookMs)) continue;
    state.proposedMs[entry.command] = NaN;
    record(state.commitTime, tookMs);
    ctx.observe("commit", tookMs);
  }
}

export function startTimer(state: State, ctx: Context, id: number, kind: "election" | "heartbeat"): void {
  const { electionMin, electionSpread, heartbeat } = state.params;
  if (state.timers[id]! >= 0) ctx.cancel(state.timers[id]!);
  const uniform = kind === "election" ? ctx.random(`election timeout ${id}`) : 0;
  const delayMs =
    kind === "election" ? electionTimeoutMs(electionMin, electionMin + electionSpread, uniform) : heartbeat;
  state.timers[id] = ctx.schedule(delayMs, "timer", id);
}

/** Counts who stands, and times how long a group is without a leader after its leader has crashed. */
function watchElection(state: State, ctx: Context, id: number): void {
  const { leaderless } = state;
  const { role, currentTerm } = state.servers[id]!;
  if (leaderless.sinceMs < 0 || role !== "leader" || currentTerm <= leaderless.term) return;
  leaderless.count++;
  leaderless.durationMs += ctx.nowMs - leaderless.sinceMs;
  if (leaderless.rivalled) leaderless.rivals++;
  leaderless.sinceMs = -1;
}

function noteCandidacy(state: State, ctx: Context, id: number): void {
  const { leaderless } = state;
  state.candidacies++;
  if (leaderless.sinceMs < 0) return;
  if (leaderless.firstStood >= 0) {
    if (leaderless.firstStood !== id) leaderless.rivalled = true;
    return;
  }
  leaderless.firstStood = id;
  leaderless.detected++;
  leaderless.detectionMs += ctx.nowMs - leaderless.sinceMs;
}

export function timerFires(state: State, ctx: Context, id: number): void {
  const server = state.servers[id]!;
  state.timers[id] = -1;
  state.lastServer = id;
  if (server.role !== "leader") noteCandidacy(state, ctx, id);
  server.timerFired();
  carryOut(state, ctx, id);
}

export function deliver(state: State, ctx: Context, slot: number): void {
  const to = state.network.to[slot]!;
  const packet = take(state.network, slot);
  state.lastServer = to;
  state.lastPacket = packet;
  if (packet === undefined) return;
  if (packet.type === "forward") {
    propose(state, ctx, to, packet.command, false);
    return;
  }
  if (state.up[to] === 0) return;
  state.servers[to]!.receive(packet, ctx.nowMs);
  carryOut(state, ctx, to);
}

/** A client gives a command to a server, which leads, or passes it on to the leader that it knows, or refuses. */
export function propose(state: State, ctx: Context, id: number, command: number, mayForward: boolean): void {
  const server = state.servers[id]!;
  state.lastServer = id;
  if (state.up[id] === 1 && server.role === "leader") {
    if (state.proposedMs[command] === undefined) state.proposedMs[command] = ctx.nowMs;
    server.propose(command);
    carryOut(state, ctx, id);
  } else if (state.up[id] === 1 && mayForward && server.leader >= 0)
    send(state.network, ctx, state.wire, id, server.leader, { type: "forward", command });
  else state.refused++;
}

export function newCommand(state: State, ctx: Context): void {
  const id = Math.floor(ctx.random("clients") * state.servers.length);
  propose(state, ctx, id, state.commands++, true);
}

/** All that is not on disk is lost, and what the server would have sent later is not sent. */
export function crash(state: State, ctx: Context, id: number): void {
  if (state.up[id] === 0) return;
  const { leaderless } = state;
  if (id === currentLeader(state) && leaderless.sinceMs < 0) {
    leaderless.sinceMs = ctx.nowMs;
    leaderless.term = state.servers[id]!.currentTerm;
    leaderless.firstStood = -1;
    leaderless.rivalled = false;
  }
  state.lastServer = id;
  state.up[id] = 0;
  state.crashes[id]!++;
  ctx.cancel(state.timers[id]!);
  state.timers[id] = -1;
}

export function restart(state: State, ctx: Context, id: number): void {
  if (state.up[id] === 1) return;
  state.lastServer = id;
  state.up[id] = 1;
  state.servers[id] = state.servers[id]!.restarted(state.disks[id]!);
  carryOut(state, ctx, id);
}

/** The faults that parameters ask for: half to one and a half times the mean lies between two of them. */
export function scheduleCrash(state: State, ctx: Context): void {
  const { crashEvery } = state.params;
  if (crashEvery > 0) ctx.schedule(crashEvery * (0.5 + ctx.random("crashes")), "crash");
}

export function crashLeader(state: State, ctx: Context): number {
  const leader = currentLeader(state);
  if (leader < 0) return -1;
  crash(state, ctx, leader);
  ctx.schedule(state.params.downtime, "restart", leader, state.crashes[leader]);
  return leader;
}
