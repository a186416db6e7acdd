/** What happens to jobs: they come, wait or are turned away, are served, and go. */
import { record } from "../kernel/histogram.ts";
import { serviceTime } from "../kernel/serviceTime.ts";
import { exponential } from "../kernel/variates.ts";
import { shapeOf } from "./params.ts";
import type { ProcessorSharing } from "./primitives/processorSharing.ts";
import { ARRIVED, CLASS, type Context, REFUSED, SERVED, SIZE, type State, WAITS } from "./state.ts";

/** In a slow spell jobs take this many times as long. */
export const SLOWER = 5;

export function scheduleArrival(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("arrivals"), 1000 / state.params.arrivalRate), "arrival");
}

export function arrive(state: State, ctx: Context): void {
  enter(state, ctx);
  scheduleArrival(state, ctx);
}

/** One job asks to be let in. */
export function enter(state: State, ctx: Context): void {
  const { params, jobs, sharing, line } = state;
  count(state, ctx.nowMs);
  state.arrivals++;
  // Drawn whatever happens, so that the streams stay in step.
  const usualMs = serviceTime(shapeOf(params), params.service, ctx.random("service"));
  const urgent = ctx.random("class") < params.urgentShare;
  const full = jobs.size >= params.servers + params.room;
  if (full) {
    state.refused++;
    state.lastOutcome = REFUSED;
    return;
  }
  const job = jobs.take();
  const sizeMs = ctx.nowMs < state.slowUntilMs ? usualMs * SLOWER : usualMs;
  jobs.set(job, ARRIVED, ctx.nowMs);
  jobs.set(job, SIZE, sizeMs);
  jobs.set(job, CLASS, urgent ? 0 : 1);
  const waits = jobs.size > params.servers;
  if (waits) state.waited++;
  state.lastOutcome = waits ? WAITS : SERVED;
  if (sharing !== undefined) {
    sharing.add(job, sizeMs, ctx.nowMs);
    reschedule(state, ctx, sharing);
  } else if (waits) line.push(job, params.discipline === "priority" ? jobs.get(job, CLASS) : sizeMs);
  else start(state, ctx, job, state.serving.indexOf(-1));
}

function start(state: State, ctx: Context, job: number, server: number): void {
  const sizeMs = state.jobs.get(job, SIZE);
  state.serving[server] = job;
  state.endsMs[server] = ctx.nowMs + sizeMs;
  state.ends[server] = ctx.schedule(sizeMs, "done", server);
  state.busy++;
}

/** Who comes or goes changes everyone's share, and with it when the next job ends. */
function reschedule(state: State, ctx: Context, sharing: ProcessorSharing): void {
  if (state.ends[0]! >= 0) ctx.cancel(state.ends[0]!);
  state.ends[0] = -1;
  state.busy = Math.min(sharing.servers, sharing.length);
  const inMs = sharing.nextInMs(ctx.nowMs);
  if (inMs < Infinity) state.ends[0] = ctx.schedule(inMs, "done", 0);
}

export function done(state: State, ctx: Context, server: number): void {
  const { sharing, serving, line } = state;
  count(state, ctx.nowMs);
  if (sharing !== undefined) {
    state.ends[0] = -1;
    leave(state, ctx, sharing.finish(ctx.nowMs)!);
    reschedule(state, ctx, sharing);
    return;
  }
  leave(state, ctx, serving[server]!);
  serving[server] = -1;
  state.busy--;
  const next = line.shift();
  if (next !== undefined) start(state, ctx, next, server);
}

function leave(state: State, ctx: Context, job: number): void {
  const { jobs } = state;
  const responseMs = ctx.nowMs - jobs.get(job, ARRIVED);
  // Under processor sharing nobody stands in line: the wait is what the others' shares cost.
  const beyondMs = responseMs - jobs.get(job, SIZE);
  // Times round; a picosecond is no wait.
  const waitMs = beyondMs < 1e-6 ? 0 : beyondMs;
  state.finished++;
  state.responseMs += responseMs;
  state.waitMs += waitMs;
  if (jobs.get(job, CLASS) === 0) {
    state.urgentFinished++;
    state.urgentWaitMs += waitMs;
  }
  state.lastResponseMs = responseMs;
  if (state.from !== undefined) record(state.response, responseMs);
  ctx.observe("response", responseMs);
  jobs.release(job);
}

/** Adds up how many jobs were inside for how long, before their number changes. */
export function count(state: State, nowMs: number): void {
  const gone = nowMs - state.atMs;
  state.insideMs += state.jobs.size * gone;
  state.busyMs += state.busy * gone;
  state.atMs = nowMs;
}

/** Every server is free again; what they held and what waited is lost. */
export function restart(state: State, ctx: Context): void {
  const { jobs, serving, sharing, line, ends } = state;
  count(state, ctx.nowMs);
  for (let server = 0; server < serving.length; server++) {
    if (serving[server]! >= 0) ctx.cancel(ends[server]!);
    serving[server] = -1;
  }
  while (line.shift() !== undefined);
  for (let job = 0; job < jobs.bound; job++) {
    if (!jobs.has(job)) continue;
    state.lost++;
    state.lostMs += ctx.nowMs - jobs.get(job, ARRIVED);
    jobs.release(job);
  }
  state.busy = 0;
  if (sharing === undefined) return;
  sharing.clear();
  reschedule(state, ctx, sharing);
}
