/** What the Markov chain of one object says, in the times of the parameters. */
import { codeOf, type Params } from "./params.ts";
import { type DataLoss, dataLoss } from "./primitives/dataLoss.ts";

/** Losses, and repairs, after which a run is long enough. */
const LOSSES = 300;
const REPAIRS = 9000;
/** With fewer losses than this a run says too little about their rate. */
const TELLING_LOSSES = 60;

export function expectedLoss(values: Params): DataLoss {
  const { needed, spare } = codeOf(values);
  return dataLoss({
    shards: needed + spare,
    tolerated: spare,
    failureRate: 1 / values.timeToFailureMs,
    repairRate: 1 / values.repairMs,
  });
}

/** Long enough for losses to be counted, short enough to be waited for. */
export function runMs(values: Params): number {
  const { needed, spare } = codeOf(values);
  const byLosses = (LOSSES * expectedLoss(values).meanTimeToLoss) / values.objects;
  const byRepairs = (REPAIRS * values.timeToFailureMs) / (values.objects * (needed + spare));
  return Math.ceil(Math.min(byLosses, byRepairs) / 3_600_000) * 3_600_000;
}

/** Undefined where too few losses are to be expected in a run. */
export function meanTimeToLoss(values: Params): number | undefined {
  const { meanTimeToLoss: mean } = expectedLoss(values);
  return (runMs(values) * values.objects) / mean < TELLING_LOSSES ? undefined : mean;
}

/** Losses come in groups, since objects share nodes: their number scatters more than by chance alone, the more so the
 *  larger the part of the nodes that an object has chunks on. */
export function lossTolerance(values: Params): number {
  const { needed, spare } = codeOf(values);
  const losses = (runMs(values) * values.objects) / expectedLoss(values).meanTimeToLoss;
  const shared = (values.objects * (needed + spare)) / values.nodes;
  return 3 * Math.sqrt((1 + shared / 2) / losses);
}

/** All chunks of a node go at once, so that the failures of nodes are what scatters. */
export function missingTolerance(values: Params): number {
  const failures = (runMs(values) * values.nodes) / values.timeToFailureMs;
  return 3 * Math.sqrt(2 / failures);
}
