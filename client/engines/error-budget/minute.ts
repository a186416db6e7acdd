/** A minute passes: requests fail, windows move, rules fire and cease. */
import { failures } from "./errorCounts.ts";
import { BLIP_SHARE, HOUR_MS, MINUTE_MS } from "./params.ts";
import { burnRate } from "./primitives/burnRate.ts";
import { isBurning } from "./primitives/burnRateAlert.ts";
import { allowedErrors, type Context, RECOUNTED, SPANS, type State } from "./state.ts";

export function passMinute(state: State, ctx: Context): void {
  const { params, requests } = state;
  // Drawn even when unused, so that the streams stay in step when parameters change.
  const blip = ctx.random("blips") < params.blips / (24 * 60);
  if (blip) state.blipMinutes++;
  const share = Math.min(1, Math.max(params.background, state.minuteShare, blip ? BLIP_SHARE : 0));
  const bad = failures(requests, share, ctx.random("errors"));
  state.counts.add(requests, bad);
  state.recentBad[state.minutes % RECOUNTED] = bad;
  state.minutes++;
  state.total += requests;
  state.bad += bad;
  state.lastShare = bad / requests;
  for (let rule = 0; rule < state.rules.length; rule++) judge(state, rule, ctx.nowMs);
  watchReset(state, ctx.nowMs);
  ctx.observe("errors", state.lastShare);
  ctx.observe("burnHour", burnRate(state.counts.share(HOUR_MS), params.objective));
  ctx.observe("burnDays", burnRate(state.counts.share(72 * HOUR_MS), params.objective));
  ctx.observe("budget", 1 - state.bad / allowedErrors(state));
  state.minuteShare = state.incidentShare;
  ctx.schedule(MINUTE_MS, "minute");
}

function judge(state: State, number: number, nowMs: number): void {
  const rule = state.rules[number]!;
  const burning = isBurning(rule, state.counts, state.params.objective);
  if (burning === (state.firing[number] === 1)) return;
  state.firing[number] = burning ? 1 : 0;
  const list = state.firings[number]!;
  if (!burning) {
    list.at(-1)!.toMs = nowMs;
    return;
  }
  if (list.length === SPANS) list.shift();
  list.push({ fromMs: nowMs, toMs: -1 });
  if (!rule.page) {
    state.tickets++;
    return;
  }
  // A second rule that joins wakes nobody who is up already.
  if (state.rules.some(({ page }, other) => page && other !== number && state.firing[other] === 1)) return;
  state.pages++;
  if (state.incidents === 0) state.falsePages++;
  else if (state.detectedMs < 0) {
    state.detectedMs = nowMs - state.incidentFromMs;
    state.spentAtDetection = (state.bad - state.badBefore) / allowedErrors(state);
  }
}

/** How long pages go on when the incident is over. */
function watchReset(state: State, nowMs: number): void {
  if (state.resetAfterMs >= 0 || state.incidentToMs < 0 || state.incidents > 0 || state.detectedMs < 0)
    return;
  const paging = state.rules.some(({ page }, rule) => page && state.firing[rule] === 1);
  if (!paging) state.resetAfterMs = nowMs - state.incidentToMs;
}

export function beginIncident(state: State, ctx: Context, share: number, durationMs: number): void {
  state.incidents++;
  state.incidentShare = share;
  if (state.incidentFromMs < 0) {
    state.incidentFromMs = ctx.nowMs;
    state.badBefore = state.bad;
  }
  ctx.schedule(durationMs, "end", state.mended);
}

export function endIncident(state: State, nowMs: number, mended: number): void {
  if (state.incidents === 0 || mended !== state.mended) return;
  state.incidents--;
  if (state.incidents > 0) return;
  state.incidentShare = 0;
  if (state.incidentToMs < 0) state.incidentToMs = nowMs;
}
