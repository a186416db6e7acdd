/** What happens at both ends: the handshake, segments, acknowledgements, the timer, and datagrams. */
import { packetMs, SEGMENT_BYTES, segmentsOf } from "./params.ts";
import { land, transmit } from "./path.ts";
import { ReassemblyBuffer } from "./primitives/reassemblyBuffer.ts";
import { ACKS_SHOWN, accrueWindow, type Context, createSender, type State } from "./state.ts";

/** Steps of the handshake, as the event's first number. */
export const SYN = 0;
export const SYN_ACK = 1;

/** Opens a connection, or in the case of UDP begins to send. */
export function open(state: State, ctx: Context): void {
  if (state.params.transport === "udp") ctx.schedule(0, "datagram", 0, state.connection);
  else ctx.schedule(0, "syn", SYN, state.connection);
}

/** The connection is closed and opened anew: a handshake, and a window that begins small. */
export function reopen(state: State, ctx: Context): void {
  if (state.params.transport === "udp") return;
  accrueWindow(state, ctx.nowMs);
  state.connection++;
  state.deliveredBefore = state.delivered;
  state.established = false;
  state.synTimeoutMs = 1000;
  state.sender = createSender(state.params);
  state.receiver = new ReassemblyBuffer(state.params.receiveWindow);
  state.fate.fill(0);
  state.timerSet = false;
  open(state, ctx);
}

/** A SYN leaves, or is answered; it is subject to the way's losses like any packet. */
export function shake(state: State, ctx: Context, step: number, connection: number): void {
  if (connection !== state.connection || state.established) return;
  if (step === SYN_ACK) {
    state.established = true;
    pump(state, ctx);
    return;
  }
  const lost = ctx.random("syn") < state.params.loss || ctx.nowMs < state.downUntilMs;
  if (!lost) ctx.schedule(state.roundTripMs, "syn", SYN_ACK, connection);
  // RFC 6298, section 5: tried again after a second, then after two, four …
  ctx.schedule(state.synTimeoutMs, "syn", SYN, connection);
  state.synTimeoutMs = Math.min(60_000, state.synTimeoutMs * 2);
}

/** Sends what the window allows, and sees to it that the timer is watched. */
export function pump(state: State, ctx: Context): void {
  const { sender } = state;
  const limit = segmentsOf(state.params) - state.deliveredBefore;
  for (;;) {
    const before = sender.sent;
    const segment = sender.nextToSend(ctx.nowMs, limit);
    if (segment < 0) break;
    if (segment < before) state.retransmitted++;
    transmit(state, ctx, segment);
  }
  if (state.timerSet || sender.expiresMs === Infinity) return;
  state.timerSet = true;
  ctx.schedule(Math.max(0, sender.expiresMs - ctx.nowMs), "timer", 0, state.connection);
}

/** A timer is not cancelled with each acknowledgement: when it rings too early, it is set anew. */
export function ring(state: State, ctx: Context, _a: number, connection: number): void {
  if (connection !== state.connection) return;
  state.timerSet = false;
  if (state.sender.expiresMs <= ctx.nowMs) {
    accrueWindow(state, ctx.nowMs);
    state.timeouts++;
    state.sender.onTimeout(ctx.nowMs);
  }
  pump(state, ctx);
}

/** A segment reaches the receiver, which acknowledges each at once. */
export function arrive(state: State, ctx: Context, segment: number, connection: number): void {
  const now = ctx.nowMs;
  if (!land(state, now, segment, connection)) return;
  if (state.params.transport === "udp") {
    deliver(state, now, 1);
    return;
  }
  const { receiver } = state;
  const from = receiver.next;
  const reception = receiver.receive(segment);
  if (reception === "early") state.earlyMs[segment % receiver.window] = now;
  for (let freed = from + 1; freed < receiver.next; freed++) {
    state.waited++;
    state.waitMs += now - state.earlyMs[freed % receiver.window]!;
  }
  if (receiver.next > from) deliver(state, now, receiver.next - from);
  state.ackSentMs[state.acks++ % ACKS_SHOWN] = now;
  ctx.schedule(state.roundTripMs / 2, "ack", receiver.next, connection);
}

export function acknowledge(state: State, ctx: Context, next: number, connection: number): void {
  if (connection !== state.connection) return;
  accrueWindow(state, ctx.nowMs);
  if (state.sender.onAck(next, ctx.nowMs) === "loss") state.fastRetransmits++;
  pump(state, ctx);
}

/** UDP's sender: one datagram after another at the program's own pace. */
export function sendDatagram(state: State, ctx: Context): void {
  if (state.nextDatagram >= segmentsOf(state.params)) return;
  transmit(state, ctx, state.nextDatagram++);
  const intervalMs = (SEGMENT_BYTES * 8) / (state.params.datagramRate * 1000);
  ctx.schedule(intervalMs, "datagram", 0, state.connection);
}

function deliver(state: State, nowMs: number, segments: number): void {
  if (state.firstByteMs < 0) state.firstByteMs = nowMs;
  state.delivered += segments;
  if (state.doneMs < 0 && state.delivered >= segmentsOf(state.params)) state.doneMs = nowMs;
}

/** The slowest link gets another bandwidth; what is queued goes out at the new pace. */
export function changeBandwidth(state: State, nowMs: number, bandwidth: number): void {
  const waiting = Math.max(0, state.linkFreeMs - nowMs);
  const scale = packetMs(bandwidth) / state.packetMs;
  state.packetMs = packetMs(bandwidth);
  state.linkFreeMs = nowMs + waiting * scale;
}
