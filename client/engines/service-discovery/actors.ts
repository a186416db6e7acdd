/** What instances, the registry and clients do. */
import { send, take } from "../kernel/network.ts";
import { exponential } from "../kernel/variates.ts";
import type { Context, State } from "./state.ts";

/** An instance says that it is there. */
export function beat(state: State, ctx: Context, instance: number, life: number): void {
  state.lastText = `i${instance + 1} has stopped beating`;
  if (state.up[instance] === 0 || state.life[instance] !== life) return;
  state.heartbeats++;
  state.lastText = `i${instance + 1} sends a heartbeat`;
  send(state.network, ctx, state.wire, instance, state.params.instances, life);
  ctx.schedule(state.params.heartbeat, "beat", instance, life);
}

export function deliver(state: State, ctx: Context, slot: number): void {
  const instance = state.network.from[slot]!;
  const life = take(state.network, slot);
  state.lastText = "a heartbeat finds no registry";
  if (life === undefined || !state.registryUp) return;
  // What a dead instance had sent still counts; what its earlier life had sent does not.
  if (life === state.life[instance]) hear(state, ctx, instance);
  state.lastText = `the registry hears i${instance + 1}`;
}

/** Everybody has registered and every client knows them. */
export function beginListed(state: State, ctx: Context): void {
  for (let i = 0; i < state.params.instances; i++) {
    hear(state, ctx, i);
    // The first heartbeat comes sooner than a whole interval: nothing to learn from.
    state.detectors[i]?.restart();
  }
  for (let client = 0; client < state.params.clients; client++) copyList(state, client);
}

function hear(state: State, ctx: Context, instance: number): void {
  const { registry, detectors, params, silentEvent } = state;
  registry.heartbeat(instance, ctx.nowMs);
  const detector = detectors[instance];
  detector?.heartbeat(ctx.nowMs);
  if (silentEvent[instance]! >= 0) ctx.cancel(silentEvent[instance]!);
  const silenceMs = detector === undefined ? params.ttl : Math.max(1, detector.suspectAfterMs(params.phi));
  silentEvent[instance] = ctx.schedule(silenceMs, "silent", instance);
}

/** Nothing was heard for too long. Entries that end at the same moment go together. */
export function silent(state: State, ctx: Context, instance: number): void {
  const { registry, detectors, silentEvent } = state;
  silentEvent[instance] = -1;
  state.lastText = "the registry is away and removes nothing";
  if (!state.registryUp) return;
  if (detectors.length > 0) registry.deregister(instance);
  const ended = detectors.length > 0 ? [instance] : registry.expire(ctx.nowMs);
  for (const one of ended) {
    if (silentEvent[one]! >= 0) ctx.cancel(silentEvent[one]!);
    silentEvent[one] = -1;
    removed(state, ctx, one);
  }
}

function removed(state: State, ctx: Context, instance: number): void {
  state.removals++;
  if (state.up[instance] === 1) {
    state.falseRemovals++;
    state.lastText = `i${instance + 1} is removed, and is well`;
    return;
  }
  const crashedMs = state.crashedMs[instance]!;
  if (crashedMs < 0) {
    state.again++;
    state.lastText = `i${instance + 1} is removed again, after a heartbeat from before its end`;
    return;
  }
  state.crashedMs[instance] = -1;
  state.detected++;
  state.detectionMs += ctx.nowMs - crashedMs;
  ctx.observe("detection", ctx.nowMs - crashedMs);
  state.lastText = `i${instance + 1} is removed, ${Math.round((ctx.nowMs - crashedMs) / 100) / 10} s after its crash`;
}

/** A client takes the registry's list. */
export function refresh(state: State, ctx: Context, client: number): void {
  state.lastText = `client ${client + 1} cannot refresh its list`;
  if (state.registryUp) {
    copyList(state, client);
    state.lastText = `client ${client + 1} refreshes its list: ${state.registry.size} instances`;
  }
  if (state.params.cache > 0) ctx.schedule(Math.max(10, state.params.cache), "refresh", client);
}

function copyList({ params, registry, life, lists }: State, client: number): void {
  for (let i = 0; i < params.instances; i++)
    lists[client * params.instances + i] = registry.has(i) ? life[i]! : 0;
}

export function scheduleCall(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("calls"), 1000 / state.params.calls), "call");
}

/** A random client calls a random instance of its list. */
export function call(state: State, ctx: Context): void {
  const { params, lists, ejected } = state;
  const client = Math.floor(ctx.random("clients") * params.clients);
  const uniform = ctx.random("choices");
  if (params.cache === 0 && state.registryUp) copyList(state, client);
  const row = client * params.instances;
  const candidates: number[] = [];
  for (let i = 0; i < params.instances; i++)
    if (lists[row + i]! > 0 && !(params.eject && ejected[row + i] === lists[row + i])) candidates.push(i);
  state.calls++;
  state.tickCalls++;
  const instance = candidates[Math.floor(uniform * candidates.length)];
  if (instance !== undefined && state.up[instance] === 1) {
    state.lastText = `client ${client + 1} calls i${instance + 1}`;
    return;
  }
  state.failed++;
  state.tickFailed++;
  state.lastText = `client ${client + 1} knows no instance`;
  if (instance === undefined) {
    state.noInstance++;
    return;
  }
  state.failedByCrash++;
  ejected[row + instance] = lists[row + instance]!;
  state.lastText = `client ${client + 1} calls i${instance + 1}, which is dead`;
}

export function crash(state: State, ctx: Context, instance: number): boolean {
  if (state.up[instance] === 0) return false;
  state.up[instance] = 0;
  state.crashes++;
  state.crashedMs[instance] = ctx.nowMs;
  state.lastText = `i${instance + 1} dies without a word`;
  return true;
}

export function scheduleCrash(state: State, ctx: Context): void {
  const { crashEvery } = state.params;
  if (crashEvery > 0) ctx.schedule(crashEvery * (0.5 + ctx.random("crashes")), "crash");
}

export function plannedCrash(state: State, ctx: Context): void {
  const instance = Math.floor(ctx.random("victims") * state.params.instances);
  state.lastText = `i${instance + 1} was to die, and is dead already`;
  if (crash(state, ctx, instance))
    ctx.schedule(state.params.downtime, "restart", instance, state.life[instance]);
}

/** It starts as a new instance in the old place, and registers at once. */
export function restart(state: State, ctx: Context, instance: number): void {
  if (state.up[instance] === 1) return;
  state.up[instance] = 1;
  state.crashedMs[instance] = -1;
  state.life[instance]!++;
  state.detectors[instance]?.restart();
  beat(state, ctx, instance, state.life[instance]!);
  state.lastText = `i${instance + 1} is back and registers`;
}

/** It says that it goes: nobody has to find out. */
export function stopOrderly(state: State, ctx: Context, instance: number): void {
  if (!state.registryUp) crash(state, ctx, instance);
  if (state.up[instance] === 0) return;
  state.up[instance] = 0;
  // What it had sent before must not list it again.
  state.life[instance]!++;
  state.registry.deregister(instance);
  if (state.silentEvent[instance]! >= 0) ctx.cancel(state.silentEvent[instance]!);
  state.silentEvent[instance] = -1;
}

/** On its return the registry gives everybody a new time to live, since it has heard nobody. */
export function registryBack(state: State, ctx: Context): void {
  state.lastText = "the registry was there already";
  if (state.registryUp) return;
  state.registryUp = true;
  for (const instance of state.registry.instances()) {
    state.detectors[instance]?.restart();
    hear(state, ctx, instance);
  }
  state.lastText = "the registry is back and trusts its old list";
}
