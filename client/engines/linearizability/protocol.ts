/**
 * What clients and nodes send each other. An operation has one phase or two: it asks one node or all of them, and then it
 * may have to write. Messages take their time and overtake each other; what a node does when one arrives is atomic.
 *
 * The quorum register is the multi-writer one of N. Lynch and A. Shvartsman (FTCS 1997) after H. Attiya, A. Bar-Noy,
 * D. Dolev, "Sharing memory robustly in message-passing systems", J. ACM 42(1), 1995.
 */
import { exponential } from "../kernel/variates.ts";
import { finish } from "./history.ts";
import { type Context, NOTHING, type Node, type Operation, operationAt, type State } from "./state.ts";

const REPLY = 1;
const PHASES = 4;
const NODES = 8;
/** Replication from the leader, which belongs to no phase. */
const REPLICATE = 3;

/** A message's second number: phase, node, and whether it is on its way back. */
const code = (phase: number, node: number, reply: number): number => (phase * NODES + node) * 2 + reply;

function send(state: State, ctx: Context, serial: number, message: number): void {
  const delayMs = exponential(ctx.random("delay"), state.params.delay);
  if (ctx.random("loss") >= state.params.loss) ctx.schedule(delayMs, "message", serial, message);
}

const isQuorum = ({ params }: State): boolean => params.system === "quorum" || params.system === "abd";

const majority = (state: State): number => (state.nodes.length >> 1) + 1;

/** Sends what the operation's phase asks for. */
export function beginPhase(state: State, ctx: Context, serial: number, operation: Operation): void {
  const { phase } = operation;
  operation.replies = 0;
  if (isQuorum(state)) {
    for (let node = 0; node < state.nodes.length; node++) send(state, ctx, serial, code(phase, node, 0));
    return;
  }
  const anyNode = state.params.system === "follower-reads" && operation.f === "read";
  const node = anyNode ? Math.floor(ctx.random("replica") * state.nodes.length) : 0;
  send(state, ctx, serial, code(phase, node, 0));
}

export function onMessage(state: State, ctx: Context, serial: number, message: number): void {
  const operation = operationAt(state, serial);
  if (operation === undefined) return;
  const phase = (message >> 4) % PHASES;
  const number = (message >> 1) % NODES;
  const node = state.nodes[number]!;
  if ((message & 1) === REPLY) {
    if (operation.outcome === "open" && operation.phase === phase)
      onReply(state, ctx, serial, operation, number);
    return;
  }
  if (node.down) return;
  if (phase === REPLICATE) {
    overwrite(node, operation.version, operation.written);
    return;
  }
  serve(state, ctx, serial, operation, node, phase, number);
  send(state, ctx, serial, code(phase, number, REPLY));
}

function overwrite(node: Node, version: number, value: number): void {
  if (version <= node.version) return;
  node.version = version;
  node.value = value;
}

/** What a node does, at once, with a request. */
function serve(
  state: State,
  ctx: Context,
  serial: number,
  operation: Operation,
  node: Node,
  phase: number,
  number: number,
): void {
  if (isQuorum(state)) {
    if (phase === 2) overwrite(node, operation.version, operation.written);
  } else if (operation.f === "enqueue" || operation.f === "dequeue")
    serveQueue(state, operation, node, phase);
  else serveRegister(state, operation, node, phase);
  if (operation.f === "enqueue" || operation.f === "dequeue") return;
  operation.answerVersions[number] = node.version;
  operation.answerValues[number] = node.value;
  if (state.params.system === "follower-reads" && operation.written === node.value && operation.version > 0) {
    for (let other = 1; other < state.nodes.length; other++)
      send(state, ctx, serial, code(REPLICATE, other, 0));
  }
}

function serveRegister(state: State, operation: Operation, node: Node, phase: number): void {
  const { f, value, expected } = operation;
  if (f === "read") return;
  // In two steps the first only looks; the client compares.
  if (f === "cas" && state.params.system === "check-then-set" && phase === 1) return;
  if (f === "cas" && state.params.system !== "check-then-set" && node.value !== expected) {
    operation.version = -1;
    return;
  }
  operation.version = ++node.version;
  operation.written = value;
  node.value = value;
}

function serveQueue(state: State, operation: Operation, node: Node, phase: number): void {
  if (operation.f === "enqueue") node.items.push(operation.value);
  else if (state.params.system === "queue") operation.seenValue = node.items.shift() ?? NOTHING;
  else if (phase === 1) operation.seenValue = node.items[0] ?? NOTHING;
  else {
    const at = node.items.indexOf(operation.seenValue);
    if (at >= 0) node.items.splice(at, 1);
  }
}

function onReply(state: State, ctx: Context, serial: number, operation: Operation, node: number): void {
  operation.replies++;
  if (isQuorum(state)) onQuorumReply(state, ctx, serial, operation, node);
  else onSingleReply(state, ctx, serial, operation, node);
}

function onSingleReply(state: State, ctx: Context, serial: number, operation: Operation, node: number): void {
  const { f, phase } = operation;
  const { system } = state.params;
  if (f === "read") finish(state, ctx, serial, "ok", operation.answerValues[node]!);
  else if (f === "enqueue" || f === "write") finish(state, ctx, serial, "ok", NOTHING);
  else if (f === "dequeue") {
    if (system === "queue-peek" && phase === 1 && operation.seenValue !== NOTHING)
      nextPhase(state, ctx, serial, operation);
    else finish(state, ctx, serial, "ok", operation.seenValue);
  } else if (system === "check-then-set" && phase === 1) {
    if (operation.answerValues[node] === operation.expected) nextPhase(state, ctx, serial, operation);
    else finish(state, ctx, serial, "fail", NOTHING);
  } else finish(state, ctx, serial, operation.version < 0 ? "fail" : "ok", NOTHING);
}

function onQuorumReply(state: State, ctx: Context, serial: number, operation: Operation, node: number): void {
  if (operation.phase === 1 && operation.answerVersions[node]! >= operation.seenVersion) {
    operation.seenVersion = operation.answerVersions[node]!;
    operation.seenValue = operation.answerValues[node]!;
  }
  if (operation.replies < majority(state)) return;
  const reads = operation.f === "read";
  if (operation.phase === 1 && (!reads || state.params.system === "abd")) {
    // Versions are told apart by the client, and a client has one write under way: no two writes share one.
    const round = Math.floor(operation.seenVersion / VERSIONS) + 1;
    operation.version = reads ? operation.seenVersion : round * VERSIONS + (serial % VERSIONS);
    operation.written = reads ? operation.seenValue : operation.value;
    nextPhase(state, ctx, serial, operation);
  } else finish(state, ctx, serial, "ok", reads ? operation.seenValue : NOTHING);
}

/** More than there are operations in a history, so that the rest of the number tells writers apart. */
const VERSIONS = 1024;

function nextPhase(state: State, ctx: Context, serial: number, operation: Operation): void {
  operation.phase = 2;
  beginPhase(state, ctx, serial, operation);
}
