/** Loss and wait for each dependency, on ordinary days and in the incident, where formulas reach. */
import { type FiniteQueue, finiteQueue } from "../kernel/finiteQueue.ts";
import { sharedLoss } from "./lossNetwork.ts";
import { INCIDENT_AT_MS, type Params, pools, settleMs, WARM_UP_MS } from "./params.ts";

/** Losses are compared where at least so many are expected. */
const SEEN = 80;

/** How long a request of A and of another dependency holds a worker. */
function holdMs(values: Params, inIncident: boolean): { readonly first: number; readonly other: number } {
  const { latency, cpu, slowFactor, trouble } = values;
  const grown = inIncident ? slowFactor : 1;
  return {
    first: trouble === "latency" ? latency * grown + cpu : latency + cpu * grown,
    other: latency + cpu,
  };
}

/** Own work is constant and calls are exponential: nearly exponential together only where work is short. */
function isExponential({ latency, cpu, slowFactor, trouble }: Params): boolean {
  return cpu * (trouble === "cpu" ? slowFactor : 1) <= latency / 20;
}

/** A partition is a queue of its own. */
function partition(values: Params, load: number): FiniteQueue | undefined {
  const { places, queue } = pools(values);
  if (queue > 0 && !isExponential(values)) return undefined;
  // Near saturation a queue fills and empties slowly.
  if (queue > 2 * places + 10 && load > 0.85 * places && load < 1.5 * places) return undefined;
  return finiteQueue(places, queue, load);
}

function lossOf(
  values: Params,
  inIncident: boolean,
): { readonly first: number; readonly other: number } | undefined {
  const { isolation, arrivalRate, dependencies, workers, limit, queue } = values;
  if (isolation === "event-loop" || (inIncident && values.incident === 0)) return undefined;
  const hold = holdMs(values, inIncident);
  const first = (arrivalRate * hold.first) / 1000;
  const other = (arrivalRate * hold.other) / 1000;
  if (isolation === "partitioned") {
    const [slow, usual] = [partition(values, first), partition(values, other)];
    return slow === undefined || usual === undefined ? undefined : { first: slow.loss, other: usual.loss };
  }
  if (isolation === "shared" && queue > 0) return undefined;
  return sharedLoss(workers, isolation === "semaphore" ? limit : workers, first, other, dependencies - 1);
}

/** Requests of one dependency that are measured. */
function measured(values: Params, inIncident: boolean): number {
  const spanMs = inIncident ? values.incident - settleMs(values) : INCIDENT_AT_MS - WARM_UP_MS;
  return (values.arrivalRate * spanMs) / 1000;
}

function seen(loss: number | undefined, requests: number): number | undefined {
  return loss !== undefined && loss * requests >= SEEN ? loss : undefined;
}

export function normalLoss(values: Params): number | undefined {
  return seen(lossOf(values, false)?.other, measured(values, false) * values.dependencies);
}

export function othersLoss(values: Params): number | undefined {
  return seen(lossOf(values, true)?.other, measured(values, true) * (values.dependencies - 1));
}

export function slowLoss(values: Params): number | undefined {
  return seen(lossOf(values, true)?.first, measured(values, true));
}

/** Wait of requests to the others in the incident. */
export function othersWaitMs(values: Params): number | undefined {
  const { isolation, arrivalRate, dependencies, cpu, slowFactor, trouble, incident } = values;
  if (incident === 0) return undefined;
  if (isolation === "event-loop") {
    const heavy = trouble === "cpu" ? cpu * slowFactor : cpu;
    const perMs = arrivalRate / 1000;
    const load = perMs * (heavy + (dependencies - 1) * cpu);
    // Pollaczek and Khinchine: what an arrival finds left of the work in hand.
    const residual = (perMs * (heavy * heavy + (dependencies - 1) * cpu * cpu)) / 2;
    return load > 0.85 || load < 0.05 ? undefined : residual / (1 - load);
  }
  if (isolation !== "partitioned" || values.queue === 0) return undefined;
  const load = (arrivalRate * holdMs(values, true).other) / 1000;
  const queue = partition(values, load);
  if (queue === undefined || queue.waits < 0.05) return undefined;
  return (queue.meanInSystem - queue.meanBusy) / ((arrivalRate / 1000) * (1 - queue.loss));
}

export function waitTolerance(values: Params): number {
  const { arrivalRate, dependencies, cpu, slowFactor, trouble, isolation } = values;
  const requests = measured(values, true) * dependencies;
  const heavy = trouble === "cpu" ? cpu * slowFactor : cpu;
  const load =
    isolation === "event-loop"
      ? (arrivalRate / 1000) * (heavy + (dependencies - 1) * cpu)
      : Math.min(0.9, (arrivalRate * holdMs(values, true).other) / 1000 / pools(values).places);
  // As for one server (the queueing engine has the formula), with the share of heavy requests for variation.
  return 0.03 + (2.5 * Math.sqrt(dependencies + 4)) / (1 - load) / Math.sqrt(requests);
}

/** Refusals come in clumps, while places are full. */
export function lossTolerance(
  loss: number | undefined,
  values: Params,
  inIncident: boolean,
  kinds: number,
): number {
  const expected = (loss ?? 1) * measured(values, inIncident) * kinds;
  const hold = holdMs(values, inIncident);
  // A slow holder keeps a place taken for all that time.
  const clump =
    2 + values.queue + (values.isolation === "partitioned" || !inIncident ? 0 : hold.first / hold.other / 4);
  return 0.02 + 2.5 * Math.sqrt((clump * (1 - (loss ?? 0)) + 0.1) / expected);
}
