/** What happens to units: they fail, alone or together, wait for a crew, are repaired, and take over from each other. */
import { exponential } from "../kernel/variates.ts";
import { type Context, type State, worksNow } from "./state.ts";
import { unitName } from "./structure.ts";

export function scheduleFailure(state: State, ctx: Context, unit: number): void {
  const { mtbf, commonCause } = state.params;
  // Drawn at the unit's whole rate and stretched, so that the share of common causes shifts no stream.
  const uniform = ctx.random(`failure ${unit}`);
  if (commonCause < 1)
    state.next[unit] = ctx.schedule(exponential(uniform, (1000 * mtbf) / (1 - commonCause)), "fail", unit);
}

export function scheduleShock(state: State, ctx: Context): void {
  const { mtbf, commonCause } = state.params;
  if (commonCause > 0) ctx.schedule(exponential(ctx.random("shocks"), (1000 * mtbf) / commonCause), "shock");
}

export function fail(state: State, ctx: Context, unit: number): void {
  if (state.up[unit] === 0) return;
  breakDown(state, ctx, unit);
  afterChange(state, ctx);
  state.lastText = `${unitName(state.params, unit)} fails${state.systemUp ? "" : ", the system is down"}`;
}

/** All units at once. */
export function shock(state: State, ctx: Context): void {
  for (let unit = 0; unit < state.up.length; unit++) if (state.up[unit] === 1) breakDown(state, ctx, unit);
  afterChange(state, ctx);
  state.lastText = "a common cause takes all units down";
}

function breakDown(state: State, ctx: Context, unit: number): void {
  ctx.cancel(state.next[unit]!);
  state.lastUnit = unit;
  state.up[unit] = 0;
  state.next[unit] = -1;
  state.downSinceMs[unit] = ctx.nowMs;
  state.unitFailures++;
  state.waiting.push(unit);
  startRepairs(state, ctx);
}

function startRepairs(state: State, ctx: Context): void {
  const { waiting, params } = state;
  while (waiting.length > 0 && state.repairing < params.crews) {
    const unit = waiting.shift()!;
    state.repairing++;
    state.next[unit] = ctx.schedule(
      exponential(ctx.random(`repair ${unit}`), 1000 * params.mttr),
      "repair",
      unit,
    );
  }
}

export function repair(state: State, ctx: Context, unit: number): void {
  state.lastUnit = unit;
  state.repairing--;
  state.up[unit] = 1;
  state.unitDownMs += ctx.nowMs - state.downSinceMs[unit]!;
  scheduleFailure(state, ctx, unit);
  startRepairs(state, ctx);
  afterChange(state, ctx);
  state.lastText = `${unitName(state.params, unit)} is repaired${state.systemUp ? "" : ", the system is still down"}`;
}

/** Every broken unit is up again. */
export function repairAll(state: State, ctx: Context): void {
  state.waiting.length = 0;
  for (let unit = 0; unit < state.up.length; unit++) {
    if (state.up[unit] === 1) continue;
    ctx.cancel(state.next[unit]!);
    state.up[unit] = 1;
    state.unitDownMs += ctx.nowMs - state.downSinceMs[unit]!;
    scheduleFailure(state, ctx, unit);
  }
  state.repairing = 0;
  afterChange(state, ctx);
}

function afterChange(state: State, ctx: Context): void {
  if (state.params.structure === "standby") beginFailover(state, ctx);
  const works = worksNow(state);
  if (works === state.systemUp) return;
  const spanMs = ctx.nowMs - state.systemSinceMs;
  state.systemUp = works;
  state.systemSinceMs = ctx.nowMs;
  if (works) {
    state.downMs += spanMs;
    state.endedOutages++;
    state.endedMs += spanMs;
    state.lastOutageMs = spanMs;
    ctx.observe("outage", spanMs / 3_600_000);
  } else state.outages++;
}

/** The active one is down and another is up: it takes over after the failover. Whoever was active and is repaired first
 *  works at once. */
function beginFailover(state: State, ctx: Context): void {
  const { up, active, params } = state;
  if (up[active] === 1) {
    if (state.switchEvent >= 0) ctx.cancel(state.switchEvent);
    state.switchEvent = -1;
    return;
  }
  if (state.switchEvent >= 0 || up.every((value) => value === 0)) return;
  state.switchEvent = ctx.schedule(1000 * params.failover, "switch");
}

export function switchOver(state: State, ctx: Context): void {
  state.switchEvent = -1;
  const next = state.up.indexOf(1);
  state.lastText = "nobody is up to take over";
  if (next >= 0) {
    state.active = next;
    state.failovers++;
    state.lastUnit = next;
    state.lastText = `${unitName(state.params, next)} takes over`;
  }
  afterChange(state, ctx);
}
