/** What queueing theory says about one set of parameters, and where it says nothing. */
import { erlangWaitMs } from "../kernel/erlang.ts";
import { type FiniteQueue, finiteQueue } from "../kernel/finiteQueue.ts";
import { log } from "../kernel/math.ts";
import { serviceMoment, serviceTime, squaredVariation } from "../kernel/serviceTime.ts";
import { offeredLoad, type Params, shapeOf } from "./params.ts";

/** Above this a run would have to be very long to show equilibrium. */
const NEARLY_FULL = 0.9;
/** Losses below this are not seen. */
const NO_LOSS = 1e-5;
/** Classes of equal probability that stand for a continuous distribution of sizes. */
const SIZE_CLASSES = 400;

/** Mean wait in M/G/1, any order that does not look at sizes: λE[S²] / 2(1 − ρ). */
export function pollaczekKhinchineMs(values: Params): number {
  const load = offeredLoad(values);
  return residualMs(values) / (1 - load);
}

/** What an arrival finds left of the job in service: λE[S²] / 2. */
function residualMs(values: Params): number {
  return (offeredLoad(values) * values.service * serviceMoment(shapeOf(values), 2)) / 2;
}

/** Mean waits of classes served in this order without interruption; `shares` of the arrivals and mean `sizesMs`. */
export function priorityWaitsMs(
  values: Params,
  shares: readonly number[],
  sizesMs: readonly number[],
): number[] {
  const residual = residualMs(values);
  let before = 0;
  return shares.map((share, i) => {
    const upTo = before + (values.arrivalRate * share * sizesMs[i]!) / 1000;
    const wait = residual / ((1 - before) * (1 - upTo));
    before = upTo;
    return wait;
  });
}

/** Mean wait in M/G/1 when the shortest goes first: sizes as classes of a priority queue (T. Phipps, 1956). */
export function shortestFirstWaitMs(values: Params): number {
  const shape = shapeOf(values);
  // Sizes that are not continuous are classes already.
  const shares =
    values.shape === "constant"
      ? [1]
      : values.shape === "bimodal"
        ? [1 - values.longShare, values.longShare]
        : new Array<number>(SIZE_CLASSES).fill(1 / SIZE_CLASSES);
  let at = 0;
  const sizes = shares.map((share) => {
    at += share;
    return serviceTime(shape, values.service, at - share / 2);
  });
  // The middle of the last class is less than its mean; the mean of all is known.
  const total = sizes.reduce((sum, size, i) => sum + size * shares[i]!, 0);
  sizes[sizes.length - 1]! += (values.service - total) / shares.at(-1)!;
  const waits = priorityWaitsMs(values, shares, sizes);
  return waits.reduce((sum, wait, i) => sum + wait * shares[i]!, 0);
}

/** Sizes do not matter, or are exponential and nobody looks at them: then the number inside is a birth and death process. */
function isBirthDeath({ shape, discipline, room }: Params): boolean {
  if (discipline === "sharing" || room === 0) return true;
  return shape === "exponential" && discipline !== "sjf";
}

/** Whether the run settles within the time that one looks at it. */
function settles(values: Params): boolean {
  return offeredLoad(values) <= NEARLY_FULL * values.servers || values.room <= 2 * values.servers + 10;
}

/** Nobody is turned away, for all that can be seen; by the exponential case and a margin for its long-tailed relatives. */
function isOpen(values: Params): boolean {
  const load = offeredLoad(values);
  if (load > NEARLY_FULL * values.servers) return false;
  const spread = Math.max(1, (1 + squaredVariation(shapeOf(values))) / 2);
  return finiteQueue(values.servers, Math.floor(values.room / spread), load).loss < NO_LOSS;
}

function equilibrium(values: Params): FiniteQueue | undefined {
  if (!isBirthDeath(values) || !settles(values)) return undefined;
  return finiteQueue(values.servers, values.room, offeredLoad(values));
}

export function lossShare(values: Params): number | undefined {
  const loss = equilibrium(values)?.loss;
  return loss !== undefined && loss >= 0.01 ? loss : undefined;
}

export function utilisation(values: Params): number | undefined {
  const queue = equilibrium(values);
  if (queue !== undefined) return queue.meanBusy / values.servers;
  return isOpen(values) ? offeredLoad(values) / values.servers : undefined;
}

export function waitedShare(values: Params): number | undefined {
  const queue = equilibrium(values);
  if (queue !== undefined) return queue.waits >= 0.05 ? queue.waits : undefined;
  // Whatever the order and the sizes, one server is busy for the share ρ of the time, and Poisson arrivals see it.
  return values.servers === 1 && isOpen(values) ? offeredLoad(values) : undefined;
}

/** Mean wait; under processor sharing what a job takes beyond its own work. */
export function waitMs(values: Params): number | undefined {
  const queue = equilibrium(values);
  if (queue !== undefined) {
    if (queue.waits < 0.05) return undefined;
    const admitted = (values.arrivalRate * (1 - queue.loss)) / 1000;
    return Math.max(0, queue.meanInSystem / admitted - values.service);
  }
  if (values.servers > 1 || !isOpen(values)) return undefined;
  return values.discipline === "sjf" ? shortestFirstWaitMs(values) : pollaczekKhinchineMs(values);
}

export function responseMs(values: Params): number | undefined {
  if (values.room === 0 && isBirthDeath(values)) return values.service;
  const wait = waitMs(values);
  return wait === undefined ? undefined : wait + values.service;
}

export function inSystem(values: Params): number | undefined {
  const queue = equilibrium(values);
  if (queue !== undefined) return queue.meanInSystem;
  const response = responseMs(values);
  return response === undefined ? undefined : (values.arrivalRate * response) / 1000;
}

export function urgentWaitMs(values: Params): number | undefined {
  const { discipline, servers, urgentShare, service } = values;
  if (!isOpen(values) || servers > 1 || urgentShare * values.arrivalRate < 0.05 * values.arrivalRate)
    return undefined;
  if (discipline === "priority")
    return priorityWaitsMs(values, [urgentShare, 1 - urgentShare], [service, service])[0];
  return waitMs(values);
}

/** Response times of M/M/1, first in first out, are exponential themselves. */
export function responseQuantileMs(values: Params, fraction: number): number | undefined {
  const { shape, servers, discipline } = values;
  if (shape !== "exponential" || servers > 1 || discipline !== "fifo" || !isOpen(values)) return undefined;
  return (-log(1 - fraction) * values.service) / (1 - offeredLoad(values));
}

/** For the curve of the scene: exact for M/M/c and M/G/1, and between them the usual approximation (A. Allen, J. Cunneen:
 *  Erlang's wait × (1 + cs²) / 2). */
export function approximateResponseMs(values: Params, load: number): number {
  const { servers, service, discipline } = values;
  if (load <= 0) return service;
  const spread = discipline === "sharing" ? 1 : (1 + squaredVariation(shapeOf(values))) / 2;
  return service + erlangWaitMs(servers, load, service) * spread;
}
