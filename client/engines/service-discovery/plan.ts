/** Where theory says something about a run, how long that must be, and how far it may scatter. */
import { MIN_DEVIATION_MS, type Params } from "./params.ts";
import { phiQuantile } from "./primitives/phiAccrual.ts";
import * as theory from "./theory.ts";

const CRASHES = 20;
const SHORTEST_MS = 600_000;
const LONGEST_MS = 24 * 3_600_000;

export function runLengthMs({ crashEvery }: Params): number {
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, CRASHES * crashEvery));
}

/** Silence after the last heartbeat at which the registry removes. */
function silenceMs({ detector, ttl, phi, heartbeat, jitter }: Params): number {
  if (detector === "ttl") return ttl;
  // Two independent delays make an interval longer or shorter.
  return heartbeat + phiQuantile(phi) * Math.max(MIN_DEVIATION_MS, jitter * Math.sqrt(2));
}

/** One crash at a time, of which everybody has heard before the instance is back. */
function crashesApply(values: Params): boolean {
  const { crashEvery, downtime, cache, heartbeat, jitter, loss, instances } = values;
  const silence = silenceMs(values);
  return (
    crashEvery / 2 >= downtime + cache &&
    downtime >= silence + cache &&
    silence >= heartbeat + 5 * jitter &&
    loss === 0 &&
    jitter <= 0.05 * heartbeat &&
    instances >= 2
  );
}

export function detectionMs(values: Params): number | undefined {
  return crashesApply(values)
    ? theory.detectionMs(silenceMs(values), values.heartbeat, values.jitter)
    : undefined;
}

export function failedPerCrash(values: Params): number | undefined {
  const detected = detectionMs(values);
  if (detected === undefined) return undefined;
  const { calls, instances, cache, eject, clients, heartbeat, jitter } = values;
  return eject
    ? theory.failedOnceEach(clients, calls / 1000, instances, silenceMs(values) + jitter, heartbeat, cache)
    : theory.failedPerCrash(calls / 1000, instances, detected, cache);
}

/** Removals of healthy instances, each, an hour. */
export function falseRemovals(values: Params): number | undefined {
  const { detector, loss, ttl, heartbeat, jitter, instances } = values;
  const part = ttl / heartbeat - Math.floor(ttl / heartbeat);
  const clear = ttl > heartbeat && part > 0.2 && part < 0.8 && jitter <= 0.02 * heartbeat;
  if (detector !== "ttl" || loss === 0 || !clear) return undefined;
  const perMs = theory.falseRemovalsPerMs(loss, ttl, heartbeat);
  return perMs * instances * runLengthMs(values) >= 50 ? perMs * 3_600_000 : undefined;
}

const crashes = (values: Params): number => Math.min(runLengthMs(values), LONGEST_MS) / values.crashEvery;

/** Four standard deviations of a uniform age. */
export function detectionTolerance(values: Params): number {
  const age = values.heartbeat / Math.sqrt(12 * crashes(values));
  return 0.01 + (4 * age) / (detectionMs(values) ?? 1);
}

/** Four standard deviations of a Poisson count whose mean follows the age of heartbeat and lists. */
export function failedTolerance(values: Params): number {
  const mean = failedPerCrash(values) ?? 1;
  return 0.03 + 4 * Math.sqrt((1 / mean + 0.1) / crashes(values));
}

/** Four standard deviations of a Poisson count; an instance that is down is not lost sight of. */
export function falseTolerance(values: Params): number {
  const count = ((falseRemovals(values) ?? 1) * values.instances * runLengthMs(values)) / 3_600_000;
  const down = values.crashEvery > 0 ? values.downtime / values.crashEvery / values.instances : 0;
  return 0.02 + down + 4 / Math.sqrt(count);
}
