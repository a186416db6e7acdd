/** How messages come into the queue, and what happens when there is no room. */
import { scheduleMessage } from "./backPressure.ts";
import { feed } from "./consume.ts";
import { type Context, CREATED, ID, KEY, POISON, SEQUENCE, type State } from "./state.ts";

/** One message; unless it is `extra`, the next one follows by itself. */
export function produce(state: State, ctx: Context, extra: number): void {
  const again = extra === 0;
  const { params, messages } = state;
  const key = Math.floor(ctx.random("keys") * params.keys);
  const poison = ctx.random("poison") < params.poisonShare;
  const luck = ctx.random("shedding");
  state.produced++;
  if (state.measuring) state.measuredProduced++;
  state.lastConsumer = -1;
  if (params.overflow === "shed" && sheds(state, luck)) {
    refuse(state);
    if (again) scheduleMessage(state, ctx);
    return;
  }
  const message = messages.take();
  messages.set(message, ID, ++state.ids);
  messages.set(message, KEY, key);
  messages.set(message, SEQUENCE, ++state.sent[key]!);
  messages.set(message, CREATED, ctx.nowMs);
  messages.set(message, POISON, poison ? 1 : 0);
  const sent = send(state, ctx, message);
  if (again && sent) scheduleMessage(state, ctx);
  else if (again) {
    state.paused = true;
    state.blockedSinceMs = ctx.nowMs;
  }
}

/** From half full on the chance to be refused grows, until nothing is let in when it is full. */
function sheds({ queue, params }: State, luck: number): boolean {
  const half = params.capacity / 2;
  return luck < (queue.waiting - half) / half;
}

function refuse(state: State): void {
  state.refused++;
  if (state.measuring) state.measuredRefused++;
}

/** False when it is held until there is room. */
function send(state: State, ctx: Context, message: number): boolean {
  const { queue, messages, params } = state;
  const key = messages.get(message, KEY);
  if (queue.full) {
    if (params.overflow === "block") {
      state.held.push(message);
      return false;
    }
    // Messages that came back may have made it more than full.
    while (queue.full) {
      const oldest = params.overflow === "drop-oldest" ? queue.dropOldest() : -1;
      if (oldest < 0) {
        refuse(state);
        messages.release(message);
        return true;
      }
      state.droppedOldest++;
      if (state.measuring) state.measuredRefused++;
      messages.release(oldest);
    }
  }
  queue.send(message, key);
  feed(state, ctx);
  return true;
}
