/** Waits, losses, deliveries and dead letters where formulas reach. */
import { erlangC, erlangWaitMs } from "../kernel/erlang.ts";
import { finiteQueue } from "../kernel/finiteQueue.ts";
import { exp } from "../kernel/math.ts";
import { capacityPerSecond, type Params, runLengthMs, WARM_UP_MS } from "./params.ts";

const DEVIATIONS = 2.5;

function offered({ arrivalRate, work }: Params): number {
  return (arrivalRate * work) / 1000;
}

function measured(values: Params): number {
  return (values.arrivalRate * (runLengthMs(values) - WARM_UP_MS)) / 1000;
}

/** Nothing is delivered twice and nobody is away. */
function isCalm(values: Params): boolean {
  const { crashShare, poisonShare, ordered, outage } = values;
  return crashShare === 0 && poisonShare === 0 && !ordered && outage === 0 && expires(values) < 1e-4;
}

/** Chance that work takes longer than the lease; acknowledged before, there is none. */
function expires({ acknowledge, visibility, work }: Params): number {
  return acknowledge === "before" ? 0 : exp(-visibility / work);
}

/** Wait until the first delivery: M/M/c. */
export function waitMs(values: Params): number | undefined {
  const load = offered(values);
  if (!isCalm(values) || load > 0.85 * values.consumers || load < 0.3 * values.consumers) return undefined;
  const queue = finiteQueue(values.consumers, values.capacity, load);
  return queue.loss < 1e-5 && queue.waits > 0.05
    ? erlangWaitMs(values.consumers, load, values.work)
    : undefined;
}

/** As in the queueing engine: few wait, and one after the other. */
export function waitTolerance(values: Params): number {
  const load = offered(values);
  const waiting = measured(values) * erlangC(values.consumers, load);
  return (DEVIATIONS * 2) / ((1 - load / values.consumers) * Math.sqrt(waiting));
}

/** Share that finds no room: the same whichever is dropped, since the number inside is the same. */
export function lostShare(values: Params): number | undefined {
  const { overflow, consumers, capacity } = values;
  if (!isCalm(values) || (overflow !== "drop-newest" && overflow !== "drop-oldest") || capacity > 500)
    return undefined;
  const { loss } = finiteQueue(consumers, capacity, offered(values));
  return loss * measured(values) > 100 ? loss : undefined;
}

export function lostTolerance(values: Params): number {
  const load = offered(values) / values.consumers;
  // In overload arrivals and services alone scatter; near the border the queue drifts as well.
  const drift = load > 1.1 ? 2 / (load - 1) : 2 + values.capacity / 2;
  return DEVIATIONS * Math.sqrt(drift / ((lostShare(values) ?? 1) * measured(values))) + 0.01;
}

/** Chance that one delivery does not settle a message that is no poison. */
function failsOnce(values: Params): number {
  const { crashShare } = values;
  return 1 - (1 - crashShare) * (1 - expires(values));
}

/** Nearly everything that was sent is settled when the run ends. */
function isSettled(values: Params): boolean {
  const {
    consumers,
    poisonShare,
    maxReceives,
    outage,
    ordered,
    idempotent,
    crashShare,
    restart,
    visibility,
  } = values;
  if (outage > 0 || ordered || (idempotent && expires(values) > 1e-4)) return false;
  const each = poisonShare * maxReceives + (1 - poisonShare) * meanReceives(values);
  const busy = offered(values) * each + ((values.arrivalRate * crashShare * each) / 1000) * restart;
  return busy < 0.8 * consumers && (visibility * maxReceives < runLengthMs(values) / 3 || crashShare === 0);
}

function meanReceives(values: Params): number {
  const p = failsOnce(values);
  if (p === 0) return 1;
  let sum = 0;
  let power = 1;
  for (let i = 0; i < values.maxReceives; i++) {
    sum += power;
    power *= p;
  }
  return sum;
}

/** Deliveries for each message that is settled. */
export function deliveries(values: Params): number | undefined {
  const { acknowledge, poisonShare, maxReceives } = values;
  if (acknowledge === "before") return 1;
  if (!isSettled(values)) return undefined;
  return poisonShare * maxReceives + (1 - poisonShare) * meanReceives(values);
}

export function deliveriesTolerance(values: Params): number {
  const { poisonShare, maxReceives, acknowledge } = values;
  if (acknowledge === "before") return 0.001;
  const p = failsOnce(values);
  const spread = (poisonShare * maxReceives * maxReceives + p) / measured(values);
  // Messages that will be late are missing at the end.
  return 0.003 + DEVIATIONS * Math.sqrt(spread);
}

/** Share of the settled messages that are dead letters. */
export function deadShare(values: Params): number | undefined {
  const { acknowledge, poisonShare, maxReceives } = values;
  if (acknowledge === "before" || !isSettled(values)) return undefined;
  let all = 1;
  for (let i = 0; i < maxReceives; i++) all *= failsOnce(values);
  const share = poisonShare + (1 - poisonShare) * all;
  return share * measured(values) > 50 ? share : undefined;
}

export function deadTolerance(values: Params): number {
  return 0.02 + DEVIATIONS / Math.sqrt((deadShare(values) ?? 1) * measured(values));
}

/** Share that a crash or poison takes away when messages are acknowledged before the work. */
export function silentLoss(values: Params): number | undefined {
  const { acknowledge, crashShare, poisonShare } = values;
  if (acknowledge === "after") return 0;
  const share = 1 - (1 - crashShare) * (1 - poisonShare);
  return share === 0 || share * measured(values) > 50 ? share : undefined;
}

export function silentTolerance(values: Params): number {
  const expected = (silentLoss(values) ?? 1) * measured(values);
  return expected === 0 ? 0 : 0.02 + DEVIATIONS / Math.sqrt(expected);
}

/** How long the backlog of the absence takes. */
export function drainMs(values: Params): number | undefined {
  const { outage, arrivalRate, capacity, crashShare, poisonShare, ordered } = values;
  const spare = capacityPerSecond(values) - arrivalRate;
  const backlog = (arrivalRate * outage) / 1000;
  const clear = crashShare === 0 && poisonShare === 0 && !ordered && expires(values) < 1e-3;
  if (outage === 0 || !clear || spare < 0.1 * arrivalRate || backlog < 500 || capacity < 2 * backlog)
    return undefined;
  return (1000 * backlog) / spare;
}

/** Arrivals and services of that time scatter, and the spare capacity has to make up for it. */
export function drainTolerance(values: Params): number {
  const expected = drainMs(values) ?? 1;
  const both =
    (capacityPerSecond(values) + values.arrivalRate) * expected + values.arrivalRate * values.outage;
  const spare = capacityPerSecond(values) - values.arrivalRate;
  return (DEVIATIONS * Math.sqrt(both / 1000)) / spare / (expected / 1000);
}
