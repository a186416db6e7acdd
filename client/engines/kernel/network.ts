/**
 * A simulated network for engines whose servers talk: every message has a delay of its own, may be lost, may come twice,
 * may overtake another, and does not pass a partition. Sending schedules the event `deliver` with the number of a slot;
 * the engine's handler takes the message out of it.
 *
 *     on: { deliver: (state, ctx, slot) => { const message = take(state.network, slot); if (message) … } }
 *
 * Plain data, so that it can be part of an engine's state; messages are plain data too, and nobody changes one once it is
 * sent. Numbers come from four streams of their own, each drawn whether or not it matters, so that neither a fault nor a
 * changed probability shifts the delays of other messages.
 */
import type { EventHandle } from "./engine.ts";
import { exponential } from "./variates.ts";

/** What the network needs of an engine's context. */
export interface NetworkContext {
  readonly nowMs: number;
  random(stream: string): number;
  schedule(delayMs: number, event: "deliver", slot?: number, b?: number): EventHandle;
}

/** How links behave, all of them alike. */
export interface Wire {
  /** No message is faster than this. */
  readonly latencyMs: number;
  /** Mean of an exponential time on top: most messages are quick, some are late. */
  readonly jitterMs: number;
  /** Probability that a message is lost. */
  readonly loss: number;
  /** Probability that it comes twice, the second time after a delay of its own. */
  readonly duplication: number;
  /** As on one connection: no message overtakes another on the same link. */
  readonly ordered: boolean;
}

export interface Network<Message> {
  readonly nodes: number;
  /** By node: the side of the partition that it is on. Only nodes of one side hear each other. */
  readonly side: Int32Array;
  /** By directed link, `from · nodes + to`: when the last message arrives, for ordered links. */
  readonly lastDueMs: Float64Array;
  /** By slot; undefined where a slot is free. */
  readonly messages: (Message | undefined)[];
  readonly from: number[];
  readonly to: number[];
  readonly sentMs: number[];
  readonly dueMs: number[];
  readonly free: number[];
  /** Messages under way. */
  inFlight: number;
  sent: number;
  delivered: number;
  /** By chance, by `dropAll`, or because too many were under way. */
  lost: number;
  /** Stopped by a partition, before or after they set out. */
  blocked: number;
  duplicated: number;
}

/** Messages under way at most; beyond it the network is congested and loses what is sent. */
export const MESSAGES_IN_FLIGHT = 20_000;

/** @throws RangeError when `nodes` is no whole number from 1 to 1000: links are kept in a square. */
export function createNetwork<Message>(nodes: number): Network<Message> {
  if (!Number.isInteger(nodes) || nodes < 1 || nodes > 1000)
    throw new RangeError(`nodes must be a whole number from 1 to 1000, not ${nodes}`);
  return {
    nodes,
    side: new Int32Array(nodes),
    lastDueMs: new Float64Array(nodes * nodes),
    messages: [],
    from: [],
    to: [],
    sentMs: [],
    dueMs: [],
    free: [],
    inFlight: 0,
    sent: 0,
    delivered: 0,
    lost: 0,
    blocked: 0,
    duplicated: 0,
  };
}

/** Sends a message; `afterMs` is what the sender takes before it sets out. Returns its slot, or −1 when it is lost. */
export function send<Message>(
  network: Network<Message>,
  ctx: NetworkContext,
  wire: Wire,
  from: number,
  to: number,
  message: Message,
  afterMs = 0,
): number {
  const delayMs = afterMs + wire.latencyMs + exponential(ctx.random("network delay"), wire.jitterMs);
  const lost = ctx.random("network loss") < wire.loss;
  const copied = ctx.random("network copies") < wire.duplication;
  const copyDelayMs = afterMs + wire.latencyMs + exponential(ctx.random("network copy delay"), wire.jitterMs);
  network.sent++;
  if (!connected(network, from, to)) {
    network.blocked++;
    return -1;
  }
  if (copied) {
    network.duplicated++;
    launch(network, ctx, wire, from, to, message, copyDelayMs);
  }
  if (lost) {
    network.lost++;
    return -1;
  }
  return launch(network, ctx, wire, from, to, message, delayMs);
}

function launch<Message>(
  network: Network<Message>,
  ctx: NetworkContext,
  wire: Wire,
  from: number,
  to: number,
  message: Message,
  delayMs: number,
): number {
  if (network.inFlight >= MESSAGES_IN_FLIGHT) {
    network.lost++;
    return -1;
  }
  const link = from * network.nodes + to;
  let dueMs = ctx.nowMs + delayMs;
  if (wire.ordered) dueMs = network.lastDueMs[link] = Math.max(dueMs, network.lastDueMs[link]!);
  const slot = network.free.pop() ?? network.messages.length;
  network.messages[slot] = message;
  network.from[slot] = from;
  network.to[slot] = to;
  network.sentMs[slot] = ctx.nowMs;
  network.dueMs[slot] = dueMs;
  network.inFlight++;
  ctx.schedule(Math.max(0, dueMs - ctx.nowMs), "deliver", slot);
  return slot;
}

/** The message that arrives in this slot; undefined when a partition or a fault has taken it meanwhile. Sender and
 *  receiver are in `from` and `to` until the next message is sent. */
export function take<Message>(network: Network<Message>, slot: number): Message | undefined {
  const message = network.messages[slot];
  network.messages[slot] = undefined;
  network.free.push(slot);
  if (message === undefined) return undefined;
  network.inFlight--;
  if (!connected(network, network.from[slot]!, network.to[slot]!)) {
    network.blocked++;
    return undefined;
  }
  network.delivered++;
  return message;
}

export function connected({ side }: Network<unknown>, from: number, to: number): boolean {
  return side[from] === side[to];
}

/** Splits the nodes: those for which `inFirst` holds hear each other, and so do the others. Earlier splits are forgotten. */
export function partition(network: Network<unknown>, inFirst: (node: number) => boolean): void {
  for (let node = 0; node < network.nodes; node++) network.side[node] = inFirst(node) ? 0 : 1;
}

/** Cuts one node off from all others. */
export function isolate(network: Network<unknown>, node: number): void {
  network.side[node] = network.nodes + node;
}

export function heal(network: Network<unknown>): void {
  network.side.fill(0);
}

export function isPartitioned({ side }: Network<unknown>): boolean {
  return side.some((value) => value !== side[0]);
}

/** Loses what is under way, or of it what `lost` says; returns how many messages. Their slots come free when they would
 *  have arrived. */
export function dropAll(
  network: Network<unknown>,
  lost: (from: number, to: number) => boolean = () => true,
): number {
  let dropped = 0;
  for (let slot = 0; slot < network.messages.length; slot++) {
    if (network.messages[slot] === undefined || !lost(network.from[slot]!, network.to[slot]!)) continue;
    network.messages[slot] = undefined;
    dropped++;
  }
  network.lost += dropped;
  network.inFlight -= dropped;
  return dropped;
}

/** Messages under way, oldest slots first, `limit` at most. */
export function underWay<Message>(
  network: Network<Message>,
  nowMs: number,
  limit: number,
): { readonly from: number; readonly to: number; readonly progress: number; readonly message: Message }[] {
  const found = [];
  for (let slot = 0; slot < network.messages.length && found.length < limit; slot++) {
    const message = network.messages[slot];
    if (message === undefined) continue;
    const wholeMs = network.dueMs[slot]! - network.sentMs[slot]!;
    const progress = wholeMs > 0 ? Math.min(1, Math.max(0, (nowMs - network.sentMs[slot]!) / wholeMs)) : 1;
    found.push({ from: network.from[slot]!, to: network.to[slot]!, progress, message });
  }
  return found;
}

/** What must hold at every moment: every copy that was made has arrived, is lost, was stopped, or is under way. */
export function networkLeak(network: Network<unknown>): string | undefined {
  const { sent, duplicated, delivered, lost, blocked, inFlight } = network;
  return sent + duplicated === delivered + lost + blocked + inFlight
    ? undefined
    : `${sent} messages and ${duplicated} copies were sent, ${delivered + lost + blocked + inFlight} are accounted for`;
}
