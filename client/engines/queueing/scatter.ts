/**
 * How far a run's averages may lie from their expectation. Waits follow each other closely, so that their mean scatters far
 * more than that of independent ones would; theory is held to two and a half standard deviations, and runs are as long as it
 * takes to make that a useful number.
 */
import { serviceMoment, squaredVariation } from "../kernel/serviceTime.ts";
import { offeredLoad, type Params, shapeOf } from "./params.ts";
import { inSystem, lossShare, waitedShare, waitMs } from "./theory.ts";

const DEVIATIONS = 2.5;
/** Nothing is held closer than this: histograms and warm-ups have their own error. */
const LEAST = 0.02;
const MINUTE_MS = 60_000;
/** Arrivals that make a run long enough, and no longer than one waits for gladly. */
const ARRIVALS = 9600;

/** Whole minutes. */
export function runLengthMs(values: Params): number {
  return Math.ceil((1000 * ARRIVALS) / values.arrivalRate / MINUTE_MS) * MINUTE_MS;
}

/** From then on it is measured: some relaxation times of the queue (J. W. Cohen, The Single Server Queue, 1969). */
export function warmUpMs(values: Params): number {
  const room = Math.max(0.05, 1 - offeredLoad(values) / values.servers);
  const spread = Math.max(1, (1 + squaredVariation(shapeOf(values))) / 2);
  return Math.min(runLengthMs(values) / 20, (4 * spread * values.service) / (room * room));
}

function arrivals(values: Params): number {
  return (values.arrivalRate * (runLengthMs(values) - warmUpMs(values))) / 1000;
}

/** Relative standard deviation of the mean wait: M/M/1's, (2 + 5ρ − 4ρ² + ρ³) / (ρ(1 − ρ)²N) (D. J. Daley, Journal of the
 *  Australian Mathematical Society 8, 1968), stretched by variation, by how few wait, and by the sampling of E[S²]. */
function waitDeviation(values: Params): number {
  const shape = shapeOf(values);
  const n = arrivals(values);
  // A short line cannot drift far: it forgets within about (K + 2)² services.
  if (offeredLoad(values) > 0.9 * values.servers) return (values.room + 2) / (2 * Math.sqrt(n));
  const u = Math.min(0.95, offeredLoad(values) / values.servers);
  const waiting = values.servers === 1 ? u : (waitedShare(values) ?? 1);
  const correlation = (2 + 5 * u - 4 * u * u + u * u * u) / (waiting * (1 - u) * (1 - u) * n);
  const second = serviceMoment(shape, 2);
  const sampling = (serviceMoment(shape, 4) / (second * second) - 1) / n;
  return Math.sqrt((correlation * Math.max(1, second)) / 2 + sampling);
}

export function waitTolerance(values: Params): number {
  return Math.max(LEAST, DEVIATIONS * waitDeviation(values));
}

export function responseTolerance(values: Params): number {
  const wait = waitMs(values) ?? 0;
  const own = Math.sqrt(squaredVariation(shapeOf(values)) / arrivals(values));
  return Math.max(
    LEAST,
    (DEVIATIONS * (waitDeviation(values) * wait + own * values.service)) / (wait + values.service),
  );
}

/** A number inside varies with the arrivals too. */
export function insideTolerance(values: Params): number {
  return responseTolerance(values) + 2 / Math.sqrt(arrivals(values));
}

/** Work that arrives is a sum of independent sizes. */
export function utilisationTolerance(values: Params): number {
  return Math.max(
    LEAST,
    DEVIATIONS * Math.sqrt(serviceMoment(shapeOf(values), 2) / arrivals(values)) +
      (values.service * values.servers) / runLengthMs(values),
  );
}

/** Refusals come in clumps, while the system is full. */
export function lossTolerance(values: Params): number {
  const loss = lossShare(values) ?? 1;
  return Math.max(LEAST, DEVIATIONS * Math.sqrt((2 + values.room) / (arrivals(values) * loss)));
}

/** So do those who wait: about (2 + a) / (1 − ρ) arrivals in a row see the same. */
export function waitedTolerance(values: Params): number {
  const share = waitedShare(values) ?? 1;
  const load = offeredLoad(values);
  const alike = (2 + load) / (1 - Math.min(0.95, load / values.servers));
  return Math.max(LEAST, DEVIATIONS * Math.sqrt(((1 - share) * alike) / (share * arrivals(values))));
}

/** The histogram rounds by 1/64; a percentile of an exponential scatters like its mean, far out a little more. */
export function percentileTolerance(values: Params, fraction: number): number {
  return 1 / 64 + (fraction > 0.9 ? 1.2 : 0.9) * waitTolerance(values);
}

/** Little's law holds exactly for those who came and went in the span; who was inside at its ends is the rest. */
export function littleTolerance(values: Params): number {
  return LEAST + (20 * (inSystem(values) ?? 1)) / arrivals(values);
}
