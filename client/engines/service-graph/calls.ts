/** How a request goes through the graph: tier by tier, to all leaves at once, and back; with retries and hedges. */
import { record } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { measuredUntilMs, neededLeaves } from "./params.ts";
import {
  ATTEMPTS,
  CALL_ROUND,
  type Context,
  GOT,
  KEPT_SPANS,
  LEAF,
  LOST,
  REQUEST,
  REQUEST_ID,
  ROUND,
  SENT_AT,
  STARTED,
  type State,
  TIMER,
} from "./state.ts";

export function scheduleRequest(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("requests"), 1000 / state.params.requestRate), "request");
}

/** A user asks; unless it is `extra`, the next one follows by himself. */
export function ask(state: State, ctx: Context, extra: number): void {
  const { requests } = state;
  const request = requests.take();
  if (request >= state.ids.length) {
    const wider = new Float64Array(request * 2);
    wider.set(state.ids);
    state.ids = wider;
  }
  state.ids[request] = ++state.started;
  requests.set(request, STARTED, ctx.nowMs);
  if (state.tracing < 0) {
    state.tracing = state.started;
    state.tracingFromMs = ctx.nowMs;
    state.spans = [];
  }
  callTier(state, ctx, request, 0);
  if (extra === 0) scheduleRequest(state, ctx);
}

function callTier(state: State, ctx: Context, request: number, tier: number): void {
  const { requests, params } = state;
  requests.set(request, ATTEMPTS + tier, requests.get(request, ATTEMPTS + tier) + 1);
  for (let below = tier + 1; below < params.depth; below++) requests.set(request, ATTEMPTS + below, 0);
  state.calls[tier]!++;
  ctx.schedule(params.own, "tier", request, tier);
}

/** A tier has done its own work: it fails, or calls on. */
export function tierDone(state: State, ctx: Context, request: number, tier: number): void {
  const { params } = state;
  const fails = ctx.random("failures") < params.failures;
  span(
    state,
    request,
    `tier ${tier + 1}`,
    ctx.nowMs - params.own,
    ctx.nowMs,
    fails ? "fails" : "works",
    !fails,
  );
  state.lastText = `tier ${tier + 1} ${fails ? "fails" : "calls on"}`;
  if (fails) failTier(state, ctx, request, tier);
  else if (tier + 1 < params.depth) callTier(state, ctx, request, tier + 1);
  else callLeaves(state, ctx, request);
}

/** The call to this tier has failed: its caller tries again, or fails itself. */
function failTier(state: State, ctx: Context, request: number, tier: number): void {
  const { requests, params } = state;
  for (let failing = tier; failing > 0; failing--) {
    if (requests.get(request, ATTEMPTS + failing) < params.attempts) {
      callTier(state, ctx, request, failing);
      return;
    }
  }
  finish(state, ctx, request, false);
}

function callLeaves(state: State, ctx: Context, request: number): void {
  const { requests, params } = state;
  requests.set(request, ROUND, requests.get(request, ROUND) + 1);
  requests.set(request, GOT, 0);
  requests.set(request, LOST, 0);
  const { leafCalls, hedged } = state;
  for (let leaf = 0; leaf < params.fanOut; leaf++) {
    // Both pools hand out and take back together, so that a call has the same handle in each.
    const call = leafCalls.take();
    hedged.begin();
    leafCalls.set(call, REQUEST, request);
    leafCalls.set(call, REQUEST_ID, state.ids[request]!);
    leafCalls.set(call, CALL_ROUND, requests.get(request, ROUND));
    leafCalls.set(call, LEAF, leaf);
    leafCalls.set(call, SENT_AT, ctx.nowMs);
    leafCalls.set(call, TIMER, -1);
    send(state, ctx, call);
    if (params.hedge) leafCalls.set(call, TIMER, ctx.schedule(params.hedgeAfter, "hedge", call));
  }
}

/** One copy is on its way; what becomes of it is drawn now. */
function send(state: State, ctx: Context, call: number): void {
  const { params } = state;
  state.calls[params.depth]!++;
  state.underWay++;
  const usualMs = exponential(ctx.random("latency"), params.latency);
  const isSlow = ctx.random("slow") < params.slowShare;
  const fails = ctx.random("failures") < params.failures || state.down;
  ctx.schedule(isSlow ? params.slowLatency : usualMs, "answer", call, fails ? 1 : 0);
}

export function hedge(state: State, ctx: Context, call: number): void {
  state.leafCalls.set(call, TIMER, -1);
  if (!state.hedged.hedge(call)) {
    state.lastText = "too late for a second copy";
    return;
  }
  state.lastText = "not answered yet: a second copy is sent";
  state.hedges++;
  send(state, ctx, call);
}

export function answer(state: State, ctx: Context, call: number, failed: number): void {
  const { leafCalls, hedged, requests } = state;
  const request = leafCalls.get(call, REQUEST);
  const leaf = leafCalls.get(call, LEAF);
  state.underWay--;
  state.answered++;
  const isThere = requests.has(request) && state.ids[request] === leafCalls.get(call, REQUEST_ID);
  if (!isThere || requests.get(request, ROUND) !== leafCalls.get(call, CALL_ROUND)) hedged.abandon(call);
  const step = hedged.receive(call, failed === 1);
  state.lastText = TEXTS[step];
  if (step === "ignore") state.wasted++;
  if (step === "retry") send(state, ctx, call);
  const sentMs = leafCalls.get(call, SENT_AT);
  if (hedged.isSettled(call)) close(state, ctx, call);
  if (step !== "answered" && step !== "failed") return;
  if (state.ids[request] === state.tracing)
    span(state, request, `leaf ${leaf + 1}`, sentMs, ctx.nowMs, step, step === "answered");
  settleLeaf(state, ctx, request, step === "answered");
}

const TEXTS = {
  answered: "a leaf has answered",
  failed: "a leaf has failed",
  retry: "a leaf call failed and is tried again",
  wait: "a copy failed, the other one is still on its way",
  ignore: "an answer comes that nobody waits for",
} as const;

/** A call that is settled needs no hedge, and is forgotten once no copy is on its way. */
function close(state: State, ctx: Context, call: number): void {
  const { leafCalls, hedged } = state;
  if (leafCalls.get(call, TIMER) >= 0) ctx.cancel(leafCalls.get(call, TIMER));
  leafCalls.set(call, TIMER, -1);
  if (hedged.outstanding(call) > 0) return;
  hedged.release(call);
  leafCalls.release(call);
}

/** Enough answers end the request well, too many failures end this attempt. */
function settleLeaf(state: State, ctx: Context, request: number, good: boolean): void {
  const { requests, params } = state;
  const field = good ? GOT : LOST;
  requests.set(request, field, requests.get(request, field) + 1);
  const needed = neededLeaves(params);
  if (requests.get(request, GOT) >= needed) finish(state, ctx, request, true);
  else if (requests.get(request, LOST) > params.fanOut - needed) {
    // Answers that are still under way belong to an attempt that is over.
    requests.set(request, ROUND, requests.get(request, ROUND) + 1);
    failTier(state, ctx, request, params.depth - 1);
  }
}

function finish(state: State, ctx: Context, request: number, good: boolean): void {
  const responseMs = ctx.nowMs - state.requests.get(request, STARTED);
  if (good) state.good++;
  else state.failed++;
  const isSlow = responseMs >= state.params.slowLatency;
  if (isSlow) state.slow++;
  if (state.requests.get(request, STARTED) < measuredUntilMs(state.params)) {
    state.measuredEnded++;
    if (good) state.measuredGood++;
    if (isSlow) state.measuredSlow++;
  }
  state.responseMs += responseMs;
  state.lastResponseMs = responseMs;
  state.lastText = good ? `a request is answered after ${Math.round(responseMs)} ms` : "a request has failed";
  record(state.response, responseMs);
  ctx.observe("response", responseMs);
  if (state.ids[request] === state.tracing) {
    const { tracing: id, tracingFromMs: fromMs, spans } = state;
    state.trace = { id, fromMs, toMs: ctx.nowMs, good, spans };
    state.tracing = -1;
    state.spans = [];
  }
  state.requests.release(request);
}

function span(
  state: State,
  request: number,
  lane: string,
  from: number,
  to: number,
  label: string,
  good: boolean,
): void {
  if (state.ids[request] !== state.tracing || state.spans.length >= KEPT_SPANS) return;
  state.spans.push({ lane, from, to, label, good });
}
