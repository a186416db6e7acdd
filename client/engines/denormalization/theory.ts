/** Rows that both designs touch, and how often copies are old. p: probability that an operation changes a given row. */
import { pow } from "../kernel/math.ts";
import type { Params } from "./params.ts";

export function normalizedRows({ writeShare, joins }: Params): number {
  return (1 - writeShare) * (1 + joins) + writeShare;
}

/** Rows rewritten an operation beside those that are read and changed themselves. */
function upkeepRows({ writeShare, items, entities, joins, upkeep, delay }: Params): number {
  if (upkeep === "refresh") return items / delay;
  const copies = (writeShare * items) / entities;
  // A row that changes again while its copies wait is brought up to date once for both.
  return upkeep === "at-once" ? copies : copies / (1 + (delay * writeShare) / (entities * joins));
}

export function denormalizedRows(values: Params): number {
  return 1 + upkeepRows(values);
}

/** Share of reads that see at least one old copy. */
export function staleShare({ writeShare, entities, joins, upkeep, delay }: Params): number {
  if (upkeep === "at-once") return 0;
  const p = writeShare / (entities * joins);
  // Clean for 1/p operations in the mean, then old for `delay`.
  if (upkeep === "later") return 1 - pow(1 / (1 + p * delay), joins);
  // Old if changed since the last refresh, over all operations between two of them.
  let fresh = 0;
  for (let since = 0; since < delay; since++) fresh += pow(1 - p, since * joins);
  return 1 - fresh / delay;
}

/** Reads a change at which both designs touch as many rows: copies over joins. */
export function breakEven({ items, entities, joins, upkeep }: Params): number | undefined {
  return upkeep === "at-once" ? items / entities / joins : undefined;
}
