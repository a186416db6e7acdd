/** What theory says about one set of parameters, summed over names, and where it says nothing. */
import { Zipf } from "../kernel/zipf.ts";
import { MISSING_NAMES, type Params } from "./params.ts";
import { heldShare, lastStaleMs, meanStaleMs, staleDeviationMs } from "./theory.ts";

export const RUN_MS = 720_000;

/** Delegations are known by then, and nothing before is measured; answers are held from the beginning. */
export const WARM_UP_MS = 60_000;

/** Lookups of the most popular name a ms at one resolver. */
export function hotRate(values: Params): number {
  const { probabilities } = new Zipf(values.names, values.exponent);
  return ((1 - values.missing) * probabilities[0]! * values.rate) / 1000 / values.resolvers;
}

/** Answers live and die within the run, resolving is short beside a life, and everybody asks. */
function applies(values: Params): boolean {
  const shortest =
    values.missing > 0 && values.negativeTtl > 0 ? Math.min(values.ttl, values.negativeTtl) : values.ttl;
  const longest = Math.max(values.ttl, values.missing > 0 ? values.negativeTtl : 0);
  const slow = values.delegationTtl < 10 * RUN_MS || 3 * values.serverRtt > shortest / 20;
  return longest <= RUN_MS / 2 && !slow && values.pinned === 0;
}

export function hitRatio(values: Params): number | undefined {
  if (!applies(values)) return undefined;
  const share = (names: number, part: number, ttlMs: number) => {
    let sum = 0;
    for (const p of new Zipf(names, values.exponent).probabilities) {
      const rate = (part * p * values.rate) / 1000 / values.resolvers;
      sum += part * p * heldShare(rate, ttlMs, values.serverRtt);
    }
    return sum;
  };
  const present = share(values.names, 1 - values.missing, values.ttl);
  return values.missing > 0 ? present + share(MISSING_NAMES, values.missing, values.negativeTtl) : present;
}

/** Questions a second at the zones' own servers. */
export function zoneQueries(values: Params): number | undefined {
  const ratio = hitRatio(values);
  return ratio === undefined ? undefined : values.rate * (1 - ratio);
}

/** The service fails once, and the run sees the end of it. */
function failsOver(values: Params): boolean {
  const { failAt, detection, ttl, pinned } = values;
  return (
    pinned === 0 &&
    failAt > 0 &&
    failAt + detection + ttl <= RUN_MS &&
    detection + ttl >= 20 * values.serverRtt
  );
}

/** For how long, on average, a client is sent to an address that does not work. */
export function outageMs(values: Params): number | undefined {
  if (!failsOver(values)) return undefined;
  return values.detection + meanStaleMs(hotRate(values), values.ttl);
}

export function lastMovedMs(values: Params): number | undefined {
  return failsOver(values) ? lastStaleMs(hotRate(values), values.ttl, values.resolvers) : undefined;
}

/** Four standard deviations of a count; the misses of a name keep their distance, which makes them steadier than that. */
export function queryTolerance(values: Params): number {
  const count = ((zoneQueries(values) ?? 1) * (RUN_MS - WARM_UP_MS)) / 1000;
  return Math.max(0.02, 4 / Math.sqrt(Math.max(1, count)));
}

export function hitTolerance(values: Params): number {
  const ratio = hitRatio(values) ?? 1;
  return Math.max(0.01, (queryTolerance(values) * (1 - ratio)) / ratio);
}

/** Four standard deviations of a Poisson count of attempts and of the resolvers' luck. */
export function outageTolerance(values: Params): number {
  const mean = outageMs(values) ?? 1;
  const attempts = hotRate(values) * values.resolvers * mean;
  const luck = staleDeviationMs(hotRate(values), values.ttl) / mean;
  return Math.max(0.05, 4 * Math.sqrt(1 / attempts + (luck * luck) / values.resolvers));
}

/** The last of n uniform values is T/n below T, give or take as much, and sometimes thrice. */
export function lastTolerance(values: Params): number {
  return Math.min(
    1,
    4 / (values.resolvers * Math.max(0.1, heldShare(hotRate(values), values.ttl, 0))) + 0.02,
  );
}
