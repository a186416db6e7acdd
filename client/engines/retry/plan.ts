/** What theory says about one set of parameters, and where it says nothing. */
import { attemptsOf, type Params, ROUND_TRIP_MS, serviceMs } from "./params.ts";
import {
  allFail,
  cycleMs,
  expectedBackoffMs,
  expectedCalls,
  longestDelayMs,
  queueWaitMs,
  type RetryPlan,
} from "./theory.ts";

/** Beyond this share of its capacity the service's queue shapes the calls, and closed forms end. */
const CALM_LOAD = 0.8;
/** An outage shorter than this many cycles of a client has no steady state. */
const CYCLES = 3;

export function planOf(values: Params): RetryPlan {
  const { strategy, baseDelay, cap } = values;
  return { strategy, attempts: attemptsOf(values), baseMs: baseDelay, capMs: cap };
}

/** Longest time that a request can spend in waits and refused calls. */
export function longestRequestMs(values: Params): number {
  const plan = planOf(values);
  let sumMs = ROUND_TRIP_MS * plan.attempts;
  for (let retry = 1; retry < plan.attempts; retry++) sumMs += longestDelayMs(plan, retry);
  return sumMs;
}

/** Calls a second while the service is up and calm; undefined where it is not. */
export function normalLoad(values: Params): number | undefined {
  if (values.budget > 0) return undefined;
  const plan = planOf(values);
  const work = serviceMs(values);
  const calls = expectedCalls(values.failures, plan.attempts);
  const roughMs = cycleMs(plan, values.interval, ROUND_TRIP_MS + work, values.failures);
  if (roughMs === undefined) return undefined;
  const load = (values.clients * calls * work) / roughMs;
  const waitMs = queueWaitMs(load, work);
  const calm = load < CALM_LOAD && values.timeout > ROUND_TRIP_MS + work + 20 * Math.max(waitMs, work);
  if (!calm || values.queue < 30) return undefined;
  const meanMs = cycleMs(plan, values.interval, ROUND_TRIP_MS + work + waitMs, values.failures);
  return meanMs === undefined ? undefined : (1000 * values.clients * calls) / meanMs;
}

/** Four standard deviations of the calls counted in `spanMs`, which come in groups: those of one request. */
export function normalLoadTolerance(values: Params, spanMs: number): number {
  const grouping = 2 * expectedCalls(values.failures, attemptsOf(values)) - 1;
  const counted = ((normalLoad(values) ?? 1) * spanMs) / 1000;
  return Math.max(0.05, 4 * Math.sqrt(grouping / counted));
}

/** Mean length of a client's cycle when every call is refused. */
export function outageCycleMs(values: Params): number | undefined {
  return cycleMs(planOf(values), values.interval, ROUND_TRIP_MS, 1);
}

/** How long into an outage the load is not yet looked at: a client's cycle, where the outage has several. */
export function outageWarmUpMs(values: Params): number {
  const cycle = outageCycleMs(values);
  return cycle !== undefined && CYCLES * cycle <= values.outage ? cycle : 0;
}

/** Calls a second in the outage. */
export function outageLoad(values: Params): number | undefined {
  if (values.budget > 0 || values.outage === 0) return undefined;
  const { strategy, together, clients, outage, baseDelay } = values;
  const cycle = outageCycleMs(values);
  if (cycle !== undefined && CYCLES * cycle <= outage) return (1000 * clients * attemptsOf(values)) / cycle;
  // Nobody leaves the loop before the outage is over, and all entered it at once.
  const fixed = strategy === "immediate" || strategy === "constant";
  const turnMs = (strategy === "constant" ? baseDelay : 0) + ROUND_TRIP_MS;
  const stays = fixed && together && attemptsOf(values) * turnMs > outage && outage > 10 * turnMs;
  return stays ? (1000 * clients) / turnMs : undefined;
}

/** Time in waits of a request that used all its attempts; undefined where too few do, or only the lucky ones. */
export function givenUpBackoffMs(values: Params): number | undefined {
  const comesToItsEnd = 2 * longestRequestMs(values) <= values.outage;
  return comesToItsEnd && values.budget === 0 ? expectedBackoffMs(planOf(values), 1) : undefined;
}

/** What is rarer than this, a run shows too seldom to be held to. */
const RARE = 0.005;

/** Share of requests that fail after all attempts, with nothing but chance against them. */
export function failedShare(values: Params): number | undefined {
  if (values.outage > 0 || normalLoad(values) === undefined) return undefined;
  const share = allFail(values.failures, attemptsOf(values));
  return share === 0 || share >= RARE ? share : undefined;
}

/** Calls for one request, with nothing but chance against it. */
export function callsPerRequest(values: Params): number | undefined {
  if (values.outage > 0 || normalLoad(values) === undefined) return undefined;
  return expectedCalls(values.failures, attemptsOf(values));
}

/** Share of clients that are between their first failure and the end of their request, by Little's law. */
export function normallyRetrying(values: Params): number {
  const plan = planOf(values);
  const { failures, interval } = values;
  const calls = expectedCalls(failures, plan.attempts);
  const backoffMs = expectedBackoffMs(plan, failures) ?? longestRequestMs(values) * failures;
  const retryMs = backoffMs + (calls - 1) * ROUND_TRIP_MS;
  return retryMs / (interval + ROUND_TRIP_MS + retryMs);
}
