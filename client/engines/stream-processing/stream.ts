/** What happens to events: they happen, travel, arrive out of order, and fall into windows whose results are told. */
import { exponential } from "../kernel/variates.ts";
import { measuredUntilMs, runLengthMs } from "./params.ts";
import { tumblingStart } from "./primitives/windowAssigners.ts";
import type { OpenWindow } from "./primitives/windowOperator.ts";
import { type Context, noteResult, type State } from "./state.ts";

/** How much slower everything travels for a while. */
export const SLOWER = 5;

export function scheduleEvent(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("events"), 1000 / state.params.rate), "happen");
}

/** One event happens; unless it is `extra`, the next one follows by itself. */
export function happen(state: State, ctx: Context, extra: number): void {
  const { params } = state;
  state.happened++;
  const user = Math.floor(ctx.random("users") * params.users);
  // Both drawn whatever happens, so that the streams stay in step.
  const offline = ctx.random("offline") < params.offlineShare;
  const uniform = ctx.random("delay");
  let delayMs = exponential(uniform, offline ? params.offlineDelay : params.delay);
  if (ctx.nowMs < state.slowUntilMs) delayMs *= SLOWER;
  // What happens without a connection is sent when there is one again.
  const arrivesMs = Math.max(ctx.nowMs, state.offlineUntilMs) + delayMs;
  ctx.schedule(arrivesMs - ctx.nowMs, "arrive", ctx.nowMs, user);
  if (extra === 0) scheduleEvent(state, ctx);
}

export function arrive(state: State, ctx: Context, eventMs: number, user: number): void {
  const { params, operator, watermark } = state;
  const emit = (window: OpenWindow, correction: boolean) => tell(state, ctx, window, correction);
  const { onTime, late, dropped } = operator;
  state.arrived++;
  state.lastEventMs = eventMs;
  state.lastDelayMs = ctx.nowMs - eventMs;
  const atMs = params.time === "processing" ? ctx.nowMs : eventMs;
  // What is due by the clock is told before the event that comes after it.
  if (params.time !== "event") operator.advance(clockMs(state, ctx.nowMs), emit);
  operator.add(user, atMs, 1, emit);
  if (tumblingStart(atMs, params.size) !== tumblingStart(eventMs, params.size)) state.misplaced++;
  state.lastDropped = operator.dropped > dropped;
  if (eventMs < measuredUntilMs(params)) {
    state.onTime += operator.onTime - onTime;
    state.late += operator.late - late;
    state.dropped += operator.dropped - dropped;
  }
  if (params.time !== "event") return;
  watermark.see(eventMs);
  const before = operator.watermarkMs;
  operator.advance(watermark.watermarkMs, emit);
  if (operator.watermarkMs < before) state.watermarkFell = true;
}

/** Event time that is settled by the clock alone: now, or what a batch run looks at by now. */
function clockMs({ params }: State, nowMs: number): number {
  return params.time === "batch" ? nowMs - params.batchWait : nowMs;
}

function tell(state: State, ctx: Context, window: OpenWindow, correction: boolean): void {
  noteResult(state, window, correction);
  if (correction) {
    state.corrections++;
    return;
  }
  state.firstResults++;
  state.told += window.count;
  state.firstDelayMs += ctx.nowMs - window.endMs;
  ctx.observe("delay", ctx.nowMs - window.endMs);
}

/** Without a watermark results are told by the clock. */
export function clock(state: State, ctx: Context): void {
  const { operator } = state;
  operator.advance(clockMs(state, ctx.nowMs), (window, correction) => tell(state, ctx, window, correction));
  ctx.schedule(clockStepMs(state), "clock");
}

/** Often enough to tell each window at its end. */
export function clockStepMs({ params }: State): number {
  const least = params.kind === "session" ? params.gap : params.size / params.overlap;
  return Math.max(least / 4, runLengthMs(params) / 4000);
}
