/** What must hold after every event, whatever the parameters and faults. */

import { planOf } from "./plan.ts";
import { CALLING, PAUSING, type State, WAITING } from "./state.ts";
import { longestDelayMs } from "./theory.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  return brokenClients(state) ?? brokenCounts(state);
}

function brokenClients(state: State): string | undefined {
  const { doing, attempts, previousMs } = state.clients;
  const plan = planOf(state.params);
  let calling = 0;
  let retrying = 0;
  for (let client = 0; client < doing.length; client++) {
    const attempt = attempts[client]!;
    if (doing[client] === CALLING) calling++;
    if (doing[client] === WAITING || (doing[client] === CALLING && attempt > 1)) retrying++;
    if (attempt > state.attempts) return `client ${client} has made ${attempt} calls for one request`;
    if ((doing[client] === PAUSING) !== (attempt === 0)) return `client ${client} pauses within a request`;
    if (doing[client] === WAITING && attempt >= state.attempts)
      return `client ${client} waits for no attempt`;
    const longestMs = longestDelayMs(plan, Math.max(1, attempt));
    if (doing[client] === WAITING && previousMs[client]! > longestMs) {
      return `client ${client} waits ${previousMs[client]} ms, at most ${longestMs} ms are allowed`;
    }
  }
  if (calling !== state.calling) return `${calling} clients are calling, ${state.calling} are counted`;
  return retrying === state.retrying
    ? undefined
    : `${retrying} clients are retrying, ${state.retrying} are counted`;
}

function brokenCounts(state: State): string | undefined {
  const { calls, settled, calling, firstCalls, budget, params } = state;
  if (calls !== settled + calling) return `${calls} calls, ${settled} of them settled, ${calling} under way`;
  if (state.wasted > state.taken || state.answered > state.taken) return "more answers than calls taken";
  if (state.requestsFailed !== state.usedUp + state.denied) return "a request failed for no reason";
  // Rounding in the deposits may add a few parts in 10^16 of them.
  const allowed = (budget.reserve + budget.ratio * firstCalls) * (1 + 1e-9);
  if (params.budget > 0 && calls - firstCalls > allowed) {
    return `${calls - firstCalls} retries for ${firstCalls} requests, the budget allows ${allowed}`;
  }
  return undefined;
}
