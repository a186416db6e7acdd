/** What theory says about one set of parameters, how long a run must be to see it, and where it says nothing. */
import { type Params, usesLock } from "./params.ts";
import {
  loadsDeviation,
  singleFlightLoads,
  staleShare,
  unprotectedLoads,
  xFetchEarlyMs,
  xFetchLoads,
} from "./theory.ts";

const CHOICES_MS: readonly number[] = [60, 120, 180, 300, 600, 1200].map((seconds) => seconds * 1000);
/** A mean number of recomputations is to be known this well, in four standard deviations. */
const WANTED = 0.3;
const MOST_READS = 60_000;

/** Reads of one key a millisecond. */
function keyRate({ readRate, keys }: Params): number {
  return readRate / keys / 1000;
}

/** Readers that find nothing must be rare beside a life, and XFetch needs readers in its window. */
function applies(values: Params): boolean {
  const { recompute, ttl, beta, protection, jitter } = values;
  const shortestMs = ttl * (1 - jitter);
  if (usesLock(values)) return values.lockTtl > recompute && shortestMs > recompute;
  if (protection !== "xfetch") return shortestMs >= 3 * recompute && keyRate(values) * shortestMs >= 1;
  const load = keyRate(values) * recompute * beta;
  return (
    load >= 10 && shortestMs >= 2 * xFetchEarlyMs(keyRate(values), recompute, beta) && values.capacity >= 16
  );
}

export function loadsPerExpiry(values: Params): number | undefined {
  if (!applies(values)) return undefined;
  const rate = keyRate(values);
  switch (values.protection) {
    case "none":
      return unprotectedLoads(rate, values.recompute);
    case "single-flight":
      return singleFlightLoads(rate, values.recompute, values.processes);
    case "xfetch":
      return xFetchLoads(values.beta);
    default:
      // A loader under a lock slows down only when keys crowd, and then may outlive its lock.
      return values.keys === 1 ? 1 : undefined;
  }
}

export function earlyMs(values: Params): number | undefined {
  if (values.protection !== "xfetch" || !applies(values)) return undefined;
  return xFetchEarlyMs(keyRate(values), values.recompute, values.beta);
}

export function staleReads(values: Params): number | undefined {
  const graceful = values.staleFor >= values.recompute + 10 / keyRate(values);
  if (values.protection !== "stale-while-revalidate" || !graceful || !applies(values)) return undefined;
  if (values.keys > 1 || values.jitter > 0) return undefined;
  return staleShare(keyRate(values), values.recompute, values.ttl);
}

/** Expiries that a run of this length sees. */
function expiries(values: Params, untilMs: number): number {
  const early = values.protection === "xfetch" ? (earlyMs(values) ?? 0) : 0;
  const meanTtl = values.ttl * (1 - values.jitter / 2);
  const cycleMs = meanTtl - early + 2 * values.recompute + 1 / keyRate(values);
  return Math.max(1, (values.keys * untilMs) / cycleMs);
}

function toleranceAt(values: Params, untilMs: number): number {
  const { protection, recompute, processes, beta } = values;
  const mean = loadsPerExpiry(values);
  if (mean === undefined) return 1;
  const deviation = loadsDeviation(protection, keyRate(values), recompute, processes, beta);
  return Math.max(0.01, (4 * deviation) / mean / Math.sqrt(expiries(values, untilMs)));
}

/** Four standard deviations of the mean over the expiries of a run; XFetch's limit of many readers costs a few per cent. */
export function loadsTolerance(values: Params): number {
  const scatter = toleranceAt(values, runLengthMs(values));
  return values.protection === "xfetch" ? Math.max(0.05, scatter) : scatter;
}

/** A Gumbel variable of scale βΔ deviates by πβΔ/√6. */
export function earlyTolerance(values: Params): number {
  const mean = earlyMs(values) ?? 1;
  const scatter = (4 * 1.2825 * values.beta * values.recompute) / mean;
  return Math.max(0.04, scatter / Math.sqrt(expiries(values, runLengthMs(values))));
}

/** Stale reads are counted, a Poisson number for each expiry. */
export function staleTolerance(values: Params): number {
  const perExpiry = unprotectedLoads(keyRate(values), values.recompute);
  return Math.max(0.03, 4 / Math.sqrt(perExpiry * expiries(values, runLengthMs(values))));
}

export function runLengthMs(values: Params): number {
  const affordable = CHOICES_MS.filter((choiceMs) => (choiceMs * values.readRate) / 1000 <= MOST_READS);
  const enough = affordable.find((choiceMs) => toleranceAt(values, choiceMs) <= WANTED);
  return (
    enough ?? (loadsPerExpiry(values) === undefined ? CHOICES_MS[0]! : (affordable.at(-1) ?? CHOICES_MS[0]!))
  );
}
