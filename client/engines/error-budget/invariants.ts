/** What must hold after every minute. */
import { MINUTE_MS } from "./params.ts";
import { burnRate } from "./primitives/burnRate.ts";
import { RECOUNTED, type State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { counts, total, bad, minutes, requests, recentBad, params } = state;
  if (bad > total || total !== minutes * requests)
    return `${bad} of ${total} requests failed in ${minutes} minutes`;
  for (const length of [5, RECOUNTED]) {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += recentBad[(minutes + RECOUNTED - 1 - i) % RECOUNTED]!;
    const counted = counts.bad(length * MINUTE_MS);
    // Sums of a share of requests, before the run began, are rounded.
    if (Math.abs(counted - sum) > 1e-6 * Math.max(1, state.total))
      return `${sum} errors in ${length} minutes, the window says ${counted}`;
  }
  for (const [number, rule] of state.rules.entries()) {
    const long = burnRate(counts.share(rule.longMs), params.objective) >= rule.threshold;
    const short =
      rule.shortMs === 0 || burnRate(counts.share(rule.shortMs), params.objective) >= rule.threshold;
    if (minutes > 0 && (state.firing[number] === 1) !== (long && short))
      return `rule ${number} fires and should not, or the reverse`;
    const open = state.firings[number]!.filter(({ toMs }) => toMs < 0).length;
    if (open !== state.firing[number]) return `rule ${number} has ${open} open firings`;
  }
  return state.falsePages <= state.pages ? undefined : "more false pages than pages";
}
