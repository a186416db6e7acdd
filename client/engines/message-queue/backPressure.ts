/** The producer's pace: when it sends next, and how a full queue holds it up. */
import { exponential } from "../kernel/variates.ts";
import { type Context, KEY, type State } from "./state.ts";

export function scheduleMessage(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("arrivals"), 1000 / state.params.arrivalRate), "produce");
}

/** Room has come: what was held is sent, and then the producer goes on. */
export function unblock(state: State, ctx: Context): void {
  const { held, queue, messages } = state;
  while (held.length > 0 && !queue.full) {
    const message = held.shift()!;
    queue.send(message, messages.get(message, KEY));
  }
  if (!state.paused || held.length > 0) return;
  state.paused = false;
  state.blockedMs += ctx.nowMs - state.blockedSinceMs;
  scheduleMessage(state, ctx);
}
