/** What happens: backups are taken, a disaster comes, it is noticed, service comes back with older data. */
import { record } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { DAY_MS, HOUR_MS, isReplicated } from "./params.ts";
import type { Context, State } from "./state.ts";
import { plannedDowntimeMs, TROUBLE_MS } from "./theory.ts";

export function scheduleDisaster(state: State, ctx: Context): void {
  const meanMs = state.params.disasterEvery * DAY_MS;
  state.nextDisaster = ctx.schedule(exponential(ctx.random("disasters"), meanMs), "disaster");
}

export function beginBackup(state: State, ctx: Context): void {
  const { params } = state;
  state.backupSinceMs = ctx.nowMs;
  state.finishing = ctx.schedule(params.backupHours * HOUR_MS, "finished");
  state.nextBackup = ctx.schedule(params.backupInterval * HOUR_MS, "backup");
}

export function finishBackup(state: State, ctx: Context): void {
  state.backups.record(state.backupSinceMs, ctx.nowMs);
  state.backupSinceMs = -1;
  state.finishing = -1;
}

/** `kind`: 0 as chance has it, 1 the site is lost, 2 the data are wrong. One disaster at a time. */
export function disaster(state: State, ctx: Context, kind: number): void {
  if (state.inIncident) return;
  ctx.cancel(state.nextDisaster);
  const { params, incident } = state;
  const chance = ctx.random("kinds") < params.corruption;
  state.inIncident = true;
  state.disasters++;
  incident.corrupted = kind === 0 ? chance : kind === 2;
  incident.atMs = ctx.nowMs;
  incident.downMs = incident.pointMs = incident.restoredMs = incident.backMs = NaN;
  incident.useless = 0;
  incident.trouble = false;
  if (!incident.corrupted) {
    goDown(state, ctx);
    return;
  }
  state.corruptions++;
  ctx.schedule(exponential(ctx.random("notice"), params.noticedAfter * HOUR_MS), "noticed");
}

/** Service stops: the site is gone, or it is stopped lest wrong data become more. */
export function goDown(state: State, ctx: Context): void {
  const { params, incident } = state;
  stopBackups(state, ctx);
  incident.downMs = ctx.nowMs;
  incident.pointMs = recoveryPointMs(state, ctx);
  incident.trouble = ctx.random("plans") < params.untested;
  const plannedMs = plannedDowntimeMs(params, incident.corrupted);
  ctx.schedule(plannedMs + (incident.trouble ? TROUBLE_MS : 0), "recovered");
}

export function recover(state: State, ctx: Context): void {
  const { params, incident } = state;
  const lossMs = incident.downMs - incident.pointMs;
  const downMs = ctx.nowMs - incident.downMs;
  incident.backMs = ctx.nowMs;
  state.inIncident = false;
  state.recoveries++;
  state.lossMs += lossMs;
  state.worstLossMs = Math.max(state.worstLossMs, lossMs);
  state.downMs += downMs;
  if (lossMs <= params.rpo * HOUR_MS) state.lossesMet++;
  if (downMs <= params.rto * HOUR_MS) state.downtimesMet++;
  record(state.losses, lossMs);
  record(state.downtimes, downMs);
  ctx.observe("loss", lossMs);
  ctx.observe("downtime", downMs);
  beginBackup(state, ctx);
  scheduleDisaster(state, ctx);
}

/** The site's own backup under way is lost with it. */
function stopBackups(state: State, ctx: Context): void {
  if (state.nextBackup >= 0) ctx.cancel(state.nextBackup);
  if (state.finishing >= 0) ctx.cancel(state.finishing);
  state.nextBackup = state.finishing = state.backupSinceMs = -1;
}

/** Replicas are of use when the site is lost; wrong data they have as well. */
function recoveryPointMs(state: State, ctx: Context): number {
  const { params, incident, backups } = state;
  if (!incident.corrupted && isReplicated(params)) {
    const lagMs = exponential(ctx.random("lag"), params.replicationLag);
    return Math.max(0, ctx.nowMs - lagMs);
  }
  while (ctx.random("backups") < params.badBackups && incident.useless < backups.size) incident.useless++;
  const age = backups.find(incident.atMs, ctx.nowMs, incident.useless);
  incident.restoredMs = backups.startedMs(age < 0 ? Infinity : age);
  // Before the first backup everything is lost.
  return age < 0 ? 0 : incident.restoredMs;
}
