/** Guests come, are placed where there is room, and go; and a CPU is shared, quantum by quantum. */
import { exponential } from "../kernel/variates.ts";
import { cpuDemands, GUEST_NAMES, HOST_GB, QUANTUM_MS, QUOTA, TECHNIQUES } from "./params.ts";
import { binFor, type PackingRule } from "./primitives/binPacking.ts";
import { accrue, type Context, type State } from "./state.ts";

export function scheduleArrival(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("arrivals"), 1000 / state.params.arrivals), "arrival", 1);
}

export function onArrival(state: State, ctx: Context, goesOn: number): void {
  const { params } = state;
  if (goesOn === 1) scheduleArrival(state, ctx);
  accrue(state, ctx.nowMs);
  const uniform = ctx.random("sizes");
  const lifetimeMs = exponential(ctx.random("lifetimes"), params.lifetime);
  const programGb = params.programGb * (params.uneven ? 0.5 + uniform : 1);
  const { overheadGb, startMs } = TECHNIQUES[params.technique]!;
  state.arrivals++;
  const size = programGb + overheadGb;
  const host = binFor(params.placement as PackingRule, state.freeGb, size);
  if (host < 0 || state.freeCount === 0) {
    state.refused++;
    state.lastGuest = -1;
    return;
  }
  const guest = state.freeGuests[--state.freeCount]!;
  state.hostOf[guest] = host;
  state.sizeGb[guest] = size;
  state.readyMs[guest] = ctx.nowMs + startMs;
  state.freeGb[host] = state.freeGb[host]! - size;
  state.guestsOn[host] = state.guestsOn[host]! + 1;
  state.guests++;
  state.lastGuest = guest;
  ctx.schedule(lifetimeMs, "departure", guest);
}

export function onDeparture(state: State, ctx: Context, guest: number): void {
  accrue(state, ctx.nowMs);
  const host = state.hostOf[guest]!;
  // An empty host has all of its memory, whatever sums of sizes have rounded to.
  state.guestsOn[host] = state.guestsOn[host]! - 1;
  state.freeGb[host] = state.guestsOn[host] === 0 ? HOST_GB : state.freeGb[host]! + state.sizeGb[guest]!;
  state.hostOf[guest] = -1;
  state.freeGuests[state.freeCount++] = guest;
  state.guests--;
  state.ended++;
  state.lastGuest = guest;
}

/** One quantum of the CPU: work comes to each guest at its pace, and the scheduler gives the quantum to one that has some. */
export function onQuantum(state: State, ctx: Context): void {
  const { params, backlog, got } = state;
  const demands = cpuDemands(params);
  for (let guest = 0; guest < GUEST_NAMES.length; guest++) {
    // More than a minute's work is given up, as by users who leave.
    const most = 60_000 / QUANTUM_MS;
    backlog[guest] = demands[guest] === Infinity ? most : Math.min(most, backlog[guest]! + demands[guest]!);
  }
  const capped = params.isolation === "quota";
  const next = state.scheduler.next((guest) => {
    const spent = capped && got[guest]! + 1 > QUOTA * (state.quanta + 1) + 1e-9;
    return backlog[guest]! >= 1 && !spent;
  });
  state.quanta++;
  state.lastRunning = next;
  if (next >= 0) {
    got[next] = got[next]! + 1;
    backlog[next] = backlog[next]! - 1;
  }
  ctx.schedule(QUANTUM_MS, "quantum");
}
