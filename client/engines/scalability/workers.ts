/**
 * What workers do: compute their parallel part, then hold the lock for the serial part and for keeping in step with each other
 * worker. In rounds all begin and queue together; job by job each goes on when it is done; scaled, one serial part serves a
 * round.
 */
import { exponential } from "../kernel/variates.ts";
import { become, COMPUTES, type Context, HOLDS, IDLE, type State, WAITS } from "./state.ts";

/** Time behind the lock for one job, with this many workers to keep in step with. */
export function holdMs({ params, active }: Pick<State, "params" | "active">): number {
  return params.jobMs * (params.contention + params.coherence * (active - 1));
}

/** Begins the first round, or sets all to work. */
export function begin(state: State, ctx: Context): void {
  if (state.params.work === "jobs") recruit(state, ctx);
  else beginRound(state, ctx);
}

function beginRound(state: State, ctx: Context): void {
  state.active = state.wanted;
  state.computed = 0;
  state.released = 0;
  for (let worker = 0; worker < state.active; worker++) compute(state, ctx, worker);
}

/** Sets those to work who are wanted and idle. */
export function recruit(state: State, ctx: Context): void {
  for (let worker = 0; worker < state.wanted; worker++) {
    if (state.doing[worker] !== IDLE) continue;
    state.active++;
    compute(state, ctx, worker);
  }
}

function compute(state: State, ctx: Context, worker: number): void {
  const { jobMs, contention, uneven } = state.params;
  const mean = jobMs * (1 - contention) * state.slowness[worker]!;
  // Drawn even when unused, so that the stream stays in step when the flag changes.
  const drawn = exponential(ctx.random("parts"), mean);
  become(state, worker, COMPUTES, ctx.nowMs);
  ctx.schedule(uneven ? drawn : mean, "computed", worker);
}

/** A parallel part is done. */
export function onComputed(state: State, ctx: Context, worker: number): void {
  state.computed++;
  if (state.params.work === "jobs") {
    ask(state, ctx, worker);
    return;
  }
  become(state, worker, WAITS, ctx.nowMs);
  if (state.computed < state.active) return;
  // Everybody is here: in rounds each takes the lock in turn, scaled the first does the serial part for all.
  const through = state.params.work === "scaled" ? 1 : state.active;
  for (let next = 0; next < through; next++) ask(state, ctx, next);
}

function ask(state: State, ctx: Context, worker: number): void {
  if (state.holder < 0) hold(state, ctx, worker);
  else {
    become(state, worker, WAITS, ctx.nowMs);
    state.queue.push(worker);
  }
}

function hold(state: State, ctx: Context, worker: number): void {
  state.holder = worker;
  become(state, worker, HOLDS, ctx.nowMs);
  const mean = holdMs(state);
  const drawn = exponential(ctx.random("holds"), mean);
  ctx.schedule(state.params.work === "jobs" && state.params.uneven ? drawn : mean, "released", worker);
}

/** A worker gives the lock back: its job is done. */
export function onReleased(state: State, ctx: Context, worker: number): void {
  const now = ctx.nowMs;
  state.lockedMs += now - state.sinceMs[worker]!;
  state.holder = -1;
  state.released++;
  const next = state.queue.shift();
  if (next !== undefined) hold(state, ctx, next);
  if (state.params.work === "jobs") goOn(state, ctx, worker);
  else endOfTurn(state, ctx, worker);
}

function goOn(state: State, ctx: Context, worker: number): void {
  state.done++;
  if (worker < state.wanted) {
    compute(state, ctx, worker);
    return;
  }
  become(state, worker, IDLE, ctx.nowMs);
  state.active--;
}

function endOfTurn(state: State, ctx: Context, worker: number): void {
  const { work, contention } = state.params;
  become(state, worker, WAITS, ctx.nowMs);
  const scaled = work === "scaled";
  if (!scaled && state.released < state.active) return;
  // Scaled, a round does everybody's parallel part and one serial part.
  state.done += scaled ? contention + (1 - contention) * state.active : state.active;
  state.rounds++;
  state.doneInRounds = state.done;
  state.roundEndMs = ctx.nowMs;
  state.lockedInRoundsMs = state.lockedMs;
  for (let one = 0; one < state.active; one++) become(state, one, IDLE, ctx.nowMs);
  beginRound(state, ctx);
}
