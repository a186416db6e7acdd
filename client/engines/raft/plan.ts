/** Where theory says something about a run, how far a run may scatter around it, and how long it must be for that. */
import { fastestRoundTrips } from "../kernel/roundTrips.ts";
import type { Params } from "./params.ts";
import * as theory from "./theory.ts";

export const CALM_MS = 20_000;
/** Crashes that a run with crashes has at least, about. */
const CRASHES = 10;

export function runLengthMs({ crashEvery }: Params): number {
  return Math.max(CALM_MS, Math.ceil((CRASHES * crashEvery) / 10_000) * 10_000);
}

/** One message may overtake another so seldom that refusals do not matter. */
function inOrder({ commandRate, jitter }: Params): boolean {
  return (commandRate * jitter) / 1000 <= 0.15;
}

/** A round trip, syncs and all, is far below the election timeout. */
function isStable(values: Params): boolean {
  const { electionMin, heartbeat, latency, jitter, sync, loss } = values;
  const roundTripMs = 2 * (latency + 4 * jitter + sync);
  return loss === 0 && electionMin >= 2 * heartbeat + 5 * jitter && electionMin >= 2 * roundTripMs;
}

export function commitMs(values: Params): number | undefined {
  const applies = isStable(values) && inOrder(values) && values.crashEvery === 0;
  return applies && theory.commitMs(values) > 0 ? theory.commitMs(values) : undefined;
}

/** Crashes come one at a time, when all the others have been up for long. */
function crashesApply(values: Params): boolean {
  const { crashEvery, downtime, electionMin, electionSpread } = values;
  const longestMs = electionMin + electionSpread;
  return (
    isStable(values) &&
    !values.preVote &&
    downtime >= 2 * longestMs &&
    crashEvery / 2 >= downtime + longestMs &&
    electionSpread >= 10 * (values.latency + values.jitter + values.sync)
  );
}

export function detectionMs(values: Params): number | undefined {
  return crashesApply(values) || (values.preVote && crashesApply({ ...values, preVote: false }))
    ? theory.detectionMs(values)
    : undefined;
}

/** Four standard deviations: of the least of m uniform timeouts, and of the age of the last heartbeat. */
export function detectionTolerance(values: Params): number {
  const { servers, electionSpread, heartbeat, crashEvery } = values;
  const m = servers - 1;
  const least = (electionSpread / (m + 1)) * Math.sqrt(m / (m + 2));
  const age = heartbeat / Math.sqrt(12);
  const crashes = runLengthMs(values) / (crashEvery * 1.02);
  return (3.5 * Math.sqrt((least * least + age * age) / crashes)) / theory.detectionMs(values) + 0.02;
}

/** Four standard deviations of a mean of N commits, each of which scatters by at most its random part. */
export function commitTolerance(values: Params): number {
  const random = values.jitter * fastestRoundTrips(values.servers - 1, Math.floor(values.servers / 2));
  const commits = (values.commandRate * runLengthMs(values)) / 1000;
  return Math.max(0.03, (4 * random) / theory.commitMs(values) / Math.sqrt(commits));
}
