/** What theory says about one set of parameters, and where it says nothing. */
import { erlangC, erlangWaitMs } from "../kernel/erlang.ts";
import { exp } from "../kernel/math.ts";
import { INCIDENT_AT_MS, limitMs, type Params, WARM_UP_MS } from "./params.ts";
import { answeredShare, type CallTime, holdSpread, meanHoldMs } from "./theory.ts";

/** A pool less loaded than this has short queues; one more loaded than `OVERLOADED` is full all the time. */
const CALM = 0.8;
const OVERLOADED = 1.2;
/** A probability of waiting below this is seen too seldom. */
const RARE = 0.05;

export function normalCalls({ latency }: Params): CallTime {
  return { latencyMs: latency, hangShare: 0, hangMs: 0 };
}

export function incidentCalls({ latency, hangShare, hangTime }: Params): CallTime {
  return { latencyMs: latency, hangShare, hangMs: hangTime };
}

/** Workers that would be busy if there were enough of them: Little's law. */
function offeredLoad(values: Params, calls: CallTime): number {
  return (values.arrivalRate * meanHoldMs(calls, limitMs(values))) / 1000;
}

/** How long into the incident the pool is still filling. */
export function incidentWarmUpMs(values: Params): number {
  const settledMs = Math.min(limitMs(values), values.hangTime) + 5 * values.latency;
  return Math.min(values.incident / 2, settledMs);
}

/** Requests that a metric of the normal span or of the incident is measured over. */
export function measuredRequests(values: Params, untilMs: number, inIncident: boolean): number {
  const spanMs = inIncident
    ? values.incident - incidentWarmUpMs(values)
    : (values.incident > 0 ? INCIDENT_AT_MS : untilMs) - WARM_UP_MS;
  return (values.arrivalRate * spanMs) / 1000;
}

export function busyWorkers(values: Params): number | undefined {
  const load = offeredLoad(values, normalCalls(values));
  // An exponential wait in the queue has no end; a deadline cuts it.
  const calm = load < (values.propagate ? CALM / 2 : 0.95) * values.workers;
  return calm && roomToWait(values, load) ? load : undefined;
}

/** The queue turns nobody away, for all that can be seen. */
function roomToWait(values: Params, load: number): boolean {
  let share = erlangC(values.workers, load);
  for (let i = 0; i < values.queue && share > 1e-4; i++) share *= load / values.workers;
  return share <= 1e-4;
}

/** Erlang's formulas ask for exponential service from beginning to end. */
function isErlang(values: Params): boolean {
  return !values.propagate && limitMs(values) >= 20 * values.latency && busyWorkers(values) !== undefined;
}

export function waitedShare(values: Params): number | undefined {
  if (!isErlang(values)) return undefined;
  const share = erlangC(values.workers, offeredLoad(values, normalCalls(values)));
  return share >= RARE ? share : undefined;
}

export function waitMs(values: Params): number | undefined {
  if (waitedShare(values) === undefined) return undefined;
  return erlangWaitMs(values.workers, offeredLoad(values, normalCalls(values)), values.latency);
}

/** In the incident; undefined near the border between a pool that copes and one that does not. */
export function incidentBusyWorkers(values: Params): number | undefined {
  const { workers, incident, hangTime, hangShare, arrivalRate, propagate } = values;
  if (incident === 0) return undefined;
  const load = offeredLoad(values, incidentCalls(values));
  if (load <= CALM * workers) {
    const settledMs = Math.min(limitMs(values), hangTime) + 5 * values.latency;
    return settledMs <= incident / 2 && roomToWait(values, load) ? load : undefined;
  }
  // Full when the calls that hang alone would have filled it within the warm-up.
  const filledMs = hangShare > 0 ? (1000 * workers) / (arrivalRate * hangShare) : Infinity;
  const isFull = load >= OVERLOADED * workers && filledMs < 0.8 * incidentWarmUpMs(values);
  return isFull && !propagate && values.queue > workers ? workers : undefined;
}

/** Mean time that calls of the incident hold a worker, where the pool copes. */
export function incidentHoldMs(values: Params): number | undefined {
  const busy = incidentBusyWorkers(values);
  const copes = busy !== undefined && busy < values.workers;
  return copes ? meanHoldMs(incidentCalls(values), limitMs(values)) : undefined;
}

/** Requests a second that are answered in time in the incident, where the pool copes and its queue is short. */
export function incidentGoodput(values: Params): number | undefined {
  const busy = incidentBusyWorkers(values);
  if (busy === undefined || busy >= CALM * values.workers || values.patience < 10 * values.latency)
    return undefined;
  const inTime = answeredShare(incidentCalls(values), Math.min(limitMs(values), values.patience));
  // A user as patient as the limit would leave while a call that waited is still under way.
  const clear =
    values.patience >= 2 * Math.min(limitMs(values), values.hangTime) ||
    values.hangTime > 2 * values.patience;
  return clear && inTime > 0.05 && exp(-values.patience / values.latency) < 1e-3
    ? values.arrivalRate * inTime
    : undefined;
}

/** Four standard deviations of a time average of busy workers: that of M/G/∞ is √(E[S²]/E[S]²/N) of its mean. A pool that
 *  is full has none. */
export function busyTolerance(values: Params, untilMs: number, inIncident: boolean): number {
  if (inIncident && incidentBusyWorkers(values) === values.workers) return 0.03;
  const calls = inIncident ? incidentCalls(values) : normalCalls(values);
  const requests = measuredRequests(values, untilMs, inIncident);
  return Math.max(0.03, 4 * Math.sqrt(holdSpread(calls, limitMs(values)) / requests));
}

/** Four standard deviations of a Poisson count. */
export function goodputTolerance(values: Params): number {
  const perSecond = incidentGoodput(values) ?? values.arrivalRate;
  const spanMs = values.incident - incidentWarmUpMs(values);
  return Math.max(0.03, 4 / Math.sqrt((perSecond * spanMs) / 1000));
}

/** Waits follow each other closely, and only C of the requests wait: the scatter of their mean is about
 *  2 / (1 − ρ)√(N·C) (from the correlations in M/M/1: D. J. Daley, Journal of the Australian Mathematical Society 8, 1968). */
export function waitTolerance(values: Params, untilMs: number): number {
  const load = offeredLoad(values, normalCalls(values));
  const waiting = measuredRequests(values, untilMs, false) * erlangC(values.workers, load);
  return Math.max(0.03, 6.5 / ((1 - load / values.workers) * Math.sqrt(waiting)));
}
