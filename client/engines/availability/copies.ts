/** What happens to copies: they fail, are repaired, are taken over from; and what that means for users. */
import { record } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { mtbfMs, mttrMs, neededOf } from "./params.ts";
import { type Context, NOBODY, type State } from "./state.ts";
import { ratesOf } from "./theory.ts";

export function scheduleFailure(state: State, ctx: Context, copy: number): void {
  const { failureRate } = ratesOf(state.params);
  // Where every failure has the common cause no copy fails by itself.
  state.next[copy] =
    failureRate > 0 ? ctx.schedule(exponential(ctx.random("failures"), 1 / failureRate), "fail", copy) : -1;
}

export function scheduleCause(state: State, ctx: Context, part: number): void {
  const { commonCause } = state.params;
  if (commonCause === 0) return;
  ctx.schedule(exponential(ctx.random("causes"), mtbfMs(state.params) / commonCause), "cause", part);
}

/** A copy that is up goes down, by itself or not. */
export function fail(state: State, ctx: Context, copy: number): void {
  const { params, up, upCount, active, next } = state;
  if (up[copy] === 0) return;
  const part = Math.floor(copy / params.copies);
  const served = serves(state, part);
  if (next[copy]! >= 0) ctx.cancel(next[copy]!);
  up[copy] = 0;
  upCount[part]!--;
  state.failures++;
  next[copy] = ctx.schedule(exponential(ctx.random("repairs"), mttrMs(params)), "repair", copy);
  if (active[part] === copy % params.copies) active[part] = NOBODY;
  beginSwitch(state, ctx, part);
  report(state, ctx, part, served);
}

export function repair(state: State, ctx: Context, copy: number): void {
  const { params, up, upCount, next } = state;
  if (up[copy] === 1) return;
  const part = Math.floor(copy / params.copies);
  const served = serves(state, part);
  ctx.cancel(next[copy]!);
  up[copy] = 1;
  upCount[part]!++;
  scheduleFailure(state, ctx, copy);
  takeOver(state, part);
  report(state, ctx, part, served);
}

/** All copies of a part go down at once: nobody is left to take over. */
export function failAll(state: State, ctx: Context, part: number): void {
  const { params, upCount } = state;
  const served = serves(state, part);
  if (upCount[part]! > 0) state.causes++;
  state.active[part] = NOBODY;
  for (let copy = part * params.copies; copy < (part + 1) * params.copies; copy++) {
    if (state.up[copy] === 0) continue;
    if (state.next[copy]! >= 0) ctx.cancel(state.next[copy]!);
    state.up[copy] = 0;
    upCount[part]!--;
    state.failures++;
    state.next[copy] = ctx.schedule(exponential(ctx.random("repairs"), mttrMs(params)), "repair", copy);
  }
  report(state, ctx, part, served);
}

/** The end of a switch: whoever is up serves; when nobody is, the first to be repaired will. */
export function switched(state: State, ctx: Context, part: number): void {
  const served = serves(state, part);
  state.switching[part] = 0;
  takeOver(state, part);
  report(state, ctx, part, served);
}

export function serves({ params, upCount, active }: State, part: number): boolean {
  return params.standby === "active-passive" ? active[part] !== NOBODY : upCount[part]! >= neededOf(params);
}

function beginSwitch(state: State, ctx: Context, part: number): void {
  const { params, active, upCount, switching } = state;
  if (params.standby !== "active-passive" || active[part] !== NOBODY) return;
  if (switching[part] === 1 || upCount[part] === 0) return;
  switching[part] = 1;
  state.switches++;
  ctx.schedule(params.failover, "switched", part);
}

function takeOver({ params, active, up, switching }: State, part: number): void {
  if (active[part] !== NOBODY || switching[part] === 1) return;
  const first = part * params.copies;
  for (let copy = 0; copy < params.copies; copy++) {
    if (up[first + copy] === 0) continue;
    active[part] = copy;
    return;
  }
}

/** Users see an outage from the first part that stops serving to the last that serves again. */
function report(state: State, ctx: Context, part: number, served: boolean): void {
  state.lastChange = "";
  const now = serves(state, part);
  if (now === served) return;
  state.downParts += now ? -1 : 1;
  if (!now && state.downParts === 1) {
    state.outages++;
    state.outageSinceMs = ctx.nowMs;
    state.lastChange = "out";
  } else if (now && state.downParts === 0) {
    const lengthMs = ctx.nowMs - state.outageSinceMs;
    state.downMs += lengthMs;
    state.outageSinceMs = -1;
    state.lastChange = "back";
    record(state.outageLengths, lengthMs);
    state.tickLongestMs = Math.max(state.tickLongestMs, lengthMs);
  }
}
