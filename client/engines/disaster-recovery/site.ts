/** What happens to a site: writes, backups, copies to the other site, disasters, and the way back. */
import { exponential } from "../kernel/variates.ts";
import { isReplicated, stepsAfterCorruption, stepsOf } from "./params.ts";
import type { Context, State } from "./state.ts";

export function scheduleWrite(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("writes"), 3_600_000 / state.params.writes), "write");
}

export function write(state: State, ctx: Context): void {
  const lagMs = exponential(ctx.random("lag"), 1000 * state.params.lag);
  if (state.phase === "recovering") {
    state.refused++;
    state.lastText = "a write is refused, the site is down";
    return;
  }
  state.made++;
  state.held++;
  state.lastText = `write ${state.made}`;
  if (!isReplicated(state.params)) return;
  // On one connection, in order.
  state.lastDueMs = Math.max(state.lastDueMs, ctx.nowMs + lagMs);
  ctx.schedule(state.lastDueMs - ctx.nowMs, "replicated", state.held, state.epoch);
}

export function replicated(state: State, held: number, epoch: number): void {
  state.lastText = "a write that was on its way is lost with the site";
  if (epoch !== state.epoch) return;
  state.replica = held;
  state.lastText = "a write has reached the other site";
}

export function backup(state: State, ctx: Context): void {
  const { params } = state;
  ctx.schedule(1000 * params.backupEvery, "backup", state.epoch);
  ctx.schedule(1000 * params.backupTakes, "safe", state.held, state.epoch);
}

/** `held` was taken so long ago as a backup takes. */
export function safe(state: State, ctx: Context, held: number, epoch: number): void {
  state.lastText = "a backup that was under way is lost";
  if (epoch !== state.epoch || state.phase === "recovering") return;
  state.catalog.add({ takenAt: ctx.nowMs - 1000 * state.params.backupTakes, content: held });
  state.lastText = `a backup of ${held} writes is safe`;
}

export function scheduleDisaster(state: State, ctx: Context): void {
  ctx.schedule(1000 * state.params.disasterEvery * (0.5 + ctx.random("disasters")), "disaster");
}

export function plannedDisaster(state: State, ctx: Context): void {
  const spoils = ctx.random("kinds") < state.params.corruption;
  state.lastText = "a disaster would have come, but the last one is not over";
  if (state.phase !== "running") return;
  if (spoils) spoil(state, ctx);
  else loseSite(state, ctx);
}

/** The site is gone: the newest safe backup or the other site's copy is what remains. */
export function loseSite(state: State, ctx: Context): void {
  if (state.phase === "recovering") return;
  // Spoilt data that nobody had noticed are at the other site too; a site that is lost meanwhile makes no difference.
  const corrupted = state.phase === "spoilt";
  const fromReplica = isReplicated(state.params) && !corrupted;
  if (fromReplica) beginRecovery(state, ctx, state.replica, ctx.nowMs, false);
  else restoreBackup(state, ctx, corrupted ? state.spoiltMs : Infinity, corrupted);
  state.lastText = `the site is lost, and with it ${state.lastLost} writes`;
}

export function spoil(state: State, ctx: Context): void {
  if (state.phase !== "running") return;
  state.phase = "spoilt";
  state.everSpoilt = true;
  state.spoiltMs = ctx.nowMs;
  state.lastText = "data are spoilt, here and at every replica, and nobody has noticed";
  ctx.schedule(exponential(ctx.random("noticing"), 1000 * state.params.noticed), "notice", state.epoch);
}

export function notice(state: State, ctx: Context, epoch: number): void {
  state.lastText = "what is noticed is over already";
  if (epoch !== state.epoch || state.phase !== "spoilt") return;
  restoreBackup(state, ctx, state.spoiltMs, true);
  state.lastText = `spoilt data are noticed; a backup from before is restored, ${state.lastLost} writes are lost`;
}

/** From the newest backup that was taken before `moment`; from nothing when none is left. */
function restoreBackup(state: State, ctx: Context, moment: number, corrupted: boolean): void {
  const { catalog } = state;
  const found = catalog.before(moment);
  if (found === undefined) state.unrecoverable++;
  catalog.dropFrom(moment);
  beginRecovery(state, ctx, found?.content ?? 0, found?.takenAt ?? 0, corrupted);
}

function beginRecovery(state: State, ctx: Context, held: number, pointMs: number, corrupted: boolean): void {
  const rpoMs = ctx.nowMs - pointMs;
  state.lastLost = state.held - held;
  state.lost += state.lastLost;
  state.held = held;
  state.epoch++;
  state.disasters++;
  state.phase = "recovering";
  state.corrupted = corrupted;
  state.sinceMs = ctx.nowMs;
  state.rpoMs += rpoMs;
  state.worstRpoMs = Math.max(state.worstRpoMs, rpoMs);
  ctx.observe("loss", state.lastLost);
  state.step = -1;
  nextStep(state, ctx, state.epoch);
}

/** The steps of a recovery one after the other. */
export function nextStep(state: State, ctx: Context, epoch: number): void {
  if (epoch !== state.epoch || state.phase !== "recovering") return;
  const { params, corrupted } = state;
  const steps = corrupted ? stepsAfterCorruption(params) : stepsOf(params);
  state.step++;
  const next = steps[state.step];
  if (next === undefined) {
    recover(state, ctx);
    return;
  }
  const [name, meanS] = next;
  const tookMs = exponential(ctx.random(`step ${name}`), 1000 * meanS);
  state.lastText = `the recovery goes on: ${name}`;
  ctx.schedule(tookMs, "step", epoch);
}

/** The site works with what was recovered, which is copied to the other one and lies in the backups as it is. */
export function recover(state: State, ctx: Context): void {
  if (state.phase !== "recovering") return;
  state.phase = "running";
  state.epoch++;
  state.replica = state.held;
  state.recovered++;
  state.lastRtoMs = ctx.nowMs - state.sinceMs;
  state.rtoMs += state.lastRtoMs;
  state.downMs += state.lastRtoMs;
  state.lastDueMs = ctx.nowMs;
  state.catalog.add({ takenAt: ctx.nowMs, content: state.held });
  state.lastText = `back after ${Math.round(state.lastRtoMs / 6000) / 10} minutes with ${state.held} writes`;
  ctx.observe("down", state.lastRtoMs / 60_000);
  ctx.schedule(1000 * state.params.backupEvery, "backup", state.epoch);
}
