/** What must hold after every event, whatever is lost and when. */
import type { State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { sender, receiver, params } = state;
  const fates = state.lost + state.dropped + state.arrived + state.voided + state.underWay;
  if (state.sent !== fates) return `${state.sent} packets were sent, the fate of ${fates} is known`;
  if (params.transport === "udp") {
    return state.delivered === state.arrived ? undefined : "a datagram arrived and was not delivered";
  }
  if (state.delivered !== state.deliveredBefore + receiver.next) {
    return `${state.delivered} segments were delivered, ${receiver.next} are there in order`;
  }
  if (sender.unacknowledged > receiver.next) return "a segment is acknowledged that has not come";
  if (receiver.next > sender.sent) return "a segment came that was never sent";
  if (sender.flight > params.receiveWindow)
    return `${sender.flight} segments are under way, beyond the window`;
  if (receiver.waiting > params.receiveWindow - 1) return "more segments wait than there is room for";
  const { window, threshold } = sender.control;
  if (!(window >= 1 && threshold >= 2)) return `the window is ${window}, the threshold ${threshold}`;
  // Without the timer a lost last segment would wait for ever.
  const watched = state.timerSet || !state.established;
  return sender.flight > 0 && !watched ? "segments are under way and no timer runs" : undefined;
}
