/** What a choice of key costs, in closed form: uneven load, shards asked, and rows that move when a shard joins. */
import { log } from "../kernel/math.ts";
import { Zipf } from "../kernel/zipf.ts";
import { type Params, RESHARD_AT, shardsAtStart, TABLES } from "./params.ts";

function isHashed({ scheme }: Params): boolean {
  return scheme === "modulo" || scheme === "ring" || scheme === "slots";
}

/** Sum of the squared shares of all keys: how uneven what is placed is. */
function squaredShares(values: Params): number {
  if (values.key !== "tenant") return 1 / RESHARD_AT;
  const { probabilities } = new Zipf(values.tenants, values.exponent);
  return probabilities.reduce((sum, p, i) => sum + (i === 0 ? (p * p) / values.salts : p * p), 0);
}

/** Share of the largest tenant by Zipf's law. */
export function largestShare(values: Params): number {
  return new Zipf(values.tenants, values.exponent).probabilities[0]!;
}

/** Share of the rows on the shard that owns the largest tenant: its own, and an even part of all others. */
export function largestOwnerShare(values: Params): number | undefined {
  if (values.key !== "tenant" || !(values.scheme === "modulo" || values.scheme === "slots")) return undefined;
  const own = largestShare(values) / values.salts;
  return own + (1 - own) / values.shards;
}

/** Four standard deviations: of the other keys' placement, and of the rows. */
export function largestOwnerTolerance(values: Params): number {
  const share = largestOwnerShare(values) ?? 1;
  const own = largestShare(values);
  const others =
    squaredShares(values) - (own * own) / values.salts + (values.salts > 1 ? (own * own) / values.salts : 0);
  return (4 * Math.sqrt(others / values.shards + share / RESHARD_AT)) / share;
}

/** The fullest shard over the mean for rows that are placed one by one: 1 + √(2·ln n·n/N). */
export function evenPeak(values: Params): number | undefined {
  const isEven = values.key !== "tenant" && (values.scheme === "modulo" || values.scheme === "slots");
  if (values.scheme === "range" && values.key === "id") return values.shards;
  if (values.scheme === "federation") return TABLES[0] * TABLES.length;
  return isEven ? 1 + Math.sqrt((2 * log(values.shards) * values.shards) / RESHARD_AT) : undefined;
}

/** Shards that a query asks on average. */
export function askedShards(values: Params): number | undefined {
  const shards = shardsAtStart(values);
  const { reports, scheme, key } = values;
  if (scheme !== "federation" && key !== "tenant" && !(scheme === "range" && key === "compound"))
    return shards;
  if (values.salts > 1 && scheme !== "federation") return undefined;
  return 1 - reports + reports * shards;
}

/** Queries that meet a slow shard: 1 − (1 − p)^asked. */
export function slowShare(values: Params): number | undefined {
  const asked = askedShards(values);
  if (asked === undefined) return undefined;
  const shards = shardsAtStart(values);
  let quick = 1;
  for (let shard = 0; shard < shards; shard++) quick *= 1 - values.slow;
  const reports = asked === shards ? 1 : values.reports;
  const share = (1 - reports) * values.slow + reports * (1 - quick);
  return share > 0.002 ? share : undefined;
}

/** Four standard deviations of a binomial share over the queries. */
export function slowTolerance(values: Params): number {
  return 4 / Math.sqrt((slowShare(values) ?? 1) * RESHARD_AT);
}

export function askedTolerance(values: Params): number {
  const asked = askedShards(values) ?? 1;
  const { reports } = values;
  return (4 * shardsAtStart(values) * Math.sqrt((reports * (1 - reports)) / RESHARD_AT)) / asked + 1e-9;
}

/** Share of the rows that move when one shard joins n. Ranges: half of the fullest, which for a sequence is all there is. */
export function movedShare(values: Params): number | undefined {
  const all = values.shards + 1;
  if (values.scheme === "modulo") return values.shards / all;
  if (isHashed(values)) return 1 / all;
  return values.scheme === "range" && values.key === "id" ? 0.5 : undefined;
}

/** Four standard deviations: keys move whole, and on a ring the newcomer's arcs are uneven. */
export function movedTolerance(values: Params): number {
  const moved = movedShare(values) ?? 1;
  const ofKeys = Math.sqrt(moved * (1 - moved) * squaredShares(values)) / moved;
  const ofArcs = values.scheme === "ring" ? 0.1 : 0;
  return 4 * Math.sqrt(ofKeys * ofKeys + ofArcs * ofArcs) + 0.01;
}
