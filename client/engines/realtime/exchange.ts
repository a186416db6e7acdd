/** What clients and server send each other: requests and answers, pushes, reconnections and retries. */
import { record } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import {
  CONNECT_ROUND_TRIPS,
  HEARTBEAT_MS,
  heartbeatBytes,
  isPush,
  type Params,
  updateBytes,
} from "./params.ts";
import { type Context, RING, type State } from "./state.ts";

const HOUR_MS = 3_600_000;
/** A webhook is tried this often, waits doubling from one second: the last try comes after four minutes. */
const ATTEMPTS = 9;
const FIRST_RETRY_MS = 1000;

const oneWayMs = ({ roundTrip }: Params): number => roundTrip / 2;

/** All clients begin: polls spread over an interval, streams open already. */
export function begin(state: State, ctx: Context): void {
  const { params, clients } = state;
  for (let client = 0; client < params.clients; client++) {
    // Drawn for every method, so that the stream stays in step when the method changes.
    const phase = ctx.random("phases");
    if (params.method === "polling") ctx.schedule(phase * params.interval, "ask", client, 0);
    else if (params.method === "long-polling") ctx.schedule(phase * params.roundTrip, "ask", client, 0);
    else {
      clients.subscribed[client] = 0;
      if (params.method !== "webhook") open(state, client, 0);
    }
    scheduleCut(state, ctx, client);
  }
  scheduleUpdate(state, ctx);
  if (heartbeatBytes(params) > 0) ctx.schedule(HEARTBEAT_MS, "beat");
}

function open(state: State, client: number, nowMs: number): void {
  state.clients.asking[client] = 1;
  state.clients.askedMs[client] = nowMs;
}

function close(state: State, client: number, nowMs: number): void {
  const { asking, askedMs } = state.clients;
  if (asking[client] === 0) return;
  state.openMs += nowMs - askedMs[client]!;
  asking[client] = 0;
}

function scheduleCut(state: State, ctx: Context, client: number): void {
  if (state.params.drops > 0)
    ctx.schedule(exponential(ctx.random("cuts"), HOUR_MS / state.params.drops), "cut", client);
}

export function scheduleUpdate(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("updates"), 1000 / state.params.updates), "update", 0, 1);
}

/** Something happens at the server. */
export function onUpdate(state: State, ctx: Context, _a: number, goesOn: number): void {
  const { params, clients } = state;
  state.updateMs[state.updates & (RING - 1)] = ctx.nowMs;
  const number = state.updates++;
  // Who lags further than the server keeps loses the oldest.
  for (let client = 0; client < params.clients; client++) forget(state, client);
  if (isPush(params.method)) {
    for (let client = 0; client < params.clients; client++) {
      const flows = clients.subscribed[client]! >= 0 && clients.retrying[client] === 0;
      if (flows) state.bytes += updateBytes(params);
    }
    ctx.schedule(oneWayMs(params), "push", number);
  } else {
    for (let client = 0; client < params.clients; client++)
      if (clients.pending[client] === 1) answer(state, ctx, client);
  }
  if (goesOn === 1) scheduleUpdate(state, ctx);
}

function forget(state: State, client: number): void {
  const { cursor } = state.clients;
  const oldest = state.updates - state.params.buffer;
  if (cursor[client]! >= oldest) return;
  state.missed += oldest - cursor[client]!;
  cursor[client] = oldest;
}

/** A client sends a request: by the clock when it polls, at once when its long poll was answered. */
export function onAsk(state: State, ctx: Context, client: number, epoch: number): void {
  const { params, clients } = state;
  const polling = params.method === "polling";
  if (polling) ctx.schedule(params.interval, "ask", client, epoch);
  else if (epoch !== clients.epoch[client]) return;
  // A poll that is still under way is not overtaken by the next.
  if (clients.away[client] === 1 || clients.asking[client] === 1) return;
  open(state, client, ctx.nowMs);
  state.requests++;
  state.bytes += params.requestHeader;
  ctx.schedule(oneWayMs(params), "reach", client, clients.epoch[client]!);
}

/** A request reaches the server. */
export function onReach(state: State, ctx: Context, client: number, epoch: number): void {
  const { params, clients } = state;
  if (epoch !== clients.epoch[client]) return;
  if (params.method === "polling" || clients.cursor[client]! < state.updates) {
    answer(state, ctx, client);
    return;
  }
  clients.pending[client] = 1;
  ctx.schedule(params.hold, "expire", client, clients.askedMs[client]!);
}

export function onExpire(state: State, ctx: Context, client: number, askedMs: number): void {
  const { pending, askedMs: asked } = state.clients;
  // A later request may be waiting by now.
  if (pending[client] === 1 && asked[client] === askedMs) answer(state, ctx, client);
}

/** The server answers with all that the client has not. */
function answer(state: State, ctx: Context, client: number): void {
  const { params, clients } = state;
  clients.pending[client] = 0;
  state.bytes += params.responseHeader + (state.updates - clients.cursor[client]!) * updateBytes(params);
  // The epoch and the last update in one number: both are whole, and an epoch counts connection losses.
  ctx.schedule(oneWayMs(params), "answer", client, clients.epoch[client]! * 0x40000000 + state.updates);
}

export function onAnswer(state: State, ctx: Context, client: number, packed: number): void {
  const { clients, params } = state;
  if (Math.floor(packed / 0x40000000) !== clients.epoch[client]) return;
  close(state, client, ctx.nowMs);
  deliver(state, ctx.nowMs, client, packed % 0x40000000);
  if (params.method === "long-polling") ctx.schedule(0, "ask", client, clients.epoch[client]!);
}

/** A client has all updates before `until`. */
function deliver(state: State, nowMs: number, client: number, until: number): void {
  const { cursor } = state.clients;
  for (let number = cursor[client]!; number < until; number++) {
    const delayMs = nowMs - state.updateMs[number & (RING - 1)]!;
    state.delivered++;
    state.delaySumMs += delayMs;
    state.lastDelayMs = delayMs;
    record(state.delays, delayMs);
  }
  cursor[client] = Math.max(cursor[client]!, until);
  state.lastClient = client;
}

/** A pushed update reaches those who listen. */
export function onPush(state: State, ctx: Context, number: number): void {
  const { params, clients } = state;
  const webhook = params.method === "webhook";
  for (let client = 0; client < params.clients; client++) {
    const from = clients.subscribed[client]!;
    const listens =
      clients.away[client] === 0 && from >= 0 && number >= from && clients.retrying[client] === 0;
    // In order, or not at all: what lies before was lost and waits to be asked for.
    if (listens && clients.cursor[client] === number) deliver(state, ctx.nowMs, client, number + 1);
    else if (webhook && clients.retrying[client] === 0 && clients.cursor[client]! <= number)
      failed(state, ctx, client);
  }
}

/** Nobody answered the POST: it is tried again later, with all that has come meanwhile. */
function failed(state: State, ctx: Context, client: number): void {
  const { attempts, retrying, cursor } = state.clients;
  attempts[client]!++;
  if (attempts[client]! >= ATTEMPTS) {
    state.missed += state.updates - cursor[client]!;
    cursor[client] = state.updates;
    attempts[client] = 0;
    retrying[client] = 0;
    return;
  }
  retrying[client] = 1;
  ctx.schedule(state.params.roundTrip + FIRST_RETRY_MS * (1 << (attempts[client]! - 1)), "retry", client);
}

export function onRetry(state: State, ctx: Context, client: number): void {
  const { attempts, retrying, cursor, away } = state.clients;
  state.bytes += updateBytes(state.params) * Math.max(1, state.updates - cursor[client]!);
  if (away[client] === 1) {
    failed(state, ctx, client);
    return;
  }
  deliver(state, ctx.nowMs, client, state.updates);
  attempts[client] = 0;
  retrying[client] = 0;
}

/** The client is cut off; what is on its way to it is lost. */
export function onCut(state: State, ctx: Context, client: number): void {
  const { params, clients } = state;
  if (clients.away[client] === 1) return;
  state.cuts++;
  clients.away[client] = 1;
  clients.epoch[client]!++;
  clients.pending[client] = 0;
  if (params.method !== "webhook") clients.subscribed[client] = -1;
  close(state, client, ctx.nowMs);
  ctx.schedule(params.away, "back", client, clients.epoch[client]!);
}

/** The network is there again: requests can be sent, streams must be opened first. */
export function onBack(state: State, ctx: Context, client: number, epoch: number): void {
  const { params, clients } = state;
  if (epoch !== clients.epoch[client] || clients.away[client] === 0) return;
  clients.away[client] = 0;
  if (params.method === "long-polling") ctx.schedule(0, "ask", client, epoch);
  if (params.method === "sse" || params.method === "websocket") {
    state.requests++;
    state.bytes += params.requestHeader + params.responseHeader;
    ctx.schedule((CONNECT_ROUND_TRIPS - 0.5) * params.roundTrip, "subscribe", client, epoch);
  } else scheduleCut(state, ctx, client);
}

/** The request for the stream reaches the server, which begins with what it is asked for, or with what comes next. */
export function onSubscribe(state: State, ctx: Context, client: number, epoch: number): void {
  const { params, clients } = state;
  if (epoch !== clients.epoch[client] || clients.away[client] === 1) return;
  open(state, client, ctx.nowMs);
  const resumes = params.method === "sse" || params.resume;
  if (resumes) {
    state.bytes += (state.updates - clients.cursor[client]!) * updateBytes(params);
    ctx.schedule(oneWayMs(params), "answer", client, -1 - state.updates);
  } else {
    state.missed += state.updates - clients.cursor[client]!;
    clients.cursor[client] = state.updates;
  }
  clients.subscribed[client] = state.updates;
  scheduleCut(state, ctx, client);
}

/** What was missed arrives on the new stream. */
export function onReplay(state: State, ctx: Context, client: number, until: number): void {
  if (state.clients.away[client] === 0 && state.clients.subscribed[client]! >= until)
    deliver(state, ctx.nowMs, client, until);
}

export function onBeat(state: State, ctx: Context): void {
  state.bytes += heartbeatBytes(state.params) * state.clients.asking.reduce((sum, one) => sum + one, 0);
  ctx.schedule(HEARTBEAT_MS, "beat");
}
