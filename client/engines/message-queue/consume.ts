/** What consumers do with messages: receive, work, acknowledge; or crash, fail, and be late. */
import { record } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { unblock } from "./backPressure.ts";
import { SEEN_MS } from "./params.ts";
import {
  type Context,
  CRASHED,
  CREATED,
  DEAD,
  DELIVERIES,
  DONE,
  EFFECTS,
  FAILED,
  ID,
  IDLE,
  KEY,
  POISON,
  SEQUENCE,
  type State,
  WORKING,
} from "./state.ts";

/** Every idle consumer takes a message while there is one. */
export function feed(state: State, ctx: Context): void {
  const { mode } = state.consumers;
  if (state.away) return;
  for (let consumer = 0; consumer < mode.length; consumer++) {
    if (mode[consumer] !== IDLE) continue;
    const receipt = state.queue.receive(ctx.nowMs);
    if (receipt < 0) break;
    work(state, ctx, consumer, receipt);
    unblock(state, ctx);
  }
  watchLeases(state, ctx);
}

function work(state: State, ctx: Context, consumer: number, receipt: number): void {
  const { consumers, messages, params, queue } = state;
  const message = queue.messageOf(receipt);
  // Drawn whatever happens, so that the streams stay in step.
  const usualMs = exponential(ctx.random("work"), params.work);
  const crashes = ctx.random("crashes") < params.crashShare;
  if (messages.get(message, DELIVERIES) === 0) firstDelivery(state, ctx, message);
  messages.set(message, DELIVERIES, messages.get(message, DELIVERIES) + 1);
  state.deliveries++;
  consumers.mode[consumer] = WORKING;
  consumers.receipt[consumer] = receipt;
  consumers.message[consumer] = message;
  consumers.id[consumer] = messages.get(message, ID);
  consumers.sinceMs[consumer] = ctx.nowMs;
  const seen = params.idempotent && messages.get(message, EFFECTS) > 0;
  const outcome = crashes ? CRASHED : messages.get(message, POISON) === 1 ? FAILED : DONE;
  const lengthMs = seen ? SEEN_MS : crashes ? usualMs / 2 : usualMs;
  consumers.outcome[consumer] = outcome;
  consumers.end[consumer] = ctx.schedule(lengthMs, "done", consumer, outcome);
  if (params.acknowledge === "before") settle(state, consumer, outcome === DONE);
}

function firstDelivery(state: State, ctx: Context, message: number): void {
  const waitMs = ctx.nowMs - state.messages.get(message, CREATED);
  state.started++;
  state.waitMs += waitMs;
  state.lastAgeMs = waitMs;
  if (!state.measuring) return;
  state.measuredStarted++;
  state.measuredWaitMs += waitMs;
  record(state.age, waitMs);
}

/** Acknowledged on receipt: whatever comes of it, the queue forgets it. */
function settle(state: State, consumer: number, good: boolean): void {
  const { consumers, queue, messages } = state;
  const message = consumers.message[consumer]!;
  queue.acknowledge(consumers.receipt[consumer]!);
  noteOrder(state, message);
  state.acknowledged++;
  state.settledDeliveries += messages.get(message, DELIVERIES);
  if (!good) state.lost++;
  messages.release(message);
}

export function done(state: State, ctx: Context, consumer: number, outcome: number): void {
  const { consumers, params } = state;
  state.lastConsumer = consumer;
  state.lastOutcome = outcome;
  if (outcome === CRASHED) {
    consumers.mode[consumer] = DEAD;
    ctx.schedule(params.restart, "restarted", consumer);
    return;
  }
  consumers.mode[consumer] = IDLE;
  if (params.acknowledge === "after") {
    if (outcome === FAILED) fail(state, consumer);
    else finish(state, consumer);
  }
  feed(state, ctx);
}

/** Given back at once. */
function fail(state: State, consumer: number): void {
  const dead = state.queue.giveBack(state.consumers.receipt[consumer]!);
  if (dead >= 0) bury(state, dead);
}

function finish(state: State, consumer: number): void {
  const { consumers, messages, queue, params } = state;
  const message = consumers.message[consumer]!;
  const there = messages.has(message) && messages.get(message, ID) === consumers.id[consumer]!;
  const effects = there ? messages.get(message, EFFECTS) : 1;
  // Whoever checks last finds the effect of the one that was quicker, unless both are at it.
  if (effects === 0 || !params.idempotent) {
    if (effects > 0) state.doubleEffects++;
    if (there) messages.set(message, EFFECTS, effects + 1);
  }
  if (!queue.acknowledge(consumers.receipt[consumer]!)) return;
  noteOrder(state, message);
  state.acknowledged++;
  state.settledDeliveries += messages.get(message, DELIVERIES);
  messages.release(message);
}

/** Compares with the last message of this key that was settled. */
function noteOrder(state: State, message: number): void {
  const key = state.messages.get(message, KEY);
  const sequence = state.messages.get(message, SEQUENCE);
  if (sequence < state.settled[key]!) {
    state.outOfOrder++;
    if (state.params.ordered) state.settledOutOfOrder++;
  } else state.settled[key] = sequence;
}

function bury(state: State, message: number): void {
  state.dead++;
  state.settledDeliveries += state.messages.get(message, DELIVERIES);
  state.messages.release(message);
}

/** Leases that have run out by now: their messages wait again, or are dead. */
export function expire(state: State, ctx: Context): void {
  const { queue } = state;
  state.expiryMs = Infinity;
  while (queue.nextDeadlineMs <= ctx.nowMs) {
    const dead = queue.expireNext(ctx.nowMs);
    if (dead >= 0) bury(state, dead);
  }
  feed(state, ctx);
  watchLeases(state, ctx);
}

/** One wake-up at a time is enough: deadlines only move away. */
export function watchLeases(state: State, ctx: Context): void {
  const next = state.queue.nextDeadlineMs;
  if (state.expiryMs < Infinity || next === Infinity) return;
  state.expiryMs = next;
  ctx.schedule(next - ctx.nowMs, "expire");
}

/** Killed from outside: whatever it does ends here, and its lease runs out. */
export function kill(state: State, ctx: Context, consumer: number): void {
  const { consumers, params } = state;
  if (consumers.mode[consumer] === DEAD) return;
  if (consumers.mode[consumer] === WORKING) {
    ctx.cancel(consumers.end[consumer]!);
    if (params.acknowledge === "before" && consumers.outcome[consumer] === DONE) state.lost++;
  }
  consumers.mode[consumer] = DEAD;
  ctx.schedule(params.restart, "restarted", consumer);
}

export function restarted(state: State, ctx: Context, consumer: number): void {
  state.consumers.mode[consumer] = IDLE;
  state.lastConsumer = consumer;
  feed(state, ctx);
}
