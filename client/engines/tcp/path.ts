/** The way from sender to receiver: one slowest link with a buffer before it, and losses. */
import { ARRIVED, type Context, LOST, queued, type State, UNDER_WAY } from "./state.ts";

/** Hands a packet to the way: it is lost, dropped, or arrives when it can. */
export function transmit(state: State, ctx: Context, segment: number): void {
  const now = ctx.nowMs;
  const slot = segment & (state.fate.length - 1);
  // Drawn even when unused, so that the stream stays in step when another parameter changes.
  const unlucky = isUnlucky(state, ctx.random("loss"));
  state.sent++;
  state.sentMs[slot] = now;
  if (queued(state, now) >= state.params.buffer + 1) {
    state.dropped++;
    state.fate[slot] = LOST;
    return;
  }
  state.linkFreeMs = Math.max(state.linkFreeMs, now) + state.packetMs;
  if (unlucky || now < state.downUntilMs || takeDrop(state)) {
    state.lost++;
    state.fate[slot] = LOST;
    return;
  }
  const travelMs = state.linkFreeMs - now + state.roundTripMs / 2;
  state.arrivesMs[slot] = now + travelMs;
  state.fate[slot] = UNDER_WAY;
  state.underWay++;
  ctx.schedule(travelMs, "segment", segment, state.connection);
}

/** Counts an arrival; false when it belongs to a connection that is gone. */
export function land(state: State, nowMs: number, segment: number, connection: number): boolean {
  state.underWay--;
  if (connection !== state.connection) {
    state.voided++;
    return false;
  }
  const slot = segment & (state.fate.length - 1);
  state.arrived++;
  state.travelMs += nowMs - state.sentMs[slot]!;
  state.fate[slot] = ARRIVED;
  return true;
}

function isUnlucky(state: State, uniform: number): boolean {
  const { loss, pattern } = state.params;
  if (pattern === "random") return uniform < loss;
  if (loss === 0 || ++state.sinceLoss < Math.round(1 / loss)) return false;
  state.sinceLoss = 0;
  return true;
}

function takeDrop(state: State): boolean {
  if (state.dropNext === 0) return false;
  state.dropNext--;
  return true;
}
