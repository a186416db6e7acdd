/** Availability in series, the maximum of many, hedges, and how retries multiply. */
import { exp, log } from "../kernel/math.ts";
import { leafFailure, mostCalls, neededLeaves, type Params, requestsMeasured } from "./params.ts";

const DEVIATIONS = 2.5;

/** P(at least k of n), each with chance p. */
export function atLeast(k: number, n: number, p: number): number {
  if (p >= 1) return 1;
  if (p <= 0) return k === 0 ? 1 : 0;
  let sum = 0;
  // Logarithms of binomial terms, since 0.9^200 and C(200, 100) do not go well together.
  let choose = 0;
  for (let i = 1; i <= n; i++) {
    if (i > k) break;
    choose += log((n - i + 1) / i);
  }
  for (let i = k; i <= n; i++) {
    sum += exp(choose + i * log(p) + (n - i) * log(1 - p));
    choose += i < n ? log((n - i) / (i + 1)) : 0;
  }
  return Math.min(1, sum);
}

/** Chance that a call with this many attempts fails, when each fails with chance p. */
function failsAll(p: number, attempts: number): number {
  let all = 1;
  for (let i = 0; i < attempts; i++) all *= p;
  return all;
}

/** Chance that one attempt at the last tier's leaves succeeds. */
function leavesSucceed(values: Params): number {
  const leaf = 1 - failsAll(leafFailure(values), values.hedge ? 1 : values.attempts);
  return atLeast(neededLeaves(values), values.fanOut, leaf);
}

/** Chance that one attempt at a tier fails, from the first tier down. */
function tierFailures(values: Params): number[] {
  const { depth, failures, attempts } = values;
  const result = new Array<number>(depth).fill(0);
  let below = leavesSucceed(values);
  for (let tier = depth - 1; tier >= 0; tier--) {
    result[tier] = 1 - (1 - failures) * below;
    below = 1 - failsAll(result[tier]!, attempts);
  }
  return result;
}

/** A hedge is another chance against failures, which comes only if the first is late: no closed form then. */
function isPlain(values: Params): boolean {
  return !values.hedge || leafFailure(values) === 0 || leafFailure(values) === 1;
}

export function availability(values: Params): number | undefined {
  return isPlain(values) ? 1 - tierFailures(values)[0]! : undefined;
}

export function availabilityTolerance(values: Params): number {
  const good = availability(values) ?? 1;
  if (good === 0 || good === 1) return 1e-9;
  return (
    1e-4 +
    (DEVIATIONS * Math.sqrt((good * (1 - good)) / requestsMeasured(values)) +
      0.5 / requestsMeasured(values)) /
      good
  );
}

/** Calls to leaves for each request, with all retries. */
export function leafCalls(values: Params): number | undefined {
  const { depth, failures, attempts, fanOut, hedge, latency, slowShare, slowLatency, hedgeAfter } = values;
  if (hedge) {
    if (leafFailure(values) > 0 || depth > 1 || failures > 0) return undefined;
    // The first copy is late with this chance.
    const late = (1 - slowShare) * exp(-hedgeAfter / latency) + (slowLatency > hedgeAfter ? slowShare : 0);
    // Where not all answers are needed some calls are over for the request before they could be hedged.
    return values.needed < 1 ? undefined : fanOut * (1 + late);
  }
  // An attempt that fails early leaves calls unmade: with several leaves only a failure of none or of all is simple.
  if (fanOut > 1 && leafFailure(values) > 0 && attempts > 1) return undefined;
  const failing = tierFailures(values);
  let visits = 1;
  for (let tier = 0; tier < depth; tier++) {
    const tries = tier === 0 ? 1 : tryCount(failing[tier]!, attempts);
    visits *= tries * (1 - failures);
  }
  return visits * fanOut * tryCount(leafFailure(values), attempts);
}

/** Mean attempts: 1 + p + … + p^(r − 1). */
function tryCount(p: number, attempts: number): number {
  let sum = 0;
  let power = 1;
  for (let i = 0; i < attempts; i++) {
    sum += power;
    power *= p;
  }
  return sum;
}

export function leafCallsTolerance(values: Params): number {
  const expected = leafCalls(values) ?? 1;
  const spread = values.leavesDown
    ? mostCalls(values) - expected
    : Math.sqrt(expected) + values.fanOut * Math.sqrt(values.failures);
  // Requests on their way at the end have made some of their calls.
  const open =
    2 / requestsMeasured(values) +
    (values.requestRate * responseGuessMs(values)) / 1000 / requestsMeasured(values);
  return 0.005 + open + (DEVIATIONS * spread) / expected / Math.sqrt(requestsMeasured(values));
}

function responseGuessMs({ depth, own, latency, slowLatency, slowShare, fanOut, hedge }: Params): number {
  return depth * own + 5 * latency + (hedge ? 0 : Math.min(1, slowShare * fanOut) * slowLatency);
}

/** Chance that a leaf has not answered after `ms`. */
function laterThan(values: Params, ms: number): number {
  const { latency, slowShare, slowLatency, hedge, hedgeAfter } = values;
  const one = (t: number) =>
    t < 0 ? 1 : (1 - slowShare) * exp(-t / latency) + (t < slowLatency ? slowShare : 0);
  return hedge && ms > hedgeAfter ? one(ms) * one(ms - hedgeAfter) : one(ms);
}

/** Requests as slow as a slow call: with n leaves of which k are needed, those where more than n − k are. */
export function slowRequests(values: Params): number | undefined {
  const { depth, own, fanOut, slowLatency, failures, leavesDown, slowShare } = values;
  if (failures > 0 || leavesDown || slowShare === 0) return undefined;
  // A hair less than the slow call itself, which counts.
  const left = slowLatency - depth * own - 1e-6;
  if (left <= 0 || (values.hedge && values.hedgeAfter > left)) return undefined;
  const quick = 1 - laterThan(values, left);
  const slow = 1 - atLeast(neededLeaves(values), fanOut, quick);
  return slow * requestsMeasured(values) >= 30 ? slow : undefined;
}

export function slowTolerance(values: Params): number {
  const slow = slowRequests(values) ?? 1;
  return 0.02 + DEVIATIONS * Math.sqrt((1 - slow + 0.02) / (slow * requestsMeasured(values)));
}

/** Mean response: the k-th of n exponential times, m·(1/n + 1/(n − 1) + … + 1/(n − k + 1)). */
export function responseMs(values: Params): number | undefined {
  const { depth, own, latency, fanOut, failures, leavesDown, slowShare, hedge } = values;
  if (failures > 0 || leavesDown || slowShare > 0 || hedge) return undefined;
  let sum = 0;
  for (let i = 0; i < neededLeaves(values); i++) sum += 1 / (fanOut - i);
  return depth * own + latency * sum;
}

export function responseTolerance(values: Params): number {
  return (
    0.01 +
    (DEVIATIONS * 1.3 * values.latency) / (responseMs(values) ?? 1) / Math.sqrt(requestsMeasured(values))
  );
}
