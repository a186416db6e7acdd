/** Shares of partitions, waits of consumers, growth of lag, and moves, where they are known beforehand. */
import { Zipf } from "../kernel/zipf.ts";
import { KEYS, type Params, runLengthMs, warmUpMs, workMs } from "./params.ts";
import { assign, partitionOf } from "./state.ts";

const DEVIATIONS = 2.5;

/** Share of the messages that each partition gets. */
export function partitionShares({ partitions, keyed, keySkew }: Params): Float64Array {
  const shares = new Float64Array(partitions);
  if (!keyed) return shares.fill(1 / partitions);
  new Zipf(KEYS, keySkew).probabilities.forEach((probability, key) => {
    shares[partitionOf(key, partitions)]! += probability;
  });
  return shares;
}

/** Share of the messages that each consumer of a group gets, when all are there. */
export function consumerShares(values: Params): Float64Array {
  const { partitions, consumers, assignor } = values;
  const all = Array.from({ length: consumers }, (_, i) => i);
  const owners = assign(assignor, new Int32Array(partitions).fill(-1), all);
  const shares = new Float64Array(consumers);
  partitionShares(values).forEach((share, partition) => {
    shares[owners[partition]!]! += share;
  });
  return shares;
}

function measured(values: Params): number {
  return (values.publishRate * (runLengthMs(values) - warmUpMs(values))) / 1000;
}

export function busiestOverMean(values: Params): number | undefined {
  return Math.max(...partitionShares(values)) * values.partitions;
}

export function busiestTolerance(values: Params): number {
  const each = measured(values) / values.partitions;
  return values.keyed ? 2.5 / Math.sqrt(each) : 0.005 + 1 / each;
}

/** Utilisation of each consumer of a group. */
function loads(values: Params, group: number): number[] {
  return Array.from(
    consumerShares(values),
    (share) => (share * values.publishRate * workMs(values, group)) / 1000,
  );
}

/** Mean wait in the first group: every consumer is an M/M/1 queue for its keys. */
export function waitMs(values: Params): number | undefined {
  const { style, keyed, changeEvery, retention } = values;
  const all = loads(values, 0);
  const most = Math.max(...all);
  if (style !== "log" || !keyed || changeEvery > 0 || most > 0.85 || most < 0.1 || retention < 500)
    return undefined;
  const work = workMs(values, 0);
  return consumerShares(values).reduce((sum, share, i) => sum + (share * work * all[i]!) / (1 - all[i]!), 0);
}

/** As in the queueing engine, by the busiest consumer, whose waits weigh most. */
export function waitTolerance(values: Params): number {
  const all = loads(values, 0);
  const u = Math.max(...all);
  const requests = measured(values) * (consumerShares(values)[all.indexOf(u)] ?? 1);
  const one = Math.sqrt((2 + 5 * u - 4 * u * u + u * u * u) / u) / (1 - u) / Math.sqrt(requests);
  return (
    0.02 + (DEVIATIONS * one) / Math.sqrt(Math.max(1, 0.7 * all.filter((load) => load > 0.7 * u).length))
  );
}

/** Messages a second by which the last group falls behind: what its overloaded consumers cannot do. */
export function lagGrowth(values: Params): number | undefined {
  const { style, changeEvery, groups, retention } = values;
  if (style !== "log" || changeEvery > 0) return undefined;
  const work = workMs(values, groups - 1);
  let growth = 0;
  for (const share of consumerShares(values)) {
    const excess = share * values.publishRate - 1000 / work;
    // Near the border chance decides.
    if (Math.abs(excess) < 100 / work) return undefined;
    growth += Math.max(0, excess);
  }
  const held = retention * values.partitions;
  const seconds = runLengthMs(values) / 1000;
  return growth > 0 && growth * seconds < held / 4 ? growth : undefined;
}

/** Arrivals and what is done both scatter. */
export function growthTolerance(values: Params): number {
  const seconds = (runLengthMs(values) - warmUpMs(values)) / 1000;
  return (
    (DEVIATIONS * Math.sqrt(2 * values.publishRate * seconds)) / ((lagGrowth(values) ?? 1) * seconds) + 0.01
  );
}

/** Share of the partitions that a leave or a join moves: those of one member, if the assignment is sticky and even. */
export function movedShare(values: Params): number | undefined {
  const { assignor, partitions, consumers, changeEvery } = values;
  if (changeEvery === 0 || consumers < 2 || assignor !== "sticky" || partitions % consumers > 0)
    return undefined;
  return 1 / consumers;
}

/** Wait for the hub: one server, constant work. */
export function hubWaitMs(values: Params): number | undefined {
  const { style, publishRate, hubWork, groups } = values;
  if (style !== "hub") return undefined;
  const each = hubWork * groups;
  const load = (publishRate * each) / 1000;
  return load > 0.92 || load < 0.1 ? undefined : (load * each) / 2 / (1 - load);
}

export function hubTolerance(values: Params): number {
  const load = (values.publishRate * values.hubWork * values.groups) / 1000;
  // M/D/1: half the variation of M/M/1.
  const one =
    Math.sqrt((2 + 5 * load - 4 * load * load) / load / 2) / (1 - load) / Math.sqrt(measured(values));
  return 0.02 + DEVIATIONS * one;
}
