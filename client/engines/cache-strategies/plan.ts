/** What theory says about one set of parameters, summed over the keys, and where it says nothing. */
import { Zipf } from "../kernel/zipf.ts";
import { type Params, writesFill } from "./params.ts";
import {
  type KeyTraffic,
  lifeRefreshedMs,
  lifeRenewedByWritesMs,
  lifeUntilDeletedMs,
  mergedWrites,
  presentShare,
  staleShare,
  writesAtRisk,
} from "./theory.ts";

/** A run's length; what comes before the warm-up's end is not measured. */
export const RUN_MS = 40_000;
const LONGEST_WARM_UP_MS = 10_000;

/** Until every entry has lived once. */
export function warmUpMs(values: Params): number {
  return Math.min(values.ttl, LONGEST_WARM_UP_MS);
}

function trafficOf(values: Params, probability: number): KeyTraffic {
  return { reads: (probability * values.readRate) / 1000, writes: (probability * values.writeRate) / 1000 };
}

function lifeMs(values: Params, traffic: KeyTraffic): number {
  if (values.strategy === "refresh-ahead") return lifeRefreshedMs(traffic, values.ttl, values.refreshWindow);
  if (values.strategy === "write-around") return values.ttl;
  return writesFill(values)
    ? lifeRenewedByWritesMs(traffic, values.ttl)
    : lifeUntilDeletedMs(traffic, values.ttl);
}

/** Entries that live longer than the warm-up are not seen to die, and a load that takes long is joined or repeated. */
function isSettled(values: Params, coldest: KeyTraffic, hottest: KeyTraffic): boolean {
  const loadMs = values.sourceLatency + values.cacheLatency;
  const life = Math.min(values.ttl, lifeUntilDeletedMs(coldest, values.ttl));
  const settles = values.ttl <= LONGEST_WARM_UP_MS || (!writesFill(values) && life <= LONGEST_WARM_UP_MS / 2);
  return settles && hottest.reads * loadMs <= 1 && loadMs <= values.ttl / 20;
}

/** Sum of p·f(traffic) over the keys. */
function weighted(values: Params, share: (traffic: KeyTraffic) => number): number | undefined {
  const { probabilities } = new Zipf(values.keys, values.exponent);
  const hottest = trafficOf(values, probabilities[0]!);
  if (!isSettled(values, trafficOf(values, probabilities.at(-1)!), hottest)) return undefined;
  let sum = 0;
  for (const p of probabilities) sum += p * share(trafficOf(values, p));
  return sum;
}

export function hitRatio(values: Params): number | undefined {
  const loadMs = values.sourceLatency + values.cacheLatency;
  return weighted(values, (traffic) =>
    presentShare(traffic, lifeMs(values, traffic), loadMs, writesFill(values)),
  );
}

export function staleReads(values: Params): number | undefined {
  if (values.strategy !== "write-around" || values.writeRate === 0) return undefined;
  const loadMs = values.sourceLatency + values.cacheLatency;
  const share = weighted(values, (traffic) => staleShare(traffic, values.ttl, loadMs));
  return share !== undefined && share > 0.01 ? share : undefined;
}

function bySum(values: Params, of: (traffic: KeyTraffic) => number): number | undefined {
  const measuredMs = RUN_MS - warmUpMs(values);
  const enough = values.writeRate >= 1 && measuredMs >= 10 * values.flushDelay;
  if (values.strategy !== "write-behind" || !enough || values.flushDelay > warmUpMs(values)) return undefined;
  const { probabilities } = new Zipf(values.keys, values.exponent);
  let sum = 0;
  for (const p of probabilities) sum += of(trafficOf(values, p));
  return sum;
}

/** Acknowledged writes that only the cache holds, on average. */
export function atRisk(values: Params): number | undefined {
  return bySum(values, (traffic) => writesAtRisk(traffic, values.flushDelay));
}

/** Writes a second at the source. */
export function sourceWrites(values: Params): number | undefined {
  return bySum(values, (traffic) => 1000 * mergedWrites(traffic, values.flushDelay));
}

/** Four standard deviations of a count of misses. Each ends an absent span, and spans follow each other independently. */
export function hitTolerance(values: Params): number {
  const ratio = hitRatio(values) ?? 0.5;
  const reads = (values.readRate * (RUN_MS - warmUpMs(values))) / 1000;
  return Math.max(0.01, (4 * Math.sqrt((1 - ratio) / reads)) / ratio);
}

/** Stale answers come in runs, one a life of an entry: what counts is how many lives were seen, and of how many keys. */
export function staleTolerance(values: Params): number {
  const { probabilities } = new Zipf(values.keys, values.exponent);
  let squares = 0;
  for (const p of probabilities) squares += p * p;
  const lives = (RUN_MS - warmUpMs(values)) / values.ttl;
  return Math.max(0.03, 2 * Math.sqrt(squares / lives));
}

/** Four standard deviations of a Poisson count of writes, of which those within a delay stand together. */
export function writeTolerance(values: Params): number {
  const writes = (values.writeRate * (RUN_MS - warmUpMs(values))) / 1000;
  return Math.max(0.03, 4 / Math.sqrt(writes));
}
